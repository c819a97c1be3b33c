"""What very many rows meet is answered as what few do."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

from bench.synthetic import Press
from onrecord import query
from onrecord.query import newest
from onrecord.record import Record

SPANS: tuple[dict[str, str], ...] = (
    {},
    {"since": "2021-06-01", "until": "2022-12-31"},
    {"since": "2022-09", "until": "2022-10"},
    {"until": "2022-03-01"},
)


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record of made-up reports, in which nothing is read side by side."""
    with pytest.MonkeyPatch.context() as patch, Record(tmp_path_factory.mktemp("press") / "r.db") as record:
        patch.setattr("onrecord.annotate.pairs.judge", lambda: lambda pairs: (Unlike() for _ in pairs))
        for reading in Press(40).readings():
            record.save(reading)
        yield record


class Unlike:
    same = exclude = 0.0


def frequent(record: Record) -> list[str]:
    return [one.id for one in query.actors(record, limit=2)]


def asked(record: Record) -> Iterator[Callable[[], object]]:
    one, other = frequent(record)
    for span in SPANS:
        for limit in (3, 400):
            few = {**span, "limit": limit}
            yield lambda few=few: query.who(record, one, **few)
            yield lambda few=few: query.who(record, one, about=other, **few)
            yield lambda few=few: query.events(record, actor=one, **few)
            yield lambda few=few: query.events(record, actor=one, recipient=other, **few)
            yield lambda few=few: query.commitments(record, actor=one, **few)
            yield lambda few=few: query.timeline(record, actor=one, **few)
            yield lambda few=few: query.claims(record, teller=one, stories=1, **few)
            yield lambda few=few: query.claims(record, about=one, stories=1, **few)
            yield lambda few=few: query.contradictions(record, about=one, **few)


@pytest.mark.parametrize("ahead", [1, 60, 10**6])
def test_what_is_gone_through_is_what_is_gathered(
    press: Record, monkeypatch: pytest.MonkeyPatch, ahead: int
) -> None:
    gathered = [question() for question in asked(press)]
    assert sum(map(bool, gathered)) > len(gathered) // 2
    monkeypatch.setattr(newest, "FEW", 0)
    monkeypatch.setattr(newest, "AHEAD", dict.fromkeys(newest.AHEAD, ahead))
    monkeypatch.setattr(newest._Walk, "_expected", lambda walk: float("inf"))
    monkeypatch.setattr(sys.modules["onrecord.query.contradictions"], "AHEAD", ahead)

    assert [question() for question in asked(press)] == gathered


@pytest.mark.parametrize("tied", [1, 200])
def test_a_limit_leaves_the_newest_statements(
    press: Record, monkeypatch: pytest.MonkeyPatch, tied: int
) -> None:
    one, _ = frequent(press)
    everything = query.who(press, one)
    assert len(everything) > 20
    monkeypatch.setattr(newest, "TIED", tied)

    for limit in (1, 2, 9, len(everything), len(everything) + 1):
        assert query.who(press, one, limit=limit) == everything[:limit]


def test_a_limit_leaves_the_first_of_all_actors(press: Record) -> None:
    everybody = query.actors(press)

    assert query.actors(press, limit=7) == everybody[:7]
    assert query.actors(press, limit=len(everybody)) == everybody
