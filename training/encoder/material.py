"""The texts that a training run learns from, by what they have labels for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.annotate.encoder.wordpieces import WordPieces
from training.encoder.corpora import Text
from training.encoder.windows import Document, document

SINGLE = {"“": "‘", "”": "’", "''": "'", "``": "‘"}


def in_single_marks(text: Text) -> Text:
    """The text with single quotation marks for double ones, as the British press writes."""
    words: list[str] = []
    inside = False
    for number, word in enumerate(text.words):
        if number in text.breaks:
            inside = False
        mark = word
        if word == '"':
            mark = "’" if inside else "‘"
            inside = not inside
        words.append(SINGLE.get(mark, mark))
    return replace(text, words=words)


@dataclass(frozen=True)
class Texts:
    """The training texts by what they have labels for."""

    trees: list[Text]
    names: list[Text]
    said: list[Text]
    plv: list[Text]
    more: list[Text]  # sentences with our own labels, and those of UDS that no treebank holds

    def documents(self, pieces: WordPieces, tags: dict[str, list[str]]) -> list[list[Document]]:
        """Ready for the network, each with its variants."""
        plain = [[document(text, pieces, tags)] for text in (*self.trees, *self.names, *self.plv, *self.more)]
        variants = ((text, in_single_marks(text)) for text in self.said)
        return plain + [[document(kind, pieces, tags) for kind in kinds] for kinds in variants]
