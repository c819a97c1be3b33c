"""How long onrecord takes to start: its help, its import, one report, and what a person waits for elsewhere.

Each command is a fresh process. ``read`` reads a report of 600 words, stores it in a new record and prints it;
``read_only`` prints the reading as JSON and stores nothing.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import accumulate, takewhile
from pathlib import Path

from bench import common

ROUNDS = 9
WORDS = 600


def commands(place: Path) -> dict[str, list[str]]:
    """What is timed, by its name; reports and records are in ``place``."""
    report = place / "report.txt"
    report.write_text(text_of(WORDS), encoding="utf-8")
    read = ["-m", "onrecord", "read", str(report)]
    found = {
        "python": ["-c", "pass"],
        "help": ["-m", "onrecord", "--help"],
        "import": ["-c", "import onrecord"],
        "read": [*read, "--db", str(place / "onrecord.db")],
        "read_only": [*read, "--format", "jsonl"],
    }
    if common.spacy_is_there():
        found["spacy_and_model"] = ["-c", f"import spacy; spacy.load({common.SPACY_MODEL!r})"]
    return found


def text_of(words: int) -> str:
    """The first paragraphs of the example reports, as many as have so many words together."""
    texts = (report.document.text for report in common.reports(common.EXAMPLES))
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n\n")]
    lengths = accumulate(len(paragraph.split()) for paragraph in paragraphs)
    kept = sum(1 for _ in takewhile(lambda length: length <= words, lengths))
    return "\n\n".join(paragraphs[:kept])


def measure(rounds: int) -> common.Figures:
    """Median seconds of each command, which take turns, and how they compare."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        timed = commands(place)
        seconds: dict[str, list[float]] = {name: [] for name in timed}
        for turn in range(rounds + 1):
            for name, command in timed.items():
                took = _seconds(command, place / "byte_code")
                (place / "onrecord.db").unlink(missing_ok=True)
                if turn:  # the first fills the caches of files and byte code
                    seconds[name].append(took)
    medians = {name: statistics.median(found) for name, found in seconds.items()}
    figures: common.Figures = {f"{name}_seconds": median for name, median in medians.items()}
    python, spacy = medians["python"], medians.get("spacy_and_model")
    figures |= {f"{name}_over_python": medians[name] / python for name in ("help", "import")}
    names = ("help", "read", "read_only")
    return figures | {f"{name}_over_spacy_and_model": spacy and medians[name] / spacy for name in names}


def _seconds(command: list[str], byte_code: Path) -> float:
    """How long a fresh process takes; it keeps byte code, as an installed package does, whatever the shell says."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, *command],
        check=True,
        stdout=subprocess.DEVNULL,
        env=kept | {"PYTHONPYCACHEPREFIX": str(byte_code)},
    )
    return time.perf_counter() - start


def main(arguments: list[str]) -> None:
    parser = common.parser("startup", __doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args(arguments)
    common.show(measure(options.rounds), as_json=options.json)


if __name__ == "__main__":
    main(sys.argv[1:])
