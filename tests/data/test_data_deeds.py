"""Deeds in other words, and words that tell what became of a promise."""

import pytest

from onrecord.data import rows
from onrecord.data.deeds import against, course_words, courses, deeds, things


@pytest.mark.parametrize(
    ("words", "deed"),
    [
        ("the last fighters walked down from the hill", "leave"),
        ("the government let 140 men go", "free"),
        ("they shut the road", "close"),
        ("the firm sold the mine", "sell"),
        ("it was made public", "publish"),
    ],
)
def test_one_deed_is_told_in_many_words(words: str, deed: str) -> None:
    assert deed in deeds(words.split())


def test_words_of_a_deed_stand_near_each_other_and_in_their_order() -> None:
    assert "free" not in deeds(["go", "and", "let", "the", "others", "eat"])
    assert "free" not in deeds(["let", "us", "think", "of", "those", "who", "will", "now", "go"])
    assert deeds([]) == frozenset()


def test_what_undoes_a_deed_is_undone_by_it() -> None:
    for deed, others in against().items():
        assert all(deed in against()[other] for other in others)


@pytest.mark.parametrize(
    ("words", "course"),
    [
        ("he kept his word", "kept"),
        ("it met the first of its deadlines", "kept"),
        ("as she had promised", "kept"),
        ("a flagrant breach of the truce", "broken"),
        ("the deadline of friday passed", "broken"),
        ("the army missed its own date", "broken"),
        ("the union dropped its plan", "withdrawn"),
        ("the ministry no longer considers itself bound", "withdrawn"),
        ("the vote was postponed", "extended"),
        ("the mission had given it until march 27", "extended"),
        ("she repeated that", "restated"),
    ],
)
def test_words_tell_what_became_of_a_promise(words: str, course: str) -> None:
    assert courses(words) == {course}


def test_the_words_that_told_it_are_named() -> None:
    assert course_words("that was a flagrant breach of the truce", "broken") == "breach of"
    assert course_words("nothing of the kind", "broken") == ""
    assert courses("a cricket match") == frozenset()


def test_things_have_one_name() -> None:
    assert things()["howitz"] == "gun" == things()["gun"]


def test_names_of_deeds_are_known_where_they_are_undone() -> None:
    names = {row["name"] for row in rows("deeds") if row["sort"] == "deed"}
    assert {other for row in rows("deeds") for other in row.many("against")} <= names
