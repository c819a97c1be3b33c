"""The place that a report was filed from."""

from __future__ import annotations

import pytest
from told import asked, says

from annotated import annotated
from onrecord.resolve import resolve

REST = "Shells//NOUN/2/nsubj fell//VERB/0/root ~.//PUNCT/2/punct"


def filed(dateline: str):
    made = annotated(("title", REST), ("dateline", dateline), REST)
    return resolve(*made, ())


@pytest.mark.parametrize(
    ("dateline", "name", "country", "words"),
    [
        ("BEIRUT, Lebanon", "Beirut", "LBN", "BEIRUT"),
        ("BEIRUT", "Beirut", "LBN", "BEIRUT"),
        ("NEW DELHI", "New Delhi", "IND", "NEW DELHI"),
        ("Moscow", "Moscow", "RUS", "Moscow"),
        ("BEIRUT/ALEPPO", "Beirut", "LBN", "BEIRUT"),
        ("QARDAHA, Syria", "Qardaha", "SYR", "QARDAHA"),
        ("PARIS, Texas", "Paris", None, "PARIS"),
        ("QARDAHA", "Qardaha", None, "QARDAHA"),
        ("McAllen", "McAllen", None, "McAllen"),
    ],
)
def test_a_dateline_is_a_city_of_its_country(dateline, name, country, words):
    found = filed(dateline)

    (place,) = found.places
    assert (place.name, place.kind, place.country) == (name, "city", country)
    assert [m.text for m in place.mentions] == [words]
    assert found.document.dateline is not None
    assert found.document.dateline.place == place.id


def test_a_mention_of_the_place_is_where_the_dateline_stands():
    found = filed("BEIRUT, Lebanon")

    (mention,) = found.places[0].mentions
    assert found.document.text[mention.start : mention.end] == "BEIRUT"


def test_a_report_without_a_dateline_has_no_place():
    found = asked(says("Moscow//PROPN/0/root"))

    assert found.places == ()
    assert found.document.dateline is None


def test_the_capital_in_a_dateline_is_a_place_and_nobody():
    found = filed("MOSCOW")

    assert found.actors == ()


def test_the_same_city_has_one_id_in_every_report():
    assert filed("BEIRUT, Lebanon").places[0].id == filed("Beirut").places[0].id
    assert filed("PARIS, Texas").places[0].id != filed("PARIS").places[0].id
