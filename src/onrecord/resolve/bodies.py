"""Bodies of states by what they are called: "the Iraqi military", "Russia's Defence Ministry", "the Kremlin"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.data import Country, WordKind, collective_by_lemma, country_word, key
from onrecord.model import ActorKind, Span
from onrecord.resolve.figures import Cast
from onrecord.resolve.phrases import relation

NATIONAL = {"military", "government_body"}
LONGEST_BODY = 3  # words of "air defence forces"
NOT_BODIES = {  # the country itself, or people
    *(
        "government",
        "authority",
        "administration",
        "leadership",
        "state",
        "regime",
        "side",
        "official",
        "minister",
    ),
    *("force", "country", "republic", "kingdom", "president"),
}
BODY_NOUNS: dict[str, ActorKind] = {
    "air force": "military",
    "armed forces": "military",
    "security forces": "military",
    "defence forces": "military",
    "defense forces": "military",
    "general staff": "military",
    "coast guard": "military",
    "foreign office": "government_body",
    "interior ministry": "government_body",
}
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


def national_bodies(cast: Cast) -> None:
    """Add bodies that are named by their country and a common noun."""
    for index, token in enumerate(cast.tokens):
        if token.upos not in {"NOUN", "PROPN"} or index in cast.at:
            continue
        found = _body(cast, index)
        if found:
            (start, name), kind, country = found
            known = next((f for f in cast.figures if f.name and key(f.name) == key(name)), None)
            cast.add(known or cast.named(name, kind, country.iso3), start, index + 1)


def _body(cast: Cast, head: int) -> tuple[tuple[int, str], ActorKind, Country] | None:
    """The longest noun for a body that ends at a token, behind a word for its country."""
    for length in range(LONGEST_BODY, 0, -1):
        first = head - length + 1
        if first <= cast.annotation.sentences[cast.annotation.sentence_of[head]].start:
            continue
        kind = _kind(cast, first, head)
        owner = _owner(cast, first) if kind else None
        if kind and owner:
            start, country = owner
            adjective = country.adjectives[0] if country.adjectives else country.name
            return (start, f"{adjective} {cast.words(first, head + 1)}"), kind, country
    return None


def _kind(cast: Cast, first: int, head: int) -> ActorKind | None:
    words = " ".join(t.text.lower() for t in cast.tokens[first : head + 1])
    if words in BODY_NOUNS:
        return BODY_NOUNS[words]
    lemma = " ".join([*words.split()[:-1], cast.tokens[head].lemma.lower()])
    noun = collective_by_lemma().get(lemma)
    if noun is None and lemma.endswith(" ministry") and " " in lemma:
        return "government_body"
    if noun is None or noun.kind not in NATIONAL or noun.document or noun.animate or lemma in NOT_BODIES:
        return None
    return noun.kind


def _owner(cast: Cast, first: int) -> tuple[int, Country] | None:
    """The word for a country right before a token, and where it starts: "Iraqi", "South Korean", "Russia's"."""
    low = cast.annotation.sentences[cast.annotation.sentence_of[first]].start
    end = first - 1 if cast.tokens[first - 1].text in {"'s", "’s", "'", "’"} else first
    for length in (3, 2, 1):
        start = end - length
        if start < low or cast.tokens[start].text.lower() == "the":
            continue
        found = country_word(cast.words(start, end))
        if found and found[1] not in SEATS and (end < first or found[1] != "people" or length):
            return start, found[0]
    return None


def seats(cast: Cast) -> None:
    """Add capitals and seats of government where they stand for the government."""
    for start, end, country, kind in list(_seats(cast)):
        top = next((i for i in range(start, end) if not start <= cast.tokens[i].head < end), start)
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
    if span[1] < len(tokens) and tokens[span[1]].text == "," and tokens[span[1]].head == top and is_city:
        behind = span[1] + 1
        if behind < len(tokens) and country_word(tokens[behind].text):
            return False  # "Damascus, Syria"
    while relation(tokens[top]) == "conj" and tokens[top].head >= 0 and not _cases(cast, top):
        top = tokens[top].head
    part, cases = relation(tokens[top]), _cases(cast, top)
    verb = tokens[top].head
    if cases & PLACED and not (cases & {"of", "from"} and not is_city):
        return False
    if part == "nsubj":
        return verb >= 0 and tokens[verb].upos == "VERB" and tokens[top].deprel == "nsubj"
    if cases & DEALING:
        return verb < 0 or tokens[verb].lemma.lower() not in MOVING
    if not is_city:
        return part not in {"compound", "flat"}
    if tokens[top].deprel == "nmod:poss":
        return tokens[verb].lemma.lower() not in URBAN
    if part in {"obj", "iobj"}:
        return any(relation(tokens[k]) in {"xcomp", "ccomp"} for k in children[verb])
    return False


def _cases(cast: Cast, top: int) -> set[str]:
    return {
        cast.tokens[k].text.lower() for k in cast.annotation.children[top] if cast.tokens[k].deprel == "case"
    }
