"""``onrecord corrections bring``: annotations become corrections, report by report."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from onrecord.cli.correction_lines import DONE, line
from onrecord.cli.render import flat
from onrecord.cli.screen import display, lines
from onrecord.cli.tally import counted, told
from onrecord.errors import InputError, UsageError
from onrecord.model import Failure

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.record.annotate import Annotations


def bring(
    record: Record,
    path: Path,
    format: str | None,
    *,
    by: str | None,
    note: str | None,
    confirm: bool,
    complete: bool,
    dry_run: bool,
    json: bool,
) -> list[str]:
    """Correct reports by what is annotated, print it, and return what could not be taken."""
    from onrecord.exchange.annotated import looks_like, read

    format = format or looks_like(path)
    if format == "jsonl":
        raise UsageError(f"{path}: no annotations; corrections are taken by `onrecord corrections --import`")
    failures: list[str] = []
    done: Counter[str] = Counter()
    for one in read(path, format):
        if isinstance(one, Failure):
            failures.append(told(one))
            continue
        source = one.reading.document.source
        try:
            found = record.bring_annotations(
                one, by=by, note=note, confirm=confirm, complete=complete, dry_run=dry_run
            )
        except InputError as error:
            failures.append(str(error))
            continue
        failures += [f"{source}: {failure}" for failure in found.failures]
        if found.kept:
            failures.append(
                f"{source}: {counted(found.kept, 'row')} not annotated any more, but not rejected: "
                "something in the annotation could not be read"
            )
        done.update(correction.action for correction in found.made)
        done.update(agreed=found.agreed, reports=1)
        _tell(record, source, found, json=json)
    if not json:
        display(_sum(done, dry_run=dry_run), one_line=True)
    return failures


def _tell(record: Record, source: str, found: Annotations, *, json: bool) -> None:
    if json:
        from onrecord.record.correction_lines import to_dict

        document = record.document(found.document)
        lines(to_dict(one, document) for one in found.made)
    elif found.made:
        display(Text(flat(source), style="bold"))
        for one in found.made:
            display(Text("  ") + line(one))


def _sum(done: Counter[str], *, dry_run: bool) -> str:
    parts = [f"{done[action]} {word}" for action, word in DONE.items() if done[action]]
    parts.append(f"{counted(done['agreed'], 'row')} as annotated")
    made = f"{', '.join(parts)}, in {counted(done['reports'], 'report')}"
    return f"would be: {made}; nothing was corrected" if dry_run else made
