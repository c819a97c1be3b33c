"""The signature lexicon: well formed, large enough, and right where the literature is clear."""

import pytest

from onrecord.data import parse, rows
from onrecord.data.signatures import signature, signatures

ROWS = rows("signatures")


def test_the_list_is_large_and_in_order() -> None:
    keys = [(row["lemma"], row["pos"], row["complement"]) for row in ROWS]

    assert len(ROWS) >= 250
    assert keys == sorted(set(keys))
    assert len(signatures()) == len(ROWS)


def test_each_row_says_where_it_is_from() -> None:
    assert {row["source"] for row in ROWS} == {"K", "K|N", "N", "own"}


@pytest.mark.parametrize(
    ("lemma", "complement", "expected"),
    [
        ("manage", "to", "+-"),
        ("fail", "to", "-+"),
        ("refuse", "to", "-o"),
        ("forget", "to", "-+"),
        ("forget", "that", "++"),
        ("force", "to", "+o"),
        ("prevent", "from", "-o"),
        ("pretend", "that", "-o"),
        ("regret", "that", "++"),
        ("hesitate", "to", "oo"),
    ],
)
def test_published_signatures(lemma: str, complement: str, expected: str) -> None:
    found = signature(lemma, "verb", complement)

    assert found is not None
    assert expected == found.positive + found.negative


def test_the_first_complement_that_is_known_decides() -> None:
    assert signature("forget", "verb", "whether", "that") == signature("forget", "verb", "that")
    assert signature("forget", "verb", "whether") is None


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("fail\tverb\tto\t-\t+\thypothetical\tcertain\town", "presents"),
        ("plan\tverb\tto\to\t-\t\tcertain\town", "presents"),
        ("plan\tverb\tto\tx\t-\t\tcertain\town", "positive"),
        ("plan\tverb\tup\to\t-\tpledged\tcertain\town", "complement"),
        ("plan\tverb\tto\to\t-\tpledged\tsure\town", "certainty"),
    ],
)
def test_a_wrong_row_is_refused(monkeypatch: pytest.MonkeyPatch, cells: str, message: str) -> None:
    header = "lemma\tpos\tcomplement\tpositive\tnegative\tpresents\tcertainty\tsource"
    wrong = parse(f"{header}\n{cells}", "signatures.tsv")
    monkeypatch.setattr("onrecord.data.signatures.rows", lambda _: wrong)

    with pytest.raises(ValueError, match=message):
        signatures.__wrapped__()
