"""A report read as grammar: tokens, sentences, Universal Dependencies and names.

The only room that knows an NLP library; none is imported before an annotator is loaded.
"""

from __future__ import annotations

from typing import Protocol

from onrecord.errors import UsageError
from onrecord.model import Annotation, Report

__all__ = ["Annotator", "load"]


class Annotator(Protocol):
    """Reads a report; ``name`` names the models and their versions."""

    name: str

    def __call__(self, report: Report) -> Annotation: ...


def load(name: str = "spacy") -> Annotator:
    """The annotator called ``name``; loading takes seconds, so keep it.

    Args:
        name: ``spacy`` for the model onrecord is installed with, ``spacy:MODULE`` for another
            installed English spaCy model, as in ``spacy:en_core_web_lg``.

    Raises:
        UsageError: there is no such annotator, or its model is not installed.
    """
    library, _, module = name.partition(":")
    if library != "spacy":
        raise UsageError(f"unknown annotator {name!r}: use 'spacy' or 'spacy:MODULE'")
    from onrecord.annotate.pipeline import DEFAULT_MODEL, Pipeline

    return Pipeline(module or DEFAULT_MODEL)
