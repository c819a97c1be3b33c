"""The timeline, the map and the network as pages: whole without script, and with the files of what they show."""

import re

from tests.web.pages import Page, harmless

ID = re.compile(r'href="/actors/([0-9a-f]+)" dir="auto">Turkey<')


def marks(text):
    return re.findall(
        r'<li class="moment" id="m-\d+" tabindex="-1" data-what="(\w+)" data-day="([\d-]+)"', text
    )


def test_a_timeline_runs_from_the_oldest_to_the_newest(web):
    response = web.get("/timeline?actor=Turkey")
    harmless(response)
    found = marks(response.text)

    assert [day for _, day in found] == sorted(day for _, day in found)
    assert {"statement", "event"} <= {what for what, _ in found}
    assert 'href="/reports/' in response.text
    assert {what for what, _ in marks(web.get("/timeline").text)} == {"event", "commitment"}
    assert "Nothing on record" in web.get("/timeline?since=2031").text


def test_a_timeline_of_an_id_says_whose_it_is(web):
    id = ID.search(web.get("/actors").text)[1]

    assert (
        f'<p class="whom"><a href="/actors/{id}" dir="auto">Turkey</a></p>'
        in web.get(f"/timeline?actor={id}").text
    )


def test_long_timelines_show_the_newest_and_lead_to_earlier_ones(web, monkeypatch):
    monkeypatch.setattr("onrecord.web.pages.timeline.MOST", 2)
    text = web.get("/timeline").text
    earlier = re.search(r'<a href="(/timeline\?until=[\d-]+)">Earlier ones', text)

    assert len(marks(text)) == 2
    assert earlier
    assert web.get(earlier[1]).status_code == 200


def test_a_map_has_its_places_in_a_table_and_their_events_behind_links(web):
    response = web.get("/map")
    harmless(response)
    place, at = re.search(
        r'data-lat="35\.5\d*" data-lon="35\.7\d*".*?href="(/map\?at=([^"#]+))#events"', response.text
    ).groups()
    there = web.get(place)

    assert "latakia%7CSYR" in at
    assert '<h2 id="there" tabindex="-1">Events at <span dir="auto">Latakia</span></h2>' in there.text
    assert "bombed the port of Latakia" in there.text
    assert {what for what, _ in marks(there.text)} == {"event"}
    assert web.get(f"{place}&format=csv").text.count("\n") == len(marks(there.text)) + 1
    assert web.get("/map?at=nonsense").status_code == 422
    assert "No event there fits" in web.get("/map?at=atlantis|").text


def test_a_map_is_filtered_and_saved(web):
    header, *rows = web.get("/map?format=csv").text.splitlines()
    denied = web.get("/map?format=json&status=denied").json()

    assert header.startswith("name,kind,country,lat,lon,events,first,last,reported")
    assert any(row.startswith("Latakia,city,SYR,") for row in rows)
    assert all([status for status, _ in spot["statuses"]] == ["denied"] for spot in denied["spots"])
    assert web.get("/map?status=certain").status_code == 400


def test_a_network_has_its_ties_in_a_table(web):
    response = web.get("/network")
    harmless(response)
    page = Page(response.text)
    ties = [dict(attrs) for tag, attrs in page.elements if tag == "tr" and ("data-one" in dict(attrs))]

    assert {"says", "event"} <= {tie["data-what"] for tie in ties}
    assert all(tie["data-reports"].isdigit() for tie in ties)
    assert "format=gexf" in response.text


def test_a_network_in_the_formats_of_other_programs(web):
    assert "<gexf" in web.get("/network?format=gexf").text
    assert "<graphml" in web.get("/network?actor=Turkey&format=graphml").text
    assert web.get("/network?format=csv").text.startswith("Source,Target,Type,Label")
    assert [one["format"] for one in web.get("/api/v1/audit").json()["items"]] == ["gexf", "graphml", "csv"]


def test_a_name_of_nobody_is_told_beside_the_form(web):
    response = web.get("/network?actor=Atlantis")

    assert response.status_code == 400
    assert "no actor in the record is called &#39;Atlantis&#39;" in response.text
    assert 'href="/actors?q=Atlantis"' in response.text


def test_a_network_without_actor_and_period_is_of_the_newest_reports(web, monkeypatch):
    monkeypatch.setattr("onrecord.web.pages.network.NEWEST", 2)

    text = web.get("/network").text

    assert 'href="/network?since=2021-03-03"' in text
    assert "United States" not in text
    assert "United States" in web.get("/network?since=2020").text


def test_a_network_of_an_actor_in_very_many_reports_is_of_its_newest_ones(web, monkeypatch):
    assert "newest" not in web.get("/network?actor=Turkey").text
    monkeypatch.setattr("onrecord.web.pages.network.OF_ONE", 1)

    text = web.get("/network?actor=Turkey").text

    since = re.search(r'in their newest 1 reports: <a href="/network\?actor=Turkey&amp;since=([\d-]+)"', text)
    assert since
    assert f'href="/network?actor=Turkey&amp;since={since[1]}&amp;format=gexf"' in text


def test_an_empty_record_says_so(serve, tmp_path):
    web = serve(record=tmp_path / "new.db")

    for path in ("/actors", "/timeline", "/map", "/network"):
        assert 'class="empty"' in harmless_text(web.get(path))


def harmless_text(response):
    harmless(response)
    assert response.status_code == 200
    return response.text
