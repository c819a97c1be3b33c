"""The bench of types of events: what counts as right, and what is read out of PLV's table."""

from pathlib import Path

import pytest

from bench.plover import figures, quad_of
from training.events.corpora import FOLDS, Deed, plv

TABLE = """sentence\tmarked_sentence\tsource\ttarget\tgold_root\tgold_penta
Iran arrested two men.\t<s>Iran</s> arrested <t>two men</t>.\tIran\ttwo men\tCOERCE\t4
Two men of Iran's said no.\tTwo men of <s>Iran</s>'s said no.\tIran\ta recipient\tREJECT\t3
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "plv.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_source_and_target_are_words_of_the_sentence(table: Path) -> None:
    first, second = plv(table)

    (deed,) = first.deeds
    assert [first.words[i] for i in deed.source] == ["Iran"]
    assert [first.words[i] for i in deed.target] == ["two", "men"]
    assert first.words[-1] == "."
    assert second.deeds[0].target == ()


def test_a_sentence_is_always_in_the_same_fold(table: Path) -> None:
    folds = [sentence.fold for sentence in plv(table)]

    assert folds == [sentence.fold for sentence in plv(table)]
    assert set(folds) <= set(range(FOLDS))


def test_accuracy_macro_f1_and_quads() -> None:
    gold = [Deed((), (), (), type_) for type_ in ("ASSAULT", "ASSAULT", "AID", "REJECT")]

    found = figures(gold, ["ASSAULT", "COERCE", "AID", "AID"])

    assert found["accuracy"] == 0.5
    # ASSAULT 2/3, AID 2/3, REJECT 0; COERCE is not in the gold.
    assert found["macro_f1"] == pytest.approx(4 / 9)
    assert found["quad_accuracy"] == 0.75


@pytest.mark.parametrize(("type_", "quad"), [("YIELD", 2), ("AGREE", 1), ("REQUEST", 3), ("PROTEST", 4)])
def test_quad_classes(type_: str, quad: int) -> None:
    assert quad_of(type_) == quad
