"""Words as the encoder takes them: word pieces, with what their lower-case letters lose.

Pieces are those of BERT's lower-case vocabulary (Devlin et al., NAACL 2019): the longest that a word begins with, then
the longest that goes on from there (Wu et al., arXiv 1609.08144, 2016). Each has one of 20 features: how its word is
written (5 ways), whether it goes on with a word (2), and whether it stands in double quotation marks (2).
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARAGRAPH = 2  # the piece [unused1] stands between paragraphs
UNKNOWN = 100
OPENING = 101  # the piece [CLS] opens each window, as the base model is used to
LONGEST_WORD = 8  # pieces; addresses and typing errors need no more
MOST_LETTERS = 100  # of a part without punctuation; a longer one is no word
CACHED = 100_000
CONTINUED, QUOTED, FEATURES = 5, 10, 20

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "`": "'"})
_CHINESE = re.compile(
    "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002a6df\U0002a700-\U0002ceaf\U0002f800-\U0002fa1f]"
)
_NO_LETTERS, _LOWER, _CAPITALISED, _CAPITALS, _MIXED = range(5)


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """A report as arrays: ``ids`` and ``features`` by piece, ``words`` (first piece) and ``breaks`` by word."""

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    words: NDArray[np.int64]
    breaks: NDArray[np.float32]


class WordPieces:
    """The encoder's vocabulary, whose pieces are numbered in their order; those of a word are looked up once."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._word = lru_cache(maxsize=CACHED)(self._pieces)

    def encode(self, paragraphs: Sequence[Sequence[str]]) -> Encoded:
        """All words of a report in one row."""
        ids: list[int] = []
        features: list[int] = []
        words: list[int] = []
        breaks: list[float] = []
        for paragraph in paragraphs:
            if ids and paragraph:
                ids.append(PARAGRAPH)
                features.append(0)
            quoted = in_quotes(paragraph)
            for number, word in enumerate(paragraph):
                pieces, case = self._word(word)
                words.append(len(ids))
                breaks.append(0.0 if number else 1.0)
                ids += pieces
                feature = case + QUOTED * quoted[number]
                features.append(feature)
                if len(pieces) > 1:
                    features += [feature + CONTINUED] * (len(pieces) - 1)
        return Encoded(
            np.array(ids, np.int64),
            np.array(features, np.int64),
            np.array(words, np.int64),
            np.array(breaks, np.float32),
        )

    def _pieces(self, word: str) -> tuple[list[int], int]:
        ids = [number for part in parts(word.translate(_PLAIN)) for number in self._longest(part)]
        return ids[:LONGEST_WORD] or [UNKNOWN], case(word)

    def _longest(self, part: str) -> list[int]:
        """The longest pieces of a part, from its beginning; unknown as a whole where none fits somewhere."""
        if len(part) > MOST_LETTERS:
            return [UNKNOWN]
        found: list[int] = []
        start, mark = 0, ""
        while start < len(part):
            ends = range(len(part), start, -1)
            fits = (
                (number, end) for end in ends if (number := self._ids.get(mark + part[start:end])) is not None
            )
            number, start = next(fits, (UNKNOWN, 0))
            if not start:
                return [UNKNOWN]
            found.append(number)
            mark = "##"
        return found


def parts(word: str) -> Iterator[str]:
    """A word in lower case, without accents and control characters, cut at punctuation and Chinese signs."""
    if word.isascii() and word.isalnum():
        yield word.lower()
        return
    plain = _CHINESE.sub(r" \g<0> ", "".join(filter(_shown, word)))
    # Letter by letter, since the vocabulary does not know the final sigma.
    letters = [
        each.lower() for each in unicodedata.normalize("NFD", plain) if unicodedata.category(each) != "Mn"
    ]
    yield from "".join(f" {each} " if _is_punctuation(each) else each for each in letters).split()


def _shown(letter: str) -> bool:
    return letter.isspace() or (letter != "\ufffd" and unicodedata.category(letter)[0] != "C")


def _is_punctuation(letter: str) -> bool:
    return letter in string.punctuation or unicodedata.category(letter)[0] == "P"


def case(word: str) -> int:
    """How a word is written: without letters, lower, Capitalised, CAPITALS or oTherwise."""
    if word.islower():
        return _LOWER
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return _NO_LETTERS
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return _CAPITALS
    if letters[0].isupper():
        return _CAPITALISED
    return _MIXED if any(letter.isupper() for letter in letters) else _LOWER


def in_quotes(words: Sequence[str]) -> list[int]:
    """For each word of a paragraph 1 where it, or a mark, belongs to a quotation; an open one runs to the end."""
    state = [0] * len(words)
    inside = 0
    for number, word in enumerate(words):
        if word in {"“", "‘", "``", "«"}:
            inside = 1
        elif word in {"”", "»"} or (word == "’" and inside):
            state[number] = inside
            inside = 0
            continue
        elif word in {'"', "''"}:
            state[number] = 1
            inside = 1 - inside
            continue
        state[number] = inside
    return state
