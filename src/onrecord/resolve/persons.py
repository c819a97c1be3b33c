"""The persons of a report, under their full names, surnames and given names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from onrecord.data import country_word, given_name_gender, key, organisation, title_by_name
from onrecord.data.registry import fold
from onrecord.model import Name, Span, Token
from onrecord.resolve.figures import Cast, Figure
from onrecord.resolve.kinds import KINDS
from onrecord.resolve.offices import usual_name, with_surname
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
    *("rev.", "sen.", "rep.", "gov.", "gen.", "col.", "lt.", "sgt.", "capt.", "hon.", "st."),
}
CREDITS = {
    "Image",
    "Photo",
    "Photograph",
    "File",
    "Video",
    "Credit",
}  # behind a caption that lost its full stop
TAILS = {"'s", "’s", "'", "’", ".", ","}
LETTERS = {"SC", "QC", "KC", "MP", "MEP", "Jr", "Jr.", "Sr", "Sr.", "PhD", "MD", "OBE", "CBE"}
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
        if end - start < 2 or start in cast.at or end - 1 in cast.at:
            continue
        words = usual_name(cast.words(start, end))
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
        if key(words.split()[-1]) in KINDS or key(words.split()[-1]) in NO_SURNAME:
            continue
        words = usual_name(words)
        cast.add(_same_person(cast, words) or Figure(words, "person"), index, end)


def _parted(cast: Cast, index: int) -> bool:
    """A token and the next stand in different sentences."""
    return cast.annotation.sentence_of[index] != cast.annotation.sentence_of[index + 1]


def _is_surname(token: Token) -> bool:
    return token.upos == "PROPN" and token.text[:1].isupper() and token.text[1:].islower()


def bare(cast: Cast, name: Name) -> Span:
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
    """A person whose surname is the same and whose other names do not contradict.

    "Sergei V. Lavrov" is Sergei Lavrov, and Mohammed al-Golani is Muhammad al-Jolani.
    """
    parts = [sound(p) for p in words.split()]
    for figure in reversed(cast.figures):
        known = [sound(p) for p in (figure.name or "").split()]
        if figure.person and known[-1] == parts[-1] and _same_first_name(known[0], parts[0]):
            return figure
    return None


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


def surnames(cast: Cast) -> None:
    """Surnames of known persons wherever they stand."""
    surnames = {figure.surname for figure in cast.figures if figure.person}
    for index, token in enumerate(cast.tokens):
        if index in cast.at or not token.text[:1].isupper() or key(token.text) not in surnames:
            continue
        before = cast.tokens[index - 1] if index else token
        figure = nearest(cast, key(token.text), index)
        named = _is_surname(before) and given_name_gender(before.text)
        if index and named and index - 1 not in cast.at and not _parted(cast, index - 1):
            words = usual_name(cast.words(index - 1, index + 1))
            cast.add(_same_person(cast, words) or Figure(words, "person"), index - 1, index + 1)
        elif figure:
            cast.add(figure, index, index + 1)


def single_names(cast: Cast, persons: list[Name], published: str | None) -> None:
    """The persons of whom the report gives one name only: whom the registry knows by it, or that name.

    A given name is the one person who has it: "Daniel" is Daniel Montalvo.
    """
    for name in persons:
        start, end = bare(cast, name)
        words = cast.words(start, end)
        if start in cast.at or country_word(words) or not words[:1].isupper():
            continue
        if start and cast.tokens[start - 1].text.lower() == "the" and (family := _family(cast, words)):
            cast.add(family, start, end)
            continue
        if known := nearest(cast, key(words), start):
            cast.add(known, start, end)
            continue
        called = [f for f in cast.figures if f.person and f.name and f.name.split()[0] == words]
        if len(called) == 1:
            cast.add(called[0], start, end)
            continue
        low = cast.annotation.sentences[cast.annotation.sentence_of[start]].start
        title = find_role(introduced_by(cast.tokens, start, low))
        full = with_surname(cast, words, title, published)
        cast.add(cast.named(full or words, "person"), start, end)


def _family(cast: Cast, words: str) -> Figure | None:
    """ "The Sams" where somebody is called Sam."""
    if not words.endswith("s") or not any(f.person and f.surname == key(words[:-1]) for f in cast.figures):
        return None
    figure = cast.named(words, "people")
    figure.plural = True
    return figure


def lengthen(cast: Cast, name: Name) -> None:
    """A surname that a model knows gives away the full name where it took that for something else."""
    start, end = bare(cast, name)
    surname = cast.tokens[start].text
    if end - start != 1 or start in cast.at or nearest(cast, key(surname), start):
        return
    for first, (before, token) in enumerate(pairwise(cast.tokens)):
        if token.text != surname or before.upos != "PROPN" or not before.text[:1].isupper():
            continue
        if (
            first not in cast.at
            and not _parted(cast, first)
            and not (is_rank(before.text) or country_word(before.text))
        ):
            cast.add(Figure(cast.words(first, first + 2), "person"), first, first + 2)
            return


def nearest(cast: Cast, surname: str, index: int) -> Figure | None:
    """Who of that surname was named last before a token, or first after it."""
    sharing = [f for f in cast.figures if f.person and f.surname == surname]
    last = max(sharing, key=lambda f: f.last_before(index), default=None)
    if last and last.last_before(index) >= 0:
        return last
    return min(sharing, key=lambda f: f.places[0][0], default=None)
