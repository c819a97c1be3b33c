"""Somebody at a browser, and what goes wrong while they use it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

LEVELS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
PATIENCE = 15_000  # milliseconds; the machine may be busy


class Person:
    """A tab of their own; ``page`` is Playwright's."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self._address = address
        self._amiss: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self._amiss.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("response", self._got)

    @classmethod
    @contextmanager
    def at(
        cls, chromium: Any, address: str, *, phone: bool = False, dark: bool = False, scripts: bool = True
    ) -> Iterator[Self]:
        """Sits down at a screen."""
        context = chromium.new_context(
            viewport=PHONE if phone else WIDE,
            is_mobile=phone,
            has_touch=phone,
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            base_url=address,
        )
        context.set_default_timeout(PATIENCE)
        yield cls(context.new_page(), address)
        context.close()

    def open(self, path: str) -> int:
        """Go to a page; its status."""
        # Going to the same address with another fragment loads nothing.
        answer = self.page.goto(path, wait_until="load")
        return int(answer.status) if answer else 0

    def amiss(self) -> list[str]:
        """What went wrong since this was asked last: errors on the console, and requests that should not be."""
        found, self._amiss = self._amiss, []
        return found

    def wider_than_the_screen(self) -> bool:
        """Whether the page has to be moved sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"))

    def barriers(self) -> list[str]:
        """What axe finds on the page that levels A and AA forbid."""
        from axe_playwright_python.sync_playwright import Axe

        only = {"runOnly": {"type": "tag", "values": list(LEVELS)}, "resultTypes": ["violations"]}
        found = Axe().run(self.page, options=only).response["violations"]
        return [
            f"{one['id']}: {node['html'][:200]} ({' '.join((node['failureSummary'] or '').split())[:300]})"
            for one in found
            for node in one["nodes"]
        ]

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self._amiss.append(f"console: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((f"{self._address}/", "blob:", "data:")):
            self._amiss.append(f"asked elsewhere: {request.url}")

    def _got(self, response: Any) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self._amiss.append(f"{response.status}: {response.url}")
