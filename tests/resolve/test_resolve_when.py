"""The day on which something was said: beside the cue, never in the words themselves."""

from __future__ import annotations

import pytest
from told import said

from annotated import annotated, where
from onrecord.resolve import resolve

ON_FRIDAY = (
    "Lavrov//PROPN/2/nsubj said/say/VERB/0/root on//ADP/4/case Friday//PROPN/2/obl that//SCONJ/7/mark "
    "talks//NOUN/7/nsubj ended/end/VERB/2/ccomp on//ADP/9/case Monday//PROPN/7/obl ~.//PUNCT/2/punct"
)
PLAIN = (
    "Lavrov//PROPN/2/nsubj said/say/VERB/0/root talks//NOUN/4/nsubj ended/end/VERB/2/ccomp on//ADP/6/case "
    "Monday//PROPN/4/obl ~.//PUNCT/2/punct"
)
MONTH = (
    "In//ADP/2/case May//PROPN/5/obl 2015//NUM/2/nummod Lavrov//PROPN/5/nsubj said/say/VERB/0/root "
    "so//ADV/5/advmod ~.//PUNCT/5/punct"
)
YEAR = (
    "In//ADP/2/case 2014//NUM/4/obl Lavrov//PROPN/4/nsubj said/say/VERB/0/root so//ADV/4/advmod "
    "~.//PUNCT/4/punct"
)
TWO_DAYS = (
    "Back//ADV/5/advmod on//ADP/3/case Tuesday//PROPN/5/obl Lavrov//PROPN/5/nsubj said/say/VERB/0/root "
    "Thursday//PROPN/5/obl:tmod so//ADV/5/advmod ~.//PUNCT/5/punct"
)
LASTING = (
    "Lavrov//PROPN/2/nsubj said/say/VERB/0/root for//ADP/5/case three//NUM/5/nummod hours//NOUN/2/obl "
    "so//ADV/2/advmod ~.//PUNCT/2/punct"
)
AT_AN_HOUR = (
    "At//ADP/2/case noon//NOUN/4/obl Lavrov//PROPN/4/nsubj said/say/VERB/0/root so//ADV/4/advmod "
    "~.//PUNCT/4/punct"
)
AT_A_PART = (
    "On//ADP/3/case Thursday//PROPN/3/compound night//NOUN/5/obl Lavrov//PROPN/5/nsubj said/say/VERB/0/root "
    "so//ADV/5/advmod ~.//PUNCT/5/punct"
)
OVER_A_WEEKEND = (
    "Over//ADP/3/case the//DET/3/det weekend//NOUN/5/obl Lavrov//PROPN/5/nsubj said/say/VERB/0/root so//ADV/5/advmod "
    "~.//PUNCT/5/punct"
)
RECENTLY = (
    "Lavrov//PROPN/3/nsubj recently//ADV/3/advmod said/say/VERB/0/root so//ADV/3/advmod ~.//PUNCT/3/punct"
)
LONG_AGO = (
    "More//ADJ/4/advmod than//ADP/1/fixed two//NUM/4/nummod years//NOUN/5/obl ago//ADV/7/advmod "
    "Lavrov//PROPN/7/nsubj said/say/VERB/0/root so//ADV/7/advmod ~.//PUNCT/7/punct"
)
OTHER_SENTENCE = (
    "It//PRON/2/nsubj rained/rain/VERB/0/root on//ADP/4/case Friday//PROPN/2/obl ~.//PUNCT/2/punct\n"
    "Lavrov//PROPN/2/nsubj said/say/VERB/0/root so//ADV/2/advmod ~.//PUNCT/2/punct"
)
IN_THE_NAME = (
    "The//DET/3/det Friday//PROPN/3/compound paper//NOUN/4/nsubj said/say/VERB/0/root so//ADV/4/advmod "
    "~.//PUNCT/4/punct"
)


@pytest.mark.parametrize(
    ("line", "speaker", "content", "expected"),
    [
        pytest.param(ON_FRIDAY, "Lavrov", "talks ended on Monday", "2016-10-21", id="beside the cue"),
        pytest.param(PLAIN, "Lavrov", "talks ended on Monday", None, id="inside the words"),
        pytest.param(MONTH, "Lavrov", "so", "2015-05", id="a month"),
        pytest.param(YEAR, "Lavrov", "so", "2014", id="a year"),
        pytest.param(TWO_DAYS, "Lavrov", "so", "2016-10-20", id="the nearest of several days"),
        pytest.param(LASTING, "Lavrov", "so", None, id="a duration is no day"),
        pytest.param(AT_AN_HOUR, "Lavrov", "so", None, id="an hour of no day"),
        pytest.param(AT_A_PART, "Lavrov", "so", "2016-10-20", id="a part of a day"),
        pytest.param(OVER_A_WEEKEND, "Lavrov", "so", "2016-10-15/2016-10-16", id="a weekend"),
        pytest.param(RECENTLY, "Lavrov", "so", None, id="recently is no day"),
        pytest.param(LONG_AGO, "Lavrov", "so", None, id="more than two years ago"),
        pytest.param(OTHER_SENTENCE, "Lavrov", "so", None, id="another sentence"),
        pytest.param(IN_THE_NAME, "The Friday paper", "so", None, id="inside the speaker's name"),
    ],
)
def test_the_day_of_a_statement(line, speaker, content, expected):
    made = annotated(line, published="2016-10-21")

    (statement,) = resolve(*made, (said(made, speaker, content),)).statements

    assert statement.said_on == expected


INTERRUPTED = (
    "War//NOUN/2/nsubj ends/end/VERB/4/ccomp Lavrov//PROPN/4/nsubj said/say/VERB/0/root "
    "Friday//PROPN/4/obl:tmod "
    "slowly//ADV/2/advmod ~.//PUNCT/4/punct"
)
WITH_A_NOTE = (
    "War//NOUN/2/nsubj ends/end/VERB/6/ccomp Friday//PROPN/2/obl:tmod slowly//ADV/2/advmod "
    "Lavrov//PROPN/6/nsubj "
    "said/say/VERB/0/root ~.//PUNCT/6/punct"
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param(INTERRUPTED, "2016-10-21", id="the cue stands in the gap"),
        pytest.param(WITH_A_NOTE, None, id="something else stands in the gap"),
    ],
)
def test_a_day_in_a_gap_of_the_words_counts_only_beside_the_cue(line, expected):
    made = annotated(line, published="2016-10-21")
    words = [where(made.text, "War ends"), where(made.text, "slowly")]

    (statement,) = resolve(*made, (said(made, "Lavrov", words),)).statements

    assert statement.said_on == expected


def test_without_a_cue_there_is_no_day():
    made = annotated(ON_FRIDAY, published="2016-10-21")

    (statement,) = resolve(*made, (said(made, "Lavrov", "talks ended", cue=None),)).statements

    assert statement.said_on is None


def test_without_a_day_of_publication_a_weekday_is_unknown():
    made = annotated(ON_FRIDAY)

    (statement,) = resolve(*made, (said(made, "Lavrov", "talks ended on Monday"),)).statements

    assert statement.said_on is None
