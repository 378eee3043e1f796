"""Budgeted batch classification: the protocol of MSDNet (Huang et al., ICLR 2018) and of the field after it.

A number q says which share of the samples should leave at each exit; a held-out table turns shares into thresholds;
thresholds applied to fresh samples give accuracy and mean multiply-adds. Higher q goes deeper and costs more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

NOBODY = 1e8
"""The threshold of an exit where nobody leaves."""
EVERYBODY = -1e8
"""The threshold of the last exit."""


@dataclass(frozen=True)
class Outcome:
    """What thresholds do to a table of samples."""

    exit_counts: list[int]
    """Samples that leave at each exit."""
    accuracy: float
    """0…1."""
    mean_multiply_adds: float
    """A sample, all heads on its way included."""

    @property
    def exit_shares(self) -> list[float]:
        """Share (0…1) of the samples that leave at each exit."""
        return [n / sum(self.exit_counts) for n in self.exit_counts]


def geometric_shares(q: float, exits: int, closed: frozenset[int] = frozenset()) -> list[float]:
    """`q^k / Σ q^j` over the open exits, k counting those only; a closed exit (0-based) gets 0."""
    if q <= 0:
        raise ValueError(f"q must be above 0, was {q}")
    powers = np.zeros(exits)
    is_open = [k for k in range(exits) if k not in closed]
    powers[is_open] = np.power(q, np.arange(1, len(is_open) + 1, dtype=np.float64))
    return (powers / powers.sum()).tolist()


def thresholds_for(confidence: np.ndarray, shares: Sequence[float]) -> list[float]:
    """The threshold of each exit, from held-out confidences `float32 [exits,N]` and the wanted shares.

    Exit by exit: of the samples not yet taken, in order of confidence, the one that completes `floor(N · share)` sets
    the threshold, and everybody at or above it is taken: ties may let more leave than wanted. An exit whose quota is 0,
    or that runs out of samples before it, lets nobody leave.
    """
    exits, samples = confidence.shape
    taken = np.zeros(samples, dtype=bool)
    thresholds = []
    for k in range(exits - 1):
        quota = int(np.floor(samples * shares[k] + 1e-9))  # 1e-9: 0.2 · 1000 is 200 whatever the rounding
        waiting = np.sort(confidence[k][~taken])[::-1]
        threshold = float(waiting[quota - 1]) if 0 < quota <= len(waiting) else NOBODY
        taken |= confidence[k] >= threshold
        thresholds.append(threshold)
    return [*thresholds, EVERYBODY]


def exits_taken(thresholds: Sequence[float], confidence: np.ndarray) -> np.ndarray:
    """The exit (0-based) at which each sample leaves, `[N]`."""
    leaves = confidence >= np.asarray(thresholds, dtype=np.float64)[:, None]
    leaves[-1] = True
    return leaves.argmax(axis=0)


def apply(
    thresholds: Sequence[float], confidence: np.ndarray, correct: np.ndarray, multiply_adds: Sequence[float]
) -> Outcome:
    """Sends each sample out at the first exit with `confidence >= threshold`.

    `confidence` and `correct` are `[exits,N]`, `multiply_adds` cumulative to each exit.
    """
    taken = exits_taken(thresholds, confidence)
    counts = np.bincount(taken, minlength=len(thresholds))
    accuracy = correct[taken, np.arange(correct.shape[1])].mean()
    cost = float(np.dot(counts / counts.sum(), np.asarray(multiply_adds, dtype=np.float64)))
    return Outcome(counts.tolist(), float(accuracy), cost)


def dominated(accuracies: Sequence[float], multiply_adds: Sequence[float]) -> frozenset[int]:
    """Exits (0-based, never the last) that cost no less than an earlier one and are no more accurate."""
    worse = set()
    for k in range(1, len(accuracies) - 1):
        if any(accuracies[j] >= accuracies[k] and multiply_adds[j] <= multiply_adds[k] for j in range(k)):
            worse.add(k)
    return frozenset(worse)


def undecided(confidence: np.ndarray) -> frozenset[int]:
    """Exits (0-based, never the last) that are equally sure of every sample: they cannot say which share should leave,
    such as the first exit where the measure is whether two agree."""
    return frozenset(k for k, exit_ in enumerate(confidence[:-1]) if (exit_ == exit_[0]).all())


@dataclass(frozen=True)
class Point:
    """One q of the curve."""

    q: float
    thresholds: list[float]
    outcome: Outcome
    """On the samples that the thresholds were found on."""


def curve(confidence: np.ndarray, correct: np.ndarray, multiply_adds: Sequence[float], steps: int = 200) -> list[Point]:
    """The budgeted curve: q from 1/20 to 20 in `steps` equal ratios, dominated and undecided exits closed."""
    closed = dominated(correct.mean(axis=1).tolist(), multiply_adds) | undecided(confidence)
    points = []
    for q in np.geomspace(0.05, 20.0, steps):
        thresholds = thresholds_for(confidence, geometric_shares(float(q), len(confidence), closed))
        points.append(Point(float(q), thresholds, apply(thresholds, confidence, correct, multiply_adds)))
    return points


def cheapest_at(tolerance: float, confidence: np.ndarray, correct: np.ndarray, multiply_adds: Sequence[float]) -> Point:
    """The cheapest point of the curve that loses at most `tolerance` (0…1) of the last exit's accuracy.

    What a point loses on these samples is known up to a standard error only (of the difference, sample by sample); it
    is added to the loss, so that the promise also has a fair chance on fresh samples.
    """

    def keeps(point: Point) -> bool:
        taken = exits_taken(point.thresholds, confidence)
        lost = correct[-1].astype(np.float64) - correct[taken, np.arange(correct.shape[1])]
        return lost.mean() + lost.std() / np.sqrt(len(lost)) <= tolerance

    everybody_last = [NOBODY] * (len(confidence) - 1) + [EVERYBODY]
    fallback = Point(float("inf"), everybody_last, apply(everybody_last, confidence, correct, multiply_adds))
    good = [p for p in curve(confidence, correct, multiply_adds) if keeps(p)]
    return min([*good, fallback], key=lambda p: p.outcome.mean_multiply_adds)
