"""Where a record lies: in a file, or in a database on a PostgreSQL server.

A ``Store`` is all that ``Record`` knows of either.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from onrecord.record.file import File

Place = str | Path  # the path of a file, or as text also the address of a database

ADDRESS = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")


class Store(Protocol):
    """What a record needs of the place where it lies."""

    @property
    def name(self) -> str:
        """What messages call it: one line without a password."""

    def there(self) -> bool:
        """Whether something is there already, a record or not; RecordError where that cannot be known."""

    def open(self, *, create: bool) -> Engine:
        """An engine over the record, with its schema up to date; RecordError where there is none to be had."""

    def reading(self, engine: Engine) -> Engine:
        """The same engine, whose transactions see the record as it was at their first question."""

    def writing(self, engine: Engine) -> Engine:
        """The same engine, whose transactions take their turn to write before they look."""

    def told(self) -> AbstractContextManager[None]:
        """Tell an error of the database as a RecordError of one line, words it cannot take as an InputError."""

    def size(self, connection: Connection) -> int:
        """The bytes that the record takes."""


def store_at(place: Place) -> Store:
    """The store that a path or an address means; RecordError where it is the address of something else."""
    if isinstance(place, str) and ADDRESS.match(place):
        from onrecord.record.server import Server

        return Server.at(place)
    return File(Path(place))


def there(place: Place) -> bool:
    """Whether something is there already, a record or not."""
    return store_at(place).there()


def shown(place: Place) -> str:
    """A place as messages call it."""
    return store_at(place).name
