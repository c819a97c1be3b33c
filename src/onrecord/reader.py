"""The one place where the stages meet: a report becomes a reading."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Literal, get_args

from onrecord import annotate
from onrecord.annotate import DEFAULT_ANNOTATOR, Annotator
from onrecord.attribute import statements
from onrecord.coding import Page, code
from onrecord.data.registry import EMPTY, Registry
from onrecord.errors import InputError, LanguageError, UsageError
from onrecord.model import Commitment, Event, Reading, Relation, Report, Statement
from onrecord.resolve import resolve

Method = Literal["model", "rules"]

LANGUAGES = {"en"}
METHODS: tuple[Method, ...] = get_args(Method)
RULES = "rules 3"
LONGEST = 2_000_000  # characters; a longer text is a book or a dump, not a report


class Reader:
    """Reads reports; keep one per process, its models take a while to load.

    Args:
        annotator: what finds words, sentences, trees and names, or its name: see ``annotate.load``.
        method: how statements are found. ``model``: by what the annotator's model says of each word, by rule
            where it says nothing; ``rules``: by rule alone.
        min_confidence: statements of less confidence are left out, with all that stands in them: what somebody
            is quoted as saying by a voice that was left out would look as if the report said it.
        registry: actors that outrank those onrecord knows.

    Raises:
        UsageError: there is no such method, or a confidence that is not from 0 to 1.
    """

    def __init__(
        self,
        annotator: Annotator | str = DEFAULT_ANNOTATOR,
        *,
        method: Method = "model",
        min_confidence: float = 0.0,
        registry: Registry = EMPTY,
    ) -> None:
        if method not in METHODS:
            raise UsageError(f"unknown reader {method!r}: use {' or '.join(map(repr, METHODS))}")
        if not 0 <= min_confidence <= 1:
            raise UsageError(f"{min_confidence} is no confidence: use a number from 0 to 1")
        self._given = annotator
        self._method = method
        self._least = min_confidence
        self._registry = registry

    @cached_property
    def annotator(self) -> Annotator:
        """What parses the reports; loaded when it is first asked for."""
        return annotate.load(self._given) if isinstance(self._given, str) else self._given

    @cached_property
    def version(self) -> str:
        """Everything that a reading depends on besides the document."""
        from onrecord import __version__

        method = [RULES] if self._method == "rules" else ["model", RULES]
        least = [f"confidence {self._least:g} and above"] if self._least else []
        brought = [f"registry {self._registry.digest}"] if self._registry else []
        return "; ".join((f"onrecord {__version__}", *method, self.annotator.name, *least, *brought))

    def read(self, report: Report, *, force: bool = False) -> Reading:
        """What the report says.

        Args:
            force: read a report in a language that this reader does not know.

        Raises:
            LanguageError: the report is not in English.
            InputError: the report is too long.
        """
        document = report.document
        warnings = list(report.warnings)
        if document.language not in LANGUAGES:
            message = f"{document.source}: the text is in {document.language or 'an unknown language'!r}, not English"
            if not force:
                raise LanguageError(f"{message}: read it all the same with --force")
            warnings.append(message)
        if len(document.text) > LONGEST:
            raise InputError(f"{document.source}: {len(document.text):,} characters are no report: split it")
        annotation = self.annotator(report)
        said = statements(report, annotation, rules_only=self._method == "rules")
        found = resolve(report, annotation, said, self._registry)
        kept = confident(found.statements, self._least)
        page = Page(
            document=found.document,
            layout=report.layout,
            annotation=annotation,
            actors=found.actors,
            places=found.places,
            times=found.times,
            statements=found.statements,
        )
        coded = code(page)
        tellers = {None, *(statement.id for statement in kept)}
        relations = sorted((*found.relations, *coded.relations), key=lambda relation: relation.spans)
        rows: tuple[Event | Relation | Commitment, ...] = (*coded.events, *relations, *coded.commitments)
        told = {row.id for row in rows if row.statement in tellers}
        return Reading(
            reader=self.version,
            document=found.document,
            actors=found.actors,
            places=found.places,
            times=found.times,
            statements=kept,
            events=tuple(row for row in coded.events if row.id in told),
            relations=tuple(row for row in relations if row.id in told),
            commitments=tuple(row for row in coded.commitments if row.id in told),
            warnings=tuple(warnings),
            reasons=tuple(reason for reason in coded.reasons if reason.row in told),
        )


def confident(found: Sequence[Statement], least: float) -> tuple[Statement, ...]:
    """The statements of at least this confidence that stand in no statement of less."""
    by_id = {statement.id: statement for statement in found}

    def is_sure(statement: Statement | None) -> bool:
        while statement and statement.confidence >= least:
            statement = by_id.get(statement.parent) if statement.parent else None
        return statement is None

    return tuple(statement for statement in found if is_sure(statement))
