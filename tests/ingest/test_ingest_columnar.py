"""Reports in Parquet."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from onrecord.errors import InputError, MissingExtraError
from onrecord.ingest import Options, columnar, items, load
from onrecord.model import Failure

TEXT = "The minister said on Friday that talks would go on. 𝔘"


def written(path, rows: list[dict], **how) -> str:
    file = path / "t.parquet"
    parquet.write_table(pyarrow.Table.from_pylist(rows), file, **how)
    return str(file)


@pytest.mark.parametrize(
    "day", ["2016-10-21", date(2016, 10, 21), datetime(2016, 10, 21, 9, tzinfo=UTC), 1477040400]
)
def test_a_row_is_a_report(tmp_path, day):
    source = written(
        tmp_path, [{"Text": TEXT, "title": "A title", "date": day, "url": "https://e.org/1", "x": [1]}]
    )
    (report,) = load(source, Options())
    document = report.document
    assert (document.source, document.text) == (f"{source}#1", TEXT)
    assert (document.title, document.published) == ("A title", "2016-10-21")


def test_columns_are_named_by_the_user_and_no_others_are_read(tmp_path, monkeypatch):
    source = written(tmp_path, [{"body": TEXT, "day": "2016-10-21", "huge": "x" * 1000}])
    asked = []
    read = parquet.ParquetFile.iter_batches

    def spy(table, *words, **how):
        asked.append(how["columns"])
        return read(table, *words, **how)

    monkeypatch.setattr(parquet.ParquetFile, "iter_batches", spy)
    (report,) = load(source, Options(columns={"text": "Body", "date": "day"}))
    assert (report.document.text, report.document.published) == (TEXT, "2016-10-21")
    assert asked == [["body", "day"]]


def test_groups_are_read_one_after_the_other(tmp_path, monkeypatch):
    monkeypatch.setattr(columnar, "BATCH", 3)
    source = written(tmp_path, [{"text": f"{TEXT} {number}"} for number in range(10)], row_group_size=4)
    found = [item.data for item in items(source, Options())]
    assert found == [f"{TEXT} {number}" for number in range(10)]


def test_rows_without_text_and_damaged_groups_are_failures_of_their_own(tmp_path):
    words = [f"{number} {TEXT}" * 50 for number in range(3)]
    source = written(
        tmp_path,
        [{"text": text} for text in words],
        row_group_size=1,
        compression="none",
        use_dictionary=False,
    )
    with Path(source).open("rb+") as file:
        second = parquet.ParquetFile(source).metadata.row_group(1).column(0)
        file.seek(second.data_page_offset)
        file.write(b"\xff" * 40)
    first, broken, third = items(source, Options())
    assert (first.data, third.data) == (words[0], words[2])
    assert isinstance(broken, Failure)
    assert broken.reason.startswith("row 2: group 2 of the table is damaged: ")
    (empty,) = items(written(tmp_path, [{"text": None, "title": "x"}]), Options())
    assert empty.reason == "row 1: no text in column 'text'"


@pytest.mark.parametrize(
    ("rows", "options", "reason"),
    [
        ([{"body": TEXT}], {}, "no column 'text' for the text; columns found: 'body'"),
        (
            [{"text": TEXT}],
            {"columns": {"date": "day"}},
            "no column 'day' for the date; columns found: 'text'",
        ),
    ],
)
def test_a_missing_column_is_named(tmp_path, rows, options, reason):
    with pytest.raises(InputError, match=reason):
        list(items(written(tmp_path, rows), Options(**options)))


@pytest.mark.parametrize("data", [b"", b"hello", b"PAR1" + bytes(20) + b"PAR1"])
def test_what_is_no_parquet_is_refused(tmp_path, data):
    file = tmp_path / "t.parquet"
    file.write_bytes(data)
    with pytest.raises(InputError, match="no Parquet"):
        list(items(str(file), Options()))


def test_the_missing_library_is_named(tmp_path, monkeypatch):
    source = written(tmp_path, [{"text": TEXT}])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"reading Parquet needs an extra: .*onrecord\[parquet\]"):
        list(items(source, Options()))
