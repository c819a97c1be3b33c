"""The front page: a report is pasted without script, its reading stands beside it, and markup stays text."""

import html
import re

import pytest

from onrecord.ingest.fetch import Page as Fetched
from onrecord.model import Document, Reading
from onrecord.web.drafts import Drafts
from onrecord.web.problems import Problem
from onrecord.web.users import Users
from tests.web.conftest import STRIKE, TOKEN
from tests.web.pages import XSS, Page, csrf, harmless


def paste(web, **given):
    return web.post("/read", data={"csrf": csrf(web), **given})


def test_the_front_page_says_what_is_there_and_loads_nothing_from_elsewhere(web):
    response = web.get("/")
    harmless(response)

    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert re.search(r"<dt>reports</dt><dd>4</dd>", response.text)


def test_an_empty_record_says_what_to_do(serve, tmp_path):
    assert "Nothing yet: paste a report above" in serve(record=tmp_path / "new.db").get("/").text


def test_a_pasted_report_is_read_beside_its_text(serve, reader, db):
    web = serve(reader=lambda: reader)
    response = paste(web, text=STRIKE.replace("\n", "\r\n"))
    page = Page(response.text)

    assert response.status_code == 200
    assert "".join(STRIKE.partition("\n\n")[2].split()) in "".join("".join(page.words).split())
    assert '<b dir="auto">Orhan Demirel</b>' in response.text
    assert "This reading is stored nowhere" in response.text
    assert web.get("/api/v1/audit").json()["items"] == []


def test_a_report_is_kept_where_that_is_asked(web):
    response = paste(web, text="It rained.", title="Rain", published="2021-03-03", store="yes")

    assert "kept in the record" in response.text
    [report] = web.get("/api/v1/reports?since=2021-03-03&until=2021-03-03").json()["items"][:1]
    assert "Rain" in [one["title"] for one in web.get("/api/v1/reports").json()["items"]]
    assert report
    assert [one["action"] for one in web.get("/api/v1/audit").json()["items"]] == ["store"]


@pytest.mark.parametrize(
    ("given", "status", "complaint"),
    [
        ({"text": ""}, 422, "empty; there is no report in it"),
        ({"text": "It rained.", "published": "someday"}, 400, "'someday' is not a date"),
    ],
)
def test_what_is_wrong_is_told_beside_what_was_typed(web, given, status, complaint):
    response = paste(web, **given)

    assert response.status_code == status
    assert complaint in html.unescape(response.text)
    assert f'value="{given.get("published", "")}"' in response.text
    assert given["text"] in response.text


@pytest.mark.parametrize("payload", XSS)
@pytest.mark.parametrize("field", ["text", "title", "published", "speaker"])
def test_markup_in_a_report_stays_text(reading_web, payload, field):
    text = f'{payload} said on Monday: "{payload}"\n\n"It rained {payload}," Rui {payload} Salgado said.\n'
    given = {"text": text if field == "speaker" else payload if field == "text" else "It rained."}
    if field in ("title", "published"):
        given[field] = payload[: 40 if field == "published" else 1000]
    response = paste(reading_web, **given)
    page = harmless(response)

    assert response.status_code in (200, 400, 422)
    assert "8981" not in "".join(page.words)


def test_a_stored_report_with_markup_harms_no_list(serve, reader):
    web = serve(reader=lambda: reader)
    for payload in XSS:
        told = {"text": f"It rained {payload}.", "title": payload}
        web.post("/api/v1/read", params={"store": "true"}, json=told)
    response = web.get("/api/v1/reports")

    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert {*XSS} <= {one["title"] for one in response.json()["items"]}


def test_a_form_of_nobody_knows_where_is_refused(web):
    assert web.post("/read", data={"text": "x"}).status_code == 403
    token = csrf(web)
    assert web.post("/read", data={"text": "x", "csrf": "0" * 32}).status_code == 403
    assert web.post("/read", data={"text": "x", "csrf": token}).status_code == 200
    web.cookies.clear()
    assert web.post("/read", data={"text": "x", "csrf": token}).status_code == 403


def test_who_has_to_log_in_does_so_and_out_again(serve):
    web = serve(token=TOKEN)
    assert web.get("/", follow_redirects=False).headers["location"] == "/login"
    assert web.post("/read", data={"text": "x"}, follow_redirects=False).headers["location"] == "/login"
    wrong = web.post("/login", data={"csrf": csrf(web, "/login"), "password": "x"})
    assert (wrong.status_code, "the name or the password is wrong" in wrong.text) == (401, True)
    right = web.post("/login", data={"csrf": csrf(web, "/login"), "password": TOKEN}, follow_redirects=False)

    assert (right.status_code, right.headers["location"]) == (303, "/")
    assert "token (admin)" in web.get("/").text
    assert paste(web, text="It rained.").status_code == 200
    web.post("/logout", data={"csrf": csrf(web)})
    assert web.get("/", follow_redirects=False).headers["location"] == "/login"


def test_a_reader_is_not_offered_to_store(serve, db):
    Users(db.with_name("onrecord.db.users.json")).add("ana", "reader", "correct horse")
    web = serve()
    web.post("/login", data={"csrf": csrf(web, "/login"), "name": "ana", "password": "correct horse"})

    assert 'name="store"' not in web.get("/").text
    assert paste(web, text="It rained.", store="yes").status_code == 403
    assert paste(web, text="It rained.").status_code == 200


def test_too_many_logins_on_the_page_have_to_wait(serve):
    web = serve(token=TOKEN, limits={"login_tries": 1})
    token = csrf(web, "/login")
    web.post("/login", data={"csrf": token, "password": "x"})
    response = web.post("/login", data={"csrf": token, "password": TOKEN})
    assert response.status_code == 429
    assert response.headers["retry-after"]


# Long enough to be taken for an article.
PAGE = f"<!doctype html><html><body><article><h1>Rain</h1>{'<p>It rained in Pelsk. Nobody there minded.</p>' * 20}"


def send(web, name, data, **told):
    return web.post("/read/file", data={"csrf": csrf(web), **told}, files={"file": (name, data)})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("rain.txt", "Rain\n\nIt rained in Pelsk.".encode("utf-16")),
        ("rain.html", PAGE.encode()),
        ("C:\\news\\rain", PAGE.encode()),
    ],
)
def test_a_file_is_read(web, name, data):
    response = send(web, name, data, published="2021-03-03")
    assert "It rained in Pelsk." in "".join(harmless(response).words)
    assert "3 March 2021" in response.text
    assert "news" not in response.text
    assert len(web.get("/api/v1/reports").json()["items"]) == 4


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("reports.warc.gz", b"x", "may hold many reports"),
        ("list.urls", b"http://127.0.0.1/", "may hold many reports"),
        ("list.jsonl", b'{"url": "http://127.0.0.1/"}', "may hold many reports"),
        ("empty.txt", b"", "there is no report in it"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0", "picture.txt"),
        ("<img src=x onerror=alert(1)>.txt", b"", "there is no report in it"),
    ],
)
def test_what_is_no_report_is_no_file_to_read(web, name, data, complaint):
    response = send(web, name, data)
    assert response.status_code == 422
    assert complaint in "".join(harmless(response).words)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("http://127.0.0.1/", "is not a public address"),
        ("http://[::ffff:10.0.0.1]/", "is not a public address"),
        ("file:///etc/passwd", "begins with http"),
        ("/etc/passwd", "begins with http"),
        ("", "begins with http"),
    ],
)
def test_no_address_is_read_that_is_not_public(web, url, complaint):
    response = web.post("/read/url", data={"csrf": csrf(web), "url": url})
    assert response.status_code == 422
    assert complaint in "".join(harmless(response).words)


def test_a_page_at_an_address_is_read_and_not_many_at_a_time(serve, monkeypatch):
    page = Fetched(
        url="https://example.org/rain", data=b"<p>It rained.</p>", charset=None, media="text/plain"
    )
    monkeypatch.setattr("onrecord.ingest.fetch.get", lambda url: page)
    web = serve(limits={"fetches": 1})
    told = {"csrf": csrf(web), "url": "https://example.org/rain"}
    assert "https://example.org/rain" in web.post("/read/url", data=told).text
    web.app.state.web.fetching = 1
    assert web.post("/read/url", data=told).status_code == 503


def test_several_reports_at_an_address_are_for_a_job(web, monkeypatch):
    rows = b'[{"text": "It rained."}, {"text": "It snowed."}]'
    page = Fetched(url="https://example.org/", data=rows, charset=None, media="application/json")
    monkeypatch.setattr("onrecord.ingest.fetch.get", lambda url: page)
    response = web.post("/read/url", data={"csrf": csrf(web), "url": "https://example.org/"})
    assert (response.status_code, "start a job" in response.text) == (422, True)


def test_a_reading_is_kept_as_it_was_shown(web):
    [draft] = re.findall(r'name="draft" value="(\w+)"', send(web, "rain.txt", b"It rained.").text)
    told = {"csrf": csrf(web), "draft": draft}
    response = web.post("/keep", data=told)

    assert response.url.path.startswith("/reports/")
    assert "It is kept in the record" in response.text
    assert web.post("/keep", data={**told, "draft": "0"}).status_code == 410
    assert web.post("/keep", data={"draft": draft}).status_code == 403


def test_drafts_are_their_own_and_forgotten_in_turn(monkeypatch):
    monkeypatch.setattr("onrecord.web.drafts.MOST", 2)
    drafts = Drafts()
    first, second, third = (
        drafts.put("ana", Reading(reader="hand", document=Document(id=str(one), source="-", text="x")))
        for one in range(3)
    )
    assert drafts.get("ana", third).document.id == "2"
    for who, id in (("ben", second), ("ana", first)):
        with pytest.raises(Problem, match="not remembered any more"):
            drafts.get(who, id)
