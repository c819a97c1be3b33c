"""The pages of reports: the text whole and marked, rows beside it, corrections as forms, for editors alone."""

import csv
import io
import re
import time

import pytest

from onrecord.model import Cue, Document, Reading, Speaker, Statement, Words, cut
from onrecord.record import Record
from onrecord.web.pages.frame import listed
from onrecord.web.pages.marks import blocks
from onrecord.web.pages.report import spans
from onrecord.web.users import Users
from tests.web.conftest import STRIKE
from tests.web.pages import XSS, csrf, harmless

BODY = STRIKE.partition("\n\n")[2]


@pytest.fixture
def strike(web):
    """The address of the report on the air strike."""
    [found] = [one for one in web.get("/api/v1/reports").json()["items"] if one["source"] == "strike.txt"]
    return f"/reports/{found['id']}"


@pytest.fixture
def denied(web):
    """The event that Turkey denies."""
    return web.get("/api/v1/events?status=denied&type=assault").json()["items"][0]["row"]


def said(text, *contents, speaker=((0, 4),)):
    """A reading of a text in which the same words say several things."""
    rows = tuple(
        Statement(
            id=f"{number:016x}",
            kind="indirect",
            speaker=Speaker(actor=None, text=cut(text, speaker), spans=speaker),
            cue=Cue(text="", spans=(), class_="say"),
            content=Words(text=cut(text, content), spans=content),
            confidence=0.5,
        )
        for number, content in enumerate(contents, 1)
    )
    return Reading(reader="hand", document=Document(id="0" * 16, source="-", text=text), statements=rows)


def pieces(reading, highlighted=()):
    return [piece for block in blocks(reading, highlighted) for piece in block.pieces]


def test_pieces_are_the_text_and_know_all_rows_over_them_the_innermost_first():
    text = "Anna said that Boris knew of it."
    found = pieces(said(text, ((10, 31),), ((15, 25),)))

    assert "".join(one.text for one in found) == text
    assert [(one.text, one.rows, one.classes) for one in found[2:4]] == [
        ("that ", (f"{1:016x}",), "content"),
        ("Boris knew", (f"{2:016x}", f"{1:016x}"), "content in2"),
    ]
    assert [one.begins for one in found if one.begins] == [(f"{1:016x}", f"{2:016x}")]
    assert [one.again for one in found if one.rows] == [False, True, False, True]


def test_what_a_browser_would_take_away_keeps_its_place():
    text = "Rain\r\n\r\nAnna said\r\nthat it \0 rained."
    found = blocks(said(text, ((20, 30),), speaker=((8, 12),)))

    for block in found:
        shown = "".join(one.text for one in block.pieces)
        kept = text[block.start : block.start + len(shown)]
        assert shown == kept.replace("\r", " ").replace("\0", "\ufffd")
    assert [block.start for block in found] == [0, 8]


def test_a_long_report_is_cut_in_time_that_grows_as_its_text():
    def seconds(size):
        text = "Anna said that it rained all day. " * size
        reading = said(text, *(((at, at + 33),) for at in range(0, len(text) - 40, 34)))
        begun = time.process_time()
        assert len(pieces(reading)) > size
        return time.process_time() - begun

    seconds(100)
    assert seconds(1600) < 25 * seconds(200)  # 8 where it grows as the text, 64 as its square


def test_editorial_notes_and_highlighted_characters_are_marked():
    found = pieces(said("Anna said it [sic] rained."), ((5, 9),))
    assert ("[sic]", "note") in [(one.text, one.classes) for one in found]
    assert ("said", "at", ("at",)) in [(one.text, one.classes, one.begins) for one in found]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("3-5", ((3, 5),)),
        ("3-5,7-99", ((3, 5), (7, 10))),
        ("5-3", ()),
        ("90-99", ()),
        ("x", ()),
        ("3-5,", ()),
    ],
)
def test_offsets_of_an_address_are_those_that_the_report_has(told, found):
    assert spans(told, 10) == found


def test_a_report_shows_its_text_and_each_row_leads_to_its_words(web, strike, denied):
    response = web.get(strike)
    page = harmless(response)
    ids = {value for _, name, value in page.attributes if name == "id"}
    links = {
        value[1:] for tag, name, value in page.attributes if tag == "a" and name == "href" and value[0] == "#"
    }

    assert "".join(BODY.split()) in "".join("".join(page.words).split())
    assert links <= ids
    assert f"r-{denied['id']}" in links
    assert f"w-{denied['id']}" in links
    assert re.search(r"Turkey denied.*?←", response.text)
    assert 'data-status="denied"' in response.text
    assert "confidence" in response.text
    assert "predicates.tsv" in response.text


def test_an_address_highlights_characters_and_keeps_layers(web, strike):
    start = STRIKE.index("Turkey denied")
    text = web.get(f"{strike}?at={start}-{start + 13}&layers=event").text

    assert 'id="at"' in text
    assert re.search(r'id="layer-event" checked', text)
    assert not re.search(r'id="layer-statement" checked', text)
    assert 'id="at"' not in web.get(f"{strike}?at=9-3").text


def test_a_citation_stands_at_each_row(web, strike):
    text = web.get(strike).text
    assert re.search(
        r"“We will withdraw.*?”, Orhan Demirel, Air strike on the port of Latakia, Northwire, 3 March 2021, "
        r"characters \d+-\d+, http://localhost/reports/\w+\?at=\d+-\d+#at",
        text.replace("&#34;", ""),
    )


def test_reports_and_their_rows_are_saved_as_files(web, strike):
    rows = list(csv.DictReader(io.StringIO(web.get(f"{strike}?format=csv").text)))
    for row in rows:
        assert row["start"].isdigit()
    assert {row["kind"] for row in rows} >= {"statement", "event", "commitment"}
    listed = list(csv.DictReader(io.StringIO(web.get("/reports?format=csv").text)))
    assert len(listed) == len(web.get("/reports?format=json").json()) == 4
    assert [one["what"] for one in web.get("/api/v1/audit").json()["items"]][1:] == ["reports", "reports"]


def test_reports_are_listed_in_pages_and_found_by_day_and_agency(web, monkeypatch):
    monkeypatch.setitem(listed.__kwdefaults__, "limit", 3)
    first = web.get("/reports?publisher=&since=&until=").text.replace("&amp;", "&")
    [more] = re.findall(r'href="(/reports\?[^"]+)" rel="next"', first)

    assert (first.count("<tr><td"), web.get(more).text.count("<tr><td")) == (3, 1)
    assert "← Beginning" in web.get(more).text
    assert web.get(more.replace("?", "?since=2000&")).status_code == 400
    assert web.get("/reports?publisher=Northwire").text.count("<tr><td") == 2
    assert "No report fits" in web.get("/reports?until=1999").text
    assert web.get("/reports?until=yesterday").status_code == 422


def test_a_row_is_confirmed_changed_and_all_of_it_undone_without_script(web, strike, denied, db):
    form = web.get(f"{strike}?edit={denied['id']}").text
    assert 'name="f.status"' in form
    told = {"csrf": csrf(web), "row": denied["id"]}
    web.post(f"{strike}/correct", data={**told, "action": "confirm"})
    changed = web.post(
        f"{strike}/correct",
        data={**told, "action": "change", "f.status": "claimed", "note": "heard", "f.certainty": "certain"},
    )
    assert "✎ changed by" in changed.text
    with Record(db) as record:
        assert [(one.action, one.fields, one.note) for one in record.corrections()] == [
            ("confirm", (), None),
            ("change", ("status",), "heard"),
        ]
    for number in (2, 1):
        web.post(f"/corrections/{number}/withdraw", data={"csrf": told["csrf"]})
    text = web.get(strike).text
    assert "✎ changed by" not in text
    assert text.count("withdrawn ") == 2
    actions = [one["action"] for one in web.get("/api/v1/audit").json()["items"]]
    assert actions == ["confirm", "change", "withdraw", "withdraw"]


def test_a_rejected_row_is_gone_and_the_next_one_shown(web, strike, denied):
    told = {"csrf": csrf(web), "row": denied["id"], "action": "reject", "then": "abcd"}
    response = web.post(f"{strike}/correct", data=told, follow_redirects=False)
    assert response.headers["location"] == f"{strike}#r-abcd"
    assert f'id="r-{denied["id"]}"' not in web.get(strike).text


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "nothing is changed"),
        ({"f.status": "so"}, "is no status"),
        ({"f.words": "never said"}, "does not stand in the report"),
        ({"f.dance": "tango"}, "dance"),
    ],
)
def test_what_cannot_be_so_is_told_above_the_form(web, strike, denied, given, complaint):
    told = {"csrf": csrf(web), "row": denied["id"], "action": "change", **given}
    response = web.post(f"{strike}/correct", data=told)
    assert response.status_code == 400
    assert complaint in "".join(harmless(response).words)
    assert 'id="edit"' in response.text


def test_readers_see_no_buttons_and_cannot_correct(serve, db, strike, denied):
    Users(db.with_name("onrecord.db.users.json")).add("ana", "reader", "correct horse")
    web = serve()
    web.post("/login", data={"csrf": csrf(web, "/login"), "name": "ana", "password": "correct horse"})
    text = web.get(f"{strike}?edit={denied['id']}").text

    assert "Correct" not in text
    assert 'id="edit"' not in text
    assert 'href="/review"' not in text
    told = {"csrf": csrf(web), "row": denied["id"], "action": "reject"}
    assert web.post(f"{strike}/correct", data=told).status_code == 403
    assert web.post("/corrections/1/withdraw", data=told).status_code == 403
    assert web.get("/review").status_code == 403


def test_a_correction_needs_the_token_of_the_form(web, strike, denied):
    told = {"row": denied["id"], "action": "reject"}
    assert web.post(f"{strike}/correct", data=told).status_code == 403


def test_the_least_certain_rows_are_reviewed_and_one_is_undone(web):
    before = re.findall(r'id="r-(\w+)"', web.get("/review?kind=event").text)
    [document] = re.findall(
        rf'action="(/reports/\w+/correct)".*?value="{before[0]}"', web.get("/review?kind=event").text, re.S
    )[:1]
    told = {"csrf": csrf(web), "row": before[0], "action": "confirm", "back": "/review?kind=event"}
    after = web.post(document, data=told)

    assert after.url.query == b"kind=event&done=1"
    assert before[0] not in re.findall(r'id="r-(\w+)"', after.text)
    assert "Undo" in after.text
    undone = web.post("/corrections/1/withdraw", data={"csrf": told["csrf"], "back": "/review?kind=event"})
    assert re.findall(r'id="r-(\w+)"', undone.text) == before


def test_the_review_is_narrowed_to_a_report_and_says_what_is_no_kind(web, strike):
    id = strike.rpartition("/")[2]
    assert {*re.findall(r'action="/reports/(\w+)/correct"', web.get(f"/review?document={id}").text)} == {id}
    assert web.get("/review?kind=dance").status_code == 400


def test_markup_in_a_stored_report_stays_text(serve, reader):
    web = serve(reader=lambda: reader)
    for payload in XSS[::6]:
        text = (
            f'{payload} said on Monday: "{payload}"\n\n"It rained {payload}," Rui {payload} Salgado said.\n'
        )
        made = web.post("/api/v1/read?store=true", json={"text": text, "title": payload})
        harmless(web.get(made.headers["location"].removeprefix("/api/v1")))
    harmless(web.get("/reports"))
    harmless(web.get("/review"))


def test_a_report_that_is_not_there_is_not_found(web):
    assert web.get("/reports/ffffffff").status_code == 404
    assert web.get("/reports/..%2f").status_code in (404, 422)
