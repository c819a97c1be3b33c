"""Relations between actors against re3d (Relationship and Entity Extraction Evaluation Dataset, Dstl 2017).

Each FOLDER holds ``documents.json``, ``entities.json`` and ``relations.json``, one JSON object a line. Of its eleven
types four are ours under other names; the others (places, speech, likes, attributes, synonyms) are not judged:

    FightingAgainst  opposes
    BelongsTo        member_of, part_of, holds_office, subordinate_to
    InChargeOf       leads, controls, holds_office
    AlliesOf         allied_with, backs

A prediction counts when its type fits that of a gold relation and its ends overlap the ends of it, which way round does
not matter. The corpus annotates a pair anew in each sentence; our row is one relation with all its tellings, so an end
is where the row names it and where its actor is mentioned within the row's evidence. The body of an office stands
in its words or beside them, so the far end of ``holds_office`` is its whole evidence.

precision, recall   of the rows of these types, those that meet a gold relation; of the gold relations, those met
precision_all       the same where ``holds_office`` that meets nothing is wrong too. ``precision`` leaves it out: the
                    corpus has few of the titles that stand in front of names ("President Assad")
precision_without_offices   the same where no ``holds_office`` counts, right or wrong: ``precision`` keeps those that
                    meet something, which flatters it
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import common
from onrecord.ingest import Options, from_text
from onrecord.model import Party, Reading, Relation, Span
from onrecord.reader import Reader

FITS: Mapping[str, frozenset[str]] = {
    "FightingAgainst": frozenset({"opposes"}),
    "BelongsTo": frozenset({"member_of", "part_of", "holds_office", "subordinate_to"}),
    "InChargeOf": frozenset({"leads", "controls", "holds_office"}),
    "AlliesOf": frozenset({"allied_with", "backs"}),
}
JUDGED = frozenset.union(*FITS.values())


@dataclass(frozen=True, slots=True)
class Gold:
    """A relation of the corpus: its type and the characters of its two ends."""

    type: str
    source: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report of the corpus."""

    name: str
    text: str
    relations: Sequence[Gold]


def read_re3d(folder: Path) -> Iterator[Labelled]:
    """The reports of a folder with their relations of the types that are judged."""
    gold: dict[str, list[Gold]] = defaultdict(list)
    for row in _rows(folder / "relations.json"):
        if row["type"] in FITS:
            ends = [(int(row[f"{end}Begin"]), int(row[f"{end}End"])) for end in ("source", "target")]
            gold[row["documentId"]].append(Gold(row["type"], *ends))
    for row in _rows(folder / "documents.json"):
        yield Labelled(row["_id"], row["text"], gold[row["_id"]])


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def score(gold: Sequence[Gold], found: Reading, counts: Counter[str]) -> Iterator[tuple[str, object]]:
    """Add the hits and totals of one report; yield what is wrong and what is missed, for those who look."""
    rows = [row for row in found.relations if row.type in JUDGED and row.status != "denied"]
    ends = [_ends(found, row) for row in rows]
    hits = [
        [one for one in gold if row.type in FITS[one.type] and _meets(one, ends[n])]
        for n, row in enumerate(rows)
    ]
    for row, hit in zip(rows, hits, strict=True):
        counts[f"{row.type} found"] += 1
        counts[f"{row.type} right"] += bool(hit)
        if not hit:
            yield "wrong", row
    met = {id(one) for hit in hits for one in hit}
    for one in gold:
        counts[f"{one.type} gold"] += 1
        counts[f"{one.type} met"] += id(one) in met
        if id(one) not in met:
            yield "missed", one


def _ends(found: Reading, row: Relation) -> tuple[list[Span], list[Span]]:
    """The characters of both ends of a row, in all its tellings."""
    far = list(row.spans) if row.type == "holds_office" else _places(found, row, row.object)
    return _places(found, row, row.subject), far


def _places(found: Reading, row: Relation, party: Party) -> list[Span]:
    mentions = [m for actor in found.actors if actor.id == party.actor for m in actor.mentions]
    told = [(m.start, m.end) for m in mentions if any(a <= m.start and m.end <= b for a, b in row.spans)]
    return [*party.spans, *told]


def _meets(gold: Gold, ends: tuple[list[Span], list[Span]]) -> bool:
    one, other = ends
    return (_touch(one, gold.source) and _touch(other, gold.target)) or (
        _touch(other, gold.source) and _touch(one, gold.target)
    )


def _touch(spans: Sequence[Span], gold: Span) -> bool:
    return any(start < gold[1] and gold[0] < end for start, end in spans)


def measure(
    folders: Sequence[Path], reader: Reader | None = None, *, verbose: bool = False
) -> common.Figures:
    """The figures over all reports of some folders."""
    reader, counts = reader or Reader(), Counter[str]()
    for folder in folders:
        for labelled in read_re3d(folder):
            report = from_text(labelled.text, source=labelled.name, options=Options())
            found = reader.read(report, force=True)
            for verdict, row in score(labelled.relations, found, counts):
                if verbose:
                    print(_line(verdict, row, labelled.text), file=sys.stderr)
    return figures(counts)


def _line(verdict: str, row: object, text: str) -> str:
    if isinstance(row, Relation):
        return f"{verdict} {row.type}: {row.subject.text} > {row.object.text} :: {row.text[:200]!r}"
    assert isinstance(row, Gold)
    (a, b), (c, d) = row.source, row.target
    return f"{verdict} {row.type}: {text[a:b]} > {text[c:d]} :: {text[min(a, c) : max(b, d)][:200]!r}"


def figures(counts: Counter[str]) -> common.Figures:
    """Precision, recall and F1, and for each type what was found of it and how much is right or met."""
    right = sum(counts[f"{kind} right"] for kind in JUDGED)
    every = sum(counts[f"{kind} found"] for kind in JUDGED)
    spared = counts["holds_office found"] - counts["holds_office right"]
    met, gold = (sum(counts[f"{kind} {what}"] for kind in FITS) for what in ("met", "gold"))
    precision, recall = _share(right, every - spared), _share(met, gold)
    found: common.Figures = {"precision": precision, "recall": recall, "f1": _f1(precision, recall)}
    found["precision_all"] = _share(right, every)
    offices = counts["holds_office right"], counts["holds_office found"]
    found["precision_without_offices"] = _share(right - offices[0], every - offices[1])
    for kind in FITS:
        found[f"{kind}_recall"] = _share(counts[f"{kind} met"], counts[f"{kind} gold"])
    for kind in sorted(JUDGED):
        found[f"{kind}_precision"] = _share(counts[f"{kind} right"], counts[f"{kind} found"])
    return found | {name: float(number) for name, number in sorted(counts.items())}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _f1(precision: float | None, recall: float | None) -> float | None:
    return 2 * precision * recall / (precision + recall) if precision and recall else None


def main(arguments: list[str]) -> None:
    parser = common.parser("relations", __doc__)
    parser.add_argument("folder", type=Path, nargs="+", help="folder of re3d")
    parser.add_argument("--verbose", action="store_true", help="print what is wrong and what is missed")
    given = parser.parse_args(arguments)
    for folder in given.folder:
        if not (folder / "relations.json").is_file():
            parser.error(f"no relations.json in {folder}")
    common.show(measure(given.folder, verbose=given.verbose), as_json=given.json)


if __name__ == "__main__":
    main(sys.argv[1:])
