"""What onrecord refuses, and why.

OnRecordError
├── UsageError            the call itself is wrong (exit status 2)
├── InputError            a report cannot be read as it stands
│   ├── FetchError        a URL is refused or does not answer
│   └── LanguageError     the report is in a language the reader does not know
├── RecordError           the record cannot be opened, read or written
│   └── RecordVersionError  the record was made by a newer onrecord
├── ServerError           a server of onrecord refuses something, or does not answer
└── MissingExtraError     an optional part is not installed
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Base of every error a user can cause; its text is one line that says what to do."""


class UsageError(OnRecordError):
    """The call itself is wrong: an unknown format, an impossible date, no such document."""


class InputError(OnRecordError):
    """A report cannot be read as it stands: missing, empty, binary, too large."""


class FetchError(InputError):
    """A URL is refused (scheme, private address, size) or does not answer."""


class LanguageError(InputError):
    """The report is in a language the reader does not know."""


class RecordError(OnRecordError):
    """The record cannot be opened, read or written."""


class RecordVersionError(RecordError):
    """The record was made by a newer onrecord."""


class ServerError(OnRecordError):
    """A server of onrecord refuses something, or does not answer; ``status`` is that of HTTP, 0 without an answer."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(status, detail)
        self.status = status

    def __str__(self) -> str:
        return str(self.args[1])


class MissingExtraError(OnRecordError):
    """An optional part is not installed; the text names the extra."""

    def __init__(self, extra: str, purpose: str) -> None:
        super().__init__(extra, purpose)  # both, so that it can be pickled on its way from a worker

    def __str__(self) -> str:
        extra, purpose = self.args
        return f"{purpose} needs an extra: pip install 'onrecord[{extra}]'"
