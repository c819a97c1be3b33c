"""Whether the clause around an expression of time looks back or ahead.

An expression belongs to the verb before it (``will meet on Friday``, ``said on Friday``), or, where
the clause begins with it, to the verb behind it (``On Wednesday they are to travel``).
"""

from __future__ import annotations

import re

from onrecord.resolve.calendar import Sense

REACH = 160
_CLOSE = 45  # characters before an expression that its preposition stands in

_ADVERBS = r"(?:\s+(?:not|also|now|still|then|soon|be|been|\w+ly))*"
# A sentence or quotation that opens with a verb in its base form: "Ask me on Tuesday". Verbs that are nouns as well are
# left out.
_ORDER = r"""
  (?:(?<=["“‘])|(?<=\s\s)|\A) (?=[A-Z]) (?:(?:Please|Just)\s+)?
  (?i:let|don['’]t|do\s+not|ask|tell|come|go|get|give|join|bring|take|send|see|meet|keep|wait|be|stay|make|try)
"""
_SILENT = (
    r"(?:would|could)(?:n['’]t|\s+not)\s+(?:say|comment|confirm|discuss|answer|elaborate|be\s+reached)\b"
)
_AHEAD = rf"""
  (?!{_SILENT}) (?:will|shall|would|could|might|should|must|can|may|won(?=['’]t))(?:n?['’]t|not)?\b
      (?!\s+have\s+(?:been|had|done|gone|\w+e[dn])\b) {_ADVERBS} (?:\s+[a-z]+)?
| (?:(?:is|are|was|were|be|been|am|['’]s|['’]re)\s+)? (?:(?:also|not|now|still)\s+)?
  (?:(?:due|scheduled|slated|planned|poised|supposed|expected|set|hoping|planning|preparing|aiming)
         (?=\s+(?:to|for|on|by|in|at|next|later|this)\b)
     |(?:going|about|ready|bound|likely|unlikely|certain)(?=\s+to\b))
  (?:\s+to{_ADVERBS}\s+[a-z]+)?
| (?:is|are)\s+(?:also\s+|not\s+)?to{_ADVERBS}\s+[a-z]+
| (?:(?:intend|expect|aim|vow|want|threaten)(?:s|ed)?|plan(?:s|ned)?|(?:hope|agree|pledge|promise)[sd]?
     |needs?|has|have)\s+to{_ADVERBS}\s+[a-z]+
| {_ORDER}
| (?:postponed|delayed|extended|scheduled|rescheduled|adjourned)\s+(?:to|until|till|through)
| (?:has|have)\s+until | plans?\s+for | (?:starts?|begins?|opens?|expires?|resumes?|ends|closes|concludes)
| deadline | upcoming | coming | look(?:s|ed|ing)?\s+(?:ahead|forward)\s+to
"""
_BACK = rf"""
  {_SILENT} | was|were|had|did|said|told|held|met|began|took|came|went|got|gave|left|became|found|saw|won|lost
| fought|broke|wrote|spoke|struck|shot|fell|rose|sent|led|brought|kept|ran|sat|stood|made|put|knew
| heard|hit|flew|drew|grew|threw|built|bought|caught|taught|thought|cut|read|paid|laid|quit|tweeted
| been|since|ago|(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)(?<!\bbeing\s)[a-z]{{2,}}ed
"""
_VERB = re.compile(
    rf"(?<![\w-])(?:(?P<ahead>{_AHEAD})|(?:{_BACK}))(?![\w-])|(?P<short>['’]ll{_ADVERBS}(?:\s+[a-z]+)?)",
    re.VERBOSE,
)
_BOUNDARY = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘(]?[A-Z])|[;:]\s|\n")
_OPENING = re.compile(
    r"(?:,\s+(?:but|and|while|as|when)|\bthat)\s+(?:(?:late|early|later|earlier|on|in|at)\s+)*$"
)
_BEFORE_EVENT = re.compile(r"\b(?:ahead\s+of|no\s+later\s+than|upcoming)(?:\s+the)?\s+$")
_OF = re.compile(r"\bof\s+(?:the\s+)?$")
_OWNER = re.compile(r"(?:\s+(?:morning|afternoon|evening|night))?['’]s\b")
_FOR = re.compile(r"\bfor\s+$")
_UNTIL = re.compile(
    r"\b(?:[Bb]y|[Uu]ntil|till|through|before)(?:\s+the)?\s+"
    r"(?:(?:\d\d?(?:[:.]\d\d)?\s*[ap]\.?m\.?|noon|midnight)\s+(?:on\s+)?)?$"
)
# "told him to leave by Monday", "demanded that it pay until Monday": what is wanted lies ahead, whatever was said.
_WANTED = re.compile(
    r"\b(?:to\s+(?!(?:the|an?|his|her|its|their|this|that|these|those)\b)[a-z]+|(?:demand|request|insist|ask|call|urge|order|deadline|ultimatum)[a-z]*|gave|given)\b"
)
_HEADLINE = re.compile(r"^(?:[A-Z][\w’'-]*[ ,]+)+to [a-z]")


def sense(text: str, start: int, end: int) -> Sense | None:
    """Whether what happens at the time written in ``text[start:end]`` is past or yet to come."""
    before = text[max(0, start - REACH) : start]
    for boundary in _BOUNDARY.finditer(before):
        cut = boundary.end()
        before = " " * cut + before[cut:]
    close = before[-_CLOSE:]
    if _OPENING.search(close):
        before = close = ""
    # "called a meeting for Monday", but "blamed him for Monday's attack"
    if _BEFORE_EVENT.search(close) or (_FOR.search(close) and text[end : end + 1] not in ("'", "’")):
        return "future"
    if _OF.search(close) and _OWNER.match(text, end):
        return "past"  # "the real meaning of Thursday night's debate"
    found: Sense | None = None
    last = 0
    for verb in _VERB.finditer(before):
        found, last = _sense_of(verb), verb.start()
    until = _UNTIL.search(close) is not None
    if found == "past" and until and _WANTED.search(before, last):
        return "future"
    if found is None and _HEADLINE.match(before.lstrip()):
        return "future"
    return found or _verb_behind(text, end) or ("future" if until else None)


def _verb_behind(text: str, end: int) -> Sense | None:
    """The sense of the first verb behind an expression that begins its clause."""
    after = text[end : end + REACH]
    if boundary := _BOUNDARY.search(after):
        after = after[: boundary.start()]
    verb = _VERB.search(after)
    return verb and _sense_of(verb)


def _sense_of(verb: re.Match[str]) -> Sense:
    return "future" if verb["ahead"] or verb["short"] else "past"
