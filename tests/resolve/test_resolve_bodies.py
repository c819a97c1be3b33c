"""Short reports as a person writes them: parties, parliaments, ministries and forces, and what is none of them."""

from __future__ import annotations

import pytest
from short import read

from onrecord.model import Reading
from onrecord.reader import Reader

SENATOR = "Marco Rubio, a senator, spoke. Her lead over the senator from Vermont dropped."
JUSTICE = (
    "The U.S. Department of Justice sued. The Department of Justice said no. The Justice Department agreed."
)


def cast(reading: Reading) -> dict[str, tuple[str | None, list[str]]]:
    """Every actor with its kind and the words that mean it."""
    return {a.name: (a.kind, [m.text for m in a.mentions]) for a in reading.actors}


@pytest.mark.parametrize(
    ("text", "name", "kind", "words"),
    [
        pytest.param(
            "Republicans believe that Hillary Clinton will lose.",
            "Republican Party",
            "party",
            ["Republicans"],
            id="a party by a person of its country",
        ),
        pytest.param(
            "Republicans were sure of it. Democrats left.",
            "Democratic Party",
            "party",
            ["Democrats"],
            id="two parties of one country",
        ),
        pytest.param(
            "The governor of Ohio said Republicans would win.",
            "Republican Party",
            "party",
            ["Republicans"],
            id="a party by a state",
        ),
        pytest.param(
            "In India, Congress said no. Delhi is calm.",
            "Indian National Congress",
            "party",
            ["Congress"],
            id="the Congress of India",
        ),
        pytest.param(
            "President Barack Obama spoke. The House voted, and Congress rose.",
            "US House of Representatives",
            "government_body",
            ["House"],
            id="a chamber",
        ),
        pytest.param(
            "The Iraqi Ministry of Culture said no. The Ministry of Culture closed.",
            "Iraqi Ministry of Culture",
            "government_body",
            ["Iraqi Ministry of Culture", "Ministry of Culture"],
            id="what a ministry is of",
        ),
        pytest.param(
            "The Ministry of Foreign Affairs of Norway said no.",
            "Norwegian Ministry of Foreign Affairs",
            "government_body",
            ["Ministry of Foreign Affairs of Norway"],
            id="a country behind its ministry",
        ),
        pytest.param(
            "Canada's Department of Finance said no.",
            "Canadian Department of Finance",
            "government_body",
            ["Canada's Department of Finance"],
            id="a possessive",
        ),
        pytest.param(
            JUSTICE,
            "US Justice Department",
            "government_body",
            ["The U.S. Department of Justice", "Department of Justice", "Justice Department"],
            id="the same with and without its country",
        ),
        pytest.param(
            "The United States Navy left. The US Navy agreed.",
            "US Navy",
            "military",
            ["United States Navy", "US Navy"],
            id="the adjective of the United States",
        ),
        pytest.param(
            "The Syrian Government said no.", "Syria", "country", ["Syrian Government"], id="a government"
        ),
        pytest.param("Iraqi forces left.", "Iraqi forces", "military", ["Iraqi forces"], id="forces"),
        pytest.param(
            "The Syrian opposition met in Riyadh.",
            "Syrian opposition",
            "opposition",
            ["Syrian opposition"],
            id="an opposition",
        ),
        pytest.param(
            "Syrian state television reported it.",
            "Syrian state television",
            "media",
            ["Syrian state television"],
            id="media of a state",
        ),
        pytest.param(
            "Syrian rebels left the town.", "Syrian rebels", "armed_group", ["Syrian rebels"], id="rebels"
        ),
        pytest.param(
            "Iraqi security forces left. The Iraqi security force was late.",
            "Iraqi security forces",
            "military",
            ["Iraqi security forces", "Iraqi security force"],
            id="one and many",
        ),
        pytest.param(
            "Dae'sh claimed dual attacks. Daesh left.",
            "Islamic State",
            "armed_group",
            ["Dae'sh", "Daesh"],
            id="an apostrophe elsewhere",
        ),
        pytest.param(
            "The Trans-Pacific Partnership (TPP) failed. The TPP is dead.",
            "Trans-Pacific Partnership",
            "group",
            ["Trans-Pacific Partnership", "TPP", "TPP"],
            id="an acronym in brackets",
        ),
        pytest.param(
            "The Syria Recovery Trust Fund (SRTF) paid.",
            "Syria Recovery Trust Fund",
            "group",
            ["Syria Recovery Trust Fund", "SRTF"],
            id="a country inside a longer name",
        ),
        pytest.param(
            "He sent a letter to Moscow. They are loyal to Damascus.",
            "Russia",
            "country",
            ["Moscow"],
            id="a seat that is written to",
        ),
    ],
)
def test_a_body_has_its_name_its_kind_and_all_its_mentions(
    reader: Reader, text: str, name: str, kind: str, words: list[str]
) -> None:
    assert cast(read(reader, text)).get(name) == (kind, words)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("A Republican senator from Texas left.", "Republican Party", id="an adjective"),
        pytest.param("Democratic Sen. Bernie Sanders said no.", "Democratic", id="an adjective and a title"),
        pytest.param("Texas Sen. Ted Cruz said no.", "Texas Sen.", id="a state and a title"),
        pytest.param("Sen. Ted Cruz (R-Tex.) said no.", "R-Tex.", id="a party and a state"),
        pytest.param("The Ohio Senate voted. Barack Obama left.", "US Senate", id="the senate of a state"),
        pytest.param("The Kenyan Congress met in the United States.", "US Congress", id="of another country"),
        pytest.param("The road to Damascus is closed.", "Syria", id="the way to a city"),
        pytest.param("The reaction to Paris was calm.", "France", id="no word said to it"),
        pytest.param("He sent a letter to Berlin, Germany, by post.", "Berlin", id="a city in its country"),
        pytest.param(
            "The governor of Georgia left. North Carolina sued.",
            "Georgia",
            id="a state with a country's name",
        ),
        pytest.param("The Syrian Government said no.", "Syrian Government", id="a country's government"),
    ],
)
def test_what_is_no_actor(reader: Reader, text: str, name: str) -> None:
    assert name not in cast(read(reader, text))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        pytest.param(
            "The Washington Post reported it. The celebrity press said no.",
            "The celebrity press",
            None,
            id="press",
        ),
        pytest.param("The Washington Post reported it. The media said no.", "The media", None, id="media"),
        pytest.param(
            "The CIA said no. The intelligence committee replied.",
            "The intelligence committee",
            None,
            id="sorts",
        ),
        pytest.param("The FBI said no. The agency agreed.", "The agency", "FBI", id="one sort"),
        pytest.param(
            "The Supreme Court of Kenya ruled. The courts are closed.", "The courts", None, id="not many"
        ),
        pytest.param(
            "President Barack Obama spoke. Clinton wants to be elected president.",
            "president",
            None,
            id="bare",
        ),
        pytest.param(
            "President Barack Obama spoke. The next president will decide.",
            "The next president",
            None,
            id="the next",
        ),
        pytest.param(SENATOR, "the senator", None, id="of another state"),
        pytest.param(
            "Marco Rubio, a senator, spoke. The senator left.", "The senator", "Marco Rubio", id="his own"
        ),
        pytest.param("Syria said the state would fight.", "the state", "Syria", id="a state is its country"),
        pytest.param(
            "The governor of Texas met Syria's envoy. Then the state sued.",
            "the state",
            None,
            id="one of many",
        ),
    ],
)
def test_whom_a_description_means(reader: Reader, text: str, words: str, name: str | None) -> None:
    found = [actor for actor, (_, mentions) in cast(read(reader, text)).items() if words in mentions]

    assert found == ([name] if name else [])
