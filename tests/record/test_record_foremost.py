"""Words that nearly all rows hold are looked for, but weigh nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import query
from onrecord.model import Document, Reading, identify
from onrecord.record import Record, foremost

TEXTS = {
    "often": "The ferry met a ferry on the river.",
    "once": "The ferry ran aground in the river near the old town, where it stayed for a week.",
    "elsewhere": "The ferry ran late.",
    **{f"other {number}": f"The river rose by {number} inches." for number in range(12)},
}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "test.db") as record:
        for title, text in TEXTS.items():
            document = Document(id=identify(title), text=text, source=title, title=title)
            record.save(Reading(reader="test 1", document=document))
        yield record


def found(record: Record, typed: str, limit: int = 9) -> list[tuple[str | None, float]]:
    return [(hit.title, hit.rank) for hit in query.search(record, typed, limit=limit)]


def test_a_word_of_nearly_all_rows_must_be_there_but_weighs_nothing(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranks = dict(found(record, "ferry"))
    assert list(ranks) == ["often", "elsewhere", "once"]
    monkeypatch.setattr(foremost, "LARGE", 1)
    monkeypatch.setattr(foremost, "SAMPLES", 2)

    assert found(record, "river ferry") == [(title, ranks[title]) for title in ("often", "once")]
    assert found(record, "ferry AND river", limit=1) == [("often", ranks["often"])]
    assert {title for title, _ in found(record, "river")} <= TEXTS.keys() - {"elsewhere"}
