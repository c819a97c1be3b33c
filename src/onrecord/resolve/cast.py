"""The old place of ``gather``."""

from onrecord.resolve.figures import Cast, Figure, actor_id, actors
from onrecord.resolve.names import gather

__all__ = ["Cast", "Figure", "actor_id", "actors", "gather"]
