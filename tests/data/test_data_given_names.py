import pytest

from onrecord.data import given_name_gender, key, rows

NAMES = [row["name"] for row in rows("given_names")]


def test_names_are_sorted_and_no_two_are_looked_up_alike() -> None:
    assert sorted(NAMES) == NAMES
    assert len({key(name) for name in NAMES}) == len(NAMES)


def test_a_name_is_one_word_in_title_case() -> None:
    assert [name for name in NAMES if len(name.split()) != 1 or not name[0].isupper() or name.isupper()] == []


def test_a_gender_is_one_of_two() -> None:
    assert {row["gender"] for row in rows("given_names")} == {"m", "f"}


def test_every_name_is_found_as_it_is_written() -> None:
    assert [
        row["name"] for row in rows("given_names") if given_name_gender(row["name"]) != row["gender"]
    ] == []


def test_a_double_name_is_listed_only_where_its_first_part_does_not_contradict_it() -> None:
    gender = {row["name"]: row["gender"] for row in rows("given_names")}
    double = [name for name in NAMES if "-" in name]
    assert double
    assert [name for name in double if gender.get(name.split("-")[0], gender[name]) != gender[name]] == []


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Sergei", "m"),
        ("Mohammed", "m"),
        ("Muhammad", "m"),
        ("Bashar", "m"),
        ("Aisha", "f"),
        ("Federica", "f"),
        ("Ángela", "f"),
        ("José", "m"),
        ("Jose", "m"),
        ("Shinzo", "m"),
        ("Jong-un", "m"),
        ("Ngozi", "f"),
        ("ANGELA", "f"),
        ("Ze’ev", "m"),
        ("Jean-Claude", "m"),
        ("Anne-Marie", "f"),
        ("Ana-Lucia", "f"),
        ("Abdel-Fattah", "m"),
    ],
)
def test_a_name_tells_its_gender(name: str, gender: str) -> None:
    assert given_name_gender(name) == gender


@pytest.mark.parametrize(
    "name",
    [
        "Andrea",
        "Jean",
        "Robin",
        "Kim",
        "Sasha",
        "Alex",
        "Jordan",
        "Nour",
        "Li",
        "Min",
        "Wei",
        "Jan",
        "Nikita",
    ],
)
def test_a_name_of_both_genders_tells_none(name: str) -> None:
    assert given_name_gender(name) is None


@pytest.mark.parametrize(
    "name",
    ["", " ", "-", "Xqz", "Jean-Xqz", "Kim-Angela", "mark", "Angela Merkel", "The Rose"],
)
def test_anything_else_tells_none(name: str) -> None:
    assert given_name_gender(name) is None
