"""Contestants measured turn by turn on a machine that does other work too, and the ratio of any two of them."""

import os
import statistics
import time
from collections.abc import Callable, Mapping, Sequence

from ..timing import circumstances

WARM_UPS = 2
"""Rounds that are not measured."""


def turns(contestants: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of this thread's CPU time of each contestant in each round; every round begins with another one."""
    found: dict[str, list[float]] = {name: [] for name in contestants}
    names = list(contestants)
    for turn in range(WARM_UPS + rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            began = time.thread_time()
            contestants[name]()
            spent = 1e3 * (time.thread_time() - began)
            if turn >= WARM_UPS:
                found[name].append(spent)
    return found


def median_interval(values: Sequence[float]) -> list[float]:
    """The median and the 95 % interval that order statistics give it: value, low, high."""
    ordered, count = sorted(values), len(values)
    reach = 0.98 * count**0.5  # 1.96 standard deviations of how many values lie below the median
    low, high = max(int(count / 2 - reach), 0), min(int(count / 2 + reach), count - 1)
    return [statistics.median(ordered), ordered[low], ordered[high]]


def surroundings() -> dict[str, object]:
    """What a measurement depends on: processor, allocator, PyTorch, and how busy the machine is (runnable tasks)."""
    return {**circumstances(), "cores": os.cpu_count(), "load": round(os.getloadavg()[0], 1)}
