"""Questions to a record: what an actor said and what is said of it, where words stand, who and what there is."""

from onrecord.query.actors import Companion, Presence, Profile, Tenure, actor, actors
from onrecord.query.brief import brief
from onrecord.query.brief_entries import Brief
from onrecord.query.claims import Claim, Telling, claim
from onrecord.query.claims import claims_of as claims
from onrecord.query.coded import Explanation, commitments, counted, events, every, explain, relations
from onrecord.query.contradictions import Contradiction, contradictions
from onrecord.query.doubtful import Doubtful, doubtful
from onrecord.query.found import Found, Origin, Story
from onrecord.query.network import Evidence, Network, Node, Tie, network
from onrecord.query.overview import Stats, Summary, documents, stats
from onrecord.query.promises import FollowUp, Promised, commitment, commitments_over_time, standings
from onrecord.query.references import Reference
from onrecord.query.search import Hit, search
from onrecord.query.speakers import Said, who
from onrecord.query.stories import Change, Copies, Publication, stories
from onrecord.query.timeline import Comparison, Moment, compare, timeline

__all__ = [
    "Brief",
    "Change",
    "Claim",
    "Companion",
    "Comparison",
    "Contradiction",
    "Copies",
    "Doubtful",
    "Evidence",
    "Explanation",
    "FollowUp",
    "Found",
    "Hit",
    "Moment",
    "Network",
    "Node",
    "Origin",
    "Presence",
    "Profile",
    "Promised",
    "Publication",
    "Reference",
    "Said",
    "Stats",
    "Story",
    "Summary",
    "Telling",
    "Tenure",
    "Tie",
    "actor",
    "actors",
    "brief",
    "claim",
    "claims",
    "commitment",
    "commitments",
    "commitments_over_time",
    "compare",
    "contradictions",
    "counted",
    "documents",
    "doubtful",
    "events",
    "every",
    "explain",
    "network",
    "relations",
    "search",
    "standings",
    "stats",
    "stories",
    "timeline",
    "who",
]
