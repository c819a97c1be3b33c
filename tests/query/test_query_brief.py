"""A page on somebody: each entry rests on words that stand in a report, and copies count once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest

import onrecord
from onrecord import query
from onrecord.errors import UsageError
from onrecord.query import Brief
from onrecord.record import Record
from tests.coded_reading import actor_id, coded_reading
from tests.plans import asked, scanned

ACCUSED = """Minister accuses army over port

By Ann Li

May 3, 2024

RIGA, May 3 (Northwire) - The army shelled the grain terminal at Port Selda on Thursday, \
Defence Minister Ana Kolar said.

She said that 14 people were killed at the terminal. The town lies on the river, and \
most of its people work at the port.
"""
COPIED = ACCUSED.replace("Minister accuses army over port", "Port shelled, says Kolar").replace(
    "(Northwire)", "(Meridian News)"
)
DENIED = """Colonel denies shelling

By Piet Oss

May 4, 2024

RIGA, May 4 (Halden Press Agency) - Colonel Jan Brandt denied that the army shelled the grain terminal \
at Port Selda on Thursday.

"Minister Ana Kolar will have to answer for this," he said. Brandt promised to open the port by May 20.
"""


@pytest.fixture(scope="module")
def remembered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("brief") / "record.db") as record:
        for number, text in enumerate((ACCUSED, COPIED, DENIED)):
            record.save(onrecord.read(text, source=f"{number}.txt"))
        yield record


def numbers(value: Any) -> Iterator[int]:
    """Every reference that an entry names."""
    if is_dataclass(value):
        for field in fields(value):
            one = getattr(value, field.name)
            if field.name == "reference":
                yield one
            elif field.name == "references" and all(isinstance(each, int) for each in one):
                yield from one
            elif field.name != "references":
                yield from numbers(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from numbers(one)


SECTIONS = ("offices", "said", "about", "claims", "contradictions", "events", "relations", "commitments")


def entries(found: Brief) -> list[Any]:
    return [entry for name in SECTIONS for entry in getattr(found, name).entries]


@pytest.mark.parametrize("words", ["Ana Kolar", "Jan Brandt", "Port Selda", "grain terminal"])
def test_nothing_is_told_without_words_that_stand_in_a_report(remembered: Record, words: str) -> None:
    found = query.brief(remembered, words)

    assert entries(found)
    for entry in entries(found):
        assert list(numbers(entry)), entry
    # Every number is explained, and what is explained is used.
    assert [one.number for one in found.references] == list(range(1, len(found.references) + 1))
    assert set(numbers(found)) == {one.number for one in found.references}
    for one in found.references:
        text = remembered.get(one.document.id).document.text
        assert one.quotation == tuple(text[start:end] for start, end in one.spans)
        assert all(one.quotation)


def test_references_are_numbered_in_the_order_of_the_page(remembered: Record) -> None:
    found = query.brief(remembered, "Ana Kolar")

    first = list(dict.fromkeys(numbers((found.seen, *entries(found)))))
    assert first == sorted(first)


def test_who_somebody_is(remembered: Record) -> None:
    found = query.brief(remembered, "Kolar")

    assert (found.subject.kind, found.subject.name, found.subject.actor_kind) == (
        "actor",
        "Ana Kolar",
        "person",
    )
    assert found.seen is not None
    assert (found.seen.reports, found.seen.stories) == (3, 2)
    assert (found.seen.first, found.seen.last) == ("2024-05-03", "2024-05-04")
    assert "Defence Minister" in {post.title for post in found.offices.entries}


def test_copies_of_a_statement_are_one_entry_that_counts_once(remembered: Record) -> None:
    found = query.brief(remembered, "Ana Kolar")

    (shelled,) = [one for one in found.said.entries if "army shelled" in one.text]
    assert shelled.stories == 1
    assert len(shelled.references) == 1
    assert len({one.text for one in found.said.entries}) == len(found.said.entries)


def test_what_others_say_of_somebody_is_not_what_she_says(remembered: Record) -> None:
    found = query.brief(remembered, "Ana Kolar")

    assert {one.speaker for one in found.said.entries} == {"Ana Kolar"}
    assert [one.speaker for one in found.about.entries] == ["Jan Brandt"]
    assert "answer for this" in found.about.entries[0].text


def test_contradictions_that_touch_somebody_have_both_sides(remembered: Record) -> None:
    for name in ("Ana Kolar", "Jan Brandt"):
        (clash,) = query.brief(remembered, name).contradictions.entries
        assert clash.kind == "denied"
        assert {clash.one.voice.teller, clash.other.voice.teller} == {"Ana Kolar", "Jan Brandt"}


def test_a_place_and_a_topic_have_claims_with_who_affirms_and_who_denies(remembered: Record) -> None:
    for words, kind in (("grain terminal", "topic"), ("port selda", "place")):
        found = query.brief(remembered, words)
        assert found.subject.kind == kind
        assert found.seen is None
        assert found.said.entries == ()
        claim = next(one for one in found.claims.entries if one.denied)
        assert "Ana Kolar" in {voice.teller for voice in claim.affirmed}
        assert {voice.teller for voice in claim.denied} == {"Jan Brandt"}


@pytest.mark.parametrize(("today", "state"), [(date(2016, 11, 30), "open"), (date(2016, 12, 1), "passed")])
def test_a_deadline_is_open_up_to_its_last_day(record: Record, today: date, state: str) -> None:
    record.save(coded_reading())

    (promise,) = query.brief(record, "Turkey", today=today).commitments.entries

    assert (promise.by, promise.action, promise.deadline, promise.state) == (
        "Turkey",
        "leave Syria",
        "2016-11",
        state,
    )


def test_without_a_day_until_is_today(record: Record) -> None:
    record.save(coded_reading())
    found = query.brief(record, "Turkey", until="2016-10")

    assert found.today == "2016-10-31"
    assert found.commitments.entries[0].state == "open"


def test_events_and_relations_tell_whose_word_they_are(record: Record) -> None:
    for number in (0, 1):  # copies
        record.save(coded_reading(number))
    found = query.brief(record, "Orem Front")

    (deed,) = found.events.entries
    assert (deed.type, deed.who, deed.to, deed.place, deed.stories) == (
        "ASSAULT aerial",
        "Russia",
        "Orem Front",
        "Aleppo",
        1,
    )
    assert [(voice.teller, voice.own, voice.status) for voice in deed.voices] == [
        ("a doctor", False, "claimed")
    ]
    (bond,) = found.relations.entries
    assert (bond.subject, bond.type, bond.object, bond.stories) == ("Turkey", "backs", "Orem Front", 1)
    assert [(voice.own, voice.status) for voice in bond.voices] == [(True, "reported")]


def test_what_stands_before_the_days_asked_for_is_not_new(record: Record) -> None:
    for number, published in enumerate(("2016-10-21", "2016-10-24")):
        record.save(coded_reading(number, published=published))

    marks = {one.marks for one in query.brief(record, "Mira Loran", since="2016").said.entries}
    later = {one.marks for one in query.brief(record, "Mira Loran", since="2016-10-23").said.entries}

    assert marks == {("new",)}
    assert later == {()}


def test_the_timeline_names_words_once_and_runs_forward(remembered: Record) -> None:
    found = query.brief(remembered, "Jan Brandt")

    days = [one.day for one in found.timeline]
    assert days == sorted(days)
    places = [(one.document.id, one.spans) for one in found.references]
    told = [places[one.reference - 1] for one in found.timeline]
    assert len(told) == len(set(told))


def test_a_section_has_so_many_entries_and_says_how_many_more(remembered: Record) -> None:
    whole = query.brief(remembered, "grain terminal")
    short = query.brief(remembered, "grain terminal", limit=1)

    assert len(short.about.entries) == 1
    assert short.about.more == len(whole.about.entries) + whole.about.more - 1


def test_nothing_on_record_is_an_empty_page(record: Record) -> None:
    record.save(coded_reading())

    assert query.brief(record, "zebra crossing").empty
    assert query.brief(record, "Turkey", since="2020").said.entries == ()


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("Li", None, "may be Ann Li .* or Bo Li"),
        ("Nowhere", "place", "no event in the record is told of at a place"),
        ("Nobody", "actor", "no actor in the record"),
        ("Li", "person", "use one of actor, place, topic"),
        ("...", None, "names nobody and nothing"),
    ],
)
def test_what_is_not_clear_is_asked_back(
    save: Any, record: Record, words: str, kind: str | None, said: str
) -> None:
    save("Ann Li saw Bo Li.", actors={"Ann Li": ["Ann Li"], "Bo Li": ["Bo Li"]})
    with pytest.raises(UsageError, match=said):
        query.brief(record, words, kind=kind)


def test_a_name_that_is_an_actor_and_a_place_is_the_one_that_is_asked_for(record: Record) -> None:
    record.save(coded_reading())

    assert query.brief(record, "aleppo").subject.kind == "place"
    assert query.brief(record, "Aleppo, SYR").subject.name == "Aleppo"
    assert query.brief(record, "Aleppo", kind="topic").subject.kind == "topic"
    assert query.brief(record, actor_id("Turkey")).subject.name == "Turkey"


def test_quotations_outside_the_bmp_stand_as_they_are_stored(save: Any, record: Record) -> None:
    save(
        "🕊️ Ann Li said the 𝒷ridge 🌉 will hold.",
        ("Ann Li", "said", "the 𝒷ridge 🌉 will hold"),
        actors={"Ann Li": ["Ann Li"]},
    )
    found = query.brief(record, "Ann Li")

    assert "the 𝒷ridge 🌉 will hold" in {words for one in found.references for words in one.quotation}


def test_a_page_is_found_by_indexes(record: Record) -> None:
    for number in range(3):
        record.save(coded_reading(number))
    found = asked(record, lambda one: query.brief(one, "Turkey", today=date(2016, 11, 1)))

    assert scanned(record, found) & {"statements", "mentioned", "coded", "parties", "readings"} == set()
