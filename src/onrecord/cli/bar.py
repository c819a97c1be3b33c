"""The progress bar."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
from rich.text import Text

T = TypeVar("T")

# As many reports are read before a bar is worth a look.
FEW = 8


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} reports/s" if task.speed else "", style="dim")


def followed(done: Iterable[T], screen: Console, total: int) -> Generator[T]:
    """Pass on what is done, with a bar on ``screen`` where the work is long."""
    columns = (BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn(compact=True))
    bar = Progress(*columns, console=screen, transient=True, redirect_stdout=False, redirect_stderr=False)
    task = bar.add_task("", total=total)
    try:
        if total > FEW:
            bar.start()
        for count, one in enumerate(done, 1):
            # A table or a feed is one source of many reports: the end is not known then.
            bar.update(task, completed=count, total=total if count <= total else None)
            if count > FEW:
                bar.start()
            yield one
    finally:
        bar.stop()
