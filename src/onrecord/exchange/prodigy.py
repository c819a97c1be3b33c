"""Prodigy, JSON Lines: a report a line with tokens, spans and relations.

Spans are the pieces of ``layers``; they overlap, as ``spans.manual`` allows. A token ends at every word's end and at
both ends of every span. The relations interface shows no spans that overlap, so only a relation whose two spans lie
apart is written. Ends of tokens are exclusive, ``token_end`` is the last token itself; ``head`` and ``child`` are the
last tokens of their spans.

Source: https://prodi.gy/docs/api-interfaces, "spans" and "relations".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, BinaryIO

from onrecord.exchange.layers import Link, Piece, flat, split
from onrecord.exchange.whole import json
from onrecord.model import Reading

_TOKEN = re.compile(r"\w+|[^\w\s]|[^\S ]+| ")

Json = dict[str, Any]


def write(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write readings as they come and return how many there were.

    Raises InputError where a text holds half a surrogate pair.
    """
    count = 0
    for reading in readings:
        out.write(json(_task(reading), reading.document) + b"\n")
        count += 1
    return count


def _task(reading: Reading) -> Json:
    text = reading.document.text
    pieces, links = flat(reading)
    tokens = split(text, (found.span() for found in _TOKEN.finditer(text)), pieces)
    first = {start: number for number, (start, _, _) in enumerate(tokens)}
    last = {end: number for number, (_, end, _) in enumerate(tokens)}
    spans = [_span(piece, first, last) for piece in pieces]
    return {
        "text": text,
        "tokens": [
            {
                "text": text[start:end],
                "start": start,
                "end": end,
                "id": number,
                "ws": blank,
            }
            for number, (start, end, blank) in enumerate(tokens)
        ],
        "spans": spans,
        "relations": [
            _relation(spans[link.head], spans[link.child], link.label)
            for link in links
            if _apart(pieces, link)
        ],
        "meta": {
            "document": reading.document.id,
            "source": reading.document.source,
            "reader": reading.reader,
        },
    }


def _span(piece: Piece, first: dict[int, int], last: dict[int, int]) -> Json:
    return {
        "start": piece.start,
        "end": piece.end,
        "token_start": first[piece.start],
        "token_end": last[piece.end],
        "label": piece.label,
    }


def _apart(pieces: list[Piece], link: Link) -> bool:
    one, other = pieces[link.head], pieces[link.child]
    return one.end <= other.start or other.end <= one.start


def _relation(head: Json, child: Json, label: str) -> Json:
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": head,
        "child_span": child,
        "label": label,
    }
