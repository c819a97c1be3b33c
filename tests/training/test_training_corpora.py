"""The corpora become words with labels."""

from pathlib import Path

import pytest

from onrecord.errors import UsageError
from training.encoder.corpora import anchor_of, brat, treebank, wikigold

GUM = """\
# newdoc id = GUM_made_up
# newpar
1	President	president	PROPN	NNP	_	2	nmod:desc	_	Entity=(1-person-new-x
2	Anna	Anna	PROPN	NNP	_	4	nsubj	_	_
3	Kovac	Kovac	PROPN	NNP	_	2	flat	_	Entity=1)
4	left	leave	VERB	VBD	_	0	root	_	_
5	the	the	DET	DT	_	7	det	_	Entity=(2-place-new-x
6	small	small	ADJ	JJ	_	7	amod	_	_
7	port	port	NOUN	NN	_	4	obj	_	_
8	of	of	ADP	IN	_	9	case	_	_
9	Split	Split	PROPN	NNP	_	7	nmod	_	Entity=(3-place-new-x)2)

1	It	it	PRON	PRP	_	2	nsubj	_	_
2	rained	rain	VERB	VBD	_	0	root	_	_
"""


def test_a_treebank_gives_heads_in_the_document_and_names_without_their_titles(tmp_path: Path) -> None:
    path = tmp_path / "made_up.conllu"
    path.write_text(GUM, encoding="utf-8")
    (text,) = treebank(path, entities=True)
    assert text.breaks == [0]
    assert text.starts == [0, 9]
    assert text.heads[:4] == [1, 3, 1, 3]
    assert text.heads[9:] == [10, 10]
    assert text.names[:4] == ["O", "B-PER", "I-PER", "O"]
    assert text.names[4:9] == ["O", "O", "O", "O", "B-LOC"]


def test_miscellaneous_names_of_wikigold_are_no_names(tmp_path: Path) -> None:
    path = tmp_path / "wikigold.txt"
    path.write_text("The O\nDutch I-MISC\nfirm O\nPhilips I-ORG\nBV I-ORG\n\n", encoding="utf-8")
    (text,) = wikigold(path)
    assert text.names == ["O", "O", "O", "B-ORG", "I-ORG"]


def test_brat_files_give_one_anchor_for_each_attribution(tmp_path: Path) -> None:
    body = 'The mayor has said\nnothing. "We wait," she added, "for rain."\n'
    (tmp_path / "a.txt").write_text(body, encoding="utf-8")

    def term(key: str, role: str, *words: str) -> str:
        spans = ";".join(f"{body.index(w)} {body.index(w) + len(w)}" for w in words)
        return f"{key}\t{role} {spans}\t{' '.join(words)}\n"

    marks = (
        term("T1", "Cue", "added") + term("T2", "Source", "she") + term("T3", "Content", '"We wait,"', '"for rain."')
        + "E1\tCue:T1 Source:T2 Cue:T1 Content:T3\n"
    )  # fmt: skip
    (tmp_path / "a.ann").write_text(marks, encoding="utf-8")
    (text,) = brat(tmp_path)
    assert text.attributions
    (found,) = text.attributions
    assert text.words[found.anchor] == "added"
    said = [" ".join(text.words[a:b]) for a, b, role in found.stretches if role == 2]
    assert said == ['" We wait , "', '" for rain . "']


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor spoke.\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"no annotated report: put NAME\.ann beside NAME\.txt"):
        next(brat(tmp_path))


def test_the_anchor_of_a_cue_is_no_auxiliary() -> None:
    assert anchor_of(["he", "has", "n't", "said", "so"], 1, 4) == 3
    assert anchor_of(["he", "is", "not"], 1, 3) == 1
