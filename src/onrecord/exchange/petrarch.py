"""Dictionaries of event coders (TABARI, PETRARCH, Phoenix): actors with dated codes, and agents.

    AHMED_EXAMPLE_ ; comment          the name of an actor
    +SHEIKH_EXAMPLE_                  another name of it
        [XYZGOV 910203-950101]        its codes, of which the first that holds on a day is the one
        [XYZELI >950101]
    SOLDIER {SOLDIERY} [~MIL]         an agent, its plural where that is irregular, its role
    !PERSON! = MAN, WOMAN             words that are put in the place of !PERSON!

Dates are YYMMDD or YYYYMMDD. Names stand in capitals; their case is restored as far as it can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from onrecord.data import country_word, given_name_gender, organisations
from onrecord.data.registry import SHORT, Code, Entry
from onrecord.exchange.brought import Brought, Unread, in_order
from onrecord.exchange.cameo import ELITE, actor_code, country_of, kind_of, role_of
from onrecord.model import ActorKind

# TABARI's rule: 30 is 2030, 31 is 1931.
LAST_OF_CENTURY = 30
NO_ACTOR = "---"

_BOUND = re.compile(r"([<>])([^<>]+)")
_COMMENT = re.compile(r"<!--.*?-->|[#;].*|^\s*<!(?!--).*")
_SET = re.compile(r"!([^!]+)!\s*=\s*(.+)")
_IN_SET = re.compile(r"!([^!]+)!")
_CODE = re.compile(r"\[([^\[\]]*)\]")
_PLURAL = re.compile(r"\{([^{}]*)\}")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_SMALL = re.compile(r"a|and|at|by|de[lr]?|d[iou]|e|for|from|in|la|o[fnr]|the|to|v[ao]n|with|y", re.IGNORECASE)
_WITHOUT_VOWEL = re.compile(r"[^AEIOUY\W\d_]{2,}")
_ABBREVIATED = re.compile(r"(?:\w\.)+")


@dataclass(slots=True)
class _Actor:
    """An actor as it is read, from its name to the next."""

    line: int
    text: str
    names: list[str]
    codes: list[Code] = field(default_factory=list)
    silenced: bool = False


class _Dictionary:
    """A dictionary as far as it is read."""

    def __init__(self) -> None:
        self.actors: list[_Actor] = []
        self.agents: dict[str, str] = {}
        self._sets: dict[str, list[str]] = {}
        self._actor: _Actor | None = None

    def add(self, number: int, line: str) -> None:
        """Read one line that is neither empty nor a comment; ValueError where it is none."""
        if match := _SET.fullmatch(line):
            self._sets[match[1]] = [word.strip() for word in match[2].split(",") if word.strip("! ")]
            return
        name, bracket, rest = line.partition("[")
        codes = _CODE.findall(line)
        if codes and codes[0].startswith("~"):
            self._add_agent(name, codes[0][1:].strip())
        else:
            if name.strip():
                self._add_name(number, line, name.strip())
            if codes:
                self._add_codes(codes)
        if stray := _CODE.sub("", bracket + rest).strip():
            raise ValueError(f"what {stray!r} is cannot be told")

    def _add_agent(self, name: str, role: str) -> None:
        code = actor_code(role)
        singular = self._expanded(_words(_PLURAL.sub("", name)))
        if not code or not singular:
            raise ValueError("an agent without a noun or a role")
        nouns = list(singular)
        if irregular := _PLURAL.search(name):
            nouns += self._expanded(_words(irregular[1]))
        elif "!" not in name:
            nouns += map(_plural, singular)
        self.agents.update((noun.lower(), code) for noun in nouns)

    def _add_name(self, number: int, line: str, name: str) -> None:
        other = name.startswith("+")
        if not other:
            self._actor = None
        names = [each for words in self._expanded(name.removeprefix("+")) for each in _names(words)]
        if not names:
            raise ValueError("no name")
        if not other:
            self._actor = _Actor(number, line, names)
            self.actors.append(self._actor)
        elif self._actor:
            self._actor.names += names
        else:
            raise ValueError("another name of nobody")

    def _add_codes(self, codes: list[str]) -> None:
        if self._actor is None:
            raise ValueError("a code without a name")
        wrong = []
        for words in codes:
            if words.strip() == NO_ACTOR:
                self._actor.silenced = True
                continue
            try:
                self._actor.codes.append(_code(words))
            except ValueError as error:
                wrong.append(str(error))
        if wrong:
            raise ValueError("; ".join(wrong))

    def _expanded(self, name: str) -> list[str]:
        """The name with every word of a set in the place of the set."""
        match = _IN_SET.search(name)
        if match is None:
            return [name] if name else []
        if match[1] not in self._sets or _IN_SET.search(name, match.end()):
            raise ValueError(f"no set {match[0]} is defined above, or there are two in one name")
        return [f"{name[: match.start()]}{word}{name[match.end() :]}" for word in self._sets[match[1]]]


def parse(lines: Iterable[str], source: str) -> Brought:
    """The actors and agents of a dictionary.

    Args:
        source: the name of the file, which the entries bear.
    """
    found, unread = _Dictionary(), []
    for number, line in _uncommented(lines):
        try:
            found.add(number, line)
        except ValueError as error:
            unread.append(Unread(line=number, text=line, reason=str(error)))
    told = {each.line for each in unread}
    uncoded = [actor for actor in found.actors if not actor.codes and actor.line not in told]
    silent = sum(actor.silenced for actor in uncoded)
    unread += (
        Unread(line=actor.line, text=actor.text, reason="a name without a code")
        for actor in uncoded
        if not actor.silenced
    )
    return Brought(
        entries=tuple(_entry(actor, source) for actor in found.actors if actor.codes),
        agents=found.agents,
        unread=tuple(sorted(unread, key=lambda each: each.line)),
        notes=(f"names marked as no actors, [{NO_ACTOR}]: {silent:,}",) if silent else (),
    )


def _uncommented(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines that hold anything but comments, with their numbers."""
    hidden = False
    for number, line in enumerate(lines, 1):
        if hidden:
            hidden = "-->" not in line
            continue
        before, opens, _ = _COMMENT.sub("", line).partition("<!--")
        hidden = bool(opens)
        if before.strip():
            yield number, before.strip()


def _code(words: str) -> Code:
    code, _, when = words.strip().partition(" ")
    start, end = _days("".join(when.split()))
    found = actor_code(code)
    if found is None:
        raise ValueError("empty brackets")
    return Code(code=found, from_=start, to=end)


def _days(words: str) -> tuple[str | None, str | None]:
    """The first and last day of ``>910203``, ``<910203``, ``>910203<950101`` or ``910203-950101``."""
    bounds = dict(_BOUND.findall(words))
    if bounds and "".join(f"{sign}{digits}" for sign, digits in _BOUND.findall(words)) == words:
        start, end = (_day(bounds[sign]) if sign in bounds else None for sign in "><")
        return in_order(start, end) if start and end else (start, end)
    if not words:
        return None, None
    first, _, last = words.partition("-")
    return in_order(_day(first), _day(last))


def _day(digits: str) -> str:
    if not (digits.isascii() and digits.isdecimal() and len(digits) in (6, 8)):
        raise ValueError(f"{digits!r} is no date as 910203 or 19910203")
    if len(digits) == len("910203"):
        digits = f"{20 if int(digits[:2]) <= LAST_OF_CENTURY else 19}{digits}"
    try:
        return date.fromisoformat(digits).isoformat()
    except ValueError as error:
        raise ValueError(f"there is no day {digits!r}") from error


def _words(name: str) -> str:
    return " ".join(name.replace("_", " ").split())


def _names(name: str) -> Iterator[str]:
    """The name without what stands in brackets, and the acronym that does."""
    inner = [_words(each) for each in _BRACKETS.findall(name)]
    # Lists of names move the article to the end.
    outer = _words(_BRACKETS.sub(" ", name)).partition("(")[0].strip().removesuffix(", THE")
    if outer.strip():
        yield outer
    # A country there tells apart groups of one name.
    yield from (each for each in inner if outer and _is_acronym(each, [outer]))


def _plural(noun: str) -> str:
    if re.search(r"[^AEIOU]Y$", noun):
        return f"{noun[:-1]}IES"
    return f"{noun}ES" if re.search(r"(?:S|X|CH|SH)$", noun) else f"{noun}S"


def _entry(actor: _Actor, source: str) -> Entry:
    names = list(dict.fromkeys(_cased(name, actor.names) for name in actor.names))
    codes = tuple(dict.fromkeys(actor.codes))
    countries = set(filter(None, (country_of(code.code) for code in codes)))
    return Entry(
        name=names[0],
        kind=_kind(names[0], codes),
        country=countries.pop() if len(countries) == 1 else None,
        aliases=tuple(names[1:]),
        codes=codes,
        source=source,
    )


def _kind(name: str, codes: tuple[Code, ...]) -> ActorKind | None:
    """What the codes tell; most who hold one in some years only, or have been of the elite, are persons."""
    kinds = {kind_of(code.code) for code in codes}
    dated = any(code.from_ or code.to for code in codes)
    first, *rest = name.split()
    if (rest and given_name_gender(first)) or any(role_of(code.code) == ELITE for code in codes):
        return "person"
    if dated and not kinds & {"country", "armed_group", "military"}:
        return "person"
    return kinds.pop() if len(kinds) == 1 else None


def _cased(name: str, names: list[str]) -> str:
    """The name with small letters where they are likely; one that has some is left as it is."""
    if not name.isupper():
        return name
    words = name.split()
    if len(words) == 1:
        return name if len(name) <= SHORT or _is_acronym(name, names) else _capitalised(name)
    return " ".join(
        word.lower()
        if number and _SMALL.fullmatch(word)
        else word
        if _is_acronym(word)
        else _capitalised(word)
        for number, word in enumerate(words)
    )


def _capitalised(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-"))


def _is_acronym(word: str, names: Iterable[str] = ()) -> bool:
    """Whether the word is known as one, cannot be spoken, or has the initials of one of the names."""
    if _ABBREVIATED.fullmatch(word) or _WITHOUT_VOWEL.fullmatch(word) or word in _acronyms():
        return True
    known = country_word(word) if len(word) <= SHORT else None
    return bool(known and word in known[0].as_written) or any(_shortens(word, name) for name in names)


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(
        name for known in organisations() for name in (known.name, *known.aliases) if name.isupper()
    )


def _shortens(word: str, name: str) -> bool:
    """Whether its letters are initials of the name, in their order; not all have to be there."""
    initials = iter([part[:1] for part in re.split(r"[ -]+", name)])
    return len(word) > 1 and all(letter in initials for letter in word)
