"""``python -m docs.screenshots`` makes docs/images from the example reports: what the pages look like, as they are."""

from __future__ import annotations

import io
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import Any

import httpx
from PIL import Image
from playwright.sync_api import sync_playwright

from onrecord.ingest import Options, discover, load
from onrecord.model import Report
from onrecord.reader import Reader
from onrecord.record import Record
from onrecord.web import Settings
from tests.web.browser.conftest import ARGUMENTS, CHROMIUM
from tests.web.browser.person import Person
from tests.web.live import live

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs/images"
COLOURS = 128  # of a picture: enough for pages, and a third of the size
LARGEST = 150_000  # bytes
WIDE, PHONE = {"width": 1200, "height": 760}, {"width": 360, "height": 720}
REPORT = "02-ceasefire.txt"


def main() -> None:
    """Read the examples, serve them, look at the pages."""
    IMAGES.mkdir(exist_ok=True)
    # Sources are shown as they are given: not where this machine has them.
    with tempfile.TemporaryDirectory() as place, chdir(ROOT):
        path, reader = Path(place) / "onrecord.db", Reader()
        with Record(path) as record:
            for source in discover(["examples"]):
                for report in load(source, Options()):
                    if isinstance(report, Report):
                        record.save(reader.read(report))
        settings = Settings(record=path, port=0, reader=lambda: reader, processes=0, warm=False)
        with live(settings) as address, sync_playwright() as started:
            browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for name, (how, where) in _views(address).items():
                with Person.at(browser, address, **how) as person:
                    _shot(person, where, IMAGES / f"{name}.png", PHONE if how.get("phone") else WIDE)
            browser.close()


def _views(address: str) -> dict[str, tuple[dict[str, Any], str]]:
    """Pictures by name: how somebody looks, and at what."""
    with httpx.Client(base_url=f"{address}/api/v1", timeout=60) as web:
        reports = web.get("/reports?limit=200").json()["items"]
        claims = web.get("/claims?limit=50&disputed=true").json()["items"]
        claim = max(
            claims,
            key=lambda one: (min(len(one["affirmed_by"]), len(one["denied_by"])), len(one["tellings"])),
        )
    report = next(one["id"] for one in reports if one["source"].endswith(REPORT))
    wide: dict[str, str] = {
        "read": "/",
        "report": f"/reports/{report}",
        "search": "/search?q=ceasefire",
        "claim": f"/claims/{claim['id']}",
        "contradictions": "/contradictions",
        "commitments": "/commitments",
        "timeline": "/timeline",
        "map": "/map",
        "review": "/review",
    }
    dark, phone = {"dark": True}, {"phone": True}
    return {
        **{name: ({}, where) for name, where in wide.items()},
        "network": (dark, "/network"),
        "phone": (phone, f"/reports/{report}"),
    }


def _shot(person: Person, where: str, path: Path, size: dict[str, int]) -> None:
    person.page.set_viewport_size(size)
    assert person.open(where) == 200, where
    person.page.wait_for_timeout(1000)  # plots come to rest
    assert person.amiss() == [], where
    plot = person.page.locator("figure.plot")
    if plot.count() and plot.first.is_visible():
        plot.first.scroll_into_view_if_needed()
    image = Image.open(io.BytesIO(person.page.screenshot()))
    image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < LARGEST, f"{path.name} is too large"


if __name__ == "__main__":
    main()
