"""Events in the columns of ICEWS."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.data.registry import EMPTY
from onrecord.exchange.icews import HEADER, rows
from tests.exchange.coded_rows import ALEPPO, CLAIMED, OWN_VOICE, RUSSIA, STRIKE, UN, Origin, Told, party

COLUMNS = (
    "Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity, "
    "Target Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, District, "
    "Province, Country, Latitude, Longitude"
)


def test_the_columns_are_those_of_icews_and_two_of_ours() -> None:
    assert (*COLUMNS.split(", "), "Status", "Teller") == HEADER


def test_an_event_is_a_row_for_each_actor_and_recipient() -> None:
    text = "Moscow bombed the Orem Front and Turkish soldiers"
    before = ("2016-10-19", "Russia", "Government", "Russia", text, "195", "-9")
    after = (
        *("d1", "3", "Daily Post", "Aleppo", "", "", "Syria", "36.202105", "37.1613"),
        *("claimed", "Mira Loran > unnamed"),
    )
    assert list(rows([CLAIMED], EMPTY)) == [
        ("e1-1", *before, "Orem Front", "Rebel", "Syria", *after),
        ("e1-2", *before, "Turkish soldiers", "Military", "Turkey", *after),
    ]


def test_who_has_no_country_has_none_in_icews() -> None:
    [row] = rows([replace(CLAIMED, row=replace(STRIKE, actors=(party("the UN", UN),), recipients=()))], EMPTY)

    assert row[2:5] == ("United Nations", "International Government Organization", "")


def test_one_side_makes_one_row_with_the_day_of_publication_and_the_agency() -> None:
    [row] = rows([OWN_VOICE], EMPTY)
    told = dict(zip(HEADER, row, strict=True))

    assert (told["Event ID"], told["Event Date"], told["Publisher"]) == ("e2-1", "2016-10-21", "Northwire")
    assert [told[f"Target {name}"] for name in ("Name", "Sectors", "Country")] == ["", "", ""]
    assert (told["City"], told["Country"], told["Latitude"], told["Teller"]) == ("", "", "", "")
    assert told["Status"] == "reported"


@pytest.mark.parametrize(
    ("told", "published", "day"),
    [
        ("2016-10-19", "2016-10-21", "2016-10-19"),
        ("2016-W42", "2016-10-21", "2016-10-17"),
        ("2016-10-01/2016-10-19", "2016-10-21", "2016-10-01"),
        ("2016", "2016-10-21", "2016-01-01"),
        (None, "2016-10", "2016-10-01"),
        (None, None, ""),
    ],
)
def test_the_day_is_the_first_of_what_is_known(told: str | None, published: str | None, day: str) -> None:
    [row] = rows(
        [replace(OWN_VOICE, row=replace(OWN_VOICE.row, date=told), document=Origin(published=published))],
        EMPTY,
    )

    assert row[1] == day


@pytest.mark.parametrize(
    ("actors", "recipients", "pairs"),
    [
        ("AB", "AB", ["AB", "BA"]),  # each other
        ("A", "A", ["AA"]),  # himself
        ("AB", "C", ["AC", "BC"]),
        ("", "A", [" A"]),
        ("", "", ["  "]),
    ],
)
def test_nobody_is_paired_with_himself_where_there_are_others(
    actors: str, recipients: str, pairs: list[str]
) -> None:
    row = replace(STRIKE, actors=tuple(map(party, actors)), recipients=tuple(map(party, recipients)))

    assert [(row[2] or " ") + (row[8] or " ") for row in rows([Told(row=row)], EMPTY)] == pairs


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("city", ("Aleppo", "", "", "Syria")),
        ("site", ("Aleppo", "", "", "Syria")),
        ("region", ("", "", "Aleppo", "Syria")),
        ("country", ("", "", "", "Syria")),
        (None, ("", "", "", "Syria")),
    ],
)
def test_a_place_stands_in_the_column_of_its_kind(kind: str | None, cells: tuple[str, ...]) -> None:
    place = replace(ALEPPO, **{"kind": kind})  # type: ignore[arg-type]
    [row, _] = rows([replace(CLAIMED, place=place)], EMPTY)

    assert row[14:18] == cells


def test_ids_are_the_same_every_time_and_no_cell_breaks_a_line() -> None:
    once, again = (list(rows([CLAIMED, OWN_VOICE], EMPTY)) for _ in range(2))

    assert once == again
    assert len({row[0] for row in once}) == len(once)
    assert [cell for row in once for cell in row if set(cell) & set("\t\r\n")] == []
    assert {len(row) for row in once} == {len(HEADER)}
    assert RUSSIA.name in once[0]
