"""Questions to a record: what an actor said, where words stand, who and what there is."""

from onrecord.query.actors import Companion, Presence, Profile, Tenure, actor, actors
from onrecord.query.overview import Stats, Summary, documents, stats
from onrecord.query.search import Hit, search
from onrecord.query.speakers import Said, who

__all__ = [
    "Companion",
    "Hit",
    "Presence",
    "Profile",
    "Said",
    "Stats",
    "Summary",
    "Tenure",
    "actor",
    "actors",
    "documents",
    "search",
    "stats",
    "who",
]
