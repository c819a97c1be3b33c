"""The conversion to Universal Dependencies, on trees written by hand; no model is loaded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.boundaries import repair
from onrecord.annotate.tree import Tree
from onrecord.annotate.universal import RENAMED, TAGS, convert

LABELS = [*sorted(RENAMED.keys() - {"ROOT"}), "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc"]
LABELS += ["ccomp", "compound"]
LABELS += ["conj", "csubj", "dative", "dep", "det", "expl", "mark", "nmod", "npadvmod", "nsubj", "nummod"]
LABELS += ["parataxis", "pcomp", "prep", "punct", "xcomp"]
WORDS = [
    "said",
    "is",
    "it",
    "to",
    "of",
    "because",
    "than",
    "more",
    "May",
    "21",
    "$",
    '"',
    "”",
    "“",
    ",",
    ".",
    "New",
]


def tree(text: str) -> Tree:
    """A tree from ``word/TAG/head/label`` items; heads count from 1, 0 is the root."""
    rows = [item.rsplit("/", 3) for item in text.split()]
    words, tags, heads, labels = (list(column) for column in zip(*rows, strict=True))
    return Tree(words, tags, [int(head) - 1 for head in heads], labels)


def converted(text: str, people: list[tuple[int, int]] | None = None) -> list[str]:
    """``word/UPOS/head/relation`` after the conversion."""
    made = tree(text)
    convert(made, [(0, len(made))], people or [])
    rows = zip(made.words, made.upos, made.heads, made.relations, strict=True)
    return [f"{word}/{upos}/{head + 1}/{relation}" for word, upos, head, relation in rows]


CASES = {
    "a noun takes the place of its preposition under a verb": (
        "He/PRP/2/nsubj went/VBD/0/ROOT to/IN/2/prep Kyiv/NNP/3/pobj",
        "He/PRON/2/nsubj went/VERB/0/root to/ADP/4/case Kyiv/PROPN/2/obl",
    ),
    "under a noun it is nmod": (
        "talks/NNS/0/ROOT in/IN/1/prep Kyiv/NNP/2/pobj",
        "talks/NOUN/0/root in/ADP/3/case Kyiv/PROPN/1/nmod",
    ),
    "the agent of a passive is obl:agent": (
        "It/PRP/3/nsubjpass was/VBD/3/auxpass hit/VBN/0/ROOT by/IN/3/agent us/PRP/4/pobj",
        "It/PRON/3/nsubj:pass was/AUX/3/aux:pass hit/VERB/0/root by/ADP/5/case us/PRON/3/obl:agent",
    ),
    "a gerund behind a preposition is a clause with a mark": (
        "won/VBD/0/ROOT by/IN/1/prep waiting/VBG/2/pcomp",
        "won/VERB/0/root by/SCONJ/3/mark waiting/VERB/1/advcl",
    ),
    "of two prepositions both are case": (
        "came/VBD/0/ROOT from/IN/1/prep behind/IN/2/prep it/PRP/3/pobj",
        "came/VERB/0/root from/ADP/4/case behind/ADP/4/case it/PRON/1/obl",
    ),
    "the predicate heads its copula": (
        "She/PRP/2/nsubj is/VBZ/0/ROOT not/RB/2/neg happy/JJ/2/acomp ././2/punct",
        "She/PRON/4/nsubj is/AUX/4/cop not/PART/4/advmod happy/ADJ/0/root ./PUNCT/4/punct",
    ),
    "a place with a preposition is a predicate": (
        "He/PRP/2/nsubj is/VBZ/0/ROOT in/IN/2/prep Rome/NNP/3/pobj",
        "He/PRON/4/nsubj is/AUX/4/cop in/ADP/4/case Rome/PROPN/0/root",
    ),
    "what there is is the subject of a full verb": (
        "There/EX/2/expl was/VBD/0/ROOT war/NN/2/attr",
        "There/PRON/2/expl was/VERB/0/root war/NOUN/2/nsubj",
    ),
    "a clause as predicate has the outer subject beside its own": (
        "Fact/NN/2/nsubj is/VBZ/0/ROOT that/IN/5/mark he/PRP/5/nsubj left/VBD/2/ccomp",
        "Fact/NOUN/5/nsubj:outer is/AUX/5/cop that/SCONJ/5/mark he/PRON/5/nsubj left/VERB/0/root",
    ),
    "what something becomes is xcomp": (
        "He/PRP/2/nsubj became/VBD/0/ROOT king/NN/2/attr",
        "He/PRON/2/nsubj became/VERB/0/root king/NOUN/2/xcomp",
    ),
    "who is wanted to act is the object": (
        "want/VBP/0/ROOT him/PRP/4/nsubj to/TO/4/aux go/VB/1/ccomp",
        "want/VERB/0/root him/PRON/1/obj to/PART/4/mark go/VERB/1/xcomp",
    ),
    "it gives way to the clause that is the subject": (
        "It/PRP/2/nsubj is/VBZ/0/ROOT clear/JJ/2/acomp that/IN/6/mark he/PRP/6/nsubj won/VBD/2/ccomp",
        "It/PRON/3/expl is/AUX/3/cop clear/ADJ/0/root that/SCONJ/6/mark he/PRON/6/nsubj won/VERB/3/csubj",
    ),
    "what is told before its verb stays below it": (
        "We/PRP/2/nsubj lost/VBD/5/ccomp ,/,/5/punct I/PRP/5/nsubj told/VBD/0/ROOT us/PRP/5/dobj",
        "We/PRON/2/nsubj lost/VERB/5/ccomp ,/PUNCT/2/punct I/PRON/5/nsubj told/VERB/0/root us/PRON/5/iobj",
    ),
    "of two clauses with a semicolon between them the first leads": (
        "Talks/NNS/2/nsubj failed/VBD/5/ccomp ;/:/5/punct he/PRP/5/nsubj left/VBD/0/ROOT",
        "Talks/NOUN/2/nsubj failed/VERB/0/root ;/PUNCT/5/punct he/PRON/5/nsubj left/VERB/2/parataxis",
    ),
    "conjuncts hang on the first and conjunctions on the next": (
        "A/NN/0/ROOT ,/,/1/punct B/NN/1/conj and/CC/3/cc C/NN/3/conj",
        "A/NOUN/0/root ,/PUNCT/3/punct B/NOUN/1/conj and/CCONJ/5/cc C/NOUN/1/conj",
    ),
    "a day heads its month and year": (
        "May/NNP/0/ROOT 3/CD/1/nummod ,/,/1/punct 2016/CD/1/nummod",
        "May/PROPN/2/nmod:unmarked 3/NUM/0/root ,/PUNCT/4/punct 2016/NUM/2/nmod:unmarked",
    ),
    "a currency sign heads its number": (
        "cost/VBD/0/ROOT $/$/4/quantmod 5/CD/4/compound million/CD/1/dobj",
        "cost/VERB/0/root $/SYM/1/obj 5/NUM/4/compound million/NUM/2/nummod",
    ),
    "because of is one word": (
        "fell/VBD/0/ROOT because/IN/1/prep of/IN/2/pcomp rain/NN/2/pobj",
        "fell/VERB/0/root because/ADP/4/case of/ADP/2/fixed rain/NOUN/1/obl",
    ),
    "an adjective inside a name is no noun": (
        "Supreme/NNP/2/compound Court/NNP/0/ROOT",
        "Supreme/ADJ/2/amod Court/PROPN/0/root",
    ),
    "a demonstrative alone is a pronoun, before a noun a determiner": (
        "This/DT/2/nsubj ended/VBD/0/ROOT that/DT/4/det war/NN/2/dobj",
        "This/PRON/2/nsubj ended/VERB/0/root that/DET/4/det war/NOUN/2/obj",
    ),
    "quotation marks hang on what they enclose": (
        "He/PRP/2/nsubj said/VBD/0/ROOT “/``/2/punct no/UH/2/ccomp ”/''/2/punct ././4/punct",
        "He/PRON/2/nsubj said/VERB/0/root “/PUNCT/4/punct no/INTJ/2/ccomp ”/PUNCT/4/punct ./PUNCT/2/punct",
    ),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_the_tree_is_the_one_of_the_treebanks(before: str, after: str) -> None:
    assert after.split() == converted(before)


def test_the_first_name_of_a_person_leads_and_the_title_describes_it() -> None:
    before = "President/NNP/3/compound Barack/NNP/3/compound Obama/NNP/4/nsubj spoke/VBD/0/ROOT"
    expected = [
        "President/PROPN/2/nmod:desc",
        "Barack/PROPN/4/nsubj",
        "Obama/PROPN/2/flat",
        "spoke/VERB/0/root",
    ]
    assert expected == converted(before, [(1, 3)])


def test_a_common_noun_before_a_name_heads_it() -> None:
    before = "actor/NN/3/compound Jason/NNP/3/compound Beghe/NNP/4/nsubj spoke/VBD/0/ROOT"
    expected = ["actor/NOUN/4/nsubj", "Jason/PROPN/1/flat", "Beghe/PROPN/1/flat", "spoke/VERB/0/root"]
    assert expected == converted(before, [(1, 3)])


@st.composite
def forests(draw: st.DrawFn) -> tuple[Tree, list[tuple[int, int]], list[tuple[int, int]]]:
    """Trees of any labels at all, one per sentence, and some people."""
    words, tags, heads, labels, bounds = [], [], [], [], []
    for _ in range(draw(st.integers(1, 3))):
        start, size = len(words), draw(st.integers(1, 9))
        order = draw(st.permutations(range(start, start + size)))
        up = dict(zip(order, [-1, *(order[draw(st.integers(0, n))] for n in range(size - 1))], strict=True))
        heads += [up[index] for index in range(start, start + size)]
        words += draw(st.lists(st.sampled_from(WORDS), min_size=size, max_size=size))
        tags += draw(st.lists(st.sampled_from(sorted(TAGS)), min_size=size, max_size=size))
        labels += draw(st.lists(st.sampled_from(LABELS), min_size=size, max_size=size))
        bounds.append((start, start + size))
    labels = ["ROOT" if head < 0 else label for head, label in zip(heads, labels, strict=True)]
    cuts = sorted(draw(st.sets(st.integers(0, len(words)), max_size=4)))
    return Tree(words, tags, heads, labels), bounds, list(zip(cuts[::2], cuts[1::2], strict=False))


@given(forests(), st.data())
def test_every_sentence_stays_one_tree(forest: tuple, data: st.DataObject) -> None:
    made, bounds, people = forest
    gaps = data.draw(st.lists(st.integers(0, 1), min_size=len(made), max_size=len(made)))
    places, end = [], 0
    for word, gap in zip(made.words, gaps, strict=True):
        places.append((end + gap, end + gap + len(word)))
        end = places[-1][1]

    sentences = repair(made, bounds, places)
    convert(made, sentences, people)

    assert [index for start, end in sentences for index in range(start, end)] == list(range(len(made)))
    for start, end in sentences:
        inside = range(start, end)
        assert [made.heads[index] == -1 for index in inside] == [
            made.relations[index] == "root" for index in inside
        ]
        assert sum(made.heads[index] == -1 for index in inside) == 1
        for index in inside:
            assert made.heads[index] == -1 or made.heads[index] in inside
            seen = set()
            while index != -1:
                assert index not in seen
                seen.add(index)
                index = made.heads[index]


QUOTES = {
    "a closing mark at the start goes back": ("”/''/4/punct", 2, "No.” Go", 3),
    "a straight closing mark that touches the stop goes back": ("\"/''/4/punct", 2, 'No." Go', 3),
    "an opening mark at the end goes on": ("“/``/1/punct", 3, "No. “Go", 2),
    "a straight mark before its word opens": ('"/``/1/punct', 3, 'No. "Go', 2),
}


@pytest.mark.parametrize(("mark", "cut", "written", "expected"), QUOTES.values(), ids=QUOTES)
def test_a_quotation_mark_stands_in_its_own_sentence(
    mark: str, cut: int, written: str, expected: int
) -> None:
    made = tree(f"No/UH/0/ROOT ././1/punct {mark} Go/VB/0/ROOT")
    places, end = [], 0
    for word in made.words:
        start = written.index(word, end)
        end = start + len(word)
        places.append((start, end))
    assert [(0, expected), (expected, 4)] == repair(made, [(0, cut), (cut, 4)], places)


def test_a_quotation_and_the_verb_of_its_speaker_are_one_sentence() -> None:
    made = tree("\"/``/2/punct Go/VB/0/ROOT ././2/punct \"/''/2/punct he/PRP/6/nsubj said/VBD/0/ROOT")
    places = [(0, 1), (1, 3), (3, 4), (4, 5), (6, 8), (9, 13)]
    assert repair(made, [(0, 4), (4, 6)], places) == [(0, 6)]
    assert (made.heads[1], made.relations[1], made.heads[5]) == (5, "ccomp", -1)
