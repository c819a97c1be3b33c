"""A brief as Markdown and HTML: what reports bring along stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from onrecord import query
from onrecord.exchange.brief_html import html
from onrecord.exchange.brief_markdown import escaped, markdown
from onrecord.exchange.brief_page import page
from onrecord.model import Actor, Cue, Document, Mention, Reading, Speaker, Statement, Words
from onrecord.query import Brief
from onrecord.record import Record
from tests.coded_reading import coded_reading
from tests.query.conftest import report

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</q></p></section><h1>owned</h1>",
    '"><svg onload=alert(1)>',
    "</style><style>*{display:none}</style>",
    "&lt;b&gt; &#60;b&#62;",
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "`code` **bold** _em_ ~~gone~~ | cell | $x$",
    "# heading",
    "- item",
    "1. item",
    "www.evil.example http://evil.example @somebody :smile:",
    "[^1]: note",
    "\u202eright to left",
)


def hostile(words: str) -> Reading:
    """A report in which all that a person can write is these words."""
    text = f"{words} said {words}."
    said = (len(words) + 6, len(words) * 2 + 6)
    return Reading(
        reader="test 1",
        document=Document(
            id="0123456789abcdef",
            source=f"in/{words}.txt",
            title=words,
            publisher=words,
            published="2016-10-21",
            text=text,
        ),
        actors=(
            Actor(
                id="aaaaaaaaaaaaaaaa", name=words, mentions=(Mention(start=0, end=len(words), text=words),)
            ),
        ),
        statements=(
            Statement(
                id="bbbbbbbbbbbbbbbb",
                kind="indirect",
                speaker=Speaker(actor="aaaaaaaaaaaaaaaa", text=words, spans=((0, len(words)),)),
                cue=Cue(text="said", spans=((len(words) + 1, len(words) + 5),), class_="say"),
                content=Words(text=words, spans=(said,)),
                confidence=0.5,
            ),
        ),
    )


@pytest.fixture
def brief(record: Record) -> Brief:
    for number in (0, 1):
        record.save(coded_reading(number))
    return query.brief(record, "Orem Front", today=date(2016, 11, 1))


class Tags(HTMLParser):
    """Elements in order, attributes, and the text of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"]:
            self.text += data


def parsed(text: str) -> Tags:
    tags = Tags()
    tags.feed(text)
    return tags


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_text_on_the_page(record: Record, words: str) -> None:
    record.save(hostile(words))
    found = query.brief(record, "aaaaaaaaaaaaaaaa")
    made, tags = html(found), parsed(html(found))

    assert found.said.entries
    harmless = parsed(html(_renamed(record)))
    assert tags.tags == harmless.tags
    assert tags.names == harmless.names
    assert " ".join(words.split()) in " ".join(tags.text.split())
    assert made.count("<style>") == made.count("</style>") == 1
    assert all(link.startswith("#") for link in tags.links)


def _renamed(record: Record) -> Brief:
    record.save(hostile("Nothing bad"))
    return query.brief(record, "aaaaaaaaaaaaaaaa")


def test_no_script_and_nothing_from_elsewhere(brief: Brief) -> None:
    made = html(brief)
    tags = parsed(made)

    assert made.startswith("<!DOCTYPE html>\n<html")
    assert not {"script", "img", "iframe", "link", "object"} & set(tags.tags)
    assert not [name for name in tags.names if name.startswith("on")]
    assert "url(" not in made
    assert "@import" not in made
    assert "default-src 'none'" in made
    for needed in ("prefers-color-scheme: dark", "@media print"):
        assert needed in made


def test_every_link_leads_to_something_on_the_page(brief: Brief) -> None:
    tags = parsed(html(brief))

    assert {link[1:] for link in tags.links} <= set(tags.ids)
    assert len(tags.ids) == len(set(tags.ids))


def test_only_a_web_address_becomes_a_link(record: Record) -> None:
    reading = coded_reading(0)
    for source, links in (
        ("https://example.org/a?b=1&c", 1),
        ("javascript:alert(1)", 0),
        ("file:///etc/passwd", 0),
    ):
        record.save(_from(reading, source))
        found = [
            link for link in parsed(html(query.brief(record, "Turkey"))).links if not link.startswith("#")
        ]
        assert set(found) == ({source} if links else set())


def _from(reading: Reading, source: str) -> Reading:
    return replace(reading, document=replace(reading.document, source=source))


def test_markdown_has_a_footnote_for_every_number(brief: Brief) -> None:
    made = markdown(brief)

    used = set(re.findall(r"\[\^(\d+)\](?!:)", made))
    explained = re.findall(r"^\[\^(\d+)\]:", made, re.M)
    assert used == set(explained)
    assert explained == sorted(explained, key=int)
    assert "“Turkey backs the Orem Front”" in made
    assert "reported by in/0.txt itself" in made
    assert made.startswith("# Orem Front\n\narmed group")


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_no_markdown(record: Record, words: str) -> None:
    record.save(hostile(words))
    made = markdown(query.brief(record, "aaaaaaaaaaaaaaaa"))

    assert not re.search(r"(?<!\\)<(?!/?https?:)", made)
    assert not re.search(r"(?<!\\)\]\(", made)
    assert not re.search(r"(?<!\\)[`|~$@]", made)
    assert len(re.findall(r"^#", made, re.M)) == len(page(query.brief(record, "aaaaaaaaaaaaaaaa")).parts) + 2


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a-b 2024-05-03: (c)", "a-b 2024-05-03: (c)"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("*a* [b]", r"\*a\* \[b\]"),
        ("https://a", r"https:\//a"),
        ("www.a", r"www\.a"),
        (":smile:", r"\:smile:"),
        ("", ""),
    ],
)
def test_what_means_something_stands_behind_a_backslash(words: str, expected: str) -> None:
    assert escaped(words) == expected


def test_what_there_is_none_of_is_said(brief: Brief) -> None:
    for made in (markdown(brief), html(brief)):
        assert "No statement of Orem Front is on record." in made
        assert "No contradiction is on record." in made


def test_copies_and_deadlines_are_told_in_the_line_under_the_title(record: Record) -> None:
    for number, published in enumerate(("2016-10-21", "2016-10-22")):
        record.save(coded_reading(number, published=published))
    found = query.brief(record, "Turkey", since="2016", today=date(2016, 12, 24))

    assert page(found).under == (
        "country · since 2016 · from 2 reports, of which 1 is a copy of another and counted once"
        " · deadlines as of 2016-12-24"
    )


def test_long_quotations_are_cut_in_the_text_and_whole_among_the_sources(save: Any, record: Record) -> None:
    long = "the bridge will hold " * 40
    save(f"Ann Li said {long}.", ("Ann Li", "said", long), actors={"Ann Li": ["Ann Li"]})
    made = page(query.brief(record, "Ann Li"))

    shown = next(part for part in made.parts if part.key == "said").items[0][0][0]
    assert shown.text.endswith("…")
    assert len(shown.text) <= 320
    assert any(source.quotation == (long,) for source in made.sources)


@pytest.fixture
def save(record: Record) -> Any:
    def saved(*arguments: Any, **options: Any) -> None:
        record.save(report(*arguments, **options))

    return saved
