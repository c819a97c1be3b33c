"""Who held an office when: the registry of offices for the persons of a report."""

from __future__ import annotations

from onrecord.data import Gender, given_name_gender
from onrecord.data.offices import Holder, holders, in_office, persons, surnames
from onrecord.model import Office
from onrecord.resolve.figures import Cast, Figure
from onrecord.resolve.people import Role

SHORTEST = 5  # letters of a surname that is safe without a title
LEADERS = {"president", "prime minister", "chancellor", "supreme leader", "foreign minister"}


def holder_of(cast: Cast, role: Role, published: str | None) -> Figure | None:
    """The one person who held an office when the report appeared: "France's president" in October 2016."""
    if published is None or role.country is None or role.former:
        return None
    names = {h.name for h in holders(role.group, country=role.country.iso3, on=published)}
    if len(names) != 1:
        return None
    figure = cast.named(names.pop(), "person")
    recall(figure, published)
    if not figure.offices:
        figure.roles.append(role)
        figure.offices.append(dated(role, figure.name or "", published))
    return figure


def usual_name(name: str) -> str:
    """The spelling of a name that the registry of offices has; the name itself where it is not there."""
    known = persons(name)
    return known[0].name if known else name


def recall(figure: Figure, published: str | None) -> None:
    """What the registry knows of a person: gender and the country of the office held that day."""
    known = persons(figure.name) if figure.name else ()
    if not known:
        return
    figure.gender = figure.gender or known[0].gender
    here = [h for h in known if published is None or in_office(h, published)]
    figure.country = figure.country or next((h.country for h in here or known if h.country), None)


def known_gender(figure: Figure) -> Gender | None:
    """What the registry knows of a person's gender."""
    return next((h.gender for h in persons(figure.name)), None) if figure.name else None


def is_surname(word: str) -> bool:
    """Somebody of the registry goes by this one name."""
    return bool(surnames(word))


def with_surname(
    cast: Cast, word: str, title: Role | None, published: str | None, gender: Gender | None = None
) -> str | None:
    """The full name of somebody called by surname, where one person of the registry may be meant.

    With a title it must have been theirs, "Secretary Kerry"; without one the surname is no given name, and they held
    an office in a country that the report speaks of, or led a state: everybody knows who "Assad" is.

    Args:
        gender: what they are called says so.
    """
    found = [h for h in surnames(word) if published is None or in_office(h, published)]
    found = [h for h in found if gender is None or h.gender in {None, gender}]
    if title:
        found = [h for h in found if _titled(h, title)]
    else:
        found = [h for h in found if _is_safe(word, h)]
        countries = {figure.country for figure in cast.figures if figure.kind == "country"}
        found = [h for h in found if h.country in countries] or [h for h in found if h.title in LEADERS]
    names = {h.name for h in found}
    return names.pop() if len(names) == 1 else None


def _is_safe(word: str, holder: Holder) -> bool:
    """A surname that says by itself who is meant; with an article before it, "al-Assad", it is no given name."""
    return holder.name.endswith(f"l-{word}") or (len(word) >= SHORTEST and given_name_gender(word) is None)


def _titled(holder: Holder, role: Role) -> bool:
    """The title is that of an office, or the short form of it: "Secretary Kerry"."""
    if role.country and holder.country not in (None, role.country.iso3):
        return False
    return any(title == holder.title or title in holder.title.split() for title in (role.title, role.group))


def dated(role: Role, name: str, published: str | None) -> Office:
    """The office that a report gives to a person, with the days that the registry gives for it."""
    nation = role.country.name if role.country and role.of_state else None
    where = role.body.name if role.body else nation
    for h in persons(name) if published and not role.former else ():
        if (
            h.title in {role.title, role.group}
            and where in (None, h.organisation)
            and published
            and in_office(h, published)
        ):
            return Office(title=role.title, organisation=h.organisation, from_=h.from_, to=h.to)
    return Office(title=role.title, organisation=where)
