"""Short reports as a person writes them, read with the real reader."""

from __future__ import annotations

from onrecord.ingest import Options, from_text
from onrecord.model import Reading
from onrecord.reader import Reader

DAY = "2016-10-21"


def read(reader: Reader, text: str, published: str | None = DAY) -> Reading:
    """The reading of a report with a headline that names nobody."""
    report = from_text(f"The report of the day\n\n{text}", source="x", options=Options(published=published))
    return reader.read(report)
