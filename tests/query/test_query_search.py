"""Words, phrases, prefixes and operators, and whatever else people type."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.query import search
from onrecord.record import Record

REPORTS = {
    "ferry": "The ferry ran late. Ann says the captain’s crew negotiated with the al-Nusrat company.",
    "bridge": "The bridge crew went home, said Bo. Negotiations on the old bridge failed in São Paulo.",
    "tower": "The tower of the U.S. firm has gone. Its négociant, the old crew captain, had no ferry.",
}


@pytest.fixture
def titles(record: Record, save):
    for title, text in REPORTS.items():
        save(text, title=title)

    def found(typed: str) -> set[str | None]:
        return {hit.title for hit in search(record, typed)}

    return found


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ferry", "ferry tower"),
        ("FERRY", "ferry tower"),
        ("ferry crew", "ferry tower"),
        ("ferry bridge", ""),
        ("ferry AND captain", "ferry tower"),
        ("late OR bridge", "ferry bridge"),
        ("crew NOT bridge", "ferry tower"),
        ("crew AND NOT bridge NOT late", "tower"),
        ("crew NOT (bridge OR late)", "tower"),
        ("(late OR bridge) crew went", "bridge"),
        ("late OR bridge crew went", "ferry bridge"),
        ('"old bridge"', "bridge"),
        ('"bridge old"', ""),
        ("“old crew” captain", "tower"),
        ("says", "ferry bridge"),
        ("say", "ferry bridge"),
        ("said", "ferry bridge"),
        ("go", "bridge tower"),
        ("goes", "bridge tower"),
        ("fail", "bridge"),
        ('"crew go"', ""),
        ("negotiat*", "ferry bridge"),
        ("negotiati*", "ferry bridge"),  # it completes to a word, whose forms all count
        ("negoc*", "tower"),
        ("al-nus*", "ferry"),
        ("AL-NUSRAT", "ferry"),
        ("alnusrat", ""),
        ("sao paulo", "bridge"),
        ("captain's", "ferry"),
        ("U.S.", "tower"),
        ("zzz*", ""),
        ("zzz OR late", "ferry"),
    ],
)
def test_a_search_finds(titles, typed: str, expected: str) -> None:
    assert titles(typed) == set(expected.split())


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ('"old bridge', '"old bridge"'),
        ("(late OR bridge", "late OR bridge"),
        ("late) crew", "late crew"),
        ("crew AND", "crew"),
        ("OR crew", "crew"),
        ("crew NOT", "crew"),
        ("crew AND OR late", "crew OR late"),
        ("- crew + ^ {late} : *", "crew late"),
        ("((((((((((((((((((((((((crew", "crew"),
        ("title:crew", '"title crew"'),
        ("crew\0late", '"crew late"'),
        ('() crew ""', "crew"),
    ],
)
def test_a_malformed_search_is_read_leniently(titles, typed: str, same: str) -> None:
    assert titles(typed) == titles(same)


@pytest.mark.parametrize("typed", ["", " ", "—", "NOT crew", "AND", '"', "*", "()", "NOT (a OR b)"])
def test_a_search_for_no_word_is_refused(titles, typed: str) -> None:
    with pytest.raises(UsageError, match="asks for no word"):
        titles(typed)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(['"', "(", ")", "AND", "OR", "NOT", "*", "crew", "al-n*", "’"]) | st.text()))
def test_no_search_is_a_syntax_error(titles, parts: list[str]) -> None:
    with suppress(UsageError):  # no word is asked for
        titles(" ".join(parts[:20]))


def test_an_essay_is_no_search(titles) -> None:
    with pytest.raises(UsageError, match="at most 100 words"):
        titles("crew " * 101)


def test_a_hit_tells_where_it_stands_and_which_words_were_meant(record: Record, save) -> None:
    saved = save(
        "Crews left, Ann said. The crew’s boat sank.",
        ("Ann", "said", "Crews left"),
        actors={"Ann Li": ["Ann"]},
        title="Boats",
        published="2016-10-21",
    )
    hits = {hit.what: hit for hit in search(record, "crew leaves")}
    statement, report = hits["statement"], hits["report"]
    assert statement.document == report.document == saved.document.id
    assert (statement.title, statement.published) == ("Boats", "2016-10-21")
    assert statement.statement == saved.statements[0].id
    assert (statement.speaker, report.speaker) == ("Ann Li", None)
    assert (statement.cue, report.cue) == ("said", None)
    assert statement.snippet == "Crews left"
    assert [statement.snippet[start:end] for start, end in statement.highlights] == ["Crews", "left"]
    assert [report.snippet[start:end] for start, end in report.highlights] == ["Crews", "left", "crew"]


def test_a_long_report_is_cut_around_its_hits(record: Record, save) -> None:
    save("Rain fell. " * 200 + "The ferry sank. " + "Rain fell. " * 200)
    (hit,) = search(record, "ferry")
    assert len(hit.snippet) < 400
    assert [hit.snippet[start:end] for start, end in hit.highlights] == ["ferry"]


def test_an_unknown_speaker_is_told_in_the_words_of_the_report(record: Record, save) -> None:
    save("A sailor said it sank.", ("A sailor", "said", "it sank"))
    assert [hit.speaker for hit in search(record, "sank") if hit.what == "statement"] == ["A sailor"]


def test_the_best_hits_come_first_and_no_more_than_asked_for(record: Record, save) -> None:
    save("The ferry " + "sailed on and on " * 50, title="once")
    save("Ferry after ferry after ferry.", title="often")
    assert [hit.title for hit in search(record, "ferry")] == ["often", "once"]
    assert [hit.title for hit in search(record, "ferry", limit=1)] == ["often"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, "2014 2016-10 2016-10-21 None"),
        ("2016-10-15", None, "2016-10 2016-10-21"),
        ("2015", None, "2016-10 2016-10-21"),
        (None, "2016-10-20", "2014 2016-10"),
        ("2014-06", "2014-07", "2014"),
        ("2016-10-21", "2016-10-21", "2016-10 2016-10-21"),
        ("2017", None, ""),
    ],
)
def test_reports_may_be_asked_for_by_date(
    record: Record, save, since: str | None, until: str | None, expected: str
) -> None:
    for published in ("2014", "2016-10", "2016-10-21", None):
        save(f"The ferry of {published}.", title=str(published), published=published)
    found = {hit.title for hit in search(record, "ferry", since=since, until=until)}
    assert found == set(expected.split())


@pytest.mark.parametrize("date", ["yesterday", "2016-13", "21.10.2016", ""])
def test_a_date_that_is_none_is_refused(record: Record, date: str) -> None:
    with pytest.raises(UsageError, match="is not a date: write it like 2016-10-21"):
        search(record, "ferry", since=date)
