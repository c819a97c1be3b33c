"""Direct and mixed speech: whose words stand in the quotation marks."""

import pytest
from retold import proposed, retold

from annotated import annotated


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    '"//PUNCT/5/punct ~The//DET/3/det talks/talk/NOUN/5/nsubj will//AUX/5/aux '
                    'go//VERB/10/ccomp on//ADP/5/compound:prt ~,//PUNCT/5/punct ~"//PUNCT/5/punct '
                    "Lavrov//PROPN/10/nsubj said/say/VERB/0/root on//ADP/12/case "
                    "Friday//PROPN/10/obl ~.//PUNCT/10/punct"
                ),
            ],
            [
                'direct: Lavrov [said]: "The talks will go on,"',
            ],
            id="a cue behind",
        ),
        pytest.param(
            [
                (
                    "Lavrov//PROPN/2/nsubj said/say/VERB/0/root ~://PUNCT/8/punct "
                    '"//PUNCT/8/punct ~The//DET/6/det talks/talk/NOUN/8/nsubj will//AUX/8/aux '
                    'go//VERB/2/ccomp on//ADP/8/compound:prt ~.//PUNCT/2/punct ~"//PUNCT/8/punct'
                ),
            ],
            [
                'direct: Lavrov [said]: "The talks will go on."',
            ],
            id="a cue in front, with a colon",
        ),
        pytest.param(
            [
                (
                    'Lavrov//PROPN/7/parataxis ~://PUNCT/7/punct "//PUNCT/7/punct ~The//DET/5/det '
                    "talks/talk/NOUN/7/nsubj have//AUX/7/aux failed/fail/VERB/0/root "
                    '~.//PUNCT/7/punct ~"//PUNCT/7/punct'
                ),
            ],
            [
                'direct: Lavrov [:]: "The talks have failed."',
            ],
            id="a name with a colon",
        ),
        pytest.param(
            [
                (
                    '"//PUNCT/5/punct ~The//DET/3/det talks/talk/NOUN/5/nsubj will//AUX/5/aux '
                    'go//VERB/10/ccomp on//ADP/5/compound:prt ~,//PUNCT/5/punct ~"//PUNCT/5/punct '
                    "Lavrov//PROPN/10/nsubj said/say/VERB/0/root ~.//PUNCT/10/punct\n"
                    '"//PUNCT/5/punct ~The//DET/3/det truce//NOUN/5/nsubj has/have/AUX/5/aux '
                    'failed/fail/VERB/0/root ~.//PUNCT/5/punct ~"//PUNCT/5/punct'
                ),
            ],
            [
                'direct: Lavrov [said]: "The talks will go on," "The truce has failed."',
            ],
            id="a cue between two sentences",
        ),
        pytest.param(
            [
                (
                    '"//PUNCT/3/punct ~The//DET/3/det talks/talk/NOUN/11/nsubj ~,//PUNCT/3/punct '
                    '~"//PUNCT/3/punct Lavrov//PROPN/7/nsubj said/say/VERB/11/parataxis '
                    '~,//PUNCT/7/punct "//PUNCT/11/punct ~will//AUX/11/aux go//VERB/0/root '
                    "on//ADP/11/compound:prt next//ADJ/14/amod week//NOUN/11/obl:unmarked "
                    '~.//PUNCT/11/punct ~"//PUNCT/11/punct'
                ),
            ],
            [
                'direct: Lavrov [said]: "The talks," "will go on next week."',
            ],
            id="a cue inside a sentence",
        ),
        pytest.param(
            [
                (
                    '"//PUNCT/5/punct ~The//DET/3/det talks/talk/NOUN/5/nsubj will//AUX/5/aux '
                    'go//VERB/10/ccomp on//ADP/5/compound:prt ~,//PUNCT/5/punct ~"//PUNCT/5/punct '
                    "Lavrov//PROPN/10/nsubj said/say/VERB/0/root ~.//PUNCT/10/punct\n"
                    '"//PUNCT/5/punct ~The//DET/3/det truce//NOUN/5/nsubj has/have/AUX/5/aux '
                    'failed/fail/VERB/9/ccomp ~,//PUNCT/5/punct ~"//PUNCT/5/punct '
                    "Merkel//PROPN/9/nsubj said/say/VERB/0/root ~.//PUNCT/9/punct"
                ),
            ],
            [
                'direct: Lavrov [said]: "The talks will go on,"',
                'direct: Merkel [said]: "The truce has failed,"',
            ],
            id="two speakers",
        ),
        pytest.param(
            [
                (
                    '"//PUNCT/5/punct ~The//DET/3/det talks/talk/NOUN/5/nsubj have//AUX/5/aux '
                    'failed/fail/VERB/9/ccomp ~,//PUNCT/5/punct ~"//PUNCT/5/punct '
                    "Lavrov//PROPN/9/nsubj told/tell/VERB/0/root reporters/reporter/NOUN/9/iobj "
                    "~.//PUNCT/9/punct"
                ),
            ],
            [
                'direct: Lavrov [told] to reporters: "The talks have failed,"',
            ],
            id="who is spoken to",
        ),
        pytest.param(
            [
                (
                    "«//PUNCT/5/punct ~The//DET/3/det talks/talk/NOUN/5/nsubj will//AUX/5/aux "
                    "go//VERB/10/ccomp on//ADP/5/compound:prt ~»//PUNCT/5/punct ~,//PUNCT/5/punct "
                    "Lavrov//PROPN/10/nsubj said/say/VERB/0/root ~.//PUNCT/10/punct"
                ),
            ],
            [
                "direct: Lavrov [said]: «The talks will go on»",
            ],
            id="guillemets",
        ),
        pytest.param(
            [
                (
                    "'//PUNCT/7/punct ~The//DET/3/det rebels/rebel/NOUN/5/nmod:poss "
                    "~'/'s/PUNCT/3/case talks/talk/NOUN/7/nsubj will//AUX/7/aux go//VERB/12/ccomp "
                    "on//ADP/7/compound:prt ~,//PUNCT/7/punct ~'//PUNCT/7/punct "
                    "Lavrov//PROPN/12/nsubj said/say/VERB/0/root ~.//PUNCT/12/punct"
                ),
            ],
            [
                "direct: Lavrov [said]: 'The rebels' talks will go on,'",
            ],
            id="single marks around a possessive",
        ),
        pytest.param(
            [
                (
                    '"//PUNCT/5/punct ~The//DET/3/det truce//NOUN/5/nsubj has/have/AUX/5/aux '
                    "failed/fail/VERB/0/root ~.//PUNCT/5/punct\n"
                    "Everybody//PRON/2/nsubj knows/know/VERB/0/root it//PRON/2/obj "
                    "~.//PUNCT/2/punct"
                ),
                (
                    '"//PUNCT/4/punct ~We//PRON/4/nsubj will//AUX/4/aux leave//VERB/10/ccomp '
                    "Geneva//PROPN/4/obj today//NOUN/4/obl:unmarked ~,//PUNCT/4/punct "
                    '~"//PUNCT/4/punct Lavrov//PROPN/10/nsubj said/say/VERB/0/root '
                    "~.//PUNCT/10/punct"
                ),
            ],
            [
                'direct: Lavrov [said]: "The truce has failed. Everybody knows it.'
                '\n\n"We will leave Geneva today,"',
            ],
            id="a paragraph that opens its mark again",
        ),
    ],
)
def test_a_quotation_goes_to_its_speaker(blocks: list[str], expected: list[str]) -> None:
    assert expected == retold(annotated(*blocks))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    "The//DET/2/det minister//NOUN/3/nsubj said/say/VERB/0/root the//DET/5/det "
                    'talks/talk/NOUN/8/nsubj were/be/AUX/8/cop "//PUNCT/8/punct '
                    '~useless//ADJ/3/ccomp and//CCONJ/10/cc harmful//ADJ/8/conj ~"//PUNCT/8/punct '
                    "~.//PUNCT/3/punct"
                ),
            ],
            [
                'mixed: The minister [said]: the talks were "useless and harmful"',
            ],
            id="at the end",
        ),
        pytest.param(
            [
                (
                    "He//PRON/2/nsubj called/call/VERB/0/root the//DET/4/det truce//NOUN/2/obj "
                    '"//PUNCT/6/punct ~useless//ADJ/2/xcomp ~"//PUNCT/6/punct ~.//PUNCT/2/punct'
                ),
            ],
            [
                'mixed: He [called]: the truce "useless"',
            ],
            id="a quoted complement",
        ),
        pytest.param(
            [
                (
                    'The//DET/2/det rebels/rebel/NOUN/4/nsubj "//PUNCT/4/punct '
                    "~want//VERB/12/ccomp peace//NOUN/4/obj and//CCONJ/7/cc nothing//PRON/5/conj "
                    'else//ADV/7/advmod ~,//PUNCT/4/punct ~"//PUNCT/4/punct '
                    "Lavrov//PROPN/12/nsubj said/say/VERB/0/root ~.//PUNCT/12/punct"
                ),
            ],
            [
                'mixed: Lavrov [said]: The rebels "want peace and nothing else,"',
            ],
            id="a quoted predicate before its tag",
        ),
    ],
)
def test_a_quotation_inside_a_clause_is_mixed(blocks: list[str], expected: list[str]) -> None:
    assert expected == retold(annotated(*blocks))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    "Lavrov//PROPN/2/nsubj said/say/VERB/0/root ~://PUNCT/8/punct "
                    '"//PUNCT/8/punct ~The//DET/6/det talks/talk/NOUN/8/nsubj have//AUX/8/aux '
                    "failed/fail/VERB/2/ccomp ~.//PUNCT/2/punct"
                ),
                (
                    "The//DET/2/det rebels/rebel/NOUN/3/nsubj left/leave/VERB/0/root "
                    "the//DET/5/det city//NOUN/3/obj on//ADP/7/case Friday//PROPN/3/obl "
                    "~.//PUNCT/3/punct"
                ),
            ],
            [
                'direct: Lavrov [said]: "The talks have failed.',
            ],
            id="the closing mark",
        ),
        pytest.param(
            [
                (
                    '"//PUNCT/8/punct ~The//DET/3/det talks/talk/NOUN/5/nsubj have//AUX/5/aux '
                    "failed/fail/VERB/8/ccomp ~,//PUNCT/5/punct Lavrov//PROPN/8/nsubj "
                    "said/say/VERB/0/root ~.//PUNCT/8/punct\n"
                    "The//DET/2/det rebels/rebel/NOUN/3/nsubj left/leave/VERB/0/root "
                    "the//DET/5/det city//NOUN/3/obj on//ADP/7/case Friday//PROPN/3/obl "
                    "~.//PUNCT/3/punct"
                ),
            ],
            [
                'direct: Lavrov [said]: "The talks have failed,',
            ],
            id="the closing mark before a tag",
        ),
        pytest.param(
            [
                (
                    "The//DET/2/det rebels/rebel/NOUN/3/nsubj left/leave/VERB/0/root "
                    "the//DET/5/det city//NOUN/3/obj ~.//PUNCT/3/punct\n"
                    "The//DET/2/det talks/talk/NOUN/4/nsubj have//AUX/4/aux "
                    'failed/fail/VERB/8/ccomp ~,//PUNCT/4/punct ~"//PUNCT/4/punct '
                    "Lavrov//PROPN/8/nsubj said/say/VERB/0/root ~.//PUNCT/8/punct"
                ),
                (
                    "The//DET/2/det army//NOUN/3/nsubj left/leave/VERB/0/root the//DET/5/det "
                    "city//NOUN/3/obj on//ADP/7/case Friday//PROPN/3/obl ~.//PUNCT/3/punct"
                ),
            ],
            [
                'direct: Lavrov [said]: The talks have failed,"',
            ],
            id="the opening mark",
        ),
    ],
)
def test_a_lost_mark_costs_a_paragraph_at_most(blocks: list[str], expected: list[str]) -> None:
    assert expected == retold(annotated(*blocks))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    '"//PUNCT/5/punct ~The//DET/3/det talks/talk/NOUN/5/nsubj {(in Geneva - eds. '
                    "TASS)} have//AUX/5/aux failed/fail/VERB/9/ccomp ~,//PUNCT/5/punct "
                    '~"//PUNCT/5/punct Lavrov//PROPN/9/nsubj said/say/VERB/0/root '
                    "~.//PUNCT/9/punct"
                ),
            ],
            [
                'direct: Lavrov [said]: "The talks have failed,"',
            ],
            id="in a quotation",
        ),
        pytest.param(
            [
                (
                    "Lavrov//PROPN/2/nsubj said/say/VERB/0/root that//SCONJ/7/mark the//DET/5/det "
                    "talks/talk/NOUN/7/nsubj {(in Geneva - eds. TASS)} had/have/AUX/7/aux "
                    "failed/fail/VERB/2/ccomp ~.//PUNCT/2/punct"
                ),
            ],
            [
                "indirect: Lavrov [said]: that the talks had failed",
            ],
            id="in a clause",
        ),
    ],
)
def test_editorial_notes_are_nobodys_words(blocks: list[str], expected: list[str]) -> None:
    assert expected == retold(annotated(*blocks))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        pytest.param(
            [
                (
                    '"//PUNCT/5/punct ~The//DET/3/det talks/talk/NOUN/5/nsubj have//AUX/5/aux '
                    'failed/fail/VERB/9/ccomp ~,//PUNCT/5/punct ~"//PUNCT/5/punct '
                    "Lavrov//PROPN/9/nsubj said/say/VERB/0/root ~.//PUNCT/9/punct\n"
                    "He//PRON/2/nsubj left/leave/VERB/0/root Geneva//PROPN/2/obj "
                    "~.//PUNCT/2/punct\n"
                    '"//PUNCT/4/punct ~We//PRON/4/nsubj will//AUX/4/aux wait//VERB/0/root '
                    "for//SCONJ/8/mark them/they/PRON/8/nsubj to//PART/8/mark call//VERB/4/advcl "
                    'us/we/PRON/8/obj ~.//PUNCT/4/punct ~"//PUNCT/4/punct'
                ),
            ],
            'Lavrov []: "We will wait for them to call us."',
            id="in the same paragraph",
        ),
        pytest.param(
            [
                (
                    '"//PUNCT/5/punct ~The//DET/3/det talks/talk/NOUN/5/nsubj have//AUX/5/aux '
                    'failed/fail/VERB/9/ccomp ~,//PUNCT/5/punct ~"//PUNCT/5/punct '
                    "Lavrov//PROPN/9/nsubj said/say/VERB/0/root ~.//PUNCT/9/punct"
                ),
                (
                    '"//PUNCT/4/punct ~We//PRON/4/nsubj will//AUX/4/aux wait//VERB/0/root '
                    "for//SCONJ/8/mark them/they/PRON/8/nsubj to//PART/8/mark call//VERB/4/advcl "
                    'us/we/PRON/8/obj ~.//PUNCT/4/punct ~"//PUNCT/4/punct'
                ),
            ],
            'Lavrov []: "We will wait for them to call us."',
            id="in the next paragraph",
        ),
    ],
)
def test_a_quotation_without_a_cue_goes_to_the_speaker_before(blocks: list[str], expected: str) -> None:
    assert expected in proposed(annotated(*blocks))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            '"//PUNCT/3/punct ~We//PRON/3/nsubj stay//VERB/9/ccomp ~,//PUNCT/3/punct ~"//PUNCT/3/punct '
            "the//DET/7/det owner//NOUN/3/obj Briggs//PROPN/7/appos said/say/VERB/0/root ~.//PUNCT/9/punct",
            'direct: the owner Briggs [said]: "We stay,"',
            id="taken for an object of what is said",
        ),
        pytest.param(
            "The//DET/2/det minister//NOUN/4/nsubj was/be/AUX/4/cop blunt//ADJ/0/root ~://PUNCT/4/punct "
            '"//PUNCT/8/punct ~We//PRON/8/nsubj stay//VERB/4/ccomp where//ADV/11/advmod we//PRON/11/nsubj '
            'are/be/VERB/8/advcl ~.//PUNCT/8/punct ~"//PUNCT/8/punct',
            'direct: The minister [:]: "We stay where we are."',
            id="the subject of a clause that leads to a quotation",
        ),
    ],
)
def test_a_speaker_without_a_verb_of_saying_is_found(rows: str, expected: str) -> None:
    assert expected in retold(annotated(rows))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "In//ADP/3/case his//PRON/3/nmod:poss words/word/NOUN/6/obl talks/talk/NOUN/6/nsubj have//AUX/6/aux "
            "failed/fail/VERB/0/root ~.//PUNCT/6/punct",
            "his [In words]: talks have failed",
            id="whose words",
        ),
        pytest.param(
            "In//ADP/4/case Kerry//PROPN/4/nmod:poss ~'s//PART/2/case view//NOUN/6/obl talks/talk/NOUN/6/nsubj "
            "failed/fail/VERB/0/root ~.//PUNCT/6/punct",
            "Kerry [In view]: talks failed",
            id="whose view",
        ),
    ],
)
def test_words_and_views_have_owners(rows: str, expected: str) -> None:
    assert expected in proposed(annotated(rows))


def test_who_is_asked_does_not_ask() -> None:
    rows = (
        "Asked/ask/VERB/8/advcl by//ADP/3/case Reuters//PROPN/1/obl:agent whether//SCONJ/6/mark "
        "talks/talk/NOUN/6/nsubj failed/fail/VERB/1/ccomp Kerry//PROPN/8/nsubj smiled/smile/VERB/0/root"
    )
    assert "Reuters [Asked]: whether talks failed" in proposed(annotated(rows))


def test_a_name_that_is_withheld_is_part_of_the_source() -> None:
    rows = (
        "A//DET/2/det baker//NOUN/9/nsubj who//PRON/4/nsubj asked/ask/VERB/2/acl:relcl not//PART/8/advmod "
        "to//PART/8/mark be//AUX/8/aux:pass named/name/VERB/4/xcomp said/say/VERB/0/root talks/talk/NOUN/11/nsubj "
        "failed/fail/VERB/9/ccomp"
    )
    assert "A baker who asked not to be named [said]: talks failed" in proposed(annotated(rows))
