"""Styles, scripts and pictures of the pages, under addresses that change when any of them does.

All share one digest, so that a script may import another one by its name alone.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from onrecord.web.problems import Problem

FOLDER = Path(__file__).with_name("static")
MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
FOR_EVER = "public, max-age=31536000, immutable"

_FILES = {
    path.relative_to(FOLDER).as_posix(): path.read_bytes()
    for path in sorted(FOLDER.rglob("*"))
    if path.suffix in MEDIA
}
DIGEST = hashlib.sha256(
    b"\0".join(part for name, data in _FILES.items() for part in (name.encode(), data))
).hexdigest()[:12]


def address(name: str) -> str:
    """Where an asset is; KeyError where there is none of that name."""
    if name not in _FILES:
        raise KeyError(name)
    return f"/static/{DIGEST}/{name}"


def asset(digest: str, name: str) -> tuple[bytes, dict[str, str]]:
    """An asset and its headers; Problem where there is none."""
    if name not in _FILES:
        raise Problem(404, "there is nothing here")
    # A page of before asks for what is here now, and asks again.
    told = {"Cache-Control": FOR_EVER} if digest == DIGEST else {"Cache-Control": "no-store"}
    return _FILES[name], {**told, "Content-Type": MEDIA[Path(name).suffix]}
