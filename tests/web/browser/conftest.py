"""A browser, somebody who uses it, and a server over the example record."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from onrecord.reader import Reader
from tests.web.browser.person import Person
from tests.web.browser.site import Site, served

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# The sandbox needs rights that containers lack; only our own pages are opened.
ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")

# Fixtures of the package, not of the session: as long as Playwright runs, its event loop holds the thread of the tests.


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """Debian's chromium; the tests are skipped where it, or Playwright, is not installed."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (Debian's package, or its path in CHROMIUM)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(chromium: Any, reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server."""
    with served(tmp_path_factory.mktemp("site"), reader) as running:
        yield running


@pytest.fixture(scope="package")
def people(chromium: Any, site: Site) -> Iterator[dict[str, Person]]:
    """Those who look at many pages, by the way they look at them."""
    with ExitStack() as stack:
        yield {
            "wide": stack.enter_context(Person.at(chromium, site.address)),
            "phone": stack.enter_context(Person.at(chromium, site.address, phone=True, dark=True)),
            "plain": stack.enter_context(Person.at(chromium, site.address, scripts=False)),
            "plain phone": stack.enter_context(Person.at(chromium, site.address, phone=True, scripts=False)),
        }


@pytest.fixture
def person(chromium: Any, site: Site) -> Iterator[Callable[..., Person]]:
    """Gives somebody new at the site, who has to see no error in all that they do."""
    with ExitStack() as stack:
        all: list[Person] = []

        def at(**how: Any) -> Person:
            all.append(stack.enter_context(Person.at(chromium, site.address, **how)))
            return all[-1]

        yield at
        for one in all:
            assert one.amiss() == []
