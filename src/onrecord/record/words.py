"""Words as they are compared and looked up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from onrecord import data

VERB = ("base", "third", "past", "participle", "present")
NO_WORD = re.compile(r"[\W_]+")
SPEAKERS = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
# Words that mean somebody and name nobody.
PRONOUNS = frozenset({
    *SPEAKERS,
    *("you", "your", "yours"),
    *("he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself"),
    *("they", "them", "their", "theirs", "themselves", "this", "that", "these", "those"),
    *("who", "whom", "whose", "which", "one", "both", "each"),
})  # fmt: skip


def fold(text: str) -> str:
    """The words of a text in lower case, without diacritics and punctuation."""
    plain = text.lower()
    if not plain.isascii():
        letters = unicodedata.normalize("NFD", plain)
        plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return NO_WORD.sub(" ", plain).strip()


def fold_name(text: str) -> str:
    """A name folded, without article before it and genitive behind it."""
    words = fold(text).split()
    if len(words) > 1 and words[0] in ("the", "a", "an"):
        words = words[1:]
    if len(words) > 1 and words[-1] == "s":
        words = words[:-1]
    return " ".join(words)


def quoted(text: str) -> str:
    """The text as one phrase in the language of FTS5, whatever it holds."""
    return '"' + text.replace('"', " ").replace("\0", " ") + '"'


def forms(word: str) -> tuple[str, ...]:
    """All forms of a folded verb that no stemmer brings together, such as say, says and said."""
    return _irregular().get(word, ())


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in data.rows("irregular_verbs"):
        verb = [form for column in VERB for form in row.many(column)]
        for form in verb:
            # "lay" is a form of two verbs.
            found[form] = tuple(dict.fromkeys((*found.get(form, ()), *verb)))
    return found
