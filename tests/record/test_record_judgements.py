"""Judgements of people about who is who: kept, dated, withdrawable, and stronger than any reading."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from sqlalchemy import insert, select

from onrecord import query
from onrecord.errors import OnRecordError, UsageError
from onrecord.model import Actor, Cue, Document, Mention, Reading, Speaker, Statement, Words, identify
from onrecord.record import Judgement, Record, schema
from onrecord.record.place import Place

ANN, ANNE, ANNA, BO = "Ann Li", "Anne Lee", "Anna Ly", "Bo Mun"

STATE = (
    """
    SELECT documents.id, actors.id, identities.id, identities.name, identities.kind, actors.seen
    FROM actors JOIN documents ON documents.key = actors.document
    JOIN identities ON identities.key = actors.identity ORDER BY 1, actors.key
    """,
    "SELECT identities.id, called.name, apart FROM called JOIN identities ON identities.key = identity ORDER BY 1, 2",
    """
    SELECT id, name, kind, reports, reports - (SELECT sum(seen) FROM actors WHERE identity = identities.key)
    FROM identities ORDER BY id
    """,
)


def told(number: int, *names: str, kind: str | None = "person", reader: str = "test 1") -> Reading:
    """The reading of a report, called ``report 1`` and so on, in which each of the names says something."""
    sentences = [
        f"{name} said {word} {number}." for name, word in zip(names, ("one", "two", "three"), strict=False)
    ]
    text, actors, statements = " ".join(sentences), [], []
    for name, sentence in zip(names, sentences, strict=True):
        start = text.index(sentence)
        said, end = start + len(name), start + len(sentence) - 1
        actor = identify("actor", kind, name)
        mention = Mention(start=start, end=said, text=name)
        actors.append(Actor(id=actor, name=name, kind=kind, mentions=(mention,)))
        content = (said + 6, end)
        statements.append(
            Statement(
                id=identify(number, name),
                kind="indirect",
                speaker=Speaker(actor=actor, text=name, spans=((start, said),)),
                cue=Cue(text="said", spans=((said + 1, said + 5),), class_="say"),
                content=Words(text=text[slice(*content)], spans=(content,)),
                confidence=0.5,
            )
        )
    return Reading(
        reader=reader,
        document=Document(id=f"{number:016}", source=f"in/{number}.txt", title=f"report {number}", text=text),
        actors=tuple(actors),
        statements=tuple(statements),
    )


def state(record: Record) -> list[list[tuple[object, ...]]]:
    """Who everybody is, without the keys of rows."""
    with record.looking() as connection:
        return [list(map(tuple, connection.exec_driver_sql(question))) for question in STATE]


def reports(record: Record) -> dict[str, int]:
    return {actor.name: actor.reports for actor in query.actors(record)}


def said(record: Record, name: str) -> list[str]:
    return sorted(one.content for one in query.who(record, name))


@pytest.fixture
def three(record: Record) -> Record:
    """A record in which report 1 names Ann and Bo, report 2 Anne, and report 3 Anna and Ann."""
    for reading in (told(1, ANN, BO), told(2, ANNE), told(3, ANNA, ANN)):
        record.save(reading)
    return record


def test_a_merge_makes_one_actor_of_two_who_answers_to_both_names(three: Record) -> None:
    made = three.merge(ANN, ANNE, by="ed", note="one spelling")

    assert (made.actor.name, made.other.name, made.by, made.note) == (ANN, ANNE, "ed", "one spelling")
    assert reports(three) == {ANN: 3, ANNA: 1, BO: 1}
    assert said(three, ANN) == said(three, ANNE) == ["one 1", "one 2", "two 3"]
    assert {one.actor for one in query.who(three, ANNE)} == {ANN}


def test_merges_chain_whichever_comes_first(fresh: Callable[[], Place]) -> None:
    found = []
    for merges in (((ANNE, ANNA), (ANN, ANNE)), ((ANN, ANNE), (ANNE, ANNA))):
        with Record(fresh()) as record:
            record.save(told(1, ANN, ANNE, ANNA))
            for actor, other in merges:
                record.merge(actor, other)
            found.append((reports(record), said(record, ANNA)))
    assert found == [({ANN: 1}, ["one 1", "three 1", "two 1"])] * 2


def test_a_split_tells_a_namesake_apart_in_its_reports_alone(three: Record) -> None:
    made = three.split(ANN, ["report 3"])

    assert (made.other.name, made.documents) == ("Ann Li (2)", ("0000000000000003",))
    assert reports(three) == {ANN: 1, "Ann Li (2)": 1, ANNA: 1, ANNE: 1, BO: 1}
    assert said(three, ANN) == ["one 1"]
    assert said(three, "Ann Li (2)") == ["two 3"]


def test_namesakes_are_numbered_and_a_number_can_be_given_again(three: Record) -> None:
    three.save(told(4, ANN))
    three.split(ANN, ["report 1"])
    three.split(ANN, ["report 3"])
    three.split(ANN, ["report 4"], name="Ann Li (2)")

    assert reports(three) == {"Ann Li (2)": 2, "Ann Li (3)": 1, ANNA: 1, ANNE: 1, BO: 1}


def test_a_split_may_say_who_of_the_record_it_is(three: Record) -> None:
    three.merge(ANNE, ANNA)
    three.split(ANN, ["report 3"], name=ANNA)

    assert reports(three) == {ANNE: 2, ANN: 1, BO: 1}


JUDGEMENTS: dict[str, list[Callable[[Record], Judgement]]] = {
    "merge": [lambda record: record.merge(ANN, ANNE)],
    "split": [lambda record: record.split(ANN, ["report 1", "report 3"], name="Ann Li, painter")],
    "chain": [lambda record: record.merge(ANNE, ANNA), lambda record: record.merge(ANN, ANNE)],
    "split of a merged": [
        lambda record: record.merge(ANN, ANNE),
        lambda record: record.split(ANNE, ["report 2", "report 3"]),
    ],
    "merge of a split": [
        lambda record: record.split(ANN, ["report 3"]),
        lambda record: record.merge("Ann Li (2)", BO),
    ],
    "joined": [
        lambda record: record.split(ANN, ["report 3"], name=BO),
        lambda record: record.merge(ANNA, BO),
    ],
}


@pytest.mark.parametrize("judge", JUDGEMENTS.values(), ids=JUDGEMENTS)
def test_withdrawing_restores_exactly_what_was_before(three: Record, judge) -> None:
    before = [state(three)]
    for one in judge:
        one(three)
        before.append(state(three))
    for made in reversed(three.judgements()):
        assert state(three) == before.pop() != before[-1]
        three.withdraw(made.id)
    assert [state(three)] == before


def test_a_link_of_a_chain_can_be_withdrawn_by_itself(three: Record) -> None:
    first = three.merge(ANNE, ANNA)
    three.merge(ANN, ANNE)
    three.withdraw(first.id)

    assert reports(three) == {ANN: 3, ANNA: 1, BO: 1}


@pytest.mark.parametrize("judge", JUDGEMENTS.values(), ids=JUDGEMENTS)
def test_judgements_survive_reading_again_with_another_reader(three: Record, judge) -> None:
    for one in judge:
        one(three)
    before = state(three), three.judgements(), said(three, ANN), reports(three)
    for number in (3, 1, 2):
        reading = three.get(f"report {number}")
        assert three.save(replace(reading, reader="test 2"))

    assert (state(three), three.judgements(), said(three, ANN), reports(three)) == before


def test_judgements_survive_a_reading_that_does_not_find_the_actor(three: Record) -> None:
    three.merge(ANN, ANNE)
    for number in (1, 3):
        three.save(told(number, BO, reader="test 2"))
    assert reports(three) == {BO: 2, ANN: 1}
    three.save(told(1, ANN, reader="test 3"))
    assert reports(three) == {ANN: 2, BO: 1}


def test_a_reader_that_takes_an_actor_for_another_kind_changes_no_judgement(record: Record) -> None:
    for number, name in enumerate(("Front", "The River Front", "Front")):
        record.save(told(number, name, kind="group"))
    record.merge("River Front", "Front")
    record.split("River Front", ["report 2"], name="Front of others")
    for number, name in enumerate(("Front", "The River Front", "Front")):
        record.save(told(number, name, kind="armed_group", reader="test 2"))

    assert reports(record) == {"The River Front": 2, "Front of others": 1}


def test_a_namesake_is_not_meant_whether_known_then_or_of_another_kind_altogether(record: Record) -> None:
    record.save(told(1, "Georgia", kind="group"))
    record.save(told(2, "Georgia", kind="company"))
    record.save(told(3, "Georgian mission", kind="group"))
    record.merge("Georgian mission", identify("actor", "group", "Georgia"))
    record.save(told(4, "Georgia", kind="country"))
    record.save(told(5, "Georgia", kind="person"))
    record.save(told(6, "Georgia", kind="company"))

    found = {(actor.name, actor.kind): actor.reports for actor in query.actors(record)}
    assert found == {
        ("Georgian mission", "group"): 2,
        ("Georgia", "company"): 2,
        ("Georgia", "country"): 1,
        ("Georgia", "person"): 1,
    }


def test_a_judgement_holds_for_reports_that_come_later(three: Record) -> None:
    three.merge(ANN, ANNE)
    three.save(told(4, ANNE, ANN))

    assert reports(three)[ANN] == 4
    assert said(three, ANNE) == ["one 1", "one 2", "one 4", "two 3", "two 4"]


@pytest.mark.parametrize(
    ("judge", "reason"),
    [
        (lambda record: record.merge(ANN, ANN), "are one actor already: Ann Li"),
        (lambda record: record.merge(ANNE, ANN), "are one actor already: Ann Li"),
        (lambda record: record.merge(ANN, identify("actor", "person", ANNE)), "are one actor already"),
        (
            lambda record: record.merge(BO, "Bo Mun (2)"),
            r"judgement 2 says that 'Bo Mun \(2\)' is not 'Bo Mun'",
        ),
        (lambda record: record.merge("Bo Mun (2)", BO), "withdraw 2"),
        (lambda record: record.split(ANN, ["report 1"], name=ANN), "give another name with --name"),
        (lambda record: record.split(ANN, ["report 4"]), "is not in the report 0000000000000004"),
        (lambda record: record.split(BO, ["report 1"]), "is not in the report 0000000000000001"),
        (lambda record: record.split(ANN, []), "name the reports in which Ann Li is somebody else"),
        (lambda record: record.split(ANN, ["report 9"]), "no report in the record"),
        (lambda record: record.merge(ANN, "Zed"), "no actor in the record is called 'Zed'"),
        (lambda record: record.merge(ANN, "Mun"), r"'Mun' may be Bo Mun \(person, [0-9a-f]{16}\) or"),
        (lambda record: record.withdraw(9), "there is no judgement 9"),
        (lambda record: record.withdraw(3), "judgement 3 was withdrawn already"),
    ],
)
def test_what_contradicts_or_means_nothing_is_refused_and_changes_nothing(
    three: Record, judge: Callable[[Record], object], reason: str
) -> None:
    three.save(told(4, BO))
    three.merge(ANN, ANNE)
    three.split(BO, ["report 1"])
    three.withdraw(three.merge(ANN, ANNA).id)
    before = state(three), three.judgements()
    with pytest.raises(UsageError, match=reason):
        judge(three)
    assert (state(three), three.judgements()) == before


def test_a_merge_that_would_undo_a_split_by_a_third_is_refused(three: Record) -> None:
    three.split(ANN, ["report 3"])
    three.merge("Ann Li (2)", BO)
    with pytest.raises(UsageError, match="withdraw 1"):
        three.merge(BO, ANN)


@pytest.mark.parametrize("name", ["split of a merged", "merge of a split"])
def test_what_others_rest_on_is_withdrawn_after_them(three: Record, name: str) -> None:
    for one in JUDGEMENTS[name]:
        one(three)
    before = state(three)
    with pytest.raises(UsageError, match="judgement 2 rests on judgement 1: withdraw 2 first"):
        three.withdraw(1)
    assert state(three) == before


def test_judgements_are_listed_with_those_withdrawn(three: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ines")
    first, second = three.merge(ANN, ANNE), three.merge(ANN, ANNA, by="ed")
    gone = three.withdraw(first.id)

    assert first.by == "ines"
    assert gone == replace(first, withdrawn_at=gone.withdrawn_at)
    assert gone.withdrawn_at >= first.at
    assert three.judgements() == [gone, second]


def test_what_is_nobody_any_more_leaves_no_rows(three: Record) -> None:
    three.merge(ANN, ANNE)
    three.split(ANN, ["report 3"])
    for number in (1, 2, 3):
        three.save(replace(told(number), reader="test 2"))

    assert [rows for rows in state(three) if rows] == []
    assert len(three.judgements()) == 2


@pytest.mark.parametrize("seed", range(12))
def test_who_is_who_follows_from_readings_and_judgements_alone(fresh: Callable[[], Place], seed: int) -> None:
    """Whatever was judged, withdrawn and read in whatever order: the same as reading all of it afresh."""
    dice = random.Random(seed)
    names = (ANN, ANNE, ANNA, BO)

    def some(record: Record) -> str:
        return dice.choice([actor.id for actor in query.actors(record)])

    def document() -> str:
        return f"report {dice.randrange(6)}"

    actions: list[Callable[[Record], object]] = [
        lambda record: record.merge(some(record), some(record)),
        lambda record: record.split(some(record), [document()], name=dice.choice([None, *names])),
        lambda record: record.withdraw(dice.randrange(1, 12)),
        lambda record: record.save(draw(dice.randrange(6))),
    ]

    def draw(number: int) -> Reading:
        kind = dice.choice(["person", "group", None])
        drawn = told(number, *dice.sample(names, 3), kind=kind, reader=f"test {dice.random()}")
        return replace(drawn, document=replace(told(number, ANN).document, text=drawn.document.text))

    with Record(fresh()) as record, Record(fresh()) as afresh:
        for number in range(6):
            record.save(draw(number))
        for _ in range(60):
            try:
                dice.choice(actions)(record)
            except OnRecordError:
                continue
        copy_judgements(record, afresh)
        for reading in record.readings():
            afresh.save(reading)
        assert len(record.judgements()) > 5
        assert state(afresh)[:2] == state(record)[:2]


def copy_judgements(source: Record, target: Record) -> None:
    with source.looking() as connection:
        rows = [dict(row) for row in connection.execute(select(schema.judgements)).mappings()]
    with target._writing() as connection:
        connection.execute(insert(schema.judgements), rows)


def test_who_asks_meanwhile_sees_all_of_a_judgement_or_nothing_of_it(three: Record, place: Place) -> None:
    for number in range(4, 40):
        three.save(told(number, ANN, ANNE))
    apart = reports(three)
    three.merge(ANN, ANNE)
    merged = reports(three)
    done, seen = threading.Event(), []

    def ask() -> None:
        with Record(place) as other:
            while not done.is_set():
                seen.append(reports(other))

    asking = threading.Thread(target=ask)
    asking.start()
    for _ in range(20):
        three.withdraw(three.judgements()[-1].id)
        three.merge(ANN, ANNE)
    done.set()
    asking.join()
    assert unlike(seen, (apart, merged)) == []
    assert len(seen) > 2


def unlike(seen: Iterable[object], expected: tuple[object, ...]) -> list[object]:
    return [one for one in seen if one not in expected]
