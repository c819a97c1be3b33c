"""Chains of a treebank against the actors of a reading, by hand."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from bench.coreference import Gold, figures, read_gum, score
from onrecord.model import Actor, Document, Mention, Reading

ROWS = """
# newdoc id = hand
# meta::dateCreated = 2016-10-21
# newpar
Anna PROPN 3 nsubj (1-person-new-cf1-1-coref-Anna_Quist
Quist PROPN 1 flat 1)
left VERB 0 root
the DET 5 det (2-place-new-cf2-1-sgl
city NOUN 3 obj 2)
. PUNCT 3 punct

# newpar
She PRON 2 nsubj (1-person-giv-cf1-1-ana)
hates VERB 0 root
it PRON 2 obj (2-place-giv-cf2-1-ana)
, PUNCT 6 punct SpaceAfter=No
the DET 6 det (1-person-giv-cf1-2-coref
mayor NOUN 2 nsubj 1)
said VERB 2 parataxis (7-event-new-cf9-1-sgl)
. PUNCT 2 punct
"""


@pytest.fixture
def gold(tmp_path: Path) -> Gold:
    lines, number = [], 0
    for row in ROWS.strip().splitlines():
        number = number + 1 if row and not row.startswith("#") else 0
        if not number:
            lines.append(row)
            continue
        form, upos, head, relation, *misc = row.split()
        last = misc[0] if misc and "=" in misc[0] else f"Entity={misc[0]}" if misc else "_"
        lines.append("\t".join([str(number), form, form, upos, "_", "_", head, relation, "_", last]))
    (tmp_path / "hand.conllu").write_text("\n".join([*lines, ""]), encoding="utf-8")
    (found,) = read_gum(tmp_path)
    return found


def reading(gold: Gold, *actors: tuple[str, ...]) -> Reading:
    document = Document(id="1", source="hand", language="en", text=gold.text)
    made = [
        Actor(
            id=mentions[0],
            name=mentions[0],
            mentions=tuple(
                Mention(
                    start=(at := re.search(rf"\b{words}\b", gold.text).start()),
                    end=at + len(words),
                    text=words,
                )
                for words in mentions
            ),
        )
        for mentions in actors
    ]
    return Reading(reader="hand", document=document, actors=tuple(made))


def test_the_text_is_put_together_with_its_blanks_and_paragraphs(gold: Gold) -> None:
    assert gold.text == "Anna Quist left the city .\n\nShe hates it ,the mayor said ."
    assert gold.published == "2016-10-21"
    assert sorted(len(chain) for chain in gold.chains) == [2, 3]


@pytest.mark.parametrize(
    ("actors", "recall", "precision", "described"),
    [
        ([("Anna Quist", "She", "the mayor")], 1, 1, 1),
        ([("Anna Quist", "the mayor")], 0, None, 1),
        ([("Anna Quist", "She", "it")], 1, 0.5, 0),
        ([("Anna Quist", "She"), ("city", "it")], 1, 0.5, 0),
        ([("Anna Quist",), ("said", "She")], 0, 0, 0),
        ([("Quist", "She")], 1, 1, 0),
    ],
)
def test_a_link_is_right_where_a_name_of_the_actor_names_the_chain(
    gold: Gold, actors: list[tuple[str, ...]], recall: float, precision: float | None, described: float
) -> None:
    counts = Counter[str]()
    score(gold, reading(gold, *actors), counts)
    found = figures(counts)

    assert (found["recall"], found["precision"], found["described_recall"]) == (recall, precision, described)
    assert (found["pronouns"], found["descriptions"]) == (1, 1)
