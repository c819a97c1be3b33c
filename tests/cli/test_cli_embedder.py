"""``--embedder`` and ``ONRECORD_EMBEDDER``."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from onrecord.record import Record
from onrecord.record.schema import vectors
from tests.annotate.tiny_embedder import write


@pytest.fixture
def embedder(tmp_path: Path) -> Path:
    return write(tmp_path / "tiny")


def models(db: Path) -> list[str]:
    """The embedder of each report that has vectors."""
    with Record(db) as record, record.looking() as connection:
        return list(connection.scalars(select(vectors.c.model)))


def test_reports_that_are_read_or_imported_with_an_embedder_have_vectors(filled, tmp_path, embedder):
    read = filled("read", "ferry.txt", "--db", "new.db", "--embedder", embedder, "--quiet")
    written = filled("export", "--db", "new.db", "-o", "new.jsonl")
    brought = filled("import", "new.jsonl", "--db", "brought.db", ONRECORD_EMBEDDER=str(embedder))

    assert [read.exit_code, written.exit_code, brought.exit_code] == [0, 0, 0]
    assert len(models(tmp_path / "new.db")) == 1
    assert models(tmp_path / "new.db") == models(tmp_path / "brought.db")
    assert models(tmp_path / "onrecord.db") == []


def test_a_corrected_report_has_vectors_where_the_variable_is_set(filled, tmp_path, embedder):
    with Record(tmp_path / "onrecord.db") as record:
        row = record.get("ferry").statements[0].id

    assert filled("confirm", row, ONRECORD_EMBEDDER=str(embedder)).exit_code == 0
    assert len(models(tmp_path / "onrecord.db")) == 1
    assert filled("confirm", row, "--by", "ana").exit_code == 0
    assert models(tmp_path / "onrecord.db") == []


@pytest.mark.parametrize(
    "words",
    [
        ("read", "ferry.txt", "--db", "new.db", "--embedder", "nowhere"),
        ("import", "ferry.txt", "--db", "new.db", "--embedder", "nowhere"),
        ("serve", "--port", "0", "--db", "new.db", "--embedder", "nowhere"),
    ],
)
def test_what_is_no_embedder_is_told_before_the_work(filled, tmp_path, words):
    result = filled(*words)
    assert result.exit_code == 2
    assert result.stderr.startswith("onrecord: no embedder at nowhere: name a folder with model.onnx")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "new.db").exists()
