"""What a user points at, paths, folders, ``-`` and URLs, becomes the raw material of reports."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import InputError, UsageError
from onrecord.ingest import addresses, feed, forms, newsml, ninjs, tables
from onrecord.ingest.decode import MAX_TEXT, decode, too_large
from onrecord.ingest.options import Item, Media, Options
from onrecord.ingest.report import parse
from onrecord.model import Failure, Report

if TYPE_CHECKING:
    from onrecord.ingest.fetch import Page

    Get = Callable[[str], Page]

# Broken rows before it is given up to see by a whole one what a file holds.
LOOKED_AT = 100

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_MARKED_UP = ("", ".xml", ".rss", ".atom")  # suffixes of what may be a feed or NewsML


def discover(sources: Iterable[str]) -> Iterator[str]:
    """The files in folders, sorted, without hidden ones and those that are no reports; all else as it is.

    Raises UsageError for an empty name.
    """
    given = list(sources)
    if "" in given:
        raise UsageError("an empty name is no source: give a file, a folder, a URL or - for standard input")
    for source in given:
        if _is_address(source) or not Path(source).is_dir():
            yield source
        else:
            yield from map(str, _files(Path(source)))


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        # Links to folders are left out, since they can lead round in circles.
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        elif path.is_file() and forms.may_hold_reports(path):
            yield path


def _is_address(source: str) -> bool:
    return source == "-" or _URL.match(source) is not None


def items(source: str, options: Options, *, get: Get | None = None) -> Iterator[Item | Failure]:
    """The reports in a file of any format of ``forms.FORMATS``, at a URL, or on standard input (``-``).

    Args:
        get: what fetches a URL; ``fetch.get`` where nothing else is given.

    Raises:
        InputError: the source is missing, too large, or of a kind that holds no reports.
        UsageError: there is no such format.
    """
    forms.checked(options.format)
    if source == "-":
        yield from _of_bytes(_standard_input(), source, options, get)
    elif _is_address(source):
        yield from _of_url(source, options, get)
    else:
        yield from _of_file(Path(source), options, get)


def load(source: str, options: Options) -> Iterator[Report | Failure]:
    """Each report of a source; a row of a table that cannot be read is a failure, and the others go on.

    Raises:
        InputError: the source as a whole cannot be read.
    """
    for item in items(source, options):
        if isinstance(item, Failure):
            yield item
            continue
        try:
            yield parse(item, options)
        except InputError as error:
            if item.source == source:
                raise
            yield Failure(source=item.source, reason=str(error))


def _standard_input() -> bytes:
    data = sys.stdin.buffer.read(MAX_TEXT + 1)
    if len(data) > MAX_TEXT:
        raise too_large("standard input", MAX_TEXT)
    return data


def _of_url(source: str, options: Options, get: Get | None) -> Iterator[Item | Failure]:
    from onrecord.ingest import fetch

    page = (get or fetch.get)(source)
    if options.format not in (None, "text", "html"):
        yield from _of_bytes(page.data, source, options, get)
    elif feed.is_feed(page.data):
        yield from feed.entries(page.data, source)
    elif newsml.is_newsml(page.data):
        yield from newsml.items(page.data, source, encoding=options.encoding)
    elif page.media.endswith("json"):
        yield from _of_bytes(page.data, source, options, get, ".json")
    else:
        html = options.format == "html" or "html" in page.media or forms.is_page(page.data)
        text = decode(page.data, source, encoding=options.encoding, declared=page.charset, markup=html)
        media: Media = "html" if html and options.format != "text" else "text"
        yield Item(source=source, data=text, media=media, fields={"url": page.url})


def _of_file(path: Path, options: Options, get: Get | None) -> Iterator[Item | Failure]:
    try:
        if path.is_dir():
            raise InputError(f"{path}: a folder; give the files in it")
        held = forms.held(path, options.format)
        if held != "whole":
            yield from _streamed(held, path, options, get)
            return
        if path.stat().st_size > MAX_TEXT:
            raise too_large(str(path), MAX_TEXT)
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    yield from _of_bytes(data, str(path), options, get, path.suffix.lower())


def _streamed(held: forms.Held, path: Path, options: Options, get: Get | None) -> Iterator[Item | Failure]:
    """A file that is read as it goes."""
    if held == "warc":
        from onrecord.ingest import warc

        return warc.pages(path, options)
    if held == "gdelt" or (held == "cells" and options.format is None and addresses.is_gdelt(path)):
        return _fetched(addresses.gdelt(path), str(path), options, get)
    if held == "urls":
        return _fetched(addresses.plain(path), str(path), options, get)
    return _of_rows(_rows(held, path, options), str(path), options, get)


def _rows(held: forms.Held, path: Path, options: Options) -> Iterator[tables.Row]:
    if held == "lines":
        return tables.json_lines(path, options)
    if held == "cells":
        return tables.separated(path, options)
    from onrecord.ingest import columnar

    return columnar.rows(path, options)


def _of_rows(
    rows: Iterable[tables.Row], source: str, options: Options, get: Get | None
) -> Iterator[Item | Failure]:
    """Objects or the rows of a table: items of ninjs, addresses, or reports with their columns."""
    entries, before = iter(rows), []
    first: Mapping[str, object] | None = None
    for row in islice(entries, LOOKED_AT):
        before.append(row)
        if not isinstance(row, str):
            first = row
            break
    every, asked = chain(before, entries), options.format
    if asked == "ninjs" or (first and asked is None and not options.columns and ninjs.is_ninjs(first)):
        return ninjs.items(source, every)
    if asked == "urls" or (
        first and asked is None and not options.columns and addresses.has_addresses(first)
    ):
        column = options.columns.get("url")
        return _fetched(addresses.of_rows(source, every, column), source, options, get)
    if first and (kind := _coded(first)):
        raise InputError(f"{source}: {kind}, coded already: take it in with `onrecord import`")
    return tables.items(source, every, options)


def _coded(row: Mapping[str, object]) -> str | None:
    """What a row holds instead of a report, where it is something that was read already."""
    if str(row.get("format", "")).startswith("onrecord/") and "document" in row:
        return "readings of onrecord"
    if {"quotation", "quoteID"} <= row.keys() or {"quotations", "articleID"} <= row.keys():
        return "quotations of Quotebank"
    return None


def _fetched(
    entries: Iterable[addresses.Address | Failure], source: str, options: Options, get: Get | None
) -> Iterator[Item | Failure]:
    """What stands at the addresses of a list; what the user said of the list is no format of a page."""
    read = partial(_of_url, options=replace(options, format=None), get=get)
    return addresses.fetched(entries, source, read)


def _of_bytes(
    data: bytes, source: str, options: Options, get: Get | None, suffix: str = ""
) -> Iterator[Item | Failure]:
    """A file read whole, by what the user says it is, else by its suffix, and by how it begins."""
    format = options.format or _looks_like(data, suffix)
    match format:
        case "json" | "ninjs":
            rows = tables.json_rows(decode(data, source, encoding=options.encoding), source)
            yield from _of_rows(rows, source, options, get)
        case "feed":
            yield from feed.entries(data, source)
        case "newsml":
            yield from newsml.items(data, source, encoding=options.encoding)
        case "urls":
            lines = decode(data, source, encoding=options.encoding).splitlines()
            yield from _fetched(addresses.of_lines(lines, source), source, options, get)
        case "html" | "text":
            yield Item(source=source, data=data, media=format)
        case None:
            raise InputError(
                f"{source}: neither an RSS or Atom feed, nor NewsML-G2, nor a page; give the report as text or HTML"
            )
        case _:
            raise InputError(f"{source}: {format} is read from files: save it to one, and give that")


def _looks_like(data: bytes, suffix: str) -> str | None:
    """The format of a file; None for XML that is none of those we read."""
    if suffix == ".json" or (suffix == "" and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:2] in (b'{"', b"[{")):
        return "json"
    if suffix in _MARKED_UP and feed.is_feed(data):
        return "feed"
    if suffix in _MARKED_UP and newsml.is_newsml(data):
        return "newsml"
    if suffix in (".html", ".htm", ".xhtml") or forms.is_page(data):
        return "html"
    return None if suffix in (".xml", ".rss", ".atom") else "text"
