"""What a user points at, paths, folders, ``-`` and URLs, becomes the raw material of reports."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import InputError, UsageError
from onrecord.ingest import feed, tables
from onrecord.ingest.decode import MAX_TEXT, decode, too_large
from onrecord.ingest.options import Item, Media, Options
from onrecord.ingest.report import parse
from onrecord.model import Failure, Report

if TYPE_CHECKING:
    from onrecord.ingest.fetch import Page

SUFFIXES = frozenset(
    (
        *("", ".txt", ".text", ".md", ".html", ".htm", ".xhtml"),
        *(".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".xml", ".rss", ".atom"),
    )
)
_STREAMED = {
    ".jsonl": tables.json_lines,
    ".ndjson": tables.json_lines,
    ".csv": tables.separated,
    ".tsv": tables.separated,
}
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


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
        elif path.is_file() and path.suffix.lower() in SUFFIXES:
            yield path


def _is_address(source: str) -> bool:
    return source == "-" or _URL.match(source) is not None


def items(
    source: str, options: Options, *, get: Callable[[str], Page] | None = None
) -> Iterator[Item | Failure]:
    """The reports in a file, a table, a feed, a URL or standard input (``-``).

    Args:
        get: what fetches a URL; ``fetch.get`` where nothing else is given.

    Raises:
        InputError: the source is missing, too large, or of a kind that holds no reports.
    """
    if source == "-":
        yield from _of_bytes(_standard_input(), source, options)
    elif _is_address(source):
        yield from _of_url(source, options, get)
    else:
        yield from _of_file(Path(source), options)


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


def _of_url(source: str, options: Options, get: Callable[[str], Page] | None) -> Iterator[Item | Failure]:
    from onrecord.ingest import fetch

    page = (get or fetch.get)(source)
    if feed.is_feed(page.data):
        yield from feed.entries(page.data, source)
        return
    media: Media = "html" if "html" in page.media or _HTML.match(page.data) else "text"
    text = decode(page.data, source, encoding=options.encoding, declared=page.charset, markup=media == "html")
    yield Item(source=source, data=text, media=media, fields={"url": page.url})


def _of_file(path: Path, options: Options) -> Iterator[Item | Failure]:
    suffix = path.suffix.lower()
    try:
        if path.is_dir():
            raise InputError(f"{path}: a folder; give the files in it")
        if (rows := _STREAMED.get(suffix)) is not None:
            yield from rows(path, options)
            return
        if path.stat().st_size > MAX_TEXT:
            raise too_large(str(path), MAX_TEXT)
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    yield from _of_bytes(data, str(path), options, suffix)


def _of_bytes(data: bytes, source: str, options: Options, suffix: str = "") -> Iterator[Item | Failure]:
    """A file by its suffix, and by how it begins where that says nothing."""
    if suffix == ".json" or (suffix == "" and data.lstrip(b"\xef\xbb\xbf \t\r\n")[:2] in (b'{"', b"[{")):
        yield from tables.json_rows(decode(data, source, encoding=options.encoding), source, options)
    elif suffix in ("", ".xml", ".rss", ".atom") and feed.is_feed(data):
        yield from feed.entries(data, source)
    elif suffix in (".html", ".htm", ".xhtml") or _HTML.match(data[:2000]):
        yield Item(source=source, data=data, media="html")
    elif suffix in (".xml", ".rss", ".atom"):
        raise InputError(f"{source}: neither an RSS or Atom feed nor a page; give the report as text or HTML")
    else:
        yield Item(source=source, data=data, media="text")
