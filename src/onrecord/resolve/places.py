"""Where a report was filed. A place without a gazetteer has a name and, for a capital, a country."""

from __future__ import annotations

from dataclasses import replace

from onrecord.data import country_word
from onrecord.model import Dateline, Document, Mention, Place, identify


def dateline_place(document: Document) -> Place | None:
    """The place of the dateline: "BEIRUT, Lebanon" is Beirut in Lebanon."""
    dateline = document.dateline
    if dateline is None or not dateline.text.strip():
        return None
    first, _, rest = dateline.text.partition(",")
    words = first.partition("/")[0].rstrip()
    name = _titled(words.strip())
    known = country_word(rest.strip() or name)
    country = known[0].iso3 if known else None
    start = dateline.spans[0][0]
    end = start + len(words)
    mention = Mention(start=start, end=end, text=document.text[start:end])
    return Place(
        id=identify("place", name, country), name=name, kind="city", country=country, mentions=(mention,)
    )


def _titled(name: str) -> str:
    """ "NEW DELHI" as it is written elsewhere; mixed case stays."""
    return " ".join(w.capitalize() for w in name.split()) if name.isupper() else name


def placed(dateline: Dateline, place: Place) -> Dateline:
    """The dateline with the id of its place."""
    return replace(dateline, place=place.id)
