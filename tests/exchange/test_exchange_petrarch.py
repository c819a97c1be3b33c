"""Dictionaries of event coders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data.registry import Code, Entry
from onrecord.exchange.brought import Brought
from onrecord.exchange.petrarch import parse


def dictionary(text: str) -> Brought:
    return parse(text.splitlines(), "d.txt")


def only(text: str) -> Entry:
    found = dictionary(text)
    assert found.unread == ()
    (entry,) = found.entries
    return entry


def test_an_actor_has_names_and_dated_codes() -> None:
    text = """
# a comment
RODRIGO_EXAMPLE_  ; with a note [XXX]
+R._EXAMPLE_
+EL_EJEMPLO # said so once
\t[ESPELI 320101-551108]
\t[ESPGOV >20041214]
\t[ESPELI <310101][ESPOPP]
"""
    assert only(text) == Entry(
        name="Rodrigo Example",
        kind="person",
        country="ESP",
        aliases=("R. Example", "El Ejemplo"),
        codes=(
            Code(code="ESPELI", from_="1932-01-01", to="1955-11-08"),
            Code(code="ESPGOV", from_="2004-12-14"),
            Code(code="ESPELI", to="1931-01-01"),
            Code(code="ESPOPP"),
        ),
        source="d.txt",
    )


def test_names_may_follow_the_line_with_the_code() -> None:
    entry = only("NORTHERN_FRONT_ [SYRREB] # kkl\n+FRONT_OF_THE_NORTH_\n")
    assert (entry.name, entry.aliases) == ("Northern Front", ("Front of the North",))


@pytest.mark.parametrize(
    ("digits", "day"),
    [
        ("300101", "2030-01-01"),
        ("310101", "1931-01-01"),
        ("990228", "1999-02-28"),
        ("19270101", "1927-01-01"),
    ],
)
def test_years_of_two_digits_are_of_this_century_up_to_30(digits: str, day: str) -> None:
    assert only(f"X_ [ESP >{digits}]").codes == (Code(code="ESP", from_=day),)


@pytest.mark.parametrize(
    ("when", "days"),
    [
        (">910203", ("1991-02-03", None)),
        ("<910203", (None, "1991-02-03")),
        (">910203 <950101", ("1991-02-03", "1995-01-01")),
        ("<950101 >910203", ("1991-02-03", "1995-01-01")),
        ("910203-950101", ("1991-02-03", "1995-01-01")),
    ],
)
def test_a_code_holds_from_one_day_to_another(when: str, days: tuple[str | None, str | None]) -> None:
    (code,) = only(f"X_ [ESPGOV {when}]").codes
    assert (code.from_, code.to) == days


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("UNITED_FRONT_OF_THE_WEST_", ["United Front of the West"]),
        ("AL-NAHDA_FRONT", ["Al-Nahda Front"]),
        ("U.N._MONITOR", ["U.N. Monitor"]),
        ("NATO_SPOKESMAN_", ["NATO Spokesman"]),
        ("US_ENVOY_", ["US Envoy"]),
        ("ETA_", ["ETA"]),
        ("BEN_EL_NOUR", ["Ben El Nour"]),
        ("McExample", ["McExample"]),
        ("HEZB_", ["Hezb"]),
        ("RIVER_GUARD_ORGANIZATION_(RGO)_", ["River Guard Organization", "RGO"]),
        ("NATIONAL_ARMY_(COLOMBIA)_", ["National Army"]),
        ("ARMY_OF_RIVERS_(OF_", ["Army of Rivers"]),
        ("ORDER,_THE_", ["Order"]),
        ("PANEL_ON_RIVER_CARE_\n+PRC\n+PORC", ["Panel on River Care", "PRC", "PORC"]),
    ],
)
def test_the_case_of_names_is_restored(written: str, names: list[str]) -> None:
    entry = only(f"{written}\n[IGOUNO]")
    assert [entry.name, *entry.aliases] == names


@pytest.mark.parametrize(
    ("text", "kind", "country"),
    [
        ("RURITANIA_ [FRA]", "country", "FRA"),
        ("RURITANIA_ [FRA >20080217]", "country", "FRA"),
        ("RURITANIA_ [KSV]", "country", "XKX"),
        ("NORTHERN_ARMY_ [FRAMIL]", "military", "FRA"),
        ("NORTHERN_FRONT_ [SASREB]", "armed_group", None),
        ("NORTHERN_FRONT_ [SYRREB 120101-130101]", "armed_group", "SYR"),
        ("NORTHERN_CHURCH_ [CHRCTH]", "religious_group", None),
        ("RIVER_COURT_ [FRAJUD]", "government_body", "FRA"),
        ("RIVER_FUND_ [IGOUNO]", "igo", None),
        ("RIVER_REGION_ [WAF]", None, None),
        ("RIVER_THING_ [FRAENV]", None, "FRA"),
        ("ZZYX_ZZOLT_ [FRAGOV 010101-020101]", "person", "FRA"),
        ("ZZYX_ZZOLT_ [FRAGOV] [ELI]", "person", "FRA"),
        ("MARGARET_ZZOLT_ [IGOUNO]", "person", None),
        ("ZZYX_ZZOLT_ [FRAGOV >010101] [DEUBUS <010101]", "person", None),
    ],
)
def test_kind_and_country_are_what_the_codes_say(text: str, kind: str | None, country: str | None) -> None:
    entry = only(text)
    assert (entry.kind, entry.country) == (kind, country)


def test_agents_are_nouns_with_their_plurals_and_roles() -> None:
    text = """
<!-- several
lines -->
!PERSON! = MAN, MEN, WOMAN
SOLDIER [~MIL]
SPY_AGENCY [~SPY] # all of them
CHURCH [~REL]
GENDARMERY {GENDARMERIE} [~COP]
POLICE {} [~COP]
FISHER!PERSON![~AGR]
"""
    found = dictionary(text)
    assert (found.entries, found.unread) == ((), ())
    assert found.agents == {
        "soldier": "MIL",
        "soldiers": "MIL",
        "spy agency": "SPY",
        "spy agencies": "SPY",
        "church": "REL",
        "churches": "REL",
        "gendarmery": "COP",
        "gendarmerie": "COP",
        "police": "COP",
        "fisherman": "AGR",
        "fishermen": "AGR",
        "fisherwoman": "AGR",
    }


def test_names_that_are_no_actors_are_counted() -> None:
    found = dictionary("RIVER_TIMES_ [---]\nKIM_EXAMPLE_ [FRAGOV 010101-020101] [---]")
    assert [entry.name for entry in found.entries] == ["Kim Example"]
    assert found.notes == ("names marked as no actors, [---]: 1",)


@pytest.mark.parametrize(
    ("lines", "number", "reason"),
    [
        ("U.N._", 2, "a name without a code"),
        ("LONELY_\n+ALONE_", 2, "a name without a code"),
        ("FRONT_ [SYRREB] [SYRGOV", 2, "what '[SYRGOV' is cannot be told"),
        ("FRONT_ [SYRREB] words", 2, "what 'words' is cannot be told"),
        ("FRONT_ [SYRREB] [RU]", 2, "'RU' is no actor code"),
        ("FRONT_ [SYRREB] []", 2, "empty brackets"),
        ("FRONT_ [SYRREB]\n[SYRGOV 2004017-20061201]", 3, "'2004017' is no date"),
        ("FRONT_ [SYRREB]\n[SYRGOV >040231]", 3, "there is no day '20040231'"),
        ("FRONT_ [SYRREB]\n[SYRGOV 040301-030301]", 3, "before it begins"),
        ("_ [SYRREB]", 2, "no name"),
        ("FISHER!PERSON! [~AGR]", 2, "no set !PERSON!"),
        ("!A! = A, B\nX!A!!A! [~AGR]", 3, "two in one name"),
        ("!A! = A, !A!, !\nX!A!!A! [~AGR]", 3, "two in one name"),
        ("[~AGR]", 2, "an agent without a noun"),
        ("FARMER [~]", 2, "an agent without a noun or a role"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_costs_no_other(lines: str, number: int, reason: str) -> None:
    found = dictionary(f"FIRST_ [FRA]\n{lines}\nLAST_ [DEU]")
    (unread,) = found.unread
    assert (unread.line, unread.text) == (number, lines.splitlines()[number - 2])
    assert reason in unread.reason
    assert {"First", "Last"} <= {entry.name for entry in found.entries} <= {"First", "Last", "Front"}


def test_a_code_that_is_not_closed_is_none() -> None:
    found = dictionary("FRONT_ [SYRREB\nGUY [~ENV}")
    assert (found.entries, found.agents) == ((), {})
    assert [each.line for each in found.unread] == [1, 2]


def test_a_code_before_any_name_is_nobodys() -> None:
    found = dictionary("+OTHER_\n[FRAGOV]")
    assert [each.reason for each in found.unread] == ["another name of nobody", "a code without a name"]


@given(st.text(alphabet="AB_+[]{}!=~<>-#;() 0129\n,.'É", max_size=300))
def test_no_text_makes_the_parser_fail(text: str) -> None:
    found = dictionary(text)
    assert all(entry.name and entry.codes for entry in found.entries)
    assert all(noun and role for noun, role in found.agents.items())
