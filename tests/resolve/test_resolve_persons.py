"""Short reports as a person writes them: which names are persons, who shares them, and whose office a title is."""

from __future__ import annotations

import pytest
from short import read

from onrecord.model import Reading
from onrecord.reader import Reader

COUPLE = (
    "Mrs. Rahmani and former President Daud Rahmani have worried for months. Mrs. Rahmani is counting on it."
)


def persons(reading: Reading) -> dict[str, list[str]]:
    """The persons of a report with the words that name them, descriptions and pronouns aside."""
    return {
        a.name: [m.text for m in a.mentions if m.text[-3:] in a.name]
        for a in reading.actors
        if a.kind == "person"
    }


def offices(reading: Reading) -> dict[str, list[tuple[str, str | None]]]:
    """The persons of a report with their titles and whose they are."""
    return {
        a.name: [(o.title, o.organisation) for o in a.offices] for a in reading.actors if a.kind == "person"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            COUPLE,
            {"Rahmani": ["Rahmani", "Rahmani"], "Daud Rahmani": ["Daud Rahmani"]},
            id="a wife is not her husband",
        ),
        pytest.param(
            "Michelle Obama spoke on Monday. Mr. Obama listened.",
            {"Michelle Obama": ["Michelle Obama"], "Barack Obama": ["Obama"]},
            id="a husband whom the registry knows",
        ),
        pytest.param(
            "Nasser al-Qubatani spoke. Minister al-Qubatani left. Qubatani was late.",
            {"Nasser al-Qubatani": ["Nasser al-Qubatani", "al-Qubatani", "Qubatani"]},
            id="an article in small letters",
        ),
        pytest.param(
            "Syrian President Bashar al-Assad spoke. Al-Assad said no.",
            {"Bashar al-Assad": ["Bashar al-Assad", "Al-Assad"]},
            id="an article in capitals",
        ),
        pytest.param(
            "Foreign Minister Al-Jubeir said no.", {"Adel al-Jubeir": ["Al-Jubeir"]}, id="al- recalled"
        ),
        pytest.param(
            "Prime Minister Al-Abadi of Iraq said no.",
            {"Haider al-Abadi": ["Al-Abadi"]},
            id="al- recalled with a country behind it",
        ),
        pytest.param(
            "Wong Kwok-kin of the FTU won. Wong said so.",
            {"Wong Kwok-kin": ["Wong Kwok-kin", "Wong"]},
            id="a given name with a hyphen",
        ),
        pytest.param(
            "Jennifer Shanklin-Hawkins spoke. Shanklin-Hawkins said no.",
            {"Jennifer Shanklin-Hawkins": ["Jennifer Shanklin-Hawkins", "Shanklin-Hawkins"]},
            id="a surname with a hyphen",
        ),
        pytest.param(
            "Debbie Wasserman Schultz won. Wasserman Schultz said so.",
            {"Debbie Wasserman Schultz": ["Debbie Wasserman Schultz", "Wasserman Schultz"]},
            id="a surname of two words",
        ),
        pytest.param(
            "Sen. Ted Cruz (R-Tex.) said no. Rep. Adam Schiff (D-Calif.) said yes.",
            {"Ted Cruz": ["Ted Cruz"], "Adam Schiff": ["Adam Schiff"]},
            id="party and state",
        ),
        pytest.param("Texas Sen. Ted Cruz said no.", {"Ted Cruz": ["Ted Cruz"]}, id="the state of a senator"),
        pytest.param(
            "Iraqi forces fought to liberate Mosul. Turkey thanked those who fought to free Dabiq.",
            {},
            id="towns",
        ),
        pytest.param(
            "The ship Maria Celeste sank. The village of Tom Price was hit.", {}, id="ships and villages"
        ),
        pytest.param(
            "Marie Roy, chief executive of Reseau Souterrain, spoke.",
            {"Marie Roy": ["Marie Roy"]},
            id="a company",
        ),
        pytest.param("Rebels called the Sons of the Strait claimed it.", {}, id="sons of something"),
        pytest.param(
            "U.S. Secretary of State Kerry will host ministers.",
            {"John Kerry": ["Kerry"]},
            id="the end of a title",
        ),
        pytest.param(
            "Attorney General Loretta Lynch spoke. AG Lynch said no.",
            {"Loretta Lynch": ["Loretta Lynch", "Lynch"]},
            id="a title in capitals",
        ),
    ],
)
def test_who_is_a_person_and_whose_name_it_is(
    reader: Reader, text: str, expected: dict[str, list[str]]
) -> None:
    assert persons(read(reader, text)) == expected


def test_sons_of_something_are_a_body(reader: Reader) -> None:
    reading = read(reader, "Rebels called the Sons of the Strait claimed it.")

    assert [m.text for a in reading.actors for m in a.mentions if a.name == "Sons of the Strait"] == [
        "Sons of the Strait"
    ]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A spokeswoman for Carly Fiorina said no.", "Carly Fiorina", []),
        ("An adviser to Putin said so.", "Vladimir Putin", []),
        ("They gave the delegate count to Sanders.", "Sanders", []),
        (
            "In Turkey, Special Advisor Thames will deliver remarks.",
            "Thames",
            [("special advisor", None)],
        ),
        (
            "The talks are on the future of Syria, High Representative Federica Mogherini said.",
            "Federica Mogherini",
            [("high representative", "European Union")],
        ),
        (
            "According to the New Zealand Herald, Professor John Burrows was happy.",
            "John Burrows",
            [("professor", None)],
        ),
        ("Russian President, Vladimir Putin spoke.", "Vladimir Putin", [("president", "Russia")]),
        (
            "He met the US Secretary of State, John Kerry, on Monday.",
            "John Kerry",
            [("secretary of state", "United States")],
        ),
        ("Speaking to the prime minister, Daud Rahmani said so.", "Daud Rahmani", []),
        (
            "Mark Toner, a spokesman for the secretary of state, spoke.",
            "Mark Toner",
            [("spokesman", None)],
        ),
        (
            "A spokesman for the UN High Commissioner for Human Rights, Rupert Colville, said it was bad.",
            "Rupert Colville",
            [("spokesman", "UN High Commissioner for Human Rights")],
        ),
        (
            "Jane Doe, the deputy director of Human Rights Watch, said so.",
            "Jane Doe",
            [("deputy director", "Human Rights Watch")],
        ),
        (
            "The secretary general of NATO, Jens Stoltenberg, said so.",
            "Jens Stoltenberg",
            [("secretary general", "NATO")],
        ),
        ("Anna Quist, the wife of the president, said so.", "Anna Quist", []),
    ],
)
def test_whose_office_a_title_is(
    reader: Reader, text: str, name: str, expected: list[tuple[str, str | None]]
) -> None:
    assert offices(read(reader, text))[name] == expected
