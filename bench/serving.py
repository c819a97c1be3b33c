"""What the server costs on loopback: the time of its pages and of its API for many readers at once, while a folder is
read into the record; the processor's time of each route; the memory of many requests; the reading of a pasted report.

The reports are made up (``bench.synthetic``). Requests ask for what was not asked before, as far as the record has it.
On a busy machine the clock says little: ``cpu`` is the time that the server's process itself works for a request.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from statistics import median, quantiles

from bench import common
from bench.memory import build
from bench.serving_paths import Asker
from bench.serving_web import Line, RefusedError
from onrecord.web import Limits, Settings, application
from onrecord.web.server import serve

REPORTS = 3_000
READERS = 20
SECONDS = 30.0
TIMES = 20  # requests for each route, of which the first quarter fills caches
REQUESTS = 10_000
PASTED = 7
COPIES = 40  # of each example, for the job that reads them
WORDS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server in a process of its own."""

    address: str
    pid: int

    def cpu(self) -> float:
        """Seconds that it worked, in all of its threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes that it holds."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many readers, who ask for so many seconds, and pause between their requests."""

    number: int
    seconds: float
    pause: float


def main(arguments: list[str]) -> None:
    parser = common.parser("serving", __doc__)
    parser.add_argument("--reports", type=int, default=REPORTS, metavar="N", help="made up for the record")
    parser.add_argument(
        "--record", type=Path, metavar="FILE", help="a record to serve instead; it is added to"
    )
    parser.add_argument("--readers", type=int, default=READERS, metavar="N", help="at a time")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="that they ask")
    parser.add_argument(
        "--pause",
        type=float,
        default=0.0,
        metavar="SECONDS",
        help="that a reader looks at an answer, on average, before the next request; default: none",
    )
    parser.add_argument("--times", type=int, default=TIMES, metavar="N", help="requests for each route")
    parser.add_argument("--requests", type=int, default=REQUESTS, metavar="N", help="while memory is watched")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what is measured")
    options = parser.parse_args(arguments)
    figures: dict[str, float | common.Figures | None] = {"load_before": os.getloadavg()[0]}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        record = options.record or folder / "onrecord.db"
        if options.record is None:
            common.alone(build, record, options.reports)
        reports = _folder(folder / "reports")
        with _server(record, folder) as running:
            asker = Asker(Line(running.address))
            if "routes" in options.only:
                figures |= routes(running, asker, options.times)
            if "readers" in options.only:
                figures |= readers(
                    running, asker, Crowd(options.readers, options.seconds, options.pause), reports
                )
            if "memory" in options.only:
                figures |= memory(running, asker, options.requests)
            if "paste" in options.only:
                figures |= paste(running)
    figures["load_after"] = os.getloadavg()[0]
    common.show(figures, as_json=options.json)


PARTS = ("routes", "readers", "memory", "paste")


def routes(running: Running, asker: Asker, times: int) -> common.Figures:
    """Milliseconds of the processor, and of the clock, for one request of each kind, one after the other."""
    line, found = Line(running.address), common.Figures()
    for name in asker.kinds():
        paths = [asker.path(name) for _ in range(times)]
        warm, clock = max(1, times // 4), list[float]()
        try:
            for path in paths[:warm]:
                line.get(path)
            worked = running.cpu()
            for path in paths[warm:]:
                begun = time.perf_counter()
                line.get(path)
                clock.append(time.perf_counter() - begun)
        except RefusedError as error:
            print(error, file=sys.stderr)
            found[f"{name} cpu ms"] = None
            continue
        found[f"{name} cpu ms"] = (running.cpu() - worked) / len(clock) * 1000
        found[f"{name} p50 ms"] = median(clock) * 1000
    return found


def readers(running: Running, asker: Asker, crowd: Crowd, reports: Path) -> common.Figures:
    """Milliseconds of pages and of the API for many readers at once, without and with a folder being read."""
    found = _asked(running, asker, crowd, "quiet")
    line = Line(running.address)
    job = line.post("/api/v1/jobs", {"folder": str(reports)})["id"]
    try:
        found |= _asked(running, asker, crowd, "while a folder is read")
    finally:
        Line(running.address).delete(f"/api/v1/jobs/{job}")  # the server let go of the idle one
    return found


def _asked(running: Running, asker: Asker, crowd: Crowd, when: str) -> common.Figures:
    until, taken, lock = (
        time.perf_counter() + crowd.seconds,
        defaultdict[str, list[float]](list),
        threading.Lock(),
    )
    worked = running.cpu()

    def ask(seed: int) -> None:
        line, chance = Line(running.address), Random(seed)
        while time.perf_counter() < until:
            time.sleep(crowd.pause * chance.uniform(0, 2))
            with lock:
                name, path = asker.any(chance)
            begun = time.perf_counter()
            kind = "API" if name.startswith("/api") else "pages"
            try:
                line.get(path)
            except RefusedError:
                kind = "refused"
            spent = time.perf_counter() - begun
            with lock:
                taken[kind].append(spent)

    _all(ask, crowd.number)
    count = sum(map(len, taken.values()))
    found: common.Figures = {
        f"{when}: requests a second": count / crowd.seconds,
        f"{when}: cpu ms a request": (running.cpu() - worked) / count * 1000,
    }
    found[f"{when}: refused"] = len(taken.pop("refused", ()))
    for kind, times in sorted(taken.items()):
        found[f"{when}: {kind} p50 ms"] = median(times) * 1000
        found[f"{when}: {kind} p95 ms"] = quantiles(times, n=20)[-1] * 1000
    return found


def memory(running: Running, asker: Asker, requests: int) -> common.Figures:
    """Megabytes of the server after a tenth, half and all of many requests."""
    found, line = common.Figures(), Line(running.address)
    chance = Random(1)
    marks = {requests // 10: "a tenth", requests // 2: "half", requests: "all"}
    for number in range(1, requests + 1):
        with suppress(RefusedError):
            line.get(asker.any(chance)[1])
        if number in marks:
            found[f"MB after {marks[number]} of {requests:,} requests"] = running.memory()
    return found


def paste(running: Running) -> common.Figures:
    """Seconds until the reading of a pasted report is there; the reader is warm."""
    words = " ".join(one.document.text for one in common.reports(common.EXAMPLES)[:3]).split(" ")
    line, taken = Line(running.address), list[float]()
    for number in range(PASTED + 1):
        text = f"Report {number}\n\n{' '.join(words[:WORDS])}"
        begun = time.perf_counter()
        line.post("/api/v1/read", {"text": text, "published": "2021-03-04"})
        taken.append(time.perf_counter() - begun)
    return {f"s to read {WORDS} words (median)": median(taken[1:]), "s at most": max(taken[1:])}


def _all(work: Callable[[int], None], number: int) -> None:
    threads = [threading.Thread(target=work, args=(one,)) for one in range(number)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


def _folder(folder: Path) -> Path:
    """Reports for a job, none like another."""
    folder.mkdir()
    for which, report in enumerate(common.reports(common.EXAMPLES)):
        for number in range(COPIES):
            text = f"{report.document.text}\n\nThis is report {number}.\n"
            (folder / f"{which}-{number}.txt").write_text(text, "utf-8")
    return folder


@contextmanager
def _server(record: Path, folder: Path) -> Iterator[Running]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, record, folder))
    process.start()
    try:
        address, pid = ours.recv(), process.pid
        assert pid is not None, "the process was started"
        yield Running(address=address, pid=pid)
    finally:
        process.terminate()
        process.join(20)


def _serve(line: Connection, record: Path, folder: Path) -> None:
    # The readers are all one client.
    limits = Limits(requests=0, readings=0)
    settings = Settings(
        record=record,
        port=0,
        roots=(folder,),
        key=folder / "key",
        audit=folder / "audit",
        uploads=folder / "uploads",
        limits=limits,
    )
    serve(application(settings), settings, told=line.send)


if __name__ == "__main__":
    main(sys.argv[1:])
