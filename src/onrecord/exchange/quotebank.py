"""Quotations of Quotebank, which somebody else attributed: each becomes a reading with one direct statement.

Source: Vaucher, Spitz, Catasta and West, "Quotebank: A Corpus of Quotations from a Decade of News" (WSDM 2021), and the
description of the data at zenodo.org/records/4277311. Both versions are read: a line a quotation
(``quotes-2016.json.bz2``) and a line an article (``quotebank-2016.json.bz2``), where a quotation has its contexts.

The text of a reading is the quotation between its contexts, set apart by a blank. The speaker has words where the name
stands in the contexts and an actor in any case; ``None``, which is Quotebank's word for nobody it knows, is no speaker.
The confidence is the probability that Quotebank gives the speaker, and in an article that of the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from onrecord.exchange.sheet import FieldError
from onrecord.model import (
    Actor,
    Cue,
    Document,
    Failure,
    Mention,
    Reading,
    Span,
    Speaker,
    Statement,
    Words,
    identify,
)

NOBODY = "None"
LANGUAGE = "en"  # Quotebank is made from articles in English alone
_WIKIDATA = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quoted:
    """One quotation as one article, or all of them, has it."""

    key: tuple[str, ...]
    quotation: str
    left: str = ""
    right: str = ""
    speaker: str
    probability: float
    wikidata: tuple[str, ...] = ()
    source: str
    title: str | None = None
    day: str | None
    phase: str
    notes: tuple[str, ...] = ()


def is_quotebank(row: Mapping[str, Any]) -> bool:
    """Whether an object is a quotation or an article of Quotebank."""
    return {"quoteID", "quotation"} <= row.keys() or {"articleID", "quotations"} <= row.keys()


def readings(row: Mapping[str, Any], where: str, place: str) -> Iterator[Reading | Failure]:
    """The quotation of a line, or those of an article; one that is not as it should be is a failure.

    Args:
        where: what a failure, or a quotation without an address, is called.
        place: how a message names it, as ``line 3``.
    """
    if "quotations" not in row:
        yield _made(partial(_alone, row, where), where, place)
        return
    quotations = row["quotations"]
    if not isinstance(quotations, list):
        yield Failure(source=where, reason=f"{place}: quotations: {quotations!r:.60} is no list")
        return
    for number, part in enumerate(quotations, start=1):
        yield _made(partial(_in_article, row, part, where), where, f"{place}, quotation {number}")


def _made(find: Callable[[], _Quoted], where: str, at: str) -> Reading | Failure:
    try:
        return _reading(find())
    except FieldError as error:
        return Failure(source=where, reason=f"{at}: {error}")


def _alone(row: Mapping[str, Any], where: str) -> _Quoted:
    """A quotation with its most likely speaker over all articles."""
    key, quotation, speaker = (_words(row, name) for name in ("quoteID", "quotation", "speaker"))
    urls = row.get("urls") or []
    if not isinstance(urls, list) or not all(isinstance(url, str) for url in urls):
        raise FieldError("urls", f"{urls!r:.60} is no list of addresses")
    probability, known = _probability(row, "probas", speaker)
    notes = (f"the first of {len(urls)} addresses that Quotebank has for it",) if len(urls) > 1 else ()
    return _Quoted(
        key=(key,),
        quotation=quotation,
        speaker=speaker,
        probability=probability,
        wikidata=_wikidata(row.get("qids") or known, "qids"),
        source=urls[0] if urls else where,
        day=_day(row),
        phase=_phase(row),
        notes=(*notes, *_occurrences(row)),
    )


def _in_article(article: Mapping[str, Any], part: Any, where: str) -> _Quoted:
    """A quotation in an article, with the speaker that this article speaks for."""
    if not isinstance(part, dict):
        raise FieldError("quotations", f"{part!r:.60} is no object")
    local = "local" if part.get("localTopSpeaker") is not None else "global"
    speaker, overall = _words(part, f"{local}TopSpeaker"), part.get("globalTopSpeaker")
    probability, known = _probability(part, f"{local}Probas", speaker)
    notes = (f"over all articles Quotebank takes {overall} for the speaker",)
    return _Quoted(
        key=(_words(article, "articleID"), _words(part, "quoteID"), str(part.get("quotationOffset"))),
        quotation=_words(part, "quotation"),
        left=_words(part, "leftContext", needed=False),
        right=_words(part, "rightContext", needed=False),
        speaker=speaker,
        probability=probability,
        wikidata=_wikidata(known or _named(article, speaker), "qids"),
        source=_words(article, "url", needed=False) or where,
        title=_words(article, "title", needed=False) or None,
        day=_day(article),
        phase=_phase(article),
        notes=(*(notes if overall not in (None, speaker) else ()), *_occurrences(part)),
    )


def _reading(quoted: _Quoted) -> Reading:
    before = f"{quoted.left} " if quoted.left else ""
    text = before + quoted.quotation + (f" {quoted.right}" if quoted.right else "")
    span = (len(before), len(before) + len(quoted.quotation))
    document = Document(
        id=identify("document", text, "quotebank", *quoted.key),
        source=quoted.source,
        title=quoted.title,
        published=quoted.day,
        language=LANGUAGE,
        text=text,
    )
    actor = _actor(quoted, text, span)
    told = [f"coded by Quotebank{quoted.phase}: a quotation and its speaker, nothing else of the report"]
    if len(quoted.wikidata) > 1:
        told.append(f"{quoted.speaker} may be any of {', '.join(quoted.wikidata)} in Wikidata")
    return Reading(
        reader=f"quotebank{quoted.phase}",
        document=document,
        actors=(actor,) if actor else (),
        statements=(_statement(quoted, document, actor, span),),
        warnings=(*told, *quoted.notes),
    )


def _actor(quoted: _Quoted, text: str, span: Span) -> Actor | None:
    """The speaker, with the name wherever it stands outside the quotation; None where there is none."""
    name = " ".join(quoted.speaker.split())
    if name == NOBODY:
        return None
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)"
    found = [
        match for match in re.finditer(pattern, text) if match.end() <= span[0] or match.start() >= span[1]
    ]
    return Actor(
        # As our own reader would name the same person.
        id=identify("actor", "person", name),
        name=name,
        kind="person",
        wikidata=quoted.wikidata[0] if len(quoted.wikidata) == 1 else None,
        mentions=tuple(Mention(start=m.start(), end=m.end(), text=m[0]) for m in found),
    )


def _statement(quoted: _Quoted, document: Document, actor: Actor | None, span: Span) -> Statement:
    near = sorted(actor.mentions if actor else (), key=lambda m: max(span[0] - m.end, m.start - span[1]))
    spans = ((near[0].start, near[0].end),) if near else ()
    return Statement(
        id=identify("statement", document.id, spans, (), (span,)),
        kind="direct",
        speaker=Speaker(actor=actor.id if actor else None, text=near[0].text if near else "", spans=spans),
        cue=Cue(text="", spans=(), class_="say"),
        content=Words(text=quoted.quotation, spans=(span,)),
        confidence=quoted.probability,
    )


def _words(row: Mapping[str, Any], name: str, *, needed: bool = True) -> str:
    value = row.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str):
        raise FieldError(name, "missing" if value is None else f"{value!r:.60} is no text")
    if needed and not value.strip():
        raise FieldError(name, "empty")
    return value.strip()


def _probability(row: Mapping[str, Any], name: str, speaker: str) -> tuple[float, list[Any]]:
    """The probability of a speaker, and the ids in Wikidata that stand beside it.

    Probabilities are pairs of a name and a number, or objects with these; the number may be written as text.
    """
    given = row.get(name)
    if not isinstance(given, list):
        raise FieldError(name, "missing" if given is None else f"{given!r:.60} is no list")
    for one in given:
        match one:
            case [str(who), number, *_]:
                ids: Any = None
            case {"speaker": str(who), "proba": number}:
                ids = one.get("qids")
            case _:
                raise FieldError(name, f"{one!r:.60} is no speaker with a probability")
        if who.strip() == speaker:
            return _number(number, name), ids or []
    raise FieldError(name, f"no probability of {speaker!r:.60}")


def _number(value: Any, name: str) -> float:
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = -1.0
    if not 0 <= found <= 1:
        raise FieldError(name, f"{value!r:.60} is no probability from 0 to 1")
    return found


def _named(article: Mapping[str, Any], speaker: str) -> Any:
    """The ids that an article's list of names has for the speaker."""
    names = article.get("names")
    for one in names if isinstance(names, list) else ():
        if isinstance(one, dict) and one.get("name") == speaker and isinstance(one.get("ids"), list):
            return one["ids"]
    return []


def _wikidata(ids: Any, name: str) -> tuple[str, ...]:
    if not isinstance(ids, list) or not all(isinstance(one, str) and _WIKIDATA.fullmatch(one) for one in ids):
        raise FieldError(name, f"{ids!r:.60} is no list of ids of Wikidata")
    return tuple(dict.fromkeys(ids))


def _day(row: Mapping[str, Any]) -> str | None:
    words = _words(row, "date", needed=False)
    try:
        return date.fromisoformat(words[:10]).isoformat() if words else None
    except ValueError as error:
        raise FieldError("date", f"{words!r:.60} is no date as 2016-10-21 09:30:00") from error


def _phase(row: Mapping[str, Any]) -> str:
    phase = _words(row, "phase", needed=False)
    return f", phase {phase}" if phase else ""


def _occurrences(row: Mapping[str, Any]) -> tuple[str, ...]:
    number = row.get("numOccurrences")
    return (f"Quotebank counts {number} occurrences",) if isinstance(number, int) and number > 1 else ()
