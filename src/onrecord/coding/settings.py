"""When and where an event plays: the times and places of its clause, or of the clause that this stands in."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.coding.page import Page
from onrecord.model import Place, Time

APART = {"conj", "parataxis", "ccomp", "advcl", "acl", "csubj", "appos", "list", "dep"}
TIMELESS = {"DURATION", "SET"}
WHERE = {
    "in",
    "at",
    "near",
    "outside",
    "around",
    "over",
    "across",
    "inside",
    "into",
    "from",
    "to",
    "through",
}
HIGHEST = 4  # clauses above that are asked


def date_of(page: Page, index: int) -> str | None:
    """The day or range of an event, None where the report does not tell it."""
    if noted := _date_in_note(page, index):
        return noted
    for clause, below, bar in _clauses(page, index):
        found = [
            (i, time)
            for i, time in page.times_in(*page.tree.sentence(index))
            if i in below and _tells_when(page, time) and (bar is None or i < bar)
        ]
        if found:
            return min(found, key=lambda row: abs(row[0] - clause))[1].value
    return None


def _date_in_note(page: Page, index: int) -> str | None:
    """ "The meeting in Berlin (on October 19 - ed.)": a date in the note that stands right behind an event."""
    if page.annotation.tokens[index].upos == "VERB" or not page.layout.notes:
        return None
    end = page.annotation.tokens[page.tree.below(index)[-1]].end
    for low, high in page.layout.notes:
        if end <= low <= end + 2:
            inside = [t for t in page.times if low <= t.start < high and _tells_when(page, t)]
            return inside[0].value if inside else None
    return None


def _tells_when(page: Page, time: Time) -> bool:
    if time.value is None or time.type in TIMELESS or not time.value[:1].isdigit():
        return False
    return (
        not page.text[max(0, time.start - 8) : time.start]
        .lower()
        .rstrip()
        .endswith(("since", "until", "by", "of"))
    )


def place_of(page: Page, index: int, taken: set[int], hit: set[int]) -> Place | None:
    """Where an event plays.

    Args:
        taken: the words of who does it, which name no place of it unless "in" stands there.
        hit: the words of whom it is done to: "shelled the town of Adigrat".
    """
    for clause, below, bar in _clauses(page, index):
        found = [
            (2 * (i in hit) + (not _is_where(page, i)), abs(i - clause), place)
            for i, place in page.places_at.items()
            if i in below and (bar is None or i < bar) and (i not in taken or _is_where(page, i))
        ]
        sure = [row for row in found if row[2].kind != "country" or row[0] in {0, 2}]
        if sure:
            return min(sure, key=lambda row: row[:2])[2]
    return None


def _is_where(page: Page, index: int) -> bool:
    """Whether a name of a place stands behind a preposition of place."""
    at = index
    for _ in range(3):
        if page.tree.marker(at) in WHERE:
            return True
        if page.tree.rel(at) not in {"compound", "flat", "appos", "conj", "amod"}:
            return False
        at = page.annotation.tokens[at].head
    return False


def _clauses(page: Page, index: int) -> Iterator[tuple[int, set[int], int | None]]:
    """The predicate and the clauses above it, each with its words, and with the word before which a time must stand.

    In a clause of saying only what stands in front of the subject tells about what is said: "In April they said that
    they had left".
    """
    tree, at, bar = page.tree, index, None
    seen: set[int] = set()
    for _ in range(HIGHEST):
        aside = [k for k in tree.children[at] if tree.rel(k) in APART and not _temporal(page, k)]
        below = set(tree.below(at, aside)) - seen
        yield at, below, bar
        seen |= set(tree.below(at))
        above = tree.tokens[at].head
        if above < 0:
            break
        if tree.rel(at) in {"ccomp", "parataxis"}:
            subjects = tree.kids(above, "nsubj")
            bar = min([above, *subjects])
        at = above
    for kid in tree.kids(index, "conj"):  # "killed a judge and abducted her driver in Mogadishu"
        yield kid, set(tree.below(kid)), None


def _temporal(page: Page, clause: int) -> bool:
    """ "When we met in Lausanne" tells where and when; so does a relative clause of an event."""
    return page.tree.marker(clause) in {"when", "as", "while"} or any(
        page.tree.lower(k) == "when" for k in page.tree.kids(clause, "advmod")
    )
