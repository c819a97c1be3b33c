"""The embedder that a record is given, loaded before there is anything to store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Embeds(Protocol):
    """What gives texts vectors of length 1, as ``annotate.embedder.Embedder`` does."""

    @property
    def digest(self) -> str:
        """What tells its vectors from those of others."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A vector for each text, (texts, dimensions)."""


def ready(given: str | Path | Embeds | None) -> Embeds | None:
    """The embedder that is meant, which can be used now; UsageError for a path where there is none."""
    if not isinstance(given, str | Path):
        return given
    from onrecord.annotate.embedder import Embedder  # with its libraries, which are needed for nothing else

    found = Embedder(given)
    found.check()
    return found
