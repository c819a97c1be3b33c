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
    deeds: int = 16  # sentences with events beside each batch
    apart: float = 3.0  # epochs in which events are learned apart before they are added to what was thawed
    apart_rate: float = 2e-4
    keep: float = 0.5  # share of what was thawed in the mean with what it has become
    settling: float = 3.0  # epochs in which the heads of events are fitted to that mean
    batch: int = 2048
    rate: float = 3e-4
    head_rate: float = 1.5e-3
    warm_up: float = 0.06
    averaging: float = 0.999  # of the weights over steps (Polyak and Juditsky 1992)
    seed: int = 0
    threads: int = 2
    variants: float = 0.1  # how often a document is seen in other quotation marks
