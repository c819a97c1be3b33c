"""Lists of addresses: plain, of GDELT, and in the columns of tables. Nothing here reaches the network."""

import json
import threading

import pytest

from onrecord.errors import FetchError, InputError
from onrecord.ingest import Item, Options, addresses, items
from onrecord.ingest.fetch import Page
from onrecord.model import Failure

TEXT = "The minister said that talks would go on."


def answer(url: str) -> Page:
    if "missing" in url:
        raise FetchError(f"{url}: answered 404 Not Found")
    if "feed" in url:
        entries = "".join(f"<item><title>{n}</title><description>{TEXT}</description></item>" for n in "ab")
        data = f'<rss version="2.0"><channel><title>Example</title>{entries}</channel></rss>'
        return Page(url=url, data=data.encode(), charset=None, media="application/rss+xml")
    return Page(url=url, data=f"{TEXT} {url}".encode(), charset=None, media="text/plain")


def told(path, content: str, name="list.urls", **options) -> list[str]:
    file = path / name
    file.write_text(content, "utf-8")
    found = items(str(file), Options(**options), get=answer)
    return [one.source if isinstance(one, Item) else f"{one.source} {one.reason}" for one in found]


def row(number: int, cells: dict[int, str]) -> str:
    return "\t".join(cells.get(index, "") for index in range(number))


def test_each_address_is_fetched_in_order_and_what_fails_is_told(tmp_path):
    content = (
        "# from a search\n\nhttps://e.org/1\nhttps://e.org/missing\n  HTTPS://e.org/2  \nftp://e.org/3\n/etc/passwd\n"
        "https://e.org/a b\nhttps://e.org/1\nhttps://e.org/feed\nhttps://e.org/𝔘"
    )
    file = tmp_path / "list.urls"
    assert told(tmp_path, content) == [
        "https://e.org/1",
        f"https://e.org/missing answered 404 Not Found (line 4 of {file})",
        "HTTPS://e.org/2",
        f"{file}#6 line 6: 'ftp://e.org/3' is no http or https address",
        f"{file}#7 line 7: '/etc/passwd' is no http or https address",
        f"{file}#8 line 8: 'https://e.org/a b' is no http or https address",
        "https://e.org/feed#1",
        "https://e.org/feed#2",
        "https://e.org/𝔘",
    ]


def test_a_few_are_fetched_ahead_and_all_in_order(tmp_path):
    together = threading.Barrier(addresses.AT_ONCE, timeout=10)

    def get(url: str) -> Page:
        together.wait()
        return answer(url)

    file = tmp_path / "list.urls"
    file.write_text("\n".join(f"https://e.org/{number}" for number in range(2 * addresses.AT_ONCE)))
    found = items(str(file), Options(), get=get)
    assert [item.source for item in found] == [f"https://e.org/{n}" for n in range(2 * addresses.AT_ONCE)]


def test_no_more_is_fetched_than_is_asked_for(tmp_path):
    asked = []
    file = tmp_path / "list.urls"
    file.write_text("\n".join(f"https://e.org/{number}" for number in range(100)))
    found = items(str(file), Options(), get=lambda url: asked.append(url) or answer(url))
    next(found)
    found.close()
    assert len(asked) <= addresses.AT_ONCE + 1


def test_private_addresses_are_refused_as_they_are_elsewhere(tmp_path):
    file = tmp_path / "list.urls"
    file.write_text("http://127.0.0.1:1/\nhttp://169.254.169.254/latest/meta-data\nhttp://[::1]/")
    found = list(items(str(file), Options()))
    assert [type(one) for one in found] == [Failure] * 3
    assert all("is not a public address" in one.reason for one in found)


@pytest.mark.parametrize(
    ("name", "number", "cells"),
    [
        (
            "20161021120000.gkg.csv",
            27,
            {0: "20161021120000-0", 1: "20161021120000", 2: "1", 4: "https://e.org/1", 26: "x"},
        ),
        (
            "20161021120000.mentions.CSV",
            16,
            {0: "588000001", 1: "20161021120000", 2: "20161021120000", 3: "1", 5: "https://e.org/1"},
        ),
        ("20161021120000.export.CSV", 61, {0: "588000001", 1: "20161021", 60: "https://e.org/1"}),
        ("20161021.export.CSV", 58, {0: "588000001", 1: "20161021", 57: "https://e.org/1"}),
    ],
)
def test_tables_of_gdelt_are_known_by_their_shape(tmp_path, name, number, cells):
    line = row(number, cells)
    assert told(tmp_path, f"{line}\n{line}\n", name) == ["https://e.org/1"]
    assert told(tmp_path, f"{line}\n", "any.txt", format="gdelt") == ["https://e.org/1"]


def test_what_is_not_of_the_web_or_no_row_is_told(tmp_path):
    good = {0: "588000001", 1: "20161021120000", 3: "1", 5: "https://e.org/1"}
    content = "\n".join(
        (row(16, good), row(16, good | {3: "2", 5: "BBC Monitoring"}), "a\tb", row(16, good | {5: "x"}))
    )
    assert told(tmp_path, content, "m.csv")[1:] == [
        f"{tmp_path}/m.csv#2 line 2, MentionIdentifier: 'BBC Monitoring' is of kind '2', not of the web (1)",
        f"{tmp_path}/m.csv#3 line 3: 2 columns, as no table of GDELT",
        f"{tmp_path}/m.csv#4 line 4, MentionIdentifier: 'x' is no http or https address",
    ]


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        ("t.csv", "GLOBALEVENTID,SOURCEURL\n1,https://e.org/1\n", {}),
        ("t.jsonl", json.dumps({"DocumentIdentifier": "https://e.org/1"}), {}),
        ("t.csv", "title,url,text\nx,https://e.org/1,y\n", {"format": "urls"}),
        ("t.tsv", "title\tlink\nx\thttps://e.org/1\n", {"format": "urls", "columns": {"url": "link"}}),
        ("t.txt", "https://e.org/1", {"format": "urls"}),
    ],
)
def test_columns_of_addresses_are_read(tmp_path, name, content, options):
    assert told(tmp_path, content, name, **options) == ["https://e.org/1"]


def test_a_table_with_text_is_a_table_even_if_it_has_addresses(tmp_path):
    file = tmp_path / "t.csv"
    file.write_text(f"text,SOURCEURL\n{TEXT},https://e.org/1\n")
    (item,) = items(str(file), Options(), get=lambda url: pytest.fail("it was fetched"))
    assert item.data == TEXT


def test_rows_without_an_address_are_told(tmp_path):
    content = '{"url": "https://e.org/1"}\n{"title": "x"}\n{broken\n{"url": 7}'
    assert told(tmp_path, content, "t.jsonl", format="urls")[1:] == [
        f"{tmp_path}/t.jsonl#2 row 2: no address in column 'url'",
        f"{tmp_path}/t.jsonl#3 row 3: not valid JSON",
        f"{tmp_path}/t.jsonl#4 row 4: '7' is no http or https address",
    ]


@pytest.mark.parametrize(
    ("content", "options", "reason"),
    [
        ("", {}, "there is no address in it"),
        ("# x\n", {}, "no address"),
        ("a\tb\n", {"format": "gdelt"}, "2 columns"),
    ],
)
def test_a_list_without_addresses_is_refused(tmp_path, content, options, reason):
    with pytest.raises(InputError, match=reason):
        told(tmp_path, content, **options)


def test_a_list_on_standard_input_is_read(monkeypatch):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"https://e.org/1\nhttps://e.org/2\n")))
    found = items("-", Options(format="urls"), get=answer)
    assert [item.source for item in found] == ["https://e.org/1", "https://e.org/2"]
