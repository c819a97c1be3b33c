"""Whose words stand in quotation marks.

A quotation belongs, in this order: to the cue whose content it is or lies in; to the tag behind it (`"...," he
said`); to the words that lead up to it (`He said: "..."`); to the speaker of the quotation that it goes on from.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.attribute.clauses import Candidate, addressee, agent, cue_tokens, verb_entry
from onrecord.attribute.lexicon import Entry, lexicon
from onrecord.attribute.quotes import Quote
from onrecord.attribute.tree import Tree
from onrecord.model import Block

STOPS = {".", "!", "?", "…"}
SPEECH_WORDS = 4  # fewer words in quotation marks are a name or a term unless a cue claims them
LEAD_REACH = 25  # tokens between a leading cue and the quotation that it leads to
COLON_REACH = 7  # tokens of a name before its colon
LEAD_ENDS = {",", ":", "that", "-", "—", "–"}


@dataclass(frozen=True, slots=True)
class Owned:
    """A cue with the quotations that are its content, as positions in the list of outer quotations."""

    candidate: Candidate
    quotes: tuple[int, ...]
    direct: bool  # the content is nothing but the quotations
    follows: bool = False  # no cue of its own: it goes on from the quotation before


@dataclass(slots=True)
class Page:
    """What the search for speakers looks at."""

    text: str
    tree: Tree
    blocks: tuple[Block, ...]
    quotes: list[Quote]
    tokens_of: list[range]
    inside: list[int]
    block_of: list[int]


def page(text: str, tree: Tree, blocks: tuple[Block, ...], quotes: list[Quote]) -> Page:
    """Line up tokens, blocks and outer quotations."""
    outer = [q for q in quotes if q.depth == 1]
    inside = [-1] * len(tree.tokens)
    ranges = []
    at = 0
    for number, quote in enumerate(outer):
        while at < len(tree.tokens) and tree.tokens[at].start < quote.start:
            at += 1
        low = at
        while at < len(tree.tokens) and tree.tokens[at].start < quote.end:
            inside[at] = number
            at += 1
        ranges.append(range(low, at))
    block_of = [tree.annotation.sentences[s].block for s in tree.annotation.sentence_of]
    return Page(text, tree, blocks, outer, ranges, inside, block_of)


def own(page: Page, found: list[Candidate]) -> tuple[list[Owned], dict[int, Owned]]:
    """Every quotation that has an owner, and the owners by their cue's head token."""
    owners: dict[int, Owned] = {}
    taken: dict[int, int] = {}
    _claim_by_content(page, found, owners, taken)
    for number in range(len(page.quotes)):
        if number not in taken:
            _claim_by_neighbour(page, number, owners, taken)
    extra = _claim_by_continuation(page, owners, taken)
    return extra, owners


def _claim_by_content(
    page: Page, found: list[Candidate], owners: dict[int, Owned], taken: dict[int, int]
) -> None:
    """The cue outside a quotation whose content reaches into it, the nearest where several do."""
    for candidate in sorted(found, key=lambda c: len(c.content)):
        if page.inside[candidate.head] >= 0:
            continue
        touched = sorted({page.inside[i] for i in candidate.content if page.inside[i] >= 0})
        touched = [q for q in touched if q not in taken and _reaches(page, candidate, q)]
        if not touched:
            continue
        for quote in touched:
            taken[quote] = candidate.head
        owners[candidate.head] = Owned(candidate, tuple(touched), _is_direct(page, candidate, touched))


def _reaches(page: Page, candidate: Candidate, number: int) -> bool:
    """A content stops at the end of a quotation that nothing closes."""
    low = min(candidate.content)
    return not any(
        not q.closed and low <= page.tokens_of[k].start < page.tokens_of[number].start
        for k, q in enumerate(page.quotes)
        if len(page.tokens_of[k]) and k < number
    )


def _is_direct(page: Page, candidate: Candidate, touched: list[int]) -> bool:
    """`"...," X said` and `X said: "..."`: words outside the marks are not part of what was said."""
    outside = [i for i in candidate.content if page.inside[i] < 0 and page.tree.tokens[i].upos != "PUNCT"]
    if not outside:
        return True
    words = sum(len(page.tokens_of[q]) for q in touched)
    first, last = page.quotes[touched[0]], page.quotes[touched[-1]]
    lead = page.text[: first.start].rstrip()[-1:]
    if outside[0] < page.tokens_of[touched[0]].start and page.text[first.start + 1].islower() and lead != ",":
        return False  # `The rebels "want peace," he said`: the quotation goes on with the clause
    tagged = (
        page.text[last.end - 2 : last.end - 1] in ",!?" and candidate.head > page.tokens_of[touched[-1]][0]
    )
    led = lead in ",:" and candidate.head < page.tokens_of[touched[0]][0]
    return (tagged or led) and words > 2 * len(outside)


def _claim_by_neighbour(page: Page, number: int, owners: dict[int, Owned], taken: dict[int, int]) -> None:
    """A tag behind the quotation, or words that lead up to it."""
    if not len(page.tokens_of[number]):
        return
    head = _tag_behind(page, number)
    if head is None:
        head = _lead_before(page, number)
    if head is None:
        colon = _colon_before(page, number)
        if colon:
            taken[number] = colon.head
            owners[colon.head] = Owned(colon, (number,), direct=True)
        return
    taken[number] = head
    if head in owners:
        held = owners[head]
        owners[head] = replace(held, quotes=tuple(sorted({*held.quotes, number})))
        return
    owners[head] = Owned(_candidate_at(page, head), (number,), direct=True)


def _candidate_at(page: Page, head: int) -> Candidate:
    tree = page.tree
    found = verb_entry(tree, head) or _say()
    source = agent(tree, head) or _adjacent_source(page, head)
    polarity = "-" if tree.negated(head) else "+"
    cue = tuple(cue_tokens(tree, head))
    source = tuple(i for i in source if page.inside[i] < 0 and i not in cue)
    return Candidate(head, cue, source, (), found, "quote", addressee(tree, head, found), polarity)


def _say() -> Entry:
    return lexicon()["say", "verb"]


def _adjacent_source(page: Page, head: int) -> tuple[int, ...]:
    """The noun phrase next to a cue whose parse gives it no subject."""
    tree = page.tree
    for step in (1, -1):
        at = head + step
        for _ in range(6):
            if not 0 <= at < len(tree.tokens) or page.inside[at] >= 0 or tree.tokens[at].text in STOPS:
                break
            if tree.tokens[at].upos in {"PROPN", "PRON", "NOUN"}:
                top = at
                while tree.tokens[top].head >= 0 and tree.tokens[tree.tokens[top].head].upos in {
                    "PROPN",
                    "NOUN",
                }:
                    top = tree.tokens[top].head
                phrase = tuple(i for i in tree.phrase(top) if page.inside[i] < 0 and i != head)
                return phrase if phrase else (at,)
            at += step
    return ()


def _quote_cue(page: Page, index: int) -> bool:
    token = page.tree.tokens[index]
    if token.upos not in {"VERB", "AUX"} or page.inside[index] >= 0:
        return False
    found = verb_entry(page.tree, index)
    return found is not None and "quote" in found.frames


def _tag_behind(page: Page, number: int) -> int | None:
    """The cue between a quotation and the end of its sentence, where the quotation leads into it."""
    quote, tokens = page.quotes[number], page.tokens_of[number]
    last = page.text[quote.end - 2 : quote.end - 1] if quote.closed else page.text[quote.end - 1 : quote.end]
    behind = tokens.stop
    if behind >= len(page.tree.tokens) or page.block_of[behind] != page.block_of[tokens.start]:
        return None
    if last == "." and not page.tree.tokens[behind].text[:1].islower():
        return None
    nominal = False
    for index in range(behind, len(page.tree.tokens)):
        token = page.tree.tokens[index]
        if (
            page.inside[index] >= 0
            or page.block_of[index] != page.block_of[tokens.start]
            or token.text in STOPS
        ):
            return None
        if index > behind and token.text in {";"}:
            return None
        if _quote_cue(page, index) and (nominal or index - behind <= 2 or last in ",!?"):
            return index
        nominal = nominal or token.upos in {"PROPN", "NOUN", "PRON"}
    return None


def _lead_before(page: Page, number: int) -> int | None:
    """The last cue of the sentence before a quotation, where its words lead up to it."""
    tokens = page.tokens_of[number]
    index = tokens.start - 1
    if index < 0:
        return None
    closing = page.tree.tokens[index].text.lower()
    if page.block_of[index] != page.block_of[tokens.start] and closing != ":":
        return None
    block = page.block_of[index]
    adjacent = closing in LEAD_ENDS or _quote_cue(page, index)
    long = len(tokens) > SPEECH_WORDS + 2
    while index >= 0 and tokens.start - index < LEAD_REACH:
        if page.inside[index] >= 0 or page.block_of[index] != block or page.tree.tokens[index].text in STOPS:
            return None
        if _quote_cue(page, index):
            return index if adjacent or (long and tokens.start - index < 8) else None
        index -= 1
    return None


def _colon_before(page: Page, number: int) -> Candidate | None:
    """`Clinton: "..."`: a short name at the start of a line, then a colon."""
    index = page.tokens_of[number].start - 1
    if index < 1 or page.tree.tokens[index].text != ":":
        return None
    start, _ = page.tree.sentence(index)
    name = range(max(start, index - COLON_REACH), index)
    upos = [page.tree.tokens[i].upos for i in name]
    if start not in name or "VERB" in upos or "AUX" in upos or not {"PROPN", "NOUN", "PRON"} & set(upos):
        return None
    return Candidate(index, (index,), tuple(page.tree.trim(list(name))), (), _say(), "colon")


def _claim_by_continuation(page: Page, owners: dict[int, Owned], taken: dict[int, int]) -> list[Owned]:
    """A quotation without a cue goes on from the one before it, in its paragraph or across paragraphs."""
    extra: list[Owned] = []
    for number, quote in enumerate(page.quotes):
        tokens = page.tokens_of[number]
        if number in taken or not len(tokens):
            continue
        before = number - 1
        joined = before in taken and _goes_on(page, before, number)
        if joined:
            head = taken[before]
            taken[number] = head
            held = owners[head]
            owners[head] = replace(held, quotes=tuple(sorted({*held.quotes, number})))
            continue
        if number + 1 in taken and _goes_on(page, number, number + 1):
            head = taken[number + 1]
            taken[number] = head
            held = owners[head]
            owners[head] = replace(held, quotes=tuple(sorted({*held.quotes, number})))
            continue
        if before in taken and _is_speech(page, number) and _near(page, before, number):
            held = owners[taken[before]]
            if held.candidate.source:
                extra.append(Owned(held.candidate, (number,), direct=True, follows=True))
                del quote
    return extra


def _goes_on(page: Page, before: int, number: int) -> bool:
    """One speech: nothing between, only the tag between, or a paragraph that opens its mark again."""
    first, second = page.quotes[before], page.quotes[number]
    gap = page.text[first.end : second.start]
    same_block = _block(page, before) == _block(page, number)
    if first.reopened and not gap.strip():
        return True
    if not same_block:
        return False
    if not gap.strip():
        return first.closed
    stops = sum(
        1
        for i in range(page.tokens_of[before].stop, page.tokens_of[number].start)
        if page.tree.tokens[i].text in STOPS
    )
    has_tag = any(
        _quote_cue(page, i) for i in range(page.tokens_of[before].stop, page.tokens_of[number].start)
    )
    speaks = _is_speech(page, number) or _is_sentence(page, number)
    return has_tag and stops <= 1 and speaks and gap.rstrip()[-1:] in ".,:;—–-"


def _block(page: Page, number: int) -> int:
    return page.block_of[page.tokens_of[number].start]


def _is_speech(page: Page, number: int) -> bool:
    """Enough words, among them a verb, to be somebody's sentence rather than a term or a title."""
    tokens = [page.tree.tokens[i] for i in page.tokens_of[number]]
    words = [t for t in tokens if t.upos != "PUNCT"]
    return len(words) >= SPEECH_WORDS and any(t.upos in {"VERB", "AUX"} for t in words)


def _is_sentence(page: Page, number: int) -> bool:
    """Short, but with a capital and a stop: "February is over." """
    words = page.text[page.quotes[number].start : page.quotes[number].end].strip("\"“”'’‘ ")
    return words[:1].isupper() and words[-1:] in ".!?…"


def _near(page: Page, before: int, number: int) -> bool:
    """In the same paragraph, or opening the very next one."""
    distance = _block(page, number) - _block(page, before)
    if distance == 0:
        return True
    block = page.blocks[_block(page, number)]
    return distance == 1 and block.kind == "paragraph" and page.quotes[number].start == block.start
