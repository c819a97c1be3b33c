"""Which earlier pieces mean much the same as those of a report, by the vectors of an embedder.

They are proposed and no more: what is proposed is read beside the piece as what shares terms with it is. A report has
one row with a vector for each of its pieces, in the order of their keys, and only vectors of one embedder are compared.
The reports looked at are a bounded number, those closest in time, so that a report costs as much in a large record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import Connection, insert, select

from onrecord.record.opposites import LONGEST_GAP, Known
from onrecord.record.ready import Embeds
from onrecord.record.schema import vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

REPORTS = 200  # that are looked at, before and after the day of a report each
NEAREST = 6  # pieces that are proposed for one
LEAST = 0.7  # cosine of what is proposed: below, more is put together that does not belong (bench.compare)
STEPS = 127  # a number of a vector is kept in one byte, which moves a cosine by 0.002 at most


def nearby(
    connection: Connection, document: int, told: Sequence[Known], embedder: Embeds
) -> dict[int, list[int]]:
    """For each piece of a report the keys of earlier ones that mean much the same, the nearest first.

    The vectors of the report are kept, for those that come after it.
    """
    if not told:
        return {}
    own = embedder.embed([each.piece.words for each in told])
    day = told[0].day or ""
    found: list[list[tuple[float, int]]] = [[] for _ in told]
    for first, others in _earlier(connection, embedder.digest, day):
        cosines = own @ others.T
        for row, column in np.argwhere(cosines >= LEAST).tolist():
            found[row].append((-cosines[row, column], first + column))
    steps = np.rint(own * (STEPS / np.maximum(np.abs(own).max(axis=1, keepdims=True), 1e-9)))
    kept = {"model": embedder.digest, "day": day, "first": told[0].key, "pieces": len(told)}
    connection.execute(
        insert(vectors), {"document": document, **kept, "numbers": steps.astype(np.int8).tobytes()}
    )
    return {
        each.key: [key for _, key in sorted(near)[:NEAREST]] for each, near in zip(told, found, strict=True)
    }


def _earlier(connection: Connection, model: str, day: str) -> Iterator[tuple[int, Vectors]]:
    """The first key and the vectors of reports of about the same time; those without a day are of one time."""
    start, end = (_moved(day, -LONGEST_GAP), _moved(day, LONGEST_GAP)) if day else ("", "")
    of_model = select(vectors.c.first, vectors.c.pieces, vectors.c.numbers).where(vectors.c.model == model)
    before = of_model.where(vectors.c.day.between(start, day)).order_by(
        vectors.c.day.desc(), vectors.c.document.desc()
    )
    after = of_model.where(vectors.c.day > day, vectors.c.day <= end).order_by(
        vectors.c.day, vectors.c.document
    )
    for query in (before, after):
        for row in connection.execute(query.limit(REPORTS)):
            numbers = np.frombuffer(row.numbers, np.int8).reshape(row.pieces, -1).astype(np.float32)
            yield row.first, numbers / np.maximum(np.linalg.norm(numbers, axis=1, keepdims=True), 1e-9)


def _moved(day: str, days: int) -> str:
    """A day so many days later, as far as the calendar goes."""
    number = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(number, 1), date.max.toordinal())).isoformat()
