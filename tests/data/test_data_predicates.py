import pytest

from onrecord.data import parse
from onrecord.data.plover import plover
from onrecord.data.predicates import Condition, Frame, _frame, predicates

HEADER = "predicate\tpos\twith\ttype\tmode\tcameo\tactor\trecipient\tmutual\tsure\n"
FRAMES = [frame for frames in predicates().values() for frame in frames]


def implied(general: Condition, special: Condition) -> bool:
    """Whether what meets ``special`` meets ``general`` too."""
    if general.slot != special.slot or "absent" in {general.test, special.test}:
        return general == special
    if general.test == "there" or general == special:
        return True
    return general.test == special.test == "lemma" and set(special.values) <= set(general.values)


def hides(earlier: Frame, later: Frame) -> bool:
    return all(any(implied(c, d) for d in later.conditions) for c in earlier.conditions)


def test_the_lexicon_is_large_enough_to_be_of_use() -> None:
    assert len(predicates()) >= 450
    assert len(FRAMES) >= 700


def test_every_frame_is_of_a_type_and_mode_of_plover() -> None:
    assert [f.where for f in FRAMES if f.type and (f.type, f.mode) not in plover()] == []
    assert [f.where for f in FRAMES if not f.type and (f.sure or f.actor or f.recipient)] == []


def test_codes_are_digits_and_words_lower_case() -> None:
    assert [f.where for f in FRAMES if f.cameo and not (f.cameo.isdigit() and len(f.cameo) in {3, 4})] == []
    assert [f.where for f in FRAMES if f.predicate != f.predicate.lower()] == []


def test_no_frame_stands_behind_one_that_always_holds_where_it_does() -> None:
    hidden = [
        later.where
        for frames in predicates().values()
        for n, later in enumerate(frames)
        if any(hides(earlier, later) for earlier in frames[:n])
    ]
    assert hidden == []


@pytest.mark.parametrize(
    ("word", "pos", "type_", "mode"),
    [
        ("bomb", "VERB", "ASSAULT", "aerial"),
        ("airstrike", "NOUN", "ASSAULT", "aerial"),
        ("arrest", "VERB", "COERCE", "arrest"),
        ("resign", "VERB", "RETREAT", "resign"),
        ("visit", "NOUN", "CONSULT", "visit"),
        ("ultimatum", "NOUN", "THREATEN", None),
        ("critical", "ADJ", "ACCUSE", "disapprove"),
        ("criticism", "NOUN", "ACCUSE", "disapprove"),
        ("deployment", "NOUN", "MOBILIZE", "troops"),
    ],
)
def test_the_last_frame_of_a_word_is_its_usual_event(
    word: str, pos: str, type_: str, mode: str | None
) -> None:
    frame = predicates()[word, pos][-1]
    assert (frame.type, frame.mode) == (type_, mode)


@pytest.mark.parametrize("word", ["say", "believe", "die", "deny"])
def test_plain_saying_and_dying_are_no_events(word: str) -> None:
    assert all(frame.conditions for frame in predicates().get((word, "VERB"), ()))


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("hit\tADV\t\tASSAULT\t\t\t\t\t\t1", "pos"),
        ("hit\tVERB\t\tASSAULT\tvisit\t\t\t\t\t1", "mode"),
        ("hit\tVERB\tposs\tASSAULT\t\t\t\t\t\t1", "no slot 'poss'"),
        ("hit\tVERB\tobj:dog\tASSAULT\t\t\t\t\t\t1", "condition"),
        ("hit\tVERB\tobj=\tASSAULT\t\t\t\t\t\t1", "condition"),
        ("hit\tVERB\t\tASSAULT\t\t\tprt\t\t\t1", "holds no actor"),
        ("hit\tVERB\t\tASSAULT\t\t\t\t\tno\t1", "mutual"),
        ("hit\tVERB\t\tASSAULT\t\t\t\t\t\t1.5", "sure"),
    ],
)
def test_a_wrong_row_is_named(cells: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        _frame(parse(HEADER + cells, "predicates.tsv")[0])
