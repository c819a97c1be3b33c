"""Who held which office and when, as far as the registry of offices knows.

Of two thousand rows a report asks for a few: rows become holders when they are asked for, and only tests look for
mistakes in the file. It is plain ASCII, so that all of it is folded at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from onrecord.data import Gender, country_by_iso3, title_by_name
from onrecord.data.registry import fold
from onrecord.model import Office

NOBODY = "-"  # as a surname: none of the names of this person is safe alone
ARTICLES = ("al ", "el ", "as ", "ad ", "at ", "ash ")  # "al-Assad" is called "Assad" too


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person in an office, from ``from_`` up to ``to``: on that day the next one holds it.

    ``country`` is that of the office, None where it serves several.
    """

    name: str
    title: str
    organisation: str
    country: str | None
    from_: str | None
    to: str | None
    aliases: tuple[str, ...]
    gender: Gender | None


def holders(
    title: str, *, country: str | None = None, organisation: str | None = None, on: str | None = None
) -> tuple[Holder, ...]:
    """Who held an office, in the order of the registry: by organisation, then by time.

    Args:
        title: any word for the office: "foreign secretary" and "top diplomat" find foreign ministers.
        country: ISO alpha-3 of the country; alone it means the state: "leader" of LBN is no leader of a party.
        organisation: name of the country or organisation as its own registry has it.
        on: ISO day, month or year; several may have held the office within it.
    """
    state = country_by_iso3().get(country or "")
    body = organisation or (state and state.name)
    for office in (title, _group(title, country)):
        found = [
            holder
            for holder in map(_holder, _by_office().get(fold(office), ()))
            if country in (None, holder.country) and body in (None, holder.organisation)
        ]
        if found:
            return tuple(holder for holder in found if on is None or in_office(holder, on))
    return ()


def persons(words: str) -> tuple[Holder, ...]:
    """All offices of the person with this full name, however it is spelt."""
    return () if words.islower() else tuple(map(_holder, _by_name().get(fold(words), ())))


def surnames(word: str) -> tuple[Holder, ...]:
    """All offices of all persons who go by this one name ("Lavrov", "Xi", "al-Assad" and "Assad")."""
    return () if word.islower() else tuple(map(_holder, _by_surname().get(fold(word), ())))


def in_office(holder: Holder | Office, on: str) -> bool:
    """Whether somebody held the office on a day, or at any time within a month or a year."""
    began = holder.from_ is None or _first(holder.from_) <= _last(on)
    return began and (holder.to is None or _first(on) < _last(holder.to))


def _first(date: str) -> str:
    return (date + "-01-01")[:10]


def _last(date: str) -> str:
    return (date + "-99-99")[:10]


def _group(title: str, country: str | None) -> str:
    """The office that a title is another word for in that country."""
    known = title_by_name().get(title.casefold())
    if known is None or known.group is None or known.country not in (None, country):
        return title
    return known.group


@cache
def _holder(row: int) -> Holder:
    name, title, organisation, country, from_, to, aliases, _, gender = _cells(_text())[row]
    return Holder(
        name=name,
        title=title,
        organisation=organisation,
        country=country or None,
        from_=from_ or None,
        to=to or None,
        aliases=tuple(_many(aliases)),
        gender=cast("Gender | None", gender or None),
    )


@cache
def _by_office() -> Mapping[str, list[int]]:
    offices = [(title, country or None) for _, title, _, country, *_ in _cells(_text())]
    words = {office: {fold(office[0]), fold(_group(*office))} for office in set(offices)}
    return _index(words[office] for office in offices)


@cache
def _by_name() -> Mapping[str, list[int]]:
    return _index({name, *_many(aliases)} for name, _, _, _, _, _, aliases, _, _ in _cells(_plain(_text())))


@cache
def _by_surname() -> Mapping[str, list[int]]:
    return _index(
        _called(name, aliases, surname) for name, _, _, _, _, _, aliases, surname, _ in _cells(_text())
    )


def _called(name: str, aliases: str, surname: str) -> set[str]:
    """The names that stand for a person alone, folded; of a double name both parts together."""
    if surname == NOBODY:
        return set()
    names = _many(surname) or [words.rpartition(" ")[2] for words in (name, *_many(aliases))]
    plain = {_plain(word) for word in names}
    return plain | {word.partition(" ")[2] for word in plain if word.startswith(ARTICLES)}


def _index(words: Iterable[Iterable[str]]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, of_row in enumerate(words):
        for word in of_row:
            found.setdefault(word, []).append(row)
    return found


@cache
def _text() -> str:
    return (files("onrecord.data") / "offices.tsv").read_text("utf-8")


@cache
def _cells(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]


def _plain(text: str) -> str:
    """What ``fold`` makes of names in ASCII, many times as fast."""
    return text.casefold().replace("-", " ").replace("'", "").replace(".", "")


def _many(cell: str) -> list[str]:
    return cell.split("|") if cell else []
