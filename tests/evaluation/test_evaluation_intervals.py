"""Intervals by resampling the reports."""

from __future__ import annotations

from onrecord.evaluation import Evaluation, Score, evaluate
from onrecord.evaluation.bootstrap import with_intervals
from onrecord.evaluation.match import counted
from onrecord.evaluation.scores import added
from onrecord.model import Reading
from tests.evaluation.annotated_gold import DENIED, RAIN, TEXT, reading


def reports(number: int, *rows: object) -> list[Reading]:
    return [reading(*rows, text=f"{TEXT} {at}", id=f"d{at}") for at in range(number)]


def mixed(number: int, seed: int = 0) -> Evaluation:
    """Half of the reports have one of two statements, half both."""
    found = [*reports(number, RAIN)[: number // 2], *reports(number, RAIN, DENIED)[number // 2 :]]
    return evaluate(reports(number, RAIN, DENIED), found, seed=seed)


def test_fewer_than_ten_reports_have_none() -> None:
    assert all(score.interval is None for score in mixed(9).totals)
    assert all(score.interval for score in mixed(10).totals)


def test_the_figure_lies_inside_and_what_is_sure_has_no_width() -> None:
    score = mixed(20).score("statement", "whole", "exact")
    assert score
    assert score.interval
    assert score.recall == 0.75
    assert score.interval.precision == (1.0, 1.0)
    low, high = score.interval.recall or (0, 0)
    # Of 20 draws at even chance 6 to 14 have both statements in 95 of 100: 26 to 34 of 40.
    assert abs(low - 26 / 40) < 2 / 40
    assert abs(high - 34 / 40) < 2 / 40


def test_a_seed_says_all() -> None:
    def uneven(seed: int) -> tuple[Score, ...]:
        scores = [counted("event", "whole", "exact", 10 + at, 20, at) for at in range(12)]
        return with_intervals(tuple(added(scores)), [[score] for score in scores], seed=seed)

    assert uneven(1) == uneven(1)
    assert uneven(1) != uneven(2)


def test_annotations_of_one_report_are_drawn_together() -> None:
    # Twelve annotations of one report are no twelve reports.
    found = evaluate([reading(RAIN) for _ in range(12)], [reading(RAIN)])
    assert len(found.documents) == 12
    assert found.totals[0].interval is None
