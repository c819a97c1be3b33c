"""The bench of factuality: what it reads, counts and makes of status and certainty."""

import json
from pathlib import Path

import pytest

from annotated import annotated
from bench.factuality import HEAD, NUMBERS, Sentence, Target, figures, number, numbers, read_jsonl
from onrecord.coding.telling import Told

LEFT = "They//PRON/2/nsubj left/leave/VERB/0/root"
NOT_LEFT = "They//PRON/4/nsubj did/do/AUX/4/aux not//PART/4/advmod leave//VERB/0/root"


def told(status: str, certainty: str) -> Told:
    return Told(statement=None, status=status, certainty=certainty)  # type: ignore[arg-type]


def test_a_file_is_read_by_its_blanks(tmp_path: Path) -> None:
    row = {"text": "They left .", "targets": [{"span1": [1, 2], "label": 2.6}]}
    (tmp_path / "one.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")

    assert list(read_jsonl(tmp_path / "one.jsonl")) == [Sentence(["They", "left", "."], [Target(1, 2.6)])]


def test_each_target_has_the_number_of_its_word() -> None:
    sentences = [
        Sentence(["They", "left"], [Target(1, 3.0)]),
        Sentence(["They", "did", "not", "leave"], [Target(3, -3.0)]),
    ]

    found = list(numbers(sentences, annotated(LEFT, NOT_LEFT).annotation))

    assert found == [(NUMBERS["reported", "certain"], 3.0), (NUMBERS["denied", "certain"], -3.0)]


def test_what_is_told_as_real_is_above_all_that_is_not() -> None:
    real = [value for (status, _), value in NUMBERS.items() if status in {"reported", "claimed"}]
    rest = [value for (status, _), value in NUMBERS.items() if status not in {"reported", "claimed"}]

    assert min(real) > max(rest)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (None, NUMBERS["hypothetical", "possible"]),
        (-3.0, HEAD * -3 + (1 - HEAD) * NUMBERS["hypothetical", "possible"]),
    ],
)
def test_the_annotator_has_its_share(head: float | None, expected: float) -> None:
    assert number(told("hypothetical", "possible"), head) == pytest.approx(expected)


def test_figures_are_error_and_correlation() -> None:
    assert figures([(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)]) == {"mae": 2.0, "pearson": 1.0}
