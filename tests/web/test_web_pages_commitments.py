"""The board of commitments, each of them, and their deadlines as a calendar."""

import csv
import io
import re

from tests.web.pages import harmless


def words(response):
    return " ".join("".join(harmless(response).words).split())


def test_the_board_has_a_column_for_each_state(web):
    told = words(web.get("/commitments?today=2021-05-01"))
    assert re.search(r"Open 1 .*withdraw our troops from Syria", told)
    assert re.search(r"Deadline passed 1 .*release two sailors", told)
    assert "if the war ends" in told
    later = words(web.get("/commitments?today=2021-07-01"))
    assert re.search(r"Deadline passed 2 ", later)


def test_a_column_is_a_list_of_its_own(web):
    told = words(web.get("/commitments?state=overdue&today=2021-05-01"))
    assert "release two sailors" in told
    assert "withdraw our troops" not in told
    assert "None on record" in words(web.get("/commitments?state=kept"))
    assert web.get("/commitments?state=forgotten").status_code == 422


def test_a_commitment_tells_what_became_of_it(web):
    id = re.search(r'href="(/commitments/[0-9a-f]{16})"', web.get("/commitments?state=overdue&by=Iran").text)[
        1
    ]
    told = words(web.get(f"{id}?today=2020-06-10"))
    assert "Open until 15 June 2020" in told
    assert "Nothing on record tells what became of it" in told
    [row] = csv.DictReader(io.StringIO(web.get(f"{id}?format=csv").text))
    assert row["course"] == "made"
    assert web.get("/commitments/0000000000000000").status_code == 404


def test_deadlines_are_a_calendar(web):
    response = web.get("/commitments?format=ics")
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.text.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20210601" in response.text
    assert web.get("/commitments?by=Iran&format=ics").text.count("BEGIN:VEVENT") == 1


def test_what_is_shown_is_saved(web):
    rows = list(
        csv.DictReader(io.StringIO(web.get("/commitments?state=open&today=2021-05-01&format=csv").text))
    )
    data = web.get("/commitments?state=open&today=2021-05-01&format=json").json()
    assert [row["commitment"] for row in rows] == [one["id"] for one in data]
    assert rows[0]["condition"] == "if the war ends"
