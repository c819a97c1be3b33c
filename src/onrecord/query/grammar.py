"""What people type when they search, in the language of FTS5.

Words are all wanted; ``"a phrase"``, ``prefix*``, AND, OR, NOT in capitals and parentheses work as
usual. Whatever else is typed is read as words, and an operator with nothing to work on is passed over.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable

from onrecord.errors import UsageError
from onrecord.record.words import fold, forms, quoted

Completions = Callable[[str], list[str]]

TOKEN = re.compile(r'[()]|"[^"]*"?|[^\s()"]+')
QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„«»", '"'))
DEEPEST = 20  # parentheses further in are passed over; FTS5 allows some 100
MOST_TOKENS = 100  # the time of a search grows with the square of its words
MOST_COMPLETIONS = 200  # above, the prefix is so short that no stem is shorter


def expression(typed: str, completions: Completions) -> str | None:
    """An expression for MATCH; None where no word is asked for, UsageError for a whole essay.

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

    def parse(self) -> str | None:
        """All tokens, a parenthesis that closes nothing passed over."""
        found = [self._either()]
        while self._tokens:
            self._tokens.popleft()
            found.append(self._either())
        return _joined(" AND ", found)

    def _either(self) -> str | None:
        """Alternatives, up to a closing parenthesis or the end."""
        found = [self._all()]
        while self._tokens and self._tokens[0] == "OR":
            self._tokens.popleft()
            found.append(self._all())
        return _joined(" OR ", found)

    def _all(self) -> str | None:
        """What is wanted together less what is not wanted, up to OR, a parenthesis or the end."""
        wanted: list[str | None] = []
        unwanted: list[str | None] = []
        target = wanted
        while self._tokens and self._tokens[0] not in (")", "OR"):
            token = self._tokens.popleft()
            if token == "NOT":
                target = unwanted
            elif token != "AND":
                target.append(self._group() if token == "(" else self._one(token))
                target = wanted
        found, refused = _joined(" AND ", wanted), _joined(" OR ", unwanted)
        return f"({found} NOT {refused})" if found and refused else found

    def _group(self) -> str | None:
        """What stands in parentheses, the first of which is read already."""
        if self._depth == DEEPEST:
            return None
        self._depth += 1
        inner = self._either()
        self._depth -= 1
        if self._tokens:
            self._tokens.popleft()
        return inner

    def _one(self, token: str) -> str | None:
        """A word in all its forms, a prefix or a phrase."""
        folded = fold(token)
        if not folded:
            return None
        if token.endswith("*"):
            return self._prefix(folded)
        alone = not token.startswith('"')
        return _joined(" OR ", [quoted(form) for form in (alone and forms(folded)) or (token,)])

    def _prefix(self, folded: str) -> str | None:
        before, _, prefix = folded.rpartition(" ")
        words = self._completions(prefix) or [prefix]
        if len(words) > MOST_COMPLETIONS:
            return quoted(folded) + "*"
        return _joined(" OR ", [quoted(f"{before} {word}") for word in words])


def _joined(operator: str, parts: list[str | None]) -> str | None:
    found = list(dict.fromkeys(part for part in parts if part))
    if len(found) > 1:
        return f"({operator.join(found)})"
    return found[0] if found else None
