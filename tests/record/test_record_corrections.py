"""What people correct: kept, dated, withdrawable, applied to whatever the reader reads, and shown by every question."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from onrecord import query
from onrecord.errors import OnRecordError, UsageError
from onrecord.exchange.onrecord import dumps
from onrecord.model import Reading, Speaker, Words, cut
from onrecord.record import Correction, Record, schema
from onrecord.record.corrections import applied
from tests.coded_reading import TEXT, actor_id, coded_reading, ids, spans

ID = ids(0)
READ = coded_reading()
DOCUMENT = READ.document.id
# Everything that questions are asked of, without the keys of rows.
STATE = (
    """
    SELECT what, number, coded.id, type, mode, status, places.name, statements.id, coded.day, due
    FROM coded LEFT JOIN places ON places.key = place LEFT JOIN statements ON statements.key = teller ORDER BY 1, 2
    """,
    """
    SELECT coded.id, role, actors.id, names.name FROM parties JOIN coded ON coded.key = coded
    LEFT JOIN actors ON actors.key = parties.actor LEFT JOIN names ON names.party = parties.key ORDER BY parties.key
    """,
    """
    SELECT statements.id, actors.id, speaker_words, cue, cue_class, content, polarity, certainty, parent, confidence
    FROM statements LEFT JOIN actors ON actors.key = speaker ORDER BY statements.key
    """,
    "SELECT actors.id, identities.id, seen, statements, mentions FROM actors JOIN identities"
    " ON identities.key = identity ORDER BY actors.key",
    "SELECT reading FROM readings",
    "SELECT id, name FROM identities ORDER BY id",
)


def state(record: Record) -> list[list[tuple[object, ...]]]:
    with record.looking() as connection:
        return [list(map(tuple, connection.exec_driver_sql(question))) for question in STATE]


def shown(record: Record) -> Reading:
    return record.get(DOCUMENT)


def row(reading: Reading, id: str):
    rows = (*reading.statements, *reading.events, *reading.relations, *reading.commitments)
    return next((one for one in rows if one.id == id), None)


def moved(words: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    return words, spans(words)


def read_again(number: int = 2) -> Reading:
    """The report as another reader reads it: the same rows under other ids, some with other words."""

    def id(one: str | None) -> str | None:
        return one and f"{number}{one[1:]}"

    outer, inner, urging = (replace(said, id=id(said.id), parent=id(said.parent)) for said in READ.statements)
    inner = replace(
        inner,
        content=Words(
            text="that Russia struck the Orem Front", spans=spans("that Russia struck the Orem Front")
        ),
    )
    strike = "Russia struck the Orem Front near Aleppo"
    events = [replace(event, id=id(event.id), statement=id(event.statement)) for event in READ.events]
    events[0] = replace(events[0], text=strike, spans=spans(strike))
    return replace(
        READ,
        reader=f"test {number}",
        statements=(outer, inner, urging),
        events=tuple(events),
        relations=tuple(replace(one, id=id(one.id)) for one in READ.relations),
        commitments=tuple(
            replace(one, id=id(one.id), statement=id(one.statement)) for one in READ.commitments
        ),
        reasons=(),
    )


@pytest.fixture
def one(record: Record) -> Record:
    record.save(READ)
    return record


def test_a_changed_row_is_shown_by_every_question(one: Record) -> None:
    made = one.change(
        ID["strike"], {"status": "denied", "place": "Idlib", "date": "2016-10"}, by="ana", note="heard"
    )

    assert (made.number, made.action, made.kind, made.by, made.note) == (1, "change", "event", "ana", "heard")
    assert made.fields == ("status", "place", "date")
    [found] = query.events(one, status="denied")
    assert (found.row.id, found.row.date, found.place.name) == (ID["strike"], "2016-10", "Idlib")
    assert query.events(one, status="claimed") == []
    assert [found.row.confidence for found in query.events(one, place="Idlib")] == [0.5, 1.0]
    assert dict(query.stats(one).statuses) == {"reported": 2, "demanded": 1, "denied": 1, "pledged": 1}
    assert row(shown(one), ID["strike"]) == found.row == next(iter(one.readings())).events[0]
    steps = dict(query.explain(one, ID["strike"]).steps)
    assert steps["correction 1"].startswith("changed status, place, date by ana, ")
    assert steps["frame"] == "strike, line 7"


def test_the_reading_as_read_stays(one: Record) -> None:
    one.change(ID["strike"], {"status": "denied"})
    one.reject(ID["outer"])

    assert one.get(DOCUMENT, corrected=False) == READ
    assert shown(one) != READ
    assert one.save(READ) is False
    assert one.known(READ.document, READ.reader)


CHANGES: dict[str, tuple[str, dict[str, object], Callable[[object], object], object]] = {
    "speaker, nobody known": (
        "inner",
        {"speaker": "village elders"},
        lambda r: r.speaker,
        Speaker(text="village elders", spans=spans("village elders")),
    ),
    "speaker, known": ("inner", {"speaker": "Turkey"}, lambda r: r.speaker.actor, actor_id("Turkey")),
    "speaker, said to be": (
        "inner",
        {"speaker": "a doctor [Loran]"},
        lambda r: (r.speaker.text, r.speaker.actor),
        ("a doctor", actor_id("Mira Loran")),
    ),
    "actor alone": (
        "inner",
        {"actor": "UN"},
        lambda r: (r.speaker.text, r.speaker.actor),
        ("a doctor", actor_id("UN")),
    ),
    "no actor": ("outer", {"actor": None}, lambda r: r.speaker.actor, None),
    "anonymous": ("inner", {"anonymous": True}, lambda r: r.speaker.anonymous, True),
    "cue": ("inner", {"cue": "told her"}, lambda r: (r.cue.text, r.cue.class_), ("told her", "say")),
    "class": ("inner", {"class_": "claim"}, lambda r: r.cue.class_, "claim"),
    "content in words": (
        "inner",
        {"content": "struck the Orem Front near Aleppo"},
        lambda r: r.content.text,
        "struck the Orem Front near Aleppo",
    ),
    "content by offsets": (
        "inner",
        {"content": (5, 10)},
        lambda r: (r.content.text, r.content.spans),
        (TEXT[5:10], ((5, 10),)),
    ),
    "content in two pieces": (
        "inner",
        {"content": "Russia struck … near Aleppo"},
        lambda r: r.content.text,
        "Russia struck near Aleppo",
    ),
    "kind, polarity, certainty": (
        "outer",
        {"kind": "direct", "polarity": "-", "certainty": "probable"},
        lambda r: (r.kind, r.polarity, r.certainty),
        ("direct", "-", "probable"),
    ),
    "addressee": ("inner", {"addressee": "her"}, lambda r: r.addressee.text, "her"),
    "said on and at": (
        "inner",
        {"said_on": "2016-10-20", "said_at": "aleppo"},
        lambda r: (r.said_on, r.said_at),
        ("2016-10-20", "p1"),
    ),
    "parent": ("inner", {"parent": "none"}, lambda r: r.parent, None),
    "type with its codes": (
        "strike",
        {"type": "threaten"},
        lambda r: (r.type, r.mode, r.quad),
        ("THREATEN", None, 3),
    ),
    "mode": ("strike", {"mode": "Heavy weapons"}, lambda r: r.mode, "heavy-weapons"),
    "contexts": (
        "strike",
        {"contexts": "military, terrorism"},
        lambda r: r.contexts,
        ("military", "terrorism"),
    ),
    "parties": (
        "strike",
        {"actors": "Turkey; village elders"},
        lambda r: [(p.text, p.actor) for p in r.actors],
        [("Turkey", actor_id("Turkey")), ("village elders", None)],
    ),
    "no parties": ("strike", {"recipients": "none"}, lambda r: r.recipients, ()),
    "words": ("strike", {"words": "Russia struck"}, lambda r: (r.text, r.spans), moved("Russia struck")),
    "teller": ("meeting", {"statement": ID["outer"][:6]}, lambda r: r.statement, ID["outer"]),
    "relation": (
        "backing",
        {"type": "Opposes", "object": "The UN", "from": "2015", "to": "2016", "certainty": "possible"},
        lambda r: (r.type, r.object.text, r.from_, r.to, r.certainty),
        ("opposes", "The UN", "2015", "2016", "possible"),
    ),
    "designator": (
        "backing",
        {"by": "Russia"},
        lambda r: (r.by.text, r.by.actor),
        ("Russia", actor_id("Russia")),
    ),
    "commitment": (
        "pledge",
        {"type": "threat", "deadline": "2016-12", "to": "Russia", "by": None},
        lambda r: (r.kind, r.deadline, r.to.text, r.by),
        ("threat", "2016-12", "Russia", None),
    ),
    "its words": (
        "pledge",
        {"action": "leave Syria by November", "condition": "Turkey will"},
        lambda r: (r.action.text, r.condition.text, r.basis),
        ("leave Syria by November", "Turkey will", None),
    ),
}


@pytest.mark.parametrize(("name", "fields", "look", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_field_becomes_what_is_typed(one: Record, name, fields, look, expected) -> None:
    one.change(ID[name][:8], fields)

    assert look(row(shown(one), ID[name])) == expected
    assert list(one.verify()) == []


BAD: list[tuple[str, dict[str, object], str]] = [
    ("strike", {"status": "claimd"}, "'claimd' is no status; did you mean claimed"),
    ("strike", {"typ": "aid"}, "'typ' is no field of an event; did you mean type"),
    ("strike", {"speaker": "Russia"}, "'speaker' is no field of an event: use one of type, mode"),
    ("strike", {"mode": "visit"}, "'visit' is no mode of ASSAULT"),
    ("strike", {"words": "Russia hit"}, "'Russia hit' does not stand in the report"),
    ("strike", {"words": "10-9999"}, "'10-9999' is no stretch of the report"),
    ("strike", {"words": "10-12"}, "begins or ends with a blank"),
    ("strike", {"words": []}, r"\[\] says nothing here"),
    ("strike", {"date": "soon"}, "date='soon' is no date"),
    ("strike", {"place": "Paris"}, "'Paris' is no place of the report: it has Aleppo, Idlib"),
    ("strike", {"statement": "ffffff"}, "'ffffff' is no other statement of the report"),
    ("strike", {"actors": "Russia [Zed]"}, "no actor in the record is called 'Zed'"),
    ("strike", {"status": "claimed"}, "is so already: nothing is changed"),
    ("strike", {}, "name what is to be changed, as type="),
    ("outer", {"parent": ID["inner"]}, "stands inside"),
    ("outer", {"class": "Said so"}, "'Said so' is no class of a cue"),
    ("outer", {"polarity": "no"}, "'no' is no polarity"),
    ("outer", {"anonymous": "maybe"}, "'maybe' is neither yes nor no"),
    ("backing", {"subject": "none"}, "a relation has a subject"),
    ("meeting", {"mode": "aerial"}, "'aerial' is no mode of CONSULT"),
]


@pytest.mark.parametrize(("name", "fields", "reason"), BAD)
def test_what_cannot_be_is_refused_and_changes_nothing(
    one: Record, name: str, fields: dict, reason: str
) -> None:
    before = state(one)
    with pytest.raises(UsageError, match=reason):
        one.change(ID[name], fields)
    assert (state(one), one.corrections()) == (before, [])


@pytest.mark.parametrize(
    ("do", "reason"),
    [
        (lambda record: record.confirm("zzzz"), "nothing in the record has an id that begins with 'zzzz'"),
        (lambda record: record.reject("5"), "'5' is too short for an id"),
        (lambda record: record.withdraw_correction(1), "correction 1 was withdrawn already"),
        (lambda record: record.withdraw_correction(7), "there is no correction 7"),
        (
            lambda record: record.confirm(ID["meeting"], by="ana"),
            "ana confirmed event [0-9a-f]+ already: correction 2",
        ),
        (lambda record: record.add("nothing", "event", {}), "no report in the record is called 'nothing'"),
        (
            lambda record: record.add(DOCUMENT, "events", {}),
            "'events' is no kind of row: use one of statement, event",
        ),
        (lambda record: record.add(DOCUMENT, "event", {"type": "aid"}), "a new event needs words="),
        (lambda record: record.add(DOCUMENT, "statement", {"content": "Syria"}), "needs speaker=… or cue="),
        (
            lambda record: record.add(DOCUMENT, "event", {"type": "aid", "words": "Russia"}),
            "'Russia' stands 3 times",
        ),
    ],
)
def test_what_means_nothing_is_refused(one: Record, do: Callable[[Record], object], reason: str) -> None:
    one.reject(ID["strike"])
    one.withdraw_correction(1)
    one.confirm(ID["meeting"], by="ana")
    before = state(one), one.corrections()
    with pytest.raises(UsageError, match=reason):
        do(one)
    assert (state(one), one.corrections()) == before


def test_a_confirmed_row_is_sure_and_another_person_may_confirm_it_too(one: Record) -> None:
    one.confirm(ID["meeting"], by="ana")
    one.confirm(ID["meeting"], by="bo")

    assert row(shown(one), ID["meeting"]) == replace(READ.events[1], confidence=1.0)
    assert [(made.action, made.by) for made in one.corrections()] == [("confirm", "ana"), ("confirm", "bo")]


def test_what_a_rejected_statement_tells_goes_with_it_and_comes_back(one: Record) -> None:
    before = state(one)
    one.reject(ID["outer"])

    assert [said.id for said in shown(one).statements] == [ID["urging"]]
    assert [event.id for event in shown(one).events] == [ID["meeting"]]
    assert query.who(one, "Mira Loran") == []
    assert [reason.row for reason in shown(one).reasons] == []
    one.withdraw_correction(1)
    assert state(one) == before
    assert shown(one) == READ


def test_an_event_can_be_kept_from_a_statement_that_is_rejected(one: Record) -> None:
    one.change(ID["strike"], {"statement": None, "status": "reported"})
    one.reject(ID["outer"])

    assert [event.id for event in shown(one).events] == [ID["strike"], ID["meeting"]]
    assert [found.row.id for found in query.events(one, own_voice=True)] != []


def test_a_missing_row_is_added_where_its_words_stand(one: Record) -> None:
    fields = {"speaker": "Turkey", "cue": "will", "content": "leave Syria by November", "class": "promise"}
    made = one.add(DOCUMENT, "statement", fields, by="ana")
    told = one.add(DOCUMENT, "event", {"type": "retreat", "words": "leave Syria", "actors": "Turkey"})

    assert [said.id for said in shown(one).statements] == [ID["outer"], ID["inner"], made.row, ID["urging"]]
    assert [event.id for event in shown(one).events] == [ID["strike"], ID["meeting"], told.row]
    event = row(shown(one), told.row)
    assert (event.statement, event.status, event.quad, event.confidence) == (made.row, "claimed", 2, 1.0)
    assert [said.statement for said in query.who(one, "Turkey")] == [made.row]
    assert [found.row.id for found in query.events(one, teller="Turkey")] == [told.row]
    with pytest.raises(UsageError, match=f"added already: it is {made.row}"):
        one.add(DOCUMENT, "statement", fields)


def test_added_commitments_and_relations_have_what_follows_from_their_kind(one: Record) -> None:
    pledge = one.add(
        DOCUMENT, "commitment", {"kind": "expectation", "action": "met village elders", "by": "Russia"}
    )
    tie = one.add(
        DOCUMENT,
        "relation",
        {
            "type": "opposes",
            "subject": "Russia",
            "object": "the Orem Front",
            "words": "Russia struck the Orem Front",
        },
    )

    found = row(shown(one), pledge.row)
    assert (found.status, found.text, found.statement) == ("hypothetical", "met village elders", None)
    assert (row(shown(one), tie.row).status, row(shown(one), tie.row).statement) == ("claimed", ID["inner"])
    assert list(one.verify()) == []


def test_an_actor_of_another_report_can_be_meant(one: Record, make) -> None:
    one.save(make(1))
    one.change(ID["inner"], {"speaker": "a doctor [Ann Li]"})

    assert [said.speaker_words for said in query.who(one, "Ann Li")] == ["a doctor", "Ann Li"]
    assert {actor.name: actor.reports for actor in query.actors(one)}["Ann Li"] == 2
    one.withdraw_correction(1)
    assert shown(one) == READ
    assert {actor.name: actor.reports for actor in query.actors(one)}["Ann Li"] == 1


def test_later_corrections_of_a_row_go_on_from_earlier_ones(one: Record) -> None:
    one.change(ID["strike"], {"status": "denied"})
    one.change(ID["strike"], {"status": "reported", "date": "2016"})
    one.change(ID["strike"], {"certainty": "possible"})
    one.withdraw_correction(2)

    found = row(shown(one), ID["strike"])
    assert (found.status, found.date, found.certainty) == ("denied", "2016-10-19", "possible")


def test_what_others_rest_on_is_withdrawn_after_them(one: Record) -> None:
    made = one.add(DOCUMENT, "event", {"type": "aid", "words": "met village elders"})
    one.change(made.row, {"status": "pledged"})
    with pytest.raises(UsageError, match="correction 2 rests on correction 1: withdraw 2 first"):
        one.withdraw_correction(1)
    one.withdraw_correction(2)
    one.withdraw_correction(1)
    assert shown(one) == READ


@pytest.mark.parametrize(
    "again", [replace(READ, reader="test 2"), read_again()], ids=["same ids", "other ids"]
)
def test_corrections_survive_another_reader(one: Record, again: Reading) -> None:
    one.change(ID["strike"], {"status": "denied", "recipients": "village elders"})
    one.change(ID["inner"], {"speaker": "Turkey", "class": "claim"})
    one.reject(ID["backing"])
    one.confirm(ID["pledge"])
    one.change(ID["meeting"], {"statement": ID["urging"]})
    made = one.add(DOCUMENT, "event", {"type": "aid", "words": "elders in Idlib", "statement": ID["outer"]})
    assert one.save(again)

    now = shown(one)
    assert one.corrections(orphaned=True) == []
    assert one.corrections(document=DOCUMENT) == one.corrections()
    assert one.corrections(document="0" * 16) == []
    assert now.reader == "test 2"
    strike, meeting = now.events[0], now.events[1]
    assert (strike.id, strike.status, strike.recipients[0].text) == (
        again.events[0].id,
        "denied",
        "village elders",
    )
    assert strike.text == again.events[0].text
    assert (now.statements[1].speaker.text, now.statements[1].cue.class_) == ("Turkey", "claim")
    assert now.statements[1].content == again.statements[1].content
    assert now.relations == ()
    assert now.commitments[0] == replace(again.commitments[0], confidence=1.0)
    assert meeting.statement == again.statements[2].id
    assert row(now, made.row).statement == again.statements[0].id
    assert one.get(DOCUMENT, corrected=False) == again
    assert list(one.verify()) == []


def test_a_row_that_was_known_again_can_be_corrected_further_and_be_read_again(one: Record) -> None:
    one.change(ID["strike"], {"status": "denied"})
    one.save(read_again(2))
    made = one.change(read_again(2).events[0].id, {"certainty": "possible"})
    assert made.row == ID["strike"]
    for number in (3, 2, 4):
        one.save(read_again(number))
        event = shown(one).events[0]
        assert (event.id, event.status, event.certainty) == (
            read_again(number).events[0].id,
            "denied",
            "possible",
        )
    one.save(READ)
    assert (shown(one).events[0].id, shown(one).events[0].status) == (ID["strike"], "denied")
    assert one.corrections(orphaned=True) == []


def test_a_row_that_a_newer_reader_finds_by_itself_is_not_there_twice(one: Record) -> None:
    made = one.add(
        DOCUMENT,
        "event",
        {"type": "retreat", "words": "will leave Syria by November", "actors": "Turkey", "mode": "withdraw"},
    )
    found = replace(
        made.after,
        id="found",
        text=cut(TEXT, spans("will leave Syria")),
        spans=spans("will leave Syria"),
        mode=None,
        confidence=0.4,
    )
    one.save(replace(READ, reader="test 2", events=(*READ.events, found)))

    assert [event.id for event in shown(one).events] == [ID["strike"], ID["meeting"], "found"]
    assert (shown(one).events[2].mode, shown(one).events[2].confidence) == ("withdraw", 1.0)


def test_a_rejected_row_does_not_take_its_neighbour_with_it(one: Record) -> None:
    strike = READ.events[0]
    twin = replace(
        strike,
        id="twin",
        text="Russia struck the Orem Front near Aleppo",
        spans=spans("Russia struck the Orem Front near Aleppo"),
    )
    one.save(replace(READ, events=(strike, twin)))
    one.reject(strike.id)
    one.save(replace(READ, reader="test 2", events=(twin,)))

    assert [event.id for event in shown(one).events] == ["twin"]
    assert [lost.number for lost in one.corrections(orphaned=True)] == [1]


def test_a_rejected_row_does_not_take_another_type_with_it(one: Record) -> None:
    one.reject(ID["strike"])
    other = replace(READ.events[0], id="other", type="COERCE")
    one.save(replace(READ, reader="test 2", events=(other,)))

    assert [event.id for event in shown(one).events] == ["other"]


def test_corrections_of_rows_that_are_gone_are_orphans_until_they_are_back(one: Record) -> None:
    one.change(ID["strike"], {"status": "denied"})
    one.confirm(ID["backing"])
    one.save(replace(READ, reader="test 2", events=READ.events[1:], reasons=()))

    assert [lost.number for lost in one.corrections(orphaned=True)] == [1]
    assert [made.number for made in one.corrections()] == [1, 2]
    one.save(READ)
    assert one.corrections(orphaned=True) == []
    assert shown(one).events[0].status == "denied"


def test_an_original_reading_without_corrections_left_is_not_kept_twice(one: Record) -> None:
    one.reject(ID["strike"])
    one.withdraw_correction(1)
    with one.looking() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM originals").scalar() == 0


def test_corrections_are_dated_rows_that_are_never_changed(
    one: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "ines")
    first, second = one.reject(ID["strike"]), one.confirm(ID["meeting"], by="ed", note="seen")
    gone = one.withdraw_correction(first.number)

    assert first.by == "ines"
    assert gone == replace(first, withdrawn_at=gone.withdrawn_at)
    assert gone.withdrawn_at >= first.at
    assert one.corrections() == [gone, second]


def test_a_correction_whose_words_do_not_stand_is_an_orphan() -> None:
    strike = replace(READ.events[0], text="never said", status="denied")
    wrong = Correction(
        id="1",
        action="change",
        document=DOCUMENT,
        kind="event",
        row=strike.id,
        fields=("words",),
        before=READ.events[0],
        after=strike,
        by="ana",
        at="2020-01-01T00:00:00+00:00",
    )

    assert applied(READ, [wrong]) == (READ, (wrong,))


def test_nothing_is_applied_where_there_is_nothing_to_apply() -> None:
    assert applied(READ, []) == (READ, ())


@pytest.mark.parametrize("seed", range(8))
def test_what_is_shown_follows_from_readings_and_corrections_alone(tmp_path: Path, seed: int) -> None:
    """Whatever was corrected, withdrawn and read in whatever order: the same as all of it taken over afresh."""
    dice = random.Random(seed)

    def some(record: Record) -> str:
        reading = shown(record)
        rows = (*reading.statements, *reading.events, *reading.relations, *reading.commitments)
        return dice.choice(rows).id

    changes = [
        {"status": "denied"},
        {"certainty": "possible"},
        {"speaker": "Turkey"},
        {"statement": "none"},
        {"type": "aid"},
    ]
    new = [
        {"type": "aid", "words": "met village elders"},
        {"type": "retreat", "words": "leave Syria", "actors": "Turkey"},
    ]
    actions: list[Callable[[Record], object]] = [
        lambda record: record.change(some(record), dice.choice(changes)),
        lambda record: record.reject(some(record)),
        lambda record: record.confirm(some(record)),
        lambda record: record.add(DOCUMENT, "event", dice.choice(new)),
        lambda record: record.withdraw_correction(dice.randrange(1, 12)),
        lambda record: record.save(dice.choice([READ, read_again(2), read_again(3)])),
    ]
    with Record(tmp_path / "one.db") as record, Record(tmp_path / "afresh.db") as afresh:
        record.save(READ)
        for _ in range(40):
            try:
                dice.choice(actions)(record)
            except (OnRecordError, IndexError):
                continue
        assert list(record.verify()) == []
        afresh.bring_corrections(record.corrections())
        afresh.save(record.get(DOCUMENT, corrected=False))
        assert len(record.corrections()) > 5
        assert dumps(shown(afresh)) == dumps(shown(record))
        assert state(afresh)[:4] == state(record)[:4]
        assert [one.id for one in afresh.corrections(orphaned=True)] == [
            one.id for one in record.corrections(orphaned=True)
        ]
        for made in reversed(record.corrections()):
            if not made.withdrawn_at:
                record.withdraw_correction(made.number)
        assert dumps(shown(record)) == dumps(record.get(DOCUMENT, corrected=False))


def test_verify_names_rows_whose_words_do_not_stand(one: Record) -> None:
    broken = replace(READ.events[0], text="Russia did it")
    said = replace(READ.statements[0], content=Words(text="x", spans=((5, 9999),)))
    one.save(replace(READ, reader="test 2", events=(broken,), statements=(said, *READ.statements[1:])))
    found = [(problem.what, problem.row, problem.problem) for problem in one.verify()]

    assert ("event", ID["strike"], "its words do not stand there") in found
    assert ("statement", ID["outer"], "its content does not stand there") in found


def test_verify_sees_a_damaged_line_a_stale_table_and_a_correction_gone_wrong(one: Record, make) -> None:
    one.reject(ID["strike"])
    for number in (1, 2):
        one.save(make(number))
    with one._writing() as connection:
        told = schema.corrections
        stored = connection.scalar(told.select().with_only_columns(told.c.told))
        connection.execute(update(told).values(told=stored.replace("Russia struck", "Russia bombed")))
        tables = schema.statements
        connection.execute(
            update(tables).where(tables.c.id == make(1).statements[0].id).values(content="other")
        )
        key = schema.readings.c.text == make(2).document.text
        connection.execute(update(schema.readings).where(key).values(reading="{}"))
    found = [(problem.what, problem.problem) for problem in one.verify()]

    assert ("correction", "its words do not stand there") in found
    assert ("statement", "is not the same in the tables that questions are asked of") in found
    assert any(what == "reading" and "format" in problem for what, problem in found)


def test_doubtful_rows_are_the_least_certain_that_nobody_looked_at(one: Record, make) -> None:
    one.save(replace(READ, events=(replace(READ.events[0], confidence=0.1), READ.events[1])))
    one.save(make(1))
    one.confirm(ID["meeting"])
    one.change(ID["outer"], {"certainty": "possible"})

    found = query.doubtful(one)
    assert [found[0].id, found[0].kind, found[0].confidence] == [ID["strike"], "event", 0.1]
    assert not {ID["meeting"], ID["outer"]} & {doubt.id for doubt in found}
    assert len(found) == 7
    assert [doubt.kind for doubt in query.doubtful(one, kind="relation")] == ["relation"]
    assert [doubt.document for doubt in query.doubtful(one, document="1.txt")] == [make(1).document.id]
    assert query.doubtful(one, limit=2) == found[:2]
    assert {doubt.document for doubt in query.doubtful(one, newest=1)} < {doubt.document for doubt in found}
    assert query.doubtful(one, newest=9) == found
    assert (
        query.doubtful(one, newest=9, publisher="nobody") == query.doubtful(one, newest=9, until="1900") == []
    )
    with pytest.raises(UsageError, match="'verb' is no kind of row"):
        query.doubtful(one, kind="verb")
