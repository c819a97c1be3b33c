"""The labels that open the turns of a transcript: ``Q:``, ``MR. TONER:``, ``Moderator:``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.ingest import furniture

_NAME = r"[^\W\d_a-z][\w.'’-]*"
_ASIDE = r"(?:\s\([^)]{1,60}\))?"
_CERTAIN = re.compile(
    r"[\"“'‘«]?\s*(?:Q|A|QUESTION|Question|ANSWER|Answer|MODERATOR|Moderator|REPORTER|Reporter|INTERVIEWER|Interviewer"
    rf"|(?:MR|MS|MRS|DR|AMB|GEN|SEN|SECRETARY|Mr|Ms|Mrs|Dr|Amb|Gen|Sen)\.?\s{_NAME}(?:\s{_NAME})?){_ASIDE}\s?:\s"
    r"|Q\s{2,}\S|Q\s(?=[A-Z][a-z'’]*,?\s)"
)
_POSSIBLE = re.compile(rf"[\"“'‘«]?\s*(?P<label>{_NAME}(?:\s{_NAME}){{0,4}}){_ASIDE}\s?:\s")
# A name with a colon that comes back this often is a speaker's, not a headline's.
RECURRENT = 3


def find(paragraphs: Sequence[str]) -> frozenset[int]:
    """Which paragraphs open a turn; one alone is no transcript, and a headline with a colon none either.

    Beside labels that can only be one, capitals count when they come twice (``RAMOS:``), or once
    beside such labels, and other names when they come three times.
    """
    certain = {number for number, text in enumerate(paragraphs) if _CERTAIN.match(text)}
    possible = {
        number: match["label"]
        for number, text in enumerate(paragraphs)
        if number not in certain and (match := _POSSIBLE.match(text)) and not furniture.label(match["label"])
    }
    often = Counter(possible.values())
    loud = 1 if certain else 2
    found = certain | {
        number
        for number, label in possible.items()
        if often[label] >= (loud if label.isupper() and len(label) > 1 else RECURRENT)
    }
    if 0 in found and 1 not in found and 2 not in found:
        found.discard(0)
    return frozenset(found) if len(found) > 1 else frozenset()
