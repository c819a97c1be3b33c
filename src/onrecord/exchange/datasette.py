"""What Datasette shows of a record: titles, descriptions, labels, facets, and questions ready to ask (JSON).

    onrecord.db is the record:  datasette onrecord.db --metadata metadata.json

Datasette 1.0 takes labels, facets and questions from ``--config``: give it the same file twice, ``--metadata`` and
``--config``. The database is called after its file; for another file than ``onrecord.db`` give ``database``.

Invariant: TABLES describes every column of every table of ``record.migrations``; a test holds it to that. The
questions read what SQL can read of a record: the words of an event are in the JSON of its reading.

Source: docs.datasette.io, "Metadata" and "Canned queries".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO

import orjson

from onrecord.exchange.datasette_queries import QUERIES

DATABASE = "onrecord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What is said of a table; hidden ones are those that only onrecord reads."""

    description: str
    columns: dict[str, str]
    label: str = ""
    facets: tuple[str, ...] = ()
    newest_first: str = ""
    hidden: bool = False


_DAYS = {
    "day": "First day, as 2016-10-21",
    "last_day": "Last day; the same where a single day is known",
}
_DOCUMENT = {"document": "The report it stands in"}
TABLES: dict[str, Table] = {
    "documents": Table(
        description="Reports, one row each.",
        label="title",
        facets=("publisher", "agency"),
        newest_first="day",
        columns={
            "key": "Number inside this record",
            "id": "Hash of what makes it this report",
            "reader": "Version of onrecord and of its models",
            "fingerprint": "Hash of all that is told about the report but its text",
            "source": "Path or URL it was read from",
            "file": "Last part of the source",
            "title": "Headline",
            "publisher": "Who published it",
            "agency": "News agency",
            "published": "Date of publication, as coarse as it is known",
            **_DAYS,
            "story": "The same for copies and updates of one report",
        },
    ),
    "stories": Table(
        description="Stories: reports with the same one are copies of one another.",
        hidden=True,
        columns={"key": "Number inside this record"},
    ),
    "sketches": Table(
        description="By which a report finds those that it may copy.",
        hidden=True,
        columns={"band": "Hash of some rows of its sketch", "document": "The report"},
    ),
    "claims": Table(
        description="What several pieces of reports say alike.",
        newest_first="last_day",
        columns={
            "key": "Number inside this record",
            "id": "Hash of the first piece that made it",
            **_DAYS,
            "stories": "How many independent reports tell it",
            "tellers": "How many sources do, the reports themselves counted as one",
            "affirmed": "Pieces that say that it is so",
            "office": "Whether it is who holds which office",
            "denied": "Pieces that say that it is not",
        },
    ),
    "opposed": Table(
        description="Two pieces of reports that cannot both be so.",
        facets=("kind",),
        newest_first="day",
        columns={
            "one": "The earlier piece",
            "other": "The later piece",
            "kind": "denied, position, figures or relations",
            "sure": "How sure the reader is that both cannot be so, from 0 to 1",
            "day": "Day of the later report",
        },
    ),
    "promises": Table(
        description="Commitments that bind somebody, each with how it stands by all that reports tell of it.",
        facets=("state",),
        newest_first="last_day",
        columns={
            "key": "Number inside this record",
            "id": "The commitment that made it first",
            "state": "open, kept, broken, disputed or withdrawn, by the word of those who tell it",
            "due": "The last day that counts now",
            "first_due": "The last day that was promised",
            "day": "Day of the first report that tells it",
            "last_day": "Day of the last report that tells of it",
            "later": "How many passages tell what became of it",
        },
    ),
    "promised": Table(
        description="Commitments of reports that make a promise, or make it again.",
        newest_first="day",
        columns={
            "key": "Number inside this record",
            "promise": "The promise",
            "document": "The report",
            "number": "Its place among the commitments of the report",
            "id": "The commitment",
            "day": "Day of the report",
            "told": "Its words, and who is to act, as it is known again, as JSON",
            "again": "Whether it says again what was promised before",
        },
    ),
    "followups": Table(
        description="Passages of reports that tell what became of a promise.",
        facets=("course", "polarity", "certainty"),
        newest_first="day",
        columns={
            "key": "Number inside this record",
            "promise": "The promise",
            "document": "The report",
            "course": "restated, extended, fulfilled, broken or withdrawn",
            "polarity": "- where the teller denies that it became so",
            "certainty": "How sure the teller is",
            "teller": "The statement that tells it, empty for the report itself",
            "speaker": "Folded name of who tells it, empty for the report itself",
            "because": "The words that say so, or the deed",
            "due": "The new last day",
            "sure": "How surely the passage speaks of the promise, from 0 to 1",
            "day": "Day of the report",
            "start": "Where its words begin",
            "spans": "Where its words stand in the text, as JSON",
        },
    ),
    "promise_blocks": Table(
        description="By which passages find the promises that they may tell of.",
        hidden=True,
        columns={
            "block": "Hash of two terms",
            "place": "One of so many places",
            "promised": "The promise as one report tells it",
        },
    ),
    "assertions": Table(
        description="Pieces of reports that make a claim, or deny it: coded rows, and sentences of statements.",
        facets=("what", "kind"),
        newest_first="report_day",
        columns={
            "key": "Number inside this record",
            "document": "The report",
            "claim": "The claim",
            "what": "event, relation, commitment or statement",
            "number": "Its place in the list of its kind",
            "id": "Hash of its row",
            "side": "1 where it is affirmed, -1 where it is denied",
            "open": "Whether it is promised, asked for or supposed rather than told as so",
            "kind": "Type of the event, relation or commitment",
            "speaker": "Folded name of who tells it, empty for the report itself",
            "teller": "The statement that tells it",
            **_DAYS,
            "report_day": "First day of the report",
            "told": "Its terms, parties and figures as JSON",
            "start": "Where its words start",
            "end": "Where they end",
        },
    ),
    "asserted": Table(
        description="Whom a piece is about.",
        hidden=True,
        columns={"actor": "The actor of the report", "assertion": "The piece"},
    ),
    "blocks": Table(
        description="By which a piece finds those that may say the same.",
        hidden=True,
        columns={
            "period": "Number of a period of 45 days, 0 for reports without a day",
            "block": "Hash of one or two of its terms",
            "place": "One of so many",
            "assertion": "The piece",
        },
    ),
    "vectors": Table(
        description="What an embedder makes of the pieces of a report.",
        hidden=True,
        columns={
            "document": "The report",
            "model": "Hash of the embedder",
            "day": "First day of the report",
            "first": "The first of its pieces",
            "pieces": "How many there are",
            "numbers": "A vector for each, a byte for each number",
        },
    ),
    "corrections": Table(
        description="What people corrected.",
        newest_first="at",
        columns={
            "number": "Number inside this record",
            "id": "Hash of what it says",
            "action": "confirm, reject, change or add",
            "document": "Hash of the report",
            "kind": "statement, event, relation or commitment",
            "target": "Hash of the row",
            "told": "The rest of it as JSON",
            "by": "Who corrected",
            "note": "Why",
            "at": "When",
            "withdrawn_at": "When it was taken back",
        },
    ),
    "originals": Table(
        description="Readings as they were read, of reports of which people corrected rows.",
        hidden=True,
        columns={"key": "The report", "reading": "The reading as JSON", "steps": "Why each row was coded"},
    ),
    "readings": Table(
        description="Readings whole: the text of each report and all that was read from it, as onrecord/1.",
        label="title",
        columns={
            "key": "The report",
            "title": "Headline",
            "text": "Text that all offsets count in, in code points",
            "reading": "The reading as JSON",
        },
    ),
    "actors": Table(
        description="Who is named in a report: one row for each actor of each report.",
        label="name",
        facets=("kind", "country"),
        columns={
            "key": "Number inside this record",
            **_DOCUMENT,
            "id": "Hash of kind and name",
            "name": "Name in full",
            "kind": "person, country, government_body, armed_group, ...",
            "country": "ISO 3166-1 alpha-3",
            "identity": "Who it is in the whole record",
            "seen": "1 for one actor of each identity in a report, 0 for others",
            "own": "0 where a judgement says that it is somebody else than its id says",
            "statements": "How many statements it makes in the report",
            "mentions": "How often the report mentions it",
            "day": "First day of the report",
            "last_day": "Last day of the report",
        },
    ),
    "identities": Table(
        description="Actors of the whole record: who the actors of single reports are, after all judgements.",
        label="name",
        facets=("kind",),
        columns={
            "key": "Number inside this record",
            "id": "Hash of kind and name",
            "name": "Name in full",
            "kind": "person, country, government_body, armed_group, ...",
            "reports": "In how many reports",
        },
    ),
    "statements": Table(
        description="Who said what: a source, the words that say so, and what was said.",
        label="content",
        facets=("cue_class", "kind", "polarity", "certainty", "anonymous"),
        newest_first="day",
        columns={
            "key": "Number inside this record",
            **_DOCUMENT,
            "id": "Hash of report and words",
            "speaker": "The speaker, where it is a known actor",
            "speaker_words": "What the report calls the speaker",
            "anonymous": "1 where the report keeps the speaker unnamed",
            "cue": "The words that say that something is said",
            "cue_class": "say, claim, deny, accuse, promise, demand, ...",
            "kind": "direct, mixed or indirect speech",
            "polarity": "- where the speaker says that it is not so",
            "certainty": "How sure the speaker is: certain, probable, possible, unspecified",
            "content": "What is said, in the words of the report",
            "addressee": "Who is spoken to, in the words of the report",
            "said_on": "When it was said, as coarse as it is known",
            "said_at": "Where it was said",
            "parent": "Id of the statement that it stands inside",
            "confidence": "How sure the reader is, 0 to 1",
            "start": "Where the content starts in the text, in code points",
            "end": "Where it ends",
            "day": "First day it was said on, or else of the report",
            "last_day": "Last day it was said on, or else of the report",
        },
    ),
    "coded": Table(
        description="Events, relations and commitments. Each is what the report or a source says, never a fact.",
        label="type",
        facets=("what", "type", "status", "mode"),
        newest_first="day",
        columns={
            "key": "Number inside this record",
            **_DOCUMENT,
            "what": "event, relation or commitment",
            "number": "Its place in its list of the reading, from 0",
            "id": "Hash of its report and words",
            "type": "PLOVER type, type of the relation, or kind of the commitment",
            "mode": "PLOVER mode",
            "status": "reported, claimed, denied, pledged, demanded or hypothetical",
            "place": "Where the event is",
            "teller": "The innermost statement that tells it; empty for the report's own voice",
            "day": "First day of the event, or else of the report",
            "last_day": "Last day of the event, or else of the report",
            "due": "Last day of the deadline of a commitment",
        },
    ),
    "parties": Table(
        description="Who takes part in an event, relation or commitment.",
        facets=("role",),
        columns={
            "key": "Number inside this record",
            "coded": "The event, relation or commitment",
            "role": "actor, recipient; subject, object; by, to",
            "actor": "Who it is, where it is a known actor",
        },
    ),
    "places": Table(
        description="Places of events.",
        label="name",
        facets=("country",),
        columns={
            "key": "Number inside this record",
            "name": "Name in lower case, without diacritics",
            "country": "ISO 3166-1 alpha-3, or empty",
        },
    ),
    "mentioned": Table(
        description="Who a statement is about: the actors named inside its content.",
        columns={"actor": "Who is named", "statement": "The statement"},
    ),
    "mentions": Table(
        description="The words that mean an actor in a report.",
        label="words",
        columns={
            "actor": "Whom they mean",
            "words": "The words as they are written",
            "number": "How often the report has them",
        },
    ),
    "offices": Table(
        description="Offices that actors hold, as reports or registries give them.",
        label="title",
        facets=("title", "organisation"),
        columns={
            "actor": "Who holds it",
            "title": "What it is called",
            "organisation": "Of what",
            "from": "Since when, as coarse as it is known",
            "to": "Until when, as coarse as it is known",
        },
    ),
    "judgements": Table(
        description="What people judged about actors; a judgement that was withdrawn stays.",
        label="actor_name",
        facets=("kind", "by"),
        newest_first="at",
        columns={
            "id": "Number of the judgement",
            "kind": "merge: other is actor; split: actor is other in some documents",
            "actor": "Id of the actor",
            "actor_name": "Its name",
            "actor_kind": "Its kind",
            "other": "Id of the other actor",
            "other_name": "Its name",
            "other_kind": "Its kind",
            "documents": "Ids of the reports that it is about, as JSON",
            "namesakes": "Actors who had one of the names when it was made, as JSON",
            "by": "Who judged",
            "note": "Why",
            "at": "When, in UTC",
            "withdrawn_at": "When it was withdrawn, in UTC",
        },
    ),
    "failures": Table(
        description="Sources that could not be read.",
        label="source",
        facets=("reason",),
        newest_first="at",
        columns={"source": "Path or URL", "reason": "Why", "at": "When it was tried, in UTC"},
    ),
    "names": Table(
        description="Names by which actors, speakers and parties are found.",
        label="name",
        hidden=True,
        columns={
            "key": "Number inside this record",
            "actor": "Whose name it is",
            "statement": "The statement whose speaker is no known actor",
            "name": "The name in lower case, without diacritics",
            "main": "1 where any part of the name will do",
            "party": "The party that is no known actor",
        },
    ),
    "called": Table(
        description="Names that an actor of the whole record goes by.",
        label="name",
        hidden=True,
        columns={
            "key": "Number inside this record",
            "identity": "Whose name it is",
            "name": "The name in lower case, without diacritics",
            "apart": "Whole name that it was told apart from",
        },
    ),
    "reasons": Table(
        description="Why each row was coded: the rules and models that spoke for it, as JSON.",
        hidden=True,
        columns={"key": "The report", "steps": "For each row what was said for it, as JSON"},
    ),
    "words": Table(
        description="Every word ever read, folded.", label="word", hidden=True, columns={"word": "The word"}
    ),
    "migrations": Table(
        description="Changes of the schema that this record has seen.",
        label="name",
        hidden=True,
        columns={"name": "The change", "at": "When it was made, in UTC"},
    ),
}


def write(out: BinaryIO, *, database: str = DATABASE) -> None:
    """Write the metadata of a record.

    Args:
        database: the name of the record's file, without what stands behind its last point.
    """
    out.write(orjson.dumps(metadata(database), option=orjson.OPT_INDENT_2) + b"\n")


def metadata(database: str = DATABASE) -> dict[str, Any]:
    """The metadata as plain dictionaries and lists."""
    return {
        "title": "The record",
        "description": "Who said what, about whom, when, how firmly and in which words, as onrecord read it.",
        "databases": {
            database: {
                "description": "What reports and their sources say; nothing here is a claim of the record itself.",
                "tables": {name: _table(table) for name, table in TABLES.items()},
                "queries": {
                    query.name: {
                        "title": query.title,
                        "description": query.description,
                        "sql": query.sql,
                        **({"params": list(query.params)} if query.params else {}),
                    }
                    for query in QUERIES
                },
            }
        },
    }


def _table(table: Table) -> dict[str, Any]:
    told: dict[str, Any] = {"description": table.description, "columns": table.columns}
    if table.label:
        told["label_column"] = table.label
    if table.facets:
        told["facets"] = list(table.facets)
    if table.newest_first:
        told["sort_desc"] = table.newest_first
    if table.hidden:
        told["hidden"] = True
    return told
