"""Events of short reports read from end to end: one event of several words, implied parties, when and where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pytest

from onrecord.coding.candidates import Candidate
from onrecord.coding.events import LEAST
from onrecord.coding.heads import joining, known_as, weigh
from onrecord.data.predicates import predicates
from onrecord.ingest import Options, from_text
from onrecord.model import Event, Reading
from onrecord.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Reading:
    return reader.read(from_text(text, options=Options(published="2021-03-03")))


def only(reading: Reading, type_: str) -> Event:
    found = [event for event in reading.events if event.type == type_]
    assert len(found) == 1, found
    return found[0]


def words(event: Event) -> tuple[list[str], list[str]]:
    return [party.text for party in event.actors], [party.text for party in event.recipients]


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        (
            "The air strike by Israel killed two farmers.",
            "ASSAULT",
            ["Israel"],
            ["two farmers"],
        ),
        (
            "Hundreds of villagers were killed and wounded in bombings by rebels near Goma.",
            "ASSAULT",
            ["rebels near Goma"],
            ["Hundreds of villagers"],
        ),
        (
            "Al-Shabaab claimed responsibility for the attack on a hotel in Mogadishu.",
            "ASSAULT",
            ["Al-Shabaab"],
            ["a hotel in Mogadishu"],
        ),
        (
            "Secretary of State Ann Doe raised the matter in a call with Prime Minister Jan Novak.",
            "CONSULT",
            ["Secretary of State Ann Doe"],
            ["Prime Minister Jan Novak"],
        ),
        (
            "France called for an end to Turkey's attacks on Kurdish towns.",
            "REQUEST",
            ["France"],
            ["Turkey"],
        ),
    ],
)
def test_who_takes_part(
    reader: Reader, text: str, type_: str, actors: list[str], recipients: list[str]
) -> None:
    assert words(only(read(reader, text), type_)) == (actors, recipients)


def test_an_event_told_twice_is_one_row_with_both_passages(reader: Reader) -> None:
    reading = read(
        reader, "Kenya arrested a rebel leader on Monday.\n\nKenya arrested the rebel leader at a hotel."
    )

    event = only(reading, "COERCE")
    assert len(event.spans) == 2
    assert event.date == "2021-03-01"
    assert event.text == " ".join(reading.document.text[a:b] for a, b in event.spans)


def test_the_day_of_saying_is_not_the_day_of_what_is_said(reader: Reader) -> None:
    assert (
        only(read(reader, "Ukraine said on Tuesday that Russia had shelled Kharkiv."), "ASSAULT").date is None
    )
    assert only(read(reader, "On Tuesday, Russia shelled Kharkiv."), "ASSAULT").date == "2021-03-02"


def test_a_place_is_that_of_the_clause(reader: Reader) -> None:
    reading = read(reader, "Police arrested two students in Minsk after a rally.")

    places = {place.id: place.name for place in reading.places}
    assert places[only(reading, "COERCE").place or ""] == "Minsk"


def test_every_event_says_why_it_is_there(reader: Reader) -> None:
    reading = read(reader, "Russia denied that it had bombed the clinic. Iran arrested a reporter.")

    reasons = {reason.row: dict(reason.steps) for reason in reading.reasons}
    assert reading.events
    assert all("predicates.tsv:" in reasons[event.id]["pattern"] for event in reading.events)


def test_a_predicate_without_parties_and_place_is_no_event(reader: Reader) -> None:
    assert read(reader, "The threat is growing. Talks are hard.").events == ()


# --- heads ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """Heads that say the same of every event, and nothing of what happened."""

    said: dict[str, float]

    def types(self, parts: Iterable[Sequence[int]]) -> dict[str, float]:
        assert len(list(parts)) == 4
        return {**self.said, "NONE": 1 - sum(self.said.values())}

    def happened(self, token: int) -> float:
        return 3.0


def candidate(type_: str, sure: float) -> Candidate:
    return Candidate(1, predicates()["bomb", "VERB"][0], type_, None, [0], [2], sure)


@pytest.mark.parametrize(("said", "counts"), [(0.9, True), (0.01, False)])
def test_a_head_that_sees_no_event_outweighs_a_doubtful_pattern(said: float, counts: bool) -> None:
    from annotated import annotated
    from coding.made import page

    made = annotated("Rebels/rebel/NOUN/2/nsubj hit/hit/VERB/0/root towns/town/NOUN/2/obj")
    view = page(made)
    object.__setattr__(view.annotation, "heads", Said({"ASSAULT": said}))

    assert (weigh(view, candidate("ASSAULT", 0.55)).score >= LEAST) == counts


@pytest.mark.parametrize(
    ("word", "type_", "mode", "known"),
    [
        ("convict", "SANCTION", "convict", "ACCUSE"),
        ("abdicate", "RETREAT", "resign", "YIELD"),
        ("bomb", "ASSAULT", None, "ASSAULT"),
    ],
)
def test_heads_know_some_patterns_by_another_type(
    word: str, type_: str, mode: str | None, known: str
) -> None:
    found = Candidate(1, predicates()[word, "VERB"][0], type_, mode, [0], [2], 0.9)

    assert known_as(found) == known


def test_the_word_that_joins_source_and_target_is_above_both() -> None:
    from annotated import annotated

    made = annotated("Police//NOUN/2/nsubj arrested/arrest/VERB/0/root two//NUM/4/nummod men/man/NOUN/2/obj")
    assert joining(made.annotation.tokens, [0], [2, 3]) == 1
    assert joining(made.annotation.tokens, [0], []) is None
