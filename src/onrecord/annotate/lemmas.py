"""Lemmas as the English treebanks of Universal Dependencies have them, looked up once per form."""

from __future__ import annotations

from functools import lru_cache

from onrecord.annotate.inflection import base_form
from onrecord.annotate.words import DEMONYM_ENDS, DEMONYMS

CACHED = 100_000  # forms, some 20 MB: a year of a paper's words, but no process that grows for ever
INFLECTED = frozenset({"NOUN", "VERB", "AUX", "ADJ", "ADV"})
UNCOMPARED = frozenset({"more", "most", "less", "least"})

SPECIAL = {
    "an": "a", "these": "this", "those": "that", "n't": "not", "nt": "not", "me": "I", "us": "we", "him": "he",
    "them": "they", "i": "I", "whom": "who", "'ll": "will", "wo": "will", "ca": "can", "sha": "shall",
    "'ve": "have", "'re": "be", "'m": "be", "am": "be", "are": "be", "data": "data", "people": "people",
    "“": '"', "”": '"', "--": "-", "–": "-", "...": "…", "etc": "etc.",
}  # fmt: skip
BY_TAG = {
    ("her", "PRP"): "she", ("mine", "PRP"): "my", ("'d", "MD"): "would", ("'d", "VBD"): "have",
    ("united", "NNP"): "Unite", ("'", "POS"): "'s", ("s", "POS"): "'s", ("am", "NN"): "a.m.", ("pm", "NN"): "p.m.",
}  # fmt: skip


@lru_cache(maxsize=CACHED)
def lemma(form: str, tag: str, upos: str) -> str:
    """The lemma of a form with this Penn tag and this universal part of speech."""
    word = form.lower().replace("’", "'")
    if tag == "NNPS":
        return base_form(word, tag).capitalize()
    if upos == "PROPN" or (upos == "ADJ" and _capital(form, tag)):
        return form
    if upos == "NUM":
        return word.replace(",", "")
    if upos in ("X", "SYM"):
        return form
    special = BY_TAG.get((word, tag)) or SPECIAL.get(word)
    if special:
        return special
    if upos not in INFLECTED or word in UNCOMPARED:
        return word
    if _mixed(form):
        return form[:-1] if tag == "NNS" and form.endswith("s") else form
    return base_form(word, _verbal(word, tag) if upos in {"VERB", "AUX"} else tag)


def _verbal(word: str, tag: str) -> str:
    """The tag of a verb, where the form says another than the head of tags."""
    if word.endswith("ed") and not word.endswith(("eed", "hed", "bed", "wed")):
        return tag if tag in {"VBD", "VBN"} else "VBD"
    if tag in {"VBD", "VBN"} or tag[:1] not in {"V", "M"}:
        return "VBG" if word.endswith("ing") else tag
    return tag


def _capital(form: str, tag: str) -> bool:
    """Whether an adjective keeps its capital: part of a name, or of a people."""
    return form[0].isupper() and (tag == "NNP" or form.endswith(DEMONYM_ENDS) or form.lower() in DEMONYMS)


def _mixed(form: str) -> bool:
    """Whether a capital stands inside the word, as in ``LLMs`` or ``pro-Beijing``, but not in ``TALKS``."""
    return form != form.upper() and form[1:] != form[1:].lower()
