"""Actors in tables."""

import csv
from contextlib import suppress
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data.registry import Code, Entry
from onrecord.errors import InputError
from onrecord.exchange.actor_table import COLUMNS, parse
from onrecord.exchange.brought import Brought
from onrecord.model import Office

HEADER = ",".join(COLUMNS)


def table(*rows: str, header: str = HEADER) -> Brought:
    return parse(StringIO("".join(f"{row}\n" for row in (header, *rows)), newline=""), "t.csv")


def test_a_row_is_an_actor() -> None:
    row = "Jane Doe,person,fr,J. Doe|Madame Doe; JD,mayor,Lyon,2012,2014-02,Q42,fragov"
    assert table(row).entries == (
        Entry(
            name="Jane Doe",
            kind="person",
            country="FRA",
            aliases=("J. Doe", "Madame Doe", "JD"),
            offices=(Office(title="mayor", organisation="Lyon", from_="2012", to="2014-02"),),
            wikidata="Q42",
            codes=(Code(code="FRAGOV", from_="2012", to="2014-02"),),
            source="t.csv",
        ),
    )


@pytest.mark.parametrize("words", ["FRA", "fra", "FR", "fr", "France", "france", "French Republic"])
def test_a_country_may_be_told_by_code_or_name(words: str) -> None:
    assert [entry.country for entry in table(f"X,,{words}").entries] == ["FRA"]


@pytest.mark.parametrize(("words", "kind"), [("armed group", "armed_group"), ("NGO", "ngo"), ("", None)])
def test_a_kind_may_be_written_with_a_space(words: str, kind: str | None) -> None:
    assert [entry.kind for entry in table(f"X,{words}").entries] == [kind]


def test_a_code_tells_kind_and_country_where_the_table_does_not() -> None:
    (found,) = table("Northern Front", header="name,code").entries
    assert (found.kind, found.country) == (None, None)
    (found,) = table("Northern Front,SYRREB", header="name,code").entries
    assert (found.kind, found.country) == ("armed_group", "SYR")
    (found,) = table("Jane Doe,mayor,FRAGOV", header="name,title,code").entries
    assert (found.kind, found.country) == (None, "FRA")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("name\tkind\taliases", "Jane Doe\tperson\tJ. Doe; JD"),
        ("name;kind;aliases", "Jane Doe;person;J. Doe|JD"),
        (" Name , KIND,Aliases", '"Jane\n Doe",person,"J. Doe;JD"'),
    ],
)
def test_delimiters_case_and_line_ends_in_cells_may_vary(header: str, row: str) -> None:
    (found,) = table(row, header=header).entries
    assert (found.name, found.kind, found.aliases) == ("Jane Doe", "person", ("J. Doe", "JD"))


def test_columns_that_are_not_used_are_told() -> None:
    (note,) = table("X,red", header="name,colour").notes
    assert note.startswith("columns not used: colour (known are name, kind")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",person", "no name"),
        ("X,hero", "kind 'hero' is none of person"),
        ("X,,Narnia", "no country 'Narnia'"),
        ("X,,French", "no country 'French'"),
        ("X,,,,,Lyon", "no title of an office"),
        ("X,,,,,,2012", "no title of an office"),
        ("X,,,,mayor,,March 2012", "'March 2012' is no date"),
        ("X,,,,mayor,,2012-13", "there is no day '2012-13'"),
        ("X,,,,mayor,,2012-05,2012-04-30", "it ends on 2012-04-30, before it begins on 2012-05"),
        ("X,,,,,,,,42", "'42' is no Wikidata id"),
        ("X,,,,,,,,,RU", "'RU' is no actor code"),
        ("X,,,,,,,,,,more", "11 cells, but the table has 10 columns"),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_line_and_costs_no_other(row: str, reason: str) -> None:
    found = table("Fine", row, "Also fine")
    assert [entry.name for entry in found.entries] == ["Fine", "Also fine"]
    (unread,) = found.unread
    assert (unread.line, unread.text) == (3, row)
    assert reason in unread.reason


@pytest.mark.parametrize("header", ["", "kind,country", "Jane Doe,person"])
def test_a_table_without_names_is_refused(header: str) -> None:
    with pytest.raises(InputError, match=r"^t\.csv: no column 'name'; columns found: "):
        table(header=header)


@pytest.mark.parametrize("limit", [131_072, 1_000_000])
@pytest.mark.parametrize("length", [300, 200_000])
def test_a_quotation_mark_that_is_not_closed_is_told(length: int, limit: int) -> None:
    before = csv.field_size_limit(limit)
    try:
        (unread,) = table("Fine", f'"X,{"word " * (length // 5)}').unread
    finally:
        csv.field_size_limit(before)
    reason = "not valid CSV: field larger" if length > limit else "is a quotation mark not closed?"
    assert reason in unread.reason


@given(st.text(), st.text(alphabet='ab,;|"\n\r\t\0 -0129', max_size=200))
def test_no_table_makes_the_parser_fail(header: str, rows: str) -> None:
    found = parse(StringIO(f"{HEADER}\n{rows}", newline=""), "t.csv")
    assert all(each.reason for each in found.unread)
    with suppress(InputError):
        parse(StringIO(f"{header}\n{rows}", newline=""), "t.csv")
