"""Short reports as a person writes them: whom names, descriptions and pronouns mean, and what is known of them."""

from __future__ import annotations

import pytest
from short import DAY, read

from onrecord.data.registry import Code, Entry, Registry
from onrecord.model import Actor, Office, Reading
from onrecord.reader import Reader

KERRY = "Secretary Kerry spoke to Foreign Minister Lavrov by phone. Kerry said Assad must go."
MERKEL = "Chancellor Angela Merkel told reporters she had spoken to Vladimir Putin. He told her that Russia would wait."
MEMBERS = "Nova militants attacked a village in Mali. The group said its fighters took the town."
DEFENCE = (
    "Russia's Defence Ministry said its jets hit Idlib. The ministry said the strikes killed 30 militants. "
    "The Defense Ministry of Russia published a video."
)
OBSERVATORY = (
    "The Hill Observatory for Human Rights (HOHR) said 12 people died. HOHR said the group had counted 40. "
    "It has monitors in Syria."
)
COMMANDER = '"We will not leave Aleppo," said Abu Omar, a commander of the Nova Brigade. "My men are ready."'
STUDENT = (
    "The police arrested a student, Ahmed Mohamed, 14, on Monday. He was released a day later. "
    "The student said he was sad."
)


def meant(reading: Reading, words: str) -> list[str]:
    """The actors of every mention with these words, in the order of the text."""
    found = [(m.start, a.name) for a in reading.actors for m in a.mentions if m.text == words]
    return [name for _, name in sorted(found)]


def actor(reading: Reading, name: str) -> Actor:
    return next(actor for actor in reading.actors if actor.name == name)


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        pytest.param(KERRY, "Kerry", ["John Kerry"] * 2, id="a surname with its title"),
        pytest.param(KERRY, "Assad", ["Bashar al-Assad"], id="the surname of a head of state"),
        pytest.param(
            "France's president will travel on Friday.",
            "France's president",
            ["Francois Hollande"],
            id="an office",
        ),
        pytest.param("The Kremlin denied it.", "Kremlin", ["Russia"], id="a seat of government"),
        pytest.param("Americans are tired of war, he wrote.", "Americans", ["United States"], id="a people"),
        pytest.param("The Turkish side agreed.", "The Turkish side", ["Turkey"], id="a side"),
        pytest.param(
            "Damascus rejected the offer. Rebels shelled Damascus on Tuesday.",
            "Damascus",
            ["Syria"],
            id="a capital",
        ),
        pytest.param(MERKEL, "she", ["Angela Merkel"], id="she"),
        pytest.param(MERKEL, "He", ["Vladimir Putin"], id="he"),
        pytest.param(MERKEL, "her", ["Angela Merkel"], id="her"),
        pytest.param(MEMBERS, "The group", ["Nova"], id="the group"),
        pytest.param(MEMBERS, "its", ["Nova"], id="its fighters"),
        pytest.param(DEFENCE, "The ministry", ["Russian Defence Ministry"], id="the ministry"),
        pytest.param(DEFENCE, "Defense Ministry of Russia", ["Russian Defence Ministry"], id="two spellings"),
        pytest.param(
            OBSERVATORY, "HOHR", ["Hill Observatory for Human Rights"] * 2, id="an acronym in brackets"
        ),
        pytest.param(COMMANDER, "We", ["Nova Brigade"], id="we are whom the speaker stands for"),
        pytest.param(COMMANDER, "My", ["Abu Omar"], id="my is the speaker's"),
        pytest.param(STUDENT, "He", ["Ahmed Mohamed"], id="he has a name behind his noun"),
        pytest.param(STUDENT, "The student", ["Ahmed Mohamed"], id="what he was called"),
        pytest.param(
            "Speaking to his troops, President Petro Poroshenko said Ukraine would win.",
            "his",
            ["Petro Poroshenko"],
            id="a pronoun before its name",
        ),
        pytest.param(
            "Mohammed al-Jolani leads Nova. Muhammad al-Golani did not say when.",
            "Muhammad al-Golani",
            ["Mohammed al-Jolani"],
            id="two transliterations",
        ),
        pytest.param(
            "Kenya and Ethiopia met. The two sides agreed on a plan.",
            "The two sides",
            ["Ethiopia", "Kenya"],
            id="two",
        ),
        pytest.param(
            "Kenya, Uganda and Ethiopia met. The two sides agreed on a plan.",
            "The two sides",
            [],
            id="of three",
        ),
        pytest.param(
            "The Hill Institute denied it. Its director, Ann Quist, said nobody had died.",
            "Its",
            ["Hill Institute"],
            id="its director",
        ),
        pytest.param("It rained in Aleppo. It is cold.", "It", [], id="it means nothing"),
        pytest.param("Residents fled. They said they were afraid.", "They", [], id="they have no name"),
        pytest.param(
            "A teacher called the police. She said a boy had a clock.", "She", [], id="she has no name"
        ),
    ],
)
def test_who_is_meant(reader: Reader, text: str, words: str, names: list[str]) -> None:
    assert meant(read(reader, text), words) == names


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("Iraqi air force planes were seen over Mosul.", "Iraqi air force", "military", "IRQ"),
        (DEFENCE, "Russian Defence Ministry", "government_body", "RUS"),
        (MEMBERS, "Nova", "armed_group", None),
        (KERRY, "Sergei Lavrov", "person", "RUS"),
        ("The Kurds want a state of their own.", "Kurds", "ethnic_group", None),
    ],
)
def test_what_an_actor_is(reader: Reader, text: str, name: str, kind: str, country: str | None) -> None:
    found = actor(read(reader, text), name)

    assert (found.kind, found.country) == (kind, country)


def test_an_office_has_the_days_that_the_registry_knows(reader: Reader) -> None:
    dated, undated = (actor(read(reader, KERRY, day), "Sergei Lavrov") for day in (DAY, None))

    assert dated.offices == (
        Office(title="foreign minister", organisation="Russia", from_="2004-03-09", to=None),
    )
    assert undated.offices[0].from_ is None


def test_both_are_not_one_of_them(reader: Reader) -> None:
    reading = read(reader, "Kenya and Ethiopia met in June. The two sides said they had agreed on a plan.")

    assert [s.speaker.actor for s in reading.statements if s.speaker.text == "The two sides"] == [None]


def test_whose_office_it_is_may_be_told_by_a_pronoun(reader: Reader) -> None:
    text = 'The Hill Institute denied it. Its director, Ann Quist, said: "We saw nobody."'
    reading = read(reader, text)

    assert [office.organisation for office in actor(reading, "Ann Quist").offices] == ["Hill Institute"]
    assert meant(reading, "We") == ["Hill Institute"]


def test_an_office_in_the_words_of_the_report_is_a_relation_with_them(reader: Reader) -> None:
    reading = read(reader, "Daud Rahmani, the mayor of Hill City, met French President Anna Quist.")
    found = {relation.subject.text: relation for relation in reading.relations}

    assert {name: relation.object.text for name, relation in found.items()} == {
        "Daud Rahmani": "mayor of Hill City",
        "Anna Quist": "French President",
    }
    for relation in found.values():
        (start, end), actor_id = relation.spans[0], relation.subject.actor
        assert reading.document.text[start:end] == relation.text
        assert actor_id in {found.id for found in reading.actors}
        assert (relation.type, relation.status, relation.statement) == ("holds_office", "reported", None)


def test_an_office_told_in_a_quotation_is_told_by_its_speaker(reader: Reader) -> None:
    reading = read(reader, '"I met President Anna Quist and we agreed," Daud Rahmani said on Monday.')
    (relation,) = (r for r in reading.relations if r.subject.text == "Anna Quist")

    assert relation.status == "claimed"
    assert relation.statement in {statement.id for statement in reading.statements}


def test_a_registry_of_the_user_outranks_ours() -> None:
    entry = Entry(name="Moscow Circus", kind="company", aliases=("Kremlin",), codes=(Code(code="RUSBUS"),))
    brought = Reader(registry=Registry([entry]))
    reading = read(brought, "The Kremlin denied the report.")

    assert [(a.name, a.kind) for a in reading.actors] == [("Moscow Circus", "company")]
    assert brought.version != Reader().version
