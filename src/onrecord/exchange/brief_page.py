"""A brief as a page of words, which Markdown and HTML write alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from onrecord.exchange.told import Origin
from onrecord.exchange.whole import address, one_line, printable
from onrecord.model import Spans

Style = Literal["plain", "strong", "quote", "quoted", "faint", "mark"]

LONGEST = 320  # characters of a quotation in the text; the sources have all of it
QUOTED = re.compile(r"""(?:["“„«]|``)[^"“”„«»]*(?:["”“»]|\'\')""")
NOBODY = "somebody"
TOLD = {"pledged": "told as pledged", "demanded": "told as demanded", "hypothetical": "told as possible"}


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one style; the marks around a quotation are the renderer's, but where it brings its own (quoted)."""

    text: str
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Number:
    """A reference."""

    number: int


Piece = Words | Number
Line = tuple[Piece, ...]
Item = tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section; ``nothing`` is what to say where it has no items."""

    key: str
    title: str
    items: tuple[Item, ...]
    nothing: str
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The words that a number stands for, exactly as they are stored, and where."""

    number: int
    quotation: tuple[str, ...]
    report: str
    place: str
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All of it."""

    title: str
    under: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]


class Subject(Protocol):
    """What a page is about."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def id(self) -> str | None: ...
    @property
    def actor_kind(self) -> str | None: ...
    @property
    def country(self) -> str | None: ...


class Section(Protocol):
    """Entries of one kind, as ``query.brief_entries`` describes them."""

    @property
    def entries(self) -> Sequence[Any]: ...
    @property
    def more(self) -> int: ...


class Reference(Protocol):
    """Words of a stored report."""

    @property
    def number(self) -> int: ...
    @property
    def document(self) -> Origin: ...
    @property
    def story(self) -> int: ...
    @property
    def spans(self) -> Spans: ...
    @property
    def quotation(self) -> Sequence[str]: ...


class Brief(Protocol):
    """What ``query.brief`` finds."""

    @property
    def subject(self) -> Subject: ...
    @property
    def since(self) -> str | None: ...
    @property
    def until(self) -> str | None: ...
    @property
    def today(self) -> str: ...
    @property
    def seen(self) -> Any: ...
    @property
    def offices(self) -> Section: ...
    @property
    def said(self) -> Section: ...
    @property
    def about(self) -> Section: ...
    @property
    def claims(self) -> Section: ...
    @property
    def contradictions(self) -> Section: ...
    @property
    def events(self) -> Section: ...
    @property
    def relations(self) -> Section: ...
    @property
    def commitments(self) -> Section: ...
    @property
    def timeline(self) -> Sequence[Any]: ...
    @property
    def references(self) -> Sequence[Reference]: ...


def page(brief: Brief) -> Page:
    """A brief as a page."""
    return Page(
        title=one_line(brief.subject.name),
        under=_under(brief),
        parts=tuple(_parts(brief)),
        sources=tuple(map(_source, brief.references)),
    )


def _under(brief: Brief) -> str:
    subject, reports = brief.subject, {one.document.id: one.story for one in brief.references}
    what = (subject.actor_kind or subject.kind).replace("_", " ")
    span = " ".join(
        f"{word} {day}" for word, day in (("since", brief.since), ("until", brief.until)) if day is not None
    )
    cited = f"from {counted(len(reports), 'report')}"
    if copies := len(reports) - len(set(reports.values())):
        cited += (
            f", of which {copies} {'is a copy' if copies == 1 else 'are copies'} of another and counted once"
        )
    dated = any(promise.state for promise in brief.commitments.entries)
    today = f"deadlines as of {brief.today}" if dated else ""
    return " · ".join(filter(None, (what, subject.country, span, cited, today)))


def _parts(brief: Brief) -> Iterator[Part]:
    name = one_line(brief.subject.name)
    if brief.subject.kind == "actor":
        items = (*_seen(brief.seen), *map(_post, brief.offices.entries))
        yield Part(key="who", title="Who it is", items=items, nothing="Nothing.", more=brief.offices.more)
        yield _part("said", f"What {name} says", brief.said, _said, f"No statement of {name}")
    yield _part("about", f"What is said about {name}", brief.about, _about, f"No statement about {name}")
    yield _part(
        "claims",
        "Claims",
        brief.claims,
        _claim,
        "No claim that two independent reports tell, or that is disputed,",
    )
    yield _part("contradictions", "Contradictions", brief.contradictions, _clash, "No contradiction")
    yield _part("events", "Events", brief.events, _event, "No event")
    yield _part("relations", "Relations", brief.relations, _relation, "No relation")
    yield _part("commitments", "Commitments", brief.commitments, _commitment, "No commitment")
    days = tuple(_dated(one) for one in brief.timeline)
    yield Part(
        key="timeline", title="Timeline of the above", items=days, nothing="Nothing with a date is on record."
    )


def _part(key: str, title: str, section: Section, made: Callable[[Any], Item], nothing: str) -> Part:
    items = tuple(made(one) for one in section.entries)
    return Part(key=key, title=title, items=items, nothing=f"{nothing} is on record.", more=section.more)


def _seen(seen: Any) -> Iterator[Item]:
    if seen is not None:
        reports = counted(seen.stories, "independent report")
        copies = f" ({seen.reports:,} with copies)" if seen.reports > seen.stories else ""
        days = span(seen.first, seen.last)
        words = Words(" · ".join(filter(None, (f"Named in {reports}{copies}", days))))
        yield ((words, *_numbers(seen.references)),)


def _post(post: Any) -> Item:
    told = (span(post.first, post.last), counted(post.stories, "independent report"))
    return ((Words(one_line(post.title), "strong"), _facts(*told), *_numbers(post.references)),)


def _said(quote: Any) -> Item:
    return ((_quote(quote.text), *_marks(quote.marks)), _from(quote))


def _about(quote: Any) -> Item:
    return (
        (Words(one_line(quote.speaker), "strong"), _quote(quote.text), *_marks(quote.marks)),
        _from(quote),
    )


def _from(quote: Any) -> Line:
    told = (quote.day, quote.cue_class.replace("_", " "), counted(quote.stories, "independent report"))
    return (_facts(*told), *_numbers(quote.references))


def _marks(marks: Iterable[str]) -> Iterator[Words]:
    return (Words(mark, "mark") for mark in marks)


def _claim(claim: Any) -> Item:
    lines: list[Line] = [(_quote(claim.gist), Number(claim.reference))]
    for verb, voices in (("Affirmed by", claim.affirmed), ("Denied by", claim.denied)):
        if voices:
            lines.append((Words(verb), *_listed(voices)))
    told = (
        span(claim.first, claim.last),
        counted(claim.stories, "independent report"),
        f"claim {claim.claim[:8]}",
    )
    return (*lines, (_facts(*told),))


def _clash(clash: Any) -> Item:
    sides = tuple(
        (
            Words(one_line(side.voice.teller), "strong"),
            _facts(side.voice.status, side.day),
            _quote(side.text),
            Number(side.voice.reference),
        )
        for side in (clash.one, clash.other)
    )
    return ((Words(one_line(clash.reason)), Words(clash.kind, "mark")), *sides)


def _event(deed: Any) -> Item:
    head = [Words(one_line(deed.who) or NOBODY, "strong")]
    if deed.to:
        head += [Words("→"), Words(one_line(deed.to), "strong")]
    place = f"in {one_line(deed.place)}" if deed.place else ""
    return (
        (*head, _facts(deed.type, place, day(deed.day))),
        (_quote(deed.text),),
        _voices(deed.voices, deed.stories),
    )


def _relation(bond: Any) -> Item:
    head = (
        Words(one_line(bond.subject), "strong"),
        Words(bond.type.replace("_", " ")),
        Words(one_line(bond.object), "strong"),
        _facts(span(bond.first, bond.last)),
    )
    return (head, (_quote(bond.text),), _voices(bond.voices, bond.stories))


def _commitment(promise: Any) -> Item:
    head: list[Piece] = [Words(one_line(promise.by) or NOBODY, "strong")]
    if promise.to:
        head += [Words("to"), Words(one_line(promise.to), "strong")]
    head += [_quote(promise.action), _facts(promise.kind)]
    if promise.state is not None:
        head.append(Words(f"deadline {day(promise.deadline)} {promise.state}", "mark"))
    return (tuple(head), _voices(promise.voices, promise.stories))


def _voices(voices: Sequence[Any], stories: int) -> Line:
    """Each status with its tellers."""
    pieces: list[Piece] = []
    last = None
    for voice in voices:
        pieces.append(Words(TOLD.get(voice.status, voice.status) if voice.status != last else "and", "faint"))
        own = " itself" if voice.own else ""
        pieces += [Words(f"by {one_line(voice.teller)}{own}"), Number(voice.reference)]
        last = voice.status
    return (*pieces, _facts(counted(stories, "independent report")))


def _listed(voices: Sequence[Any]) -> Iterator[Piece]:
    for number, voice in enumerate(voices, 1):
        if number > 1:
            yield Words("and" if number == len(voices) else "·")
        yield Words(one_line(voice.teller), "strong")
        yield Number(voice.reference)


def _dated(one: Any) -> Item:
    return (
        (
            Words(day(one.day), "faint"),
            Words(one_line(one.who) or NOBODY, "strong"),
            _quote(one.text),
            Number(one.reference),
        ),
    )


def _source(one: Reference) -> Source:
    origin = one.document
    about = (origin.agency or origin.publisher, origin.published or "undated", origin.title)
    ranges = ", ".join(f"{start}–{end}" for start, end in one.spans)
    return Source(
        number=one.number,
        quotation=tuple(map(printable, one.quotation)),
        report=one_line(", ".join(filter(None, about))),
        place=one_line(f"{origin.source}, report {origin.id}, characters {ranges}"),
        link=address(origin),
    )


def _numbers(references: Iterable[int]) -> Iterator[Number]:
    return map(Number, references)


def _facts(*facts: str | None) -> Words:
    return Words(" · ".join(filter(None, facts)), "faint")


def _quote(text: str) -> Words:
    text = one_line(text)
    style: Style = "quoted" if QUOTED.fullmatch(text) else "quote"
    return Words(text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…", style)


def day(value: str | None) -> str:
    """A date, or the first and last of a range, without what part of the day it was."""
    return " to ".join(part.partition("T")[0] for part in (value or "").split("/") if part)


def span(first: str | None, last: str | None) -> str:
    """From when until when; empty where no day is known."""
    if first is None:
        return ""
    return first if first == last or last is None else f"{first} to {last}"


def counted(number: int, noun: str) -> str:
    """``1 report``, ``2,000 reports``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
