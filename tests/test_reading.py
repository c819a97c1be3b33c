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


DRY = "The weather stayed dry over the weekend.\n\n"


@pytest.mark.parametrize(
    ("text", "content", "addressee", "day", "place"),
    [
        (
            "Anna Petrova told Reuters on Tuesday that the bridge would reopen.",
            "bridge",
            "Reuters",
            "2021-03-02",
            None,
        ),
        (
            "In an interview with Le Monde, Foreign Minister Carla Dias said the treaty was dead.",
            "treaty",
            "Le Monde",
            None,
            None,
        ),
        (
            "Foreign Minister Carla Dias said at a news conference in Geneva on Tuesday that the treaty was dead.",
            "treaty",
            None,
            "2021-03-02",
            "Geneva",
        ),
        (
            "Speaking in Nairobi on Monday, President Amos Kiptoo said elections would be held in June.",
            "elections",
            None,
            "2021-03-01",
            "Nairobi",
        ),
    ],
)
def test_to_whom_when_and_where(
    text: str, content: str, addressee: str | None, day: str | None, place: str | None
) -> None:
    reading = read(DRY + text)
    statement = one(reading, content)
    places = {p.id: p.name for p in reading.places}

    assert addressee == (statement.addressee and statement.addressee.text)
    assert (day, place) == (statement.said_on, places.get(statement.said_at or ""))


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("The company denied that it had paid bribes.", "bribes", "-certain"),
        ("The minister did not deny that he had met the lobbyist.", "lobbyist", "+possible"),
        ("A spokesman refused to say whether the plane had been shot down.", "plane", "-unspecified"),
        ("The president may have said that the tax was unfair.", "tax", "+possible"),
        ("If he said that the tax was unfair, he would lose votes.", "tax", "+unspecified"),
        ("The suspect allegedly told police that he had acted alone.", "acted alone", "+unspecified"),
    ],
)
def test_how_far_a_cue_vouches_for_its_content(text: str, content: str, expected: str) -> None:
    statement = one(read(DRY + text), content)

    assert expected == statement.polarity + statement.certainty


@pytest.mark.parametrize(
    ("speaker", "anonymous"),
    [
        ("A senior official who asked not to be named", True),
        ("Sources close to the company", True),
        ("A person familiar with the matter", True),
        ("State official media", False),
        ("The union", False),
    ],
)
def test_who_is_anonymous(speaker: str, anonymous: bool) -> None:
    statement = one(read(f"{DRY}{speaker} said that the merger was off."), "merger")

    assert (speaker, anonymous) == (statement.speaker.text, statement.speaker.anonymous)


def test_a_transcript_has_its_speakers_under_their_full_names() -> None:
    reading = read(
        "JANE HOLLOWAY: Good evening. The senator is here.\n\nSEN. PAUL RUDD: I voted against the bill. It is bad.\n\n"
        "HOLLOWAY: Nobody told the voters.\n\nRUDD: We did. We told them on Monday."
    )
    outer = [s for s in reading.statements if s.cue.text == ":"]
    names = {actor.id: actor.name for actor in reading.actors}

    assert [names.get(s.speaker.actor or "") for s in outer] == ["Jane Holloway", "Paul Rudd"] * 2


def test_a_post_is_its_authors() -> None:
    found = speakers(read(f'{DRY}Senator Paul Rudd lost. "We will fight on," @paulrudd wrote on Twitter.'))

    assert found['"We will fight on,"'] == "Paul Rudd"
