"""The places of a report and where it was filed."""

from __future__ import annotations

import pytest
from mapped import mapped, named, plain

from onrecord.data.gazetteer import spots


@pytest.mark.parametrize(
    ("dateline", "name", "country", "words"),
    [
        ("BEIRUT, Lebanon", "Beirut", "LBN", "BEIRUT"),
        ("BEIRUT", "Beirut", "LBN", "BEIRUT"),
        ("NEW DELHI", "New Delhi", "IND", "NEW DELHI"),
        ("Moscow", "Moscow", "RUS", "Moscow"),
        ("BEIRUT/ALEPPO", "Beirut", "LBN", "BEIRUT"),
        ("PARIS, Texas", "Paris", "USA", "PARIS"),
        ("McALLEN, Texas", "McAllen", "USA", "McALLEN"),
        ("FLINT, Mich.", "Flint", "USA", "FLINT"),
        ("QUXXAHA, Syria", "Quxxaha", "SYR", "QUXXAHA"),
        ("QUXXAHA", "Quxxaha", None, "QUXXAHA"),
    ],
)
def test_a_dateline_is_a_city_of_its_country(dateline, name, country, words):
    places = mapped(plain("Shells fell.", dateline=dateline))

    assert places.rows == (places.dateline,)
    assert (places.dateline.name, places.dateline.kind, places.dateline.country) == (name, "city", country)
    assert [mention.text for mention in places.dateline.mentions] == [words]


def test_a_mention_of_the_dateline_is_where_it_stands():
    made = plain("Shells fell.", dateline="BEIRUT, Lebanon")
    [mention] = mapped(made).rows[0].mentions

    assert made.text[mention.start : mention.end] == "BEIRUT"


def test_the_dateline_and_its_place_in_the_text_are_one():
    places = mapped(plain("Shells fell in Beirut.", "Beirut", dateline="BEIRUT, Lebanon"))

    assert [[m.text for m in row.mentions] for row in places.rows] == [["BEIRUT", "Beirut"]]
    assert places.at[3] == places.rows[0] == places.dateline


def test_a_report_without_a_dateline_was_filed_nowhere():
    assert mapped(plain("Shells fell.")).dateline is None


def test_the_same_city_has_one_id_in_every_report():
    def filed(dateline):
        return mapped(plain("Shells fell.", dateline=dateline)).dateline.id

    assert filed("BEIRUT, Lebanon") == filed("Beirut")
    assert filed("PARIS, Texas") != filed("PARIS")


def test_places_of_one_name_have_ids_of_their_own():
    made = plain("He left Georgia. In Springfield, Illinois, and Springfield, Missouri, he met friends.",
                 "Springfield", "Illinois", "Missouri")  # fmt: skip
    ids = {row.id for row in mapped(made).rows if row.name == "Springfield"}

    assert len(ids) == 2


def test_a_place_has_its_point_and_its_id_in_geonames():
    [place] = mapped(plain("Shells fell in Daquq.", "Daquq")).rows

    assert (place.name, place.kind, place.country, place.geonames) == ("Daquq", "city", "IRQ", 90220)
    assert (place.lat, place.lon) == (35.14, 44.45)


@pytest.mark.parametrize(
    ("written", "name"),
    [("Halab", "Aleppo"), ("Raqqah", "Raqqa"), ("Calcutta", "Kolkata"), ("Donbass", "Donbas")],
)
def test_a_place_goes_by_its_usual_name(written, name):
    assert named(mapped(plain(f"Shells fell in {written}.", written)), written).name == name


def test_an_unknown_place_is_kept_as_words_and_empties_nothing():
    places = mapped(plain("Shells fell in Quxxaha and Homs.", "Quxxaha", "Homs"))
    unknown, known = places.rows

    assert (unknown.name, unknown.kind, unknown.country, unknown.lat, unknown.geonames) == (
        "Quxxaha",
        *[None] * 4,
    )
    assert known.country == "SYR"


def test_an_unknown_place_lies_in_the_country_that_the_text_says():
    places = mapped(plain("Shells fell in Quxxaha, Syria.", "Quxxaha", "Syria"))

    assert (places.rows[0].country, places.rows[0].lat) == ("SYR", None)


def test_every_place_of_a_report_is_one_of_its_candidates():
    [place] = mapped(plain("Shells fell in Homs.", "Homs")).rows

    assert place.geonames in {spot.geonames for spot in spots("Homs")}
