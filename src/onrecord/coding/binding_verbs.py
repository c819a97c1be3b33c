"""Candidates that verbs make: "vowed to", "urged them to", "demanded that", "called for"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.commitment_candidates import DUTIES, FUTURE, Candidate, is_decided, is_open, standing
from onrecord.coding.commitment_deeds import cause, doing, gerund, is_deed, owner
from onrecord.coding.commitment_words import Entry, action_class, words
from onrecord.coding.doers import agent, infinitive, is_somebody, reduced, subject
from onrecord.coding.page import Page


def of_verb(page: Page, index: int, found: Entry) -> Iterator[Candidate]:
    if is_open(page, index) or (found.kind == "demand" and standing(page, index) == "denied"):
        return
    for frame in (_object_acts, _self_commits, _behind_preposition, _subject_acts, _clause, _noun):
        made = frame(page, index, found)
        if made is not None:
            yield made
            return


def make(
    page: Page,
    index: int,
    found: Entry,
    action: int,
    shape: str,
    by: int | None,
    frame: str,
    **more: int | None,
) -> Candidate:
    harms = found.lemma in {"vow", "swear", "promise", "pledge"} and _harms(page, action)
    return Candidate(
        predicate=index,
        kind="threat" if harms else found.kind,
        action=action,
        shape=shape,
        by=by,
        to=more.get("to"),
        asker=more.get("asker"),
        standing=standing(page, index),
        weak=found.weak,
        plan=found.lemma in words("plan"),
        pattern=f"{found.pos} {found.lemma}: {frame}",
        sure=0.75 if found.weak else 0.9,
    )


def _harms(page: Page, action: int) -> bool:
    """ "vowed to strike back": a promise to do harm."""
    return action_class(page.annotation.tokens[action].lemma) == "harm"


def _is_passive(page: Page, index: int) -> bool:
    return page.tree.passive(index) or reduced(page, index)


def _object(page: Page, index: int) -> int | None:
    return next((k for k in page.tree.kids(index, "iobj", "obj") if k > index), None)


def _object_acts(page: Page, index: int, found: Entry) -> Candidate | None:
    if "obj-to" not in found.frames:
        return None
    if _is_passive(page, index):
        action = doing(page, index)
        by = subject(page, index)
        asker = agent(page, index)
    else:
        by = _object(page, index)
        action = doing(page, index, by)
        if by is None and action is not None:  # the parser takes "urged Iran to stop" for one clause
            by = next((k for k in page.tree.kids(action, "nsubj") if index < k < action), None)
        asker = subject(page, index)
    if action is None or by is None or not is_somebody(page, by):
        return None
    if found.kind == "expectation" and not is_decided(page, action):
        return None
    if found.lemma == "want" and page.tree.lower(by) in {"us", "me"}:
        return None  # "they want us to fail"
    return make(page, index, found, action, "verb", by, "who is asked acts", asker=asker)


def _self_commits(page: Page, index: int, found: Entry) -> Candidate | None:
    """ "committed itself to ending", "is committed to ending"."""
    if not {"self-to", "to-ing"} & found.frames:
        return None
    by = subject(page, index)
    action = doing(page, index) or gerund(page, index, "to")
    if action is not None:
        return make(page, index, found, action, "verb", by, "own")
    thing = cause(page, index, found)
    return make(page, index, found, thing, "noun", by, "to a cause") if thing is not None else None


def _behind_preposition(page: Page, index: int, found: Entry) -> Candidate | None:
    """ "called on Russia to", "called for the siege to be lifted"."""
    for noun in page.tree.kids(index, "obl", "nmod", "obj"):
        word = page.tree.marker(noun)
        if noun < index or f"{word}-to" not in found.frames:
            continue
        action = doing(page, noun, index)
        if action is not None and noun < action:
            return asked(page, index, found, noun, action)
    return None


def asked(page: Page, index: int, found: Entry, noun: int, action: int) -> Candidate | None:
    asker = subject(page, index) if found.pos == "verb" else None
    if page.tree.passive(action):
        return make(page, index, found, action, "verb", agent(page, action), "is to be done", asker=asker)
    if not is_somebody(page, noun):
        return None
    return make(page, index, found, action, "verb", noun, "who is called on acts", asker=asker)


def _subject_acts(page: Page, index: int, found: Entry) -> Candidate | None:
    if "to" not in found.frames or _is_passive(page, index):
        return None
    action = doing(page, index)
    by = subject(page, index)
    if action is None or (
        by is not None and not (is_somebody(page, by) or _it_promises(page, by, found, action))
    ):
        return None
    between = _object(page, index)
    to = (
        between if between is not None and between < action and "obj" in found.to else _to(page, index, found)
    )
    return make(page, index, found, action, "verb", by, "subject acts", to=to)


def _it_promises(page: Page, by: int, found: Entry, action: int) -> bool:
    """ "in which it promises to shut the road", but not "it promises to be a long night"."""
    binds = found.kind in {"pledge", "agreement"} and not found.weak
    return binds and page.tree.lower(by) == "it" and is_decided(page, action)


def _to(page: Page, index: int, found: Entry) -> int | None:
    """Who gets a promise: the object or what stands behind the preposition of the word."""
    if found.kind in {"demand", "obligation"}:
        return None
    for word in found.to:
        nouns = (
            page.tree.kids(index, "iobj", "obj") if word == "obj" else page.tree.kids(index, "obl", "nmod")
        )
        for noun in nouns:
            if noun > index and (word == "obj" or page.tree.marker(noun) == word) and is_somebody(page, noun):
                return noun
    return None


def _clause(page: Page, index: int, found: Entry) -> Candidate | None:
    if not {"that", "obj-that"} & found.frames or _is_passive(page, index):
        return None
    if "that" not in found.frames and _object(page, index) is None:
        return None  # "the delegates assure that he wins": no promise without somebody assured
    for content in page.tree.kids(index, "ccomp"):
        if content > index and not infinitive(page, content):
            if found.kind in {"demand", "obligation"}:
                return demanded(page, index, found, content)
            return _promised(page, index, found, content)
    return None


def demanded(page: Page, index: int, found: Entry, content: int) -> Candidate | None:
    """ "demanded that Iran release them", "insisted that they must be released"."""
    tree, token = page.tree, page.annotation.tokens[content]
    auxiliaries = {tree.lower(k) for k in tree.kids(content, "aux", "aux:pass", "cop")}
    if not (auxiliaries & DUTIES or auxiliaries == {"be"} or _is_subjunctive(page, content, found)):
        return None
    by = agent(page, content) if tree.passive(content) else subject(page, content)
    if by is None or not is_somebody(page, by):
        return make(page, index, found, content, "clause", None, "is to be done", asker=subject(page, index))
    asker = subject(page, index)
    return make(page, index, found, content, "verb", by, "who is to act", asker=asker) if token else None


def _is_subjunctive(page: Page, content: int, found: Entry) -> bool:
    token = page.annotation.tokens[content]
    bare = token.upos == "VERB" and token.text.lower() == token.lemma.lower()
    if not bare or page.tree.kids(content, "aux"):
        return False
    return found.lemma != "insist" or _is_one(page, subject(page, content))


def _is_one(page: Page, head: int | None) -> bool:
    """Whether a subject is singular, so that a verb without "s" tells what is to be."""
    if head is None or page.tree.kids(head, "conj"):
        return False
    token = page.annotation.tokens[head]
    return token.upos in {"NOUN", "PROPN"} and token.text.lower() == token.lemma.lower()


def _promised(page: Page, index: int, found: Entry, content: int) -> Candidate | None:
    """ "promised that the road would be opened": a clause that looks ahead."""
    tree = page.tree
    ahead = FUTURE | DUTIES if found.kind == "agreement" else FUTURE
    if not {tree.lower(k) for k in tree.kids(content, "aux")} & ahead:
        return None
    by, doer = subject(page, index), subject(page, content)
    acts = tree.passive(content) or (doer is not None and is_somebody(page, doer))
    if found.kind == "agreement" and not acts:
        return None  # "economists agree that growth will be slow"
    own = doer is not None and by is not None and same(page, doer, by) and not tree.passive(content)
    if found.kind == "expectation":
        if doer is None or tree.passive(content) or not is_somebody(page, doer):
            return None
        return make(page, index, found, content, "verb", doer, "who is expected acts", asker=by)
    return make(
        page,
        index,
        found,
        content,
        "verb" if own else "clause",
        by,
        "promises that",
        to=_to(page, index, found),
    )


def same(page: Page, one: int, other: int) -> bool:
    if page.tree.lower(one) in {"he", "she", "it", "they", "i", "we"}:
        actors = page.actors_at(one)
        return not actors or actors == page.actors_at(other)
    return bool(page.actors_at(one)) and page.actors_at(one) == page.actors_at(other)


def _noun(page: Page, index: int, found: Entry) -> Candidate | None:
    """ "demanded the release of", "called for an end to", "agreed on a truce"."""
    if _is_passive(page, index):
        return None
    for noun in page.tree.kids(index, "obj", "obl", "nmod"):
        word = page.tree.marker(noun) or "np"
        if noun < index or word not in found.frames or not is_deed(page, noun, found):
            continue
        first = subject(page, index)
        asks = found.kind in {"demand", "obligation"}  # which texts do too: "the report called for"
        if first is not None and not asks and not is_somebody(page, first):
            return None
        if asks:
            by = _asked_of(page, index, found) or owner(page, noun)
            return make(page, index, found, noun, "noun", by, "a deed is asked for", asker=first)
        return make(
            page, index, found, noun, "noun", subject(page, index), "a deed", to=_to(page, index, found)
        )
    return None


def _asked_of(page: Page, index: int, found: Entry) -> int | None:
    whom = _object(page, index)
    if whom is not None and "obj-to" in found.frames and is_somebody(page, whom):
        return whom  # "asked France for help"
    nouns = page.tree.kids(index, "obl", "nmod")
    return next(
        (n for n in nouns if n > index and page.tree.marker(n) in found.to and is_somebody(page, n)), None
    )
