from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from onrecord.data import countries, organisations, rows, title_by_name
from onrecord.data.offices import NOBODY, holders, persons, surnames
from onrecord.data.registry import fold

ROWS = rows("offices")
COLUMNS = ("name", "title", "organisation", "country", "from", "to", "aliases", "surname", "gender")
DAY, YEAR = len("2016-10-12"), len("2016")
LONG = timedelta(days=100)
YEARS = [str(year) for year in range(2000, 2025)]

G20 = "ARG AUS BRA CAN CHN FRA DEU IND IDN ITA JPN KOR MEX RUS SAU ZAF TUR GBR USA"
MIDDLE_EAST = "IRN IRQ SYR LBN ISR PSE JOR EGY QAT ARE KWT BHR OMN YEM LBY SDN TUN DZA MAR"
NEIGHBOURS = "UKR BLR PAK AFG PRK VEN ETH ERI NGA KEN RWA COD POL HUN GRC SRB GEO ARM AZE KAZ CUB COL ESP NLD"
# Whoever leads a state; "prime minister" finds chancellors and premiers too.
HEADS = ("president", "prime minister", "king", "queen", "emir", "sultan", "supreme leader", "leader")

# Offices where the next one follows the last one, and the times when really nobody did or two claimed it.
IN_TURN = {
    *(
        "president",
        "prime minister",
        "chancellor",
        "premier",
        "king",
        "queen",
        "emir",
        "sultan",
        "supreme leader",
    ),
    *(
        "foreign minister",
        "secretary of state",
        "foreign secretary",
        "defence secretary",
        "secretary of defense",
    ),
    *("secretary general", "director general", "managing director", "high representative"),
}
VACANT = {
    ("Amnesty International", "Irene Khan", "Salil Shetty"),
    ("Amnesty International", "Kumi Naidoo", "Agnes Callamard"),
    ("Bangladesh", "Khaleda Zia", "Sheikh Hasina"),  # caretakers
    ("Collective Security Treaty Organization", "Nikolai Bordyuzha", "Yuri Khachaturov"),
    ("Egypt", "Hosni Mubarak", "Mohamed Morsi"),  # the army
    ("Eritrea", "Ali Said Abdella", "Osman Saleh"),
    ("Generalitat of Catalonia", "Carles Puigdemont", "Quim Torra"),  # ruled from Madrid
    ("Iraq", "Naji Sabri", "Hoshyar Zebari"),  # occupied
    ("Iraq", "Saddam Hussein", "Ghazi al-Yawar"),
    ("Kosovo", "Behgjet Pacolli", "Donika Gervalla"),
    ("Kurdistan Regional Government", "Masoud Barzani", "Nechirvan Barzani"),
    ("Lebanon", "Charbel Wehbe", "Abdallah Bou Habib"),
    ("Lebanon", "Emile Lahoud", "Michel Suleiman"),  # three times no president was elected
    ("Lebanon", "Michel Suleiman", "Michel Aoun"),
    ("Lebanon", "Michel Aoun", "Joseph Aoun"),
    ("Nigeria", "Aminu Wali", "Geoffrey Onyeama"),
    ("Niger", "Mamadou Tandja", "Mahamadou Issoufou"),  # the army
    ("Organization for Security and Co-operation in Europe", "Thomas Greminger", "Helga Schmid"),
    ("Pakistan", "Shah Mahmood Qureshi", "Hina Rabbani Khar"),
    ("Sudan", "El-Dirdiri Mohamed Ahmed", "Asma Mohamed Abdalla"),  # the army
    ("Sudan", "Mohamed Tahir Ayala", "Abdalla Hamdok"),
    ("World Trade Organization", "Roberto Azevedo", "Ngozi Okonjo-Iweala"),
}
SHARED = {
    ("Brazil", "president"),  # Temer acted for Rousseff while she was tried
    ("China", "foreign ministry spokesperson"),
    ("Libya", "prime minister"),  # rival governments
    ("Russia", "deputy foreign minister"),
    ("South Sudan", "vice president"),
}


def first(day: str) -> date:
    return date.fromisoformat((day + "-01-01")[:DAY])


def last(day: str) -> date:
    """A day that is the last one, or nearly so, of a month or a year; a day is that day."""
    if len(day) == DAY:
        return first(day)
    start = first(day)
    return start.replace(month=12, day=31) if len(day) == YEAR else start.replace(day=28)


def terms() -> dict[tuple[str, str], list[tuple[str, str, str]]]:
    """Name, beginning and end of all who held an office, under its organisation and title."""
    found = defaultdict(list)
    for row in ROWS:
        found[row["organisation"], row["title"]].append((row["name"], row["from"], row["to"]))
    return found


def names(title: str, **which: str) -> list[str]:
    return [holder.name for holder in holders(title, **which)]


def test_rows_are_plain_unique_and_sorted_by_office_and_time() -> None:
    assert [tuple(row.cells) for row in ROWS if tuple(row.cells) != COLUMNS] == []
    assert [row.where for row in ROWS if not "".join(row.cells.values()).isascii()] == []
    keys = [(row["organisation"], row["title"], row["from"], row["name"]) for row in ROWS]
    assert keys == sorted(set(keys))


def test_organisations_titles_and_countries_are_those_of_their_registries() -> None:
    states = {country.name: country.iso3 for country in countries()}
    bodies = {body.name: body.country for body in organisations()} | states
    assert {row["title"] for row in ROWS} - title_by_name().keys() == set()
    assert {row["organisation"] for row in ROWS} - bodies.keys() == set()
    assert [row.where for row in ROWS if (row["country"] or None) != bodies[row["organisation"]]] == []


def test_dates_are_iso_and_run_forwards() -> None:
    for row in ROWS:
        assert first(row["from"]) <= (last(row["to"]) if row["to"] else date.max), row.where


def test_a_person_is_spelt_called_and_gendered_alike_in_all_rows() -> None:
    known = defaultdict(set)
    for row in ROWS:
        known[fold(row["name"])].add((row["name"], row["aliases"], row["surname"], row["gender"]))
    assert [same for same in known.values() if len(same) > 1] == []
    assert {row.one_of("gender", ("m", "f")) for row in ROWS} == {"m", "f"}


def test_no_name_is_that_of_two_persons() -> None:
    bearers = defaultdict(set)
    for row in ROWS:
        for name in (row["name"], *row.many("aliases")):
            bearers[fold(name)].add(row["name"])
    assert [same for same in bearers.values() if len(same) > 1] == []


def test_every_row_is_found_by_all_names_of_its_person() -> None:
    for row in ROWS:
        for name in (row["name"], *row.many("aliases")):
            assert row["name"] in {holder.name for holder in persons(name)}, row.where
        for name in row.many("surname") if row["surname"] != NOBODY else ():
            assert row["name"] in {holder.name for holder in surnames(name)}, row.where


def test_nobody_holds_an_office_beside_another_but_where_it_is_shared() -> None:
    overlaps = [
        (office, name, successor)
        for office, held in terms().items()
        for (name, _, to), (successor, from_, _) in pairwise(held)
        if office not in SHARED and (not to or last(from_) < first(to))
    ]
    assert overlaps == []


def test_no_important_office_is_empty_for_long_but_where_it_was() -> None:
    gaps = {
        (organisation, name, successor)
        for (organisation, title), held in terms().items()
        if title in IN_TURN
        for (name, _, to), (successor, from_, _) in pairwise(held)
        if to and first(from_) - last(to) > LONG
    }
    assert gaps == VACANT


@pytest.mark.parametrize("country", f"{G20} {MIDDLE_EAST} {NEIGHBOURS}".split())
def test_somebody_leads_every_country_in_every_year(country: str) -> None:
    empty = [year for year in YEARS if not any(holders(title, country=country, on=year) for title in HEADS)]
    assert empty == []


@pytest.mark.parametrize("country", f"{G20} {MIDDLE_EAST}".replace("PSE ", "").split())
def test_somebody_is_foreign_minister_in_every_year(country: str) -> None:
    assert [year for year in YEARS if not holders("foreign minister", country=country, on=year)] == []


@pytest.mark.parametrize(
    ("title", "organisation", "since"),
    [
        ("president", "European Commission", 2000),
        ("high representative", "European Union", 2000),
        ("president", "European Council", 2009),
        ("secretary general", "United Nations", 2000),
        ("secretary general", "NATO", 2000),
        ("secretary general", "Arab League", 2000),
        ("director general", "International Atomic Energy Agency", 2000),
        ("managing director", "International Monetary Fund", 2000),
        ("commission chairperson", "African Union Commission", 2004),
        ("president", "World Bank", 2000),
        ("director general", "World Health Organization", 2000),
        ("special envoy for syria", "United Nations", 2012),
    ],
)
def test_somebody_heads_every_great_organisation_in_every_year(
    title: str, organisation: str, since: int
) -> None:
    years = [year for year in YEARS if int(year) >= since]
    assert [year for year in years if not holders(title, organisation=organisation, on=year)] == []


@pytest.mark.parametrize(
    ("title", "country", "on", "expected"),
    [
        ("president", "FRA", "2016-10-12", ["Francois Hollande"]),
        ("president", "FRA", "2017-05", ["Francois Hollande", "Emmanuel Macron"]),
        ("president", "FRA", "2017-05-13", ["Francois Hollande"]),
        ("president", "FRA", "2017-05-14", ["Emmanuel Macron"]),  # the day of the change is the next one's
        ("head of state", "FRA", "2016", ["Francois Hollande"]),
        ("President", "USA", "2016-10-12", ["Barack Obama"]),
        ("foreign minister", "RUS", "2016-10-12", ["Sergei Lavrov"]),
        ("top diplomat", "RUS", "2016-10-12", ["Sergei Lavrov"]),
        ("top diplomat", "USA", "2016-10-12", ["John Kerry"]),
        ("secretary of state", "USA", "2016-10-12", ["John Kerry"]),
        ("secretary of state", "VAT", "2016-10-12", ["Pietro Parolin"]),
        ("foreign minister", "VAT", "2016-10-12", []),  # only in Washington is a secretary of state one
        ("foreign secretary", "GBR", "2016-10-12", ["Boris Johnson"]),
        ("foreign minister", "GBR", "2016-07-13", ["Boris Johnson"]),
        ("prime minister", "DEU", "2016-10-12", ["Angela Merkel"]),
        ("chancellor", "DEU", "2016-10-12", ["Angela Merkel"]),
        ("chancellor", "GBR", "2016-10-12", []),
        ("defense secretary", "USA", "2016-10-12", ["Ash Carter"]),
        ("supreme leader", "IRN", "2016-10-12", ["Ali Khamenei"]),
        ("king", "SAU", "2016-10-12", ["Salman"]),
        ("un ambassador", "RUS", "2016-10-12", ["Vitaly Churkin"]),
        ("spokesman", "USA", "2016-10-12", ["Josh Earnest"]),
        ("leader", "PRK", "2016-10-12", ["Kim Jong Un"]),
        ("leader", "LBN", "2016-10-12", []),  # of a party in it, not of the country
        ("president", "USA", "1850", []),
        ("astronaut", "USA", "2016", []),
    ],
)
def test_an_office_tells_who_held_it(title: str, country: str, on: str, expected: list[str]) -> None:
    assert names(title, country=country, on=on) == expected


def test_an_organisation_tells_its_head() -> None:
    assert names("secretary-general", organisation="NATO", on="2016") == ["Jens Stoltenberg"]
    assert names("leader", organisation="Hezbollah", country="LBN", on="2016") == ["Hassan Nasrallah"]
    assert names("un chief", organisation="United Nations", on="2017-01-01") == ["Antonio Guterres"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Bashar Assad", "Bashar al-Assad"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("BARACK OBAMA", "Barack Obama"),
        ("François Hollande", "Francois Hollande"),
        ("Hillary Rodham Clinton", "Hillary Clinton"),
    ],
)
def test_a_person_is_found_in_any_spelling(words: str, name: str) -> None:
    assert {holder.name for holder in persons(words)} == {name}


def test_a_person_brings_all_offices_held() -> None:
    assert [(holder.title, holder.organisation) for holder in persons("Antonio Guterres")] == [
        ("prime minister", "Portugal"),
        ("high commissioner", "UN Refugee Agency"),
        ("secretary general", "United Nations"),
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Lavrov", {"Sergei Lavrov"}),
        ("Assad", {"Bashar al-Assad", "Hafez al-Assad"}),
        ("al-Assad", {"Bashar al-Assad", "Hafez al-Assad"}),
        ("Erdoğan", {"Recep Tayyip Erdogan"}),
        ("Xi", {"Xi Jinping"}),
        ("Jinping", set()),
        ("von der Leyen", {"Ursula von der Leyen"}),
        ("de Mistura", {"Staffan de Mistura"}),
        ("Clinton", {"Bill Clinton", "Hillary Clinton"}),
        ("Thomas-Greenfield", {"Linda Thomas-Greenfield"}),
        ("Salman", set()),  # a king goes by his given name, and so do thousands
        ("may", set()),
        ("May", {"Theresa May"}),
    ],
)
def test_a_surname_brings_all_who_are_called_by_it(word: str, expected: set[str]) -> None:
    assert {holder.name for holder in surnames(word)} == expected


@pytest.mark.parametrize("words", ["", "-", "barack obama", "Nobody Known"])
def test_other_words_are_nobody(words: str) -> None:
    assert persons(words) == surnames(words) == ()
