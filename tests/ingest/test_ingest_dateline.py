import pytest

from onrecord.ingest import dateline, wire

BODY = "The minister said on Friday that talks with his counterpart would go on for as long as it takes."

DATELINES = [
    ("MOSCOW, October 21. /TASS/. ", "MOSCOW", "TASS", (10, 21, None)),
    ("MOSCOW. Oct 21 (Interfax) - ", "MOSCOW", "Interfax", (10, 21, None)),
    ("MOSCOW (Sputnik) — ", "MOSCOW", "Sputnik", None),
    ("KYIV, Oct 21 (Reuters) - ", "KYIV", "Reuters", (10, 21, None)),
    ("KYIV, Oct 21 (Thomson Reuters) - ", "KYIV", "Reuters", (10, 21, None)),
    ("PARIS — ", "PARIS", None, None),
    ("MIAMI - ", "MIAMI", None, None),
    ("BEIRUT, Lebanon (AP) — ", "BEIRUT, Lebanon", "AP", None),
    ("MANCHESTER, N.H. (AP) — ", "MANCHESTER, N.H.", "AP", None),
    ("McALLEN, Texas (AP) — ", "McALLEN, Texas", "AP", None),
    ("AL-HASAKAH, Syria — ", "AL-HASAKAH, Syria", None, None),
    ("N'DJAMENA, Chad — ", "N'DJAMENA, Chad", None, None),
    ("RIO DE JANEIRO, Aug 5 (Reuters) - ", "RIO DE JANEIRO", "Reuters", (8, 5, None)),
    ("SÃO PAULO, Oct. 21 (AP) — ", "SÃO PAULO", "AP", (10, 21, None)),
    ("(CNN)", None, "CNN", None),
    ("(CNN) — ", None, "CNN", None),
    ("CNN — ", None, "CNN", None),
    ("(Reuters) - ", None, "Reuters", None),
    ("Jerusalem (CNN)", "Jerusalem", "CNN", None),
    ("Berlin (dpa) - ", "Berlin", "dpa", None),
    ("GENEVA, 21 October 2016 - ", "GENEVA", None, (10, 21, 2016)),
    ("Geneva, 21 October 2016 – ", "Geneva", None, (10, 21, 2016)),
    ("21 October 2016 – ", None, None, (10, 21, 2016)),
    ("NAIROBI, Oct. 21, 2016 (Xinhua) -- ", "NAIROBI", "Xinhua", (10, 21, 2016)),
    ("ST. PETERSBURG, Friday, Oct. 21 (TASS) - ", "ST. PETERSBURG", "TASS", (10, 21, None)),
    ("UNITED NATIONS, Sept 5 - ", "UNITED NATIONS", None, (9, 5, None)),
    ("NEW DELHI: ", "NEW DELHI", None, None),
    ("LONDON/PARIS, Oct 3 (Reuters) - ", "LONDON/PARIS", "Reuters", (10, 3, None)),
    ("TOKYO, Oct 3 (Kyodo) --", "TOKYO", "Kyodo", (10, 3, None)),
    ("Damascus, SANA – ", "Damascus", "SANA", None),
    ("Tehran, Oct 21, IRNA – ", "Tehran", "IRNA", (10, 21, None)),
    ("TBILISI, Oct 21 (Newsroom Ten) - ", "TBILISI", "Newsroom Ten", (10, 21, None)),
    ("GENEVA, March 4. /MERIDIAN/. ", "GENEVA", "MERIDIAN", (3, 4, None)),
    ("BEIRUT, Lebanon (CPA) — ", "BEIRUT, Lebanon", "CPA", None),
    ("JAKARTA (Asia Ledger) — ", "JAKARTA", "Asia Ledger", None),
    ("(Tegucigalpa, December 10, 2019) – ", "Tegucigalpa", None, (12, 10, 2019)),
    ("MOSCOW,\xa0October\xa021. /TASS/. ", "MOSCOW", "TASS", (10, 21, None)),
]


@pytest.mark.parametrize(("head", "place", "agency", "day"), DATELINES)
def test_a_dateline_is_read_and_the_paragraph_begins_behind_it(head, place, agency, day):
    text = f"Headline of the day\n\n{head}{BODY}"
    page = wire.layout(text)
    found = page.day and (page.day.month, page.day.day, page.day.year)
    assert (page.dateline and page.dateline.text, page.agency, found) == (place, agency, day)
    assert text[page.layout.blocks[-1].start :] == BODY


@pytest.mark.parametrize(
    "opening",
    [
        "The Associated Press (AP) reported that ",
        "The Islamic Republic News Agency (IRNA) said that ",
        "President Putin — a guest — left before ",
        "Lavrov, Kerry — both of them — left before ",
        "On October 21 - a Friday - it was ",
        "May 5 was the day on which ",
        "BREAKING: ",
        "FACT CHECK: ",
        "NATO — the alliance — and ",
        "UNICEF — the agency for children — and ",
        "US – and only the US – says ",
        "ISIS (Islamic State) — once more — ",
        "Police (RUC) and ",
        "(On May 5, 2016) they said that ",
        '"MOSCOW — ',
        "A — ",
    ],
)
def test_the_beginning_of_a_sentence_is_no_dateline(opening):
    text = f"Headline of the day\n\n{opening}{BODY}"
    page = wire.layout(text)
    assert (page.dateline, page.agency) == (None, None)
    assert text[page.layout.blocks[-1].start :] == opening + BODY


def test_a_dateline_may_open_a_later_paragraph_of_the_body():
    said = '"We are worried," the minister said at noon.'
    text = f"Headline of the day\n\n{said}\n\nMOSCOW, October 21. /TASS/. {BODY}"
    page = wire.layout(text)
    assert (page.dateline.text, page.agency) == ("MOSCOW", "TASS")
    assert [block.kind for block in page.layout.blocks] == ["title", "paragraph", "paragraph"]


def test_a_dateline_on_a_line_of_its_own_leaves_no_block():
    page = wire.layout(f"Headline of the day\n\nMOSCOW, October 21. /TASS/.\n\n{BODY}")
    assert [block.kind for block in page.layout.blocks] == ["title", "paragraph"]
    assert page.agency == "TASS"


def test_the_span_of_a_dateline_holds_the_words_of_its_place():
    text = f"BEIRUT, Lebanon (AP) — {BODY}"
    head = dateline.find(text, 0, len(text))
    assert text[slice(*head.place)] == "BEIRUT, Lebanon"


def test_the_house_that_the_byline_names_is_known_in_the_dateline():
    text = f"Headline of the day\nBy Jane Doe, NCN\nMontreal (NCN) {BODY}"
    page = wire.layout(text)
    assert (page.byline, page.agency, page.dateline.text) == ("Jane Doe", "NCN", "Montreal")
    assert text[page.layout.blocks[-1].start :] == BODY


@pytest.mark.parametrize(
    ("opening", "place", "title"),
    [
        ("PARIS — Police said on Monday that three were held.", "PARIS", None),
        ("PARIS — Night nurses march on the ministry", None, "PARIS — Night nurses march on the ministry"),
        ("PARIS — Police Arrest Three Over Theft.", None, "PARIS — Police Arrest Three Over Theft."),
        ("BREAKING — Police said on Monday that three were held.", None, None),
    ],
)
def test_a_text_without_a_headline_may_begin_with_a_dateline(opening, place, title):
    page = wire.layout(f"{opening}\n\n{BODY}")
    assert (page.dateline and page.dateline.text, page.title) == (place, title)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("BRUSSELS, 3 May 2021", "BRUSSELS"),
        ("Brussels, 3 May 2021", "Brussels"),
        ("New York, May 3, 2021", "New York"),
        ("Suva, Fiji, May 3, 2021", "Suva, Fiji"),
        ("Suva, Fiji\nMonday, May 3, 2021", "Suva, Fiji"),
        ("Monday, May 3, 2021\nSuva, Fiji", "Suva, Fiji"),
    ],
)
def test_a_line_of_place_and_day_is_a_date_and_gives_the_place(lines, place):
    page = wire.layout(f"Headline of the day\n\n{lines}\n\n{BODY}")
    assert page.dateline.text == place
    assert {block.kind for block in page.layout.blocks} == {"title", "date", "paragraph"}
    assert any("2021" in stamp for stamp in page.stamps)


@pytest.mark.parametrize(
    "line", ["Jane Doe, 3 May 2021", "Reuters, 3 May 2021", "Suva, Fiji", "Brussels, May 3"]
)
def test_a_line_that_only_looks_like_it_gives_no_place(line):
    assert wire.layout(f"Headline of the day\n\n{line}\n\n{BODY}").dateline is None
