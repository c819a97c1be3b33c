"""What the syntax around a predicate leaves of it: a table of clauses, and how verdicts join."""

import pytest
from hand import Case, page_of, table

from annotated import annotated
from onrecord.coding.factuality import path_to, reality
from onrecord.coding.telling import Telling
from onrecord.coding.verdicts import Reality, negated, opened, weakest
from onrecord.syntax import Tree

CASES = table("clauses")

PREVENTED = (
    "Police//NOUN/2/nsubj prevented/prevent/VERB/0/root an/a/DET/4/det attack//NOUN/2/obj "
    "without//SCONJ/6/mark shooting/shoot/VERB/2/advcl"
)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_the_clause_says_how_it_is_meant(case: Case) -> None:
    page, token = page_of(case)

    told = Telling(page).told(token)

    assert case.told == f"{told.status} {told.certainty} {told.polarity}"
    assert told.statement is None


def test_each_construction_of_the_list_has_a_clause() -> None:
    named = {case.name.rpartition("-")[0] for case in CASES}

    assert named >= {
        *(
            "negation",
            "modal",
            "future",
            "would",
            "conditional",
            "question",
            "order",
            "purpose",
            "implicative",
        ),
        *("factive", "plan", "likely", "no-evidence", "hearsay", "nominal", "relative", "coordination"),
    }


def test_every_rule_that_fired_is_noted_with_its_word() -> None:
    tree = Tree(annotated(PREVENTED).annotation)

    assert reality(tree, 3).steps == (("signature -/o", "prevented"),)
    assert reality(tree, 5).steps == (("instead", "without"),)


def test_a_path_ends_at_the_edge_of_a_content() -> None:
    tree = Tree(annotated(PREVENTED).annotation)

    assert path_to(tree, 3) == [1, 3]
    assert path_to(tree, 3, {2, 3}) == [3]
    assert reality(tree, 3, {2, 3}).sign == "+"


def test_what_is_open_stays_as_it_was_put() -> None:
    demanded = opened(Reality(), "demanded", "possible")

    assert opened(demanded, "hypothetical", "unspecified") == Reality("o", "demanded", "unspecified")
    assert opened(Reality("o", "future", "probable"), "demanded", "possible").how == "demanded"
    assert negated(demanded) == Reality("o", "demanded", "possible", negative=True)
    assert negated(negated(Reality())) == Reality()


def test_the_weakest_certainty_wins() -> None:
    assert weakest("certain", "possible", "probable") == "possible"
