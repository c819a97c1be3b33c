"""Stored reports full of markup, on every page that looks through the record."""

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from onrecord.web import Limits, Settings, application
from tests.web.hostile import store
from tests.web.pages import XSS, harmless

PAYLOADS = XSS[::3]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, reader):
    db = tmp_path_factory.mktemp("hostile") / "onrecord.db"
    store(db, reader, PAYLOADS)
    settings = Settings(record=db, reader=lambda: reader, processes=0, warm=False, limits=Limits(requests=0))
    with TestClient(application(settings), base_url="http://localhost") as client:
        yield client


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/search?q=port",
            "/claims?stories=1",
            "/contradictions",
            "/commitments",
            "/commitments?state=overdue",
        ),
        *("/stories", "/compare?a=Rui&b=Anna", "/reports"),
    ],
)
def test_markup_in_stored_words_stays_text(hostile, path):
    page = harmless(hostile.get(path))
    assert PAYLOADS[0] in " ".join(page.words)


@pytest.mark.parametrize("path", ["/claims?stories=1", "/commitments?state=overdue"])
def test_markup_of_a_claim_and_a_commitment_stays_text(hostile, path):
    found = hostile.get(f"{path}&format=json").json()
    assert found
    for one in found:
        page = harmless(hostile.get(f"{path.partition('?')[0]}/{one['id']}"))
        assert any(payload.strip() in " ".join(page.words) for payload in PAYLOADS)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_that_somebody_asks_for_stays_text(hostile, payload):
    asked = quote(payload, safe="")
    for path in (
        f"/search?q={asked}&speaker={asked}&type={asked}&publisher={asked}",
        f"/claims?about={asked}&teller={asked}",
        f"/contradictions?about={asked}&claim={asked}",
        f"/compare?a={asked}&b={asked}&about={asked}",
        f"/brief?q={asked}",
        f"/commitments?by={asked}",
    ):
        harmless(hostile.get(path, headers={"Accept": "text/html"}))
