"""The two ends of a relation: whom a word, a name in front of a hyphen or part of a word means, and what fits where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.coding.nouns import is_body, is_person, is_somebody
from onrecord.coding.page import Page
from onrecord.data import country_word, rows
from onrecord.model import Actor, Party, Span

SHARED = {"conj", "flat", "dep", "fixed"}  # where a word inside a name can only mean the whole name
LEADING = {"ADV", "CCONJ", "ADP", "SCONJ", "PUNCT"}
DIRECTIONS = {
    *("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"),
    *("northeastern", "northwestern", "southeastern", "southwestern", "north-eastern", "north-western"),
}
HYPHENS = {"-", "–", "‑"}


@dataclass(frozen=True, slots=True)
class End:
    """Who stands at one end: the head of the words, the words, and a party for each actor that is meant."""

    head: int
    words: tuple[int, ...]
    parties: tuple[Party, ...]

    @property
    def actors(self) -> set[str]:
        return {party.actor for party in self.parties if party.actor}


def end(page: Page, head: int) -> End:
    """The phrase of a head."""
    head = _named_for(page, page.referent(head))
    top = _whole(page, head)
    words = _without_lead(page, _without_aside(page, top, page.phrase(top)))
    spans = page.spans(words)
    text = " ".join(page.text[a:b] for a, b in spans)
    parties = tuple(
        Party(actor=party.actor, text=text, spans=spans)
        for party in page.parties(top)
        if spans and party.text
    )
    return End(top, tuple(words), parties)


def _named_for(page: Page, head: int) -> int:
    """For a pronoun the name of whom it means in its sentence, or who speaks where that is open; else the word."""
    token = page.annotation.tokens[head]
    if token.upos != "PRON":
        return head
    meant = page.actors_at(head)
    if not meant:
        return _speaker(page, head)
    first, _ = page.tree.sentence(head)
    before = (
        i for i in range(head - 1, first - 1, -1) if page.annotation.tokens[i].upos in {"NOUN", "PROPN"}
    )
    voice = page.statement_at(head)
    return next((i for i in before if _means(page, i, meant) and page.statement_at(i) is voice), head)


def _means(page: Page, index: int, actors: list[Actor]) -> bool:
    return page.is_mention(index) and page.actors_at(index) == actors


def _speaker(page: Page, head: int) -> int:
    """ "Officials say they control the town": those who say so, in the same sentence."""
    statement = page.statement_at(head)
    if statement is None or page.tree.lower(head) not in {"they", "their", "we", "our"}:
        return head
    tokens = page.annotation.under(statement.speaker.spans)
    first, end_ = page.tree.sentence(head)
    top = page.top(tokens) if tokens and first <= tokens[0] < end_ else head
    return top if page.annotation.tokens[top].upos in {"NOUN", "PROPN"} else head


def _whole(page: Page, head: int) -> int:
    """The head of the name that a word is a loose piece of, as the parse splits "Jabhat" and "al-Nusra"."""
    top = page.named(head)
    if top == head or page.tree.rel(head) in SHARED:
        return top
    return top if page.annotation.tokens[head].head == page.annotation.tokens[top].head else head


def _without_aside(page: Page, top: int, words: list[int]) -> list[int]:
    """Without an apposition behind the name and without whom a force is against."""
    tree = page.tree
    asides = [k for k in tree.kids(top, "appos") if k > top and page.named(k) != top]
    asides += [k for k in tree.kids(top, "nmod") if tree.marker(k) == "against"]
    last = min((min(tree.below(k)) for k in asides), default=words[-1] + 1)
    kept = [i for i in words if i < max(last, top + 1)]
    while len(kept) > 1 and page.annotation.tokens[kept[-1]].upos == "PUNCT":
        kept = kept[:-1]
    return kept


def _without_lead(page: Page, words: list[int]) -> list[int]:
    """Without an adverb or a preposition in front; "so-called" is one word."""
    tokens = page.annotation.tokens
    while len(words) > 1 and _leads_in(page, words[0]) and tokens[words[1]].text not in HYPHENS:
        words = words[1:]
    return words


def _leads_in(page: Page, index: int) -> bool:
    """An adverb, a preposition ("including") or a mark in front of a phrase."""
    return page.annotation.tokens[index].upos in LEADING or page.tree.rel(index) == "case"


def plain(page: Page, head: int) -> End:
    """The phrase of a head as words, where it is not the actor that it would stand for: "a member of X"."""
    found = end(page, head)
    parties = tuple(Party(actor=None, text=one.text, spans=one.spans) for one in found.parties[:1])
    return End(found.head, found.words, parties)


def name_before(page: Page, last: int) -> End:
    """The name that ends at a token, as the one in front of a hyphen: "US" of "US-led"."""
    tokens = page.annotation.tokens
    known = [
        (page.annotation.under(((mention.start, mention.end),)), actor)
        for actor in page.actors
        for mention in actor.mentions
        if mention.end == tokens[last].end
    ]
    words, actor = max(known, key=lambda row: len(row[0]), default=([last], None))
    first = words[0] if words else last
    while last in page.places_at and page.places_at.get(first - 1) is page.places_at[last]:
        first -= 1
    if page.tree.rel(first) == "flat" and tokens[first].head < first:
        first = tokens[first].head
    while (
        tokens[first].upos == "PROPN"
        and tokens[first - 1].upos == "PROPN"
        and first - 1 in page.tree.kids(tokens[first].head, "compound")
    ):
        first -= 1  # "Addis Ababa"
    indices = list(range(first, last + 1))
    span = (tokens[first].start, tokens[last].end)
    return End(
        last, tuple(indices), (_party(page, span, actor or same_country(page, page.text[slice(*span)])),)
    )


def part_of_word(page: Page, index: int, start: int, end: int) -> End:
    """Some characters of a token: "Taliban" of "anti-Taliban", "UN" of "UN-backed"."""
    token = page.annotation.tokens[index]
    span = (token.start + start, token.start + end)
    name = page.text[slice(*span)].casefold()
    named = [a for a in page.actors if any(m.text.casefold() == name for m in a.mentions)]
    actor = named[0] if named else same_country(page, page.text[slice(*span)])
    return End(index, (index,), (_party(page, span, actor),))


def _party(page: Page, span: Span, actor: Actor | None) -> Party:
    return Party(actor=actor.id if actor else None, text=page.text[slice(*span)], spans=(span,))


def same_country(page: Page, word: str) -> Actor | None:
    """The actor of the country that a word names."""
    found = country_word(word)
    if found is None:
        return None
    return next((a for a in page.actors if a.kind == "country" and a.country == found[0].iso3), None)


def acts(page: Page, one: End) -> bool:
    """Whether an end is somebody; a pronoun only where it is known for whom it stands."""
    if one.actors:
        return True
    if page.annotation.tokens[one.head].upos in {"PRON", "DET"}:
        return False
    return is_body(page, one.head) or is_person(page, one.head) or is_somebody(page, one.head)


def is_human(page: Page, one: End) -> bool:
    """Whether an end is a person, known or described."""
    if page.annotation.tokens[one.head].upos in {"PRON", "DET"} and not one.actors:
        return False
    return is_person(page, one.head)


def is_group(page: Page, one: End) -> bool:
    """Whether an end is a body or people, not one person."""
    kinds = {actor.kind for actor in page.actors if actor.id in one.actors}
    return acts(page, one) and "person" not in kinds


def is_country(page: Page, one: End) -> bool:
    kinds = {actor.kind for actor in page.actors if actor.id in one.actors}
    return kinds == {"country"}


def is_ground(page: Page, one: End) -> bool:
    """A place, a word for one, or a share of one."""
    if one.head in page.places_at or page.annotation.tokens[one.head].lemma.lower() in grounds():
        return True
    below = [k for k in page.tree.kids(one.head, "nmod") if page.tree.marker(k) in {"of", "in"}]
    return any(k in page.places_at or page.annotation.tokens[k].lemma.lower() in grounds() for k in below)


def is_direction(page: Page, one: End) -> bool:
    """ "Northern Syria": a place and not the state."""
    named = page.annotation.tokens[one.head].upos == "PROPN"
    return named and any(page.tree.lower(i) in DIRECTIONS for i in one.words)


def is_mere_place(page: Page, one: End) -> bool:
    """A city or region that stands for nobody."""
    place = page.places_at.get(one.head)
    kinds = {actor.kind for actor in page.actors if actor.id in one.actors}
    return (place is not None and place.kind != "country" and not kinds) or is_direction(page, one)


@cache
def grounds() -> frozenset[str]:
    """Nouns for places that somebody can hold."""
    return frozenset(row["word"] for row in rows("grounds"))


def ends(page: Page, heads: Iterable[int]) -> list[End]:
    return [one for head in heads if (one := end(page, head)).parties]


def stretch(ends_: Sequence[End], *words: int) -> range:
    """The tokens from the first to the last of both ends and the word of the relation."""
    every = [i for one in ends_ for i in one.words] + list(words)
    return range(min(every), max(every) + 1)
