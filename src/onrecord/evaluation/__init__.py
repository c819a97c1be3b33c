"""How well reports are read, measured on those that somebody annotated: a pure function of two sets of readings."""

from onrecord.evaluation.compare import evaluate
from onrecord.evaluation.scores import Compared, Evaluation, Interval, LeftOut, Pair, Score

__all__ = ["Compared", "Evaluation", "Interval", "LeftOut", "Pair", "Score", "evaluate"]
