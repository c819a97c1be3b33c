"""Annotations in whichever format they come."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from onrecord.errors import InputError, UsageError
from onrecord.exchange import brat, labelstudio
from onrecord.exchange.annotated import read
from onrecord.exchange.onrecord import dumps
from onrecord.model import Annotated, Failure
from tests.exchange.marked_readings import ODD, SMALL

IDS = {"s1", "s2", "e1"}


def export(folder: Path, *, without: str = "") -> Path:
    """Tasks whose predictions somebody accepted, but for one region."""
    labelstudio.write([SMALL], folder / "tasks")
    [task] = orjson.loads((folder / "tasks/tasks.json").read_bytes())
    results = [
        one
        for one in task.pop("predictions")[0]["result"]
        if without not in (one.get("id"), one.get("from_id"))
    ]
    path = folder / "export.json"
    path.write_bytes(orjson.dumps([{**task, "annotations": [{"id": 1, "result": results}]}]))
    return path


def brat_folder(folder: Path) -> Path:
    brat.write([SMALL], folder / "brat")
    return folder / "brat"


def lines(folder: Path) -> Path:
    path = folder / "gold.jsonl"
    path.write_bytes(dumps(SMALL) + b"\n\n{broken\n" + dumps(ODD) + b"\n")
    return path


def one(path: Path) -> Annotated:
    [found] = read(path)
    assert isinstance(found, Annotated)
    return found


def test_a_folder_of_brat_tells_what_was_exported(tmp_path: Path) -> None:
    found = one(brat_folder(tmp_path))
    assert found.reading == SMALL
    assert (found.origins, found.exported, found.whole) == ({id: id for id in IDS}, IDS, True)
    assert one(tmp_path / "brat/small.ann") == found


def test_an_export_of_label_studio_tells_what_was_exported_and_what_is_gone(tmp_path: Path) -> None:
    found = one(export(tmp_path))
    assert ({*found.origins}, found.exported, found.whole) == (IDS, IDS, True)
    less = one(export(tmp_path / "less", without="T9"))  # the words of the event
    assert ({*less.origins.values()}, less.exported) == ({"s1", "s2"}, IDS)


def test_a_changed_row_has_its_origin(tmp_path: Path) -> None:
    folder = brat_folder(tmp_path)
    path = folder / "small.ann"
    path.write_text(path.read_text().replace("status E3 denied", "status E3 claimed"))
    found = one(folder)
    [event] = found.reading.events
    assert found.untouched == {"s1", "s2"}
    assert found.origins[event.id] == "e1"
    assert event.status == "claimed"


def test_a_wrong_line_is_told_and_the_annotation_is_not_whole(tmp_path: Path) -> None:
    folder = brat_folder(tmp_path)
    path = folder / "small.ann"
    path.write_text(path.read_text().replace("actor:T2", "actor:T99"))
    failure, found = read(folder)
    assert isinstance(failure, Failure)
    assert "actor: T99 is not there, or wrong" in failure.reason
    assert isinstance(found, Annotated)
    assert (found.whole, {*found.origins}) == (False, {"s1", "s2"})


def test_what_began_elsewhere_was_never_exported(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Ann left.")
    (tmp_path / "one.ann").write_text("T1\tevent_RETREAT 0 8\tAnn left\nE1\tevent_RETREAT:T1\n")
    found = one(tmp_path)
    assert (found.origins, found.exported) == ({}, None)


def test_readings_come_line_by_line(tmp_path: Path) -> None:
    first, broken, last = read(lines(tmp_path))
    assert isinstance(first, Annotated)
    assert isinstance(last, Annotated)
    assert (first.reading, last.reading) == (SMALL, ODD)
    assert isinstance(broken, Failure)
    assert broken.reason.startswith("line 3: this is not a line of JSON")


@pytest.mark.parametrize("make", [brat_folder, export, lines])
def test_a_format_can_be_said(tmp_path: Path, make: object) -> None:
    path = make(tmp_path)  # type: ignore[operator]
    format = {"brat_folder": "brat", "export": "labelstudio", "lines": "jsonl"}[make.__name__]  # type: ignore[attr-defined]
    assert list(read(path, format)) == list(read(path))


def test_one_task_over_several_lines_is_of_label_studio(tmp_path: Path) -> None:
    [task] = orjson.loads(export(tmp_path).read_bytes())
    path = tmp_path / "task.json"
    path.write_bytes(orjson.dumps(task, option=orjson.OPT_INDENT_2))
    assert one(path).reading.statements == one(tmp_path / "export.json").reading.statements
    path.write_bytes(orjson.dumps(task))
    assert one(path).reading.statements == one(tmp_path / "export.json").reading.statements


@pytest.mark.parametrize(
    ("name", "data", "error", "complaint"),
    [
        ("x.json", b"<xml>", InputError, "it looks like no annotations; give a folder of brat"),
        ("x.json", b"", InputError, "it looks like no annotations"),
        ("x.json", b"\xff\xfe\x00", InputError, "it looks like no annotations"),
        (
            "x.json",
            b"[\n" + dumps(SMALL) + b"\n]\n",
            InputError,
            "a list of readings; give them as JSON Lines",
        ),
        ("x.json", b"[" + dumps(SMALL) + b"]", InputError, "a list of readings"),
        ("x.json", b"[1,", InputError, "not valid JSON"),
        (None, b"", InputError, "cannot read .*none.json: No such file"),
    ],
)
def test_what_is_none_is_refused(
    tmp_path: Path, name: str | None, data: bytes, error: type[Exception], complaint: str
) -> None:
    path = tmp_path / (name or "none.json")
    if name:
        path.write_bytes(data)
    with pytest.raises(error, match=complaint):
        list(read(path))


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown format 'conll': use one of brat, labelstudio, jsonl"):
        read(tmp_path, "conll")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotations; give a folder of "):
        list(read(tmp_path))
