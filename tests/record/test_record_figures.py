"""Numbers of things in a text: what they count, how far they reach, and which exclude each other."""

from __future__ import annotations

from math import inf

import pytest

from onrecord.record.figures import figures


def told(text: str) -> list[tuple[float, float, str]]:
    return [(figure.low, figure.high, figure.unit) for figure in figures(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 12 people were killed and 20 others wounded.", [(12, inf, "killed"), (20, 20, "wounded")]),
        ("The strike killed nine civilians.", [(9, 9, "killed")]),
        ("Twenty-two dead, police said at 9 a.m.", [(22, 22, "killed")]),
        ("It carried 40,000 tonnes of grain.", [(40_000, 40_000, "tonn")]),
        ("It cost $3.5 million.", [(3_500_000, 3_500_000, "money")]),
        ("He won 52.4 per cent of the vote.", [(52.4, 52.4, "%")]),
        ("between 10 and 15 soldiers", [(10, 15, "person")]),
        ("up to 300 ships", [(0, 300, "ship")]),
        ("On May 3, 2024 they met at 10:30.", []),
        ("a 30-year-old man", []),
    ],
)
def test_figures_count_something(text: str, expected: list[tuple[float, float, str]]) -> None:
    assert told(text) == expected


def test_figures_exclude_each_other_where_both_cannot_be_true() -> None:
    text = "12 killed. 14 killed. At least 10 killed. 14 wounded."
    twelve, fourteen, ten, wounded = figures(text, [(0, len(text))])
    assert twelve.excludes(fourteen)
    assert not twelve.excludes(ten)
    assert not twelve.excludes(wounded)


def test_figures_tell_where_they_stand() -> None:
    text = "They said that 14 people died."
    (figure,) = figures(text, [(10, len(text))])
    assert text[figure.start : figure.end] == "14"
