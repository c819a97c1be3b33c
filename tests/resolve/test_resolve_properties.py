"""What holds of every report, however odd its analysis."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotated import Annotated, annotated
from onrecord.model import Cue, Party, Span, Speaker, Statement, Words, cut
from onrecord.resolve import resolve

FORMS = [
    "he", "She", "I", "who", "they", "we", "The", "a", "Russian", "foreign", "minister", "Minister",
    "Sergei", "Lavrov", "Moscow", "Syrian", "Nusra", "Front", "military", "group", "officials", "Mr",
    "Friday", "2016", "said", "of", "'s", "UN", "Security", "Council", "report", "Ford", "mayor", "South",
    "Korean", "side", "´", "…", "İ", ".", ",", "“", "”",
]  # fmt: skip
UPOS = ["PRON", "PROPN", "NOUN", "VERB", "ADJ", "PUNCT", "DET", "X"]
DEPREL = ["nsubj", "flat", "appos", "compound", "nmod", "nmod:poss", "acl:relcl", "obj", "amod", "dep"]
KINDS = ["direct", "indirect", "mixed"]


@st.composite
def lines(draw: st.DrawFn) -> str:
    """A sentence of the factory: any words under any tree."""
    length = draw(st.integers(1, 9))
    order = draw(st.permutations(range(1, length + 1)))
    rows = [""] * length
    for depth, place in enumerate(order):
        head = draw(st.sampled_from(order[:depth])) if depth else 0
        deprel = draw(st.sampled_from(DEPREL)) if depth else "root"
        form = draw(st.sampled_from(FORMS))
        glue = "~" if draw(st.booleans()) else ""
        rows[place - 1] = f"{glue}{form}//{draw(st.sampled_from(UPOS))}/{head}/{deprel}"
    return " ".join(rows)


@st.composite
def spans(draw: st.DrawFn, made: Annotated) -> tuple[Span, ...]:
    """A stretch of tokens, or any stretch of the text, or none."""
    tokens = made.annotation.tokens
    low, high = sorted((draw(st.integers(0, len(tokens) - 1)), draw(st.integers(0, len(tokens) - 1))))
    ends = sorted((draw(st.integers(0, len(made.text))), draw(st.integers(0, len(made.text)))))
    return draw(st.sampled_from([((tokens[low].start, tokens[high].end),), ((ends[0], ends[1]),), ()]))


@st.composite
def statement(draw: st.DrawFn, made: Annotated, number: int) -> Statement:
    who, by, what, to = (draw(spans(made)) for _ in range(4))
    what = what or ((0, len(made.text)),)
    return Statement(
        id=str(number),
        kind=draw(st.sampled_from(KINDS)),
        speaker=Speaker(text=cut(made.text, who), spans=who),
        cue=Cue(text=cut(made.text, by), spans=by, class_="say"),
        content=Words(text=cut(made.text, what), spans=what),
        addressee=Party(text=cut(made.text, to), spans=to) if to else None,
        parent=draw(st.sampled_from([None, *map(str, range(number))])),
        confidence=0.5,
    )


@st.composite
def reports(draw: st.DrawFn) -> tuple[Annotated, tuple[Statement, ...]]:
    names = draw(
        st.dictionaries(
            st.sampled_from(
                ["Sergei Lavrov", "Lavrov", "Ford", "Nusra Front", "Moscow", "UN", "Mr", "he", "mayor"]
            ),
            st.sampled_from(["PER", "ORG", "LOC", "NORP", "MISC"]),
        )
    )
    made = annotated(
        "\n".join(draw(st.lists(lines(), min_size=1, max_size=4))), names=names, published="2016-10-21"
    )
    return made, tuple(draw(statement(made, number)) for number in range(draw(st.integers(0, 4))))


@settings(max_examples=150, deadline=None)
@given(reports())
def test_resolve_reads_any_report_and_points_only_at_what_is_there(given_report):
    made, statements = given_report

    found = resolve(*made, statements)

    known = {actor.id for actor in found.actors}
    pointed = [s.speaker.actor for s in found.statements] + [
        s.addressee.actor for s in found.statements if s.addressee
    ]
    assert {actor for actor in pointed if actor} <= known
    assert len(known) == len(found.actors)
    for row in (*found.actors, *found.places):
        assert all(m.text == made.text[m.start : m.end] != "" for m in row.mentions)
    for time in found.times:
        assert time.text == made.text[time.start : time.end]


@settings(max_examples=50, deadline=None)
@given(reports())
def test_resolve_changes_no_words_and_is_the_same_twice(given_report):
    made, statements = given_report

    found = resolve(*made, statements)

    assert resolve(*made, statements) == found
    assert [
        (s.id, s.speaker.text, s.speaker.spans, s.cue, s.content, s.parent) for s in found.statements
    ] == [(s.id, s.speaker.text, s.speaker.spans, s.cue, s.content, s.parent) for s in statements]
