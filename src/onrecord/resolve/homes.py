"""Names that are sure only at home: "Congress", "Labour" and "the Senate" in reports about their countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.data import Organisation, country_word, may_open_name, namesakes
from onrecord.data.gazetteer import spots
from onrecord.data.offices import persons
from onrecord.model import Span
from onrecord.resolve.bodies import POSSESSIVE, owner_before, owner_behind
from onrecord.resolve.figures import Cast

LONGEST_NAME = 7  # tokens of the longest name that is shared
LARGE = 300_000  # inhabitants of a city that tells which country a report is about
SHARE = 4  # a report is about countries that it speaks of a fourth as often as of the first
# Whose parts are called states.
FEDERAL = {*("USA", "IND", "NGA", "DEU", "BRA", "MEX", "AUS"), *("VEN", "MYS", "MMR", "SSD")}
OF_STATES = {"governor", "state", "senator", "congressman", "congresswoman", "lawmaker"}


def shared_names(cast: Cast) -> None:
    """Add the bodies whose name says who they are only where it stands beside or in a report about their country."""
    found = [(span, bodies) for span in _spans(cast) if (bodies := namesakes(cast.words(*span)))]
    if not found:
        return
    about = _about(cast)
    # Two bodies of one country speak for each other: "Republicans" and "Democrats".
    about.update({body.name: body.country for _, bodies in found for body in bodies}.values())
    most = max(about.values())
    for span, bodies in found:
        free = not any(i in cast.at for i in range(*span))
        body = _at_home(cast, span, bodies, about, max(2, most / SHARE)) if free else None
        if body:
            cast.add(cast.named(body.name, body.kind, body.country), *span)


def _at_home(
    cast: Cast, span: Span, bodies: Sequence[Organisation], about: Counter[str | None], least: float
) -> Organisation | None:
    """The body of the country that stands beside its name, else of the one that the report is most about."""
    owner = owner_before(cast, span[0]) or owner_behind(cast, span[1])
    if owner:
        return next((b for b in bodies if b.country == owner[1].iso3), None)
    first = max(bodies, key=lambda b: about[b.country])
    return first if about[first.country] >= least and not _of_another(cast, span) else None


def _of_another(cast: Cast, span: Span) -> bool:
    """A word before a name that makes it another one: "the Ohio Senate", "the state Senate", "White House"."""
    start, end = span
    before = start - 1
    if before < cast.annotation.sentences[cast.annotation.sentence_of[start]].start:
        return False
    token = cast.tokens[before]
    if token.text in POSSESSIVE or cast.words(before, end) == "White House":
        return True
    own = (token.upos == "PROPN" and before not in cast.at) or token.text.lower() == "state"
    return own and (token.head in range(start, end) or token.head == cast.tokens[start].head)


def _spans(cast: Cast) -> Iterator[Span]:
    """Where a shared name may stand, the longest first; no part of a longer name that a model knows."""
    longer = {i: (n.start, n.end) for n in cast.annotation.names for i in range(n.start, n.end)}
    for start, token in enumerate(cast.tokens):
        if start in cast.at or not token.text[:1].isupper() or not may_open_name(token.text):
            continue
        stop = cast.annotation.sentences[cast.annotation.sentence_of[start]].end
        low, high = longer.get(start, (start, start))
        for end in range(min(start + LONGEST_NAME, stop), start, -1):
            whole = end >= high and (start == low or cast.tokens[low].text.lower() == "the")
            if whole and cast.tokens[end - 1].text[:1].isalpha():
                yield start, end


def _about(cast: Cast) -> Counter[str | None]:
    """How often a report speaks of each country: by name, adjective or seat, its bodies, leaders and cities."""
    found: Counter[str | None] = Counter()
    for figure in cast.figures:
        country = figure.country
        if figure.person and figure.name and not country:
            country = next((holder.country for holder in persons(figure.name)), None)
        found[country] += len(figure.places)
    for index, token in enumerate(cast.tokens):
        if index not in cast.at and token.text[:1].isupper() and (word := country_word(token.text)):
            found[word[0].iso3] += 1
    for name in cast.annotation.names:
        if name.label == "LOC" and name.start not in cast.at:
            first = next(iter(spots(cast.words(name.start, name.end))), None)
            if first and (first.kind == "region" or first.population > LARGE):
                found[first.country] += 1
    del found[None]
    return found


def states(cast: Cast) -> set[str]:
    """The parts of federal countries that a report names, which it calls states; no city by that name."""
    found = set()
    for name in cast.annotation.names:
        words = cast.words(name.start, name.end)
        known = spots(words) if name.label == "LOC" else ()
        city = any(spot.kind == "city" and spot.population > LARGE for spot in known)
        if known and not city and known[0].kind == "region" and known[0].country in FEDERAL:
            found.add(words)
    return found


def no_countries(cast: Cast) -> None:
    """Forget a country whose name is that of a state, where the report means the state: "the governor of Georgia"."""
    countries = [f for f in cast.figures if f.kind == "country" and f.name and not f.brought]
    shared = [figure for figure in countries if _is_state(figure.name or "")]
    for figure in shared:
        others = {
            word[0].iso3 for t in cast.tokens if t.text != figure.name and (word := country_word(t.text))
        }
        told = any(_head_of(cast, start) in OF_STATES for start, _ in figure.places)
        if figure.country not in others and (told or states(cast) - {figure.name}):
            cast.figures.remove(figure)
            for index in [i for i, other in cast.at.items() if other is figure]:
                del cast.at[index]


def _is_state(name: str) -> bool:
    """The most populous place of that name is a state: Georgia, not Niger."""
    first = next(iter(spots(name)), None)
    return first is not None and first.kind == "region" and first.country in FEDERAL


def _head_of(cast: Cast, index: int) -> str:
    """The noun that a name stands behind "of" of."""
    above = cast.tokens[index].head
    return cast.tokens[above].lemma.lower() if above >= 0 and cast.tokens[index - 1].text == "of" else ""
