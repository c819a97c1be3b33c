"""The annotators that a bench compares, and a way to give them words instead of text."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from bench import common
from onrecord.annotate import Annotator, load
from onrecord.model import Annotation, Block, Document, Layout, Report

Paragraphs = Sequence[Sequence[str]]


class ReadsWords(Protocol):
    """An annotator that takes words as they are given: one sequence for each paragraph."""

    def of_words(self, paragraphs: Paragraphs) -> Annotation: ...


class SpacyOfWords:
    """A spaCy annotator that is told where words end, and where sentences do not."""

    def __init__(self, annotate: Annotator) -> None:
        self._annotate = annotate
        self._nlp: Any = vars(annotate)["_nlp"]

    def of_words(self, paragraphs: Paragraphs) -> Annotation:
        """Tokens, sentences and names of the words; offsets as in ``written``."""
        report = written(" ".join(words) for words in paragraphs)
        own, self._nlp.tokenizer = self._nlp.tokenizer, self._split
        try:
            return self._annotate(report)
        finally:
            self._nlp.tokenizer = own

    def _split(self, text: str) -> Any:
        from spacy.tokens import Doc

        return Doc(self._nlp.vocab, words=text.split(" "))


def written(paragraphs: Iterable[str]) -> Report:
    """A report of these paragraphs, an empty line between them."""
    text = ""
    blocks: list[Block] = []
    for paragraph in paragraphs:
        text += "\n\n" if blocks else ""
        blocks.append(Block(kind="paragraph", start=len(text), end=len(text) + len(paragraph)))
        text += paragraph
    document = Document(id="-", source="-", text=text, language="en")
    return Report(document=document, layout=Layout(blocks=tuple(blocks)))


def of_words(annotate: Annotator) -> ReadsWords:
    """The annotator as one that takes words."""
    return annotate if hasattr(annotate, "of_words") else SpacyOfWords(annotate)  # type: ignore[return-value]


def option(parser: argparse.ArgumentParser) -> None:
    """Let the user choose one annotator."""
    parser.add_argument(
        "--annotator",
        metavar="NAME",
        help="only this one: onrecord, spacy or spacy:MODULE; default: onrecord beside spacy",
    )


def compare(measure: Callable[[Annotator], common.Figures], chosen: str | None) -> common.Nested:
    """The figures of the one annotator, or ours with spaCy's under ``spacy``: null where it is not installed."""
    if chosen:
        return measure(load(chosen))
    spacy = measure(load("spacy")) if common.spacy_is_there() else None
    return {**measure(load("onrecord")), "spacy": spacy}
