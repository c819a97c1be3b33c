"""The language of a report."""

from __future__ import annotations

from functools import cache
from typing import Any

# More tells the identifier nothing; it reads about 2 million characters a second.
SAMPLE = 4000
# Below this the identifier is often wrong about headlines and single sentences.
ENOUGH_WORDS = 20
SURE = 0.9


def language(text: str) -> str:
    """The ISO 639-1 code of the language; English for a few plain words that could be anything."""
    sample = text[:SAMPLE]
    code, probability = _identifier().classify(sample)
    if sample.isascii() and len(sample.split()) < ENOUGH_WORDS and probability < SURE:
        return "en"
    return str(code)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
