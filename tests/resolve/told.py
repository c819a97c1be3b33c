"""Sentences that say so, their statements, and who ``resolve`` takes the speakers for."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from annotated import Annotated, annotated, where
from onrecord.model import Cue, Kind, NameLabel, Party, Span, Spans, Speaker, Statement, Words, cut, identify
from onrecord.resolve import Resolved, resolve

LAVROV = (
    "Russian//ADJ/4/amod Foreign//PROPN/3/compound Minister//PROPN/4/compound Sergei//PROPN/0/root "
    "Lavrov//PROPN/4/flat"
)
CAVUSOGLU = (
    "Turkish//ADJ/4/amod Foreign//PROPN/3/compound Minister//PROPN/4/compound "
    "Mevlut//PROPN/0/root Cavusoglu//PROPN/4/flat"
)
HE, SHE = "He//PRON/0/root", "She//PRON/0/root"
NUMBER = count()


def says(phrase: str, to: str = "") -> str:
    """The sentence "<phrase> said <to> so."; each phrase has its own root."""
    verb = len(phrase.split()) + 1
    rows = [phrase.replace("/0/root", f"/{verb}/nsubj"), "said/say/VERB/0/root"]
    if to:
        rows.append(to.replace("/0/root", f"/{verb}/obl"))
    return " ".join([*rows, f"so//ADV/{verb}/advmod ~.//PUNCT/{verb}/punct"])


def said(
    made: Annotated,
    speaker: str | Span | None,
    content: str | Span | list[Span],
    *,
    cue: str | Span | None = "said",
    to: str | Span | None = None,
    kind: Kind = "indirect",
    parent: Statement | None = None,
) -> Statement:
    """A statement by hand; words mean the first place where they stand."""
    who, by, spoken, whom = (_spans(made, words) for words in (speaker, cue, content, to))
    return Statement(
        id=identify("statement", next(NUMBER)),
        kind=kind,
        speaker=Speaker(text=cut(made.text, who), spans=who),
        cue=Cue(text=cut(made.text, by), spans=by, class_="say"),
        content=Words(text=cut(made.text, spoken), spans=spoken),
        addressee=Party(text=cut(made.text, whom), spans=whom) if whom else None,
        parent=parent.id if parent else None,
        confidence=0.9,
    )


def told(made: Annotated) -> tuple[Statement, ...]:
    """One statement for each sentence of the shape that ``says`` makes."""
    found = []
    for sentence in made.annotation.sentences:
        tokens = made.annotation.tokens[sentence.start : sentence.end]
        cue = next((i for i, t in enumerate(tokens) if t.text == "said"), None)
        if cue:
            found.append(
                said(
                    made,
                    (tokens[0].start, tokens[cue - 1].end),
                    (tokens[cue + 1].start, tokens[-2].end),
                    cue=(tokens[cue].start, tokens[cue].end),
                )
            )
    return tuple(found)


def asked(*lines: str, names: Mapping[str, NameLabel] | None = None) -> Resolved:
    """What becomes of a paragraph in which every ``says`` sentence is a statement."""
    made = annotated("\n".join(lines), names=names)
    return resolve(*made, told(made))


def voices(found: Resolved) -> list[str | None]:
    """The names of the actors who speak, by statement; None where nobody is known."""
    names = {actor.id: actor.name for actor in found.actors}
    return [names[s.speaker.actor] if s.speaker.actor else None for s in found.statements]


def _spans(made: Annotated, words: str | Span | list[Span] | None) -> Spans:
    if isinstance(words, str):
        return (where(made.text, words),)
    if isinstance(words, list):
        return tuple(words)
    return (words,) if words else ()
