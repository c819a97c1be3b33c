"""Pages of lists, on both stores: together they hold what the whole list holds, in its order."""

import pytest

from onrecord import query
from onrecord.model import Document, Reading, identify

PAGES = (
    query.reports_page,
    query.statements_page,
    lambda record, **told: query.coded_page(record, "event", **told),
    query.actors_page,
    query.actors_by_reports,
    query.sites,
    lambda record, **told: query.claims_page(record, stories=1, **told),
    query.contradictions_page,
)


def walked(page, record, limit):
    items, after = [], None
    while True:
        found = page(record, after=after, limit=limit)
        assert len(found.items) <= limit
        items += found.items
        if found.last is None:
            return items
        after = found.last


@pytest.fixture
def days(record):
    """Reports of some days, several of one and some of none."""
    for number, day in enumerate(["2016-10-21", None, "2016-10", "2016-10-21", "2017", None, "2016-10-21"]):
        text = f"It rained {number} times."
        document = Document(id=identify("document", text), source=f"{number}", published=day, text=text)
        record.save(Reading(reader="test 1", document=document))
    return record


def test_reports_come_by_day_and_those_without_one_last(days):
    found = [one.published for one in query.reports_page(days).items]
    assert found == ["2017", "2016-10-21", "2016-10-21", "2016-10-21", "2016-10", None, None]


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8])
def test_pages_of_reports_hold_all_of_them_once(days, limit):
    assert walked(query.reports_page, days, limit) == list(query.reports_page(days).items)


def test_what_is_added_before_the_mark_does_not_move_it(days):
    first = query.reports_page(days, limit=3)
    text = "It snowed."
    new = Document(id=identify("document", text), source="new", published="2020-01-01", text=text)
    days.save(Reading(reader="test 1", document=new))
    rest = query.reports_page(days, after=first.last, limit=9)

    assert [one.published for one in rest.items] == ["2016-10-21", "2016-10", None, None]


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_everything_hold_all_of_it(record, save, page):
    text = "Lavrov said it was over. Kerry said it was not. Lavrov said so again."
    told = (("Lavrov", "said", "it was over"), ("Kerry", "said", "it was not"))
    save(text, *told, actors={"Sergei Lavrov": ["Lavrov"], "John Kerry": ["Kerry"]}, published="2016-10-21")
    save("The ferry sailed.", published=None)
    whole = page(record, limit=100)

    assert whole.last is None
    for limit in (1, 2):
        assert walked(page, record, limit) == list(whole.items)


def test_statements_are_those_that_who_finds(record, save):
    save("Lavrov said it was over.", ("Lavrov", "said", "it was over"), actors={"Lavrov": ["Lavrov"]})
    save("Kerry said it was not.", ("Kerry", "said", "it was not"))

    assert list(query.statements_page(record, speaker="Lavrov").items) == query.who(record, "Lavrov")
    assert len(query.statements_page(record, about="not").items) == 1
    [one] = query.statements_page(record, speaker="Kerry").items
    assert list(query.statements_page(record, document=one.document).items) == [one]
