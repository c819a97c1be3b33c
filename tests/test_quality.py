"""How well reports are read: no figure below its floor (``floors.json``), on the corpora that the floors belong to."""

import pytest

from floors import SHARED, digest, load, measured, shortfalls
from onrecord.reader import Reader

PARTS = load()
pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the corpora stand in ../shared, which is not here"
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_read_as_well_as_it_was(name: str, reader: Reader) -> None:
    assert shortfalls(PARTS[name], measured(PARTS[name], reader)) == {}


@pytest.mark.parametrize("name", PARTS)
def test_a_corpus_is_the_one_its_floors_were_measured_on(name: str) -> None:
    assert digest(PARTS[name].path) == PARTS[name].corpus
