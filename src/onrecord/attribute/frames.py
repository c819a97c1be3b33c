"""Where the content of a cue stands in the parse: a generator for each frame of the lexicon, the surest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.attribute.cues import RAISING, cue_tokens, is_aside, says_too
from onrecord.attribute.lexicon import LIGHT_NOUNS, Entry, entry
from onrecord.attribute.sources import agent
from onrecord.syntax import RELATIVES, Tree

WH = {"what", "how", "why", "when", "where", "who", "which", "whether", "if", "whose"}
SEEM = {"seem", "appear"}
BEFORE_COMMA = 12  # tokens that a tag such as "the minister of X said on Friday" may reasonably have
PREPOSITION_FRAMES = {
    *("of", "about", "on", "for", "against", "to", "with"),
    *("in", "at", "by", "over", "out", "as", "upon"),
}
ABOUT_TIME = {"obl:tmod", "obl:unmarked", "obl:agent"}  # phrases behind an object that are not part of it


class Found(NamedTuple):
    """A content in token indices; ``cue`` are tokens that belong to the cue besides its own."""

    frame: str
    content: list[int]
    cue: Sequence[int] = ()


def verb_contents(tree: Tree, index: int, found: Entry) -> Iterator[Found]:
    """What a verb says, by each frame that its entry opens."""
    frames = found.frames
    if frames & {"that", "wh", "quote", "ing"}:
        yield from _reported(tree, index, frames)
        yield from _object_clauses(tree, index, frames)
        yield from _tagged(tree, index)
        yield from _participles(tree, index, frames)
        yield from _as_parenthesis(tree, index)
    if frames & {"to", "obj-to", "that", "as"}:
        yield from _raised(tree, index, found)
    if frames & {"to", "obj-to"}:
        yield from _infinitives(tree, index, frames)
    if frames & {"as", "complement"}:
        yield from _complements(tree, index, frames)
    if "as" in frames:
        yield from _objects_with_as(tree, index)
    if "light" in frames:
        yield from _light(tree, index)
    yield from _objects_with_phrase(tree, index, frames)
    for thing in _prepositional(tree, index, frames, "obl", "advcl", "nmod"):
        yield _behind_preposition(tree, thing)
    if "np" in frames:
        yield from _objects(tree, index)


def noun_contents(tree: Tree, index: int, frames: Collection[str]) -> Iterator[Found]:
    """What a noun says: "the claim that", "a promise to", "criticism of"."""
    for clause in tree.kids(index, "acl", "ccomp", "advcl"):
        mark = tree.marker(clause)
        if clause < index:
            continue
        if mark == "that" and "that" in frames and tree.tokens[clause].deprel != "acl:relcl":
            yield Found("that", _words(tree, clause))
        elif mark == "to" and "to" in frames:
            yield Found("to", _words(tree, clause))
    for thing in _prepositional(tree, index, frames, "nmod", "obl", "acl", "advcl"):
        yield _behind_fact(tree, thing) or _behind_preposition(tree, thing)


def adjective_contents(tree: Tree, index: int, frames: Collection[str]) -> Iterator[Found]:
    """What an adjective says: "is certain that", "is ready to", "is critical of"."""
    for clause in tree.kids(index, "ccomp", "xcomp", "advcl", "acl"):
        mark = tree.marker(clause)
        if clause < index:
            continue
        if mark in {"that", ""} and "that" in frames and tree.rel(clause) == "ccomp":
            yield Found("that", _words(tree, clause))
        elif mark == "to" and "to" in frames:
            yield Found("to", _words(tree, clause))
    for thing in _prepositional(tree, index, frames, "obl", "nmod", "advcl"):
        yield _behind_preposition(tree, thing)


def _words(tree: Tree, *heads: int, without: Iterable[int] = ()) -> list[int]:
    """All that stands below some tokens, less single words, without punctuation at the edges."""
    below = {i for head in heads for i in tree.below(head)}
    return tree.trim(sorted(below.difference(without)))


# --- clauses -------------------------------------------------------------------------------------------------


def _reported(tree: Tree, index: int, frames: Collection[str]) -> Iterator[Found]:
    """ "Said that X", "asked whether X", "X, he said"."""
    for clause in _reported_clauses(tree, index):
        if tree.tokens[clause].deprel == "parataxis" and not _stands_before_tag(tree, clause, index):
            continue
        wh = _is_wh(tree, clause)
        if wh and not {"wh", "quote"} & set(frames):
            continue
        more = [k for k in tree.kids(index, "ccomp") if k > clause > index]
        if not tree.kids(clause, "nsubj", "csubj", "expl", "mark"):  # "believed the movement helped"
            more += [k for k in tree.kids(index, "obj") if index < k < clause]
        content = {*_full_clause(tree, index, clause), *(i for k in more for i in tree.below(k))}
        yield Found("wh" if wh else "that", tree.trim(sorted(content)))


def _reported_clauses(tree: Tree, index: int) -> list[int]:
    """The clauses of a cue, behind it before those in front; "went on to say" has them at "went"."""
    found = tree.kids(index, "ccomp", "csubj:pass", "parataxis")
    head = tree.tokens[index].head
    if not found and tree.rel(index) == "xcomp" and tree.tokens[head].lemma in RAISING:
        found = [k for k in tree.kids(head, "ccomp", "parataxis") if k < head]
    if not found:  # "said in a statement that", where the parse gives the clause to the statement
        papers = [k for k in tree.kids(index, "obl") if k > index and tree.marker(k) in {"in", "on"}]
        found = [k for paper in papers for k in tree.kids(paper, "acl", "ccomp") if tree.marker(k) == "that"]
    return sorted(found, key=lambda k: (k < index, k))


def _stands_before_tag(tree: Tree, clause: int, index: int) -> bool:
    """A clause set beside its tag: "The talks are over, Lavrov said" when the tag is the root."""
    return clause < index and tree.tokens[clause].upos in {"VERB", "AUX", "ADJ", "NOUN"}


def _is_wh(tree: Tree, clause: int) -> bool:
    first = _words(tree, clause)
    return bool(first) and tree.lower(first[0]) in WH


def _full_clause(tree: Tree, cue: int, clause: int) -> list[int]:
    """The reported clause; one that stands before its tag takes the sentence up to the tag."""
    behind = [i for i in tree.below(clause) if i > clause]
    asides = [i for i in behind if tree.rel(i) == "advcl" and is_aside(tree, i)]
    again = [i for i in behind if tree.rel(i) == "conj" and says_too(tree, cue, i)]
    content = tree.below(clause, [cue, *asides, *again])
    return tree.trim([*_lead_in(tree, cue, clause, content), *content])


def _lead_in(tree: Tree, cue: int, clause: int, content: list[int]) -> list[int]:
    """What the parse hangs on a tag though it opens the sentence: "On Friday" of "On Friday talks failed, he said"."""
    if not 0 < cue - content[-1] <= BEFORE_COMMA:
        return []
    tag = set(tree.below(cue, [clause])).difference(content)
    start, _ = tree.sentence(cue)
    if min(i for i in tag if i > content[-1]) - start <= 2:
        return []
    return [i for i in range(start, content[0]) if i in tag]


def _object_clauses(tree: Tree, index: int, frames: Collection[str]) -> Iterator[Found]:
    """ "Believed the movement helped", where the parse takes the subject for an object."""
    for clause in tree.kids(index, "xcomp"):
        things = [i for i in tree.kids(index, "obj") if index < i < clause]
        if "that" in frames and things and not tree.marker(clause) and tree.tokens[clause].upos == "VERB":
            yield Found("that", _words(tree, *things, clause))


def _tagged(tree: Tree, index: int) -> Iterator[Found]:
    """ "X, he said", where the tag hangs on what is said."""
    if tree.rel(index) == "parataxis" and not tree.kids(index, "ccomp"):
        content = tree.below(tree.tokens[index].head, [index])
        if content and agent(tree, index):
            yield Found("tag", tree.trim(content))


def _participles(tree: Tree, index: int, frames: Collection[str]) -> Iterator[Found]:
    """ "Denied taking part"."""
    for clause in tree.kids(index, "xcomp", "advcl") if "ing" in frames else ():
        if tree.lower(clause).endswith("ing") and not tree.marker(clause) and clause > index:
            yield Found("ing", _words(tree, clause))


def _as_parenthesis(tree: Tree, index: int) -> Iterator[Found]:
    """ "..., as X said": the content is the clause that the parenthesis stands in."""
    if tree.rel(index) != "advcl" or tree.marker(index) != "as" or tree.kids(index, "ccomp", "obj", "xcomp"):
        return
    content = tree.trim(tree.below(tree.tokens[index].head, [index]))
    if len(content) > 2 and agent(tree, index):
        yield Found("as-clause", content, tree.kids(index, "mark"))


# --- infinitives and complements -----------------------------------------------------------------------------


def _raised(tree: Tree, index: int, found: Entry) -> Iterator[Found]:
    """ "X is expected to", "X seems to": nobody is named, and X belongs to what is expected."""
    if found.lemma in {"quote", "cite"}:  # "was quoted as warning": the warning says it
        return
    said_of = tree.passive(index) and "that" in found.frames and found.addressee != "obj"
    if not (said_of or found.lemma in SEEM) or any(tree.marker(k) == "by" for k in tree.kids(index, "obl")):
        return
    subjects = [i for i in tree.kids(index, "nsubj") if tree.lower(i) != "it"]
    for kid in tree.kids(index, "xcomp", "ccomp", "obl", "advcl") if subjects else ():
        plain = tree.rel(kid) == "xcomp" and tree.marker(kid) in {"to", ""} and kid > index
        if plain or ("as" in found.frames and _opens_with_as(tree, kid)):
            yield Found("raised", _words(tree, *subjects, kid))


def _infinitives(tree: Tree, index: int, frames: Collection[str]) -> Iterator[Found]:
    """ "Promised to X", "urged Y to X", "called on Y to X"."""
    passive = tree.passive(index)
    for clause in tree.kids(index, "xcomp", "advcl", "ccomp"):
        marked = any(tree.lower(i) == "to" for i in tree.kids(clause, "mark", "aux"))
        if not marked or clause < index:
            continue
        objects = [i for i in tree.kids(index, "obj", "iobj") if index < i < clause]
        asked = [i for i in tree.kids(index, "obl") if index < i < clause]
        asked = [i for i in asked if tree.marker(i) in {"on", "to", "upon"}]
        if "obj-to" in frames and asked:
            yield Found("obj-to", _words(tree, clause), tree.kids(asked[0], "case"))
        elif "obj-to" in frames and (objects or passive):
            yield Found("obj-to", _words(tree, clause, *([] if passive else objects)))
        elif "to" in frames and not (objects or passive):
            yield Found("to", _words(tree, clause))


def _complements(tree: Tree, index: int, frames: Collection[str]) -> Iterator[Found]:
    """ "Called it a lie", "described X as Y"."""
    objects = tree.kids(index, "obj", "nsubj:pass")
    for kid in (k for k in tree.children[index] if k > index):
        as_phrase = tree.rel(kid) in {"obl", "advcl", "xcomp", "nmod", "acl"} and _opens_with_as(tree, kid)
        nominal = tree.tokens[kid].upos in {"ADJ", "NOUN", "PROPN"}
        plain = tree.rel(kid) == "xcomp" and not tree.marker(kid) and nominal
        if (as_phrase and "as" in frames) or (plain and "complement" in frames):
            yield Found("as" if as_phrase else "complement", _words(tree, *objects, kid))


def _opens_with_as(tree: Tree, index: int) -> bool:
    return "as" in {tree.marker(index), tree.lower(index)}


def _objects_with_as(tree: Tree, index: int) -> Iterator[Found]:
    """ "Described X as Y", where the parse hangs Y on X."""
    for thing in tree.kids(index, "obj", "nsubj:pass"):
        for kid in tree.kids(thing, "nmod", "obl", "acl", "advcl"):
            if tree.marker(kid) == "as":
                yield Found("as", _words(tree, thing))


# --- objects and phrases -------------------------------------------------------------------------------------


def _light(tree: Tree, index: int) -> Iterator[Found]:
    """ "Expressed concern that", "issued a statement saying": the object is the word that says it."""
    for thing in tree.kids(index, "obj", "nsubj:pass"):
        known = entry(tree.tokens[thing].lemma, "NOUN")
        frames = known.frames if known else LIGHT_NOUNS.get(tree.tokens[thing].lemma)
        if not frames:
            continue
        for found in noun_contents(tree, thing, frames):
            middle = [i for i in tree.below(thing) if i not in found.content]
            yield Found(f"light-{found.frame}", found.content, [*middle, *found.cue])
        for clause in tree.kids(index, "ccomp", "advcl"):
            if tree.marker(clause) == "that" and clause > thing:
                yield Found("light-that", _words(tree, clause), tree.below(thing))
        for fact in tree.kids(index, "obl"):
            for clause in _fact_clauses(tree, fact) if fact > thing else ():
                middle = [*tree.below(thing), *tree.below(fact, [clause])]
                yield Found("light-that", _words(tree, clause), middle)


def _objects_with_phrase(tree: Tree, index: int, frames: Collection[str]) -> Iterator[Found]:
    """ "Accused X of Y": object and phrase together, with what follows them at the verb."""
    cue = cue_tokens(tree, index)
    for thing in _spoken_of(tree, index):
        for kid in [*tree.kids(index, "obl", "advcl"), *tree.kids(thing, "nmod", "acl")]:
            frame = f"obj-{tree.marker(kid)}"
            if kid > thing and frame in frames:
                last = max(tree.below(k)[-1] for k in _with_following(tree, index, kid))
                content = [i for i in range(tree.below(thing)[0], last + 1) if i not in cue]
                yield Found(frame, tree.trim(content))


def _objects(tree: Tree, index: int) -> Iterator[Found]:
    """ "Denied the charges": the object with the phrases right behind it."""
    outside = {i for kid in tree.kids(index, "nsubj", "conj", "parataxis") for i in tree.below(kid)}
    for thing in _spoken_of(tree, index):
        reached = {i for k in _with_following(tree, index, thing) for i in tree.below(k)}
        if tree.passive(index) or min(reached) < index:
            yield Found("np", _words(tree, thing))
        else:
            content = [i for i in range(min(reached), max(reached) + 1) if i not in outside]
            yield Found("np", tree.trim(content))


def _spoken_of(tree: Tree, index: int) -> list[int]:
    return [i for i in tree.kids(index, "obj", "nsubj:pass") if tree.lower(i) not in RELATIVES]


def _with_following(tree: Tree, index: int, thing: int) -> list[int]:
    """A phrase and those behind it at the same verb that are not about time."""
    behind = [k for k in tree.kids(index, "obl") if k > thing]
    return [thing, *(k for k in behind if tree.tokens[k].deprel not in ABOUT_TIME)]


def _prepositional(tree: Tree, index: int, frames: Collection[str], *relations: str) -> list[int]:
    """The phrases behind a cue whose preposition is one of its frames."""
    open_ = PREPOSITION_FRAMES.intersection(frames)
    return [k for k in tree.kids(index, *relations) if k > index and tree.marker(k) in open_]


def _behind_preposition(tree: Tree, thing: int) -> Found:
    marks = tree.kids(thing, "case", "mark")
    return Found(tree.marker(thing), _words(tree, thing, without=marks), marks)


def _behind_fact(tree: Tree, thing: int) -> Found | None:
    """ "Denial of the fact that X" says X."""
    for clause in _fact_clauses(tree, thing):
        marks = tree.kids(thing, "case", "mark")
        return Found(tree.marker(thing), _words(tree, clause), [*marks, thing])
    return None


def _fact_clauses(tree: Tree, thing: int) -> list[int]:
    if tree.tokens[thing].lemma != "fact":
        return []
    return [k for k in tree.kids(thing, "acl", "ccomp") if tree.marker(k) == "that"]
