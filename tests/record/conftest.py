from __future__ import annotations

from typing import Protocol

import pytest

from onrecord.model import (
    Actor,
    Cue,
    Document,
    Mention,
    Reading,
    Speaker,
    Statement,
    Words,
    identify,
)


class Make(Protocol):
    def __call__(
        self, number: int = ..., *, reader: str = ..., title: str | None = ..., published: str | None = ...
    ) -> Reading: ...


@pytest.fixture(scope="session")
def make() -> Make:
    """A factory of whole readings that differ by their number."""

    def reading(
        number: int = 0,
        *,
        reader: str = "test 1",
        title: str | None = "Talks on the river",
        published: str | None = "2016-10-21",
    ) -> Reading:
        text = f"Ann Li said the talks in room {number} failed."
        said = Statement(
            id=identify("statement", number),
            kind="indirect",
            speaker=Speaker(actor="ann", text="Ann Li", spans=((0, 6),)),
            cue=Cue(text="said", spans=((7, 11),), class_="say"),
            content=Words(text=text[12:-1], spans=((12, len(text) - 1),)),
            confidence=0.5,
        )
        return Reading(
            reader=reader,
            document=Document(
                id=identify("document", text),
                source=f"in/{number}.txt",
                title=title,
                published=published,
                text=text,
            ),
            actors=(Actor(id="ann", name="Ann Li", mentions=(Mention(start=0, end=6, text="Ann Li"),)),),
            statements=(said,),
        )

    return reading
