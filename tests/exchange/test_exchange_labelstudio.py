"""Label Studio, written and read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError, UsageError
from onrecord.exchange.labelstudio import configuration, read, task, write
from onrecord.model import Failure, Party, Reading, identify
from tests.exchange.marked_readings import ALL, ODD, SMALL, TEXT, at
from tests.exchange.whole_readings import BROKEN

Json = dict[str, Any]


def region(key: str, start: int, end: int, label: str, name: str) -> Json:
    value = {"start": start, "end": end, "text": TEXT[start:end], "labels": [label]}
    return {"id": key, "from_name": name, "to_name": "text", "type": "labels", "value": value}


def choice(key: str, start: int, end: int, name: str, choice: str) -> Json:
    value = {"start": start, "end": end, "text": TEXT[start:end], "choices": [choice]}
    return {"id": key, "from_name": name, "to_name": "text", "type": "choices", "value": value}


def relation(key: str, other: str, label: str, direction: str = "right") -> Json:
    return {"from_id": key, "to_id": other, "type": "relation", "direction": direction, "labels": [label]}


RESULT = [
    region("T1", 2, 5, "actor_person", "actor"),
    region("T2", 11, 13, "actor", "actor"),
    region("T3", 27, 29, "actor", "actor"),
    region("T4", 21, 25, "place_city", "place"),
    region("T5", 6, 10, "statement", "statement"),
    region("T6", 11, 25, "content", "statement"),
    region("T7", 30, 36, "statement", "statement"),
    region("T8", 37, 39, "content", "statement"),
    region("T9", 6, 20, "event_ASSAULT", "event"),
    choice("T5", 6, 10, "class", "say"),
    choice("T5", 6, 10, "kind", "indirect"),
    choice("T5", 6, 10, "polarity", "positive"),
    choice("T5", 6, 10, "certainty", "certain"),
    relation("T5", "T1", "source"),
    relation("T5", "T6", "content"),
    choice("T7", 30, 36, "class", "deny"),
    choice("T7", 30, 36, "kind", "indirect"),
    choice("T7", 30, 36, "polarity", "negative"),
    choice("T7", 30, 36, "certainty", "certain"),
    relation("T7", "T3", "source"),
    relation("T7", "T8", "content"),
    choice("T9", 6, 20, "status", "denied"),
    choice("T9", 6, 20, "certainty", "certain"),
    relation("T9", "T2", "actor"),
    relation("T9", "T4", "place"),
    relation("T9", "T5", "told_in"),
    relation("T2", "T3", "same"),
]


def put(folder: Path, *results: list[Any], **more: Any) -> Path:
    """An export of one task."""
    annotations = [{"id": 6 + number, "result": result, **more} for number, result in enumerate(results, 1)]
    path = folder / "export.json"
    path.write_bytes(orjson.dumps([{"id": 4, "data": {"text": TEXT}, "annotations": annotations}]))
    return path


def one(path: Path) -> tuple[Reading, list[str]]:
    *failures, reading = read(path)
    assert isinstance(reading, Reading)
    assert {row.source for row in failures if isinstance(row, Failure)} <= {str(path)}
    return reading, [row.reason for row in failures if isinstance(row, Failure)]


def test_a_reading_is_a_task_with_a_prediction() -> None:
    made = task(SMALL)
    assert made["data"]["text"] == TEXT
    assert made["data"]["head"]["document"]["published"] == "2016-10-21"
    (prediction,) = made["predictions"]
    assert prediction["model_version"] == "test 1"
    assert [row for row in prediction["result"] if row["type"] != "textarea"] == RESULT
    rests = [row["id"] for row in prediction["result"] if row["type"] == "textarea"]
    assert rests == ["T5", "T7", "T9", "T1", "T2", "T4"]


def test_every_reading_comes_back_whole(tmp_path: Path) -> None:
    assert write(iter(ALL), tmp_path / "new") == len(ALL)
    found = list(read(tmp_path / "new/tasks.json", predictions=True))
    assert len(found) == len(ALL)
    for reading, again in zip(ALL, found, strict=True):
        assert isinstance(again, Reading)
        # Actors without any mention come after those with one.
        assert sorted(again.actors, key=repr) == sorted(reading.actors, key=repr)
        assert replace(again, actors=reading.actors) == reading


def test_predictions_are_nobodys_annotations(tmp_path: Path) -> None:
    write([SMALL], tmp_path / "new")
    (found,) = read(tmp_path / "new/tasks.json")
    assert isinstance(found, Failure)
    assert found.reason == "task 1: annotations: there are none"


def test_each_annotation_is_a_reading_of_its_annotator(tmp_path: Path) -> None:
    path = put(tmp_path, RESULT, RESULT[:9], completed_by={"id": 3, "email": "a@example.org"})
    first, *failures, second = read(path)
    assert isinstance(first, Reading)
    assert isinstance(second, Reading)
    assert first.reader == "Label Studio annotation 7 by a@example.org"
    assert second.reader == "Label Studio annotation 8 by a@example.org"
    assert [len(first.statements), len(first.events), len(second.statements)] == [2, 1, 0]
    assert next(row.reason for row in failures if isinstance(row, Failure)) == (
        "task 1, annotation 8, region T5: content: missing"
    )


def test_an_annotation_that_was_given_up_is_none(tmp_path: Path) -> None:
    (found,) = read(put(tmp_path, RESULT, was_cancelled=True))
    assert isinstance(found, Failure)


def test_what_people_mark_without_more_is_read(tmp_path: Path) -> None:
    marks = [RESULT[0], region("x-1", 11, 13, "party", "statement"), RESULT[3], *RESULT[4:6], RESULT[8]]
    ties = [*RESULT[13:15], relation("x-1", "T9", "actor", "left"), *RESULT[24:26]]
    reading, failures = one(put(tmp_path, [*ties, *marks]))
    assert failures == []
    (said,), (event,) = reading.statements, reading.events
    text_id = identify("document", TEXT, "")
    assert said.id == identify("statement", text_id, at("Ann"), at("said"), at("Bo struck Lima"))
    assert (said.speaker.actor, said.kind, said.cue.class_) == (reading.actors[0].id, "indirect", "say")
    assert (event.actors, event.place) == ((Party(text="Bo", spans=at("Bo")),), reading.places[0].id)
    assert (event.status, event.statement, event.confidence) == ("claimed", said.id, 1.0)


def test_a_relation_between_two_regions_is_one(tmp_path: Path) -> None:
    reading, failures = one(put(tmp_path, [RESULT[0], RESULT[3], relation("T1", "T4", "relation_controls")]))
    (row,) = reading.relations
    assert (row.type, row.subject.text, row.object.text, failures) == ("controls", "Ann", "Lima", [])


def test_a_stretch_in_pieces_is_one_whichever_piece_is_tied(tmp_path: Path) -> None:
    pieces = [region("b", 21, 25, "content", "statement"), region("a", 11, 13, "content", "statement")]
    ties = [relation("a", "b", "continued"), relation("T5", "b", "content")]
    reading, failures = one(put(tmp_path, [*pieces, RESULT[4], *ties]))
    assert ([row.content.text for row in reading.statements], failures) == (["Bo Lima"], [])


AT = "task 1, region "
SAID_LOST = f"{AT}T9: told_in: T5 is wrong, or stands inside itself"
NO_CONTENT = f"{AT}T5: content: T6 is not there, or wrong"


@pytest.mark.parametrize(
    ("number", "wrong", "reasons"),
    [
        (5, {"id": "T6", "value": {"start": 11}}, [f"{AT}T6: labels: None is not one", NO_CONTENT, SAID_LOST]),
        (5, {"value": {"labels": ["content", "party"]}}, [f"{AT}T6: labels: ['content', 'party'] is not one"]),
        (5, {"value": {"start": 11, "end": 25, "labels": ["Quote"]}}, [f"{AT}T6: type: 'Quote' is none of"]),
        (5, {"value": {"start": "/p[1]", "end": 25, "labels": ["content"]}}, [f"{AT}T6: start: '/p[1]' to 25"]),
        (5, {"value": {"start": 11, "end": 99, "labels": ["content"]}}, [f"{AT}T6: span: 11 to 99 is no part"]),
        (5, {"value": {"start": 12, "end": 25, "text": "Bo struck Lima", "labels": ["content"]}},
         [f"{AT}T6: text: 'Bo struck Lima' is not at 12 to 25, where 'o struck Lima' stands"]),
        (5, {"id": None}, ["task 1, result 6: id: missing"]),
        (5, {"id": "T8"}, [f"{AT}T8: id: there are two of them"]),
        (5, {"value": None}, [f"{AT}T6: value: missing"]),
        (5, {"type": "rectanglelabels"}, [f"{AT}T6: type: 'rectanglelabels' is none of labels"]),
        (9, {"value": {"choices": []}}, []),
        (10, {"value": {"choices": ["sung"]}}, [f"{AT}T5: kind: 'sung' is none of direct, indirect, mixed"]),
        (10, {"from_name": "colour"}, [f"{AT}T5: from_name: 'colour' is none of class"]),
        (10, {"id": "T6"}, [f"{AT}T6: kind: it is no row, or wrong"]),
        (10, {"id": "T9"}, [f"{AT}T9: kind: event_ASSAULT has no such attribute"]),
        (13, {"from_id": None}, ["task 1, relation None to T1: from_id: missing"]),
        (13, {"from_id": "T6"}, ["task 1, relation T6 to T1: from_id: T6 is no row, or wrong"]),
        (13, {"labels": []}, ["task 1, relation T5 to T1: labels: [] is not one"]),
        (13, {"labels": ["eats"]}, ["task 1, relation T5 to T1: labels: 'eats' is no role"]),
        (13, {"labels": ["recipient"]}, [f"{AT}T5: recipient: statement has no such role"]),
        (13, {"to_id": "T77"}, [f"{AT}T5: source: T77 is not there, or wrong"]),
        (13, {"labels": ["continued"]}, [f"{AT}T1: continued: it does not go on with T5"]),
        (24, {"to_id": "T1"}, [f"{AT}T9: place: T1 is no place"]),
        (25, {"to_id": "T1"}, [f"{AT}T9: told_in: T1 is not there, or wrong"]),
        (26, {"to_id": "T77"}, [f"{AT}T2: same: T77 is not there, or wrong"]),
        (26, {"type": "textarea", "id": "T1", "from_name": "rest", "value": {"text": ["{"]}},
         [f"{AT}T1: rest: not valid JSON"]),
        (26, {"type": "textarea", "id": "T1", "from_name": "rest", "value": {"text": ["3"]}},
         [f"{AT}T1: rest: 3 is no object"]),
    ],
)  # fmt: skip
def test_a_broken_result_is_told_with_its_field(
    tmp_path: Path, number: int, wrong: Json, reasons: list[str]
) -> None:
    results = [*RESULT[:number], {**RESULT[number], **wrong}, *RESULT[number + 1 :]]
    reading, failures = one(put(tmp_path, results))
    for reason in reasons:
        assert any(failure.startswith(reason) for failure in failures), failures
    assert bool(failures) == bool(reasons)
    assert len(reading.statements) >= 1  # the rest goes on
    assert {row.statement for row in reading.events} <= {row.id for row in reading.statements} | {None}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[3]", "task 1: data.text: missing"),
        (b'[{"data": {"text": 3}}]', "task 1: data.text: missing"),
        (b'{"data": {"text": "x"}}', "task 1: annotations: there are none"),
        (b'[{"data": {"text": "x", "head": 3}, "annotations": [{}]}]', "task 1: data.head: no object"),
        (b'[{"data": {"text": "x"}, "annotations": [{"result": 3}]}]', "task 1: result: no list"),
    ],
)
def test_a_task_that_is_none_is_told(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(content)
    first, *_ = read(path)
    assert isinstance(first, Failure)
    assert first.reason == reason


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{")
    with pytest.raises(InputError, match="export the project as JSON"):
        list(read(tmp_path / "a.json"))
    with pytest.raises(InputError, match="cannot read"):
        list(read(tmp_path / "b.json"))


def test_a_folder_with_anything_in_it_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("")
    with pytest.raises(UsageError, match="is not empty"):
        write([SMALL], tmp_path)


def test_half_a_surrogate_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written as JSON"):
        write([BROKEN], tmp_path / "new")
    with pytest.raises(InputError, match="cannot be written as JSON"):
        task(replace(SMALL, actors=(replace(SMALL.actors[0], name="\ud800"),)))


def test_the_configuration_knows_all_that_is_written() -> None:
    view = ElementTree.fromstring(configuration())
    controls = {one.get("name"): {each.get("value") for each in one} for one in view if one.get("name")}
    roles = {one.get("value") for one in view.iter("Relation")}
    assert {one.get("toName") for one in view if one.get("toName")} == {"text"}
    for reading in (SMALL, ODD, *ALL):
        for row in task(reading)["predictions"][0]["result"]:
            if row["type"] == "relation":
                assert set(row["labels"]) <= roles
            elif row["type"] != "textarea":
                assert set(row["value"][row["type"]]) <= controls[row["from_name"]]
            else:
                assert row["from_name"] in controls


JSON = st.recursive(
    st.none()
    | st.integers()
    | st.text()
    | st.sampled_from(["T1", "content", "statement", "same", "relation"]),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["id", "type", "value", "labels"]), inner)
    ),
)
PARTS = st.sampled_from(RESULT).flatmap(
    lambda row: (
        st.just(row) | st.dictionaries(st.sampled_from(list(row)), JSON).map(lambda new: {**row, **new})
    )
)


@given(st.lists(PARTS | JSON, max_size=30))
def test_no_results_whatever_raise(tmp_path_factory: pytest.TempPathFactory, results: list[Any]) -> None:
    try:
        path = put(tmp_path_factory.mktemp("x"), results)
    except TypeError:
        return  # integers that JSON has not
    *failures, reading = read(path)
    assert isinstance(reading, Reading)
    assert all(isinstance(failure, Failure) and failure.reason for failure in failures)
