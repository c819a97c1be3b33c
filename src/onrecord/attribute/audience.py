"""Who is spoken to: "told X", "asked by X", "in a letter to X", "speaking to X"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.attribute.lexicon import LIGHT_NOUNS, Entry
from onrecord.attribute.sources import Source, agent, is_reduced_passive, without_possessive
from onrecord.data import collective_by_lemma, title_by_name
from onrecord.syntax import Tree

TOLD = {"tell", "inform", "remind", "assure", "reassure", "notify", "convince", "persuade", "brief"}
# "Told the truth", "told a news conference": what is told, and where, does not listen.
NO_EARS = {
    *("story", "truth", "lie", "tale", "joke", "secret", "time", "way", "day"),
    *("conference", "briefing", "meeting", "rally", "forum", "summit", "event", "ceremony"),
}
# What somebody says something in or at, with the prepositions that name who hears or reads it.
OCCASIONS = {
    **dict.fromkeys(
        ("letter", "note", "message", "memo", "email", "e-mail", "mail", "reply", "response"), "to"
    ),
    **dict.fromkeys(("comment", "remark", "speech", "address", "statement", "testimony", "appeal"), "to"),
    **dict.fromkeys(("complaint", "petition", "report", "briefing", "submission", "presentation"), "to"),
    **dict.fromkeys(("interview", "conversation", "call", "talk", "meeting", "exchange"), "with"),
}
ADDRESSES = {
    "speak": {"to", "with", "before"},
    "talk": {"to", "with"},
    "write": {"to"},
    "testify": {"to", "before"},
}
SPOKEN_TO = {"ask", "press", "question", "quiz", "interview", "grill"}
NAMED_BY_NOUN = {"say", "promise", "warn", "demand", "suggest", "threaten"}  # "his promise to voters"
REPLY_TO = {"by", "from"}


def addressee(tree: Tree, index: int, found: Entry) -> Source:
    """The phrase for who is spoken to, the nearest to the cue's own grammar first."""
    for kid in _hearers(tree, index, found):
        if phrase := tuple(tree.phrase(kid)):
            return phrase
    for thing in tree.kids(index, "obj"):
        if tree.tokens[thing].lemma in LIGHT_NOUNS:
            return tuple(i for kid in tree.kids(thing, "nmod:poss") for i in without_possessive(tree, kid))
    if found.addressee == "obj" and is_reduced_passive(tree, index):
        return agent(tree, tree.tokens[index].head)
    return ()


def noun_addressee(tree: Tree, index: int, found: Entry) -> Source:
    """ "Voters" in "his promise to voters that"."""
    if found.class_ not in NAMED_BY_NOUN:
        return ()
    for kid in tree.kids(index, "nmod", "obl"):
        if kid > index and tree.marker(kid) == "to" and is_somebody(tree, kid):
            return tuple(tree.phrase(kid))
    return ()


def _hearers(tree: Tree, index: int, found: Entry) -> Iterator[int]:
    """The heads of the phrases that may name who hears or reads it."""
    if found.addressee == "obj":
        objects = tree.kids(index, "obj", "iobj")
        yield from (k for k in objects if k > index and _is_told(tree, index, k))
        yield from (k for k in tree.kids(index, "nsubj:pass") if is_somebody(tree, k))
    for kid in tree.kids(index, "obl", "iobj"):
        if found.addressee and tree.marker(kid) == found.addressee and is_somebody(tree, kid):
            yield kid
    yield from _at_occasions(tree, index)
    yield from _in_asides(tree, index)


def _is_told(tree: Tree, index: int, kid: int) -> bool:
    told = tree.tokens[index].lemma in TOLD and tree.tokens[kid].upos == "NOUN"
    return (told and tree.tokens[kid].lemma not in NO_EARS) or is_somebody(tree, kid)


def _at_occasions(tree: Tree, index: int) -> Iterator[int]:
    """ "In a letter to X", "in an interview with X"; "the letter to X said"; "sent X a letter saying"."""
    for occasion in tree.kids(index, "obl", "nsubj", "obj"):
        preposition = OCCASIONS.get(tree.tokens[occasion].lemma)
        for kid in tree.kids(occasion, "nmod") if preposition else ():
            if tree.marker(kid) == preposition and is_somebody(tree, kid):
                yield kid


def _in_asides(tree: Tree, index: int) -> Iterator[int]:
    """ "Speaking to X, he said", "asked by X, he said"."""
    for aside in tree.kids(index, "advcl"):
        lemma = tree.tokens[aside].lemma
        if lemma in SPOKEN_TO and is_reduced_passive(tree, aside):
            spoken_to = REPLY_TO
        elif tree.lower(aside).endswith("ing") and not tree.kids(aside, "nsubj"):
            spoken_to = ADDRESSES.get(lemma, set())
            yield from (k for k in tree.kids(aside, "obj") if lemma == "address" and is_somebody(tree, k))
        else:
            continue
        yield from (
            k for k in tree.kids(aside, "obl") if tree.marker(k) in spoken_to and is_somebody(tree, k)
        )
        yield from _at_occasions(tree, aside)


def is_somebody(tree: Tree, index: int) -> bool:
    """Somebody: a name, a personal pronoun, a title or a noun for people or bodies, but no laughter and no tents."""
    token = tree.tokens[index]
    if token.upos in {"PROPN", "PRON"}:
        return not tree.is_time(index)
    noun = collective_by_lemma().get(token.lemma.lower())
    return token.lemma.lower() in title_by_name() or bool(
        noun and not noun.document and (noun.animate or noun.kind)
    )
