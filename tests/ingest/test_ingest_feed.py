import pytest

from onrecord.errors import InputError
from onrecord.ingest import Item, Options, items, load
from onrecord.model import Failure

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Example News</title>
<item><title>Talks &amp;amp; ships</title><link>https://e.org/1</link>
<pubDate>Fri, 21 Oct 2016 09:00:00 GMT</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[
<p>The minister said on Friday that talks would go on.</p><p>He left.</p>
]]></content:encoded></item>
<item><title>Nothing more</title><link>https://e.org/2</link></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Example News</title>
<entry><title>Talks &amp; ships</title><link href="https://e.org/1"/><published>2016-10-21T09:00:00Z</published>
<summary>The minister said on Friday that talks would go on.</summary></entry></feed>"""


@pytest.mark.parametrize(
    ("name", "feed", "text"),
    [
        ("f.xml", RSS, "The minister said on Friday that talks would go on.\n\nHe left."),
        ("f.rss", RSS, "The minister said on Friday that talks would go on.\n\nHe left."),
        ("f.atom", ATOM, "The minister said on Friday that talks would go on."),
        ("feed", ATOM, "The minister said on Friday that talks would go on."),
    ],
)
def test_each_entry_of_a_feed_is_a_report(tmp_path, name, feed, text):
    path = tmp_path / name
    path.write_text(feed, "utf-8")
    document = next(load(str(path), Options())).document
    assert (document.source, document.text, document.title) == (f"{path}#1", text, "Talks & ships")
    assert (document.published, document.publisher) == ("2016-10-21", "Example News")


def test_an_entry_without_words_is_a_failure_of_its_own(tmp_path):
    path = tmp_path / "f.rss"
    path.write_text(RSS, "utf-8")
    found = list(items(str(path), Options()))
    assert [type(each) for each in found] == [Item, Failure]
    assert found[1] == Failure(source=f"{path}#2", reason="entry 2: no text")


@pytest.mark.parametrize(
    "text",
    ["<note>no feed</note>", '<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "<rss>"],
)
def test_xml_without_entries_is_refused(tmp_path, text):
    path = tmp_path / "f.xml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"RSS or Atom"):
        list(items(str(path), Options()))
