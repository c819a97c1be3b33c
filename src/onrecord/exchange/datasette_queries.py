"""Questions that Datasette asks of a record, in SQL for SQLite; all run on the schema of ``record.migrations``.

A parameter that is left empty does not narrow the answer. Names are those of ``identities``, after all judgements.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question with its title; ``params`` are what it asks for, in the order of its form."""

    name: str
    title: str
    description: str
    sql: str
    params: tuple[str, ...] = ()


# The row of a reading's JSON that a coded row is.
ROW = "json_extract(readings.reading, '$.' || coded.what || 's[' || coded.number || ']')"
# Whose word a coded row is; the innermost of those who tell it.
TELLER = """coalesce((
    SELECT coalesce(identities.name, nullif(statements.speaker_words, ''), 'unnamed')
    FROM statements
    LEFT JOIN actors ON actors.key = statements.speaker
    LEFT JOIN identities ON identities.key = actors.identity
    WHERE statements.key = coded.teller
  ), '(the report)')"""
REPORT = "documents.title, documents.published, documents.source"


def _party(role: str) -> str:
    """The names of the parties in a role; the folded words of those who are no known actors."""
    return f"""(
    SELECT group_concat(coalesce(identities.name, names.name), '; ')
    FROM parties
    LEFT JOIN actors ON actors.key = parties.actor
    LEFT JOIN identities ON identities.key = actors.identity
    LEFT JOIN names ON names.party = parties.key
    WHERE parties.coded = coded.key AND parties.role = '{role}'
  )"""


def _coded(columns: str, where: str, order: str) -> str:
    return f"""SELECT
  {columns},
  coded.status,
  {TELLER} AS teller,
  json_extract({ROW}, '$.text') AS words,
  {REPORT}
FROM coded
JOIN documents ON documents.key = coded.document
JOIN readings ON readings.key = coded.document
WHERE {where}
ORDER BY {order}"""


_SAID = f"""SELECT
  coalesce(identities.name, nullif(statements.speaker_words, ''), 'unnamed') AS speaker,
  statements.cue, statements.content, statements.cue_class, statements.kind, statements.polarity,
  statements.certainty, statements.day, {REPORT}
FROM statements
JOIN documents ON documents.key = statements.document
LEFT JOIN actors ON actors.key = statements.speaker
LEFT JOIN identities ON identities.key = actors.identity
WHERE """
_NEWEST_SAID = "\nORDER BY statements.day DESC, statements.key"
_EVENT = f"""coded.day, coded.type, coded.mode,
  {_party("actor")} AS actors,
  {_party("recipient")} AS recipients,
  (SELECT places.name FROM places WHERE places.key = coded.place) AS place"""
_COMMITMENT = f"""coded.due, coded.type AS kind,
  {_party("by")} AS "by",
  {_party("to")} AS "to",
  json_extract({ROW}, '$.action.text') AS action,
  json_extract({ROW}, '$.condition.text') AS condition"""

QUERIES: tuple[Query, ...] = (
    Query(
        name="who_said_what",
        title="Who said what",
        description="Statements of a speaker, by any part of the name; with words of the content, if you like.",
        params=("speaker", "words"),
        sql=_SAID
        + """(:speaker = '' OR coalesce(identities.name, statements.speaker_words) LIKE '%' || :speaker || '%')
  AND (:words = '' OR statements.content LIKE '%' || :words || '%')"""
        + _NEWEST_SAID,
    ),
    Query(
        name="said_about",
        title="What is said about somebody",
        description="Statements whose content names an actor, by any part of the name.",
        params=("about",),
        sql=_SAID
        + """statements.key IN (
    SELECT mentioned.statement FROM mentioned
    JOIN actors AS named ON named.key = mentioned.actor
    JOIN identities AS about ON about.key = named.identity
    WHERE :about = '' OR about.name LIKE '%' || :about || '%'
  )"""
        + _NEWEST_SAID,
    ),
    Query(
        name="denials",
        title="Denials",
        description="What speakers say is not so.",
        sql=_SAID + "statements.polarity = '-'" + _NEWEST_SAID,
    ),
    Query(
        name="unnamed_sources",
        title="Unnamed sources",
        description="For each publisher, how many of its statements come from speakers whom it keeps unnamed.",
        sql="""SELECT
  coalesce(documents.publisher, documents.agency, '(unknown)') AS publisher,
  count(DISTINCT documents.key) AS reports,
  count(*) AS statements,
  sum(statements.anonymous) AS unnamed,
  round(100.0 * sum(statements.anonymous) / count(*), 1) AS percent
FROM statements
JOIN documents ON documents.key = statements.document
GROUP BY 1
ORDER BY percent DESC, publisher""",
    ),
    Query(
        name="most_heard",
        title="Who is heard most",
        description="Actors by how many statements they make, in how many reports, from when to when.",
        sql="""SELECT
  identities.name, identities.kind, sum(actors.statements) AS statements, sum(actors.mentions) AS mentions,
  count(DISTINCT actors.document) AS reports, min(actors.day) AS first_day, max(actors.last_day) AS last_day
FROM identities
JOIN actors ON actors.identity = identities.key
GROUP BY identities.key
ORDER BY statements DESC, mentions DESC, identities.name""",
    ),
    Query(
        name="events",
        title="Events, and whose word they are",
        description="Events of a status: reported, claimed, denied, pledged, demanded or hypothetical.",
        params=("status",),
        sql=_coded(
            _EVENT,
            "coded.what = 'event' AND (:status = '' OR coded.status = :status)",
            "coded.day DESC, coded.key",
        ),
    ),
    Query(
        name="events_by_type_and_status",
        title="Events by type and status",
        description="How many events of each PLOVER type are reported, claimed, denied and so on.",
        sql="""SELECT
  type, count(*) AS events, sum(status = 'reported') AS reported, sum(status = 'claimed') AS claimed,
  sum(status = 'denied') AS denied, sum(status = 'pledged') AS pledged, sum(status = 'demanded') AS demanded,
  sum(status = 'hypothetical') AS hypothetical
FROM coded
WHERE what = 'event'
GROUP BY type
ORDER BY events DESC, type""",
    ),
    Query(
        name="relations",
        title="Relations, and whose word they are",
        description="Relations of a type (holds_office, member_of, backs, opposes, ...).",
        params=("type",),
        sql=_coded(
            f"""coded.day, {_party("subject")} AS subject, coded.type, {_party("object")} AS object""",
            "coded.what = 'relation' AND (:type = '' OR coded.type = :type)",
            "coded.day DESC, coded.key",
        ),
    ),
    Query(
        name="commitments_due",
        title="Commitments by deadline",
        description="Who is to do what by when, between two days (as 2016-10-21), the earliest first.",
        params=("after", "before"),
        sql=_coded(
            _COMMITMENT,
            """coded.what = 'commitment' AND coded.due IS NOT NULL
  AND (:after = '' OR coded.due >= :after) AND (:before = '' OR coded.due <= :before)""",
            "coded.due, coded.key",
        ),
    ),
    Query(
        name="commitments",
        title="Promises, demands and threats",
        description="Commitments of a kind (pledge, agreement, demand, obligation, expectation, threat).",
        params=("kind",),
        sql=_coded(
            _COMMITMENT,
            "coded.what = 'commitment' AND (:kind = '' OR coded.type = :kind)",
            "coded.day DESC, coded.key",
        ),
    ),
    Query(
        name="standing_judgements",
        title="Judgements that stand",
        description="Who was judged to be whom, by whom and why.",
        sql="""SELECT id, kind, actor_name, other_name, "by", note, at
FROM judgements
WHERE withdrawn_at IS NULL
ORDER BY id DESC""",
    ),
)
