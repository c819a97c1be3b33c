"""Tables in Parquet, row by row; needs the extra ``parquet``. A group of rows that is damaged costs itself alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.errors import InputError, MissingExtraError
from onrecord.ingest.options import Options
from onrecord.ingest.tables import Row, columns_of, plain

BATCH = 1000  # rows in memory at a time


def rows(path: Path, options: Options) -> Iterator[Row]:
    """The rows of a table, of its columns those that are asked for.

    Raises:
        InputError: it is no Parquet.
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("parquet", "reading Parquet") from error
    with path.open("rb") as file:
        try:
            table = parquet.ParquetFile(file)
        except (pyarrow.ArrowException, OSError) as error:
            raise InputError(f"{path}: no Parquet: {_reason(error)}") from error
        wanted = _wanted(table.schema_arrow.names, options)
        for group in range(table.num_row_groups):
            try:
                for batch in table.iter_batches(BATCH, row_groups=[group], columns=wanted):
                    yield from batch.to_pylist()
            except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
                yield f"group {group + 1} of the table is damaged: {_reason(error)}"


def _wanted(names: list[str], options: Options) -> list[str] | None:
    """The columns to be read; None for all, where the text is not among them."""
    ours = {plain(column): name for name, column in columns_of(options).items()}
    found = {ours[plain(name)]: name for name in names if plain(name) in ours}
    return list(found.values()) if "text" in found and found.keys() >= options.columns.keys() else None


def _reason(error: Any) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
