"""The flat formats of annotation tools: doccano, Prodigy, spaCy's DocBin, Citron."""

from __future__ import annotations

import io
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError, MissingExtraError, UsageError
from onrecord.exchange import citron, docbin, doccano, prodigy
from onrecord.exchange.layers import Piece, flat, split, stretches
from onrecord.model import Cue, Reading, Speaker
from tests.exchange.marked_readings import ALL, ODD, SAID, SMALL, TEXT, at
from tests.exchange.whole_readings import BROKEN, written

LABELS = [
    *("actor_person", "actor", "actor", "place_city", "cue", "content", "source", "cue", "content", "source"),
    *("event_ASSAULT", "event_actor"),
]
LINKS = [
    *((4, 5, "content"), (4, 6, "source"), (7, 8, "content"), (7, 9, "source"), (10, 11, "actor")),
    (10, 4, "told_in"),
]


def lines(module: ModuleType, *readings: Reading) -> list[Any]:
    return [orjson.loads(line) for line in written(module.write, *readings).splitlines()]


def test_a_reading_is_pieces_and_links() -> None:
    pieces, links = flat(SMALL)
    assert [piece.label for piece in pieces] == LABELS
    assert [(link.head, link.child, link.label) for link in links] == LINKS
    assert pieces[5] == Piece(start=11, end=25, label="content", row="s1")


def test_a_stretch_in_pieces_is_tied_together() -> None:
    pieces, links = flat(ODD)
    told = {(TEXT[pieces[x.head].start : pieces[x.head].end], TEXT[pieces[x.child].start : pieces[x.child].end])
            for x in links if x.label == "continued"}  # fmt: skip
    assert told == {("Bo", "Lima"), ("said", "Bo"), ("Ann", "said")}


def test_no_words_of_a_row_are_lost() -> None:
    for reading in ALL:
        found = {(one.row, one.layer): one.spans for one in stretches(reading)}
        for row in reading.statements:
            assert found.get((row.id, "content"), ()) == row.content.spans
            assert found.get((row.id, "cue"), ()) == row.cue.spans
            assert found.get((row.id, "source"), ()) == row.speaker.spans
        for row in reading.commitments:
            assert found[row.id, "commitment_action"] == row.action.spans


def test_doccano_has_entities_and_relations_between_them() -> None:
    first, second = lines(doccano, SMALL, SMALL)
    assert first["text"] == TEXT
    assert first["entities"][5] == {"id": 6, "label": "content", "start_offset": 11, "end_offset": 25}
    assert first["relations"][0] == {"id": 1, "from_id": 5, "to_id": 6, "type": "content"}
    assert [len(first["entities"]), len(first["relations"])] == [len(LABELS), len(LINKS)]
    assert second["entities"][0]["id"] == len(LABELS) + 1
    assert second["relations"][0] == {"id": len(LINKS) + 1, "from_id": 17, "to_id": 18, "type": "content"}


def test_prodigy_has_tokens_spans_and_relations_that_lie_apart() -> None:
    (row,) = lines(prodigy, SMALL)
    assert [token["text"] for token in row["tokens"][:6]] == ["🕊", "Ann", "said", "\n", "Bo", "struck"]
    assert row["tokens"][1] == {"text": "Ann", "start": 2, "end": 5, "id": 1, "ws": True}
    cue = {"start": 6, "end": 10, "token_start": 2, "token_end": 2, "label": "cue"}
    content = {"start": 11, "end": 25, "token_start": 4, "token_end": 6, "label": "content"}
    assert row["spans"][4:6] == [cue, content]
    assert row["relations"][0] == {
        "head": 2,
        "child": 6,
        "head_span": cue,
        "child_span": content,
        "label": "content",
    }
    # The event's words hold its actor and the cue that tells it.
    assert [one["label"] for one in row["relations"]] == ["content", "source", "content", "source"]
    assert row["meta"] == {"document": "d1", "source": "in/small.txt", "reader": "test 1"}


def test_the_tokens_of_prodigy_are_the_text_and_meet_every_span() -> None:
    rows = lines(prodigy, *ALL)
    for reading, row in zip(ALL, rows, strict=True):
        tokens = row["tokens"]
        assert "".join(token["text"] + " " * token["ws"] for token in tokens) == reading.document.text
        assert [token["id"] for token in tokens] == list(range(len(tokens)))
        for span in row["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"]
            assert tokens[span["token_end"]]["end"] == span["end"]
            assert span["token_start"] <= span["token_end"]


@given(st.text(alphabet="ab \n\t’", max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_split_tokens_make_up_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    kept = [(start, end) for start, end in spans if start < end <= len(text)]
    pieces = [Piece(start=start, end=end, label="x", row="y") for start, end in kept]
    tokens = split(text, [], pieces)
    assert "".join(text[start:end] + " " * blank for start, end, blank in tokens) == text
    assert {start for start, _ in kept} <= {start for start, _, _ in tokens}
    assert {end for _, end in kept} <= {end for _, end, _ in tokens}


def docs(*readings: Reading) -> list[Any]:
    spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")
    from spacy.tokens import DocBin

    data = written(docbin.write, *readings)
    return list(DocBin().from_bytes(data).get_docs(spacy.blank("en").vocab))


def test_a_docbin_has_a_span_group_for_each_layer() -> None:
    (doc,) = docs(SMALL)
    groups = {
        name: [(span.text, span.label_, span.id_, span.kb_id_) for span in group]
        for name, group in doc.spans.items()
    }
    assert groups == {
        "actor": [
            ("Ann", "actor_person", "a1", "a1"),
            ("Bo", "actor", "a2", "a2"),
            ("He", "actor", "a2", "a2"),
        ],
        "place": [("Lima", "place_city", "p1", "")],
        "cue": [("said", "cue", "s1", ""), ("denies", "cue", "s2", "")],
        "content": [("Bo struck Lima", "content", "s1", ""), ("it", "content", "s2", "")],
        "source": [("Ann", "source", "s1", "a1"), ("He", "source", "s2", "a2")],
        "event": [("said\nBo struck", "event_ASSAULT", "e1", "")],
        "event_actor": [("Bo", "event_actor", "e1", "a2")],
    }
    told = doc.user_data["onrecord"]
    assert (told["reader"], told["told_in"]) == ("test 1", {"e1": "s1"})
    assert told["document"]["published"] == "2016-10-21"


def test_a_docbin_has_the_very_spans() -> None:
    for reading, doc in zip(ALL, docs(*ALL), strict=True):
        assert doc.text == reading.document.text
        for row in reading.statements:
            spans = doc.spans["content"]
            own = tuple((span.start_char, span.end_char) for span in spans if span.id_ == row.id)
            assert own == row.content.spans


def test_without_spacy_a_docbin_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(MissingExtraError, match=r"onrecord\[spacy\]"):
        docbin.write([SMALL], io.BytesIO())


def test_citron_has_quotes_of_cue_sources_and_contents(tmp_path: Path) -> None:
    assert citron.write(iter([SMALL]), tmp_path / "new") == 1
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["small.json"]
    row = orjson.loads((tmp_path / "new/small.json").read_bytes())
    assert list(row) == ["text", "quotes", "coreference_groups", "source"]
    assert row["text"] == TEXT
    assert row["quotes"] == [
        {
            "id": "s1",
            "cue": {"start": 6, "end": 10, "text": "said"},
            "sources": [{"start": 2, "end": 5, "text": "Ann"}],
            "contents": [{"start": 11, "end": 25, "text": "Bo struck Lima"}],
            "coreferences": [],
            "confidence": "0.7500",
        },
        {
            "id": "s2",
            "cue": {"start": 30, "end": 36, "text": "denies"},
            "sources": [{"start": 27, "end": 29, "text": "He"}],
            "contents": [{"start": 37, "end": 39, "text": "it"}],
            "coreferences": [{"start": 11, "end": 13, "text": "Bo"}],
            "confidence": "0.5000",
        },
    ]
    assert [[span["text"] for span in group] for group in row["coreference_groups"]] == [
        ["Ann"],
        ["Bo", "He"],
    ]
    assert row["source"] == {"application": "onrecord", "model": "test 1"}


def test_citron_does_without_what_has_no_cue() -> None:
    uncued = replace(SAID, id="s9", cue=Cue(text="", spans=(), class_="say"))
    pieces = replace(SAID, content=replace(SAID.content, spans=(at("Bo")[0], at("Lima")[0])))
    nobody = replace(SAID, id="s8", speaker=Speaker(text="", spans=()))
    found = citron.quotes(replace(SMALL, statements=(uncued, pieces, nobody)))["quotes"]
    assert [[span["text"] for span in quote["contents"]] for quote in found] == [
        ["Bo", "Lima"],
        ["Bo struck Lima"],
    ]
    assert [quote["sources"] == [] for quote in found] == [False, True]


def test_citron_writes_into_new_folders_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("")
    with pytest.raises(UsageError, match="is not empty"):
        citron.write([SMALL], tmp_path)


@pytest.mark.parametrize("module", [doccano, prodigy, docbin])
def test_half_a_surrogate_pair_is_refused(module: ModuleType) -> None:
    if module is docbin:
        pytest.importorskip("spacy", reason="the extra spacy is not installed")
    with pytest.raises(InputError, match="cannot be written as"):
        module.write([BROKEN], io.BytesIO())
