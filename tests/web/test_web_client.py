"""The client against a server: what it gives is what the record holds, and a refusal is one error."""

import io

import httpx
import pytest

from onrecord import query
from onrecord.client import Client
from onrecord.errors import ServerError
from onrecord.exchange.coded_files import answer, plain
from onrecord.record import Record
from onrecord.web import Settings
from onrecord.web.users import Users
from tests.batch.stand_in import StandIn
from tests.web.conftest import STRIKE, TOKEN
from tests.web.live import live


@pytest.fixture
def address(db, tmp_path):
    settings = Settings(record=db, port=0, reader=StandIn, processes=0, warm=False, roots=(tmp_path / "in",))
    with live(settings) as found:
        yield found


@pytest.fixture
def client(address):
    with Client(address) as opened:
        yield opened


def test_a_report_is_read_and_stored(client, db):
    reading = client.read(STRIKE, published="2021-03-05", url="https://example.org/strike", store=True)

    assert (reading.document.text, reading.document.published) == (STRIKE, "2021-03-05")
    assert client.report(reading.document.id) == reading
    assert client.health()["status"] == "ok"


def test_lists_are_what_the_record_holds(client, db):
    with Record(db) as record:
        assert list(client.events(type="assault")) == [
            answer(one) for one in query.coded_page(record, "event", type="ASSAULT").items
        ]
        assert list(client.reports()) == plain(query.reports_page(record).items)
        assert list(client.actors(kind="person")) == plain(query.actors_page(record, kind="person").items)
        assert client.stats()["reports"] == 4
        assert client.search("latakia", limit=3) == plain(query.search(record, "latakia", limit=3))
    for rows in (
        client.statements,
        client.relations,
        client.commitments,
        client.places,
        client.contradictions,
    ):
        assert list(rows())
    assert list(client.claims(stories=1, disputed=False))
    assert list(client.events(own_voice=True))


def test_a_row_is_corrected_and_that_is_taken_back(client):
    row = next(iter(client.events(status="denied")))["row"]
    made = client.correct("change", row["id"], fields={"status": "claimed"}, note="heard")

    assert client.get("events", row["id"])["row"]["status"] == "claimed"
    assert [one["number"] for one in client.corrections()] == [made["number"]]
    assert client.withdraw(made["number"])["withdrawn_at"]
    assert [one["action"] for one in client.audit()] == ["change", "withdraw"]


def test_the_record_is_exported(client, db):
    out = io.BytesIO()
    assert client.export(out) == len(out.getvalue())
    assert len(out.getvalue().splitlines()) == 4
    assert client.export(io.BytesIO(), "csv", what="events") > 100


def test_jobs_are_started_followed_and_listed(client, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "rain.txt").write_text("It rained.")
    job = client.read_folder(str(tmp_path / "in"))
    steps = list(client.follow(job["id"]))

    assert (steps[0].kind, steps[-1].kind) == ("job", "end")
    assert client.job(job["id"]) == steps[-1].data
    sent = client.upload("rain.txt", b"It snowed.")
    assert [step.kind for step in client.follow(sent["id"])][-1] == "end"
    assert [one["id"] for one in client.jobs()] == [sent["id"], job["id"]]
    with pytest.raises(ServerError, match="the job is over") as error:
        client.cancel(job["id"])
    assert error.value.status == 409


@pytest.mark.parametrize(
    ("ask", "status", "complaint"),
    [
        (lambda client: client.read(""), 422, "body.text: String should have at least 1 character"),
        (lambda client: client.report("ffffffff"), 404, "no report, or more than one"),
        (lambda client: list(client.events(type="rain")), 400, "'RAIN' is no type of event"),
        (lambda client: client.export(io.BytesIO(), "xml"), 422, "query.format: "),
        (lambda client: list(client.follow("0" * 16)), 404, "there is no such job"),
        (lambda client: client.get("events/../..", "x"), 404, "there is nothing here"),
    ],
)
def test_a_refusal_is_one_error_with_its_reason(client, ask, status, complaint):
    with pytest.raises(ServerError, match=complaint) as error:
        ask(client)
    assert error.value.status == status


def test_who_has_to_log_in_does_so(db):
    Users(db.with_name("onrecord.db.users.json")).add("ana", "editor", "correct horse")
    settings = Settings(record=db, port=0, token=TOKEN, reader=StandIn, processes=0, warm=False)
    with live(settings) as address:
        with Client(address) as client:
            with pytest.raises(ServerError, match="log in first") as error:
                client.stats()
            assert error.value.status == 401
            assert client.log_in("ana", "correct horse")["role"] == "editor"
            assert client.read("It rained.", store=True)
            client.log_out()
            with pytest.raises(ServerError, match="log in first"):
                client.stats()
        with Client(address, token=TOKEN) as client:
            assert client.stats()["reports"] == 5


def test_a_server_that_is_not_there_is_told():
    with Client("http://127.0.0.1:1") as client:
        for ask in (client.stats, lambda: list(client.events())):
            with pytest.raises(ServerError, match=r"127\.0\.0\.1:1.* does not answer") as error:
                ask()
            assert error.value.status == 0


def test_an_answer_that_is_no_problem_of_ours_is_told():
    broken = httpx.MockTransport(lambda request: httpx.Response(502, text="<h1>Bad Gateway</h1>"))
    with Client(transport=broken) as client, pytest.raises(ServerError, match="Bad Gateway"):
        client.stats()
