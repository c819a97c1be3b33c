"""What holds for every statement, whatever rule it comes from."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotated import Annotated, annotated, where
from onrecord.attribute import statements
from onrecord.attribute.lexicon import lexicon
from onrecord.attribute.rules import drafts
from onrecord.model import Annotation, cut

SAID_THAT = (
    "Lavrov//PROPN/2/nsubj {0}/say/VERB/0/root that//SCONJ/6/mark the//DET/5/det talks/talk/NOUN/6/nsubj "
    "failed/fail/VERB/2/ccomp ~.//PUNCT/2/punct"
)
INTERRUPTED = (
    '"//PUNCT/3/punct ~The//DET/3/det talks/talk/NOUN/10/nsubj ~,//PUNCT/3/punct ~"//PUNCT/3/punct '
    "Lavrov//PROPN/7/nsubj said/say/VERB/10/parataxis ~,//PUNCT/7/punct "
    '"//PUNCT/10/punct ~failed/fail/VERB/0/root ~.//PUNCT/10/punct ~"//PUNCT/10/punct'
)
ASKED_WHETHER = (
    "He//PRON/2/nsubj asked/ask/VERB/0/root whether//SCONJ/6/mark the//DET/5/det talks/talk/NOUN/6/nsubj "
    "failed/fail/VERB/2/ccomp ~.//PUNCT/2/punct"
)
ASKED_QUOTED = (
    'He//PRON/2/nsubj asked/ask/VERB/0/root ~://PUNCT/8/punct "//PUNCT/8/punct ~Have//AUX/8/aux '
    'the//DET/7/det talks/talk/NOUN/8/nsubj failed/fail/VERB/2/ccomp ~?//PUNCT/8/punct ~"//PUNCT/8/punct'
)
ASKED_TO = (
    "He//PRON/2/nsubj asked/ask/VERB/0/root the//DET/4/det rebels/rebel/NOUN/2/obj to//PART/6/mark "
    "leave//VERB/2/xcomp ~.//PUNCT/2/punct"
)
DID_HE_SAY = (
    "Did/do/AUX/3/aux Lavrov//PROPN/3/nsubj say//VERB/0/root that//SCONJ/7/mark the//DET/6/det "
    "talks/talk/NOUN/7/nsubj failed/fail/VERB/3/ccomp ~?//PUNCT/3/punct"
)
WHETHER_HE_SAID = (
    "Nobody//PRON/2/nsubj knew/know/VERB/0/root whether//SCONJ/5/mark Lavrov//PROPN/5/nsubj "
    "said/say/VERB/2/ccomp that//SCONJ/9/mark the//DET/8/det talks/talk/NOUN/9/nsubj "
    "failed/fail/VERB/5/ccomp ~.//PUNCT/2/punct"
)


def test_an_interrupted_quotation_is_one_statement_of_two_spans() -> None:
    page = annotated(INTERRUPTED)
    (statement,) = statements(*page)
    assert (where(page.text, '"The talks,"'), where(page.text, '"failed."')) == statement.content.spans
    assert (where(page.text, "Lavrov"),) == statement.speaker.spans
    assert (where(page.text, "said"),) == statement.cue.spans


def test_content_is_cut_in_two_around_an_editorial_note() -> None:
    page = annotated(SAID_THAT.format("said").replace("failed", "{(in Geneva - ed.)} failed"))
    (statement,) = statements(*page)
    assert (where(page.text, "that the talks"), where(page.text, "failed")) == statement.content.spans


@pytest.mark.parametrize(
    ("rows", "class_", "certainty"),
    [
        pytest.param(SAID_THAT.format("said"), "say", "certain", id="said"),
        pytest.param(ASKED_WHETHER, "ask", "unspecified", id="asked whether"),
        pytest.param(ASKED_QUOTED, "ask", "unspecified", id="asked a question"),
        pytest.param(ASKED_TO, "demand", "certain", id="asked somebody to"),
        pytest.param(DID_HE_SAY, "say", "unspecified", id="did he say"),
        pytest.param(WHETHER_HE_SAID, "say", "unspecified", id="whether he said"),
    ],
)
def test_questions_leave_open_what_they_ask(rows: str, class_: str, certainty: str) -> None:
    *_, innermost = statements(*annotated(rows))
    assert (class_, certainty) == (innermost.cue.class_, innermost.certainty)


def test_the_same_report_has_the_same_ids_and_another_report_has_others() -> None:
    rows = SAID_THAT.format("said") + "\n" + SAID_THAT.format("said")
    first, again = statements(*annotated(rows)), statements(*annotated(rows))
    other = statements(*annotated(rows, SAID_THAT.format("said")))
    assert first == again
    ids = [statement.id for statement in (*first, *other)]
    assert len(set(ids)) == len(ids) == 5


def test_a_report_without_tokens_says_nothing() -> None:
    page = annotated(("byline", "By Anna Berg"), ("date", "21 October 2016"))
    assert statements(*page) == ()


def test_chrome_between_paragraphs_is_nobodys_words() -> None:
    opened = 'Lavrov//PROPN/2/nsubj said/say/VERB/0/root ~://PUNCT/2/punct "//PUNCT/5/punct ~Go//VERB/2/ccomp'
    page = annotated(opened, ("chrome", 'Read "more"'), SAID_THAT.format("said"))
    assert not any("more" in statement.content.text for statement in statements(*page))


WORDS = [
    *(
        (
            "say say VERB",
            "claim claim NOUN",
            "according accord VERB",
            "to to ADP",
            "reportedly reportedly ADV",
        )
    ),
    *(
        (
            "Lavrov Lavrov PROPN",
            "he he PRON",
            "who who PRON",
            "talks talk NOUN",
            "failed fail VERB",
            "that that SCONJ",
        )
    ),
    *(
        (
            "not not PART",
            "told tell VERB",
            "is be AUX",
            "as as ADP",
            "expected expect VERB",
            "clear clear ADJ",
        )
    ),
    *(f"{mark} {mark} PUNCT" for mark in ('"', "“", "”", "'", "''", ",", ".", ":", "?", "—", "«", "»")),
    *(f"{cue.lemma} {cue.lemma} {cue.pos.upper()}" for cue in lexicon().values() if " " not in cue.lemma),
]
RELATIONS = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "ccomp",
    "xcomp",
    "csubj",
    "advcl",
    "acl",
    "acl:relcl",
    "obl",
    "obl:agent",
    "nmod",
    "nmod:poss",
    "case",
    "mark",
    "fixed",
    "cop",
    "aux",
    "aux:pass",
    "advmod",
    "det",
    "punct",
    "conj",
    "cc",
    "parataxis",
    "appos",
    "expl",
    "compound:prt",
    "compound",
    "amod",
    "dep",
]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A tree of up to 12 tokens: heads are drawn from a shuffled order, so that none is its own ancestor."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    order = draw(st.permutations(range(1, len(words) + 1)))
    heads = {order[0]: 0} | {two: draw(st.sampled_from(order[:n])) for n, two in enumerate(order[1:], 1)}
    glue, note = st.sampled_from(["", "", "~"]), st.sampled_from(["", "", "", " {(sic)}"])
    rows = []
    for number, word in enumerate(words, 1):
        form, lemma, upos = word.split(" ")
        relation = draw(st.sampled_from(RELATIONS)) if heads[number] else "root"
        rows.append(f"{draw(glue)}{form}/{lemma}/{upos}/{heads[number]}/{relation}{draw(note)}")
    return " ".join(rows)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A sentence that says something, with a few words or relations of its rows changed."""
    rows = draw(
        st.sampled_from([SAID_THAT.format("said"), INTERRUPTED, WHETHER_HE_SAID, ASKED_QUOTED])
    ).split()
    for number in draw(st.lists(st.integers(0, len(rows) - 1), max_size=3)):
        form, lemma, upos, head, relation = rows[number].rsplit("/", 4)
        form = draw(st.sampled_from([form, '"', "~”", "“", ".", "{(sic)} so", "who"]))
        relation = draw(st.sampled_from([relation, relation, *RELATIONS]))
        rows[number] = "/".join((form, lemma, upos, head, relation))
    return " ".join(rows)


kinds = st.sampled_from(["title", "subtitle", "heading", "caption", "turn", "paragraph", "paragraph"])
lines = st.lists(st.one_of(sentences(), spoilt()), min_size=1, max_size=3).map("\n".join)
pages = st.lists(st.tuples(kinds, lines), max_size=3).map(lambda blocks: annotated(*blocks))


@given(pages)
def test_every_part_of_a_statement_is_cut_out_of_the_text(page: Annotated) -> None:
    found = statements(*page)
    ids = {statement.id for statement in found}
    for statement in found:
        parts = (
            statement.speaker,
            statement.cue,
            statement.content,
            statement.addressee or statement.content,
        )
        for text, spans in [(part.text, part.spans) for part in parts]:
            assert text == cut(page.text, spans)
            assert all(0 <= start < end <= len(page.text) for start, end in spans)
            assert all(one[1] <= two[0] for one, two in pairwise(spans))
        assert statement.content.spans
        assert statement.parent is None or statement.parent in ids - {statement.id}
        assert 0 <= statement.confidence <= 1


@given(pages)
def test_no_part_of_a_draft_reaches_into_an_editorial_note(page: Annotated) -> None:
    notes = page.report.layout.notes
    for draft in drafts(*page):
        spans = (*draft.content, *draft.source, *draft.cue, *draft.addressee)
        assert not [(s, n) for s in spans for n in notes if s[0] < n[1] and n[0] < s[1]]


@given(pages)
def test_names_change_nothing_here(page: Annotated) -> None:
    bare: Annotation = replace(page.annotation, names=())
    assert statements(*page) == statements(page.report, bare)
