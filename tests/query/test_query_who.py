"""Who said what, by any of their names."""

from __future__ import annotations

import pytest

from onrecord import query
from onrecord.errors import UsageError
from onrecord.model import identify
from onrecord.query import who
from onrecord.record import Record
from tests.plans import asked, scanned

TALKS = (
    "Russian Foreign Minister Sergei Lavróv said the talks failed. The top diplomat warned Kerry of delay. "
    "Moscow said aid will flow. A rebel commander denied it all."
)
ACTORS = {
    "Sergei Lavróv": ["Russian Foreign Minister Sergei Lavróv", "The top diplomat"],
    "Russia": ["Moscow"],
    "John Kerry": ["Kerry"],
}


@pytest.fixture
def talks(save):
    return save(
        TALKS,
        ("Russian Foreign Minister Sergei Lavróv", "said", "the talks failed"),
        ("The top diplomat", "warned", "Kerry of delay"),
        ("Moscow", "said", "aid will flow"),
        ("A rebel commander", "denied", "it all"),
        actors=ACTORS,
        published="2016-10-21",
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lavrov", ["the talks failed", "Kerry of delay"]),
        ("sergei LAVROV", ["the talks failed", "Kerry of delay"]),
        ("Lavrov's", ["the talks failed", "Kerry of delay"]),
        ("the top diplomat", ["the talks failed", "Kerry of delay"]),
        ("minister lavrov", ["the talks failed", "Kerry of delay"]),
        ("Lavrov Sergei", ["the talks failed", "Kerry of delay"]),
        ("Russia", ["aid will flow"]),
        ("moscow", ["aid will flow"]),
        ("rebel commander", ["it all"]),
        ("commander", ["it all"]),
        ("Lavr", []),
        ("diplomat Kerry", []),
        ("Kerry", []),
        ("", []),
        ("—", []),
        ('" OR', []),
    ],
)
def test_a_name_finds_what_its_bearer_said(record: Record, talks, name: str, expected: list[str]) -> None:
    assert [said.content for said in who(record, name)] == expected


def test_what_was_said_is_told_with_its_words_and_its_place(record: Record, talks) -> None:
    first = who(record, "Lavrov")[0]
    statement = talks.statements[0]
    assert first.document == talks.document.id
    assert first.statement == statement.id
    assert (first.actor, first.speaker_words) == ("Sergei Lavróv", "Russian Foreign Minister Sergei Lavróv")
    assert (first.cue, first.cue_class, first.kind, first.polarity) == ("said", "say", "indirect", "+")
    assert first.published == "2016-10-21"
    assert TALKS[first.start : first.end] == first.content
    assert first.anonymous is False


def test_an_unknown_speaker_has_no_actor(record: Record, talks) -> None:
    (said,) = who(record, "rebel commander")
    assert (said.actor, said.speaker_words) == (None, "A rebel commander")


def test_all_bearers_of_a_name_are_told(record: Record, save) -> None:
    for name in ("Ann Li", "Bo Li", "Lia Bo"):
        save(f"{name} said yes.", (name, "said", "yes"), actors={name: [name]})
    assert {said.actor for said in who(record, "Li")} == {"Ann Li", "Bo Li"}


def test_the_newest_come_first_by_the_saying_or_else_the_report(record: Record, save) -> None:
    for published, said_on in (
        ("2016-01-02", None),
        ("2016-03", "2015-12-31"),
        (None, None),
        ("2016-02", None),
    ):
        save(
            f"Ann said {published} passed.",
            ("Ann", "said", f"{published} passed"),
            actors={"Ann": ["Ann"]},
            published=published,
            said_on=said_on,
        )
    assert [said.published for said in who(record, "ann")] == ["2016-02", "2016-01-02", "2016-03", None]
    assert [said.published for said in who(record, "ann", limit=2)] == ["2016-02", "2016-01-02"]
    assert [said.published for said in who(record, "ann", since="2016-01")] == ["2016-02", "2016-01-02"]
    assert [said.published for said in who(record, "ann", until="2016-01-01")] == ["2016-03"]


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ("talks", ["the talks failed"]),
        ("talk", ["the talks failed"]),
        ("john kerry", ["Kerry of delay"]),
        ("Kerry", ["Kerry of delay"]),
        ("talks OR Kerry", ["the talks failed", "Kerry of delay"]),
        ("commander", []),
        ("", []),
    ],
)
def test_about_asks_for_words_or_for_actors_mentioned(
    record: Record, talks, about: str, expected: list[str]
) -> None:
    assert [said.content for said in who(record, "Lavrov", about=about)] == expected


def test_kinds_of_speech_can_be_asked_for(record: Record, save) -> None:
    for kind in ("direct", "indirect"):
        save(f"Ann said {kind}ly.", ("Ann", "said", f"{kind}ly"), actors={"Ann": ["Ann"]}, kind=kind)
    assert [said.kind for said in who(record, "Ann", kind="direct")] == ["direct"]
    with pytest.raises(UsageError, match="'sung' is no kind of statement: use one of direct"):
        who(record, "Ann", kind="sung")


@pytest.mark.new_database
@pytest.mark.parametrize(
    "ask",
    [
        lambda record: who(record, "Lavrov"),
        lambda record: who(record, "Lavrov", about="Kerry", since="2016", kind="direct", limit=5),
        lambda record: who(record, "Lavrov Sergei"),
        lambda record: query.search(record, "talks OR fail*", since="2016"),
        lambda record: query.actor(record, "Lavrov"),
        lambda record: query.actors(record, "Lavrov"),
        lambda record: record.get("talks"),
        lambda record: record.get("talks.txt"),
    ],
)
def test_no_question_reads_a_whole_table(record: Record, save, ask) -> None:
    save(TALKS, title="Talks", actors=ACTORS)
    questions = asked(record, ask)
    assert questions
    # People make judgements one by one, and all are gone through.
    assert scanned(record, questions) <= {"judgements"}


def test_an_id_means_that_actor_alone(save, record: Record) -> None:
    save(
        "Ann Li said it rains. Ann Li Borg said it snows.",
        ("Ann Li", "said", "it rains"),
        ("Ann Li Borg", "said", "it snows"),
        actors={"Ann Li": ["Ann Li"], "Ann Li Borg": ["Ann Li Borg"]},
    )

    assert {said.content for said in who(record, "Ann Li")} == {"it rains", "it snows"}
    assert [said.content for said in who(record, identify("Ann Li"))] == ["it rains"]
    assert who(record, "0123456789abcdef") == []
