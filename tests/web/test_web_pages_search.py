"""The page to search."""

import csv
import io

import pytest

from tests.web.pages import Page, harmless


def linked(response, start):
    return [
        value
        for _, name, value in Page(response.text).attributes
        if name == "href" and value.startswith(start)
    ]


def test_a_search_shows_the_words_in_their_sentence_with_a_link_to_them(web):
    response = web.get("/search?q=bombed")
    page = harmless(response)
    assert response.text.count("<mark>bombed</mark>") >= 3
    assert any("?at=" in value and value.endswith("#at") for value in linked(response, "/reports/"))
    assert "Speaker" in "".join(page.words)


def test_a_facet_narrows_and_its_chip_widens_again(web):
    everything = web.get("/search?q=bombed")
    [narrow] = {one for one in linked(everything, "/search?") if "status=denied" in one}
    narrowed = web.get(narrow)
    assert 0 < narrowed.text.count("<mark>") < everything.text.count("<mark>")
    assert "/search?q=bombed" in linked(narrowed, "/search?")


def test_what_is_shown_is_saved(web):
    rows = list(csv.DictReader(io.StringIO(web.get("/search?q=bombed&what=statement&format=csv").text)))
    data = web.get("/search?q=bombed&what=statement&format=json").json()
    assert [row["statement"] for row in rows] == [one["hit"]["statement"] for one in data["findings"]]
    assert data["hits"] == len(rows) > 0


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/search", 200, "in any of their forms"),
        ("/search?q=&speaker=", 200, "in any of their forms"),
        ("/search?q=-", 400, "asks for no word"),
        ("/search?q=zeppelin", 200, "Nothing on record"),
        ("/search?q=bombed&page=9", 200, "Speaker"),
    ],
)
def test_a_search_that_finds_nothing_says_so(web, path, status, words):
    response = web.get(path)
    assert response.status_code == status
    assert words in " ".join("".join(harmless(response).words).split())
