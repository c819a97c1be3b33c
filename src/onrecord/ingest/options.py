"""What goes into a reading: the user's word about the input, and one report's raw material."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Media = Literal["text", "html"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user said about the input; it goes before everything the input says itself.

    ``format`` is one of ``forms.FORMATS``, and None where files are what they look like; ``columns`` maps our names
    (text, title, date, url, publisher, author) to those of a table.
    """

    published: str | None = None
    title: str | None = None
    publisher: str | None = None
    encoding: str | None = None
    format: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One report's raw material, cheap to make and to send to a worker.

    ``source`` is a path or URL, with ``#12`` for row 12 of a table or feed; ``fields`` is what the
    container tells of the report: title, date, url, publisher, author, language, and when it was fetched.
    """

    source: str
    data: bytes | str
    media: Media
    fields: Mapping[str, str] = field(default_factory=dict)
