"""How a promise stands by what is told of it."""

import pytest

from onrecord.record.promise_state import Said, due_of, state_of


def said(day: str | None, course: str, speaker: str = "", **more: object) -> Said:
    settings = {"affirmed": True, "certainty": "certain"} | more
    return Said(day=day, course=course, speaker=speaker, **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ((), "open"),
        ((said("2024-05-01", "restated"),), "open"),
        ((said("2024-05-01", "fulfilled"),), "kept"),
        ((said(None, "broken"),), "broken"),
        ((said("2024-05-01", "fulfilled", "ann"), said("2024-05-02", "broken", "ben")), "disputed"),
        # of one teller the last word counts
        ((said("2024-05-01", "broken", "ann"), said("2024-05-02", "fulfilled", "ann")), "kept"),
        ((said("2024-05-02", "fulfilled", "ann"), said("2024-05-01", "broken", "ann")), "kept"),
        # a denial disputes what another says, and says nothing alone
        (
            (said("2024-05-01", "broken", "ann"), said("2024-05-02", "broken", "ben", affirmed=False)),
            "disputed",
        ),
        ((said("2024-05-02", "broken", "ben", affirmed=False),), "open"),
        (
            (said("2024-05-01", "fulfilled", "a"), said("2024-05-02", "fulfilled", "b", affirmed=False)),
            "disputed",
        ),
        ((said("2024-05-01", "broken", "ann", certainty="possible"),), "open"),
        ((said("2024-05-01", "withdrawn", "ann"),), "withdrawn"),
        ((said("2024-05-01", "broken", "ann"), said("2024-05-02", "withdrawn", "ben")), "withdrawn"),
        ((said("2024-05-01", "withdrawn", "ann"), said("2024-05-02", "fulfilled", "ben")), "kept"),
    ],
)
def test_state(told: tuple[Said, ...], state: str) -> None:
    assert state_of(told) == state


def test_the_latest_extension_that_names_a_day_counts() -> None:
    first, second = (said(f"2024-05-0{n}", "extended", due=f"2024-06-0{n}") for n in (1, 2))
    assert due_of("2024-05-20", [second, first, said("2024-05-09", "extended")]) == "2024-06-02"
    assert due_of("2024-05-20", []) == "2024-05-20"
    assert due_of(None, [said("2024-05-01", "extended", due="2024-06-01", affirmed=False)]) is None
