"""Words and dates as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import data
from onrecord.record import days
from onrecord.record.words import VERB, fold, fold_name, forms


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Jabhat al-Nusra", "jabhat al nusra"),
        ("ERDOĞAN’s", "erdogan s"),
        ("Sergei\u00a0Lavrov,\n", "sergei lavrov"),
        ("e\u0301lan", "elan"),
        ("snake_case", "snake case"),
        ("—", ""),
    ],
)
def test_folding_leaves_plain_words(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("the Russian foreign minister", "russian foreign minister"),
        ("Russia's", "russia"),
        ("An official", "official"),
        ("The", "the"),
        ("S", "s"),
    ],
)
def test_names_lose_article_and_genitive(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("said", {"say", "says", "saying"}),
        ("go", {"went", "gone", "goes"}),
        ("went", {"go", "gone"}),
        ("lay", {"laid", "lie", "lain"}),
        ("denied", set()),
    ],
)
def test_a_form_of_an_irregular_verb_leads_to_the_others(word: str, others: set[str]) -> None:
    assert others <= set(forms(word))
    assert bool(others) is bool(forms(word))


def test_every_irregular_verb_is_listed_once_and_in_folded_letters() -> None:
    rows = data.rows("irregular_verbs")
    bases = [row["base"] for row in rows]
    assert bases == sorted(set(bases))
    for row in rows:
        assert all(row.many(column) for column in VERB), row.where
        assert all(fold(form) == form for column in VERB for form in row.many(column)), row.where
        assert {row["base"]} != {*row.many("past"), *row.many("participle")}, row.where


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("2016-10-21", ("2016-10-21", "2016-10-21")),
        ("2016-10-21T14:30", ("2016-10-21", "2016-10-21")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2016", ("2016-01-01", "2016-12-31")),
        ("2015-W53", ("2015-12-28", "2016-01-03")),
        ("2016-10-01/2016-10-19", ("2016-10-01", "2016-10-19")),
        ("1990/1999", ("1990-01-01", "1999-12-31")),
        ("2016-13", (None, None)),
        ("2016-02-30", (None, None)),
        ("2016-W60", (None, None)),
        ("2016-10/soon", (None, None)),
        ("0000", (None, None)),
        ("PT2H", (None, None)),
        ("", (None, None)),
        (None, (None, None)),
    ],
)
def test_a_date_spans_days(value: str | None, span: tuple[str | None, str | None]) -> None:
    assert days.span(value) == span


@given(st.text() | st.from_regex(days.DATE))
def test_no_text_is_too_strange_for_a_date(text: str) -> None:
    days.span(text)
