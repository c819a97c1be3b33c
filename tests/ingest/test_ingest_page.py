import json

import pytest

from onrecord.errors import InputError
from onrecord.ingest import Item, Options, parse

LEAD = "ODESA, July 22 (Reuters) - Ministers of four countries agreed on Friday to open a corridor, he said."
QUOTE = '"We have a text," the minister said. "It is signed, and it will be kept by all of us for a year."'
LINKED = {
    "@type": "NewsArticle",
    "headline": "Ministers agree &amp; sign",
    "datePublished": "2022-07-22T10:00:00+03:00",
    "author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "John Roe"}],
    "publisher": {"@type": "Organization", "name": "The Daily Example"},
}


def page(head: str = "", title: str = "<h1>Ministers agree &amp; sign</h1>", below: str = "") -> str:
    body = f"<p>{LEAD}</p><p>{QUOTE}</p><h2>What comes next</h2><p>{QUOTE}</p>"
    menu = '<nav><a href="/">Home</a> <a href="/w">World</a></nav>'
    return (
        f"<!doctype html><html><head><title>Ministers agree</title>{head}</head><body>{menu}"
        f"<article>{title}{below}{body}</article><footer>Terms of use</footer></body></html>"
    )


def read(html: str | bytes, **fields: str):
    return parse(Item(source="page.html", data=html, media="html", fields=fields), Options())


def linked(data) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_the_article_on_a_page_is_read_with_its_headings():
    report = read(page())
    document = report.document
    assert document.text == "\n\n".join(("Ministers agree & sign", LEAD, QUOTE, "What comes next", QUOTE))
    assert (document.title, document.agency, document.dateline.text) == (
        "Ministers agree & sign",
        "Reuters",
        "ODESA",
    )
    assert [heading.text for heading in document.headings] == ["What comes next"]
    kinds = [block.kind for block in report.layout.blocks]
    assert kinds == ["title", "paragraph", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "head",
    [
        linked(LINKED),
        linked([{"@type": "WebSite", "name": "x"}, LINKED]),
        linked({"@context": "https://schema.org", "@graph": [{"@type": "Person"}, LINKED]}),
        '<script type="application/ld+json">{broken</script>'
        + linked({**LINKED, "@type": ["Thing", "Article"]}),
        '<meta property="article:published_time" content="2022-07-22T10:00:00Z">'
        '<meta name="author" content="Jane Doe, John Roe">'
        '<meta property="og:site_name" content="The Daily Example">',
        '<meta name="DC.date" content="22 July 2022"><meta name="dc.creator" content="Jane Doe, John Roe">'
        '<meta name="dc.publisher" content="The Daily Example">',
    ],
)
def test_what_a_page_says_of_itself_is_taken_over(head):
    document = read(page(head)).document
    assert (document.published, document.byline, document.publisher) == (
        *("2022-07-22", "Jane Doe, John Roe", "The Daily Example"),
    )


def test_a_headline_that_only_the_metadata_tell_is_put_first():
    document = read(page(linked(LINKED), title="")).document
    assert document.text.startswith("Ministers agree & sign\n\nODESA")
    assert document.title == "Ministers agree & sign"


def test_a_description_is_a_subtitle_where_it_stands_on_the_page():
    meta = '<meta name="description" content="Ships may leave within a week.">'
    shown = read(page(meta, below="<p>Ships may leave within a week.</p>")).document
    hidden = read(page(meta)).document
    assert (shown.subtitle, hidden.subtitle) == ("Ships may leave within a week.", None)
    assert "Ships may leave" not in hidden.text


def test_a_piece_of_a_page_is_taken_whole_and_its_title_from_the_container():
    report = read(f"<p>{LEAD}</p><p>He went&nbsp;on:<br>{QUOTE}</p><script>no()</script>", title="A title")
    assert report.document.text == "\n\n".join((LEAD, "He went on:", QUOTE))
    assert report.document.title == "A title"


def test_a_page_is_decoded_as_it_declares():
    html = page('<meta charset="windows-1251">').replace("Ministers agree &amp; sign", "Министры")
    assert read(html.encode("cp1251")).document.title == "Министры"


@pytest.mark.parametrize(
    "html", ["", "  ", "<html></html>", "<html><body><nav><a href='/'>Home</a></nav></body></html>"]
)
def test_a_page_without_an_article_is_refused(html):
    with pytest.raises(InputError, match=r"page\.html: (?:empty|no article)"):
        read(html)


def test_deep_nesting_is_read_or_refused():
    assert read("<div>" * 1000 + f"<p>{LEAD}</p>").document.text == LEAD
    with pytest.raises(InputError):
        read("<html><body>" + "<div>" * 50_000 + f"<p>{LEAD}</p>")
