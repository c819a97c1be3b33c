"""Values as pages write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from onrecord.exchange.told import Origin
from onrecord.model import Spans

UNNAMED = "a source not named"
LENGTHS = {4: "%Y", 7: "%B %Y", 10: "%-d %B %Y"}


@lru_cache(maxsize=4096)
def day(value: str | None) -> str:
    """A date as it is read aloud, as coarse as it is known: ``21 October 2016``, ``October 2016``; ``undated``."""
    if not value:
        return "undated"
    first, _, last = value.partition("/")
    if last:
        return f"{day(first)} – {day(last)}"
    year, month, of_month = [*value.split("-"), "1", "1"][:3]
    try:
        return date(int(year), int(month), int(of_month)).strftime(LENGTHS[len(value)])
    except (KeyError, ValueError):  # a week, a year before Christ, what somebody typed
        return value


def number(value: float) -> str:
    """A number with its thousands told apart."""
    return f"{value:,}"


def called(party: Any, names: Mapping[str, str]) -> str:
    """What a party, speaker or teller is called in the record, else its words."""
    return (party.actor and names.get(party.actor)) or flat(party.text) or UNNAMED


def flat(words: str) -> str:
    """Words in one line."""
    return " ".join(words.split())


def at(spans: Spans) -> str:
    """Offsets as addresses have them: ``120-180,200-220``."""
    return ",".join(f"{start}-{end}" for start, end in spans)


def cited(words: str, speaker: str, report: Origin, spans: Spans, base: str) -> str:
    """A quotation in a line: the words, who says them, in which report of which day, where, and the link."""
    told = [f"“{flat(words)}”", speaker, flat(report.title or report.source)]
    told += [one for one in (report.publisher or report.agency, day(report.published)) if one]
    where = at(spans)
    told.append(f"characters {where}" if where else "")
    told.append(f"{base.rstrip('/')}/reports/{report.id}" + (f"?at={where}#at" if where else ""))
    return ", ".join(filter(None, told))
