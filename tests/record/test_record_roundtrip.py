"""Whatever a reading holds, JSON and the record give it back unchanged."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.exchange.onrecord import dumps, loads
from onrecord.model import FORMAT, Reading
from onrecord.record import Record
from onrecord.record.place import Place

# What JSON can carry: whole numbers of 64 bits, and no NaN.
st.register_type_strategy(int, st.integers(-(2**53), 2**53))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
READINGS = st.builds(Reading, format=st.just(FORMAT))

Passage = Callable[[Reading], Reading]


def check_equal(passage: Passage, examples: int) -> None:
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(READINGS)
    def check(reading: Reading) -> None:
        assert passage(reading) == reading

    check()


def test_a_reading_comes_back_equal_from_json() -> None:
    check_equal(lambda reading: loads(dumps(reading)), 100)


def test_a_reading_comes_back_equal_from_a_record(fresh: Callable[[], Place]) -> None:
    def through_a_record(reading: Reading) -> Reading:
        with Record(fresh()) as record:
            assert record.save(reading) is True
            assert record.save(reading) is False
            assert record.known(reading.document, reading.reader)
            return next(record.readings())

    check_equal(through_a_record, 30)
