"""Where output goes: consoles that print text as it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def console(*, stderr: bool = False) -> Console:
    """A console on the stream of the moment, without markup and guesses at what to highlight."""
    from rich.console import Console

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
