"""Exports over HTTP: the bytes of the command line, as they are written."""

import io

import pytest

from onrecord import query
from onrecord.data.registry import EMPTY
from onrecord.errors import InputError
from onrecord.exchange import FORMATS, coded_files, datasette, write
from onrecord.record import Record
from onrecord.web.api import exports
from tests.web.conftest import problem

EXPORT = "/api/v1/export"


@pytest.mark.parametrize("format", sorted(FORMATS.keys() - exports.UNSERVED))
def test_whole_readings_are_written_as_the_command_line_writes_them(web, db, format):
    out = io.BytesIO()
    with Record(db) as record:
        write(record.readings(), format, out)
    response = web.get(EXPORT, params={"format": format})

    assert response.status_code == 200
    assert response.content == out.getvalue()
    assert response.headers["content-type"].partition(";")[0] == exports.MEDIA[format]
    assert response.headers["content-disposition"].startswith('attachment; filename="onrecord.')


@pytest.mark.parametrize(
    ("format", "what"),
    [(format, what) for what, formats in coded_files.FORMATS.items() for format in formats],
)
def test_coded_rows_are_written_as_the_command_line_writes_them(web, db, format, what):
    out = io.BytesIO()
    with Record(db) as record:
        coded_files.write(query.every(record, exports.ONE[what]), what, format, out, EMPTY)
    params = {"format": format, "what": what}

    assert web.get(EXPORT, params=params).content == out.getvalue()


def test_what_datasette_is_to_know_is_an_export_too(web):
    out = io.BytesIO()
    datasette.write(out)
    assert web.get(EXPORT, params={"format": "datasette"}).content == out.getvalue()


def test_every_export_is_written_down(web):
    web.get(EXPORT)
    web.get(EXPORT, params={"format": "csv", "what": "events"})
    entries = web.get("/api/v1/audit").json()["items"]
    assert [(one["action"], one["format"], one["what"]) for one in entries] == [
        ("export", "jsonl", None),
        ("export", "csv", "events"),
    ]


@pytest.mark.parametrize(
    ("asked", "status", "detail"),
    [
        ({"format": "xml"}, 422, "query.format: Input should be 'jsonl', "),
        ({"format": "gexf", "what": "events"}, 400, "gexf has no events: use one of jsonl, csv, plover"),
        ({"format": "gexf", "what": "statements"}, 400, "gexf has no rows of one kind"),
        ({"format": "plover", "what": "statements"}, 400, "plover is a format of events"),
        ({"format": "plover", "what": "relations"}, 400, "plover has no relations: use one of jsonl, csv"),
        ({"format": "datasette", "what": "events"}, 400, "datasette has no rows of one kind"),
    ],
)
def test_what_cannot_be_written_is_told(web, asked, status, detail):
    assert problem(web.get(EXPORT, params=asked), status).startswith(detail)
    assert web.get("/api/v1/audit").json()["items"] == []


def test_what_goes_wrong_at_once_is_a_problem(web, monkeypatch):
    def refuse(*_):
        raise InputError("the text cannot be written")

    monkeypatch.setattr(exports, "write", refuse)
    assert problem(web.get(EXPORT), 422) == "the text cannot be written"


def test_only_so_many_are_written_at_a_time(serve):
    web = serve(limits={"exports": 0})
    assert problem(web.get(EXPORT), 503).startswith("other exports are being written")


def test_who_goes_away_makes_room_for_the_next(web):
    state = web.app.state.web
    chunks = exports._chunks(state, lambda out: out.write(b"x" * (exports.WAITING + 5) * exports.CHUNK))
    assert state.exporting == 1
    assert next(chunks)
    del chunks
    assert state.exporting == 0
    assert len(b"".join(exports._chunks(state, lambda out: out.write(b"x" * 200_000)))) == 200_000
    assert state.exporting == 0


def test_what_breaks_off_later_breaks_the_answer_off(web):
    def make(out):
        out.write(b"x" * exports.CHUNK)
        out.write(b"x" * exports.CHUNK)
        raise LookupError("no such word")

    state = web.app.state.web
    with pytest.raises(RuntimeError, match="the export broke off"):
        list(exports._chunks(state, make))
    assert state.exporting == 0


def test_a_writer_stops_when_nobody_takes_what_it_writes():
    out = exports._Out()
    out.left.set()
    with pytest.raises(BrokenPipeError):
        out.write(b"x" * exports.CHUNK)
