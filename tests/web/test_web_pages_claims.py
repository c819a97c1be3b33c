"""Pages of claims, contradictions and comparisons, of briefs and of stories."""

import csv
import io
import re

import pytest

from onrecord.query import Origin, Telling
from onrecord.record.figures import Figure
from onrecord.web.pages.tellings import days, once, ranges
from tests.web.pages import harmless


def words(response):
    return " ".join("".join(harmless(response).words).split())


@pytest.fixture
def bombing(web):
    """The address of the claim that Turkey denies."""
    return re.search(r'href="(/claims/[0-9a-f]{16})"', web.get("/claims?disputed=1").text)[1]


def test_claims_tell_who_affirms_and_who_denies(web):
    told = words(web.get("/claims?disputed=1"))
    assert "bombed the port of Latakia" in told
    assert re.search(r"Denied by\s*Turkey", told)
    assert "No claim of this kind" in words(web.get("/claims?about=Norway"))


def test_a_claim_has_both_sides_in_their_sentences(web, bombing):
    response = web.get(bombing)
    so, otherwise = re.split("Said otherwise", words(response), maxsplit=1)
    assert "Reports claim that Turkish jets bombed the port of Latakia on Tuesday." in so
    assert "Turkey denied that its jets had bombed the port." in otherwise
    assert 'data-status="denied"' in response.text


def test_a_claim_is_saved_with_all_its_tellings(web, bombing):
    rows = list(csv.DictReader(io.StringIO(web.get(f"{bombing}?format=csv").text)))
    assert {"affirms", "denies"} == {row["side"] for row in rows}
    assert len(web.get(f"{bombing}?format=json").json()["claim"]["tellings"]) == len(rows)
    assert web.get("/claims/0000000000000000").status_code == 404


def test_contradictions_have_a_reason_and_both_quotations(web, bombing):
    told = words(web.get("/contradictions"))
    assert re.search(r"says so, and Turkey denies it\.", told)
    assert words(web.get(f"/contradictions?claim={bombing.rpartition('/')[2]}")).count("denies it.") >= 1
    assert "No contradiction of this kind" in words(web.get("/contradictions?kind=relations&about=Norway"))
    assert web.get("/contradictions?kind=dance").status_code == 422
    assert "reason" in web.get("/contradictions?format=csv").text.splitlines()[0]


def test_two_are_compared_claim_by_claim(web):
    told = words(web.get("/compare?a=Reports&b=Turkey"))
    assert "they differ" in told
    assert "Nothing on record of which both" in words(web.get("/compare?a=Iran&b=Turkey"))
    assert web.get("/compare?a=Iran&format=csv").status_code == 400


def test_a_brief_stands_in_the_frame_with_its_sources(web):
    response = web.get("/brief?q=Turkey&kind=actor")
    told = words(response)
    assert "Sources" in told
    assert 'href="#r1"' in response.text
    assert 'id="r1"' in response.text
    assert response.text == web.get("/brief/Turkey?kind=actor").text.replace(
        "/brief/Turkey?kind=actor", "/brief?q=Turkey&amp;kind=actor"
    )
    missing = web.get("/brief?q=Atlantis&kind=actor")
    assert missing.status_code == 404
    assert "Atlantis" in words(missing)


def test_stories_without_copies_say_so(web):
    assert "No report on record is a copy" in words(web.get("/stories"))


def told(
    number,
    status="claimed",
    *,
    story=None,
    teller="Ann",
    published="2021-03-03",
    figures=(),
    text="it rained",
):
    origin = Origin(
        id=f"{number:016x}",
        title=None,
        published=published,
        publisher="Northwire",
        agency=None,
        source=f"{number}.txt",
    )
    return Telling(
        document=origin, story=number if story is None else story, what="statement", id=f"{number}", teller=teller,
        status=status, denies=status == "denied", text=text, spans=((0, 9),), day=published, figures=figures,
    )  # fmt: skip


def test_copies_stand_with_the_first_of_them():
    found = once([told(1), told(2, story=1), told(3), told(4, story=1, teller="Bo")])
    assert [(one.telling.id, len(one.copies)) for one in found] == [("1", 1), ("3", 0), ("4", 0)]


def test_days_are_told_where_the_status_moves():
    found = list(
        days(
            [
                told(1),
                told(2, "denied"),
                told(3, published="2021-03-04"),
                told(4, "reported", published="2021-03-05"),
            ]
        )
    )
    assert [[step.status for step in day.steps] for day in found] == [
        ["claimed", "denied"],
        ["claimed"],
        ["reported"],
    ]


def test_figures_that_exclude_one_another_have_a_range():
    def killed(low, high):
        return (Figure(low=low, high=high, unit="killed", start=0, end=2),)

    tellings = [
        told(1, figures=killed(17, 17)),
        told(2, figures=killed(9, float("inf"))),
        told(3, figures=killed(12, 12), teller="Bo"),
    ]
    [found] = ranges(tellings)
    assert [(one.label, one.at, one.width) for one in found.amounts] == [
        ("at least 9", 0, 100),
        ("12", 37.5, 0),
        ("17", 100, 0),
    ]
    assert not list(ranges([told(1, figures=killed(9, 12)), told(2, figures=killed(10, 10))]))
