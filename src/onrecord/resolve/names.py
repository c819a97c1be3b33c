"""The cast of one report: who is named in it, under all the names it uses.

The registries outrank the statistics: what they know is not a person whatever a model says. Persons are put together
by their surnames; a surname that two persons share goes to the one named last before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise, takewhile

from onrecord.data import (
    collective_by_lemma,
    country_word,
    given_name_gender,
    key,
    organisation,
    title_by_name,
)
from onrecord.data.registry import EMPTY, Registry
from onrecord.model import ActorKind, Annotation, Name, Office, Sentence, Span, Token
from onrecord.resolve.bodies import national_bodies, seats
from onrecord.resolve.figures import Cast, Figure
from onrecord.resolve.offices import dated, recall, with_surname
from onrecord.resolve.people import find_role, introduced_by

APPOSITION_REACH = 14  # tokens behind a name, its comma included, that may describe it
LONGEST_NAME = 7  # tokens of the longest name that the registries hold
HONORIFICS = {
    *("mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "mr.", "mrs.", "ms.", "dr.", "prof."),
    *("rev.", "sen.", "rep.", "gov.", "gen.", "col.", "lt.", "sgt.", "capt.", "hon.", "st."),
}
CREDITS = {"Image", "Photo", "Photograph", "File", "Video", "Credit"}  # behind a caption that lost its full stop
TAILS = {"'s", "’s", "'", "’", ".", ","}
APPOSITION_ENDS = {",", ".", ";", "who", '"', "”", "“", "—"}
LETTERS = {"SC", "QC", "KC", "MP", "MEP", "Jr", "Jr.", "Sr", "Sr.", "PhD", "MD", "OBE", "CBE"}
# The last word of a name says what an unknown organisation is.
KINDS: dict[str, ActorKind] = {
    "ministry": "government_body",
    "department": "government_body",
    "agency": "government_body",
    "court": "government_body",
    "parliament": "government_body",
    "senate": "government_body",
    "commission": "government_body",
    "office": "government_body",
    "police": "government_body",
    "council": "government_body",
    "government": "government_body",
    "administration": "government_body",
    "army": "military",
    "navy": "military",
    "force": "military",
    "forces": "military",
    "guard": "military",
    "brigade": "armed_group",
    "front": "armed_group",
    "militia": "armed_group",
    "brigades": "armed_group",
    "party": "party",
    "bank": "company",
    "company": "company",
    "corp": "company",
    "inc": "company",
    "ltd": "company",
    "group": "company",
    "airlines": "company",
    "watch": "ngo",
    "foundation": "ngo",
    "association": "ngo",
    "times": "media",
    "post": "media",
    "news": "media",
    "tribune": "media",
    "herald": "media",
    "tv": "media",
    "coalition": "coalition",
    "alliance": "coalition",
    "nations": "igo",
    "union": "igo",
}


# Behind a given name they make it the name of a place or thing.
NO_SURNAME = {
    *(
        "university",
        "college",
        "school",
        "hospital",
        "airport",
        "street",
        "road",
        "avenue",
        "square",
        "bridge",
    ),
    *(
        "stadium",
        "institute",
        "centre",
        "center",
        "county",
        "city",
        "island",
        "islands",
        "river",
        "lake",
        "valley",
    ),
    *("image", "photo", "foundation", "family", "cup", "prize", "award", "act", "agreement", "accord", "day", "week", "beach", "park", "hall", "house"),
}


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
    persons = [n for n in annotation.names if n.label == "PER" or _is_titled(cast, n)]
    _from_registries(cast, persons, registry)
    national_bodies(cast)
    _full_names(cast, persons)
    _given_names(cast)
    for name in persons:
        _lengthen(cast, name)
    _surnames(cast)
    _single_names(cast, persons, published)
    _organisations(cast)
    _short_forms(cast)
    seats(cast)
    for figure in cast.figures:
        if figure.person:
            _introduce(cast, figure, published)
    return cast


def _is_titled(cast: Cast, name: Name) -> bool:
    """A title and two names, which a model takes for a body: "Spokesperson Litia Waqanivula"."""
    start, end = _bare(cast, name)
    words = cast.words(start, end)
    if name.label != "ORG" or start == name.start or end - start != 2 or organisation(words, known=True):
        return False
    last = key(words.split()[-1])
    return all(map(_is_surname, cast.tokens[start:end])) and last not in KINDS and last not in NO_SURNAME


def _from_registries(cast: Cast, persons: list[Name], registry: Registry) -> None:
    person_at = {i: bare for bare in (_bare(cast, n) for n in persons) for i in range(*bare)}
    if registry:
        _each_name(cast, max(registry.longest, 1), lambda words: _brought(cast, registry, words), {})
    _each_name(cast, LONGEST_NAME, lambda words: _known(cast, words), person_at)


def _each_name(
    cast: Cast, longest: int, find: Callable[[str], Figure | None], person_at: Mapping[int, Span]
) -> None:
    """Add the longest names that are found, from the front to the end."""
    start = 0
    while start < len(cast.tokens):
        text = cast.tokens[start].text
        end = 0
        if start not in cast.at and text[:1].isalnum() and not text.islower():
            stop = cast.annotation.sentences[cast.annotation.sentence_of[start]].end
            for end in range(min(stop, start + longest), start, -1):
                free = not any(i in cast.at for i in range(start, end))
                if not free or _part_of_person(start, end, person_at):
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


def _brought(cast: Cast, registry: Registry, words: str) -> Figure | None:
    """What the user's registry calls by these words."""
    entry = registry.find(words)
    if entry is None:
        return None
    figure = cast.named(entry.name, entry.kind, entry.country)
    figure.wikidata, figure.brought = entry.wikidata, True
    figure.offices = figure.offices or list(entry.offices)
    return figure


def _part_of_person(start: int, end: int, person_at: Mapping[int, Span]) -> bool:
    """A country or body inside a longer name of a person: "Jordan" in "Jordan Smith"."""
    low, high = person_at.get(start, (start, end))
    return high - low > end - start and low <= start and end <= high


def _full_names(cast: Cast, persons: list[Name]) -> None:
    for name in persons:
        start, end = _bare(cast, name)
        if end - start < 2 or start in cast.at or end - 1 in cast.at:
            continue
        words = cast.words(start, end)
        figure = _same_person(cast, words) or Figure(words, "person")
        if len(words.split()) > len(figure.name.split()):
            figure.name = words
        cast.add(figure, start, end)


def _given_names(cast: Cast) -> None:
    """A given name with one or two capitalised names behind it, where no model saw a person."""
    for index, (first, second) in enumerate(pairwise(cast.tokens)):
        known = given_name_gender(first.text) and not (is_rank(first.text) or country_word(first.text))
        if not known or index in cast.at or index + 1 in cast.at or not _is_surname(second):
            continue
        end = index + 2
        if end < len(cast.tokens) and end not in cast.at and _is_surname(cast.tokens[end]):
            end += 1
        words = cast.words(index, end)
        if key(words.split()[-1]) in KINDS or key(words.split()[-1]) in NO_SURNAME:
            continue
        cast.add(_same_person(cast, words) or Figure(words, "person"), index, end)


def _is_surname(token: Token) -> bool:
    return token.upos == "PROPN" and token.text[:1].isupper() and token.text[1:].islower()


def _bare(cast: Cast, name: Name) -> Span:
    """A name without honorifics before it and a possessive or punctuation behind it."""
    start, end = name.start, name.end
    while start < end - 1 and is_rank(cast.tokens[start].text):
        start += 1
    while end > start + 1 and (_is_tail(cast.tokens[end - 1].text) or cast.tokens[end - 1].text in CREDITS):
        end -= 1
    return start, end


def _is_tail(word: str) -> bool:
    return word.lower() in TAILS or word in LETTERS


def is_rank(word: str) -> bool:
    """ "Mr", "Detective", "Sergeant": stands before a name and is no part of it."""
    if word.lower() in HONORIFICS or word in {".", "Q", "A"}:
        return True
    return key(word) in title_by_name() and given_name_gender(word) is None  # Dean is a title and a name


def _same_person(cast: Cast, words: str) -> Figure | None:
    """A person with the same surname whose other names do not contradict: "Sergei V. Lavrov" is Sergei Lavrov."""
    parts = [key(p).rstrip(".") for p in words.split()]
    for figure in reversed(cast.figures):
        known = [key(p).rstrip(".") for p in figure.name.split()]
        if figure.person and known[-1] == parts[-1] and _same_first_name(known[0], parts[0]):
            return figure
    return None


def _same_first_name(one: str, two: str) -> bool:
    """The same name, or an initial of it."""
    return one[0] == two[0] if len(one) == 1 or len(two) == 1 else one == two


def _surnames(cast: Cast) -> None:
    """Surnames of known persons wherever they stand."""
    surnames = {figure.surname for figure in cast.figures if figure.person}
    for index, token in enumerate(cast.tokens):
        if index in cast.at or not token.text[:1].isupper() or key(token.text) not in surnames:
            continue
        before = cast.tokens[index - 1] if index else token
        figure = _nearest(cast, key(token.text), index)
        if _is_surname(before) and index - 1 not in cast.at and given_name_gender(before.text):
            cast.add(Figure(cast.words(index - 1, index + 1), "person"), index - 1, index + 1)
        elif figure:
            cast.add(figure, index, index + 1)


def _single_names(cast: Cast, persons: list[Name], published: str | None) -> None:
    """The persons of whom the report gives one name only: whom the registry knows by it, or that name.

    A given name is the one person who has it: "Daniel" is Daniel Montalvo.
    """
    for name in persons:
        start, end = _bare(cast, name)
        words = cast.words(start, end)
        if start in cast.at or country_word(words) or not words[:1].isupper():
            continue
        low = cast.annotation.sentences[cast.annotation.sentence_of[start]].start
        title = find_role(introduced_by(cast.tokens, start, low))
        full = with_surname(words, [title] if title else [], published)
        if start and cast.tokens[start - 1].text.lower() == "the" and (family := _family(cast, words)):
            cast.add(family, start, end)
            continue
        called = [f for f in cast.figures if f.person and f.name and f.name.split()[0] == words]
        cast.add(called[0] if len(called) == 1 else cast.named(full or words, "person"), start, end)


def _family(cast: Cast, words: str) -> Figure | None:
    """ "The Sams" where somebody is called Sam."""
    if not words.endswith("s") or not any(f.person and f.surname == key(words[:-1]) for f in cast.figures):
        return None
    figure = cast.named(words, "people")
    figure.plural = True
    return figure


def _lengthen(cast: Cast, name: Name) -> None:
    """A surname that a model knows gives away the full name where it took that for something else."""
    start, end = _bare(cast, name)
    surname = cast.tokens[start].text
    if end - start != 1 or start in cast.at or _nearest(cast, key(surname), start):
        return
    for first, (before, token) in enumerate(pairwise(cast.tokens)):
        if token.text != surname or before.upos != "PROPN" or not before.text[:1].isupper():
            continue
        if first not in cast.at and not (is_rank(before.text) or country_word(before.text)):
            cast.add(Figure(cast.words(first, first + 2), "person"), first, first + 2)
            return


def _nearest(cast: Cast, surname: str, index: int) -> Figure | None:
    """Who of that surname was named last before a token, or first after it."""
    sharing = [f for f in cast.figures if f.person and f.surname == surname]
    last = max(sharing, key=lambda f: f.last_before(index), default=None)
    if last and last.last_before(index) >= 0:
        return last
    return min(sharing, key=lambda f: f.places[0][0], default=None)


def _organisations(cast: Cast) -> None:
    """What a model calls an organisation, long names before the short ones inside them."""
    longest_first = sorted(cast.annotation.names, key=lambda n: (n.start - n.end, n.start))
    for name in longest_first:
        if name.label != "ORG" or any(i in cast.at for i in range(name.start, name.end)):
            continue
        start, end = _bare(cast, name)
        while start < end - 1 and cast.tokens[start].text.lower() in {"the", "a"}:
            start += 1
        words = cast.words(start, end)
        known = organisation(words, known=True)
        if known:
            cast.add(cast.named(known.name, known.kind, known.country), start, end)
        elif words[:1].isupper() and not (country_word(words) or is_rank(words) or _in_title(cast, start)):
            body = _unknown_organisation(cast, words)
            if body:
                cast.add(body, start, end)


def _short_forms(cast: Cast) -> None:
    """ "The Church", "the Front", "the Council": one capital word of the one body whose name it begins or ends."""
    by_word: dict[str, list[Figure]] = {}
    for figure in cast.figures:
        if figure.kind in {"person", "country", "people"}:
            continue
        names = [(figure.name or "").split(), *(cast.words(s, e).split() for s, e in figure.places)]
        for word in {name[at] for name in names for at in (0, -1) if len(name) > 1} - {"The", "the"}:
            by_word.setdefault(word, []).append(figure)
    for index, token in enumerate(cast.tokens[1:], 1):
        alone = index not in cast.at and cast.tokens[index - 1].text.lower() == "the" and token.upos == "PROPN"
        if alone and len(found := by_word.get(token.text, [])) == 1 and not _goes_on(cast, index):
            cast.add(found[0], index, index + 1)


def _goes_on(cast: Cast, index: int) -> bool:
    """A capital word behind that makes it a longer name of something else."""
    return index + 1 < len(cast.tokens) and cast.tokens[index + 1].upos == "PROPN"


def _in_title(cast: Cast, start: int) -> bool:
    """ "State" in "Secretary of State" is no body."""
    low = max(0, start - 2)
    words = " ".join(t.text for t in cast.tokens[low : start + 1]).lower()
    return words in title_by_name()


def _unknown_organisation(cast: Cast, words: str) -> Figure | None:
    """An organisation that only the report knows; its acronym, its last word and its name are one.

    A noun that any body may be called by, "the Group", is no name of its own.
    """
    bodies = [f for f in cast.figures if not f.person]
    shortened = [f for f in bodies if key(words) in map(key, f.name.split()[1:])]
    if " " not in words and len(shortened) == 1:
        return shortened[0]
    for figure in bodies:
        if acronym(figure.name) == words or acronym(words) == figure.name:
            return figure
    return (
        None if words.lower() in collective_by_lemma() else cast.named(words, kind_of_name(words) or "group")
    )


def kind_of_name(words: str) -> ActorKind | None:
    """What the last word of an organisation's name says it is."""
    return KINDS.get(key(words.split()[-1]).rstrip("."))


def acronym(name: str) -> str:
    """The capitals that a name is abbreviated to."""
    capitals = "".join(word[0] for word in name.split() if word[:1].isupper())
    return capitals if len(capitals) > 2 else ""


def _introduce(cast: Cast, figure: Figure, published: str | None) -> None:
    """Titles before and behind each mention of a person, and what the registry knows: offices, country, gender."""
    for start, end in figure.places:
        sentence = cast.annotation.sentences[cast.annotation.sentence_of[start]]
        for first, phrase in _introductions(cast, start, end, sentence):
            role = find_role(phrase)
            if role is None:
                continue
            figure.gender = figure.gender or role.gender
            if role.office and all(role.title != known.title for known in figure.roles):
                body = _employer(cast, first, len(phrase))
                figure.roles.append(replace(role, body=body))
            if role.country and role.office:
                figure.country = figure.country or role.country.iso3
    if figure.name and not figure.brought:
        recall(figure, published)
        figure.gender = figure.gender or given_name_gender(figure.name.split()[0])
    for role in figure.roles:
        where = role.body.name if role.body else role.country.name if role.country else None
        figure.offices.append(dated(Office(title=role.title, organisation=where), figure.name or "", published))


def _employer(cast: Cast, first: int, length: int) -> Figure | None:
    """The body whose office somebody holds: "HRW's deputy director", "director of Human Rights Watch"."""
    for index in range(first, first + length):
        figure = cast.at.get(index)
        if figure and figure.kind not in {"country", "person", None}:
            return figure
    return None


def _introductions(
    cast: Cast, start: int, end: int, sentence: Sentence
) -> Iterator[tuple[int, list[Token]]]:
    """The words before a name, and the apposition behind it, that may hold a title; each with its first token."""
    before = introduced_by(cast.tokens, start, sentence.start)
    if before:
        yield start - len(before), before
    if end + 1 < sentence.end and cast.tokens[end].text == ",":
        behind = cast.tokens[end + 1 : min(sentence.end, end + APPOSITION_REACH)]
        apposition = list(takewhile(lambda t: t.text not in APPOSITION_ENDS and t.upos != "VERB", behind))
        described = {t.text.lower() for t in apposition[:1]} & {"the", "a", "an"}
        if described or {t.text for t in apposition[:5]} & {"'s", "’s"}:
            yield end + 1, apposition
