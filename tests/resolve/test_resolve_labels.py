"""Whom the label of a turn, a handle or a word for somebody who has just spoken means."""

from __future__ import annotations

import pytest
from told import LAVROV, asked, said, says, voices

from annotated import annotated
from onrecord.resolve import resolve

TURN = "They//PRON/2/nsubj won//VERB/0/root ~.//PUNCT/2/punct"
FULL = "Ann//PROPN/3/nsubj Lee//PROPN/1/flat left//VERB/0/root ~.//PUNCT/3/punct"
TWEETED = "{}//PROPN/2/nsubj tweeted/tweet/VERB/0/root so//ADV/2/advmod ~.//PUNCT/2/punct"


@pytest.mark.parametrize(
    ("label", "words", "expected"),
    [
        ("LEE//PROPN/0/root", "LEE", "Ann Lee"),
        ("MS//PROPN/3/compound ~.//PUNCT/1/punct LEE//PROPN/0/root", "MS. LEE", "Ann Lee"),
        ("PAUL//PROPN/0/root RUDD//PROPN/1/flat", "PAUL RUDD", "Paul Rudd"),
        ("Q//PROPN/0/root", "Q", None),
        ("MODERATOR//PROPN/0/root", "MODERATOR", None),
        ("THE//DET/2/det PRESIDENT//PROPN/0/root", "THE PRESIDENT", None),
    ],
)
def test_the_label_of_a_turn_names_a_person_or_nobody(label: str, words: str, expected: str | None) -> None:
    line = f"{label} ~://PUNCT/1/punct"
    made = annotated(FULL, ("turn", f"{line}\n{TURN}"), names={"Ann Lee": "PER", words: "ORG"})
    found = resolve(*made, (said(made, words, "They won.", cue=":", kind="direct"),))

    assert voices(found) == [expected]
    assert {a.kind for a in found.actors if a.name == expected} <= {"person"}


@pytest.mark.parametrize(
    ("handle", "expected"), [("@annlee", "Ann Lee"), ("@ann_lee", "Ann Lee"), ("@peace4all", "@peace4all")]
)
def test_a_handle_is_the_person_of_that_name_or_a_name_of_its_own(handle: str, expected: str) -> None:
    made = annotated(f"{FULL}\n{TWEETED.format(handle)}", names={"Ann Lee": "PER"})

    assert voices(resolve(*made, (said(made, handle, "so", cue="tweeted"),))) == [expected]


@pytest.mark.parametrize(
    ("before", "word", "expected"),
    [
        pytest.param([LAVROV], "diplomat", "Sergei Lavrov", id="a foreign minister is a diplomat"),
        pytest.param([LAVROV], "official", "Sergei Lavrov", id="and an official"),
        pytest.param([LAVROV], "baker", None, id="but no baker"),
        pytest.param(
            ["Ann//PROPN/0/root Lee//PROPN/1/flat"], "official", None, id="without an office nobody is"
        ),
        pytest.param(
            [LAVROV, "One//NUM/2/nummod mayor//NOUN/0/root"], "official", None, id="nor after a stranger"
        ),
    ],
)
def test_the_official_is_who_has_just_spoken(before: list[str], word: str, expected: str | None) -> None:
    phrase = f"The//DET/2/det {word}//NOUN/0/root"
    names = {"Sergei Lavrov": "PER", "Ann Lee": "PER"}

    assert voices(asked(*map(says, [*before, phrase]), names=names))[-1] == expected  # type: ignore[arg-type]


def test_who_asked_is_not_who_answers() -> None:
    asked_by = (
        "Asked/ask/VERB/6/advcl by//ADP/3/case Ann//PROPN/1/obl:agent Lee//PROPN/3/flat Eva//PROPN/6/nsubj "
        "paused/pause/VERB/0/root ~.//PUNCT/6/punct"
    )
    answer = "She//PRON/2/nsubj said/say/VERB/0/root so//ADV/2/advmod ~.//PUNCT/2/punct"
    made = annotated(f"{asked_by}\n{answer}", names={"Ann Lee": "PER", "Eva": "PER"})
    found = resolve(*made, (said(made, "Ann Lee", "paused", cue="Asked"), said(made, "She", "so")))

    assert voices(found) == ["Ann Lee", "Eva"]


def test_a_title_with_a_hyphen_is_no_name() -> None:
    phrase = "The//DET/4/det Secretary//PROPN/4/compound ~-//PUNCT/4/punct ~General//PROPN/0/root"

    assert voices(asked(says(phrase))) == [None]


def test_a_word_for_many_is_no_name_at_the_head_of_a_headline() -> None:
    assert voices(asked(says("Rebels//PROPN/0/root"))) == [None]
