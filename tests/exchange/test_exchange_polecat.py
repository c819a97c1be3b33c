"""Events in the columns of POLECAT."""

from __future__ import annotations

from dataclasses import replace

from onrecord.data.registry import EMPTY, Code, Entry, Registry
from onrecord.exchange.polecat import HEADER, rows
from tests.exchange.coded_rows import CLAIMED, LORAN, OWN_VOICE, STRIKE, Origin, party

COLUMNS = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, "
    "Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, "
    "Recipient Name, Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, "
    "Recipient Title, Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, "
    "Latitude, Longitude, GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, "
    "Story Organizations, Story Locations, Language, Version"
)


def test_the_columns_are_those_of_polecat_and_two_of_ours() -> None:
    assert (*COLUMNS.split(", "), "Status", "Teller") == HEADER


def test_an_event_is_a_row_for_each_actor_and_recipient() -> None:
    before = (
        *("2016-10-19", "ASSAULT", "aerial", "-9", "4", "military;territory"),
        *("Russia", "RUS", "365", "GOV", "GOV", "", "Moscow", ""),
    )
    after = (
        *("Aleppo", "Aleppo", "", "", "Syria", "36.202105", "37.1613", "170063", "ALEPPO", "city"),
        *("Daily Post", "2016-10-21", "Mira Loran;Li, Ann", "Orem Front", "Aleppo;Syria", "en", "test 1"),
        *("claimed", "Mira Loran > unnamed"),
    )
    soldiers = ("Turkish soldiers", "TUR", "640", "MIL", "MIL", "", "Turkish soldiers", "")
    assert list(rows([CLAIMED], EMPTY)) == [
        ("e1-1", *before, "Orem Front", "SYR", "652", "REB", "REB", "", "the Orem Front", "", *after),
        ("e1-2", *before, *soldiers, *after),
    ]


def test_a_person_has_title_and_identifier() -> None:
    event = replace(STRIKE, actors=(party("she", LORAN),), recipients=())
    [row] = rows([replace(CLAIMED, row=event)], EMPTY)

    title = "foreign minister, Turkey"
    assert row[7:15] == ("Mira Loran", "TUR", "640", "GOV", "GOV", title, "she", "Q77")


def test_one_side_makes_one_row_with_empty_cells_for_the_other() -> None:
    [row] = rows([replace(OWN_VOICE, document=Origin(publisher=None))], EMPTY)
    told = dict(zip(HEADER, row, strict=True))

    assert (told["Event ID"], told["Event Date"], told["Source"]) == ("e2-1", "2016-10-21", "one.txt")
    assert row[15:33] == ("",) * 18
    assert (told["Status"], told["Teller"]) == ("reported", "")


def test_codes_of_the_registry_hold_on_the_day_of_the_event() -> None:
    codes = (Code(code="SYROPPREB", to="2016-10-18"), Code(code="KSVMED", from_="2016-10-19"))
    registry = Registry([Entry(name="Orem Front", codes=codes)])

    [row, _] = rows([CLAIMED], registry)
    assert row[15:20] == ("Orem Front", "KOS", "347", "JRN", "JRN")

    [row, _] = rows([replace(CLAIMED, row=replace(STRIKE, date="2016-10-18"))], registry)
    assert row[15:20] == ("Orem Front", "SYR", "652", "OPP", "OPP;REB")


def test_no_cell_breaks_a_line() -> None:
    every = list(rows([CLAIMED, OWN_VOICE], EMPTY))

    assert [cell for row in every for cell in row if set(cell) & set("\t\r\n")] == []
    assert {len(row) for row in every} == {len(HEADER)}
