"""The word lists."""

from __future__ import annotations

from onrecord.annotate import words


def test_the_word_lists_are_lower_case_and_do_not_contradict_each_other() -> None:
    lists = [value for name, value in vars(words).items() if name.isupper() and isinstance(value, frozenset)]
    assert all(word == word.lower() for each in lists for word in each)
    assert all(lists)
    assert not words.ADJECTIVES & words.NOT_ADJECTIVES
    assert all(
        len(pair) == 2 and relation in ("", "case", "mark", "advmod")
        for pair, relation in words.FIXED.items()
    )
