"""Jobs: a folder and a file are read, watched and cancelled; what may not be read is refused."""

import json
import time

import pytest

from onrecord.record import Record
from tests.batch.stand_in import StandIn
from tests.web.conftest import problem

JOBS = "/api/v1/jobs"


class Slow(StandIn):
    """Takes a while for each report."""

    def read(self, report, *, force=False):
        time.sleep(0.2)
        return super().read(report, force=force)


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "reports"
    found.mkdir()
    for number in range(5):
        (found / f"{number}.txt").write_text(f"It rained on the bridge {number} times.")
    (found / "empty.txt").write_text("")
    return found


def followed(web, id, **headers):
    """The events of a job until it is over, as (number, kind, data)."""
    response = web.get(f"{JOBS}/{id}/events", headers=headers)
    assert response.headers["content-type"].startswith("text/event-stream")
    blocks = [block for block in response.text.split("\n\n") if block]
    found = []
    for block in blocks:
        told = dict(line.split(": ", 1) for line in block.splitlines())
        found.append((int(told["id"]), told["event"], json.loads(told["data"])))
    return found


def test_a_folder_is_read_and_its_progress_told(serve, folder, db):
    web = serve(roots=(folder,))
    response = web.post(JOBS, json={"folder": str(folder)})
    job = response.json()

    assert response.status_code == 202
    assert (job["kind"], job["state"], job["source"]) == ("folder", "waiting", str(folder))
    assert response.headers["location"] == f"{JOBS}/{job['id']}"
    events = followed(web, job["id"])
    assert [number for number, _, _ in events] == list(range(1, len(events) + 1))
    assert events[0][1] == "job"
    assert [data["reason"] for _, kind, data in events if kind == "failure"] == [
        "empty; there is no report in it"
    ]
    _, kind, end = events[-1]
    assert (kind, end["state"], end["total"], end["read"], end["failed"]) == ("end", "done", 6, 5, 1)
    assert web.get(f"{JOBS}/{job['id']}").json() == end
    assert web.get(JOBS).json() == {"items": [end], "next": None}
    with Record(db) as record:
        assert len(list(record.readings())) == 9


def test_what_is_known_is_not_read_again(serve, folder):
    web = serve(roots=(folder,))
    ends = [followed(web, web.post(JOBS, json={"folder": str(folder)}).json()["id"])[-1][2] for _ in range(2)]
    assert [(end["read"], end["known"]) for end in ends] == [(5, 0), (0, 5)]


def test_who_lost_the_connection_goes_on_behind_the_last_event(serve, folder):
    web = serve(roots=(folder,))
    id = web.post(JOBS, json={"folder": str(folder)}).json()["id"]
    events = followed(web, id)

    assert followed(web, id, **{"Last-Event-ID": "3"}) == events[3:]
    assert followed(web, id, **{"Last-Event-ID": "x"}) == events


def test_a_job_is_cancelled_and_what_it_read_stays(serve, folder, db):
    web = serve(roots=(folder,), reader=Slow)
    running = web.post(JOBS, json={"folder": str(folder)}).json()["id"]
    waiting = web.post(JOBS, json={"folder": str(folder)}).json()["id"]
    assert web.delete(f"{JOBS}/{waiting}").json()["state"] == "cancelled"
    until = time.monotonic() + 30
    while web.get(f"{JOBS}/{running}").json()["read"] < 1 and time.monotonic() < until:
        time.sleep(0.05)
    assert web.delete(f"{JOBS}/{running}").status_code == 200
    _, _, end = followed(web, running)[-1]

    assert end["state"] == "cancelled"
    assert 1 <= end["read"] < 5
    assert problem(web.delete(f"{JOBS}/{running}"), 409) == "the job is over: it is cancelled"
    with Record(db) as record:
        assert len(list(record.readings())) >= 4 + end["read"]
    actions = [one["action"] for one in web.get("/api/v1/audit").json()["items"]]
    assert actions.count("cancel") == 2


def test_a_file_that_is_sent_is_read_and_not_kept(serve, db, tmp_path):
    web = serve()
    rows = '{"text": "It rained."}\n{"text": "It snowed."}\n{"text": ""}\n'
    job = web.post(f"{JOBS}/upload", params={"name": "day.jsonl"}, content=rows.encode()).json()
    end = followed(web, job["id"])[-1][2]

    assert (end["state"], end["source"], end["read"], end["failed"]) == ("done", "day.jsonl", 2, 1)
    until = time.monotonic() + 10
    while list((tmp_path / "onrecord.db.uploads").iterdir()) and time.monotonic() < until:
        time.sleep(0.05)
    assert list((tmp_path / "onrecord.db.uploads").iterdir()) == []


def test_a_feed_on_this_machine_is_not_fetched(serve):
    web = serve()
    job = web.post(JOBS, json={"feed": "http://127.0.0.1:1/feed.rss"}).json()
    events = followed(web, job["id"])

    [failure] = [data for _, kind, data in events if kind == "failure"]
    assert failure["reason"] == "refused, 127.0.0.1 is not a public address"


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({}, 422, "give a folder or a feed, and not both"),
        ({"folder": "/x", "feed": "http://example.org"}, 422, "give a folder or a feed, and not both"),
        ({"feed": "file:///etc/passwd"}, 422, "body.feed: String should match pattern"),
        ({"folder": "/etc"}, 403, "this is no folder below the server's roots"),
        ({"folder": "{root}/../"}, 403, "this is no folder below the server's roots"),
        ({"folder": "{root}/0.txt"}, 403, "this is no folder below the server's roots"),
        ({"folder": "{root}/out"}, 403, "this is no folder below the server's roots"),
        ({"folder": "a\0b"}, 403, "this is no folder below the server's roots"),
    ],
)
def test_what_may_not_be_read_is_refused(serve, folder, body, status, detail):
    (folder / "out").symlink_to("/etc")
    web = serve(roots=(folder,))
    told = {name: value.format(root=folder) for name, value in body.items()}
    assert problem(web.post(JOBS, json=told), status) == detail or detail.startswith("body.feed")
    assert web.get(JOBS).json()["items"] == []


def test_without_roots_no_folder_is_read(web, tmp_path):
    assert problem(web.post(JOBS, json={"folder": str(tmp_path)}), 403).startswith(
        "this server reads no folders"
    )


@pytest.mark.parametrize(
    ("name", "content", "status", "detail"),
    [
        ("../x.txt", b"x", 422, "query.name: String should match pattern"),
        ("x.exe", b"x", 422, "what x.exe is cannot be told: use one of "),
        ("x.txt", b"", 422, "the file is empty"),
        ("x.txt", b"x" * 2001, 413, "the request is larger than 0.002 MB"),
    ],
)
def test_what_is_no_file_of_reports_is_refused(serve, tmp_path, name, content, status, detail):
    web = serve(limits={"upload": 2000})
    assert problem(web.post(f"{JOBS}/upload", params={"name": name}, content=content), status).startswith(
        detail
    )
    assert list(tmp_path.glob("onrecord.db.uploads/*")) == []


def test_uploads_together_take_no_more_room_than_they_may(serve):
    web = serve(limits={"stored_uploads": 10})
    response = web.post(f"{JOBS}/upload", params={"name": "x.txt"}, content=b"It rained.!")
    assert problem(response, 413) == "there is no room for a file of this size"


def test_only_so_many_jobs_wait(serve, folder):
    web = serve(roots=(folder,), limits={"jobs": 1}, reader=Slow)
    web.post(JOBS, json={"folder": str(folder)})
    response = web.post(JOBS, json={"folder": str(folder)})
    assert problem(response, 429).startswith("too many jobs are waiting")
    assert response.headers["retry-after"] == "60"
    assert problem(web.post(f"{JOBS}/upload", params={"name": "x.txt"}, content=b"x"), 429)


def test_only_so_many_watch(serve, folder):
    web = serve(roots=(folder,), limits={"streams": 0})
    id = web.post(JOBS, json={"folder": str(folder)}).json()["id"]
    assert problem(web.get(f"{JOBS}/{id}/events"), 503)


def test_what_is_no_job_is_told(web):
    for method, path in (("GET", ""), ("DELETE", ""), ("GET", "/events")):
        assert problem(web.request(method, f"{JOBS}/{'0' * 16}{path}"), 404) == "there is no such job"
        assert problem(web.request(method, f"{JOBS}/x{path}"), 422)
