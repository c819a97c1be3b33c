"""What stands inside contents becomes labels in the words of the report."""

from __future__ import annotations

import pytest

from onrecord.annotate.encoder.session import GRAPH, WEIGHTS
from onrecord.annotate.encoder.words import split
from training.encoder.corpora import Attribution, Text
from training.encoder.inner import _content, _runs, add_inner


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], []),
        ([4], [(4, 5)]),
        ([4, 5, 6], [(4, 7)]),
        ([4, 5, 7, 8], [(4, 9)]),  # the word 6 is a quotation mark that was not shown
        ([4, 5, 8], [(4, 6), (8, 9)]),
    ],
)
def test_words_in_a_row_are_one_stretch_over_a_mark_between_them(
    places: list[int], expected: list[tuple[int, int]]
) -> None:
    assert expected == _runs(places)


def test_the_words_of_a_content_are_those_of_all_its_parts_without_the_marks() -> None:
    text = Text("made up", words=['"', "We", '"', ",", "he", "said", ",", "“", "will", "go", "”", "."])
    found = Attribution(5, ((0, 3, 2), (4, 5, 0), (5, 6, 1), (7, 11, 2)))
    assert [text.words[i] for i in _content(text, found)] == ["We", "will", "go"]


def test_what_is_said_inside_a_content_is_found_where_it_stands() -> None:
    if not (WEIGHTS / GRAPH).is_file():
        pytest.skip("the weights are not there: python -m training.encoder makes them")
    saying = 'Mr. Smith said, "The minister told reporters on Monday that the bridge was safe."'
    words = [saying[start:end] for start, end in split(saying)]
    text = Text("made up", words=words, attributions=[Attribution(2, ((0, 2, 0), (2, 3, 1), (4, 17, 2)))])
    other = Text("silent", words=words, attributions=[])

    add_inner([text, other], WEIGHTS)

    assert text.inner
    (found,) = text.inner
    assert words[found.anchor] == "told"
    parts = {role: " ".join(words[a:b]) for a, b, role in found.stretches}
    assert parts[0] == "The minister"
    assert "the bridge was safe" in parts[2]
    assert other.inner == []
