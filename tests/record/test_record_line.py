"""One row out of the line of a stored reading."""

from __future__ import annotations

import pytest

from onrecord.exchange.onrecord import dumps, to_dict
from onrecord.record.line import row_of
from tests.coded_reading import coded_reading


def test_every_row_is_found_by_its_id() -> None:
    reading = coded_reading(0)
    line, told = dumps(reading).decode(), to_dict(reading)

    for name in ("actors", "places", "statements", "events", "relations", "commitments"):
        for row in told[name]:
            assert row_of(line, row["id"]) == row


def test_words_that_look_like_a_row_are_none() -> None:
    line = '{"document":{"id":"d","text":"{\\"id\\":\\"e1\\"}"},"events":[{"id":"e1","type":"ASSAULT"}]}'

    assert row_of(line, "e1") == {"id": "e1", "type": "ASSAULT"}


def test_an_id_that_the_reading_has_not() -> None:
    with pytest.raises(KeyError):
        row_of('{"document":{"id":"d"}}', "e1")
