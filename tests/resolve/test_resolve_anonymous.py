"""Who speaks without a name, and who does not."""

from __future__ import annotations

import pytest
from told import said

from annotated import annotated
from onrecord.resolve import resolve

SAID = "said/say/VERB/0/root so//ADV/{0}/advmod"


@pytest.mark.parametrize(
    ("line", "speaker", "expected"),
    [
        pytest.param(
            "A//DET/3/det senior//ADJ/3/amod official//NOUN/4/nsubj " + SAID.format(4),
            "A senior official",
            True,
            id="an official",
        ),
        pytest.param(
            "People//NOUN/5/nsubj briefed/brief/VERB/1/acl on//ADP/4/case it//PRON/2/obl " + SAID.format(5),
            "People briefed on it",
            True,
            id="people briefed on it",
        ),
        pytest.param(
            "One//NUM/5/nsubj of//ADP/4/case his//PRON/4/nmod:poss aides/aide/NOUN/1/nmod " + SAID.format(5),
            "One of his aides",
            True,
            id="one of many",
        ),
        pytest.param(
            "A//DET/2/det baker//NOUN/3/nsubj said/say/VERB/0/root so//ADV/3/advmod on//ADP/6/case "
            "condition//NOUN/3/obl of//ADP/8/case anonymity//NOUN/6/nmod",
            "A baker",
            True,
            id="on condition of anonymity",
        ),
        pytest.param(
            "A//DET/2/det baker//NOUN/3/nsubj said/say/VERB/0/root so//ADV/3/advmod ~.//PUNCT/3/punct\n"
            "She//PRON/2/nsubj asked/ask/VERB/0/root not//PART/6/advmod to//PART/6/mark be//AUX/6/aux:pass "
            "named/name/VERB/2/xcomp",
            "A baker",
            True,
            id="as the next sentence says",
        ),
        pytest.param(
            "A//DET/2/det baker//NOUN/3/nsubj " + SAID.format(3),
            "A baker",
            False,
            id="a baker is just a baker",
        ),
        pytest.param(
            "Official//ADJ/2/amod media//NOUN/3/nsubj " + SAID.format(3),
            "Official media",
            False,
            id="an adjective is no source",
        ),
        pytest.param(
            "Ann//PROPN/3/nsubj Lee//PROPN/1/flat said/say/VERB/0/root so//ADV/3/advmod on//ADP/6/case "
            "condition//NOUN/3/obl of//ADP/8/case anonymity//NOUN/6/nmod",
            "Ann Lee",
            False,
            id="who has a name",
        ),
    ],
)
def test_a_speaker_is_anonymous(line: str, speaker: str, expected: bool) -> None:
    made = annotated(line, names={"Ann Lee": "PER"})

    (statement,) = resolve(*made, (said(made, speaker, "so"),)).statements

    assert statement.speaker.anonymous is expected
    assert statement.speaker.text == speaker
