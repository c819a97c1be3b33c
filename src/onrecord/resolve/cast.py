"""The cast of one report: who is named in it, under all the names it uses.

The registries outrank the statistics: what they know is not a person whatever a model says. Persons are put together
by their surnames; a surname that two persons share goes to the one named last before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from onrecord.data import (
    Gender,
    collective_by_lemma,
    country_word,
    given_name_gender,
    key,
    organisation,
    title_by_name,
)
from onrecord.model import (
    Actor,
    ActorKind,
    Annotation,
    Mention,
    Name,
    Office,
    Sentence,
    Span,
    Token,
    identify,
)
from onrecord.resolve.people import Role, find_role, introduced_by

APPOSITION_REACH = 14  # tokens behind a name, its comma included, that may describe it
LONGEST_NAME = 7  # tokens of the longest name that the registries hold
HONORIFICS = {
    *("mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "mr.", "mrs.", "ms.", "dr.", "prof."),
    *("rev.", "sen.", "rep.", "gov.", "gen.", "col.", "lt.", "sgt.", "capt.", "hon.", "st."),
}
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
    *("cup", "prize", "award", "act", "agreement", "accord", "day", "week", "beach", "park", "hall", "house"),
}


@dataclass(slots=True, eq=False)
class Figure:
    """An actor in the making, equal to itself alone; ``places`` are the token ranges that mention it."""

    name: str
    kind: ActorKind | None
    country: str | None = None
    gender: Gender | None = None
    roles: list[Role] = field(default_factory=list)
    places: list[Span] = field(default_factory=list)

    @property
    def surname(self) -> str:
        return key(self.name.split()[-1])

    @property
    def person(self) -> bool:
        return self.kind == "person"

    def last_before(self, index: int) -> int:
        """Where the figure was mentioned last before a token, or -1."""
        return max((start for start, _ in self.places if start < index), default=-1)


class Cast:
    """All figures of a report, found by token."""

    def __init__(self, annotation: Annotation, text: str) -> None:
        self.annotation = annotation
        self.text = text
        self.tokens = annotation.tokens
        self.figures: list[Figure] = []
        self.at: dict[int, Figure] = {}

    def add(self, figure: Figure, start: int, end: int) -> None:
        """Another mention of a figure, at tokens ``[start, end)``."""
        if figure not in self.figures:
            self.figures.append(figure)
        figure.places.append((start, end))
        for index in range(start, end):
            self.at.setdefault(index, figure)

    def words(self, start: int, end: int) -> str:
        """Tokens ``[start, end)`` as written, on one line."""
        return " ".join(self.text[self.tokens[start].start : self.tokens[end - 1].end].split())

    def named(self, name: str, kind: ActorKind | None, country: str | None = None) -> Figure:
        """The figure of a canonical name, a new one where there is none."""
        for figure in self.figures:
            if figure.name == name:
                return figure
        return Figure(name, kind, country)


def gather(annotation: Annotation, text: str) -> Cast:
    """The named figures of a report.

    1. What the registries know. 2. Persons with a full name, known by a model or by the given name.
    3. Surnames and other short forms.
    4. Names that a model calls an organisation. 5. Titles that names are introduced with.
    """
    cast = Cast(annotation, text)
    persons = [n for n in annotation.names if n.label == "PER" or _is_titled(cast, n)]
    _from_registries(cast, persons)
    _full_names(cast, persons)
    _given_names(cast)
    for name in persons:
        _lengthen(cast, name)
    _surnames(cast)
    _single_names(cast, persons)
    _organisations(cast)
    for figure in cast.figures:
        if figure.person:
            _introduce(cast, figure)
            figure.gender = figure.gender or given_name_gender(figure.name.split()[0])
    return cast


def _is_titled(cast: Cast, name: Name) -> bool:
    """A title and two names, which a model takes for a body: "Spokesperson Litia Waqanivula"."""
    start, end = _bare(cast, name)
    words = cast.words(start, end)
    if name.label != "ORG" or start == name.start or end - start != 2 or organisation(words, known=True):
        return False
    last = key(words.split()[-1])
    return all(map(_is_surname, cast.tokens[start:end])) and last not in KINDS and last not in NO_SURNAME


def _from_registries(cast: Cast, persons: list[Name]) -> None:
    person_at = {i: bare for bare in (_bare(cast, n) for n in persons) for i in range(*bare)}
    index = 0
    while index < len(cast.tokens):
        index = _registered(cast, index, person_at) or index + 1


def _registered(cast: Cast, start: int, person_at: Mapping[int, Span]) -> int:
    """The end of the longest registered name that starts at a token, or 0; the name joins the cast."""
    token = cast.tokens[start]
    if not token.text[:1].isalnum() or token.text.islower():
        return 0
    stop = cast.annotation.sentences[cast.annotation.sentence_of[start]].end
    for end in range(min(stop, start + LONGEST_NAME), start, -1):
        if _part_of_person(start, end, person_at):
            continue
        words = cast.words(start, end)
        found = organisation(words)
        country = country_word(words)
        if found:
            cast.add(cast.named(found.name, found.kind, found.country), start, end)
            return end
        if country and country[1] in {"name", "people"}:
            cast.add(cast.named(country[0].name, "country", country[0].iso3), start, end)
            return end
    return 0


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
    while end > start + 1 and _is_tail(cast.tokens[end - 1].text):
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


def _single_names(cast: Cast, persons: list[Name]) -> None:
    """The persons of whom the report gives one name only."""
    for name in persons:
        start, end = _bare(cast, name)
        words = cast.words(start, end)
        if start in cast.at or country_word(words) or not words[:1].isupper():
            continue
        known = next((f for f in cast.figures if f.person and f.name == words), None)
        cast.add(known or Figure(words, "person"), start, end)


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


def _introduce(cast: Cast, figure: Figure) -> None:
    """Titles before and behind each mention of a person: offices, country, gender."""
    for start, end in figure.places:
        sentence = cast.annotation.sentences[cast.annotation.sentence_of[start]]
        for phrase in _introductions(cast, start, end, sentence):
            role = find_role(phrase)
            if role is None:
                continue
            figure.gender = figure.gender or role.gender
            if role.office and all(role.title != known.title for known in figure.roles):
                figure.roles.append(role)
            if role.country and role.office:
                figure.country = figure.country or role.country.iso3


def _introductions(cast: Cast, start: int, end: int, sentence: Sentence) -> Iterator[list[Token]]:
    """The words before a name, and the apposition behind it, that may hold a title."""
    before = introduced_by(cast.tokens, start, sentence.start)
    if before:
        yield before
    if end + 1 < sentence.end and cast.tokens[end].text == ",":
        behind = cast.tokens[end + 1 : min(sentence.end, end + APPOSITION_REACH)]
        apposition = list(takewhile(lambda t: t.text not in APPOSITION_ENDS and t.upos != "VERB", behind))
        described = {t.text.lower() for t in apposition[:1]} & {"the", "a", "an"}
        if described or {t.text for t in apposition[:5]} & {"'s", "’s"}:
            yield apposition


def actors(cast: Cast) -> tuple[Actor, ...]:
    """The figures as actors, each with its mentions in the order of the text."""
    rows = [_actor(cast, figure) for figure in cast.figures]
    return tuple(sorted(rows, key=lambda a: (a.mentions[0].start if a.mentions else 0, a.name)))


def actor_id(figure: Figure) -> str:
    """The same name and kind is the same actor in every report."""
    return identify("actor", figure.kind, figure.name)


def _actor(cast: Cast, figure: Figure) -> Actor:
    return Actor(
        id=actor_id(figure),
        name=figure.name,
        kind=figure.kind,
        country=figure.country,
        offices=tuple(
            Office(title=r.title, organisation=r.country.name if r.country else None) for r in figure.roles
        ),
        mentions=tuple(_mentions(cast, figure)),
    )


def _mentions(cast: Cast, figure: Figure) -> Iterator[Mention]:
    for start, end in sorted(set(figure.places)):
        low, high = cast.tokens[start].start, cast.tokens[end - 1].end
        yield Mention(start=low, end=high, text=cast.text[low:high])
