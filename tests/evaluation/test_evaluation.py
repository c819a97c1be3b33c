"""What is counted where a reading and an annotation differ; expected figures are worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

import onrecord
from onrecord.evaluation import Evaluation, evaluate
from onrecord.model import Actor, Cue, Party, Reading, Speaker, Statement, Words
from tests.evaluation.annotated_gold import (
    ANN,
    BO,
    DENIED,
    INNER,
    LEADS,
    RAIN,
    SHOT,
    TEXT,
    VOWED,
    at,
    cut,
    mention,
    party,
    reading,
    said,
)

ALL = (RAIN, DENIED, INNER, SHOT, LEADS, VOWED)


def one(gold: Reading, found: Reading) -> Evaluation:
    return evaluate([gold], [found])


def counts(found: Evaluation, layer: str, part: str, how: str) -> tuple[int, int, float, float] | None:
    score = found.score(layer, part, how)  # type: ignore[arg-type]
    return score and (score.gold, score.found, score.gold_right, score.found_right)


def with_content(row: Statement, *words: str) -> Statement:
    spans = at(*words)
    return replace(row, content=Words(text=cut(spans), spans=spans))


def test_a_reading_agrees_with_itself() -> None:
    found = one(reading(*ALL), reading(*ALL))
    assert {score.f1 for score in found.totals} == {1.0}
    assert all(pair.differs == () and pair.gold and pair.found for pair in found.documents[0].pairs)
    assert counts(found, "statement", "whole", "exact") == (3, 3, 3, 3)
    assert found.missing == ()


def test_it_is_the_same_as_from_the_front_door() -> None:
    assert onrecord.evaluate([reading(*ALL)], [reading(*ALL)]) == one(reading(*ALL), reading(*ALL))


def test_marks_at_the_edges_do_not_count() -> None:
    found = one(reading(RAIN), reading(with_content(RAIN, "Rain fell")))
    assert counts(found, "statement", "content", "exact") == (1, 1, 1, 1)
    assert counts(found, "statement", "whole", "exact") == (1, 1, 1, 1)


def test_emoji_and_marks_alone_are_words_too() -> None:
    dove = said("s9", "Dee", "leads", at("🕊"))
    found = one(reading(dove), reading(dove))
    assert counts(found, "statement", "content", "exact") == (1, 1, 1, 1)


def test_soft_is_the_mean_of_shares_and_overlap_asks_for_half_of_both() -> None:
    # "that the guards shot Cy" has 19 letters, "the guards shot Cy" 15, "shot Cy" 6.
    near = one(reading(DENIED), reading(with_content(DENIED, "the guards shot Cy")))
    assert counts(near, "statement", "content", "exact") == (1, 1, 0, 0)
    assert counts(near, "statement", "content", "soft") == (1, 1, 15 / 19, 1)
    assert counts(near, "statement", "whole", "overlap") == (1, 1, 1, 1)
    assert counts(near, "statement", "whole", "exact") == (1, 1, 0, 0)
    far = one(reading(DENIED), reading(with_content(DENIED, "shot Cy")))
    assert counts(far, "statement", "content", "soft") == (1, 1, 6 / 19, 1)
    assert counts(far, "statement", "whole", "overlap") == (1, 1, 0, 0)
    assert counts(far, "statement", "kind", "agreement") is None


def test_words_in_pieces_are_their_letters() -> None:
    pieces = with_content(DENIED, "that the guards", "shot Cy")
    assert counts(one(reading(DENIED), reading(pieces)), "statement", "content", "exact") == (1, 1, 1, 1)


def test_the_source_must_touch_or_be_missing_on_both_sides() -> None:
    def by(words: str) -> Statement:
        return replace(RAIN, speaker=Speaker(text=words, spans=at(words) if words else ()))

    for gold, found, right in (("Ann", "Bo", 0), ("Ann", "", 0), ("Ann said", "Ann", 1), ("", "", 1)):
        # A second statement has a source, so that sources are measured.
        whole = one(reading(by(gold), DENIED), reading(by(found), DENIED))
        assert counts(whole, "statement", "whole", "overlap") == (2, 2, 1 + right, 1 + right), (gold, found)


def test_one_statement_is_never_right_twice() -> None:
    found = one(reading(RAIN), reading(RAIN, replace(RAIN, id="s7")))
    assert counts(found, "statement", "whole", "exact") == (1, 2, 1, 1)
    assert counts(found, "statement", "whole", "overlap") == (1, 2, 1, 1)
    score = found.score("statement", "whole", "overlap")
    assert score
    assert (score.precision, score.recall) == (0.5, 1.0)
    assert score.f1 == pytest.approx(2 / 3)


def test_of_two_with_the_same_content_the_one_with_the_source_is_meant() -> None:
    other = replace(RAIN, id="s8", speaker=DENIED.speaker)
    found = one(reading(RAIN, other), reading(replace(other, id="x"), replace(RAIN, id="y")))
    assert counts(found, "statement", "speaker", "agreement") == (2, 2, 2, 2)


@pytest.mark.parametrize(
    ("actors", "speaker", "right"),
    [
        ((replace(ANN, id="x1"), BO), "x1", 1),  # the name
        ((replace(ANN, id="x1", name="Ann Li"), BO), "x1", 1),  # the mention
        ((replace(ANN, id="x1", name="Ann Li", mentions=()), BO), "x1", 0),
        ((ANN, BO), "a2", 0),
        ((ANN, BO), None, 0),
    ],
)
def test_speakers_are_the_same_actor(actors: tuple[Actor, ...], speaker: str | None, right: int) -> None:
    theirs = replace(RAIN, speaker=replace(RAIN.speaker, actor=speaker))
    found = one(reading(RAIN), reading(theirs, actors=actors))
    assert counts(found, "statement", "speaker", "agreement") == (1, 1, right, right)


def test_one_wrong_mention_does_not_make_two_actors_one() -> None:
    gold = (ANN, replace(BO, mentions=(mention("Bo"), mention("Cy"))))
    theirs = (
        Actor(id="x1", name="Ann X", mentions=(mention("Ann"), mention("Cy"))),
        Actor(id="x2", name="Bo X", mentions=(mention("Bo"),)),
    )
    mine = reading(RAIN, DENIED, actors=gold)
    swapped = (
        replace(RAIN, speaker=replace(RAIN.speaker, actor="x2")),
        replace(DENIED, speaker=replace(DENIED.speaker, actor="x1")),
    )
    assert counts(one(mine, reading(*swapped, actors=theirs)), "statement", "speaker", "agreement") == (
        2,
        2,
        0,
        0,
    )


def test_nesting_is_right_where_both_ends_are() -> None:
    gold = reading(RAIN, DENIED, INNER)
    none = one(gold, reading(RAIN, DENIED, replace(INNER, parent=None)))
    assert counts(none, "statement", "nesting", "exact") == (1, 0, 0, 0)
    wrong = one(gold, reading(RAIN, DENIED, replace(INNER, parent="s1")))
    assert counts(wrong, "statement", "nesting", "exact") == (1, 1, 0, 0)
    lost = one(gold, reading(RAIN, replace(INNER, parent="s1")))
    assert counts(lost, "statement", "nesting", "exact") == (1, 1, 0, 0)


def test_values_are_compared_in_pairs_alone() -> None:
    found = one(reading(RAIN, DENIED), reading(replace(DENIED, polarity="+")))
    assert counts(found, "statement", "polarity", "agreement") == (1, 1, 0, 0)
    assert counts(found, "statement", "class", "agreement") == (1, 1, 1, 1)


def test_events_go_by_type_and_words() -> None:
    short = replace(SHOT, text="shot", spans=at("shot"))
    gold = reading(SHOT)
    assert counts(one(gold, reading(short)), "event", "whole", "exact") == (1, 1, 0, 0)
    assert counts(one(gold, reading(short)), "event", "whole", "overlap") == (1, 1, 1, 1)
    other = one(gold, reading(replace(SHOT, type="COERCE")))
    assert counts(other, "event", "whole", "overlap") == (1, 1, 0, 0)
    assert counts(other, "event", "type", "agreement") == (1, 1, 0, 0)
    assert counts(other, "event", "words", "soft") == (1, 1, 1, 1)
    assert counts(other, "event", "parties", "exact") == (0, 0, 0, 0)


def test_parties_count_by_role_in_paired_rows() -> None:
    swapped = replace(SHOT, actors=SHOT.recipients, recipients=())
    assert counts(one(reading(SHOT), reading(swapped)), "event", "parties", "exact") == (2, 1, 0, 0)
    part = replace(SHOT, actors=(Party(text="guards", spans=at("guards")),))
    assert counts(one(reading(SHOT), reading(part)), "event", "parties", "exact") == (2, 2, 2, 2)


def test_relations_go_by_type_and_both_parties() -> None:
    back = replace(LEADS, subject=LEADS.object, object=LEADS.subject)
    assert counts(one(reading(LEADS), reading(back)), "relation", "whole", "overlap") == (1, 1, 0, 0)
    long = replace(LEADS, object=party("Eve, Bo"), text="Dee leads", spans=at("Dee leads"))
    assert counts(one(reading(LEADS), reading(long)), "relation", "whole", "overlap") == (1, 1, 1, 1)
    assert counts(one(reading(LEADS), reading(long)), "relation", "whole", "exact") == (1, 1, 0, 0)


def test_commitments_go_by_kind_and_action() -> None:
    leave = replace(VOWED, action=Words(text="leave", spans=at("leave")), by=party("Cy"))
    found = one(reading(VOWED), reading(leave))
    assert counts(found, "commitment", "whole", "overlap") == (1, 1, 1, 1)
    assert counts(found, "commitment", "whole", "exact") == (1, 1, 0, 0)
    assert counts(found, "commitment", "parties", "exact") == (1, 1, 0, 0)
    threat = replace(VOWED, kind="threat")
    assert counts(one(reading(VOWED), reading(threat)), "commitment", "whole", "overlap") == (1, 1, 0, 0)


def test_what_the_gold_does_not_have_is_left_out_and_said() -> None:
    bare = said("s1", "", "", at("Rain fell"))
    found = one(reading(bare), reading(*ALL))
    assert {(score.layer, score.part) for score in found.totals} == {
        ("statement", "whole"),
        ("statement", "content"),
    }
    assert {(left.layer, left.part): left.why for left in found.left_out} == {
        ("statement", "source"): "no statement of the gold has a source",
        ("statement", "cue"): "no statement of the gold has a cue",
        ("statement", "speaker"): "the gold says of no source who it is",
        ("statement", "nesting"): "no statement of the gold stands inside another",
        ("statement", "class"): "every statement of the gold has the same: say",
        ("statement", "kind"): "every statement of the gold has the same: indirect",
        ("statement", "polarity"): "every statement of the gold has the same: +",
        ("statement", "certainty"): "every statement of the gold has the same: certain",
        ("event", "whole"): "the gold has no events",
        ("relation", "whole"): "the gold has no relations",
        ("commitment", "whole"): "the gold has no commitments",
    }
    # A whole statement is then its content alone.
    assert counts(found, "statement", "whole", "exact") == (1, 3, 1, 1)
    assert counts(found, "statement", "whole", "overlap") == (1, 3, 1, 1)
    assert {pair.layer for pair in found.documents[0].pairs} == {"statement"}


def test_rows_without_a_partner_are_told() -> None:
    pairs = one(reading(RAIN, SHOT), reading(DENIED, replace(SHOT, status="claimed"))).documents[0].pairs
    assert [(pair.gold and pair.gold.id, pair.found and pair.found.id) for pair in pairs] == [
        ("s1", None),
        (None, "s2"),
        ("e1", "e1"),
    ]


def test_what_differs_is_told_of_what_is_measured() -> None:
    other = replace(
        DENIED,
        cue=Cue(text="Bo denied", spans=at("Bo denied"), class_="say"),
        polarity="+",
        certainty="possible",
    )
    [_, pair] = one(reading(RAIN, DENIED), reading(RAIN, other)).documents[0].pairs
    assert pair.differs == ("cue", "class", "polarity")


def test_figures_are_sums_over_reports() -> None:
    second = "Second. " + TEXT
    moved = reading(RAIN, text=second, id="d2")
    found = evaluate([reading(RAIN), moved], [reading(RAIN), reading(text=second, id="x")])
    assert [one.id for one in found.documents] == ["d1", "d2"]
    assert counts(found, "statement", "whole", "exact") == (2, 1, 1, 1)
    per = [one.scores[0] for one in found.documents]
    assert [(score.gold, score.found, score.gold_right) for score in per] == [(1, 1, 1), (1, 0, 0)]


def test_reports_go_by_their_text_and_those_without_a_reading_are_named() -> None:
    lost = reading(RAIN, text="elsewhere", id="d2")
    found = evaluate([reading(RAIN), reading(RAIN), lost], [reading(RAIN, id="another id")])
    assert len(found.documents) == 2
    assert found.missing == ("in/d2.txt",)


def test_nothing_is_no_error() -> None:
    found = evaluate([], [])
    assert (found.totals, found.documents) == ((), ())
    found = one(reading(text=""), reading(text=""))
    assert (found.totals, len(found.left_out)) == ((), 4)


def test_spans_outside_the_text_are_as_far_as_they_go() -> None:
    wide = replace(RAIN, content=Words(text="x", spans=((0, 10_000), (-5, 3))))
    found = one(reading(wide), reading(wide))
    assert counts(found, "statement", "content", "exact") == (1, 1, 1, 1)
