"""What the benches share: reports to read, a process of its own for a measurement, and a table."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from onrecord.ingest import Options, load
from onrecord.model import Failure, Report

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SUFFIXES = (".txt", ".html")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")

Figures = dict[str, float]
P = ParamSpec("P")
R = TypeVar("R")


def reports(folder: Path) -> list[Report]:
    """The reports in the files of a folder, in the order of their names."""
    paths = sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES)
    found = [report for path in paths for report in load(str(path), Options())]
    return [report for report in found if not isinstance(report, Failure)]


def alone(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What ``work`` gives in a fresh process with one thread."""
    os.environ |= dict.fromkeys(THREADS, "1")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(work, *args, **kwargs).result()


def parser(name: str, description: str | None) -> argparse.ArgumentParser:
    """The options that every bench has."""
    options = argparse.ArgumentParser(prog=f"python -m bench.{name}", description=description)
    options.add_argument("--json", action="store_true", help="one object of figures")
    return options


def show(figures: Figures, *, as_json: bool) -> None:
    """Print the figures as a table, or as one object."""
    if as_json:
        print(json.dumps({name: round(value, 4) for name, value in figures.items()}))
        return
    width = max(map(len, figures))
    for name, value in figures.items():
        print(f"{name:{width}}  {value:14,.3f}".rstrip("0").rstrip("."))
