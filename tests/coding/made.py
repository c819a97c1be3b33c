"""Pages made by hand: an annotated report with the actors, places, times and statements that a test needs."""

from collections.abc import Mapping, Sequence

from annotated import Annotated, where
from onrecord.coding import Page
from onrecord.model import Actor, ActorKind, Cue, Mention, Place, Speaker, Statement, Time, Words, identify


def page(
    made: Annotated,
    *,
    actors: Mapping[str, tuple[ActorKind, Sequence[str]]] | None = None,
    places: Sequence[str] = (),
    times: Mapping[str, str] | None = None,
    statements: Sequence[Statement] = (),
) -> Page:
    """A page of a report; names are found where they stand first, ``times`` gives values of words."""
    return Page(
        document=made.report.document,
        layout=made.report.layout,
        annotation=made.annotation,
        actors=[
            Actor(id=name, name=name, kind=kind, mentions=tuple(_mention(made.text, word) for word in words))
            for name, (kind, words) in (actors or {}).items()
        ],
        places=[
            Place(id=word, name=word, kind="city", mentions=(_mention(made.text, word),)) for word in places
        ],
        times=[
            Time(start=a, end=b, text=word, type="DATE", value=value)
            for word, value in (times or {}).items()
            for a, b in [where(made.text, word)]
        ],
        statements=statements,
    )


def statement(made: Annotated, speaker: str, cue: str, content: str, class_: str = "say") -> Statement:
    """An indirect statement of these words."""
    spans = {word: (where(made.text, word),) for word in (speaker, cue, content)}
    return Statement(
        id=identify(speaker, cue, content),
        kind="indirect",
        speaker=Speaker(text=speaker, spans=spans[speaker]),
        cue=Cue(text=cue, spans=spans[cue], class_=class_),
        content=Words(text=content, spans=spans[content]),
        confidence=1.0,
    )


def _mention(text: str, words: str) -> Mention:
    start, end = where(text, words)
    return Mention(start=start, end=end, text=words)
