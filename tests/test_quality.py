"""How well reports are read, held to floors on real texts that are not in this repository.

The floors are what was measured when they were set, rounded down; lowering one is a decision to be explained.
"""

import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from onrecord.exchange.onrecord import dumps
from onrecord.ingest import Options, from_text
from onrecord.reader import Reader

SHARED = Path(__file__).resolve().parents[2] / "shared"
DEV = SHARED / "corpora/polnear/dev"
CORPUS = "603b497ef2b88471"  # of the names and bytes of the texts that the floors were measured on
FULL_F1, FULL_PRECISION = 67.0, 75.0
STORIES = {
    "aleppo": ("2016-10-21", {"document": 7, "statements": 30, "nested": 8, "dates": 3, "never": 3}),
    "daquq": ("2016-10-24", {"statements": 8.5, "dates": 1, "never": 3}),
    "tartus": ("2016-05-23", {"statements": 2.5, "dates": 1, "never": 3}),
    "irving": ("2015-09-22", {"statements": 12, "nested": 2.5, "dates": 6, "never": 3}),
}
needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the corpora stand in ../shared, which is not here"
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@needs_shared
@pytest.mark.parametrize("story", STORIES)
def test_an_acceptance_story_is_read_as_well_as_it_was(story: str, reader: Reader, tmp_path: Path) -> None:
    date, floors = STORIES[story]
    folder = SHARED / "acceptance" / story
    text = (folder / "article.txt").read_bytes().decode("utf-8")
    reading = tmp_path / "reading.jsonl"
    reading.write_bytes(dumps(reader.read(from_text(text, source=story, options=Options(published=date)))))

    command = [sys.executable, folder.parent / "check.py", reading, folder / "expected.json", "--json"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout
    won = {name: section["won"] for name, section in json.loads(printed)["sections"].items()}
    assert {name: won[name] for name, floor in floors.items() if won[name] < floor} == {}


@needs_shared
def test_attributions_in_political_news_are_found_as_well_as_they_were(reader: Reader) -> None:
    scoring = module(SHARED / "scoring/attribution.py")
    digest = hashlib.sha256()
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((DEV / "text").glob("*.txt")):
        data = path.read_bytes()
        digest.update(path.name.encode() + data)
        statements = reader.read(from_text(data.decode("utf-8"), source=path.stem)).statements
        found[path.stem] = [
            {"source": s.speaker.spans, "cue": s.cue.spans, "content": s.content.spans}
            for s in statements
            if s.parent is None
        ]
    assert digest.hexdigest()[:16] == CORPUS

    full = scoring.score(scoring.load_gold(str(DEV)), found)["full"]["FULL"]
    assert full["f1"] >= FULL_F1
    assert full["p"] >= FULL_PRECISION


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found
