"""The base form of an English word whose tag says how it is inflected.

By rule, with the exceptions of ``inflection.toml`` and ``data/irregular_verbs.tsv``: a dictionary takes longer to load
than a report to read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord import data

_VERBS = {"VBZ": "third", "VBD": "past", "VBN": "participle", "VBG": "present"}
_PREFIX = re.compile("(?:re|over|under|out|un|mis|fore|up|with)-?(?=...)")
_VOWEL = re.compile("[aeiouyáéíóúü]")
_DOUBLE = re.compile(r"([bdgkmnprtvz])\1$")
# The second syllable tells `travelled` and `controlled` from `called` and `pulled`.
_TRAVELL = re.compile("[aeiouy][^aeiouy]+[aeiouy]+ll$")
_HISSING = ("ches", "shes", "sses", "xes", "tzes", "zzes", "oes")


def base_form(word: str, tag: str) -> str:
    """The base form of a word in lower case by its Penn tag; the word itself where the tag tells of no inflection."""
    known = _irregular().get((tag, word))
    if known:
        return known
    if tag in ("VBD", "VBN"):
        # A tagger takes the one for the other, above all where the forms differ least.
        other = "VBN" if tag == "VBD" else "VBD"
        return _irregular().get((other, word)) or _prefixed(word, tag) or _past(word)
    if tag == "VBG":
        return (_verb(word[:-3]) or word) if word.endswith("ing") else word
    if tag in ("NNS", "NNPS"):
        return _singular(word)
    if tag == "VBZ":
        return _without_s(word)
    if tag in ("JJR", "RBR"):
        return _positive(word, "er")
    if tag in ("JJS", "RBS"):
        return _positive(word, "est")
    return word


def _prefixed(word: str, tag: str) -> str | None:
    """The base form of an irregular verb behind a prefix, as of ``rewound``; not of ``relied``."""
    prefix = _PREFIX.match(word)
    known = _irregular().get((tag, word[prefix.end() :])) if prefix and not word.endswith("ied") else None
    return prefix.group() + known if prefix and known else None


def _past(word: str) -> str:
    if word.endswith("ied"):
        return word[:-3] + "y"
    if word.endswith("eed"):
        return word[:-1]
    return (_verb(word[:-2]) or word) if word.endswith("ed") else word


def _verb(stem: str) -> str | None:
    """The verb with this stem; None where the stem is no word, as of ``shed`` and ``king``."""
    if not _VOWEL.search(stem):
        return None
    if _DOUBLE.search(stem) or _TRAVELL.search(stem):
        return stem if stem in _words("double") else stem[:-1]
    return stem + "e" if _dropped_e(stem) else stem


def _dropped_e(stem: str) -> bool:
    """Whether an e was dropped: the longest ending that is known decides."""
    marked, endings = "^" + stem, _endings()
    return next((endings[marked[at:]] for at in range(len(marked)) if marked[at:] in endings), False)


def _singular(word: str) -> str:
    if word.endswith("men"):
        return word[:-3] + "man"
    return word if word in _words("plural") else _without_s(word)


def _without_s(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us")) or not word[:-1]:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_HISSING) else word[:-1]


def _positive(word: str, ending: str) -> str:
    """An adjective or adverb without its comparison."""
    stem = word.removesuffix(ending)
    if stem == word or not _VOWEL.search(stem):
        return word
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if _DOUBLE.search(stem):
        return stem[:-1]
    return stem + "e" if stem in _words("compared") or _dropped_e(stem) else stem


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "inflection.toml").read_text(encoding="utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_tables()["words"][name].split())


@cache
def _endings() -> Mapping[str, bool]:
    """The endings of stems, and whether an e was dropped behind them."""
    stems = _tables()["stems"]
    return {ending: name == "e" for name in ("bare", "e") for ending in stems[name].split()}


@cache
def _irregular() -> Mapping[tuple[str, str], str]:
    """Base forms by tag and form."""
    found = {
        (tag, form): row["base"]
        for row in data.rows("irregular_verbs")
        for tag, column in _VERBS.items()
        for form in row.many(column)
    }
    for tag, rows in _tables()["irregular"].items():
        found |= {(tag, form): base for base, forms in rows.items() for form in forms.split()}
    return found
