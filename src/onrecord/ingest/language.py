"""The language of a report."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# More tells the identifier nothing; it reads about 2 million characters a second.
SAMPLE = 4000
# Below this the identifier is often wrong about headlines and single sentences.
ENOUGH_WORDS = 20
SURE = 0.9

# A text of which every STRETCH of words has FEWEST small words of English is English; to know that saves loading the
# identifier, a third of a second. Of 1,176 texts of 100 words and more in ../shared/corpora 98 % are known so; the
# others are identified, like shorter texts and those that are not in English and only quote it.
STRETCH, FEWEST = 100, 10
ENGLISH = frozenset((
    "about", "after", "against", "and", "are", "because", "been", "before", "being", "between", "both",
    "by", "could", "during", "even", "first", "from", "has", "he", "his", "how", "into", "it", "its",
    "just", "like", "make", "many", "not", "other", "our", "out", "people", "said", "should", "some",
    "such", "than", "that", "the", "their", "there", "these", "they", "this", "those", "through", "two",
    "very", "were", "what", "when", "where", "which", "while", "who", "why", "with", "would", "you",
    "your",
))  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str:
    """The ISO 639-1 code of the language; English for a few plain words that could be anything."""
    sample = text[:SAMPLE]
    if is_plainly_english(sample):
        return "en"
    code, probability = _identifier().classify(sample)
    if sample.isascii() and len(sample.split()) < ENOUGH_WORDS and probability < SURE:
        return "en"
    return str(code)


def is_plainly_english(text: str) -> bool:
    """Whether a text is long enough, and the small words of English stand all over it."""
    small = [word in ENGLISH for word in _WORD.findall(text.lower())]
    last = len(small) - STRETCH
    return last >= 0 and all(
        sum(small[start : start + STRETCH]) >= FEWEST for start in (*range(0, last, STRETCH), last)
    )


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
