"""A small reading for annotation tools, made by hand, and those that round trips are tried with."""

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
    Place,
    Reading,
    Relation,
    Span,
    Speaker,
    Statement,
    Time,
    Words,
)
from tests.exchange.whole_readings import HARD, examples

TEXT = "🕊 Ann said\nBo struck Lima. He denies it."


def at(words: str) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def words(text: str) -> Words:
    return Words(text=text, spans=at(text))


def mention(text: str) -> Mention:
    ((start, end),) = at(text)
    return Mention(start=start, end=end, text=text)


SAID = Statement(
    id="s1",
    kind="indirect",
    speaker=Speaker(actor="a1", text="Ann", spans=at("Ann")),
    cue=Cue(text="said", spans=at("said"), class_="say"),
    content=words("Bo struck Lima"),
    confidence=0.75,
)
SMALL = Reading(
    reader="test 1",
    document=Document(id="d1", source="in/small.txt", published="2016-10-21", text=TEXT),
    actors=(
        Actor(id="a1", name="Ann Li", kind="person", mentions=(mention("Ann"),)),
        Actor(id="a2", name="Bo", mentions=(mention("Bo"), mention("He"))),
    ),
    places=(Place(id="p1", name="Lima", kind="city", country="PER", mentions=(mention("Lima"),)),),
    statements=(
        SAID,
        Statement(
            id="s2",
            kind="indirect",
            speaker=Speaker(actor="a2", text="He", spans=at("He")),
            cue=Cue(text="denies", spans=at("denies"), class_="deny"),
            content=words("it"),
            polarity="-",
            confidence=0.5,
        ),
    ),
    events=(
        Event(
            id="e1",
            type="ASSAULT",
            actors=(Party(actor="a2", text="Bo", spans=at("Bo")),),
            place="p1",
            status="denied",
            certainty="certain",
            statement="s1",
            text="said\nBo struck",
            spans=at("said\nBo struck"),
            confidence=0.5,
        ),
    ),
)


def _odd() -> Reading:
    """What seldom comes: no cue, no words, unknown actors, spans in pieces, rows in rows, blanks at the edges."""
    n = len("🕊 Ann said\n")
    nobody = Party(actor="a9", text="", spans=())
    event = SMALL.events[0]
    return replace(
        SMALL,
        document=replace(SMALL.document, id="d2", source="in/SMALL.html", title="Two\nlines"),
        actors=(*SMALL.actors, Actor(id="a9", name="No Words", kind="igo")),
        times=(Time(start=0, end=1, text="🕊", type="DATE", value=None),),
        statements=(
            replace(SAID, said_on="2016-10-20", said_at="p1", addressee=nobody),
            replace(
                SAID,
                id="s3",
                kind="mixed",
                speaker=Speaker(text="", spans=(), anonymous=True),
                cue=Cue(text="", spans=(), class_="show"),
                content=Words(text="Bo Lima", spans=(at("Bo")[0], at("Lima")[0])),
                parent="s1",
                certainty="possible",
            ),
            replace(SAID, id="s4", speaker=Speaker(actor="b7", text="Lima", spans=at("Lima")), parent="s3"),
        ),
        events=(
            replace(
                event,
                id="e2",
                mode="beat",
                contexts=("military", "crime"),
                cameo="190",
                quad=4,
                intensity=-9.5,
                actors=(*event.actors, Party(text="He", spans=at("He")), nobody),
                recipients=(Party(text="Ann said", spans=(at("Ann")[0], at("said")[0])),),
                place="p8",
                date="2016-W42",
                statement="s3",
                text="\nBo",
                spans=((n - 1, n + 2),),
            ),
            replace(event, id="e3", text="said Bo", spans=(at("said")[0], at("Bo")[0])),
        ),
        relations=(
            Relation(
                id="r1",
                type="leads",
                subject=Party(actor="a2", text="Bo", spans=at("Bo")),
                object=nobody,
                from_="2012",
                status="claimed",
                certainty="probable",
                text="Bo",
                spans=at("Bo"),
                confidence=1.0,
            ),
        ),
        commitments=(
            Commitment(
                id="c1",
                kind="threat",
                by=Party(actor="a1", text="Ann", spans=at("Ann")),
                action=words("struck"),
                condition=words("denies it"),
                basis=words("it"),
                deadline="2016-11",
                status="hypothetical",
                statement="s4",
                text="struck Lima",
                spans=at("struck Lima"),
                confidence=0.25,
            ),
        ),
        warnings=("no date",),
    )


ODD = _odd()
_PLEDGE = HARD.commitments[0]
# Words are what their spans cut out, which HARD does not keep to.
KEPT = replace(
    HARD, commitments=(replace(_PLEDGE, action=Words(text="it rains", spans=_PLEDGE.action.spans)),)
)
ALL = (SMALL, ODD, KEPT, *examples())
