"""The registry file of a user, and how actors of several files become one registry."""

from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data.registry import Code, Entry, Registry
from onrecord.errors import InputError
from onrecord.exchange.brought import united
from onrecord.exchange.registry import parse, read, to_dicts, write
from onrecord.model import Office

FULL = Entry(
    name="Zoë “Z” Doe",
    kind="person",
    country="FRA",
    aliases=("Z. Doe", "Madame Doe"),
    offices=(Office(title="mayor", organisation="Lyon", from_="2012", to="2014-02"), Office(title="poet")),
    wikidata="Q42",
    codes=(Code(code="FRAGOV", from_="2012-01-01"), Code(code="FRAELI")),
    source="a.csv",
)
BARE = Entry(name="Northern League")


def test_a_registry_survives_being_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "actors.jsonl"
    write(Registry([FULL, BARE], {"soldier": "MIL"}), path)
    found = read(path)
    assert (found.entries, found.agents) == ((BARE, FULL), {"soldier": "MIL"})
    assert [each.name for each in tmp_path.iterdir()] == ["actors.jsonl"]


def test_what_is_empty_is_not_written() -> None:
    assert list(to_dicts(Registry([BARE]))) == [{"name": "Northern League"}]


def test_the_file_stays_as_it_was_where_it_cannot_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InputError, match="cannot write"):
        write(Registry([BARE]), tmp_path / "folder")
    assert list(tmp_path.iterdir()) == [tmp_path / "folder"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not valid JSON"),
        ("[]", "no object with the keys name, kind"),
        ("{}", "name must be words, not None"),
        ('{"name": " "}', "name must be words, not ' '"),
        ('{"name": 3}', "name must be words, not 3"),
        ('{"name": "X", "nmae": "Y"}', "unknown key 'nmae'"),
        ('{"name": "X", "kind": "hero"}', "kind 'hero' is none of person, country"),
        ('{"name": "X", "aliases": "Y"}', "aliases must be a list"),
        ('{"name": "X", "aliases": [null]}', "an alias must be words"),
        ('{"name": "X", "offices": [{"organisation": "Y"}]}', "title must be words"),
        ('{"name": "X", "codes": [{"code": "A", "from": "May 2012"}]}', "'May 2012' is no date"),
        ('{"name": "X", "codes": [{"code": "A", "from": "2012-02-30"}]}', "there is no day '2012-02-30'"),
        ('{"name": "X", "codes": [{"code": "A", "from": "2012", "to": "2011-12"}]}', "before it begins"),
        ('{"agent": "soldier"}', "code must be words"),
        ('{"agent": "soldier", "code": "MIL", "name": "X"}', "unknown key 'name'"),
    ],
)
def test_a_line_that_is_none_of_ours_is_refused_with_file_and_line(
    tmp_path: Path, line: str, told: str
) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(f'{{"name": "Fine"}}\n\n{line}\n')
    with pytest.raises(InputError, match=r"mine\.jsonl, line 3: ") as refusal:
        read(path)
    assert told in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read .*none\.jsonl: No such file"):
        read(tmp_path / "none.jsonl")


@given(st.lists(st.one_of(st.binary(), st.text(), st.sampled_from(["{}", '{"name": "A", "codes": [{}]}']))))
def test_no_line_makes_the_parser_fail(lines: list[bytes | str]) -> None:
    found = parse(lines)
    assert len(found.entries) + len(found.agents) + len(found.unread) <= len(lines)


KEYS = st.sampled_from(["name", "kind", "aliases", "offices", "codes", "agent", "code", "from", "title"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, JSON))
def test_an_object_is_an_entry_or_told_why_not(row: dict[str, object]) -> None:
    found = parse([orjson.dumps(row)])
    assert len(found.entries) + len(found.agents) + len(found.unread) == 1


def test_actors_of_one_name_become_one_and_the_newer_wins() -> None:
    old = Entry(name="Northern League", kind="party", aliases=("NL",), source="a.csv")
    new = Entry(
        name="northern-league",
        kind="armed_group",
        country="SYR",
        codes=(Code(code="SYRREB"),),
        source="b.csv",
    )
    (found,) = united(Registry([old]), [new], {}).entries
    assert found == Entry(
        name="Northern League",
        kind="armed_group",
        country="SYR",
        aliases=("NL", "northern-league"),
        codes=(Code(code="SYRREB"),),
        source="a.csv; b.csv",
    )


def test_what_is_known_already_changes_nothing() -> None:
    registry = Registry([FULL, BARE], {"soldier": "MIL"})
    again = united(registry, registry.entries, registry.agents)
    assert (again.entries, again.agents) == (registry.entries, registry.agents)


def test_wikidata_tells_people_of_one_name_apart() -> None:
    one, two = Entry(name="Ann Roe", wikidata="Q1"), Entry(name="Ann Roe", wikidata="Q2")
    three = Entry(name="Ann Roe", wikidata="Q2", country="FRA")
    assert united(Registry([one]), [two, three], {}).entries == (one, three)


def test_an_id_is_added_to_the_only_actor_of_the_name_and_never_guessed_among_several() -> None:
    bare, one, two = (Entry(name="Ann Roe", wikidata=id_) for id_ in (None, "Q1", "Q2"))
    assert united(Registry([bare]), [one], {}).entries == (one,)
    assert united(Registry([one]), [bare], {}).entries == (one,)
    assert united(Registry([one, two]), [bare, bare], {}).entries == (one, two, bare)


def test_a_code_without_days_holds_only_where_no_other_does() -> None:
    always, now = Code(code="FRAELI"), Code(code="FRAGOV", from_="2012-01-01")
    old, new = Entry(name="Ann Roe", codes=(always,)), Entry(name="Ann Roe", codes=(now,))
    assert united(Registry([old]), [new], {}).entries[0].codes == (now, always)
