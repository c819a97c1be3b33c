"""What is read off a hand-made report, in lines that a table can hold."""

from annotated import Annotated
from onrecord.attribute import statements
from onrecord.attribute.rules import drafts
from onrecord.model import Statement, cut


def retold(page: Annotated) -> list[str]:
    """A line per statement, indented below its parent: ``kind: speaker [cue] to addressee not: content``."""
    found = {statement.id: statement for statement in statements(*page)}

    def depth(statement: Statement) -> int:
        return 0 if statement.parent is None else 1 + depth(found[statement.parent])

    return ["  " * depth(statement) + _line(statement) for statement in found.values()]


def proposed(page: Annotated) -> set[str]:
    """``speaker [cue]: content`` of all that the rules propose; which to trust is the weights' affair."""
    text = page.text
    return {
        f"{cut(text, draft.source) or 'nobody'} [{cut(text, draft.cue)}]: {cut(text, draft.content)}"
        for draft in drafts(*page)
    }


def _line(statement: Statement) -> str:
    to = f" to {statement.addressee.text}" if statement.addressee else ""
    denied = " not" if statement.polarity == "-" else ""
    speaker = statement.speaker.text or "nobody"
    return f"{statement.kind}: {speaker} [{statement.cue.text}]{to}{denied}: {statement.content.text}"
