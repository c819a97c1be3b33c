"""Imports run one way: the table of docs/design.md, held against every import statement of the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "onrecord"
MODULES = sorted(SOURCE.rglob("*.py"))
NOUNS = ("model", "syntax", "timex", "errors", "data")
FREE = (*NOUNS, "__version__")
# Folders and modules that alone may import what stands before them.
HOLDERS = {
    "spacy": {"annotate/pipeline.py", "exchange/docbin.py"},
    "onnxruntime": {"annotate/encoder/session.py"},
    "tokenizers": {"annotate/embedder.py"},
    "numpy": {
        "model.py",
        "annotate/encoder",
        "annotate/pairs.py",
        "annotate/embedder.py",
        "attribute/decode.py",
        "record/vectors.py",
        "record/ready.py",
    },
    "sqlalchemy": {"record", "query"},
    "psycopg": {"record/server_values.py"},
    **dict.fromkeys(("torch", "training", "bench", "tests"), frozenset[str]()),
}


def table() -> dict[str, tuple[str, ...]]:
    """For each room what it may import besides itself and the nouns."""
    lines = re.findall(
        r"^\| `(\w+)(?:/|\.py)` \| (.+?) \|", (ROOT / "docs/design.md").read_text("utf-8"), re.M
    )
    rooms = {room: tuple(re.findall(r"[a-z][\w.]*", re.sub(r"\(.*?\)", "", cell))) for room, cell in lines}
    return rooms | {"__init__": ("everything",), "__main__": ("everything",)}


def room_of(module: Path) -> str:
    return module.relative_to(SOURCE).with_suffix("").parts[0]


def imports(tree: ast.AST, module: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything imported at any depth, relative imports made absolute."""
    package = ("onrecord", *module.relative_to(SOURCE).parent.parts)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else ()
            for alias in node.names:
                yield node.lineno, ".".join((*base, *filter(None, [node.module]), alias.name))


def allowed(module: Path, name: str, rooms: dict[str, tuple[str, ...]]) -> bool:
    top, _, inner = name.partition(".")
    if top != "onrecord":
        place = module.relative_to(SOURCE)
        return top not in HOLDERS or any(place.is_relative_to(holder) for holder in HOLDERS[top])
    room = room_of(module)
    grants = (*rooms.get(room, ()), *FREE, room)
    return "everything" in grants or any(f"{inner}.".startswith(f"{grant}.") for grant in grants)


def wrong(source: str, module: Path) -> list[str]:
    rooms = table()
    return [
        f"{module.relative_to(SOURCE)}:{line} imports {name}"
        for line, name in imports(ast.parse(source), module)
        if not allowed(module, name, rooms)
    ]


def test_the_table_knows_every_room() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms - set(NOUNS) <= table().keys()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(SOURCE)))
def test_imports_between_rooms_run_one_way(module: Path) -> None:
    assert wrong(module.read_text("utf-8"), module) == []


@pytest.mark.parametrize(
    ("module", "source", "expected"),
    [
        ("ingest/wire.py", "from onrecord.model import Report", []),
        ("ingest/wire.py", "from .lines import split", []),
        ("ingest/wire.py", "from ..record import Record", ["onrecord.record.Record"]),
        ("ingest/wire.py", "def f():\n    import onrecord.annotate", ["onrecord.annotate"]),
        ("ingest/wire.py", "import spacy.tokens", ["spacy.tokens"]),
        ("attribute/cues.py", "from onrecord import read", ["onrecord.read"]),
        ("record/store.py", "from onrecord.exchange.onrecord import dumps\nimport sqlalchemy", []),
        (
            "record/store.py",
            "from onrecord.exchange.table import print_table",
            ["onrecord.exchange.table.print_table"],
        ),
        ("model.py", "from onrecord.reader import Reader", ["onrecord.reader.Reader"]),
        ("annotate/pipeline.py", "import spacy", []),
        ("annotate/encoder/words.py", "import spacy", ["spacy"]),
        ("annotate/encoder/session.py", "import onnxruntime\nimport numpy", []),
        ("attribute/choose.py", "import numpy as np", ["numpy"]),
        (
            "data/__init__.py",
            "from training.encoder.network import Network",
            ["training.encoder.network.Network"],
        ),
        ("cli/__init__.py", "from onrecord.batch import run\nimport sqlalchemy", ["sqlalchemy"]),
    ],
)
def test_an_arrow_the_wrong_way_is_seen(module: str, source: str, expected: list[str]) -> None:
    found = wrong(source, SOURCE / module)
    assert [line.rpartition(" ")[2] for line in found] == expected
