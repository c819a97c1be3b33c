"""Label Studio: tasks with predictions and a labelling configuration, and the annotations that people made of them.

| in a task | what it is of ours |
|---|---|
| labels | a mark; one of several spans is several regions, tied to the first by relations ``continued`` |
| relation | a role, from the cue (or the words) of a row to who or what stands in it; ``same`` for one actor or place |
| choices | class, kind, polarity, certainty, status and the rest that has few values |
| textarea | ``rest``: JSON of what has no control of its own: ids, names, dates, confidence |
| data.head | what belongs to the report as a whole |

Offsets are code points into ``data.text``. A relation labelled ``relation_leads`` between two regions is a relation
without words of its own.

Source: Label Studio task format, https://labelstud.io/guide/task_format, and the tags Labels, Choices and Relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import orjson

from onrecord.errors import InputError
from onrecord.exchange.annotation_folder import new_folder
from onrecord.exchange.gather import HEAD, gathered
from onrecord.exchange.sheet import (
    ROLES,
    SEVERAL,
    STATEMENT,
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
from onrecord.exchange.whole import joined, json
from onrecord.model import Annotated, Document, Failure, Reading, cut

TEXT = "text"  # the name of the text in the configuration
REST = "rest"
CONTINUED, SAME = "continued", "same"
HEADINGS = {
    STATEMENT: "Statements: cues, contents and other words",
    "actor": "Actors",
    "place": "Places",
    "time": "Times",
    "event": "Events",
    "relation": "Relations",
    "commitment": "Commitments",
}

Json = dict[str, Any]


def write(readings: Iterable[Reading], folder: Path) -> int:
    """Write ``tasks.json`` and ``config.xml`` and return how many readings there were.

    Raises UsageError where the folder holds anything, InputError where it cannot be written.
    """
    number = 0

    def tasks() -> Iterator[bytes]:
        nonlocal number
        for reading in readings:
            number += 1
            yield json(task(reading), reading.document)

    with new_folder(folder):
        (folder / "config.xml").write_text(configuration(), encoding="utf-8")
        with (folder / "tasks.json").open("wb") as out:
            out.write(b"[")
            out.writelines(joined(tasks()))
            out.write(b"\n]\n")
    return number


def read(path: Path, *, predictions: bool = False) -> Iterator[Reading | Failure]:
    """The readings in ``annotated``."""
    for found in annotated(path, predictions=predictions):
        yield found if isinstance(found, Failure) else found.reading


def annotated(path: Path, *, predictions: bool = False) -> Iterator[Annotated | Failure]:
    """What was annotated, for each annotation of each task in an export; before it a failure for each wrong thing.

    A failure names the file, the task, the region and the field; what rests on a wrong region is left out with it.

    Args:
        predictions: read what was predicted instead, which nobody has looked at.
    Raises InputError where the file is no export in JSON.
    """
    try:
        tasks = orjson.loads(path.read_bytes())
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}") from error
    except orjson.JSONDecodeError as error:
        raise InputError(f"{path}: not valid JSON ({error}); export the project as JSON") from error
    for number, one in enumerate(tasks if isinstance(tasks, list) else [tasks], 1):
        for found in _task(one, f"task {number}", "predictions" if predictions else "annotations", path):
            yield Failure(source=str(path), reason=found) if isinstance(found, str) else found


def _task(one: object, where: str, kind: str, path: Path) -> Iterator[Annotated | str]:
    data = one.get("data") if isinstance(one, dict) else None
    text = data.get(TEXT) if isinstance(data, dict) else None
    if not isinstance(one, dict) or not isinstance(data, dict) or not isinstance(text, str):
        yield f"{where}: data.text: missing"
        return
    head = data.get(HEAD, {})
    if not isinstance(head, dict):
        yield f"{where}: data.head: no object"
        head = {}
    several = one.get(kind)
    made = [each for each in several if isinstance(each, dict)] if isinstance(several, list) else []
    made = [each for each in made if not each.get("was_cancelled")]
    if not made:
        yield f"{where}: {kind}: there are none"
    for each in made:
        results = each.get("result")
        at = where if len(made) == 1 else f"{where}, {kind[:-1]} {each.get('id')}"
        if not isinstance(results, list):
            yield f"{at}: result: no list"
            continue
        reader = head.get("reader") if kind == "predictions" else _annotator(each)
        regions = _Regions(text, at)
        for number, result in enumerate(results, 1):
            regions.add(number, result)
        sheet = replace(regions.sheet(), head={**head, "reader": reader})
        annotation, wrong = gathered(sheet, f"{path}#{where.replace(' ', '-')}")
        yield from (*regions.wrong, *wrong)
        yield replace(annotation, whole=annotation.whole and not regions.wrong)


def _annotator(annotation: Mapping[str, Any]) -> str:
    by = annotation.get("completed_by")
    who = by.get("email", by.get("id")) if isinstance(by, dict) else by
    return f"Label Studio annotation {annotation.get('id')}" + ("" if who is None else f" by {who}")


def task(reading: Reading) -> Json:
    """A reading as a task with one prediction."""
    sheet = laid_out(reading)
    prediction = {"model_version": reading.reader, "result": list(_results(sheet, reading.document))}
    return {"data": {"text": sheet.text, HEAD: sheet.head}, "predictions": [prediction]}


def _results(sheet: Sheet, document: Document) -> Iterator[Json]:
    layers = {label: layer for layer, several in labels().items() for label in several}
    spans = {mark.key: mark.spans for mark in sheet.marks}
    triggers = {frame.key: frame.trigger for frame in sheet.frames}
    for mark in sheet.marks:
        for number, span in enumerate(mark.spans, 1):
            key = mark.key if number == 1 else f"{mark.key}.{number}"
            layer = layers.get(mark.label, layer_of(mark.label))
            yield _result(sheet.text, key, span, layer, "labels", labels=[mark.label])
            if number > 1:
                yield _relation(mark.key, key, CONTINUED)
    rests = {mark.key: dict(mark.rest) for mark in sheet.marks if mark.rest}
    for frame in sheet.frames:
        rests[frame.trigger] = dict(frame.rest)
        values: dict[str, list[str]] = {}
        for name, value in frame.attributes:
            values.setdefault(name, []).append(value)
        for name, several in values.items():
            span = spans[frame.trigger][0]
            yield _result(sheet.text, frame.trigger, span, name, "choices", choices=several)
        for role, key in frame.roles:
            yield _relation(frame.trigger, triggers.get(key, key), role)
    for figure in sheet.figures:
        for key in figure.marks[1:]:
            yield _relation(figure.marks[0], key, SAME)
        if figure.rest is not None:
            rests.setdefault(figure.marks[0], {})["means"] = figure.rest
    for key, rest in rests.items():
        told = [json(rest, document).decode()]
        written = _result(sheet.text, key, spans[key][0], REST, "textarea")
        yield {**written, "value": {**written["value"], "text": told}}


def _result(text: str, key: str, span: tuple[int, int], name: str, type_: str, **value: list[str]) -> Json:
    start, end = span
    return {
        "id": key,
        "from_name": name,
        "to_name": TEXT,
        "type": type_,
        "value": {"start": start, "end": end, "text": text[start:end], **value},
    }


def _relation(key: str, other: str, label: str) -> Json:
    return {"type": "relation", "from_id": key, "to_id": other, "direction": "right", "labels": [label]}


class _Regions:
    """The results of an annotation as far as they are read."""

    def __init__(self, text: str, where: str) -> None:
        self.text = text
        self.at = where
        self.wrong: list[str] = []
        self._marks: dict[str, Mark] = {}
        self._values: list[tuple[str, str, str]] = []  # region, name, value
        self._rests: dict[str, Json] = {}
        self._relations: list[tuple[str, str, str]] = []
        self._spoiled: set[str] = set()  # rows that would be another without a choice that is wrong

    def add(self, number: int, result: object) -> None:
        where = f"result {number}"
        try:
            if not isinstance(result, dict):
                raise FieldError("type", "missing")
            kind = result.get("type")
            if kind == "relation":
                where = f"relation {result.get('from_id')} to {result.get('to_id')}"
                self._relation(result)
                return
            key, value = result.get("id"), result.get("value")
            if not isinstance(key, str):
                raise FieldError("id", "missing")
            where = f"region {key}"
            if not isinstance(value, dict):
                raise FieldError("value", "missing")
            if kind == "labels":
                self._region(key, value)
            elif kind == "choices":
                self._choice(key, result.get("from_name"), value.get("choices"))
            elif kind == "textarea" and result.get("from_name") == REST:
                self._rest(key, value.get("text"))
            elif kind != "textarea":
                raise FieldError("type", f"{kind!r} is none of labels, choices, textarea and relation")
        except FieldError as error:
            self._tell(where, error)

    def _tell(self, where: str, error: object) -> None:
        self.wrong.append(f"{self.at}, {where}: {error}")

    def _region(self, key: str, value: Json) -> None:
        label = _only(value.get("labels"), "labels")
        own_label(label)
        start, end = value.get("start"), value.get("end")
        if type(start) is not int or type(end) is not int:
            raise FieldError("start", f"{start!r} to {end!r} are no code points of a plain text")
        spans = stretch(self.text, [(start, end)])
        told = value.get("text")
        if told is not None and told != cut(self.text, spans):
            raise FieldError(
                "text", f"{told!r} is not at {start} to {end}, where {cut(self.text, spans)!r} stands"
            )
        if key in self._marks:
            raise FieldError("id", "there are two of them")
        self._marks[key] = Mark(key=key, label=label, spans=spans)

    def _choice(self, key: str, name: object, choices: object) -> None:
        try:
            self._values += [(key, *choice) for choice in _chosen(name, choices)]
        except FieldError:
            self._spoiled.add(key)
            raise

    def _rest(self, key: str, told: object) -> None:
        try:
            rest = orjson.loads(_only([told] if isinstance(told, str) else told, REST))
        except orjson.JSONDecodeError as error:
            raise FieldError(REST, f"not valid JSON ({error})") from error
        if not isinstance(rest, dict) or not isinstance(rest.get("means", {}), dict):
            raise FieldError(REST, f"{rest!r} is no object")
        self._rests[key] = rest

    def _relation(self, result: Json) -> None:
        ends = [result.get("from_id"), result.get("to_id")]
        for name, end in zip(("from_id", "to_id"), ends, strict=True):
            if not isinstance(end, str):
                raise FieldError(name, "missing")
        if result.get("direction") == "left":
            ends.reverse()
        label = _only(result.get("labels"), "labels")
        known = any(label in roles for roles in ROLES.values())
        if not known and label not in (CONTINUED, SAME) and label not in labels()["relation"]:
            raise FieldError(
                "labels", f"{label!r} is no role, nor {CONTINUED}, {SAME} or one of relation_..."
            )
        self._relations.append((str(ends[0]), label, str(ends[1])))

    def sheet(self) -> Sheet:
        whole = {piece: key for key, label, piece in self._relations if label == CONTINUED and piece != key}
        marks = {key: mark for key, mark in self._marks.items() if key not in whole}
        for piece, key in whole.items():
            if key in marks and piece in self._marks and self._marks[piece].label == marks[key].label:
                marks[key] = replace(marks[key], spans=(*marks[key].spans, *self._marks[piece].spans))
            else:
                self._tell(f"region {piece}", FieldError(CONTINUED, f"it does not go on with {key}"))
                marks.pop(key, None)
        roles: dict[str, list[tuple[str, str]]] = {key: [] for key in marks}
        figures, ties = [], []
        for one, label, other in self._relations:
            key, end = whole.get(one, one), whole.get(other, other)
            if label == SAME:
                figures.append(Figure(marks=(key, end)))
            elif label in labels()["relation"]:
                ties.append(Tie(key=f"{one} to {other}", label=label, subject=key, object=end))
            elif label != CONTINUED and key in roles and layer_of(marks[key].label) in ROLES:
                roles[key].append((label, end))
            elif label != CONTINUED:
                why = FieldError("from_id", f"{key} is no row, or wrong")
                self._tell(f"relation {one} to {other}", why)
        values: dict[str, list[tuple[str, str]]] = {}
        for key, name, value in self._values:
            values.setdefault(whole.get(key, key), []).append((name, value))
        for key, several in values.items():
            if key not in marks or layer_of(marks[key].label) not in ROLES:
                self._tell(f"region {key}", FieldError(several[0][0], "it is no row, or wrong"))
        figures += [
            Figure(marks=(key,), rest=rest["means"])
            for key, rest in self._rests.items()
            if "means" in rest and key in marks
        ]
        return Sheet(
            text=self.text,
            head={},
            marks=tuple(
                replace(mark, rest={k: v for k, v in self._rests.get(key, {}).items() if k != "means"})
                for key, mark in marks.items()
            ),
            frames=tuple(
                Frame(
                    key=key,
                    label=mark.label,
                    trigger=key,
                    roles=tuple(roles[key]),
                    attributes=tuple(values.get(key, ())),
                    rest=self._rests.get(key, {}),
                )
                for key, mark in marks.items()
                if layer_of(mark.label) in ROLES and key not in self._spoiled
            ),
            figures=tuple(figures),
            ties=tuple(ties),
            spent=frozenset(
                mark
                for key in self._spoiled & roles.keys()
                for mark in (key, *(mark for _, mark in roles[key]))
            ),
            where={HEAD: f"{self.at}, data.head"}
            | {key: f"{self.at}, region {key}" for key in marks}
            | {tie.key: f"{self.at}, relation {tie.key}" for tie in ties},
        )


def _chosen(name: object, choices: object) -> Iterator[tuple[str, str]]:
    if not isinstance(name, str) or name not in attributes():
        raise FieldError("from_name", f"{name!r} is none of {', '.join(attributes())}")
    known = attributes()[name][1]
    for choice in choices if isinstance(choices, list) else [choices]:
        if not isinstance(choice, str) or (name != "class" and choice not in known):
            raise FieldError(name, f"{choice!r} is none of {', '.join(known)}")
        yield name, choice


def _only(told: object, field: str) -> str:
    """The one thing in a list."""
    match told:
        case [str(one)]:
            return one
        case _:
            raise FieldError(field, f"{told!r} is not one")


def configuration() -> str:
    """The labelling configuration: every label, choice and role, and a field for the rest."""
    return "\n".join(_configuration()) + "\n"


def _configuration() -> Iterator[str]:
    yield "<View>"
    for layer, several in labels().items():
        yield f'  <Header value="{escape(HEADINGS[layer])}"/>'
        yield f'  <Labels name="{layer}" toName="{TEXT}" showInline="true">'
        yield from (f'    <Label value="{label}"/>' for label in several)
        yield "  </Labels>"
    yield "  <Relations>"
    roles = dict.fromkeys(role for several in ROLES.values() for role in several)
    for role in (*roles, CONTINUED, SAME, *labels()["relation"]):
        yield f'    <Relation value="{role}"/>'
    yield "  </Relations>"
    yield f'  <Text name="{TEXT}" value="${TEXT}"/>'
    for name, (_, values) in attributes().items():
        number = "multiple" if name in SEVERAL else "single"
        yield f'  <Header value="{name}" size="6"/>'
        yield f'  <Choices name="{name}" toName="{TEXT}" perRegion="true" choice="{number}" showInline="true">'
        yield from (f'    <Choice value="{value}"/>' for value in values)
        yield "  </Choices>"
    yield f'  <TextArea name="{REST}" toName="{TEXT}" perRegion="true" editable="true" rows="2"/>'
    yield "</View>"
