"""Words cut into the pieces of BERT's lower-case vocabulary."""

from __future__ import annotations

import pytest

from onrecord.annotate.encoder.session import VOCABULARY, WEIGHTS
from onrecord.annotate.encoder.wordpieces import CONTINUED, PARAGRAPH, QUOTED, UNKNOWN, WordPieces, parts

SMALL = ("[PAD]", "[unused0]", "[unused1]", "un", "unable", "##able", "##s", "a", "##b", "'", '"', "-")


@pytest.fixture(scope="module")
def vocabulary() -> list[str]:
    if not (WEIGHTS / VOCABULARY).is_file():
        pytest.skip("the vocabulary is not there: python -m training.encoder makes it")
    return (WEIGHTS / VOCABULARY).read_text("utf-8").split()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Lavrov", ["lavrov"]),
        ("Élysée’s", ["elysee", "’", "s"]),
        ("$5.20", ["$", "5", ".", "20"]),
        ("北京Times", ["北", "京", "times"]),
        ("ΟΔΟΣ", ["οδοσ"]),  # no final sigma
        ("İzmir", ["izmir"]),
        ("half\u00adhearted\ufffd\x07", ["halfhearted"]),
        ("one\u3000two", ["one", "two"]),
        ("कु", ["क"]),
        ("+~|", ["+", "~", "|"]),
        ("€½", ["€½"]),
        ("", []),
        ("\u200b", []),
    ],
)
def test_a_word_is_cut_at_marks_and_loses_case_and_accents(word: str, expected: list[str]) -> None:
    assert expected == list(parts(word))


# What the library tokenizers makes of them with the base weights' own tokenizer.json.
@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("said", [2056]),
        ("Lavrov", [2474, 19716, 4492]),
        ("al-Nusra", [2632, 1011, 16371, 21338, 2050]),
        ("n’t", [1050, 1005, 1056]),
        ("“", [1000]),
        ("$", [1002]),
        ("U.S.", [1057, 1012, 1055, 1012]),
        ("Erdoğan", [9413, 16168, 2319]),
        ("naïve", [15743]),
        ("Straße", [2358, 27807]),
        ("ΟΔΟΣ", [1169, 29722, 29730, 29733]),
        ("北京", [1781, 1755]),
        ("한국", [1469, 30006, 30021, 29991, 30014, 30020]),
        ("हिन्दी", [1339, 29877, 29863, 29861, 29878]),
        ("unaffordability", [14477, 4246, 8551, 8010]),
        ("http://example.org/a?b=c", [8299, 1024, 1013, 1013, 2742, 1012, 8917, 1013]),
        ("😀", [100]),
        ("ﬁnal", [1984, 12032]),
        ("x" * 101, [UNKNOWN]),
        ("\u200b", [UNKNOWN]),
    ],
)
def test_pieces_have_the_numbers_the_base_weights_were_trained_with(
    vocabulary: list[str], word: str, expected: list[int]
) -> None:
    assert expected == WordPieces(vocabulary).encode([[word]]).ids.tolist()


def test_the_longest_piece_goes_first_and_a_part_that_does_not_fit_is_unknown() -> None:
    found = WordPieces(SMALL).encode([["Unables", "unab", "unc", "un-a"]])
    pieces = [SMALL[number] if number < len(SMALL) else "?" for number in found.ids.tolist()]
    assert pieces == ["unable", "##s", "?", "?", "un", "-", "a"]
    assert found.words.tolist() == [0, 2, 3, 4]


def test_a_report_is_one_row_with_a_piece_between_its_paragraphs() -> None:
    found = WordPieces(SMALL).encode([["“", "Unable", "”"], [], ["aB"]])
    assert found.ids.tolist() == [10, 4, 10, PARAGRAPH, 7, 8]
    assert found.words.tolist() == [0, 1, 2, 4]
    assert found.breaks.tolist() == [1, 0, 0, 1]
    mixed = 4
    assert found.features.tolist() == [QUOTED, 2 + QUOTED, QUOTED, 0, mixed, mixed + CONTINUED]
