"""Running text is cut into words as the English treebanks cut it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.encoder.words import split

GUM_NEWS = Path(__file__).resolve().parents[3] / "shared/corpora/gum_news/conllu"


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


# Where the first column is more than one chunk, "_" stands for a space.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They_don't_know_Assad's_plan", "They do n't know Assad 's plan"),
        ("They_don’t_know_Assad’s_plan", "They do n’t know Assad ’s plan"),
        ("SYRIA'S_army_CAN'T", "SYRIA 'S army CA N'T"),
        ("I'm_sure_she'd've_said_we're_late", "I 'm sure she 'd 've said we 're late"),
        ("cannot_gonna", "can not gon na"),
        ("the_boys'_school", "the boys ' school"),
        ("MI5's_D.C.'s_Inc.'s_O'Reilly's_HB2’s", "MI5 's D.C. 's Inc. 's O'Reilly 's HB2 ’s"),
    ],
)
def test_clitics_are_words(text: str, expected: str) -> None:
    assert expected.split() == words(text.replace("_", " "))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("six-member", "six - member"),
        ("al-Nusra", "al - Nusra"),
        ("U.S.-backed", "U.S. - backed"),
        ("1,000-strong", "1,000 - strong"),
        ("anti-government", "anti-government"),
        ("ex-president", "ex-president"),
        ("Co-operate", "Co-operate"),
        ("e-mail", "e-mail"),
        ("non-U.S.", "non-U.S."),
        ("2016-17", "2016 - 17"),
    ],
)
def test_hyphens_are_words_but_behind_a_prefix(text: str, expected: str) -> None:
    assert expected.split() == words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr._Smith_of_Acme_Corp.", "Mr. Smith of Acme Corp."),
        ("George_W._Bush", "George W. Bush"),
        ("J.R._Biden", "J.R. Biden"),
        ("the_U.S._army", "the U.S. army"),
        ("at_9_p.m.,_e.g._here", "at 9 p.m. , e.g. here"),
        ("a_Ph.D._on_Sept._11", "a Ph.D. on Sept. 11"),
        ("No._5_is_near_Aleppo.", "No. 5 is near Aleppo ."),
        ("“No.”", "“ No . ”"),
        ("It_is_the_end.Next", "It is the end . Next"),
    ],
)
def test_a_full_stop_belongs_to_an_abbreviation_but_not_to_a_sentence(text: str, expected: str) -> None:
    assert expected.split() == words(text.replace("_", " "))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10,000,_3.5_at_10:30_on_9/11.", "10,000 , 3.5 at 10:30 on 9/11 ."),
        ("$5.20_$5m_£3bn_€1.5m", "$ 5.20 $ 5 m £ 3 bn € 1.5 m"),
        ("50%_5pm_10:30pm_30km", "50 % 5 pm 10:30 pm 30 km"),
        ("the_1990s_and_20th_G20", "the 1990s and 20th G20"),
    ],
)
def test_numbers_are_one_word_without_their_units(text: str, expected: str) -> None:
    assert expected.split() == words(text.replace("_", " "))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(name.x@example.org)", "( name.x@example.org )"),
        ("https://example.org/a_b?c=d.", "https://example.org/a_b?c=d ."),
        ("(www.example.org/x).", "( www.example.org/x ) ."),
        ("example.org.", "example.org ."),
        ("Example.com's", "Example.com 's"),
        ("pic.example.com/aB3,", "pic.example.com/aB3 ,"),
        ("example.common", "example . common"),
        ("@someone_x's", "@someone_x 's"),
        ("#tag.", "#tag ."),
        ("AT&T", "AT&T"),
    ],
)
def test_addresses_are_one_word_without_the_mark_behind(text: str, expected: str) -> None:
    assert expected.split() == words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("O'Brien_of_Sana'a", "O'Brien of Sana'a"),
        ("Ba’ath_in_Dara’a's_north", "Ba’ath in Dara’a 's north"),
        ("ten_o'clock,_ma'am", "ten o'clock , ma'am"),
        ("Côte_d’Ivoire", "Côte d’Ivoire"),
        ("rock_'n'_roll", "rock ' n ' roll"),
        ("'quoted'_‘words’", "' quoted ' ‘ words ’"),
        ("'We_don't_go'", "' We do n't go '"),
    ],
)
def test_apostrophes_are_told_from_quotation_marks(text: str, expected: str) -> None:
    assert expected.split() == words(text.replace("_", " "))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wait..._what?!", "wait ... what ?!"),
        ("wait…_and", "wait … and"),
        ("one—two–three--four", "one — two – three -- four"),
        ("said.“We", "said . “ We"),
        ("(BBC)_[sic]_and/or", "( BBC ) [ sic ] and / or"),
    ],
)
def test_marks_are_words_of_their_own(text: str, expected: str) -> None:
    assert expected.split() == words(text.replace("_", " "))


@given(st.text(st.sampled_from("aB. 's’-\n@w/:%1$…\u00a0é") | st.characters(), max_size=60))
def test_words_cover_every_character_but_spaces_in_order(text: str) -> None:
    assert "".join(text.split()) == "".join(words(text))
    spans = split(text)
    assert spans == sorted(spans)
    assert all(start < end for start, end in spans)


@pytest.mark.parametrize("part", ["com.", "a-", "a@", "www.", "www.!", "'", "n't", "a", "1.", "U."])
def test_a_page_without_a_space_takes_no_time(part: str) -> None:
    text = part * (50_000 // len(part))
    begun = time.process_time()
    assert "".join(words(text)) == text
    assert time.process_time() - begun < 3


def sentences(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The text and the words of each sentence whose words stand in its text as they are."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        text = re.search(r"^# text = (.+)$", block, re.MULTILINE)
        gold = re.findall(r"^\d+\t([^\t]+)", block, re.MULTILINE)
        if text and "".join(gold) == "".join(text[1].split()):
            yield text[1], gold


def test_words_are_those_of_the_treebank() -> None:
    if not GUM_NEWS.is_dir():
        pytest.skip("the corpora in ../shared are not there")
    gold, found, both = 0, 0, 0
    for path in sorted(GUM_NEWS.glob("*.conllu")):
        for text, expected in sentences(path):
            true, made = (set(edges(each)) for each in (expected, words(text)))
            gold, found, both = gold + len(true), found + len(made), both + len(true & made)
    assert gold > 7_000
    assert 2 * both / (gold + found) > 0.992


def edges(of: list[str]) -> Iterator[tuple[int, int]]:
    """Where words begin and end, spaces not counted."""
    ends = list(accumulate(map(len, of)))
    return zip([0, *ends], ends, strict=False)
