"""How fast onrecord reads, held against spaCy's full small pipeline on the same texts and machine.

One thread each. The two take turns, and the ratio is the median of the ratios of the rounds, so that what else the
machine does weighs on both; seconds are those of the processor. Both are charged with spaCy's tokens of the whole
text (with our own where spaCy is not installed; its figures are missing then). Two processes are held against one
by the clock, from the start of the first worker to the last reading: that figure needs a quiet machine.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import common
from onrecord.model import Report

ROUNDS = 7
COPIES = 40  # of the folder, for work that takes several times what a worker takes to start
MEBIBYTE = 1024 * 1024


def speeds(folder: Path, rounds: int) -> common.Figures:
    """Tokens per second of the whole reading and, where it is installed, of spaCy alone."""
    from onrecord.reader import Reader

    found = common.reports(folder)
    reader = Reader()

    def read() -> None:
        for report in found:
            reader.read(report, force=True)

    pipe, tokens = _spacy(found)
    tokens = tokens or sum(len(reader.annotator(report).tokens) for report in found)
    _seconds(read), _seconds(pipe)  # what is loaded and filled on first use is not charged
    turns = [(_seconds(read), _seconds(pipe)) for _ in range(rounds)]
    figures: common.Figures = {
        "reports": len(found),
        "tokens": tokens,
        "reading_tokens_per_second": tokens / statistics.median(mine for mine, _ in turns),
    }
    if common.spacy_is_there():
        ratios = [other / mine for mine, other in turns]
        figures["spacy_tokens_per_second"] = tokens / statistics.median(other for _, other in turns)
        figures |= {
            "ratio": statistics.median(ratios),
            "ratio_lowest": min(ratios),
            "ratio_highest": max(ratios),
        }
    return figures


def _spacy(found: list[Report]) -> tuple[Callable[[], None], int]:
    """What lets spaCy read the texts, and the number of its tokens; nothing and none without spaCy."""
    if not common.spacy_is_there():
        return lambda: None, 0
    import spacy

    texts = [report.document.text for report in found]
    nlp = spacy.load(common.SPACY_MODEL)

    def pipe() -> None:
        for _ in nlp.pipe(texts):  # in batches: the faster of spaCy's two ways
            pass

    return pipe, sum(len(nlp.make_doc(text)) for text in texts)


def _seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def peak(folder: Path) -> float:
    """Peak memory, in MiB, of a process that does nothing but read."""
    from onrecord.reader import Reader

    reader = Reader()
    for report in common.reports(folder):
        reader.read(report, force=True)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (MEBIBYTE if sys.platform == "darwin" else 1024)


def processes(folder: Path, copies: int) -> common.Figures:
    """Seconds that one and two processes take for the reports of the folder, many times over."""
    seconds = {}
    with tempfile.TemporaryDirectory() as place:
        for number in range(copies):
            for report in common.reports(folder):
                path = Path(place) / f"{number:03} {Path(report.document.source).stem}.txt"
                path.write_text(report.document.text, encoding="utf-8", newline="")
        for jobs in (1, 2):
            seconds[jobs] = common.alone(_read_many, place, jobs)
    return {
        "one_process_seconds": seconds[1],
        "two_processes_seconds": seconds[2],
        "two_processes_over_one": seconds[1] / seconds[2],
    }


def _read_many(place: str, jobs: int) -> float:
    from onrecord.batch import read_many

    start = time.perf_counter()
    for _ in read_many([place], jobs=jobs, force=True):
        pass
    return time.perf_counter() - start


def main(arguments: list[str]) -> None:
    parser = common.parser("reading", __doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=common.EXAMPLES, help="default: examples")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--copies", type=int, default=COPIES, help="for two processes; 0: leave that out")
    options = parser.parse_args(arguments)
    figures = common.alone(speeds, options.folder, options.rounds)
    figures["peak_memory_mib"] = common.alone(peak, options.folder)
    if options.copies:
        figures |= processes(options.folder, options.copies)
    common.show(figures, as_json=options.json)


if __name__ == "__main__":
    main(sys.argv[1:])
