"""How actors stand to each other and to places, whose word that is, and what tells no relation."""

from __future__ import annotations

import pytest

from onrecord.ingest import Options, from_text
from onrecord.model import Party, Reading, Relation
from onrecord.reader import Reader

FRIDAY = "2016-10-21"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Reading:
    return reader.read(from_text(text, options=Options(published=FRIDAY)), force=True)


def names(reading: Reading, party: Party) -> set[str]:
    """The words of an end and the name of its actor."""
    return {party.text, *(actor.name for actor in reading.actors if actor.id == party.actor)}


def found(reading: Reading, type_: str, subject: str, thing: str) -> Relation | None:
    """The relation of a type with these ends."""
    for row in reading.relations:
        ends = (names(reading, row.subject), names(reading, row.object))
        if row.type == type_ and subject in ends[0] and thing in ends[1]:
            return row
    return None


def teller(reading: Reading, row: Relation) -> str | None:
    return next((s.speaker.text for s in reading.statements if s.id == row.statement), None)


# One row for each way of telling: type, subject, object.
TOLD = [
    # verbs
    ("The Houthi rebels, who are supported by Iran, hold the port.", "backs", "Iran", "Houthis"),
    ("The Houthi rebels, who are supported by Iran, hold the port.", "controls", "Houthis", "the port"),
    ("Boko Haram controls villages around Lake Chad.", "controls", "Boko Haram", "villages"),
    ("The Lord's Resistance Army is led by Joseph Kony.", "leads", "Joseph Kony", "Lord's Resistance Army"),
    ("The company is headquartered in Geneva.", "located_in", "The company", "Geneva"),
    # nouns
    ("The Afghan Taliban, a rival of Islamic State, left.", "opposes", "The Afghan Taliban", "Islamic State"),
    ("China and Pakistan are close allies.", "allied_with", "China", "Pakistan"),
    (
        "The 7th Brigade, part of the Donbas command, left.",
        "part_of",
        "The 7th Brigade",
        "the Donbas command",
    ),
    # compounds
    ("The US-led coalition trained recruits.", "leads", "US", "US-led coalition"),
    ("A UN-backed government sits in Tripoli.", "backs", "UN", "A UN-backed government"),
    ("Anti-Taliban fighters left the valley.", "opposes", "Anti-Taliban fighters", "Taliban"),
    # what is done
    (
        "The Kenyan army launched air strikes against al-Shabaab in southern Somalia.",
        *("opposes", "Kenyan army", "Al-Shabaab"),
    ),
    (
        "The Free Syrian Army fought alongside Turkish troops against the YPG.",
        *("allied_with", "Free Syrian Army", "Turkish troops"),
    ),
    ("The area is under the control of the Syrian army.", "controls", "Syrian army", "The area"),
    # offices
    (
        "Ann Hoffman was elected president of the European Commission.",
        *("holds_office", "Ann Hoffman", "president of the European Commission"),
    ),
]


@pytest.mark.parametrize(
    ("text", "type_", "subject", "thing"), TOLD, ids=[f"{r[1]}: {r[0][:40]}" for r in TOLD]
)
def test_it_is_told(reader: Reader, text: str, type_: str, subject: str, thing: str) -> None:
    reading = read(reader, text)

    row = found(reading, type_, subject, thing)

    assert row, [(r.type, names(reading, r.subject), names(reading, r.object)) for r in reading.relations]
    assert (row.status, row.statement) == ("reported", None)


STATUS = [
    ("Iran denied backing the Houthis.", "backs", "denied"),
    ("The rebels no longer control the bridge.", "controls", "denied"),
    ("If Finland joins NATO, Russia will respond.", "member_of", "hypothetical"),
    ("Ethiopia accused Eritrea of supporting the rebels.", "backs", "claimed"),
]


@pytest.mark.parametrize(("text", "type_", "status"), STATUS)
def test_the_status_is_that_of_the_clause(reader: Reader, text: str, type_: str, status: str) -> None:
    assert [row.status for row in read(reader, text).relations if row.type == type_] == [status]


def test_a_compound_holds_even_in_a_clause_that_is_denied(reader: Reader) -> None:
    reading = read(reader, "The Iran-backed militia did not attack the town.")

    row = found(reading, "backs", "Iran", "The Iran-backed militia")

    assert row
    assert row.status == "reported"


DESIGNATED = [
    (
        "Turkey considers the YPG a terrorist organization linked to the PKK.",
        "terrorist organization",
        {"Turkey"},
    ),
    ("Egypt has outlawed the Muslim Brotherhood.", "outlawed", {"Egypt"}),
    ("The Wagner Group has been banned in Britain.", "banned", {"Britain"}),
    ("The so-called Islamic State was founded years ago.", "so-called", {None}),
    (
        "The PKK, listed as a terrorist group by Turkey and the EU, declared a truce.",
        *("terrorist group", {"Turkey", "the EU"}),
    ),
]


@pytest.mark.parametrize(("text", "label", "by"), DESIGNATED, ids=[row[0][:40] for row in DESIGNATED])
def test_who_is_called_what_by_whom(reader: Reader, text: str, label: str, by: set[str | None]) -> None:
    rows = [row for row in read(reader, text).relations if row.type == "designated_as"]

    assert {row.object.text for row in rows} == {label}
    assert {row.by.text if row.by else None for row in rows} == by


def test_a_note_on_a_name_is_the_reports_own_word(reader: Reader) -> None:
    text = (
        "MOSCOW, March 3. /TASS/. Fighters of Jabhat al-Nusra (terrorist organization banned in Russia - eds. TASS) "
        "were seen near Hama, an official said."
    )
    reading = read(reader, text)

    row = found(reading, "designated_as", "Jabhat al-Nusra", "terrorist organization banned in Russia")

    assert row
    assert (row.statement, row.by and row.by.text) == (None, "Russia")
    assert row.text == "(terrorist organization banned in Russia - eds. TASS)"


def test_our_own_information_is_no_other_voice(reader: Reader) -> None:
    reading = read(reader, '"According to our information, Hezbollah runs the show in Qusayr," Lavrov said.')

    row = found(reading, "controls", "Hezbollah", "Qusayr")

    assert row
    assert teller(reading, row) == "Lavrov"


def test_what_one_voice_tells_twice_is_one_row(reader: Reader) -> None:
    reading = read(reader, "Iran backs Hezbollah. The talks failed. Iran backs Hezbollah with money.")

    (row,) = [row for row in reading.relations if row.type == "backs"]

    assert len(row.spans) == 2


def test_every_row_says_which_word_told_it(reader: Reader) -> None:
    reading = read(reader, "Iran backs Hezbollah. Egypt has outlawed the Muslim Brotherhood.")
    told = {row.id for row in reading.relations}

    steps = {reason.row: dict(reason.steps) for reason in reading.reasons if reason.row in told}

    assert told == set(steps)
    assert any("relation_words.tsv" in step["pattern"] for step in steps.values())


NOTHING = [
    "The State-run agency published a list.",  # no name in front of the hyphen
    "The talks led to an agreement.",
    "The actor led a quiet life.",
    "He supported the idea.",
    "A gunman killed three people.",  # a lone killer is on no side
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_told(reader: Reader, text: str) -> None:
    assert read(reader, text).relations == ()


def test_everything_quoted_stands_in_the_text(reader: Reader) -> None:
    reading = read(reader, "\n".join(row[0] for row in TOLD))

    for row in reading.relations:
        for party in (row, row.subject, row.object):
            assert party.text == " ".join(reading.document.text[a:b] for a, b in party.spans)
