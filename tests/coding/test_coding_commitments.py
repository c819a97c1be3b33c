"""Who is bound to what, to whom, on which condition, until when and on which basis; and what binds nobody."""

from __future__ import annotations

import pytest

from onrecord.ingest import Options, from_text
from onrecord.model import Commitment, Party, Reading
from onrecord.reader import Reader

FRIDAY = "2016-10-21"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Reading:
    return reader.read(from_text(text, options=Options(published=FRIDAY)), force=True)


def names(reading: Reading, party: Party | None) -> set[str | None]:
    """The words of a party and the name of its actor."""
    if party is None:
        return {None}
    return {party.text, *(actor.name for actor in reading.actors if actor.id == party.actor)}


def teller(reading: Reading, row: Commitment) -> str | None:
    return next((s.speaker.text for s in reading.statements if s.id == row.statement), None)


# One row for each way of binding somebody: kind, who acts, and what.
BOUND = [
    # verbs whose subject acts
    ("The rebel leader vowed to defend the valley.", "pledge", "The rebel leader", "defend the valley"),
    ("The party pledged not to raise fares.", "pledge", "The party", "not to raise fares"),
    ("Norway pledged 20 million euros to Malawi.", "pledge", "Norway", "20 million euros"),
    ("The army undertook to clear the mines.", "pledge", "The army", "clear the mines"),
    ("The minister promised that it would be mended.", "pledge", "The minister", "it would be"),
    ("The candidate promised that she would publish her taxes.", "pledge", "The candidate", "publish her taxes"),
    ("Both camps committed themselves to freeing the men.", "pledge", "Both camps", "freeing the men"),
    ("Chile is committed to a peaceful solution.", "pledge", "Chile", "a peaceful solution"),
    ("Ghana stands ready to host the talks.", "pledge", "Ghana", "host the talks"),
    ("The bank plans to close ten branches.", "pledge", "The bank", "close ten branches"),
    ("Peru has agreed to let inspectors into the mine.", "agreement", "Peru", "let inspectors into the mine"),
    ("Chad and Sudan agreed on a ceasefire.", "agreement", "Sudan", "a ceasefire"),
    ("The union threatened to stop the trains.", "threat", "The union", "stop the trains"),
    ("The union threatened a strike.", "threat", "The union", "a strike"),
    ("The militia vowed to attack the harbour.", "threat", "The militia", "attack the harbour"),
    # verbs whose object acts
    ("Canada urged Mali to postpone the vote.", "demand", "Mali", "postpone the vote"),
    ("Mali was urged to postpone the vote.", "demand", "Mali", "postpone the vote"),
    ("The judge ordered the company to pay the widow.", "demand", "the company", "pay the widow"),
    ("Oslo warned Iceland not to sell the trawlers.", "demand", "Iceland", "not to sell the trawlers"),
    ("The treaty obliges Kenya to open its archives.", "obligation", "Kenya", "open its archives"),
    ("Kenya is required to open its archives.", "obligation", "Kenya", "open its archives"),
    ("Denmark expects Greece to keep the camp open.", "expectation", "Greece", "keep the camp open"),
    ("Greece is expected to close the camp.", "expectation", "Greece", "close the camp"),
    # a preposition, a clause, a noun
    ("The bishops called on the president to resign.", "demand", "the president", "resign"),
    ("The mediator appealed to both sides to show restraint.", "demand", "both sides", "show restraint"),
    ("Greenpeace called for an end to Japan's whale hunts.", "demand", "Japan", "an end to Japan's whale hunts"),
    ("Amnesty demanded an apology from Egypt.", "demand", "Egypt", "an apology from Egypt"),
    ("Tunisia asked Italy for help.", "demand", "Italy", "help"),
    ("The deputies demanded that the minister resign.", "demand", "the minister", "resign"),
    ("The commission recommended that the vote be repeated.", "demand", None, "the vote be repeated"),
    ("Brazil has a responsibility to protect the forest.", "obligation", "Brazil", "protect the forest"),
    ("India renewed its promise to share the water.", "pledge", "its", "share the water"),
    ("Their commitment to disarm was welcomed.", "pledge", "Their", "disarm"),
    ("The report repeats calls on Laos to free the monk.", "demand", "Laos", "free the monk"),
    ("Oslo gave Iceland a deadline to free the crew.", "demand", "Iceland", "free the crew"),
    ("Oman issued an ultimatum to Yemen to free the crew.", "demand", "Yemen", "free the crew"),
    ("Iran issued a warning that it would close the strait.", "threat", "Iran", "close the strait"),
    # auxiliaries
    ('"We will not abandon the village," Mayor Petra Lind said.', "pledge", "We", "not abandon the village"),
    ("Norway said it would continue to fund the school.", "pledge", "Norway", "continue to fund the school"),
    ("The spokesman said the army would leave the town.", "pledge", "the army", "leave the town"),
    ('"If they shoot, we will strike back," Colonel Abdi said.', "threat", "we", "strike back"),
    ('"Iraq should compensate the families," Salma Haddad said.', "demand", "Iraq", "compensate the families"),
    ("Bashar al-Assad must go, the lawyer Rim Saleh said.", "demand", "Bashar al-Assad", "go"),
    ("Spain has to lower its debt, the German minister said.", "demand", "Spain", "lower its debt"),
    ('"All hostages must be freed," the bishop said.', "demand", None, "All hostages must be freed"),
    ('"The resolutions are to be complied with," the envoy said.', "obligation", None, "are to be complied with"),
    ('"We must repair the dam," the engineer Ana Ruiz said.', "obligation", "We", "repair the dam"),
    ('"I understand that Iran will keep the deal," the envoy said.', "expectation", "Iran", "keep the deal"),
    ("Under the deal, the rebels will hand over their guns.", "agreement", "the rebels", "hand over their guns"),
    ("They signed a deal under which Ethiopia will free the pilots.", "agreement", "Ethiopia", "free the pilots"),
    ("She was granted bail on condition that she surrender her keys.", "obligation", "she", "surrender her keys"),
    ("Jordan is to close the crossing.", "expectation", "Jordan", "close the crossing"),
    ("Several states block the talks, as is required by UN resolutions.", "obligation", None, "the talks"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "by", "action"), BOUND)
def test_somebody_is_bound(reader: Reader, text: str, kind: str, by: str | None, action: str) -> None:
    reading = read(reader, text)
    rows = [
        row
        for row in reading.commitments
        if row.kind == kind and by in names(reading, row.by) and action in row.action.text
    ]
    assert len(rows) == 1, reading.commitments


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Oman is ready to extend the truce for as long as it is kept.", "for as long as it is kept"),
        ("The rebels pledged to leave provided that the army left first.", "provided that the army left first"),
        ("If the talks fail, Chad will close the border, President Idris Deby said.", "If the talks fail"),
        ("The EU promised to lift the ban only if Laos frees the monk.", "only if Laos frees the monk"),
        ("Israel offered to free ten men in exchange for the soldier.", "in exchange for the soldier"),
        ("The guards vowed to strike unless their pay is raised.", "unless their pay is raised"),
        ("The militia agreed to disarm once the monitors arrive.", "once the monitors arrive"),
        ("Sudan should get aid.\n\nNiger urged him not to sign until the map is changed.", "until the map is changed"),
    ],
)  # fmt: skip
def test_on_a_condition(reader: Reader, text: str, condition: str) -> None:
    rows = [row for row in read(reader, text).commitments if row.condition]
    assert [row.condition.text for row in rows if row.condition] == [condition]
    assert condition not in rows[0].action.text


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("Greece is required to cut pensions under the terms of the loan.", "under the terms of the loan"),
        (
            "As required by the constitution, the president must call a vote.",
            "As required by the constitution",
        ),
        ("Chad must free the men, in line with the treaty, the court said.", "in line with the treaty"),
        ("In the agreement, both sides pledged to pull back.", "In the agreement"),
        ("According to the deal, the militia will leave the port.", "According to the deal"),
        ("By law the president has to dissolve parliament.", "By law"),
    ],
)
def test_on_a_basis(reader: Reader, text: str, basis: str) -> None:
    [row] = read(reader, text).commitments
    assert row.basis is not None
    assert row.basis.text == basis


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mali promised to pay by Tuesday.", "2016-10-25"),
        ("The rebels pledged to leave within 72 hours.", "2016-10-24"),
        ("Turkey agreed to a truce until Sunday.", "2016-10-23"),
        ("Mali promised to pay.", None),
        ("Mali promised to pay if the banks agree by Tuesday.", None),
    ],
)
def test_until_a_day(reader: Reader, text: str, day: str | None) -> None:
    assert [row.deadline for row in read(reader, text).commitments] == [day]


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("Japan promised Vietnam to deliver the boats.", "Vietnam"),
        ("Japan promised to give Vietnam six boats.", "Vietnam"),
        ("Kenya agreed to hand the suspect over to Uganda.", "Uganda"),
        ("Moscow has confirmed to Washington it is ready to extend the ceasefire.", "United States"),
        ('"We will rebuild the bridge," the Czech minister Jan Novak told reporters.', None),
    ],
)
def test_who_gets_it(reader: Reader, text: str, to: str | None) -> None:
    reading = read(reader, text)
    assert [to in names(reading, row.to) for row in reading.commitments] == [True]


@pytest.mark.parametrize(
    ("text", "status", "told_by"),
    [
        ("Chad promised to withdraw.", "pledged", None),
        ("Chad has not promised to withdraw.", "denied", None),
        ("Chad kept its promise to withdraw.", "reported", None),
        ("Libya said that Chad kept its promise to withdraw.", "claimed", "Libya"),
        ("Chad broke its promise to withdraw.", "denied", None),
        ("Chad has failed to keep its promise to withdraw.", "denied", None),
        ("Libya denied that Chad had promised to withdraw.", "denied", "Libya"),
        ("Libya said Chad had promised to withdraw.", "pledged", "Libya"),
        ("Libya urged Chad to withdraw.", "demanded", "Libya"),
        ("Chad was urged to withdraw.", "demanded", None),
        ("Libya expects Chad to withdraw.", "hypothetical", "Libya"),
    ],
)
def test_status_and_teller(reader: Reader, text: str, status: str, told_by: str | None) -> None:
    reading = read(reader, text)
    [row] = reading.commitments
    assert (row.status, teller(reading, row)) == (status, told_by)


@pytest.mark.parametrize(
    "text",
    [
        "Prices will rise next year.",
        "Economists agree that growth will be slow.",
        "The bank issued a warning that prices would rise.",
        "The dollar is expected to fall.",
        "The team must win on Saturday.",
        "Voters will go to the polls on Sunday.",
        "Nobody promised to help.",
        "China may agree to cut tariffs.",
        "Chad refused to pledge money.",
        "The envoy asked him why the picture would be wet.",
        "The bank did not respond to a request for comment.",
        "The tourist plans to visit Rome.",
        "If Chad agrees to withdraw, the talks will resume.",
        "Will Chad promise to withdraw?",
        "The parties are negotiating an agreement to share the water.",
        "The minister said that she would like to see Paris.",
        "The army did not say how the bridge is to be rebuilt.",
        '"We have to go through the ruins," the reader said.',
        "The soldiers were accused of committing serious crimes.",
        "The driver said he would have stopped.",
        "He worked in order to pay the rent.",
        "Rwanda said that Burundi would win the match.",
    ],
)
def test_nobody_is_bound(reader: Reader, text: str) -> None:
    assert read(reader, text).commitments == ()


def test_each_of_several_is_bound(reader: Reader) -> None:
    reading = read(reader, "Chad and Sudan agreed on a ceasefire.")
    assert [names(reading, row.by) for row in reading.commitments] == [{"Chad"}, {"Sudan"}]


def test_a_ministry_speaks_for_its_country_in_a_text_of_its_own(reader: Reader) -> None:
    text = "Norway condemns the attack. We mourn the dead. Norway will continue to support the clinics."
    reading = read(reader, text)
    [row] = reading.commitments
    assert (row.kind, row.action.text, row.statement) == ("pledge", "continue to support the clinics", None)
    assert "Norway" in names(reading, row.by)


def test_him_is_not_who_urges(reader: Reader) -> None:
    text = "John Kerry raised this in a call with Sergei Lavrov and urged him to press the regime to stop."
    reading = read(reader, text)
    [row] = reading.commitments
    assert names(reading, row.by) == {"him", "Sergei Lavrov"}
    assert row.action.text == "press the regime to stop"


def test_what_is_told_twice_is_one_commitment_as_full_as_it_gets(reader: Reader) -> None:
    text = "Chad promised to free the pilots. Chad promised to free the pilots if Libya pays."
    [row] = read(reader, text).commitments
    assert row.condition is not None


def test_every_row_is_cut_out_of_the_text_and_says_why_it_is_there(reader: Reader) -> None:
    text = 'Mali said it would pay "every cent" to Chad by Tuesday, under the deal, if the banks open.'
    reading = read(reader, text)
    [row] = reading.commitments
    for words in (row, row.action, row.condition, row.basis):
        assert words is not None
        assert words.text == " ".join(text[start:end] for start, end in words.spans)
    [why] = [reason for reason in reading.reasons if reason.row == row.id]
    assert dict(why.steps)["condition"] == "if"
    assert dict(why.steps)["basis"] == "under"
    assert 0 < row.confidence <= 1


# What will be so by a day is a commitment of who says it, or of who is to act.
DATED = [
    (
        "Mayor Ana Kolar said the bridge would be open by May 20.",
        "pledge",
        "Mayor Ana Kolar",
        "the bridge would be open",
    ),
    (
        "The wages will be paid by May 20, Minister Ana Kolar said.",
        "pledge",
        "Minister Ana Kolar",
        "The wages will be paid",
    ),
    (
        "Mayor Ana Kolar said 80 nurses would be in place by May 20.",
        "pledge",
        "80 nurses",
        "80 nurses would be in place by May 20",
    ),
    (
        "Mayor Ana Kolar said the tax would apply from 1 January.",
        "pledge",
        "Mayor Ana Kolar",
        "the tax would apply",
    ),
    ("The army has until 20 May to clear the mines.", "obligation", "The army", "clear the mines"),
    (
        "The court will publish its report by 20 May.",
        "expectation",
        "The court",
        "publish its report by 20 May",
    ),
    ("Chad and Sudan signed a truce in Cairo.", "agreement", "Sudan", "a truce in Cairo"),
    (
        "Doctor Ana Kolar said her volunteers would count the sheets.",
        "pledge",
        "her volunteers",
        "count the sheets",
    ),
    ("Ghana initialled an annex in which it promises to shut the road.", "pledge", "it", "shut the road"),
]


@pytest.mark.parametrize(("text", "kind", "by", "action"), DATED)
def test_what_will_be_so_by_a_day_binds(reader: Reader, text: str, kind: str, by: str, action: str) -> None:
    reading = read(reader, text)
    rows = [row for row in reading.commitments if row.kind == kind and by in names(reading, row.by)]
    assert [row.action.text for row in rows if row.action.text.startswith(action)]


@pytest.mark.parametrize(
    "text",
    [
        "Economist Ana Kolar said prices would be cut by May 20.",
        "Analysts said the bank would raise rates by May 20.",
        "Mayor Ana Kolar said it would rain by May 20.",
        "Mayor Ana Kolar said the party would lose by May 20.",
        "Mayor Ana Kolar said the bridge would be ugly by May 20.",
        "It promises to be a long night.",
        "Chad signed a treaty in Cairo.",
        "Ana Kolar said her son would go to school.",
        "The army has until now to be proud of.",
    ],
)
def test_forecasts_and_states_bind_nobody(reader: Reader, text: str) -> None:
    assert read(reader, text).commitments == ()
