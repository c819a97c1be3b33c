"""What the grammar of time reads in news, and what it refuses."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest import Options, from_text
from onrecord.resolve.times import find_times, ranges

FRIDAY = "2016-10-21"
STORIES = Path(__file__).resolve().parents[3] / "shared" / "acceptance"
PUBLISHED = {"aleppo": "2016-10-21", "daquq": "2016-10-24", "irving": "2015-09-22", "tartus": "2016-05-23"}


def read(text: str, published: str | None = FRIDAY) -> list[tuple[str, str, str | None]]:
    return [(time.text, time.type, time.value) for time in find_times(text, [(0, len(text))], published)]


def values(text: str, published: str | None = FRIDAY) -> list[str | None]:
    return [value for _, _, value in read(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on October 19, 2016, in Berlin", "2016-10-19"),
        ("on 19 October 2016", "2016-10-19"),
        ("on the 19th of October, 2016", "2016-10-19"),
        ("on Oct. 19, 2016", "2016-10-19"),
        ("on Sept 3, 2016", "2016-09-03"),
        ("OCTOBER 19, 2016", "2016-10-19"),
        ("dated 2016-10-19", "2016-10-19"),
        ("on 19/10/2016", "2016-10-19"),
        ("on 10/19/2016", "2016-10-19"),
        ("on 19.10.2016", "2016-10-19"),
        ("on 05/05/2016", "2016-05-05"),
        ("Tuesday, September 22, 2015", "2015-09-22"),
        ("in April 2016", "2016-04"),
        ("in April, 2016", "2016-04"),
        ("in Apr. 2016", "2016-04"),
        ("in May of 2016", "2016-05"),
        ("in 2014", "2014"),
        ("since 2011", "2011"),
        ("the 2003 invasion", "2003"),
        ("by early 1848", "1848"),
        ("in the 1990s", "199"),
        ("in the early '90s", "199"),
        ("in the 19th century", "18"),
        ("in 575 B.C. it stood", "BC0575"),
        ("the attacks of Sept. 11, 2001", "2001-09-11"),
        ("before the Sept. 11 terrorist attacks", "2001-09-11"),
        ("in summer 2015", "2015-SU"),
        ("the winter of 2015", "2015-WI"),
        ("in the third quarter of 2015", "2015-Q3"),
        ("in Q3 2015", "2015-Q3"),
        ("the first half of 2016", "2016-H1"),
        ("between October 1 and 19, 2015", "2015-10-01/2015-10-19"),
        ("October 1-19, 2015", "2015-10-01/2015-10-19"),
        ("1-19 October 2015", "2015-10-01/2015-10-19"),
        ("from March to May 2015", "2015-03/2015-05"),
        ("from November to February 2015", "2014-11/2015-02"),
        ("from December 30, 2014 to January 2, 2015", "2014-12-30/2015-01-02"),
        ("in 2011-2014", "2011/2014"),
        ("the 2015-16 season", "2015/2016"),
        ("between 2011 and 2014", "2011/2014"),
        ("from 1890 until 1970", "1890/1970"),
    ],
)
def test_a_date_written_in_full_needs_no_publication(text: str, expected: str) -> None:
    assert [expected] == values(text, None) == values(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(on October 19, together with others)", "2016-10-19"),
        ("The plant, which opens on March 1, employs 300.", "2017-03-01"),
        ("He was born on December 31.", "2015-12-31"),
        ("They must answer by December 31.", "2016-12-31"),
        ("an answer by December 31", "2016-12-31"),
        ("The ban will begin on January 1.", "2017-01-01"),
        ("Cruz led before the Iowa caucuses Nov. 1.", "2016-11-01"),
        ("the trial over the attack of October 3 will open soon", "2016-10-03"),
        ("It will be decided on Thursday 28 July.", "2016-07-28"),
        ("In April, the committee left.", "2016-04"),
        ("He resigned in November.", "2015-11"),
        ("Talks will resume in November.", "2016-11"),
        ("the November election", "2016-11"),
        ("last April", "2016-04"),
        ("last November", "2015-11"),
        ("next April", "2017-04"),
        ("the end of March", "2016-03"),
        ("in mid-September", "2016-09"),
        ("between October 1 and 19", "2016-10-01/2016-10-19"),
        ("will visit from October 25 to October 30", "2016-10-25/2016-10-30"),
        ("ruled from Monday to Wednesday", "2016-10-17/2016-10-19"),
        ("in the third quarter", "2016-Q3"),
        ("last summer", "2016-SU"),
        ("this spring", "2016-SP"),
        ("next winter", "2016-WI"),
        ("left in the spring", "2016-SP"),
        ("will leave in the spring", "2017-SP"),
    ],
)
def test_a_date_without_its_year_is_the_likely_one(text: str, expected: str) -> None:
    assert [expected] == values(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lavrov said on Friday.", "2016-10-21"),
        ("Lavrov said on Thursday.", "2016-10-20"),
        ("Lavrov said on Saturday.", "2016-10-15"),
        ("He said late on Thursday night that", "2016-10-20TNI"),
        ("Thursday’s vote failed", "2016-10-20"),
        ("On Wednesday, he and his father are to travel to New York.", "2016-10-26"),
        ("The committee will be dissolved on Monday.", "2016-10-24"),
        ("He’ll be heard on Monday.", "2016-10-24"),
        ("They plan to meet on Monday.", "2016-10-24"),
        ("The vote is scheduled for Sunday.", "2016-10-23"),
        ("He is expected to land on Sunday.", "2016-10-23"),
        ("He would have landed on Sunday.", "2016-10-16"),
        ("Kerry to travel to Geneva on Sunday", "2016-10-23"),
        ("talks ahead of Sunday's vote", "2016-10-23"),
        ("He announced a meeting for Sunday.", "2016-10-23"),
        ("They blamed him for Sunday's attack.", "2016-10-16"),
        ("By Sunday, 300 had died.", "2016-10-16"),
        ("He will run, but on Thursday the party said no.", "2016-10-20"),
        ("Officials said that on Monday it will meet.", "2016-10-24"),
        ("last Friday", "2016-10-14"),
        ("last Tuesday", "2016-10-18"),
        ("this Tuesday", "2016-10-25"),
        ("next Friday", "2016-10-28"),
        ("next Tuesday", "2016-10-25"),
        ("this past Friday", "2016-10-14"),
        ("this coming Friday", "2016-10-21"),
    ],
)
def test_a_weekday_is_past_unless_its_clause_looks_ahead(text: str, expected: str) -> None:
    assert [expected] == values(text)


def test_each_weekday_of_a_sentence_follows_its_own_verb() -> None:
    assert values("Officials said on Monday the committee will meet next month.") == ["2016-10-17", "2016-11"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("the attacks today in Jabla", "today", "2016-10-21"),
        ("Yesterday Mohamed spoke", "Yesterday", "2016-10-20"),
        ("and tomorrow he plans", "tomorrow", "2016-10-22"),
        ("in a call earlier today", "earlier today", "2016-10-21"),
        ("two days ago", "two days ago", "2016-10-19"),
        ("three weeks ago", "three weeks ago", "2016-W39"),
        ("11 months ago", "11 months ago", "2015-11"),
        ("a year ago", "a year ago", "2015"),
        ("in Texas last week has", "last week", "2016-W41"),
        ("this month", "this month", "2016-10"),
        ("later this year", "later this year", "2016"),
        ("next year's budget", "next year", "2017"),
        ("by the end of the year", "the end of the year", "2016"),
        ("over the weekend", "the weekend", "2016-W41-WE"),
        ("this weekend", "this weekend", "2016-W42-WE"),
        ("last weekend", "last weekend", "2016-W41-WE"),
        ("in two weeks' time", "two weeks' time", "2016-W44"),
        ("will leave in two weeks", "two weeks", "2016-W44"),
    ],
)
def test_relative_times_are_told_from_the_publication(text: str, words: str, expected: str) -> None:
    assert [(words, "DATE", expected)] == read(text)
    assert expected not in values(text, None)


def test_this_weekend_is_past_in_a_report_from_the_week_after_it() -> None:
    assert values("He was a guest at the fair this weekend.", "2015-09-22") == ["2015-W38-WE"]


def test_the_year_of_a_week_is_the_iso_year() -> None:
    assert values("last week", "2016-01-05") == ["2015-W53"]


def test_the_day_before_is_told_from_the_day_named_last() -> None:
    text = "On October 3 they left.\nThe following day, they met. Two days later they spoke."
    ranges = [(0, 23), (24, len(text))]
    assert [t.value for t in find_times(text, ranges, FRIDAY)] == ["2016-10-03", "2016-10-04", "2016-10-06"]


@pytest.mark.parametrize(
    "text",
    [
        "the day after", "the day after the vote", "two hours ago", "two years later", "that day",
        "the following year", "05/06/2016", "the 5th century BC", "an hour later",
    ],
)  # fmt: skip
def test_a_time_that_the_report_does_not_fix_has_no_value(text: str) -> None:
    assert values(text) == [None]


@pytest.mark.parametrize("text", ["on Friday", "on October 19", "in April", "last spring", "two days ago"])
def test_without_a_publication_nothing_is_guessed(text: str) -> None:
    assert [(type_, value) for _, type_, value in read(text, None)] == [("DATE", None)]


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("for two years", "DURATION", "P2Y"),
        ("a two-day visit", "DURATION", "P2D"),
        ("a 72-hour ceasefire", "DURATION", "PT72H"),
        ("a 90-second ad", "DURATION", "PT90S"),
        ("for a decade", "DURATION", "P1DE"),
        ("two and a half years", "DURATION", "P2.5Y"),
        ("half an hour", "DURATION", "PT30M"),
        ("for six days after a storm", "DURATION", "P6D"),
        ("for years", "DURATION", "PXY"),
        ("several months", "DURATION", "PXM"),
        ("six or seven hours", "DURATION", "PTXH"),
        ("every day", "SET", "P1D"),
        ("every four years", "SET", "P4Y"),
        ("every other week", "SET", "P2W"),
        ("every morning", "SET", "XXXX-XX-XXTMO"),
        ("twice a week", "SET", "P1W"),
        ("a daily briefing", "SET", "P1D"),
        ("on Mondays", "SET", "XXXX-WXX-1"),
        ("on Saturday nights", "SET", "XXXX-WXX-6TNI"),
        ("each Friday", "SET", "XXXX-WXX-5"),
        ("at 10:30 GMT", "TIME", "2016-10-21T10:30Z"),
        ("at 10:30", "TIME", "2016-10-21T10:30"),
        ("(0300 GMT)", "TIME", "2016-10-21T03:00Z"),
        ("at 3 p.m.", "TIME", "2016-10-21T15:00"),
        ("12:05am", "TIME", "2016-10-21T00:05"),
        ("at noon", "TIME", "2016-10-21T12:00"),
        ("by midnight", "TIME", "2016-10-21T24:00"),
        ("02:45 a.m. on Thursday", "TIME", "2016-10-20T02:45"),
        ("8 p.m. Wednesday", "TIME", "2016-10-19T20:00"),
        ("Friday at 3pm ET", "TIME", "2016-10-21T15:00"),
        ("11am on Thursday 28 July", "TIME", "2016-07-28T11:00"),
        ("October 19, 2016 at about 14:00 local time", "TIME", "2016-10-19T14:00"),
        ("2016-10-19T10:30:00Z", "TIME", "2016-10-19T10:30:00Z"),
        ("midnight on Thursday", "TIME", "2016-10-20T24:00"),
    ],
)
def test_lengths_rates_and_clock_times(text: str, type_: str, expected: str | None) -> None:
    assert [(type_, expected)] == [(kind, value) for _, kind, value in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May said", "a speech by May", "troops may march", "the March on Washington",
        "April Smith", "June Carter", "Jan Egeland", "Black Friday", "Good Friday", "the Sunday Times",
        "The Mail on Sunday", "USA Today", "the Today show", "Black September", "Resolution 2254",
        "Resolution 1973", "Flight 1549", "2,000", "$2,014", "2000 metres", "2015 people",
        "more than 2000", "1600 Pennsylvania Avenue", "45%", "a 5-3 vote", "three",
        "the second", "a second-place finish", "the Arab Spring",
        "the fall of Aleppo", "prices fall", "man of the year", "Daily Mail", "30km", "300m (984ft)",
        "Feb. 31", "the sun", "one day he came", "1.2016", "the future of Syria", "once again", "once the war is over",
        "every now and then", "now that he is gone", "at the time of the attack", "the Weekly Standard",
        "until further notice", "score 24/7/16", "the Sunday Morning Futures show", "a once-famous town",
        "the man of the year", "the time of the day", "in Spring Valley", "'16 Nobel prizes",
        "second-hand", "a man in his nineties", "a Christmas tree",
    ],
)  # fmt: skip
def test_names_verbs_and_counts_are_no_times(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("said on Friday", "Friday"),
        ("earlier on Friday IS attacked", "earlier on Friday"),
        ("on the morning of October 19 he", "the morning of October 19"),
        ("late\nFriday", "late\nFriday"),
        ("from March to May 2015", "from March to May 2015"),
        ("the 2003 invasion", "2003"),
        ("last year’s vote", "last year"),
        ("in the early hours of Thursday", "the early hours of Thursday"),
        ("met the week before the vote", "the week before"),
        ("it took about ten years", "about ten years"),
        ("the two-day talks", "two-day"),
        ("for the two years of the war", "the two years"),
        ("in the 19th-century house", "19th-century"),
        ("the overnight raid", "overnight"),
        ("in the wee hours of Friday", "the wee hours of Friday"),
        ("until mid-January", "mid-January"),
        ("in the mid-1980s", "the mid-1980s"),
    ],
)
def test_an_expression_has_the_words_that_belong_to_it(text: str, words: str) -> None:
    assert [words] == [found for found, _, _ in read(text)]


def test_what_was_told_long_before_is_no_anchor() -> None:
    text = "On October 3 they left.\nIt rained.\nIt snowed.\nThe following day, they met."
    assert [t.value for t in find_times(text, _lines(text), FRIDAY)] == ["2016-10-03", None]


def test_the_dateline_and_the_page_are_where_times_stand() -> None:
    text = "BEIJING, Feb. 7 (NCN) -- Two men met last week in a house by the river, police said.\n"
    report = from_text(text, options=Options(published="1998-02-07"))

    found = find_times(report.document.text, ranges(report), report.document.published)

    assert [(t.text, t.value) for t in found] == [("Feb. 7", "1998-02-07"), ("last week", "1998-W05")]


def test_a_day_before_the_agency_is_told_without_a_place() -> None:
    text = "A house fell\n\nDec 29 (Reuters) - Two men met last week in a house by the river, police said.\n"
    report = from_text(text, options=Options(published="2015-12-30"))

    found = find_times(report.document.text, ranges(report), report.document.published)

    assert [t.text for t in found] == ["Dec 29", "last week"]


def test_nothing_is_read_outside_the_ranges_or_across_their_ends() -> None:
    text = "October 19, 2016 | October 20, 2016"
    assert [t.text for t in find_times(text, [(19, 29)], FRIDAY)] == ["October 20"]
    assert list(find_times(text, [], FRIDAY)) == []


def test_ranges_may_overlap_and_come_in_any_order() -> None:
    text = "on Monday or on Tuesday"
    assert [t.text for t in find_times(text, [(10, 23), (0, 23), (0, 9)], FRIDAY)] == ["Monday", "Tuesday"]


@pytest.mark.parametrize("published", ["", "yesterday", "2016-13-45", "2016-10", "2016-10-21T10:00:00Z"])
def test_an_odd_publication_date_is_no_obstacle(published: str) -> None:
    assert values("on Friday", published) in ([None], ["2016-10-21"])


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_obstacle(published: str) -> None:
    text = "last year, next week, 900 years ago, on October 19, over the weekend, next winter, last Monday"
    assert len(read(text, published)) >= 1


@pytest.mark.parametrize("story", sorted(PUBLISHED))
def test_the_dates_of_the_acceptance_stories(story: str) -> None:
    folder = STORIES / story
    if not folder.is_dir():
        pytest.skip("the acceptance stories are not beside the repository")
    text = (folder / "article.txt").read_text(encoding="utf-8")
    found = [(time.text, time.value) for time in find_times(text, _lines(text), PUBLISHED[story])]
    for date in json.loads((folder / "expected.json").read_text(encoding="utf-8"))["dates"]:
        assert any(date["text"] in words and date["value"] == value for words, value in found), (date, found)


def _lines(text: str) -> list[tuple[int, int]]:
    ends = [0]
    for line in text.splitlines(keepends=True):
        ends.append(ends[-1] + len(line))
    return list(pairwise(ends))


# Words that meet in expressions of time, so that arbitrary text is often nearly one.
WORDS = """
    that following half couple 's Easter day hour hours weekend year-end '98 later current
    last next this the past a an in on by from between to and of ago later Friday October Oct. May 19 1 31
    2016 2014 3rd 10:30 p.m. GMT two days weeks years year month week weekend spring noon midnight every
    daily today 99 999 1-19 2015-16 1990s will said early late - – , . ( ) Q3 half 19/10/2016 2016-02-30
    century quarter decade Christmas Eve nineties fiscal FY15 overnight now once recently that same previous earlier
    before after twenty-five 1.5 million more than about morning night weekends twice a.m. +0300 noon o'clock 5pm BC
"""
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, published=st.one_of(st.none(), st.dates().map(str), st.text(max_size=12)), data=st.data())
def test_whatever_the_text_times_are_cut_from_it_in_order(
    text: str, published: str | None, data: st.DataObject
) -> None:
    offsets = st.integers(0, len(text) + 3)
    ranges = [*data.draw(st.lists(st.tuples(offsets, offsets), max_size=4)), (0, len(text))]
    times = find_times(text, ranges, published)
    for time in times:
        assert time.text == text[time.start : time.end] != ""
    assert all(first.end <= second.start for first, second in pairwise(times))
