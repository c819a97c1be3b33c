"""Bytes, files, feeds and URLs become reports: a document and how it stands on its page."""

from __future__ import annotations

from onrecord.ingest.dates import parse_date
from onrecord.ingest.forms import FORMATS
from onrecord.ingest.options import Item, Options
from onrecord.ingest.report import from_text, parse
from onrecord.ingest.sources import discover, items, load

__all__ = ["FORMATS", "Item", "Options", "discover", "from_text", "items", "load", "parse", "parse_date"]
