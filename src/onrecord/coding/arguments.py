"""Who and what stands in the slots of a predicate: subject, object, prepositions, possessors, national adjectives.

A slot holds the heads of phrases. Voice, control, shared subjects and objects, reduced relatives and support verbs
are seen through, so that ``subj`` is who does it and ``obj`` whom it is done to.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from onrecord.coding.nouns import is_each_other
from onrecord.coding.page import Page
from onrecord.data import country_word, rows
from onrecord.data.predicates import predicates

SUBJECTS = ("nsubj", "csubj")
PHRASES = {"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X"}
STEPS = 4  # how far up a shared subject is looked for
BLAMED = {"of", "for", "from", "against", "over", "into"}  # what stands behind one is done by the object


class Slots:
    """The slots of one predicate, each worked out when it is asked for."""

    def __init__(self, page: Page, index: int) -> None:
        self.page, self.index, self.tree = page, index, page.tree
        self.token = page.annotation.tokens[index]
        self.verbal = self.token.upos in {"VERB", "AUX"}
        self._known: dict[str, list[int]] = {}

    def __call__(self, slot: str) -> list[int]:
        """The heads in a slot, with those coordinated to them."""
        if slot not in self._known:
            found = self._verb(slot) if self.verbal else self._noun(slot)
            every = (i for head in found for i in with_conjuncts(self.page, head))
            self._known[slot] = [i for i in dict.fromkeys(every) if i not in self.page.time_words]
        return self._known[slot]

    # --- verbs -----------------------------------------------------------------------------------------------

    def _verb(self, slot: str) -> list[int]:
        if slot == "subj":
            return subjects(self.page, self.index)
        if slot == "obj":
            return objects(self.page, self.index)
        if slot == "iobj":
            return self.tree.kids(self.index, "iobj")
        if slot == "comp":
            return self._complement()
        if slot == "clause":
            return self.tree.kids(self.index, "xcomp", "ccomp")
        if slot == "prt":
            return [k for k in self.tree.children[self.index] if self._is_particle(k)]
        return [k for k in self._obliques() if self.tree.marker(k) == slot]

    def _is_particle(self, kid: int) -> bool:
        """A particle, or a bare preposition right behind the verb: "stepped down"."""
        token = self.tree.tokens[kid]
        bare = token.upos == "ADP" and kid == self.index + 1 and not self.tree.children[kid]
        return token.deprel == "compound:prt" or bare

    def _obliques(self) -> list[int]:
        """Phrases with a preposition, those too that the parse hangs on the object."""
        own = [k for k in self.tree.kids(self.index, "obl") if self.tree.tokens[k].deprel != "obl:agent"]
        return own + [k for thing in self.tree.kids(self.index, "obj") for k in self.tree.kids(thing, "nmod")]

    def _complement(self) -> list[int]:
        """Who is to act in the clause of a verb: "urged Y to", "called on Y to", "demanded that Y"."""
        clauses = self.tree.kids(self.index, "xcomp", "ccomp", "advcl")
        own = [s for clause in clauses for s in self.tree.kids(clause, "nsubj")]
        asked = [
            k for k in self.tree.kids(self.index, "obl") if self.tree.marker(k) in {"on", "upon", "to", "for"}
        ]
        return own or ((objects(self.page, self.index) or asked) if clauses else [])

    # --- nouns -----------------------------------------------------------------------------------------------

    def _noun(self, slot: str) -> list[int]:
        if slot == "poss":
            return self.tree.kids(self.index, "nmod:poss")
        if slot == "adj":
            return [
                k for k in self.tree.kids(self.index, "amod", "compound", "nmod:desc") if self._names_actor(k)
            ]
        if slot == "subj":
            return [i for verb, role in self._support() if role == "actor" for i in self._supported(verb)]
        if slot == "faced":
            return [i for verb, role in self._support() if role == "recipient" for i in self._supported(verb)]
        held = [k for k in self.tree.kids(self.index, "nmod") if self.tree.marker(k) == "of"]
        over = [
            self.index,
            *held,
        ]  # "the arrest of the journalist by Turkey", where the parse gives "by" to her
        own = [k for i in over for k in self.tree.kids(i, "nmod") if self.tree.marker(k) == slot]
        verbs = [verb for verb, _ in self._support()]
        return own + [
            k
            for v in verbs
            for k in self.tree.kids(v, "obl")
            if self.tree.marker(k) == slot and k != self.index
        ]

    def _names_actor(self, index: int) -> bool:
        token = self.tree.tokens[index]
        return bool(self.page.actors_at(index)) or (
            token.text[:1].isupper() and country_word(token.text) is not None
        )

    def _support(self) -> Iterator[tuple[int, str]]:
        """The support verbs of a noun, and whether their subject does it or suffers it."""
        above, relation = self.token.head, self.tree.rel(self.index)
        if above >= 0 and relation in {"obj", "nsubj", "obl"} and self.tree.tokens[above].upos == "VERB":
            marker = self.tree.marker(self.index) if relation == "obl" else ""
            role = support_verbs().get((self.tree.tokens[above].lemma, marker))
            passive = self.tree.tokens[self.index].deprel == "nsubj:pass"
            if role and (relation != "nsubj" or passive):
                yield above, role
        for verb in self.tree.kids(self.index, "acl"):
            if self.tree.tokens[verb].upos == "VERB" and (
                role := support_verbs().get((self.tree.tokens[verb].lemma, ""))
            ):
                yield verb, role

    def _supported(self, verb: int) -> list[int]:
        return [i for i in subjects(self.page, verb) if i != self.index]


@cache
def support_verbs() -> dict[tuple[str, str], str]:
    """Support verbs by lemma and preposition: what their subject is to the noun, ``actor`` or ``recipient``."""
    return {
        (row["lemma"], row["preposition"]): row.one_of("subject", ("actor", "recipient"))
        for row in rows("support_verbs")
    }


def with_conjuncts(page: Page, head: int) -> Iterator[int]:
    """A head with the nominals that are coordinated to it: "Russia, China and Iran"."""
    yield head
    for kid in page.tree.kids(head, "conj"):
        if page.annotation.tokens[kid].upos in PHRASES:
            yield from with_conjuncts(page, kid)


def subjects(page: Page, verb: int) -> list[int]:
    """Who does what a verb says."""
    tree = page.tree
    agents = [
        k
        for k in tree.kids(verb, "obl")
        if tree.tokens[k].deprel == "obl:agent" or (tree.passive(verb) and tree.marker(k) == "by")
    ]
    if agents:
        return agents
    own = [k for k in tree.kids(verb, *SUBJECTS) if not tree.tokens[k].deprel.endswith(":pass")]
    if own or tree.passive(verb):
        return own
    return _lost(page, verb) or _shared_subject(page, verb, STEPS)


def _lost(page: Page, verb: int) -> list[int]:
    """A name in front of a verb that the parse joins to it as if both were one name."""
    tree = page.tree
    return [k for k in tree.kids(verb, "flat", "compound") if k < verb and tree.tokens[k].upos == "PROPN"][:1]


def _shared_subject(page: Page, verb: int, steps: int) -> list[int]:
    """The subject that a clause without one takes from the clause it hangs on."""
    tree, above = page.tree, page.annotation.tokens[verb].head
    relation = tree.rel(verb)
    if above < 0 or not steps:
        return []
    if relation == "acl" and tree.marker(verb) not in BLAMED:
        if is_past_participle(page, verb) or tree.tokens[verb].deprel == "acl:relcl":
            return [k for k in tree.kids(verb, "obl") if tree.marker(k) == "by"]
        if tree.marker(verb) == "to" or not tree.lower(verb).endswith("ing"):
            # "a refusal of the militants to leave", "Russia's plan to attack": who has the noun acts.
            owners = [
                *tree.kids(above, "nmod:poss"),
                *(k for k in tree.kids(above, "nmod") if tree.marker(k) == "of"),
            ]
            return owners or _surface_subjects_of(page, above, steps)
        return [above]
    if relation == "conj" and (tree.tokens[above].upos in {"VERB", "AUX"} or tree.kids(above, "nsubj")):
        if tree.passive(above) and not is_past_participle(page, verb):
            return tree.kids(above, "nsubj")
        return subjects(page, above)
    if relation == "xcomp":
        return _controller(page, above, verb)
    if relation == "acl" and tree.marker(verb) in BLAMED and tree.rel(above) in {"obj", "nsubj"}:
        return [above]  # where the parse gives the clause to whom it is about
    if relation == "advcl" and tree.marker(verb) in BLAMED and objects(page, above):
        blamed = objects(page, above)  # "accused X of shelling", "praised X for freeing"
        return subjects(page, above) if any(is_each_other(page, i) for i in blamed) else blamed
    if relation == "advcl" and tree.marker(verb) == "to" and _asks(page, above):
        return _controller(page, above, verb)  # "pressed the regime to stop", where the parse sees a purpose
    if relation == "advcl" and (tree.lower(verb).endswith("ing") or tree.marker(verb) == "to"):
        return _surface_subjects(page, above, steps)
    return []


def _surface_subjects_of(page: Page, noun: int, steps: int) -> list[int]:
    """ "They took measures to compensate": who has the noun as an object acts."""
    above = page.annotation.tokens[noun].head
    if above < 0 or page.tree.rel(noun) != "obj":
        return []
    return _surface_subjects(page, above, steps)


def _asks(page: Page, verb: int) -> bool:
    frames = predicates().get((page.annotation.tokens[verb].lemma.lower(), "VERB"), ())
    return any(frame.type == "REQUEST" for frame in frames)


def _controller(page: Page, above: int, verb: int) -> list[int]:
    tree = page.tree
    asked = [k for k in tree.kids(above, "obj", "iobj") if k < verb]
    asked += [k for k in tree.kids(above, "obl") if above < k < verb and tree.marker(k) in {"on", "upon"}]
    if asked:
        return asked[-1:]
    return _surface_subjects(page, above, STEPS - 1)


def _surface_subjects(page: Page, verb: int, steps: int) -> list[int]:
    """The subject of a clause as it stands, that of a passive too: "he was told to leave"."""
    return page.tree.kids(verb, "nsubj") or subjects(page, verb) or _shared_subject(page, verb, steps - 1)


def objects(page: Page, verb: int) -> list[int]:
    """Whom or what it is done to."""
    tree = page.tree
    own = [k for k in tree.children[verb] if tree.tokens[k].deprel in {"obj", "nsubj:pass"}]
    own = own or tree.kids(verb, "iobj") or (_lost(page, verb) if tree.passive(verb) else [])
    if own:
        return own
    above, relation = tree.tokens[verb].head, tree.rel(verb)
    if relation == "acl" and above >= 0:
        if is_past_participle(page, verb) and tree.tokens[verb].deprel != "acl:relcl":
            return [above]
        if (
            tree.tokens[verb].deprel == "acl:relcl"
            and tree.kids(verb, "nsubj")
            and not _has_relative(page, verb)
        ):
            return [above]  # "the agreement Russia signed"
    if relation == "advcl" and above >= 0 and is_past_participle(page, verb) and not tree.marker(verb):
        return tree.kids(above, "nsubj")  # "Accused of it, Russia kept silent"
    if relation == "conj" and above >= 0 and tree.passive(above) and is_past_participle(page, verb):
        return tree.kids(above, "nsubj:pass")
    later = [k for k in tree.kids(verb, "conj") if tree.tokens[k].upos == "VERB"]
    return [k for v in later[:1] if not tree.kids(v, "nsubj") for k in tree.kids(v, "obj")]


def _has_relative(page: Page, verb: int) -> bool:
    return any(page.tree.lower(k) in {"who", "which", "that", "whom"} for k in page.tree.children[verb])


def is_past_participle(page: Page, verb: int) -> bool:
    """Whether a verb stands as a past participle without an auxiliary of the perfect."""
    tree = page.tree
    if tree.passive(verb):
        return True
    word = tree.lower(verb)
    if word.endswith("ing") or (word == tree.tokens[verb].lemma and not word.endswith(("t", "d"))):
        return False
    return not tree.kids(verb, "aux", "nsubj") and tree.rel(verb) in {"acl", "conj", "advcl", "amod"}
