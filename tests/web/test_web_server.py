"""The server on a socket: slow clients do not hold it, and it ends as it should."""

import socket
import time
from urllib.parse import urlsplit

import httpx
import pytest

from onrecord.errors import UsageError
from onrecord.model import Document, Reading, identify
from onrecord.record import Record
from onrecord.web import Limits, Settings
from onrecord.web.server import _free
from tests.batch.stand_in import StandIn
from tests.web.live import live


@pytest.fixture
def start(db):
    def started(**limits):
        given = Limits(**limits)
        return live(Settings(record=db, port=0, reader=StandIn, processes=0, warm=False, limits=given))

    return started


def connected(address):
    place = urlsplit(address)
    return socket.create_connection((place.hostname, place.port), timeout=10)


def closed_after(line):
    """The seconds until the server lets go of a connection."""
    begun = time.monotonic()
    try:
        while line.recv(65536):
            pass
    except ConnectionError:
        pass
    return time.monotonic() - begun


def test_a_client_that_sends_no_header_is_let_go(start):
    with start(header_seconds=0.5, idle_seconds=0) as address:
        for begun in (b"", b"GET / HTTP/1.1\r\nHost: loc"):
            with connected(address) as line:
                line.sendall(begun)
                assert closed_after(line) < 5
        assert httpx.get(f"{address}/api/v1/health").status_code == 200


def test_a_client_that_drips_its_header_is_let_go(start):
    with start(header_seconds=1, idle_seconds=0) as address, connected(address) as line:
        begun = time.monotonic()
        with pytest.raises(OSError):  # noqa: PT012
            line.sendall(b"GET / HTTP/1.1\r\n")
            while time.monotonic() - begun < 8:
                line.sendall(b"X-A: b\r\n")
                time.sleep(0.1)
        assert time.monotonic() - begun < 5


def test_a_body_that_does_not_come_in_time_is_refused(start):
    told = ("Host: localhost", "Content-Type: application/json", "Content-Length: 99", "", "{")
    head = "\r\n".join(("POST /api/v1/read HTTP/1.1", *told)).encode()
    with start(body_seconds=0.5) as address, connected(address) as line:
        line.sendall(head)
        answer = line.recv(65536)
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert b"application/problem+json" in answer
        assert closed_after(line) < 9


def test_a_client_that_does_not_take_its_answer_is_let_go(start, db):
    with Record(db) as record:
        for number in range(8):
            text = f"{number} " + "x" * 1_000_000
            document = Document(id=identify("document", text), source=f"{number}", text=text)
            record.save(Reading(reader="test 1", document=document))
    with start(stalled_seconds=1, connections_of_one=1) as address, connected(address) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.sendall(b"GET /api/v1/export HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(0.5)
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"{address}/api/v1/health")
        time.sleep(3)
        assert httpx.get(f"{address}/api/v1/health").status_code == 200


def test_one_client_does_not_take_all_connections(start):
    with start(connections_of_one=3) as address:
        lines = [connected(address) for _ in range(4)]
        try:
            lines[3].settimeout(5)
            assert closed_after(lines[3]) < 5
            lines[0].sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert lines[0].recv(100).startswith(b"HTTP/1.1 200 OK")
        finally:
            for line in lines:
                line.close()


def test_a_connection_is_kept_for_more_than_one_request(start):
    with start() as address, httpx.Client(base_url=address) as client:
        assert [client.get("/api/v1/health").status_code for _ in range(5)] == [200] * 5


def test_an_answer_is_sent_without_delay(db):
    with _free(Settings(record=db, port=0)) as found:
        assert found.proto == socket.IPPROTO_TCP


def test_a_port_that_is_taken_is_told(db):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with (
            pytest.raises(UsageError, match=r"cannot listen at 127\.0\.0\.1"),
            _free(Settings(record=db, port=port)),
        ):
            pass
