"""Readings from files: our own come back as they went out."""

from __future__ import annotations

import bz2
import gzip
import io
import json
from pathlib import Path

import pytest

from onrecord.errors import InputError, UsageError
from onrecord.exchange import write
from onrecord.exchange.incoming import readings
from onrecord.exchange.onrecord import dumps, from_dict, to_dict
from onrecord.model import Failure, Reading

GOLDEN = sorted((Path(__file__).parents[1] / "expected").glob("*.reading.json"))
QUOTE = {
    "quoteID": "q1",
    "quotation": "We have waited",
    "speaker": "None",
    "probas": [["None", 1]],
    "date": "2016-10-21",
    "urls": [],
}


@pytest.fixture(scope="module")
def ours() -> list[Reading]:
    found = [json.loads(path.read_bytes()) for path in GOLDEN]
    return [from_dict({"reader": "test", **data}) for data in found]


def written(path: Path, data: bytes, name: str = "r.jsonl") -> str:
    file = path / name
    file.write_bytes(data)
    return str(file)


def exported(ours: list[Reading], format: str) -> bytes:
    out = io.BytesIO()
    write(ours, format, out)
    return out.getvalue()


@pytest.mark.parametrize("format", ["jsonl", "json"])
def test_what_is_exported_comes_back(tmp_path: Path, ours: list[Reading], format: str) -> None:
    source = written(tmp_path, exported(ours, format), f"r.{format}")
    assert list(readings(source)) == ours


def test_packed_and_indented_files_are_read(tmp_path: Path, ours: list[Reading]) -> None:
    lines = exported(ours[:2], "jsonl")
    assert list(readings(written(tmp_path, gzip.compress(lines), "r.jsonl.gz"))) == ours[:2]
    assert list(readings(written(tmp_path, bz2.compress(lines), "r.jsonl.bz2"))) == ours[:2]
    indented = json.dumps([to_dict(reading) for reading in ours[:2]], indent=2).encode()
    assert list(readings(written(tmp_path, indented, "r.json"))) == ours[:2]
    alone = json.dumps(to_dict(ours[0]), indent=2).encode()
    assert list(readings(written(tmp_path, alone, "r.json"))) == ours[:1]


def test_a_wrong_line_is_named_and_the_rest_is_taken(tmp_path: Path, ours: list[Reading]) -> None:
    line = dumps(ours[0])
    other = to_dict(ours[0]) | {"format": "onrecord/2"}
    extra = to_dict(ours[0]) | {"more": 1}
    lines = [line, b"", b"{broken", b"7", json.dumps(other).encode(), json.dumps(extra).encode(), line]
    source = written(tmp_path, b"\n".join(lines))
    found = list(readings(source))
    failures = [one for one in found if isinstance(one, Failure)]
    assert [one.source for one in failures] == [f"{source}#{number}" for number in (3, 4, 5, 6)]
    assert failures[0].reason.startswith("line 3: not valid JSON")
    assert failures[1].reason == "line 4: no JSON object"
    assert "its format is 'onrecord/2'" in failures[2].reason
    assert failures[3].reason.startswith("line 6: this is not a whole reading")
    assert found[0] == found[-1] == ours[0]


def test_words_that_do_not_stand_where_a_row_says_are_refused(tmp_path: Path, ours: list[Reading]) -> None:
    data = to_dict(ours[0])
    data["statements"][1]["content"]["spans"][0][0] += 1
    (failure,) = readings(written(tmp_path, json.dumps(data).encode()))
    assert isinstance(failure, Failure)
    assert failure.reason == "line 1, statements 2.content: its words do not stand there in the report"


def test_quotations_of_quotebank_are_known(tmp_path: Path) -> None:
    source = written(
        tmp_path, json.dumps(QUOTE).encode() + b"\n" + json.dumps(QUOTE | {"date": "x"}).encode()
    )
    good, wrong = readings(source)
    assert isinstance(good, Reading)
    assert wrong == Failure(
        source=f"{source}#2", reason="line 2: date: 'x' is no date as 2016-10-21 09:30:00"
    )


@pytest.mark.parametrize(
    ("data", "format", "reason"),
    [
        (b"", None, "empty; there is no reading in it"),
        (b" \n\n", None, "empty"),
        (b'{"text": "a report"}', None, "reports that nobody coded are for `onrecord read`"),
        (b"[]", None, "empty"),
    ],
)
def test_what_holds_no_readings_is_refused(
    tmp_path: Path, data: bytes, format: str | None, reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        list(readings(written(tmp_path, data), format))


def test_missing_files_broken_archives_and_unknown_formats_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        list(readings(str(tmp_path / "none.jsonl")))
    with pytest.raises(InputError, match="cannot be read"):
        list(readings(written(tmp_path, b"no gzip", "r.gz")))
    with pytest.raises(UsageError, match="use one of onrecord, quotebank"):
        list(readings("x", "csv"))


def test_text_without_any_json_is_told_line_by_line(tmp_path: Path) -> None:
    found = list(readings(written(tmp_path, b"hello\nworld")))
    assert [one.reason[:7] for one in found if isinstance(one, Failure)] == ["line 1:", "line 2:"]
