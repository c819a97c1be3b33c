"""Who held an office when: the registry of offices for the persons of a report."""

from __future__ import annotations

from onrecord.data import key
from onrecord.data.offices import Holder, holders, in_office, persons, surnames
from onrecord.model import Office
from onrecord.resolve.figures import Cast, Figure
from onrecord.resolve.people import Role


def holder_of(cast: Cast, role: Role, published: str | None) -> Figure | None:
    """The one person who held an office when the report appeared: "France's president" in October 2016."""
    if published is None or role.country is None or role.former:
        return None
    names = {h.name for h in holders(role.group, country=role.country.iso3, on=published)}
    if len(names) != 1:
        return None
    return known_person(cast, names.pop(), published)


def known_person(cast: Cast, name: str, published: str | None) -> Figure:
    """The figure of a person of the registry, with country and gender."""
    figure = cast.named(name, "person")
    recall(figure, published)
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


def with_surname(word: str, titles: list[Role], published: str | None) -> str | None:
    """The full name of somebody called by surname: with a title it was theirs, without one they held an office."""
    found = surnames(word)
    if published is not None:
        found = tuple(h for h in found if in_office(h, published))
    if titles:
        groups = {role.group for role in titles} | {role.title for role in titles}
        found = tuple(h for h in found if _titled(h, groups))
    names = {h.name for h in found}
    return names.pop() if len(names) == 1 else None


def _titled(holder: Holder, titles: set[str]) -> bool:
    """One of the titles is that of an office, or the short form of it: "Secretary Kerry"."""
    return any(title == holder.title or title in holder.title.split() for title in titles)


def dated(office: Office, name: str, published: str | None) -> Office:
    """The office with the days that the registry gives for it."""
    for h in persons(name) if published else ():
        same = h.title == office.title and key(h.organisation or "") == key(office.organisation or "")
        if same and published and in_office(h, published):
            return Office(title=office.title, organisation=office.organisation, from_=h.from_, to=h.to)
    return office
