"""The one place where the stages meet: a report becomes a reading."""

from __future__ import annotations

from functools import cached_property

from onrecord.annotate import Annotator, load
from onrecord.attribute import statements
from onrecord.errors import InputError, LanguageError
from onrecord.model import Reading, Report
from onrecord.resolve import resolve

LANGUAGES = {"en"}
RULES = "rules 1"
LONGEST = 2_000_000  # characters; a longer text is a book or a dump, not a report


class Reader:
    """Reads reports; keep one per process, its models take seconds to load."""

    def __init__(self, annotator: Annotator | str = "spacy") -> None:
        self._given = annotator

    @cached_property
    def annotator(self) -> Annotator:
        """What parses the reports; loaded when it is first asked for."""
        return load(self._given) if isinstance(self._given, str) else self._given

    @cached_property
    def version(self) -> str:
        """Everything that a reading depends on besides the document."""
        from onrecord import __version__

        return f"onrecord {__version__}; {RULES}; {self.annotator.name}"

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
        found = resolve(report, annotation, statements(report, annotation))
        return Reading(
            reader=self.version,
            document=found.document,
            actors=found.actors,
            places=found.places,
            times=found.times,
            statements=found.statements,
            warnings=tuple(warnings),
        )
