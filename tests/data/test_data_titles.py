import pytest

from onrecord.data import country_by_iso3, title_by_name, titles


def test_titles_are_unique_and_written_in_lower_case() -> None:
    assert len(title_by_name()) == len(titles())
    assert [entry.title for entry in titles() if entry.title != entry.title.lower()] == []


def test_titles_stand_in_the_order_of_the_alphabet() -> None:
    names = [entry.title for entry in titles()]
    assert sorted(names) == names


def test_groups_are_titles_themselves_and_countries_are_known() -> None:
    assert {entry.group for entry in titles()} - {None} <= title_by_name().keys()
    assert {entry.country for entry in titles()} - {None} <= country_by_iso3().keys()
    assert [entry.title for entry in titles() if entry.country and not entry.group] == []


def test_a_group_is_one_step_away() -> None:
    names = title_by_name()
    assert [entry.title for entry in titles() if entry.group and names[entry.group].group] == []


@pytest.mark.parametrize(
    ("title", "group", "country"),
    [
        ("top diplomat", "foreign minister", None),
        ("secretary of state", "foreign minister", "USA"),
        ("foreign secretary", "foreign minister", "GBR"),
        ("premier", "prime minister", None),
        ("foreign policy chief", "high representative", None),
        ("secretary of the interior", "interior secretary", None),
        ("foreign minister", None, None),
    ],
)
def test_other_words_for_an_office_lead_to_it(title: str, group: str | None, country: str | None) -> None:
    assert (title_by_name()[title].group, title_by_name()[title].country) == (group, country)


@pytest.mark.parametrize(
    ("title", "gender"), [("mr", "m"), ("queen", "f"), ("spokeswoman", "f"), ("dr", None)]
)
def test_a_title_tells_the_gender_where_it_does(title: str, gender: str | None) -> None:
    assert title_by_name()[title].gender == gender


def test_an_honorific_before_a_name_does_not_stand_alone_but_an_office_does() -> None:
    assert [title_by_name()[title].alone for title in ("mr", "gen.", "minister", "spokesman")] == [
        False,
        False,
        True,
        True,
    ]
