"""Cues with a content of their own in the parse: "said that", "his claim that", "according to".

A cue opens one or more *frames* (lexicon.py); each frame looks for the content in one place of the tree. The
source is the subject, wherever syntax has put it: the agent of a passive, the subject of the verb above an
infinitive or a participle, the noun that a participle or relative clause stands at, the owner of a noun.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from onrecord.attribute.lexicon import Entry, entry, lexicon
from onrecord.attribute.tree import RELATIVES, TIME_WORDS, Tree

WH = {"what", "how", "why", "when", "where", "who", "which", "whether", "if", "whose"}
QUOTE_MARKS = {"”", '"', "''", "’", "»"}
SEEM = {"seem", "appear"}
# "went on to say", "declined to say", "wants to make clear": the verb above belongs to the cue.
RAISING = {
    "go",
    "continue",
    "want",
    "wish",
    "decline",
    "refuse",
    "seem",
    "appear",
    "be",
    "have",
    "try",
    "fail",
    "like",
}
NEGATING = {"decline", "refuse", "fail"}
BEFORE_COMMA = 12  # tokens that a tag such as "the minister of X said on Friday" may reasonably have
PREPOSITION_FRAMES = {
    "of",
    "about",
    "on",
    "for",
    "against",
    "to",
    "with",
    "in",
    "at",
    "by",
    "over",
    "out",
    "as",
    "upon",
}
LIGHT_NOUNS = {"attention": ("to",)}  # nouns that say something with a light verb only


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution in token indices; ``content`` may be empty for a cue that has only a quotation."""

    head: int
    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    entry: Entry
    frame: str
    addressee: tuple[int, ...] = ()
    polarity: str = "+"


def candidates(tree: Tree) -> list[Candidate]:
    """All candidates of the report, in the order of their cues; a cue gives at most one."""
    found: list[Candidate] = []
    for index, token in enumerate(tree.tokens):
        if token.upos in {"VERB", "AUX"}:
            found += _verb(tree, index)
        elif token.upos in {"NOUN", "PROPN"}:
            found += _noun(tree, index)
        elif token.upos == "ADJ":
            found += _adjective(tree, index)
        elif token.upos == "ADV":
            found += _adverb(tree, index)
        found += _prepositional(tree, index)
    return _without_asides(tree, found)


def _without_asides(tree: Tree, found: list[Candidate]) -> list[Candidate]:
    """ "..., according to X" at the end of a content is not part of it: X vouches for the whole sentence."""
    asides = [(min(c.cue), max(c.cue + c.source)) for c in found if c.frame == "preposition"]
    kept = []
    for candidate in found:
        for low, high in asides:
            content = candidate.content
            if candidate.head < low and content and content[0] < low <= content[-1] <= high + 1:
                before = tree.trim([i for i in content if i < low])
                candidate = replace(candidate, content=tuple(before))
        kept.append(candidate)
    return kept


# --- verbs ---------------------------------------------------------------------------------------------------


def verb_entry(tree: Tree, index: int) -> Entry | None:
    """The entry of a verb, with its particle where the lexicon has the pair."""
    token = tree.tokens[index]
    if index + 2 < len(tree.tokens) and (tree.lower(index + 1), tree.lower(index + 2)) == ("it", "clear"):
        return entry(f"{token.lemma} clear", "VERB") or entry(token.lemma, "VERB")
    for particle in tree.kids(index, "compound:prt"):
        found = entry(f"{token.lemma} {tree.lower(particle)}", "VERB")
        if found:
            return found
    for kid in tree.children[index]:
        if kid == index + 1 and tree.lower(kid) in {
            "out",
            "up",
            "back",
            "on",
            "aside",
            "off",
            "clear",
            "down",
            "it",
        }:
            found = entry(f"{token.lemma} {tree.lower(kid)}", "VERB")
            if found:
                return found
    return entry(token.lemma, "VERB")


def _verb(tree: Tree, index: int) -> Iterator[Candidate]:
    found = verb_entry(tree, index)
    if found is None or tree.rel(index) in {"amod", "aux", "cop", "case", "mark", "compound", "fixed"}:
        return
    for frame, content, extra in _verb_contents(tree, index, found):
        if all(tree.tokens[i].upos in {"PRON", "DET", "PUNCT"} for i in content):
            continue
        source = () if frame == "raised" else agent(tree, index)
        cue = cue_tokens(tree, index)
        inside = set(content)
        yield Candidate(
            index,
            tuple(i for i in sorted({*cue, *extra}) if i not in inside),
            source,
            tuple(content),
            found,
            frame,
            addressee(tree, index, found),
            _polarity(tree, index, found),
        )
        return


def _verb_contents(tree: Tree, index: int, found: Entry) -> Iterator[tuple[str, list[int], list[int]]]:
    """(frame, content, further cue tokens), the surest frame first."""
    frames = found.frames
    if frames & {"that", "wh", "quote", "ing"}:
        yield from _clause_contents(tree, index, frames)
        yield from _as_parenthesis(tree, index)
    if frames & {"to", "obj-to", "that", "as"}:
        yield from _raised_contents(tree, index, found)
    if frames & {"to", "obj-to"}:
        yield from _infinitive_contents(tree, index, frames)
    if "as" in frames or "complement" in frames:
        yield from _complement_contents(tree, index, frames)
    if "light" in frames:
        yield from _light_contents(tree, index)
    yield from _object_contents(tree, index, frames)


def _clause_contents(
    tree: Tree, index: int, frames: frozenset[str]
) -> Iterator[tuple[str, list[int], list[int]]]:
    for clause in _reported_clauses(tree, index):
        if tree.tokens[clause].deprel == "parataxis" and not _reported_by(tree, clause, index):
            continue
        wh = _is_wh(tree, clause)
        if wh and not frames & {"wh", "quote"}:
            continue
        content = _full_clause(tree, index, clause)
        more = [k for k in tree.kids(index, "ccomp") if k > clause > index]
        if not tree.kids(clause, "nsubj", "csubj", "expl", "mark"):  # "believed the movement helped"
            more += [k for k in tree.kids(index, "obj") if index < k < clause]
        content = tree.trim(sorted({*content, *(i for k in more for i in tree.below(k))}))
        yield ("wh" if wh else "that", content, [])
    for clause in tree.kids(index, "xcomp"):
        things = [i for i in tree.kids(index, "obj") if index < i < clause]
        if "that" in frames and things and not tree.marker(clause) and tree.tokens[clause].upos == "VERB":
            yield ("that", tree.trim([i for k in (*things, clause) for i in tree.below(k)]), [])
    if tree.rel(index) == "parataxis" and not _has_own_clause(tree, index):
        head = tree.tokens[index].head
        content = tree.below(head, [index])
        if content and agent(tree, index):
            yield ("tag", tree.trim(content), [])
    if "ing" in frames:
        for clause in tree.kids(index, "xcomp", "advcl"):
            if tree.lower(clause).endswith("ing") and not tree.marker(clause) and clause > index:
                yield ("ing", tree.trim(tree.below(clause)), [])


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


def _reported_by(tree: Tree, clause: int, index: int) -> bool:
    """A clause set beside its tag: "The talks are over, Lavrov said" when the tag is the root."""
    return clause < index and tree.tokens[clause].upos in {"VERB", "AUX", "ADJ", "NOUN"}


def _has_own_clause(tree: Tree, index: int) -> bool:
    return bool(tree.kids(index, "ccomp"))


def _is_wh(tree: Tree, clause: int) -> bool:
    first = tree.trim(tree.below(clause))
    return bool(first) and tree.lower(first[0]) in WH


def _full_clause(tree: Tree, cue: int, clause: int) -> list[int]:
    """The reported clause; one that stands before its tag takes the sentence up to the tag."""
    asides = [i for i in tree.below(clause) if i > clause and tree.rel(i) == "advcl" and is_aside(tree, i)]
    again = [
        i for i in tree.below(clause) if i > clause and tree.rel(i) == "conj" and _says_too(tree, cue, i)
    ]
    content = tree.below(clause, [cue, *asides, *again])
    tag = [i for i in tree.below(cue, [clause]) if i not in content]
    start, _ = tree.sentence(cue)
    first_of_tag = min([i for i in tag if i > content[-1]] or [cue])
    if content[-1] < cue and first_of_tag - start > 2 and cue - content[-1] <= BEFORE_COMMA:
        lead = [
            i
            for i in range(start, content[0])
            if i in tag or i in tree.kids(cue, "cc", "advmod", "obl", "punct")
        ]
        content = sorted({*content, *lead})
    return tree.trim(content)


def _as_parenthesis(tree: Tree, index: int) -> Iterator[tuple[str, list[int], list[int]]]:
    """ "..., as X said": the content is the clause that the parenthesis stands in."""
    if tree.rel(index) != "advcl" or tree.marker(index) != "as" or tree.kids(index, "ccomp", "obj", "xcomp"):
        return
    head = tree.tokens[index].head
    content = tree.trim(tree.below(head, [index]))
    if len(content) > 2 and agent(tree, index):
        yield ("as-clause", content, tree.kids(index, "mark"))


def _raised_contents(tree: Tree, index: int, found: Entry) -> Iterator[tuple[str, list[int], list[int]]]:
    """ "X is expected to", "X seems to": nobody is named, and X belongs to what is expected."""
    raises = found.lemma in SEEM or (
        tree.passive(index) and "that" in found.frames and found.addressee != "obj"
    )
    if not raises or any(tree.marker(k) == "by" for k in tree.kids(index, "obl")):
        return
    subjects = [i for i in tree.kids(index, "nsubj") if tree.lower(i) != "it"]
    for kid in tree.kids(index, "xcomp", "ccomp", "obl", "advcl"):
        as_phrase = "as" in {tree.marker(kid), tree.lower(kid)} and "as" in found.frames
        plain = tree.rel(kid) == "xcomp" and tree.marker(kid) in {"to", ""} and kid > index
        if subjects and (plain or as_phrase):
            content = [*(j for i in subjects for j in tree.below(i)), *tree.below(kid)]
            yield ("raised", tree.trim(sorted(set(content))), [])


def _infinitive_contents(
    tree: Tree, index: int, frames: frozenset[str]
) -> Iterator[tuple[str, list[int], list[int]]]:
    for clause in tree.kids(index, "xcomp", "advcl", "ccomp"):
        marked = any(tree.lower(i) == "to" for i in tree.kids(clause, "mark", "aux"))
        if not marked or clause < index:
            continue
        objects = [i for i in tree.kids(index, "obj", "iobj") if index < i < clause]
        asked = [
            i
            for i in tree.kids(index, "obl")
            if index < i < clause and tree.marker(i) in {"on", "to", "upon"}
        ]
        if asked and "obj-to" in frames:
            yield ("obj-to", tree.trim(tree.below(clause)), tree.kids(asked[0], "case"))
            continue
        passive = tree.passive(index)
        if objects or passive:
            if "obj-to" in frames:
                content = tree.below(clause)
                extra = [] if passive else [j for i in objects for j in tree.below(i)]
                yield ("obj-to", tree.trim(sorted({*content, *extra})), [])
        elif "to" in frames:
            yield ("to", tree.trim(tree.below(clause)), [])


def _complement_contents(
    tree: Tree, index: int, frames: frozenset[str]
) -> Iterator[tuple[str, list[int], list[int]]]:
    objects = tree.kids(index, "obj", "nsubj:pass")
    for kid in tree.children[index]:
        if kid < index:
            continue
        as_phrase = "as" in {tree.marker(kid), tree.lower(kid)} and tree.rel(kid) in {
            "obl",
            "advcl",
            "xcomp",
            "nmod",
            "acl",
        }
        plain = (
            tree.rel(kid) == "xcomp"
            and not tree.marker(kid)
            and tree.tokens[kid].upos in {"ADJ", "NOUN", "PROPN"}
        )
        if (as_phrase and "as" in frames) or (plain and "complement" in frames):
            content = [*[j for i in objects for j in tree.below(i)], *tree.below(kid)]
            yield ("as" if as_phrase else "complement", tree.trim(sorted(set(content))), [])
    if "as" in frames:
        for thing in objects:
            for kid in tree.kids(thing, "nmod", "obl", "acl", "advcl"):
                if tree.marker(kid) == "as":
                    yield ("as", tree.trim(tree.below(thing)), [])


def _light_contents(tree: Tree, index: int) -> Iterator[tuple[str, list[int], list[int]]]:
    """ "expressed concern that", "issued a statement saying": the object is the word that says it."""
    for thing in tree.kids(index, "obj", "nsubj:pass"):
        found = entry(tree.tokens[thing].lemma, "NOUN")
        prepositions = found.frames if found else LIGHT_NOUNS.get(tree.tokens[thing].lemma)
        if not prepositions:
            continue
        for kind, content, extra in _noun_contents(tree, thing, frozenset(prepositions)):
            middle = [i for i in tree.below(thing) if i not in content]
            yield (f"light-{kind}", content, [*middle, *extra])
        for clause in tree.kids(index, "ccomp", "advcl"):
            if tree.marker(clause) == "that" and clause > thing:
                yield ("light-that", tree.trim(tree.below(clause)), tree.below(thing))
        for fact in tree.kids(index, "obl"):
            for clause in tree.kids(fact, "acl", "ccomp"):
                if tree.tokens[fact].lemma == "fact" and tree.marker(clause) == "that" and fact > thing:
                    inner = tree.below(clause)
                    yield ("light-that", tree.trim(inner), [*tree.below(thing), *tree.below(fact, [clause])])


def _object_contents(
    tree: Tree, index: int, frames: frozenset[str]
) -> Iterator[tuple[str, list[int], list[int]]]:
    objects = [i for i in tree.kids(index, "obj", "nsubj:pass") if tree.lower(i) not in RELATIVES]
    for thing in objects:
        for kid in [*tree.kids(index, "obl", "advcl"), *tree.kids(thing, "nmod", "acl")]:
            if kid > thing and f"obj-{tree.marker(kid)}" in frames:
                last = max(tree.below(kid)[-1], *(tree.below(k)[-1] for k in _reach_kids(tree, index, kid)))
                content = [
                    i for i in range(min(tree.below(thing)), last + 1) if i not in cue_tokens(tree, index)
                ]
                yield (f"obj-{tree.marker(kid)}", tree.trim(content), [])
    for kid in tree.kids(index, "obl", "advcl", "nmod"):
        mark = tree.marker(kid)
        if mark in frames and mark in PREPOSITION_FRAMES and kid > index:
            marks = [*tree.kids(kid, "case", "mark")]
            content = [i for i in tree.below(kid) if i not in marks]
            yield (mark, tree.trim(content), marks)
    if "np" in frames:
        for thing in objects:
            yield ("np", tree.trim(_object_reach(tree, index, thing)), [])


def _reach_kids(tree: Tree, index: int, thing: int) -> list[int]:
    """The phrase itself and those behind it at the same verb that are not about time."""
    skip = {"obl:tmod", "obl:unmarked", "obl:agent"}
    return [thing, *(k for k in tree.kids(index, "obl") if k > thing and tree.tokens[k].deprel not in skip)]


def _object_reach(tree: Tree, index: int, thing: int) -> list[int]:
    """The object with the phrases right behind it that are not about time."""
    found = set(tree.below(thing))
    stop = {i for kid in tree.kids(index, "nsubj", "conj", "parataxis") for i in tree.below(kid)}
    for kid in _reach_kids(tree, index, thing):
        found |= set(tree.below(kid))
    if tree.passive(index) or min(found) < index:
        return tree.below(thing)
    return [i for i in range(min(found), max(found) + 1) if i not in stop]


# --- nouns, adjectives, adverbs ------------------------------------------------------------------------------


def _noun(tree: Tree, index: int) -> Iterator[Candidate]:
    found = entry(tree.tokens[index].lemma, "NOUN")
    if found is None:
        return
    head = tree.tokens[index].head
    if head >= 0 and tree.rel(index) in {"obj", "nsubj"} and _is_light(tree, head):
        return
    for frame, content, extra in _noun_contents(tree, index, found.frames):
        source = _owner(tree, index)
        mistaken = None if source or frame != "that" else _mistaken_verb(tree, index, content)
        if mistaken:
            yield mistaken
            return
        yield Candidate(index, tuple(sorted({index, *extra})), source, tuple(content), found, f"noun-{frame}")
        return


def _mistaken_verb(tree: Tree, index: int, content: list[int]) -> Candidate | None:
    """ "Reports circulating in the capital claim that ...": a sentence with no verb but this noun, which is one."""
    found = entry(tree.tokens[index].lemma, "VERB")
    start, _ = tree.sentence(index)
    root = next((i for i in range(start, index) if tree.tokens[i].head < 0), None)
    if found is None or root is None or tree.tokens[root].upos not in {"NOUN", "PROPN"}:
        return None
    if tree.kids(root, "cop", "nsubj") or tree.tokens[index - 1].upos in {"DET", "ADJ", "PRON", "ADP"}:
        return None
    return Candidate(
        index, (index,), tuple(tree.trim(list(range(root, index)))), tuple(content), found, "that"
    )


def _is_light(tree: Tree, index: int) -> bool:
    found = verb_entry(tree, index) if tree.tokens[index].upos in {"VERB", "AUX"} else None
    return bool(found and "light" in found.frames and tree.kids(index, "nsubj"))


def _noun_contents(
    tree: Tree, index: int, frames: frozenset[str]
) -> Iterator[tuple[str, list[int], list[int]]]:
    for clause in tree.kids(index, "acl", "ccomp", "acl:relcl", "advcl"):
        mark = tree.marker(clause)
        if clause < index:
            continue
        if mark == "that" and "that" in frames and tree.tokens[clause].deprel != "acl:relcl":
            yield ("that", tree.trim(tree.below(clause)), [])
        elif mark == "to" and "to" in frames:
            yield ("to", tree.trim(tree.below(clause)), [])
    for thing in tree.kids(index, "nmod", "obl", "acl", "advcl"):
        mark = tree.marker(thing)
        if mark in frames and mark in PREPOSITION_FRAMES and thing > index:
            marks = tree.kids(thing, "case", "mark")
            below = [i for i in tree.below(thing) if i not in marks]
            inner = [k for k in tree.kids(thing, "acl", "ccomp") if tree.marker(k) == "that"]
            if tree.tokens[thing].lemma == "fact" and inner:
                below, marks = tree.below(inner[0]), [*marks, thing]
            yield (mark, tree.trim(below), marks)


def _owner(tree: Tree, index: int) -> tuple[int, ...]:
    """Whose claim it is: "his claim", "Washington's statements", "a claim by the ministry", "made by"."""
    for kid in tree.kids(index, "nmod:poss"):
        return tuple(_without_possessive(tree, kid))
    repeated = _same_noun_before(tree, index)
    if repeated is not None:
        return _owner(tree, repeated)
    for kid in tree.kids(index, "nmod", "acl"):
        if tree.marker(kid) in {"by", "from"} and tree.rel(kid) == "nmod":
            return tuple(tree.phrase(kid))
        for agent_kid in tree.kids(kid, "obl"):
            if tree.rel(kid) == "acl" and tree.marker(agent_kid) == "by":
                return tuple(tree.phrase(agent_kid))
    head = tree.tokens[index].head
    if head >= 0 and tree.rel(index) == "obj" and tree.tokens[head].upos == "VERB":
        return agent(tree, head)
    return ()


def _same_noun_before(tree: Tree, index: int) -> int | None:
    """ "Americans' statements on ..., the statements that ...": the second is the first again."""
    if not any(tree.lower(k) in {"the", "these", "those", "this"} for k in tree.kids(index, "det")):
        return None
    start, _ = tree.sentence(index)
    for before in range(index - 1, start - 1, -1):
        same = tree.tokens[before].lemma == tree.tokens[index].lemma and tree.tokens[before].upos == "NOUN"
        if same and tree.kids(before, "nmod:poss"):
            return before
    return None


def _without_possessive(tree: Tree, index: int) -> list[int]:
    marks = set(tree.kids(index, "case"))
    return [i for i in tree.phrase(index) if i not in marks]


def _adjective(tree: Tree, index: int) -> Iterator[Candidate]:
    found = entry(tree.tokens[index].lemma, "ADJ")
    if found is None or not tree.kids(index, "cop", "nsubj"):
        return
    for frame, content, extra in _adjective_contents(tree, index, found.frames):
        cue = {index, *tree.kids(index, "cop", "aux", "advmod"), *extra} - set(content)
        polarity = "-" if tree.negated(index) else found.polarity
        yield Candidate(
            index,
            tuple(sorted(cue)),
            agent(tree, index),
            tuple(content),
            found,
            f"adj-{frame}",
            polarity=polarity,
        )
        return


def _adjective_contents(
    tree: Tree, index: int, frames: frozenset[str]
) -> Iterator[tuple[str, list[int], list[int]]]:
    for clause in tree.kids(index, "ccomp", "xcomp", "advcl", "acl"):
        mark = tree.marker(clause)
        if clause < index:
            continue
        if mark in {"that", ""} and "that" in frames and tree.rel(clause) == "ccomp":
            yield ("that", tree.trim(tree.below(clause)), [])
        elif mark == "to" and "to" in frames:
            yield ("to", tree.trim(tree.below(clause)), [])
    for thing in tree.kids(index, "obl", "nmod", "advcl"):
        mark = tree.marker(thing)
        if mark in frames and mark in PREPOSITION_FRAMES and thing > index:
            marks = tree.kids(thing, "case", "mark")
            yield (mark, tree.trim([i for i in tree.below(thing) if i not in marks]), marks)


def _adverb(tree: Tree, index: int) -> Iterator[Candidate]:
    found = entry(tree.tokens[index].lemma, "ADV")
    head = tree.tokens[index].head
    if found is None or head < 0 or tree.rel(index) != "advmod":
        return
    content = tree.trim(tree.below(head, [index, *tree.kids(head, "mark", "cc")]))
    yield Candidate(index, (index,), (), tuple(content), found, "adverb")


def _prepositional(tree: Tree, index: int) -> Iterator[Candidate]:
    """ "According to X", "in the words of X": X is the source, the sentence is the content."""
    length, found = _preposition_at(tree, index)
    if found is None or index + length >= len(tree.tokens):
        return
    start, end = tree.sentence(index)
    cue = tuple(range(index, index + length))
    head = _phrase_head(tree, index + length, end)
    if head is None:
        return
    source = [i for i in tree.phrase(head) if i >= index + length]
    aside = {*cue, *source, *(i for i in tree.below(head) if i >= index)}
    content = _sentence_around(tree, start, end, index, aside)
    if source and content:
        yield Candidate(index, cue, tuple(source), tuple(content), found, "preposition")


def _preposition_at(tree: Tree, index: int) -> tuple[int, Entry | None]:
    """How many tokens the prepositional cue at a token has, and its entry."""
    for words, found in _prepositions().get(tree.lower(index), ()):
        here = tuple(t.text.lower() for t in tree.tokens[index : index + len(words)])
        if here == words:
            return len(words), found
    return 0, None


@cache
def _prepositions() -> Mapping[str, list[tuple[tuple[str, ...], Entry]]]:
    """Prepositional cues by their first word."""
    table: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for found in lexicon().values():
        if found.pos == "prep":
            words = tuple(found.lemma.split())
            table.setdefault(words[0], []).append((words, found))
    return table


def _phrase_head(tree: Tree, index: int, end: int) -> int | None:
    """The head of the noun phrase that starts at ``index``."""
    at = index
    while at < end and tree.tokens[at].upos in {"PUNCT"}:
        at += 1
    if at >= end:
        return None
    while tree.tokens[at].head > at and tree.tokens[tree.tokens[at].head].upos in {
        "NOUN",
        "PROPN",
        "PRON",
        "X",
    }:
        at = tree.tokens[at].head
        if at >= end:
            return None
    return at if tree.tokens[at].upos in {"NOUN", "PROPN", "PRON", "X", "ADJ", "NUM", "DET"} else None


def _sentence_around(tree: Tree, start: int, end: int, index: int, aside: set[int]) -> list[int]:
    """The clause that the aside belongs to: behind it when it opens the sentence, else what came before it."""
    before = tree.trim([i for i in range(start, index) if i not in aside])
    after = tree.trim(list(range(max(aside) + 1, end)))
    opens = not any(tree.rel(i) in {"nsubj", "csubj", "expl"} for i in before)
    if after and opens and len(before) <= 2:
        return after
    closes = not after or not {tree.lower(max(aside)), tree.lower(max(aside) + 1)} & {",", ";"}
    if closes or len(after) <= 2:
        return before
    return [*before, *after]


# --- who -----------------------------------------------------------------------------------------------------


def agent(tree: Tree, index: int, depth: int = 0) -> tuple[int, ...]:
    """The source of a verb or predicate: tokens of one noun phrase, or () where nobody is named."""
    if depth > 6:
        return ()
    if tree.passive(index):
        for kid in tree.kids(index, "obl"):
            if tree.tokens[kid].deprel == "obl:agent" or tree.marker(kid) == "by":
                return tuple(tree.phrase(kid))
        return ()
    split = _subject_in_two(tree, index)
    if split:
        return split
    for kid in tree.kids(index, "nsubj"):
        if tree.lower(kid) in TIME_WORDS:
            continue
        if tree.lower(kid) in RELATIVES:
            return (kid,)
        if tree.tokens[kid].upos in {"NOUN", "PROPN", "PRON", "X", "NUM", "DET", "ADJ", "SYM"}:
            return () if _impersonal(tree, kid, index) else tuple(tree.phrase(kid))
    if tree.kids(index, "expl", "csubj"):
        return _before_aside(tree, index)
    return _inherited(tree, index, depth)


def _subject_in_two(tree: Tree, index: int) -> tuple[int, ...]:
    """A title and a name that the parse takes for two subjects are one phrase."""
    subjects = [k for k in tree.kids(index, "nsubj") if k < index]
    if len(subjects) < 2 or tree.tokens[subjects[-1]].upos != "PROPN":
        return ()
    first, last = tree.phrase(subjects[0]), tree.phrase(subjects[-1])
    between = tree.tokens[first[-1] + 1 : last[0]] if first and last else ()
    if not first or not last or any(t.upos not in {"PROPN", "NOUN", "ADJ"} for t in between):
        return ()
    return tuple(range(first[0], last[-1] + 1))


def _before_aside(tree: Tree, index: int) -> tuple[int, ...]:
    """ "The committee, enjoying the backing of some, said": an aside that the parse takes for the subject."""
    for kid in tree.kids(index, "csubj"):
        first = tree.below(kid)[0]
        if tree.lower(kid).endswith("ing") and first > 1 and tree.tokens[first - 1].text == ",":
            noun = first - 2
            if tree.tokens[noun].upos in {"NOUN", "PROPN"}:
                return tuple(tree.phrase(noun))
    return ()


def _impersonal(tree: Tree, subject: int, index: int) -> bool:
    """ "It is believed", "it seems": nobody."""
    return tree.lower(subject) == "it" and tree.tokens[index].lemma in {"seem", "appear", "mean", "be"}


def _inherited(tree: Tree, index: int, depth: int) -> tuple[int, ...]:
    """The subject that a verb without one of its own shares."""
    token = tree.tokens[index]
    if token.head < 0:
        return ()
    relation, head = tree.rel(index), token.head
    if relation == "acl":
        by = [k for k in tree.kids(index, "obl") if tree.marker(k) == "by"]
        if by:
            return tuple(tree.phrase(by[0]))
        noun = tree.trim([i for i in tree.phrase(head) if i < index])
        return tuple(noun) if token.text.lower().endswith("ing") else ()
    if relation == "xcomp":
        objects = tree.kids(head, "obj", "iobj")
        if objects and objects[0] < index and tree.tokens[head].upos == "VERB":
            return tuple(tree.phrase(objects[0]))
        return agent(tree, head, depth + 1)
    if (relation == "advcl" and is_aside(tree, index)) or (relation == "conj" and _restarts(tree, index)):
        return agent(tree, _outermost_cue(tree, head), depth + 1)
    if relation in {"conj", "advcl", "parataxis"} and tree.tokens[head].upos in {
        "VERB",
        "AUX",
        "ADJ",
        "NOUN",
    }:
        return agent(tree, head, depth + 1)
    return ()


def is_aside(tree: Tree, index: int) -> bool:
    """ "..., adding that": a participle of speech behind a comma goes on from the sentence's main cue."""
    token = tree.tokens[index]
    if not token.text.endswith("ing") or tree.kids(index, "nsubj", "aux", "mark"):
        return False
    before = index - 1
    while before > 0 and tree.tokens[before].text in QUOTE_MARKS:
        before -= 1
    return tree.tokens[before].text in {",", "-", "—", "–"} and verb_entry(tree, index) is not None


def _restarts(tree: Tree, index: int) -> bool:
    """ "He said that ... and said that ...": the second verb has the subject of the first, whatever lies between."""
    return any(tree.marker(k) == "that" for k in tree.kids(index, "ccomp"))


def _says_too(tree: Tree, cue: int, index: int) -> bool:
    """ "Acknowledged that X but denied that Y": the denial is the speaker's, whatever verb the parse hangs it on."""
    found = verb_entry(tree, index) if tree.tokens[index].upos == "VERB" else None
    marked = any(tree.marker(k) == "that" for k in tree.kids(cue, "ccomp"))
    return bool(found) and marked and _restarts(tree, index) and not tree.kids(index, "nsubj", "aux", "mark")


def _outermost_cue(tree: Tree, index: int) -> int:
    """The highest reporting verb above a word, or the word itself."""
    top, at = index, index
    while at >= 0:
        found = verb_entry(tree, at) if tree.tokens[at].upos == "VERB" else None
        if found and "that" in found.frames and tree.kids(at, "nsubj"):
            top = at
        at = tree.tokens[at].head
    return top


def cue_tokens(tree: Tree, index: int) -> list[int]:
    """The verb with its auxiliaries, negation and particle, and the verb above it that is empty alone."""
    found = {index, *tree.kids(index, "aux", "compound:prt")}
    found |= {i for i in tree.kids(index, "advmod") if tree.lower(i) in {"not", "n't", "n’t", "never"}}
    head = tree.tokens[index].head
    if tree.rel(index) == "xcomp" and head >= 0 and tree.tokens[head].lemma in RAISING:
        found |= {
            *cue_tokens(tree, head),
            *tree.kids(head, "compound:prt", "advmod"),
            *tree.kids(index, "mark"),
        }
        found = {i for i in found if min(head, index) <= i <= index or i in tree.kids(head, "aux")}
    return sorted(found)


def _polarity(tree: Tree, index: int, found: Entry) -> str:
    head = tree.tokens[index].head
    negative = tree.negated(index)
    if tree.rel(index) == "xcomp" and head >= 0:
        negative = negative or tree.negated(head) or tree.tokens[head].lemma in NEGATING
    if found.polarity == "-":
        return "+" if negative else "-"
    return "-" if negative else "+"


def addressee(tree: Tree, index: int, found: Entry) -> tuple[int, ...]:
    """Who is spoken to: "told X", "said to X", "in a letter to X"."""
    if found.addressee == "obj":
        for kid in tree.kids(index, "obj", "iobj"):
            if kid > index and tree.tokens[kid].upos in {"NOUN", "PROPN", "PRON"}:
                return tuple(tree.phrase(kid))
    for thing in tree.kids(index, "obj"):
        if tree.tokens[thing].lemma in LIGHT_NOUNS:
            return tuple(i for kid in tree.kids(thing, "nmod:poss") for i in _without_possessive(tree, kid))
    for kid in [*tree.kids(index, "obl"), *tree.kids(index, "iobj")]:
        if found.addressee and tree.marker(kid) == found.addressee:
            return tuple(tree.phrase(kid))
    return ()
