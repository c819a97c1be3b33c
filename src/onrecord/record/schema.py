"""The tables as queries name them; ``migrations`` makes them."""

from __future__ import annotations

from sqlalchemy import Boolean, column, table

documents = table(
    "documents",
    *map(column, ("key", "id", "reader", "fingerprint", "source", "file", "title", "publisher")),
    *map(column, ("agency", "published", "day", "last_day", "story")),
)
stories = table("stories", column("key"))
sketches = table("sketches", column("band"), column("document"))
readings = table("readings", *map(column, ("key", "title", "text", "reading")))
actors = table(
    "actors",
    *map(column, ("key", "document", "id", "name", "kind", "country")),
    *map(column, ("identity", "seen", "own", "statements", "mentions", "day", "last_day")),
)
identities = table("identities", *map(column, ("key", "id", "name", "kind", "reports")))
called = table("called", *map(column, ("key", "identity", "name", "apart")))
mentions = table("mentions", *map(column, ("actor", "words", "number")))
offices = table("offices", *map(column, ("actor", "title", "organisation", "from", "to")))
judgements = table(
    "judgements",
    *map(column, ("id", "kind", "actor", "actor_name", "actor_kind", "other", "other_name", "other_kind")),
    *map(column, ("documents", "namesakes", "by", "note", "at", "withdrawn_at")),
)
statements = table(
    "statements",
    *map(column, ("key", "document", "id", "speaker", "speaker_words")),
    column("anonymous", Boolean),
    *map(column, ("cue", "cue_class", "kind", "polarity", "certainty", "content", "addressee")),
    *map(column, ("said_on", "said_at", "parent", "confidence", "start", "end", "day", "last_day")),
)
mentioned = table("mentioned", column("actor"), column("statement"))
names = table(
    "names", *map(column, ("key", "actor", "statement", "name")), column("main", Boolean), column("party")
)
coded = table(
    "coded",
    *map(column, ("key", "document", "what", "number", "id", "type", "mode", "status", "place", "teller")),
    *map(column, ("day", "last_day", "due")),
)
parties = table("parties", *map(column, ("key", "coded", "role", "actor")))
places = table("places", *map(column, ("key", "name", "country")))
claims = table(
    "claims",
    *map(column, ("key", "id", "day", "last_day", "stories", "tellers", "affirmed", "denied")),
    column("office", Boolean),
)
assertions = table(
    "assertions",
    *map(column, ("key", "document", "claim", "what", "number", "id", "side")),
    column("open", Boolean),
    *map(column, ("kind", "speaker", "teller", "day", "last_day", "report_day", "told", "start", "end")),
)
asserted = table("asserted", column("actor"), column("assertion"))
opposed = table("opposed", *map(column, ("one", "other", "kind", "sure", "day")))
blocks = table("blocks", *map(column, ("period", "block", "place", "assertion")))
vectors = table("vectors", *map(column, ("document", "model", "day", "first", "pieces", "numbers")))
promises = table(
    "promises", *map(column, ("key", "id", "state", "due", "first_due", "day", "last_day", "later"))
)
promised = table(
    "promised",
    *map(column, ("key", "promise", "document", "number", "id", "day", "told")),
    column("again", Boolean),
)
followups = table(
    "followups",
    *map(column, ("key", "promise", "document", "course", "polarity", "certainty", "teller")),
    *map(column, ("speaker", "because", "due", "sure", "day", "start", "spans")),
)
promise_blocks = table("promise_blocks", column("block"), column("place"), column("promised"))
reasons = table("reasons", *map(column, ("key", "steps")))
words = table("words", column("word"))
originals = table("originals", *map(column, ("key", "reading", "steps")))
corrections = table(
    "corrections",
    *map(column, ("number", "id", "action", "document", "kind", "target", "told")),
    *map(column, ("by", "note", "at", "withdrawn_at")),
)
failures = table("failures", column("source"), column("reason"), column("at"))

file_words = table("file_words", *map(column, ("rowid", "file", "rank")))
report_words = table("report_words", *map(column, ("rowid", "title", "text", "rank")))
statement_words = table("statement_words", *map(column, ("rowid", "content", "rank")))
called_words = table("called_words", *map(column, ("rowid", "name", "rank")))
name_words = table("name_words", *map(column, ("rowid", "name", "rank")))
