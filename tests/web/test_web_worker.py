"""The process that reads what is pasted: it answers, dies, and is ended when it takes too long."""

import time

import pytest

from onrecord.errors import InputError, UsageError
from onrecord.web.worker import Order, Worker
from tests.batch.stand_in import BUG, KILLS, StandIn

SLOW = "This report takes for ever."


class Slow(StandIn):
    """Takes its time."""

    def read(self, report, *, force=False):
        if SLOW in report.document.text:
            time.sleep(600)
        return super().read(report, force=force)


@pytest.fixture
def worker():
    made = Worker(Slow)
    yield made
    made.close()


def test_one_process_reads_report_after_report(worker):
    readings = [worker.ask(Order(text=text), 60) for text in ("It rained.", "It snowed.")]

    assert [one.document.text for one in readings] == ["It rained.", "It snowed."]
    assert readings[0].warnings == readings[1].warnings


def test_what_is_wrong_with_a_report_is_told_and_the_next_is_read(worker):
    with pytest.raises(UsageError, match="'someday' is not a date"):
        worker.ask(Order(text="It rained.", published="someday"), 60)
    with pytest.raises(RuntimeError, match="LookupError while reading"):
        worker.ask(Order(text=BUG), 60)
    assert worker.ask(Order(text="It snowed."), 60).document.text == "It snowed."


def test_a_process_that_dies_is_started_again(worker):
    with pytest.raises(InputError, match="the process reading the report died"):
        worker.ask(Order(text=KILLS), 60)
    assert worker.ask(Order(text="It snowed."), 60).document.text == "It snowed."


def test_a_report_that_takes_too_long_is_given_up(worker):
    worker.ask(Order(text="It rained."), 60)
    with pytest.raises(InputError, match=r"takes more than 0\.3 seconds to read"):
        worker.ask(Order(text=SLOW), 0.3)
    assert worker.ask(Order(text="It snowed."), 60).document.text == "It snowed."
