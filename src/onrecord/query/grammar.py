"""What people type when they search, as what is ``Wanted``.

Words are all wanted; ``"a phrase"``, ``prefix*``, AND, OR, NOT in capitals and parentheses work as
usual. Whatever else is typed is read as words, and an operator with nothing to work on is passed over.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable

from onrecord.errors import UsageError
from onrecord.record.wanted import But, Phrase, Wanted, either, every
from onrecord.record.words import fold, forms

Completions = Callable[[str], list[str]]

TOKEN = re.compile(r'[()]|"[^"]*"?|[^\s()"]+')
QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„«»", '"'))
DEEPEST = 20  # parentheses further in are passed over; FTS5 allows some 100
MOST_TOKENS = 100  # the time of a search grows with the square of its words
MOST_COMPLETIONS = 200  # above, the prefix is so short that no stem is shorter


def expression(typed: str, completions: Completions) -> Wanted | None:
    """What is looked for; None where no word is asked for, UsageError for a whole essay.

    Args:
        completions: the words in the record that begin with a folded prefix.
    """
    tokens = TOKEN.findall(typed.translate(QUOTATION_MARKS))
    if len(tokens) > MOST_TOKENS:
        raise UsageError(f"a search takes at most {MOST_TOKENS} words, this one has {len(tokens)}")
    return _Parser(tokens, completions).parse()


class _Parser:
    """One pass over the tokens; each method returns None where it found no word."""

    def __init__(self, tokens: list[str], completions: Completions) -> None:
        self._tokens = deque(tokens)
        self._completions = completions
        self._depth = 0

    def parse(self) -> Wanted | None:
        """All tokens, a parenthesis that closes nothing passed over."""
        found = [self._either()]
        while self._tokens:
            self._tokens.popleft()
            found.append(self._either())
        return every(found)

    def _either(self) -> Wanted | None:
        """Alternatives, up to a closing parenthesis or the end."""
        found = [self._all()]
        while self._tokens and self._tokens[0] == "OR":
            self._tokens.popleft()
            found.append(self._all())
        return either(found)

    def _all(self) -> Wanted | None:
        """What is wanted together less what is not wanted, up to OR, a parenthesis or the end."""
        wanted: list[Wanted | None] = []
        unwanted: list[Wanted | None] = []
        target = wanted
        while self._tokens and self._tokens[0] not in (")", "OR"):
            token = self._tokens.popleft()
            if token == "NOT":
                target = unwanted
            elif token != "AND":
                target.append(self._group() if token == "(" else self._one(token))
                target = wanted
        found, refused = every(wanted), either(unwanted)
        return But(found, refused) if found and refused else found

    def _group(self) -> Wanted | None:
        """What stands in parentheses, the first of which is read already."""
        if self._depth == DEEPEST:
            return None
        self._depth += 1
        inner = self._either()
        self._depth -= 1
        if self._tokens:
            self._tokens.popleft()
        return inner

    def _one(self, token: str) -> Wanted | None:
        """A word in all its forms, a prefix or a phrase."""
        folded = fold(token)
        if not folded:
            return None
        if token.endswith("*"):
            return self._prefix(folded)
        alone = not token.startswith('"')
        return either(Phrase(form) for form in (alone and forms(folded)) or (token,))

    def _prefix(self, folded: str) -> Wanted | None:
        before, _, prefix = folded.rpartition(" ")
        words = self._completions(prefix) or [prefix]
        if len(words) > MOST_COMPLETIONS:
            return Phrase(folded, begun=True)
        return either(Phrase(f"{before} {word}") for word in words)
