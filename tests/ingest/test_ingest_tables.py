import json

import pytest

from onrecord.errors import InputError, UsageError
from onrecord.ingest import Item, Options, decode, items, load, tables
from onrecord.model import Failure, Report

TEXT = "The minister said on Friday that talks would go on."


@pytest.fixture
def table(tmp_path):
    def write(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def rows(*values) -> str:
    return "\n".join(value if isinstance(value, str) else json.dumps(value) for value in values)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.jsonl", rows({"text": TEXT, "title": "A title", "date": "2016-10-21", "url": "https://e.org/1"})),
        (
            "t.ndjson",
            rows(
                {"Text": TEXT, "TITLE": "A title", "date": "2016-10-21", "url": "https://e.org/1", "x": [1]}
            ),
        ),
        (
            "t.json",
            json.dumps([{"text": TEXT, "title": "A title", "date": "2016-10-21", "url": "https://e.org/1"}]),
        ),
        (
            "t.json",
            json.dumps({"text": TEXT, "title": "A title", "date": "2016-10-21", "url": "https://e.org/1"}),
        ),
        ("t.csv", f"text,title,date,url\n{TEXT},A title,2016-10-21,https://e.org/1\n"),
        ("t.csv", f"text;title;date;url\r\n{TEXT};A title;2016-10-21;https://e.org/1\r\n"),
        ("t.csv", f"\ufefftext,title,date,url\n{TEXT},A title,2016-10-21,https://e.org/1\n".encode()),
        ("t.tsv", f"text\ttitle\tdate\turl\n{TEXT}\tA title\t2016-10-21\thttps://e.org/1\n"),
        ("t.csv", f"text,title,date,url\n{TEXT},A title,2016-10-21,https://e.org/1\n".encode("utf-16")),
        (
            "t.jsonl",
            rows({"text": TEXT, "title": "A title", "date": "2016-10-21", "url": "https://e.org/1"}).encode(
                "utf-16"
            ),
        ),
    ],
)
def test_every_kind_of_table_gives_the_same_report(table, name, content):
    source = table(name, content)
    (report,) = load(source, Options())
    document = report.document
    assert (document.source, document.text, document.title) == (f"{source}#1", TEXT, "A title")
    assert document.published == "2016-10-21"


def test_the_address_of_a_row_is_part_of_what_makes_it_this_report(table):
    first, second, third = load(
        table(
            "t.jsonl",
            rows({"text": TEXT, "url": "a"}, {"text": TEXT, "url": "b"}, {"text": TEXT, "url": "a"}),
        ),
        Options(),
    )
    assert first.document.id == third.document.id != second.document.id


def test_columns_of_other_names_are_named_by_the_user(table):
    source = table("t.csv", f"Body,published_at,ignored\n{TEXT},2016-10-21,x\n")
    (report,) = load(source, Options(columns={"text": "body", "date": "published_at"}))
    assert (report.document.text, report.document.published) == (TEXT, "2016-10-21")


@pytest.mark.parametrize("columns", [{}, {"text": "story"}, {"text": "body", "date": "when"}])
def test_a_column_that_is_not_there_is_refused_with_those_that_are(table, columns):
    source = table("t.csv", f"body,day\n{TEXT},2016-10-21\n")
    with pytest.raises(InputError, match="columns found: 'body', 'day'"):
        list(items(source, Options(columns=columns)))


def test_a_column_we_do_not_know_is_refused_with_those_we_do(table):
    with pytest.raises(UsageError, match="'body'; choose from text, title, date, url, publisher, author"):
        list(items(table("t.csv", "text\nx\n"), Options(columns={"body": "text"})))


def test_a_bad_row_is_a_failure_with_its_number_and_the_others_go_on(table):
    source = table(
        "t.jsonl",
        rows(
            {"text": TEXT},
            "{broken",
            "[1]",
            {"text": None},
            {"title": "no text"},
            {"text": "<p> </p>"},
            {"text": TEXT},
        ),
    )
    found = list(load(source, Options()))
    assert [type(each) for each in found] == [Report, *[Failure] * 5, Report]
    assert [each.source for each in found[1:6]] == [f"{source}#{number}" for number in range(2, 7)]
    assert "row 2: not valid JSON" in found[1].reason


def test_a_csv_row_with_too_many_cells_is_a_failure(table):
    found = list(items(table("t.csv", f"text,title\n{TEXT},a\n{TEXT},a,b\n{TEXT}\n"), Options()))
    assert [type(each) for each in found] == [Item, Failure, Item]
    assert found[1].reason == "row 2: 3 cells, but the table has 2 columns"


def test_a_row_that_is_too_long_is_a_failure_and_is_not_kept(table, monkeypatch):
    monkeypatch.setattr(tables, "MAX_TEXT", 1000)
    found = list(items(table("t.jsonl", rows({"text": "x" * 5000}, {"text": TEXT})), Options()))
    assert [type(each) for each in found] == [Failure, Item]


def test_a_table_may_be_larger_than_a_text(table, monkeypatch):
    monkeypatch.setattr(decode, "MAX_TEXT", 100)
    found = list(items(table("t.jsonl", rows(*[{"text": TEXT}] * 50)), Options()))
    assert len(found) == 50


@pytest.mark.parametrize(
    ("name", "content"),
    [("t.csv", ""), ("t.csv", "text,title\n"), ("t.jsonl", ""), ("t.jsonl", "\n\n"), ("t.json", "[]")],
)
def test_an_empty_table_is_refused(table, name, content):
    with pytest.raises(InputError, match="empty"):
        list(items(table(name, content), Options()))


@pytest.mark.parametrize("content", ["{broken", "nothing", "{broken\n{broken"])
def test_a_file_that_is_no_json_is_refused(table, content):
    with pytest.raises(InputError, match="not valid JSON"):
        list(items(table("t.json", content), Options()))


def test_json_that_is_no_object_is_a_failure(table):
    (found,) = items(table("t.json", '"text"'), Options())
    assert found.reason == "row 1: no JSON object"


def test_lines_of_json_in_a_json_file_are_read(table):
    assert len(list(items(table("t.json", rows({"text": TEXT}, {"text": TEXT})), Options()))) == 2


def test_html_in_a_column_is_read_as_html(table):
    (report,) = load(table("t.jsonl", rows({"text": f"<p>{TEXT}</p><p>He left.</p>"})), Options())
    assert report.document.text == f"{TEXT}\n\nHe left."


def test_a_line_in_another_encoding_is_a_failure_of_its_own(table):
    lines = (
        rows({"text": TEXT}).encode()
        + b'\n{"text": "caf\xe9"}\n'
        + b" " * 200_000
        + rows({"text": TEXT}).encode()
    )
    source = table("t.jsonl", lines)
    found = list(items(source, Options(encoding="utf-8")))
    assert [type(each) for each in found] == [Item, Failure, Item]
    assert found[1].reason == "row 2: not in utf-8"


@pytest.mark.parametrize("name", ["t.jsonl", "t.csv", "t.json"])
def test_an_encoding_that_does_not_exist_is_refused(table, name):
    with pytest.raises(UsageError, match="unknown encoding 'klingon'"):
        list(items(table(name, rows({"text": TEXT})), Options(encoding="klingon")))


@pytest.mark.parametrize("date", [1614816000, "1614816000", 1614816000.5, 20210304, "2021-03-04T10:00:00Z"])
def test_a_day_may_be_a_number(table, date):
    (report,) = load(table("t.jsonl", rows({"text": TEXT, "date": date})), Options())
    assert (report.document.published, report.warnings) == ("2021-03-04", ())


def test_a_day_that_may_be_two_is_warned_of(table):
    (report,) = load(table("t.csv", f"text,date\n{TEXT},03/04/2021\n"), Options())
    assert report.document.published is None
    assert report.warnings == ("the date '03/04/2021' may be 2021-04-03 or 2021-03-04",)


@pytest.mark.parametrize("text", [12, True, ["a"], {"a": "b"}])
def test_what_is_no_text_is_a_failure(table, text):
    (found,) = items(table("t.jsonl", rows({"text": text})), Options())
    assert found.reason == "row 1: what is in column 'text' is no text"


def test_half_a_character_in_a_row_is_a_failure(table):
    source = table("t.jsonl", '{"text": "He said \\ud800 so."}\n{"text": "He left."}')
    assert [type(each) for each in load(source, Options())] == [Failure, Report]
