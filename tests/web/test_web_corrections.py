"""Corrections over HTTP: made, listed, withdrawn, refused, and written down."""

import pytest

from onrecord.record import Record
from tests.web.conftest import problem

PATH = "/api/v1/corrections"


@pytest.fixture
def event(web):
    """The event that Turkey denies."""
    [found, *_] = web.get("/api/v1/events?status=denied&type=assault").json()["items"]
    return found["row"]


def test_a_row_is_changed_and_everything_shows_it(web, event, db):
    response = web.post(
        PATH, json={"action": "change", "row": event["id"], "fields": {"status": "claimed"}, "note": "heard"}
    )
    made = response.json()

    assert response.status_code == 201
    assert (made["number"], made["action"], made["fields"], made["note"]) == (
        1,
        "change",
        ["status"],
        "heard",
    )
    assert made["after"]["status"] == "claimed"
    assert web.get(response.headers["location"]).json() == made
    assert web.get(f"/api/v1/events/{event['id']}").json()["row"]["status"] == "claimed"
    with Record(db) as record:
        assert [one.id for one in record.corrections()] == [made["id"]]
    [entry] = web.get("/api/v1/audit").json()["items"]
    assert (entry["action"], entry["correction"], entry["row"]) == ("change", 1, event["id"])
    assert entry["by"] == made["by"]


def test_rows_are_confirmed_rejected_and_added_and_all_of_it_is_taken_back(web, event):
    web.post(PATH, json={"action": "confirm", "row": event["id"]})
    web.post(PATH, json={"action": "reject", "row": event["id"]})
    assert problem(web.get(f"/api/v1/events/{event['id']}"), 404)
    [talks] = web.get("/api/v1/reports?until=2020").json()["items"]
    told = {"speaker": "Iran", "cue": "promised", "content": "to release two sailors"}
    added = {"action": "add", "document": talks["id"], "kind": "statement", "fields": told}
    assert web.post(PATH, json=added).status_code == 201

    assert [one["action"] for one in web.get(PATH).json()["items"]] == ["confirm", "reject", "add"]
    taken = web.delete(f"{PATH}/2")
    assert taken.status_code == 200
    assert taken.json()["withdrawn_at"]
    assert web.get(f"/api/v1/events/{event['id']}").status_code == 200
    actions = [one["action"] for one in web.get("/api/v1/audit").json()["items"]]
    assert actions == ["confirm", "reject", "add", "withdraw"]


def test_corrections_are_listed_in_pages(web, event):
    for _ in range(3):
        made = web.post(PATH, json={"action": "confirm", "row": event["id"]}).json()
        web.delete(f"{PATH}/{made['number']}")
    first = web.get(PATH, params={"limit": 2}).json()
    rest = web.get(PATH, params={"limit": 2, "cursor": first["next"]}).json()

    assert [one["number"] for one in first["items"] + rest["items"]] == [1, 2, 3]
    assert rest["next"] is None
    assert web.get(PATH, params={"orphaned": "true"}).json()["items"] == []


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        ({"action": "dance", "row": "abcd"}, 422, "body.action: Input should be 'confirm', "),
        ({"action": "confirm"}, 422, "to confirm a row, give the row, and no document or kind"),
        ({"action": "confirm", "row": "ffffffff"}, 400, "nothing in the record has an id that begins"),
        ({"action": "confirm", "row": "../x"}, 422, "body.row: String should match pattern"),
        (
            {"action": "confirm", "row": "{id}", "fields": {"status": "denied"}},
            422,
            "to confirm a row, give no fields",
        ),
        (
            {"action": "change", "row": "{id}", "fields": {"status": "so"}},
            400,
            "'so' is no status: use one of ",
        ),
        ({"action": "change", "row": "{id}", "fields": {"status": 1}}, 422, "body.fields: "),
        ({"action": "change", "row": "{id}"}, 400, ""),
        ({"action": "add", "kind": "event"}, 422, "to add a row, give the document and the kind"),
        (
            {"action": "add", "document": "ffffffff", "kind": "event"},
            400,
            "no report in the record is called",
        ),
        (
            {"action": "confirm", "row": "{id}", "by": "somebody else"},
            422,
            "body: Extra inputs are not permitted",
        ),
    ],
)
def test_what_cannot_be_corrected_is_told_and_nothing_is_written(web, event, body, status, detail):
    told = {name: value.format(id=event["id"]) if name == "row" else value for name, value in body.items()}
    assert problem(web.post(PATH, json=told), status).startswith(detail)
    assert web.get(PATH).json()["items"] == []
    assert web.get("/api/v1/audit").json()["items"] == []


def test_what_is_not_there_cannot_be_withdrawn_nor_twice(web, event):
    assert problem(web.delete(f"{PATH}/7"), 404) == "there is no such correction"
    assert problem(web.get(f"{PATH}/7"), 404) == "there is no such correction"
    web.post(PATH, json={"action": "confirm", "row": event["id"]})
    web.delete(f"{PATH}/1")
    assert problem(web.delete(f"{PATH}/1"), 409).startswith("correction 1 was withdrawn already")
    assert problem(web.delete(f"{PATH}/{2**40}"), 422)
