"""The schema as it grew: named functions, each applied once and in a transaction.

A migration that has been released is never changed; a new one is added below it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, inspect, text

from onrecord.errors import RecordVersionError
from onrecord.model import Reading
from onrecord.record.days import span
from onrecord.record.words import fold_name

Migration = Callable[[Connection], None]


def migrate(connection: Connection, name: str, known: Sequence[Migration]) -> None:
    """Apply what has not been applied, inside the caller's transaction."""
    for migration in pending(connection, name, known):
        migration(connection)
        connection.execute(
            text("INSERT INTO migrations (name, at) VALUES (:name, :at)"),
            {"name": migration.__name__, "at": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"},
        )


def pending(connection: Connection, name: str, known: Sequence[Migration]) -> list[Migration]:
    """Those of the known migrations that the record has not seen; RecordVersionError where it has seen others."""
    done: set[str] = set()
    if inspect(connection).has_table("migrations"):
        done = set(connection.scalars(text("SELECT name FROM migrations")))
    if newer := done - {migration.__name__ for migration in known}:
        names = ", ".join(sorted(newer))
        raise RecordVersionError(f"{name} was made by a newer onrecord (it has {names}): upgrade onrecord")
    return [migration for migration in known if migration.__name__ not in done]


def first_schema(connection: Connection) -> None:
    """Readings whole, and beside them the rows that questions are asked of."""
    for statement in FIRST_TABLES:
        connection.exec_driver_sql(statement)
    stemmed, plain = "porter unicode61 remove_diacritics 2", "unicode61 remove_diacritics 2"
    _index_words(connection, "report_words", "readings", ("title", "text"), stemmed)
    _index_words(connection, "statement_words", "statements", ("content",), stemmed)
    _index_words(connection, "name_words", "names", ("name",), plain)


def words_of_file_names(connection: Connection) -> None:
    """A report can be asked for by a word of its file's name."""
    _index_words(connection, "file_words", "documents", ("file",), "unicode61 remove_diacritics 2")
    connection.exec_driver_sql("INSERT INTO file_words (file_words) VALUES ('rebuild')")


def actors_across_reports(connection: Connection) -> None:
    """Each actor of a report is somebody of the whole record, and people may judge who."""
    for statement in ACTOR_TABLES:
        connection.exec_driver_sql(statement)
    _index_words(connection, "called_words", "called", ("name",), "unicode61 remove_diacritics 2")
    for statement in ACTOR_ROWS:
        connection.exec_driver_sql(statement)


def events_relations_commitments(connection: Connection) -> None:
    """What reports say happened, holds or is to be can be asked for, with its parties and whose word it is."""
    for statement in CODED_TABLES:
        connection.exec_driver_sql(statement)
    _lend_functions(connection)
    for statement in CODED_ROWS:
        connection.exec_driver_sql(statement)


def stories_and_claims(connection: Connection) -> None:
    """Copies of a report are one story, and what several reports say alike is one claim."""
    # They are filled by ``blocks_by_period``.
    for statement in CLAIM_TABLES:
        connection.exec_driver_sql(statement)


def opposites_of_claims(connection: Connection) -> None:
    """What cannot be so beside something else is found when a report is stored."""
    for statement in OPPOSED_TABLES:
        connection.exec_driver_sql(statement)


def remember_all(connection: Connection) -> None:
    """Place all readings of a record among its stories and claims."""
    from onrecord.record.claims import remember

    _for_each_reading(connection, remember)


def corrections_of_rows(connection: Connection) -> None:
    """People may correct rows; what is shown is the corrected reading, and the one that was read is kept."""
    for statement in CORRECTION_TABLES:
        connection.exec_driver_sql(statement)


def promises_over_time(connection: Connection) -> None:
    """What became of each promise, as later reports tell it."""
    for statement in PROMISE_TABLES:
        connection.exec_driver_sql(statement)


def vectors_of_pieces(connection: Connection) -> None:
    """What an embedder makes of the pieces of a report, where one is given."""
    for statement in VECTOR_TABLES:
        connection.exec_driver_sql(statement)


def follow_all(connection: Connection) -> None:
    """Hold all readings of a record against the promises before them."""
    from onrecord.record.followups import remember

    _for_each_reading(connection, remember)


def quick_answers(connection: Connection) -> None:
    """What is asked most often is answered in the same time however much there is."""
    for statement in QUICK:
        connection.exec_driver_sql(statement)


def offices_are_claims(connection: Connection) -> None:
    """Who is what is a claim as well, which is listed where it is asked for."""
    for statement in OFFICES:
        connection.exec_driver_sql(statement)


def quick_tellers(connection: Connection) -> None:
    """Who tells which claims, and who is quoted when, is found in an index alone."""
    for statement in TELLERS:
        connection.exec_driver_sql(statement)


def blocks_by_period(connection: Connection) -> None:
    """What a report puts down so that its pieces are found lies together, by its days."""
    for statement in PERIOD_TABLES:
        connection.exec_driver_sql(statement)
    fill(connection)


def fill(connection: Connection) -> None:
    """Place the readings of an older record among its stories, claims and promises, as far as they are not yet."""
    from onrecord.record import earlier, followups

    if connection.scalar(text("SELECT key FROM documents WHERE story IS NULL LIMIT 1")):
        remember_all(connection)
    else:
        earlier.find_again(connection)
    if connection.scalar(text("SELECT key FROM promised LIMIT 1")):
        followups.find_again(connection)
    else:
        follow_all(connection)


def _for_each_reading(connection: Connection, work: Callable[[Connection, Reading, int], None]) -> None:
    """Let something look at each reading as a whole, which SQL alone cannot, in the order of their days."""
    from onrecord.exchange.onrecord import loads

    keys = connection.scalars(
        text("SELECT key FROM documents ORDER BY published IS NULL, published, id")
    ).all()
    for key in keys:
        line = connection.scalar(text("SELECT reading FROM readings WHERE key = :key"), {"key": key})
        work(connection, loads(line), key)


MIGRATIONS: tuple[Migration, ...] = (
    first_schema,
    words_of_file_names,
    actors_across_reports,
    events_relations_commitments,
    stories_and_claims,
    corrections_of_rows,
    opposites_of_claims,
    promises_over_time,
    vectors_of_pieces,
    quick_answers,
    offices_are_claims,
    quick_tellers,
    blocks_by_period,
)

FIRST_TABLES = (
    "CREATE TABLE migrations (name TEXT PRIMARY KEY, at TEXT NOT NULL)",
    # What is listed and looked up; day and last_day are the days that "published" spans.
    """
    CREATE TABLE documents (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, reader TEXT NOT NULL,
        fingerprint TEXT NOT NULL, source TEXT NOT NULL, file TEXT NOT NULL, title TEXT,
        publisher TEXT, agency TEXT, published TEXT, day TEXT, last_day TEXT
    )
    """,
    "CREATE INDEX documents_source ON documents (source)",
    "CREATE INDEX documents_file ON documents (file)",
    "CREATE INDEX documents_title ON documents (title)",
    "CREATE INDEX documents_published ON documents (published, id)",
    # The reading itself, apart from the lean rows above; all else can be made from it again.
    """
    CREATE TABLE readings (
        key INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
        title TEXT, text TEXT NOT NULL, reading TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE actors (
        key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT, country TEXT
    )
    """,
    "CREATE INDEX actors_document ON actors (document)",
    # day and last_day are those of said_on or else of the report.
    """
    CREATE TABLE statements (
        key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        id TEXT NOT NULL, speaker INTEGER REFERENCES actors ON DELETE CASCADE,
        speaker_words TEXT NOT NULL, anonymous INTEGER NOT NULL, cue TEXT NOT NULL,
        cue_class TEXT NOT NULL, kind TEXT NOT NULL, polarity TEXT NOT NULL, certainty TEXT NOT NULL,
        content TEXT NOT NULL, addressee TEXT, said_on TEXT, said_at TEXT, parent TEXT,
        confidence REAL NOT NULL, start INTEGER, "end" INTEGER, day TEXT, last_day TEXT
    )
    """,
    "CREATE INDEX statements_document ON statements (document)",
    "CREATE INDEX statements_speaker ON statements (speaker)",
    "CREATE INDEX statements_kind ON statements (kind)",
    "CREATE INDEX statements_cue_class ON statements (cue_class)",
    # Who a statement is about: the actors mentioned inside its content.
    """
    CREATE TABLE mentioned (
        actor INTEGER NOT NULL REFERENCES actors ON DELETE CASCADE,
        statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
        PRIMARY KEY (actor, statement)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX mentioned_statement ON mentioned (statement)",
    # Every folded name of an actor, and the words for a speaker who is no known actor; main where
    # it names in full, so that a part of it will do.
    """
    CREATE TABLE names (
        key INTEGER PRIMARY KEY, actor INTEGER REFERENCES actors ON DELETE CASCADE,
        statement INTEGER REFERENCES statements ON DELETE CASCADE,
        name TEXT NOT NULL, main INTEGER NOT NULL
    )
    """,
    "CREATE INDEX names_actor ON names (actor)",
    "CREATE INDEX names_statement ON names (statement)",
    "CREATE INDEX names_name ON names (name)",
    # Every folded word ever read, for prefixes: the word indexes know stems only.
    "CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE failures (source TEXT PRIMARY KEY, reason TEXT NOT NULL, at TEXT NOT NULL)",
)

ACTOR_TABLES = (
    # Who an actor of a report is in the whole record: by its id, unless somebody judged otherwise.
    "CREATE TABLE identities (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT)",
    # seen is 1 for one actor of each identity in a report and 0 for others; own is 0 where it is somebody else by a
    # judgement; the days are those of the report.
    "ALTER TABLE actors ADD COLUMN identity INTEGER REFERENCES identities",
    "ALTER TABLE actors ADD COLUMN seen INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE actors ADD COLUMN own INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE actors ADD COLUMN statements INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE actors ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE actors ADD COLUMN day TEXT",
    "ALTER TABLE actors ADD COLUMN last_day TEXT",
    # Every folded name that an identity goes by; any part of it finds it but the whole name it was told apart from.
    """
    CREATE TABLE called (
        key INTEGER PRIMARY KEY, identity INTEGER NOT NULL REFERENCES identities ON DELETE CASCADE,
        name TEXT NOT NULL, apart TEXT, UNIQUE (name, identity)
    )
    """,
    "CREATE INDEX called_identity ON called (identity)",
    # The words that mean an actor in its report, and how often they do.
    """
    CREATE TABLE mentions (
        actor INTEGER NOT NULL REFERENCES actors ON DELETE CASCADE,
        words TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (actor, words)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE offices (
        actor INTEGER NOT NULL REFERENCES actors ON DELETE CASCADE,
        title TEXT NOT NULL, organisation TEXT, "from" TEXT, "to" TEXT
    )
    """,
    "CREATE INDEX offices_actor ON offices (actor)",
    # What people judged; it points to ids alone, so that it outlives the rows of any reading.
    """
    CREATE TABLE judgements (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL,
        actor TEXT NOT NULL, actor_name TEXT NOT NULL, actor_kind TEXT,
        other TEXT NOT NULL, other_name TEXT NOT NULL, other_kind TEXT,
        documents TEXT NOT NULL, namesakes TEXT NOT NULL,
        "by" TEXT NOT NULL, note TEXT, at TEXT NOT NULL, withdrawn_at TEXT
    )
    """,
)

ACTOR_ROWS = (
    "INSERT INTO identities (id, name, kind) SELECT id, name, kind FROM actors GROUP BY id ORDER BY min(key)",
    # Once for both, because it takes most of the time to read what was read.
    """
    CREATE TEMP TABLE told AS
    SELECT actors.key AS actor, json_extract(one.value, '$.mentions') AS mentions,
        json_extract(one.value, '$.offices') AS offices
    FROM readings, json_each(readings.reading, '$.actors') AS one
    JOIN actors ON actors.document = readings.key AND actors.id = json_extract(one.value, '$.id')
    """,
    """
    INSERT INTO mentions
    SELECT told.actor, json_extract(mention.value, '$.text'), count(*)
    FROM told, json_each(told.mentions) AS mention GROUP BY 1, 2
    """,
    """
    INSERT INTO offices
    SELECT told.actor, json_extract(office.value, '$.title'), json_extract(office.value, '$.organisation'),
        json_extract(office.value, '$.from'), json_extract(office.value, '$.to')
    FROM told, json_each(told.offices) AS office
    """,
    "DROP TABLE told",
    """
    UPDATE actors SET (day, last_day) = (SELECT day, last_day FROM documents WHERE key = actors.document),
        identity = (SELECT key FROM identities WHERE id = actors.id),
        statements = (SELECT count(*) FROM statements WHERE speaker = actors.key),
        mentions = (SELECT coalesce(sum(number), 0) FROM mentions WHERE actor = actors.key)
    """,
    # The whole of it is in the index, so that all actors are counted without a look at their rows.
    """
    CREATE INDEX actors_identity
    ON actors (identity, country, seen, own, statements, mentions, day, last_day)
    """,
    """
    INSERT INTO called (identity, name)
    SELECT DISTINCT actors.identity, names.name FROM names JOIN actors ON actors.key = names.actor
    WHERE names.main
    """,
    "DELETE FROM names WHERE main AND actor IS NOT NULL",
)


CODED_TABLES = (
    # The places of events: folded names, and countries or nothing.
    """
    CREATE TABLE places (
        key INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, UNIQUE (name, country)
    )
    """,
    "CREATE INDEX places_country ON places (country)",
    # An event, a relation or a commitment is the one of that number in its list of the reading. type is the kind of
    # a commitment, teller the innermost statement that tells it; the days are those of the event or else of the
    # report, due is the last day of a deadline.
    """
    CREATE TABLE coded (
        key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        what TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, mode TEXT,
        status TEXT NOT NULL, place INTEGER REFERENCES places,
        teller INTEGER REFERENCES statements ON DELETE CASCADE, day TEXT, last_day TEXT, due TEXT
    )
    """,
    "CREATE INDEX coded_document ON coded (document)",
    "CREATE INDEX coded_id ON coded (id)",
    "CREATE INDEX coded_day ON coded (what, day)",
    "CREATE INDEX coded_type ON coded (what, type, day)",
    "CREATE INDEX coded_status ON coded (what, status, day)",
    "CREATE INDEX coded_place ON coded (place, day) WHERE place IS NOT NULL",
    "CREATE INDEX coded_teller ON coded (teller) WHERE teller IS NOT NULL",
    "CREATE INDEX coded_due ON coded (due) WHERE due IS NOT NULL",
    """
    CREATE TABLE parties (
        key INTEGER PRIMARY KEY, coded INTEGER NOT NULL REFERENCES coded ON DELETE CASCADE,
        role TEXT NOT NULL, actor INTEGER REFERENCES actors ON DELETE CASCADE
    )
    """,
    "CREATE INDEX parties_coded ON parties (coded, role, actor)",
    "CREATE INDEX parties_actor ON parties (actor, role, coded) WHERE actor IS NOT NULL",
    # The folded words for a party that is no known actor.
    "ALTER TABLE names ADD COLUMN party INTEGER REFERENCES parties ON DELETE CASCADE",
    "CREATE INDEX names_party ON names (party) WHERE party IS NOT NULL",
    # Why each row of a reading was coded, which its JSON leaves out.
    "CREATE TABLE reasons (key INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE, steps TEXT NOT NULL)",
    "CREATE INDEX statements_id ON statements (id)",
)

CODED_ROWS = (
    """
    CREATE TEMP TABLE told AS
    SELECT readings.key AS document, 1 AS kind, 'event' AS what, one.key AS number, one.value AS row
    FROM readings, json_each(readings.reading, '$.events') AS one
    UNION ALL
    SELECT readings.key, 2, 'relation', one.key, one.value
    FROM readings, json_each(readings.reading, '$.relations') AS one
    UNION ALL
    SELECT readings.key, 3, 'commitment', one.key, one.value
    FROM readings, json_each(readings.reading, '$.commitments') AS one
    ORDER BY 1, 2, 4
    """,
    """
    CREATE TEMP TABLE scenes AS
    SELECT readings.key AS document, json_extract(one.value, '$.id') AS id,
        fold_name(json_extract(one.value, '$.name')) AS name,
        coalesce(json_extract(one.value, '$.country'), '') AS country
    FROM readings, json_each(readings.reading, '$.places') AS one
    """,
    "CREATE INDEX temp.scenes_id ON scenes (document, id)",
    """
    INSERT INTO places (name, country)
    SELECT DISTINCT scenes.name, scenes.country
    FROM told JOIN scenes ON scenes.document = told.document AND scenes.id = json_extract(told.row, '$.place')
    """,
    """
    INSERT INTO coded
    SELECT told.rowid, told.document, told.what, told.number, json_extract(told.row, '$.id'),
        json_extract(told.row, iif(told.what = 'commitment', '$.kind', '$.type')), json_extract(told.row, '$.mode'),
        json_extract(told.row, '$.status'), places.key, statements.key,
        first_day(coalesce(json_extract(told.row, '$.date'), documents.published)),
        last_day(coalesce(json_extract(told.row, '$.date'), documents.published)),
        last_day(json_extract(told.row, '$.deadline'))
    FROM told JOIN documents ON documents.key = told.document
    LEFT JOIN scenes ON scenes.document = told.document AND scenes.id = json_extract(told.row, '$.place')
    LEFT JOIN places ON places.name = scenes.name AND places.country = scenes.country
    LEFT JOIN statements
    ON statements.document = told.document AND statements.id = json_extract(told.row, '$.statement')
    ORDER BY told.rowid
    """,
    """
    CREATE TEMP TABLE parts AS
    SELECT told.rowid AS coded, 1 AS place, one.key AS number, 'actor' AS role, one.value AS party, document
    FROM told, json_each(told.row, '$.actors') AS one
    UNION ALL
    SELECT told.rowid, 2, one.key, 'recipient', one.value, document
    FROM told, json_each(told.row, '$.recipients') AS one
    UNION ALL
    SELECT told.rowid, one.place, 0, one.role, json_extract(told.row, '$.' || one.role), document
    FROM told JOIN (
        SELECT 'relation' AS what, 1 AS place, 'subject' AS role UNION ALL SELECT 'relation', 2, 'object'
        UNION ALL SELECT 'commitment', 1, 'by' UNION ALL SELECT 'commitment', 2, 'to'
    ) AS one USING (what)
    WHERE json_extract(told.row, '$.' || one.role) IS NOT NULL
    ORDER BY 1, 2, 3
    """,
    """
    INSERT INTO parties
    SELECT parts.rowid, parts.coded, parts.role, actors.key
    FROM parts LEFT JOIN actors
    ON actors.document = parts.document AND actors.id = json_extract(parts.party, '$.actor')
    ORDER BY parts.rowid
    """,
    """
    INSERT INTO names (party, name, main)
    SELECT parties.key, fold_name(json_extract(parts.party, '$.text')), 1
    FROM parts JOIN parties ON parties.key = parts.rowid
    WHERE parties.actor IS NULL AND fold_name(json_extract(parts.party, '$.text')) <> ''
    ORDER BY parties.key
    """,
    "DROP TABLE parts",
    "DROP TABLE scenes",
    "DROP TABLE told",
)

CORRECTION_TABLES = (
    # The reading as it was read, and why, of each report whose rows somebody corrected.
    """
    CREATE TABLE originals (
        key INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE, reading TEXT NOT NULL, steps TEXT
    )
    """,
    # What people corrected; it points to ids alone, so that it outlives the rows of any reading. target is the id of
    # the row, told has the rest as JSON.
    """
    CREATE TABLE corrections (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, action TEXT NOT NULL, document TEXT NOT NULL,
        kind TEXT NOT NULL, target TEXT NOT NULL, told TEXT NOT NULL,
        "by" TEXT NOT NULL, note TEXT, at TEXT NOT NULL, withdrawn_at TEXT
    )
    """,
    "CREATE INDEX corrections_document ON corrections (document)",
)


CLAIM_TABLES = (
    # Reports with the same story are copies of one another.
    "CREATE TABLE stories (key INTEGER PRIMARY KEY)",
    "ALTER TABLE documents ADD COLUMN story INTEGER REFERENCES stories",
    "CREATE INDEX documents_story ON documents (story)",
    # By which a report finds those that it may copy.
    """
    CREATE TABLE sketches (
        band INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        PRIMARY KEY (band, document)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX sketches_document ON sketches (document)",
    # All of it follows from the assertions of a claim; torn is 1 where their figures exclude one another.
    """
    CREATE TABLE claims (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL, day TEXT, last_day TEXT, stories INTEGER NOT NULL,
        tellers INTEGER NOT NULL, affirmed INTEGER NOT NULL, denied INTEGER NOT NULL, torn INTEGER NOT NULL
    )
    """,
    "CREATE INDEX claims_id ON claims (id)",
    "CREATE INDEX claims_told ON claims (stories, last_day)",
    "CREATE INDEX claims_day ON claims (last_day, stories)",
    "CREATE INDEX claims_denied ON claims (last_day) WHERE denied > 0 AND affirmed > 0",
    "CREATE INDEX claims_torn ON claims (last_day) WHERE torn > 0",
    # A row of a reading, or a sentence of a statement, as it can be compared with others; told has the rest of it. Two
    # relations with the same slot cannot hold at one time of two subjects.
    """
    CREATE TABLE assertions (
        key INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
        claim INTEGER NOT NULL REFERENCES claims, what TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL,
        side INTEGER NOT NULL, open BOOLEAN NOT NULL, kind TEXT NOT NULL, speaker TEXT NOT NULL,
        teller INTEGER REFERENCES statements ON DELETE CASCADE, day TEXT, last_day TEXT, report_day TEXT,
        told TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, slot TEXT
    )
    """,
    "CREATE INDEX assertions_slot ON assertions (slot, report_day) WHERE slot IS NOT NULL",
    "CREATE INDEX assertions_document ON assertions (document)",
    "CREATE INDEX assertions_claim ON assertions (claim)",
    "CREATE INDEX assertions_teller ON assertions (teller) WHERE teller IS NOT NULL",
    # Whom an assertion is about: every actor that its words mean.
    """
    CREATE TABLE asserted (
        actor INTEGER NOT NULL REFERENCES actors ON DELETE CASCADE,
        assertion INTEGER NOT NULL REFERENCES assertions ON DELETE CASCADE, PRIMARY KEY (actor, assertion)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX asserted_assertion ON asserted (assertion)",
    # By which an assertion finds those that may say the same; each block has so many places and no more.
    """
    CREATE TABLE blocks (
        block INTEGER NOT NULL, place INTEGER NOT NULL,
        assertion INTEGER NOT NULL REFERENCES assertions ON DELETE CASCADE, PRIMARY KEY (block, place)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX blocks_assertion ON blocks (assertion)",
)


OPPOSED_TABLES = (
    # What stories_and_claims made of readings is made anew.
    "UPDATE documents SET story = NULL",
    *(
        f"DELETE FROM {table}"
        for table in ("blocks", "asserted", "assertions", "claims", "sketches", "stories")
    ),
    "DROP INDEX claims_torn",
    "ALTER TABLE claims DROP COLUMN torn",
    "DROP INDEX assertions_slot",
    "ALTER TABLE assertions DROP COLUMN slot",
    # Two assertions that cannot both be so, the earlier first, in which way, how sure that is, and since which day.
    """
    CREATE TABLE opposed (
        one INTEGER NOT NULL REFERENCES assertions ON DELETE CASCADE,
        other INTEGER NOT NULL REFERENCES assertions ON DELETE CASCADE,
        kind TEXT NOT NULL, sure REAL NOT NULL, day TEXT, PRIMARY KEY (one, other)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX opposed_other ON opposed (other)",
    "CREATE INDEX opposed_day ON opposed (day)",
)

PROMISE_TABLES = (
    # All of it follows from the tellings of a promise and from what is told of it later; id is that of the commitment
    # that makes it. state is open, kept, broken, disputed or withdrawn; due is the day that counts now.
    """
    CREATE TABLE promises (
        key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, due TEXT, first_due TEXT, day TEXT,
        last_day TEXT, later INTEGER NOT NULL
    )
    """,
    "CREATE INDEX promises_state ON promises (state, last_day)",
    "CREATE INDEX promises_due ON promises (due) WHERE due IS NOT NULL",
    "CREATE INDEX promises_day ON promises (last_day)",
    # A commitment of a report that makes a promise, or makes it again; told is how it is known again.
    """
    CREATE TABLE promised (
        key INTEGER PRIMARY KEY, promise INTEGER NOT NULL REFERENCES promises,
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, number INTEGER NOT NULL, id TEXT NOT NULL,
        day TEXT, told TEXT NOT NULL, again BOOLEAN NOT NULL
    )
    """,
    "CREATE INDEX promised_promise ON promised (promise)",
    "CREATE INDEX promised_document ON promised (document, number)",
    "CREATE INDEX promised_id ON promised (id)",
    # A passage of a report that tells what became of a promise.
    """
    CREATE TABLE followups (
        key INTEGER PRIMARY KEY, promise INTEGER NOT NULL REFERENCES promises,
        document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, course TEXT NOT NULL, polarity TEXT NOT NULL,
        certainty TEXT NOT NULL, teller INTEGER REFERENCES statements ON DELETE CASCADE, speaker TEXT NOT NULL,
        because TEXT NOT NULL, due TEXT, sure REAL NOT NULL, day TEXT, start INTEGER NOT NULL, spans TEXT NOT NULL
    )
    """,
    "CREATE INDEX followups_promise ON followups (promise)",
    "CREATE INDEX followups_document ON followups (document, start)",
    "CREATE INDEX followups_teller ON followups (teller) WHERE teller IS NOT NULL",
    # By which a passage finds the promises that it may tell of; each block has so many places and no more.
    """
    CREATE TABLE promise_blocks (
        block INTEGER NOT NULL, place INTEGER NOT NULL,
        promised INTEGER NOT NULL REFERENCES promised ON DELETE CASCADE, PRIMARY KEY (block, place)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX promise_blocks_promised ON promise_blocks (promised)",
)

PERIOD_TABLES = (
    # Whose rows go is told by who drops pieces: an index by piece would take as much as the table itself.
    "DROP TABLE blocks",
    """
    CREATE TABLE blocks (
        period INTEGER NOT NULL, block INTEGER NOT NULL, place INTEGER NOT NULL, assertion INTEGER NOT NULL,
        PRIMARY KEY (period, block, place)
    ) WITHOUT ROWID
    """,
    # So that it is known without a look at its pieces whether somebody has told a claim.
    "DROP INDEX assertions_claim",
    "CREATE INDEX assertions_claim ON assertions (claim, speaker)",
)

VECTOR_TABLES = (
    # The vectors of the pieces of a report, whose keys follow one another from the first on, with a byte for each
    # number. model tells embedders apart; day is that of the report, empty where it has none.
    """
    CREATE TABLE vectors (
        document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE, model TEXT NOT NULL, day TEXT NOT NULL,
        first INTEGER NOT NULL, pieces INTEGER NOT NULL, numbers BLOB NOT NULL
    )
    """,
    "CREATE INDEX vectors_day ON vectors (model, day, document)",
)


QUICK = (
    # In how many reports an identity is, to list those in most of them.
    "ALTER TABLE identities ADD COLUMN reports INTEGER NOT NULL DEFAULT 0",
    """
    UPDATE identities
    SET reports = (SELECT coalesce(sum(seen), 0) FROM actors WHERE actors.identity = identities.key)
    """,
    "CREATE INDEX identities_reports ON identities (reports)",
    # By which the newest rows are gone through, and those found that began before the days asked for.
    "CREATE INDEX statements_day ON statements (day, speaker)",
    "CREATE INDEX statements_long ON statements (last_day) WHERE last_day > day",
    "CREATE INDEX coded_long ON coded (last_day) WHERE last_day > day",
    # What is listed of claims where nothing else is asked for is a part of them.
    "DROP INDEX claims_told",
    "CREATE INDEX claims_firm ON claims (last_day, day, stories) WHERE stories > 1 OR denied > 0 AND affirmed > 0",
)


OFFICES = (
    "ALTER TABLE claims ADD COLUMN office BOOLEAN NOT NULL DEFAULT FALSE",
    "DROP INDEX claims_firm",
    """
    CREATE INDEX claims_firm ON claims (last_day, day, stories, office)
    WHERE stories > 1 OR denied > 0 AND affirmed > 0
    """,
)


TELLERS = (
    "DROP INDEX assertions_teller",
    "CREATE INDEX assertions_teller ON assertions (teller, claim, side) WHERE teller IS NOT NULL",
    "CREATE INDEX actors_speaking ON actors (identity, last_day, day, statements) WHERE statements > 0",
)


def _lend_functions(connection: Connection) -> None:
    """Let SQL fold names and find the days of dates."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.create_function("fold_name", 1, fold_name, deterministic=True)
    driver.create_function("first_day", 1, lambda date: span(date)[0], deterministic=True)
    driver.create_function("last_day", 1, lambda date: span(date)[1], deterministic=True)


def _index_words(
    connection: Connection, name: str, table: str, columns: tuple[str, ...], tokenizer: str
) -> None:
    """A full-text index over columns of a table, kept in step by triggers."""
    listed = ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    add = f"INSERT INTO {name} (rowid, {listed}) VALUES (new.key, {new});"
    drop = f"INSERT INTO {name} ({name}, rowid, {listed}) VALUES ('delete', old.key, {old});"
    for statement in (
        f"CREATE VIRTUAL TABLE {name} USING fts5"
        f" ({listed}, content='{table}', content_rowid='key', tokenize='{tokenizer}')",
        f"CREATE TRIGGER {name}_added AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {name}_dropped AFTER DELETE ON {table} BEGIN {drop} END",
        f"CREATE TRIGGER {name}_changed AFTER UPDATE ON {table} BEGIN {drop} {add} END",
    ):
        connection.exec_driver_sql(statement)
