"""Foreign formats, read back with other people's readers."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import orjson
import pytest

from onrecord import exchange
from onrecord.errors import MissingExtraError, UsageError
from onrecord.exchange.onrecord import to_dict
from onrecord.model import Actor, Cue, Document, Party, Place, Reading, Speaker, Statement, Words

TEXT = 'Ann said: "Yes, we\nwill, = " she told Bo.'
READING = Reading(
    reader="test 1",
    document=Document(id="d1", source="one.txt", title="Élan", published="2016-10", text=TEXT),
    actors=(Actor(id="a", name="Ann Li"),),
    places=(Place(id="p", name="Lima"),),
    statements=(
        Statement(
            id="s1",
            kind="mixed",
            speaker=Speaker(actor="a", text="she", spans=((29, 32),)),
            cue=Cue(text="said", spans=((4, 8),), class_="say"),
            content=Words(text='"Yes, we\nwill, = "', spans=((10, 18), (19, 28))),
            addressee=Party(text="Bo", spans=((38, 40),)),
            said_at="p",
            confidence=0.75,
        ),
        Statement(
            id="s2",
            kind="indirect",
            speaker=Speaker(text="", spans=(), anonymous=True),
            cue=Cue(text="", spans=(), class_="say"),
            content=Words(text="", spans=()),
            parent="s1",
            polarity="-",
            certainty="possible",
            confidence=0.0,
        ),
    ),
)
EMPTY = Reading(reader="test 1", document=Document(id="d2", source="two.txt", text=""))
ROWS = [
    {
        "document": "d1",
        "title": "Élan",
        "published": "2016-10",
        "source": "one.txt",
        "publisher": None,
        "statement": "s1",
        "speaker": "Ann Li",
        "speaker_words": "she",
        "speaker_actor": "a",
        "anonymous": False,
        "cue": "said",
        "cue_class": "say",
        "kind": "mixed",
        "polarity": "+",
        "certainty": "certain",
        "content": '"Yes, we\nwill, = "',
        "addressee": "Bo",
        "said_on": None,
        "said_at": "Lima",
        "parent": None,
        "confidence": 0.75,
        "start": 10,
        "end": 28,
    },
    {
        "document": "d1",
        "title": "Élan",
        "published": "2016-10",
        "source": "one.txt",
        "publisher": None,
        "statement": "s2",
        "speaker": None,
        "speaker_words": "",
        "speaker_actor": None,
        "anonymous": True,
        "cue": "",
        "cue_class": "say",
        "kind": "indirect",
        "polarity": "-",
        "certainty": "possible",
        "content": "",
        "addressee": None,
        "said_on": None,
        "said_at": None,
        "parent": "s1",
        "confidence": 0.0,
        "start": None,
        "end": None,
    },
]


def written(format: str, *readings: Reading) -> bytes:
    out = io.BytesIO()
    assert exchange.write(iter(readings), format, out) == len(readings)
    return out.getvalue()


def test_jsonl_is_one_reading_per_line() -> None:
    lines = written("jsonl", READING, EMPTY).split(b"\n")
    assert [orjson.loads(line) for line in lines[:2]] == [to_dict(READING), to_dict(EMPTY)]
    assert lines[2:] == [b""]


@pytest.mark.parametrize("readings", [(), (READING,), (READING, EMPTY)])
def test_json_is_one_list(readings: tuple[Reading, ...]) -> None:
    assert orjson.loads(written("json", *readings)) == list(map(to_dict, readings))


def test_csv_has_one_row_per_statement() -> None:
    text = written("csv", READING, EMPTY).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows == [
        {column: "" if value is None else str(value) for column, value in row.items()} for row in ROWS
    ]


def test_csv_of_nothing_still_names_its_columns() -> None:
    assert written("csv").decode().strip().split(",") == list(ROWS[0])


def test_parquet_has_one_typed_row_per_statement() -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    table = parquet.read_table(io.BytesIO(written("parquet", READING, EMPTY)))
    assert table.to_pylist() == ROWS
    types = {field.name: str(field.type) for field in table.schema}
    assert (types["confidence"], types["start"], types["anonymous"]) == ("double", "int64", "bool")


def test_parquet_of_nothing_still_has_its_columns() -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    assert parquet.read_table(io.BytesIO(written("parquet"))).column_names == list(ROWS[0])


def test_without_its_library_parquet_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"onrecord\[parquet\]"):
        exchange.write([READING], "parquet", io.BytesIO())


def test_an_unknown_format_is_refused_with_those_known() -> None:
    with pytest.raises(UsageError, match="'xls': use one of jsonl, json, csv, parquet"):
        exchange.write([READING], "xls", io.BytesIO())


@pytest.mark.parametrize("format", exchange.FORMATS)
def test_the_stream_stays_open_for_its_owner(format: str) -> None:
    if library := {"parquet": "pyarrow", "docbin": "spacy"}.get(format):
        pytest.importorskip(library, reason="the extra is not installed")
    out = io.BytesIO()
    exchange.write([READING], format, out)
    assert not out.closed


FILES = {
    "brat": {"annotation.conf", "one.ann", "one.json", "one.txt", "two.ann", "two.json", "two.txt"},
    "labelstudio": {"config.xml", "tasks.json"},
    "citron": {"one.json", "two.json"},
}


@pytest.mark.parametrize("format", exchange.FOLDERS)
def test_formats_of_several_files_fill_a_new_folder(format: str, tmp_path: Path) -> None:
    folder = tmp_path / "new/folder"
    assert exchange.write_folder([READING, EMPTY], format, folder) == 2
    assert {path.name for path in folder.iterdir()} == FILES[format]


@pytest.mark.parametrize("format", exchange.FOLDERS)
def test_a_folder_that_holds_anything_is_left_alone(format: str, tmp_path: Path) -> None:
    (tmp_path / "work.txt").write_text("mine")
    with pytest.raises(UsageError, match="is not empty: give a new folder, so that no annotation is lost"):
        exchange.write_folder([READING], format, tmp_path)
    with pytest.raises(UsageError, match=r"work\.txt is a file: give a new folder"):
        exchange.write_folder([READING], format, tmp_path / "work.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["work.txt"]


def test_an_unknown_format_of_folders_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'csv': use one of brat, labelstudio, citron"):
        exchange.write_folder([READING], "csv", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_without_its_library_the_docbin_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtraError, match=r"onrecord\[spacy\]"):
        exchange.write([READING], "docbin", io.BytesIO())
