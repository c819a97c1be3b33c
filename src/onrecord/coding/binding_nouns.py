"""Candidates that nouns make: "has a duty to", "kept its promise to", "a call for"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.binding_verbs import asked, demanded, same
from onrecord.coding.commitment_candidates import FUTURE, Candidate, is_open
from onrecord.coding.commitment_deeds import cause, doing, gerund, is_deed, owner
from onrecord.coding.commitment_words import Entry, words
from onrecord.coding.doers import agent, infinitive, is_somebody, subject
from onrecord.coding.page import Page

BY_PREPOSITIONS = ("of", "by", "from", "between")
_Made = tuple[int, str, int | None, str, int | None]


def of_noun(page: Page, index: int, found: Entry) -> Iterator[Candidate]:
    tree, tokens = page.tree, page.annotation.tokens
    if tree.rel(index) in {"fixed", "flat", "compound"} or (
        index and tree.lower(index - 1) == "in" and found.lemma == "order"
    ):
        return
    where = _standing_of_noun(page, index)
    if where is None:
        return
    for frame in (_noun_asks, _noun_acts, _noun_clause, _noun_of_noun):
        made = frame(page, index, found)
        if made is not None:
            action, shape, by, name, to = made
            yield Candidate(
                predicate=index, kind=found.kind, action=action, shape=shape, by=by, to=to, standing=where,
                weak=found.weak, pattern=f"noun {tokens[index].lemma}: {name}", sure=0.65 if found.weak else 0.75,
            )  # fmt: skip
            return


def _governor(page: Page, index: int) -> int | None:
    """The verb that a noun is the object of, "has a duty", also behind a preposition."""
    token = page.annotation.tokens[index]
    if token.head < 0 or page.tree.rel(index) not in {"obj", "obl", "nsubj"}:
        return None
    return token.head if page.annotation.tokens[token.head].upos in {"VERB", "AUX"} else None


def _standing_of_noun(page: Page, index: int) -> str | None:
    """Whether a commitment that a noun names was made, kept or broken; None where nobody says that it was made."""
    tree = page.tree
    determiners = {tree.lower(k) for k in tree.kids(index, "det")}
    if determiners & {"any", "another"}:
        return None
    verb = _governor(page, index)
    if verb is None:
        return "denied" if "no" in determiners else "made"
    lemma = page.annotation.tokens[verb].lemma.lower()
    known = bool(tree.kids(index, "nmod:poss")) or bool(
        determiners & {"the", "this", "these", "its", "their"}
    )
    if tree.rel(index) == "obj" and lemma in words("break"):
        return "broken"
    if lemma in words("keep") and (tree.rel(index) == "obj" or tree.passive(verb)):
        return _kept(page, verb)
    if (lemma in words("seek") or is_open(page, verb)) and not known:
        return None
    return "denied" if "no" in determiners or (tree.negated(verb) and not known) else "made"


def _kept(page: Page, verb: int) -> str:
    """ "kept its promise", "has not kept", "failed to keep"."""
    above = page.annotation.tokens[verb].head
    failed = infinitive(page, verb) and above >= 0 and page.annotation.tokens[above].lemma in words("refuse")
    if failed or page.tree.negated(verb):
        return "broken"
    return "made" if is_open(page, verb) else "kept"


def _noun_doer(page: Page, index: int) -> int | None:
    """Whose a commitment is: its owner, who it is between, or the subject that has or makes it."""
    tree = page.tree
    for kid in tree.kids(index, "nmod:poss"):
        return kid
    for kid in tree.kids(index, "nmod"):
        if tree.marker(kid) in BY_PREPOSITIONS and is_somebody(page, kid):
            return kid
    for kid in tree.kids(index, "amod", "compound"):
        if page.actors_at(kid):
            return kid
    verb = _governor(page, index)
    if verb is not None and tree.rel(index) in {"obj", "obl"}:
        return agent(page, verb) if tree.passive(verb) else subject(page, verb)
    return agent(page, verb) if verb is not None and tree.passive(verb) else None


def _noun_acts(page: Page, index: int, found: Entry) -> _Made | None:
    action = doing(page, index) if "to" in found.frames else None
    if action is None and "to-ing" in found.frames:
        action = gerund(page, index, "to")
    thing = cause(page, index, found) if action is None else None
    if action is None and thing is None:
        return None
    by = _noun_doer(page, index)
    if by is not None and not (is_somebody(page, by) or page.annotation.tokens[by].deprel == "nmod:poss"):
        by = None
    if found.kind == "demand":  # "an order to leave": whoever orders is not who leaves
        by = _given_to(page, index)
    if action is None:
        return (thing, "noun", by, "to a cause", None) if thing is not None and by is not None else None
    return action, "verb", by, "to act", None


def _given_to(page: Page, index: int) -> int | None:
    """Who is given an order: "gave Canada a deadline to", "an ultimatum to Sudan to"."""
    verb = _governor(page, index)
    around = page.tree.kids(verb, "iobj", "obl") if verb is not None else []
    for head in (*around, *page.tree.kids(index, "nmod")):
        if page.tree.marker(head) in {"", "to", "for"} and is_somebody(page, head):
            return head
    return None


def _noun_asks(page: Page, index: int, found: Entry) -> _Made | None:
    for noun in page.tree.kids(index, "nmod", "obl"):
        if noun > index and f"{page.tree.marker(noun)}-to" in found.frames:
            action = doing(page, noun, index, _governor(page, index))
            if action is not None and noun < action:
                made = asked(page, index, found, noun, action)
                return (action, "verb", made.by, "who is called on acts", None) if made else None
    return None


def _noun_clause(page: Page, index: int, found: Entry) -> _Made | None:
    if "that" not in found.frames:
        return None
    for content in page.tree.kids(index, "acl", "ccomp"):
        if (
            content < index
            or page.annotation.tokens[content].deprel == "acl:relcl"
            or page.tree.marker(content) != "that"
        ):
            continue
        if found.kind in {"demand", "obligation"}:
            made = demanded(page, index, found, content)
            return (content, made.shape, made.by, "that somebody act", None) if made else None
        if {page.tree.lower(k) for k in page.tree.kids(content, "aux")} & FUTURE:
            by, doer = _noun_doer(page, index), subject(page, content)
            own = (
                by is not None
                and doer is not None
                and same(page, doer, by)
                and not page.tree.passive(content)
            )
            if found.kind == "threat" and not own:
                return None  # "a warning that prices would rise"
            return content, "verb" if own else "clause", by, "that it will be", None
    return None


def _noun_of_noun(page: Page, index: int, found: Entry) -> _Made | None:
    for noun in page.tree.kids(index, "nmod"):
        word = page.tree.marker(noun)
        if noun < index or word not in found.frames or word == "to" or not is_deed(page, noun, found):
            continue
        if found.kind == "demand":
            return noun, "noun", owner(page, noun), "a deed is asked for", None
        return noun, "noun", _noun_doer(page, index), "of a deed", None
    return None
