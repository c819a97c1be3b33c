"""The entries of an RSS or Atom feed, each one report."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any

from onrecord.errors import InputError
from onrecord.ingest.options import Item
from onrecord.model import Failure

_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_TAG = re.compile(r"<[^>]+>")


def is_feed(data: bytes) -> bool:
    """Whether the bytes begin an RSS or Atom feed."""
    return _ROOT.search(data[:2000]) is not None


def entries(data: bytes, source: str) -> Iterator[Item | Failure]:
    """Each entry of a feed as an item; nothing is fetched.

    Raises:
        InputError: it has no entries.
    """
    import feedparser

    # A file object, since feedparser takes bytes or text for an address first.
    feed: Any = feedparser.parse(io.BytesIO(data))
    if not feed.entries:
        raise InputError(f"{source}: no RSS or Atom entries in this file")
    publisher = _plain(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, start=1):
        where = f"{source}#{number}"
        text = _text(entry)
        if not _plain(text):
            yield Failure(source=where, reason=f"entry {number}: no text")
            continue
        told = {
            "title": _plain(entry.get("title")),
            "date": entry.get("published") or entry.get("updated") or "",
            "url": entry.get("link") or "",
            "author": _plain(entry.get("author")),
            "publisher": publisher,
        }
        yield Item(source=where, data=text, media="html", fields={k: v for k, v in told.items() if v})


def _text(entry: Any) -> str:
    """The longest text of an entry: its content or its summary."""
    texts = [part.get("value") or "" for part in entry.get("content", ())]
    return max([*texts, entry.get("summary") or ""], key=len)


def _plain(words: str | None) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", words or "")).split())
