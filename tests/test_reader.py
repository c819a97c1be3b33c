"""The stages meet: a report becomes a reading, with any annotator."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from annotated import Annotated, annotated
from onrecord import __version__
from onrecord.errors import InputError, LanguageError, UsageError
from onrecord.model import Anchor, Annotation, Cue, Report, Speaker, Statement, Words
from onrecord.reader import LONGEST, RULES, Reader, confident

MADE = annotated(
    "Russian//ADJ/4/amod Foreign//PROPN/3/compound Minister//PROPN/4/compound Sergei//PROPN/6/nsubj "
    "Lavrov//PROPN/4/flat said/say/VERB/0/root on//ADP/8/case Friday//PROPN/6/obl that//SCONJ/13/mark "
    "the//DET/11/det talks/talk/NOUN/13/nsubj had/have/AUX/13/aux failed/fail/VERB/6/ccomp ~.//PUNCT/6/punct",
    names={"Sergei Lavrov": "PER"},
    published="2016-10-21",
)


class Hand:
    """An annotator that knows one report."""

    name = "hand 1"

    def __init__(self, made: Annotated = MADE) -> None:
        self.annotation = made.annotation
        self.calls = 0

    def __call__(self, report: Report) -> Annotation:
        self.calls += 1
        return self.annotation


def report(**changes: str | None) -> Report:
    return replace(MADE.report, document=replace(MADE.report.document, **changes))


def test_a_reading_holds_who_said_what_and_when():
    reading = Reader(Hand()).read(MADE.report)

    (statement,), (lavrov,) = reading.statements, reading.actors
    assert (lavrov.name, lavrov.kind, lavrov.country) == ("Sergei Lavrov", "person", "RUS")
    assert statement.speaker.actor == lavrov.id
    assert statement.cue.text == "said"
    assert "the talks had failed" in statement.content.text
    assert statement.said_on == "2016-10-21"
    assert [time.text for time in reading.times] == ["Friday"]
    assert reading.document == MADE.report.document


def test_the_same_report_read_twice_gives_the_same_reading():
    reader = Reader(Hand())

    assert reader.read(MADE.report) == reader.read(MADE.report) == Reader(Hand()).read(MADE.report)


def test_the_version_names_package_rules_and_annotator():
    reader = Reader(Hand())

    assert reader.version == f"onrecord {__version__}; model; {RULES}; hand 1"
    assert reader.read(MADE.report).reader == reader.version


def test_readings_that_may_differ_have_versions_that_differ():
    readers = (
        Reader(Hand()),
        Reader(Hand(), method="rules"),
        Reader(Hand(), min_confidence=0.5),
        Reader(Hand(), min_confidence=0.55),
    )

    assert len({reader.version for reader in readers}) == len(readers)
    assert Reader(Hand(), min_confidence=0.0).version == Reader(Hand()).version


def test_by_rule_alone_the_anchors_of_an_annotator_are_not_looked_at():
    # Roles of the wrong shape: to look at them is to fail.
    trap = Anchor(token=99, sure=1.0, nested=0.0, first=0, roles=np.zeros((0, 0), dtype=np.float32))
    scored = MADE._replace(annotation=replace(MADE.annotation, anchors=(trap,)))

    by_rule = Reader(Hand(scored), method="rules").read(MADE.report)

    assert by_rule.statements == Reader(Hand()).read(MADE.report).statements


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"method": "magic"}, "unknown reader 'magic': use 'model' or 'rules'"),
        ({"min_confidence": 1.5}, "1.5 is no confidence"),
        ({"min_confidence": -0.1}, "-0.1 is no confidence"),
        ({"min_confidence": float("nan")}, "nan is no confidence"),
    ],
)
def test_options_that_are_none_are_refused_at_once(options, words):
    with pytest.raises(UsageError, match=words):
        Reader(**options)


def statement(name: str, confidence: float, parent: str | None = None) -> Statement:
    nothing = {"text": "", "spans": ()}
    return Statement(
        id=name,
        kind="indirect",
        speaker=Speaker(**nothing),
        cue=Cue(**nothing, class_="say"),
        content=Words(**nothing),
        parent=parent,
        confidence=confidence,
    )


@pytest.mark.parametrize(
    ("least", "kept"),
    [(0.0, "abcde"), (0.4, "abcde"), (0.5, "ade"), (0.6, "a"), (0.9, "a"), (0.95, "")],
)
def test_what_is_not_sure_enough_goes_with_all_that_stands_in_it(least, kept):
    found = (
        statement("a", 0.9),
        statement("b", 0.4, "a"),
        statement("c", 0.8, "b"),
        statement("d", 0.5, "a"),
        statement("e", 0.5),
    )

    assert "".join(statement.id for statement in confident(found, least)) == kept


def test_a_reading_holds_statements_of_the_least_confidence_only():
    [said] = Reader(Hand()).read(MADE.report).statements

    assert Reader(Hand(), min_confidence=said.confidence).read(MADE.report).statements == (said,)
    bare = Reader(Hand(), min_confidence=1.0).read(MADE.report)
    assert bare.statements == ()
    assert [actor.name for actor in bare.actors] == ["Sergei Lavrov"]


@pytest.mark.parametrize(("language", "words"), [("fr", "'fr'"), (None, "an unknown language")])
def test_a_report_in_another_language_is_refused_before_any_work(language, words):
    hand = Hand()

    with pytest.raises(LanguageError, match=words) as refused:
        Reader(hand).read(report(language=language))

    assert str(refused.value).startswith("hand.txt: ")
    assert "--force" in str(refused.value)
    assert hand.calls == 0


def test_force_reads_another_language_with_a_warning():
    reading = Reader(Hand()).read(replace(report(language="fr"), warnings=("torn page",)), force=True)

    assert reading.warnings[0] == "torn page"
    assert "'fr', not English" in reading.warnings[1]
    assert len(reading.statements) == 1


def test_force_warns_of_nothing_in_english():
    assert Reader(Hand()).read(MADE.report, force=True).warnings == ()


@pytest.mark.parametrize("force", [False, True])
def test_a_text_too_long_to_be_a_report_is_refused(force):
    hand = Hand()

    with pytest.raises(InputError, match="2,000,001 characters") as refused:
        Reader(hand).read(report(text="x" * (LONGEST + 1)), force=force)

    assert not isinstance(refused.value, LanguageError)
    assert hand.calls == 0


def test_a_report_without_any_tokens_is_an_empty_reading():
    empty = annotated(("byline", "by hand"))

    reading = Reader(Hand(empty)).read(empty.report)

    assert (reading.statements, reading.actors, reading.places, reading.times) == ((), (), (), ())


def test_a_reader_loads_no_model_before_it_reads():
    with pytest.raises(LanguageError):
        Reader("no such annotator").read(report(language="de"))
