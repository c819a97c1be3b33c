"""Words of relations: every row can be read, and says what both ends are."""

from onrecord.coding.ends import grounds
from onrecord.data import rows
from onrecord.data.relation_words import PARTS, TYPES, ties

SLOTS = {
    *(
        "subj",
        "obj",
        "of",
        "poss",
        "adj",
        "by",
        "from",
        "for",
        "to",
        "with",
        "against",
        "alongside",
        "between",
    ),
    *("in", "at", "near", "self", "noun", "name", "doer", "enjoyer"),
}


def test_every_row_has_a_part_a_type_and_known_slots() -> None:
    for (_, part), found in ties().items():
        assert part in PARTS
        for tie in found:
            assert tie.type in TYPES
            assert set(tie.subject) | set(tie.object) <= SLOTS, tie.where
            assert 0 < tie.sure <= 1


def test_no_word_says_the_same_twice() -> None:
    said = [(row["word"], row["pos"], row["type"], row["subject"]) for row in rows("relation_words")]

    assert len(said) == len(set(said))


def test_ends_of_compounds_are_a_name_and_a_noun() -> None:
    compounds = [tie for (_, part), found in ties().items() if part == "HYPHEN" for tie in found]

    assert compounds
    assert all({*tie.subject, *tie.object} == {"name", "noun"} for tie in compounds)


def test_grounds_are_single_lower_case_words() -> None:
    assert "territory" in grounds()
    assert all(word == word.lower() and " " not in word for word in grounds())
