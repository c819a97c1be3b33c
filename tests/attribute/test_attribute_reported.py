"""Indirect speech: a cue with a content of its own in the parse."""

import pytest
from retold import proposed, retold

from annotated import annotated


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    "The//DET/2/det minister//NOUN/3/nsubj said/say/VERB/0/root "
                    "that//SCONJ/8/mark the//DET/6/det talks/talk/NOUN/8/nsubj would//AUX/8/aux "
                    "go//VERB/3/ccomp on//ADP/8/compound:prt ~.//PUNCT/3/punct"
                ),
            ],
            [
                "indirect: The minister [said]: that the talks would go on",
            ],
            id="with that",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det minister//NOUN/3/nsubj said/say/VERB/0/root the//DET/5/det "
                    "talks/talk/NOUN/7/nsubj would//AUX/7/aux go//VERB/3/ccomp "
                    "on//ADP/7/compound:prt ~.//PUNCT/3/punct"
                ),
            ],
            [
                "indirect: The minister [said]: the talks would go on",
            ],
            id="without that",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det talks/talk/NOUN/4/nsubj will//AUX/4/aux go//VERB/9/ccomp "
                    "on//ADP/4/compound:prt ~,//PUNCT/4/punct the//DET/8/det "
                    "minister//NOUN/9/nsubj said/say/VERB/0/root ~.//PUNCT/9/punct"
                ),
            ],
            [
                "indirect: the minister [said]: The talks will go on",
            ],
            id="a tag",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det talks/talk/NOUN/4/nsubj will//AUX/4/aux go//VERB/7/ccomp "
                    "on//ADP/4/compound:prt ~,//PUNCT/4/punct said/say/VERB/0/root the//DET/9/det "
                    "minister//NOUN/7/nsubj ~.//PUNCT/7/punct"
                ),
            ],
            [
                "indirect: the minister [said]: The talks will go on",
            ],
            id="an inverted tag",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det talks/talk/NOUN/9/nsubj ~,//PUNCT/2/punct the//DET/5/det "
                    "minister//NOUN/6/nsubj said/say/VERB/9/parataxis ~,//PUNCT/6/punct "
                    "will//AUX/9/aux go//VERB/0/root on//ADP/9/compound:prt next//ADJ/12/amod "
                    "week//NOUN/9/obl:unmarked ~.//PUNCT/9/punct"
                ),
            ],
            [
                "indirect: the minister [said]: The talks, will go on next week",
            ],
            id="a parenthesis",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det talks/talk/NOUN/4/nsubj had/have/AUX/4/aux "
                    "failed/fail/VERB/0/root ~,//PUNCT/8/punct as//SCONJ/8/mark "
                    "Lavrov//PROPN/8/nsubj said/say/VERB/4/advcl ~.//PUNCT/4/punct"
                ),
            ],
            [
                "indirect: Lavrov [as said]: The talks had failed",
            ],
            id="as he said",
        ),
        pytest.param(
            [
                (
                    "Lavrov//PROPN/2/nsubj told/tell/VERB/0/root Kerry//PROPN/2/iobj "
                    "that//SCONJ/8/mark the//DET/6/det talks/talk/NOUN/8/nsubj had/have/AUX/8/aux "
                    "failed/fail/VERB/2/ccomp ~.//PUNCT/2/punct"
                ),
            ],
            [
                "indirect: Lavrov [told] to Kerry: that the talks had failed",
            ],
            id="told somebody that",
        ),
        pytest.param(
            [
                (
                    "Lavrov//PROPN/2/nsubj went/go/VERB/0/root on//ADP/2/compound:prt "
                    "to//PART/5/mark say//VERB/2/xcomp that//SCONJ/10/mark the//DET/8/det "
                    "talks/talk/NOUN/10/nsubj had/have/AUX/10/aux failed/fail/VERB/5/ccomp "
                    "~.//PUNCT/2/punct"
                ),
            ],
            [
                "indirect: Lavrov [went on to say]: that the talks had failed",
            ],
            id="went on to say",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det minister//NOUN/3/nsubj called/call/VERB/0/root on//ADP/6/case "
                    "the//DET/6/det rebels/rebel/NOUN/3/obl to//PART/8/mark leave//VERB/3/xcomp "
                    "the//DET/10/det city//NOUN/8/obj ~.//PUNCT/3/punct"
                ),
            ],
            [
                "indirect: The minister [called on] to the rebels: to leave the city",
            ],
            id="call on somebody to",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det minister//NOUN/3/nsubj accused/accuse/VERB/0/root "
                    "the//DET/5/det rebels/rebel/NOUN/3/obj of//SCONJ/7/mark "
                    "shelling/shell/VERB/3/advcl the//DET/9/det city//NOUN/7/obj "
                    "~.//PUNCT/3/punct"
                ),
            ],
            [
                "indirect: The minister [accused]: the rebels of shelling the city",
            ],
            id="accuse somebody of",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det minister//NOUN/3/nsubj left/leave/VERB/0/root "
                    "Geneva//PROPN/3/obj and//CCONJ/6/cc said/say/VERB/3/conj that//SCONJ/11/mark "
                    "the//DET/9/det talks/talk/NOUN/11/nsubj had/have/AUX/11/aux "
                    "failed/fail/VERB/6/ccomp ~.//PUNCT/3/punct"
                ),
            ],
            [
                "indirect: The minister [said]: that the talks had failed",
            ],
            id="two verbs with one subject",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det minister//NOUN/3/nsubj left/leave/VERB/0/root the//DET/5/det "
                    "city//NOUN/3/obj on//ADP/7/case Friday//PROPN/3/obl ~.//PUNCT/3/punct"
                ),
            ],
            [],
            id="a verb that says nothing",
        ),
    ],
)
def test_a_verb_has_its_subject_and_its_clause(blocks: list[str], expected: list[str]) -> None:
    assert expected == retold(annotated(*blocks))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    "Merkel//PROPN/3/nsubj:pass was/be/AUX/3/aux:pass told/tell/VERB/0/root "
                    "by//ADP/6/case the//DET/6/det minister//NOUN/3/obl:agent that//SCONJ/11/mark "
                    "the//DET/9/det talks/talk/NOUN/11/nsubj had/have/AUX/11/aux "
                    "failed/fail/VERB/3/ccomp ~.//PUNCT/3/punct"
                ),
            ],
            [
                "indirect: the minister [was told] to Merkel: that the talks had failed",
            ],
            id="a passive with its agent",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det president//NOUN/4/nsubj:pass is/be/AUX/4/aux:pass "
                    "expected/expect/VERB/0/root to//PART/6/mark visit//VERB/4/xcomp "
                    "Berlin//PROPN/6/obj ~.//PUNCT/4/punct"
                ),
            ],
            [
                "indirect: nobody [is expected]: The president to visit Berlin",
            ],
            id="a subject raised",
        ),
        pytest.param(
            [
                (
                    "There//PRON/2/expl were/be/VERB/0/root reports/report/NOUN/2/nsubj "
                    "claiming/claim/VERB/3/acl that//SCONJ/9/mark the//DET/7/det "
                    "rebels/rebel/NOUN/9/nsubj had/have/AUX/9/aux fled/flee/VERB/4/ccomp "
                    "~.//PUNCT/2/punct"
                ),
            ],
            [
                "indirect: reports [claiming]: that the rebels had fled",
            ],
            id="a participle at a noun",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det minister//NOUN/3/nsubj said/say/VERB/0/root "
                    "that//SCONJ/8/mark the//DET/6/det talks/talk/NOUN/8/nsubj had/have/AUX/8/aux "
                    "failed/fail/VERB/3/ccomp ~,//PUNCT/10/punct adding/add/VERB/3/advcl "
                    "that//SCONJ/15/mark the//DET/13/det rebels/rebel/NOUN/15/nsubj "
                    "had/have/AUX/15/aux left/leave/VERB/10/ccomp ~.//PUNCT/3/punct"
                ),
            ],
            [
                "indirect: The minister [said]: that the talks had failed",
                "indirect: The minister [adding]: that the rebels had left",
            ],
            id="a participle behind a comma",
        ),
        pytest.param(
            [
                (
                    "Lavrov//PROPN/11/nsubj ~,//PUNCT/4/punct who//PRON/4/nsubj "
                    "said/say/VERB/1/acl:relcl that//SCONJ/9/mark the//DET/7/det "
                    "talks/talk/NOUN/9/nsubj had/have/AUX/9/aux failed/fail/VERB/4/ccomp "
                    "~,//PUNCT/1/punct left/leave/VERB/0/root Geneva//PROPN/11/obj "
                    "~.//PUNCT/11/punct"
                ),
            ],
            [
                "indirect: who [said]: that the talks had failed",
            ],
            id="a relative clause",
        ),
        pytest.param(
            [
                (
                    "It//PRON/3/expl is/be/AUX/3/aux:pass believed/believe/VERB/0/root "
                    "that//SCONJ/8/mark the//DET/6/det rebels/rebel/NOUN/8/nsubj have//AUX/8/aux "
                    "fled/flee/VERB/3/csubj:pass ~.//PUNCT/3/punct"
                ),
            ],
            [
                "indirect: nobody [is believed]: that the rebels have fled",
            ],
            id="nobody",
        ),
        pytest.param(
            [
                (
                    "Washington//PROPN/3/nmod:poss ~'s//PART/1/case "
                    "statements/statement/NOUN/9/nsubj that//SCONJ/7/mark the//DET/6/det "
                    "rebels/rebel/NOUN/7/nsubj fired/fire/VERB/3/acl first//ADV/7/advmod "
                    "surprised/surprise/VERB/0/root the//DET/11/det ministry//NOUN/9/obj "
                    "~.//PUNCT/9/punct"
                ),
            ],
            [
                "indirect: Washington [statements]: that the rebels fired first",
            ],
            id="the owner of a noun",
        ),
    ],
)
def test_the_source_is_found_where_syntax_has_put_it(blocks: list[str], expected: list[str]) -> None:
    assert expected == retold(annotated(*blocks))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    "According/accord/VERB/4/case to//ADP/1/fixed the//DET/4/det "
                    "ministry//NOUN/8/obl ~,//PUNCT/4/punct the//DET/7/det "
                    "talks/talk/NOUN/8/nsubj failed/fail/VERB/0/root ~.//PUNCT/8/punct"
                ),
            ],
            [
                "indirect: the ministry [According to]: the talks failed",
            ],
            id="in front",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det talks/talk/NOUN/3/nsubj failed/fail/VERB/0/root "
                    "~,//PUNCT/8/punct according/accord/VERB/8/case to//ADP/5/fixed "
                    "the//DET/8/det ministry//NOUN/3/obl ~.//PUNCT/3/punct"
                ),
            ],
            [
                "indirect: the ministry [according to]: The talks failed",
            ],
            id="behind",
        ),
        pytest.param(
            [
                (
                    "Everyone//PRON/2/nsubj fled/flee/VERB/0/root ~,//PUNCT/7/punct "
                    "according/accord/VERB/7/case to//ADP/4/fixed the//DET/7/det "
                    "ministry//NOUN/2/obl ~.//PUNCT/2/punct"
                ),
            ],
            [
                "indirect: the ministry [according to]: Everyone fled",
            ],
            id="behind a short sentence",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det talks/talk/NOUN/13/nsubj between//ADP/6/case the//DET/6/det "
                    "two//NUM/6/nummod ministers/minister/NOUN/2/nmod ~,//PUNCT/11/punct "
                    "according/accord/VERB/11/case to//ADP/8/fixed the//DET/11/det "
                    "ministry//NOUN/13/obl ~,//PUNCT/11/punct failed/fail/VERB/0/root "
                    "last//ADJ/15/amod week//NOUN/13/obl:unmarked ~.//PUNCT/13/punct"
                ),
            ],
            [
                "indirect: the ministry [according to]: The talks between the two ministers failed last week",
            ],
            id="between",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det talks/talk/NOUN/9/nsubj ~,//PUNCT/2/punct "
                    "according/accord/VERB/7/case to//ADP/4/fixed the//DET/7/det "
                    "ministry//NOUN/9/obl ~,//PUNCT/7/punct failed/fail/VERB/0/root "
                    "last//ADJ/11/amod week//NOUN/9/obl:unmarked ~.//PUNCT/9/punct"
                ),
            ],
            [
                "indirect: the ministry [according to]: The talks failed last week",
            ],
            id="between a short subject and its verb",
        ),
        pytest.param(
            [
                (
                    "But//CCONJ/10/cc ~,//PUNCT/1/punct according/accord/VERB/6/case "
                    "to//ADP/3/fixed the//DET/6/det ministry//NOUN/10/obl ~,//PUNCT/6/punct "
                    "the//DET/9/det talks/talk/NOUN/10/nsubj failed/fail/VERB/0/root "
                    "last//ADJ/12/amod week//NOUN/10/obl:unmarked ~.//PUNCT/10/punct"
                ),
            ],
            [
                "indirect: the ministry [according to]: the talks failed last week",
            ],
            id="behind a conjunction",
        ),
    ],
)
def test_according_to_takes_the_sentence_around_it(blocks: list[str], expected: list[str]) -> None:
    assert expected == retold(annotated(*blocks))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    "In//ADP/3/case the//DET/3/det words/word/NOUN/10/obl of//ADP/5/case "
                    "Lavrov//PROPN/3/nmod ~,//PUNCT/3/punct the//DET/8/det truce//NOUN/10/nsubj "
                    "has/have/AUX/10/aux failed/fail/VERB/0/root ~.//PUNCT/10/punct"
                ),
            ],
            "Lavrov [In the words of]: the truce has failed",
            id="in the words of",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det army//NOUN/4/nsubj allegedly//ADV/4/advmod "
                    "shelled/shell/VERB/0/root the//DET/6/det village//NOUN/4/obj "
                    "~.//PUNCT/4/punct"
                ),
            ],
            "nobody [allegedly]: The army shelled the village",
            id="allegedly",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det rebels/rebel/NOUN/4/nsubj reportedly//ADV/4/advmod "
                    "left/leave/VERB/0/root the//DET/6/det city//NOUN/4/obj ~.//PUNCT/4/punct"
                ),
            ],
            "nobody [reportedly]: The rebels left the city",
            id="reportedly",
        ),
    ],
)
def test_words_that_vouch_for_a_sentence_are_proposed(blocks: list[str], expected: str) -> None:
    assert expected in proposed(annotated(*blocks))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    "The//DET/2/det ministry//NOUN/3/nsubj rejected/reject/VERB/0/root "
                    "his//PRON/5/nmod:poss claim//NOUN/3/obj that//SCONJ/9/mark the//DET/8/det "
                    "rebels/rebel/NOUN/9/nsubj fired/fire/VERB/5/acl first//ADV/9/advmod "
                    "~.//PUNCT/3/punct"
                ),
            ],
            [
                "indirect: The ministry [rejected] not: his claim that the rebels fired first",
                "  indirect: his [claim]: that the rebels fired first",
            ],
            id="a claim that is rejected",
        ),
        pytest.param(
            [
                (
                    "Moscow//PROPN/2/nsubj says/say/VERB/0/root that//SCONJ/5/mark "
                    "Washington//PROPN/5/nsubj said/say/VERB/2/ccomp that//SCONJ/9/mark "
                    "the//DET/8/det rebels/rebel/NOUN/9/nsubj claim//VERB/5/ccomp "
                    "that//SCONJ/13/mark the//DET/12/det talks/talk/NOUN/13/nsubj "
                    "failed/fail/VERB/9/ccomp ~.//PUNCT/2/punct"
                ),
            ],
            [
                "indirect: Moscow [says]: that Washington said that the rebels claim that the talks failed",
                "  indirect: Washington [said]: that the rebels claim that the talks failed",
                "    indirect: the rebels [claim]: that the talks failed",
            ],
            id="three levels",
        ),
        pytest.param(
            [
                (
                    '"//PUNCT/3/punct ~Washington//PROPN/3/nsubj said/say/VERB/12/ccomp '
                    "that//SCONJ/8/mark the//DET/6/det talks/talk/NOUN/8/nsubj had/have/AUX/8/aux "
                    'failed/fail/VERB/3/ccomp ~,//PUNCT/3/punct ~"//PUNCT/3/punct '
                    "Lavrov//PROPN/12/nsubj said/say/VERB/0/root ~.//PUNCT/12/punct"
                ),
            ],
            [
                'direct: Lavrov [said]: "Washington said that the talks had failed,"',
                "  indirect: Washington [said]: that the talks had failed",
            ],
            id="inside a quotation",
        ),
    ],
)
def test_a_statement_inside_another_has_the_nearest_for_its_parent(
    blocks: list[str], expected: list[str]
) -> None:
    assert expected == retold(annotated(*blocks))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    "The//DET/2/det minister//NOUN/5/nsubj did/do/AUX/5/aux not//PART/5/advmod "
                    "say//VERB/0/root that//SCONJ/10/mark the//DET/8/det talks/talk/NOUN/10/nsubj "
                    "had/have/AUX/10/aux failed/fail/VERB/5/ccomp ~.//PUNCT/5/punct"
                ),
            ],
            [
                "indirect: The minister [did not say] not: that the talks had failed",
            ],
            id="did not say",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det minister//NOUN/3/nsubj denied/deny/VERB/0/root "
                    "that//SCONJ/8/mark the//DET/6/det talks/talk/NOUN/8/nsubj had/have/AUX/8/aux "
                    "failed/fail/VERB/3/ccomp ~.//PUNCT/3/punct"
                ),
            ],
            [
                "indirect: The minister [denied] not: that the talks had failed",
            ],
            id="denied",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det minister//NOUN/5/nsubj did/do/AUX/5/aux not//PART/5/advmod "
                    "deny//VERB/0/root that//SCONJ/10/mark the//DET/8/det "
                    "talks/talk/NOUN/10/nsubj had/have/AUX/10/aux failed/fail/VERB/5/ccomp "
                    "~.//PUNCT/5/punct"
                ),
            ],
            [
                "indirect: The minister [did not deny]: that the talks had failed",
            ],
            id="did not deny",
        ),
    ],
)
def test_polarity_is_that_of_the_words(blocks: list[str], expected: list[str]) -> None:
    assert expected == retold(annotated(*blocks))
