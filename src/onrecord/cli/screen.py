"""Where output goes: consoles that print text as it is, and the progress bar."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from typing import TypeVar

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
from rich.text import Text

T = TypeVar("T")

# As many reports are read before a bar is worth a look.
FEW = 8


def console(*, stderr: bool = False) -> Console:
    """A console on the stream of the moment, without markup and guesses at what to highlight."""
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def colourful(screen: Console) -> bool:
    """Whether colours and styles reach the eye."""
    return screen.is_terminal and not screen.no_color and not screen.is_dumb_terminal


def display(part: RenderableType, screen: Console | None = None, *, one_line: bool = False) -> None:
    """Print to standard output; ``one_line`` text is left to the terminal to wrap."""
    screen = screen or console()
    if screen.is_terminal:
        screen.print(part, soft_wrap=one_line)
        return
    with screen.capture() as captured:
        screen.print(part, soft_wrap=one_line)
    # Tables fill their lines with blanks, which a file or a pipe is better off without.
    sys.stdout.write("\n".join(line.rstrip() for line in captured.get().split("\n")))


def complain(words: str) -> None:
    """One line on standard error."""
    print(f"onrecord: {' '.join(words.split())}", file=sys.stderr)  # noqa: T201


def lines(rows: Iterable[object]) -> None:
    """Rows as JSON Lines on standard output."""
    import orjson

    for row in rows:
        sys.stdout.buffer.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} reports/s" if task.speed else "", style="dim")


def followed(done: Iterable[T], screen: Console | None, total: int) -> Generator[T]:
    """Pass on what is done, with a bar on ``screen`` where there is one and the work is long."""
    if screen is None:
        yield from done
        return
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
