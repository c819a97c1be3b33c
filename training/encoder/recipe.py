"""What a training run can be told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """How to train. ``batch`` is in pieces, rates are those of AdamW's peak."""

    cycles: tuple[float, ...] = (
        5.0,
        3.0,
        1.2,
    )  # epochs of each cycle of the rates (Loshchilov and Hutter 2017)
    decay: float = 0.7  # of the rates from one cycle to the next
    trees: int = 2  # times that a treebank is seen from the second cycle on where a report is seen once
    batch: int = 2048
    rate: float = 3e-4
    head_rate: float = 1.5e-3
    warm_up: float = 0.06
    averaging: float = 0.999  # of the weights over steps (Polyak and Juditsky 1992)
    seed: int = 0
    threads: int = 2
    variants: float = 0.1  # how often a document is seen in other quotation marks
