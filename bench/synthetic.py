"""Readings of made-up reports in any number, for what a large record costs; no model reads anything.

Reports follow one another through three years. Each tells of things that happened in the days before, which others
tell of too, lets actors speak of them, and is now and then a copy or an update of another. How long they are and how
many rows they have is measured on the readings of ``examples/`` (82 reports): 254 words with 15.7 statements of 9.6
words, 5.5 events, 3.8 relations (four of five are offices), 1.6 commitments, 7.5 actors with 2.9 mentions, 3.8 places
and 8.6 times; seven of ten speakers are known actors, three of ten events have a place and every third a date.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from bench.synthetic_page import Page, Piece
from bench.synthetic_world import ADJECTIVES, NOUNS, VERBS, Figure, World
from onrecord.model import Document, Place, Reading, identify
from onrecord.record.coded import Coded

FIRST = date(2021, 1, 1)
DAYS = 3 * 365
READER = "synthetic 1"
CODED = ("events", "relations", "commitments")
COPIES = 0.10  # of the reports are copies or updates of one of the days before
NEW = 0.4  # of what reports tell is new
RECENT = 6  # days in which a thing is told of
PUBLISHERS = tuple(f"{name} Herald" for name in ("Halden", "Tolvan", "Orlan", "Belmora", "Sella", "Ruzin"))
AGENCIES = ("Halden Press Agency", "Union News Service", None)
TYPES = (
    *("AGREE", "ASSAULT", "ASSAULT", "REQUEST", "SUPPORT", "CONSULT", "ACCUSE", "RETREAT", "REJECT"),
    *("SANCTION", "AID", "COERCE", "PROTEST", "MOBILIZE"),
)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that several reports tell of, and what is said of it."""

    day: date
    type: str
    one: Figure
    other: Figure
    place: Place
    verb: str
    thing: str
    number: int
    sayings: tuple[tuple[Piece, ...], ...]


@dataclass
class Press:
    """Writes the reports of a world one after the other."""

    count: int
    seed: int = 1
    chance: Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Random(f"press {self.seed}")
        self.world = World(self.seed)
        per_day = max(1.0, self.count / DAYS)
        self.happenings: deque[Happening] = deque(maxlen=max(8, int(per_day * RECENT * NEW)))
        self.written: deque[Reading] = deque(maxlen=max(5, int(per_day * 3)))

    def readings(self) -> Iterator[Reading]:
        """All of them by their days."""
        for number in range(self.count):
            day = FIRST + timedelta(days=number * DAYS // self.count)
            if self.written and self.chance.random() < COPIES:
                yield self._copy(self.chance.choice(self.written), number, day)
                continue
            reading = self._report(number, day)
            self.written.append(reading)
            yield reading

    def _copy(self, reading: Reading, number: int, day: date) -> Reading:
        """The report elsewhere, or some hours later with more to tell."""
        document = reading.document
        added = self._sentence() if self.chance.random() < 0.5 else ""
        text = f"{document.text}\n\n{added}".rstrip() + "\n"
        copy = self._document(number, day, document.title or "", text)
        return _of_another(replace(reading, document=copy), copy.id)

    def _report(self, number: int, day: date) -> Reading:
        chance = self.chance
        told = [self._happening(day) for _ in range(chance.choices((1, 2, 3), (5, 4, 2))[0])]
        page = Page(chance, self.world, day)
        title = page.title(told[0])
        size = min(60, max(3, int(chance.lognormvariate(2.56, 0.6))))
        cast = [figure for each in told for figure in (each.one, each.other)]
        cast += [self.world.figures.one(chance) for _ in range(4 + size // 6)]
        said = 0
        while said < size:
            about = chance.choice(told)
            if chance.random() < 0.33:
                page.event(about)
            if chance.random() < 0.75:
                page.office(chance.choice(cast))
            if chance.random() < 0.13:
                page.commitment(chance.choice(cast), self._saying(cast, ()))
                said += 1
            saying = chance.choice(about.sayings) if chance.random() < 0.5 else self._saying(cast, ())
            said += page.statement(chance.choice(cast), about, saying)
            if chance.random() < 0.25:
                page.paragraph()
        document = self._document(number, day, title, page.text())
        return page.reading(document, READER)

    def _document(self, number: int, day: date, title: str, text: str) -> Document:
        return Document(
            id=identify("document", number, text),
            source=f"wire/{day:%Y/%m}/{number:07}.txt",
            title=title,
            publisher=self.chance.choice(PUBLISHERS),
            agency=self.chance.choice(AGENCIES),
            published=day.isoformat(),
            language="en",
            text=text,
        )

    def _happening(self, day: date) -> Happening:
        chance = self.chance
        if self.happenings and chance.random() > NEW:
            return chance.choice(self.happenings)
        one, other = self.world.figures.one(chance), self.world.figures.one(chance)
        made = Happening(
            day=day - timedelta(days=chance.randrange(3)),
            type=chance.choice(TYPES),
            one=one,
            other=other,
            place=self.world.places.one(chance),
            verb=chance.choice(VERBS),
            thing=f"{chance.choice(ADJECTIVES)} {self.world.words.one(chance)} {chance.choice(NOUNS)}",
            number=chance.randint(2, 90),
            sayings=tuple(self._saying((one, other), (0.5,)) for _ in range(8)),
        )
        self.happenings.append(made)
        return made

    def _saying(self, cast: Sequence[Figure], named: tuple[float, ...]) -> tuple[Piece, ...]:
        """What a statement may say, mostly of some ten words."""
        chance = self.chance
        word = self.world.words.one
        begin: Piece = (
            chance.choice(cast) if chance.random() < (named or (0.35,))[0] else f"the {word(chance)}"
        )
        found: list[Piece] = [begin, f"would {chance.choice(VERBS)} the {word(chance)}"]
        if chance.random() < 0.55:
            found.append(f"{chance.choice(('before', 'after', 'without', 'for'))} the {word(chance)}")
        if chance.random() < 0.3:
            found += ["of", chance.choice(cast)]
        if chance.random() < 0.12:
            found.append(f"with {chance.randint(2, 900)} {chance.choice(NOUNS)}s")
        if chance.random() < 0.25:
            found += ["in", self.world.places.one(chance)]
        return tuple(found)

    def _sentence(self) -> str:
        words = [self.world.words.one(self.chance) for _ in range(12)]
        return " ".join(words).capitalize() + "."


def _of_another(reading: Reading, document: str) -> Reading:
    """The reading with ids of its own, as those of another report are."""
    new = {row.id: identify("statement", document, row.id) for row in reading.statements}
    statements = tuple(
        replace(row, id=new[row.id], parent=new.get(row.parent or "")) for row in reading.statements
    )
    told: dict[str, Any] = {
        name: tuple(_row_of_another(row, document, new) for row in getattr(reading, name)) for name in CODED
    }
    return replace(reading, statements=statements, **told)


def _row_of_another(row: Coded, document: str, statements: Mapping[str, str]) -> Coded:
    return replace(row, id=identify("row", document, row.id), statement=statements.get(row.statement or ""))
