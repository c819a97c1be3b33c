"""The places written by hand, and the words that go with places."""

from __future__ import annotations

from collections import Counter

from onrecord.data import Row, rows
from onrecord.data.gazetteer import fold, spots

ROWS = rows("regions")
ROLES = {"before", "illness", "namesake", "site", "unit", "direction", "adjective"} | {
    *("generic", "acts", "region", "city", "time", "body")
}


def compiled(row: Row, name: str) -> bool:
    """Whether a name of a row leads to it; the compiled file has two decimals."""
    lat, lon = float(row["lat"]), float(row["lon"])
    return any(
        (spot.name, spot.kind, spot.country or "") == (row["name"], row["kind"], row["country"])
        and abs(spot.lat - lat) < 0.006
        and abs(spot.lon - lon) < 0.006
        for spot in spots(name)
        if spot.known
    )


def test_every_name_of_the_table_leads_to_its_place() -> None:
    assert [n for row in ROWS for n in (row["name"], *row.many("aliases")) if not compiled(row, n)] == []


def test_rows_are_well_formed() -> None:
    for row in ROWS:
        row.one_of("kind", ("city", "region", "country", "site"))
        row.one_of("sure", ("yes", "about"))
        row.code("country", 3)
        assert abs(float(row["lat"])) <= 90, row.where
        assert abs(float(row["lon"])) <= 180, row.where


def test_no_place_stands_twice() -> None:
    counts = Counter((fold(row["name"]), row["kind"], row["country"]) for row in ROWS)

    assert [key for key, count in counts.items() if count > 1] == []


def test_regions_of_conflict_and_seas_are_there() -> None:
    names = {row["name"] for row in ROWS}

    assert len(names) > 500
    assert {
        "Donbas",
        "Darfur",
        "Kashmir",
        "Gaza Strip",
        "Tigray",
        "Sahel",
        "Rakhine",
        "Black Sea",
        "Nile",
    } <= names


def test_what_several_share_or_claim_stands_under_no_country() -> None:
    countries = {row["name"]: row["country"] for row in ROWS}

    assert [countries[name] for name in ("Kashmir", "Golan Heights", "Spratly Islands", "Dokdo")] == [""] * 4


def test_words_have_known_roles_and_stand_once_in_each() -> None:
    pairs = [(row["word"], row["role"]) for row in rows("place_words")]

    assert {role for _, role in pairs} == ROLES
    assert len(pairs) == len(set(pairs))
    assert all(word == word.lower() for word, _ in pairs)
