"""How well times are read: what the words of a time are, its type and its value.

Without files, the phrases of tests/resolve/phrases.tsv: the share that is found and has the right type and value.
dateparser, where it is installed, is given the phrase alone and the day of publication; what it answers is cut to
the exactness of the expected value, and its type is not asked for. Figures are percentages:

accuracy         over all phrases
accuracy_points  over those that are a day, month, year or time of the day, which is all that dateparser can say

With TimeML files or folders of them, as in TempEval-3: the TIMEX3 tags of the text that have a value, without the
time at which the document was made, against what is read in the text on the page; a range is compared as its two
ends.

precision, recall, f1  of expressions, right where they share a character with one of the others
strict_f1              the same where both ends must agree
type_accuracy, value_accuracy  of those found
value_f1               f1 times value_accuracy
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from bench import common
from onrecord.ingest import Options, from_text
from onrecord.resolve.times import find_times, ranges

PHRASES = Path(__file__).resolve().parent.parent / "tests/resolve/phrases.tsv"
MADE = ("CREATION_TIME", "PUBLICATION_TIME")
SUFFIXES = (".tml", ".xml", ".timeml")
DAY = len("2016-10-21")

_LINK = re.compile(r"\s*[-–—/]\s*|\s+(?:to|through|until|till|and)\s+")
_FROM = re.compile(r"(?:from|between)\s+", re.IGNORECASE)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YEAR, _MONTH, _DATE, _CLOCK = "%Y", "%Y-%m", "%Y-%m-%d", "%Y-%m-%dT%H:%M"
_FORMS = {
    re.compile(r"\d{4}"): _YEAR,
    re.compile(r"\d{4}-\d\d"): _MONTH,
    re.compile(r"\d{4}-\d\d-\d\d"): _DATE,
    re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?"): _CLOCK,
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time in a sentence of a report, and what it is by the standard; no value where nothing says which."""

    published: str | None
    sentence: str
    words: str
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Mark:
    """An expression of time in a text."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Gold:
    """The text of a TimeML file, the day on which it was made, and the times marked in it."""

    text: str
    made: str | None
    marks: tuple[Mark, ...]


def read_phrases(path: Path = PHRASES) -> list[Phrase]:
    """The rows of a table of phrases; ``-`` stands for what is not known."""
    lines = path.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [
        Phrase(
            None if published == "-" else published, sentence, words, type_, None if value == "-" else value
        )
        for published, sentence, words, type_, value in rows[1:]
    ]


def is_right(phrase: Phrase) -> bool:
    """Whether onrecord finds exactly these words with this type and value."""
    start = phrase.sentence.index(phrase.words)
    expected = (start, start + len(phrase.words), phrase.type, phrase.value)
    found = find_times(phrase.sentence, [(0, len(phrase.sentence))], phrase.published)
    return expected in [(time.start, time.end, time.type, time.value) for time in found]


def form(value: str | None) -> str | None:
    """How a point of time is written by ``strftime``; None for a value that is no such point."""
    return next((form for shape, form in _FORMS.items() if shape.fullmatch(value or "")), None)


def dateparser_is_right(phrase: Phrase) -> bool:
    """Whether dateparser, given the phrase and the day of publication, says the expected point of time."""
    import dateparser
    from dateparser.search import search_dates

    settings: dict[str, Any] = {}
    if phrase.published:
        settings["RELATIVE_BASE"] = dateparser.parse(phrase.published)
    found = dateparser.parse(phrase.words, languages=["en"], settings=settings)
    if found is None:
        hits = search_dates(phrase.words, languages=["en"], settings=settings)
        found = hits[0][1] if hits else None
    shape = form(phrase.value)
    if found is None or shape is None:
        return found is None and phrase.value is None
    return bool(found.strftime(shape) == (phrase.value or "")[: len("2016-10-21T15:00")])


def measure_phrases(phrases: list[Phrase]) -> common.Nested:
    """The share of phrases that onrecord reads right, and that dateparser does."""
    figures: dict[str, float | common.Figures | None] = {"phrases": len(phrases)}
    figures |= _shares(phrases, [is_right(phrase) for phrase in phrases])
    other = find_spec("dateparser") is not None
    figures["dateparser"] = (
        _shares(phrases, [dateparser_is_right(phrase) for phrase in phrases]) if other else None
    )
    return figures


def _shares(phrases: list[Phrase], right: list[bool]) -> common.Figures:
    points = [hit for phrase, hit in zip(phrases, right, strict=True) if form(phrase.value)]
    return {
        "accuracy": _percent(sum(right), len(right)),
        "accuracy_points": _percent(sum(points), len(points)),
    }


def read_timeml(path: Path) -> Gold:
    """The text of a TimeML file, of old TimeBank the whole file, without its tags."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(path.read_bytes() or b"<TimeML/>", parser)
    if root is None:
        return Gold("", None, ())
    made = next((tag for tag in root.iter("TIMEX3") if tag.get("functionInDocument") in MADE), None)
    body = root.find(".//TEXT")
    pieces: list[str] = []
    marks = tuple(_marks(root if body is None else body, pieces))
    return Gold("".join(pieces), None if made is None else _day(made.get("value", "")), marks)


def _marks(element: Any, pieces: list[str]) -> Iterator[Mark]:
    """The scored times of an element; its text is added to the pieces."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "" if isinstance(element.tag, str) else "")
    for child in element:
        yield from _marks(child, pieces)
        pieces.append(child.tail or "")
    end = sum(map(len, pieces))
    if element.tag == "TIMEX3" and element.get("functionInDocument") not in MADE:
        value = element.get("value") or ""
        if value and start < end:
            yield Mark(start, end, element.get("type") or "", value)


def _day(value: str) -> str | None:
    """The day of a time at which a document was made: ``1998-02-13``, ``19980213``, with or without a clock time."""
    day = _DIGITS.sub(r"\1-\2-\3", value[:8]) if value[:8].isdigit() else value[:DAY]
    return day if form(day) == _DATE else None


def read(gold: Gold) -> list[Mark]:
    """The times that onrecord reads in a text."""
    if not gold.text.strip():
        return []
    report = from_text(gold.text, options=Options(published=gold.made))
    found = find_times(report.document.text, ranges(report), report.document.published)
    return [
        mark
        for time in found
        for mark in split(Mark(time.start, time.end, time.type, time.value or ""), gold.text)
    ]


def split(mark: Mark, text: str) -> list[Mark]:
    """A range as its two ends; any other time as it is."""
    words = text[mark.start : mark.end]
    lead = _FROM.match(words)
    start = mark.start + (lead.end() if lead else 0)
    link = _LINK.search(text, start, mark.end)
    if "/" not in mark.value or link is None:
        return [mark]
    first, _, last = mark.value.partition("/")
    return [Mark(start, link.start(), mark.type, first), Mark(link.end(), mark.end, mark.type, last)]


def score(gold: Iterable[Mark], found: list[Mark], counts: Counter[str]) -> None:
    """Add the hits and totals of one text; of those of ours that share words with a time, the first is judged."""
    reached: set[Mark] = set()
    for mark in gold:
        ours = [other for other in found if other.start < mark.end and mark.start < other.end]
        exact = [other for other in ours if (other.start, other.end) == (mark.start, mark.end)]
        reached |= set(ours)
        counts["gold"] += 1
        counts["strict"] += bool(exact)
        if ours:
            best = (exact or ours)[0]
            counts["matched"] += 1
            counts["type"] += best.type == mark.type
            counts["value"] += best.value == mark.value
    counts["found"] += len(found)
    counts["right"] += len(reached)


def figures(counts: Counter[str]) -> common.Figures:
    """Percentages of what was counted."""
    precision, recall = (
        _percent(counts["right"], counts["found"]),
        _percent(counts["matched"], counts["gold"]),
    )
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    value = _percent(counts["value"], counts["matched"])
    return {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "strict_f1": _percent(2 * counts["strict"], counts["gold"] + counts["found"]),
        "type_accuracy": _percent(counts["type"], counts["matched"]),
        "value_accuracy": value,
        "value_f1": f1 * value / 100,
    }


def _percent(part: int, whole: int) -> float:
    return 100 * part / max(1, whole)


def measure(paths: Iterable[Path]) -> common.Figures:
    """The figures over all of these files."""
    counts: Counter[str] = Counter()
    for path in paths:
        gold = read_timeml(path)
        score(gold.marks, read(gold), counts)
    return figures(counts)


def files(sources: Iterable[Path]) -> Iterator[Path]:
    """The files named, and those of TimeML in the folders named."""
    for source in sources:
        if source.is_dir():
            yield from sorted(path for path in source.rglob("*") if path.suffix in SUFFIXES)
        else:
            yield source


def main(arguments: list[str]) -> None:
    parser = common.parser("times", __doc__)
    parser.add_argument(
        "files", type=Path, nargs="*", metavar="FILE.tml", help="TimeML files or folders of them"
    )
    options = parser.parse_args(arguments)
    for source in options.files:
        if not source.exists():
            parser.error(f"no such file: {source}")
    paths = list(files(options.files))
    if options.files and not paths:
        parser.error("no .tml files in these folders")
    common.show(measure(paths) if paths else measure_phrases(read_phrases()), as_json=options.json)


if __name__ == "__main__":
    main(sys.argv[1:])
