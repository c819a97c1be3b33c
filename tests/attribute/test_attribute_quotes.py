"""Quotation marks, and what becomes of the report where one is lost."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribute.quotes import Quote, find_quotes
from onrecord.model import Span


def paragraphs(text: str) -> list[Span]:
    """The blocks of a text with an empty line between them."""
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def quotes(text: str) -> list[Quote]:
    return find_quotes(text, paragraphs(text))


def quoted(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('He said "no way" today.', ['"no way"'], id="straight"),
        pytest.param("He said “no way” today.", ["“no way”"], id="curly"),
        pytest.param("«No way», he said.", ["«No way»"], id="guillemets"),
        pytest.param("‹No way›, he said.", ["‹No way›"], id="single guillemets"),
        pytest.param("„No way“, he said.", ["„No way“"], id="low and high"),
        pytest.param("He said ''no way'' today.", ["''no way''"], id="two apostrophes"),
        pytest.param("He said ``no way'' today.", ["``no way''"], id="two graves"),
        pytest.param("He said 'no way' today.", ["'no way'"], id="single"),
        pytest.param("‘No way,’ he said. ‘Never.’", ["‘No way,’", "‘Never.’"], id="single and curly"),
        pytest.param("'I don't,' he said. 'You do.'", ["'I don't,'", "'You do.'"], id="apostrophe inside"),
        pytest.param(
            "‘We don’t know the rebels’ plans,’ he said.",
            ["‘We don’t know the rebels’ plans,’"],
            id="plural possessive inside",
        ),
        pytest.param("The rebels' camp and the children's home.", [], id="possessives alone"),
        pytest.param("The players' union said: 'No.'", ["'No.'"], id="possessive in front"),
        pytest.param("The ‘so-called’ camp of the rebels’ leader.", ["‘so-called’"], id="possessive behind"),
        pytest.param("In the '90s, rock 'n' roll was big.", [], id="decades"),
        pytest.param('It was 5" wide and "big" too.', ['"big"'], id="inches"),
        pytest.param('He said "yes"—"no".', ['"yes"', '"no"'], id="dash between"),
        pytest.param("He (“Bob”) left.", ["“Bob”"], id="brackets"),
        pytest.param("“We go,” he said, “now.”", ["“We go,”", "“now.”"], id="interrupted"),
        pytest.param('""', [], id="empty"),
        pytest.param('"', [], id="a mark alone"),
    ],
)
def test_marks_of_every_style_are_paired(text: str, expected: list[str]) -> None:
    assert expected == quoted(text)


@pytest.mark.parametrize(
    "text", ["“He said ‘go home’ and left,” she said.", "\"He said 'go home' and left,\" she said."]
)
def test_a_quotation_in_another_lies_deeper(text: str) -> None:
    outer, inner = quotes(text)
    assert (outer.depth, inner.depth) == (1, 2)
    assert outer.start < inner.start < inner.end < outer.end
    assert text[inner.start + 1 : inner.end - 1] == "go home"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "He said: “We go.\n\nThen he left. Nobody saw him.",
            ["“We go."],
            id="closing lost, up to the paragraph",
        ),
        pytest.param('"We go, he said. Then he left.', ['"We go,'], id="closing lost, up to the tag"),
        pytest.param(
            '"We go, he said. "And we stay."',
            ['"We go,', '"And we stay."'],
            id="closing lost, up to the tag, then more",
        ),
        pytest.param(
            "“One thing. “Two,” he said.", ["“One thing.", "“Two,”"], id="closing lost, up to the next"
        ),
        pytest.param(
            "He said “one and left.\n\nHe said “two” then.",
            ["“one and left.", "“two”"],
            id="the next paragraph is its own",
        ),
        pytest.param('We go," he said. Then he left.', ['We go,"'], id="opening lost, from the paragraph"),
        pytest.param('He came. We go now," he said.', ['We go now,"'], id="opening lost, from the sentence"),
        pytest.param(
            'He said "no". He came. We go," he said.', ['"no"', 'We go,"'], id="opening lost, behind another"
        ),
        pytest.param('He came late". Then he left.', [], id="a stray mark quotes nothing"),
    ],
)
def test_a_lost_mark_never_swallows_the_rest(text: str, expected: list[str]) -> None:
    assert expected == quoted(text)


def test_a_quotation_goes_on_where_the_next_paragraph_opens_it_again() -> None:
    first, second, third = quotes("“One.\n\n“Two.\n\n“Three,” he said.\n\nHe left.")
    assert [quote.reopened for quote in (first, second, third)] == [True, True, False]
    assert [quote.closed for quote in (first, second, third)] == [False, False, True]


def test_what_stands_outside_the_blocks_is_not_read() -> None:
    assert [Quote(6, 10)] == find_quotes('"Ad". "No" he said.', [(6, 19)])


marks = st.lists(
    st.sampled_from([*"\"'“”‘’«»„‹›`,.?! \n", "''", "``", "he said", "Rebels", "the '90s", "s"])
).map("".join)


@given(st.one_of(st.text(), marks))
def test_quotations_of_any_text_are_in_order_and_within_their_paragraph(text: str) -> None:
    blocks = paragraphs(text)
    found = find_quotes(text, blocks)
    assert found == sorted(found, key=lambda quote: quote.start)
    for quote in found:
        assert any(start <= quote.start < quote.end <= end for start, end in blocks)
    outer = [quote for quote in found if quote.depth == 1]
    assert all(one.end <= two.start for one, two in pairwise(outer))
