"""The words around a hit: as FTS5 marked them, or cut out of the whole text by the same rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.record.stems import pieces
from onrecord.record.wanted import But, Phrase, Wanted

SNIPPET_WORDS = 32
# FTS5 marks its hits in the text; these characters stand in no report.
OPENED, CLOSED = "\x02", "\x03"
HIT = re.compile(f"{OPENED}(.*?){CLOSED}", re.DOTALL)

Lexeme = Callable[[str], str]
Token = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a text; ``highlights`` are the ranges of them that were looked for."""

    text: str
    highlights: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    first: int  # the first and the last token of it
    last: int
    phrase: int


def unmarked(marked: str) -> Passage:
    """The passage that FTS5 cut out and marked."""
    # Pieces stand in turn outside and inside of marks.
    parts, highlights, length = HIT.split(marked), [], 0
    for number, part in enumerate(parts):
        if number % 2:
            highlights.append((length, length + len(part)))
        length += len(part)
    return Passage("".join(parts), tuple(highlights))


def cut(texts: Sequence[str], wanted: Wanted, lexeme: Lexeme) -> Passage:
    """The passage of the text, of several, that has most of what is wanted.

    Args:
        lexeme: makes of a folded word what the index holds.
    """
    phrases = [
        ([lexeme(word) for _, _, word in pieces(phrase.text)], phrase.begun) for phrase in _phrases(wanted)
    ]
    found = []
    for text in texts:
        tokens = [(start, end, lexeme(word)) for start, end, word in pieces(text)]
        hits = sorted(_hits(tokens, phrases), key=lambda hit: (hit.first, hit.last))
        found.append((text, tokens, hits))
    text, tokens, hits = max(found, key=lambda one: _worth(_best(one[2])))
    return _passage(text, tokens, _best(hits), hits)


def _phrases(wanted: Wanted) -> Iterator[Phrase]:
    """What is wanted and not refused."""
    if isinstance(wanted, Phrase):
        yield wanted
    elif isinstance(wanted, But):
        yield from _phrases(wanted.found)
    else:
        for part in wanted.parts:
            yield from _phrases(part)


def _hits(tokens: Sequence[Token], phrases: Sequence[tuple[list[str], bool]]) -> Iterator[_Hit]:
    where: dict[str, list[int]] = {}
    for place, (_, _, lexeme) in enumerate(tokens):
        where.setdefault(lexeme, []).append(place)
    for number, (lexemes, begun) in enumerate(phrases):
        if not lexemes:
            continue
        size, last = len(lexemes), lexemes[-1]
        begins = begun and size == 1
        starts = (
            [place for known in where if known.startswith(last) for place in where[known]] if begins else ()
        )
        for start in starts or where.get(lexemes[0], ()):
            run = [lexeme for _, _, lexeme in tokens[start : start + size]]
            if run[:-1] == lexemes[:-1] and (run[-1].startswith(last) if begun else run[-1] == last):
                yield _Hit(start, start + size - 1, number)


def _best(hits: Sequence[_Hit]) -> Sequence[_Hit]:
    """Those hits that fit into one passage and have most phrases, then most hits, among them; the first such."""
    best: Sequence[_Hit] = ()
    for place, hit in enumerate(hits):
        end = place
        while end < len(hits) and hits[end].last < hit.first + SNIPPET_WORDS:
            end += 1
        best = max(best, hits[place:end], key=_worth)
    return best


def _worth(hits: Sequence[_Hit]) -> tuple[int, int]:
    return len({hit.phrase for hit in hits}), len(hits)


def _passage(text: str, tokens: Sequence[Token], best: Sequence[_Hit], hits: Sequence[_Hit]) -> Passage:
    """The text of up to so many words, with the best hits in its middle."""
    spare = SNIPPET_WORDS - (best[-1].last - best[0].first + 1 if best else SNIPPET_WORDS)
    first = max(0, (best[0].first if best else 0) - spare // 2)
    first = max(0, min(first, len(tokens) - SNIPPET_WORDS))
    last = min(first + SNIPPET_WORDS, len(tokens)) - 1
    start = tokens[first][0] if first else 0
    end = tokens[last][1] if last + 1 < len(tokens) else len(text)
    before, behind = "…" if first else "", "…" if last + 1 < len(tokens) else ""
    shift = len(before) - start
    highlights: list[tuple[int, int]] = []
    for hit in hits:
        if first <= hit.first and hit.last <= last:
            opened, closed = tokens[hit.first][0] + shift, tokens[hit.last][1] + shift
            if highlights and opened < highlights[-1][1]:
                opened, closed = highlights[-1][0], max(closed, highlights.pop()[1])
            highlights.append((opened, closed))
    return Passage(f"{before}{text[start:end]}{behind}", tuple(highlights))
