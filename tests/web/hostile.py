"""Stored reports that are full of markup: in their words, headlines, names, agencies and sources."""

import json
from dataclasses import replace
from itertools import count

from onrecord.exchange.onrecord import dumps, loads
from onrecord.ingest import Options, from_text
from onrecord.record import Record
from tests.web.pages import XSS

TOLD = (
    "{} bombed the port of Latakia on Tuesday, killing {} people, Rui {} said on Wednesday.\n\n"
    "General Anna {} denied that {} had bombed the port of Latakia on Tuesday.\n\n"
    "{} will withdraw its troops from Syria by June 1 if the war ends, Rui {} said.\n"
)


def store(path, reader, payloads=XSS):
    """Reports of two agencies, read with a plain name for each payload, which then takes its place."""
    names = {}
    for payload, size in zip(payloads, count(max(map(len, payloads)) + 1), strict=False):
        names["Z" + "aeio"[size % 4] + "r" * (size - 2)] = payload.ljust(size)
    with Record(path) as record:
        for number, agency in enumerate(("Northwire", "Halden Press Agency")):
            for at, (name, payload) in enumerate(names.items()):
                killed = 12 + 7 * number
                told = TOLD.format(name, killed, name, name, name, name, name)
                text = f"DAMASCUS, March {3 + number}, 2021 ({agency}) - {told}"
                reading = reader.read(from_text(text, source=f"{number}-{at}.txt", options=Options()))
                line = dumps(reading).decode().replace(name, json.dumps(payload, ensure_ascii=False)[1:-1])
                hostile = loads(line)
                told = {
                    "title": payload,
                    "publisher": payload,
                    "agency": payload,
                    "source": f"{payload}{number}",
                }
                record.save(replace(hostile, document=replace(hostile.document, **told)))
