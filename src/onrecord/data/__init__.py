"""What onrecord knows of the world before it reads: registries as tab separated files.

Names, adjectives and metonyms are looked up under their ``key``. A word that is safe only as it is
written ("US", "IS", "WHO") stands under its own spelling, so that "us" and "who" never find it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import Literal, TypeVar, cast, get_args

from onrecord.model import ActorKind

WordKind = Literal["name", "adjective", "people", "metonym", "capital"]
TitleClass = Literal["office", "honorific", "rank", "profession"]
Gender = Literal["m", "f"]
Need = Literal["upper", "org", "country"]
_T = TypeVar("_T")
WORD = re.compile(r"\w+")
INNER_APOSTROPHE = re.compile(r"(?<=\w)['’‘](?=\w\w)")  # of a transliteration; that of an owner is not one


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a registry; ``where`` is its file and line, for messages."""

    where: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell as written, empty where the file says nothing."""
        return self.cells[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a cell that holds several, separated by ``|``."""
        cell = self.cells[column]
        return tuple(cell.split("|")) if cell else ()

    def one_of(self, column: str, allowed: Iterable[str]) -> str:
        """The cell, which must be one of ``allowed``."""
        return self._allowed(column, (self.cells[column],), allowed)[0]

    def some_of(self, column: str, allowed: Iterable[str]) -> tuple[str, ...]:
        """The values of a cell, each of which must be one of ``allowed``."""
        return self._allowed(column, self.many(column), allowed)

    def code(self, column: str, length: int) -> str | None:
        """The ISO 3166-1 code in a cell: ``length`` capitals, or nothing."""
        cell = self.cells[column]
        if cell and not (len(cell) == length and cell.isascii() and cell.isalpha() and cell.isupper()):
            raise self.error(f"{column} must be {length} capitals, not {cell!r}")
        return cell or None

    def error(self, message: str) -> ValueError:
        """What to raise when the row is wrong."""
        return ValueError(f"{self.where}: {message}")

    def _allowed(self, column: str, values: tuple[str, ...], allowed: Iterable[str]) -> tuple[str, ...]:
        known = tuple(allowed)
        for value in values:
            if value not in known:
                raise self.error(f"{column} must be one of {', '.join(map(repr, known))}, not {value!r}")
        return values


def parse(text: str, name: str) -> tuple[Row, ...]:
    """The rows of a registry: ``#`` comments, a header row, tab separated cells; the first is never empty."""
    columns: list[str] | None = None
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = cells
            continue
        row = Row(f"{name}:{number}", dict(zip(columns, cells, strict=False)))
        if len(cells) != len(columns):
            raise row.error(f"{len(cells)} cells, but the header has {len(columns)}")
        _check_cells(row, cells)
        found.append(row)
    return tuple(found)


def _check_cells(row: Row, cells: list[str]) -> None:
    if not cells[0]:
        raise row.error("the first cell is empty")
    for cell in cells:
        if cell != cell.strip() or ("|" in cell and not all(map(_is_whole, cell.split("|")))):
            raise row.error(f"empty value or stray blank in {cell!r}")


def _is_whole(value: str) -> bool:
    return bool(value) and value == value.strip()


def rows(name: str) -> tuple[Row, ...]:
    """The rows of the registry ``name`` (``rows("cues")`` reads ``data/cues.tsv``).

    Raises:
        ValueError: a row is malformed; the text names file and line.
    """
    return parse(_text(name), f"{name}.tsv")


def _text(name: str) -> str:
    return (files(__name__) / f"{name}.tsv").read_text("utf-8")


@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """How a name is looked up: case folded, without "the", apostrophes straight, blanks single."""
    return " ".join(text.replace("’", "'").casefold().split()).removeprefix("the ")


@dataclass(frozen=True, slots=True)
class Country:
    """A country; ``metonyms`` are the words that stand for its government when they speak."""

    name: str
    iso3: str
    iso2: str
    cow: int | None
    aliases: tuple[str, ...]
    as_written: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str | None
    metonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """Any actor of the registry that is neither a person nor a country; ``needs`` holds unsafe aliases."""

    name: str
    kind: ActorKind
    country: str | None
    aliases: tuple[str, ...]
    needs: tuple[tuple[str, Need], ...]


@dataclass(frozen=True, slots=True)
class Title:
    """An office, honorific, rank or profession; ``group`` is the office it is another word for."""

    title: str
    class_: TitleClass
    gender: Gender | None
    alone: bool
    group: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Collective:
    """A noun for speakers and actors without a name."""

    lemma: str
    kind: ActorKind | None
    document: bool
    anonymous: bool
    animate: bool


@cache
def countries() -> tuple[Country, ...]:
    """All countries, by name."""
    return tuple(map(_country, rows("countries")))


@cache
def organisations() -> tuple[Organisation, ...]:
    """All organisations, by name."""
    return tuple(map(_organisation, rows("organisations")))


@cache
def titles() -> tuple[Title, ...]:
    """All titles, in the order of the alphabet."""
    return tuple(map(_title, rows("titles")))


@cache
def collectives() -> tuple[Collective, ...]:
    """All collective nouns, in the order of the alphabet."""
    return tuple(map(_collective, rows("collectives")))


@cache
def country_by_iso3() -> Mapping[str, Country]:
    """Countries under their ISO 3166-1 alpha-3 code."""
    return {country.iso3: country for country in countries()}


@cache
def country_words() -> Mapping[str, tuple[Country, WordKind]]:
    """Every word for a country under its ``key``, with what it is.

    A word that is several of them is the first of: name, adjective, people, metonym, capital. So
    "moscow" is a metonym though it is a capital too, and a capital that is none stays a capital.
    """
    found: dict[str, tuple[Country, WordKind]] = {}
    for kind in get_args(WordKind):
        for country in countries():
            for word in _words(country, kind):
                found.setdefault(word, (country, kind))
    return found


def country_word(text: str) -> tuple[Country, WordKind] | None:
    """The country that ``text`` stands for as it is written, and how; nothing in all lower case means one."""
    return None if text.islower() else _find(country_words(), text)


@cache
def organisation_by_name() -> Mapping[str, Organisation]:
    """Organisations under the ``key`` of their safe names; under "IS" as it is written."""
    return {
        word: organisation
        for organisation in organisations()
        for word, need in _names(organisation)
        if need in (None, "upper")
    }


def organisation(text: str, *, known: bool = False, country: str | None = None) -> Organisation | None:
    """The organisation that ``text`` names as it is written.

    Args:
        known: it is sure that ``text`` names an organisation, so "Apple" is the company.
        country: ISO alpha-3 of the country that the report is about; "Congress" is its parliament.
    """
    if text.islower():
        return None
    for candidate in namesakes(text) if country else ():
        if candidate.country == country:
            return candidate
    word = _spelling(text)
    if found := _find(organisation_by_name(), word):
        return found
    unsafe = _unsafe().get(key(word), []) if known else []
    return next((candidate for candidate, need in unsafe if need == "org"), None)


def namesakes(text: str) -> tuple[Organisation, ...]:
    """The organisations that go by this name in reports about their countries: two parliaments are "Congress"."""
    found = () if text.islower() else _unsafe().get(key(_spelling(text)), ())
    return tuple(candidate for candidate, need in found if need == "country" and _is_written(candidate, text))


def _is_written(candidate: Organisation, text: str) -> bool:
    """An acronym is one in capitals only: "MAS", never "Mas"."""
    plain = text.removeprefix("The ").removeprefix("the ")
    return plain.isupper() or not any(
        alias.isupper() and key(alias) == key(plain) for alias in candidate.aliases
    )


@lru_cache(maxsize=1 << 16)
def may_open_name(word: str) -> bool:
    """Whether a name of an organisation or country begins with a word or a part of one ("US" of "US-led")."""
    found = WORD.match(_spelling(word))
    return found is not None and found[0].casefold() in _openings()


@cache
def _openings() -> frozenset[str]:
    # As written too: the tokens of "Da'esh" may be two.
    written = (key(word) for entry in organisations() for word in (entry.name, *entry.aliases) if "'" in word)
    names = (*organisation_by_name(), *_unsafe(), *country_words(), *written)
    return frozenset(found[0].casefold() for name in names if (found := WORD.match(name)))


@cache
def title_by_name() -> Mapping[str, Title]:
    """Titles under their ``key``."""
    return {key(title.title): title for title in titles()}


@cache
def collective_by_lemma() -> Mapping[str, Collective]:
    """Collectives under their lemma."""
    return {collective.lemma: collective for collective in collectives()}


@cache
def person_nouns() -> Mapping[str, Gender | None]:
    """Nouns for one human being, each with the gender that it tells."""
    return {
        row["noun"]: cast("Gender | None", row.one_of("gender", ("", *get_args(Gender))) or None)
        for row in rows("person_nouns")
    }


def given_name_gender(name: str) -> Gender | None:
    """The gender that a given name tells: "Jean-Claude" by itself, else "Ana-Lucia" by its first part.

    Args:
        name: one word as it is written, the given name of a person; nothing in all lower case is one.
    """
    if name.islower() or len(name.split()) != 1:
        return None
    word = key(name)
    return _given_names().get(word) or _given_names().get(word.partition("-")[0])


@cache
def _given_names() -> Mapping[str, Gender]:
    # As many rows as in all other registries together: only tests look for mistakes in them, not each start.
    lines = (line.split("\t") for line in _text("given_names").splitlines() if not line.startswith("#"))
    return {key(name): cast(Gender, gender) for name, gender in islice(lines, 1, None)}


@lru_cache(maxsize=1 << 14)
def _spelling(text: str) -> str:
    """A name of an organisation without the apostrophes that transliterations differ in: "Dae'sh", "Da'esh"."""
    return INNER_APOSTROPHE.sub("", text)


def _find(words: Mapping[str, _T], text: str) -> _T | None:
    written = text[len("the ") :] if text.casefold().startswith("the ") else text
    return words.get(written) or words.get(key(text))


def _words(country: Country, kind: WordKind) -> Iterator[str]:
    if kind == "name":
        yield from country.as_written
        yield from map(key, (country.name, *country.aliases))
    elif kind == "adjective":
        yield from map(key, country.adjectives)
    elif kind == "people":
        yield from map(key, country.people)
    elif kind == "metonym":
        yield from map(key, country.metonyms)
    elif country.capital:
        yield key(country.capital)


def _names(organisation: Organisation) -> Iterator[tuple[str, Need | None]]:
    needs = dict(organisation.needs)
    for word in (organisation.name, *organisation.aliases):
        need = needs.get(word)
        yield (word if need == "upper" else key(_spelling(word))), need


@cache
def _unsafe() -> Mapping[str, list[tuple[Organisation, Need]]]:
    found: dict[str, list[tuple[Organisation, Need]]] = {}
    for organisation in organisations():
        for word, need in _names(organisation):
            if need in ("org", "country"):
                found.setdefault(word, []).append((organisation, need))
    return found


def _country(row: Row) -> Country:
    iso3, iso2 = row.code("iso3", 3), row.code("iso2", 2)
    if not (iso3 and iso2):
        raise row.error("a country needs both its ISO codes")
    cow = row["cow"]
    if cow and not cow.isdecimal():
        raise row.error(f"cow must be a number, not {cow!r}")
    return Country(
        name=row["name"],
        iso3=iso3,
        iso2=iso2,
        cow=int(cow) if cow else None,
        aliases=row.many("aliases"),
        as_written=row.many("as_written"),
        adjectives=row.many("adjectives"),
        people=row.many("people"),
        capital=row["capital"] or None,
        metonyms=row.many("metonyms"),
    )


def _organisation(row: Row) -> Organisation:
    return Organisation(
        name=row["name"],
        kind=cast(ActorKind, row.one_of("kind", get_args(ActorKind))),
        country=row.code("country", 3),
        aliases=row.many("aliases"),
        needs=tuple(_needs(row)),
    )


def _needs(row: Row) -> Iterator[tuple[str, Need]]:
    names = (row["name"], *row.many("aliases"))
    for pair in row.many("needs"):
        word, _, need = pair.rpartition(":")
        if word not in names or need not in get_args(Need):
            raise row.error(f"needs must be NAME:NEED with a name of the row, not {pair!r}")
        if need == "country" and not row["country"]:
            raise row.error(f"{pair!r}, but the row has no country")
        yield word, cast(Need, need)


def _title(row: Row) -> Title:
    return Title(
        title=row["title"],
        class_=cast(TitleClass, row.one_of("class", get_args(TitleClass))),
        gender=cast("Gender | None", row.one_of("gender", ("", *get_args(Gender))) or None),
        alone="alone" in row.some_of("flags", ("alone",)),
        group=row["group"] or None,
        country=row.code("country", 3),
    )


def _collective(row: Row) -> Collective:
    flags = row.some_of("flags", ("document", "anonymous", "animate"))
    return Collective(
        lemma=row["lemma"],
        kind=cast("ActorKind | None", row.one_of("kind", ("", *get_args(ActorKind))) or None),
        document="document" in flags,
        anonymous="anonymous" in flags,
        animate="animate" in flags,
    )
