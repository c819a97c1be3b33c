"""What every request passes: names, origins, rates, sizes; and what every answer carries."""

import re

import pytest
from starlette.testclient import TestClient

from tests.web.conftest import problem

API = "/api/v1"
REPORT = {"text": "It rained."}


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "127.0.0.1:80", "[::1]:8000", "192.0.2.7", "LOCALHOST"]
)
def test_our_names_are_answered(web, host):
    assert web.get(f"{API}/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::1", "a@b"]
)
def test_a_name_that_was_made_to_point_here_is_refused(web, host):
    for path in (f"{API}/health", "/"):
        assert problem(web.get(path, headers={"Host": host}), 421).startswith("this server has another name")


def test_a_name_that_was_allowed_is_answered(serve):
    web = serve(hosts=("records.example.org",))
    assert web.get(f"{API}/health", headers={"Host": "records.example.org:8443"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:81"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_site_sends_changes_nothing(web, headers):
    assert (
        problem(web.post(f"{API}/read", json=REPORT, headers=headers), 403)
        == "this request comes from another site"
    )
    assert web.post("/read", data={"text": "x"}, headers=headers).status_code == 403
    assert web.get(f"{API}/health", headers=headers).status_code == 200


def test_what_our_own_pages_send_is_taken(web):
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert web.post(f"{API}/read", json=REPORT, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "path", [f"{API}/health", f"{API}/nothing", f"{API}/reports/ffffffff", "/", "/static/x/base.css", "/x"]
)
def test_every_answer_binds_the_browser(web, path):
    headers = web.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))

    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    assert "server" not in headers


def test_what_is_not_there_and_what_cannot_be_done_are_problems(web):
    assert problem(web.get(f"{API}/nothing"), 404) == "there is nothing here"
    assert problem(web.get(f"{API}/reports/"), 404)
    response = web.post(f"{API}/reports")
    assert problem(response, 405).startswith("this cannot be done here")
    assert response.headers["allow"] == "GET"


def test_a_body_is_no_larger_than_it_may_be(serve):
    web = serve(limits={"body": 100})
    response = web.post(f"{API}/read", json={"text": "x" * 100})

    assert problem(response, 413) == "the request is larger than 0.0001 MB"
    assert response.headers["connection"] == "close"


def test_a_body_of_unknown_size_is_counted_as_it_comes(serve):
    web = serve(limits={"body": 100})
    headers = {"Content-Type": "application/json"}
    response = web.post(f"{API}/read", content=(b" " * 50 for _ in range(3)), headers=headers)
    assert problem(response, 413)


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd"])
def test_packed_bodies_are_not_unpacked(web, encoding):
    headers = {"Content-Encoding": encoding, "Content-Type": "application/json"}
    assert problem(web.post(f"{API}/read", content=b"\x1f\x8b", headers=headers), 415)


@pytest.mark.parametrize("length", ["-1", "x", "1e9", "٣"])
def test_a_length_that_is_none_is_refused(web, length):
    headers = {"Content-Length": length.encode(), "Content-Type": "application/json"}
    assert problem(web.post(f"{API}/read", content=b"{}", headers=headers), 400)


def test_a_client_asks_no_more_often_than_it_may(serve):
    web = serve(limits={"requests": 60.0, "requests_at_once": 2})
    answers = [web.get(f"{API}/health") for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert problem(answers[-1], 429) == "too many requests: wait a while"
    assert answers[-1].headers["retry-after"] == "1"


def test_reading_has_a_rate_of_its_own(serve):
    web = serve(limits={"readings": 60.0, "readings_at_once": 1})
    assert web.post(f"{API}/read", json=REPORT).status_code == 200
    assert problem(web.post(f"{API}/read", json=REPORT), 429)
    assert web.get(f"{API}/reports").status_code == 200


def test_one_client_does_not_use_up_the_rate_of_another(serve):
    web = serve(limits={"requests": 60.0, "requests_at_once": 1})
    others = [
        TestClient(web.app, base_url="http://localhost", client=(host, 1))
        for host in ("192.0.2.1", "192.0.2.2")
    ]
    assert [one.get(f"{API}/health").status_code for one in others] == [200, 200]
    same = [TestClient(web.app, base_url="http://localhost", client=(f"2001:db8::{n}", 1)) for n in (1, 2)]
    assert [one.get(f"{API}/health").status_code for one in same] == [200, 429]


def test_a_locked_record_is_told(web, monkeypatch):
    from onrecord.errors import RecordError

    def locked(*_, **__):
        raise RecordError(
            "onrecord.db is locked: another program is writing to it; try again when that is done"
        )

    monkeypatch.setattr(web.app.state.web.record, "looking", locked)
    assert problem(web.get(f"{API}/reports"), 503).startswith("onrecord.db is locked")
    assert web.get(f"{API}/health").json()["status"] == "failing"
    assert web.get(f"{API}/health").status_code == 503


def test_a_mistake_in_a_route_is_a_problem(web, monkeypatch):
    monkeypatch.setattr(web.app.state.web.record, "looking", None)
    detail = problem(web.get(f"{API}/reports"), 500)
    assert "NoneType" not in detail


def test_prometheus_is_told_of_routes_not_of_paths(web):
    web.get(f"{API}/reports/ffffffff")
    web.get(f"{API}/whatever/somebody/typed")
    web.post(f"{API}/read", json=REPORT)
    response = web.get(f"{API}/metrics")
    told = response.text

    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'onrecord_requests_total{method="GET",route="/api/v1/reports/{id}",status="404"} 1.0' in told
    assert 'onrecord_readings_total{outcome="read"} 1.0' in told
    assert "whatever" not in told
    assert re.search(r"^onrecord_record_bytes \d", told, re.M)
    assert "onrecord_jobs_waiting 0.0" in told
