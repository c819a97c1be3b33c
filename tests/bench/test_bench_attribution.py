"""The bench of attribution: calibration, and the scorer's matching where it is there."""

import pytest

from bench.attribution import SCORER, Judged, calibration_error, judge, load_scorer
from onrecord.model import Cue, Speaker, Statement, Words

needs_scorer = pytest.mark.skipif(not SCORER.is_file(), reason=f"no scorer at {SCORER}")
TEXT = "Mora said the bridge was safe. Ek denied it."


def statement(speaker: str, cue: str, content: str, confidence: float) -> Statement:
    def at(words: str) -> tuple[tuple[int, int], ...]:
        return ((TEXT.index(words), TEXT.index(words) + len(words)),) if words else ()

    return Statement(
        id=f"{speaker} {cue}",
        kind="indirect",
        speaker=Speaker(text=speaker, spans=at(speaker)),
        cue=Cue(text=cue, spans=at(cue), class_="say"),
        content=Words(text=content, spans=at(content)),
        confidence=confidence,
    )


@pytest.mark.parametrize(
    ("judged", "error"),
    [
        ([(0.5, True), (0.5, False)] * 2, 0.0),
        ([(1.0, True), (0.0, False)], 0.0),
        ([(1.0, False), (1.0, False)], 1.0),
        ([(0.9, True), (0.1, False)], 0.1),
        ([(0.2, True), (0.2, False), (0.6, True), (0.6, True)], 0.35),
        ([], 0.0),
    ],
)
def test_calibration_error_is_the_mean_distance_over_bins_of_one_size(judged, error) -> None:
    assert calibration_error([Judged(*one) for one in judged], bins=2) == pytest.approx(error)


@needs_scorer
def test_a_statement_is_right_where_content_and_source_agree() -> None:
    gold = {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 29]]}
    found = (
        statement("Mora", "said", "the bridge was safe", 0.9),
        statement("Ek", "denied", "it", 0.4),
        statement("Ek", "said", "the bridge was safe", 0.3),
    )

    judged = judge(load_scorer(SCORER), [("one", TEXT, [gold])], {"one": found})

    assert judged == [Judged(0.9, True), Judged(0.4, False), Judged(0.3, False)]
