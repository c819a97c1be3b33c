"""Every sentence of ``sentences.tsv`` is coded as a careful reader expects; what is open fails for a written reason."""

from dataclasses import replace

import pytest
from sentences import KINDS, RELATIONS, TYPES, Case, Coded, Expected, cases, read, read_row

from onrecord.model import Actor, Commitment, Cue, Document, Event, Party, Reading, Speaker, Statement, Words
from onrecord.reader import Reader

CASES = cases()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def marks(case: Case) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=case.open)] if case.open else []


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name, marks=marks(case)) for case in CASES])
def test_the_sentence_is_coded(case: Case, reader: Reader) -> None:
    coded = Coded(read(reader, case.sentence))

    misses = coded.misses(case)

    assert not misses, "\n".join([case.sentence, *misses, "coded:", str(coded)])


def test_the_table_is_large_and_every_sentence_stands_once() -> None:
    assert len(CASES) >= 120
    assert len({case.sentence for case in CASES}) == len(CASES)


def test_the_table_covers_types_relations_and_commitments() -> None:
    told = {(row.sort, kind) for case in CASES for row in case.expected for kind, _ in row.kinds}

    assert {("event", kind) for kind in TYPES} <= told
    assert {("rel", kind) for kind in RELATIONS} <= told
    assert {("com", kind) for kind in KINDS} <= told


def test_at_least_fifteen_sentences_tell_no_event() -> None:
    silent = [case for case in CASES if case.name.startswith("no-event")]

    assert len(silent) >= 15
    assert all(case.absent and not case.expected for case in silent)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            'ASSAULT/aerial|drone|COERCE Turkey|"jets" > Iraq+"a village > on" @ Duhok on 2021-03-01 '
            "claimed possible once [-|Iran]",
            {
                "kinds": frozenset({("ASSAULT", "aerial"), ("ASSAULT", "drone"), ("COERCE", None)}),
                "place": ("Duhok",),
                "date": ("2021-03-01",),
                "statuses": frozenset({"claimed"}),
                "certainty": "possible",
                "once": True,
                "teller": ("-", "Iran"),
            },
        ),
        ("CONSULT Iran&Iraq", {"either": (("Iran",), ("Iraq",))}),
        ('rel:backs Iran > "militias" by "our partners"', {"sort": "rel", "by": ('"our partners"',)}),
        (
            "com:pledge Japan : do everything possible if if asked until 2021-03-31 basis the treaty pledged",
            {
                "action": "do everything possible",
                "condition": "if asked",
                "until": "2021-03-31",
                "basis": "the treaty",
                "statuses": frozenset({"pledged"}),
            },
        ),
    ],
)
def test_the_notation(written: str, expected: dict[str, object]) -> None:
    row = read_row(written)

    assert {field: getattr(row, field) for field in expected} == expected


def test_parties_of_the_notation() -> None:
    row: Expected = read_row('ASSAULT - > Iraq+"a village > on" reported')

    assert row.left.nobody
    assert row.right.parties == (("Iraq",), ('"a village > on"',))


@pytest.mark.parametrize("written", ["ATTACK Iran", "rel:likes Iran > Iraq", "Com:pledge Iran"])
def test_what_is_not_in_the_notation_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        read_row(written)


def party(text: str, actor: str | None = None) -> Party:
    return Party(actor=actor, text=text, spans=())


SAID = Statement(
    id="s",
    kind="indirect",
    speaker=Speaker(actor="ir", text="Tehran", spans=()),
    cue=Cue(text="said", spans=(), class_="say"),
    content=Words(text="", spans=()),
    confidence=1.0,
)
STRUCK = Event(
    id="e",
    type="ASSAULT",
    mode="aerial",
    actors=(party("jets"), party("Israel", "il")),
    recipients=(party("the village"), party("Syria", "sy")),
    date="2021-03-01",
    status="claimed",
    certainty="certain",
    statement="s",
    text="struck",
    spans=(),
    confidence=1.0,
)
MUST = Commitment(
    id="c",
    kind="demand",
    by=party("Israel", "il"),
    action=Words(text="stop the raids", spans=()),
    deadline="2021-04-01",
    status="demanded",
    text="stop",
    spans=(),
    confidence=1.0,
)
MADE = Reading(
    reader="hand",
    document=Document(id="d", source="-", text=""),
    actors=(Actor(id="ir", name="Iran"), Actor(id="il", name="Israel"), Actor(id="sy", name="Syria")),
    statements=(SAID,),
    events=(STRUCK,),
    commitments=(MUST,),
)


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ('ASSAULT/aerial "jets"+Israel > "village"+Syria on 2021-03-01 claimed certain [Iran]', 1),
        ("ASSAULT Israel&Syria", 1),
        ("ASSAULT|COERCE|ANY Israel|Iraq", 1),
        ("ANY", 1),
        ("ASSAULT/drone Israel", 0),
        ("ASSAULT Israel+Iraq > Syria", 0),
        ("ASSAULT Syria", 0),
        ("ASSAULT - > Syria", 0),
        ("ASSAULT reported", 0),
        ("ASSAULT on 2021-03-02", 0),
        ("ASSAULT [-]", 0),
        ('ASSAULT ["Tehran"]', 1),
        ("com:demand Israel : stop the raids until 2021-04-01 demanded [-]", 1),
        ("com:demand Israel : stop the raids if asked", 0),
        ("com:demand Iran : stop the raids", 0),
        ("rel:backs", 0),
    ],
)
def test_what_fits_the_notation(written: str, count: int) -> None:
    assert Coded(MADE).count(read_row(written)) == count


def test_what_is_missing_doubled_or_too_much_is_told_in_words() -> None:
    twice = replace(MADE, events=(STRUCK, replace(STRUCK, id="f")))
    case = Case("x-1", "", (read_row("ASSAULT once"), read_row("AID")), (read_row("com:demand"),), "")

    assert Coded(twice).misses(case) == [
        "coded 2 times: ASSAULT once",
        "not coded: AID",
        "must not be coded: com:demand",
    ]
    assert str(Coded(MADE)).startswith(
        'ASSAULT/aerial "jets"+Israel > "the village"+Syria on 2021-03-01 claimed certain [Iran]'
    )
