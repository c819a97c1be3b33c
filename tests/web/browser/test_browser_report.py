"""Reports as a person reads, marks and corrects them."""

import pytest

from tests.web.browser.site import LONG

TEXT = """Bridge closed in Halden

HALDEN, May 4, 2021 (Northwire) - Mayor Ann Fell said on Tuesday that the bridge would stay closed until June 1.

"Nobody will cross it before it is safe," she told reporters. Engineers denied that the bridge was unsafe.
"""


@pytest.fixture
def report(site):
    return f"/reports/{site.ceasefire}"


def card(page, words):
    """The row of a statement by words of it."""
    return page.locator("[data-kind=statement]", has=page.locator(".words", has_text=words)).first


def piece(page, words):
    return page.locator("a.p", has_text=words).first


@pytest.mark.parametrize("scripts", [True, False])
def test_a_pasted_report_is_marked_and_kept_when_asked(person, scripts):
    page = (mine := person(scripts=scripts)).page
    mine.open("/")
    page.get_by_label("The report, with its headline and dateline").fill(TEXT + f"\nScripts: {scripts}.\n")
    page.locator("form.paste button.main").click()

    assert page.locator("h1").inner_text() == "Bridge closed in Halden"
    assert page.locator(".marked .speaker", has_text="Ann Fell").count()
    assert card(page, "the bridge would stay closed").locator(".head b").inner_text() == "Ann Fell"
    assert "stored nowhere" in page.locator("form.keep").inner_text()

    page.get_by_role("button", name="Keep it in the record").click()

    assert "/reports/" in page.url
    assert page.get_by_role("status").first.inner_text() == "It is kept in the record."


def test_a_file_is_read_and_a_complaint_keeps_what_was_typed(person, tmp_path):
    page = (mine := person()).page
    mine.open("/")
    (tmp_path / "bridge.txt").write_text(TEXT, "utf-8")
    page.locator("#file").set_input_files(tmp_path / "bridge.txt")
    page.locator("form[action='/read/file'] button.main").click()
    assert page.locator("h1").inner_text() == "Bridge closed in Halden"

    mine.open("/")
    page.locator("#text").fill(TEXT)
    page.locator("#text-published").fill("someday")
    page.locator("#text").press("Control+Enter")
    assert "someday" in page.get_by_role("alert").inner_text()
    assert page.locator("#text").input_value() == TEXT
    assert mine.amiss() == [
        "console: Failed to load resource: the server responded with a status of 400 (Bad Request)"
    ]


def test_a_mark_leads_to_its_row_and_a_row_to_its_words(person, report):
    page = (mine := person()).page
    mine.open(report)
    piece(page, "fired mortars").click()
    chosen = page.locator(".row-card.chosen")

    assert chosen.locator("details.more").get_attribute("open") is not None
    assert page.evaluate("document.activeElement.className").endswith("chosen")
    assert page.url.endswith(f"#{chosen.get_attribute('id')}")

    row = card(page, "a patrol")
    row.locator(".words a").click()
    assert row.get_attribute("class").endswith("chosen")
    marked = page.locator(".p.chosen").first
    assert marked.evaluate(
        "e => { const at = e.getBoundingClientRect(); return at.top > 0 && at.bottom < innerHeight; }"
    )


def test_without_script_marks_and_rows_lead_to_each_other_too(person, report):
    page = (mine := person(scripts=False)).page
    mine.open(report)
    row = card(page, "rebel fighters had crossed")
    row.locator(".words a").click()
    assert page.url.endswith(f"#w-{row.get_attribute('data-row')}")

    piece(page, "rebel fighters had").click()
    assert "#r-" in page.url
    assert page.locator(":target").count() == 1


def test_on_a_phone_the_row_of_a_mark_lies_over_the_text(person, report):
    page = (mine := person(phone=True)).page
    mine.open(report)
    piece(page, "fired mortars").tap()
    sheet = page.get_by_role("region", name="The row of these words")

    assert "Firmin Gbadora" in sheet.inner_text()
    assert mine.barriers() == []
    page.keyboard.press("Escape")
    assert sheet.count() == 0


def test_layers_are_switched_and_kept_in_the_address(person, report):
    page = (mine := person()).page
    mine.open(report)
    spoken = piece(page, "rebel fighters had")
    ground = "e => getComputedStyle(e).getPropertyValue('--g').trim()"
    marked = spoken.evaluate(ground)
    page.get_by_role("checkbox", name="Statements").uncheck()

    assert marked != "transparent"
    assert spoken.evaluate(ground) == "transparent"
    assert "layers=event" in page.url
    page.reload()
    assert not page.get_by_role("checkbox", name="Statements").is_checked()
    assert piece(page, "rebel fighters had").evaluate(ground) == "transparent"


def test_rows_are_corrected_by_keys_and_corrections_undone(person, report):
    page = (mine := person()).page
    mine.open(report)
    row = card(page, "the charge")
    id = row.get_attribute("data-row")
    row.locator(".head").click()
    page.keyboard.press("j")
    assert page.locator(".row-card.chosen").get_attribute("data-row") != id
    page.keyboard.press("k")
    assert page.locator(".row-card.chosen").get_attribute("data-row") == id
    with page.expect_navigation():
        page.keyboard.press("y")
    assert "confirmed" in page.locator(f"#r-{id} .head").inner_text()

    page.locator(f"#r-{id} .head").click()
    with page.expect_navigation():
        page.keyboard.press("u")
    assert "confirmed" not in page.locator(f"#r-{id} .head").inner_text()


def test_the_speaker_of_a_row_is_changed_by_selecting_words(person, report):
    page = (mine := person()).page
    mine.open(report)
    row = card(page, "rebel fighters had crossed")
    id = row.get_attribute("data-row")
    row.locator(".head").click()
    page.evaluate(
        """() => {
            const all = [...document.querySelectorAll("[data-text] .p")];
            getSelection().selectAllChildren(all.find((one) => one.textContent === "Joachim Yakende"));
        }"""
    )
    with page.expect_navigation():
        page.keyboard.press("s")

    assert page.locator(f"#r-{id} .head b").inner_text() == "Joachim Yakende"
    page.locator("[data-undo]").first.click()
    assert page.locator(f"#r-{id} .head b").inner_text() == "Firmin Gbadora"


def test_without_script_a_form_corrects(person, report):
    page = (mine := person(scripts=False)).page
    mine.open(report)
    row = card(page, "had heard explosions")
    id = row.get_attribute("data-row")
    row.locator("a", has_text="Correct").click()
    assert page.locator("#edit").count() == 1
    page.get_by_label("Why (optional)").fill("they were asked again")
    page.get_by_role("button", name="It is right").click()

    assert "confirmed" in page.locator(f"#r-{id} .head").inner_text()
    assert page.get_by_text("they were asked again").count()
    page.get_by_role("button", name="Undo").first.click()
    assert "confirmed" not in page.locator(f"#r-{id} .head").inner_text()


def test_words_of_an_address_are_shown(person, report):
    page = (mine := person()).page
    mine.open(f"{report}?at=374-396#at")

    assert "".join(page.locator(".p.at").all_inner_texts()) == "Colonel Firmin Gbadora"


def test_a_text_from_right_to_left_is_shown_so(person, site):
    page = (mine := person()).page
    mine.open(f"/reports/{site.arabic}")
    directions = page.locator("h1, .marked p, .row-card .words, .row-card .head b").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).direction)"
    )

    assert len(directions) == 4
    assert set(directions) == {"rtl"}


def test_a_long_report_stays_smooth(person, site):
    page = (mine := person()).page
    mine.open(f"/reports/{site.long}")
    text = page.locator(".text.marked")
    slow = """async () => {
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        const busy = [];
        const watcher = new PerformanceObserver((list) => busy.push(...list.getEntries().map((one) => one.duration)));
        watcher.observe({ type: "longtask" });
        for (let place = 0; place < 20000; place += 1000) { scrollTo(0, place); await frame(); }
        document.querySelector("[data-kind]").focus();
        await frame();
        return Math.max(0, ...busy);
    }"""

    assert len(text.text_content()) > LONG * 0.9
    assert page.evaluate(slow) < 1000  # milliseconds; a frame of a busy machine may take some
    piece(page, "said").click()
    assert page.locator(".row-card.chosen").count() == 1


def test_the_theme_is_kept(person):
    page = (mine := person()).page
    mine.open("/")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark theme").click()
    dark = page.evaluate(paper)
    assert dark != light
    mine.open("/reports")
    assert page.evaluate(paper) == dark


def test_a_citation_is_copied(person, report):
    page = (mine := person()).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    mine.open(report)
    card(page, "the charge").get_by_text("Cite", exact=True).click()
    page.locator("[data-copied]").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")

    assert "Ouaka River Front" in copied
    assert "21 October 2022" in copied or "2022-10-21" in copied
    assert f"{report}?at=" in copied
