"""Claims, contradictions, stories, timelines and comparisons of a few reports that are read for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord import query
from onrecord.errors import UsageError
from onrecord.record import Record

ACCUSED = """Minister accuses army over port

By Ann Li

May 3, 2024

RIGA, May 3 (Northwire) - The army shelled the grain terminal at Port Selda on Thursday, \
Defence Minister Ana Kolar said.

She said that 14 people were killed at the terminal. The town lies on the river, and \
most of its people work at the port.
"""
COPIED = ACCUSED.replace("Minister accuses army over port", "Port shelled, says Kolar").replace(
    "(Northwire)", "(Meridian News)"
)
UPDATED = ACCUSED.replace("14 people", "17 people")
DENIED = """Colonel denies shelling

By Piet Oss

May 4, 2024

RIGA, May 4 (Halden Press Agency) - Colonel Jan Brandt denied that the army shelled the grain terminal \
at Port Selda on Thursday.

"We did not fire a round," he said. The mayor of the town, Eva Holm, said that nine people were \
killed at the terminal.
"""


@pytest.fixture(scope="module")
def remembered(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record(tmp_path_factory.mktemp("claims") / "record.db") as record:
        for number, text in enumerate((ACCUSED, COPIED, UPDATED, DENIED)):
            record.save(onrecord.read(text, source=f"{number}.txt"))
        yield record


def shelling(record: Record) -> query.Claim:
    found = [claim for claim in query.claims(record, disputed=True) if "shelled" in claim.gist]
    assert len(found) == 1
    return found[0]


def test_what_two_say_is_one_claim_with_those_who_affirm_and_deny_it(remembered: Record) -> None:
    claim = shelling(remembered)
    assert "Ana Kolar" in claim.affirmed_by
    assert claim.denied_by == ("Jan Brandt",)
    assert {told.document.agency for told in claim.tellings} >= {"Northwire", "Halden Press Agency"}
    assert [status for _, status in claim.course] == ["claimed", "denied"]


def test_copies_are_one_story(remembered: Record) -> None:
    assert shelling(remembered).stories == 2
    (story,) = query.stories(remembered)
    assert len(story.publications) == 3
    changes = [change for one in story.publications for change in one.changes]
    assert any("14 people" in change.before and "17 people" in change.after for change in changes)


def test_a_denial_contradicts_who_affirms(remembered: Record) -> None:
    (found,) = query.contradictions(remembered, kind="denied")
    assert (found.one.teller, found.other.teller) == ("Ana Kolar", "Jan Brandt")
    assert "Jan Brandt denies" in found.reason
    assert "shelled" in found.one.text
    assert "shelled" in found.other.text


def test_every_telling_stands_in_its_report(remembered: Record) -> None:
    for claim in query.claims(remembered, stories=1):
        for told in claim.tellings:
            text = remembered.get(told.document.id).document.text
            assert told.text == " ".join(text[start:end] for start, end in told.spans)


def test_a_claim_is_found_by_whom_it_is_about_and_by_its_id(remembered: Record) -> None:
    claim = shelling(remembered)
    assert claim.id in {one.id for one in query.claims(remembered, teller="Brandt")}
    assert query.claim(remembered, claim.id[:8]).id == claim.id
    assert query.claims(remembered, about="Nobody") == []
    assert query.claims(remembered, since="2025") == []
    with pytest.raises(UsageError, match="no claim has an id"):
        query.claim(remembered, "ffffffffffff")


def test_reading_again_leaves_claims_as_they_were(remembered: Record) -> None:
    before = {claim.id: len(claim.tellings) for claim in query.claims(remembered, stories=1)}
    reading = remembered.get("3.txt")
    other = onrecord.read(DENIED, source="3.txt", title="Another title")
    remembered.save(other)
    remembered.save(reading)
    after = {claim.id: len(claim.tellings) for claim in query.claims(remembered, stories=1)}
    assert sum(after.values()) == sum(before.values())
    assert all(after.values())


def test_a_timeline_goes_from_the_oldest_to_the_newest(remembered: Record) -> None:
    moments = query.timeline(remembered, actor="Brandt")
    assert [one.day for one in moments] == sorted(one.day for one in moments)
    assert {one.what for one in moments} >= {"statement"}
    assert len(query.timeline(remembered, actor="Brandt", limit=1)) == 1


def test_two_are_compared_by_what_both_speak_of(remembered: Record) -> None:
    found = query.compare(remembered, "Kolar", "Brandt")
    assert [one.agree for one in found] == [False]
    assert "shelled" in found[0].one[0]


def test_two_who_tell_very_much_are_compared_as_others_are(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, text in enumerate((ACCUSED, DENIED)):
        record.save(onrecord.read(text, source=f"{number}.txt"))
    for looked_at in (0, 10**6):
        monkeypatch.setattr(sys.modules["onrecord.query.compare"], "LOOKED_AT", looked_at)
        (found,) = query.compare(record, "Kolar", "Brandt")
        assert found.claim.id == shelling(record).id
        sides = [{told.teller for told in side} for side in (found.told_by_one, found.told_by_other)]
        assert sides == [{"Ana Kolar"}, {"Jan Brandt"}]
        assert query.compare(record, "Brandt", "Kolar", limit=1)[0].told_by_one == found.told_by_other
        assert query.compare(record, "Kolar", "Brandt", since="2025") == []


def test_a_kind_that_is_none_is_refused(remembered: Record) -> None:
    with pytest.raises(UsageError, match="no kind of contradiction"):
        query.contradictions(remembered, kind="lies")


SPOKE = """Mayor opens a market

By Ann Li

May 9, 2024

RIGA, May 9 (Northwire) - The price of bread has doubled since winter, Agriculture Minister Olga Brenn said.
"""
BLAMED = """Brenn sold the grain, Kolar says

By Ann Li

May 4, 2024

RIGA, May 4 (Meridian News) - Agriculture Minister Olga Brenn sold the grain of the terminal in secret, \
Defence Minister Ana Kolar said.
"""


def sold(record: Record) -> query.Claim:
    (claim,) = [
        one for one in query.claims(record, stories=1) if one.gist.startswith("Agriculture Minister Olga")
    ]
    return claim


@pytest.mark.parametrize(
    ("published", "expected"),
    [("May 9", ("Olga Brenn",)), ("May 11", ("Olga Brenn",)), ("May 12", ()), ("April 26", ())],
)
def test_silent_is_who_is_named_and_speaks_within_a_week_but_not_to_it(
    record: Record, published: str, expected: tuple[str, ...]
) -> None:
    for number, text in enumerate((BLAMED, SPOKE.replace("May 9", published))):
        record.save(onrecord.read(text, source=f"{number}.txt"))
    claim = sold(record)

    assert claim.affirmed_by == ("Ana Kolar",)
    assert claim.silent == expected
    assert query.claim(record, claim.id).silent == expected


def test_who_is_quoted_nowhere_is_not_silent_and_who_denies_is_not_either(record: Record) -> None:
    record.save(onrecord.read(BLAMED, source="0.txt"))
    assert sold(record).silent == ()

    denial = SPOKE.replace(
        "The price of bread has doubled since winter, Agriculture Minister Olga Brenn said.",
        ("Agriculture Minister Olga Brenn denied that she sold the grain of the terminal in secret."),
    )
    record.save(onrecord.read(denial.replace("May 9", "May 5"), source="1.txt"))
    assert sold(record).denied_by == ("Olga Brenn",)
    assert sold(record).silent == ()


def test_nobody_is_silent_on_what_reports_tell_themselves(record: Record) -> None:
    told = (
        BLAMED[: BLAMED.index("Agriculture")]
        + "Agriculture Minister Olga Brenn met Jan Holt in Riga on Friday.\n"
    )
    for number, text in enumerate((told, SPOKE)):
        record.save(onrecord.read(text, source=f"{number}.txt"))
    found = [one for one in query.claims(record, stories=1) if "met Jan Holt" in one.gist]

    assert found
    assert [one.silent for one in found] == [()] * len(found)


def test_who_holds_an_office_is_a_claim_that_is_listed_where_it_is_asked_for(tmp_path: Path) -> None:
    with Record(tmp_path / "record.db") as record:
        record.save(onrecord.read(ACCUSED, source="0.txt"))
        record.save(onrecord.read(ACCUSED.replace("14 people", "17 people"), source="1.txt"))
        record.save(onrecord.read("The minister of defence, Ana Kolar, left on Monday.", source="2.txt"))
        record.save(onrecord.read("The colonel, Ana Kolar, left on Monday.", source="3.txt"))
        offices = [
            claim for claim in query.claims(record, stories=1, offices=True) if claim.kind == "holds_office"
        ]
        assert sorted(claim.stories for claim in offices) == [1, 2]
        assert not [claim for claim in query.claims(record, stories=1) if claim.kind == "holds_office"]
        page = query.claims_page(record, stories=2, offices=True)
        assert "holds_office" in {claim.kind for claim in page.items}


def test_claims_of_a_teller_are_told_by_as_many_stories_as_asked(remembered: Record) -> None:
    alone = query.claims(remembered, teller="Ana Kolar", stories=1)
    found = query.claims(remembered, teller="Ana Kolar")
    assert 0 < len(found) < len(alone)
    assert all(claim.stories > 1 or (claim.affirmed_by and claim.denied_by) for claim in found)
