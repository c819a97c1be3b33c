"""The store: many readings in one SQLite file."""

from onrecord.record.store import Record

__all__ = ["Record"]
