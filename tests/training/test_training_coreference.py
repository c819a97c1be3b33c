"""What the weights of antecedents learn from choices."""

from __future__ import annotations

from training.coreference import Choice, fit


def choice(*candidates: tuple[list[str], bool]) -> Choice:
    return Choice("he", [features for features, _ in candidates], [right for _, right in candidates])


def test_what_the_right_candidates_have_gains_weight_and_what_the_others_have_loses_it() -> None:
    near = choice((["near", "subject"], True), (["far", "subject"], False), (["nobody"], False))
    weights = fit([near] * 20)

    assert weights["near"] > 0 > weights["far"]
    assert weights["near"] > weights["nobody"]


def test_where_the_corpus_has_no_antecedent_nobody_is_learnt() -> None:
    unknown = choice((["near"], False), (["nobody"], True))
    weights = fit([unknown] * 20)

    assert weights["nobody"] > 0 > weights["near"]


def test_what_is_seldom_seen_has_no_weight() -> None:
    often = choice((["near"], True), (["nobody"], False))
    once = choice((["near", "odd"], True), (["nobody"], False))

    assert set(fit([often] * 10 + [once])) == {"near", "nobody"}
