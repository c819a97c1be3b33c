"""The word lists of ``english.toml``, each as a set of lower-case words."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_LISTS = tomllib.loads((files(__package__) / "english.toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


ADJECTIVES = _words("adjectives")
ADJECTIVE_ENDS = tuple(_words("adjective_ends"))
ASKING = _words("asking")
BE = _words("be")
DEMONYMS = _words("demonyms")
DEMONYM_ENDS = tuple(_words("demonym_ends"))
FIRST_PARTS = _words("first_parts")
FIXED = {tuple(pair.split()): relation for pair, relation in _LISTS["fixed"].items()}
INDEFINITE = _words("indefinite")
MONTHS = _words("months")
NOT_ADJECTIVES = _words("not_adjectives")
PLACES = _words("places")
SEEMING = _words("seeming")
SYMBOLS = _words("symbols")
TITLES = _words("titles")
