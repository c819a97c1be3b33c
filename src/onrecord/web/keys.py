"""The secret of a server, and what is signed with it (HMAC, RFC 2104, with SHA-256)."""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import secrets
import time
from pathlib import Path
from typing import Any

import orjson

from onrecord.errors import RecordError

SIZE = 32
SIGNATURE = 32


def load(path: Path) -> bytes:
    """The secret in a file that only its owner can read; made where there is none.

    Raises RecordError where the file cannot be made or read, is not one of ours, or is open to others.
    """
    try:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return _known(path)
        with os.fdopen(handle, "wb") as file:
            key = secrets.token_bytes(SIZE)
            file.write(key)
        return key
    except OSError as error:
        raise RecordError(f"cannot use {path}, the secret of the server: {error.strerror}") from error


def _known(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise RecordError(f"others can read {path}, the secret of the server: chmod 600 {path}")
    key = path.read_bytes()
    if len(key) != SIZE:
        raise RecordError(f"{path} is no secret of a server: remove it, and everybody has to log in again")
    return key


def sign(key: bytes, purpose: str, data: bytes) -> bytes:
    """The signature of some data for one purpose; it is worth nothing for another."""
    return hmac.digest(key, purpose.encode() + b"\0" + data, "sha256")


def seal(key: bytes, purpose: str, data: Any, *, seconds: float | None = None) -> str:
    """Data of JSON as a word that nobody else can make; it can be read, and ends after so many seconds."""
    payload = orjson.dumps([data, None if seconds is None else int(time.time() + seconds)])
    return base64.urlsafe_b64encode(sign(key, purpose, payload) + payload).rstrip(b"=").decode()


def unseal(key: bytes, purpose: str, sealed: str) -> Any:
    """What was sealed; None where it was not, for something else, or is over."""
    try:
        raw = base64.b64decode(sealed.encode("ascii") + b"=" * (-len(sealed) % 4), b"-_", validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError):
        return None
    signature, payload = raw[:SIGNATURE], raw[SIGNATURE:]
    if not hmac.compare_digest(signature, sign(key, purpose, payload)):
        return None
    data, until = orjson.loads(payload)
    return data if until is None or time.time() < until else None
