"""``onrecord/1``, our own JSON: a reading to a dictionary, to a line, and back, without loss.

Only here do ``class_`` and ``from_`` lose their underscore. What is read is checked, never coerced.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

import orjson

from onrecord import model
from onrecord.errors import InputError
from onrecord.model import Cue, Office, Reading, Relation

if TYPE_CHECKING:
    from cattrs import Converter

Noun = TypeVar("Noun")

RENAMED: dict[type, dict[str, str]] = {
    Cue: {"class_": "class"},
    Office: {"from_": "from"},
    Relation: {"from_": "from"},
}


KEPT: dict[type, tuple[str, ...]] = {Reading: ("reasons",)}  # what the format does not carry


def to_dict(reading: Reading) -> dict[str, Any]:
    """The reading as plain lists and dictionaries, every key of RECORD.md present."""
    return cast(dict[str, Any], _plain(reading))


def plain(value: Any) -> Any:
    """A row of a reading, or several, as plain lists and dictionaries."""
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        # A tuple of ours is all of one kind; most are the ends of spans.
        return list(value) if value and value[0].__class__ in (int, str) else list(map(_plain, value))
    keys = _keys(value.__class__)
    return {key: _plain(getattr(value, name)) for name, key in keys} if keys else value


@cache
def _keys(kind: type) -> tuple[tuple[str, str], ...]:
    """The fields of a noun of ours, each with its key; none for words and numbers."""
    if not is_dataclass(kind):
        return ()
    told = (field.name for field in fields(kind) if field.name not in KEPT.get(kind, ()))
    return tuple((name, RENAMED.get(kind, {}).get(name, name)) for name in told)


def dumps(reading: Reading) -> bytes:
    """The reading as one line of JSON, without the line's end.

    Raises InputError where its text holds half a surrogate pair, which no JSON can carry.
    """
    try:
        return orjson.dumps(to_dict(reading))
    except orjson.JSONEncodeError as error:
        raise InputError(f"{reading.document.source!r} cannot be written as JSON: {error}") from error


def loads(line: bytes | str) -> Reading:
    """The reading in one line of ``onrecord/1``; InputError where it is anything else."""
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InputError(f"this is not a line of JSON: {error}") from error
    return from_dict(data)


def from_dict(data: Any) -> Reading:
    """The reading in an object of ``onrecord/1``; InputError where it is anything else."""
    import cattrs

    found = data.get("format") if isinstance(data, dict) else None
    if found != model.FORMAT:
        raise InputError(f"this is not a reading in {model.FORMAT}: its format is {found!r}")
    try:
        reading = _converter().structure(data, Reading)
    except cattrs.BaseValidationError as error:
        raise InputError(f"this is not a whole reading: {cattrs.transform_error(error)[0]}") from error
    # cattrs makes a tuple of whatever can be iterated, and fills in defaults.
    if to_dict(reading) != data:
        raise InputError("this is not a whole reading: a key is missing, or something is not a list")
    return reading


def structured(data: Any, kind: type[Noun]) -> Noun:
    """A part of a reading that was read before, from its lists and dictionaries."""
    return _converter().structure(data, kind)


@cache
def _converter() -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn, override

    converter = Converter(forbid_extra_keys=True)
    for kind in (str, int, float, bool):
        converter.register_structure_hook(kind, _exactly)
    for owner, keys in RENAMED.items():
        rename: dict[str, Any] = {name: override(rename=key) for name, key in keys.items()}
        converter.register_structure_hook(owner, make_dict_structure_fn(owner, converter, **rename))
    return converter


def _exactly(value: object, kind: type) -> Any:
    # cattrs would make "None" of null and 1 of true; JSON writes 1.0 as 1 where it likes.
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise TypeError(f"expected {kind.__name__}, found {value!r}")
    return value
