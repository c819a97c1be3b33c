"""Actors that a user knows of: registries brought along, which outrank the built-in ones.

A name is found however it is accented, hyphenated or dotted, with or without "the", and in any case but all lower:
what the registry does not write in small letters itself is no name in small letters. Names of at most three letters,
and of four in capitals, are found only as they are written, so that "It" and "Care" are never IT and CARE.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import sha256

from onrecord.model import ActorKind, Office

SHORT = 3  # letters; a name no longer than this may be any word
ACRONYM = 4  # letters; longer ones are written as names too, as Unesco
ARTICLE = "the "

# Marks that writers leave out, and letters that Unicode does not take apart.
_MARKED = re.compile(r"[-/.'`]|[^\x00-\x7f]")
_PLAIN = str.maketrans(
    dict.fromkeys("-‐‑–—/", " ")
    | dict.fromkeys(".'’‘`ʼʿʾ", "")
    | {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An actor code as event coders use them, and the days it holds."""

    code: str
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An actor that a user brought along; of its codes the first that holds on a day is the one."""

    name: str
    kind: ActorKind | None = None
    country: str | None = None
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    wikidata: str | None = None
    codes: tuple[Code, ...] = ()
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and all others."""
        return (self.name, *self.aliases)


class Registry:
    """Entries, found by any of their names.

    Args:
        agents: common nouns and the role they code for, as ``soldier`` for ``MIL``.
    """

    def __init__(self, entries: Iterable[Entry] = (), agents: Mapping[str, str] | None = None) -> None:
        self.entries = tuple(entries)
        self.agents = dict(agents or {})

    def __bool__(self) -> bool:
        return bool(self.entries or self.agents)

    @cached_property
    def digest(self) -> str:
        """What the registry holds, in eight digits, whatever its order; empty where it holds nothing."""
        import orjson

        if not self:
            return ""
        rows = (*self.entries, *self.agents.items())
        return sha256(b"".join(sorted(sha256(orjson.dumps(row)).digest() for row in rows))).hexdigest()[:8]

    @cached_property
    def longest(self) -> int:
        """How many tokens the longest name may have: hyphens, apostrophes and commas may be tokens of their own."""
        return 2 * max((folded.count(" ") + 1 for folded in self._index[0]), default=0)

    def find(self, words: str) -> Entry | None:
        """The entry of a name as it is written; of a name that several bear, only what they have in common."""
        folded = fold(words)
        first, several = self._index
        if folded not in first:
            return None
        bare = _bare(words)
        fitting = [
            (entry, name)
            for entry in several.get(folded, (first[folded],))
            for name in entry.names
            if fold(name) == folded and _fits(name, bare, entry)
        ]
        # Whoever is called so comes before those who are also called so.
        called = [entry for entry, name in fitting if name == entry.name] or [entry for entry, _ in fitting]
        return _common(list(dict.fromkeys(called)), words)

    @cached_property
    def _index(self) -> tuple[dict[str, Entry], dict[str, list[Entry]]]:
        """The first bearer of each folded name, and all bearers where there are several."""
        first: dict[str, Entry] = {}
        several: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for name in entry.names:
                folded = fold(name)
                other = first.setdefault(folded, entry)
                if other is not entry:
                    several.setdefault(folded, [other]).append(entry)
        first.pop("", None)
        return first, several


def fold(name: str) -> str:
    """How a name is looked up: as by ``key``, and without accents, hyphens, full stops and apostrophes."""
    plain = name.translate(_PLAIN) if _MARKED.search(name) else name
    if not plain.isascii():
        plain = "".join(
            letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter)
        )
    return " ".join(plain.casefold().split()).removeprefix(ARTICLE)


def _bare(name: str) -> str:
    """The name without full stops and article."""
    name = " ".join(name.replace(".", "").split())
    return name[len(ARTICLE) :] if name.casefold().startswith(ARTICLE) else name


def _fits(name: str, words: str, entry: Entry) -> bool:
    """Whether the words are written as the name of the entry has to be."""
    bare = _bare(name)
    # An entry all in capitals tells nothing of how its names are written.
    acronym = len(bare) <= ACRONYM and bare.isupper() and not all(map(str.isupper, entry.names))
    if acronym or len(bare) <= SHORT:
        return words == bare
    return not words.islower() or bare.islower()


def _common(entries: list[Entry], name: str) -> Entry | None:
    if len(entries) < 2:
        return entries[0] if entries else None
    first, *others = entries
    shared = {
        field.name: getattr(first, field.name)
        for field in fields(Entry)
        if all(getattr(first, field.name) == getattr(other, field.name) for other in others)
    }
    return Entry(**{"name": name, **shared})


EMPTY = Registry()
