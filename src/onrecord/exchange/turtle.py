"""Turtle (RDF 1.1): words and names written so that every reader of it reads them back."""

from __future__ import annotations

import re

_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f]')
# What an IRI may not hold as it is; the grammar lets it stand as \u0020 even so.
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def literal(text: str, datatype: str = "") -> str:
    """A literal; ``datatype`` is a prefixed name, as ``xsd:date``."""
    words = f'"{_ESCAPED.sub(_escape, text)}"'
    return f"{words}^^{datatype}" if datatype else words


def iri(text: str) -> str:
    """An IRI in its brackets; characters that it may not hold are percent-encoded."""
    return f"<{_NOT_IN_IRI.sub(lambda found: f'%{ord(found[0]):02X}', text)}>"


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"
