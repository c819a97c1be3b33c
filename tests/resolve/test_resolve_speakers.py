"""Whom a phrase means: names, offices, pronouns, seats of government, bodies, or nobody that is known."""

from __future__ import annotations

import pytest
from told import CAVUSOGLU, HE, LAVROV, SHE, asked, said, says, told, voices

from annotated import annotated, where
from onrecord.model import Kind
from onrecord.resolve import resolve

MINISTERS = {"Sergei Lavrov": "PER", "Mevlut Cavusoglu": "PER"}
FORD = "A.//PROPN/0/root Ford//PROPN/1/flat"
HILL = "B.//PROPN/0/root Hill//PROPN/1/flat"
PAIR = {"A. Ford": "PER", "B. Hill": "PER"}
MRS_FORD = "Mrs//PROPN/2/compound Ford//PROPN/0/root"
MR_HILL = "Mr//PROPN/2/compound Hill//PROPN/0/root"
SAW_HILL = (
    "A.//PROPN/3/nsubj Ford//PROPN/1/flat saw/see/VERB/0/root B.//PROPN/3/obj Hill//PROPN/4/flat "
    "~.//PUNCT/3/punct"
)
NUSRA = "The//DET/3/det Nusra//PROPN/3/compound Front//PROPN/0/root"
MINISTRY = "Russia//PROPN/4/nmod:poss ~'s//PART/1/case Defense//PROPN/4/compound Ministry//PROPN/0/root"
WATCH = "Human//PROPN/3/compound Rights//PROPN/3/compound Watch//PROPN/0/root"
THE_MINISTRY = "The//DET/2/det ministry//NOUN/0/root"
THE_GROUP = "The//DET/2/det group//NOUN/0/root"
THE_FRONT = "The//DET/2/det Front//PROPN/0/root"


def last(*lines, names=None) -> str | None:
    """Who speaks in the last sentence."""
    return voices(asked(*lines, names=names))[-1]


# --- offices --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("The//DET/4/det Russian//ADJ/4/amod foreign//ADJ/4/amod minister//NOUN/0/root", "Sergei Lavrov"),
        ("The//DET/4/det Turkish//ADJ/4/amod foreign//ADJ/4/amod minister//NOUN/0/root", "Mevlut Cavusoglu"),
        ("The//DET/4/det Russian//ADJ/4/amod top//ADJ/4/amod diplomat//NOUN/0/root", "Sergei Lavrov"),
        ("Russia//PROPN/4/nmod:poss ~'s//PART/1/case top//ADJ/4/amod diplomat//NOUN/0/root", "Sergei Lavrov"),
        ("The//DET/3/det top//ADJ/3/amod diplomat//NOUN/0/root", "Mevlut Cavusoglu"),
        ("The//DET/2/det minister//NOUN/0/root", "Mevlut Cavusoglu"),
        ("The//DET/4/det German//ADJ/4/amod foreign//ADJ/4/amod minister//NOUN/0/root", None),
        ("The//DET/2/det mayor//NOUN/0/root", None),
        ("A//DET/2/det minister//NOUN/0/root", None),
        ("The//DET/2/det minister//NOUN/4/nmod:poss ~'s//PART/2/case lawyer//NOUN/0/root", None),
    ],
)
def test_an_office_means_its_holder_and_where_several_hold_it_the_last_named(phrase, expected):
    assert last(says(LAVROV), says(CAVUSOGLU), says(phrase), names=MINISTERS) == expected


def test_a_former_holder_does_not_hold_the_office():
    former = "Former//ADJ/3/amod Mayor//PROPN/3/compound A.//PROPN/0/root Ford//PROPN/3/flat"
    mayor = "The//DET/2/det mayor//NOUN/0/root"

    assert last(says(former), says(mayor), names=PAIR) is None
    assert (
        last(says(former), says("The//DET/3/det former//ADJ/3/amod mayor//NOUN/0/root"), names=PAIR)
        == "A. Ford"
    )


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (
            "A.//PROPN/0/root Ford//PROPN/1/flat ~,//PUNCT/5/punct the//DET/5/det mayor//NOUN/1/appos "
            "of//ADP/7/case Leeds//PROPN/5/nmod ~,//PUNCT/5/punct",
            "A. Ford",
        ),
        (
            "The//DET/2/det mayor//NOUN/0/root ~,//PUNCT/4/punct A.//PROPN/2/appos Ford//PROPN/4/flat "
            "~,//PUNCT/4/punct",
            "A. Ford",
        ),
        ("Leeds//PROPN/2/compound mayor//NOUN/0/root A.//PROPN/2/flat Ford//PROPN/3/flat", "A. Ford"),
    ],
)
def test_an_apposition_is_one_person_with_its_noun(phrase, expected):
    assert last(says(phrase), names=PAIR) == expected


# --- pronouns -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([says(MRS_FORD), says(MR_HILL), says(SHE)], "Ford", id="she is Mrs"),
        pytest.param([says(MR_HILL), says(MRS_FORD), says(HE)], "Hill", id="he is Mr"),
        pytest.param([says(FORD), says(HE)], "A. Ford", id="the only person, of unknown gender"),
        pytest.param([says(MRS_FORD), says(HE)], None, id="nobody of that gender"),
        pytest.param([says(HE)], None, id="nobody at all"),
        pytest.param([SAW_HILL, says(HE)], "A. Ford", id="the last subject before a nearer object"),
        pytest.param(
            [says(FORD), says(SHE), says(HILL), says(HE), says(SHE)], "A. Ford", id="gender is learnt"
        ),
        pytest.param([says(LAVROV), says(NUSRA), says(HE)], "Sergei Lavrov", id="a body is no he"),
    ],
)
def test_he_and_she(lines, expected):
    names = {"Mrs Ford": "PER", "Mr Hill": "PER", **PAIR, **MINISTERS}

    assert last(*lines, names=names) == expected


@pytest.mark.parametrize(("sentences", "expected"), [(2, "A. Ford"), (30, None)])
def test_a_pronoun_does_not_reach_back_over_half_a_report(sentences, expected):
    rain = "It//PRON/2/nsubj rained/rain/VERB/0/root ~.//PUNCT/2/punct"
    named = "A.//PROPN/3/nsubj Ford//PROPN/1/flat slept/sleep/VERB/0/root ~.//PUNCT/3/punct"

    assert last(named, *[rain] * sentences, says(SHE), names=PAIR) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("They//PRON/0/root", "Jabhat al-Nusra"),
        ("It//PRON/0/root", "Jabhat al-Nusra"),
        ("We//PRON/0/root", None),
        ("I//PRON/0/root", None),
    ],
)
def test_it_and_they_mean_the_body_that_spoke_and_i_outside_a_quotation_nobody(phrase, expected):
    assert last(says(NUSRA), says(FORD), says(phrase), names=PAIR) == expected


def test_we_in_a_reports_own_voice_are_the_office_that_it_begins_with():
    assert last(says(MINISTRY), says(FORD), says("We//PRON/0/root"), names=PAIR) == "Russian Defence Ministry"


QUOTED_HILL = (
    "A.//PROPN/3/nsubj Ford//PROPN/1/flat said/say/VERB/0/root ~,//PUNCT/3/punct ``//PUNCT/8/punct "
    "~B.//PROPN/8/nsubj Hill//PROPN/6/flat lied/lie/VERB/3/ccomp ~.//PUNCT/8/punct ~''//PUNCT/8/punct"
)


@pytest.mark.parametrize("pronoun", [SHE, HE])
def test_who_is_named_in_a_quotation_is_nobodys_antecedent_outside_it(pronoun):
    made = annotated(f"{QUOTED_HILL}\n{says(pronoun)}", names=PAIR)
    quote = said(made, "A. Ford", "B. Hill lied.", kind="direct")

    assert voices(resolve(*made, (quote, told(made)[-1]))) == ["A. Ford", "A. Ford"]


def test_without_quotation_marks_the_same_name_is_an_antecedent():
    made = annotated(f"{QUOTED_HILL}\n{says(HE)}", names={"B. Hill": "PER", "Mrs Ford": "PER"})

    assert voices(resolve(*made, told(made)[-1:])) == ["B. Hill"]


def nested(pronoun: str, kind: Kind) -> str | None:
    """Who claims, where A. Ford said: "<pronoun> claim talks failed"."""
    made = annotated(
        f"{says(HILL)}\n"
        "A.//PROPN/3/nsubj Ford//PROPN/1/flat said/say/VERB/0/root ~,//PUNCT/3/punct ``//PUNCT/7/punct "
        f"~{pronoun}//PRON/7/nsubj claim//VERB/3/ccomp talks//NOUN/9/nsubj failed/fail/VERB/7/ccomp "
        f"~.//PUNCT/7/punct "
        "~''//PUNCT/7/punct",
        names=PAIR,
    )
    (before,) = told(made)[:1]
    cue = where(made.text, "said", 1)
    outer = said(made, "A. Ford", f"{pronoun} claim talks failed", cue=cue, kind=kind)
    inner = said(made, pronoun, "talks failed", cue="claim", parent=outer)
    return voices(resolve(*made, (before, outer, inner)))[-1]


@pytest.mark.parametrize(
    ("pronoun", "kind", "expected"),
    [
        ("I", "direct", "A. Ford"),
        ("We", "direct", "A. Ford"),
        ("She", "indirect", "A. Ford"),
        ("He", "direct", "B. Hill"),
        ("They", "direct", None),
    ],
)
def test_a_pronoun_inside_what_somebody_said(pronoun, kind, expected):
    assert nested(pronoun, kind) == expected


def test_my_inside_a_quotation_is_the_speakers():
    made = annotated(
        "A.//PROPN/3/nsubj Ford//PROPN/1/flat said/say/VERB/0/root ~,//PUNCT/3/punct ``//PUNCT/8/punct "
        "~My//PRON/7/nmod:poss claims//NOUN/8/nsubj stand//VERB/3/ccomp ~.//PUNCT/8/punct ~''//PUNCT/8/punct",
        names=PAIR,
    )
    outer = said(made, "A. Ford", "My claims stand.", kind="direct")
    inner = said(made, "My", "stand", cue="claims", parent=outer)

    assert voices(resolve(*made, (outer, inner))) == ["A. Ford", "A. Ford"]


def test_an_inner_statement_is_resolved_after_the_outer_whatever_their_order():
    made = annotated(
        "``//PUNCT/3/punct ~I//PRON/3/nsubj think/think/VERB/7/ccomp so//ADV/3/advmod ~,//PUNCT/3/punct "
        "~''//PUNCT/3/punct said/say/VERB/0/root A.//PROPN/7/nsubj Ford//PROPN/8/flat ~.//PUNCT/7/punct",
        names=PAIR,
    )
    outer = said(made, "A. Ford", "I think so", kind="direct")
    inner = said(made, "I", "so", cue="think", parent=outer)

    assert voices(resolve(*made, (inner, outer))) == ["A. Ford", "A. Ford"]


def test_who_is_the_noun_of_its_clause():
    made = annotated(
        "B.//PROPN/3/nsubj Hill//PROPN/1/flat met/meet/VERB/0/root A.//PROPN/3/obj Ford//PROPN/4/flat "
        "~,//PUNCT/8/punct who//PRON/8/nsubj said/say/VERB/4/acl:relcl so//ADV/8/advmod ~.//PUNCT/3/punct",
        names=PAIR,
    )

    assert voices(resolve(*made, (said(made, "who", "so"),))) == ["A. Ford"]


def test_who_reaches_its_noun_through_what_somebody_thought():
    made = annotated(
        "B.//PROPN/3/nsubj Hill//PROPN/1/flat met/meet/VERB/0/root A.//PROPN/3/obj Ford//PROPN/4/flat "
        "who//PRON/9/nsubj "
        "many//ADJ/8/nsubj thought/think/VERB/4/acl:relcl said/say/VERB/8/ccomp so//ADV/9/advmod "
        "~.//PUNCT/3/punct",
        names=PAIR,
    )

    assert voices(resolve(*made, (said(made, "who", "so"),))) == ["A. Ford"]


def test_who_of_a_nameless_noun_is_nobody():
    made = annotated(
        "A.//PROPN/3/nsubj Ford//PROPN/1/flat met/meet/VERB/0/root people//NOUN/3/obj who//PRON/6/nsubj "
        "said/say/VERB/4/acl:relcl so//ADV/6/advmod ~.//PUNCT/3/punct",
        names=PAIR,
    )

    assert voices(resolve(*made, (said(made, "who", "so"),))) == [None]


# --- the person spoken to -------------------------------------------------------------------------


def test_him_is_somebody_else_than_the_speaker():
    made = annotated(f"{says(HILL)}\n{says(FORD, to='to//ADP/5/case him//PRON/0/root')}", names=PAIR)
    before, statement = told(made)
    to_him = said(made, "A. Ford", "so", cue=where(made.text, "said", 1), to="him")

    found = resolve(*made, (before, to_him))

    names = {a.id: a.name for a in found.actors}
    assert found.statements[1].addressee is not None
    assert names.get(found.statements[1].addressee.actor or "") == "B. Hill"
    assert voices(resolve(*made, (statement,))) == ["A. Ford"]


def test_him_is_nobody_where_there_is_only_the_speaker():
    made = annotated(says(HILL, to="to//ADP/5/case him//PRON/0/root"), names=PAIR)

    (statement,) = resolve(*made, (said(made, "B. Hill", "so", to="him"),)).statements

    assert statement.addressee is not None
    assert (statement.addressee.text, statement.addressee.actor) == ("him", None)


def test_an_office_that_the_speaker_holds_is_not_spoken_to():
    made = annotated(says(LAVROV, to="to//ADP/8/case the//DET/9/det minister//NOUN/0/root"), names=MINISTERS)

    (statement,) = resolve(*made, (said(made, "Sergei Lavrov", "so", to="the minister"),)).statements

    assert statement.addressee is not None
    assert statement.addressee.actor is None


# --- countries and bodies -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Moscow//PROPN/0/root", "Russia"),
        ("Washington//PROPN/0/root", "United States"),
        ("Damascus//PROPN/0/root", "Syria"),
        ("The//DET/2/det Kremlin//PROPN/0/root", "Russia"),
        ("The//DET/3/det White//PROPN/3/compound House//PROPN/0/root", "United States"),
        ("The//DET/3/det Turkish//ADJ/3/amod side//NOUN/0/root", "Turkey"),
        ("The//DET/3/det Syrian//ADJ/3/amod government//NOUN/0/root", "Syria"),
        ("Americans//PROPN/0/root", "United States"),
        ("The//DET/2/det Russians//PROPN/0/root", "Russia"),
        ("Aleppo//PROPN/2/compound residents//NOUN/0/root", None),
    ],
)
def test_a_seat_a_side_or_a_people_is_the_country(phrase, expected):
    found = asked(says(phrase))

    assert voices(found) == [expected]
    assert [a.kind for a in found.actors] == (["country"] if expected else [])


def test_a_seat_of_government_that_does_not_speak_is_a_place():
    shells = "Shells//NOUN/2/nsubj hit//VERB/0/root Moscow//PROPN/2/obj ~.//PUNCT/2/punct"

    assert asked(shells, names={"Moscow": "LOC"}).actors == ()


@pytest.mark.parametrize(
    ("phrase", "name", "kind", "country"),
    [
        ("The//DET/3/det Iraqi//ADJ/3/amod military//NOUN/0/root", "Iraqi military", "military", "IRQ"),
        ("Turkish//ADJ/2/amod police//NOUN/0/root", "Turkish police", "government_body", "TUR"),
        (
            "The//DET/4/det South//ADJ/3/compound Korean//ADJ/4/amod army//NOUN/0/root",
            "South Korean army",
            "military",
            "KOR",
        ),
    ],
)
def test_a_national_body_is_an_actor_of_its_country(phrase, name, kind, country):
    found = asked(says(phrase))

    assert voices(found) == [name]
    assert [(a.kind, a.country) for a in found.actors] == [(kind, country)]


def test_a_national_body_named_twice_is_one_actor():
    body = "The//DET/3/det Iraqi//ADJ/3/amod military//NOUN/0/root"
    (actor,) = asked(says(body), says(body)).actors

    assert [m.text for m in actor.mentions] == ["Iraqi military", "Iraqi military"]


@pytest.mark.parametrize(
    ("before", "phrase", "expected"),
    [
        ([MINISTRY], THE_MINISTRY, "Russian Defence Ministry"),
        ([NUSRA], THE_FRONT, "Jabhat al-Nusra"),
        ([NUSRA], THE_GROUP, "Jabhat al-Nusra"),
        ([WATCH], THE_GROUP, "Human Rights Watch"),
        ([WATCH, NUSRA], THE_GROUP, "Jabhat al-Nusra"),
        ([NUSRA], "A//DET/2/det group//NOUN/0/root", None),
        ([NUSRA], THE_MINISTRY, None),
        ([], THE_MINISTRY, None),
        ([FORD], THE_GROUP, None),
    ],
)
def test_a_short_description_means_the_body_named_before(before, phrase, expected):
    assert last(*map(says, before), says(phrase), names=PAIR) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (
            "UN//PROPN/4/compound Security//PROPN/3/compound Council//PROPN/4/compound "
            "resolutions/resolution/NOUN/0/root",
            "United Nations Security Council",
        ),
        (
            "A//DET/5/det Human//PROPN/5/compound Rights//PROPN/4/compound Watch//PROPN/5/compound "
            "report//NOUN/0/root",
            "Human Rights Watch",
        ),
        ("A//DET/2/det report//NOUN/0/root", None),
        (
            "A//DET/2/det report//NOUN/0/root about//ADP/6/case Human//PROPN/6/compound "
            "Rights//PROPN/6/compound "
            "Watch//PROPN/2/nmod",
            None,
        ),
    ],
)
def test_a_document_speaks_for_the_body_that_made_it(phrase, expected):
    assert last(says(phrase)) == expected


# --- unknown is an answer -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "anonymous"),
    [
        ("Officials/official/NOUN/0/root", True),
        ("A//DET/3/det senior//ADJ/3/amod official//NOUN/0/root", True),
        ("Two//NUM/3/nummod security//NOUN/3/compound sources/source/NOUN/0/root", True),
        (
            "A//DET/2/det diplomat//NOUN/0/root familiar//ADJ/2/amod with//ADP/6/case the//DET/6/det "
            "talks//NOUN/3/obl",
            True,
        ),
        ("Residents/resident/NOUN/0/root", False),
        ("Several//ADJ/2/amod reports/report/NOUN/0/root", False),
        ("Google//PROPN/2/compound engineers/engineer/NOUN/0/root", False),
    ],
)
def test_who_has_no_name_keeps_the_words_and_has_no_actor(phrase, anonymous):
    (statement,) = asked(says(LAVROV), says(phrase), names=MINISTERS).statements[1:]

    assert (statement.speaker.actor, statement.speaker.anonymous) == (None, anonymous)
    assert statement.speaker.text


def test_a_named_official_is_not_anonymous():
    phrase = "Senior//ADJ/2/amod official//NOUN/0/root A.//PROPN/2/flat Ford//PROPN/3/flat"
    (statement,) = asked(says(phrase), names=PAIR).statements

    assert statement.speaker.actor
    assert not statement.speaker.anonymous


def test_a_statement_without_a_speaker_stays_without():
    made = annotated(says(FORD), names=PAIR)

    (statement,) = resolve(*made, (said(made, None, "so", cue=None),)).statements

    assert (statement.speaker.actor, statement.speaker.anonymous) == (None, False)
