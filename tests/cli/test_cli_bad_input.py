"""Bad input: one clear line, the right exit status, and the record as it was."""

from pathlib import Path

import pytest

RUSSIAN = (
    "Министр иностранных дел заявил в понедельник, что переговоры о перемирии продолжатся в Женеве. " * 4
)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10"
ZIP = b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + b"\x00" * 40


def missing(folder: Path) -> str:
    return "nowhere.txt"


def empty(folder: Path) -> str:
    (folder / "empty.txt").touch()
    return "empty.txt"


def image(folder: Path) -> str:
    (folder / "photo.txt").write_bytes(PNG)
    return "photo.txt"


def archive(folder: Path) -> str:
    (folder / "reports.zip").write_bytes(ZIP)
    return "reports.zip"


def huge(folder: Path) -> str:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    return "huge.txt"


def foreign(folder: Path) -> str:
    (folder / "moscow.txt").write_text(RUSSIAN)
    return "moscow.txt"


def nothing_there(folder: Path) -> str:
    (folder / "photos").mkdir()
    (folder / "photos" / "one.png").write_bytes(PNG)
    return "photos"


def nothing_readable(folder: Path) -> str:
    (folder / "drafts").mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / "drafts" / name).touch()
    return "drafts"


def refused(folder: Path) -> str:
    return "http://127.0.0.1:9/report"


def unanswering(folder: Path) -> str:
    return "http://onrecord.invalid/report"


def another_scheme(folder: Path) -> str:
    return "ftp://example.org/report"


UNREADABLE = [
    (missing, "there is no such file"),
    (empty, "empty"),
    (image, "image"),
    (archive, "zip"),
    (huge, "larger than"),
    (foreign, "'ru'"),
    (nothing_there, "nothing to read in photos"),
    (nothing_readable, "none of 3 reports could be read"),
    (refused, "not a public address"),
    (unanswering, "there is no host"),
    (another_scheme, "only http and https"),
]


def only_line(error: str) -> str:
    line, rest = error.split("\n", 1)
    assert rest == ""
    assert line.startswith("onrecord: ")
    return line


@pytest.mark.parametrize(("make", "reason"), UNREADABLE, ids=lambda value: getattr(value, "__name__", None))
def test_what_cannot_be_read_is_told_in_one_line_and_leaves_the_record(filled, tmp_path, make, reason):
    before = (tmp_path / "onrecord.db").read_bytes()

    result = filled("read", make(tmp_path), "--jobs", 1)

    assert result.exit_code == 1
    assert reason.casefold() in only_line(result.stderr).casefold()
    assert result.stdout == ""
    assert (tmp_path / "onrecord.db").read_bytes() == before
    assert filled("failures", "--json").stdout == ""


@pytest.mark.parametrize(
    ("make", "reason"), UNREADABLE[:4], ids=lambda value: getattr(value, "__name__", None)
)
def test_where_nothing_is_read_no_record_is_made(run, tmp_path, make, reason):
    assert run("read", make(tmp_path)).exit_code == 1
    assert not (tmp_path / "onrecord.db").exists()


WRONG_CALLS = [
    (("read", ""), "an empty name is no source"),
    (("read", "ferry.txt", ""), "an empty name is no source"),
    (("search", ""), "asks for no word"),
    (("search", "NOT", "rain"), "asks for no word"),
    (("search", "*"), "asks for no word"),
    (("search", "("), "asks for no word"),
    (("read", "ferry.txt", "--format", "xml"), "unknown format 'xml'"),
    (("read", "ferry.txt", "--date", "21.10.16"), "'21.10.16' is not a date"),
    (("read", "ferry.txt", "--date", "2016-02-30"), "'2016-02-30' is not a date"),
    (("read", "ferry.txt", "--encoding", "klingon"), "unknown encoding 'klingon'"),
    (("read", "ferry.txt", "--column", "body"), "write NAME=COLUMN"),
    (("read", "harvest.txt", "--annotator", "stanza", "--db", "new.db"), "unknown annotator 'stanza'"),
    (("read", "ferry.txt", "--reader", "magic"), "unknown reader 'magic': use 'model' or 'rules'"),
    (("read", "ferry.txt", "--min-confidence", "70"), "70.0 is no confidence: use a number from 0 to 1"),
    (("export", "--format", "xml"), "unknown format 'xml'"),
    (("who", "Quintela", "--kind", "loud"), "'loud'"),
    (("who", "Quintela", "--since", "yesterday"), "'yesterday' is not a date"),
    (("search", "rain", "--until", "2020-13"), "'2020-13' is not a date"),
    (("show", "no such report"), "no report in the record"),
]


@pytest.mark.parametrize(
    ("words", "reason"), WRONG_CALLS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_a_wrong_call_is_told_in_one_line(filled, tmp_path, words, reason):
    before = (tmp_path / "onrecord.db").read_bytes()

    result = filled(*words)

    assert result.exit_code == 2
    assert reason in only_line(result.stderr)
    assert result.stdout == ""
    assert (tmp_path / "onrecord.db").read_bytes() == before


@pytest.mark.parametrize("address", ["http://", "file:///etc/passwd", "HTTP://127.0.0.1:9"])
def test_an_address_that_is_refused_is_named_once(run, address):
    error = only_line(run("read", address).stderr)

    assert error.startswith(f"onrecord: {address}: ")
    assert error.count(":/") == 1


@pytest.mark.parametrize(
    "words", [("read",), ("read", "ferry.txt", "--louder"), ("whom",), ("read", "x", "-j", "0")]
)
def test_an_unknown_or_missing_word_of_the_call_is_status_2(filled, words):
    result = filled(*words)

    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: onrecord")


@pytest.mark.parametrize(
    "words",
    [
        ("read", "ferry.txt"),
        ("list",),
        ("who", "Quintela"),
        ("search", "rain"),
        ("stats",),
        ("failures",),
        ("export",),
    ],
    ids=lambda words: words[0],
)
def test_a_database_that_is_no_record_is_refused_and_untouched(filled, tmp_path, words):
    (tmp_path / "notes.db").write_bytes(b"shopping list" * 100)

    result = filled(*words, "--db", "notes.db")

    assert result.exit_code == 1
    assert "notes.db is not a record" in only_line(result.stderr)
    assert (tmp_path / "notes.db").read_bytes() == b"shopping list" * 100


@pytest.mark.parametrize(
    "words", [("list",), ("who", "Quintela"), ("show", "ferry"), ("export",)], ids=lambda words: words[0]
)
def test_looking_into_a_record_that_is_not_there_makes_none(run, tmp_path, words):
    result = run(*words)

    assert result.exit_code == 1
    assert "onrecord read" in only_line(result.stderr)
    assert list(tmp_path.iterdir()) == []


def test_a_report_in_another_language_is_read_with_force_and_a_warning(run, tmp_path):
    foreign(tmp_path)

    result = run("read", "moscow.txt", "--force")

    assert result.exit_code == 0
    assert "'ru'" in result.stdout


def test_failures_among_reports_are_told_and_kept(filled, tmp_path):
    empty(tmp_path)
    (tmp_path / "ferry.txt").write_text("A fire broke out in the port of Lisbon on Monday, police said.")

    result = filled("read", ".", "--jobs", 1)

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "onrecord: empty.txt: empty; there is no report in it",
        "onrecord: 1 report could not be read: see `onrecord failures`",
    ]
    assert "1 report read" in result.stdout
    assert filled("failures").stdout.splitlines()[:2] == ["empty.txt", "  empty; there is no report in it"]


def test_a_report_that_can_be_read_at_last_is_no_failure_any_more(filled, tmp_path):
    empty(tmp_path)
    filled("read", ".", "--jobs", 1)
    (tmp_path / "empty.txt").write_text("A fire broke out in the port of Lisbon on Monday, police said.")

    assert filled("read", ".", "--jobs", 1).exit_code == 0
    assert filled("failures").stdout == "No failures: all that was given could be read.\n"


def test_a_file_named_ends_the_work_unless_it_is_to_go_on(filled, tmp_path):
    empty(tmp_path)

    assert filled("read", "empty.txt", "ferry.txt").exit_code == 1
    assert filled("read", "empty.txt", "ferry.txt", "--keep-going").exit_code == 0
    assert filled("read", ".", "--stop").exit_code == 1
