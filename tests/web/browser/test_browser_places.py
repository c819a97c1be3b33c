"""The pages that look through the record, as a person uses them."""

import pytest

PLOTS = {
    "/timeline?since=2022-10&until=2022-10": "timeline",
    "/network?actor=Yakende": "network",
    "/map": "map",
}


def drawn(page):
    """What the plot of the page shows."""
    return page.locator("figure.plot > svg").evaluate("svg => svg.innerHTML")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_search_is_narrowed_and_leads_to_the_words(person, scripts):
    page = (mine := person(scripts=scripts)).page
    mine.open("/search")
    page.get_by_label("Words to look for").fill("withdraw*")
    page.get_by_role("button", name="Search").click()
    hits = page.locator(".hits li").count()

    assert hits > 1
    assert "withdraw" in page.locator(".hits mark").first.inner_text().lower()
    page.locator("section.facet-speaker a").first.click()
    assert 0 < page.locator(".hits li").count() < hits
    page.locator(".hits .meta a").first.click()
    assert "/reports/" in page.url
    assert page.locator(".p.at").count()


def test_a_claim_shows_who_tells_it_and_leads_to_their_words(person):
    page = (mine := person()).page
    mine.open("/claims")
    page.get_by_label("About", exact=True).fill("Turkey")
    page.get_by_role("button", name="Show").click()
    page.locator("main a[href^='/claims/']", has_text="Latakia").first.click()
    assert "Latakia" in page.locator("main").inner_text()
    page.locator("a[href^='/reports/']").first.click()
    assert page.locator(".p.at").count()


def test_contradictions_stand_side_by_side(person):
    page = (mine := person()).page
    mine.open("/contradictions")
    told = page.locator("main").inner_text()

    assert "Turkey" in told
    assert page.locator("main blockquote").count() >= 2


def test_an_actor_is_found_and_what_they_said(person):
    page = (mine := person()).page
    mine.open("/actors")
    page.locator("#f-q").fill("Yakende")
    page.get_by_role("button", name="Show").click()
    page.locator("a[href^='/actors/']").first.click()

    assert page.locator("h1").inner_text() == "Joachim Yakende"
    assert "72 hours" in page.locator("main").inner_text()


def test_commitments_stand_by_their_state_and_lead_to_their_course(person):
    page = (mine := person(scripts=False)).page
    mine.open("/commitments?today=2030-01-01")
    assert page.locator(".board section").count() >= 4
    page.locator(".board a[href^='/commitments/']").first.click()
    assert page.locator("h1").count() == 1
    assert page.locator("a[href^='/reports/']").count()


@pytest.mark.parametrize("path", PLOTS)
def test_a_plot_is_moved_with_keys_and_saved_as_a_picture(person, path):
    page = (mine := person()).page
    mine.open(path)
    plot = page.locator("figure.plot > svg")
    plot.focus()
    before = drawn(page)
    page.keyboard.press("+")
    page.wait_for_timeout(50)
    zoomed = drawn(page)
    assert zoomed != before

    for label, signature in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with page.expect_download() as saved:
            page.locator(f"[data-exports={PLOTS[path]}]").get_by_text(label, exact=True).click()
        with saved.value.path().open("rb") as file:
            assert signature in file.read(200)


@pytest.mark.parametrize("path", PLOTS)
def test_without_script_a_list_tells_what_a_plot_would(person, path):
    page = (mine := person(scripts=False)).page
    mine.open(path)

    assert not page.locator("figure.plot").is_visible()
    assert page.locator("main a[href^='/reports/'], main a[href*='at=']").count()


def test_a_mark_of_the_timeline_opens_its_words(person):
    page = (mine := person()).page
    mine.open("/timeline?since=2022-10&until=2022-10")
    page.locator("figure.plot > svg").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.get_by_text("In the list below").click()

    assert "#" in page.url
    assert page.locator(":target blockquote").is_visible()


def test_the_days_of_the_network_are_narrowed_with_a_slider(person):
    page = (mine := person()).page
    mine.open("/network")
    slider = page.locator("figure.plot input[type=range]").first
    before = drawn(page)
    slider.focus()
    for _ in range(3):
        page.keyboard.press("PageUp")

    assert drawn(page) != before


def test_rows_are_reviewed_with_keys(person):
    page = (mine := person()).page
    mine.open("/review")
    first = page.locator(".review .card").first
    id = first.get_attribute("id")
    first.focus()
    with page.expect_navigation():
        page.keyboard.press("y")
    assert page.locator(f"#{id}").count() == 0
    page.locator("[data-undo]").click()
    assert page.locator(f"#{id}").count() == 1
