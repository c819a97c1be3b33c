"""Actors as pages: who there is, and all that is told of one."""

import re

from onrecord.ingest import Options, from_text
from onrecord.record import Record
from tests.web.pages import XSS, harmless

TURKEY = re.compile(r'href="/actors/([0-9a-f]+)" dir="auto">Turkey<')


def turkey(web):
    return TURKEY.search(web.get("/actors").text)[1]


def test_those_in_most_reports_come_first_and_are_found_by_name(web):
    everybody = harmless(web.get("/actors"))
    names = [word for word in everybody.words if word in ("Turkey", "Sergei Lavrov")]
    found = web.get("/actors?q=lavr&kind=person").text

    assert names == ["Turkey", "Sergei Lavrov"]
    assert "Sergei Lavrov" in found
    assert "Turkey" not in found
    assert "Nobody in the record fits" in web.get("/actors?q=nobody+at+all").text
    assert web.get("/actors?kind=planet").status_code == 400


def test_an_actor_with_what_they_said_and_what_is_said_of_them(web):
    id = turkey(web)
    text = web.get(f"/actors/{id}").text
    harmless(web.get(f"/actors/{id}"))

    assert "What they said" in text
    assert "What is said about them" in text
    assert f'href="/timeline?actor={id}"' in text
    assert f'href="/network?actor={id}"' in text
    assert 'href="/reports/' in text
    said = web.get(f"/actors/{id}?show=said").text
    assert "had bombed the port" in said
    assert "an attack on its people" not in said
    assert "Nothing on record" in web.get(f"/actors/{id}?show=said&about=Lavrov").text


def test_what_is_shown_of_an_actor_can_be_saved(web):
    id = turkey(web)
    sheet = web.get(f"/actors/{id}?format=csv&show=events")

    assert sheet.text.splitlines()[0].startswith("day,what,who,to,type,status")
    assert "event" in sheet.text.splitlines()[1]
    assert set(web.get(f"/actors/{id}?format=json").json()) == {
        *("actor", "said", "about", "events", "relations", "commitments")
    }
    assert [one["what"] for one in web.get("/api/v1/audit").json()["items"]] == [f"actor-{id}"] * 2


def test_an_actor_merged_into_another_leads_there(web, db):
    id = turkey(web)
    with Record(db) as record:
        record.merge(id, "Syria")
    [other] = [one["other"]["id"] for one in web.get(f"/api/v1/actors/{id}").json()["judgements"]]

    answer = web.get(f"/actors/{other}?show=said", follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, f"/actors/{id}?show=said")
    assert "Judgements" in web.get(f"/actors/{id}").text


def test_nobody_has_that_id(web):
    answer = web.get("/actors/abcdefabcdef", headers={"Accept": "text/html"})

    assert answer.status_code == 404
    assert "no actor, or more than one" in answer.text


def test_markup_in_names_titles_and_questions_stays_text(serve, reader, tmp_path):
    db = tmp_path / "hostile.db"
    with Record(db) as record:
        for number, payload in enumerate(XSS[:6]):
            text = (
                f'ANKARA, March 3, 2021 ({payload}) - Turkey bombed "{payload}" in Aleppo, {payload} said.\n'
            )
            options = Options(title=payload, publisher=payload, published="2021-03-03")
            record.save(reader.read(from_text(text, source=f"{number}{payload}", options=options)))
    web = serve(record=db)
    ids = re.findall(r'href="/actors/([0-9a-f]+)"', web.get("/actors").text)
    asked = dict(zip(("q", "actor", "about", "place", "country"), XSS, strict=False))

    assert ids
    for path in ("/actors", "/timeline", "/map", "/network", *(f"/actors/{id}" for id in ids[:3])):
        harmless(web.get(path))
        harmless(web.get(path, params=asked))
    harmless(web.get("/map", params={"at": "<b>|SYR"}))
