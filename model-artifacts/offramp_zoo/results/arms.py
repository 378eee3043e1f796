"""Which trainings may be compared: their recipes differ in the option under test and the seed, and in nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..recipe import deciding_settings
from .bundles import Result, ResultsError

Values = tuple[Any, ...]
"""Of the options under test, in their order."""


@dataclass(frozen=True)
class Arm:
    """All trainings of one recipe, by seed."""

    trainings: dict[int, Result]

    @property
    def example(self) -> Result:
        """Any of them, for what they have in common: costs, options, pictures."""
        return next(iter(self.trainings.values()))

    @property
    def names(self) -> str:
        """The bundles, as the page calls them."""
        return ", ".join(f"`{r.name}`" for r in self.trainings.values())

    def mean(self, measure: Callable[[Result], float]) -> float:
        """Of a figure that each training has."""
        return float(np.mean([measure(r) for r in self.trainings.values()]))

    def setting(self, option: str) -> Any:
        """What the recipe says of `part.option`."""
        return deciding_settings(self.example.recipe)[option]


def groups(results: Sequence[Result], *options: str) -> list[dict[Values, Arm]]:
    """Arms that may be compared, by their values of `options` (each `part.option`), wherever there are two or more.

    Within a group the recipes are alike in every other option that decides weights, and so are the held-out and the
    test pictures and, where a manifest names one, the backbone that was taken over. Trainings that did not come to
    their end, and networks without a recipe, belong to none.
    """
    found: dict[Values, dict[Values, dict[int, Result]]] = {}
    for result in filter(lambda r: r.is_finished, results):
        settings = deciding_settings(result.recipe)
        if not all(option in settings for option in options):
            continue
        values = tuple(_frozen(settings.pop(option)) for option in options)
        provenance = result.manifest["provenance"]
        alike = _frozen([settings, *(provenance.get(part) for part in ("dataset", "heldOut", "test", "backbone"))])
        trainings = found.setdefault(alike, {}).setdefault(values, {})
        twin = trainings.setdefault(result.recipe["seed"], result)
        if twin is not result:
            raise ResultsError(f"{twin.name} and {result.name} have one recipe and one seed; leave one of them out")
    return [{values: Arm(trainings) for values, trainings in arms.items()} for arms in found.values() if len(arms) > 1]


def same_seeds(first: Arm, second: Arm) -> list[tuple[Result, Result]]:
    """Trainings of both, seed by seed; where they have no seed in common, as they come."""
    common = sorted(first.trainings.keys() & second.trainings.keys())
    if common:
        return [(first.trainings[seed], second.trainings[seed]) for seed in common]
    return list(zip(first.trainings.values(), second.trainings.values(), strict=False))


def _frozen(value: Any) -> Any:
    """The same, to be looked up by: 0 and 0.0 are one, as they are to who reads a recipe."""
    if isinstance(value, dict):
        return tuple(sorted((key, _frozen(v)) for key, v in value.items()))
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
