"""The persons of a report, under their full names, surnames and given names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from onrecord.data import (
    Gender,
    collective_by_lemma,
    country_word,
    given_name_gender,
    key,
    organisation,
    person_nouns,
    title_by_name,
)
from onrecord.data.gazetteer import role, spots
from onrecord.data.registry import fold
from onrecord.model import Name, Span, Token
from onrecord.resolve.figures import Cast, Figure
from onrecord.resolve.kinds import KINDS
from onrecord.resolve.offices import is_surname, known_gender, usual_name, with_surname
from onrecord.resolve.people import find_role, introduced_by

# Ways to write one sound in names from other scripts.
SPELT = (
    *(
        ("dh", "d"),
        ("kh", "k"),
        ("gh", "g"),
        ("zh", "j"),
        ("ph", "f"),
        ("ts", "c"),
        ("tz", "c"),
        ("tch", "ch"),
    ),
    *(("q", "k"), ("dj", "j"), ("y", "i"), ("w", "v"), ("x", "ks"), ("g", "k"), ("j", "k"), ("ou", "u")),
)
VOWELS = re.compile("[aeiouh]+")
DOUBLED = re.compile(r"(.)\1+")
HONORIFICS = {
    *("mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady", "mr.", "mrs.", "ms.", "dr.", "prof."),
    *("rev.", "sen.", "rep.", "gov.", "gen.", "col.", "lt.", "sgt.", "capt.", "hon.", "st.", "ag"),
}
CREDITS = {
    "Image",
    "Photo",
    "Photograph",
    "File",
    "Video",
    "Credit",
}  # behind a caption that lost its full stop
TAILS = {"'s", "’s", "'", "’", ".", ",", "-", "–", "of", "and", '"', "“", "”", "(", ")", "[", "]"}
PLACED = {"obj", "obl", "nmod", "root", "conj", "dep"}  # relations in which a town may stand
HYPHENS = {"-", "‐", "‑"}
ARTICLE = re.compile(r"(?:a[dlnrstz]|ash|el)-")  # "al-Assad" is Assad
PARTY_TAG = re.compile(r"[RDI]-[A-Z]")  # behind the name of a politician: "(R-Tex.)"
SEVERAL = {"several", "many", "some", "most", "few", "all", "both", "other", "these", "those"}
ABBREVIATED = {"Sen.", "Rep.", "Gov.", "Gen."}  # behind a name they begin the next
LETTERS = {"SC", "QC", "KC", "MP", "MEP", "Jr", "Jr.", "Sr", "Sr.", "PhD", "MD", "OBE", "CBE"}
# Who runs or belongs to what stands behind "of", which is no person.
RUNS = {
    *("executive", "ceo", "chairman", "chairwoman", "chairperson", "founder", "co-founder", "president"),
    *("director", "member", "head", "leader", "chief", "editor"),
}
# Named like persons.
VESSELS = {
    *("ship", "vessel", "boat", "ferry", "tanker", "freighter", "frigate", "yacht", "trawler", "submarine"),
    *("destroyer", "cruiser", "liner", "warship", "hurricane", "typhoon", "cyclone", "storm"),
}
BODIES = {"company", "media", "armed_group", "ngo", "group", "party", "coalition"}
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
    *("stadium", "institute", "centre", "center", "county", "city", "island", "islands", "river", "lake"),
    *("valley", "image", "photo", "foundation", "family", "cup", "prize", "award", "act", "agreement"),
    *("accord", "day", "week", "beach", "park", "hall", "house"),
}


def is_titled(cast: Cast, name: Name) -> bool:
    """A title and two names, which a model takes for a body: "Spokesperson Litia Waqanivula"."""
    start, end = bare(cast, name)
    words = cast.words(start, end)
    if name.label != "ORG" or start == name.start or end - start != 2 or organisation(words, known=True):
        return False
    last = key(words.split()[-1])
    return all(map(_is_surname, cast.tokens[start:end])) and last not in KINDS and last not in NO_SURNAME


def part_of_person(start: int, end: int, person_at: Mapping[int, Span]) -> bool:
    """A country or body inside a longer name of a person: "Jordan" in "Jordan Smith"."""
    low, high = person_at.get(start, (start, end))
    return high - low > end - start and low <= start and end <= high


def full_names(cast: Cast, persons: list[Name]) -> None:
    for name in persons:
        start, end = bare(cast, name)
        words = cast.words(start, end)
        if " " not in words or start in cast.at or end - 1 in cast.at or _is_nobody(cast, start, end):
            continue
        words = usual_name(words)
        figure = _same_person(cast, words) or Figure(words, "person")
        if (
            figure.name
            and len(words.split()) > len(figure.name.split())
            and usual_name(figure.name) is figure.name
        ):
            figure.name = words
        cast.add(figure, start, end)


def given_names(cast: Cast) -> None:
    """A given name with one or two capitalised names behind it, where no model saw a person."""
    for index, (first, second) in enumerate(pairwise(cast.tokens)):
        if first.text.islower() or second.upos != "PROPN":
            continue
        known = given_name_gender(first.text) and not (is_rank(first.text) or country_word(first.text))
        if (
            not known
            or index in cast.at
            or index + 1 in cast.at
            or not _is_surname(second)
            or _parted(cast, index)
        ):
            continue
        end = index + 2
        free = end < len(cast.tokens) and end not in cast.at and not _parted(cast, index + 1)
        if free and _is_surname(cast.tokens[end]):
            end += 1
        words = cast.words(index, end)
        last = key(words.split()[-1])
        if last in KINDS or last in NO_SURNAME or _is_nobody(cast, index, end):
            continue
        words = usual_name(words)
        cast.add(_same_person(cast, words) or Figure(words, "person"), index, end)


def _is_nobody(cast: Cast, start: int, end: int) -> bool:
    """What looks like a person and is none: "R-Tex.", "Several Democrats", "Rep.", the ship or company of that name."""
    words = cast.words(start, end)
    if PARTY_TAG.match(words) or words.split()[0].lower() in SEVERAL:
        return True
    if " " not in words and words.endswith(".") and (is_rank(words) or spots(words)):
        return True
    return _is_thing(cast, start, end)


def _is_thing(cast: Cast, start: int, end: int) -> bool:
    """The noun before a name says that it is none of a person: "the ship X", "town of X", "chief executive of X"."""
    if not start:
        return False
    top = cast.top(start, end)
    token, before = cast.tokens[top], cast.tokens[start - 1]
    if before.text == "of" and token.deprel == "nmod" and token.head == start - 2:
        lemma = cast.tokens[start - 2].lemma.lower()
        return lemma in RUNS or lemma in role("unit")
    beside = token.head == start - 1 and token.deprel in {"appos", "flat", "compound", "nmod:desc"}
    if not beside and (token.head, token.deprel) != (before.head, before.deprel):
        return False
    body = collective_by_lemma().get(before.lemma.lower()) if beside else None
    vessel = before.lemma.lower() in VESSELS
    return vessel or bool(body and body.kind in BODIES and not (body.animate or body.document))


def _parted(cast: Cast, index: int) -> bool:
    """A token and the next stand in different sentences."""
    return cast.annotation.sentence_of[index] != cast.annotation.sentence_of[index + 1]


def _is_surname(token: Token) -> bool:
    return token.upos == "PROPN" and token.text[:1].isupper() and token.text[1:].islower()


def bare(cast: Cast, name: Name) -> Span:
    """A name without titles before it and a possessive or punctuation behind it; a person's with what hyphens join."""
    start, end = name.start, name.end
    if name.label == "PER":
        end = _hyphenated(cast, start, end)
        start = _untitled(cast, start, end)
    while start < end - 1 and is_rank(cast.tokens[start].text):
        start += 1
    while end > start + 1 and _is_tail(cast.tokens[end - 1].text):
        end -= 1
    return start, end


def _hyphenated(cast: Cast, start: int, end: int) -> int:
    """The end of a name with what a hyphen without blanks joins to it: "Wong Kwok-kin", but no "Obama-era policies"."""
    inside = cast.tokens[end - 1].text in HYPHENS
    hyphen = end - inside
    if hyphen + 1 >= len(cast.tokens) or hyphen == start:
        return end
    before, mark, behind = cast.tokens[hyphen - 1 : hyphen + 2]
    glued = mark.text in HYPHENS and before.end == mark.start and mark.end == behind.start
    own = start <= behind.head < hyphen or (inside and behind.deprel not in {"compound", "amod"})
    return hyphen + 2 if glued and own and behind.text.isalpha() else end


def _untitled(cast: Cast, start: int, end: int) -> int:
    """Where a name begins behind the words that complete a title: "Secretary of [State Kerry"."""
    first = cast.annotation.sentences[cast.annotation.sentence_of[start]].start
    for stop in range(min(end - 1, start + 3), start, -1):
        for low in range(max(first, start - 3), start + 1):
            if stop - low > 1 and " ".join(t.text for t in cast.tokens[low:stop]).lower() in title_by_name():
                return stop
    return start


def _is_tail(word: str) -> bool:
    return word.lower() in TAILS or word in LETTERS or word in CREDITS or word in ABBREVIATED


def is_rank(word: str) -> bool:
    """ "Mr", "Detective", "Sergeant": stands before a name and is no part of it."""
    if word.lower() in HONORIFICS or word in {".", "Q", "A"}:
        return True
    return key(word) in title_by_name() and given_name_gender(word) is None  # Dean is a title and a name


def _same_person(cast: Cast, words: str) -> Figure | None:
    """A person whose name ends so, or whose surname is the same and whose other names do not contradict.

    "Sergei V. Lavrov" is Sergei Lavrov, Mohammed al-Golani is Muhammad al-Jolani, and De Mistura Staffan de Mistura.
    """
    parts = [sound(p) for p in words.split()]
    for figure in reversed(cast.figures):
        known = [sound(p) for p in (figure.name or "").split()]
        if not figure.person or known[-1] != parts[-1]:
            continue
        if _same_first_name(known[0], parts[0]) or _is_end(words, figure.name or ""):
            return figure
    return None


def _is_end(words: str, name: str) -> bool:
    """One name is the last two or more words of the other."""
    one, two = sorted((fold(words), fold(name)), key=len)
    return " " in one and two.endswith(f" {one}")


def _same_first_name(one: str, two: str) -> bool:
    """The same name, or an initial of it."""
    return one[:1] == two[:1] if len(one) == 1 or len(two) == 1 else one == two


@cache
def sound(word: str) -> str:
    """A name as different transliterations share it: "Sergey" and "Sergei", "Qaddafi" and "Gadhafi".

    Of a name of up to three letters nothing is taken away.
    """
    plain = fold(word).removeprefix("al ").removeprefix("el ")
    if len(plain) <= 3 or not plain.isalpha():
        return plain
    for letters, one in SPELT:
        plain = plain.replace(letters, one)
    return plain[0] + DOUBLED.sub(r"\1", VOWELS.sub("", plain[1:]))


@cache
def _plain(word: str) -> str:
    """A surname as it is looked up, without an article: "Assad" of "al-Assad"."""
    return ARTICLE.sub("", key(word), count=1)


def _surname(figure: Figure) -> str:
    return _plain(figure.name.split()[-1]) if figure.name else ""


def surnames(cast: Cast) -> None:
    """Surnames of known persons wherever they stand."""
    surnames = {_surname(figure) for figure in cast.figures if figure.person}
    for index, token in enumerate(cast.tokens):
        if index in cast.at or not token.text[:1].isupper():
            continue
        start, end = _joined(cast, index, surnames)
        surname = _plain(cast.words(start, end))
        if surname not in surnames:
            continue
        before = cast.tokens[start - 1] if start else token
        named = _is_surname(before) and given_name_gender(before.text)
        if start and named and start - 1 not in cast.at and not _parted(cast, start - 1):
            words = usual_name(cast.words(start - 1, end))
            cast.add(_same_person(cast, words) or Figure(words, "person"), start - 1, end)
        elif figure := nearest(cast, surname, start):
            cast.add(figure, start, end)


def _joined(cast: Cast, index: int, surnames: set[str]) -> Span:
    """A token with the article before it, or with what a hyphen joins to it where that is one of the surnames."""
    tokens = cast.tokens
    hyphen = index + 2 < len(tokens) and tokens[index + 1].text in HYPHENS
    if hyphen and _plain(cast.words(index, index + 3)) in surnames:
        return index, index + 3
    if index > 1 and tokens[index - 1].text in HYPHENS and index - 2 not in cast.at:
        article = ARTICLE.fullmatch(cast.words(index - 2, index).lower())
        return (index - 2 if article else index), index + 1
    return index, index + 1


def single_names(cast: Cast, persons: list[Name], published: str | None) -> None:
    """The persons of whom the report gives one name only: whom the registry knows by it, or that name.

    A given name is the one person who has it: "Daniel" is Daniel Montalvo.
    """
    towns = _towns(cast, persons)
    for name in persons:
        start, end = bare(cast, name)
        words = cast.words(start, end)
        if start in cast.at or country_word(words) or not (words[:1].isupper() or ARTICLE.match(words)):
            continue
        if _is_nobody(cast, start, end) or _add_people(cast, start, end):
            continue
        figure = nearest(cast, _plain(words), start) or _called(cast, words)
        figure = figure or _by_surname(cast, start, words, published)
        if figure or words not in towns:
            cast.add(figure or cast.named(words, "person"), start, end)


def _towns(cast: Cast, persons: list[Name]) -> set[str]:
    """The single names of persons that are those of places, where nothing personal ever stands by."""
    places = {cast.words(n.start, n.end) for n in cast.annotation.names if n.label == "LOC"}
    spans: dict[str, list[Span]] = {}
    for start, end in (bare(cast, name) for name in persons):
        if start not in cast.at and end - start == 1:
            spans.setdefault(cast.words(start, end), []).append((start, end))
    return {
        words
        for words, found in spans.items()
        if not (given_name_gender(words) or is_surname(words))
        and (words in places or spots(words))
        and not any(_is_personal(cast, start) for start, _ in found)
    }


def _is_personal(cast: Cast, index: int) -> bool:
    """A title before a name, or what it does, is of a person: somebody speaks, is introduced, owns."""
    token = cast.tokens[index]
    if index and is_rank(cast.tokens[index - 1].text):
        return True
    return token.deprel.partition(":")[0] not in PLACED and token.deprel != "nsubj:pass"


def _called(cast: Cast, words: str) -> Figure | None:
    """The one person with a given name."""
    called = [f for f in cast.figures if f.person and f.name and f.name.split()[0] == words]
    return called[0] if len(called) == 1 else None


def _by_surname(cast: Cast, start: int, words: str, published: str | None) -> Figure | None:
    """Whom the registry of offices knows by a surname, or whom a title before it makes somebody.

    "Mr" gives nobody away where no day is known: too many were called so.
    """
    low = cast.annotation.sentences[cast.annotation.sentence_of[start]].start
    title = find_role(introduced_by(cast.tokens, start, low))
    gender = _called_gender(cast, start)
    office = title if title and (title.office or not published) else None
    full = with_surname(cast, words, office, published, gender)
    return cast.named(full, "person") if full else cast.named(words, "person") if title else None


def _add_people(cast: Cast, start: int, end: int) -> bool:
    """Add "the Sams" where somebody is called Sam, and "the Sons of the Strait"."""
    if not start or cast.tokens[start - 1].text.lower() != "the":
        return False
    words = cast.words(start, end)
    if family := _family(cast, words):
        cast.add(family, start, end)
    elif words.endswith("s") and words[:-1].lower() in person_nouns() and (stop := _of_whom(cast, end)):
        cast.add(cast.named(cast.words(start, stop), "group"), start, stop)
    else:
        return False
    return True


def _of_whom(cast: Cast, index: int) -> int:
    """The end of "of the Strait" at a token, or 0."""
    tokens = cast.tokens
    if index + 2 >= len(tokens) or tokens[index].text != "of":
        return 0
    first = end = index + 1 + (tokens[index + 1].text == "the")
    while end < len(tokens) and tokens[end].upos == "PROPN" and tokens[end].text[:1].isupper():
        end += 1
    return end if end > first else 0


def _family(cast: Cast, words: str) -> Figure | None:
    """ "The Sams" where somebody is called Sam."""
    if not words.endswith("s") or not any(
        f.person and _surname(f) == _plain(words[:-1]) for f in cast.figures
    ):
        return None
    figure = cast.named(words, "people")
    figure.plural = True
    return figure


def lengthen(cast: Cast, name: Name) -> None:
    """A surname that a model knows gives away the full name where it took that for something else."""
    start, end = bare(cast, name)
    surname = cast.tokens[start].text
    if end - start != 1 or start in cast.at or nearest(cast, _plain(surname), start):
        return
    for first, (before, token) in enumerate(pairwise(cast.tokens)):
        if token.text != surname or before.upos != "PROPN" or not before.text[:1].isupper():
            continue
        if (
            first not in cast.at
            and not _parted(cast, first)
            and not (is_rank(before.text) or country_word(before.text))
            and _untitled(cast, first, first + 2) == first
        ):
            cast.add(Figure(cast.words(first, first + 2), "person"), first, first + 2)
            return


def nearest(cast: Cast, surname: str, index: int) -> Figure | None:
    """Who of that surname was named last before a token, or first after it; nobody whom "Mr" or "Mrs" contradicts."""
    gender = _called_gender(cast, index)
    sharing = [f for f in cast.figures if f.person and _surname(f) == surname]
    if gender:
        sharing = [f for f in sharing if _gender(cast, f) in {None, gender}]
    last = max(sharing, key=lambda f: f.last_before(index), default=None)
    if last and last.last_before(index) >= 0:
        return last
    return min(sharing, key=lambda f: f.places[0][0], default=None)


def _called_gender(cast: Cast, start: int) -> Gender | None:
    """What "Mr" or "Mrs" before a name says."""
    title = title_by_name().get(key(cast.tokens[start - 1].text)) if start else None
    return title.gender if title and title.class_ == "honorific" else None


def _gender(cast: Cast, figure: Figure) -> Gender | None:
    """What a person is called, or else what the name says."""
    called = (_called_gender(cast, start) for start, _ in figure.places)
    names = (figure.name or "").split()
    return (
        figure.gender
        or next(filter(None, called), None)
        or known_gender(figure)
        or (given_name_gender(names[0]) if len(names) > 1 else None)
    )
