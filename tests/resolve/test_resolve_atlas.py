"""Which place of a name a report means."""

from __future__ import annotations

import pytest
from mapped import mapped, marked, named, plain

from annotated import annotated

AMBIGUOUS = [
    # alone: what the world means by it
    ("Shells fell in [Tripoli].", "Tripoli", "LBY"),
    ("He arrived in [Moscow].", "Moscow", "RUS"),
    ("A court in [Birmingham] ruled.", "Birmingham", "GBR"),
    ("It was signed in [Washington].", "Washington", "USA"),
    ("Talks began in [Santiago].", "Santiago", "CHL"),
    ("Rain fell in [Alexandria].", "Alexandria", "EGY"),
    ("Troops entered [Georgia].", "Georgia", "GEO"),
    # the larger place behind it
    ("Shells fell in [Tripoli], [Lebanon].", "Tripoli", "LBN"),
    ("A man from [Paris], [Texas], was held.", "Paris", "USA"),
    ("The plant in [London], [Ontario], shut.", "London", "CAN"),
    ("A school in [Bangor], [Northern Ireland], shut.", "Bangor", "GBR"),
    ("A school in [Bangor], [Maine], shut.", "Bangor", "USA"),
    ("A fire in [Birmingham], [Alabama], spread.", "Birmingham", "USA"),
    ("Students in [Cambridge], [Massachusetts], marched.", "Cambridge", "USA"),
    ("Troops in [Hyderabad] in [Pakistan] marched.", "Hyderabad", "PAK"),
    ("A bus left [Moscow], [Idaho].", "Moscow", "USA"),
    ("A shop in [Lebanon], [Oregon], burned.", "Lebanon", "USA"),
    ("[Canada]'s [London] was hit.", "London", "CAN"),
    # the countries and places that the report names
    ("Floods in [Alabama], [Georgia] and [Florida] killed ten.", "Georgia", "USA"),
    ("[Abkhazia] and [South Ossetia] broke away from [Georgia].", "Georgia", "GEO"),
    ("The storm crossed [Argentina]. [Buenos Aires] and [Cordoba] had no power.", "Cordoba", "ARG"),
    ("The heat hit [Spain]. [Seville] and [Cordoba] had no power.", "Cordoba", "ESP"),
    ("[Spain] mourned. In [Valencia] and [Madrid] flags flew.", "Valencia", "ESP"),
    ("In [Venezuela], shops in [Valencia] and [Caracas] shut.", "Valencia", "VEN"),
    ("[California] voted. [San Jose] and [Los Angeles] had queues.", "San Jose", "USA"),
    ("[Costa Rica] voted. [San Jose] had queues.", "San Jose", "CRI"),
    ("[Ontario] had snow. [Kingston] and [Toronto] were cut off.", "Kingston", "CAN"),
    ("[Jamaica] had rain. [Kingston] was cut off.", "Kingston", "JAM"),
    ("[Sydney], [Queensland] and [Victoria] burned.", "Victoria", "AUS"),
    ("[India] had rain. [Hyderabad] and [Bangalore] were flooded.", "Hyderabad", "IND"),
]


@pytest.mark.parametrize(("text", "name", "country"), AMBIGUOUS)
def test_a_name_is_the_place_that_the_report_is_about(text: str, name: str, country: str) -> None:
    assert named(mapped(marked(text)), name).country == country


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Shells fell in Idlib.", "Idlib", "city"),
        ("Shells fell in Idlib province.", "Idlib", "region"),
        ("The governor of Kirkuk spoke.", "Kirkuk", "region"),
        ("He lives in Florida, New York and Ohio.", "Florida", "region"),
        ("He lives in New York.", "New York", "city"),
        ("He lives in Buffalo, New York.", "New York", "region"),
        ("Votes were counted in New York state.", "New York", "region"),
        ("He was born in Seattle, Washington.", "Washington", "region"),
        ("He was born in Washington.", "Washington", "city"),
    ],
)
def test_a_town_comes_before_its_province_unless_the_text_says_otherwise(
    text: str, name: str, kind: str
) -> None:
    towns = ("Idlib", "Kirkuk", "New York", "Buffalo", "Seattle", "Washington", "Florida", "Ohio")
    places = mapped(plain(text, *towns))

    assert named(places, name).kind == kind


def test_a_province_called_so_is_not_its_town() -> None:
    places = mapped(marked("Shells fell in [Hasaka Province]."))

    assert named(places, "Hasaka Province").kind == "region"


@pytest.mark.parametrize(
    "behind",
    ["the//DET/5/det States//PROPN/6/nsubj agreed//VERB/0/root", "Texas//PROPN/5/nsubj agreed//VERB/0/root"],
)
def test_what_acts_behind_a_comma_is_no_larger_place(behind: str) -> None:
    verb = len(behind.split()) + 3
    line = f"In//ADP/2/case Paris//PROPN/{verb}/obl ~,//PUNCT/2/punct {behind}"
    made = annotated(line, names={"Paris": "LOC", "Texas": "LOC", "States": "LOC"})

    assert named(mapped(made), "Paris").country == "FRA"


def test_all_mentions_of_a_name_are_one_place():
    places = mapped(plain("A man from Paris, Texas, died. Paris mourned him.", "Paris", "Texas"))

    assert [(p.name, p.country, len(p.mentions)) for p in places.rows] == [
        ("Paris", "USA", 2),
        ("Texas", "USA", 1),
    ]


def test_the_text_may_put_one_mention_elsewhere():
    places = mapped(plain("He left Paris, France, for Paris, Texas.", "Paris", "Texas", "France"))

    assert [p.country for p in places.rows if p.name == "Paris"] == ["FRA", "USA"]


def test_countries_in_a_row_do_not_lie_in_each_other():
    places = mapped(plain("It met Lebanon, Jordan and Oman.", "Lebanon", "Jordan", "Oman"))

    assert [p.kind for p in places.rows] == ["country"] * 3


def test_nothing_is_guessed_where_the_state_has_no_such_town():
    place = named(mapped(plain("A man was killed in Stroud, Ontario.", "Stroud", "Ontario")), "Stroud")

    assert (place.country, place.lat) == ("CAN", None)


def test_a_village_in_a_country_that_nothing_speaks_of_is_not_meant():
    made = plain("In Syria, Homs and Piccadilly were shelled.", "Syria", "Homs", "Piccadilly")

    assert named(mapped(made), "Piccadilly").lat is None


def test_a_town_far_from_the_countries_of_the_report_is_not_meant():
    made = plain("Guards at the San Jacinto prison in Honduras spoke.", "San Jacinto", "Honduras")

    assert named(mapped(made), "San Jacinto").lat is None


def test_a_town_that_its_country_does_not_have_is_not_one_of_another():
    made = plain("They dug in Babylon, Iraq. The future of Babylon is open.", "Babylon", "Iraq")

    place = named(mapped(made), "Babylon")

    assert (place.country, place.lat) == ("IRQ", None)


def test_a_name_in_a_list_of_countries_lies_in_none_of_them():
    made = plain(
        "He met Iran, Emirates, Turkey, Lebanon and Egypt.", "Emirates", "Iran", "Turkey", "Lebanon", "Egypt"
    )

    assert named(mapped(made), "Emirates").country is None


def test_the_dateline_speaks_for_its_country():
    made = plain("The council of Hamilton met.", "Hamilton", dateline="AUCKLAND, New Zealand")

    assert named(mapped(made), "Hamilton").country == "NZL"


def test_adjectives_speak_for_their_country():
    made = plain("Pakistani troops entered Hyderabad, Pakistani and Sindhi sources said.", "Hyderabad")

    assert named(mapped(made), "Hyderabad").country == "PAK"
