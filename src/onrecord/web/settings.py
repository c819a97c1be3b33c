"""How the web server is set up: what the command line tells it, and the limits of what a client may ask."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.batch.run import standard_reader
from onrecord.record.place import ADDRESS, Place

if TYPE_CHECKING:
    from onrecord.batch import Reads

NAMES = ("localhost",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in bytes, times in seconds; rates are requests a minute of one client, 0 for no limit."""

    body: int = 8_000_000
    upload: int = 256_000_000
    stored_uploads: int = 1_000_000_000  # all that wait to be read, together
    body_seconds: float = 30.0
    upload_seconds: float = 600.0
    header_seconds: float = 10.0
    stalled_seconds: float = 30.0  # how long a client may take nothing of an answer
    idle_seconds: int = 5  # how long a connection is kept between two requests
    connections: int = 400
    connections_of_one: int = 100
    requests: float = 6000.0
    requests_at_once: int = 600
    readings: float = 240.0
    readings_at_once: int = 30
    reading_seconds: float = 60.0
    waiting_readings: int = 16
    fetches: int = 4  # of addresses given on the page, at a time
    exports: int = 2  # at a time
    streams: int = 32  # of events, at a time
    jobs: int = 20  # that wait or run
    session_seconds: int = 12 * 3600
    login_tries: int = 5
    login_seconds: float = 60.0  # how long no try is allowed after that; longer with each one more


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is served, to whom, and where the files for that lie.

    ``hosts`` are names besides localhost and written addresses under which clients may ask; ``roots`` are the folders
    of which jobs may read. ``processes`` read pasted reports, none for a thread of the server; ``proxy`` is the address
    of a proxy whose word about clients counts. ``embedder`` is a model that proposes what reports are compared with.
    ``users``, ``key``, ``audit`` and ``uploads`` lie beside the record where nothing else is said.
    """

    record: Place = "onrecord.db"
    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = field(default=None, repr=False)
    hosts: tuple[str, ...] = ()
    roots: tuple[Path, ...] = ()
    proxy: str | None = None
    reader: Callable[[], Reads] = standard_reader
    embedder: Path | None = None
    processes: int = 1
    warm: bool = True
    users: Path | None = None
    key: Path | None = None
    audit: Path | None = None
    uploads: Path | None = None
    limits: Limits = field(default_factory=Limits)

    @property
    def users_file(self) -> Path:
        """Who may come in."""
        return self.users or beside(self.record, "users.json")

    @property
    def key_file(self) -> Path:
        """The secret that sessions are signed with."""
        return self.key or beside(self.record, "key")

    @property
    def audit_file(self) -> Path:
        """Who corrected and exported what."""
        return self.audit or beside(self.record, "audit.jsonl")

    @property
    def uploads_folder(self) -> Path:
        """Where files wait to be read."""
        return self.uploads or beside(self.record, "uploads")

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)


def beside(place: Place, suffix: str) -> Path:
    """A file beside a record; in the folder of the moment, where the record lies on a server."""
    if isinstance(place, str) and ADDRESS.match(place):
        name = place.rpartition("/")[2].partition("?")[0] or "onrecord"
        return Path(f"{name}.{suffix}")
    return Path(f"{place}.{suffix}")


def is_loopback(host: str) -> bool:
    """Whether an address or name means this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]").partition("%")[0]).is_loopback
    except ValueError:
        return host.casefold() in NAMES
