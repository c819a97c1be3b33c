"""Claims, contradictions and commitments of our own example stories, beside their answer keys.

FOLDER holds stories, each a folder of reports with a ``key.toml`` written by reading them. All reports of a story are
read into a record of their own. What the key says is told stands in a report in certain words; a row of ours tells it
where it has the most of these words. Copies and updates of a report count as the report where the words are the same.

claims           B-cubed precision and recall (Bagga and Baldwin 1998) over all tellings of the key: a telling that no
                 row of ours tells is a claim of its own
contradictions   precision: of those that we print, how many have both ends in words of one contradiction of the key, or
                 in words that affirm and words that deny one claim of it; recall: how many matters of the key (its
                 ``reason``) have at least one such pair
commitments      precision: of the follow-ups that we print, how many have words that the key gives for the same course
                 (restated, extended, fulfilled, broken, withdrawn) of a commitment whose words ours has as it was first
                 made; recall: how many of the follow-ups of the key are told by at least one of ours
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import common
from onrecord.errors import OnRecordError
from onrecord.ingest import Options, load
from onrecord.model import Failure
from onrecord.query import FollowUp, Promised, Telling, claims, commitments_over_time, contradictions
from onrecord.reader import Reader
from onrecord.record import Record

Place = tuple[str, int, int]  # the file of a report, and where some of its words stand
Ends = tuple[Place, ...]


@dataclass(frozen=True)
class Key:
    """The answer key of a story: words are places in all reports of the same story that have them.

    ``sides`` has for each claim where it is affirmed and where it is denied.
    """

    claims: tuple[tuple[tuple[Place, ...], ...], ...]
    sides: tuple[tuple[Ends, Ends], ...]
    contradictions: Mapping[str, tuple[tuple[tuple[Place, ...], tuple[Place, ...]], ...]]
    commitments: tuple[
        tuple[tuple[str, tuple[Place, ...]], ...], ...
    ] = ()  # what became of each, and the words

    @property
    def disputed(self) -> Iterator[tuple[Ends, Ends]]:
        """The claims that somebody denies."""
        return (sides for sides in self.sides if all(sides))


def key_of(folder: Path) -> Key:
    """The key of a story; SystemExit where words do not stand in their report."""
    told = tomllib.loads((folder / "key.toml").read_text("utf-8"))
    texts = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}
    same = _same(told)

    def places(end: Mapping[str, str]) -> tuple[Place, ...]:
        name, words = end["report"], end["words"]
        if texts[name].count(words) != 1:
            sys.exit(f"error: {folder / name}: {words!r} must stand in it once")
        found = ((other, texts[other].find(words)) for other in sorted({name, *same.get(name, ())}))
        return tuple((other, at, at + len(words)) for other, at in found if at >= 0)

    matters: dict[str, list[tuple[tuple[Place, ...], tuple[Place, ...]]]] = {}
    for each in told.get("contradiction", ()):
        matters.setdefault(each["reason"], []).append((places(each["one"]), places(each["other"])))
    return Key(
        claims=tuple(
            tuple(_own(one["report"], places(one)) for one in each["told"]) for each in told.get("claim", ())
        ),
        sides=tuple(
            (_side(each, "affirms", places), _side(each, "denies", places)) for each in told.get("claim", ())
        ),
        contradictions={reason: tuple(pairs) for reason, pairs in matters.items()},
        commitments=tuple(
            tuple(dict.fromkeys((one["as"], places(one)) for one in each["told"]))
            for each in told.get("commitment", ())
        ),
    )


def _own(report: str, places: Sequence[Place]) -> tuple[Place, ...]:
    return tuple(place for place in places if place[0] == report)


def _side(
    claim: Mapping[str, Any], side: str, places: Callable[[Mapping[str, str]], tuple[Place, ...]]
) -> Ends:
    return tuple(place for one in claim["told"] if one["side"] == side for place in places(one))


def _same(told: Mapping[str, Any]) -> dict[str, set[str]]:
    """The other publications of each report."""
    groups: list[set[str]] = [set(each["reports"]) for each in told.get("copy", ())]
    groups += [{each["of"], each["report"]} for each in told.get("update", ())]
    found: dict[str, set[str]] = {}
    for group in groups:
        for name in group:
            found.setdefault(name, set()).update(group)
    return found


def read(folder: Path, record: Record) -> None:
    """Read the reports of a story into a record."""
    reader = Reader()
    for path in sorted(folder.glob("*.txt")):
        for report in load(str(path), Options()):
            if isinstance(report, Failure):
                sys.exit(f"error: {report.source}: {report.reason}")
            record.save(reader.read(report))


def place_of(told: Telling) -> Iterator[Place]:
    """Where a telling stands."""
    name = Path(told.document.source).name
    for start, end in told.spans:
        yield name, start, end


def shared(some: Iterable[Place], others: Iterable[Place]) -> int:
    """The characters that places have in common."""
    listed = list(others)
    return sum(
        max(0, min(end, last) - max(start, first))
        for name, start, end in some
        for other, first, last in listed
        if name == other
    )


def clusters(key: Key, record: Record) -> list[tuple[int, str]]:
    """For each telling of the key its claim there and ours; without a row of ours one of its own."""
    rows: list[tuple[Telling, str]] = []
    for claim in claims(record, stories=1, offices=True):
        rows += [(told, claim.id) for told in claim.tellings]
    found = []
    for number, tellings in enumerate(key.claims):
        for places in tellings:
            best, ours = 0.0, f"{number} {places}"
            for told, id in rows:
                own = list(place_of(told))
                common_ = shared(own, places)
                if common_:
                    long = sum(end - start for _, start, end in own) + sum(
                        end - start for _, start, end in places
                    )
                    if 2 * common_ / long > best:
                        best, ours = 2 * common_ / long, id
            found.append((number, ours))
    return found


def b_cubed(pairs: Sequence[tuple[int, str]]) -> common.Figures:
    """Precision and recall of clusters, averaged over what is clustered."""
    precision = recall = 0.0
    for gold, ours in pairs:
        here = [pair for pair in pairs if pair[1] == ours]
        there = [pair for pair in pairs if pair[0] == gold]
        right = sum(pair == (gold, ours) for pair in pairs)
        precision += right / len(here)
        recall += right / len(there)
    return _rates(precision / len(pairs), recall / len(pairs))


def _rates(precision: float, recall: float) -> common.Figures:
    both = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0}


def matter_of(key: Key, one: Telling, other: Telling) -> str | None:
    """The matter of the key that two tellings are the ends of, or where they are sides of a claim."""
    a, b = list(place_of(one)), list(place_of(other))

    def ends(pair: tuple[Ends, Ends]) -> bool:
        first, second = pair
        return bool((shared(a, first) and shared(b, second)) or (shared(a, second) and shared(b, first)))

    for reason, pairs in key.contradictions.items():
        if any(map(ends, pairs)):
            return reason
    for claim in key.disputed:
        if ends(claim):
            # What the key says of the same two sides in other words.
            matters = (
                reason
                for reason, pairs in key.contradictions.items()
                for pair in pairs
                if all(any(shared(end, side) for side in claim) for end in pair)
            )
            return next(matters, "sides of a claim")
    return None


Told = tuple[int, int]  # the number of a commitment of the key, and of something that is told of it


def told_of(key: Key, promise: Promised, told: FollowUp) -> list[Told]:
    """The follow-ups of the key that one of ours tells."""
    first = promise.commitment
    name = Path(first.document.source).name
    made = [(name, start, end) for start, end in first.row.spans]
    words = [(Path(told.document.source).name, start, end) for start, end in told.spans]
    return [
        (number, at)
        for number, of_key in enumerate(key.commitments)
        if any(shared(made, places) for _, places in of_key)
        for at, (course, places) in enumerate(of_key)
        if course == told.course and shared(words, places)
    ]


def follow_ups(key: Key) -> Iterator[Told]:
    """All follow-ups of the key."""
    for number, of_key in enumerate(key.commitments):
        yield from ((number, at) for at, (course, _) in enumerate(of_key) if course != "made")


def main() -> None:
    options = common.parser("compare", __doc__)
    options.add_argument("folder", type=Path, nargs="*", help="default: the stories in examples")
    options.add_argument(
        "--embedder", type=Path, metavar="PATH", help="proposes what pieces are compared with"
    )
    options.add_argument("--show", action="store_true", help="list what is wrong and what is missing")
    given = options.parse_args()
    folders = given.folder or sorted(path.parent for path in common.EXAMPLES.glob("*/key.toml"))
    if missing := [str(path) for path in folders if not (path / "key.toml").is_file()]:
        sys.exit(f"error: no key.toml in {', '.join(missing)}")
    try:
        figures = measure(folders, show=given.show, embedder=given.embedder)
        if given.json:
            common.show(figures, as_json=True)
            return
        for name, rates in figures.items():
            print(f"{name:15} " + "  ".join(f"{rate} {value:.3f}" for rate, value in rates.items()))
    except OnRecordError as error:
        sys.exit(f"error: {error}")


def measure(
    folders: Sequence[Path], *, show: bool = False, embedder: Path | None = None
) -> dict[str, common.Figures]:
    """The figures of all stories together."""
    pairs: list[tuple[int, str]] = []
    right = printed = found = matters = 0
    followed = Followed()
    for folder in folders:
        key = key_of(folder)
        with (
            tempfile.TemporaryDirectory() as place,
            Record(Path(place) / "record.db", embedder=embedder) as record,
        ):
            read(folder, record)
            offset = len(pairs)
            pairs += [(offset + gold, ours) for gold, ours in clusters(key, record)]
            told = contradictions(record)
            followed.add(key, commitments_over_time(record), show=show)
        hits = [matter_of(key, each.one, each.other) for each in told]
        printed += len(told)
        right += sum(hit is not None for hit in hits)
        matters += len(key.contradictions)
        found += len(key.contradictions.keys() & set(hits))
        if show:
            for each, hit in zip(told, hits, strict=True):
                print("right" if hit else "WRONG", f"{each.kind}: {each.reason}")
                print(f"   {_words(each.one)}\n   {_words(each.other)}")
            for reason in key.contradictions.keys() - set(hits):
                print(f"MISSING {reason}")
    return {
        "claims": b_cubed(pairs),
        "contradictions": _rates(right / printed if printed else 0.0, found / matters if matters else 0.0),
        "commitments": followed.figures(),
    }


class Followed:
    """The follow-ups of all stories: ours, those of ours that are right, and those of the key that they tell."""

    def __init__(self) -> None:
        self.ours = self.right = self.found = self.wanted = 0

    def add(self, key: Key, told: Sequence[Promised], *, show: bool) -> None:
        """Count those of a story, and print what is wrong and missing."""
        hit: set[Told] = set()
        for promise in told:
            for one in promise.follow_ups:
                mine = told_of(key, promise, one)
                hit.update(mine)
                self.ours += 1
                self.right += bool(mine)
                if show:
                    print("right" if mine else "WRONG", f"{one.course} ({one.sure:.2f}): {one.reason}")
                    print(f"   {_promise(promise)}\n   {_after(one)}")
        wanted = list(follow_ups(key))
        self.found += len(hit)
        self.wanted += len(wanted)
        for number, at in wanted if show else ():
            if (number, at) not in hit:
                course, places = key.commitments[number][at]
                print(f"MISSING {course}: {places}")

    def figures(self) -> common.Figures:
        """Precision, recall and F1."""
        return _rates(
            self.right / self.ours if self.ours else 0.0, self.found / self.wanted if self.wanted else 0.0
        )


def _promise(promise: Promised) -> str:
    first = promise.commitment
    return f"{Path(first.document.source).name}: {' '.join(first.row.text.split())[:150]}"


def _after(told: FollowUp) -> str:
    return f"{Path(told.document.source).name}: {' '.join(told.text.split())[:150]}"


def _words(told: Telling) -> str:
    return f"{Path(told.document.source).name}: {' '.join(told.text.split())[:150]}"


if __name__ == "__main__":
    main()
