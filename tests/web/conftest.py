"""A server in this process, over a record of four reports."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.ingest import Options, from_text
from onrecord.reader import Reader
from onrecord.record import Record
from onrecord.web import Limits, Settings, application
from tests.batch.stand_in import StandIn

STRIKE = """Air strike on the port of Latakia

DAMASCUS, March 3, 2021 (Northwire) - Reports claim that Turkish jets bombed the port of Latakia on Tuesday.

Turkey denied that its jets had bombed the port.

"We will withdraw our troops from Syria by June 1 if the war ends," Turkish Defence Minister Orhan Demirel said.
"""
AGAIN = """Port of Latakia bombed

BEIRUT, March 4, 2021 (Halden Press Agency) - Turkish jets bombed the port of Latakia on Tuesday, killing 12 people.

Syria accused Turkey of an attack on its people.
"""
TALKS = """Russia and Iran hold talks

MOSCOW, June 8, 2020 (Northwire) - Russian Foreign Minister Sergei Lavrov met Iranian officials in Moscow on Monday.

Russia accused the United States of arming rebels in Syria. Iran promised to release two sailors within a week.
"""
FOG = "Fog on the bridge\n\nThe bridge is long and the fog is grey, and the ferry did not sail in the morning.\n"
REPORTS = {"strike.txt": STRIKE, "again.txt": AGAIN, "talks.txt": TALKS, "fog.txt": FOG}
TOKEN = "a-token-of-some-length"
LINES = {"Accept": "application/x-ndjson"}

Serve = Callable[..., TestClient]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader, with its models."""
    return Reader()


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """A record of the four reports."""
    path = tmp_path_factory.mktemp("stored") / "onrecord.db"
    with Record(path) as record:
        for name, text in REPORTS.items():
            record.save(reader.read(from_text(text, source=name, options=Options())))
    return path


@pytest.fixture
def db(stored: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copy(stored, tmp_path / "onrecord.db"))


@pytest.fixture(scope="module")
def reading_web(
    stored: Path, reader: Reader, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestClient]:
    """A server with the reader itself, for tests that leave the record as it is."""
    db = shutil.copy(stored, tmp_path_factory.mktemp("reading") / "onrecord.db")
    limits = Limits(requests=0, readings=0)
    settings = Settings(record=db, reader=lambda: reader, processes=0, warm=False, limits=limits)
    with TestClient(
        application(settings), base_url="http://localhost", raise_server_exceptions=False
    ) as client:
        yield client


@pytest.fixture
def serve(db: Path) -> Iterator[Serve]:
    """Starts a server over the record, with the settings and limits that are given."""
    with ExitStack() as stack:

        def started(*, limits: dict[str, Any] | None = None, **settings: Any) -> TestClient:
            told = {"record": db, "reader": StandIn, "processes": 0, "warm": False, **settings}
            app = application(Settings(limits=Limits(**(limits or {})), **told))
            client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
            return stack.enter_context(client)

        yield started


@pytest.fixture
def web(serve: Serve) -> TestClient:
    """A server that only this machine can reach."""
    return serve()


def problem(response: Any, status: int) -> str:
    """The detail of a problem, which has the shape that all have."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert list(told) == ["type", "title", "status", "detail", "errors"]
    assert told["status"] == status
    assert "Traceback" not in response.text
    return str(told["detail"])
