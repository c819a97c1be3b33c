"""Tables of hand-made clauses and statements, and the pages they make."""

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import cast

from annotated import annotated, where
from onrecord.coding.page import Page
from onrecord.data import parse
from onrecord.model import Certainty, Cue, Polarity, Speaker, Statement, Words, cut

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    name: str
    rows: str
    word: str
    told: str
    teller: str = "-"
    statements: str = ""


def table(name: str) -> list[Case]:
    """The rows of a table, named by construction and number."""
    found = parse((HERE / f"{name}.tsv").read_text("utf-8"), f"{name}.tsv")
    numbers: dict[str, count[int]] = {}
    return [
        Case(
            f"{row['construction']}-{next(numbers.setdefault(row['construction'], count(1)))}",
            *(row[column] for column in row.cells if column != "construction"),
        )
        for row in found
    ]


def page_of(case: Case) -> tuple[Page, int]:
    """The page of a case, without actors, and the token of its word."""
    report, annotation = annotated(case.rows)
    page = Page(
        document=report.document,
        layout=report.layout,
        annotation=annotation,
        actors=(),
        places=(),
        times=(),
        statements=statements(report.document.text, case.statements),
    )
    token = next(i for i, token in enumerate(annotation.tokens) if token.text == case.word)
    return page, token


def statements(text: str, written: str) -> tuple[Statement, ...]:
    """Statements as the table writes them, each inside the last one before it that holds it."""
    found: list[Statement] = []
    for part in filter(None, written.split(" ; ")):
        speaker, cue, kind, content = part.split(" / ")
        class_, polarity, certainty = kind.split()
        pieces = tuple(where(text, piece) for piece in content.split(" ... "))
        words = Words(text=cut(text, pieces), spans=pieces)
        low, high = pieces[0]
        around = [one for one in found if one.content.spans[0][0] <= low and high <= one.content.spans[0][1]]
        found.append(
            Statement(
                id=cue,
                kind="direct" if content.startswith('"') else "indirect",
                speaker=_speaker(text, speaker),
                cue=Cue(text=cue, spans=(where(text, cue),), class_=class_),
                content=words,
                parent=around[-1].id if around else None,
                polarity=cast(Polarity, polarity),
                certainty=cast(Certainty, certainty),
                confidence=1.0,
            )
        )
    return tuple(found)


def _speaker(text: str, words: str) -> Speaker:
    if words == "-":
        return Speaker(text="", spans=())
    return Speaker(text=words, spans=(where(text, words),))
