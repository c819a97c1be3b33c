"""Names of news agencies in credits, and the short trade name of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from onrecord import data

NOTHING = "(?!)"  # the regular expression that matches nowhere


@cache
def names() -> Mapping[str, str]:
    """Every way an agency is written, and its usual short name."""
    found = {}
    for row in data.rows("agencies"):
        for alias in (row["name"], *row.many("aliases")):
            found[alias] = row["name"]
    return found


def agency(words: str) -> str | None:
    """The agency that the words name, with or without marks around them."""
    return names().get(" ".join(words.split()).strip(" .,()/[]|—–-"))


def pattern(text: str) -> str:
    """A regular expression for any agency that stands in the text, the longest name first.

    One of all agencies takes as long to compile as a report takes to be laid out.
    """
    found = [re.escape(name) for name in names() if name in text]
    return "|".join(sorted(found, key=len, reverse=True)) or NOTHING
