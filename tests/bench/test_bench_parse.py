"""The bench of trees: what it counts, on a treebank of a few words."""

from collections import Counter
from pathlib import Path

import pytest

from bench.parse import Gold, figures, read_conllu, score, triples
from onrecord.model import Annotation, Sentence, Token

TREEBANK = """# newdoc id = one
# newpar
# text = "Gold," said Bo Ek.
1	“	“	PUNCT	``	_	2	punct	_	_
2	Gold	gold	NOUN	NN	_	4	ccomp	_	_
3	,	,	PUNCT	,	_	2	punct	_	_
4	said	say	VERB	VBD	_	0	root	_	_
5	Bo	Bo	PROPN	NNP	_	4	nsubj	_	_
6	Ek	Ek	PROPN	NNP	_	5	flat	_	_

# text = It's paid.
1-2	It's	_	_	_	_	_	_	_	_
1	It	it	PRON	PRP	_	3	nsubj:pass	_	_
2	's	be	AUX	VBZ	_	3	aux:pass	_	_
3	paid	pay	VERB	VBN	_	0	root	_	_
3.1	paid	pay	VERB	VBN	_	_	_	_	_

# newpar
1	Ek	Ek	PROPN	NNP	_	2	nsubj	_	_
2	pays	pay	VERB	VBZ	_	0	root	_	_
3	$	$	SYM	$	_	2	obj	_	_
4	5	5	NUM	CD	_	3	nummod	_	_

# newdoc id = two
1	End	end	NOUN	NN	_	0	root	_	_
"""


@pytest.fixture
def documents(tmp_path: Path) -> list[Gold]:
    (tmp_path / "few.conllu").write_text(TREEBANK, encoding="utf-8")
    return list(read_conllu(tmp_path / "few.conllu"))


def found(gold: Gold, starts: set[int], **changes: tuple[int, str]) -> Annotation:
    """The gold tree with other heads and relations where ``w<index>`` says so."""
    rows = [changes.get(f"w{i}", row) for i, row in enumerate(zip(gold.heads, gold.relations, strict=True))]
    words = zip(gold.words, gold.lemmas, gold.upos, rows, strict=True)
    tokens = tuple(Token(0, 1, word, lemma, upos, *row) for word, lemma, upos, row in words)
    edges = [*sorted(starts), len(tokens)]
    sentences = tuple(Sentence(a, b, 0) for a, b in zip(edges, edges[1:], strict=False))  # noqa: RUF007
    return Annotation(tokens=tokens, sentences=sentences)


def scored(gold: Gold, annotation: Annotation) -> dict[str, float | None]:
    counts: Counter[str] = Counter()
    score(gold, annotation, counts)
    return figures(counts)


def test_documents_and_paragraphs_of_a_treebank_are_told_apart(documents: list[Gold]) -> None:
    first, second = documents

    assert [len(paragraph) for paragraph in first.paragraphs] == [9, 4]
    assert first.words[6:9] == ["It", "'s", "paid"]
    assert (first.starts, first.heads[6:9]) == ({0, 6, 9}, [8, 8, -1])
    assert second.paragraphs == [["End"]]


def test_the_gold_tree_itself_is_read_without_fault(documents: list[Gold]) -> None:
    assert set(scored(documents[0], found(documents[0], documents[0].starts)).values()) == {100.0}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"w1": (3, "obj")}, {"uas": 100.0, "las": 90.91, "las_plain": 90.91, "triple_f1": 88.89}),
        ({"w1": (-1, "ccomp")}, {"uas": 90.91, "las": 90.91, "triple_f1": 100.0}),
        ({"w6": (8, "nsubj")}, {"uas": 100.0, "las": 90.91, "las_plain": 100.0, "triple_f1": 75.0}),
        ({"w0": (3, "dep")}, {"uas": 100.0, "las": 100.0, "triple_f1": 100.0}),
        ({"w4": (5, "flat"), "w5": (3, "nsubj")}, {"uas": 81.82, "triple_f1": 100.0}),
        ({"w11": (10, "det"), "w12": (10, "obj")}, {"las": 81.82, "triple_f1": 100.0}),
    ],
    ids=["relation", "head", "subtype", "punctuation", "head of a name", "head of a sum"],
)
def test_a_fault_costs_what_it_is(documents: list[Gold], change, expected) -> None:
    result = scored(documents[0], found(documents[0], documents[0].starts, **change))

    assert {name: result[name] for name in expected} == expected


def test_starts_of_sentences_are_those_that_were_found(documents: list[Gold]) -> None:
    gold = documents[0]

    assert scored(gold, found(gold, {0, 9}))["sentence_starts_f1"] == 80.0
    assert scored(gold, found(gold, {0, 3, 6, 9}))["sentence_starts_f1"] == 85.71


def test_triples_know_verbs_and_what_stands_for_a_name(documents: list[Gold]) -> None:
    gold = documents[0]

    assert triples(gold, gold.heads, gold.relations) == {
        (3, "nsubj", 4),
        (8, "nsubj:pass", 6),
        (10, "nsubj", 9),
        (10, "obj", 11),
    }


def test_an_indirect_object_alone_counts_as_the_object(documents: list[Gold]) -> None:
    gold = documents[0]
    relations = ["iobj" if relation == "obj" else relation for relation in gold.relations]

    assert (10, "obj", 11) in triples(gold, gold.heads, relations)
    relations[9] = "obj"
    assert (10, "obj", 11) not in triples(gold, gold.heads, relations)
