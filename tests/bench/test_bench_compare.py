"""The bench of claims and contradictions: what counts as right."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bench.compare import b_cubed, follow_ups, key_of, told_of
from onrecord.query import FollowUp, Promised

KEY = """
[[copy]]
reports = ["a.txt", "b.txt"]
[[claim]]
gist = "It was shelled."
told = [{report = "a.txt", words = "was shelled", by = "", side = "affirms"}]
[[contradiction]]
kind = "denied"
reason = "One says so, another denies it."
one = {report = "a.txt", words = "was shelled", by = ""}
other = {report = "c.txt", words = "not shelled", by = ""}
[[commitment]]
gist = "The fire is to stop."
told = [
    {as = "made", report = "a.txt", words = "shelled"},
    {as = "broken", report = "a.txt", words = "was shelled"},
    {as = "broken", report = "b.txt", words = "was shelled"},
    {as = "fulfilled", report = "c.txt", words = "was not"},
]
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    texts = {"a.txt": "It was shelled.", "b.txt": "Again: it was shelled.", "c.txt": "It was not shelled."}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "key.toml").write_text(KEY)
    return tmp_path


def test_words_of_the_key_stand_in_copies_too(story: Path) -> None:
    key = key_of(story)
    assert key.claims == (((("a.txt", 3, 14),),),)
    ((one, other),) = key.contradictions["One says so, another denies it."]
    assert [name for name, _, _ in one] == ["a.txt", "b.txt"]
    assert other == (("c.txt", 7, 18),)


def test_words_that_do_not_stand_in_their_report_are_refused(story: Path) -> None:
    (story / "c.txt").write_text("Nothing.")
    with pytest.raises(SystemExit, match="must stand in it once"):
        key_of(story)


def test_follow_ups_in_copies_count_once(story: Path) -> None:
    key = key_of(story)
    assert list(follow_ups(key)) == [(0, 1), (0, 2)]
    assert key.commitments[0][1] == ("broken", (("a.txt", 3, 14), ("b.txt", 10, 21)))


def test_a_follow_up_is_right_by_its_course_and_its_words(story: Path) -> None:
    key = key_of(story)
    made = promise("a.txt", (7, 14))
    assert told_of(key, made, follow_up("b.txt", "broken", (10, 21))) == [(0, 1)]
    assert told_of(key, made, follow_up("b.txt", "fulfilled", (10, 21))) == []
    assert told_of(key, promise("a.txt", (0, 2)), follow_up("b.txt", "broken", (10, 21))) == []


def promise(name: str, span: tuple[int, int]) -> Promised:
    row = SimpleNamespace(document=SimpleNamespace(source=f"x/{name}"), row=SimpleNamespace(spans=(span,)))
    return cast(Promised, SimpleNamespace(commitment=row))


def follow_up(name: str, course: str, span: tuple[int, int]) -> FollowUp:
    document = SimpleNamespace(source=f"x/{name}")
    return cast(FollowUp, SimpleNamespace(course=course, document=document, spans=(span,)))


def test_b_cubed_is_the_mean_over_all_tellings() -> None:
    whole = b_cubed([(1, "a"), (1, "a"), (2, "b")])
    assert (whole["precision"], whole["recall"]) == (1, 1)
    apart = b_cubed([(1, "a"), (1, "b")])
    assert (apart["precision"], apart["recall"]) == (1, 0.5)
    mixed = b_cubed([(1, "a"), (2, "a")])
    assert (mixed["precision"], mixed["recall"]) == (0.5, 1)
