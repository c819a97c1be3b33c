"""Lemmas from the tables of spaCy's rule lemmatizer, looked up once per form.

The pipe itself asks them again for every token, in a fifth of the time of the whole pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from onrecord.annotate.words import DEMONYM_ENDS, DEMONYMS

CACHED = 100_000  # forms, some 20 MB: a year of a paper's words, but no process that grows for ever
CLASSES = {"NOUN": "noun", "PROPN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adj", "ADV": "adv"}
BARE = frozenset({"NN", "NNP", "VB", "VBP", "JJ", "RB", "MD"})
UNCOMPARED = frozenset({"more", "most", "less", "least"})

SPECIAL = {
    "an": "a", "these": "this", "those": "that", "n't": "not", "me": "I", "us": "we", "him": "he",
    "them": "they", "i": "I", "whom": "who", "'ll": "will", "wo": "will", "ca": "can", "sha": "shall",
    "'ve": "have", "'re": "be", "'m": "be", "am": "be", "are": "be", "data": "data", "people": "people",
    "“": '"', "”": '"', "--": "-", "–": "-", "...": "…",
}  # fmt: skip
BY_TAG = {
    ("her", "PRP"): "she", ("'d", "MD"): "would", ("'d", "VBD"): "have", ("'s", "VBZ"): "be",
    ("s", "VBZ"): "be", ("united", "NNP"): "Unite", ("'", "POS"): "'s",
}  # fmt: skip

Table = Mapping[str, Any]


class Lemmatizer:
    """Lemma of a form with its Penn tag and its universal part of speech."""

    def __init__(self, index: Table, exceptions: Table, rules: Table) -> None:
        # By name: the tables hash their keys, so they cannot be walked.
        self._index = {name: frozenset(index.get(name, ())) for name in set(CLASSES.values())}
        self._exceptions = exceptions
        self._rules = rules
        self._known = lru_cache(maxsize=CACHED)(self._lemma)

    def __call__(self, form: str, tag: str, upos: str) -> str:
        return self._known(form, tag, upos)

    def _lemma(self, form: str, tag: str, upos: str) -> str:
        word = form.lower().replace("’", "'")
        if tag == "NNPS":
            return self._inflected(word, "noun").capitalize()
        if upos == "PROPN" or (upos == "ADJ" and _capital(form, tag)):
            return form
        if upos == "NUM":
            return word.replace(",", "")
        if upos in ("X", "SYM"):
            return form
        special = BY_TAG.get((word, tag)) or SPECIAL.get(word)
        if special:
            return special
        word_class = CLASSES.get(upos)
        if word_class is None or word in UNCOMPARED or tag in BARE:
            return word
        return self._inflected(word, word_class)

    def _inflected(self, word: str, word_class: str) -> str:
        """The base form: an exception, what a rule makes that is a word, or what a rule makes."""
        irregular = self._exceptions.get(word_class, {}).get(word)
        if irregular and "_" not in irregular[0]:
            return str(irregular[0])
        made = list(_candidates(word, self._rules.get(word_class, ())))
        known = self._index.get(word_class, frozenset())
        return next((form for form in made if form in known), made[0] if made else word)


def _capital(form: str, tag: str) -> bool:
    """Whether an adjective keeps its capital: part of a name, or of a people."""
    return form[0].isupper() and (tag == "NNP" or form.endswith(DEMONYM_ENDS) or form.lower() in DEMONYMS)


def _candidates(word: str, rules: Iterable[tuple[str, str]]) -> Iterator[str]:
    for ending, replacement in rules:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            yield word[: len(word) - len(ending)] + replacement
