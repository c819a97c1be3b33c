"""WARC, the archives of web crawlers: each page that was answered with 200 is one report; needs the extra ``warc``.

Source: ISO 28500 (WARC 1.1). Archives are read as they go, one record in memory at a time. A record that is damaged,
or larger than the limit, is a failure with its place; reading goes on at the next record that is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from onrecord.errors import InputError, MissingExtraError
from onrecord.ingest.decode import MAX_TEXT, decode
from onrecord.ingest.forms import is_page
from onrecord.ingest.options import Item, Options
from onrecord.model import Failure

LARGEST = MAX_TEXT  # bytes of a record as it is stored, and of a page unpacked
_HTML = ("text/html", "application/xhtml+xml")
_PLAIN = "text/plain"
_GZIP, _VERSION = b"\x1f\x8b\x08", b"WARC/"  # where a record of a packed and of a plain archive begins
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What a server answered to a crawler, unpacked; ``fault`` says why it cannot be read."""

    at: int
    url: str = ""
    fetched: str = ""
    media: str = ""
    charset: str | None = None
    body: bytes = b""
    fault: str = ""


class _BrokenError(ValueError):
    """A record that ends before it should, or cannot be unpacked."""


def pages(path: Path, options: Options) -> Iterator[Item | Failure]:
    """The pages of an archive, ``.warc`` or ``.warc.gz``.

    Raises:
        InputError: it is no archive, or has no page in it.
        MissingExtraError: fastwarc is not installed.
    """
    found = False
    with path.open("rb") as file:
        for number, answer in enumerate(_answers(file, str(path)), start=1):
            item = _item(answer, f"{path}#{number}", options)
            found = True
            yield item
    if not found:
        raise InputError(f"{path}: no page in this archive: no response with status 200 and text or HTML")


def _item(answer: _Answer, where: str, options: Options) -> Item | Failure:
    source = answer.url or where
    place = f"(byte {answer.at} of {where.rpartition('#')[0]})"
    if answer.fault:
        return Failure(source=source, reason=f"{answer.fault} {place}")
    html = answer.media in _HTML or (not answer.media and is_page(answer.body))
    try:
        text = decode(answer.body, source, encoding=options.encoding, declared=answer.charset, markup=html)
    except InputError as error:
        return Failure(source=source, reason=f"{str(error).removeprefix(f'{source}: ')} {place}")
    fields = {"url": answer.url, "fetched": answer.fetched}
    return Item(source=source, data=text, media="html" if html else "text", fields=fields)


def _answers(file: IO[bytes], name: str) -> Iterator[_Answer]:
    """The pages that were answered, behind damaged records too; one fault for each stretch that is damaged."""
    head = file.read(len(_VERSION))
    mark = _GZIP if head.startswith(_GZIP) else _VERSION
    if head and not head.startswith(mark):
        raise InputError(f"{name}: no WARC archive: it does not begin with WARC/1.0 or 1.1")
    start: int | None = 0 if head else None
    told = False  # that what begins at ``start`` is damaged
    while start is not None:
        file.seek(start)
        last: int | None = None
        try:
            for record in _iterator(file):
                last, told = record.stream_pos, False
                if (answer := _answer(record)) is not None:
                    yield answer
            return
        except _BrokenError as error:
            last, told = last or start, True
            yield _Answer(at=last, url=_url(record), fault=str(error))
            start = _next(file, last + 1, mark)
        except OSError as error:
            at = start if last is None else _next(file, last + 1, mark)
            if not told:
                yield _Answer(at=last or start if at is None else at, fault=f"damaged: {error}")
            told = True
            start = _next(file, start + 1, mark) if at == start else at


def _iterator(file: IO[bytes]) -> Any:
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise MissingExtraError("warc", "reading WARC") from error
    return ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False)


def _next(file: IO[bytes], start: int, mark: bytes) -> int | None:
    """Where the next record begins that stands at ``start`` or behind it, if any does."""
    file.seek(start)
    kept = b""
    while chunk := file.read(_CHUNK):
        if (found := (kept + chunk).find(mark)) >= 0:
            return start - len(kept) + found
        start += len(chunk)
        kept = (kept + chunk)[1 - len(mark) :]
    return None


def _url(record: Any) -> str:
    return (record.headers.get("WARC-Target-URI") or "").strip("<>")


def _answer(record: Any) -> _Answer | None:
    """A page with words in it; None for other answers and what is no page. _BrokenError where it is damaged."""
    url, at = _url(record), record.stream_pos
    if not url.lower().startswith(("http://", "https://")):
        return None
    if record.content_length > LARGEST:
        return _Answer(at=at, url=url, fault=f"larger than {LARGEST / 1_000_000:g} MB")
    raw = record.reader.read(record.content_length)
    if len(raw) < record.content_length:
        raise _BrokenError(f"cut off: {len(raw):,} of {record.content_length:,} bytes are there")
    try:
        record.set_bytes_content(raw)
        record.parse_http(auto_decode="all")
        answered, media = record.http_headers, (record.http_content_type or "").casefold()
        if answered is None or answered.status_code is None:
            return _Answer(at=at, url=url, fault="no answer of a server in this record")
        if answered.status_code != 200 or media not in ("", _PLAIN, *_HTML):
            return None
        body = record.reader.read(LARGEST + 1)
    except OSError as error:
        raise _BrokenError(f"damaged: {error}") from error
    if len(body) > LARGEST:
        return _Answer(at=at, url=url, fault=f"unpacked larger than {LARGEST / 1_000_000:g} MB")
    if not media and not is_page(body):
        return None
    fetched = record.headers.get("WARC-Date") or ""
    return _Answer(at=at, url=url, fetched=fetched, media=media, charset=record.http_charset, body=body)
