"""Whose words stand in quotation marks.

A quotation belongs, in this order: to the cue whose content it is or lies in; to the tag behind it (`"...," he
said`); to the words that lead up to it (`He said: "..."`); to the speaker of the quotation that it goes on from.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.attribute.audience import addressee, is_somebody
from onrecord.attribute.clauses import Candidate
from onrecord.attribute.cues import cue_tokens, verb_entry
from onrecord.attribute.lexicon import Entry, lexicon
from onrecord.attribute.modality import as_used, polarity
from onrecord.attribute.quotes import Quote, quotes_of
from onrecord.attribute.sources import agent, is_reduced_passive
from onrecord.model import Annotation, Block, Report
from onrecord.syntax import Tree

STOPS = {".", "!", "?", "…"}
SPEECH_WORDS = 4  # fewer words in quotation marks are a name or a term unless a cue claims them
LEAD_REACH = 25  # tokens between a leading cue and the quotation that it leads to
LOOSE_LEAD_REACH = 8  # the same where neither a comma nor a colon leads over
SOURCE_REACH = 6  # tokens between a cue and a source that the parse does not give it
COLON_REACH = 7  # tokens of a name before its colon
LEAD_ENDS = {",", ":", "that", "-", "—", "–"}


@dataclass(frozen=True, slots=True)
class Owned:
    """A cue with the quotations that are its content, as positions in the list of outer quotations."""

    candidate: Candidate
    quotes: tuple[int, ...]
    direct: bool  # the content is nothing but the quotations
    follows: bool = False  # no cue of its own: it goes on from the quotation before


@dataclass(frozen=True, slots=True)
class Page:
    """What the search for speakers looks at; quotations are the outer ones, by position."""

    text: str
    tree: Tree
    blocks: tuple[Block, ...]
    quotes: list[Quote]
    tokens_of: list[range]  # the tokens of each quotation
    inside: list[int]  # for each token its quotation, or -1
    block_of: list[int]  # for each token its block

    def block(self, quote: int) -> int:
        """The block that a quotation stands in."""
        return self.block_of[self.tokens_of[quote].start]

    def between(self, first: int, second: int) -> range:
        """The tokens between two quotations."""
        return range(self.tokens_of[first].stop, self.tokens_of[second].start)


@dataclass(frozen=True, slots=True)
class Claims:
    """Who has which quotation so far."""

    owners: dict[int, Owned] = field(default_factory=dict)  # by the head token of their cue
    heads: dict[int, int] = field(default_factory=dict)  # that head token by quotation

    def claim(self, owned: Owned) -> None:
        """Give a cue its quotations."""
        head = owned.candidate.head
        self.owners[head] = owned
        self.heads.update(dict.fromkeys(owned.quotes, head))

    def join(self, number: int, head: int) -> None:
        """Give a cue that has quotations one more."""
        held = self.owners[head]
        self.claim(replace(held, quotes=tuple(sorted({*held.quotes, number}))))


def page(report: Report, annotation: Annotation) -> Page:
    """Line up tokens, blocks and outer quotations."""
    tree, blocks, quotes = Tree(annotation), report.layout.blocks, quotes_of(report)
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
    return Page(report.document.text, tree, blocks, outer, ranges, inside, block_of)


def own(page: Page, found: Sequence[Candidate]) -> tuple[list[Owned], dict[int, Owned]]:
    """The quotations that go on from another without a cue, and the other owners by their cue's head token."""
    claims = Claims()
    _claim_by_content(page, found, claims)
    busy = {c.head for c in found if c.frame in {"that", "wh"} and c.head not in claims.owners}
    for number, tokens in enumerate(page.tokens_of):
        if tokens and number not in claims.heads:
            _claim_by_neighbour(page, number, claims, busy)
    _claim_reopened(page, claims)
    return list(_claim_by_continuation(page, claims)), claims.owners


# --- by content ----------------------------------------------------------------------------------------------


def _claim_by_content(page: Page, found: Iterable[Candidate], claims: Claims) -> None:
    """The cue outside a quotation whose content reaches into it, the nearest where several do."""
    for candidate in sorted(found, key=lambda c: len(c.content)):
        if (
            page.inside[candidate.head] >= 0 or candidate.frame == "adverb"
        ):  # "reportedly said" has a nearer cue
            continue
        touched = sorted({page.inside[i] for i in candidate.content} - {-1})
        touched = [q for q in touched if q not in claims.heads and _reaches(page, candidate, q)]
        if touched:
            candidate = _with_lost_subject(page, candidate, touched[-1])
            claims.claim(Owned(candidate, tuple(touched), _is_direct(page, candidate, touched)))


def _with_lost_subject(page: Page, candidate: Candidate, number: int) -> Candidate:
    """`"...," the owner, John Briggs, said`: what lies between quotation and tag is the speaker, not what is said."""
    behind = range(page.tokens_of[number].stop, min(candidate.cue))
    tokens = [page.tree.tokens[i] for i in behind]
    led = page.text[page.quotes[number].end - 2] in ",!?"
    upos = {t.upos for t in tokens}
    names = bool(upos & {"NOUN", "PROPN", "PRON"}) and not upos & {"VERB", "AUX"}
    if candidate.source or not (led and names and set(behind) & set(candidate.content)):
        return candidate
    content = tuple(i for i in candidate.content if i not in behind)
    return replace(candidate, source=tuple(page.tree.trim(list(behind))), content=content)


def _reaches(page: Page, candidate: Candidate, number: int) -> bool:
    """A content stops at the end of a quotation that nothing closes."""
    low, high = min(candidate.content), page.tokens_of[number].start
    before = zip(page.quotes[:number], page.tokens_of, strict=False)
    return not any(tokens and not quote.closed and low <= tokens.start < high for quote, tokens in before)


def _is_direct(page: Page, candidate: Candidate, touched: list[int]) -> bool:
    """`"...," X said` and `X said: "..."`: words outside the marks are not part of what was said."""
    outside = [i for i in candidate.content if page.inside[i] < 0 and page.tree.tokens[i].upos != "PUNCT"]
    if not outside:
        return True
    words = sum(len(page.tokens_of[q]) for q in touched)
    first, last = page.quotes[touched[0]], page.quotes[touched[-1]]
    start, start_of_last = page.tokens_of[touched[0]].start, page.tokens_of[touched[-1]].start
    lead = page.text[: first.start].rstrip()[-1:]
    if outside[0] < start and page.text[first.start + 1].islower() and lead != ",":
        return False  # `The rebels "want peace," he said`: the quotation goes on with the clause
    tagged = page.text[last.end - 2 : last.end - 1] in ",!?" and candidate.head > start_of_last
    led = lead in ",:" and candidate.head < start
    return (tagged or led) and words > 2 * len(outside)


# --- by neighbour --------------------------------------------------------------------------------------------


def _claim_by_neighbour(page: Page, number: int, claims: Claims, busy: Container[int]) -> None:
    """A tag behind the quotation, or words that lead up to it, unless they say something else."""
    head = _tag_behind(page, number)
    if head is None:
        head = _lead_before(page, number)
    if head in busy and not _leads_on(page, number):
        return
    if head in claims.owners:
        claims.join(number, head)
        return
    candidate = _colon_before(page, number) if head is None else _candidate_at(page, head)
    if candidate:
        claims.claim(Owned(candidate, (number,), direct=True))


def _leads_on(page: Page, number: int) -> bool:
    """The comma or mark inside a quotation that only a tag comes after: `"We counted eleven," said X`."""
    quote = page.quotes[number]
    return page.text[quote.end - 2 : quote.end - 1] in {",", "!", "?"}


def _candidate_at(page: Page, head: int) -> Candidate:
    tree = page.tree
    known = verb_entry(tree, head) or _say()
    cue = tuple(cue_tokens(tree, head))
    told = addressee(tree, head, known)
    source = [i for i in agent(tree, head) if page.inside[i] < 0]
    if not source and not (told and tree.passive(head)):  # "the court was told": nobody says who told it
        source = list(_adjacent_source(page, head))
    return Candidate(
        head,
        cue,
        tuple(i for i in source if i not in cue),
        (),
        as_used(tree, head, known),
        "quote",
        told,
        polarity(tree, head, known),
    )


def _say() -> Entry:
    return lexicon()["say", "verb"]


def _adjacent_source(page: Page, head: int) -> tuple[int, ...]:
    """The noun phrase next to a cue whose parse gives it no subject, before it or else behind it."""
    tokens = page.tree.tokens
    behind = range(head + 1, min(head + 1 + SOURCE_REACH, len(tokens)))
    before = range(head - 1, max(head - 1 - SOURCE_REACH, -1), -1)
    for side in (before, behind):
        for at in side:
            if page.inside[at] >= 0 or tokens[at].text in STOPS:
                break
            if tokens[at].upos in {"PROPN", "PRON", "NOUN"}:
                phrase = page.tree.phrase(_noun_above(page.tree, at))
                return tuple(i for i in phrase if page.inside[i] < 0 and i != head) or (at,)
    return ()


def _noun_above(tree: Tree, index: int) -> int:
    """The head of the nominal that a token is part of, or whose relative clause it stands in."""
    top, above = index, index
    while (above := tree.tokens[above].head) >= 0:
        if tree.tokens[above].deprel == "acl:relcl":
            top = tree.tokens[above].head
    while (head := tree.tokens[top].head) >= 0 and tree.tokens[head].upos in {"PROPN", "NOUN"}:
        top = head
    return top


def _quote_cue(page: Page, index: int) -> bool:
    token = page.tree.tokens[index]
    if token.upos not in {"VERB", "AUX"} or page.inside[index] >= 0:
        return False
    known = verb_entry(page.tree, index)
    return known is not None and "quote" in known.frames and not is_reduced_passive(page.tree, index)


def _ends_search(page: Page, index: int, block: int) -> bool:
    """Where the words beside a quotation end: with their sentence, their block or at another quotation."""
    outside = page.inside[index] < 0 and page.block_of[index] == block
    return not outside or page.tree.tokens[index].text in STOPS


def _tag_behind(page: Page, number: int) -> int | None:
    """The cue between a quotation and the end of its sentence, where the quotation leads into it."""
    quote, behind, block = page.quotes[number], page.tokens_of[number].stop, page.block(number)
    tokens = page.tree.tokens
    last = page.text[quote.end - 2 : quote.end - 1] if quote.closed else page.text[quote.end - 1 : quote.end]
    if last == "." and behind < len(tokens) and not tokens[behind].text[:1].islower():
        return None
    named = False
    for index in range(behind, len(tokens)):
        if _ends_search(page, index, block) or (index > behind and tokens[index].text == ";"):
            return None
        if _quote_cue(page, index) and (named or index - behind <= 2 or last in ",!?"):
            return index
        named = named or tokens[index].upos in {"PROPN", "NOUN", "PRON"}
    return None


def _lead_before(page: Page, number: int) -> int | None:
    """The last cue of the sentence before a quotation, where its words lead up to it."""
    start = page.tokens_of[number].start
    if start == 0:
        return None
    closing, block = page.tree.lower(start - 1), page.block_of[start - 1]
    if block != page.block(number) and closing != ":":
        return None
    for index in range(start - 1, max(start - LEAD_REACH, -1), -1):
        if _ends_search(page, index, block):
            return None
        if _quote_cue(page, index):
            leads = closing in LEAD_ENDS or index == start - 1
            long = len(page.tokens_of[number]) > SPEECH_WORDS + 2
            return index if leads or (long and start - index < LOOSE_LEAD_REACH) else None
    return None


def _colon_before(page: Page, number: int) -> Candidate | None:
    """`Clinton: "..."` and `The governor was less cheerful: "..."`: a name, or somebody as subject, before a colon."""
    index = page.tokens_of[number].start - 1
    if index < 1 or page.tree.tokens[index].text != ":":
        return None
    start, _ = page.tree.sentence(index)
    source = _name_before(page, start, index) or _subject_before(page, number, start)
    return Candidate(index, (index,), source, (), _say(), "colon") if source else None


def _name_before(page: Page, start: int, colon: int) -> tuple[int, ...]:
    name = range(max(start, colon - COLON_REACH), colon)
    about = next((i for i in name if i > start and page.tree.lower(i) == "on"), colon)  # "Obama on Syria:"
    name = range(name.start, about)
    upos = {page.tree.tokens[i].upos for i in name}
    if start not in name or {"VERB", "AUX"} & upos or not {"PROPN", "NOUN", "PRON"} & upos:
        return ()
    return tuple(page.tree.trim(list(name)))


def _subject_before(page: Page, number: int, start: int) -> tuple[int, ...]:
    """Who a clause is about that leads over to a quotation of more than a few words."""
    tree, words = page.tree, range(start, page.tokens_of[number].start)
    if not _is_speech(page, number):
        return ()
    for index in words:
        above = tree.tokens[index].head
        main = above in words and tree.rel(above) in {"root", "ccomp", "parataxis"}
        if main and tree.rel(index) == "nsubj" and is_somebody(tree, index):
            return tuple(tree.phrase(index))
    return ()


# --- by continuation -----------------------------------------------------------------------------------------


def _claim_reopened(page: Page, claims: Claims) -> None:
    """The paragraphs of one quotation, from the one that names the speaker to the first."""
    for number in range(len(page.quotes) - 1, 0, -1):
        before = number - 1
        gap = page.text[page.quotes[before].end : page.quotes[number].start].strip()
        if number in claims.heads and before not in claims.heads and page.quotes[before].reopened and not gap:
            claims.join(before, claims.heads[number])


def _claim_by_continuation(page: Page, claims: Claims) -> Iterator[Owned]:
    """A quotation without a cue goes on from the one before it, in its paragraph or across paragraphs."""
    for number, tokens in enumerate(page.tokens_of):
        before, after = number - 1, number + 1
        if number in claims.heads or not tokens:
            continue
        if before in claims.heads and _goes_on(page, before, number):
            claims.join(number, claims.heads[before])
        elif after in claims.heads and _goes_on(page, number, after):
            claims.join(number, claims.heads[after])
        elif before in claims.heads and _is_speech(page, number) and _near(page, before, number):
            candidate = claims.owners[claims.heads[before]].candidate
            if candidate.source:
                claims.heads[number] = claims.heads[before]
                yield Owned(candidate, (number,), direct=True, follows=True)


def _goes_on(page: Page, before: int, number: int) -> bool:
    """One speech: nothing between, only the tag between, or a paragraph that opens its mark again."""
    first, second = page.quotes[before], page.quotes[number]
    gap = page.text[first.end : second.start].strip()
    if first.reopened and not gap:
        return True
    if page.block(before) != page.block(number):
        return False
    if not gap:
        return first.closed
    between = page.between(before, number)
    stops = sum(page.tree.tokens[i].text in STOPS for i in between)
    has_tag = any(_quote_cue(page, i) for i in between)
    speaks = _is_speech(page, number) or _is_sentence(page, number)
    return has_tag and stops <= 1 and speaks and gap[-1] in ".,:;—–-"


def _is_speech(page: Page, number: int) -> bool:
    """Enough words, among them a verb, to be somebody's sentence rather than a term or a title."""
    upos = [page.tree.tokens[i].upos for i in page.tokens_of[number]]
    return len(upos) - upos.count("PUNCT") >= SPEECH_WORDS and not {"VERB", "AUX"}.isdisjoint(upos)


def _is_sentence(page: Page, number: int) -> bool:
    """Short, but with a capital and a stop: "February is over." """
    words = page.text[page.quotes[number].start : page.quotes[number].end].strip("\"“”'’‘ ")
    return words[:1].isupper() and words[-1:] in ".!?…"


def _near(page: Page, before: int, number: int) -> bool:
    """In the same paragraph, or opening the very next one."""
    distance = page.block(number) - page.block(before)
    if distance == 0:
        return True
    block = page.blocks[page.block(number)]
    return distance == 1 and block.kind == "paragraph" and page.quotes[number].start == block.start
