"""The lexicon of cues and the table of weights hold what their readers take for granted."""

from typing import get_args

import pytest

from onrecord.attribute.frames import PREPOSITION_FRAMES
from onrecord.attribute.lexicon import entry, lexicon
from onrecord.attribute.reliability import weights
from onrecord.data import rows
from onrecord.model import Certainty, Polarity

FRAMES = {"quote", "that", "wh", "to", "obj-to", "np", "complement", "as", "ing", "light", "sentence"}


def test_the_lexicon_is_large_and_no_cue_stands_in_it_twice() -> None:
    cues = [(row["lemma"], row["pos"]) for row in rows("cues")]
    assert len(set(cues)) == len(cues) >= 500
    assert {"verb", "noun", "adj", "adv", "prep"} == {pos for _, pos in cues}
    assert len({cue.class_ for cue in lexicon().values()}) >= 20


def test_every_cue_has_known_frames_polarity_and_certainty() -> None:
    prepositions = PREPOSITION_FRAMES | {f"obj-{word}" for word in (*PREPOSITION_FRAMES, "from", "into")}
    for cue in lexicon().values():
        assert cue.frames, cue
        assert cue.frames <= FRAMES | prepositions, cue
        assert cue.polarity in get_args(Polarity), cue
        assert cue.certainty in get_args(Certainty), cue
        assert cue.class_, cue


@pytest.mark.parametrize(
    ("lemma", "upos", "class_"),
    [
        ("say", "VERB", "say"),
        ("Say", "VERB", "say"),
        ("deny", "VERB", "deny"),
        ("accuse", "VERB", "accuse"),
        ("claim", "NOUN", "claim"),
        ("claim", "PROPN", "claim"),
        ("say", "NOUN", None),
        ("leave", "VERB", None),
        ("the", "DET", None),
    ],
)
def test_a_cue_is_known_by_lemma_and_part_of_speech(lemma: str, upos: str, class_: str | None) -> None:
    found = entry(lemma, upos)
    assert class_ == (found and found.class_)


def test_the_weights_are_numbers_with_a_bias_and_no_feature_twice() -> None:
    features = [row["feature"] for row in rows("reliability")]
    assert len(set(features)) == len(features) == len(weights())
    assert "bias" in weights()
    assert all(-30 < weight < 30 for weight in weights().values())
