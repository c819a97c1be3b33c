"""Which words of a report name a place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mapped import mapped, plain, words

from annotated import annotated
from onrecord.resolve.places import find_places


@pytest.mark.parametrize(
    ("text", "located", "expected"),
    [
        ("in the eastern Aleppo", ["the eastern Aleppo"], ["Aleppo"]),
        ("in Idlib province", ["Idlib province"], ["Idlib"]),
        ("in Nyanza Province", ["Nyanza Province"], ["Nyanza Province"]),
        ("in Geneva, Switzerland", ["Geneva", "Switzerland"], ["Geneva", "Switzerland"]),
        ("in The Hague", ["The Hague"], ["The Hague"]),
        ("The Netherlands won", ["The Netherlands"], ["Netherlands"]),
        ("Eastern China had rain", ["Eastern China"], ["China"]),
        ("in West Africa", ["West Africa"], ["West Africa"]),
        ("in South Sudan", ["Sudan"], ["South Sudan"]),
        ("in Eastern Visayas", ["Eastern", "Visayas"], ["Eastern Visayas"]),
        ("in Jammu and Kashmir", ["Jammu", "Kashmir"], ["Jammu and Kashmir"]),
        ("the City of Santa Ana", ["City of Santa Ana"], ["Santa Ana"]),
        ("at Dresden Zoo", ["Dresden Zoo"], ["Dresden"]),
        ("at Redgrave Hall", ["Redgrave Hall"], ["Redgrave Hall"]),
        ("in Kampungu", ["Kampungu"], ["Kampungu"]),
        ("at Greensboro Coliseum", ["Greensboro Coliseum"], ["Greensboro"]),
        ("in Nazi Germany", ["Nazi Germany"], ["Germany"]),
        ("in the Iraqi Kurdistan Region", ["Iraqi Kurdistan Region"], ["Iraqi Kurdistan Region"]),
        ("voters in SC. South Carolina has ten", ["SC", "South Carolina"], ["SC", "South Carolina"]),
        ("in Columbia, SC", ["Columbia", "SC"], ["Columbia", "SC"]),
        # not called a location by the annotator
        ("he died near Homs", [], ["Homs"]),
        ("he was born in August", [], []),
        ("a lab in Ames, Iowa", ["Iowa"], ["Ames", "Iowa"]),
        ("raids on Idlib, Hama and Homs", ["Hama"], ["Idlib", "Hama", "Homs"]),
        ("in Homs, said Homs police", ["Homs"], ["Homs", "Homs"]),
        ("near Homs, said Ben Homs", [], ["Homs"]),
        # named after a place, or no name at all
        ("the West Nile virus", ["West Nile"], []),
        ("the West Nile virus. In all, West Nile killed ten", ["West Nile"], []),
        ("the Melbourne Cup", ["Melbourne"], []),
        ("it cost US$5", ["US"], []),
        ("a UK-Algerian man", ["UK"], []),
        ("the European press", ["European"], []),
        ("the South African press", ["South African"], []),
        ("it cost KSh700", ["KSh700"], []),
        ("the Village", ["Village"], []),
        ("in the West", ["West"], []),
        ("the Hajj begins", ["Hajj"], []),
        ("he turned to Islam", ["Islam"], []),
        ("a wave of Islamophobia", ["Islamophobia"], []),
        ("the SC ruled", ["SC"], []),
        ("he won in March", ["March"], []),
        ("Sen. Cruz, R, spoke", ["R"], []),
        ("the Geneva Communique", ["Geneva Communique"], []),
        ("the World Monuments Fund", ["World Monuments Fund"], []),
        ("sold to Burson-Marsteller", ["Burson"], []),
        ("in BMS&Kalso", ["BMS&Kalso"], []),
        ("he bought it from King George", [], []),
    ],
)
def test_what_is_a_toponym(text: str, located: list[str], expected: list[str]) -> None:
    assert words(mapped(plain(text, *located)).rows) == expected


@pytest.mark.parametrize(
    ("text", "body", "expected"),
    [
        ("the Kenya Red Cross said", "Kenya Red Cross", []),
        ("Kenya's Red Cross said", "Kenya's Red Cross", ["Kenya"]),
        ("University of Kenya", "University of Kenya", []),
        ("the Kenya", "the Kenya", ["Kenya"]),
    ],
)
def test_a_country_in_the_name_of_a_body_is_no_place(text: str, body: str, expected: list[str]) -> None:
    made = plain(text, names={body: "ORG"})
    kinds = {i: "country" for i, token in enumerate(made.annotation.tokens) if token.text == "Kenya"}

    assert words(mapped(made, kinds).rows) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("person", []), ("media", []), ("government_body", []), ("country", ["Jordan"]), ("group", ["Jordan"])],
)
def test_the_name_of_a_person_or_body_is_no_place(kind: str, expected: list[str]) -> None:
    made = plain("they met in Jordan", "Jordan")

    assert words(mapped(made, {3: kind}).rows) == expected  # type: ignore[dict-item]


def test_an_article_is_no_place():
    made = annotated("The//DET/3/det United//PROPN/3/compound States//PROPN/0/root", names={"The": "LOC"})

    assert mapped(made).rows == ()


def test_an_arabic_article_is_a_part_of_a_place_that_nobody_knows():
    line = (
        "the//DET/5/det al//PROPN/5/compound ~-//PUNCT/5/punct ~Khani//PROPN/5/compound mosque//NOUN/0/root"
    )

    assert words(mapped(annotated(line, names={"Khani": "LOC"})).rows) == ["al-Khani"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Obama won . Obama won . Obama won . Obama won . It was between Romney and Obama", []),
        ("Darayya fell . Darayya fell . Darayya fell . Darayya fell . It was in Darayya", ["Darayya"]),
    ],
)
def test_the_name_of_a_person_of_the_report_is_no_place_unless_it_stands_as_one(text, expected):
    made = plain(text, "Obama", "Darayya")
    last = len(made.annotation.tokens) - 1
    persons = {i: "person" for i, token in enumerate(made.annotation.tokens[:last]) if token.text[0] in "OD"}
    names = tuple(name for name in made.annotation.names if name.start == last)

    found = find_places(made.report, replace(made.annotation, names=names), persons)

    assert words(found.rows) == expected


def test_the_publisher_of_a_report_is_no_place_in_it():
    made = plain("Shells fell in Homs, Sana said", "Homs", "Sana")
    document = replace(made.report.document, agency="SANA")

    found = find_places(replace(made.report, document=document), made.annotation, {})

    assert words(found.rows) == ["Homs"]


@pytest.mark.parametrize(
    ("verb", "relation", "expected"),
    [
        ("denied/deny", "nsubj", []),
        ("hosted/host", "nsubj", ["Moscow"]),
        ("bombed/bomb", "nsubj:pass", ["Moscow"]),
    ],
)
def test_a_capital_that_acts_is_its_government(verb: str, relation: str, expected: list[str]) -> None:
    made = annotated(f"Moscow//PROPN/2/{relation} {verb}/VERB/0/root it//PRON/2/obj", names={"Moscow": "LOC"})

    assert words(mapped(made, {0: "country"}).rows) == expected


ODD = ["the", "The", "Eastern", "and", "of", ",", "City", "Zoo", "-", "Homs", "'s", "US$5", "virus", "x", "Ü"]


@given(
    st.lists(
        st.sampled_from(ODD),
        min_size=1,
    )
)
def test_no_order_of_words_is_too_odd(parts: list[str]) -> None:
    text = " ".join(parts)
    made = plain(text, *{text, *parts} - {"'s", ",", "-"})
    places = mapped(made)

    for mention in (m for place in places.rows for m in place.mentions):
        assert made.text[mention.start : mention.end] == mention.text
