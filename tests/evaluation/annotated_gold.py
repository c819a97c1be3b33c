"""A report in which everything stands, and readings of it that differ by what a test says."""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import (
    Actor,
    Commitment,
    Cue,
    Document,
    Event,
    Mention,
    Party,
    Reading,
    Relation,
    Spans,
    Speaker,
    Statement,
    Words,
)

TEXT = (
    'Ann said: "Rain fell." Bo denied that the guards shot Cy and vowed to leave. 🕊 Dee leads Eve, Bo said.'
)


def at(*words: str) -> Spans:
    found, start = [], 0
    for each in words:
        start = TEXT.index(each, start)
        found.append((start, start + len(each)))
    return tuple(found)


def cut(spans: Spans) -> str:
    return " ".join(TEXT[start:end] for start, end in spans)


def party(words: str, actor: str | None = None) -> Party:
    return Party(actor=actor, text=words, spans=at(words))


def said(
    id: str, source: str, cue: str, content: Spans, actor: str | None = None, **more: object
) -> Statement:
    spans = at(source) if source else ()
    row = Statement(
        id=id,
        kind="indirect",
        speaker=Speaker(actor=actor, text=source, spans=spans),
        cue=Cue(text=cue, spans=at(cue) if cue else (), class_=str(more.pop("class_", "say"))),
        content=Words(text=cut(content), spans=content),
        confidence=0.5,
    )
    return replace(row, **more)  # type: ignore[arg-type]


def mention(words: str) -> Mention:
    ((start, end),) = at(words)
    return Mention(start=start, end=end, text=words)


RAIN = said("s1", "Ann", "said", at('"Rain fell."'), "a1", kind="direct")
DENIED = said("s2", "Bo", "denied", at("that the guards shot Cy"), "a2", class_="deny", polarity="-")
INNER = said("s3", "Cy", "vowed", at("shot Cy"), None, parent="s2")
SHOT = Event(
    id="e1",
    type="ASSAULT",
    actors=(party("the guards"),),
    recipients=(party("Cy"),),
    status="denied",
    certainty="certain",
    statement="s2",
    text="the guards shot Cy",
    spans=at("the guards shot Cy"),
    confidence=0.5,
)
LEADS = Relation(
    id="r1",
    type="leads",
    subject=party("Dee"),
    object=party("Eve"),
    status="reported",
    certainty="certain",
    text="leads",
    spans=at("leads"),
    confidence=0.5,
)
VOWED = Commitment(
    id="c1",
    kind="pledge",
    by=party("Bo", "a2"),
    action=Words(text="to leave", spans=at("to leave")),
    status="pledged",
    text="vowed to leave",
    spans=at("vowed to leave"),
    confidence=0.5,
)
ANN = Actor(id="a1", name="Ann", kind="person", mentions=(mention("Ann"),))
BO = Actor(id="a2", name="Bo", kind="person", mentions=(mention("Bo"),))


def reading(
    *rows: object, actors: tuple[Actor, ...] = (ANN, BO), text: str = TEXT, id: str = "d1"
) -> Reading:
    def of(kind: type) -> tuple:
        return tuple(row for row in rows if isinstance(row, kind))

    return Reading(
        reader="test 1",
        document=Document(id=id, source=f"in/{id}.txt", text=text),
        actors=actors,
        statements=of(Statement),
        events=of(Event),
        relations=of(Relation),
        commitments=of(Commitment),
    )
