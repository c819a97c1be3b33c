"""The record in a browser and over HTTP: pages, and the REST API under ``/api/v1`` (docs/rest.md, docs/safety.md).

Nothing here is imported but by ``onrecord serve`` and ``onrecord users``; it needs the extra ``web``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import MissingExtraError
from onrecord.web.settings import Limits, Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

__all__ = ["Limits", "Settings", "application"]


def application(settings: Settings) -> FastAPI:
    """The web application over a record; UsageError where it would be open to the network, MissingExtraError."""
    try:
        from onrecord.web.app import build
    except ModuleNotFoundError as error:
        raise MissingExtraError("web", "the web page") from error
    return build(settings)
