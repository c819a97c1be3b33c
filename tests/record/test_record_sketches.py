"""Which reports are copies of one another."""

from __future__ import annotations

import random

from onrecord.record.sketches import bands, copied, shingles

WORDS = [f"word{number}" for number in range(400)]


def text(seed: int, length: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def test_a_shortened_copy_under_another_headline_is_one() -> None:
    report = text(1)
    copy = "Another headline " + " ".join(report.split()[:150])
    assert copied(shingles(report), shingles(copy))
    assert set(bands(shingles(report))) & set(bands(shingles(copy)))


def test_another_report_is_none() -> None:
    assert not copied(shingles(text(1)), shingles(text(2)))
    assert not set(bands(shingles(text(1)))) & set(bands(shingles(text(2))))


def test_short_texts_are_copies_only_where_they_are_the_same() -> None:
    assert copied(shingles("The talks failed."), shingles("the talks failed"))
    assert not copied(shingles("The talks failed."), shingles("The talks failed again."))
    assert not copied(shingles(""), shingles(""))
    assert bands(shingles("")) == ()


def test_a_sketch_is_the_same_on_every_machine() -> None:
    assert bands(shingles(text(3)))[0] == bands(shingles(text(3)))[0]
    assert all(0 <= band < 2**63 for band in bands(shingles(text(3))))
