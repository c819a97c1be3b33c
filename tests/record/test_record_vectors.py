"""What an embedder proposes is read beside a piece, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import func, select

from onrecord import query
from onrecord.annotate.pairs import Judgement, Passage
from onrecord.model import Cue, Document, Reading, Speaker, Statement, Words, identify
from onrecord.record import Record, vectors
from onrecord.record.place import Place
from onrecord.record.schema import vectors as kept

BURNED = "the depot burned down"
FLAMES = "a warehouse went up in flames"
VOTED = "many people voted today"


class Stand:
    """An embedder that knows the words of fire."""

    def __init__(self, digest: str = "one") -> None:
        self.digest = digest

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        fire = ["burned" in text or "flames" in text for text in texts]
        return np.array([(0.8, 0.6) if each else (0.6, -0.8) for each in fire], np.float32)


class Beside:
    """Finds no two passages to say the same, and keeps which were read side by side."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []
        self.same = 0.0

    def __call__(self, pairs: Iterator[tuple[Passage, Passage]]) -> Iterator[Judgement]:
        for one, other in pairs:
            self.pairs.append((one.words, other.words))
            yield Judgement(self.same, 0.0)


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Beside:
    judge = Beside()
    monkeypatch.setattr("onrecord.annotate.pairs.judge", lambda: judge)
    return judge


def said(words: str, speaker: str, *, published: str | None = "2016-10-21", reader: str = "test") -> Reading:
    text = f"{speaker} said {words}."
    start = len(speaker) + 6
    return Reading(
        reader=reader,
        document=Document(
            id=identify("document", text), source=f"{speaker}.txt", title=None, published=published, text=text
        ),
        statements=(
            Statement(
                id=identify("statement", text),
                kind="indirect",
                speaker=Speaker(actor=None, text=speaker, spans=((0, len(speaker)),)),
                cue=Cue(text="said", spans=((start - 5, start - 1),), class_="say"),
                content=Words(text=words, spans=((start, len(text) - 1),)),
                confidence=0.5,
            ),
        ),
    )


def number(record: Record) -> int:
    with record.looking() as connection:
        return connection.scalar(select(func.count()).select_from(kept)) or 0


def test_what_shares_no_term_is_read_side_by_side_where_an_embedder_proposes_it(
    place: Place, beside: Beside
) -> None:
    with Record(place, embedder=Stand()) as record:
        for words, speaker in ((BURNED, "Ann"), (VOTED, "Carl"), (FLAMES, "Bo")):
            record.save(said(words, speaker))

        assert beside.pairs == [(BURNED, FLAMES)]
        assert len(query.claims(record, stories=1)) == 3  # to propose is not to decide


def test_without_an_embedder_nothing_is_kept_or_proposed(place: Place, beside: Beside) -> None:
    with Record(place) as record:
        record.save(said(BURNED, "Ann"))
        record.save(said(FLAMES, "Bo"))

        assert beside.pairs == []
        assert number(record) == 0


def test_the_judge_may_find_a_proposed_piece_to_say_the_same(place: Place, beside: Beside) -> None:
    beside.same = 0.999
    with Record(place, embedder=Stand()) as record:
        record.save(said(BURNED, "Ann"))
        record.save(said(FLAMES, "Bo"))

        [claim] = query.claims(record, stories=1)
        assert claim.affirmed_by == ("Ann", "Bo")


@pytest.mark.parametrize(
    ("first", "second", "proposed"),
    [
        ("2016-10-21", "2016-12-05", True),
        ("2016-10-21", "2016-12-06", False),
        ("2016-12-05", "2016-10-21", True),
        ("2016-12-06", "2016-10-21", False),
        ("9999-12-30", "9999-12-31", True),
        (None, None, True),
        (None, "2016-10-21", False),
    ],
)
def test_reports_of_about_the_same_time_are_looked_at(
    place: Place, beside: Beside, first: str | None, second: str | None, proposed: bool
) -> None:
    with Record(place, embedder=Stand()) as record:
        record.save(said(BURNED, "Ann", published=first))
        record.save(said(FLAMES, "Bo", published=second))
    assert bool(beside.pairs) is proposed


def test_vectors_of_another_embedder_are_not_compared(place: Place, beside: Beside) -> None:
    with Record(place, embedder=Stand()) as record:
        record.save(said(BURNED, "Ann"))
    with Record(place, embedder=Stand("two")) as record:
        record.save(said(FLAMES, "Bo"))
    assert beside.pairs == []


def test_a_report_that_is_read_again_has_its_new_vectors_alone(place: Place, beside: Beside) -> None:
    with Record(place, embedder=Stand()) as record:
        record.save(said(BURNED, "Ann"))
        record.save(said(BURNED, "Ann", reader="newer"))
        assert number(record) == 1

        record.save(said(FLAMES, "Bo"))
        assert beside.pairs == [(BURNED, FLAMES)]
    with Record(place) as record:
        record.save(said(BURNED, "Ann", reader="newest"))
        assert number(record) == 1


def test_a_correction_places_a_report_with_its_embedder(place: Place, beside: Beside) -> None:
    with Record(place, embedder=Stand()) as record:
        record.save(said(BURNED, "Ann"))
        reading = said(FLAMES, "Bo")
        record.save(reading)
        record.change(reading.statements[0].id, {"certainty": "probable"}, by="me")

        assert beside.pairs == [(BURNED, FLAMES)] * 2
        assert number(record) == 2


def test_only_so_many_reports_are_looked_at(
    place: Place, beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "REPORTS", 2)
    with Record(place, embedder=Stand()) as record:
        record.save(said(BURNED, "Ann", published="2016-10-19"))
        record.save(said(VOTED, "Carl", published="2016-10-20"))
        record.save(said(VOTED, "Dora", published="2016-10-21"))
        beside.pairs.clear()
        record.save(said(FLAMES, "Bo", published="2016-10-22"))
    assert beside.pairs == []
