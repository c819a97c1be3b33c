"""The front page: what is there, and a form that reads a pasted report; and the page to log in.

Server-rendered, without script. Invariant: every word of a report or a client passes through Jinja2's escaping.
"""

from __future__ import annotations

from onrecord.web.front.routes import router

__all__ = ["router"]
