"""What a pipeline gets to read, and where each of its characters stands in the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.pieces import LONGEST, for_parser, pieces
from onrecord.model import Block, Document, Layout, Report


def report(text: str, *blocks: tuple[str, int, int], notes: tuple[tuple[int, int], ...] = ()) -> Report:
    layout = Layout(blocks=tuple(Block(kind=k, start=a, end=b) for k, a, b in blocks), notes=notes)
    return Report(document=Document(id="0", source="-", text=text), layout=layout)


def paragraph(text: str, *cuts: str) -> Report:
    """One paragraph with editorial notes."""
    notes = tuple((text.index(note), text.index(note) + len(note)) for note in cuts)
    return report(text, ("paragraph", 0, len(text)), notes=notes)


def test_chrome_bylines_and_datelines_are_not_read() -> None:
    text = "Share By A KYIV Head Text"
    blocks = [("chrome", 0, 5), ("byline", 6, 10), ("date", 11, 15), ("title", 16, 20), ("paragraph", 21, 25)]
    assert [(piece.text, piece.block) for piece in pieces(report(text, *blocks))] == [
        ("Head", 3),
        ("Text", 4),
    ]


def test_a_hard_wrapped_paragraph_is_one_line_with_its_old_offsets() -> None:
    (piece,) = pieces(paragraph("  one\n  two\t\u00a0three \n"))
    assert piece.text == "one two three"
    assert [piece.offsets[start] for start in (0, 4, 8)] == [2, 8, 13]


def test_an_editorial_note_leaves_one_space() -> None:
    text = "he (Assad - ed.) said[sic] so"
    (piece,) = pieces(paragraph(text, "(Assad - ed.)", "[sic]"))
    assert piece.text == "he said so"
    assert text.index("said") == piece.offsets[3]


def test_a_note_inside_a_word_parts_it() -> None:
    (piece,) = pieces(paragraph("go[es]ing", "[es]"))
    assert piece.text == "go ing"


def test_notes_that_reach_over_the_ends_of_a_block_or_overlap_are_cut() -> None:
    text = "aa bb cc dd"
    made = pieces(report(text, ("title", 0, 5), ("paragraph", 6, 11), notes=((3, 8), (4, 7), (9, 20))))
    assert [(piece.text, piece.block) for piece in made] == [("aa", 0)]


def test_a_block_of_white_space_or_notes_has_no_piece() -> None:
    assert list(pieces(paragraph(" \n "))) == []
    assert list(pieces(paragraph("(eds.)", "(eds.)"))) == []


def test_a_very_long_block_is_cut_behind_its_sentences() -> None:
    sentence = "It is so, he said. "
    text = sentence * (3 * LONGEST // len(sentence))
    made = [piece.text for piece in pieces(paragraph(text))]
    assert " ".join(made) == text.strip()
    assert len(made) == 3
    assert all(part.startswith("It") and part.endswith("said.") and len(part) <= LONGEST for part in made)


def test_a_word_longer_than_a_piece_is_cut_where_it_must() -> None:
    assert [len(piece.text) for piece in pieces(paragraph("x" * (2 * LONGEST + 5)))] == [LONGEST, LONGEST, 5]


@given(
    st.text(st.sampled_from("ab. \n\t(\u00a0\ud800é") | st.characters()),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))),
)
def test_every_character_but_the_spaces_is_the_one_of_the_document(
    text: str, cuts: list[tuple[int, int]]
) -> None:
    notes = tuple((min(cut), max(cut)) for cut in cuts)
    for piece in pieces(report(text, ("paragraph", 0, len(text)), notes=notes)):
        assert len(piece.text) == len(piece.offsets)
        assert list(piece.offsets) == sorted(set(piece.offsets))
        assert piece.text == piece.text.strip()
        for character, offset in zip(piece.text, piece.offsets, strict=True):
            assert character in (" ", "\ufffd") or character == text[offset]
            assert character == " " or not any(start <= offset < end for start, end in notes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The coalition fights IS in Iraq.", "The coalition fights EU in Iraq."),
        ("IS said it was behind it.", "EU said it was behind it."),
        ("It IS a war, he said.", "It IS a war, he said."),
        ("THIS IS A HEADLINE", "THIS IS A HEADLINE"),
        ("ISIS and HISTORY", "ISIS and HISTORY"),
    ],
)
def test_the_group_is_is_no_verb_to_the_parser(text: str, expected: str) -> None:
    assert for_parser(text) == expected
