"""``POST /api/v1/read``: the reading of the command line, and what is no report."""

import json

import pytest

from onrecord.exchange.onrecord import loads
from onrecord.record import Record
from tests.batch.stand_in import BUG
from tests.cli.conftest import invoke
from tests.web.conftest import STRIKE, TOKEN, problem

READ = "/api/v1/read"


def test_the_reading_is_the_one_of_the_command_line(serve, reader, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    web = serve(reader=lambda: reader)
    printed = invoke("read", "-", "--format", "json", input=STRIKE.encode())
    response = web.post(READ, json={"text": STRIKE})

    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    assert [response.json()] == json.loads(printed.stdout)
    assert loads(response.content).statements


def test_what_the_sender_knows_of_the_report_is_heeded(web):
    told = {
        "text": "It rained.",
        "published": "2016-10-21",
        "title": "Rain",
        "url": "https://example.org/rain",
    }
    document = web.post(READ, json=told).json()["document"]

    assert (document["published"], document["title"]) == ("2016-10-21", "Rain")
    assert document["source"] == "https://example.org/rain"
    assert document["text"] == "It rained."


def test_offsets_count_characters_beyond_the_basic_plane(serve, reader):
    text = 'OSLO, May 2, 2020 (Northwire) - 🚢🚢 "We sail 🌊 tonight," said captain Rui Salgado.\n'
    reading = serve(reader=lambda: reader).post(READ, json={"text": text}).json()

    assert reading["document"]["text"] == text
    [said] = [one for one in reading["statements"] if one["kind"] == "direct"]
    assert " ".join(text[start:end] for start, end in said["content"]["spans"]) == said["content"]["text"]


def test_nothing_is_stored_unless_asked(web, db):
    web.post(READ, json={"text": "It rained."})
    with Record(db) as record:
        assert len(list(record.readings())) == 4


def test_a_reading_is_stored_once_where_asked(web, db):
    first = web.post(READ, params={"store": "true"}, json={"text": "It rained."})
    again = web.post(READ, params={"store": "true"}, json={"text": "It rained."})

    assert (first.status_code, again.status_code) == (200, 200)
    assert web.get(first.headers["location"]).json() == first.json()
    entries = web.get("/api/v1/audit").json()["items"]
    assert [(one["action"], one["new"]) for one in entries] == [("store", True), ("store", False)]


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({}, 422, "body.text: Field required"),
        ({"text": ""}, 422, "body.text: String should have at least 1 character"),
        ({"text": "  \n "}, 422, "-: empty; there is no report in it"),
        ({"text": 5}, 422, "body.text: Input should be a valid string"),
        ({"text": "x", "pages": 2}, 422, "body: Extra inputs are not permitted"),
        ({"text": "x", "url": "javascript:alert(1)"}, 422, "body.url: String should match pattern"),
        ({"text": "x", "published": "someday"}, 400, "'someday' is not a date"),
        ([], 422, "body: Input should be a valid dictionary"),
    ],
)
def test_what_is_no_report_is_told(web, body, status, detail):
    assert problem(web.post(READ, json=body), status).startswith(detail)


def test_a_language_that_the_reader_does_not_know_is_told(serve, reader):
    text = "Der Minister sagte am Montag, die Fähre werde nicht fahren, weil der Nebel zu dicht sei. " * 3
    assert "not English" in problem(serve(reader=lambda: reader).post(READ, json={"text": text}), 422)


@pytest.mark.parametrize("content", [b"{", b"", b'{"text": "\\ud800"}', b"\xff"])
def test_broken_json_is_told(web, content):
    response = web.post(READ, content=content, headers={"Content-Type": "application/json"})
    assert problem(response, 400 if content == b"\xff" else 422)


def test_a_body_that_is_not_called_json_is_refused(web):
    """A form of another site can send such a body without asking first."""
    problem(web.post(READ, content=b'{"text": "x"}', headers={"Content-Type": "text/plain"}), 422)


def test_a_mistake_of_ours_is_a_problem_without_traceback(web):
    detail = problem(web.post(READ, json={"text": BUG}), 500)
    assert detail == "a mistake in onrecord: the server's log says more"


def test_to_store_is_for_editors(serve):
    web = serve(token=TOKEN)
    assert problem(web.post(READ, json={"text": "It rained."}), 401)


def test_too_many_at_once_are_told_to_come_back(serve):
    web = serve(limits={"waiting_readings": 0})
    response = web.post(READ, json={"text": "It rained."})
    assert problem(response, 503).startswith("too many reports are being read")
    assert response.headers["retry-after"] == "5"
