"""What is to be done: the infinitive, gerund or noun that a binding word has below it, and who does it."""

from __future__ import annotations

from onrecord.coding.commitment_words import Entry, texts, words
from onrecord.coding.doers import infinitives, is_somebody
from onrecord.coding.page import Page

DEED_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "al")


def doing(page: Page, *anchors: int | None) -> int | None:
    """The first infinitive that hangs on a verb or, by a slip of the parser, on its object."""
    found = [inf for anchor in anchors if anchor is not None for inf in infinitives(page, anchor)]
    return min(found, default=None)


def gerund(page: Page, index: int, word: str) -> int | None:
    tokens = page.annotation.tokens
    return next(
        (
            k
            for k in page.tree.children[index]
            if k > index
            and tokens[k].upos == "VERB"
            and tokens[k].text.endswith("ing")
            and page.tree.marker(k) == word
        ),
        None,
    )


def cause(page: Page, index: int, found: Entry) -> int | None:
    """ "committed to a peaceful solution", but not "committed to that"."""
    if "to-np" not in found.frames:
        return None
    for noun in page.tree.kids(index, "obl", "nmod"):
        pointing = any(
            page.tree.lower(k) in {"that", "this", "these", "those"} for k in page.tree.kids(noun, "det")
        )
        if noun > index and page.tree.marker(noun) == "to" and not pointing and is_deed(page, noun, found):
            return noun
    return None


def is_deed(page: Page, noun: int, found: Entry) -> bool:
    """A noun that may name what is done: neither a name, a person, a time nor a pronoun.

    What is asked or requested is often a thing ("asked for the key"), so the noun must look like a deed.
    """
    token = page.annotation.tokens[noun]
    if found.lemma in {"ask", "request", "threaten"} and not _sounds_done(token.lemma.lower()):
        return False
    if found.lemma == "sign" and token.lemma.lower() not in words("pause"):
        return False  # what other papers bind to, their name does not tell
    if found.lemma == "accept" and token.lemma.lower() not in texts() | {"offer", "proposal"}:
        return False
    if token.upos not in {"NOUN", "NUM", "SYM"} or page.tree.is_time(noun):
        return False
    if any(first == noun for first, _ in page.times_in(*page.tree.sentence(noun))):
        return False
    return not page.actors_at(noun) and not (token.upos == "NOUN" and is_somebody(page, noun))


def _sounds_done(lemma: str) -> bool:
    return lemma not in words("thing") and (lemma in words("deed") or lemma.endswith(DEED_ENDINGS))


def owner(page: Page, noun: int) -> int | None:
    """Who is to do what a noun names: its agent or owner ("the regime's attacks"), at most two nouns down."""
    tree = page.tree
    by = [k for k in tree.kids(noun, "nmod", "obl:agent") if tree.marker(k) == "by"]
    if page.annotation.tokens[noun].lemma.lower() in words("undergo"):
        return next((k for k in by if is_somebody(page, k)), None)
    for kid in [*tree.kids(noun, "nmod:poss"), *by]:
        if is_somebody(page, kid):
            return kid
    for kid in tree.kids(noun, "nmod"):
        leaves = tree.marker(kid) == "of" and page.annotation.tokens[noun].lemma in words("leave")
        if (leaves or tree.marker(kid) == "from") and is_somebody(page, kid):
            return kid
        if tree.marker(kid) in {"to", "of", "in"}:
            below = [k for k in tree.kids(kid, "nmod:poss") if is_somebody(page, k)]
            below += [k for k in tree.kids(kid, "nmod") if tree.marker(k) == "by" and is_somebody(page, k)]
            if below:
                return below[0]
    return None
