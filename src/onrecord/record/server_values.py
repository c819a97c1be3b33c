"""Values on their way to and from PostgreSQL; the one module that knows psycopg, of the extra ``postgres``."""

from __future__ import annotations

from typing import Any

from psycopg import Connection
from psycopg.adapt import Loader
from psycopg.types.string import StrDumperUnknown


class Plain(StrDumperUnknown):
    """Text without the one character that PostgreSQL takes nowhere.

    A reading as a whole is JSON, which writes it in another way, and so is given back as it was.
    """

    def dump(self, obj: str) -> Any:
        """The text as bytes."""
        return super().dump(obj.replace("\0", "\ufffd"))


class Number(Loader):
    """Sums of whole numbers as whole numbers, as SQLite gives them."""

    def load(self, data: Any) -> int | float:
        """The number of its digits."""
        digits = bytes(data)
        return int(digits) if digits.removeprefix(b"-").isdigit() else float(digits)


def prepare(connection: Connection[Any], _: Any) -> None:
    """Let a new connection write and read values so."""
    connection.adapters.register_dumper(str, Plain)
    connection.adapters.register_loader("numeric", Number)
