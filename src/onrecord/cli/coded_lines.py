"""Events, relations and commitments in a line each, as every command of the command line prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rich.text import Text

from onrecord.cli.render import FAINT, MARK, flat
from onrecord.model import Commitment, Document, Event, Party, Reading, Relation, Speaker, Statement

Coded = Event | Relation | Commitment

NOBODY = "?"  # a party that the report does not name
UNNAMED = "a source not named"
LONGEST = 60  # characters of a party's or an action's words in a line
ID = 8  # digits of an id that are enough to ask for it
WHAT = "bold"
PARTY = "cyan"
# Words that open a source with a capital only because they open a sentence.
SMALL = {
    *(
        "A",
        "An",
        "The",
        "This",
        "That",
        "These",
        "Those",
        "Some",
        "Several",
        "Many",
        "Others",
        "One",
        "Both",
        "No",
    ),
    *(
        "He",
        "She",
        "It",
        "They",
        "We",
        "My",
        "His",
        "Her",
        "Its",
        "Our",
        "Their",
        "Nobody",
        "Reports",
        "Sources",
    ),
    *(
        "Officials",
        "Authorities",
        "Police",
        "Residents",
        "Witnesses",
        "Activists",
        "Analysts",
        "Experts",
        "Local",
    ),
    *("Observers", "Critics", "Opponents", "Rebels", "Diplomats", "Lawyers", "Doctors", "Unconfirmed"),
}
# Who tells the others may tell of somebody else's promise, demand or fear.
THEIR_OWN = ("claimed", "denied")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a row leaves to its report: how its actors are called, its place, and who tells it.

    ``teller`` is None for the report's own voice.
    """

    names: Mapping[str, str]
    place: str | None = None
    teller: str | None = None


def setting(reading: Reading, row: Coded) -> Setting:
    """The setting of a row in its reading."""
    names = {actor.id: actor.name for actor in reading.actors}
    place = row.place if isinstance(row, Event) else None
    telling = next((said for said in reading.statements if said.id == row.statement), None)
    return Setting(
        names=names,
        place=next((known.name for known in reading.places if known.id == place), None),
        teller=speaker(names, telling.speaker) if telling else None,
    )


def line(row: Coded, told: Setting, *, with_id: bool = False) -> Text:
    """The row in one line: when, who and whom, what, and whose word it is."""
    parts = [*_parts(row, told), status(row, told)]
    if with_id:
        parts.append(Text(row.id[:ID], style=FAINT))
    return Text(" · ").join(parts)


def _parts(row: Coded, told: Setting) -> Iterator[Text]:
    if isinstance(row, Event):
        yield from ([Text(row.date)] if row.date else [])
        yield parties(row, told)
        yield type_of(row)
        yield from ([Text(f"in {flat(told.place)}")] if told.place else [])
    elif isinstance(row, Relation):
        yield Text(short(name(told.names, row.subject)), style=PARTY)
        yield type_of(row)
        yield Text(short(name(told.names, row.object)), style=PARTY)
        yield from map(Text, circumstances(row))
    else:
        yield parties(row, told)
        yield Text(": ").join([type_of(row), Text(short(flat(row.action.text), 2 * LONGEST))])
        yield from map(Text, circumstances(row))


def type_of(row: Coded) -> Text:
    """What the row is: the type and mode, or the kind."""
    if isinstance(row, Event):
        return Text(f"{row.type} {row.mode}" if row.mode else row.type, style=WHAT)
    return Text((row.kind if isinstance(row, Commitment) else row.type).replace("_", " "), style=WHAT)


def parties(row: Event | Commitment, told: Setting) -> Text:
    """Who → whom; ``A ↔ B`` where they do it to each other."""
    by, to = _doers(row, told), _others(row, told)
    if len(by) > 1 and sorted(by) == sorted(to):
        return Text(" ↔ ").join(Text(one, style=PARTY) for one in by)
    if not by and not to:
        return Text(NOBODY if isinstance(row, Commitment) else f"“{short(flat(row.text))}”")
    who = Text(listed(by) or NOBODY, style=PARTY)
    return Text(" → ").join([who, Text(listed(to), style=PARTY)]) if to else who


def _names(told: Setting, found: Iterable[Party]) -> list[str]:
    return list(dict.fromkeys(short(name(told.names, party)) for party in found))


def name(names: Mapping[str, str], party: Party) -> str:
    """What a party is called, in the words of the report where nobody knows it."""
    return flat(names.get(party.actor or "", party.text)) or NOBODY


def speaker(names: Mapping[str, str], source: Speaker) -> str:
    """What a speaker is called."""
    if known := names.get(source.actor or ""):
        return flat(known)
    first, _, rest = flat(source.text).partition(" ")
    return f"{first.casefold() if first in SMALL else first} {rest}".rstrip() or UNNAMED


def status(row: Coded, told: Setting) -> Text:
    """How firm the row is and who tells it; the report's own voice is left unsaid."""
    words = Text(row.status, style="" if row.status == "reported" else MARK)
    if told.teller and row.status != "reported":
        own = row.status in THEIR_OWN or (row.status == "pledged" and told.teller in _doers(row, told))
        words.append(f"{' by ' if own else ', told by '}{short(told.teller)}", style="default")
    return words


def _doers(row: Coded, told: Setting) -> list[str]:
    if isinstance(row, Relation):
        return []
    if isinstance(row, Event):
        return _names(told, row.actors)
    return _names(told, [row.by] if row.by else [])


def _others(row: Event | Commitment, told: Setting) -> list[str]:
    if isinstance(row, Event):
        return _names(told, row.recipients)
    return _names(told, [row.to] if row.to else [])


def circumstances(row: Relation | Commitment) -> Iterator[str]:
    """What a relation or a commitment holds under: who says so, from when to when, on what condition."""
    if isinstance(row, Relation):
        if row.by:
            yield f"called so by {short(flat(row.by.text))}"
        if row.from_ or row.to:
            yield f"{row.from_ or ''}–{row.to or ''}"
        return
    if row.condition:
        yield short(flat(row.condition.text), 2 * LONGEST)
    if row.deadline:
        yield f"until {row.deadline}"
    if row.basis:
        yield short(flat(row.basis.text), 2 * LONGEST)


def voices(document: Document | None, chain: Iterable[Statement], names: Mapping[str, str]) -> str:
    """The chain of attribution from the report inwards: ``TASS reports: Sergei Lavrov said: …``.

    Args:
        chain: the innermost statement first.
    """
    maker = document and (document.agency or document.publisher)
    said = (" ".join(filter(None, _voice(one, names))) for one in reversed(tuple(chain)))
    return ": ".join((f"{flat(maker or 'The report')} reports", *said))


def _voice(said: Statement, names: Mapping[str, str]) -> tuple[str, str]:
    return speaker(names, said.speaker), flat(said.cue.text)


def short(words: str, most: int = LONGEST) -> str:
    """The words, cut behind one of them where they are too many."""
    if len(words) <= most:
        return words
    return f"{words[:most].rpartition(' ')[0] or words[:most]} …"


def listed(words: list[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
