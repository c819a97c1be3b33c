"""The bench of times: what it reads in TimeML, what it counts, and how dateparser is asked."""

from collections import Counter
from pathlib import Path

import pytest

from bench.times import (
    Mark,
    Phrase,
    dateparser_is_right,
    figures,
    files,
    is_right,
    main,
    measure,
    measure_phrases,
    read_phrases,
    read_timeml,
    score,
    split,
)

FOLDER = Path(__file__).parent / "timeml"
FRIDAY = Mark(10, 16, "DATE", "2016-10-21")


def counted(gold: list[Mark], found: list[Mark]) -> dict[str, float | None]:
    counts: Counter[str] = Counter()
    score(gold, found, counts)
    return {name: round(value or 0, 2) for name, value in figures(counts).items()}


def test_a_timeml_file_gives_its_text_its_day_and_its_times() -> None:
    gold = read_timeml(FOLDER / "harbour.tml")

    assert gold.made == "2016-10-21"
    assert "The harbour of Arvik & two smaller ones were closed on Thursday after" in gold.text
    assert "Harbour closed" not in gold.text
    assert [(gold.text[mark.start : mark.end], mark.type, mark.value) for mark in gold.marks] == [
        ("Thursday", "DATE", "2016-10-20"),
        ("more than ten years", "DURATION", "P10Y"),
        ("November", "DATE", "2016-11"),
        ("January", "DATE", "2017-01"),
        ("every day", "SET", "P1D"),
        ("times", "DATE", "PAST_REF"),
        ("on Monday", "DATE", "2016-10-24"),
    ]


def test_in_an_old_timebank_file_the_day_stands_in_the_text() -> None:
    gold = read_timeml(FOLDER / "mill.tml")

    assert gold.made == "1998-02-13"
    assert [(gold.text[mark.start : mark.end], mark.value) for mark in gold.marks] == [
        ("last week", "1998-W06"),
        ("1991", "1991"),
    ]


def test_times_are_read_as_in_any_report() -> None:
    result = measure([FOLDER / "harbour.tml"])

    assert {name: round(value or 0, 2) for name, value in result.items()} == {
        "precision": 100.0,
        "recall": 85.71,
        "f1": 92.31,
        "strict_f1": 76.92,
        "type_accuracy": 100.0,
        "value_accuracy": 100.0,
        "value_f1": 92.31,
    }


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ([FRIDAY], {"f1": 100.0, "strict_f1": 100.0, "value_f1": 100.0}),
        ([], {"precision": 0.0, "recall": 0.0, "f1": 0.0}),
        ([Mark(7, 16, "DATE", "2016-10-21")], {"f1": 100.0, "strict_f1": 0.0, "value_f1": 100.0}),
        ([Mark(10, 16, "TIME", "2016-10-21")], {"type_accuracy": 0.0, "value_accuracy": 100.0}),
        ([Mark(10, 16, "DATE", "2016-10-28")], {"f1": 100.0, "value_accuracy": 0.0, "value_f1": 0.0}),
        ([FRIDAY, Mark(20, 24, "DATE", "2016")], {"precision": 50.0, "recall": 100.0, "f1": 66.67}),
        ([Mark(16, 20, "DATE", "2016")], {"precision": 0.0, "recall": 0.0}),
    ],
    ids=["all right", "nothing", "wider", "type", "value", "one too many", "beside"],
)
def test_a_fault_costs_what_it_is(found: list[Mark], expected: dict[str, float]) -> None:
    result = counted([FRIDAY], found)

    assert {name: result[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("words", "value", "ends"),
    [
        ("between May and July", "2016-05/2016-07", [("May", "2016-05"), ("July", "2016-07")]),
        ("October 1-19", "2016-10-01/2016-10-19", [("October 1", "2016-10-01"), ("19", "2016-10-19")]),
        (
            "from Monday to Friday",
            "2016-10-17/2016-10-21",
            [("Monday", "2016-10-17"), ("Friday", "2016-10-21")],
        ),
        ("May", "2016-05", [("May", "2016-05")]),
        ("two to three weeks", "PXW", [("two to three weeks", "PXW")]),
    ],
)
def test_a_range_is_compared_as_its_two_ends(words: str, value: str, ends: list[tuple[str, str]]) -> None:
    parts = split(Mark(0, len(words), "DATE", value), words)

    assert [(words[part.start : part.end], part.value) for part in parts] == ends


def test_folders_are_searched_and_files_taken_as_they_are(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"

    assert list(files([FOLDER, other])) == [FOLDER / "harbour.tml", FOLDER / "mill.tml", other]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (Phrase("2016-10-21", "He left two days ago.", "two days ago", "DATE", "2016-10-19"), True),
        (Phrase("2016-10-21", "He left last year.", "last year", "DATE", "2015"), True),
        (Phrase("2016-10-21", "He left for years.", "years", "DURATION", "PXY"), False),
    ],
)
def test_dateparser_is_asked_for_points_of_time(phrase: Phrase, expected: bool) -> None:
    pytest.importorskip("dateparser", reason="dateparser is not installed")

    assert dateparser_is_right(phrase) is expected


def test_a_phrase_is_right_with_all_its_words_only() -> None:
    phrase = Phrase("2016-10-21", "He left late last year.", "late last year", "DATE", "2015")

    assert is_right(phrase)
    assert not is_right(Phrase("2016-10-21", "He left late last year.", "last year", "DATE", "2015"))


def test_the_share_of_the_phrases_is_told_beside_that_of_dateparser() -> None:
    pytest.importorskip("dateparser", reason="dateparser is not installed")

    result = measure_phrases(read_phrases()[::12])

    assert result["accuracy"] == 100.0
    assert isinstance(other := result["dateparser"], dict)
    assert 0 < (other["accuracy"] or 0) < 100


@pytest.mark.parametrize("content", [b"", b"no mark-up at all", b"<TimeML><TEXT></TEXT></TimeML>"])
def test_a_file_without_a_text_counts_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.tml").write_bytes(content)

    assert set(measure([tmp_path / "odd.tml"]).values()) == {0.0}


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path / "none.tml")])

    assert "no such file" in capsys.readouterr().err
