"""What a cue says of its content, whatever its words are: class, polarity, certainty and who is spoken to."""

import pytest

from annotated import annotated
from onrecord.attribute.describe import Described, describe
from onrecord.syntax import Tree

FAILED = "that//SCONJ/{0}/mark talks/talk/NOUN/{0}/nsubj failed/fail/VERB/{1}/ccomp ~.//PUNCT/{1}/punct"


def of(rows: str, cue: str) -> tuple[Described, Tree]:
    """The description of the words ``cue``, each at its first place in a hand-made sentence."""
    tree = Tree(annotated(rows).annotation)
    words = [token.text for token in tree.tokens]
    indices = []
    for word in cue.split():
        indices.append(words.index(word, indices[-1] + 1 if indices else 0))
    return describe(tree, indices), tree


@pytest.mark.parametrize(
    ("rows", "cue", "expected"),
    [
        pytest.param(
            "Kerry//PROPN/2/nsubj denied/deny/VERB/0/root " + FAILED.format(5, 2),
            "denied",
            ("deny/verb", "deny", "-", "certain"),
            id="a verb",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj declined/decline/VERB/0/root to//PART/4/mark say//VERB/2/xcomp "
            "whether//SCONJ/7/mark talks/talk/NOUN/7/nsubj failed/fail/VERB/4/ccomp",
            "declined to say",
            ("say/verb", "say", "-", "unspecified"),
            id="an infinitive of saying",
        ),
        pytest.param(
            "Kerry//PROPN/4/nsubj did/do/AUX/4/aux not//PART/4/advmod refuse//VERB/0/root to//PART/6/mark "
            "say//VERB/4/xcomp so//ADV/6/advmod",
            "did not refuse to say",
            ("say/verb", "say", "+", "certain"),
            id="two negations",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj ruled/rule/VERB/0/root out//ADP/2/compound:prt talks/talk/NOUN/2/obj",
            "ruled out",
            ("rule out/verb", "rule_out", "-", "certain"),
            id="a verb with its particle",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj voiced/voice/VERB/0/root support//NOUN/2/obj for//ADP/5/case talks/talk/NOUN/3/nmod",
            "voiced support for",
            ("voice/verb", "support", "+", "certain"),
            id="a light verb does what its noun says",
        ),
        pytest.param(
            "His//PRON/2/nmod:poss criticism//NOUN/5/nsubj of//ADP/4/case talks/talk/NOUN/2/nmod grew/grow/VERB/0/root",
            "criticism of",
            ("criticism/noun", "criticise", "+", "certain"),
            id="a noun",
        ),
        pytest.param(
            "There//PRON/2/expl is/be/VERB/0/root no//DET/4/det evidence//NOUN/2/nsubj that//SCONJ/7/mark "
            "talks/talk/NOUN/7/nsubj failed/fail/VERB/4/acl",
            "no evidence",
            ("evidence/noun", "show", "-", "unspecified"),
            id="a noun that is not there",
        ),
        pytest.param(
            "Kerry//PROPN/3/nsubj is/be/AUX/3/cop doubtful//ADJ/0/root " + FAILED.format(6, 3),
            "is doubtful",
            ("doubtful/adj", "believe", "+", "possible"),
            id="an adjective",
        ),
        pytest.param(
            "Kerry//PROPN/3/nsubj was/be/AUX/3/cop livid//ADJ/0/root " + FAILED.format(6, 3),
            "was livid",
            ("livid/adj", "feel", "+", "certain"),
            id="an unknown adjective feels",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj itches/itch/VERB/0/root to//PART/4/mark leave//VERB/2/xcomp",
            "itches",
            ("itch/verb", "intend", "+", "certain"),
            id="an unknown verb with an infinitive intends",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj asked/ask/VERB/0/root whether//SCONJ/5/mark talks/talk/NOUN/5/nsubj "
            "failed/fail/VERB/2/ccomp",
            "asked",
            ("ask/verb", "ask", "+", "unspecified"),
            id="a question",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj asked/ask/VERB/0/root Iran//PROPN/2/obj to//PART/5/mark leave//VERB/2/xcomp",
            "asked",
            ("ask/verb", "demand", "+", "certain"),
            id="a request",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj called/call/VERB/0/root it//PRON/2/obj illegal//ADJ/2/xcomp",
            "called",
            ("call/verb", "describe", "+", "certain"),
            id="a description",
        ),
        pytest.param(
            "Talks/talk/NOUN/2/nsubj failed/fail/VERB/0/root according//VERB/5/case to//ADP/3/fixed Kerry//PROPN/2/obl",
            "according to",
            ("according to/prep", "say", "+", "certain"),
            id="a preposition",
        ),
        pytest.param(
            "Talks/talk/NOUN/3/nsubj allegedly//ADV/3/advmod failed/fail/VERB/0/root",
            "allegedly",
            ("allegedly/adv", "claim", "+", "unspecified"),
            id="an adverb",
        ),
        pytest.param(
            "Kerry//PROPN/4/nsubj ~://PUNCT/1/punct talks/talk/NOUN/4/nsubj failed/fail/VERB/0/root",
            ":",
            ("-/mark", "say", "+", "certain"),
            id="a colon",
        ),
    ],
)
def test_a_cue_is_described_by_the_word_that_says_it(
    rows: str, cue: str, expected: tuple[str, str, str, str]
) -> None:
    found, _ = of(rows, cue)
    assert expected == (found.lemma, found.class_, found.polarity, found.certainty)


@pytest.mark.parametrize(
    ("cue", "lead", "expected"),
    [
        ("said", "Kerry//PROPN/2/nsubj said/say/VERB/0/root ", "+certain"),
        (
            "did not say",
            "Kerry//PROPN/4/nsubj did/do/AUX/4/aux not//PART/4/advmod say//VERB/0/root ",
            "-unspecified",
        ),
        (
            "did not deny",
            "Kerry//PROPN/4/nsubj did/do/AUX/4/aux not//PART/4/advmod deny//VERB/0/root ",
            "+possible",
        ),
        (
            "does not believe",
            "Kerry//PROPN/4/nsubj does/do/AUX/4/aux not//PART/4/advmod believe//VERB/0/root ",
            "-probable",
        ),
        (
            "may have said",
            "Kerry//PROPN/4/nsubj may//AUX/4/aux have//AUX/4/aux said/say/VERB/0/root ",
            "+possible",
        ),
        ("will say", "Kerry//PROPN/3/nsubj will//AUX/3/aux say//VERB/0/root ", "+probable"),
        ("would say", "Kerry//PROPN/3/nsubj would//AUX/3/aux say//VERB/0/root ", "+unspecified"),
        ("would say", "I//PRON/3/nsubj would//AUX/3/aux say//VERB/0/root ", "+certain"),
        ("said", "Kerry//PROPN/3/nsubj reportedly//ADV/3/advmod said/say/VERB/0/root ", "+unspecified"),
        ("said", "Kerry//PROPN/3/nsubj probably//ADV/3/advmod said/say/VERB/0/root ", "+probable"),
        ("is said", "It//PRON/3/nsubj:pass is/be/AUX/3/aux:pass said/say/VERB/0/root ", "+unspecified"),
        (
            "is believed",
            "It//PRON/3/nsubj:pass is/be/AUX/3/aux:pass believed/believe/VERB/0/root ",
            "+probable",
        ),
        ("said", "Nobody//PRON/2/nsubj said/say/VERB/0/root ", "-unspecified"),
        ("said", "If//SCONJ/3/mark Kerry//PROPN/3/nsubj said/say/VERB/0/root ", "+unspecified"),
        (
            "is expected to say",
            "Kerry//PROPN/3/nsubj:pass is/be/AUX/3/aux:pass expected/expect/VERB/0/root to//PART/5/mark "
            "say//VERB/3/xcomp ",
            "+probable",
        ),
    ],
)
def test_certainty_falls_with_the_words_around_a_cue(cue: str, lead: str, expected: str) -> None:
    verb = len(lead.split())
    found, _ = of(lead + FAILED.format(verb + 3, verb), cue)
    assert expected == found.polarity + found.certainty


@pytest.mark.parametrize(
    ("rows", "cue", "expected"),
    [
        pytest.param(
            "Kerry//PROPN/2/nsubj told/tell/VERB/0/root Reuters//PROPN/2/iobj " + FAILED.format(6, 2),
            "told",
            "Reuters",
            id="told X",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj told/tell/VERB/0/root the//DET/4/det glaziers/glazier/NOUN/2/iobj "
            + FAILED.format(7, 2),
            "told",
            "the glaziers",
            id="whoever is told listens",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj told/tell/VERB/0/root the//DET/4/det truth//NOUN/2/obj",
            "told",
            "",
            id="the truth does not listen",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj told/tell/VERB/0/root Tuesday//PROPN/2/obl:unmarked " + FAILED.format(6, 2),
            "told",
            "",
            id="nor does Tuesday",
        ),
        pytest.param(
            "Reporters/reporter/NOUN/3/nsubj:pass were/be/AUX/3/aux:pass told/tell/VERB/0/root "
            + FAILED.format(6, 3),
            "were told",
            "Reporters",
            id="the subject of a passive",
        ),
        pytest.param(
            "In//ADP/3/case a//DET/3/det letter//NOUN/7/obl to//ADP/5/case Kerry//PROPN/3/nmod Iran//PROPN/7/nsubj "
            "said/say/VERB/0/root " + FAILED.format(10, 7),
            "said",
            "Kerry",
            id="in a letter to X",
        ),
        pytest.param(
            "In//ADP/3/case an//DET/3/det interview//NOUN/7/obl with//ADP/5/case Reuters//PROPN/3/nmod "
            "Kerry//PROPN/7/nsubj said/say/VERB/0/root " + FAILED.format(10, 7),
            "said",
            "Reuters",
            id="in an interview with X",
        ),
        pytest.param(
            "Speaking/speak/VERB/5/advcl to//ADP/3/case reporters/reporter/NOUN/1/obl Kerry//PROPN/5/nsubj "
            "said/say/VERB/0/root " + FAILED.format(8, 5),
            "said",
            "reporters",
            id="speaking to X",
        ),
        pytest.param(
            "Asked/ask/VERB/5/advcl by//ADP/3/case Reuters//PROPN/1/obl:agent Kerry//PROPN/5/nsubj "
            "said/say/VERB/0/root " + FAILED.format(8, 5),
            "said",
            "Reuters",
            id="asked by X",
        ),
        pytest.param(
            "Asked/ask/VERB/7/advcl whether//SCONJ/4/mark talks/talk/NOUN/4/nsubj failed/fail/VERB/1/ccomp "
            "~,//PUNCT/1/punct Kerry//PROPN/7/nsubj smiled/smile/VERB/0/root",
            "Asked",
            "Kerry",
            id="who is asked is the subject of the sentence",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj repeated/repeat/VERB/0/root his//PRON/4/nmod:poss promise//NOUN/2/obj "
            "to//ADP/6/case voters/voter/NOUN/4/nmod to//PART/8/mark leave//VERB/4/acl",
            "promise",
            "voters",
            id="a promise to X",
        ),
        pytest.param(
            "Kerry//PROPN/2/nsubj said/say/VERB/0/root to//ADP/4/case laughter//NOUN/2/obl "
            + FAILED.format(7, 2),
            "said",
            "",
            id="laughter does not listen",
        ),
    ],
)
def test_the_addressee_is_who_hears_or_reads_it(rows: str, cue: str, expected: str) -> None:
    found, tree = of(rows, cue)
    assert expected == " ".join(tree.tokens[i].text for i in found.addressee)
