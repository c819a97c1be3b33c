"""Questions to a record: what an actor said and what is said of it, where words stand, who and what there is."""

from onrecord.query.actors import Companion, Presence, Profile, Tenure, actor, actors
from onrecord.query.coded import Explanation, commitments, counted, events, every, explain, relations
from onrecord.query.doubtful import Doubtful, doubtful
from onrecord.query.found import Found, Origin, Story
from onrecord.query.overview import Stats, Summary, documents, stats
from onrecord.query.search import Hit, search
from onrecord.query.speakers import Said, who

__all__ = [
    "Companion",
    "Doubtful",
    "Explanation",
    "Found",
    "Hit",
    "Origin",
    "Presence",
    "Profile",
    "Said",
    "Stats",
    "Story",
    "Summary",
    "Tenure",
    "actor",
    "actors",
    "commitments",
    "counted",
    "documents",
    "doubtful",
    "events",
    "every",
    "explain",
    "relations",
    "search",
    "stats",
    "who",
]
