"""Reports, rows, actors, places, claims and contradictions: what is listed, and how one goes through it."""

import json

import pytest

from onrecord import query
from onrecord.exchange.coded_files import plain
from onrecord.exchange.onrecord import dumps
from onrecord.ingest import Options, from_text
from onrecord.record import Record
from tests.web.conftest import LINES, REPORTS, problem

API = "/api/v1"
LISTS = (
    *("reports", "statements", "events", "relations", "commitments"),
    *("actors", "places", "claims?stories=1", "contradictions"),
)


def walked(web, path, size=1):
    """All items, a page at a time."""
    found, cursor = [], None
    while True:
        params = {"limit": size, **({"cursor": cursor} if cursor else {})}
        told = web.get(f"{API}/{of(path)}", params={**_asked(path), **params}).json()
        assert len(told["items"]) <= size
        found += told["items"]
        cursor = told["next"]
        if cursor is None:
            return found


def _asked(path):
    return dict(pair.split("=") for pair in path.partition("?")[2].split("&") if pair)


def of(path):
    return path.partition("?")[0]


@pytest.mark.parametrize("path", LISTS)
def test_pages_hold_what_the_whole_list_holds(web, path):
    whole = web.get(f"{API}/{path}").json()

    assert whole["next"] is None
    assert whole["items"], "the record has some of it"
    for size in (1, 2, 3):
        assert walked(web, path, size) == whole["items"]


@pytest.mark.parametrize("path", LISTS)
def test_json_lines_hold_the_same(web, path):
    response = web.get(f"{API}/{path}", headers=LINES)

    assert response.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in response.text.splitlines()] == web.get(f"{API}/{path}").json()[
        "items"
    ]


def test_lists_hold_what_queries_of_the_record_find(web, db):
    with Record(db) as record:
        expected = {
            "events": [one.row.id for one in query.events(record)],
            "relations": [one.row.id for one in query.relations(record)],
            "commitments": [one.row.id for one in query.commitments(record)],
        }
        actors = {one.id for one in query.actors(record)}
        claims = {one.id for one in query.claims(record, stories=1)}
        reports = {one.id for one in query.documents(record)}
        contradictions = plain(query.contradictions(record))
    for kind, ids in expected.items():
        assert sorted(one["row"]["id"] for one in web.get(f"{API}/{kind}").json()["items"]) == sorted(ids)
    assert {one["id"] for one in web.get(f"{API}/actors").json()["items"]} == actors
    assert {one["id"] for one in web.get(f"{API}/claims?stories=1").json()["items"]} == claims
    assert {one["id"] for one in web.get(f"{API}/reports").json()["items"]} == reports
    found = web.get(f"{API}/contradictions").json()["items"]
    # Those between the same two on the same claims come again here.
    assert {one["reason"] for one in found} >= {one["reason"] for one in contradictions}


def test_the_newest_come_first_and_those_without_a_date_last(web):
    days = [one["published"] for one in web.get(f"{API}/reports").json()["items"]]
    assert days == ["2021-03-04", "2021-03-03", "2020-06-08", None]


def test_a_cursor_stays_where_it_is_while_reports_are_added(web, db, reader):
    first = web.get(f"{API}/reports?limit=2").json()
    with Record(db) as record:
        for day in ("2022-01-01", "2019-01-01"):
            options = Options(published=day)
            record.save(
                reader.read(from_text(f"It rained on the bridge, on {day}.", source=day, options=options))
            )
    rest = web.get(f"{API}/reports", params={"limit": 9, "cursor": first["next"]}).json()["items"]

    assert [one["published"] for one in rest] == ["2020-06-08", "2019-01-01", None]


def test_a_cursor_goes_on_when_its_report_is_read_again(web, db):
    whole = web.get(f"{API}/statements").json()["items"]
    first = web.get(f"{API}/statements?limit=2").json()
    with Record(db) as record:
        web.post(f"{API}/corrections", json={"action": "confirm", "row": first["items"][1]["statement"]})
        assert record.corrections()
    rest = web.get(f"{API}/statements", params={"cursor": first["next"]}).json()["items"]

    assert [one["statement"] for one in first["items"] + rest] == [one["statement"] for one in whole]


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("reports?cursor=abc", 400, "this cursor is not of this list"),
        ("reports?cursor=%F0%9F%9A%A2", 400, "this cursor is not of this list"),
        ("reports?limit=0", 422, "query.limit: Input should be greater than or equal to 1"),
        ("reports?limit=1000000", 422, "query.limit: Input should be less than or equal to 200"),
        ("reports?since=yesterday", 422, "query.since: String should match pattern"),
        ("events?since=2016-13", 400, "'2016-13' is not a date"),
        ("events?type=rain", 400, "'RAIN' is no type of event: use one of "),
        ("events?status=so", 422, "query.status: Input should be 'reported', "),
        ("events?country=Syria", 422, "query.country: "),
        ("events?own_voice=true&teller=Turkey", 400, "teller and own_voice exclude each other"),
        ("commitments?kind=vow", 400, "'vow' is no kind of commitment"),
        ("search?q=%21%21", 400, "'!!' asks for no word"),
        ("search", 422, "query.q: Field required"),
    ],
)
def test_what_cannot_be_listed_is_told(web, path, status, detail):
    assert problem(web.get(f"{API}/{path}"), status).startswith(detail)
    assert problem(web.get(f"{API}/{path}", headers=LINES), status).startswith(detail)


def test_a_cursor_of_another_list_is_refused(web):
    cursor = web.get(f"{API}/events?limit=1").json()["next"]
    for path in ("statements", "events?type=ASSAULT"):
        assert problem(web.get(f"{API}/{of(path)}", params={**_asked(path), "cursor": cursor}), 400)


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("statements?speaker=Demirel", 1),
        ("statements?kind=direct", 1),
        ("commitments?by=Iran", 1),
        ("actors?q=lavrov", 1),
        ("actors?kind=person", 2),
        ("places?q=Latakia", 1),
        ("reports?since=2021", 2),
        ("reports?publisher=Nobody", 0),
    ],
)
def test_lists_are_narrowed(web, path, number):
    assert len(web.get(f"{API}/{path}").json()["items"]) == number


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("type=assault", lambda one: one["row"]["type"] == "ASSAULT"),
        ("status=denied", lambda one: one["row"]["status"] == "denied"),
        ("own_voice=true", lambda one: one["teller"] is None),
        ("country=syr", lambda one: one["place"] is not None and one["place"]["country"] == "SYR"),
    ],
)
def test_events_are_narrowed_to_those_for_which_it_holds(web, asked, holds):
    every = web.get(f"{API}/events").json()["items"]
    found = web.get(f"{API}/events?{asked}").json()["items"]

    assert 0 < len(found) < len(every)
    assert found == [one for one in every if holds(one)]


def test_a_report_is_its_reading(web, db):
    with Record(db) as record:
        reading = record.get("strike.txt")
    response = web.get(f"{API}/reports/{reading.document.id[:8]}")

    assert response.content == dumps(reading)
    assert reading.document.text == REPORTS["strike.txt"]


def test_a_report_is_shown_as_corrected_or_as_read(web):
    [event, *_] = web.get(f"{API}/events?status=denied").json()["items"]
    path = f"{API}/reports/{event['document']['id']}"
    before = web.get(path)
    web.post(f"{API}/corrections", json={"action": "reject", "row": event["row"]["id"]})

    assert len(web.get(path).json()["events"]) == len(before.json()["events"]) - 1
    assert web.get(path, params={"corrected": "false"}).content == before.content


@pytest.mark.parametrize("kind", ["statements", "events", "relations", "commitments"])
def test_a_row_tells_its_report_and_why_it_is_there(web, kind):
    [first, *_] = web.get(f"{API}/{kind}").json()["items"]
    id = first["statement"] if kind == "statements" else first["row"]["id"]
    told = web.get(f"{API}/{kind}/{id}").json()

    assert set(told) == {"document", "row", "chain", "steps", "names", "place"}
    assert told["row"]["id"] == id
    other = "events" if kind != "events" else "relations"
    assert problem(web.get(f"{API}/{other}/{id}"), 404) == f"this is no {other[:-1]}"


def test_an_actor_and_a_claim_are_shown_whole(web):
    [actor] = web.get(f"{API}/actors?q=lavrov").json()["items"]
    profile = web.get(f"{API}/actors/{actor['id']}").json()
    assert profile["name"] == "Sergei Lavrov"
    assert [office["title"] for office in profile["offices"]] == ["foreign minister"]
    [claim, *_] = web.get(f"{API}/claims?stories=1").json()["items"]
    assert web.get(f"{API}/claims/{claim['id']}").json() == claim


@pytest.mark.parametrize(
    "kind", ["reports", "statements", "events", "relations", "commitments", "actors", "claims"]
)
def test_what_is_not_there_is_told(web, kind):
    assert "an id that begins so" in problem(web.get(f"{API}/{kind}/ffffffffffffffff"), 404)
    assert problem(web.get(f"{API}/{kind}/..%2f..%2fetc%2fpasswd"), 404)
    assert problem(web.get(f"{API}/{kind}/abc"), 422)


def test_the_figures_of_the_record(web):
    told = web.get(f"{API}/stats").json()
    assert (told["reports"], told["first"], told["last"]) == (4, "2020-06-08", "2021-03-04")


def test_what_the_client_has_already_is_not_sent_again(web):
    for path in ("reports", "stats", "events?limit=1"):
        first = web.get(f"{API}/{path}")
        tag = first.headers["etag"]
        assert first.headers["cache-control"] == "private, no-cache"
        for known in (tag, f"W/{tag}", f'"x", {tag}', "*"):
            again = web.get(f"{API}/{path}", headers={"If-None-Match": known})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert web.get(f"{API}/{path}", headers={"If-None-Match": '"x"'}).status_code == 200


def test_a_changed_record_has_another_tag(web):
    tag = web.get(f"{API}/reports").headers["etag"]
    web.post(f"{API}/read", params={"store": "true"}, json={"text": "It rained."})
    assert web.get(f"{API}/reports", headers={"If-None-Match": tag}).status_code == 200


def test_an_empty_record_has_empty_lists(serve, tmp_path):
    web = serve(record=tmp_path / "new.db")
    for path in (*LISTS, "corrections", "jobs", "audit"):
        assert web.get(f"{API}/{path}").json() == {"items": [], "next": None}
        assert web.get(f"{API}/{path}", headers=LINES).status_code == 200
