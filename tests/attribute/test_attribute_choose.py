"""Which proposals of the model and of the rules become statements."""

from dataclasses import replace

import numpy as np

from annotated import Annotated, annotated
from onrecord.attribute import statements
from onrecord.model import ROLES, Anchor, Statement

LABEL = {name: number for number, name in enumerate(ROLES)}
# "The minister grumbled that rain had fallen." No rule knows the cue.
UNKNOWN = (
    "The//DET/2/det minister//NOUN/3/nsubj grumbled/xgrumble/VERB/0/root that//SCONJ/7/mark rain//NOUN/7/nsubj "
    "had/have/AUX/7/aux fallen/fall/VERB/3/ccomp ~.//PUNCT/3/punct"
)
KNOWN = UNKNOWN.replace("grumbled/xgrumble", "said/say")
ROLES_OF = ("B-source", "I-source", "B-cue", "B-content", "I-content", "I-content", "I-content", "O")


def heard(
    page: Annotated, token: int, *labels: str, sure: float = 0.95, nested: float = 0.0
) -> tuple[Statement, ...]:
    rows = np.full((len(labels), len(ROLES)), 0.01)
    for word, label in enumerate(labels):
        rows[word, LABEL[label]] = 0.94
    anchors = (Anchor(token, sure, nested, 0, np.log(rows).astype(np.float32)),)
    return statements(page.report, replace(page.annotation, anchors=anchors))


def test_the_model_finds_what_no_rule_knows() -> None:
    page = annotated(UNKNOWN)
    assert statements(page.report, page.annotation) == ()
    (found,) = heard(page, 2, *ROLES_OF)
    assert (found.speaker.text, found.cue.text, found.content.text) == (
        "The minister", "grumbled", "that rain had fallen"
    )  # fmt: skip


def test_an_anchor_that_is_hardly_one_gives_nothing() -> None:
    assert heard(annotated(UNKNOWN), 2, *ROLES_OF, sure=0.06) == ()


def test_a_rule_that_agrees_makes_the_model_surer() -> None:
    (alone,) = heard(annotated(UNKNOWN), 2, *ROLES_OF, sure=0.7)
    (agreed,) = heard(annotated(KNOWN), 2, *ROLES_OF, sure=0.7)
    assert agreed.confidence > alone.confidence


def test_rules_alone_do_not_ask_the_model() -> None:
    page = annotated(UNKNOWN)
    anchors = (Anchor(2, 0.99, 0.0, 0, np.zeros((8, len(ROLES)), np.float32)),)
    assert statements(page.report, replace(page.annotation, anchors=anchors), rules_only=True) == ()


def test_a_content_takes_in_the_whole_of_a_quotation() -> None:
    page = annotated(
        "“//PUNCT/4/punct ~Rain//NOUN/4/nsubj has/have/AUX/4/aux fallen/fall/VERB/0/root ~,//PUNCT/4/punct "
        "~”//PUNCT/4/punct he//PRON/8/nsubj grumbled/xgrumble/VERB/4/parataxis ~.//PUNCT/4/punct"
    )
    labels = ("O", "B-content", "I-content", "I-content", "O", "O", "B-source", "B-cue", "O")
    (found,) = heard(page, 7, *labels)
    assert found.content.text == "“Rain has fallen,”"
    assert found.kind == "direct"


NESTED = (
    "He//PRON/2/nsubj said/say/VERB/0/root that//SCONJ/6/mark the//DET/5/det minister//NOUN/6/nsubj "
    "grumbled/xgrumble/VERB/2/ccomp that//SCONJ/9/mark rain//NOUN/9/nsubj fell/fall/VERB/6/ccomp ~.//PUNCT/2/punct"
)
INNER = ("O", "O", "O", "B-source", "I-source", "B-cue", "B-content", "I-content", "I-content", "O")


def test_what_the_model_hears_inside_somebodys_words_is_nested_there() -> None:
    outer, inner = heard(annotated(NESTED), 5, *INNER, sure=0.06, nested=0.9)
    assert (inner.speaker.text, inner.parent) == ("the minister", outer.id)


def test_what_is_only_heard_inside_words_is_nothing_outside_them() -> None:
    page = annotated(NESTED.replace("said/say", "slept/xsleep"))
    assert heard(page, 5, *INNER, sure=0.06, nested=0.9) == ()
