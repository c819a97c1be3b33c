"""Whom pronouns and descriptions mean: the chains of GUM (Zeldes 2017) against the actors of our readings.

The treebank's files (in FOLDER or FOLDER/conllu) hold words, trees, blanks and entities. The text is put together
again, read like any report, and compared. A chain counts that stands for a person, a body or a place, for nothing else
is an actor, and that has a name: a member whose head is a proper noun, or has one set flat behind it ("student Ahmed
Mohamed"). An actor is of a chain where a name of the actor stands on such a word. Judged are third person pronouns,
and descriptions: what begins with a definite determiner or a possessive and has a common noun for its head.

recall, precision        pronouns of such chains that are mentions of an actor of their chain; and of all pronouns that
                         are mentions of an actor, those whose chain it is of: a pronoun for somebody who is
                         never named, or that means nothing, makes the link wrong
described_recall, described_precision   the same for descriptions
pronouns, descriptions   how many stand in such chains
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from bench import common
from onrecord.ingest import Options, from_text
from onrecord.model import Actor, Mention, Reading
from onrecord.reader import Reader

TYPES = frozenset({"person", "organization", "place"})
PRONOUNS = frozenset({
    "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself",
    "they", "them", "their", "theirs", "themselves",
})  # fmt: skip
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their"})

_MARK = re.compile(r"\(([^()]+)\)|\(([^()]+)|([^()]+)\)")
_ENTITY = re.compile(r"(?:^|\|)Entity=([^|]*)")
_DATE = re.compile(r"# meta::dateCreated ?= ?(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the treebank and its place in the text; ``head`` is an index, -1 for a root."""

    start: int
    end: int
    form: str
    upos: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Member:
    """Words ``[start, end)`` that belong to a chain, and which of them is their head."""

    start: int
    end: int
    head: int


@dataclass(frozen=True, slots=True)
class Gold:
    """A report of the corpus with its chains of persons, bodies and places."""

    name: str
    text: str
    published: str | None
    words: Sequence[Word]
    chains: Sequence[Sequence[Member]]

    def names(self, chain: Sequence[Member]) -> set[int]:
        """The first words of names in a chain: heads of its members, or set flat behind them ("student Ahmed")."""
        flat = {
            index
            for member in chain
            for index in range(member.start, member.end)
            if self.words[index].head == member.head and self.words[index].relation.startswith("flat")
        }
        heads = flat | {member.head for member in chain}
        return {index for index in heads if self.words[index].upos == "PROPN"}

    def kind(self, member: Member) -> str | None:
        """Whether it is a pronoun of the third person, or a definite phrase around a common noun."""
        first, head = self.words[member.start].form.lower(), self.words[member.head]
        if member.end - member.start == 1:
            return "pronouns" if first in PRONOUNS else None
        return "descriptions" if head.upos == "NOUN" and first in DEFINITE else None


def read_gum(folder: Path, types: Set[str] | None = TYPES) -> Iterator[Gold]:
    """The reports of a folder, by name, with the chains of these types of entities, or of all."""
    inner = folder / "conllu"
    for path in sorted((inner if inner.is_dir() else folder).glob("*.conllu")):
        text, published, words, marks = _words(path)
        yield Gold(path.stem, text, published, words, _chains(marks, words, types))


def _words(path: Path) -> tuple[str, str | None, list[Word], list[str]]:
    """The text, its date, its words and what begins and ends at each; paragraphs are parted by an empty line."""
    text, published, words, marks = "", None, list[Word](), list[str]()
    base, glue, opens, shared_end = 0, True, False, 0
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if dated := _DATE.match(line):
            published = dated[1]
        elif line.startswith("# newpar") or line.startswith("# newdoc"):
            opens = bool(text)
        elif not line:
            base = len(words)
        elif "-" in cells[0] and cells[0][0].isdigit():
            shared_end = int(cells[0].partition("-")[2])
            shared_glue = "SpaceAfter=No" in cells[9]
        elif cells[0].isdigit():
            text += "\n\n" if opens else "" if glue else " "
            words.append(_word(cells, base, len(text)))
            found = _ENTITY.search(cells[9])
            marks.append(found[1] if found else "")
            text, opens = text + cells[1], False
            number = int(cells[0])
            glue = "SpaceAfter=No" in cells[9] or number < shared_end
            if number == shared_end:
                glue, shared_end = shared_glue, 0
    return text, published, words, marks


def _word(cells: list[str], base: int, start: int) -> Word:
    head = base + int(cells[6]) - 1 if cells[6] != "0" else -1
    return Word(start, start + len(cells[1]), cells[1], cells[3], head, cells[7])


def _chains(marks: Sequence[str], words: Sequence[Word], wanted: Set[str] | None) -> list[list[Member]]:
    """The members of each chain; a mark is ``(1-person-...``, ``1)`` or both."""
    found: dict[str, list[Member]] = defaultdict(list)
    kinds: dict[str, str] = {}
    open_: list[tuple[str, int]] = []
    for index, cell in enumerate(marks):
        for whole, opened, closed in _MARK.findall(cell):
            if opened or whole:
                name, kind = (opened or whole).split("-")[:2]
                kinds.setdefault(name, kind)
                open_.append((name, index))
            if closed or whole:
                name = (closed or whole).partition("-")[0]
                at = max(number for number, row in enumerate(open_) if row[0] == name)
                _, start = open_.pop(at)
                found[name].append(Member(start, index + 1, _head(words, start, index + 1)))
    return [chain for name, chain in found.items() if wanted is None or kinds[name] in wanted]


def _head(words: Sequence[Word], start: int, end: int) -> int:
    return next((i for i in range(start, end) if not start <= words[i].head < end), end - 1)


def score(gold: Gold, found: Reading, counts: Counter[str]) -> None:
    """Add the hits and totals of one report."""
    starts = {word.start: index for index, word in enumerate(gold.words)}
    linked = dict(_links(gold, found, starts))
    names = {actor.id: _name_heads(gold, actor, starts) for actor in found.actors}
    right = Counter[str]()
    for chain in gold.chains:
        heads = gold.names(chain)
        for member in chain:
            kind = gold.kind(member)
            if kind and heads:
                counts[kind] += 1
                right[kind] += bool(names.get(linked.get((kind, member.head), ""), set()) & heads)
    counts.update({f"{kind} right": number for kind, number in right.items()})
    counts.update(f"{kind} linked" for kind, _ in linked)


def _links(gold: Gold, found: Reading, starts: Mapping[int, int]) -> Iterator[tuple[tuple[str, int], str]]:
    """The actor of each pronoun and description that our reading has for a mention, by kind and head."""
    for actor in found.actors:
        for mention in actor.mentions:
            member = _member(gold, mention, starts)
            kind = gold.kind(member) if member else None
            if member and kind:
                yield (kind, member.head), actor.id


def _name_heads(gold: Gold, actor: Actor, starts: Mapping[int, int]) -> set[int]:
    """The words under an actor's names."""
    members = [_member(gold, mention, starts) for mention in actor.mentions]
    return {i for m in members if m and not gold.kind(m) for i in range(m.start, m.end)}


def _member(gold: Gold, mention: Mention, starts: Mapping[int, int]) -> Member | None:
    start = starts.get(mention.start)
    if start is None:
        return None
    end = start
    while end < len(gold.words) and gold.words[end].end <= mention.end:
        end += 1
    return Member(start, end, _head(gold.words, start, end)) if end > start else None


def measure(folder: Path, reader: Reader | None = None) -> common.Figures:
    """The figures over all reports of a folder."""
    reader, counts = reader or Reader(), Counter[str]()
    for gold in read_gum(folder):
        report = from_text(gold.text, source=gold.name, options=Options(published=gold.published))
        score(gold, reader.read(report), counts)
    return figures(counts)


def figures(counts: Counter[str]) -> common.Figures:
    """Shares of what was counted."""
    found: common.Figures = {}
    for kind, before in (("pronouns", ""), ("descriptions", "described_")):
        for name, total in (("recall", counts[kind]), ("precision", counts[f"{kind} linked"])):
            found[before + name] = counts[f"{kind} right"] / total if total else None
    return found | {kind: float(counts[kind]) for kind in ("pronouns", "descriptions")}


def main(arguments: list[str]) -> None:
    parser = common.parser("coreference", __doc__)
    parser.add_argument(
        "folder", type=Path, help="folder of CoNLL-U files, or one with such a folder conllu/"
    )
    given = parser.parse_args(arguments)
    if not any(given.folder.glob("**/*.conllu")):
        parser.error(f"no CoNLL-U files in {given.folder}")
    common.show(measure(given.folder), as_json=given.json)


if __name__ == "__main__":
    main(sys.argv[1:])
