"""Readings made by hand, as they are printed."""

from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console, RenderableType

from onrecord.cli import answers, marked, render
from onrecord.model import (
    Actor,
    Cue,
    Document,
    Party,
    Reading,
    Speaker,
    Statement,
    Words,
    cut,
)
from onrecord.query import Hit

TEXT = """Talks go on

“We will stay,” Ilse Brandt told Northwire. “For a week.”

The minister denied that Oslo had said
it would "walk away" from the talks.
"""
BRANDT = Actor(id="b", name="Ilse Brandt")


def spans(*pieces: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in pieces)


def statement(id: str, kind: str, speaker: str, cue: str, *content: str, **more: Any) -> Statement:
    settings: dict[str, Any] = {"actor": None, "class_": "say", **more}
    actor, class_ = settings.pop("actor"), settings.pop("class_")
    return Statement(
        id=id,
        kind=kind,
        speaker=Speaker(actor=actor, text=speaker, spans=spans(speaker) if speaker else ()),
        cue=Cue(text=cue, spans=spans(cue), class_=class_),
        content=Words(text=cut(TEXT, spans(*content)), spans=spans(*content)),
        confidence=1.0,
        **settings,
    )


QUOTED = statement(
    "1",
    "direct",
    "Ilse Brandt",
    "told",
    "We will stay",
    "For a week.",
    actor="b",
    addressee=Party(text="Northwire", spans=spans("Northwire")),
    said_on="2021-03",
)
DENIED = statement(
    "2",
    "mixed",
    "The minister",
    "denied",
    'that Oslo had said\nit would "walk away" from the talks',
    actor="b",
    class_="deny",
    polarity="-",
)
INNER = statement(
    "3",
    "mixed",
    "Oslo",
    "said",
    'it would "walk away" from the talks',
    class_="promise",
    certainty="possible",
    parent="2",
)


def reading(*statements: Statement, **more: Any) -> Reading:
    document = Document(id="d", source="talks.txt", title="Talks go on", text=TEXT, **more)
    return Reading(reader="by hand", document=document, actors=(BRANDT,), statements=statements)


def printed(part: RenderableType, *, width: int = 80, colours: bool = False) -> str:
    screen = Console(
        width=width,
        force_terminal=colours,
        color_system="standard" if colours else None,
        markup=False,
        highlight=False,
    )
    with screen.capture() as captured:
        screen.print(part)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def test_statements_follow_the_text_and_stand_inside_each_other():
    entries = render.outline([INNER, DENIED, QUOTED])

    assert [(entry.number, entry.depth, entry.statement.id) for entry in entries] == [
        (1, 0, "1"),
        (2, 0, "2"),
        (3, 1, "3"),
    ]


def test_a_statement_whose_parent_is_not_there_stands_by_itself():
    assert [entry.depth for entry in render.outline([INNER])] == [0]


def test_a_printout_says_who_how_to_whom_when_and_where():
    page = printed(
        render.printout(reading(INNER, DENIED, QUOTED, published="2021-03-04", agency="Northwire"))
    )

    assert page.splitlines() == [
        "Talks go on",
        "4 March 2021 · Northwire · talks.txt",
        "",
        " 1 Ilse Brandt · told · to Northwire · March 2021 · line 3",
        "   “We will stay,” “For a week.”",
        "",
        " 2 Ilse Brandt (The minister) · denied · lines 5–6",
        '   that Oslo had said it would "walk away" from the talks',
        "",
        "     3 Oslo · said · promise · possible · line 6",
        '       it would "walk away" from the talks',
    ]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_printout_keeps_to_the_width(width):
    page = printed(render.printout(reading(INNER, DENIED, QUOTED)), width=width)

    assert max(map(len, page.splitlines())) <= width


def test_words_in_quotation_marks_have_a_colour_of_their_own():
    bright = printed(render.speech(reading(), DENIED), colours=True)

    assert '\x1b[32m"walk away"\x1b[0m' in bright


@pytest.mark.parametrize(
    ("cue", "class_", "polarity", "certainty", "expected"),
    [
        ("said", "say", "+", "certain", []),
        ("blasted", "accuse", "+", "certain", ["accuse"]),
        ("denied", "deny", "-", "certain", []),
        ("did not say", "say", "-", "certain", ["negated"]),
        ("may promise", "promise", "+", "possible", ["possible"]),
        ("claimed", "claim", "+", "unspecified", []),
    ],
)
def test_marks_tell_what_the_cue_does_not(cue, class_, polarity, certainty, expected):
    assert [mark.plain for mark in render.marks(cue, class_, polarity, certainty)] == expected


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2016-10-21", "21 October 2016"),
        ("2016-10", "October 2016"),
        ("2016", "2016"),
        ("2016-W42", "2016-W42"),
        ("2016-10-01/2016-10-19", "1 October 2016 – 19 October 2016"),
        ("2016-13-01", "2016-13-01"),
    ],
)
def test_dates_are_written_out(iso, words):
    assert render.day(iso) == words


@pytest.mark.parametrize(
    ("words", "where"), [("Talks", "headline"), ("stay", "line 3"), ("said\nit", "lines 5–6")]
)
def test_a_statement_is_found_again_by_its_line(words, where):
    assert render.whereabouts(reading().document, spans(words)[0]) == where


def test_the_text_is_marked_with_nested_brackets():
    page = printed(marked.page(reading(INNER, DENIED, QUOTED), colours=False))

    assert "“⟦1 We will stay⟧,” Ilse Brandt told Northwire. “⟦1 For a week.⟧”" in page
    assert 'denied ⟦2 that Oslo had said\n⟦3 it would "walk away" from the talks⟧⟧.' in page


def test_a_statement_without_a_word_of_content_marks_nothing():
    bare = statement("1", "indirect", "Oslo", "said")

    assert "⟦" not in printed(marked.page(reading(bare), colours=False))
    assert " 1 Oslo · said · line 5" in printed(render.statements(reading(bare)))


def test_highlights_survive_line_ends_in_a_snippet():
    found = Hit(
        what="report",
        document="d",
        title=None,
        published=None,
        statement=None,
        speaker=None,
        cue=None,
        snippet="all of\n\nthem walk away",
        highlights=((13, 17),),
        rank=-1.0,
    )

    assert printed(answers.hit(found, colours=False)).splitlines()[:2] == [
        "undated · report",
        "  all of them ⟦walk⟧ away",
    ]
    assert "\x1b[1;7mwalk\x1b[0m" in printed(answers.hit(found), colours=True)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\a\b\n", "\x1b[31m\n"])
def test_control_characters_do_not_shift_the_marks(end):
    text = TEXT.replace("\n", end)
    at = text.index("We will stay")
    said = replace(QUOTED, content=Words(text="We will stay", spans=((at, at + 12),)))
    made = replace(reading(said), document=replace(reading().document, text=text))

    page = printed(marked.page(made, colours=False))

    assert "“⟦1 We will stay⟧,” Ilse Brandt told" in page
    assert "\x1b" not in page


@pytest.mark.parametrize(
    ("text", "pieces", "shown"),
    [
        (
            '"We have ferries (sic) can sail," he said.',
            ['"We have ferries', 'can sail,"'],
            '"We have ferries can sail,"',
        ),
        ('"We (the crew) are ready," he said.', ['"We', 'are ready,"'], '"We are ready,"'),
        ("``It is over,'' he said.", ["``It is over,''"], "``It is over,''"),
        ("``It is over,'' he said.", ["It is over"], "``It is over,''"),
        ("He said, 'You left, didn't you?'", ["You left, didn't you?"], "'You left, didn't you?'"),
        ("He said, 'You left, didn't you?'", ["didn't you?'"], "'didn't you?'"),
        ('He said: "We stay.', ["We stay."], '"We stay."'),
        ("„Wir bleiben“, he said.", ["Wir bleiben"], "„Wir bleiben“"),
        ('"The workers\' pay," he said.', ["The workers' pay"], '"The workers\' pay,"'),
        ("CROW: We stay.", ["We stay."], "“We stay.”"),
    ],
)
def test_a_quotation_is_shown_in_its_own_marks_and_gets_none_inside(text, pieces, shown):
    cuts = tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces)
    said = replace(
        QUOTED, content=Words(text=cut(text, cuts), spans=cuts), speaker=Speaker(text="", spans=())
    )
    made = replace(reading(said), document=replace(reading().document, text=text))

    assert render.speech(made, said).plain == shown


def test_a_title_that_is_not_in_the_text_is_no_place_in_it():
    document = replace(reading().document, title="Talks", text="Talks go on, he said.\nNo end.")

    assert render.whereabouts(document, (0, 11)) == "line 1"
    assert render.whereabouts(replace(document, title="Elsewhere"), (0, 11)) == "line 1"
    assert render.whereabouts(replace(document, text="TALKS\n\nGo on."), (0, 5)) == "headline"
