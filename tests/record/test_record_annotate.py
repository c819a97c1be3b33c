"""Annotations of reports of the record become corrections, and only where they are otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.exchange.gather import gathered
from onrecord.exchange.sheet import Frame, Mark, Sheet, laid_out
from onrecord.model import Annotated, Mention, Place, Reading, Words
from onrecord.record import Record
from tests.coded_reading import TEXT, actor_id, coded_reading, ids, spans

ID = ids(0)
READ = coded_reading()
DOCUMENT = READ.document.id
SHEET = laid_out(READ)


def of(name: str, sheet: Sheet = SHEET) -> Frame:
    """The frame of a row."""
    return next(frame for frame in sheet.frames if frame.rest["id"] == ID[name])


def annotated(sheet: Sheet) -> Annotated:
    found, wrong = gathered(sheet, "x")
    assert [why for why in wrong if "belongs to no row" not in why] == []
    assert found.whole
    return found


def with_frames(
    *drop: str, sheet: Sheet = SHEET, more: tuple[Frame, ...] = (), **changed: Mapping[str, Any]
) -> Sheet:
    """The sheet without some rows, with other parts of others, and with more of them."""
    gone = {of(name, sheet).key for name in drop}
    frames = []
    for frame in sheet.frames:
        if frame.key in gone:
            continue
        name = next(name for name, id in ID.items() if id == frame.rest["id"])
        roles = tuple((role, key) for role, key in frame.roles if key not in gone)
        frames.append(replace(frame, **{"roles": roles, **changed.get(name, {})}))
    return replace(sheet, frames=(*frames, *more))


def with_mark(sheet: Sheet, key: str, label: str, words: str) -> Sheet:
    """The sheet with a mark more, or with another in its place."""
    others = tuple(mark for mark in sheet.marks if mark.key != key)
    return replace(sheet, marks=(*others, Mark(key=key, label=label, spans=spans(words))))


def status(told: str) -> Mapping[str, Any]:
    frame = of("strike")
    others = tuple(pair for pair in frame.attributes if pair[0] != "status")
    return {"attributes": (*others, ("status", told))}


@pytest.fixture
def one(record: Record) -> Record:
    record.save(READ)
    return record


def rows(record: Record) -> dict[str, Any]:
    reading = record.get(DOCUMENT)
    found = (*reading.statements, *reading.events, *reading.relations, *reading.commitments)
    return {row.id: row for row in found}


def test_what_nobody_touched_becomes_nothing(one: Record) -> None:
    found = one.bring_annotations(annotated(SHEET))
    assert (found.document, found.made, found.agreed, found.kept, found.failures) == (DOCUMENT, (), 8, 0, ())
    assert one.corrections() == []


def test_what_is_otherwise_is_changed_field_by_field(one: Record) -> None:
    found = one.bring_annotations(annotated(with_frames(strike=status("denied"))), by="ana", note="seen")
    [made] = found.made
    assert (made.action, made.kind, made.row, made.fields) == ("change", "event", ID["strike"], ("status",))
    assert (made.by, made.note, found.agreed) == ("ana", "seen", 7)
    assert rows(one)[ID["strike"]].status == "denied"
    again = one.bring_annotations(annotated(with_frames(strike=status("denied"))), by="ana")
    assert (again.made, again.agreed) == ((), 8)


def test_boundaries_and_speakers_are_changed(one: Record) -> None:
    content = dict(of("inner").roles)["content"]
    sheet = with_mark(SHEET, content, "content", "Russia struck the Orem Front near Aleppo")
    sheet = with_mark(sheet, "X1", "party", "village elders")
    roles = tuple(("source", "X1") if role == "source" else (role, key) for role, key in of("inner").roles)
    found = one.bring_annotations(annotated(with_frames(sheet=sheet, inner={"roles": roles})))
    assert [(made.kind, made.fields) for made in found.made] == [("statement", ("speaker", "content"))]
    said = rows(one)[ID["inner"]]
    assert (said.speaker.text, said.speaker.actor) == ("village elders", None)
    assert said.content.text == "Russia struck the Orem Front near Aleppo"
    # What it tells has not changed, though its statement has another id in the annotation.
    assert rows(one)[ID["strike"]].statement == ID["inner"]


def test_another_actor_of_the_same_words_is_a_change_of_the_actor(one: Record) -> None:
    mark = dict(of("inner").roles)["source"]
    figures = tuple(
        replace(figure, marks=(*figure.marks, mark))
        if figure.rest
        == {"id": actor_id("UN"), "name": "UN", "country": None, "offices": [], "wikidata": None}
        else figure
        for figure in SHEET.figures
    )
    found = one.bring_annotations(annotated(replace(SHEET, figures=figures)))
    assert [made.fields for made in found.made] == [("actor",)]
    assert rows(one)[ID["inner"]].speaker.actor == actor_id("UN")


def test_another_type_brings_its_codes(one: Record) -> None:
    trigger = of("meeting").trigger
    sheet = with_mark(SHEET, trigger, "event_AID", "Russia met village elders")
    found = one.bring_annotations(annotated(with_frames(sheet=sheet, meeting={"label": "event_AID"})))
    assert [made.fields for made in found.made] == [("type",)]
    event = rows(one)[ID["meeting"]]
    assert (event.type, event.quad, event.confidence) == ("AID", 2, 1.0)


def test_what_was_taken_away_is_rejected_the_inner_rows_first(one: Record) -> None:
    found = one.bring_annotations(annotated(with_frames("inner", "strike", "backing")))
    assert [(made.action, made.row) for made in found.made] == [
        ("reject", ID["backing"]),
        ("reject", ID["strike"]),
        ("reject", ID["inner"]),
    ]
    assert rows(one).keys() == {ID[name] for name in ID} - {ID["inner"], ID["strike"], ID["backing"]}


def test_a_row_that_stays_is_freed_from_its_statement_first(one: Record) -> None:
    found = one.bring_annotations(annotated(with_frames("inner")))
    assert [(made.action, made.kind, made.fields) for made in found.made] == [
        ("change", "event", ("statement",)),
        ("reject", "statement", ()),
    ]
    assert rows(one)[ID["strike"]].statement is None


def test_a_row_that_came_after_the_export_is_no_row_taken_away(one: Record) -> None:
    head = {**SHEET.head, "rows": [id for id in SHEET.head["rows"] if id != ID["backing"]]}
    found = one.bring_annotations(annotated(replace(with_frames("backing"), head=head)))
    assert (found.made, found.kept) == ((), 0)
    assert ID["backing"] in rows(one)


def test_where_something_could_not_be_read_nothing_is_rejected(one: Record) -> None:
    half = replace(annotated(with_frames("backing", "demand")), whole=False)
    found = one.bring_annotations(half)
    assert (found.made, found.kept) == ((), 2)


def test_new_rows_are_added_inside_new_statements(one: Record) -> None:
    sheet = with_mark(SHEET, "X1", "statement", "will leave Syria")
    sheet = with_mark(sheet, "X2", "content", "by November")
    sheet = with_mark(sheet, "X3", "event_AID", "November")
    turkey = dict(of("backing").roles)["subject"]
    more = (
        Frame(key="E90", label="statement", trigger="X1", roles=(("source", turkey), ("content", "X2"))),
        Frame(key="E91", label="event_AID", trigger="X3", roles=(("actor", turkey), ("told_in", "E90"))),
    )
    found = one.bring_annotations(annotated(with_frames(sheet=sheet, more=more)), by="ana")
    assert [(made.action, made.kind) for made in found.made] == [("add", "statement"), ("add", "event")]
    said, event = (rows(one)[made.row] for made in found.made)
    assert (said.speaker.actor, said.content.text) == (actor_id("Turkey"), "by November")
    assert (event.type, event.statement, event.status) == ("AID", said.id, "claimed")
    again = one.bring_annotations(annotated(with_frames(sheet=sheet, more=more)))
    assert (again.made, again.agreed) == ((), 10)


def test_a_new_row_without_a_link_belongs_where_its_words_stand(one: Record) -> None:
    sheet = with_mark(SHEET, "X1", "event_AID", "struck")
    found = one.bring_annotations(
        annotated(with_frames(sheet=sheet, more=(Frame(key="E90", label="event_AID", trigger="X1"),)))
    )
    [made] = found.made
    event = rows(one)[made.row]
    assert (event.statement, event.status) == (ID["inner"], "claimed")


def test_new_actors_and_places_come_along(one: Record) -> None:
    sheet = with_mark(SHEET, "X1", "actor_group", "village elders")
    sheet = with_mark(sheet, "X2", "place_city", "Aleppo")
    sheet = with_mark(sheet, "X3", "place_country", "Syria")
    frame = of("meeting")
    roles = (("actor", "X1"), *(pair for pair in frame.roles if pair[0] != "recipient"), ("place", "X3"))
    rest = {name: told for name, told in frame.rest.items() if name != "place"}
    found = one.bring_annotations(annotated(with_frames(sheet=sheet, meeting={"roles": roles, "rest": rest})))
    [made] = found.made
    assert set(made.fields) == {"actors", "recipients", "place"}
    reading = one.get(DOCUMENT)
    event = rows(one)[ID["meeting"]]
    names = {actor.id: actor.name for actor in reading.actors}
    assert {names[party.actor] for party in event.actors} == {"village elders", "Russia"}
    assert next(place.name for place in reading.places if place.id == event.place) == "Syria"


def test_what_agrees_is_confirmed_where_that_is_wished(one: Record) -> None:
    found = one.bring_annotations(annotated(with_frames("backing")), by="ana", confirm=True)
    assert [made.action for made in found.made] == ["confirm"] * 7 + ["reject"]
    again = one.bring_annotations(annotated(with_frames("backing")), by="ana", confirm=True)
    assert again.made == ()


def test_a_row_that_somebody_corrected_meanwhile_stays_so(one: Record) -> None:
    one.change(ID["strike"], {"status": "denied"}, by="bo")
    one.reject(ID["backing"], by="bo")
    found = one.bring_annotations(annotated(SHEET), by="ana", confirm=True)
    assert ID["strike"] not in {made.row for made in found.made}
    assert rows(one)[ID["strike"]].status == "denied"
    assert ID["backing"] not in rows(one)


def test_a_dry_run_says_all_and_does_nothing(one: Record) -> None:
    before = one.get(DOCUMENT)
    sheet = with_frames("backing", strike=status("denied"))
    dry = one.bring_annotations(annotated(sheet), by="ana", dry_run=True)
    assert (one.get(DOCUMENT), one.corrections()) == (before, [])
    made = one.bring_annotations(annotated(sheet), by="ana").made
    assert [(each.action, each.row, each.fields) for each in dry.made] == [
        (each.action, each.row, each.fields) for each in made
    ]


def read_elsewhere() -> Reading:
    """The report as somebody annotated it from nothing: other ids, and what was left open."""
    actors = tuple(replace(actor, id=f"x{number}") for number, actor in enumerate(READ.actors))
    new = {old.id: other.id for old, other in zip(READ.actors, actors, strict=True)}

    def party(one: Any) -> Any:
        return replace(one, actor=new.get(one.actor))

    return replace(
        READ,
        document=replace(READ.document, id="another", source="x.txt"),
        actors=actors,
        places=(
            Place(
                id="x9",
                name="Aleppo",
                mentions=(Mention(start=TEXT.index("Aleppo"), end=TEXT.index("Aleppo") + 6, text="Aleppo"),),
            ),
        ),
        statements=tuple(
            replace(said, id=f"s{at}", parent=None, speaker=party(said.speaker))
            for at, said in enumerate(READ.statements)
        ),
        events=(
            replace(
                READ.events[0],
                id="e0",
                mode=None,
                date=None,
                place=None,
                statement=None,
                status="reported",
                actors=tuple(map(party, READ.events[0].actors)),
            ),
        ),
        relations=(),
        commitments=(),
    )


def test_what_began_elsewhere_is_known_by_its_words_and_says_nothing_by_what_it_leaves_open(
    one: Record,
) -> None:
    found = one.bring_annotations(Annotated(reading=read_elsewhere(), origins={}))
    assert (found.made, found.agreed, found.failures) == ((), 4, ())


def test_what_began_elsewhere_changes_what_it_says(one: Record) -> None:
    theirs = read_elsewhere()
    words = "Russia struck the Orem Front near Aleppo"
    theirs = replace(
        theirs,
        statements=(
            theirs.statements[0],
            replace(theirs.statements[1], content=Words(text=words, spans=spans(words))),
            theirs.statements[2],
        ),
        events=(replace(theirs.events[0], status="denied", place="x9"),),
    )
    found = one.bring_annotations(Annotated(reading=theirs, origins={}))
    assert [(made.row, made.fields) for made in found.made] == [
        (ID["inner"], ("content",)),
        (ID["strike"], ("status",)),
    ]


def test_only_a_complete_annotation_rejects_what_it_does_not_have_and_only_kinds_that_it_has(
    one: Record,
) -> None:
    found = one.bring_annotations(Annotated(reading=read_elsewhere(), origins={}), complete=True)
    assert [(made.action, made.row) for made in found.made] == [("reject", ID["meeting"])]


def test_a_report_that_is_not_there_or_another_is_refused(one: Record) -> None:
    other = replace(
        annotated(SHEET), reading=replace(READ, document=replace(READ.document, id="none", text="Other."))
    )
    with pytest.raises(
        InputError, match=r"^in/0\.txt: no report in the record has this text; read it first$"
    ):
        one.bring_annotations(other)
    changed = TEXT.replace("Turkey backs", "Turkey  backs")
    other = replace(annotated(SHEET), reading=replace(READ, document=replace(READ.document, text=changed)))
    with pytest.raises(
        InputError, match=rf"its text is not that of report {DOCUMENT} in the record, from character "
    ):
        one.bring_annotations(other)


def test_a_record_gives_the_report_that_a_document_is(one: Record) -> None:
    one.change(ID["strike"], {"status": "denied"})
    same = replace(READ.document, id="another")
    assert one.same(same).events[0].status == "denied"
    assert one.same(same, corrected=False) == READ


def test_a_changed_row_may_have_the_id_of_the_one_that_was_exported(one: Record) -> None:
    # Ids hash where words stand: a change of anything else may leave them as they are.
    events = (replace(READ.events[0], status="denied"), READ.events[1])
    same = {row.id: row.id for row in (*READ.statements, *READ.events)}
    reading = replace(READ, events=events, relations=(), commitments=())
    told = Annotated(reading=reading, origins=same, untouched=frozenset({*same} - {ID["strike"]}))
    assert [made.fields for made in one.bring_annotations(told).made] == [("status",)]
