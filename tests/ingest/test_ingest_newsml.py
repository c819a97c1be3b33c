"""NewsML-G2, with bodies in NITF, XHTML and plain text."""

import pytest

from onrecord.errors import InputError
from onrecord.ingest import Options, items, load
from onrecord.model import Failure

NITF = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>Not this</title></head><body>
<body.head><hedline><hl1>Talks will go on, minister says</hl1></hedline><byline>By Nobody Else</byline></body.head>
<body.content><media media-type="image"><media-caption>A picture of talks.</media-caption></media>
<p>The <person>minister</person> said on Friday that talks would go on.</p><hl2>No date yet</hl2>
<p>He left &#8212; 5 &lt; 6.</p></body.content><body.end><tagline>x</tagline></body.end></body></nitf>"""
XHTML = """<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Not this</title></head><body>
<p>The <b>minister</b> said on Friday that talks would go on.</p><h3>No date yet</h3>
<script>no()</script><p>He left — 5 &lt; 6.</p></body></html>"""
PLAIN = "The minister said on Friday that talks would go on.\n\nNo date yet\n\nHe left — 5 &lt; 6."
TEXT = (
    "Talks will go on, minister says\n\nBANGUI, Oct 21 (Northwire) – The minister said on Friday that talks would go "
    "on.\n\nNo date yet\n\nHe left — 5 < 6."
)


def news_item(content: str, *, guid="urn:northwire:1", status="usable", more="", about=None) -> str:
    told = """<headline>Talks will go on, minister says</headline><by>By Estelle Mbaka</by>
    <dateline>BANGUI, Oct 21 (Northwire)</dateline><contentCreated>2016-10-19T00:00:00Z</contentCreated>"""
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="3" standard="NewsML-G2"
    standardversion="2.32" xml:lang="en-GB"><itemMeta><itemClass qcode="ninat:text"/>
    <provider qcode="nprov:NW"><name>Northwire</name></provider>
    <versionCreated>2016-10-21T18:02:00+02:00</versionCreated>
    {more}<pubStatus qcode="stat:{status}"/><title>Not this</title></itemMeta>
    <contentMeta>{told if about is None else about}</contentMeta><contentSet>{content}</contentSet></newsItem>"""


def message(*found: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
    <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2016-10-21T18:03:00Z</sent></header>
    <itemSet>{"".join(found)}</itemSet></newsMessage>"""


def written(tmp_path, content: str | bytes, name="news.xml") -> str:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


@pytest.mark.parametrize(
    "content",
    [
        f'<inlineXML contenttype="application/nitf+xml">{NITF}</inlineXML>',
        f'<inlineXML contenttype="application/xhtml+xml">{XHTML}</inlineXML>',
        f'<inlineData contenttype="text/plain">{PLAIN}</inlineData>',
        f'<remoteContent href="x.jpg"/><inlineXML/><inlineXML>{NITF}</inlineXML><inlineXML>{XHTML}</inlineXML>',
    ],
    ids=["nitf", "xhtml", "text", "several"],
)
def test_every_kind_of_content_gives_the_same_report(tmp_path, content):
    source = written(tmp_path, news_item(content))
    (report,) = load(source, Options())
    document = report.document
    assert (document.source, document.text) == (f"{source}#1", TEXT)
    assert (document.title, document.byline) == ("Talks will go on, minister says", "Estelle Mbaka")
    assert (document.publisher, document.agency, document.dateline.text) == (
        "Northwire",
        "Northwire",
        "BANGUI",
    )
    assert (document.published, document.language) == ("2016-10-21", "en")
    assert [heading.text for heading in document.headings] == ["No date yet"]


def test_a_message_gives_its_items_and_says_what_is_none(tmp_path):
    text = f"<inlineXML>{NITF}</inlineXML>"
    source = written(
        tmp_path,
        message(
            news_item(text),
            news_item(text, status="canceled"),
            "<packageItem guid='p'/>",
            news_item("<remoteContent href='x.jpg'/>").replace("ninat:text", "ninat:picture"),
            "<!-- nothing -->",
            news_item('<inlineData encoding="base64">AAAA</inlineData>'),
            news_item(text, guid="urn:northwire:2"),
        ),
    )
    found = list(items(source, Options()))
    assert [one.reason for one in found if isinstance(one, Failure)] == [
        "item 2: pubStatus: canceled by its provider, and left out",
        "item 3: a package: it lists other items and has no text of its own",
        "item 4: contentSet: no text in it; it is of class picture",
        "item 5: inlineData: encoded (base64), which is not read",
    ]
    assert [one.source for one in found] == [f"{source}#{number}" for number in range(1, 7)]
    assert found[5].fields["url"] == "urn:northwire:2"


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ("<embargoed>2016-10-23T00:00:00Z</embargoed>", "2016-10-23"),
        ("<embargoed>2016-10-01T00:00:00Z</embargoed>", "2016-10-21"),
        ("<embargoed/>", "2016-10-21"),
    ],
)
def test_an_embargo_that_ends_later_is_the_day_of_publication(tmp_path, more, day):
    (report,) = load(written(tmp_path, news_item(f"<inlineXML>{NITF}</inlineXML>", more=more)), Options())
    assert report.document.published == day


def test_what_contentmeta_misses_is_taken_from_the_body_or_left_empty(tmp_path):
    content = f"<inlineXML>{NITF.replace('By Nobody Else', 'By Rui Salgado')}</inlineXML>"
    (report,) = load(written(tmp_path, news_item(content, about="")), Options())
    assert (report.document.title, report.document.byline) == (
        "Talks will go on, minister says",
        "Rui Salgado",
    )
    assert report.document.dateline is None
    bare = f"<newsItem><contentSet><inlineXML>{XHTML}</inlineXML></contentSet></newsItem>"
    (report,) = load(written(tmp_path, bare), Options())
    document = report.document
    assert (document.title, document.byline, document.published, document.publisher) == (None,) * 4


ENTITIES = """<?xml version="1.0"?><!DOCTYPE newsItem [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">
<!ENTITY file SYSTEM "file:///etc/hostname">]>"""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (ENTITIES + news_item("<inlineData>&b;&file;</inlineData>"), "it has a document type"),
        (f'<!DOCTYPE newsItem SYSTEM "http://e.org/x.dtd">{news_item("")}', "it has a document type"),
        ("<newsItem><itemMeta>", "not well-formed XML: .*line 1"),
        (message(), "itemSet: empty"),
        ("<rdf><newsItem >x</newsItem ></rdf>", "the root is rdf, no newsItem or newsMessage"),
        (f"<newsItem>{'<p>' * 400}{'</p>' * 400}</newsItem>", "not well-formed XML"),
    ],
)
def test_a_file_that_may_do_harm_or_is_none_is_refused(tmp_path, content, reason):
    source = written(tmp_path, content)
    with pytest.raises(InputError, match=f"{source}: {reason}"):
        list(items(source, Options()))


def test_other_encodings_are_read(tmp_path):
    content = '<?xml version="1.0" encoding="UTF-16"?>' + news_item(f"<inlineXML>{NITF}</inlineXML>")
    (report,) = load(written(tmp_path, content.encode("utf-16")), Options(format="newsml"))
    assert report.document.text == TEXT
    latin = f'<?xml version="1.0" encoding="ISO-8859-1"?>{news_item("<inlineData>Señor López said so.</inlineData>")}'
    (item,) = items(written(tmp_path, latin.encode("latin-1")), Options())
    assert "Señor López" in item.data


def test_a_url_that_answers_with_newsml_is_read():
    from onrecord.ingest.fetch import Page

    data = news_item(f"<inlineXML>{NITF}</inlineXML>").encode()
    page = Page(url="https://e.org/1", data=data, charset=None, media="application/xml")
    (item,) = items("https://e.org/1", Options(), get=lambda _: page)
    assert item.source == "https://e.org/1#1"
