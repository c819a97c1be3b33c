"""What every annotator promises, whatever the report."""

from __future__ import annotations

from hypothesis import strategies as st

from onrecord.model import Annotation, Block, Document, Layout, Report

_PARTS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
_RELATIONS = """
acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl fixed flat
goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp"""
ANY_BLOCKS = st.lists(
    st.text(
        st.sampled_from("aB. \n\t(“”\"'-,\u00a0\u200b\ud800\x00é1$[said]") | st.characters(), max_size=60
    ),
    max_size=3,
)
ANY_NOTE = st.tuples(st.integers(0, 60), st.integers(0, 60))
UPOS = frozenset(_PARTS.split())
RELATIONS = frozenset(_RELATIONS.split())


def report(*blocks: str, notes: tuple[tuple[int, int], ...] = ()) -> Report:
    """A report of paragraphs, apart by an empty line."""
    made, start = [], 0
    for block in blocks:
        made.append(Block(kind="paragraph", start=start, end=start + len(block)))
        start += len(block) + 2
    document = Document(id="0", source="-", text="\n\n".join(blocks))
    return Report(document=document, layout=Layout(blocks=tuple(made), notes=notes))


def sentences(report: Report, annotation: Annotation) -> list[str]:
    text, tokens = report.document.text, annotation.tokens
    return [text[tokens[s.start].start : tokens[s.end - 1].end] for s in annotation.sentences]


def token(annotation: Annotation, text: str) -> tuple[str, str, str, str | None]:
    """Lemma, part of speech, relation and head of the first token with this text."""
    found = next(token for token in annotation.tokens if token.text == text)
    head = annotation.tokens[found.head].text if found.head >= 0 else None
    return found.lemma, found.upos, found.deprel, head


def check(report: Report, annotation: Annotation) -> None:
    """Assert what every annotation promises."""
    _check_tokens(report, annotation)
    ends = [0, *(sentence.end for sentence in annotation.sentences)]
    assert [sentence.start for sentence in annotation.sentences] == ends[:-1]
    assert ends[-1] == len(annotation.tokens)
    for sentence in annotation.sentences:
        block, inside = report.layout.blocks[sentence.block], range(sentence.start, sentence.end)
        assert block.start <= annotation.tokens[inside[0]].start
        assert annotation.tokens[inside[-1]].end <= block.end
        (root,) = [index for index in inside if annotation.tokens[index].head == -1]
        assert annotation.tokens[root].deprel == "root"
        assert list(inside) == annotation.subtree(root)
    for name in annotation.names:
        assert 0 <= name.start < name.end <= len(annotation.tokens)


def _check_tokens(report: Report, annotation: Annotation) -> None:
    last = 0
    for each in annotation.tokens:
        assert each.text == report.document.text[each.start : each.end]
        assert each.text.strip() == each.text != ""
        assert each.lemma
        assert last <= each.start < each.end
        assert each.upos in UPOS
        assert (each.head == -1) == (each.deprel == "root")
        assert each.deprel.partition(":")[0] in RELATIONS
        assert not any(max(each.start, start) < min(each.end, end) for start, end in report.layout.notes)
        last = each.end
