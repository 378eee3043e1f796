"""Differences in accuracy with 95 % intervals, so that noise is called noise.

The difference is that of the test accuracies. Two networks mostly fail on the same pictures, so how far chance moves
the difference follows from the pictures that only one of them gets right. Manifests do not say which test pictures
those are, but the calibration tables do for the held-out pictures; their spread serves for the test pictures.
"""

from dataclasses import dataclass

import numpy as np

from .bundles import HeldOut, Result

NORMAL_95 = 1.96


@dataclass(frozen=True)
class Difference:
    """Of two test accuracies."""

    value: float
    """First minus second, -1…1."""
    half_width: float
    """Of the 95 % interval."""

    @property
    def sign(self) -> int:
        """1 or -1 where the interval leaves out 0, else 0: noise."""
        return 0 if abs(self.value) <= self.half_width else (1 if self.value > 0 else -1)

    def __str__(self) -> str:
        """In points, bold where it is more than noise."""
        text = f"{100 * self.value:+.2f} ± {100 * self.half_width:.2f}"
        return f"**{text}**" if self.sign else text


def at_exits(first: Result, second: Result, exits: tuple[int, int]) -> Difference:
    """One exit (0-based) of the first against one of the second."""
    one, other = exits
    scores = first.held_out.correct[one], second.held_out.correct[other]
    return _difference(first.accuracies[one] - second.accuracies[other], scores, (first, second))


def at_each_exit(first: Result, second: Result) -> list[Difference]:
    """Exit by exit."""
    return [at_exits(first, second, (k, k)) for k in range(len(first.accuracies))]


def over_all_exits(first: Result, second: Result) -> Difference:
    """Of the mean over the exits."""
    scores = first.held_out.correct.mean(axis=0), second.held_out.correct.mean(axis=0)
    return _difference(float(np.mean(first.accuracies) - np.mean(second.accuracies)), scores, (first, second))


def at_budget(first: Result, second: Result, budget: float) -> Difference:
    """At a mean of multiply-adds that both curves have."""
    (accuracy, scores), (their_accuracy, their_scores) = (_at_budget(r, budget) for r in (first, second))
    return _difference(accuracy - their_accuracy, (scores, their_scores), (first, second))


def accuracy_at_budget(result: Result, budget: float) -> float:
    """Test accuracy of the curve at a mean of multiply-adds."""
    return _at_budget(result, budget)[0]


def common_budgets(results: list[Result], count: int = 5) -> list[float]:
    """Budgets in equal ratios, from the least that all curves have to where none gains any more; empty if none are."""
    if not all(r.curve for r in results):
        return []
    best = [min(p.cost for p in r.curve if p.accuracy == max(q.accuracy for q in r.curve)) for r in results]
    low, high = max(r.curve[0].cost for r in results), min([max(best), *(r.curve[-1].cost for r in results)])
    return np.geomspace(low, high, count).tolist() if low < high else []


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


def _difference(value: float, scores: tuple[np.ndarray, np.ndarray], results: tuple[Result, Result]) -> Difference:
    first, second = (score.astype(np.float64) for score in scores)
    is_paired = results[0].held_out.samples == results[1].held_out.samples
    variance = (first - second).var() if is_paired else first.var() + second.var()
    pictures = min(r.test_pictures for r in results)
    return Difference(value, NORMAL_95 * float(np.sqrt(variance / pictures)))
