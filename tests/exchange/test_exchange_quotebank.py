"""Quotations of Quotebank, by quotation and by article."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.exchange.onrecord import dumps, loads
from onrecord.exchange.quotebank import is_quotebank, readings
from onrecord.model import Actor, Cue, Failure, Mention, Reading, Speaker, Words, cut, identify

QUOTED = "We have waited eleven months for this paper"
ALONE: dict[str, Any] = {
    "quoteID": "2016-10-21-000001",
    "quotation": QUOTED,
    "speaker": "Marta Quintela",
    "qids": ["Q123"],
    "date": "2016-10-21 09:30:00",
    "numOccurrences": 3,
    "probas": [["Marta Quintela", "0.91"], ["None", "0.09"]],
    "urls": ["https://e.org/1", "https://e.org/2"],
    "phase": "E",
}
PART: dict[str, Any] = {
    "quoteID": "2016-10-21-000001",
    "quotation": QUOTED,
    "quotationOffset": 17,
    "leftContext": "Marta  Quintela leads it . 𝔘 ``",
    "rightContext": "'' said Marta Quintela , who leads the union .",
    "localTopSpeaker": "Marta Quintela",
    "localProbas": [{"speaker": "Marta Quintela", "proba": 0.75, "qids": ["Q123", "Q9"]}],
    "globalTopSpeaker": "Ann Li",
    "globalProbas": [["Ann Li", 0.5]],
    "numOccurrences": 1,
}
ARTICLE: dict[str, Any] = {
    "articleID": "a1",
    "articleLength": 400,
    "title": "Ferry vote",
    "date": "2016-10-21 09:30:00",
    "phase": "E",
    "url": "https://e.org/ferry",
    "names": [{"name": "Ann Li", "ids": ["Q7"], "offsets": [[0, 2]]}],
    "quotations": [PART],
}


def read(row: dict[str, Any]) -> list[Reading | Failure]:
    return list(readings(row, "q.jsonl#4", "line 4"))


def one(row: dict[str, Any]) -> Reading:
    [reading] = read(row)
    assert isinstance(reading, Reading), reading
    return reading


def test_a_quotation_is_a_direct_statement_of_its_speaker() -> None:
    reading = one(ALONE)
    document, [statement], [actor] = reading.document, reading.statements, reading.actors
    assert (document.text, document.source) == (QUOTED, "https://e.org/1")
    assert (document.published, document.language, document.title) == ("2016-10-21", "en", None)
    assert actor == Actor(
        id=identify("actor", "person", "Marta Quintela"),
        name="Marta Quintela",
        kind="person",
        wikidata="Q123",
    )
    assert statement.kind == "direct"
    assert statement.speaker == Speaker(actor=actor.id, text="", spans=())
    assert statement.cue == Cue(text="", spans=(), class_="say")
    assert statement.content == Words(text=QUOTED, spans=((0, len(QUOTED)),))
    assert statement.confidence == 0.91
    assert (reading.reader, reading.warnings) == (
        "quotebank, phase E",
        (
            "coded by Quotebank, phase E: a quotation and its speaker, nothing else of the report",
            "the first of 2 addresses that Quotebank has for it",
            "Quotebank counts 3 occurrences",
        ),
    )


def test_in_an_article_the_words_of_the_speaker_are_those_nearest_to_the_quotation() -> None:
    reading = one(ARTICLE)
    text, [statement], [actor] = reading.document.text, reading.statements, reading.actors
    assert text == f"{PART['leftContext']} {QUOTED} {PART['rightContext']}"
    assert (reading.document.source, reading.document.title) == ("https://e.org/ferry", "Ferry vote")
    assert [mention.text for mention in actor.mentions] == ["Marta  Quintela", "Marta Quintela"]
    start = text.rindex("Marta")
    assert statement.speaker == Speaker(actor=actor.id, text="Marta Quintela", spans=((start, start + 14),))
    assert cut(text, statement.content.spans) == statement.content.text == QUOTED
    assert (statement.confidence, actor.wikidata) == (0.75, None)
    assert reading.warnings[1:] == (
        "Marta Quintela may be any of Q123, Q9 in Wikidata",
        "over all articles Quotebank takes Ann Li for the speaker",
    )


def test_the_speaker_over_all_articles_is_taken_where_the_article_has_none() -> None:
    part = {name: value for name, value in PART.items() if not name.startswith("local")}
    reading = one({**ARTICLE, "quotations": [part]})
    assert (reading.actors[0].name, reading.actors[0].wikidata, reading.statements[0].confidence) == (
        "Ann Li",
        "Q7",
        0.5,
    )


@pytest.mark.parametrize(
    "row",
    [
        ALONE | {"speaker": "None"},
        ARTICLE | {"quotations": [PART | {"localTopSpeaker": "None", "localProbas": [["None", 0.6]]}]},
    ],
)
def test_nobody_is_no_speaker(row: dict[str, Any]) -> None:
    reading = one(row)
    assert reading.actors == ()
    assert reading.statements[0].speaker == Speaker(actor=None, text="", spans=(), anonymous=False)
    assert reading.statements[0].confidence in (0.09, 0.6)


def test_a_name_inside_the_quotation_or_in_a_longer_word_is_not_the_speaker() -> None:
    part = PART | {"quotation": "Marta Quintela is I", "leftContext": "Marta Quintelas", "rightContext": None}
    reading = one({**ARTICLE, "quotations": [part]})
    assert reading.actors[0].mentions == ()
    assert reading.statements[0].speaker.text == ""


def test_readings_differ_by_article_and_are_the_same_when_read_twice() -> None:
    other = one(ARTICLE | {"articleID": "a2"})
    assert one(ARTICLE) == one(ARTICLE)
    assert len({one(ARTICLE).document.id, other.document.id, one(ALONE).document.id}) == 3


@pytest.mark.parametrize("row", [ALONE, ARTICLE])
def test_a_reading_is_a_whole_one_of_ours(row: dict[str, Any]) -> None:
    assert loads(dumps(one(row))) == one(row)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quotation": None}, "quotation: missing"),
        ({"quotation": " "}, "quotation: empty"),
        ({"quotation": 7}, "quotation: 7 is no text"),
        ({"speaker": None}, "speaker: missing"),
        ({"probas": None}, "probas: missing"),
        ({"probas": [["Ann Li", 1]]}, "probas: no probability of 'Marta Quintela'"),
        ({"probas": [["Marta Quintela", "1.5"]]}, "probas: '1.5' is no probability from 0 to 1"),
        ({"probas": [["Marta Quintela", None]]}, "probas: None is no probability from 0 to 1"),
        ({"probas": [["Marta Quintela", "nan"]]}, "probas: 'nan' is no probability from 0 to 1"),
        ({"probas": ["Marta Quintela"]}, "probas: 'Marta Quintela' is no speaker with a probability"),
        ({"date": "21/10/2016"}, "date: '21/10/2016' is no date as 2016-10-21 09:30:00"),
        ({"qids": "Q1"}, "qids: 'Q1' is no list of ids of Wikidata"),
        ({"urls": [7]}, "urls: [7] is no list of addresses"),
    ],
)
def test_a_field_that_is_wrong_is_named(change: dict[str, Any], reason: str) -> None:
    assert read(ALONE | change) == [Failure(source="q.jsonl#4", reason=f"line 4: {reason}")]


def test_a_quotation_of_an_article_that_is_wrong_costs_itself_alone() -> None:
    good, wrong, none, other = read(ARTICLE | {"quotations": [PART, PART | {"quotation": ""}, 7, PART]})
    assert isinstance(good, Reading)
    assert isinstance(other, Reading)
    assert wrong == Failure(source="q.jsonl#4", reason="line 4, quotation 2: quotation: empty")
    assert none == Failure(source="q.jsonl#4", reason="line 4, quotation 3: quotations: 7 is no object")
    assert read(ARTICLE | {"quotations": 7}) == [
        Failure(source="q.jsonl#4", reason="line 4: quotations: 7 is no list")
    ]


def test_what_has_no_address_is_called_by_its_line() -> None:
    assert one(ALONE | {"urls": []}).document.source == "q.jsonl#4"
    assert one(ALONE | {"date": None}).document.published is None


def test_lines_are_known_by_their_shape() -> None:
    assert is_quotebank(ALONE)
    assert is_quotebank(ARTICLE)
    assert not is_quotebank({"quotation": "x", "format": "onrecord/1"})


def test_mentions_stand_in_the_text() -> None:
    reading = one(ARTICLE)
    for mention in reading.actors[0].mentions:
        assert mention == Mention(
            start=mention.start, end=mention.end, text=reading.document.text[mention.start : mention.end]
        )
