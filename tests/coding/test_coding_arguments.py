"""Who stands in the slots of a predicate, in trees made by hand."""
# ruff: noqa: E501 (a tree is one line)

import pytest

from annotated import annotated
from coding.made import page
from onrecord.coding.arguments import Slots

PASSIVE = "The//DET/2/det town/town/NOUN/4/nsubj:pass was/be/AUX/4/aux:pass shelled/shell/VERB/0/root by//ADP/6/case rebels/rebel/NOUN/4/obl:agent"
URGED = (
    "Kenya//PROPN/2/nsubj urged/urge/VERB/0/root Iran//PROPN/2/obj to//PART/5/mark leave/leave/VERB/2/xcomp"
)
ACCUSED = "Kenya//PROPN/2/nsubj accused/accuse/VERB/0/root Iran//PROPN/2/obj of//SCONJ/5/mark arming/arm/VERB/2/advcl rebels/rebel/NOUN/5/obj"
MUTUAL = "Kenya//PROPN/4/nsubj and//CCONJ/3/cc Iran//PROPN/1/conj accused/accuse/VERB/0/root each//DET/6/det other//ADJ/4/obj of//SCONJ/8/mark lying/lie/VERB/4/advcl"
SHARED = (
    "Police//NOUN/2/nsubj beat/beat/VERB/0/root and//CCONJ/4/cc arrested/arrest/VERB/2/conj him/he/PRON/4/obj"
)
REDUCED = "The//DET/2/det men/man/NOUN/6/nsubj:pass arrested/arrest/VERB/2/acl on//ADP/5/case Friday//PROPN/3/obl fled/flee/VERB/0/root"
PARTICIPLE = "Rebels/rebel/NOUN/4/nsubj shelling/shell/VERB/1/acl towns/town/NOUN/2/obj fled/flee/VERB/0/root"
REFUSAL = (
    "Iran//PROPN/3/nmod:poss ~'s//PART/1/case refusal//NOUN/0/root to//PART/5/mark leave/leave/VERB/3/acl"
)
GAP = "The//DET/2/det deal//NOUN/0/root Iran//PROPN/4/nsubj signed/sign/VERB/2/acl:relcl"
SUPPORTED = "Rebels/rebel/NOUN/2/nsubj launched/launch/VERB/0/root an/a/DET/4/det attack//NOUN/2/obj on//ADP/6/case Kobani//PROPN/2/obl"
SUFFERED = "Kobani//PROPN/2/nsubj came/come/VERB/0/root under//ADP/4/case attack//NOUN/2/obl"
OF_BY = "The//DET/2/det arrest//NOUN/0/root of//ADP/5/case the//DET/5/det editor//NOUN/2/nmod by//ADP/7/case Iran//PROPN/5/nmod"
NATIONAL = (
    "Iranian//ADJ/3/amod air//NOUN/3/compound strikes/strike/NOUN/0/root on//ADP/5/case Kobani//PROPN/3/nmod"
)


@pytest.mark.parametrize(
    ("tree", "predicate", "slot", "expected"),
    [
        (PASSIVE, "shelled", "subj", ["rebels"]),
        (PASSIVE, "shelled", "obj", ["town"]),
        (URGED, "leave", "subj", ["Iran"]),
        (URGED, "urged", "comp", ["Iran"]),
        (ACCUSED, "arming", "subj", ["Iran"]),
        (MUTUAL, "lying", "subj", ["Kenya", "Iran"]),
        (MUTUAL, "accused", "subj", ["Kenya", "Iran"]),
        (SHARED, "arrested", "subj", ["Police"]),
        (SHARED, "beat", "obj", ["him"]),
        (REDUCED, "arrested", "obj", ["men"]),
        (REDUCED, "arrested", "subj", []),
        (PARTICIPLE, "shelling", "subj", ["Rebels"]),
        (REFUSAL, "leave", "subj", ["Iran"]),
        (REFUSAL, "refusal", "poss", ["Iran"]),
        (GAP, "signed", "obj", ["deal"]),
        (SUPPORTED, "attack", "subj", ["Rebels"]),
        (SUPPORTED, "attack", "on", ["Kobani"]),
        (SUFFERED, "attack", "faced", ["Kobani"]),
        (OF_BY, "arrest", "by", ["Iran"]),
        (OF_BY, "arrest", "of", ["editor"]),
        (NATIONAL, "strikes", "adj", ["Iranian"]),
    ],
)
def test_who_stands_in_a_slot(tree: str, predicate: str, slot: str, expected: list[str]) -> None:
    made = annotated(tree)
    words = [token.text for token in made.annotation.tokens]
    slots = Slots(page(made), words.index(predicate))

    assert [words[i] for i in slots(slot)] == expected


def test_a_time_stands_in_no_slot() -> None:
    made = annotated("attack//NOUN/0/root on//ADP/3/case Friday//PROPN/1/nmod")

    assert Slots(page(made, times={"Friday": "2021-03-05"}), 0)("on") == []
