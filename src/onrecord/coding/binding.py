"""Candidates for commitments that a word of the lexicon makes: "vowed to", "called for", "has a duty to"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.coding.commitment_words import Entry, Kind, action_class, entry, texts, words
from onrecord.coding.doers import agent, infinitive, infinitives, is_somebody, reduced, subject
from onrecord.coding.page import Page

HEDGES = {
    "may",
    "might",
    "can",
    "could",
    "will",
    "would",
    "shall",
    "should",
    "must",
    "'ll",
    "’ll",
    "'d",
    "’d",
}
FUTURE = {"will", "would", "shall", "'ll", "’ll", "'d", "’d", "wo", "wouldn", "ca"}
DUTIES = {"should", "must", "shall", "ought"}
CONDITIONAL = {"if", "unless", "whether", "lest", "without", "until", "once"}
DEED_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "al")
BY_PREPOSITIONS = ("of", "by", "from", "between")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A commitment as far as syntax tells it; parties are the heads of their phrases.

    Attributes:
        shape: how the action is cut out: a verb phrase, a clause with its subject, a noun phrase.
        standing: whether the report says that it was made, not made, kept or broken.
    """

    predicate: int
    kind: Kind
    action: int
    shape: str
    by: int | None = None
    to: int | None = None
    asker: int | None = None
    standing: str = "made"
    weak: bool = False
    plan: bool = False
    pattern: str
    sure: float


def lexical(page: Page) -> Iterator[Candidate]:
    """What the words of the lexicon make, in the order of the text."""
    for index in range(len(page.annotation.tokens)):
        found = _entry(page, index)
        if found is None:
            continue
        readers = {"verb": _of_verb, "noun": _of_noun, "adj": _of_adjective}
        yield from readers[found.pos](page, index, found)


def _entry(page: Page, index: int) -> Entry | None:
    token = page.annotation.tokens[index]
    if token.upos == "VERB" and page.tree.kids(index, "cop"):  # "is prepared to", parsed as a verb
        return entry(token.text.lower(), "ADJ") or entry(token.lemma, "VERB")
    if token.upos == "ADJ":
        return entry(token.text.lower(), "ADJ")
    return entry(token.lemma, token.upos)


# --- whether it is said at all -------------------------------------------------------------------------------


def is_open(page: Page, index: int) -> bool:
    """Whether a verb or adjective is only supposed: under a modal, a condition, a question, another verb's "to"."""
    tree = page.tree
    hedges = {tree.lower(k) for k in tree.kids(index, "aux")} & HEDGES
    first = subject(page, index)
    performs = first is not None and tree.lower(first) in {"i", "we"} and hedges <= {"would", "'d", "’d"}
    if hedges and not performs:
        return True
    if any(tree.lower(k) == "no" for n in tree.kids(index, "nsubj") for k in [n, *tree.kids(n, "det")]):
        return True
    return is_supposed(page, index)


def is_supposed(page: Page, index: int) -> bool:
    """Whether a word stands under a condition, a question or an infinitive."""
    tree = page.tree
    if infinitive(page, index):
        above = page.annotation.tokens[index].head
        if above < 0 or page.annotation.tokens[above].lemma.lower() not in words("go_on"):
            return True
    if _shares_infinitive(page, index) or tree.asked(index):
        return True
    at, steps = index, 0
    while at >= 0 and steps < 8:
        if tree.marker(at).split(" ")[0] in CONDITIONAL and tree.rel(at) in {
            "advcl",
            "ccomp",
            "acl",
            "obl",
            "xcomp",
        }:
            return True
        at, steps = page.annotation.tokens[at].head, steps + 1
    return False


def _shares_infinitive(page: Page, index: int) -> bool:
    """ "hopes to meet and urge them to": the second verb is an infinitive as well."""
    token = page.annotation.tokens[index]
    if page.tree.rel(index) != "conj" or page.tree.kids(index, "nsubj", "aux"):
        return False
    above = page.annotation.tokens[token.head]
    return infinitive(page, token.head) and token.text.lower() == token.lemma.lower() and above.upos == "VERB"


def is_decided(page: Page, action: int) -> bool:
    """Whether an action is one that somebody decides on: not "to win", not "to be a member"."""
    token = page.annotation.tokens[action]
    if token.upos != "VERB" or page.tree.kids(action, "cop"):
        return False
    return action_class(token.lemma) not in {"state", "chance"}


def standing(page: Page, index: int) -> str:
    return "denied" if page.tree.negated(index) else "made"


# --- verbs ---------------------------------------------------------------------------------------------------


def _of_verb(page: Page, index: int, found: Entry) -> Iterator[Candidate]:
    if is_open(page, index) or (found.kind == "demand" and standing(page, index) == "denied"):
        return
    for frame in (_object_acts, _self_commits, _behind_preposition, _subject_acts, _clause, _noun):
        made = frame(page, index, found)
        if made is not None:
            yield made
            return


def _make(
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


def _doing(page: Page, *anchors: int | None) -> int | None:
    """The first infinitive that hangs on a verb or, by a slip of the parser, on its object."""
    found = [inf for anchor in anchors if anchor is not None for inf in infinitives(page, anchor)]
    return min(found, default=None)


def _object_acts(page: Page, index: int, found: Entry) -> Candidate | None:
    if "obj-to" not in found.frames:
        return None
    if _is_passive(page, index):
        action = _doing(page, index)
        by = subject(page, index)
        asker = agent(page, index)
    else:
        by = _object(page, index)
        action = _doing(page, index, by)
        if by is None and action is not None:  # the parser takes "urged Iran to stop" for one clause
            by = next((k for k in page.tree.kids(action, "nsubj") if index < k < action), None)
        asker = subject(page, index)
    if action is None or by is None or not is_somebody(page, by):
        return None
    if found.kind == "expectation" and not is_decided(page, action):
        return None
    if found.lemma == "want" and page.tree.lower(by) in {"us", "me"}:
        return None  # "they want us to fail"
    return _make(page, index, found, action, "verb", by, "who is asked acts", asker=asker)


def _self_commits(page: Page, index: int, found: Entry) -> Candidate | None:
    """ "committed itself to ending", "is committed to ending"."""
    if not {"self-to", "to-ing"} & found.frames:
        return None
    by = subject(page, index)
    action = _doing(page, index) or _gerund(page, index, "to")
    if action is not None:
        return _make(page, index, found, action, "verb", by, "own")
    thing = _cause(page, index, found)
    return _make(page, index, found, thing, "noun", by, "to a cause") if thing is not None else None


def _cause(page: Page, index: int, found: Entry) -> int | None:
    """ "committed to a peaceful solution", but not "committed to that"."""
    if "to-np" not in found.frames:
        return None
    for noun in page.tree.kids(index, "obl", "nmod"):
        pointing = any(
            page.tree.lower(k) in {"that", "this", "these", "those"} for k in page.tree.kids(noun, "det")
        )
        if noun > index and page.tree.marker(noun) == "to" and not pointing and _is_deed(page, noun, found):
            return noun
    return None


def _gerund(page: Page, index: int, word: str) -> int | None:
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


def _behind_preposition(page: Page, index: int, found: Entry) -> Candidate | None:
    """ "called on Russia to", "called for the siege to be lifted"."""
    for noun in page.tree.kids(index, "obl", "nmod", "obj"):
        word = page.tree.marker(noun)
        if noun < index or f"{word}-to" not in found.frames:
            continue
        action = _doing(page, noun, index)
        if action is not None and noun < action:
            return _asked(page, index, found, noun, action)
    return None


def _asked(page: Page, index: int, found: Entry, noun: int, action: int) -> Candidate | None:
    asker = subject(page, index) if found.pos == "verb" else None
    if page.tree.passive(action):
        return _make(page, index, found, action, "verb", agent(page, action), "is to be done", asker=asker)
    if not is_somebody(page, noun):
        return None
    return _make(page, index, found, action, "verb", noun, "who is called on acts", asker=asker)


def _subject_acts(page: Page, index: int, found: Entry) -> Candidate | None:
    if "to" not in found.frames or _is_passive(page, index):
        return None
    action = _doing(page, index)
    by = subject(page, index)
    if action is None or (by is not None and not is_somebody(page, by)):
        return None
    between = _object(page, index)
    to = (
        between if between is not None and between < action and "obj" in found.to else _to(page, index, found)
    )
    return _make(page, index, found, action, "verb", by, "subject acts", to=to)


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
    for content in page.tree.kids(index, "ccomp"):
        if content > index and not infinitive(page, content):
            if found.kind in {"demand", "obligation"}:
                return _demanded(page, index, found, content)
            return _promised(page, index, found, content)
    return None


def _demanded(page: Page, index: int, found: Entry, content: int) -> Candidate | None:
    """ "demanded that Iran release them", "insisted that they must be released"."""
    tree, token = page.tree, page.annotation.tokens[content]
    auxiliaries = {tree.lower(k) for k in tree.kids(content, "aux", "aux:pass", "cop")}
    if not (auxiliaries & DUTIES or auxiliaries == {"be"} or _is_subjunctive(page, content, found)):
        return None
    by = agent(page, content) if tree.passive(content) else subject(page, content)
    if by is None or not is_somebody(page, by):
        return _make(page, index, found, content, "clause", None, "is to be done", asker=subject(page, index))
    asker = subject(page, index)
    return _make(page, index, found, content, "verb", by, "who is to act", asker=asker) if token else None


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
    own = doer is not None and by is not None and _same(page, doer, by) and not tree.passive(content)
    if found.kind == "expectation":
        if doer is None or tree.passive(content) or not is_somebody(page, doer):
            return None
        return _make(page, index, found, content, "verb", doer, "who is expected acts", asker=by)
    return _make(
        page,
        index,
        found,
        content,
        "verb" if own else "clause",
        by,
        "promises that",
        to=_to(page, index, found),
    )


def _same(page: Page, one: int, other: int) -> bool:
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
        if noun < index or word not in found.frames or not _is_deed(page, noun, found):
            continue
        first = subject(page, index)
        if first is not None and not is_somebody(page, first):
            return None
        if found.kind in {"demand", "obligation"}:
            by = _asked_of(page, index, found) or owner(page, noun)
            return _make(page, index, found, noun, "noun", by, "a deed is asked for", asker=first)
        return _make(
            page, index, found, noun, "noun", subject(page, index), "a deed", to=_to(page, index, found)
        )
    return None


def _asked_of(page: Page, index: int, found: Entry) -> int | None:
    asked = _object(page, index)
    if asked is not None and "obj-to" in found.frames and is_somebody(page, asked):
        return asked  # "asked France for help"
    nouns = page.tree.kids(index, "obl", "nmod")
    return next(
        (n for n in nouns if n > index and page.tree.marker(n) in found.to and is_somebody(page, n)), None
    )


def _is_deed(page: Page, noun: int, found: Entry) -> bool:
    """A noun that may name what is done: neither a name, a person, a time nor a pronoun.

    What is asked or requested is often a thing ("asked for the key"), so the noun must look like a deed.
    """
    token = page.annotation.tokens[noun]
    if found.lemma in {"ask", "request", "threaten"} and not _sounds_done(token.lemma.lower()):
        return False
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


# --- adjectives ----------------------------------------------------------------------------------------------


def _of_adjective(page: Page, index: int, found: Entry) -> Iterator[Candidate]:
    by = subject(page, index)
    if by is None or is_open(page, index) or not is_somebody(page, by):
        return
    action = _doing(page, index) or (_gerund(page, index, "to") if "to-ing" in found.frames else None)
    if action is None:
        thing = _cause(page, index, found)
        if thing is not None:
            yield _make(page, index, found, thing, "noun", by, "to a cause")
        return
    yield _make(page, index, found, action, "verb", by, "subject acts")


# --- nouns ---------------------------------------------------------------------------------------------------


def _of_noun(page: Page, index: int, found: Entry) -> Iterator[Candidate]:
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


_Made = tuple[int, str, int | None, str, int | None]


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
    action = _doing(page, index) if "to" in found.frames else None
    if action is None and "to-ing" in found.frames:
        action = _gerund(page, index, "to")
    cause = _cause(page, index, found) if action is None else None
    if action is None and cause is None:
        return None
    by = _noun_doer(page, index)
    if by is not None and not (is_somebody(page, by) or page.annotation.tokens[by].deprel == "nmod:poss"):
        by = None
    if found.kind == "demand":  # "an order to leave": whoever orders is not who leaves
        by = None
    if action is None:
        return (cause, "noun", by, "to a cause", None) if cause is not None and by is not None else None
    return action, "verb", by, "to act", None


def _noun_asks(page: Page, index: int, found: Entry) -> _Made | None:
    for noun in page.tree.kids(index, "nmod", "obl"):
        if noun > index and f"{page.tree.marker(noun)}-to" in found.frames:
            action = _doing(page, noun, index, _governor(page, index))
            if action is not None and noun < action:
                made = _asked(page, index, found, noun, action)
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
            made = _demanded(page, index, found, content)
            return (content, made.shape, made.by, "that somebody act", None) if made else None
        if {page.tree.lower(k) for k in page.tree.kids(content, "aux")} & FUTURE:
            return content, "clause", _noun_doer(page, index), "that it will be", None
    return None


def _noun_of_noun(page: Page, index: int, found: Entry) -> _Made | None:
    for noun in page.tree.kids(index, "nmod"):
        word = page.tree.marker(noun)
        if noun < index or word not in found.frames or word == "to" or not _is_deed(page, noun, found):
            continue
        if found.kind == "demand":
            return noun, "noun", owner(page, noun), "a deed is asked for", None
        return noun, "noun", _noun_doer(page, index), "of a deed", None
    return None
