"""Questions to a record: what an actor said, where words stand, what there is."""

from onrecord.query.overview import Stats, Summary, documents, stats
from onrecord.query.search import Hit, search
from onrecord.query.speakers import Said, who

__all__ = ["Hit", "Said", "Stats", "Summary", "documents", "search", "stats", "who"]
