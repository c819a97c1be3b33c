"""Words as a full-text index knows them: the tokens of a text, and their stems.

The stems are those of Porter, "An algorithm for suffix stripping" (Program 14, 1980), as FTS5 of SQLite makes them; a
test holds the two against each other. PostgreSQL is given stems, so that both stores find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from onrecord.record.words import fold

# Combining marks that stand by themselves belong to the letter before them.
PIECE = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_\u0300-\u036f]*)*")
LONGEST_STEMMED = 64  # bytes; FTS5 leaves what is longer as it is
SHORTEST_STEMMED = 3
VOWELS = frozenset(b"aeiou")

# Each step takes the longest of its endings that fits, and only that.
STEP_2 = {
    **{b"ational": b"ate", b"tional": b"tion", b"enci": b"ence", b"anci": b"ance", b"izer": b"ize"},
    **{b"bli": b"ble", b"alli": b"al", b"entli": b"ent", b"eli": b"e", b"ousli": b"ous"},
    **{b"ization": b"ize", b"ation": b"ate", b"ator": b"ate", b"alism": b"al", b"iveness": b"ive"},
    **{b"fulness": b"ful", b"ousness": b"ous", b"aliti": b"al", b"iviti": b"ive", b"biliti": b"ble"},
    b"logi": b"log",
}
STEP_3 = {
    **{b"icate": b"ic", b"ative": b"", b"alize": b"al", b"iciti": b"ic", b"ical": b"ic", b"ful": b""},
    b"ness": b"",
}
STEP_4 = dict.fromkeys(
    (
        *(b"al", b"ance", b"ence", b"er", b"ic", b"able", b"ible", b"ant", b"ement", b"ment", b"ent"),
        *(b"ion", b"ou", b"ism", b"ate", b"iti", b"ous", b"ive", b"ize"),
    ),
    b"",
)


def pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and folded word of each word of a text."""
    for match in PIECE.finditer(text):
        for word in _folded(match[0]):
            yield match.start(), match.end(), word


@lru_cache(maxsize=50_000)
def _folded(piece: str) -> tuple[str, ...]:
    return tuple(fold(piece).split())


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word."""
    data = word.encode("utf-8", "surrogatepass")
    if not SHORTEST_STEMMED <= len(data) <= LONGEST_STEMMED:
        return word
    data = _step_1(data)
    data = _replaced(data, STEP_2, more_than=0)
    data = _replaced(data, STEP_3, more_than=0)
    data = _replaced(data, STEP_4, more_than=1)
    return _step_5(data).decode("utf-8", "surrogatepass")


def _step_1(word: bytes) -> bytes:
    """Plurals, past and present participles, and a final y."""
    if word.endswith((b"sses", b"ies")):
        word = word[:-2]
    elif word.endswith(b"s") and not word.endswith(b"ss"):
        word = word[:-1]
    if word.endswith(b"eed"):
        word = word[:-1] if _measure(word[:-3]) > 0 else word
    elif word.endswith(b"ed") and _has_vowel(word[:-2]):
        word = _repaired(word[:-2])
    elif word.endswith(b"ing") and _has_vowel(word[:-3]):
        word = _repaired(word[:-3])
    return word[:-1] + b"i" if word.endswith(b"y") and _has_vowel(word[:-1]) else word


def _repaired(word: bytes) -> bytes:
    """What is left of a verb, with the e that it had or without the letter that it doubled."""
    if word.endswith((b"at", b"bl", b"iz")):
        return word + b"e"
    if _doubled(word) and word[-1:] not in (b"l", b"s", b"z"):
        return word[:-1]
    return word + b"e" if _measure(word) == 1 and _short(word) else word


def _replaced(word: bytes, endings: Mapping[bytes, bytes], *, more_than: int) -> bytes:
    fits = [ending for ending in endings if word.endswith(ending)]
    if not fits:
        return word
    ending = max(fits, key=len)
    rest = word[: -len(ending)]
    if _measure(rest) <= more_than or (ending == b"ion" and not rest.endswith((b"s", b"t"))):
        return word
    return rest + endings[ending]


def _step_5(word: bytes) -> bytes:
    """A final e, and one of two final l."""
    if word.endswith(b"e"):
        rest = word[:-1]
        size = _measure(rest)
        if size > 1 or (size == 1 and not _short(rest)):
            word = rest
    return word[:-1] if word.endswith(b"ll") and _measure(word[:-1]) > 1 else word


def _vowels(word: bytes) -> list[bool]:
    """Whether each letter is a vowel; a y is one behind a consonant."""
    found: list[bool] = []
    for letter in word:
        found.append(letter in VOWELS or (letter == ord("y") and bool(found) and not found[-1]))
    return found


def _has_vowel(word: bytes) -> bool:
    return any(_vowels(word))


def _measure(word: bytes) -> int:
    """How often a consonant follows a vowel."""
    vowels = _vowels(word)
    return sum(before and not after for before, after in pairwise(vowels))


def _doubled(word: bytes) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and not _vowels(word)[-1]


def _short(word: bytes) -> bool:
    """Whether a word ends in consonant, vowel, consonant, and the last is none of w, x and y."""
    return (
        len(word) > 2 and _vowels(word)[-3:] == [False, True, False] and word[-1:] not in (b"w", b"x", b"y")
    )
