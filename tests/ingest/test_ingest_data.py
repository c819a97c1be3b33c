import re

import pytest

from onrecord import data
from onrecord.ingest.agencies import agency, names, pattern
from onrecord.ingest.furniture import label


def test_no_name_stands_for_two_agencies():
    written = [alias for row in data.rows("agencies") for alias in (row["name"], *row.many("aliases"))]
    assert sorted(set(written)) == sorted(written)
    assert set(written) == set(names())


def test_every_label_is_written_without_case_and_closing_marks():
    for row in data.rows("chrome"):
        assert label(row["label"].upper() + " »") == row["where"], row.where


def test_an_agency_is_known_by_all_its_names():
    assert [
        agency(words) for words in ("/TASS/", "(Itar-Tass)", "The Associated Press", "tass", "The Times")
    ] == [*("TASS", "TASS", "AP", None, None)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(Associated Press) - ", ["Associated Press"]),
        ("AP, AFP and Reuters", ["AP", "AFP", "Reuters"]),
        ("nobody at all", []),
        ("", []),
    ],
)
def test_the_longest_name_of_each_agency_in_a_text_is_found(text, found):
    assert re.findall(pattern(text), text) == found
