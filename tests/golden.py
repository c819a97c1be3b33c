"""The example reports as onrecord reads them, and as a person does.

``python -m tests.golden`` writes the readings that ``test_examples.py`` expects; read the difference before you
commit it.
"""

import json
from pathlib import Path
from typing import Any

from onrecord.exchange.onrecord import to_dict
from onrecord.ingest import Options, load
from onrecord.model import Report
from onrecord.reader import Reader

ROOT = Path(__file__).resolve().parents[1]
EXPECTED = ROOT / "tests/expected"
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_file())


def report(path: Path) -> Report:
    """An example, named as it is called from the root."""
    [found] = load(str(path), Options())
    assert isinstance(found, Report)
    return found


def as_read(reader: Reader, path: Path) -> dict[str, Any]:
    """The reading of an example, without what differs from one machine or version to the next."""
    reading = to_dict(reader.read(report(path)))
    reading["document"]["source"] = path.name
    return {key: value for key, value in reading.items() if key != "reader"}


def main() -> None:
    reader = Reader()
    for path in EXAMPLES:
        text = json.dumps(as_read(reader, path), ensure_ascii=False, indent=1)
        (EXPECTED / f"{path.stem}.reading.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
