"""The table of phrases: every one has the words, the type and the value of TIMEX3."""

from __future__ import annotations

import pytest

from bench.times import PHRASES, Phrase, read_phrases
from onrecord.resolve.times import find_times

TABLE = read_phrases(PHRASES)
TYPES = {"DATE", "TIME", "DURATION", "SET"}


@pytest.mark.parametrize("phrase", TABLE, ids=lambda phrase: f"{phrase.published} {phrase.words}")
def test_a_phrase_is_found_with_its_type_and_value(phrase: Phrase) -> None:
    found = find_times(phrase.sentence, [(0, len(phrase.sentence))], phrase.published)

    assert (phrase.words, phrase.type, phrase.value) in [(time.text, time.type, time.value) for time in found]


def test_the_table_is_large_and_has_every_type() -> None:
    assert len(TABLE) >= 200
    assert {phrase.type for phrase in TABLE} == TYPES
    assert len(set(TABLE)) == len(TABLE)
    assert all(phrase.words in phrase.sentence for phrase in TABLE)
