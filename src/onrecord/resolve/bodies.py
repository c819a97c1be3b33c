"""Bodies of states by what they are called: "the Iraqi military", "Russia's Defence Ministry", "the Kremlin"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.data import (
    Country,
    WordKind,
    collective_by_lemma,
    country_by_iso3,
    country_word,
    key,
    organisation,
    rows,
    title_by_name,
)
from onrecord.model import ActorKind, Span
from onrecord.resolve.figures import Cast, Figure
from onrecord.resolve.kinds import words_of_name
from onrecord.resolve.phrases import relation

NATIONAL = {"military", "government_body"}
LONGEST_BODY = 3  # words of "air defence forces"
NOT_BODIES = {  # the country itself, or people
    *("government", "authority", "administration", "leadership", "state", "regime", "side", "official"),
    *("minister", "country", "republic", "kingdom", "president"),
}
BODY_NOUNS: dict[str, ActorKind] = {  # by the lemma of the last word
    **dict.fromkeys(("force", "air force", "armed force", "security force", "special force"), "military"),
    **dict.fromkeys(("defence force", "defense force", "ground force", "government force"), "military"),
    **dict.fromkeys(("general staff", "coast guard"), "military"),
    **dict.fromkeys(("foreign office", "interior ministry"), "government_body"),
    **dict.fromkeys(("state medium", "state media", "state television", "state tv"), "media"),
    "rebel": "armed_group",
    "opposition": "opposition",
}
MANY = {"force", "rebel"}  # alone a body only where they are several
ADJECTIVES = {"USA": "US"}  # what news calls the bodies of a country by, where that is not its adjective
POSSESSIVE = {"'s", "’s", "'", "’"}
SEATS: set[WordKind] = {"metonym", "capital"}
# A city acts, is spoken to or has dealings where its government is meant; "in" and "from" it is a place.
DEALING = {"with", "to", "by", "against", "between", "for", "among", "upon"}
PLACED = {
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "around",
    "from",
    "of",
    "on",
    "into",
    "through",
    "over",
    "across",
}
URBAN = {  # what belongs to a city, not to its government
    *(
        "suburb",
        "street",
        "airport",
        "mayor",
        "district",
        "centre",
        "center",
        "resident",
        "river",
        "metro",
        "port",
    ),
    *(
        "university",
        "museum",
        "outskirts",
        "neighbourhood",
        "neighborhood",
        "square",
        "stadium",
        "downtown",
        "park",
    ),
    *(
        "population",
        "people",
        "hospital",
        "police",
        "council",
        "skyline",
        "traffic",
        "school",
        "subway",
        "quarter",
    ),
}
DEALT = {  # besides the words of saying, what is written, given and owed to somebody
    *("letter", "message", "note", "signal", "telegram", "reminder", "rebuke", "ultimatum", "listen"),
    *("give", "grant", "sell", "sale", "supply", "deliver", "provide", "lend", "pay", "export", "transfer"),
    *("concede", "concession", "leave", "owe", "belong", "matter", "aid", "help", "support", "assistance"),
    *("weapon", "arms", "arm", "loan", "shipment", "loyal", "loyalty", "close", "hostile", "friendly"),
    *("sympathetic", "acceptable", "unacceptable", "ally", "tie", "link", "allegiance"),
}
SEEN = {"react", "reaction", "point", "refer", "reference"}  # words of saying that lead to a place as well
CARRYING = {"send", "bring", "carry", "take", "pass", "convey", "hand"}
MOVING = {
    *(
        "go",
        "come",
        "travel",
        "fly",
        "return",
        "move",
        "head",
        "arrive",
        "drive",
        "flee",
        "get",
        "send",
        "trip",
    ),
    "visit",
}


@dataclass(frozen=True, slots=True)
class _Body:
    """Tokens ``[start, end)`` that name a body, its name without the country, and that."""

    start: int
    end: int
    words: str
    kind: ActorKind
    country: Country | None


def national_bodies(cast: Cast) -> None:
    """Add bodies that are named by their country and a common noun, and those named without it later."""
    found = {
        index: body
        for index, token in enumerate(cast.tokens)
        if token.upos in {"NOUN", "PROPN"} and index not in cast.at and (body := _body(cast, index))
    }
    for body in found.values():
        if body.country:
            clear(cast, body.start, body.end)
            cast.add(_figure(cast, body, body.country), body.start, body.end)
    for body in found.values():
        if body.country is None and (known := _told_elsewhere(cast, body)):
            cast.add(known, body.start, body.end)


def clear(cast: Cast, start: int, end: int) -> None:
    """Forget the names inside a longer one, "the US" of "the US Navy", but not the owners beside it: "Russia's"."""
    inside = {cast.at[i] for i in range(start, end) if i in cast.at}
    for figure in (figure for figure in inside if not figure.brought):
        for low, high in [place for place in figure.places if place[0] < end and start < place[1]]:
            before, behind = cast.tokens[max(low - 1, 0)], cast.tokens[high : high + 1]
            if before.text == "of" or any(token.text in POSSESSIVE for token in behind):
                continue
            figure.places.remove((low, high))
            for index in range(low, high):
                cast.at.pop(index, None)
        if not figure.places:
            cast.figures.remove(figure)


def _figure(cast: Cast, body: _Body, country: Country) -> Figure:
    """The body of a country, under the name by which the registries or the report know it."""
    entry = organisation(body.words, country=country.iso3)
    if entry and entry.country == country.iso3:
        return cast.named(entry.name, entry.kind, entry.country)
    adjective = ADJECTIVES.get(country.iso3) or (country.adjectives or (country.name,))[0]
    name = f"{adjective} {body.words}"
    if entry := organisation(name):
        return cast.named(entry.name, entry.kind, entry.country)
    same = words_of_name(name)
    known = (f for f in cast.figures if f.name and not f.person and words_of_name(f.name) == same)
    return next(known, None) or cast.named(name, body.kind, country.iso3)


def _told_elsewhere(cast: Cast, body: _Body) -> Figure | None:
    """ "The Ministry of Culture" where the last such body named before it, or the only one, is the Iraqi one."""
    words = words_of_name(body.words)
    same = [
        figure
        for figure in cast.figures
        if figure.country and figure.kind == body.kind and len(words) > 1
        if words < (name := words_of_name(figure.name or ""))
        and name - words <= _words_for(country_by_iso3()[figure.country])
    ]
    last = max(same, key=lambda figure: figure.last_before(body.start), default=None)
    return last if last and (len(same) == 1 or last.last_before(body.start) >= 0) else None


def _words_for(country: Country) -> set[str]:
    names = (country.name, *country.adjectives, ADJECTIVES.get(country.iso3, ""))
    return {word for name in names for word in words_of_name(name)}


def is_of(word: str, figure: Figure) -> bool:
    """A country's adjective before a body of that country."""
    found = country_word(word)
    return found is not None and found[0].iso3 == figure.country


def _body(cast: Cast, head: int) -> _Body | None:
    """The longest noun for a body that ends at a token, with the word for its country before or behind it."""
    if cast.tokens[head].lemma.lower() not in _last_words():
        return None
    low = cast.annotation.sentences[cast.annotation.sentence_of[head]].start
    bare = None
    for first in range(max(low, head - LONGEST_BODY + 1), head + 1):
        kind = _kind(cast, first, head)
        if kind is None or any(i in cast.at for i in range(first, head)):
            continue
        end = _tail(cast, head)
        words = cast.words(first, end)
        if owner := owner_before(cast, first):
            return _Body(owner[0], end, words, kind, owner[1])
        if bare is None and cast.tokens[first].text[:1].isupper():
            behind, country = owner_behind(cast, end) or (end, None)
            bare = _Body(first, behind, words, kind, country)
    return bare


@cache
def _last_words() -> frozenset[str]:
    """The last words of all nouns for bodies."""
    nouns = {lemma for lemma, noun in collective_by_lemma().items() if noun.kind in NATIONAL}
    return frozenset(noun.rpartition(" ")[2] for noun in {*nouns, *BODY_NOUNS, "ministry"})


def _kind(cast: Cast, first: int, head: int) -> ActorKind | None:
    lemmas = [t.text.lower() for t in cast.tokens[first:head]] + [cast.tokens[head].lemma.lower()]
    lemma = " ".join(lemmas)
    if lemma in BODY_NOUNS:
        many = cast.tokens[head].text.lower() != lemma
        return BODY_NOUNS[lemma] if many or lemma not in MANY else None
    noun = collective_by_lemma().get(lemma)
    if noun is None and len(lemmas) > 1 and lemmas[-1] == "ministry":
        first_word = cast.tokens[first]
        return None if first_word.upos == "DET" or country_word(first_word.text) else "government_body"
    if noun is None or noun.kind not in NATIONAL or noun.document or noun.animate or lemma in NOT_BODIES:
        return None
    return noun.kind


def _tail(cast: Cast, head: int) -> int:
    """Where a name in capitals ends: behind "of Culture", "of the Interior and Local Government"."""
    tokens, end = cast.tokens, head + 1
    stop = cast.annotation.sentences[cast.annotation.sentence_of[head]].end
    if end + 1 >= stop or not tokens[head].text[:1].isupper() or tokens[end].text != "of":
        return end
    for index in range(end + 1, stop):
        text = tokens[index].text
        if text[:1].isupper() and index not in cast.at and key(text) not in title_by_name():
            end = index + 1
        elif text not in {"the", "and", "&"}:
            break
    return end


def owner_before(cast: Cast, first: int) -> tuple[int, Country] | None:
    """The word for a country right before a token, and where it starts: "Iraqi", "South Korean", "Russia's"."""
    low = cast.annotation.sentences[cast.annotation.sentence_of[first]].start
    if first <= low:
        return None
    end = first - 1 if cast.tokens[first - 1].text in POSSESSIVE else first
    for length in (3, 2, 1):
        start = end - length
        if start < low or cast.tokens[start].text.lower() == "the":
            continue
        found = country_word(cast.words(start, end))
        beside = end < first or any(cast.tokens[i].head >= first for i in range(start, end))
        if found and found[1] not in SEATS and (found[1] != "name" or beside):
            return start, found[0]
    return None


def owner_behind(cast: Cast, end: int) -> tuple[int, Country] | None:
    """The country that "of" and a name behind a token tell, and where that ends: "of the United States"."""
    stop = cast.annotation.sentences[cast.annotation.sentence_of[end - 1]].end
    if end + 1 >= stop or cast.tokens[end].text != "of":
        return None
    for behind in range(min(end + 5, stop), end + 1, -1):
        found = country_word(cast.words(end + 1, behind))
        if found and found[1] == "name":
            return behind, found[0]
    return None


def seats(cast: Cast) -> None:
    """Add capitals and seats of government where they stand for the government."""
    for start, end, country, kind in list(_seats(cast)):
        top = cast.top(start, end)
        if _acts(
            cast, top, (start, end), is_city=kind == "capital" or country.capital == cast.words(start, end)
        ):
            cast.add(cast.named(country.name, "country", country.iso3), start, end)


def _seats(cast: Cast) -> Iterator[tuple[int, int, Country, WordKind]]:
    for start, token in enumerate(cast.tokens):
        if start in cast.at or not token.text[:1].isupper() or token.upos not in {"PROPN", "NOUN", "ADJ"}:
            continue
        stop = cast.annotation.sentences[cast.annotation.sentence_of[start]].end
        for end in range(min(start + 3, stop), start, -1):
            found = country_word(cast.words(start, end))
            if found and found[1] in SEATS:
                yield start, end, *found
                break


def _acts(cast: Cast, top: int, span: Span, *, is_city: bool) -> bool:
    """A seat that does something or is dealt with, by its place in the sentence."""
    tokens, children = cast.tokens, cast.annotation.children
    if is_city and _lies_in(cast, span):
        return False
    while relation(tokens[top]) == "conj" and tokens[top].head >= 0 and not _cases(cast, top):
        top = tokens[top].head
    part, cases = relation(tokens[top]), _cases(cast, top)
    verb = tokens[top].head
    if cases & PLACED and not (cases & {"of", "from"} and not is_city):
        return False
    if part == "nsubj":
        return verb >= 0 and tokens[verb].upos == "VERB" and tokens[top].deprel == "nsubj"
    if cases & {"to"}:
        return _is_told(cast, verb)
    if cases & DEALING:
        return verb < 0 or tokens[verb].lemma.lower() not in MOVING
    if not is_city:
        return part not in {"compound", "flat"}
    if tokens[top].deprel == "nmod:poss":
        return tokens[verb].lemma.lower() not in URBAN
    if part in {"obj", "iobj"}:
        return any(relation(tokens[k]) in {"xcomp", "ccomp"} for k in children[verb])
    return False


def _lies_in(cast: Cast, span: Span) -> bool:
    """ "Damascus, Syria": its country behind it makes it a place."""
    behind = span[1] + 1
    if behind >= len(cast.tokens) or cast.tokens[span[1]].text != ",":
        return False
    here = country_word(cast.words(*span))
    names = (
        country_word(cast.words(behind, end)) for end in (behind + 1, behind + 2) if end <= len(cast.tokens)
    )
    return any(found and found[1] == "name" and here and found[0] is here[0] for found in names)


def _is_told(cast: Cast, above: int) -> bool:
    """What somebody says, gives or owes "to" a seat; "the road to Damascus" leads to a city."""
    if above < 0:
        return False
    lemmas = {cast.tokens[above].lemma.lower()}
    if lemmas & CARRYING:
        lemmas = {
            cast.tokens[k].lemma.lower()
            for k in cast.annotation.children[above]
            if relation(cast.tokens[k]) in {"obj", "nsubj"}
        }
    return not lemmas.isdisjoint(_telling())


@cache
def _telling() -> frozenset[str]:
    """That and what is said to, given to and owed to somebody."""
    return frozenset(DEALT | {row["lemma"] for row in rows("cues")} - SEEN)


def _cases(cast: Cast, top: int) -> set[str]:
    return {
        cast.tokens[k].text.lower() for k in cast.annotation.children[top] if cast.tokens[k].deprel == "case"
    }
