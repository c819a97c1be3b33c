"""Archives of web crawlers, whole and damaged."""

import gzip
import sys

import pytest

from onrecord.errors import InputError, MissingExtraError
from onrecord.ingest import Options, items, load, warc
from onrecord.model import Failure

WORDS = "The minister said on Friday that talks would go on, and that nobody had asked him."
PAGE = (
    "<!doctype html><html><head><title>Talks</title>{head}</head><body><article><h1>Talks go on</h1>"
    f"<p>{WORDS}</p><p>He left the town in the evening without another word.</p></article></body></html>"
)
DATED = PAGE.format(head='<meta property="article:published_time" content="2016-10-21T09:00:00Z">')


def record(
    url: str,
    body: bytes | str,
    *,
    status="200 OK",
    media="text/html; charset=utf-8",
    kind="response",
    length=None,
    headers="",
) -> bytes:
    content = body if isinstance(body, bytes) else body.encode()
    block = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{headers}\r\n".encode() + content
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789abc>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2016-10-25T10:00:00Z\r\n"
        f"Content-Type: application/http;msgtype={kind}\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


ONE, TWO, THREE = (record(f"https://e.org/{number}", DATED) for number in (1, 2, 3))


def written(tmp_path, *records: bytes, packed=True) -> str:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(b"".join(map(gzip.compress, records)) if packed else b"".join(records))
    return str(path)


def sources(found) -> list[str]:
    return [one.source for one in found if not isinstance(one, Failure)]


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_are_reports_and_other_answers_are_not(tmp_path, packed):
    source = written(
        tmp_path,
        record("https://e.org/", "x", kind="request"),
        ONE,
        record("https://e.org/missing", DATED, status="404 Not Found"),
        record("https://e.org/image", b"\x89PNG", media="image/png"),
        record("dns:e.org", "20161025 1.2.3.4", media="text/dns"),
        record("https://e.org/plain", WORDS, media="text/plain"),
        record("https://e.org/page", DATED, kind="revisit"),
        packed=packed,
    )
    first, plain = load(source, Options())
    assert (first.document.source, first.document.published) == ("https://e.org/1", "2016-10-21")
    assert first.document.text.startswith(f"Talks go on\n\n{WORDS}")
    assert (plain.document.source, plain.document.text) == ("https://e.org/plain", WORDS)


def test_a_page_without_a_date_is_not_dated_by_its_crawl_but_says_it(tmp_path):
    (report,) = load(written(tmp_path, record("https://e.org/1", PAGE.format(head=""))), Options())
    assert report.document.published is None
    told = "the page does not say when it was published; it was fetched on 2016-10-25"
    assert report.warnings == (told,)


def test_a_page_is_the_same_report_as_one_that_is_fetched(tmp_path):
    from onrecord.ingest import parse
    from onrecord.ingest.fetch import Page

    (archived,) = load(written(tmp_path, ONE), Options())
    page = Page(url="https://e.org/1", data=DATED.encode(), charset="utf-8", media="text/html")
    (item,) = items("https://e.org/1", Options(), get=lambda _: page)
    assert parse(item, Options()).document == archived.document


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(DATED.encode()), "Content-Encoding: gzip\r\n"),
        (f"{len(DATED):x}\r\n{DATED}\r\n0\r\n\r\n".encode(), "Transfer-Encoding: chunked\r\n"),
    ],
)
def test_pages_are_unpacked(tmp_path, body, headers):
    (report,) = load(written(tmp_path, record("https://e.org/1", body, headers=headers)), Options())
    assert WORDS in report.document.text


def test_the_charset_of_the_server_is_believed(tmp_path):
    text = "Он сказал, что переговоры продолжатся."
    data = record("https://e.org/1", text.encode("koi8-r"), media="text/plain; charset=koi8-r")
    (item,) = items(written(tmp_path, data), Options())
    assert item.data == text


@pytest.mark.parametrize(
    ("broken", "reason", "packed"),
    [
        (record("https://e.org/2", b"not packed", headers="Content-Encoding: gzip\r\n"), "damaged", True),
        (record("https://e.org/2", b"zz\r\n", headers="Transfer-Encoding: chunked\r\n"), "damaged", True),
        (record("https://e.org/2", DATED, length=200), "damaged", False),
        (record("https://e.org/2", DATED, length=100_000), "cut off", False),
        (b"no record at all\r\n\r\n", "damaged", False),
        (record("https://e.org/2", b"\x00\x01\x02" * 999), "a binary file, not text", True),
    ],
    ids=["gzip", "chunks", "short", "long", "garbage", "binary"],
)
def test_a_damaged_record_is_named_and_the_rest_goes_on(tmp_path, broken, reason, packed):
    found = list(items(written(tmp_path, ONE, broken, THREE, packed=packed), Options()))
    assert [source for source in sources(found) if not source.endswith("/2")] == [
        "https://e.org/1",
        "https://e.org/3",
    ]
    (failure,) = (one for one in found if isinstance(one, Failure))
    assert failure.reason.startswith(reason)
    assert "(byte " in failure.reason


def test_a_damaged_member_of_a_packed_archive_costs_itself_alone(tmp_path):
    first, second, third = map(gzip.compress, (ONE, TWO, THREE))
    spoiled = bytearray(second)
    spoiled[60:70] = b"\xff" * 10
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(first + bytes(spoiled) + third)
    found = list(items(str(path), Options()))
    assert sources(found) == ["https://e.org/1", "https://e.org/3"]
    (failure,) = (one for one in found if isinstance(one, Failure))
    assert f"(byte {len(first)} of " in failure.reason


def test_an_archive_that_breaks_off_keeps_what_was_whole(tmp_path):
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(ONE) + gzip.compress(TWO)[:-100])
    first, broken = items(str(path), Options())
    assert (first.source, type(broken), broken.source) == ("https://e.org/1", Failure, "https://e.org/2")
    assert "cut off" in broken.reason or "damaged" in broken.reason


def test_a_record_over_the_limit_is_named_and_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(warc, "LARGEST", 2000)
    huge = record("https://e.org/2", "x" * 3000)
    bomb = record("https://e.org/4", gzip.compress(b"x" * 100_000), headers="Content-Encoding: gzip\r\n")
    found = list(items(written(tmp_path, ONE, huge, bomb, THREE), Options()))
    assert sources(found) == ["https://e.org/1", "https://e.org/3"]
    assert [one.reason.partition(" (")[0] for one in found if isinstance(one, Failure)] == [
        "larger than 0.002 MB",
        "unpacked larger than 0.002 MB",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no page in this archive"),
        (b"hello\n", "no WARC archive"),
        (record("https://e.org/", "x", kind="request"), "no page in this archive"),
    ],
)
def test_what_is_no_archive_or_has_no_page_is_refused(tmp_path, data, reason):
    path = tmp_path / "crawl.warc"
    path.write_bytes(data)
    with pytest.raises(InputError, match=reason):
        list(items(str(path), Options()))


def test_an_archive_under_another_name_is_read_where_the_user_says_so(tmp_path):
    path = tmp_path / "archive.bin"
    path.write_bytes(ONE)
    assert sources(items(str(path), Options(format="warc"))) == ["https://e.org/1"]


def test_the_missing_library_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    with pytest.raises(MissingExtraError, match=r"onrecord\[warc\]"):
        list(items(written(tmp_path, ONE), Options()))
