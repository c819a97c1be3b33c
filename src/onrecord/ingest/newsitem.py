"""What the IPTC's formats of news items have in common, whether they are JSON or XML."""

from __future__ import annotations

from onrecord.ingest import furniture

# Publication states of items that are not to be published, or no longer.
_LEFT_OUT = ("canceled", "cancelled", "withheld")


class ItemError(ValueError):
    """An item that cannot be read as a report, and why; the text names the field or element."""


def refuse_withdrawn(field: str, status: str) -> None:
    """ItemError where an item was withdrawn or is held back by its provider."""
    if status.casefold() in _LEFT_OUT:
        raise ItemError(f"{field}: {status} by its provider, and left out")


def published(version: str, first: str, embargo: str, content: str) -> str:
    """When a version of an item came out: when it was made, or when its embargo ended if that was a later day."""
    made = version or first or content
    return embargo if embargo[:10] > made[:10] else made


def author(words: str) -> str:
    """The names in a byline without ``By``, as the byline of a text is read."""
    found = furniture.byline(words, bare=False)
    return found[0] if found else words
