"""What people call a report, and which report that is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.errors import UsageError
from onrecord.model import Document, Reading
from onrecord.record import Record

DOCUMENTS = [
    ("a1b2c3d4e5f60718", "in/river.txt", "Talks on the river fail — Li"),
    ("a1b2ffffffffffff", "in/deep/dam.txt", "Engineers say the dam on the river holds"),
    ("0123456789abcdef", "https://news.example/2016/vote/", "Vote"),
    ("fedcba9876543210", "table.csv#2", "Vote delayed"),
    ("9999999999999999", "other/dam.txt", None),
]


@pytest.fixture
def record(record: Record) -> Record:
    for document_id, source, title in DOCUMENTS:
        document = Document(id=document_id, source=source, title=title, text="A river.")
        record.save(Reading(reader="test 1", document=document))
    return record


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("a1b2c3d4e5f60718", "in/river.txt"),
        ("a1b2c", "in/river.txt"),
        ("0123", "https://news.example/2016/vote/"),
        ("in/river.txt", "in/river.txt"),
        ("river.txt", "in/river.txt"),
        ("other/dam.txt", "other/dam.txt"),
        ("https://news.example/2016/vote/", "https://news.example/2016/vote/"),
        ("table.csv#2", "table.csv#2"),
        ("dam river", "in/deep/dam.txt"),
        ("river", "in/river.txt"),
        ("dam", "in/deep/dam.txt"),
        ("TABLE", "table.csv#2"),
        ("TALKS fails", "in/river.txt"),
        ("the dam's engineer", None),
        ("“Talks” – Li", "in/river.txt"),
        ("Vote", "https://news.example/2016/vote/"),
        ("delayed vote", "table.csv#2"),
    ],
)
def test_a_report_is_found(record: Record, words: str, source: str | None) -> None:
    if source is None:
        with pytest.raises(UsageError):
            record.get(words)
    else:
        assert record.get(words).document.source == source


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a1b2", ["'a1b2' may be", "a1b2c3d4e5f60718 (Talks on", "or a1b2ffffffffffff", "give more of it"]),
        ("dam.txt", ["a1b2ffffffffffff", "9999999999999999 (other/dam.txt)"]),
        ("TABLE vote", ["no report", "did you mean"]),
        ("river ferry", ["no report", "did you mean", "a1b2c3d4e5f60718"]),
        ("a1b", ["no report", "`onrecord list`"]),
        ("", ["no report"]),
        ("%", ["no report"]),
        ('"', ["no report"]),
        ("title: AND (", ["no report"]),
    ],
)
def test_what_is_not_one_report_is_refused_with_candidates(
    record: Record, words: str, told: list[str]
) -> None:
    with pytest.raises(UsageError) as refusal:
        record.get(words)
    assert [part for part in told if part not in str(refusal.value)] == []
    assert "\n" not in str(refusal.value)


def test_five_candidates_are_enough(record: Record, make) -> None:
    for number in range(9):
        record.save(make(number, title="Nine lives"))
    with pytest.raises(UsageError) as refusal:
        record.get("nine lives")
    assert str(refusal.value).count("(Nine lives)") == 5
    assert "or others" in str(refusal.value)


def test_a_title_of_several_lines_is_told_in_one(record: Record, make) -> None:
    for number in range(2):
        record.save(replace(make(number, title="Two\nlines")))
    with pytest.raises(UsageError) as refusal:
        record.get("two lines")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("words", "number"), [("ceasefire", 1), ("Trêve", 2), ("talks 03", 3), ("txt", None)]
)
def test_a_word_of_a_file_name_is_enough_where_one_file_has_it(
    record: Record, make, words: str, number: int | None
) -> None:
    for made, name in enumerate(("02-ceasefire.txt", "río_trêve.txt", "03-talks.txt", "04-talks.txt"), 1):
        reading = make(made, title="Nothing")
        record.save(replace(reading, document=replace(reading.document, source=f"files/{name}")))
    if number is None:
        with pytest.raises(UsageError):
            record.get(words)
    else:
        assert record.get(words).document.text == make(number).document.text


def test_a_report_is_found_by_any_path_that_leads_to_its_file(
    record: Record, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / "other/dam.txt", "./other/dam.txt", "other/../other/dam.txt"):
        assert record.get(str(path)).document.source == "other/dam.txt"
    with pytest.raises(UsageError):
        record.get(str(tmp_path / "another/dam.txt"))
