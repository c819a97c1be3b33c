"""Folders of files that people annotate: never written into one that holds anything, since their work may be there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import InputError, UsageError
from onrecord.model import Reading

LONGEST = 100  # characters of a name; file systems allow 255 bytes, and tools add endings


@contextmanager
def new_folder(folder: Path) -> Iterator[None]:
    """A folder to be written into.

    Raises UsageError where it is a file or holds something, InputError where anything in it cannot be written.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file: give a new folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise UsageError(f"{folder} is not empty: give a new folder, so that no annotation is lost")
        yield
    except OSError as error:
        raise InputError(f"cannot write {error.filename or folder}: {error.strerror}") from error


def named(readings: Iterable[Reading]) -> Iterator[tuple[str, Reading]]:
    """Each reading with a name for its files: that of its report, with a number where another has it."""
    taken: set[str] = set()
    for reading in readings:
        last = reading.document.source.replace("\\", "/").rstrip("/").rpartition("/")[2]
        stem = last.rpartition(".")[0] or last
        plain = re.sub(r"[^\w-]+", "-", stem).strip("-")[:LONGEST] or reading.document.id
        name, number = plain, 1
        # Some file systems take letters of both cases for the same.
        while name.casefold() in taken:
            number += 1
            name = f"{plain}-{number}"
        taken.add(name.casefold())
        yield name, reading
