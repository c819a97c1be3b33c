"""A report read as grammar: tokens, sentences, Universal Dependencies and names.

The only room that knows an NLP library; none is imported before an annotator is loaded.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Protocol

from onrecord.errors import MissingExtraError, UsageError
from onrecord.model import Annotation, Report

__all__ = ["DEFAULT_ANNOTATOR", "Annotator", "load"]

DEFAULT_ANNOTATOR = "onrecord"


class Annotator(Protocol):
    """Reads a report; ``name`` names the models and their versions."""

    name: str

    def __call__(self, report: Report) -> Annotation: ...


def load(name: str = DEFAULT_ANNOTATOR) -> Annotator:
    """The annotator called ``name``; loading takes a moment, so keep it.

    Args:
        name: ``onrecord`` for our own, ``spacy`` for spaCy's small English model, ``spacy:MODULE`` for another
            installed English spaCy model, as in ``spacy:en_core_web_lg``.

    Raises:
        UsageError: there is no such annotator, or its weights or model are not installed.
        MissingExtraError: spaCy is not installed.
    """
    library, _, module = name.partition(":")
    if name == "onrecord":
        from onrecord.annotate.encoder.annotator import Encoder

        return Encoder()
    if library != "spacy":
        raise UsageError(f"unknown annotator {name!r}: use 'onrecord', 'spacy' or 'spacy:MODULE'")
    if find_spec("spacy") is None:
        raise MissingExtraError("spacy", f"the annotator {name!r}")
    from onrecord.annotate.pipeline import DEFAULT_MODEL, Pipeline

    return Pipeline(module or DEFAULT_MODEL)
