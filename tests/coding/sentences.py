"""The notation of ``sentences.tsv``: what must be coded of a sentence, what must not, and whether a reading fits.

``python -m tests.coding.sentences [CONSTRUCTION]`` reads the sentences and prints how many fit, with the misses.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, get_args

from onrecord.data import key, parse
from onrecord.ingest import Options, from_text
from onrecord.model import Certainty, Commitment, Event, Reading, Relation, Status
from onrecord.reader import Reader

PUBLISHED = "2021-03-03"
TABLE = Path(__file__).with_name("sentences.tsv")
STATUSES, CERTAINTIES = frozenset(get_args(Status)), frozenset(get_args(Certainty))
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
    *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
RELATIONS = (
    *("holds_office", "member_of", "part_of", "leads", "subordinate_to", "allied_with", "opposes", "backs"),
    *("controls", "designated_as", "located_in", "family_of", "same_as"),
)
KINDS = ("pledge", "agreement", "demand", "obligation", "expectation", "threat")
QUOTED = re.compile(r'"[^"]*"')
TELLER = re.compile(r"\s*\[([^]]*)\]$")

Row = Event | Relation | Commitment
Names = tuple[str, ...]  # alternatives; words in quotation marks are contained, others are canonical names


@dataclass(frozen=True)
class Side:
    """Parties on one side: ``all`` of them must be there, or ``nobody``."""

    parties: tuple[Names, ...] = ()
    nobody: bool = False


@dataclass(frozen=True)
class Expected:
    """One row of the notation; None and empty mean that it does not matter."""

    written: str
    sort: str  # event, rel, com
    kinds: frozenset[tuple[str, str | None]]
    left: Side = Side()
    right: Side = Side()
    either: tuple[Names, ...] = ()
    place: Names = ()
    date: Names = ()
    by: Names = ()
    statuses: frozenset[str] = frozenset()
    certainty: str | None = None
    once: bool = False
    teller: Names = ()
    action: str = ""
    condition: str = ""
    until: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Case:
    name: str
    sentence: str
    expected: tuple[Expected, ...]
    absent: tuple[Expected, ...]
    open: str


def cases() -> list[Case]:
    """The rows of the table, each with a name of its own: the construction and a number."""
    seen: Counter[str] = Counter()
    found = []
    for row in parse(TABLE.read_text("utf-8"), TABLE.name):
        seen[row["construction"]] += 1
        try:
            wanted, absent = list(split(row["expected"])), list(split(row["absent"]))
        except ValueError as error:
            raise row.error(str(error)) from error
        name = f"{row['construction']}-{seen[row['construction']]}"
        found.append(Case(name, row["sentence"], tuple(wanted), tuple(absent), row["open"]))
    return found


def split(cell: str) -> Iterator[Expected]:
    """The rows of a cell."""
    return (read_row(part) for part in cell.split(" ; ") if part)


def read_row(written: str) -> Expected:
    """One row of the notation.

    Raises:
        ValueError: it is not in the notation.
    """
    bare, quoted = _mask(written.strip())
    fields: dict[str, Any] = {"written": written}
    if teller := TELLER.search(bare):
        bare, fields["teller"] = bare[: teller.start()], _names(teller[1], quoted)
    head, _, rest = bare.partition(" ")
    sort, colon, kind = head.partition(":")
    fields["sort"] = sort if colon else "event"
    fields["kinds"] = _kinds(kind if colon else head, fields["sort"])
    rest = _tail(rest, fields)
    if fields["sort"] == "com":
        rest = _commitment(rest, fields)
    for mark, field in ((" by ", "by"), (" on ", "date"), (" @ ", "place")):
        before, found, after = f" {rest}".rpartition(mark)
        if found:
            rest, fields[field] = before.strip(), _names(after, quoted)
    _sides(rest, quoted, fields)
    return Expected(**fields)


def _mask(written: str) -> tuple[str, list[str]]:
    """The row with its quoted words numbered, so that nothing in them is read as notation."""
    quoted = QUOTED.findall(written)
    numbers = iter(range(len(quoted)))
    return QUOTED.sub(lambda _: f"\0{next(numbers)}\0", written), quoted


def _names(text: str, quoted: Sequence[str]) -> Names:
    return tuple(
        re.sub("\0(\\d+)\0", lambda found: quoted[int(found[1])], name.strip()) for name in text.split("|")
    )


def _kinds(text: str, sort: str) -> frozenset[tuple[str, str | None]]:
    """Alternatives of type and mode; in ``A/m|n|B`` the mode ``n`` is one of ``A``."""
    known = {"event": TYPES, "rel": RELATIONS, "com": KINDS}.get(sort)
    if known is None:
        raise ValueError(f"{sort!r} is no sort of row")
    found: list[tuple[str, str | None]] = []
    last = ""
    for part in text.split("|"):
        kind, _, mode = part.partition("/")
        if kind in known or kind == "ANY":
            last = kind
            found.append((kind, mode or None))
        elif last and sort == "event" and part.islower():
            found.append((last, part))
        else:
            raise ValueError(f"{part!r} is no type of {sort}")
    return frozenset(found)


def _tail(rest: str, fields: dict[str, Any]) -> str:
    """Takes the status, certainty and "once" from the end."""
    while rest:
        before, _, word = rest.rpartition(" ")
        if set(word.split("|")) <= STATUSES:
            fields["statuses"] = frozenset(word.split("|"))
        elif word in CERTAINTIES and fields["sort"] != "com":
            fields["certainty"] = word
        elif word == "once":
            fields["once"] = True
        else:
            break
        rest = before
    return rest


def _commitment(rest: str, fields: dict[str, Any]) -> str:
    """Takes what stands behind the colon: action, condition, deadline, basis."""
    parties, _, said = f" {rest} ".partition(" : ")
    action, *more = re.split(r" (if|until|basis) ", said.rstrip())
    fields["action"] = action.strip()
    for mark, words in zip(more[::2], more[1::2], strict=True):
        fields["condition" if mark == "if" else mark] = words.strip()
    return parties.strip()


def _sides(rest: str, quoted: Sequence[str], fields: dict[str, Any]) -> None:
    if "&" in rest:
        fields["either"] = tuple(_names(party, quoted) for party in rest.split("&"))
        return
    left, _, right = f" {rest} ".partition(" > ")
    fields["left"], fields["right"] = _side(left, quoted), _side(right, quoted)


def _side(text: str, quoted: Sequence[str]) -> Side:
    text = text.strip()
    if text == "-":
        return Side(nobody=True)
    return Side(tuple(_names(party, quoted) for party in text.split("+")) if text else ())


def read(reader: Reader, sentence: str) -> Reading:
    """The reading of a sentence that is a whole report; too short to tell its language by."""
    return reader.read(from_text(sentence, options=Options(published=PUBLISHED)), force=True)


class Coded:
    """A reading, asked whether its rows fit the notation."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.actors = {actor.id: actor.name for actor in reading.actors}
        self.places = {place.id: place.name for place in reading.places}
        self.tellers = {statement.id: statement.speaker for statement in reading.statements}

    def misses(self, case: Case) -> list[str]:
        """What is wrong with the reading, in words; empty when all is as the case expects."""
        found = []
        for row in case.expected:
            count = self.count(row)
            if not count:
                found.append(f"not coded: {row.written}")
            elif row.once and count > 1:
                found.append(f"coded {count} times: {row.written}")
        return found + [f"must not be coded: {row.written}" for row in case.absent if self.count(row)]

    def count(self, wanted: Expected) -> int:
        """How many rows fit; every pair of parties has to be found, and the scarcest counts."""
        rows = [row for row in self._rows(wanted.sort) if self._fits(row, wanted)]
        pairs = product(wanted.left.parties or [()], wanted.right.parties or [()])
        return min(sum(self._joins(row, left, right) for row in rows) for left, right in pairs)

    def _rows(self, sort: str) -> Sequence[Row]:
        if sort == "event":
            return self.reading.events
        return self.reading.relations if sort == "rel" else self.reading.commitments

    def _fits(self, row: Row, wanted: Expected) -> bool:
        """Everything but the pairs of parties."""
        left, right = sides(row)
        return (
            self._kind(row, wanted)
            and (not wanted.statuses or row.status in wanted.statuses)
            and (not wanted.certainty or getattr(row, "certainty", None) == wanted.certainty)
            and not (wanted.left.nobody and left)
            and not (wanted.right.nobody and right)
            and all(any(self.named(party, names) for party in left + right) for names in wanted.either)
            and self._told(row.statement, wanted.teller)
            and self._details(row, wanted)
        )

    def _kind(self, row: Row, wanted: Expected) -> bool:
        kind = row.kind if isinstance(row, Commitment) else row.type
        mode = row.mode if isinstance(row, Event) else None
        return any(
            wanted_kind in (kind, "ANY") and wanted_mode in (None, mode)
            for wanted_kind, wanted_mode in wanted.kinds
        )

    def _details(self, row: Row, wanted: Expected) -> bool:
        if isinstance(row, Event):
            place = self.places.get(row.place or "", "")
            return (not wanted.place or any(_same(place, name) for name in wanted.place)) and (
                not wanted.date or row.date in wanted.date
            )
        if isinstance(row, Relation):
            return not wanted.by or (row.by is not None and self.named(row.by, wanted.by))
        return all(
            _contains(words.text if words else "", part)
            for words, part in (
                (row.action, wanted.action),
                (row.condition, wanted.condition),
                (row.basis, wanted.basis),
            )
        ) and (not wanted.until or row.deadline == wanted.until)

    def _told(self, statement: str | None, wanted: Names) -> bool:
        if not wanted:
            return True
        if statement is None:
            return "-" in wanted
        return self.named(self.tellers[statement], tuple(name for name in wanted if name != "-"))

    def _joins(self, row: Row, left: Names, right: Names) -> bool:
        actors, recipients = sides(row)
        return all(
            not names or any(self.named(party, names) for party in parties)
            for names, parties in ((left, actors), (right, recipients))
        )

    def named(self, party: Any, names: Names) -> bool:
        """Whether one of the names is the party's: canonical, or words in quotation marks that it contains."""
        actor = self.actors.get(party.actor or "", "")
        return any(
            _contains(party.text, name[1:-1]) or _contains(actor, name[1:-1])
            if name.startswith('"')
            else _same(actor, name)
            for name in names
        )

    def __str__(self) -> str:
        """All rows in the notation."""
        rows: list[Row] = [*self.reading.events, *self.reading.relations, *self.reading.commitments]
        return "\n".join(map(self._written, rows)) or "nothing"

    def _written(self, row: Row) -> str:
        left, right = ("+".join(map(self._name, side)) for side in sides(row))
        parts = [_head(row), left or "-", "> " + right if right else "", *self._rest(row)]
        teller = self._name(self.tellers[row.statement]) if row.statement else "-"
        return " ".join(part for part in (*parts, f"[{teller}]") if part) + f"   in {row.text!r}"

    def _rest(self, row: Row) -> Iterator[str]:
        if isinstance(row, Event):
            yield f"@ {self.places.get(row.place, row.place)}" if row.place else ""
            yield f"on {row.date}" if row.date else ""
        elif isinstance(row, Relation):
            yield f"by {self._name(row.by)}" if row.by else ""
        else:
            yield f": {row.action.text}"
            yield f"if {row.condition.text}" if row.condition else ""
            yield f"until {row.deadline}" if row.deadline else ""
            yield f"basis {row.basis.text}" if row.basis else ""
        yield row.status
        yield "" if isinstance(row, Commitment) else row.certainty

    def _name(self, party: Any) -> str:
        return self.actors.get(party.actor or "") or f'"{party.text}"'


def _head(row: Row) -> str:
    if isinstance(row, Event):
        return row.type + (f"/{row.mode}" if row.mode else "")
    return f"rel:{row.type}" if isinstance(row, Relation) else f"com:{row.kind}"


def sides(row: Row) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Who acts and who is acted upon, as the notation has them left and right of ``>``."""
    if isinstance(row, Event):
        return row.actors, row.recipients
    left, right = (row.subject, row.object) if isinstance(row, Relation) else (row.by, row.to)
    return ((left,) if left else ()), ((right,) if right else ())


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def _contains(text: str, words: str) -> bool:
    return _plain(words) in _plain(text)


def _same(one: str, other: str) -> bool:
    return key(one) == key(other)


def main(arguments: Iterable[str]) -> int:
    """Prints how many sentences fit, by construction, and what is wrong with the others."""
    reader, only = Reader(), tuple(arguments)
    right, rows = 0, 0
    lines = []
    for case in cases():
        if only and not case.name.startswith(only):
            continue
        coded = Coded(read(reader, case.sentence))
        misses = coded.misses(case)
        right, rows = right + (not misses), rows + 1
        if misses:
            coding = str(coded).replace("\n", "\n        ")
            lines.append(
                "\n    ".join([f"{case.name}: {case.sentence}", *misses, f"coded:\n        {coding}"])
            )
    lines.append(f"{right} of {rows} sentences are coded as expected")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
