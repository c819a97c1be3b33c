"""Every page, with script and without, wide and on a phone, light and dark."""

import re

import httpx
import pytest
from starlette.routing import Route

from onrecord.web.pages import ROOMS
from onrecord.web.pages.frame import FOR_EDITORS, PLACES, templates
from tests.web.pages import Page

# What is no page to look at: forms that lead elsewhere, files, and addresses to come back from.
ELSEWHERE = {"/read", "/read/file", "/read/url", "/static/{digest}/{name:path}"}
OFFERED = [path for path, _ in templates.globals["places"]]
WAYS = ("wide", "phone", "plain", "plain phone")
NARROWED = {
    "/reports": ("/reports?since=2022",),
    "/search": ("/search?q=ceasefire", "/search?q=nothing-has-this-word"),
    "/claims": ("/claims?about=Turkey",),
    "/actors": ("/brief?q=Yakende", "/brief/Yakende"),
}
# Plots of all that there is have thousands of parts alike, and axe looks at each of them.
FEWER = {"/timeline": "/timeline?since=2022-10&until=2022-10", "/network": "/network?actor=Yakende"}


def addresses(site):
    """Pages to look at: those of the navigation, and one of each kind that is found from there."""
    with httpx.Client(base_url=site.address, timeout=30, follow_redirects=True) as web:
        found = [*OFFERED, *(one for path in OFFERED for one in NARROWED.get(path, ()))]
        found += [f"/reports/{site.arabic}", f"/reports/{site.ceasefire}?at=374-396#at", "/login", "/nowhere"]
        seen, waiting = {kind(one) for one in found}, list(found)
        while waiting:
            answer = web.get(waiting.pop().partition("#")[0], headers={"Accept": "text/html"})
            if not answer.headers["content-type"].startswith("text/html"):
                continue
            for tag, attributes in Page(answer.text).elements:
                told = dict(attributes)
                path = str(answer.url.copy_with(fragment=None).join(told.get("href") or "#")).removeprefix(
                    site.address
                )
                if tag == "a" and "download" not in told and path.startswith("/") and kind(path) not in seen:
                    seen.add(kind(path))
                    if not path.startswith("/api/"):
                        found.append(path)
                        waiting.append(path)
    return found


def kind(path):
    """What pages have in common that differ in a report, an actor or words alone."""
    where, _, asked = path.partition("#")[0].partition("?")
    place = "/".join("{id}" if re.fullmatch(r"[0-9a-f]{8,64}", one) else one for one in where.split("/"))
    return place, "edit" in re.findall(r"(\w+)=", asked)


@pytest.fixture(scope="package")
def found(site):
    """All the addresses."""
    return addresses(site)


def looked_at():
    every = (one for room in ROOMS for one in room.router.routes)
    return [
        one for one in every if isinstance(one, Route) and "GET" in one.methods and one.path not in ELSEWHERE
    ]


def test_there_is_an_address_for_every_page(found):
    places = [re.split("[?#]", path)[0] for path in found]
    unseen = [one.path for one in looked_at() if not any(map(one.path_regex.match, places))]

    assert unseen == []
    assert len(looked_at()) > len(OFFERED)


@pytest.mark.parametrize("way", WAYS)
def test_every_page_opens_without_an_error_and_fits_the_screen(people, found, way):
    person, amiss = people[way], []
    for path in found:
        status = person.open(path)
        told = [] if status == (404 if path == "/nowhere" else 200) else [f"status {status}"]
        told += [] if person.page.locator("h1").count() == 1 else ["it has one heading"]
        told += ["it is wider than the screen"] if person.wider_than_the_screen() else []
        amiss += [f"{path}: {one}" for one in (*told, *person.amiss()) if not is_expected(one, path)]

    assert not amiss, "\n".join(amiss)


def is_expected(told, path):
    return path == "/nowhere" and "404" in told and told.startswith("console")


@pytest.mark.parametrize("way", ["wide", "phone"])
def test_no_page_has_a_barrier(people, found, way):
    person, barriers = people[way], []
    for path in found:
        person.open(FEWER.get(path, path))
        barriers += [f"{path}: {one}" for one in person.barriers()]
    person.amiss()

    assert not barriers, "\n".join(barriers)


def test_no_link_of_a_page_leads_to_nothing(site, found):
    with httpx.Client(base_url=site.address, timeout=30, headers={"Accept": "text/html"}) as web:
        links = set()
        for path in found:
            links |= {
                value.partition("#")[0]
                for tag, attributes in Page(web.get(path.partition("#")[0]).text).elements
                for name, value in attributes
                if tag in ("a", "link", "script")
                and name in ("href", "src")
                and value
                and value.startswith("/")
            }
        some = {kind(one): one for one in sorted(links)}
        lost = [one for one in some.values() if web.get(one).status_code not in (200, 303)]

    assert len(some) > len(OFFERED)
    assert lost == []


def test_the_navigation_leads_to_every_place(people):
    person = people["wide"]
    person.open("/")
    shown = person.page.locator("nav[aria-label=Pages] a").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )

    assert set(FOR_EDITORS) <= {path for path, _ in PLACES}
    assert shown == OFFERED
