"""Where the content of a cue stands: one sentence for each frame, and for each place of its source."""

import pytest
from retold import proposed

from annotated import annotated


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "Kerry//PROPN/2/nsubj asked/ask/VERB/0/root whether//SCONJ/5/mark talks/talk/NOUN/5/nsubj "
            "failed/fail/VERB/2/ccomp ~.//PUNCT/2/punct",
            "Kerry [asked]: whether talks failed",
            id="wh",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj denied/deny/VERB/0/root taking/take/VERB/2/xcomp part//NOUN/3/obj "
            "~.//PUNCT/2/punct",
            "Kerry [denied]: taking part",
            id="a participle",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj believed/believe/VERB/0/root the//DET/4/det talks/talk/NOUN/2/obj "
            "helped/help/VERB/2/xcomp peace//NOUN/5/obj ~.//PUNCT/2/punct",
            "Kerry [believed]: the talks helped peace",
            id="a subject taken for an object",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj promised/promise/VERB/0/root to//PART/4/mark leave//VERB/2/xcomp "
            "~.//PUNCT/2/punct",
            "Kerry [promised]: to leave",
            id="an infinitive",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj urged/urge/VERB/0/root Iran//PROPN/2/obj to//PART/5/mark leave//VERB/2/xcomp "
            "~.//PUNCT/2/punct",
            "Kerry [urged]: Iran to leave",
            id="an object and an infinitive",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj called/call/VERB/0/root the//DET/4/det vote//NOUN/2/obj illegal//ADJ/2/xcomp "
            "~.//PUNCT/2/punct",
            "Kerry [called]: the vote illegal",
            id="a complement",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj described/describe/VERB/0/root the//DET/4/det vote//NOUN/2/obj "
            "as//ADP/6/case illegal//ADJ/2/obl ~.//PUNCT/2/punct",
            "Kerry [described]: the vote as illegal",
            id="a complement with as",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj described/describe/VERB/0/root the//DET/4/det vote//NOUN/2/obj "
            "as//ADP/7/case a//DET/7/det farce//NOUN/4/nmod ~.//PUNCT/2/punct",
            "Kerry [described]: the vote as a farce",
            id="a complement hung on the object",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj condemned/condemn/VERB/0/root the//DET/4/det attack//NOUN/2/obj "
            "on//ADP/6/case Aleppo//PROPN/2/obl Friday//PROPN/2/obl:tmod ~.//PUNCT/2/punct",
            "Kerry [condemned]: the attack on Aleppo",
            id="an object with what follows it, less the time",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj spoke/speak/VERB/0/root of//ADP/4/case peace//NOUN/2/obl ~.//PUNCT/2/punct",
            "Kerry [spoke of]: peace",
            id="a preposition",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj expressed/express/VERB/0/root concern//NOUN/2/obj that//SCONJ/6/mark "
            "talks/talk/NOUN/6/nsubj failed/fail/VERB/3/acl ~.//PUNCT/2/punct",
            "Kerry [expressed concern]: that talks failed",
            id="a light verb",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj drew/draw/VERB/0/root attention//NOUN/2/obj to//ADP/6/case the//DET/6/det "
            "fact//NOUN/2/obl that//SCONJ/9/mark talks/talk/NOUN/9/nsubj failed/fail/VERB/6/acl "
            "~.//PUNCT/2/punct",
            "Kerry [drew attention to the fact]: that talks failed",
            id="a fact",
        ),
        pytest.param(
            "Kerry//PROPN/3/nsubj is/be/AUX/3/cop confident//ADJ/0/root that//SCONJ/6/mark "
            "talks/talk/NOUN/6/nsubj work//VERB/3/ccomp ~.//PUNCT/3/punct",
            "Kerry [is confident]: that talks work",
            id="an adjective",
        ),
        pytest.param(
            "Kerry//PROPN/3/nsubj is/be/AUX/3/cop critical//ADJ/0/root of//ADP/5/case talks/talk/NOUN/3/obl "
            "~.//PUNCT/3/punct",
            "Kerry [is critical of]: talks",
            id="an adjective with a preposition",
        ),
    ],
)
def test_each_frame_has_its_place(rows: str, expected: str) -> None:
    assert expected in proposed(annotated(rows))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "A//DET/2/det claim//NOUN/9/nsubj by//ADP/5/case the//DET/5/det ministry//NOUN/2/nmod "
            "that//SCONJ/8/mark talks/talk/NOUN/8/nsubj failed/fail/VERB/2/acl spread//VERB/0/root "
            "~.//PUNCT/9/punct",
            "the ministry [claim]: that talks failed",
            id="by",
        ),
        pytest.param(
            "A//DET/2/det claim//NOUN/10/nsubj made/make/VERB/2/acl by//ADP/6/case the//DET/6/det "
            "ministry//NOUN/3/obl:agent that//SCONJ/9/mark talks/talk/NOUN/9/nsubj failed/fail/VERB/2/acl "
            "spread//VERB/0/root ~.//PUNCT/10/punct",
            "the ministry [claim]: that talks failed",
            id="made by",
        ),
        pytest.param(
            "Kerry//PROPN/3/nmod:poss ~'s//PART/1/case claims/claim/NOUN/0/root ~,//PUNCT/6/punct the//DET/6/det "
            "claims/claim/NOUN/3/appos that//SCONJ/9/mark talks/talk/NOUN/9/nsubj failed/fail/VERB/6/acl "
            "~.//PUNCT/3/punct",
            "Kerry [claims]: that talks failed",
            id="the same noun before",
        ),
        pytest.param(
            "Foreign//ADJ/2/amod Minister//PROPN/5/nsubj Sergei//PROPN/4/compound Lavrov//PROPN/5/nsubj "
            "said/say/VERB/0/root talks/talk/NOUN/7/nsubj failed/fail/VERB/5/ccomp ~.//PUNCT/5/punct",
            "Foreign Minister Sergei Lavrov [said]: talks failed",
            id="a title and a name taken for two subjects",
        ),
        pytest.param(
            "Reports/report/NOUN/0/root in//ADP/3/case Damascus//PROPN/1/nmod claim//NOUN/1/appos "
            "that//SCONJ/7/mark talks/talk/NOUN/7/nsubj failed/fail/VERB/4/acl ~.//PUNCT/1/punct",
            "Reports in Damascus [claim]: that talks failed",
            id="a verb taken for a noun",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj drew/draw/VERB/0/root Iran//PROPN/5/nmod:poss ~'s//PART/3/case "
            "attention//NOUN/2/obj to//ADP/7/case peace//NOUN/5/nmod ~.//PUNCT/2/punct",
            "Kerry [drew Iran's attention to]: peace",
            id="not whose attention is drawn",
        ),
    ],
)
def test_the_source_of_a_noun_or_a_broken_parse_is_found(rows: str, expected: str) -> None:
    assert expected in proposed(annotated(rows))


def test_it_is_nobody() -> None:
    rows = (
        "It//PRON/2/nsubj seems/seem/VERB/0/root that//SCONJ/5/mark talks/talk/NOUN/5/nsubj "
        "failed/fail/VERB/2/ccomp ~.//PUNCT/2/punct"
    )
    assert "nobody [seems]: that talks failed" in proposed(annotated(rows))


def test_a_content_of_nothing_but_a_pronoun_is_no_statement() -> None:
    rows = "Kerry//PROPN/2/nsubj denied/deny/VERB/0/root it//PRON/2/obj ~.//PUNCT/2/punct"
    assert proposed(annotated(rows)) == set()
