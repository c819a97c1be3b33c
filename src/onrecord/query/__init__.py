"""Questions to a record: what an actor said and what is said of it, where words stand, who and what there is."""

from onrecord.query.actors import Companion, Presence, Profile, Tenure, actor, actors, actors_page
from onrecord.query.atlas import Atlas, Spot, atlas
from onrecord.query.board import promises_counted, promises_page
from onrecord.query.brief import brief
from onrecord.query.brief_entries import Brief
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
from onrecord.query.compare import Comparison, compare
from onrecord.query.context import Sentences, sentences
from onrecord.query.contradictions import Contradiction, contradictions, contradictions_page
from onrecord.query.doubtful import Doubtful, doubtful
from onrecord.query.facets import Faceted, Value, faceted
from onrecord.query.findings import Finding
from onrecord.query.found import Found, Origin, Story
from onrecord.query.network import Evidence, Network, Node, Tie, network
from onrecord.query.overview import Stats, Summary, documents, published_since, reports_page, stats
from onrecord.query.pages import Mark, Page
from onrecord.query.places import Site, sites
from onrecord.query.promises import FollowUp, Promised, commitment, commitments_over_time, standings
from onrecord.query.references import Reference
from onrecord.query.roster import actors_by_reports, presence
from onrecord.query.search import Hit, search
from onrecord.query.speakers import Said, statements_page, who
from onrecord.query.stories import Change, Copies, Publication, stories
from onrecord.query.timeline import Moment, timeline

__all__ = [
    "Atlas",
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
    "Faceted",
    "Finding",
    "FollowUp",
    "Found",
    "Hit",
    "Mark",
    "Moment",
    "Network",
    "Node",
    "Origin",
    "Page",
    "Presence",
    "Profile",
    "Promised",
    "Publication",
    "Reference",
    "Said",
    "Sentences",
    "Site",
    "Spot",
    "Stats",
    "Story",
    "Summary",
    "Telling",
    "Tenure",
    "Tie",
    "Value",
    "actor",
    "actors",
    "actors_by_reports",
    "actors_page",
    "atlas",
    "brief",
    "claim",
    "claims",
    "claims_page",
    "coded_page",
    "commitment",
    "commitments",
    "commitments_over_time",
    "compare",
    "contradictions",
    "contradictions_page",
    "counted",
    "documents",
    "doubtful",
    "events",
    "every",
    "explain",
    "faceted",
    "network",
    "presence",
    "promises_counted",
    "promises_page",
    "published_since",
    "relations",
    "reports_page",
    "search",
    "sentences",
    "sites",
    "standings",
    "statements_page",
    "stats",
    "stories",
    "timeline",
    "who",
]
