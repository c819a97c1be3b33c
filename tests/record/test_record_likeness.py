"""What is compared of two pieces, and what a denial is taken to say."""

import pytest

from onrecord.record.assertions import Assertion, not_so
from onrecord.record.figures import figures
from onrecord.record.likeness import features, judged


def piece(words: str, speaker: str = "ann") -> Assertion:
    return Assertion(
        what="sentence", number=0, id=words, side=1, open=False, kind="", parties={},
        terms=dict.fromkeys(words.lower().split(), 1.0), figures=figures(words, ((0, len(words)),)),
        place="", teller=None, speaker=speaker, day=None, last_day=None, spans=((0, len(words)),), words=words,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("the army holds the bridge", "the army does not hold the bridge", "negated"),
        ("the minister accepted the plan", "the minister rejected the plan", "opposite"),
        ("12 people were killed", "20 people were killed", "figures_excluded"),
    ],
)
def test_what_speaks_against_both_being_so_is_seen(one: str, other: str, name: str) -> None:
    assert features(piece(one), piece(other), 0)[name] == 1
    assert features(piece(one), piece(one), 0)[name] == 0


def test_the_encoder_is_heard() -> None:
    told = features(piece("the army holds the bridge"), piece("the bridge is held by the army", "bo"), 1)

    assert judged(told, 0.9, 0.05).same > judged(told, 0.05, 0.05).same
    assert judged(told, 0.05, 0.9).exclude > judged(told, 0.05, 0.05).exclude


@pytest.mark.parametrize(
    ("words", "denied"),
    [
        ("that she sold the grain", "she sold the grain"),
        ("as absurd the charge of the opposition that the vote was rigged", "the vote was rigged"),
        ("any part in it", "any part in it"),
    ],
)
def test_a_denial_says_what_is_denied(words: str, denied: str) -> None:
    assert not_so(words) == f"It is not true that {denied}"
