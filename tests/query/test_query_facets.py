"""A search that is narrowed, what is counted beside it, and words in their sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

import onrecord
from onrecord import query
from onrecord.errors import UsageError
from onrecord.query import facets
from onrecord.query.context import around
from onrecord.record import Record
from tests.query.test_query_claims import ACCUSED, DENIED

PROMISED = (
    "Latvia will send ships to Riga by June 1",
    "Norway will open a school in Oslo by June 2",
    "Chile will pay farmers in Temuco by June 3",
)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("facets") / "record.db") as record:
        for number, text in enumerate((ACCUSED, DENIED)):
            record.save(onrecord.read(text, source=f"{number}.txt"))
        yield record


def test_each_value_counts_the_hits_that_its_filter_leaves(read: Record) -> None:
    found = query.faceted(read, "port OR terminal")
    assert {"what", "speaker", "about", "type", "status", "publisher", "date"} <= found.facets.keys()
    for name, values in found.facets.items():
        for one in values:
            asked = {"since": one.value, "until": one.value} if name == "date" else {name: one.value}
            assert query.faceted(read, "port OR terminal", **asked).hits == one.hits, (name, one)


def test_a_hit_stands_in_its_sentence_and_has_offsets_in_its_report(read: Record) -> None:
    found = query.faceted(read, "shelled", what="statement", speaker="Kolar")
    [hit] = found.findings
    assert "".join(words for words, _ in hit.around).startswith("RIGA, May 3 (Northwire) - The army shelled")
    assert [words for words, sought in hit.around if sought] == ["shelled"]
    assert read.get(hit.document.id).document.text[slice(*hit.spans[0])].startswith("The army shelled")


def test_a_report_is_nobody_s_word(read: Record) -> None:
    assert {one.hit.what for one in query.faceted(read, "port", speaker="Kolar").findings} <= {"statement"}
    assert query.faceted(read, "port", what="report").findings


def test_what_is_counted_is_bounded_and_says_so(
    save: Callable[..., object], record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facets, "MOST", 2)
    for number in range(4):
        save(
            f"Ann said the fog came {number}.",
            ("Ann", "said", f"the fog came {number}"),
            published=f"2020-01-0{number + 1}",
        )
    found = query.faceted(record, "fog", limit=3)
    assert (found.hits, found.more, len(found.findings)) == (4, True, 3)
    assert [(one.value, one.hits) for one in found.facets["what"]] == [("report", 2), ("statement", 2)]
    assert query.faceted(record, "fog", what="statement").hits == 2
    rest = query.faceted(record, "fog", skip=3, limit=3)
    assert len(rest.findings) == 1
    assert rest.findings[0] not in found.findings


def test_dates_are_told_apart_as_fine_as_the_period_that_is_left(read: Record) -> None:
    days = query.faceted(read, "port", since="2024-05", until="2024-05").facets["date"]
    assert [one.value for one in days] == ["2024-05-04", "2024-05-03"]
    assert [one.value for one in query.faceted(read, "port").facets["date"]] == ["2024"]


def test_a_search_for_no_word_is_refused(read: Record) -> None:
    with pytest.raises(UsageError, match="asks for no word"):
        query.faceted(read, "-")


@pytest.mark.parametrize(
    ("meant", "pieces"),
    [
        ("rain", [("The ", False), ("rain", True), (" fell.", False)]),
        ("Fog", [("Fog", True), (" came.", False)]),
        ("gone", [("It is ", False), ("gone", True), (".", False)]),
    ],
)
def test_words_are_shown_in_their_sentence(meant: str, pieces: list[tuple[str, bool]]) -> None:
    text = "The rain fell. Fog came.\n\nIt is gone."
    start = text.index(meant)
    assert list(around(text, ((start, start + len(meant)),))) == pieces


def test_a_sentence_without_an_end_is_cut_and_words_far_apart_are_left_alone() -> None:
    text = "word " * 1000
    pieces = around(text, ((2500, 2504),))
    assert pieces[0][0] == pieces[-1][0] == "…"
    assert sum(len(words) for words, _ in pieces) < 600
    assert around(text, ((0, 4), (4000, 4004))) == ()
    assert around("short", ((2, 90),)) == ()


def test_commitments_are_counted_by_how_they_stand_and_come_in_pages(record: Record) -> None:
    for number, told in enumerate(PROMISED):
        text = f"RIGA, May {number + 1}, 2024 (Northwire) - {told}, Minister Ann Kolar said.\n"
        record.save(onrecord.read(text, source=f"{number}.txt"))
    numbers = query.promises_counted(record, today="2024-05-20")
    assert numbers["open"] == sum(numbers.values()) > 1
    late = query.promises_counted(record, today="2024-06-20")
    assert late["overdue"] == numbers["open"]
    first = query.promises_page(record, state="overdue", today="2024-06-20", limit=1)
    rest = query.promises_page(record, state="overdue", today="2024-06-20", after=first.last, limit=9)
    assert len({one.id for one in (*first.items, *rest.items)}) == late["overdue"]
    assert rest.last is None
