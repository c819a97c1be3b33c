"""The text of a made-up report with the rows that a reader would find in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from bench.synthetic_world import FORCES, NOUNS, ROLES, Figure, World
from onrecord.model import (
    Actor,
    Commitment,
    Cue,
    Document,
    Event,
    Mention,
    Office,
    Party,
    Place,
    Reading,
    Reason,
    Relation,
    Span,
    Speaker,
    Statement,
    Status,
    Time,
    Words,
    identify,
)
from onrecord.record.coded import Coded

if TYPE_CHECKING:
    from bench.synthetic import Happening

Piece = str | Figure | Place

CUES = (*(("said", "say"),) * 12, *(("believed", "believe"), ("denied", "deny"), ("promised", "promise")))
CROWD = ("officials", "a spokesman", "residents", "witnesses", "a diplomat", "the government", "he", "she")
CONFIDENT = (0.6, 0.75, 0.8, 0.9, 0.95)
STEPS = (
    ("frame", "predicates.tsv, line 812"),
    ("head", "0.83 for the type, 0.05 for none"),
    ("status", "told by the report"),
)


@dataclass
class Page:
    """A report that is being written; rows are made as their words are."""

    chance: Random
    world: World
    day: date
    parts: list[str] = field(default_factory=list)
    length: int = 0
    figures: dict[str, Figure] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    told: set[int] = field(default_factory=set)

    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts) + "\n"

    def title(self, about: Happening) -> str:
        """The headline, the first words of the text."""
        words = f"{about.one.actor.name} to {about.verb} {about.thing} in {about.place.name}"
        self._write(words)
        self.paragraph()
        return words

    def paragraph(self) -> None:
        """Begin another one."""
        if self.parts and not self.parts[-1].endswith("\n"):
            self._write("\n\n")

    def event(self, about: Happening, statement: Statement | None = None) -> None:
        """A sentence that tells what happened."""
        start = self.length
        named = self.chance.random() < 0.6
        one = (
            self._party(about.one)
            if named
            else self._words(f"the {self.chance.choice(NOUNS)} {self.chance.choice(FORCES)}")
        )
        self._write(f" {about.verb.removesuffix('e')}ed")
        other = self._party(about.other) if self.chance.random() < 0.6 else None
        self._write(f" {self.chance.choice(('the', 'its'))} {about.thing} with {about.number} people")
        end = self.length
        place = self._somewhere(about.place) if self.chance.random() < 0.3 else None
        if dated := self.chance.random() < 0.36:
            self._time(about.day)
        self._write(". ")
        status: Status = "reported" if statement is None else "claimed"
        self.events.append(
            Event(
                id=identify("event", self.length, self.day, about.thing, self.chance.random()),
                type=about.type, actors=(one,) if self.chance.random() < 0.8 else (),
                recipients=(other,) if other else (), place=place, quad=1, intensity=2.0,
                date=about.day.isoformat() if dated else None,
                status=status if self.chance.random() > 0.12 else "denied", certainty="certain",
                statement=statement.id if statement else None, text=self._cut(start, end), spans=((start, end),),
                confidence=self.chance.choice(CONFIDENT),
            )
        )  # fmt: skip

    def office(self, figure: Figure) -> None:
        """Somebody with the post that he has, or who leads something."""
        if figure.post is None or id(figure) in self.told:
            return
        self.told.add(id(figure))
        subject = self._party(figure)
        start = subject.spans[0][0]
        title, _, land = figure.post.partition(" of ")
        self._write(f", {title} of ")
        object = self._words(land)
        self._write(" for two years, was there.")
        self._time(self.day - timedelta(days=self.chance.randrange(6)))
        self._write(" ")
        leads = self.chance.random() < 0.13
        self.relations.append(
            Relation(
                id=identify("relation", start, figure.post, self.day, self.chance.random()),
                type="leads" if leads else "holds_office", subject=subject, object=object,
                status="reported", certainty="certain", text=self._cut(start, object.spans[0][1]),
                spans=((start, object.spans[0][1]),), confidence=0.9,
            )
        )  # fmt: skip

    def commitment(self, figure: Figure, saying: tuple[Piece, ...]) -> None:
        """Somebody who promises something."""
        start = self.length
        by = self._party(figure)
        self._write(" promised that ")
        said = self._say(by, "promised", "promise", saying)
        self._write(". ")
        due = self.day + timedelta(days=self.chance.randint(5, 90))
        self.commitments.append(
            Commitment(
                id=identify("commitment", start, said.id), kind="pledge", by=by, action=said.content,
                deadline=due.isoformat() if self.chance.random() < 0.2 else None, status="pledged",
                statement=said.id, text=self._cut(start, self.length - 2), spans=((start, self.length - 2),),
                confidence=self.chance.choice(CONFIDENT),
            )
        )  # fmt: skip

    def statement(self, figure: Figure, about: Happening, saying: tuple[Piece, ...]) -> int:
        """A sentence in which somebody says something; how many statements it has."""
        chance = self.chance
        known = chance.random() < 0.7
        who = self._party(figure) if known else self._words(self._crowd())
        cue, sort = chance.choice(CUES)
        if chance.random() < 0.4:
            self._time(self.day - timedelta(days=chance.randrange(3)))
        self._write(f" {cue} that ")
        start = self.length
        said = self._say(who, cue, sort, saying)
        nested = 0
        if chance.random() < 0.2:
            self._write(" and that ")
            inner = self._words(self._crowd())
            self._write(" hoped that ")
            self._say(inner, "hoped", "believe", saying[:2], said.id)
            nested = 1
        self._write(". ")
        if chance.random() < 0.17:
            self.event(about, said)
            end = self.length - 2
            self.statements[-1 - nested] = replace(
                said, content=Words(text=self._cut(start, end), spans=((start, end),))
            )
        return 1 + nested

    def reading(self, document: Document, reader: str) -> Reading:
        """All of it."""
        actors = [self._actor(figure) for figure in self.figures.values()]
        places = [replace(place, mentions=tuple(self.mentions[place.id])) for place in self.places.values()]
        rows: tuple[Coded, ...] = (*self.events, *self.relations, *self.commitments)
        return Reading(
            reader=reader, document=document, actors=tuple(actors), places=tuple(places),
            times=tuple(self.times), statements=tuple(self.statements), events=tuple(self.events),
            relations=tuple(self.relations), commitments=tuple(self.commitments),
            reasons=tuple(Reason(row=row.id, steps=STEPS) for row in rows),
        )  # fmt: skip

    def _actor(self, figure: Figure) -> Actor:
        title, _, land = (figure.post or "").partition(" of ")
        offices = (Office(title=title, organisation=land),) if id(figure) in self.told else ()
        return replace(figure.actor, offices=offices, mentions=tuple(self.mentions[figure.actor.id]))

    def _say(
        self, who: Party, cue: str, sort: str, saying: tuple[Piece, ...], parent: str | None = None
    ) -> Statement:
        cue_start = "".join(self.parts[-3:]).rfind(cue) + self.length - len("".join(self.parts[-3:]))
        direct = self.chance.random() < 0.2
        self._write("“" if direct else "")
        start = self.length
        for piece in saying:
            self._write(" " if self.length > start else "")
            self._piece(piece)
        end = self.length
        self._write("”" if direct else "")
        made = Statement(
            id=identify("statement", start, self.day, self._cut(start, end), self.chance.random()),
            kind="direct" if direct else "indirect",
            speaker=Speaker(actor=who.actor, text=who.text, spans=who.spans),
            cue=Cue(text=cue, spans=((cue_start, cue_start + len(cue)),), class_=sort),
            content=Words(text=self._cut(start, end), spans=((start, end),)),
            said_on=self.day.isoformat() if self.chance.random() < 0.3 else None,
            parent=parent, polarity="-" if sort == "deny" else "+", confidence=self.chance.choice(CONFIDENT),
        )  # fmt: skip
        self.statements.append(made)
        return made

    def _piece(self, piece: Piece) -> None:
        if isinstance(piece, str):
            self._write(piece)
        elif isinstance(piece, Place):
            self._mention(piece.id, piece.name)
            self.places.setdefault(piece.id, piece)
        else:
            self._party(piece)

    def _party(self, figure: Figure) -> Party:
        known = figure.actor.id in self.figures
        self.figures.setdefault(figure.actor.id, figure)
        if self.parts and self.parts[-1][-1:].isalnum():
            self._write(" ")
        span = self._mention(figure.actor.id, figure.names[-1] if known else figure.names[0])
        return Party(actor=figure.actor.id, text=self._cut(*span), spans=(span,))

    def _crowd(self) -> str:
        """Words for somebody who is not known."""
        if self.chance.random() < 0.6:
            return self.chance.choice(CROWD)
        return f"the {self.world.words.one(self.chance)} {self.chance.choice(ROLES)}"

    def _words(self, words: str) -> Party:
        start = self.length
        self._write(words)
        return Party(text=words, spans=((start, self.length),))

    def _somewhere(self, place: Place) -> str:
        self._write(" in ")
        self._piece(place)
        return place.id

    def _mention(self, id: str, words: str) -> Span:
        start = self.length
        self._write(words)
        self.mentions.setdefault(id, []).append(Mention(start=start, end=self.length, text=words))
        return start, self.length

    def _time(self, day: date) -> None:
        self._write(" on ")
        words, start = f"{day:%A}", self.length
        self._write(words)
        self.times.append(Time(start=start, end=self.length, text=words, type="DATE", value=day.isoformat()))

    def _write(self, words: str) -> None:
        if words:
            self.parts.append(words)
            self.length += len(words)

    def _cut(self, start: int, end: int) -> str:
        """The words of a stretch near the end of what was written."""
        back = self.length - start
        tail: list[str] = []
        while back > 0:
            tail.append(self.parts[-1 - len(tail)])
            back -= len(tail[-1])
        words = "".join(reversed(tail))
        return words[-back : end - start - back] if back else words[: end - start]
