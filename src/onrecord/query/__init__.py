"""Questions to a record: what an actor said and what is said of it, where words stand, who and what there is."""

from onrecord.query.actors import Companion, Presence, Profile, Tenure, actor, actors, actors_page
from onrecord.query.claims import Claim, Telling, claim, claims_page
from onrecord.query.claims import claims_of as claims
from onrecord.query.coded import (
    Explanation,
    coded_page,
    commitments,
    counted,
    events,
    every,
    explain,
    relations,
)
from onrecord.query.contradictions import Contradiction, contradictions, contradictions_page
from onrecord.query.doubtful import Doubtful, doubtful
from onrecord.query.found import Found, Origin, Story
from onrecord.query.overview import Stats, Summary, documents, reports_page, stats
from onrecord.query.pages import Mark, Page
from onrecord.query.places import Site, sites
from onrecord.query.search import Hit, search
from onrecord.query.speakers import Said, statements_page, who
from onrecord.query.stories import Change, Copies, Publication, stories
from onrecord.query.timeline import Comparison, Moment, compare, timeline

__all__ = [
    "Change",
    "Claim",
    "Companion",
    "Comparison",
    "Contradiction",
    "Copies",
    "Doubtful",
    "Explanation",
    "Found",
    "Hit",
    "Mark",
    "Moment",
    "Origin",
    "Page",
    "Presence",
    "Profile",
    "Publication",
    "Said",
    "Site",
    "Stats",
    "Story",
    "Summary",
    "Telling",
    "Tenure",
    "actor",
    "actors",
    "actors_page",
    "claim",
    "claims",
    "claims_page",
    "coded_page",
    "commitments",
    "compare",
    "contradictions",
    "contradictions_page",
    "counted",
    "documents",
    "doubtful",
    "events",
    "every",
    "explain",
    "relations",
    "reports_page",
    "search",
    "sites",
    "statements_page",
    "stats",
    "stories",
    "timeline",
    "who",
]
