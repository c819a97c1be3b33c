"""What many reports cost: seconds to read 10, 100 and 1,000 of them into a fresh record."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from bench import common
from onrecord.ingest import Options, from_text
from onrecord.model import Report

SIZES = (10, 100, 1000)
MIX = 10  # the same reports for every size, or the lengths of the reports would be compared


def many(found: list[Report], count: int) -> Iterator[Report]:
    """The reports over and over, each with a number of its own, so that no two are one."""
    for number, report in enumerate(islice(cycle(found), count)):
        document = report.document
        text = f"{document.text}\n\nThis is report number {number}.\n"
        yield from_text(text, source=f"{number}.txt", options=Options(published=document.published))


def measure(folder: Path, sizes: list[int]) -> common.Figures:
    """Seconds, in all and per report, for each size; the models are loaded before."""
    from onrecord.reader import Reader
    from onrecord.record import Record

    found, reader = common.reports(folder)[:MIX], Reader()
    for report in found:
        reader.read(report, force=True)
    figures: dict[str, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as place, Record(Path(place) / "onrecord.db") as record:
            start = time.perf_counter()
            for report in many(found, size):
                record.save(reader.read(report, force=True))
            seconds = time.perf_counter() - start
        figures[f"seconds_{size}"] = seconds
        figures[f"seconds_per_report_{size}"] = seconds / size
    first, last = sizes[0], sizes[-1]
    figures[f"per_report_{last}_over_{first}"] = (
        figures[f"seconds_per_report_{last}"] / figures[f"seconds_per_report_{first}"]
    )
    return {**figures}


def main(arguments: list[str]) -> None:
    parser = common.parser("scaling", __doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=common.EXAMPLES, help="default: examples")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args(arguments)
    common.show(common.alone(measure, options.folder, list(options.sizes)), as_json=options.json)


if __name__ == "__main__":
    main(sys.argv[1:])
