"""The record that a person looks at in these tests: the examples as they should be read, and a few reports more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.exchange.onrecord import from_dict
from onrecord.ingest import Options, from_text
from onrecord.model import Cue, Document, Reading, Speaker, Statement, Words, cut, identify
from onrecord.reader import Reader
from onrecord.record import Record
from onrecord.web import Limits, Settings
from tests.golden import EXPECTED
from tests.web.conftest import REPORTS
from tests.web.live import live

LONG = 50_000  # characters
ARABIC = "قال وزير الخارجية إن المحادثات ستستأنف يوم الاثنين في جنيف."
SAID, WORDS = ((4, 17),), ((18, 58),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A server, and what is there to be found."""

    address: str
    record: Path
    ceasefire: str
    arabic: str
    long: str


@contextmanager
def served(folder: Path, reader: Reader) -> Iterator[Site]:
    """The site, until the end of the block."""
    path = folder / "onrecord.db"
    with Record(path) as record:
        told = {one.stem.partition(".")[0]: _expected(one) for one in sorted(EXPECTED.glob("*.reading.json"))}
        short = [
            reader.read(from_text(text, source=name, options=Options())) for name, text in REPORTS.items()
        ]
        long = again(told["13-human-rights"])
        arabic = right_to_left()
        for reading in (*map(from_dict, told.values()), *short, from_dict(long), arabic):
            record.save(reading)
    limits = Limits(requests=0, readings=0)
    settings = Settings(
        record=path, port=0, reader=lambda: reader, processes=0, warm=False, roots=(folder,), limits=limits
    )
    with live(settings) as address:
        yield Site(
            address=address,
            record=path,
            ceasefire=told["02-ceasefire"]["document"]["id"],
            arabic=arabic.document.id,
            long=long["document"]["id"],
        )


def right_to_left() -> Reading:
    """A report in Arabic."""
    title = "استئناف المحادثات"
    statement = Statement(
        id=identify("statement", ARABIC),
        kind="indirect",
        speaker=Speaker(actor=None, text=cut(ARABIC, SAID), spans=SAID),
        cue=Cue(text="قال", spans=((0, 3),), class_="say"),
        content=Words(text=cut(ARABIC, WORDS), spans=WORDS),
        confidence=0.9,
    )
    id = identify("document", ARABIC)
    document = Document(
        id=id, source="jeneva.txt", title=title, published="2021-03-05", language="ar", text=ARABIC
    )
    return Reading(reader="hand", document=document, statements=(statement,))


def again(reading: dict[str, Any]) -> dict[str, Any]:
    """A report that tells the same over and over, with the rows of each time, until it is long."""
    text: str = reading["document"]["text"]
    lists = [name for name, value in reading.items() if isinstance(value, list) and name != "warnings"]
    ids = {row["id"] for name in lists for row in reading[name] if "id" in row}
    times = -(-LONG // len(text))

    def moved(value: Any, number: int, name: str = "") -> Any:
        by = number * (len(text) + 2)
        if isinstance(value, dict):
            return {key: moved(one, number, key) for key, one in value.items()}
        if name == "spans":
            return [[start + by, end + by] for start, end in value]
        if isinstance(value, list):
            return [moved(one, number) for one in value]
        if name in ("start", "end") and isinstance(value, int):
            return value + by
        return identify("again", value, str(number)) if isinstance(value, str) and value in ids else value

    made = {name: [moved(row, n) for n in range(times) for row in reading[name]] for name in lists}
    whole = "\n\n".join([text] * times)
    document = moved(reading["document"], 0) | {
        "id": identify("document", whole),
        "text": whole,
        "source": "long.txt",
    }
    return {**reading, **made, "document": document}


def _expected(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8")) | {"reader": "expected"}
