"""An evaluation as a table, as what differs report by report, and as JSON: pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.cli.coded_files import plain as plainly
from onrecord.cli.correction_lines import summary
from onrecord.cli.render import FAINT, flat
from onrecord.cli.tally import counted
from onrecord.evaluation import Compared, Evaluation, Interval, Pair, Score
from onrecord.evaluation.bootstrap import LEAST_DOCUMENTS

FORMAT = "onrecord-evaluation/1"
NOTHING = "–"
BAD, TOO_MUCH, OTHERWISE = "red", "yellow", "cyan"


def figures(found: Evaluation) -> RenderableType:
    """The table of all figures, and below it what was not measured."""
    wide = any(score.interval for score in found.totals)
    grid = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    grid.add_column("", no_wrap=True)
    grid.add_column("how", no_wrap=True)
    for title in ("gold", "found", "right", "P", "R", "F1", *(["95 %"] if wide else [])):
        grid.add_column(title, justify="right", no_wrap=True)
    layer = ""
    for score in found.totals:
        if score.layer != layer:
            if layer:
                grid.add_section()
            layer = score.layer
        grid.add_row(*_cells(score, wide))
    notes = [Text(counted(len(found.documents), "annotated report"), style=FAINT)]
    if not wide:
        notes[0].append(f"; intervals need {LEAST_DOCUMENTS}")
    for one in found.left_out:
        what = f"{one.layer}s" if one.part == "whole" else f"{one.part} of {one.layer}s"
        notes.append(Text(f"not measured: {what} ({one.why})", style=FAINT))
    return Group(grid, *notes)


def _cells(score: Score, wide: bool) -> Iterator[Text]:
    whole = score.part == "whole"
    yield Text(f"{score.layer}s", style="bold") if whole else Text(f"  {score.part}")
    yield Text(score.how, style=FAINT)
    yield Text(NOTHING if score.how == "agreement" else f"{score.gold:,}")
    yield Text(f"{score.found:,}")
    # Of soft there are two sums of shares, which JSON has.
    yield Text(NOTHING if score.how == "soft" else f"{score.found_right:,.0f}")
    agreed = score.how == "agreement"
    yield Text(NOTHING if agreed else _percent(score.precision))
    yield Text(NOTHING if agreed else _percent(score.recall))
    yield Text(_percent(score.f1), style="bold")
    if wide:
        bounds = score.interval and score.interval.f1
        yield Text("–".join(_percent(one) for one in bounds) if bounds else "", style=FAINT)


def _percent(share: float | None) -> str:
    return NOTHING if share is None else f"{100 * share:.1f}"


def differences(found: Evaluation) -> Iterator[RenderableType]:
    """Report by report what was missed, what is too much, and what is otherwise."""
    for one in found.documents:
        rows = [_difference(pair) for pair in one.pairs if pair.differs or not (pair.gold and pair.found)]
        head = Text(flat(one.source), style="bold")
        right = sum(1 for pair in one.pairs if pair.gold and pair.found and not pair.differs)
        head.append(f" · {counted(right, 'row')} the same", style=FAINT)
        yield Group(head, *(Padding(row, (0, 0, 0, 2)) for row in rows), Text())


def _difference(pair: Pair) -> RenderableType:
    if pair.found is None and pair.gold:
        return Text.assemble((f"missed {pair.layer}: ", BAD), summary(pair.gold))
    if pair.gold is None and pair.found:
        return Text.assemble((f"too much, {pair.layer}: ", TOO_MUCH), summary(pair.found))
    assert pair.gold, "a pair is of something"
    assert pair.found, "a pair is of something"
    first = Text.assemble(
        (f"otherwise, {pair.layer} ({', '.join(pair.differs)}): ", OTHERWISE), summary(pair.gold)
    )
    return Group(first, Padding(Text(f"found: {summary(pair.found)}"), (0, 0, 0, 2)))


def plain(found: Evaluation, failures: Sequence[str], *, show: bool = False) -> dict[str, Any]:
    """The evaluation as JSON has it; ``show`` with all pairs of rows."""
    return {
        "format": FORMAT,
        "documents": len(found.documents),
        "scores": [{**_score(score), **_intervals(score.interval)} for score in found.totals],
        "left_out": plainly(found.left_out),
        "by_document": [_document(one, show=show) for one in found.documents],
        "failures": list(failures),
    }


def _document(one: Compared, *, show: bool) -> dict[str, Any]:
    told = {"id": one.id, "source": one.source, "scores": [_score(score) for score in one.scores]}
    return told | ({"pairs": plainly(one.pairs)} if show else {})


def _score(score: Score) -> dict[str, Any]:
    names = (
        "layer",
        "part",
        "how",
        "gold",
        "found",
        "gold_right",
        "found_right",
        "precision",
        "recall",
        "f1",
    )
    return {name: getattr(score, name) for name in names}


def _intervals(interval: Interval | None) -> dict[str, Any]:
    return {"interval": interval and plainly(interval)}
