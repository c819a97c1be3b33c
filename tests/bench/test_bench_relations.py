"""The bench of relations: what it reads, and what counts as right, wrong and met."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bench.relations import Gold, figures, read_re3d, score
from onrecord.model import Actor, Document, Mention, Party, Reading, Relation

TEXT = "Rebels fought Mali. They fight Mali still. President Doe spoke."


def party(words: str, actor: str | None = None) -> Party:
    start = TEXT.index(words)
    return Party(actor=actor, text=words, spans=((start, start + len(words)),))


def row(type_: str, subject: Party, thing: Party, *, status: str = "reported") -> Relation:
    spans = ((subject.spans[0][0], thing.spans[0][1]),)
    return Relation(
        id=f"{type_}{spans}",
        type=type_,
        subject=subject,
        object=thing,
        status=status,  # type: ignore[arg-type]
        certainty="certain",
        text=TEXT[slice(*spans[0])],
        spans=spans,
        confidence=1.0,
    )


def reading(*rows: Relation, actors: tuple[Actor, ...] = ()) -> Reading:
    document = Document(id="d", source="s", text=TEXT, language="en")
    return Reading(reader="r", document=document, relations=rows, actors=actors)


def gold(type_: str, source: str, target: str) -> Gold:
    return Gold(type_, party(source).spans[0], party(target).spans[0])


def counted(golds: list[Gold], found: Reading) -> Counter[str]:
    counts = Counter[str]()
    list(score(golds, found, counts))
    return counts


def test_a_folder_is_read_without_the_types_that_are_not_judged(tmp_path: Path) -> None:
    base = {"documentId": "d", "sourceBegin": 0, "sourceEnd": 6, "targetBegin": 14, "targetEnd": 18}
    rows = [base | {"type": "FightingAgainst"}, base | {"type": "CoLocated"}]
    (tmp_path / "relations.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (tmp_path / "documents.json").write_text(json.dumps({"_id": "d", "text": TEXT}) + "\n", encoding="utf-8")

    (report,) = read_re3d(tmp_path)

    assert (report.name, report.text) == ("d", TEXT)
    assert report.relations == [Gold("FightingAgainst", (0, 6), (14, 18))]


@pytest.mark.parametrize("ends", [("Rebels", "Mali"), ("Mali", "Rebels")])
def test_a_row_is_right_whichever_way_round(ends: tuple[str, str]) -> None:
    counts = counted(
        [gold("FightingAgainst", *ends)], reading(row("opposes", party("Rebels"), party("Mali")))
    )

    assert (counts["opposes right"], counts["FightingAgainst met"]) == (1, 1)


def test_a_row_of_another_type_is_wrong() -> None:
    counts = counted(
        [gold("AlliesOf", "Rebels", "Mali")], reading(row("opposes", party("Rebels"), party("Mali")))
    )

    assert (counts["opposes found"], counts["opposes right"], counts["AlliesOf met"]) == (1, 0, 0)


def test_an_end_is_wherever_its_actor_is_named_in_the_evidence() -> None:
    again = TEXT.index("They")
    actor = Actor(
        id="a",
        name="Rebels",
        kind="armed_group",
        mentions=(Mention(start=0, end=6, text="Rebels"), Mention(start=again, end=again + 4, text="They")),
    )
    told = row("opposes", party("Rebels", "a"), party("Mali still"))

    counts = counted([gold("FightingAgainst", "They", "Mali still")], reading(told, actors=(actor,)))

    assert counts["FightingAgainst met"] == 1


def test_what_is_denied_is_not_judged() -> None:
    told = row("opposes", party("Rebels"), party("Mali"), status="denied")

    assert counted([], reading(told))["opposes found"] == 0


def test_offices_that_the_corpus_lacks_count_in_one_figure_only() -> None:
    office = row("holds_office", party("President"), party("Doe"))
    fight = row("opposes", party("Rebels"), party("Mali"))

    found = figures(counted([gold("FightingAgainst", "Rebels", "Mali")], reading(office, fight)))

    assert (found["precision"], found["precision_all"], found["recall"], found["f1"]) == (1.0, 0.5, 1.0, 1.0)
    assert found["precision_without_offices"] == 1.0


def test_nothing_found_has_no_precision() -> None:
    assert figures(Counter({"AlliesOf gold": 1}))["precision"] is None
