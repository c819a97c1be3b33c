"""What all pages share: assets, theme, errors for browsers, and the way back after logging in."""

import pytest

from onrecord.web.pages.words import cited, day
from tests.web.conftest import TOKEN, problem
from tests.web.pages import Page, csrf, harmless

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_assets_are_kept_for_ever_under_an_address_of_their_content(web):
    page = Page(web.get("/").text)
    loaded = {value for _, name, value in page.attributes if name in ("href", "src") and "/static/" in value}
    assert {path.rpartition("/")[2] for path in loaded} >= {"base.css", "base.js", "icon.svg"}
    for path in loaded:
        response = web.get(path)
        assert response.status_code == 200
        assert "immutable" in response.headers["cache-control"]
    assert web.get("/static/0/base.css").headers["cache-control"] == "no-store"
    for path in ("/static/0/nothing.css", "/static/0/../frame.py", "/static/0/%2e%2e/frame.py"):
        assert problem(web.get(path), 404)


def test_a_theme_is_kept_without_script(web):
    assert "data-theme=" not in web.get("/").text
    told = {"csrf": csrf(web), "theme": "dark", "next": "/"}
    assert web.post("/theme", data=told, follow_redirects=False).headers["location"] == "/"
    assert 'data-theme="dark"' in web.get("/").text
    web.post("/theme", data={**told, "theme": '"><script>'})
    assert "data-theme=" not in web.get("/").text


@pytest.mark.parametrize(("path", "status"), [("/nothing", 404), ("/login?next=" + "x" * 4000, 422)])
def test_a_browser_gets_errors_as_pages_and_others_as_problems(web, path, status):
    response = web.get(path, headers=BROWSER)
    page = harmless(response)

    assert response.status_code == status
    assert response.headers["content-type"].startswith("text/html")
    assert "h1" in page.tags
    assert 'href="/"' in response.text
    assert problem(web.get(path), status)
    assert problem(web.get("/api/v1/nothing", headers=BROWSER), 404)


def test_what_the_guard_refuses_is_a_page_too(serve):
    web = serve(limits={"requests_at_once": 1, "requests": 1})
    web.get("/", headers=BROWSER)
    response = web.get("/", headers=BROWSER)
    assert response.status_code == 429
    assert int(response.headers["retry-after"]) > 0
    assert "too many requests" in "".join(harmless(response).words)


@pytest.mark.parametrize(
    ("back", "goes"),
    [
        ("/reports?since=2016", "/reports?since=2016"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("https://evil.example", "/"),
    ],
)
def test_who_logged_in_goes_back_to_a_page_of_ours(serve, back, goes):
    web = serve(token=TOKEN)
    told = {"csrf": csrf(web, "/login"), "password": TOKEN, "next": back}
    assert web.post("/login", data=told, follow_redirects=False).headers["location"] == goes


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2016-10-21", "21 October 2016"),
        ("2016-10", "October 2016"),
        ("2016", "2016"),
        ("2016-W42", "2016-W42"),
        ("2016-10-01/2016-10-19", "1 October 2016 – 19 October 2016"),
        (None, "undated"),
    ],
)
def test_days_are_written_as_coarse_as_they_are_known(value, words):
    assert day(value) == words


def test_a_citation_has_the_words_the_speaker_the_report_the_day_and_a_link(web):
    class Report:
        id, title, published = "0d5f5c2a0b1c4d3e", "Ferry crews will vote", "2021-03-03"
        publisher, agency, source = None, "Northwire", "ferry.txt"

    assert cited("they will\nvote", "the union", Report(), ((12, 20), (30, 34)), "http://localhost/") == (
        "“they will vote”, the union, Ferry crews will vote, Northwire, 3 March 2021, characters 12-20,30-34, "
        "http://localhost/reports/0d5f5c2a0b1c4d3e?at=12-20,30-34#at"
    )
