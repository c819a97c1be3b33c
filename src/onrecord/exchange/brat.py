"""brat standoff: for each report ``NAME.txt``, ``NAME.ann`` and ``NAME.json``, and an ``annotation.conf`` for all.

| line | what it is of ours |
|---|---|
| T | a mark: the cue of a statement, its content, a mention of an actor or place, a time, the words of a row |
| E | a statement (on its cue), an event, a relation, a commitment (on their words), with those in its roles |
| R | ``inside`` (a statement in another), ``told_in`` (a row in the statement that tells it); drawn by a person |
| | also a relation between two marks, without words of its own |
| A | class, kind, polarity, certainty, status and the rest that has few values |
| * Equiv | the marks that mean the same actor or place |
| # onrecord | JSON of what brat does not show: ids, names, dates, confidence |

``NAME.json``, which brat does not look at, is the head: report, reader, warnings. Offsets are code points. A T line has
no line breaks in it; as brat does itself, a stretch is broken there into pieces, which are joined again on reading.

Source: brat standoff format, https://brat.nlplab.org/standoff.html, and brat's ``annotation.py`` (2012, MIT).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import orjson

from onrecord.errors import InputError
from onrecord.exchange.annotation_folder import named, new_folder
from onrecord.exchange.gather import HEAD, gathered
from onrecord.exchange.sheet import (
    INSIDE,
    LINKS,
    ROLES,
    SEVERAL,
    STATEMENT,
    TOLD_IN,
    TYPES,
    UNCUED,
    FieldError,
    Figure,
    Frame,
    Mark,
    Sheet,
    Tie,
    attributes,
    labels,
    laid_out,
    layer_of,
    own_label,
    stretch,
)
from onrecord.exchange.whole import encoded, json
from onrecord.model import Annotated, Document, Failure, Reading, Spans, cut

NOTE = "onrecord"  # the type of our own notes; people's are AnnotatorNotes
SAME = "Equiv"
ENTITIES = ("actor", "place", "time")  # the layers of marks that are no triggers
# What Python and brat take for the end of a line, with the blanks around it.
_BREAK = re.compile(r"[^\S\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*")
_ENDS = re.compile("[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_NUMBER = re.compile(r"\d+$")


def write(readings: Iterable[Reading], folder: Path) -> int:
    """Write the files of each reading and return how many readings there were.

    Raises UsageError where the folder holds anything, InputError where it cannot be written.
    """
    number = 0
    with new_folder(folder):
        (folder / "annotation.conf").write_text(configuration(), encoding="utf-8")
        for name, reading in named(readings):
            sheet = laid_out(reading)
            (folder / f"{name}.txt").write_bytes(encoded(sheet.text, reading.document))
            (folder / f"{name}.json").write_bytes(json(sheet.head, reading.document) + b"\n")
            lines = "".join(f"{line}\n" for line in standoff(sheet, reading.document))
            (folder / f"{name}.ann").write_bytes(encoded(lines, reading.document))
            number += 1
    return number


def read(path: Path) -> Iterator[Reading | Failure]:
    """The readings in ``annotated``."""
    for found in annotated(path):
        yield found if isinstance(found, Failure) else found.reading


def annotated(path: Path) -> Iterator[Annotated | Failure]:
    """What was annotated, for each ``.ann`` file in a folder or one file; before it a failure for each wrong line.

    A failure names the file, the line and the field; what rests on a wrong line is told and left out with it.
    Raises InputError where there is no ``.ann`` file.
    """
    files = sorted(path.glob("*.ann")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise InputError(f"{path}: no annotations; give a folder of .ann and .txt files, or one .ann file")
    for file in files:
        try:
            text = file.with_suffix(".txt").read_bytes().decode("utf-8")
            lines = file.read_bytes().decode("utf-8").split("\n")
        except OSError as error:
            yield Failure(source=str(file), reason=f"cannot read {error.filename}: {error.strerror}")
            continue
        except UnicodeDecodeError as error:
            yield Failure(source=str(file), reason=f"not in UTF-8: {error.reason} at byte {error.start}")
            continue
        sheet, wrong = parsed(text, lines)
        head, amiss = _head(file.with_suffix(".json"))
        sheet = replace(sheet, head=head, where={**sheet.where, HEAD: file.with_suffix(".json").name})
        found, more = gathered(sheet, str(file.with_suffix(".txt")))
        for reason in (*amiss, *wrong, *more):
            yield Failure(source=str(file), reason=reason)
        yield replace(found, whole=found.whole and not (amiss or wrong))


def _head(file: Path) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """The head; nothing where there is no such file, as beside annotations that began in brat."""
    if not file.exists():
        return {}, ()
    try:
        head = orjson.loads(file.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        return {}, (f"{file.name}: not valid JSON ({error})",)
    return (head, ()) if isinstance(head, dict) else ({}, (f"{file.name}: no object",))


def standoff(sheet: Sheet, document: Document) -> Iterator[str]:
    """The lines of an ``.ann`` file; InputError where a name holds half a surrogate pair."""
    ids = {letter: count(1) for letter in "RA#"}
    notes: dict[str, dict[str, Any]] = {}
    for mark in sheet.marks:
        pieces = _pieces(sheet.text, mark.spans)
        if _joined(sheet.text, pieces) != mark.spans:
            notes.setdefault(mark.key, {})["spans"] = mark.spans
        if mark.rest:
            notes.setdefault(mark.key, {}).update(mark.rest)
        where = ";".join(f"{start} {end}" for start, end in pieces)
        yield f"{mark.key}\t{mark.label} {where}\t{_ENDS.sub(' ', cut(sheet.text, pieces))}"
    for frame in sheet.frames:
        yield f"{frame.key}\t{' '.join((f'{frame.label}:{frame.trigger}', *_roles(frame)))}"
    for frame in sheet.frames:
        for role, key in frame.roles:
            if role in LINKS:
                yield f"R{next(ids['R'])}\t{role} Arg1:{frame.key} Arg2:{key}"
        for name, value in _numbered(frame.attributes):
            yield f"A{next(ids['A'])}\t{name} {frame.key} {value}"
        notes[frame.key] = dict(frame.rest)
    for figure in sheet.figures:
        if len(figure.marks) > 1:
            yield f"*\t{SAME} {' '.join(figure.marks)}"
        if figure.rest is not None:
            notes.setdefault(figure.marks[0], {})["means"] = figure.rest
    for key, note in notes.items():
        yield f"#{next(ids['#'])}\t{NOTE} {key}\t{_one_line(json(note, document))}"


def _roles(frame: Frame) -> Iterator[str]:
    for role, key in _numbered((role, key) for role, key in frame.roles if role not in LINKS):
        yield f"{role}:{key}"


def _numbered(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs whose names have a number where they come again: actor, actor2, actor3."""
    seen: dict[str, int] = {}
    for name, value in pairs:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}{seen[name]}", value


def _pieces(text: str, spans: Spans) -> Spans:
    """The spans broken at the ends of lines; blanks at a break belong to no piece."""
    pieces = []
    for start, end in spans:
        at = start
        for found in _BREAK.finditer(text, start, end):
            pieces.append((at, found.start()))
            at = found.end()
        pieces.append((at, end))
    # A mark of line breaks alone has no piece: brat could not show it either.
    return tuple((start, end) for start, end in pieces if start < end) or spans[:1]


def _joined(text: str, pieces: Spans) -> Spans:
    """Pieces between which there is nothing but the end of a line are one again."""
    whole: list[tuple[int, int]] = []
    for start, end in pieces:
        if whole and _BREAK.fullmatch(text, whole[-1][1], start):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return tuple(whole)


def _one_line(note: bytes) -> str:
    # JSON leaves some ends of lines as they are.
    return _ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", note.decode())


def parsed(text: str, lines: Iterable[str]) -> tuple[Sheet, tuple[str, ...]]:
    """The sheet in the lines of an ``.ann`` file, without a head, and what is wrong line by line."""
    parser = _Parser(text)
    for number, line in enumerate(lines, 1):
        if line.strip():
            parser.line(number, line.rstrip("\r"))
    return parser.sheet(), tuple(parser.wrong)


class _Parser:
    """The lines of a file as far as they are read; those that speak of others wait for these."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.wrong: list[str] = []
        self._marks: dict[str, Mark] = {}
        self._frames: dict[str, Frame] = {}
        self._where: dict[str, str] = {}
        self._groups: list[Figure] = []
        self._ties: list[Tie] = []
        self._notes: dict[str, dict[str, Any]] = {}
        self._links: list[tuple[str, str, str, str]] = []  # where, frame, role, other frame
        self._values: list[tuple[str, str, str, str]] = []  # where, frame, name, value
        self._spoiled: set[str] = set()  # frames that would be another without a line that is wrong
        self._kinds: dict[str, Callable[[str, str, list[str]], None]] = {
            **{"T": self._mark, "E": self._frame, "R": self._relation, "A": self._attribute},
            **{"M": self._attribute, "*": self._same, "#": self._note},
        }

    def line(self, number: int, line: str) -> None:
        where = f"line {number}"
        id_, *fields = line.split("\t", 2)
        try:
            kind = self._kinds.get(id_[:1])
            if kind is None or not fields:
                raise FieldError("id", f"{id_!r} begins no line of T, E, R, A, * or # with a tab behind it")
            if id_ in self._where:
                raise FieldError("id", f"{id_} is {self._where[id_]} already")
            if id_ != "*":
                self._where[id_] = where
            kind(where, id_, fields)
        except FieldError as error:
            self._tell(where, error)

    def sheet(self) -> Sheet:
        for where, key, name, value in self._values:
            if frame := self._known(where, key, name):
                self._frames[key] = replace(frame, attributes=(*frame.attributes, (name, value)))
        for where, key, role, other in self._links:
            if frame := self._known(where, key, role):
                self._frames[key] = replace(frame, roles=(*frame.roles, (role, other)))
        told = [
            Figure(marks=(key,), rest=note["means"])
            for key, note in self._notes.items()
            if isinstance(note.get("means"), dict) and key in self._marks
        ]
        return Sheet(
            text=self.text,
            head={},
            marks=tuple(map(self._whole, self._marks.values())),
            frames=tuple(
                replace(frame, rest=self._notes.get(key, {}))
                for key, frame in self._frames.items()
                if key not in self._spoiled
            ),
            figures=(*self._groups, *told),
            ties=tuple(self._ties),
            where=self._where,
            spent=frozenset(
                mark
                for key in self._spoiled & self._frames.keys()
                for mark in (self._frames[key].trigger, *(mark for _, mark in self._frames[key].roles))
            ),
        )

    def _tell(self, where: str, error: FieldError) -> None:
        self.wrong.append(f"{where}: {error}")

    def _known(self, where: str, key: str, name: str) -> Frame | None:
        # One whose own line is wrong has been told.
        if key not in self._frames and not (key[:1] == "E" and key in self._where):
            self._tell(where, FieldError(name, f"{key} is not there, or wrong"))
        return self._frames.get(key)

    def _whole(self, mark: Mark) -> Mark:
        """A mark with the spans that it was written with, if these are still its own, and its note."""
        note = dict(self._notes.get(mark.key, {}))
        note.pop("means", None)
        spans = _joined(self.text, mark.spans)
        match note.pop("spans", None):
            case [[int(), int()], *_] as told if all(map(_is_span, told)):
                noted = tuple((start, end) for start, end in told)
                if _pieces(self.text, noted) == mark.spans:
                    spans = noted
        return replace(mark, spans=spans, rest=note)

    def _mark(self, where: str, id_: str, fields: list[str]) -> None:
        label, _, offsets = fields[0].partition(" ")
        own_label(label)
        spans = []
        for piece in offsets.split(";"):
            ends = re.fullmatch(r"([0-9]{1,12}) ([0-9]{1,12})", piece)
            if ends is None:
                raise FieldError("span", f"{piece!r} is no start and end")
            spans.append((int(ends[1]), int(ends[2])))
        found = stretch(self.text, spans)
        if len(fields) < 2:
            raise FieldError("text", "missing")
        there = _ENDS.sub(" ", cut(self.text, found))
        if fields[1].rstrip() != there.rstrip():
            raise FieldError("text", f"{fields[1]!r} is not at {offsets}, where {there!r} stands")
        self._marks[id_] = Mark(key=id_, label=label, spans=found)

    def _frame(self, where: str, id_: str, fields: list[str]) -> None:
        first, *more = _words(fields)
        (label, trigger), *roles = (self._pair(part) for part in (first, *more))
        if layer_of(own_label(label)) not in ROLES:
            raise FieldError("type", f"{label!r} is a mark, no event")
        self._frames[id_] = Frame(
            key=id_,
            label=label,
            trigger=trigger,
            roles=tuple((_NUMBER.sub("", role), key) for role, key in roles),
        )

    def _pair(self, part: str) -> tuple[str, str]:
        name, colon, key = part.partition(":")
        if not (name and colon and key):
            raise FieldError("role", f"{part!r} is no NAME:ID")
        return name, key

    def _relation(self, where: str, id_: str, fields: list[str]) -> None:
        label, *rest = _words(fields)
        ends = dict(self._pair(part) for part in rest)
        for end in ("Arg1", "Arg2"):
            if end not in ends:
                raise FieldError(end, "missing")
        if label in LINKS:
            self._links.append((where, ends["Arg1"], label, ends["Arg2"]))
        elif layer_of(own_label(label)) == "relation":
            self._ties.append(Tie(key=id_, label=label, subject=ends["Arg1"], object=ends["Arg2"]))
        else:
            raise FieldError("type", f"{label!r} is no relation")

    def _attribute(self, where: str, id_: str, fields: list[str]) -> None:
        name, key, value = [*_words(fields), "", ""][:3]
        name = _NUMBER.sub("", name)
        known = attributes().get(name)
        try:
            if not key:
                raise FieldError("target", "missing")
            if known is None:
                raise FieldError("type", f"{name!r} is none of {', '.join(attributes())}")
            # An attribute without a value is true.
            value = value or known[1][0] if len(known[1]) == 1 else value
            if not value or (name != "class" and value not in known[1]):
                raise FieldError(name, f"{value!r} is none of {', '.join(known[1])}")
        except FieldError:
            self._spoiled.add(key)
            raise
        self._values.append((where, key, name, value))

    def _same(self, where: str, id_: str, fields: list[str]) -> None:
        label, *keys = _words(fields)
        if label != SAME or len(keys) < 2:
            raise FieldError("type", f"{fields[0]!r} is no {SAME} with two marks or more")
        self._groups.append(Figure(marks=tuple(keys)))

    def _note(self, where: str, id_: str, fields: list[str]) -> None:
        label, _, key = fields[0].partition(" ")
        # Others are a person's, to other people.
        if label != NOTE:
            return
        try:
            note = orjson.loads(fields[1] if len(fields) > 1 else "")
        except orjson.JSONDecodeError as error:
            raise FieldError("note", f"not valid JSON ({error})") from error
        if not isinstance(note, dict):
            raise FieldError("note", f"{note!r} is no object")
        if not isinstance(note.get("means", {}), dict):
            raise FieldError("note", f"means: {note['means']!r} is no object")
        self._notes[key] = note


def _words(fields: list[str]) -> list[str]:
    """The words behind an id; FieldError where there are none."""
    words = fields[0].split()
    if not words:
        raise FieldError("type", "missing")
    return words


def _is_span(told: object) -> bool:
    return isinstance(told, list) and [type(end) for end in told] == [int, int]


def configuration() -> str:
    """The text of ``annotation.conf``: all labels, roles and values."""
    return "\n".join(_configuration()) + "\n"


def _configuration() -> Iterator[str]:
    several = labels()
    yield "# Statements, events, relations and commitments as onrecord reads them, for brat (https://brat.nlplab.org)."
    yield "# A statement stands on its cue; one without a cue (uncued) on its content."
    yield "\n[entities]"
    yield from (label for label in several[STATEMENT] if label not in (STATEMENT, UNCUED))
    for layer in ENTITIES:
        yield layer if layer in several[layer] else f"!{layer}"
        yield from (f"\t{label}" for label in several[layer] if label != layer)
    yield "\n[relations]"
    said = f"{STATEMENT}|{UNCUED}"
    coded = "|".join(label for layer in ROLES if layer in TYPES for label in several[layer])
    yield f"{INSIDE} Arg1:{said}, Arg2:{said}"
    yield f"{TOLD_IN} Arg1:{coded}, Arg2:{said}"
    yield f"{SAME} Arg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive"
    yield "<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    yield "\n[events]"
    for layer, roles in ROLES.items():
        slots = ", ".join(f"{role}{number}:<ENTITY>" for role, number in roles.items() if role not in LINKS)
        yield from (f"{label} {slots}" for label in (several[layer] if layer in TYPES else (layer,)))
    yield "\n[attributes]"
    for name, (layers, values) in attributes().items():
        targets = "|".join(
            label for layer in layers for label in (several[layer] if layer in TYPES else (layer,))
        )
        for number in ("", "2", "3") if name in SEVERAL else ("",):
            told = "" if len(values) == 1 else f", Value:{'|'.join(values)}"
            yield f"{name}{number} Arg:{targets}{told}"
