"""brat standoff, written and read."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError, UsageError
from onrecord.exchange.brat import configuration, parsed, read, write
from onrecord.exchange.gather import gathered
from onrecord.model import Document, Failure, Party, Reading, identify
from tests.exchange.marked_readings import ALL, ODD, SAID, SMALL, TEXT, at
from tests.exchange.whole_readings import BROKEN

ANN = """\
T1	actor_person 2 5	Ann
T2	actor 11 13	Bo
T3	actor 27 29	He
T4	place_city 21 25	Lima
T5	statement 6 10	said
T6	content 11 25	Bo struck Lima
T7	statement 30 36	denies
T8	content 37 39	it
T9	event_ASSAULT 6 10;11 20	said Bo struck
E1	statement:T5 source:T1 content:T6
E2	statement:T7 source:T3 content:T8
E3	event_ASSAULT:T9 actor:T2 place:T4
A1	class E1 say
A2	kind E1 indirect
A3	polarity E1 positive
A4	certainty E1 certain
A5	class E2 deny
A6	kind E2 indirect
A7	polarity E2 negative
A8	certainty E2 certain
R1	told_in Arg1:E3 Arg2:E1
A9	status E3 denied
A10	certainty E3 certain
*	Equiv T2 T3
"""
# What a person writes who knows brat and has no notes.
BARE = """\
T1	actor_person 2 5	Ann
T2	party 11 13	Bo
T3	statement 6 10	said
T4	content 11 25	Bo struck Lima
T5	event_ASSAULT 14 20	struck
T6	place_city 21 25	Lima
E1	statement:T3 source:T1 content:T4
E2	event_ASSAULT:T5 actor1:T2 place:T6
R1	told_in Arg1:E2 Arg2:E1
#1	AnnotatorNotes E2	was it he?
"""


def put(folder: Path, ann: str, text: str = TEXT, name: str = "one") -> Path:
    (folder / f"{name}.txt").write_bytes(text.encode())
    (folder / f"{name}.ann").write_bytes(ann.encode())
    return folder / f"{name}.ann"


def one(path: Path) -> tuple[Reading, list[str]]:
    *failures, reading = read(path)
    assert isinstance(reading, Reading)
    assert all(isinstance(failure, Failure) for failure in failures)
    assert {failure.source for failure in failures if isinstance(failure, Failure)} <= {str(path)}
    return reading, [failure.reason for failure in failures if isinstance(failure, Failure)]


def test_a_reading_is_standoff_of_its_text(tmp_path: Path) -> None:
    assert write(iter([SMALL]), tmp_path / "new") == 1
    names = sorted(file.name for file in (tmp_path / "new").iterdir())
    assert names == ["annotation.conf", "small.ann", "small.json", "small.txt"]
    assert (tmp_path / "new/small.txt").read_bytes().decode() == TEXT
    lines = (tmp_path / "new/small.ann").read_text("utf-8").splitlines(keepends=True)
    assert "".join(line for line in lines if not line.startswith("#")) == ANN
    notes = [line.split("\t")[1] for line in lines if line.startswith("#")]
    assert notes == ["onrecord E1", "onrecord E2", "onrecord E3", "onrecord T1", "onrecord T2", "onrecord T4"]


def test_every_reading_comes_back_whole(tmp_path: Path) -> None:
    assert write(iter(ALL), tmp_path / "new") == len(ALL)
    found = list(read(tmp_path / "new"))
    assert [row for row in found if isinstance(row, Failure)] == []
    back = {row.document.source: row for row in found if isinstance(row, Reading)}
    assert len(back) == len(ALL)
    for reading in ALL:
        again = back[reading.document.source]
        # Actors without any mention come after those with one.
        assert sorted(again.actors, key=repr) == sorted(reading.actors, key=repr)
        assert replace(again, actors=reading.actors) == reading


def test_reports_of_one_name_have_files_of_their_own(tmp_path: Path) -> None:
    write([SMALL, ODD], tmp_path / "new")
    assert sorted(file.name for file in (tmp_path / "new").glob("*.ann")) == ["SMALL-2.ann", "small.ann"]


def test_a_folder_with_anything_in_it_is_not_written_into(tmp_path: Path) -> None:
    put(tmp_path, ANN)
    with pytest.raises(UsageError, match="is not empty: give a new folder"):
        write([SMALL], tmp_path)
    assert (tmp_path / "one.ann").read_text("utf-8") == ANN


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot write"):
        write([SMALL], tmp_path / "file" / "new")


def test_half_a_surrogate_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="half a surrogate pair"):
        write([BROKEN], tmp_path / "new")


def test_a_row_without_words_is_left_out_and_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    event = replace(SMALL.events[0], text="", spans=())
    with caplog.at_level(logging.WARNING):
        write([replace(SMALL, events=(event,))], tmp_path / "new")
    assert caplog.messages == ["in/small.txt: rows without any words, left out: 1"]
    reading, failures = one(tmp_path / "new/small.ann")
    assert (reading.statements, reading.events, failures) == (SMALL.statements, (), [])


def test_lines_have_no_line_breaks_in_them(tmp_path: Path) -> None:
    text = "a\x85b\u2028c\r\n \n\x0bd"
    event = replace(
        SMALL.events[0], actors=(), place=None, statement=None, text=text, spans=((0, len(text)),)
    )
    reading = Reading(reader="x\u2028", document=Document(id="d", source="s", text=text), events=(event,))
    write([reading], tmp_path / "new")
    lines = (tmp_path / "new/s.ann").read_text("utf-8").split("\n")
    assert lines[0] == "T1\tevent_ASSAULT 0 1;2 3;4 5;10 11\ta b c d"
    assert all(len(line.splitlines()) <= 1 for line in lines)
    assert one(tmp_path / "new/s.ann") == (reading, [])


def test_annotations_without_notes_are_read(tmp_path: Path) -> None:
    reading, failures = one(put(tmp_path, BARE))
    assert failures == []
    text_id = identify("document", TEXT, "")
    assert reading.document == Document(id=text_id, source=str(tmp_path / "one.txt"), text=TEXT)
    (ann,), (lima,) = reading.actors, reading.places
    assert (ann.id, ann.name, ann.kind) == (identify("actor", "person", "Ann"), "Ann", "person")
    (said,), (event,) = reading.statements, reading.events
    assert said == replace(
        SAID,
        id=identify("statement", text_id, at("Ann"), at("said"), at("Bo struck Lima")),
        speaker=replace(SAID.speaker, actor=ann.id),
        confidence=1.0,
    )
    assert event.actors == (Party(text="Bo", spans=at("Bo")),)
    assert (event.place, event.statement, event.status) == (lima.id, said.id, "claimed")
    assert (event.cameo, event.quad, event.intensity, event.confidence) == ("190", 4, -9.0, 1.0)
    assert event.id == identify("event", text_id, "ASSAULT", at("struck"), said.id)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("He said “it rains”.", "direct"), ("He said it “rains”.", "mixed"), ("He said it rains.", "indirect")],
)
def test_quotation_marks_tell_a_kind_that_is_left_open(tmp_path: Path, text: str, kind: str) -> None:
    start = text.index("“") + 1 if kind == "direct" else text.index("it")
    end = text.index(".") - (kind == "direct")
    ann = f"T1\tstatement 3 7\tsaid\nT2\tcontent {start} {end}\t{text[start:end]}\nE1\tstatement:T1 content:T2\n"
    reading, failures = one(put(tmp_path, ann, text))
    assert ([row.kind for row in reading.statements], failures) == ([kind], [])


def test_a_relation_drawn_between_two_marks_has_the_words_from_one_to_the_other(tmp_path: Path) -> None:
    ann = "T1\tactor_person 2 5\tAnn\nT2\tplace_city 21 25\tLima\nR1\trelation_controls Arg1:T1 Arg2:T2\n"
    reading, failures = one(put(tmp_path, ann))
    (row,) = reading.relations
    assert (row.type, row.subject.text, row.object.text, row.status) == (
        "controls",
        "Ann",
        "Lima",
        "reported",
    )
    assert (row.text, failures) == ("Ann said\nBo struck Lima", [])


def changed(tmp_path: Path, old: str, new: str) -> tuple[Reading, list[str]]:
    """SMALL after a person has changed a line of it in brat."""
    write([SMALL], tmp_path / "new")
    path = tmp_path / "new/small.ann"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return one(path)


def test_a_row_that_a_person_changed_is_his(tmp_path: Path) -> None:
    reading, failures = changed(tmp_path, "A9\tstatus E3 denied", "A9\tstatus E3 claimed")
    (event,), (old,) = reading.events, SMALL.events
    assert (event.status, event.confidence, failures) == ("claimed", 1.0, [])
    assert event.id == identify("event", "d1", "ASSAULT", old.spans, "s1") != old.id
    assert reading.statements == SMALL.statements


def test_what_is_told_in_a_changed_statement_follows_it(tmp_path: Path) -> None:
    reading, failures = changed(tmp_path, "E1\tstatement:T5 source:T1", "E1\tstatement:T5 source:T3")
    assert failures == []
    assert reading.statements[0].speaker.actor == "a2"
    assert reading.events[0].statement == reading.statements[0].id != "s1"


def test_an_actor_that_a_person_has_parted_is_another(tmp_path: Path) -> None:
    reading, failures = changed(tmp_path, "*\tEquiv T2 T3\n", "")
    assert [actor.name for actor in reading.actors] == ["Ann Li", "Bo", "He"]
    assert (reading.statements[1].speaker.actor, failures) == (identify("actor", None, "He"), [])


LEFT = "line 10: content: T6 is not there, or wrong"
TOLD = "line 12: told_in: E1 is wrong, or stands inside itself"


@pytest.mark.parametrize(
    ("line", "wrong", "reasons"),
    [
        (6, "T6\tcontent 11 25\tBo struck Lim", ["line 6: text: 'Bo struck Lim' is not at 11 25", LEFT, TOLD]),
        (6, "T6\tcontent 11 99\tBo struck Lima", ["line 6: span: 11 to 99 is no part of a text of 40", LEFT, TOLD]),
        (6, "T6\tcontent 25 11\tBo struck Lima", ["line 6: span: 25 to 11 is no part", LEFT, TOLD]),
        (6, "T6\tcontent 1l 25\tBo struck Lima", ["line 6: span: '1l 25' is no start and end", LEFT, TOLD]),
        (6, "T6\tcontent 11 25", ["line 6: text: missing", LEFT, TOLD]),
        (6, "T6\tContent 11 25\tBo struck Lima", ["line 6: type: 'Content' is none of onrecord's", LEFT, TOLD]),
        (6, "T5\tcontent 11 25\tBo struck Lima", ["line 6: id: T5 is line 5 already", LEFT, TOLD]),
        (6, "what is this", ["line 6: id: 'what is this' begins no line", LEFT, TOLD]),
        (6, "T6\t", ["line 6: type: '' is none", LEFT, TOLD]),
        (8, "T8\tcontent 37 39", ["line 8: text: missing", "line 11: content: T8 is not there"]),
        (10, "E1\tstatement:T5 source:T1", [LEFT.split(":")[0] + ": content: missing", TOLD, "line 6: type: this"]),
        (10, "E1\tstatement:T5 content:T6 content2:T8", ["line 10: content: T6 and T8 cannot both", TOLD]),
        (10, "E1\tstatement:T5 content:T6 victim:T1", ["line 10: victim: statement has no such role", TOLD]),
        (10, "E1\tstatement:T7 content:T6", ["line 5: type: this statement belongs to no row"]),
        (10, "E1\tuncued:T5 source:T1", ["line 10: trigger: T5 is statement, not uncued", TOLD, "line 6"]),
        (10, "E1\tstatement:T5 content:", ["line 10: role: 'content:' is no NAME:ID", "line 12", "line 5", "line 6"]),
        (10, "E1\t", ["line 10: type: missing", "line 12", "line 5", "line 6"]),
        (10, "E1\tcontent:T6", ["line 10: type: 'content' is a mark, no event", "line 12", "line 5", "line 6"]),
        (11, "E2\tstatement:T5 source:T1 content:T6", ["line 11: id: the same row as E1", "line 7", "line 8"]),
        (12, "E3\tevent_ASSAULT:T9 actor:T2 place:T1", ["line 12: place: T1 is no place"]),
        (13, "A1\tclass", ["line 13: target: missing"]),
        (13, "A1\tclass E9 say", ["line 13: class: E9 is not there, or wrong"]),
        (13, "A1\tcolour E2 red", ["line 13: type: 'colour' is none of class, kind"]),
        (14, "A2\tkind E2 direct", ["line 11: kind: both direct and indirect"]),
        (19, "A7\tpolarity E2 minus", ["line 19: polarity: 'minus' is none of positive, negative"]),
        (19, "A7\tpolarity E3 negative", ["line 12: polarity: event_ASSAULT has no such attribute"]),
        (21, "R1\ttold_in Arg1:E3", ["line 21: Arg2: missing"]),
        (21, "R1\tlikes Arg1:T1 Arg2:T2", ["line 21: type: 'likes' is none of onrecord's labels"]),
        (21, "R1\tactor Arg1:T1 Arg2:T2", ["line 21: type: 'actor' is no relation"]),
        (21, "R1\ttold_in Arg1:E3 Arg2:E3", ["line 12: told_in: E3 is no statement"]),
        (21, "R1\tinside Arg1:E1 Arg2:E1", ["line 10: inside: E1 is wrong, or stands inside itself"]),
        (21, "R1\trelation_leads Arg1:T1 Arg2:T44", ["line 21: object: T44 is not there"]),
        (22, "A9\tmode E3 dream", ["line 22: mode: 'dream' is none of"]),
        (22, "A9\tmode E3 visit", ["line 12: mode: 'visit' is no mode of ASSAULT"]),
        (24, "*\tEquiv T2 T77", ["line 2: same: T77 is not there, or wrong"]),
        (24, "*\tEquiv T2 T4", ["line 2: same: actor and place_city cannot be", "line 12: place: T4 is no place"]),
        (24, "*\tEquiv T2 T1", ["line 1: type: one actor is person and of no type; the first counts"]),
        (24, "*\tEquiv T2", ["line 24: type: 'Equiv T2' is no Equiv with two marks or more"]),
        (24, "#1\tonrecord E1\t{", ["line 24: note: not valid JSON"]),
        (24, "#1\tonrecord E1\t[]", ["line 24: note: [] is no object"]),
        (24, '#1\tonrecord E1\t{"said_on": 3}', ["line 10: said_on: 3 is not in words", TOLD]),
        (24, '#1\tonrecord T1\t{"means": 3}', ["line 24: note: means: 3 is no object"]),
        (24, '#1\tonrecord T1\t{"means": {"id": 3, "name": "x"}}', ["line 1: actor: "]),
        (24, '#1\tonrecord E3\t{"wordless": 3}', ["line 12: wordless: 3 is no role with an actor"]),
    ],
)  # fmt: skip
def test_a_broken_line_is_told_with_its_field(
    tmp_path: Path, line: int, wrong: str, reasons: list[str]
) -> None:
    lines = ANN.splitlines()
    lines[line - 1] = wrong
    reading, failures = one(put(tmp_path, "\n".join(lines)))
    found = [
        next((reason for reason in reasons if failure.startswith(reason)), failure) for failure in failures
    ]
    assert sorted(set(found)) == sorted(reasons)
    assert len(reading.statements) >= 1  # the rest goes on
    assert {row.statement for row in reading.events} <= {row.id for row in reading.statements} | {None}


def test_an_event_never_becomes_the_reports_own_word_by_a_line_that_is_wrong(tmp_path: Path) -> None:
    ann = ANN.replace("R1\ttold_in Arg1:E3 Arg2:E1", "R1\ttold_in Arg1:E3 Arg2:E7")
    reading, failures = one(put(tmp_path, ann))
    assert (reading.events, failures) == ((), ["line 12: told_in: E7 is not there, or wrong"])


def test_statements_that_stand_in_each_other_are_told(tmp_path: Path) -> None:
    ann = f"{ANN}R2\tinside Arg1:E1 Arg2:E2\nR3\tinside Arg1:E2 Arg2:E1\n"
    reading, failures = one(put(tmp_path, ann))
    assert reading.statements == reading.events == ()
    assert failures[0] == "line 11: inside: E1 is wrong, or stands inside itself"


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("{", "one.json: not valid JSON"),
        ("[]", "one.json: no object"),
        ('{"document": {"id": 3}}', "one.json: document: "),
        ('{"actors": [{}]}', "one.json: actors: "),
    ],
)
def test_a_broken_head_is_told(tmp_path: Path, head: str, reason: str) -> None:
    path = put(tmp_path, ANN)
    (tmp_path / "one.json").write_text(head)
    reading, failures = one(path)
    assert [failure[: len(reason)] for failure in failures] == [reason]
    assert len(reading.statements) == 2


def test_a_file_that_cannot_be_read_is_told_and_the_next_goes_on(tmp_path: Path) -> None:
    put(tmp_path, ANN, name="b")
    (tmp_path / "a.ann").write_text("")
    (tmp_path / "c.ann").write_bytes(b"\xff")
    (tmp_path / "c.txt").write_text("")
    first, second, third = read(tmp_path)
    assert isinstance(first, Failure)
    assert first.reason.startswith(f"cannot read {tmp_path / 'a.txt'}: No such file")
    assert isinstance(second, Reading)
    assert isinstance(third, Failure)
    assert third.reason.startswith("not in UTF-8")


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"give a folder of \.ann and \.txt files"):
        list(read(tmp_path))


def test_the_configuration_knows_all_that_is_written(tmp_path: Path) -> None:
    write(ALL, tmp_path / "new")
    sections: dict[str, set[str]] = {}
    for line in configuration().splitlines():
        if line.startswith("["):
            section = sections.setdefault(line, set())
        elif line and not line.startswith("#"):
            section.add(line.strip().split(" ")[0])
    assert list(sections) == ["[entities]", "[relations]", "[events]", "[attributes]"]
    known = {
        "T": sections["[entities]"] | sections["[events]"],
        "E": sections["[events]"],
        "R": sections["[relations]"],
        "A": sections["[attributes]"],
    }
    for file in (tmp_path / "new").glob("*.ann"):
        for line in file.read_text("utf-8").split("\n"):
            if line[:1] in known:
                name = line.split("\t")[1].split(" ")[0].split(":")[0]
                assert name in known[line[0]], line


PART = st.sampled_from(
    [
        *ANN.split("\n"),
        *BARE.split("\n"),
        "T1",
        "E1",
        "R9\t",
        "A1\tclass E1 say",
        "*\tEquiv",
        "#1\tonrecord E1\t{}",
    ]
)


@given(st.lists(PART | st.text(), max_size=30), st.integers(0, 200), st.text(max_size=3))
def test_no_lines_whatever_raise(lines: list[str], where: int, what: str) -> None:
    text = "\n".join(lines)
    sheet, wrong = parsed(TEXT, (text[:where] + what + text[where + len(what) :]).split("\n"))
    found, more = gathered(sheet, "x")
    reading = found.reading
    for words in (reason.partition(": ")[2] for reason in (*wrong, *more)):
        assert words
    ids: list[Any] = [row.id for row in (*reading.statements, *reading.events, *reading.relations)]
    assert len(ids) == len(set(ids))
