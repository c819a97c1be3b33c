"""Who speaks by the form of the line: headlines and transcripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.attribute.draft import Draft
from onrecord.data import country_word
from onrecord.model import Annotation, Block, Report, Span

# "Talks have failed — minister" and "Minister: talks have failed": who is named is short and has no verb.
NAMED = r"[\w.’'@& -]"
BEHIND_DASH = re.compile(rf"^(?P<content>.{{4,}}\S)\s+(?P<cue>[—–]|--?)\s+(?P<source>{NAMED}{{2,50}})$", re.S)
BEFORE_COLON = re.compile(
    rf"^(?P<source>[A-Z]{NAMED}{{1,40}}?)(?:\son\s{NAMED}{{2,40}})?(?P<cue>:)\s+(?P<content>\S.{{4,}})$", re.S
)
# "MR. SMITH (via link): ..." and the "Q  Will it last?" of the White House.
TURN = re.compile(
    r"^[\"“'‘«]?\s*(?:(?P<source>[A-Z][\w.’' -]{0,40}?)(?:\s\([^)]{1,60}\))?(?P<cue>\s?:)|(?P<asker>Q)\b)"
    r"\s+(?P<content>\S.*)$",
    re.S,
)
QUESTION = re.compile(r"[^.!]*\?[\"”'’]?\s*")
ASKERS = {"q", "question", "reporter", "journalist", "interviewer"}
QUOTED = re.compile(r"[\"“'‘«].*[\"”'’»]", re.S)
LONG_LINE = 16  # characters of a headline that says something even where no verb is seen in it
SAYS = re.compile(
    r",\s+[\w’'-]+(\s[\w’'-]+)?\s+(?:[Ss]ays?|[Ss]aid)$"
)  # the line names its speaker at its end
MAX_SOURCE_WORDS = 5
VERBAL = {"VERB", "AUX"}
NO_SOURCE = {  # labels of a newsroom that stand before a colon like a name
    *(
        "update",
        "exclusive",
        "video",
        "photos",
        "watch",
        "live",
        "breaking",
        "opinion",
        "analysis",
        "explainer",
    ),
    *(
        "press",
        "statement",
        "transcript",
        "briefing",
        "review",
        "factbox",
        "timeline",
        "interview",
        "read",
        "more",
        "image",
        "photo",
        "note",
        "correction",
    ),
}


def headline_drafts(report: Report, annotation: Annotation) -> Iterator[Draft]:
    """`... — Lavrov` and `Lavrov: ...` in headlines, sub-headlines and headings."""
    for number, block in enumerate(report.layout.blocks):
        if block.kind not in {"title", "subtitle", "heading"}:
            continue
        line = report.document.text[block.start : block.end]
        for pattern in (BEHIND_DASH, BEFORE_COLON):
            match = pattern.match(line)
            if match is None or not may_speak(match["source"]) or SAYS.search(line):
                continue
            if _says_something(annotation, number, block, match):
                yield _line_draft("headline", block, match)
                break


def _says_something(annotation: Annotation, number: int, block: Block, match: re.Match[str]) -> bool:
    """A speaker is no clause, and what is said is a quotation, a clause or long: "Syria - Aleppo" is neither."""
    if _has_verb(annotation, number, _span(block, match, "source")):
        return False
    words = match["content"]
    long = len(words) >= LONG_LINE or bool(QUOTED.fullmatch(words))
    return long or _has_verb(annotation, number, _span(block, match, "content"))


def turn_drafts(report: Report) -> Iterator[Draft]:
    """The turns of a transcript, up to the next turn."""
    blocks = report.layout.blocks
    for number, block in enumerate(blocks):
        match = TURN.match(report.document.text[block.start : block.end]) if block.kind == "turn" else None
        if not match:
            continue
        draft = _line_draft("turn", block, match)
        later = [(b.start, b.end) for b in _continued(blocks, number)]
        label = (match["source"] or match["asker"]).lower()
        if label in ASKERS or (not later and QUESTION.fullmatch(match["content"])):
            draft = replace(draft, class_="ask", certainty="unspecified")
        yield replace(draft, content=(*draft.content, *later))


def _continued(blocks: tuple[Block, ...], number: int) -> Iterator[Block]:
    for block in blocks[number + 1 :]:
        if block.kind != "paragraph":
            return
        yield block


def _line_draft(rule: str, block: Block, match: re.Match[str]) -> Draft:
    return Draft(
        rule=rule,
        lemma="-",
        class_="say",
        polarity="+",
        certainty="certain",
        cue=(_span(block, match, "cue"),) if match["cue"] else (),
        source=(_span(block, match, "source" if match["source"] else "asker"),),
        content=(_span(block, match, "content"),),
    )


def _span(block: Block, match: re.Match[str], group: str) -> Span:
    """Where a group of a line's match stands in the text."""
    return block.start + match.start(group), block.start + match.end(group)


def may_speak(source: str) -> bool:
    """Whether words in front of a mark may name who says what stands behind it."""
    words = source.split()
    place = country_word(source)  # "Honduras: Prisoners Held in Flooded Cells" says where
    known = 0 < len(words) <= MAX_SOURCE_WORDS and words[0].lower() not in NO_SOURCE
    return known and (place is None or place[1] != "name")


def _has_verb(annotation: Annotation, number: int, span: Span) -> bool:
    """Whether a stretch of a block has a verb in it, which no name has."""
    start, end = span
    return any(
        token.upos in VERBAL
        for sentence in annotation.sentences
        if sentence.block == number
        for token in annotation.tokens[sentence.start : sentence.end]
        if start <= token.start and token.end <= end
    )
