from pathlib import Path

import pytest

from onrecord.ingest import wire

ACCEPTANCE = Path(__file__).parents[3] / "shared" / "acceptance"
BODY = "The minister said on Friday that talks with his counterpart would go on for as long as it takes."
MORE = '"We are ready," he told reporters in the capital, adding that no date had been set for another round.'


def blocks(text, **options):
    """Kind and words of each block."""
    page = wire.layout(text, **options)
    return [(block.kind, text[block.start : block.end]) for block in page.layout.blocks]


def kinds(text, **options):
    return [kind for kind, _ in blocks(text, **options)]


def test_a_report_is_laid_out_from_its_chrome_to_its_sign_off():
    text = (
        "All news\n\nMinisters agree on grain corridor — Lavrov\n\n"
        "The ships may leave within a week, officials say\n\n"
        "By Jane Doe and John Roe, Reuters\n\nFriday, July 22, 2022\n\nShare\n\n"
        f"ODESA, July 22 (Reuters) - {BODY}\n\nWhat comes next\n\n{MORE}\n\n"
        "A ship in the port of Odesa. Photo: Jane Doe.\n\nRead more: Ten questions on grain\n\n"
        f"{BODY}\n\n(Reporting by Jane Doe; Editing by John Roe)\n\n© 2022 Reuters. All rights reserved."
    )
    page = wire.layout(text)
    assert kinds(text) == [
        *("chrome", "title", "subtitle", "byline", "date", "chrome", "paragraph", "heading", "paragraph"),
        *("caption", "chrome", "paragraph", "byline", "chrome"),
    ]
    assert page.title == "Ministers agree on grain corridor — Lavrov"
    assert page.subtitle == "The ships may leave within a week, officials say"
    assert [heading.text for heading in page.headings] == ["What comes next"]
    assert (page.byline, page.agency, page.dateline.text) == ("Jane Doe and John Roe", "Reuters", "ODESA")
    assert page.stamps == ("Friday, July 22, 2022",)


@pytest.mark.parametrize(
    "first",
    [
        "Russia alarmed by refusal to leave Aleppo",
        "Lavrov: talks will go on",
        "Are the talks over?",
        "Schlafly's Final Column Explains Why She Sees Reagan-like Qualities.",
        "Obama's plan leaves everyone unhappy.",
        "'Not a chance': minister rules out talks",
    ],
)
def test_a_short_first_line_set_apart_is_the_headline(first):
    assert blocks(f"{first}\n\n{BODY}\n\n{MORE}")[0] == ("title", first)


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n{MORE}\n{BODY}",
        f"The minister resigned on Friday.\n{BODY}\n{MORE}",
        f'"I am leaving," he said.\n\n{BODY}',
        f"He said on Friday:\n\n{MORE}",
        f"They told him so.\n\n{BODY}",
        "Lavrov: talks will go on",
    ],
)
def test_a_report_without_a_headline_begins_with_a_paragraph(text):
    page = wire.layout(text)
    assert page.title is None
    assert kinds(text)[0] == "paragraph"


def test_a_sentence_below_the_headline_is_a_subtitle_only_above_a_dateline():
    below = "Officials expect the first ships within a week."
    with_dateline = kinds(f"Ministers agree on corridor\n\n{below}\n\nODESA — {BODY}")
    without = kinds(f"Ministers agree on corridor\n\n{below}\n\n{BODY}")
    assert (with_dateline[1], without[1]) == ("subtitle", "paragraph")


@pytest.mark.parametrize(
    "line",
    [
        *(
            "All news",
            "Share",
            "SHARE THIS ARTICLE",
            "Read more",
            "Read more »",
            "Advertisement",
            "ADVERTISEMENT.",
        ),
        *(
            "Subscribe",
            "Listen to this article",
            "Updated",
            "Follow us on Twitter",
            "Follow Jane Doe on Twitter @jane",
        ),
        *("* * *", "___.", "12 comments", "3 min read", "Updated 3 hours ago", "Sign up for our newsletter"),
        *("Related: Ten questions on grain", "© 2016 News Ltd", "https://example.org/a", "-30-"),
    ],
)
def test_the_furniture_of_a_site_is_chrome_wherever_it_stands(line):
    assert kinds(f"{line}\n\nHeadline of the day\n\n{BODY}\n\n{line}\n\n{MORE}\n\n{line}") == [
        *("chrome", "title", "paragraph", "chrome", "paragraph", "chrome")
    ]


def test_the_name_of_a_section_is_chrome_only_above_the_headline():
    text = f"World\n\nHeadline of the day\n\n{BODY}\n\nEconomy\n\n{MORE}"
    assert kinds(text) == ["chrome", "title", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Register to vote now, the minister told young people.",
        "Share this with your neighbours, she said.",
        "File-sharing sites are used by many.",
        "Reuters/Ipsos polls give the president a lead of nine points.",
        "He bought the picture from Getty.",
        "There was one more photo: a boy in the rubble.",
        "Updated figures were released by the ministry.",
        "By land and sea they fled.",
        "In May it was 10:30 before help came.",
        "Comment is free, but facts are sacred.",
    ],
)
def test_a_sentence_is_not_lost_as_furniture(line):
    assert kinds(f"Headline of the day\n\n{BODY}\n\n{line}\n\n{MORE}") == ["title", *["paragraph"] * 3]


@pytest.mark.parametrize(
    "line",
    [
        "US President Barack Obama tweet to student Image: Twitter / Barack Obama.",
        "Photo: Jane Doe/AP",
        "A boy in the rubble of Aleppo (AP Photo/Jane Doe)",
        "FILE - In this Oct. 3 file photo, a boy stands in the rubble.",
        "Image source, Getty Images",
        "Image caption The mosque in Daquq",
        "Scott Olson via Getty Images.",
        "REUTERS/Jane Doe",
        "Image: Wikimedia Commons.",
    ],
)
def test_what_describes_or_credits_a_picture_is_a_caption(line):
    assert kinds(f"Headline of the day\n\n{BODY}\n\n{line}\n\n{MORE}") == [
        *("title", "paragraph", "caption", "paragraph")
    ]


@pytest.mark.parametrize(
    ("line", "byline", "agency"),
    [
        ("By Jane Doe", "Jane Doe", None),
        ("By JANE DOE", "JANE DOE", None),
        ("By Jane Doe and John Roe, Reuters", "Jane Doe and John Roe", "Reuters"),
        ("By Jane Doe, Associated Press", "Jane Doe", "AP"),
        ("By Jane Doe, Legal Affairs Correspondent", "Jane Doe", None),
        ("By Ahmed al Masri in Beirut", "Ahmed al Masri", None),
        ("By Jane Doe | The Example Times", "Jane Doe", None),
        ("Jane Doe in Beirut", "Jane Doe", None),
        ("Jane Doe, CNN", "Jane Doe", "CNN"),
        ("By The Associated Press", "The Associated Press", "AP"),
        ("Reuters", "Reuters", "Reuters"),
    ],
)
def test_a_byline_gives_its_names_and_the_agency(line, byline, agency):
    text = f"Headline of the day\n\n{line}\n\n{BODY}\n\n{MORE}"
    page = wire.layout(text)
    assert (page.byline, page.agency) == (byline, agency)
    assert kinds(text) == ["title", "byline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Tuesday, September 22, 2015",
        "Published 12:04 GMT, 21 October 2016",
        "Oct. 21, 2016, 5:30 p.m. ET",
        "Last updated on 2016-10-21",
        "Fri 21 Oct 2016 12.04 BST",
        "21.10.2016",
        "21 OCT 2016 - 3:04PM",
    ],
)
def test_a_line_that_is_only_a_day_is_a_date(line):
    assert kinds(f"Headline of the day\n\n{line}\n\n{BODY}") == ["title", "date", "paragraph"]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Reports on Turkish air strikes", True),
        ("Background", True),
        ("REGIONAL WORRIES.", True),
        ("‘Never asked me to hide’", True),
        ("‘I never asked.’", False),
        ("He went home.", False),
        ("He went on to say:", False),
        ('"Never"', False),
        ("and so it went", False),
        ("12", False),
        ("He said no", False),
        ("What a day!", False),
    ],
)
def test_a_short_line_between_sentences_is_a_heading_unless_it_is_one_itself(line, heading):
    text = f"Headline of the day\n\n{BODY}\n\n{line}\n\n{MORE}"
    assert kinds(text)[2] == ("heading" if heading else "paragraph")


def test_the_items_of_a_list_and_a_broken_paragraph_are_no_headings():
    listed = f"Headline of the day\n\n{BODY}\n\nOne country\n\nTwo countries\n\nThree"
    broken = f"Headline of the day\n\n{BODY}\n\n{BODY[:-20]}\n\nLong as it takes\n\n{MORE}"
    assert "heading" not in kinds(listed) + kinds(broken)


@pytest.mark.parametrize(
    "labels",
    [
        ("Q: ", "A: "),
        ("QUESTION: ", "MR. TONER: "),
        ("Moderator: ", "Ms. Psaki: "),
        ("RAMOS: ", "RAMOS: "),
        ("Q     ", "MR. EARNEST:  "),
        ('"RAMOS: ', '"CLINTON: '),
    ],
)
def test_the_turns_of_a_transcript_keep_their_labels(labels):
    one, other = labels
    turn, answer = f"{one}Are the talks over, then?", f"{other}No. They go on for as long as it takes."
    text = f"Headline of the day\n\n{BODY}\n\n{turn}\n\n{answer}\n\n{BODY}\n\n{turn}\n\n{answer}"
    assert blocks(text)[2:] == [
        ("turn", turn),
        ("turn", answer),
        ("paragraph", BODY),
        ("turn", turn),
        ("turn", answer),
    ]


def test_a_headline_with_a_colon_opens_no_turn():
    text = f"Dr. Ben Carson: Hillary Clinton not fit to serve\n\n{BODY}\n\nTrump: no comment was made at all."
    assert kinds(text) == ["title", "paragraph", "paragraph"]


def test_a_title_that_is_known_is_found_above_the_body():
    text = f"World\n\nThe Minister  Resigned on Friday.\n{BODY}"
    assert kinds(text, title="the minister resigned on Friday.") == ["chrome", "title", "paragraph"]


def test_kinds_told_by_the_markup_are_kept():
    text = f"Headline of the day\n\n{BODY}\n\nWhat now?\n\n{MORE}"
    at = text.index("What now?")
    assert kinds(text, known={at: "heading"}) == ["title", "paragraph", "heading", "paragraph"]


def test_the_agency_that_signs_at_the_end_is_the_agency_of_the_report():
    assert wire.layout(f"Headline of the day\n\n{BODY}\n\n{MORE} (Xinhua)").agency == "Xinhua"
    assert wire.layout(f"Headline of the day\n\n{BODY}\n\n- AFP").agency == "AFP"


def test_notes_are_found_in_words_and_not_in_the_dateline():
    text = f"Headline of the day\n\nKYIV, Oct 21 (Reuters) - {BODY} (terror group outlawed in Russia)"
    assert [text[start:end] for start, end in wire.layout(text).layout.notes] == [
        "(terror group outlawed in Russia)"
    ]


@pytest.mark.skipif(not ACCEPTANCE.is_dir(), reason="the acceptance stories are not beside this checkout")
def test_a_real_wire_report_is_laid_out():
    page = wire.layout((ACCEPTANCE / "aleppo" / "article.txt").read_text("utf-8"))
    assert page.title.startswith("Russia alarmed by Jabhat al-Nusra")
    assert page.subtitle.startswith("Moscow does not see")
    assert (page.agency, page.dateline.text, len(page.headings)) == ("TASS", "MOSCOW", 3)
    assert page.layout.blocks[0].kind == "chrome"
    assert len(page.layout.notes) == 6


@pytest.mark.skipif(not ACCEPTANCE.is_dir(), reason="the acceptance stories are not beside this checkout")
@pytest.mark.parametrize(("story", "paragraphs"), [("daquq", 13), ("tartus", 1)])
def test_a_real_report_without_a_headline_is_all_paragraphs(story, paragraphs):
    text = (ACCEPTANCE / story / "article.txt").read_text("utf-8")
    assert kinds(text) == ["paragraph"] * paragraphs
