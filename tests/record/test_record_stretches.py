"""Words that somebody types are found in a report, or refused in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.model import cut
from onrecord.record.stretches import find_words

TEXT = "He said the\n  talks failed. She said it too; the said talks … went on."


@pytest.mark.parametrize(
    ("typed", "near", "expected"),
    [
        ("the talks failed", (), ((8, 26),)),
        ("He", (), ((0, 2),)),
        ("said", ((28, 31),), ((32, 36),)),
        ("said", ((60, 65),), ((49, 53),)),
        ("3-7", (), ((3, 7),)),
        ("3-7, 14-19", (), ((3, 7), (14, 19))),
        ("He said … it too", (), ((0, 7), (37, 43))),
        ("talks … went on", (), ((54, 69),)),
        ("ailed", (), ((21, 26),)),
    ],
)
def test_words_are_found_where_they_stand(typed, near, expected):
    assert find_words(TEXT, typed, near) == expected


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("said", "'said' stands 3 times in the report, first at 3-7: give START-END"),
        ("they said", "'they said' does not stand in the report"),
        ("it too … He", "'He' does not stand in the report behind the words before it"),
        ("7-3", "'7-3' is no stretch of the report: START-END goes up, from 0 to 70"),
        ("3-7, 5-9", "is no stretch of the report"),
        ("2-7", "2-7 begins or ends with a blank: ' said'"),
        ("", "there are no words in ''"),
    ],
)
def test_words_that_are_not_there_are_refused(typed, reason):
    with pytest.raises(UsageError) as told:
        find_words(TEXT, typed)
    assert reason in str(told.value)


@given(st.text(alphabet="ab .…-1,\n", max_size=40), st.text(alphabet="ab .…-1,\n", max_size=12))
def test_what_is_found_are_the_words_that_were_typed(text, typed):
    try:
        found = find_words(text, typed, ((0, 1),))
    except UsageError:
        return
    words = "".join(typed.replace("…", "").split()), "".join(cut(text, found).replace("…", "").split())
    assert words[0] == words[1] or "-" in typed
    assert all(0 <= start < end <= len(text) for start, end in found)
