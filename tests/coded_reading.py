"""A reading with events, relations and commitments, made by hand for the tests of the record and of its questions."""

from __future__ import annotations

from onrecord.model import (
    Actor,
    Commitment,
    Cue,
    Document,
    Event,
    Mention,
    Party,
    Place,
    Reading,
    Reason,
    Relation,
    Speaker,
    Statement,
    Words,
    identify,
)

TEXT = (
    "Mira Loran said a doctor had told her that Russia struck the Orem Front near Aleppo on October 19. "
    "Russia met village elders in Idlib. Turkey backs the Orem Front. "
    "Turkey will leave Syria by November. The UN urged Russia to halt strikes."
)
KINDS = {
    "Mira Loran": "person",
    "Russia": "country",
    "Turkey": "country",
    "Orem Front": "armed_group",
    "UN": "igo",
}


def spans(words: str) -> tuple[tuple[int, int], ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def actor_id(name: str) -> str:
    return identify("actor", name)


def party(words: str) -> Party:
    name = words.removeprefix("the ").removeprefix("The ")
    return Party(actor=actor_id(name) if name in KINDS else None, text=words, spans=spans(words))


def _actor(name: str) -> Actor:
    ((start, end),) = spans(name)
    mention = Mention(start=start, end=end, text=name)
    return Actor(id=actor_id(name), name=name, kind=KINDS[name], mentions=(mention,))


def _said(id: str, words: str, cue: str, content: str, parent: str | None = None) -> Statement:
    speaker = party(words)
    return Statement(
        id=id,
        kind="indirect",
        speaker=Speaker(actor=speaker.actor, text=words, spans=speaker.spans),
        cue=Cue(text=cue, spans=spans(cue), class_="say"),
        content=Words(text=content, spans=spans(content)),
        parent=parent,
        confidence=0.5,
    )


def _place(id: str, name: str, country: str) -> Place:
    return Place(id=id, name=name, kind="city", country=country)


def ids(number: int) -> dict[str, str]:
    """The ids of the rows of a reading by what they are called here."""
    called = ("strike", "meeting", "backing", "pledge", "demand", "outer", "inner", "urging")
    return {name: identify(name, number) for name in called}


def coded_reading(
    number: int = 0, *, published: str | None = "2016-10-21", reader: str = "test 1", reasons: bool = True
) -> Reading:
    """One of several reports that differ in the number of their last word alone."""
    id, text = ids(number), f"{TEXT} Report {number}."
    why = Reason(row=id["strike"], steps=(("frame", "strike, line 7"), ("head", "ASSAULT 0.91")))
    return Reading(
        reader=reader,
        document=Document(
            id=identify("document", text), source=f"in/{number}.txt", published=published, text=text
        ),
        actors=tuple(map(_actor, KINDS)),
        places=(_place("p1", "Aleppo", "SYR"), _place("p2", "Idlib", "SYR")),
        statements=(
            _said(
                id["outer"], "Mira Loran", "said", "a doctor had told her that Russia struck the Orem Front"
            ),
            _said(id["inner"], "a doctor", "had told", "Russia struck the Orem Front", id["outer"]),
            _said(id["urging"], "The UN", "urged", "Russia to halt strikes"),
        ),
        events=_events(id),
        relations=(
            Relation(
                id=id["backing"],
                type="backs",
                subject=party("Turkey"),
                object=party("the Orem Front"),
                status="reported",
                certainty="certain",
                text="Turkey backs the Orem Front",
                spans=spans("Turkey backs the Orem Front"),
                confidence=0.5,
            ),
        ),
        commitments=_commitments(id),
        reasons=(why,) if reasons else (),
    )


def _events(id: dict[str, str]) -> tuple[Event, ...]:
    return (
        Event(
            id=id["strike"],
            type="ASSAULT",
            mode="aerial",
            actors=(party("Russia"),),
            recipients=(party("the Orem Front"),),
            place="p1",
            date="2016-10-19",
            status="claimed",
            certainty="certain",
            statement=id["inner"],
            text="Russia struck the Orem Front",
            spans=spans("Russia struck the Orem Front"),
            confidence=0.5,
        ),
        Event(
            id=id["meeting"],
            type="CONSULT",
            actors=(party("Russia"),),
            recipients=(party("village elders"),),
            place="p2",
            status="reported",
            certainty="certain",
            text="Russia met village elders",
            spans=spans("Russia met village elders"),
            confidence=0.5,
        ),
    )


def _commitments(id: dict[str, str]) -> tuple[Commitment, ...]:
    return (
        Commitment(
            id=id["pledge"],
            kind="pledge",
            by=party("Turkey"),
            action=Words(text="leave Syria", spans=spans("leave Syria")),
            deadline="2016-11",
            status="pledged",
            text="Turkey will leave Syria by November",
            spans=spans("Turkey will leave Syria by November"),
            confidence=0.5,
        ),
        Commitment(
            id=id["demand"],
            kind="demand",
            by=party("Russia"),
            to=party("The UN"),
            action=Words(text="halt strikes", spans=spans("halt strikes")),
            status="demanded",
            statement=id["urging"],
            text="urged Russia to halt strikes",
            spans=spans("urged Russia to halt strikes"),
            confidence=0.5,
        ),
    )
