"""Differences in accuracy with 95 % intervals, so that noise is called noise.

Two kinds of chance move a difference. Which pictures were drawn: two networks mostly fail on the same pictures, so what
counts are those that only one of them gets right; manifests do not say which test pictures those are, but calibration
tables do for the held-out pictures, whose spread serves for both. And which seed was drawn: from three seeds on its
part is measured, seed by seed (a paired Student's test); below, what seeds are known to do to such trainings stands for
it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from .arms import Arm, same_seeds
from .bundles import HeldOut, Result

NORMAL_95 = 1.96

STUDENT_95 = {1: 12.71, 2: 4.30, 3: 3.18, 4: 2.78, 5: 2.57, 6: 2.45, 7: 2.36, 8: 2.31}
"""Student's two-sided quantiles by degrees of freedom; the last also serves beyond."""

ENOUGH_SEEDS = 3
"""From so many on, their own deviation is believed."""

SEED_DEVIATION = {"CIFAR-100": 0.0035, "Fashion-MNIST": 0.0017}
"""Standard deviation (0…1) of one network's accuracy over seeds, at schedules as short as those of the recipes here. Of
other data sets it is not known, and there no difference is more than noise before three seeds."""


@dataclass(frozen=True)
class Difference:
    """Of two accuracies."""

    value: float
    """First minus second, -1…1."""
    half_width: float
    """Of the 95 % interval; infinite where nothing says what seeds do."""

    @property
    def sign(self) -> int:
        """1 or -1 where the interval leaves out 0, else 0: noise."""
        return 0 if abs(self.value) <= self.half_width else (1 if self.value > 0 else -1)

    def __str__(self) -> str:
        """In points, bold where it is more than noise."""
        width = f"{100 * self.half_width:.2f}" if np.isfinite(self.half_width) else "?"
        text = f"{100 * self.value:+.2f} ± {width}"
        return f"**{text}**" if self.sign else text


@dataclass(frozen=True)
class Measured:
    """One accuracy of one training."""

    accuracy: float
    correct: np.ndarray
    """`[N]`, of the held-out pictures, 0…1."""
    pictures: int
    """That the accuracy is of."""


Measure = Callable[[Result], Measured]


def at_exit(k: int) -> Measure:
    """One exit (0-based), where everybody leaves: on held-out and test pictures together."""
    return lambda r: Measured(r.pooled[k], r.held_out.correct[k], r.pictures)


def over_exits(r: Result) -> Measured:
    """The mean over the exits, on held-out and test pictures together."""
    return Measured(float(np.mean(r.pooled)), r.held_out.correct.mean(axis=0), r.pictures)


def at_budget(budget: float) -> Measure:
    """The budgeted curve at a mean of multiply-adds: on test pictures, for the held-out ones set the thresholds."""
    return lambda r: Measured(*_at_budget(r, budget), r.test_pictures)


def over_budgets(budgets: Sequence[float]) -> Measure:
    """The mean of the budgeted curve over some budgets, on test pictures."""

    def measured(r: Result) -> Measured:
        accuracies, scores = zip(*(_at_budget(r, budget) for budget in budgets), strict=True)
        return Measured(float(np.mean(accuracies)), np.mean(scores, axis=0), r.test_pictures)

    return measured


def difference(first: Arm, second: Arm, measure: Measure, other: Measure | None = None) -> Difference:
    """Of what `measure` finds in the first arm, over what it (or `other`) finds in the second."""
    pairs = [(measure(a), (other or measure)(b)) for a, b in same_seeds(first, second)]
    values = [a.accuracy - b.accuracy for a, b in pairs]
    scores = np.mean([a.correct.astype(np.float64) - b.correct for a, b in pairs], axis=0)
    by_pictures = NORMAL_95 * float(np.sqrt(scores.var() / min(a.pictures for a, _ in pairs)))
    by_seeds = seeds_half_width(values, SEED_DEVIATION.get(first.example.data))
    return Difference(float(np.mean(values)), float(np.hypot(by_pictures, by_seeds)))


def seeds_half_width(values: Sequence[float], known: float | None) -> float:
    """How far chance in seeds moves the mean of differences, one a seed; `known`: one network's standard deviation."""
    if len(values) >= ENOUGH_SEEDS:
        return student_half_width(values)
    return float("inf") if known is None else NORMAL_95 * known * (2 / len(values)) ** 0.5


def student_half_width(values: Sequence[float]) -> float:
    """Of the 95 % interval of a mean, by the deviation of the values themselves."""
    count = len(values)
    return STUDENT_95[min(count - 1, max(STUDENT_95))] * float(np.std(values, ddof=1)) / count**0.5


def accuracy_at_budget(result: Result, budget: float) -> float:
    """Test accuracy of the curve at a mean of multiply-adds."""
    return _at_budget(result, budget)[0]


def common_budgets(results: Sequence[Result], count: int = 5) -> list[float]:
    """Budgets in equal ratios, from the least that all curves have to where none gains any more; empty if none are."""
    if not all(r.curve for r in results):
        return []
    low, ends = max(r.curve[0].cost for r in results), [r.curve[-1].cost for r in results]
    high = min(max(map(cost_of_best, results)), *ends)
    return np.geomspace(low, high, count).tolist() if low < high else []


def cost_of_best(result: Result) -> float:
    """The least mean of multiply-adds at which the curve is as high as it gets."""
    highest = max(p.accuracy for p in result.curve)
    return min(p.cost for p in result.curve if p.accuracy == highest)


def _at_budget(result: Result, budget: float) -> tuple[float, np.ndarray]:
    """Test accuracy, and held-out pictures, between the two neighbours on the curve: as if chance chose one of them."""
    points = result.curve
    above = min(max(np.searchsorted([p.cost for p in points], budget), 1), len(points) - 1)
    low, high = points[above - 1], points[above]
    width = high.cost - low.cost
    share = min(max((budget - low.cost) / width, 0.0), 1.0) if width else 1.0
    held_out: HeldOut = result.held_out
    scores = (1 - share) * held_out.correct_at(low.q) + share * held_out.correct_at(high.q)
    return (1 - share) * low.accuracy + share * high.accuracy, scores
