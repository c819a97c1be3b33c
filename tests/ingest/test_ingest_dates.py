import pytest

from onrecord.errors import UsageError
from onrecord.ingest import Options, dates, from_text, parse_date

BODY = "The minister said on Friday that talks would go on for as long as it takes to reach an agreement."


@pytest.mark.parametrize("text", ["2016-10-21", " 2016-10-21 ", "2016-10-21T12:00:00Z", "2016-10-21 12:00"])
def test_a_day_in_iso_form_is_taken(text):
    assert parse_date(text) == "2016-10-21"


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2016-13-01", "2016-02-30", "21.10.2016", "2016", "2016-1-2"]
)
def test_what_is_no_day_is_refused_with_the_form_to_use(text):
    with pytest.raises(UsageError, match="give it as in 2016-10-21"):
        parse_date(text)


@pytest.mark.parametrize(
    "words",
    [
        "Friday, October 21, 2016",
        "Fri, 21 Oct 2016 09:00:00 GMT",
        "Published 12:04 GMT, 21 October 2016",
        "Oct. 21, 2016, 5:30 p.m. ET",
        "21st October 2016",
        "21-Oct-2016",
        "21.10.2016",
        "10/21/2016",
        "20161021",
        "2016-10-21T23:30:00+03:00",
        "OCTOBER 21, 2016",
    ],
)
def test_the_ways_sites_write_a_day_are_read(words):
    assert dates.iso(words) == "2016-10-21"


@pytest.mark.parametrize("words", ["", "soon", "October 2016", "5/6/2016", "February 30, 2016", "October 21"])
def test_a_day_that_is_not_told_or_not_clear_is_none(words):
    assert dates.iso(words) is None


@pytest.mark.parametrize(
    ("text", "published", "warned"),
    [
        # the only year in the dates of the text
        (f"MOSCOW, October 21. /TASS/. {BODY}\n\nIn April 2016 they had left.", "2016-10-21", "April 2016"),
        # a date line goes before the text
        (
            f"A headline\n\nUpdated 2017\n\n© 2015 News\n\nROME, May 4 (AP) — {BODY} In May 2012.",
            "2015-05-04",
            "2015",
        ),
        # of several years, the one in which October 21 was a Friday
        (f"ROME, Friday, Oct. 21 (AP) — {BODY} In May 2016, June 2015 and July 2014.", "2016-10-21", "2016"),
        # several years and no weekday
        (f"ROME, Oct. 21 (AP) — {BODY} In May 2016 and June 2015.", None, "give the date of publication"),
        # the weekday does not fit the year
        (f"ROME, Monday, Oct. 21 (AP) — {BODY} In May 2016.", None, "give the date of publication"),
        (f"ROME, Oct. 21 (AP) — {BODY}", None, "give the date of publication"),
        (f"ROME, Oct. 21, 2016 (AP) — {BODY} In May 2012.", "2016-10-21", None),
        (f"A headline\n\nTuesday, September 22, 2015\n\n{BODY}", "2015-09-22", None),
        (BODY, None, None),
    ],
)
def test_a_missing_year_comes_from_the_report_and_is_warned_of(text, published, warned):
    report = from_text(text)
    assert report.document.published == published
    if warned is None:
        assert report.warnings == ()
    else:
        assert len(report.warnings) == 1
        assert warned in report.warnings[0]


def test_what_the_user_says_goes_before_the_table_and_the_table_before_the_text():
    text = f"ROME, Oct. 21, 2016 (AP) — {BODY}"
    told = from_text(text, date="Sat, 22 Oct 2016 10:00:00 GMT")
    said = from_text(text, options=Options(published="2016-10-24"), date="2016-10-22")
    assert (told.document.published, said.document.published) == ("2016-10-22", "2016-10-24")


def test_a_date_in_a_table_that_cannot_be_read_is_warned_of_and_passed_over():
    report = from_text(f"ROME, Oct. 21, 2016 (AP) — {BODY}", date="last week")
    assert report.document.published == "2016-10-21"
    assert "'last week'" in report.warnings[0]
