"""Rates and waiting, by a clock of our own."""

import pytest

from onrecord.web import keys
from onrecord.web.limits import MOST, Rates, Throttle


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


def test_a_client_may_ask_some_at_once_and_then_so_many_a_minute():
    clock = Clock()
    rates = Rates(60, 3, clock=clock)

    assert [rates.wait("a") for _ in range(4)] == [0, 0, 0, pytest.approx(1)]
    assert rates.wait("b") == 0
    clock.now += 1
    assert [rates.wait("a"), rates.wait("a")] == [0, pytest.approx(1)]
    clock.now += 3600
    assert [rates.wait("a") for _ in range(4)] == [0, 0, 0, pytest.approx(1)]


def test_no_limit_is_none():
    rates = Rates(0, 1)
    assert {rates.wait("a") for _ in range(100)} == {0}


def test_only_so_many_clients_are_kept_in_mind():
    rates = Rates(60, 1, clock=Clock())
    for number in range(MOST + 10):
        rates.wait(str(number))
    assert len(rates._clients) == MOST


def test_each_failure_more_waits_twice_as_long():
    clock = Clock()
    throttle = Throttle(2, 10, clock=clock)
    waits = []
    for _ in range(4):
        throttle.failed("ana")
        waits.append(throttle.wait("ana"))
    assert waits == [0, 10, 20, 40]
    clock.now += 39
    assert throttle.wait("ana") == 1
    throttle.succeeded("ana")
    assert throttle.wait("ana") == 0


def test_what_is_sealed_is_read_for_its_purpose_and_in_its_time():
    sealed = keys.seal(b"k", "session", ["ana", 1, None], seconds=60)

    assert keys.unseal(b"k", "session", sealed) == ["ana", 1, None]
    assert keys.unseal(b"k", "cursor", sealed) is None
    assert keys.unseal(b"x", "session", sealed) is None
    assert keys.unseal(b"k", "session", keys.seal(b"k", "session", [1], seconds=-1)) is None
