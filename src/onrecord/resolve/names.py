"""The cast of one report: who is named in it, under all the names it uses.

The registries outrank the statistics: what they know is not a person whatever a model says. Persons are put together
by their surnames; a surname that two persons share goes to the one named last before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from onrecord.data import (
    collective_by_lemma,
    country_word,
    key,
    may_open_name,
    namesakes,
    organisation,
    title_by_name,
)
from onrecord.data.gazetteer import spots
from onrecord.data.offices import in_office
from onrecord.data.registry import EMPTY, Registry
from onrecord.model import ActorKind, Annotation, Name, Span
from onrecord.resolve.bodies import POSSESSIVE, clear, national_bodies, owner_behind, seats
from onrecord.resolve.figures import Cast, Figure
from onrecord.resolve.homes import no_countries, shared_names
from onrecord.resolve.introductions import introduce
from onrecord.resolve.kinds import SIDES, kind_of_name
from onrecord.resolve.persons import (
    bare,
    full_names,
    given_names,
    is_rank,
    is_titled,
    lengthen,
    part_of_person,
    single_names,
    surnames,
)

ARTICLES = {"al", "el", "as", "ash"}  # begin a name in small letters: "al-Shabab"
FORCES = {"armed_group", "military", "party"}
MEMBERS = {"armed_group"}
SMALL = {"of", "the", "and", "for", "on", "to", "in", "-", "–"}  # have no letter in an acronym
PARTY_TAG = re.compile(r"[RDI] ?[-–] ?[A-Z].*")  # "R-Texas"
STATES = {  # as they are abbreviated behind the name of a city or a politician
    *("Ala.", "Ariz.", "Ark.", "Calif.", "Colo.", "Conn.", "Del.", "Fla.", "Ga.", "Ill.", "Ind.", "Kan."),
    *("Ky.", "La.", "Md.", "Mass.", "Mich.", "Minn.", "Miss.", "Mo.", "Mont.", "Neb.", "Nev.", "N.H."),
    *("N.J.", "N.M.", "N.Y.", "N.C.", "N.D.", "Okla.", "Ore.", "Pa.", "R.I.", "S.C.", "S.D.", "Tenn."),
    *("Tex.", "Vt.", "Va.", "Wash.", "W.Va.", "Wis.", "Wyo.", "D.C."),
}
LARGE = 300_000  # inhabitants of a city that is no body by that name
LONGEST_NAME = 7  # tokens of the longest name that the registries hold


def gather(
    annotation: Annotation, text: str, *, published: str | None = None, registry: Registry = EMPTY
) -> Cast:
    """The named figures of a report.

    1. What the registries know, that of the user before our own, and the bodies of the countries they know.
    2. Persons with a full name, known by a model or by the given name. 3. Surnames and other short forms.
    4. Names that a model calls an organisation. 5. Titles that names are introduced with.

    Args:
        published: when the report appeared, which tells who held an office.
        registry: actors that outrank those onrecord knows.
    """
    cast = Cast(annotation, text)
    names = [n for n in annotation.names if any(map(str.isalpha, cast.words(*bare(cast, n))))]
    persons = [n for n in names if n.label == "PER" or is_titled(cast, n)]
    _brought_along(cast, registry, published)
    _from_registries(cast, persons)
    national_bodies(cast)
    full_names(cast, persons)
    given_names(cast)
    for name in persons:
        lengthen(cast, name)
    surnames(cast)
    single_names(cast, persons, published)
    shared_names(cast)
    no_countries(cast)
    _organisations(cast)
    _of_members(cast)
    _in_brackets(cast)
    _short_forms(cast)
    _kinds_as_called(cast)
    seats(cast)
    for figure in cast.figures:
        if figure.person:
            introduce(cast, figure, published)
    return cast


def _from_registries(cast: Cast, persons: list[Name]) -> None:
    person_at = {i: bare for bare in (bare(cast, n) for n in persons) for i in range(*bare)}
    _each_name(
        cast, LONGEST_NAME, lambda words: _known(cast, words), person_at, lambda start: _opens(cast, start)
    )


def _opens(cast: Cast, start: int) -> bool:
    """A word that names in our registries begin with, in capitals; "The" where the next word is one."""
    if cast.tokens[start].text.islower() and cast.tokens[start].text not in ARTICLES:
        return False
    at = start + (cast.tokens[start].text == "The" and start + 1 < len(cast.tokens))
    return may_open_name(cast.tokens[at].text)


def _each_name(
    cast: Cast,
    longest: int,
    find: Callable[[str], Figure | None],
    person_at: Mapping[int, Span],
    opens: Callable[[int], bool],
) -> None:
    """Add the longest names that are found where one may open, from the front to the end."""
    start = 0
    while start < len(cast.tokens):
        text = cast.tokens[start].text
        end = 0
        if start not in cast.at and text[:1].isalnum() and opens(start):
            stop = cast.annotation.sentences[cast.annotation.sentence_of[start]].end
            for end in range(min(stop, start + longest), start, -1):
                free = not any(i in cast.at for i in range(start, end))
                if not free or part_of_person(start, end, person_at):
                    continue
                if figure := find(cast.words(start, end)):
                    cast.add(figure, start, end)
                    break
            else:
                end = 0
        start = end or start + 1


def _known(cast: Cast, words: str) -> Figure | None:
    """What our own registries call by these words."""
    if found := organisation(words):
        return cast.named(found.name, found.kind, found.country)
    country = country_word(words)
    if country and country[1] in {"name", "people"}:
        return cast.named(country[0].name, "country", country[0].iso3)
    return None


def _brought_along(cast: Cast, registry: Registry, published: str | None) -> None:
    """What the user's registry names, in small letters too where it writes them so."""

    def find(words: str) -> Figure | None:
        entry = registry.find(words)
        if entry is None:
            return None
        figure = cast.named(entry.name, entry.kind, entry.country)
        if not figure.brought:
            figure.wikidata, figure.brought = entry.wikidata, True
            figure.offices = [o for o in entry.offices if published is None or in_office(o, published)]
        return figure

    if registry:
        _each_name(cast, max(registry.longest, 1), find, {}, lambda start: True)


def _organisations(cast: Cast) -> None:
    """What a model calls an organisation, long names before the short ones inside them."""
    longest_first = sorted(cast.annotation.names, key=lambda n: (n.start - n.end, n.start))
    for name in longest_first:
        if name.label != "ORG" and not _is_force(cast, name):
            continue
        start, end = _whole(cast, *bare(cast, name))
        if start == end or not _is_free(cast, start, end):
            continue
        body = _named_body(cast, start, end)
        if body:
            clear(cast, start, end)
            cast.add(body, start, end)


def _named_body(cast: Cast, start: int, end: int) -> Figure | None:
    words = cast.words(start, end)
    if known := organisation(words.replace("United States ", "US "), known=True):
        return cast.named(known.name, known.kind, known.country)
    if side := _side(cast, words):
        return side
    if not words[:1].isupper() or _is_elsewhere(words) or is_rank(words) or _in_title(cast, start, end):
        return None
    return None if _is_label(cast, start, end) else _unknown_organisation(cast, words)


def _is_free(cast: Cast, start: int, end: int) -> bool:
    """Nothing is named at a name but countries inside it: "Syria Recovery Trust Fund", but not "US-led coalition"."""
    if end - start > 2 and cast.tokens[start + 1].text in {*POSSESSIVE, "-", "–"}:
        return not any(i in cast.at for i in range(start, end))
    inside = {cast.at[i] for i in range(start, end) if i in cast.at}
    return all(figure.kind == "country" and not figure.brought for figure in inside) and not (
        inside and end - start < 2
    )


def _side(cast: Cast, words: str) -> Figure | None:
    """ "Syrian Government", "Government of Syria": the country."""
    parts = words.split()
    if parts[-1].lower() in SIDES:
        country = country_word(" ".join(parts[:-1]))
    elif parts[0].lower() in SIDES and parts[1:2] == ["of"]:
        country = country_word(" ".join(parts[2:]))
    else:
        return None
    return cast.named(country[0].name, "country", country[0].iso3) if country else None


def _is_label(cast: Cast, start: int, end: int) -> bool:
    """What tells the party, state or office of a person: "R-Texas", "Democratic", "Texas Sen."."""
    words, token = cast.words(start, end), cast.tokens[start]
    if PARTY_TAG.fullmatch(words) or words in STATES or (" of " not in words and is_rank(words.split()[-1])):
        return True
    of_party = any(b.kind == "party" for b in (*namesakes(f"{words}s"), *namesakes(f"{words} Party")))
    adjective = end - start == 1 and token.deprel.partition(":")[0] in {"amod", "compound", "nmod"}
    return of_party and (adjective or bool(namesakes(f"{words}s")))


def _is_force(cast: Cast, name: Name) -> bool:
    """What a model takes for a place and its last word for a force or party: "Ouaka River Front"."""
    words = cast.words(name.start, name.end)
    return name.label == "LOC" and " " in words and kind_of_name(words) in FORCES


def _whole(cast: Cast, start: int, end: int) -> Span:
    """The name without an article, with the capital words before it that belong to it: "Ouaka River" Front.

    Behind "of" the country is part of it, "Supreme Court of Kenya"; without one "of" is none.
    """
    while start < end and cast.tokens[start].text.lower() in {"the", "a", "an"}:
        start += 1
    while start < end and start and start - 1 not in cast.at:
        before = cast.tokens[start - 1]
        part = before.upos == "PROPN" and before.deprel == "compound" and before.head in range(start, end)
        if not part or not before.text[:1].isupper() or is_rank(before.text) or country_word(before.text):
            break
        start -= 1
    if start < end and cast.tokens[end - 1].text == "of":
        behind = owner_behind(cast, end - 1)
        end = behind[0] if behind else end - 1
    return start, end


def _is_elsewhere(words: str) -> bool:
    """A country, or one word for a large city, which a model takes for a body: "the Dallas chapter"."""
    if country_word(words):
        return True
    known = spots(words) if " " not in words else ()
    return any(spot.population > LARGE for spot in known)


def _of_members(cast: Cast) -> None:
    """ "Nova militants": the proper name before the members of an armed group is that of the group."""
    peoples = {
        i for name in cast.annotation.names if name.label == "NORP" for i in range(name.start, name.end)
    }
    for index, token in enumerate(cast.tokens):
        noun = collective_by_lemma().get(token.lemma.lower()) if token.upos == "NOUN" else None
        if noun is None or noun.kind not in MEMBERS or not noun.animate:
            continue
        start = index
        while (
            start
            and start - 1 not in cast.at
            and start - 1 not in peoples
            and _is_part(cast, start - 1, index)
        ):
            start -= 1
        if start < index and not country_word(cast.words(start, index)):
            cast.add(cast.named(cast.words(start, index), noun.kind), start, index)


def _is_part(cast: Cast, index: int, head: int) -> bool:
    token = cast.tokens[index]
    return (
        token.upos == "PROPN"
        and token.text[:1].isupper()
        and token.deprel == "compound"
        and token.head <= head
    )


def _in_brackets(cast: Cast) -> None:
    """ "Council on American-Islamic Relations (CAIR)": the acronym behind a name is that name from there on."""
    meant: dict[str, Figure] = {}
    for index in range(1, len(cast.tokens) - 2):
        opening, word, closing = cast.tokens[index : index + 3]
        if opening.text != "(" or closing.text != ")" or not word.text.isupper() or len(word.text) < 2:
            continue
        known = cast.at.get(index + 1)
        body = _written_out(cast, index, word.text)
        if body and known is None:
            meant[word.text] = body
        elif body and known and known is not body:
            meant[word.text] = _one(cast, body, known)
    for index, token in enumerate(cast.tokens) if meant else ():
        if token.text in meant and index not in cast.at:
            cast.add(meant[token.text], index, index + 1)


def _written_out(cast: Cast, end: int, letters: str) -> Figure | None:
    """The body named before a bracket, else the words before it that begin with the letters of the acronym."""
    body = cast.at.get(end - 1)
    if body and body.kind not in {"person", "country"}:
        return body
    left = letters
    start = end
    low = cast.annotation.sentences[cast.annotation.sentence_of[end]].start
    while left and start > low:
        start -= 1
        text = cast.tokens[start].text
        first = "".join(part[:1] for part in text.split("-")).upper()
        if left.endswith(first) and first.isalpha() and text not in SMALL:
            left = left.removesuffix(first)
        elif text not in SMALL:
            return None
    words = cast.words(start, end)
    if left or not words[:1].isupper() or not _is_free(cast, start, end):
        return None
    clear(cast, start, end)
    body = cast.named(words, kind_of_name(words) or "group")
    cast.add(body, start, end)
    return body


def _one(cast: Cast, body: Figure, known: Figure) -> Figure:
    """A name and its acronym that were taken for two: the name, or what a registry knows under either."""
    listed = [f for f in (body, known) if f.brought or organisation(f.name or "", known=True)]
    if len(listed) == 2 or known.kind in {"person", "country"}:
        return known
    kept, other = (known, body) if listed == [known] else (body, known)
    for start, end in list(other.places):
        for index in range(start, end):
            cast.at.pop(index, None)
        cast.add(kept, start, end)
    cast.figures.remove(other)
    return kept


def _kinds_as_called(cast: Cast) -> None:
    """A body that only the report knows is what it is called: "Nova militants", "the newspaper Nova"."""
    for figure in cast.figures:
        if figure.kind in {None, "group"} and not figure.brought:
            kinds = [kind for start, end in figure.places for kind in _called(cast, start, end)]
            figure.kind = kinds[0] if kinds else figure.kind


def _called(cast: Cast, start: int, end: int) -> Iterator[ActorKind]:
    """The kinds of the nouns behind a name, before it and in apposition to it."""
    tokens = cast.tokens
    top = cast.top(start, end)
    beside = [k for k in cast.annotation.children[top] if tokens[k].deprel == "appos"]
    if end < len(tokens) and tokens[top].head == end and tokens[top].deprel == "compound":
        beside.append(end)
    if start and tokens[start - 1].head in range(start, end) and tokens[start - 1].deprel == "compound":
        beside.append(start - 1)
    elif tokens[top].deprel in {"appos", "flat", "nmod:desc"} and tokens[top].head >= 0:
        beside.append(tokens[top].head)
    for index in beside:
        before = tokens[index - 1].lemma.lower() if index else ""
        lemma = tokens[index].lemma.lower()
        noun = collective_by_lemma().get(f"{before} {lemma}") or collective_by_lemma().get(lemma)
        if (
            noun
            and noun.kind
            and noun.kind not in {"person", "people", "country", "group"}
            and not noun.document
        ):
            yield noun.kind


def _short_forms(cast: Cast) -> None:
    """ "The Church", "the Front", "the Council": one capital word of the one body whose name it begins or ends."""
    by_word: dict[str, list[Figure]] = {}
    for figure in cast.figures:
        if figure.kind in {"person", "country", "people"}:
            continue
        names = [(figure.name or "").split(), *(cast.words(s, e).split() for s, e in figure.places)]
        long = [name for name in names if len(name) > 1]
        first = {
            name[0] for name in long if name[0].lower() in collective_by_lemma()
        }  # no river of "River Front"
        for word in {name[-1] for name in long} | first:
            by_word.setdefault(word, []).append(figure)
    for index, token in enumerate(cast.tokens[1:], 1):
        alone = (
            index not in cast.at and cast.tokens[index - 1].text.lower() == "the" and token.upos == "PROPN"
        )
        if alone and len(found := by_word.get(token.text, [])) == 1 and not _goes_on(cast, index):
            cast.add(found[0], index, index + 1)


def _goes_on(cast: Cast, index: int) -> bool:
    """A capital word behind that makes it a longer name of something else."""
    return index + 1 < len(cast.tokens) and cast.tokens[index + 1].upos == "PROPN"


def _in_title(cast: Cast, start: int, end: int) -> bool:
    """No bodies: "State" in "Secretary of State", "US Defense" before "Secretary", "Ministers of Defence"."""
    before, behind = (
        " ".join(t.text for t in cast.tokens[low:high]).lower()
        for low, high in ((max(0, start - 2), start + 1), (end - 1, end + 1))
    )
    one = cast.tokens[start].text.lower().removesuffix("s")
    of = end - start > 1 and cast.tokens[start + 1].text == "of"
    many = of and (one in title_by_name() or one in SIDES)
    return before in title_by_name() or behind in title_by_name() or many


def _unknown_organisation(cast: Cast, words: str) -> Figure | None:
    """An organisation that only the report knows; its acronym, its last word and its name are one.

    A noun that any body may be called by, "the Group", is no name of its own.
    """
    bodies = [f for f in cast.figures if not f.person]
    shortened = [f for f in bodies if key(words) in map(key, (f.name or "").split()[1:])]
    if " " not in words and len(shortened) == 1:
        return shortened[0]
    for figure in bodies:
        if acronym(figure.name or "") == words or acronym(words) == figure.name:
            return figure
    return (
        None if words.lower() in collective_by_lemma() else cast.named(words, kind_of_name(words) or "group")
    )


def acronym(name: str) -> str:
    """The capitals that a name is abbreviated to."""
    capitals = "".join(word[0] for word in name.split() if word[:1].isupper())
    return capitals if len(capitals) > 2 else ""
