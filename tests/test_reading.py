"""Short reports read from end to end, each for one thing that readers get wrong."""

import pytest

import onrecord
from onrecord.model import Reading, Statement


def read(text: str) -> Reading:
    return onrecord.read(text, published="2021-03-03")


def speakers(reading: Reading) -> dict[str, str | None]:
    """Who says what, by content."""
    names = {actor.id: actor.name for actor in reading.actors}
    return {" ".join(s.content.text.split()): names.get(s.speaker.actor or "") for s in reading.statements}


def one(reading: Reading, words: str) -> Statement:
    return next(s for s in reading.statements if words in s.content.text)


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        (
            'Kremlin spokesman Dmitry Peskov reportedly told the BBC: "No comment."',
            '"No comment."',
            "Dmitry Peskov",
        ),
        (
            '"They were given coffee and every binder they asked for," Hungary\'s ambassador to the conference, '
            "Tibor Szalkai, told delegates on Tuesday.",
            '"They were given coffee and every binder they asked for,"',
            "Tibor Szalkai",
        ),
        (
            "According to Lys's lawyer, Marta Bilyk, the man had been ill for years.",
            "the man had been ill for years",
            "Marta Bilyk",
        ),
        (
            "Valeska Paris has claimed that the church imprisoned her. Paris claims she was sent away.",
            "she was sent away",
            "Valeska Paris",
        ),
        (
            "Reports circulating in the capital claim that foreign contractors flew a drone over the town.",
            "that foreign contractors flew a drone over the town",
            None,
        ),
        (
            'Under the headline "Shame", the Kyiv Ledger wrote that police had waited too long.',
            "that police had waited too long",
            "Kyiv Ledger",
        ),
    ],
)
def test_the_speaker_of_a_sentence(text: str, content: str, speaker: str | None) -> None:
    found = speakers(read(text))

    assert content in found
    assert found[content] == speaker


def test_british_marks_hold_a_possessive_and_a_quotation() -> None:
    text = (
        "'I didn't lie,' Councillor Asha Patel told the panel. "
        "'The officers' report said, \"No change to collections,\" and I believed it.'"
    )

    statement = one(read(text), "I didn't lie")
    assert len(statement.content.spans) == 2
    assert statement.content.text.endswith("and I believed it.'")
    assert statement.kind == "direct"


def test_the_paragraphs_of_one_quotation_are_one_statement() -> None:
    text = (
        '"They are not," the spokesman said.\n\n"One. First paragraph.\n\n'
        '"Two. The second paragraph.\n\n"Three. It ends here," Sergei Lavrov stressed.'
    )

    assert one(read(text), "First") == one(read(text), "ends here")


@pytest.mark.parametrize(
    "text",
    [
        "Hackers attacked the website on Monday.",
        "She had been denied a visa for the second time.",
        "The regime's attacks on the town went on for a week.",
    ],
)
def test_deeds_are_no_statements(text: str) -> None:
    assert read(text).statements == ()


def test_tents_are_not_spoken_to() -> None:
    assert one(read("The minister promised tents, blankets and food."), "tents").addressee is None


def test_neither_side_confirmed() -> None:
    assert one(read("Neither side confirmed that talks had resumed."), "talks").polarity == "-"


def test_nothing_was_said_after_the_report_appeared() -> None:
    text = (
        "The bell will be hung on Sunday, April 4, after the officer told the priest that it stood in his garden. "
        "On Monday the priest said that it was whole."
    )

    assert [s.said_on for s in read(text).statements] == [None, "2021-03-01"]


@pytest.mark.parametrize(
    "title", ["Honduras: Prisoners Held in Flooded Cells", "Press statement: Attack on the ship"]
)
def test_a_label_of_a_headline_is_no_speaker(title: str) -> None:
    text = f"{title}\n\nTEGUCIGALPA, March 3, 2021 (Northwire) - The cells of the prison are flooded again this week."

    assert [s for s in read(text).statements if s.cue.text == ":"] == []
