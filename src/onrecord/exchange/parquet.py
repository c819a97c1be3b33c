"""The rows of ``table`` as Parquet; needs the extra ``parquet``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields
from itertools import islice
from typing import Any, BinaryIO

from onrecord.errors import MissingExtraError
from onrecord.exchange.table import Row

ROW_GROUP = 10_000  # rows held in memory at a time


def write(rows: Iterable[Row], out: BinaryIO) -> None:
    """Write the rows in groups, so that memory does not grow with their number."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("parquet", "writing Parquet") from error
    schema = _schema(pyarrow)
    with parquet.ParquetWriter(out, schema) as writer:
        waiting = iter(rows)
        while group := list(islice(waiting, ROW_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist([asdict(row) for row in group], schema=schema))


def _schema(pyarrow: Any) -> Any:
    kinds = {"bool": pyarrow.bool_(), "float": pyarrow.float64(), "int | None": pyarrow.int64()}
    return pyarrow.schema(
        [(field.name, kinds.get(str(field.type), pyarrow.string())) for field in fields(Row)]
    )
