"""Bytes to text: UTF-8 where it fits, else what the bytes look like; binary files are refused by name."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import InputError, UsageError

MAX_TEXT = 20_000_000
SAMPLE = 100_000

_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "an audio, video or WebP file"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio file"),
    (b"{\\rtf", "a rich text document"),
)
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I)
# What Windows-1252 is full of when it is Windows-1252: Western letters and typographic marks.
_WESTERN = re.compile(r"[\x00-\x7f“”‘’„‚–—…•€£¥§©®™°·«»\xa0¡¿ªº½¼²³À-ÖØ-öø-ÿŒœŠšŽžŸ]*")
MOSTLY_ASCII = 0.8


def decode(
    data: bytes, where: str, *, encoding: str | None = None, declared: str | None = None, markup: bool = False
) -> str:
    """The text of a file, its newlines untouched and without its byte order mark.

    Args:
        where: the name of the source, for messages.
        encoding: what the user says; it wins over what the bytes look like.
        declared: what a server says; used where it fits.
        markup: also believe what an HTML or XML head declares.

    Raises:
        InputError: the file is binary, too large or in no known encoding.
    """
    if len(data) > MAX_TEXT:
        raise too_large(where, MAX_TEXT)
    if encoding:
        return _strictly(data, encoding, where)
    unicode = unicode_of(data)
    if unicode is None and (kind := binary_kind(data)):
        raise InputError(f"{where}: {kind}, not text; give the report as text or HTML")
    if markup and declared is None and (head := _DECLARED.search(data[:4096])):
        declared = head[1].decode("ascii")
    told = _known(declared) if declared else None
    text = _try(data, unicode or told or "utf-8")
    if text is None:
        text = _try(data, encoding_of(data, where))
    if text is None:
        raise _unclear(where)
    if len(_CONTROL.findall(text[:SAMPLE])) > 0.02 * len(text[:SAMPLE]):
        raise InputError(f"{where}: a binary file, not text; give the report as text or HTML")
    return text


def too_large(where: str, limit: int) -> InputError:
    """The refusal of a file with more than ``limit`` bytes."""
    return InputError(
        f"{where}: larger than {limit // 1_000_000} MB; split it, or give a table with one report a row"
    )


def binary_kind(data: bytes) -> str | None:
    """What kind of binary file these bytes begin, if they do."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[4:8] == b"ftyp":
        return "a video file"
    head = data[:SAMPLE]
    return "a binary file" if head.count(0) > len(head) // 1000 else None


def unicode_of(data: bytes) -> str | None:
    """The Unicode encoding that a byte order mark or the pattern of zero bytes gives away."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[: SAMPLE - SAMPLE % 4]
    if b"\0" not in head or any(head.startswith(magic) for magic, _ in _MAGIC):
        return None
    shares = [head[offset::4].count(0) / max(1, len(head) // 4) for offset in range(4)]
    zero, text = 0.6, 0.2
    if min(shares[1:]) > zero and shares[0] < text:
        return "utf-32-le"
    if min(shares[:3]) > zero and shares[3] < text:
        return "utf-32-be"
    if min(shares[1], shares[3]) > zero and max(shares[0], shares[2]) < text:
        return "utf-16-le"
    if min(shares[0], shares[2]) > zero and max(shares[1], shares[3]) < text:
        return "utf-16-be"
    return None


def encoding_of(data: bytes, where: str) -> str:
    """The encoding that the beginning of a file is in.

    UTF-8 where it fits, Windows-1252 where it then reads as a Western language, else the best guess.
    """
    head = data[:SAMPLE]
    if unicode := unicode_of(head):
        return unicode
    try:
        # Not to the end, since the sample may cut a character in two.
        codecs.getincrementaldecoder("utf-8")().decode(head)
        return "utf-8-sig"
    except UnicodeDecodeError:
        ascii_share = sum(byte < 128 for byte in head) / len(head)
    text = _try(head, "cp1252") if ascii_share > MOSTLY_ASCII else None
    if text is not None and _WESTERN.fullmatch(text):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(head).best()
    if best is None:
        raise _unclear(where)
    return best.encoding


def _unclear(where: str) -> InputError:
    return InputError(f"{where}: the encoding is unclear; name it with --encoding")


def checked(encoding: str) -> str:
    """The name of an encoding that the user gives, as Python spells it.

    Raises:
        UsageError: there is no such encoding of text.
    """
    if name := _known(encoding):
        return name
    raise UsageError(f"unknown encoding {encoding!r}; give one such as utf-8, cp1252 or koi8-r")


def _strictly(data: bytes, encoding: str, where: str) -> str:
    text = _try(data, checked(encoding))
    if text is None:
        raise InputError(f"{where}: not in {encoding}; leave out --encoding to have it guessed")
    return text.removeprefix("\ufeff")


def _known(name: str) -> str | None:
    try:
        "a".encode(name)  # refuses codecs that are not of text, such as base64
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None
