"""Readings that were shown and are stored nowhere, for a while: whoever asked for one may keep it as it was shown."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from threading import Lock

from onrecord.model import Reading
from onrecord.web.problems import Problem

MOST = 50  # readings
LONGEST = 2_000_000  # characters of all of them together


class Drafts:
    """The last readings of a server that nobody kept."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._all: OrderedDict[str, tuple[str, Reading]] = OrderedDict()

    def put(self, who: str, reading: Reading) -> str:
        """Remember a reading; the id under which only who asked for it finds it."""
        id = secrets.token_hex(16)
        with self._lock:
            self._all[id] = (who, reading)
            size = sum(len(one.document.text) for _, one in self._all.values())
            while len(self._all) > 1 and (len(self._all) > MOST or size > LONGEST):
                _, (_, gone) = self._all.popitem(last=False)
                size -= len(gone.document.text)
        return id

    def get(self, who: str, id: str) -> Reading:
        """The reading; Problem where it is forgotten, or somebody else's."""
        with self._lock:
            found = self._all.get(id)
        if found is None or found[0] != who:
            raise Problem(410, "this reading is not remembered any more: read the report again, and keep it")
        return found[1]
