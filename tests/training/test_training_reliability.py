"""Training judges drafts as the corpus does, and its weights tell right from wrong."""

from pathlib import Path

import pytest

from onrecord.attribute.draft import Draft
from onrecord.model import Span
from training.reliability import MIN_COUNT, Sample, fit, gold_attributions, labelled

TEXT = "Lavrov said that the talks had failed, and Kerry denied it."
SAID_THAT = {"source": [(0, 6)], "cue": [(7, 11)], "content": [(12, 37)]}
UNNAMED = SAID_THAT | {"source": []}


def draft(cue: Span, source: Span | None, content: Span, *, in_quote: int = -1) -> Draft:
    return Draft(
        rule="that",
        lemma="say/verb",
        class_="say",
        polarity="+",
        certainty="certain",
        cue=(cue,),
        source=(source,) if source else (),
        content=(content,),
        in_quote=in_quote,
    )


def test_the_first_annotator_is_read_with_split_spans_and_without_empty_attributions(tmp_path: Path) -> None:
    folder = tmp_path / "attributions"
    folder.mkdir()
    (folder / "a_ann1.ann").write_text(
        "T1\tSource 0 6\tLavrov\n"
        "T2\tCue 7 11\tsaid\n"
        "T3\tContent 12 20;25 37\tthat the ... had failed\n"
        "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
        "E2\tAttribution:T2 Source:T1 Cue:T2\n",
        encoding="utf-8",
    )
    (folder / "a_ann2.ann").write_text("T1\tCue 0 6\tLavrov\n", encoding="utf-8")

    found = gold_attributions(tmp_path, "a")

    assert found == [{"source": [(0, 6)], "cue": [(7, 11)], "content": [(12, 20), (25, 37)]}]


@pytest.mark.parametrize(
    ("found", "gold", "verdicts"),
    [
        pytest.param(draft((7, 11), (0, 6), (12, 37)), SAID_THAT, [True], id="the same"),
        pytest.param(draft((7, 11), (0, 6), (17, 37)), SAID_THAT, [True], id="most of the content"),
        pytest.param(draft((7, 11), (0, 6), (12, 20)), SAID_THAT, [False], id="little of the content"),
        pytest.param(draft((7, 11), (43, 48), (12, 37)), SAID_THAT, [False], id="another source"),
        pytest.param(draft((7, 11), None, (12, 37)), SAID_THAT, [False], id="no source"),
        pytest.param(draft((7, 11), (0, 6), (12, 37)), UNNAMED, [False], id="a source where none is named"),
        pytest.param(draft((7, 11), None, (12, 37)), UNNAMED, [True], id="none where none is named"),
        pytest.param(draft((27, 30), None, (31, 37)), SAID_THAT, [], id="a cue inside a content"),
        pytest.param(draft((49, 55), (43, 48), (56, 58), in_quote=0), SAID_THAT, [], id="inside a quotation"),
    ],
)
def test_a_draft_is_judged_by_source_and_content(
    found: Draft, gold: dict[str, list[Span]], verdicts: list[bool]
) -> None:
    assert [right for _, right in labelled(TEXT, [found], [gold])] == verdicts


def test_weights_tell_right_from_wrong_and_rare_features_have_none() -> None:
    good: list[Sample] = [(("bias", "rule=that"), True)] * 20
    bad: list[Sample] = [(("bias", "rule=np"), False)] * 20
    rare: list[Sample] = [(("bias", "rule=colon"), True)] * (MIN_COUNT - 1)

    weights = fit([*good, *bad, *rare])

    assert weights["rule=that"] > 0.5
    assert weights["rule=np"] < -0.5
    assert weights.keys() == {"bias", "rule=that", "rule=np"}
    assert weights == fit([*good, *bad, *rare])
