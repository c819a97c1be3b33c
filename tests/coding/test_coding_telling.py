"""Who tells a predicate that stands in statements, and with what status."""

import pytest
from hand import Case, page_of, table

from onrecord.coding.telling import Telling

CASES = table("tellers")


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES])
def test_the_innermost_statement_that_asserts_it_tells_it(case: Case) -> None:
    page, token = page_of(case)

    told = Telling(page).told(token)

    assert case.told == f"{told.status} {told.certainty} {told.polarity}"
    assert case.teller == (told.statement or "-")


def test_each_act_of_a_cue_has_a_sentence() -> None:
    named = {case.name.rpartition("-")[0] for case in CASES}

    assert named >= {
        *(
            "refuse",
            "plan",
            "ready",
            "effort",
            "call",
            "demand",
            "promise",
            "agree",
            "threaten",
            "accuse",
            "deny",
        ),
        *(
            "confirm",
            "ask",
            "believe",
            "doubt",
            "fear",
            "warn",
            "feel",
            "condemn",
            "admit",
            "say",
            "quote",
            "chain",
        ),
    }
