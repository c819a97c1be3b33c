"""Questions about a parsed report, in Universal Dependencies, that several stages ask."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Annotation, Span

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"}
EDGE = set(",.;:!?—–-…|")
NEGATIONS = {"not", "never", "n't", "n’t", "hardly", "neither", "no"}
MONTHS = {
    *("january", "february", "march", "april", "june", "july"),
    *("august", "september", "october", "november", "december"),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
}  # less May, who is also a name and a verb
DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
TIME_WORDS = MONTHS | DAYS | {"today", "yesterday", "earlier"}
RELATIVES = {"who", "which", "that", "whom"}


class Tree:
    """A view of an annotation that answers by token index; children keep the order of the text."""

    def __init__(self, annotation: Annotation) -> None:
        self.tokens = annotation.tokens
        self.annotation = annotation
        self.children = annotation.children
        # What has no head is a root, whatever the parse calls it.
        self._rels = [t.deprel.partition(":")[0] if t.head >= 0 else "root" for t in annotation.tokens]
        self._lower = [t.text.lower() for t in annotation.tokens]

    def lower(self, index: int) -> str:
        return self._lower[index]

    def rel(self, index: int) -> str:
        """The universal relation, without its subtype."""
        return self._rels[index]

    def kids(self, index: int, *relations: str) -> list[int]:
        """Dependents whose relation is one of ``relations``, with or without a subtype."""
        kids = self.children[index]
        if not kids:  # most words have none, and this is asked of all
            return []
        rels, tokens = self._rels, self.tokens
        return [kid for kid in kids if rels[kid] in relations or tokens[kid].deprel in relations]

    def marker(self, index: int) -> str:
        """The preposition or subordinator of a phrase ("according to" in one piece), or ""."""
        marks = self.kids(index, "case", "mark")
        if not marks:
            return ""
        rest = self.kids(marks[0], "fixed")
        return " ".join(self.lower(i) for i in [marks[0], *rest])

    def sentence(self, index: int) -> Span:
        """The token range of the sentence of a token."""
        sentence = self.annotation.sentences[self.annotation.sentence_of[index]]
        return sentence.start, sentence.end

    def below(self, index: int, without: Iterable[int] = ()) -> list[int]:
        """The subtree of a token less the subtrees of ``without``, in order."""
        stop = set(without)
        found, todo = [], [index]
        while todo:
            top = todo.pop()
            if top in stop:
                continue
            found.append(top)
            todo.extend(self.children[top])
        return sorted(found)

    def phrase(self, head: int) -> list[int]:
        """The noun phrase of a head: one stretch, less relative clauses, asides and edge punctuation."""
        drop = self.kids(head, "acl:relcl", "parataxis", "dep", "list", "advcl")
        found = _stretch_around(self.below(head, drop), head)
        marks = self.kids(head, "case", "mark", "cc")
        openers = {*marks, *(i for mark in marks for i in self.kids(mark, "fixed"))}
        while found and (found[0] in openers or self._is_time(found)):
            found.pop(0)
        return self.trim(found)

    def _is_time(self, indices: list[int]) -> bool:
        """A phrase that opens with a date has been run together with it ("Friday Mr Lavrov")."""
        word = self.lower(indices[0]).rstrip(".")
        year = len(word) == 4 and word.isdecimal() and word[:2] in {"19", "20"}
        return len(indices) > 1 and (year or word in TIME_WORDS)

    def is_time(self, index: int) -> bool:
        """Whether a word names a day or month, or stands where only times do."""
        token = self.tokens[index]
        return self.lower(index) in TIME_WORDS or token.deprel in {
            "obl:tmod",
            "obl:unmarked",
            "nmod:unmarked",
        }

    def trim(self, indices: list[int]) -> list[int]:
        """Without punctuation at the edges; quotation marks and brackets stay."""
        low, high = 0, len(indices)
        while low < high and self.tokens[indices[low]].text in EDGE | {"--", "``"}:
            low += 1
        while high > low and self.tokens[indices[high - 1]].text in EDGE | {"--"}:
            high -= 1
        return indices[low:high]

    def negated(self, index: int) -> bool:
        """Whether a negation stands before a word and belongs to it."""
        return any(self.lower(k) in NEGATIONS for k in self.kids(index, "advmod", "det", "neg") if k < index)

    def asked(self, index: int) -> bool:
        """Whether a verb is in question itself: "Did he say that ...?", "whether he said that"."""
        _, end = self.sentence(index)
        if self.rel(index) == "root":
            return self.tokens[end - 1].text == "?"
        return self.marker(index) in {"whether", "if"}

    def passive(self, index: int) -> bool:
        return any(
            self.tokens[kid].deprel in {"nsubj:pass", "aux:pass", "csubj:pass"}
            for kid in self.children[index]
        )


def _stretch_around(indices: list[int], head: int) -> list[int]:
    """The gapless stretch of indices that holds the head."""
    at = indices.index(head)
    low = high = at
    while low > 0 and indices[low - 1] == indices[low] - 1:
        low -= 1
    while high + 1 < len(indices) and indices[high + 1] == indices[high] + 1:
        high += 1
    return indices[low : high + 1]


def runs(indices: Iterable[int], step: int = 1) -> list[list[int]]:
    """Stretches of ascending indices that are at most ``step`` apart."""
    found: list[list[int]] = []
    for i in indices:
        if found and i <= found[-1][-1] + step:
            found[-1].append(i)
        else:
            found.append([i])
    return found


def spans_of(annotation: Annotation, indices: Iterable[int]) -> list[Span]:
    """Character spans of tokens; neighbours in one block join, for between blocks a dateline may stand."""
    spans: list[Span] = []
    last = -2
    for index in sorted(set(indices)):
        token = annotation.tokens[index]
        if index == last + 1 and _same_block(annotation, last, index):
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
        last = index
    return spans


def _same_block(annotation: Annotation, first: int, second: int) -> bool:
    one, other = (annotation.sentences[annotation.sentence_of[i]] for i in (first, second))
    return one.block == other.block


def filled(annotation: Annotation, indices: Iterable[int]) -> list[int]:
    """Indices with the punctuation between neighbours, which no parse should cut out of somebody's words."""
    found: list[int] = []
    for index in sorted(set(indices)):
        gap = range(found[-1] + 1, index) if found else range(0)
        if all(annotation.tokens[i].upos == "PUNCT" for i in gap):
            found.extend(gap)
        found.append(index)
    return found


def subtract(spans: Iterable[Span], holes: Iterable[Span], text: str) -> list[Span]:
    """``spans`` without ``holes``, each piece stripped of white space."""
    pieces = list(spans)
    for low, high in holes:
        pieces = [
            part
            for start, end in pieces
            for part in ((start, min(end, low)), (max(start, high), end))
            if part[0] < part[1]
        ]
    return [p for p in (_strip(text, piece) for piece in dict.fromkeys(pieces)) if p[0] < p[1]]


def _strip(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def merge(spans: Iterable[Span], text: str) -> list[Span]:
    """Spans in order, joined where only white space lies between them."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
