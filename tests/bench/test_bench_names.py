"""The bench of names: which phrases are names, where they end, and what is right."""

import json
from collections import Counter

import pytest

from bench.names import Text, common_words, figures, measure, read_re3d, score
from onrecord.model import Annotation, Name, Report, Token

SENTENCE = "The former President Bashar al-Assad's men left Aleppo for the Syrian Army's airport of Kuweires. They won"
EVERYDAY = frozenset({"army", "airport"})
TEXT = Text(SENTENCE, EVERYDAY)


def mark(words: str, label: str) -> tuple[int, int, str]:
    start = SENTENCE.index(words)
    return start, start + len(words), label


def words(text: Text, *marks: tuple[int, int, str]) -> list[str]:
    return [" ".join(text.words[slice(*span)]) for span in text.names(marks)]


@pytest.mark.parametrize(
    ("marked", "label", "name"),
    [
        ("The former President Bashar al-Assad's", "PER", "Bashar al - Assad"),
        ("President Bashar al-Assad", "PER", "Bashar al - Assad"),
        ("President Bashar al-Assad", "ORG", "President Bashar al - Assad"),
        ("the Syrian Army's", "ORG", "Syrian Army"),
        ("Kuweires.", "LOC", "Kuweires"),
        (" Aleppo ", "LOC", "Aleppo"),
        ("lepp", "LOC", "Aleppo"),
        ("The", "ORG", "The"),
    ],
)
def test_edges_of_a_name_are_put_on_one_footing(marked: str, label: str, name: str) -> None:
    assert words(TEXT, mark(marked, label)) == [name]


@pytest.mark.parametrize(
    ("marked", "is_name"),
    [
        ("Bashar al-Assad", True),
        ("al-Assad", True),
        ("Syrian Army", True),
        ("airport of Kuweires", False),
        ("Aleppo for the Syrian Army's airport", False),
        ("They", False),
        ("Army", False),
        ("Aleppo", True),
    ],
)
def test_a_name_has_capitals_and_is_no_common_noun_alone(marked: str, is_name: bool) -> None:
    [span] = TEXT.names([mark(marked, "ORG")])

    assert TEXT.is_name(span) is is_name


def test_common_words_stand_in_small_letters_three_times() -> None:
    assert common_words(["army Army army", "the army Rebels the"]) == {"army"}


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ([("Aleppo", "LOC")], [("Aleppo", "LOC")], (1, 1, 1, 1)),
        ([("Aleppo", "LOC"), ("Aleppo", "ORG")], [("Aleppo", "ORG")], (1, 1, 1, 1)),
        ([("Aleppo", "LOC")], [("Aleppo", "PER")], (1, 0, 1, 0)),
        ([("Aleppo", "LOC")], [], (1, 0, 0, 0)),
        ([("They", "PER")], [], (0, 0, 0, 0)),
        ([], [("Aleppo", "LOC")], (0, 0, 1, 0)),
        ([], [("Aleppo", "MISC"), ("Syrian", "NORP")], (0, 0, 0, 0)),
        ([("Syrian", "NORP")], [], (0, 0, 0, 0)),
        ([("the Syrian Army", "ORG"), ("Syrian", "LOC")], [("Syrian", "LOC")], (1, 0, 0, 0)),
        ([("the Syrian Army", "ORG"), ("Syrian", "LOC")], [("Syrian Army", "ORG")], (1, 1, 1, 1)),
    ],
)
def test_what_is_gold_found_and_right(gold, found, expected) -> None:
    counts: Counter[str] = Counter()

    score(TEXT, [mark(*one) for one in gold], [mark(*one) for one in found], counts)

    assert tuple(counts[name] for name in ("gold", "recalled", "found", "right")) == expected


def test_a_folder_of_re3d_is_measured_with_any_annotator(tmp_path) -> None:
    document = {"_id": "1", "sourceUrl": "-", "text": "Aleppo fell.\nRaqqa stood."}
    entities = [(0, 6, "Location"), (0, 6, "Money"), (13, 18, "Location")]
    rows = [{"documentId": "1", "begin": a, "end": b, "type": label} for a, b, label in entities]
    (tmp_path / "documents.json").write_text(json.dumps(document) + "\n")
    (tmp_path / "entities.json").write_text("\n".join(map(json.dumps, rows)) + "\n\n")

    class First:
        name = "first"

        def __call__(self, report: Report) -> Annotation:
            assert [(block.start, block.end) for block in report.layout.blocks] == [(0, 12), (13, 25)]
            token = Token(0, 6, "Aleppo", "Aleppo", "PROPN", -1, "root")
            return Annotation(tokens=(token,), sentences=(), names=(Name(0, 1, "LOC"),))

    assert [len(gold.entities) for gold in read_re3d(tmp_path)] == [2]
    assert measure([tmp_path], First()) == {"precision": 100.0, "recall": 50.0, "f1": 66.67}
    assert figures(Counter()) == {"precision": 0.0, "recall": 0.0, "f1": 0.0}
