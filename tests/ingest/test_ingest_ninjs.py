"""ninjs of all generations."""

import json

import pytest

from onrecord.errors import InputError
from onrecord.ingest import Options, items, load, ninjs
from onrecord.model import Failure

BODY = "BANGUI, Oct 21 (Northwire) - The minister said on Friday that talks would go on.\n\nHe left."
MARKUP = (
    "<p>BANGUI, Oct 21 (Northwire) - The minister said on Friday that talks would go on.</p><p>He left.</p>"
)
TEXT = f"Talks will go on, minister says\n\n{BODY}"
FIRST = {
    "uri": "urn:northwire:1",
    "type": "text",
    "versioncreated": "2016-10-21T18:02:00+02:00",
    "firstcreated": "2016-10-20T09:00:00+02:00",
    "pubstatus": "usable",
    "language": "en-GB",
    "headline": "Talks will go on, minister says",
    "byline": "By Estelle Mbaka and Thomas Reedham",
    "copyrightholder": "Northwire",
    "body_text": BODY,
    "body_xhtml": MARKUP,
    "associations": {"picture": {"uri": "urn:northwire:2", "type": "picture", "body_text": "A caption."}},
}
SECOND = {
    "uri": "urn:northwire:1",
    "standard": {"name": "ninjs", "version": "2.1"},
    "type": "text",
    "versioncreated": "2016-10-21T18:02:00+02:00",
    "language": "en",
    "by": "Estelle Mbaka and Thomas Reedham",
    "copyrightholder": "Holder",
    "infosources": [{"name": "Northwire", "role": "provider"}],
    "headlines": [
        {"role": "short", "value": "Talks go on"},
        {"role": "main", "value": "Talks will go on, minister says"},
    ],
    "bodies": [
        {"role": "summary", "contenttype": "text/html", "value": "<p>Talks will go on.</p>"},
        {"role": "main", "contenttype": "text/plain", "value": BODY.replace("\n\n", " ")},
        {"role": "rich", "contenttype": "application/xhtml+xml", "value": MARKUP},
    ],
    "associations": [{"name": "picture", "uri": "urn:northwire:2", "type": "picture"}],
}
THIRD = {
    "uri": "urn:northwire:1",
    "type": "text",
    "versionCreated": "2016-10-21T18:02:00+02:00",
    "language": "en",
    "by": "Estelle Mbaka and Thomas Reedham",
    "copyrightHolder": "Northwire",
    "headlines": [{"value": "Talks will go on, minister says"}],
    "bodies": [
        {
            "contentType": "text/html",
            "value": f"<html><head><title>x</title></head><body>{MARKUP}</body></html>",
        }
    ],
    "located": "Bangui, Central African Republic",
}


def written(tmp_path, value, name="wire.json"):
    path = tmp_path / name
    path.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
    return str(path)


@pytest.mark.parametrize("item", [FIRST, SECOND, THIRD], ids=["1", "2", "3"])
def test_every_generation_gives_the_same_report(tmp_path, item):
    source = written(tmp_path, item)
    (report,) = load(source, Options())
    document = report.document
    assert (document.source, document.text) == (f"{source}#1", TEXT)
    assert (document.title, document.byline) == (
        "Talks will go on, minister says",
        "Estelle Mbaka and Thomas Reedham",
    )
    assert (document.published, document.publisher, document.language) == ("2016-10-21", "Northwire", "en")
    assert (document.agency, document.dateline.text) == ("Northwire", "BANGUI")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("one.json", json.dumps([FIRST, SECOND])),
        ("lines.jsonl", f"{json.dumps(FIRST)}\n{json.dumps(SECOND)}\n"),
        ("lines.json", f"{json.dumps(FIRST)}\n{json.dumps(SECOND)}\n"),
        ("wire", json.dumps([FIRST, SECOND])),
    ],
)
def test_an_object_a_list_and_lines_are_read(tmp_path, name, content):
    source = written(tmp_path, content, name)
    assert [report.document.text for report in load(source, Options())] == [TEXT, TEXT]


def test_each_item_is_another_report_even_with_the_same_words(tmp_path):
    source = written(tmp_path, [FIRST, FIRST | {"uri": "urn:northwire:9"}])
    first, second = load(source, Options())
    assert first.document.id != second.document.id


@pytest.mark.parametrize(
    ("change", "day"),
    [
        ({"embargoed": "2016-10-23T06:00:00Z"}, "2016-10-23"),
        ({"embargoed": "2016-10-19T06:00:00Z"}, "2016-10-21"),
        ({"versioncreated": None}, "2016-10-20"),
        ({"versioncreated": None, "firstcreated": None, "contentcreated": "2016-10-18"}, "2016-10-18"),
    ],
)
def test_the_day_is_that_of_the_version_or_of_the_end_of_its_embargo(tmp_path, change, day):
    (report,) = load(written(tmp_path, FIRST | change), Options())
    assert report.document.published == day


def test_no_date_is_made_up_and_the_user_is_believed_first(tmp_path):
    bare = {"uri": "u", "headline": "Talks", "body_text": "The minister said that talks would go on."}
    (report,) = load(written(tmp_path, bare), Options())
    assert (report.document.published, report.document.publisher, report.document.byline) == (
        None,
        None,
        None,
    )
    (report,) = load(written(tmp_path, FIRST), Options(published="2001-02-03", publisher="Me"))
    assert (report.document.published, report.document.publisher) == ("2001-02-03", "Me")


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"pubstatus": "canceled"}, "item 2: pubstatus: canceled by its provider, and left out"),
        ({"pubstatus": "withheld"}, "item 2: pubstatus: withheld by its provider, and left out"),
        (
            {"body_text": None, "body_xhtml": "<p> </p>", "type": "picture"},
            "item 2: no text in bodies, body_text or body_xhtml; it is of type picture",
        ),
        ({"headline": 7}, "item 2: headline: 7 is no text"),
        ({"body_text": ["x"]}, "item 2: body_text: ['x'] is no text"),
        ({"bodies": "x"}, "item 2: bodies: 'x' is no list of objects"),
        ({"bodies": [{"value": None}]}, "item 2: bodies: the value of body 1 is no text"),
        (
            {"bodies": [{"contenttype": "application/nitf+xml", "value": "<nitf>"}]},
            "item 2: bodies: body 1: not well-formed XML",
        ),
    ],
)
def test_an_item_that_is_wrong_or_withdrawn_is_a_failure_and_the_rest_goes_on(tmp_path, item, reason):
    source = written(tmp_path, [FIRST, FIRST | item, THIRD])
    found = list(items(source, Options()))
    assert isinstance(found[1], Failure)
    assert (found[1].source, found[1].reason[: len(reason)]) == (f"{source}#2", reason)
    assert [found[0].source, found[2].source] == [f"{source}#1", f"{source}#3"]


def test_a_line_that_is_no_json_is_named(tmp_path):
    source = written(tmp_path, f"{json.dumps(FIRST)}\n{{broken\n[1]\n", "wire.jsonl")
    _, broken, none = items(source, Options())
    assert (broken.reason, none.reason) == ("item 2: not valid JSON", "item 3: no JSON object")


def test_a_body_in_nitf_is_read(tmp_path):
    nitf = (
        "<nitf><body><body.head><hedline><hl1>x</hl1></hedline><dateline>BANGUI (Northwire)</dateline></body.head>"
        "<body.content><p>The minister said that talks would go on.</p></body.content></body></nitf>"
    )
    item = {**THIRD, "bodies": [{"contentType": "application/nitf+xml", "value": nitf}]}
    (report,) = load(written(tmp_path, item), Options())
    assert report.document.text.endswith("BANGUI (Northwire) – The minister said that talks would go on.")
    assert report.document.dateline.text == "BANGUI"


def test_words_of_markup_never_become_markup(tmp_path):
    item = {
        **THIRD,
        "headlines": [{"value": "A < B & <i>C</i> 𝔘"}],
        "bodies": [{"value": "5 < 6, he said. 𝔘"}],
    }
    (report,) = load(written(tmp_path, item), Options())
    assert report.document.text == "A < B & <i>C</i> 𝔘\n\n5 < 6, he said. 𝔘"


def test_a_headline_that_the_body_begins_with_stands_once(tmp_path):
    item = {
        **FIRST,
        "body_text": f"{FIRST['headline']}\n\n{BODY}",
        "body_xhtml": f"<h1>{FIRST['headline']}</h1>{MARKUP}",
    }
    (report,) = load(written(tmp_path, item), Options())
    assert report.document.text == TEXT


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (FIRST, True),
        ({"guid": "g", "body_html": "<p>x</p>"}, True),
        ({"uri": "u", "text": "a table", "headlines": []}, False),
        ({"text": "a table", "title": "t", "url": "u"}, False),
        ({"uri": 7, "bodies": []}, False),
        ({}, False),
    ],
)
def test_an_item_is_known_by_its_shape(row, expected):
    assert ninjs.is_ninjs(row) is expected


def test_columns_named_by_the_user_make_a_table_of_it(tmp_path):
    source = written(tmp_path, [FIRST])
    (item,) = items(source, Options(columns={"text": "body_text"}))
    assert item.data == BODY


def test_an_empty_list_is_refused(tmp_path):
    with pytest.raises(InputError, match="there is no report in it"):
        list(items(written(tmp_path, []), Options(format="ninjs")))
