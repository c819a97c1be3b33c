"""What holds for all tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from onrecord.record import Record
from onrecord.record.place import Place
from tests.postgresql import Postgresql, missing, postgresql

# A busy machine is no error of the code; speed is measured in bench/. Whether a commit passes depends on the commit
# alone, so the examples are the same at each run; `make fuzz` looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(scope="session")
def server() -> Iterator[Postgresql]:
    """A PostgreSQL server for all tests; they are skipped where it cannot be had."""
    if reason := missing():
        pytest.skip(reason)
    with postgresql() as running:
        yield running


@pytest.fixture(params=["file", "server"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Place]]:
    """Gives the place of another empty record at each call; whoever asks for it is tested on both stores."""
    if request.param == "file":
        numbers = count()
        yield lambda: tmp_path / f"test{next(numbers)}.db"
        return
    running: Postgresql = request.getfixturevalue("server")
    new = request.node.get_closest_marker("new_database") is not None
    with ExitStack() as stack:
        yield lambda: stack.enter_context(running.fresh(new=new))


@pytest.fixture
def place(fresh: Callable[[], Place]) -> Place:
    """Where the record of a test lies."""
    return fresh()


@pytest.fixture
def record(place: Place) -> Iterator[Record]:
    """An empty record, in a file and then on a server."""
    with Record(place) as opened:
        yield opened
