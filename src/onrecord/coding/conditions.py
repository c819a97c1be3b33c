"""The conditions and bases of a sentence: where they stand, and what they hang on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.coding.commitment_words import ClauseClass, Opening, openings, texts, words
from onrecord.coding.page import Page

QUOTES = {'"', "“", "”", "''", "``"}
NO_CONDITION = {"even", "as", "what"}  # "even if", "as if", "what if"
AFTER_ONCE = {"again", "more"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition or basis: its tokens, and the word that it hangs on (-1 where it hangs on none)."""

    class_: ClauseClass
    words: str
    tokens: tuple[int, ...]
    above: int

    @property
    def first(self) -> int:
        return self.tokens[0]


def clauses(page: Page, sentence: int) -> list[Clause]:
    """The conditions and bases of a sentence in the order of the text."""
    span = page.annotation.sentences[sentence]
    found: list[Clause] = []
    index = span.start
    while index < span.end:
        clause = next(_clauses_at(page, index, span.end), None)
        if clause is not None:
            found.append(clause)
        index = index + 1 if clause is None else max(index + 1, _last_of_opening(clause, index))
    return found


def _last_of_opening(clause: Clause, index: int) -> int:
    return index + len(clause.words.split())


def _clauses_at(page: Page, index: int, end: int) -> Iterator[Clause]:
    tree = page.tree
    for opening in openings().get(tree.lower(index), ()):
        last = index + len(opening.words)
        if last < end and all(tree.lower(index + k) == word for k, word in enumerate(opening.words)):
            clause = _clause(page, opening, index, last, end)
            if clause is not None:
                yield clause


def _clause(page: Page, opening: Opening, first: int, last: int, end: int) -> Clause | None:
    tree = page.tree
    if opening.class_ == "condition" and _is_other(page, first, last):
        return None
    head = last - 1 if opening.needs == "whole" else _head(page, first, last, end)
    if opening.needs == "clause" and not _is_clause(page, first, head):
        return None
    if opening.needs == "text" and not _is_text(page, opening.words[0], head):
        return None
    if opening.needs == "whole":
        above = page.annotation.tokens[page.top(range(first, last))].head
        return Clause(opening.class_, " ".join(opening.words), tuple(range(first, last)), above)
    body = set(tree.below(head, tree.kids(head, "parataxis", "acl:relcl")))
    tokens = _stretch(page, first, last, end, body)
    if len(tokens) <= last - first and opening.needs != "whole":
        return None
    above = page.annotation.tokens[page.top([*range(first, last), *tokens, head])].head
    return Clause(opening.class_, " ".join(opening.words), tuple(tokens), above)


def _is_other(page: Page, first: int, last: int) -> bool:
    """ "even if", "once again", "at once", "ask if": words that open no condition here."""
    tree = page.tree
    before = tree.lower(first - 1) if first else ""
    if before in NO_CONDITION and tree.lower(first) in {"if", "when", "once"}:
        return True
    if tree.lower(first) == "once" and (before == "at" or tree.lower(last) in AFTER_ONCE):
        return True
    above = page.annotation.tokens[first].head
    if tree.lower(first) != "if" or above < first or tree.rel(above) not in {"ccomp", "csubj"}:
        return False
    asks = page.annotation.tokens[above].head
    return 0 <= asks < first and page.annotation.tokens[asks].lemma.lower() in words("ask")


def _head(page: Page, first: int, last: int, end: int) -> int:
    """The word behind an opening that the rest of the clause hangs on."""
    tokens = page.annotation.tokens
    for index in range(last - 1, first - 1, -1):
        if last <= tokens[index].head < end:
            return tokens[index].head
    below = [kid for index in range(first, last) for kid in page.tree.children[index] if kid >= last]
    return below[0] if below else last


def _is_clause(page: Page, first: int, head: int) -> bool:
    token = page.annotation.tokens[head]
    if page.tree.lower(first) in {"if", "unless"}:
        return page.tree.rel(head) in {"advcl", "acl", "ccomp", "conj", "parataxis", "root"}
    has_subject = bool(page.tree.kids(head, "nsubj", "csubj", "expl", "cop"))
    if page.annotation.tokens[first].upos == "VERB" and not has_subject:
        return False  # "provided aid"
    return has_subject or (token.upos == "VERB" and page.tree.rel(head) in {"advcl", "acl", "ccomp"})


def _is_text(page: Page, word: str, head: int) -> bool:
    if word == "in" and not page.tree.kids(head, "det", "nmod:poss"):
        return False  # "in terms of", "in settlements"
    if page.tree.lower(head) == "term":
        return False  # "in the short term"
    if page.annotation.tokens[head].lemma.lower() in texts():
        return True
    return any(
        page.annotation.tokens[k].lemma.lower() in texts() for k in page.tree.kids(head, "flat", "appos")
    )


def _stretch(page: Page, first: int, last: int, end: int, body: set[int]) -> list[int]:
    """The tokens from an opening on as far as they hang together, up to a closing quotation mark."""
    tokens = page.annotation.tokens
    found = list(range(first, last))
    for index in range(last, end):
        if closes(page, index, found):
            break
        if index in body or tokens[index].upos == "PUNCT":
            found.append(index)
        else:
            break
    return page.tree.trim(found)


def closes(page: Page, index: int, found: list[int]) -> bool:
    """Whether a word is a quotation mark that ends a quotation begun before the words found."""
    tokens = page.annotation.tokens
    if tokens[index].text not in QUOTES or any(tokens[i].text in QUOTES for i in found):
        return False
    start, end = tokens[index].start, tokens[index].end
    before, behind = page.text[start - 1 : start], page.text[end : end + 1]
    opens = (not before or before.isspace() or before in "([—") and bool(behind) and not behind.isspace()
    return not opens
