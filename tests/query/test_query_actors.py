"""Who is in the record, and all there is of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord import query
from onrecord.errors import UsageError
from onrecord.model import Actor, Mention, Office, Reading, identify
from onrecord.query import Companion, Presence, Tenure, actor, actors
from onrecord.record import Record
from tests.coded_reading import coded_reading

LAVROV, SERGEY, KERRY = "Sergei Lavrov", "Sergey Lavrov", "John Kerry"


@pytest.fixture
def talks(record: Record, save) -> Record:
    """Two reports of Lavrov and Kerry, and one of Lavrov spelled in another way."""
    save(
        "Sergei Lavrov said Kerry failed. Lavrov warned him. Kerry denied the Russian lied.",
        ("Sergei Lavrov", "said", "Kerry failed"),
        ("Sergei Lavrov", "warned", "him"),
        ("Kerry", "denied", "the Russian lied"),
        actors={LAVROV: ["Sergei Lavrov", "the Russian"], KERRY: ["Kerry", "him"]},
        published="2016-10-21",
    )
    save(
        "The top\ndiplomat said yes. Kerry was there.",
        ("The top\ndiplomat", "said", "yes"),
        actors={LAVROV: ["The top\ndiplomat"], KERRY: ["Kerry"]},
        published="2016-12",
    )
    save("Sergey Lavrov said no.", ("Sergey Lavrov", "said", "no"), actors={SERGEY: ["Sergey Lavrov"]})
    return record


def names(found: list[Presence]) -> list[str]:
    return [one.name for one in found]


def test_an_actor_of_many_reports_is_listed_once_with_what_there_is_of_it(talks: Record) -> None:
    first, second, third = actors(talks)

    assert first == Presence(
        id=identify(LAVROV),
        name=LAVROV,
        kind=None,
        country=None,
        reports=2,
        statements=3,
        mentions=3,
        first="2016-10-21",
        last="2016-12-31",
    )
    assert (second.name, second.reports, second.statements, second.mentions) == (KERRY, 2, 1, 3)
    assert (third.name, third.reports, third.first, third.last) == (SERGEY, 1, None, None)


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"words": "lavrov"}, [LAVROV, SERGEY]),
        ({"words": "Lavr"}, [LAVROV, SERGEY]),
        ({"words": "kerry john"}, [KERRY]),
        ({"words": "diplomat"}, []),
        ({"words": "—"}, []),
        ({"since": "2016-11"}, [LAVROV, KERRY]),
        ({"until": "2015"}, []),
        ({"limit": 1}, [LAVROV]),
        ({"kind": "person"}, []),
    ],
)
def test_the_list_can_be_narrowed(talks: Record, options, expected: list[str]) -> None:
    assert names(actors(talks, **options)) == expected


def test_dates_narrow_the_counts_too(talks: Record) -> None:
    (found,) = actors(talks, "sergei", since="2016-11")
    assert (found.reports, found.statements, found.mentions) == (1, 1, 1)


def with_actor(reading: Reading, **changes: object) -> Reading:
    return replace(reading, actors=(replace(reading.actors[0], **changes), *reading.actors[1:]))


def test_an_actor_is_of_the_country_that_most_reports_give_it(record: Record, save) -> None:
    for number, country in enumerate((None, "RUS", "RUS", "UKR", None, None)):
        reading = save(f"The ministry said {number}.", actors={"Ministry": ["The ministry"]})
        record.save(with_actor(reading, id="ministry", country=country, kind="government_body"))

    assert [(one.country, one.reports) for one in actors(record, kind="government_body")] == [("RUS", 6)]
    assert [one.name for one in actors(record, country="rus")] == ["Ministry"]
    assert actors(record, country="UKR") == []
    assert actor(record, "ministry").country == "RUS"


def test_a_merged_actor_keeps_the_country_of_the_one_it_is_called_after(record: Record, save) -> None:
    for number, (name, country) in enumerate(
        (("Army", "SYR"), ("Corps", "IRN"), ("Corps", "IRN"), ("Unit", None))
    ):
        reading = save(f"{name} fired {number}.", actors={name: [name]})
        record.save(with_actor(reading, country=country))
    record.merge("Army", "Corps")
    record.merge("Unit", "Army")

    assert (actor(record, "Corps").name, actor(record, "Corps").country) == ("Unit", "IRN")
    record.withdraw(2)
    assert actor(record, "Corps").country == "SYR"
    assert [one.name for one in actors(record, country="SYR")] == ["Army"]


def test_a_kind_that_there_is_not_is_refused(record: Record) -> None:
    with pytest.raises(UsageError, match="'ministry' is no kind of actor: use one of person, country, "):
        actors(record, kind="ministry")


def test_one_actor_is_told_with_names_manner_and_company(talks: Record) -> None:
    found = actor(talks, LAVROV)

    assert (found.reports, found.statements, found.first, found.last) == (2, 3, "2016-10-21", "2016-12-31")
    assert found.names == (("Sergei Lavrov", 1), ("The top diplomat", 1), ("the Russian", 1))
    assert found.cue_classes == (("say", 3),)
    assert found.company == (Companion(id=identify(KERRY), name=KERRY, kind=None, reports=2, statements=3),)
    assert (found.offices, found.judgements) == ((), ())


def test_pronouns_are_mentions_and_no_names(talks: Record) -> None:
    found = actor(talks, KERRY)
    assert (found.mentions, found.names) == (3, (("Kerry", 2),))


def test_company_runs_from_who_shares_most_statements_to_who_shares_most_reports(
    record: Record, save
) -> None:
    for number in range(3):
        save(f"Ann met Bo in {number}.", actors={"Ann": ["Ann"], "Bo": ["Bo"]})
    save(
        "Ann said Cy left. Di ran.",
        ("Ann", "said", "Cy left"),
        actors={name: [name] for name in ("Ann", "Cy", "Di")},
    )

    found = [(one.name, one.reports, one.statements) for one in actor(record, "Ann").company]
    assert found == [("Cy", 1, 1), ("Bo", 3, 0), ("Di", 1, 0)]


def test_offices_come_in_the_order_of_their_time_with_the_reports_that_give_them(
    record: Record, save
) -> None:
    foreign = Office(title="foreign minister", organisation="Russia", from_="2004-03-09", to=None)
    for number, (office, published) in enumerate(
        (
            (foreign, "2016-10-21"),
            (replace(foreign, title="Foreign Minister"), "2016-12"),
            (Office(title="ambassador", from_="1994", to="2004"), "2017"),
            (Office(title="chairman"), "2003"),
        )
    ):
        reading = save(f"Lavrov went {number}.", actors={LAVROV: ["Lavrov"]}, published=published)
        record.save(with_actor(reading, offices=(office,)))

    told = [
        (one.title.lower(), one.from_, one.to, one.reports, one.first)
        for one in actor(record, "Lavrov").offices
    ]
    assert told == [
        ("ambassador", "1994", "2004", 1, "2017-01-01"),
        ("chairman", None, None, 1, "2003-01-01"),
        ("foreign minister", "2004-03-09", None, 2, "2016-10-21"),
    ]
    assert isinstance(actor(record, "Lavrov").offices[0], Tenure)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (LAVROV, LAVROV),
        ("sergei LAVROV's", LAVROV),
        (identify(KERRY), KERRY),
        (identify(KERRY)[:6], KERRY),
        ("Kerry", KERRY),
        ("the top diplomat", LAVROV),
        ("Kerry John", KERRY),
        ("Sergey", SERGEY),
    ],
)
def test_an_actor_is_found_by_name_id_or_words(talks: Record, words: str, expected: str) -> None:
    assert actor(talks, words).name == expected


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (
            "Lavrov",
            rf"'Lavrov' may be {LAVROV} \(kind unknown, {identify(LAVROV)}\) or {SERGEY} \(.*give more of it",
        ),
        ("Zed", "no actor in the record is called 'Zed': `onrecord actors` lists them"),
        ("Lavr", "no actor"),
        ("", "no actor"),
        ("—", "no actor"),
        ('" OR', "no actor"),
    ],
)
def test_words_that_mean_nobody_or_several_are_refused(talks: Record, words: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        actor(talks, words)


def test_merged_actors_are_one_in_every_answer(talks: Record) -> None:
    made = talks.merge(SERGEY, LAVROV)

    assert [(one.name, one.reports) for one in actors(talks)] == [(SERGEY, 3), (KERRY, 2)]
    assert names(actors(talks, "Sergei")) == [SERGEY]
    assert actor(talks, LAVROV) == actor(talks, SERGEY) == actor(talks, identify(LAVROV))
    assert actor(talks, "Lavrov").judgements == (made,)
    for name in (LAVROV, SERGEY, "Lavrov"):
        assert {said.content for said in query.who(talks, name)} == {"Kerry failed", "him", "yes", "no"}
    assert {said.actor for said in query.who(talks, LAVROV)} == {SERGEY}
    assert [said.content for said in query.who(talks, "Kerry", about=SERGEY)] == ["the Russian lied"]
    assert {hit.speaker for hit in query.search(talks, "yes OR failed") if hit.speaker} == {SERGEY}
    assert query.stats(talks).speakers == ((SERGEY, 4), (KERRY, 1))
    assert actor(talks, KERRY).company[0].name == SERGEY


def test_a_merged_pair_in_one_report_is_one_report(talks: Record) -> None:
    talks.merge(LAVROV, KERRY)
    assert [(one.name, one.reports, one.statements) for one in actors(talks, "lavrov")] == [
        (LAVROV, 2, 4),
        (SERGEY, 1, 1),
    ]
    assert actor(talks, KERRY).company == ()


def test_a_namesake_told_apart_is_found_by_its_own_name_and_by_parts_of_it(talks: Record) -> None:
    talks.split(LAVROV, [next(talks.readings()).document.id])
    other = "Sergei Lavrov (2)"

    assert {said.content for said in query.who(talks, LAVROV)} == {"yes"}
    assert {said.content for said in query.who(talks, other)} == {"Kerry failed", "him"}
    assert {said.actor for said in query.who(talks, "Sergei")} == {LAVROV, other}
    assert actor(talks, LAVROV).reports == actor(talks, other).reports == 1
    assert len(actor(talks, other).judgements) == 1


def test_what_was_judged_of_an_actor_stays_with_it_when_withdrawn(talks: Record) -> None:
    talks.withdraw(talks.merge(SERGEY, LAVROV, note="one spelling").id)

    for name in (SERGEY, LAVROV):
        (told,) = actor(talks, name).judgements
        assert (told.note, told.withdrawn_at is None) == ("one spelling", False)
    assert actor(talks, KERRY).judgements == ()


def test_export_shows_readings_as_they_were_read(talks: Record) -> None:
    before = list(talks.readings())
    talks.merge(SERGEY, LAVROV)
    assert list(talks.readings()) == before


def test_actors_of_one_id_go_by_all_their_names(record: Record, save) -> None:
    """As in readings that another program made: here the id does not hash the name."""
    for name in ("Moscow", "Kremlin"):
        reading = save(f"{name} spoke.", actors={name: [name]})
        record.save(
            replace(
                reading, actors=(Actor(id="rus", name=name, mentions=(Mention(start=0, end=1, text=name),)),)
            )
        )
    assert actor(record, "Kremlin").id == actor(record, "Moscow").id == "rus"


def test_company_in_the_newest_reports_alone(record: Record) -> None:
    record.save(coded_reading(0, published="2016-10-21"))
    record.save(coded_reading(1, published="2018-01-02"))

    def seen(newest: int | None) -> set[int]:
        return {one.reports for one in query.actor(record, "Russia", newest=newest).company}

    assert seen(None) == seen(2) == {2}
    assert seen(1) == {1}
