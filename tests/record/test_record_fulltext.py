"""Stems, passages and expressions: what PostgreSQL is given is what FTS5 does by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from itertools import product
from pathlib import Path

import pytest

from onrecord.record.fulltext import INDEXES, Index, _fts5, _tsquery
from onrecord.record.passage import CLOSED, OPENED, SNIPPET_WORDS, Passage, cut, unmarked
from onrecord.record.stems import STEP_2, STEP_3, STEP_4, pieces, stem
from onrecord.record.wanted import But, Phrase, Wanted, either, every, words
from onrecord.record.words import fold

EXAMPLES = Path(__file__).parents[2] / "examples"
STEMMED = INDEXES["report_words"]
TOKENIZER = "porter unicode61 remove_diacritics 2"


def by_fts5(texts: list[str]) -> Iterator[tuple[int, int, str]]:
    """Number of the text, place in it and stem of each word, as SQLite indexes them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE told USING fts5 (text, tokenize='{TOKENIZER}')")
        connection.execute("CREATE VIRTUAL TABLE known USING fts5vocab (told, 'instance')")
        connection.executemany("INSERT INTO told (rowid, text) VALUES (?, ?)", enumerate(texts))
        yield from connection.execute("SELECT doc, offset, term FROM known ORDER BY doc, offset")


def test_the_words_of_reports_are_those_of_fts5() -> None:
    texts = [path.read_text("utf-8", "replace") for path in sorted(EXAMPLES.glob("*.txt"))]
    texts.append("São Paulo’s U.S. al-Nusra e\u0301lan naïve ERDOĞAN 3.5 snake_case Ω")
    ours = [
        (number, place, stem(word))
        for number, text in enumerate(texts)
        for place, (_, _, word) in enumerate(pieces(text))
    ]
    assert len(ours) > 2000
    assert ours == list(by_fts5(texts))


def test_stems_of_every_ending_are_those_of_fts5() -> None:
    beginnings = ("tr", "rel", "hopp", "gener", "oper", "adjust", "vy", "conflat", "skyl")
    endings = [ending.decode() for ending in (*STEP_2, *STEP_3, *STEP_4)]
    endings += [
        "",
        "s",
        "es",
        "ies",
        "sses",
        "ed",
        "eed",
        "ing",
        "y",
        "e",
        "ll",
        "lle",
        "atting",
        "bled",
        "izing",
    ]
    made = ["".join(parts) for parts in product(beginnings, endings, ("", "s", "ed", "ly"))]
    assert [stem(word) for word in made] == [term for _, _, term in by_fts5(made)]


@pytest.mark.parametrize(
    "text", ["e\u0301lan vital", "al-Nusra", "ERDOĞAN’s", "snake_case", "\u0301", "Ǆ ﬁn"]
)
def test_pieces_are_the_folded_words_where_they_stand(text: str) -> None:
    found = list(pieces(text))
    assert [word for _, _, word in found] == fold(text).split()
    assert all(fold(text[start:end]) == word for start, end, word in found)


@pytest.mark.parametrize(
    ("wanted", "fts5", "tsquery"),
    [
        (Phrase("Crews"), '"Crews"', "'crew'"),
        (Phrase("old bridges"), '"old bridges"', "('old' <-> 'bridg')"),
        (Phrase("al nus", begun=True), '"al nus"*', "('al' <-> 'nu':*)"),
        (words("a b", begun=True), '("a" AND "b"*)', "('a' & 'b':*)"),
        (every([Phrase("a"), None, Phrase("a")]), '"a"', "'a'"),
        (either([Phrase("going"), Phrase("goes")]), '("going" OR "goes")', "('go' | 'goe')"),
        (But(Phrase("a"), Phrase("b")), '("a" NOT "b")', "('a' & !'b')"),
        (But(Phrase("a"), Phrase("—")), '("a" NOT "—")', "'a'"),
        (Phrase("'\\:*"), '"\'\\:*"', ""),
    ],
)
def test_what_is_wanted_is_written_for_each_store(wanted: Wanted, fts5: str, tsquery: str) -> None:
    assert (_fts5(wanted), _tsquery(wanted, STEMMED, "")) == (fts5, tsquery)


def test_one_column_is_asked_by_its_letter() -> None:
    assert _tsquery(Phrase("old bridges", begun=True), STEMMED, "A") == "('old':A <-> 'bridg':A*)"
    assert STEMMED.vector({"title": "Old bridge", "text": "a bridge"}) == "'old':1A 'bridg':2A,104B 'a':103B"


def test_a_vector_stays_within_what_postgresql_takes() -> None:
    plain = Index("names", ("name",), stemmed=False)
    many = plain.vector({"name": "a " * 1000})
    assert many.count("A") == 255
    assert len(plain.vector({"name": "x" * 9000})) < 250
    assert len(plain.vector({"name": " ".join(map(str, range(10**6, 10**6 + 10**5)))}).split()) < 70_000


def snippet(text: str, wanted: Wanted) -> Passage:
    """What FTS5 cuts out of a text."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE told USING fts5 (text, tokenize='{TOKENIZER}')")
        connection.execute("INSERT INTO told VALUES (?)", (text,))
        marked = connection.execute(
            f"SELECT snippet(told, -1, '{OPENED}', '{CLOSED}', '…', {SNIPPET_WORDS}) FROM told WHERE told MATCH ?",
            (_fts5(wanted),),
        )
        return unmarked(marked.fetchone()[0])


cut_out = partial(cut, lexeme=STEMMED.lexeme)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Crews left. The crew’s boat sank.", every([Phrase("crew"), Phrase("left")])),
        ("The old bridge of the old town.", Phrase("old bridge")),
        ("Négociations, negotiated", Phrase("negoti", begun=True)),
        ("Fear of rain, not of snow.", But(Phrase("rain"), Phrase("hail"))),
    ],
)
def test_a_short_passage_is_that_of_fts5(text: str, wanted: Wanted) -> None:
    assert cut_out([text], wanted) == snippet(text, wanted)


def test_a_long_text_is_cut_around_most_of_what_is_wanted() -> None:
    text = (
        "Rain fell on it. " * 100
        + "The ferry, an old ferry, sank with its crew. "
        + "Rain fell on it. " * 100
    )
    found = cut_out([text], every([Phrase("ferry"), Phrase("crews")]))
    assert [found.text[start:end] for start, end in found.highlights] == ["ferry", "ferry", "crew"]
    assert (found.text[0], found.text[-1]) == ("…", "…")
    assert found.text[1:-1] in text
    assert len(list(pieces(found.text))) == SNIPPET_WORDS


def test_of_title_and_text_the_one_with_more_of_it_is_shown() -> None:
    wanted = every([Phrase("ferry"), Phrase("crew")])
    assert cut_out(["The ferry", "The crew left the ferry"], wanted).text == "The crew left the ferry"
    assert cut_out(["The ferry", "The ferry"], wanted).highlights == ((4, 9),)
    assert cut_out(["", ""], wanted) == Passage("", ())
