"""doccano, JSON Lines: a report a line with entities and relations, for a project of sequence labelling with relations.

Entities are the pieces of ``layers`` and may overlap, which the project has to allow; its labels are made at import.
Offsets are code points, as doccano's are where it does not count graphemes. The ids of entities, by which relations
point to them, and of relations count through the file.

Source: the fields of doccano's own JSONL with relations, https://github.com/doccano/doccano.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from onrecord.exchange.layers import flat
from onrecord.exchange.whole import json
from onrecord.model import Reading


def write(readings: Iterable[Reading], out: BinaryIO) -> int:
    """Write readings as they come and return how many there were.

    Raises InputError where a text holds half a surrogate pair.
    """
    count = entities = relations = 0
    for reading in readings:
        pieces, links = flat(reading)
        row = {
            "text": reading.document.text,
            "entities": [
                {
                    "id": number,
                    "label": piece.label,
                    "start_offset": piece.start,
                    "end_offset": piece.end,
                }
                for number, piece in enumerate(pieces, entities + 1)
            ],
            "relations": [
                {
                    "id": number,
                    "from_id": entities + 1 + link.head,
                    "to_id": entities + 1 + link.child,
                    "type": link.label,
                }
                for number, link in enumerate(links, relations + 1)
            ],
            "document": reading.document.id,
            "source": reading.document.source,
        }
        out.write(json(row, reading.document) + b"\n")
        count, entities, relations = count + 1, entities + len(pieces), relations + len(links)
    return count
