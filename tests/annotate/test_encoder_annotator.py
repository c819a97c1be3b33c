"""Our own annotator: what it promises for any report, and what it says where its weights are not in order."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from promises import ANY_BLOCKS, ANY_NOTE, check, report, sentences, token

from onrecord.annotate import load
from onrecord.annotate.encoder.annotator import Encoder
from onrecord.annotate.encoder.heads import DEEDS, FOLDER, HAPPENED
from onrecord.annotate.encoder.session import GRAPH, MANIFEST, VOCABULARY, WEIGHTS
from onrecord.errors import UsageError
from onrecord.model import Annotation

QUOTED = "“We will not attack the city,” Sergey Lavrov told reporters in Moscow on Friday."


@pytest.fixture(scope="module")
def annotate() -> Encoder:
    if not (WEIGHTS / GRAPH).is_file():
        pytest.skip("the weights are not there: python -m training.encoder makes them")
    made = load("onrecord")
    assert isinstance(made, Encoder)
    return made


def test_the_name_tells_the_version_and_the_weights(annotate: Encoder) -> None:
    manifest = json.loads((WEIGHTS / MANIFEST).read_text("utf-8"))
    events = json.loads((WEIGHTS / FOLDER / MANIFEST).read_text("utf-8"))["sha256"]
    sums = f"{manifest['sha256'][:8]} {events[DEEDS][:4]}{events[HAPPENED][:4]}"
    assert annotate.name == f"onrecord {manifest['version']} {sums}"


def test_an_empty_report_has_no_tokens(annotate: Encoder) -> None:
    empty = Annotation(tokens=(), sentences=(), names=(), anchors=())
    for read in (annotate(report()), annotate(report(" \n ")), annotate.of_words([[], []])):
        assert replace(read, heads=None) == empty


def test_a_quotation_and_its_speaker_are_read(annotate: Encoder) -> None:
    annotation = annotate(report(QUOTED))
    assert token(annotation, "told") == ("tell", "VERB", "root", None)
    assert token(annotation, "Sergey") == ("Sergey", "PROPN", "nsubj", "told")
    assert token(annotation, "Lavrov") == ("Lavrov", "PROPN", "flat", "Sergey")
    assert token(annotation, "We") == ("we", "PRON", "nsubj", "attack")
    assert token(annotation, "attack")[3] == "told"
    named = [(name.label, annotation.tokens[name.start].text) for name in annotation.names]
    assert named == [("PER", "Sergey"), ("LOC", "Moscow")]


def test_the_word_that_says_who_speaks_is_an_anchor(annotate: Encoder) -> None:
    annotation = annotate(report("The talks have ended.", QUOTED))
    assert annotation.anchors
    best = max(annotation.anchors, key=lambda anchor: anchor.sure)
    assert annotation.tokens[best.token].text == "told"
    assert best.sure > 0.5
    assert best.roles.shape == (len(annotation.tokens) - best.first, 7)


def test_given_words_are_read_like_a_report_of_them(annotate: Encoder) -> None:
    words = ["“", "We", "will", "go", ",", "”", "Obama", "said", "in", "Kabul", "."]
    given_ = annotate.of_words([words, words])
    written = annotate(report(" ".join(words), " ".join(words)))
    assert [each.text for each in given_.tokens] == words * 2
    assert given_.tokens == written.tokens
    assert given_.sentences == written.sentences
    assert given_.names == written.names


def test_hard_wraps_and_notes_change_nothing_but_the_offsets(annotate: Encoder) -> None:
    text = "He\n(Assad)  (the president - ed.) said\nthe army had   left the city."
    start = text.index("(the")
    wrapped = report(text, notes=((start, text.index("ed.)") + 4),))
    annotation = annotate(wrapped)
    check(wrapped, annotation)
    plain = annotate(report("He (Assad) said the army had left the city."))
    assert [replace(each, start=0, end=0) for each in plain.tokens] == [
        replace(each, start=0, end=0) for each in annotation.tokens
    ]


def test_tokens_are_the_characters_of_the_document_even_where_the_encoder_reads_others(
    annotate: Encoder,
) -> None:
    made = report("IS said it \ud800lost Raqqa.")
    annotation = annotate(made)
    check(made, annotation)
    assert annotation.tokens[0].text == "IS"
    assert annotation.tokens[0].upos != "AUX"


def test_sentences_keep_to_their_blocks(annotate: Encoder) -> None:
    made = report("Talks in Geneva", "the minister said that", "they would go on.")
    annotation = annotate(made)
    check(made, annotation)
    assert sorted({sentence.block for sentence in annotation.sentences}) == [0, 1, 2]


def test_a_quotation_that_ends_with_a_stop_is_not_torn(annotate: Encoder) -> None:
    made = report('"There is no way back." he said. "We will go on." The talks ended.')
    assert sentences(made, annotate(made)) == [
        '"There is no way back." he said.',
        '"We will go on."',
        "The talks ended.",
    ]


def test_a_report_of_many_windows_is_read_as_one(annotate: Encoder) -> None:
    made = report(*[f"{QUOTED} The army said {number} men had died." for number in range(60)])
    annotation = annotate(made)
    check(made, annotation)
    assert annotation.anchors
    assert max(anchor.token for anchor in annotation.anchors) > 1000
    assert {annotation.tokens[name.start].text for name in annotation.names} == {"Sergey", "Moscow"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ANY_BLOCKS, ANY_NOTE)
def test_any_text_at_all_gets_trees_over_its_own_characters(
    annotate: Encoder, blocks: list[str], note: tuple[int, int]
) -> None:
    made = report(*blocks, notes=((min(note), max(note)),))
    annotation = annotate(made)
    check(made, annotation)
    for anchor in annotation.anchors or ():
        assert anchor.first <= anchor.token < anchor.first + len(anchor.roles)
        assert anchor.first + len(anchor.roles) <= len(annotation.tokens)


def broken(folder: Path) -> Iterator[str]:
    """Weights that lack something, one way after the other."""
    yield "nothing is there"
    manifest = {"version": "0", "sha256": "0" * 64, "upos": [], "xpos": [], "deprel": [], "names": []}
    (folder / MANIFEST).write_text(json.dumps(manifest))
    yield "no graph"
    (folder / GRAPH).write_bytes(b"half a graph")
    yield "no vocabulary"
    (folder / VOCABULARY).write_text("{}")
    yield "half a graph"
    (folder / MANIFEST).write_text(json.dumps(manifest)[:20])
    yield "half a manifest"


def test_weights_with_the_vocabulary_of_others_are_refused(annotate: Encoder, tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    Encoder(folder)
    with (folder / VOCABULARY).open("a") as file:
        file.write("more\n")
    with pytest.raises(UsageError, match="are incomplete"):
        Encoder(folder)


def test_weights_that_are_not_whole_are_one_clear_line(tmp_path: Path) -> None:
    for _ in broken(tmp_path):
        with pytest.raises(UsageError, match=r"--reader rules --annotator spacy") as caught:
            Encoder(tmp_path)
        assert str(tmp_path) in str(caught.value)
        assert "\n" not in str(caught.value)
