"""What titles and offices a phrase holds, and which words before a name introduce it."""

from __future__ import annotations

import pytest

from annotated import annotated
from onrecord.model import Token
from onrecord.resolve.people import find_country, find_role, introduced_by


def tokens(words: str) -> list[Token]:
    return [Token(0, 1, word, word.lower(), "X", -1, "dep") for word in words.split()]


@pytest.mark.parametrize(
    ("words", "title", "group", "country"),
    [
        ("Russian Foreign Minister", "foreign minister", "foreign minister", "RUS"),
        ("the top Turkish diplomat", "diplomat", "diplomat", "TUR"),
        ("the top diplomat", "top diplomat", "foreign minister", None),
        ("U.S. Secretary of State", "secretary of state", "foreign minister", "USA"),
        ("the Nigerian secretary of state", "secretary of state", "secretary of state", "NGA"),
        ("British Foreign Secretary", "foreign secretary", "foreign minister", "GBR"),
        ("the prime minister of Iraq", "prime minister", "prime minister", "IRQ"),
        ("the mayor", "mayor", "mayor", None),
    ],
)
def test_the_longest_title_of_a_phrase_and_its_country(words, title, group, country):
    role = find_role(tokens(words))

    assert role is not None
    assert (role.title, role.group, role.country and role.country.iso3) == (title, group, country)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (
            "a//DET/2/det spokesman//NOUN/0/root for//ADP/5/case the//DET/5/det secretary//NOUN/2/nmod "
            "of//ADP/7/case state//NOUN/5/nmod",
            "spokesman",
        ),
        ("the//DET/2/det secretary//NOUN/0/root of//ADP/4/case state//NOUN/2/nmod", "secretary of state"),
        ("Turkey//PROPN/3/nmod:poss ~'s//PART/1/case president//NOUN/0/root", "president"),
        ("the//DET/2/det wife//NOUN/0/root of//ADP/5/case the//DET/5/det president//NOUN/2/nmod", None),
    ],
)
def test_a_title_that_opens_a_phrase_begins_before_any_preposition(line, title):
    role = find_role(list(annotated(line).annotation.tokens), opening=True)

    assert (role.title if role else None) == title


@pytest.mark.parametrize("words", ["the residents", "Aleppo", "a long war", ""])
def test_a_phrase_without_a_title_has_no_role(words):
    assert find_role(tokens(words)) is None


@pytest.mark.parametrize(
    ("words", "gender", "office"),
    [
        ("Mr", "m", False),
        ("Mrs", "f", False),
        ("King", "m", True),
        ("a spokeswoman", "f", True),
        ("the minister", None, True),
    ],
)
def test_titles_tell_gender_and_honorifics_are_no_office(words, gender, office):
    role = find_role(tokens(words))

    assert role is not None
    assert (role.gender, role.office) == (gender, office)


@pytest.mark.parametrize(("words", "former"), [("former president", True), ("the president", False)])
def test_a_former_office_is_marked(words, former):
    role = find_role(tokens(words))

    assert role is not None
    assert role.former is former


@pytest.mark.parametrize(
    ("words", "iso3"),
    [
        ("the Syrian army", "SYR"),
        ("army of South Korea", "KOR"),
        ("Kremlin aide", "RUS"),
        ("the polish", None),
    ],
)
def test_the_country_that_words_name(words, iso3):
    country = find_country(words.split())

    assert (country.iso3 if country else None) == iso3


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        (
            "met//VERB/0/root Russian//ADJ/5/amod Foreign//PROPN/4/compound Minister//PROPN/5/compound "
            "Lavrov//PROPN/1/obj",
            "Lavrov",
            "Russian Foreign Minister",
        ),
        (
            "talks//NOUN/0/root with//ADP/4/case President//PROPN/4/compound Assad//PROPN/1/nmod",
            "Assad",
            "President",
        ),
        ("of//ADP/2/case Mr//PROPN/3/compound Assad//PROPN/0/root", "Assad", "Mr"),
        ("left//VERB/0/root Assad//PROPN/1/obj", "Assad", ""),
        ("War//NOUN/0/root ~.//PUNCT/1/punct Assad//PROPN/1/dep", "Assad", ""),
        ("adviser//NOUN/0/root to//ADP/3/case Assad//PROPN/1/nmod", "Assad", ""),
        (
            "In//ADP/2/case Turkey//PROPN/5/obl ~,//PUNCT/2/punct President//PROPN/5/compound "
            "Assad//PROPN/6/nsubj spoke//VERB/0/root",
            "Assad",
            "President",
        ),
        (
            "Syrian//ADJ/2/amod President//PROPN/5/nsubj ~,//PUNCT/2/punct Assad//PROPN/5/nsubj spoke//VERB/0/root",
            "Assad",
            "Syrian President ,",
        ),
        (
            "To//ADP/3/case the//DET/3/det minister//NOUN/6/obl ~,//PUNCT/3/punct Assad//PROPN/6/nsubj "
            "lied//VERB/0/root",
            "Assad",
            "",
        ),
        (
            "To//ADP/3/case the//DET/3/det minister//NOUN/7/obl ~,//PUNCT/3/punct Assad//PROPN/7/nsubj "
            "~,//PUNCT/5/punct lied//VERB/0/root",
            "Assad",
            "the minister ,",
        ),
        (
            "Iran//PROPN/4/nmod:poss ~'s//PART/1/case President//PROPN/4/compound Rouhani//PROPN/0/root",
            "Rouhani",
            "Iran 's President",
        ),
    ],
)
def test_the_words_that_introduce_a_name(line, name, expected):
    all_tokens = annotated(line).annotation.tokens
    index = next(i for i, token in enumerate(all_tokens) if token.text == name)

    assert " ".join(t.text for t in introduced_by(all_tokens, index, 0)) == expected
