"""Headlines and transcripts, where the form of the line says who speaks."""

import pytest
from retold import retold

from annotated import annotated
from onrecord.attribute import statements


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    "title",
                    (
                        "The//DET/2/det talks/talk/NOUN/4/nsubj have//AUX/4/aux "
                        "failed/fail/VERB/0/root badly//ADV/4/advmod —//PUNCT/7/punct "
                        "Lavrov//PROPN/4/parataxis"
                    ),
                ),
            ],
            [
                "indirect: Lavrov [—]: The talks have failed badly",
            ],
            id="behind a dash",
        ),
        pytest.param(
            [
                (
                    "title",
                    (
                        "Lavrov//PROPN/6/nsubj ~://PUNCT/1/punct the//DET/4/det "
                        "talks/talk/NOUN/6/nsubj have//AUX/6/aux failed/fail/VERB/0/root "
                        "badly//ADV/6/advmod"
                    ),
                ),
            ],
            [
                "indirect: Lavrov [:]: the talks have failed badly",
            ],
            id="before a colon",
        ),
        pytest.param(
            [
                (
                    "title",
                    "'//PUNCT/3/punct ~No//DET/3/det talks/talk/NOUN/0/root ~'//PUNCT/3/punct -//PUNCT/6/punct "
                    "PM//NOUN/3/parataxis",
                )
            ],
            ["direct: PM [-]: 'No talks'"],
            id="a short quotation",
        ),
        pytest.param(
            [
                (
                    "title",
                    "Talks/talk/NOUN/2/nsubj fail//VERB/0/root –//PUNCT/4/punct Lavrov//PROPN/2/parataxis",
                )
            ],
            ["indirect: Lavrov [–]: Talks fail"],
            id="a short clause",
        ),
        pytest.param(
            [("title", "Syria//PROPN/0/root –//PUNCT/3/punct Aleppo//PROPN/1/parataxis")],
            [],
            id="two names",
        ),
        pytest.param(
            [
                (
                    "title",
                    "Lavrov//PROPN/7/nsubj on//ADP/3/case Syria//PROPN/1/nmod ~://PUNCT/1/punct "
                    "Talks/talk/NOUN/7/nsubj have//AUX/7/aux failed/fail/VERB/0/root",
                )
            ],
            ["indirect: Lavrov [:]: Talks have failed"],
            id="what it is about is no part of the name",
        ),
        pytest.param(
            [
                (
                    "title",
                    (
                        "Video//NOUN/6/nsubj ~://PUNCT/1/punct the//DET/4/det talks/talk/NOUN/6/nsubj "
                        "have//AUX/6/aux failed/fail/VERB/0/root badly//ADV/6/advmod"
                    ),
                ),
            ],
            [],
            id="a label is no name",
        ),
        pytest.param(
            [
                (
                    "title",
                    (
                        "The//DET/2/det talks/talk/NOUN/4/nsubj have//AUX/4/aux "
                        "failed/fail/VERB/8/ccomp badly//ADV/4/advmod —//PUNCT/4/punct "
                        "rebels/rebel/NOUN/8/nsubj leave//VERB/0/root"
                    ),
                ),
            ],
            [],
            id="a verb is no name",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det talks/talk/NOUN/4/nsubj have//AUX/4/aux "
                    "failed/fail/VERB/0/root badly//ADV/4/advmod —//PUNCT/7/punct "
                    "Lavrov//PROPN/4/parataxis"
                ),
            ],
            [],
            id="a paragraph is no headline",
        ),
    ],
)
def test_a_headline_names_its_speaker(blocks: list[str], expected: list[str]) -> None:
    assert expected == retold(annotated(*blocks))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    "turn",
                    (
                        "Q//PROPN/6/nsubj ~://PUNCT/1/punct Will//AUX/6/aux the//DET/5/det "
                        "talks/talk/NOUN/6/nsubj go//VERB/0/root on//ADP/6/compound:prt "
                        "~?//PUNCT/6/punct"
                    ),
                ),
                (
                    "turn",
                    (
                        "LAVROV//PROPN/0/root ~://PUNCT/1/punct\n"
                        "They//PRON/3/nsubj will//AUX/3/aux go//VERB/0/root on//ADP/3/compound:prt "
                        "~.//PUNCT/3/punct"
                    ),
                ),
                (
                    "The//DET/2/det truce//NOUN/4/nsubj has/have/AUX/4/aux "
                    "failed/fail/VERB/0/root ~.//PUNCT/4/punct"
                ),
                (
                    "turn",
                    (
                        "MERKEL//PROPN/0/root ~://PUNCT/1/punct\n"
                        "The//DET/2/det truce//NOUN/3/nsubj goes/go/VERB/0/root "
                        "on//ADP/3/compound:prt ~.//PUNCT/3/punct"
                    ),
                ),
            ],
            [
                "direct: Q [:]: Will the talks go on?",
                "direct: LAVROV [:]: They will go on. The truce has failed.",
                "direct: MERKEL [:]: The truce goes on.",
            ],
            id="question and answers",
        ),
    ],
)
def test_a_turn_lasts_until_the_next(blocks: list[str], expected: list[str]) -> None:
    assert expected == retold(annotated(*blocks))


def test_an_editorial_note_in_a_turn_is_not_the_speakers() -> None:
    turn = "LAVROV//PROPN/3/nsubj ~://PUNCT/3/punct Go//VERB/0/root {(applause)} now//ADV/3/advmod ~.//PUNCT/3/punct"
    assert retold(annotated(("turn", turn))) == ["direct: LAVROV [:]: Go now."]


@pytest.mark.parametrize(
    ("label", "source"),
    [
        pytest.param("Q//PROPN/0/root ~://PUNCT/1/punct", "Q [:]", id="a colon"),
        pytest.param("Q//PROPN/0/root", "Q []", id="nothing but the letter"),
        pytest.param("Lavrov//PROPN/0/root {(by telephone)} ~://PUNCT/1/punct", "Lavrov [:]", id="an aside"),
    ],
)
def test_the_label_of_a_turn_may_have_several_forms(label: str, source: str) -> None:
    turn = label + "\nWill//AUX/3/aux talks/talk/NOUN/3/nsubj last//VERB/0/root ~?//PUNCT/3/punct"
    assert retold(annotated(("turn", turn))) == [f"direct: {source}: Will talks last?"]


def test_a_question_asks_and_an_answer_says() -> None:
    asked = "Q//PROPN/0/root ~://PUNCT/1/punct\nDo//AUX/3/aux they//PRON/3/nsubj last//VERB/0/root ~?//PUNCT/3/punct"
    told = "A//PROPN/0/root ~://PUNCT/1/punct\nThey//PRON/3/nsubj will//AUX/3/aux last//VERB/0/root ~.//PUNCT/3/punct"
    found = statements(*annotated(("turn", asked), ("turn", told)))
    assert [(s.cue.class_, s.certainty) for s in found] == [("ask", "unspecified"), ("say", "certain")]
