"""What one bundle says of itself: accuracies, costs, the budgeted curve, and its held-out pictures one by one."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from .. import protocol
from ..calibrate import read_calibration
from ..manifest import read_bundle
from ..tasks import TASKS, Classification

BATCHES = ("batch1", "batch16")
"""What a manifest's milliseconds are measured at."""


class ResultsError(ValueError):
    """Results that cannot be put side by side, or not where they should go; the message says why."""


@dataclass(frozen=True)
class CurvePoint:
    """One q of the budgeted curve, on the test pictures."""

    q: float
    cost: float
    """Mean multiply-adds a picture."""
    accuracy: float
    """0…1."""


@dataclass(frozen=True)
class Result:
    """One bundle that was tested."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def name(self) -> str:
        """What the bundle is called."""
        return self.manifest["name"]

    @property
    def data(self) -> str:
        """The data set."""
        return self.manifest["provenance"]["dataset"]["name"]

    @property
    def recipe(self) -> dict[str, Any]:
        """What it was trained from; empty for an imported one."""
        return self.manifest["provenance"].get("recipe", {})

    @property
    def family(self) -> str:
        """Family of the network, with `-dfs` where Deep Feature Surgery trained it."""
        surgery = self.recipe.get("network", {}).get("surgery", "none")
        return self.manifest["family"] + ("" if surgery == "none" else "-dfs")

    @property
    def multiply_adds(self) -> list[int]:
        """Cumulative to each exit."""
        return [stage["cumulativeMultiplyAdds"] for stage in self.manifest["stages"]]

    @property
    def accuracies(self) -> list[float]:
        """Test top-1 of each exit, 0…1."""
        return [stage["accuracy"]["test"] for stage in self.manifest["stages"]]

    @property
    def held_out_accuracies(self) -> list[float]:
        """Held-out top-1 of each exit, 0…1."""
        return [stage["accuracy"]["heldOut"] for stage in self.manifest["stages"]]

    @property
    def milliseconds(self) -> dict[str, dict[str, list[float]]]:
        """Of each stage with its head, a picture, by precision and batch; empty for a bundle that was not timed."""
        if "timing" not in self.manifest:
            return {}
        variants = {v["precision"]: v["stages"] for v in self.manifest.get("variants", [])}
        return {
            precision: {batch: [entry["milliseconds"][batch] for entry in entries] for batch in BATCHES}
            for precision, entries in {"float32": self.manifest["stages"], **variants}.items()
        }

    @property
    def untrained_exits(self) -> frozenset[int]:
        """Exits (0-based) that had no weight in training, as those of a plain reference network."""
        weights = self.recipe.get("train", {}).get("exit_weights", [])
        return frozenset(k for k, weight in enumerate(weights) if weight == 0)

    @property
    def curve(self) -> list[CurvePoint]:
        """The budgeted curve on test pictures, cheapest first; none where an exit was left untrained."""
        points = [] if self.untrained_exits else self.manifest["policy"].get("testCurve", [])
        return sorted(
            (CurvePoint(p["q"], p["meanMultiplyAdds"], p["accuracy"]) for p in points), key=lambda p: (p.cost, p.q)
        )

    @property
    def test_pictures(self) -> int:
        """How many there were."""
        return self.manifest["provenance"]["test"]["count"]

    @property
    def held_out_pictures(self) -> int:
        """How many there were."""
        return self.manifest["calibration"]["samples"]

    @property
    def pictures(self) -> int:
        """Held out and tested: nothing at an exit where everybody leaves was chosen by either."""
        return self.held_out_pictures + self.test_pictures

    @property
    def pooled(self) -> list[float]:
        """Top-1 of each exit on all of those, 0…1."""
        counts = np.array([self.held_out_pictures, self.test_pictures])
        return (counts @ np.array([self.held_out_accuracies, self.accuracies]) / self.pictures).tolist()

    @property
    def is_finished(self) -> bool:
        """Whether it was trained by a recipe, to its last epoch."""
        epochs = self.recipe.get("train", {}).get("epochs")
        return epochs is not None and self.manifest["provenance"].get("trainedEpochs") == epochs

    @cached_property
    def held_out(self) -> "HeldOut":
        """The calibration table."""
        return HeldOut.read(self.folder / self.manifest["calibration"]["file"], self.multiply_adds)

    def cost_of(self, accuracy: float) -> float | None:
        """The mean multiply-adds at which the curve first reaches a test accuracy, or None.

        It starts where everybody leaves at exit 1, which nothing is cheaper than: up to that accuracy, exit 1's cost.
        """
        if not self.curve:
            return None
        cost, reached = float(self.multiply_adds[0]), self.accuracies[0]
        if reached >= accuracy:
            return cost
        for point in self.curve:
            if point.accuracy >= accuracy:
                return cost + (accuracy - reached) / (point.accuracy - reached) * (point.cost - cost)
            cost, reached = point.cost, point.accuracy
        return None


@dataclass(frozen=True)
class HeldOut:
    """A bundle's held-out pictures, one by one."""

    samples: list[str]
    correct: np.ndarray
    """`[exits,N]`, whether each exit is right."""
    confidence: np.ndarray
    """`float32 [exits,N]`, max softmax."""
    multiply_adds: list[int]

    @classmethod
    def read(cls, path: Path, multiply_adds: list[int]) -> "HeldOut":
        """From a calibration table."""
        rows = read_calibration(path)
        return cls(
            samples=[row["sample"] for row in rows],
            correct=np.array([[e["predicted"] == row["label"] for e in row["exits"]] for row in rows]).T,
            confidence=np.array([[e["maxSoftmax"] for e in row["exits"]] for row in rows], dtype=np.float32).T,
            multiply_adds=multiply_adds,
        )

    def correct_at(self, q: float) -> np.ndarray:
        """`[N]`, whether each picture comes out right at one q of the budgeted curve."""
        closed = protocol.dominated(self.correct.mean(axis=1).tolist(), self.multiply_adds)
        shares = protocol.geometric_shares(q, len(self.confidence), closed)
        taken = protocol.exits_taken(protocol.thresholds_for(self.confidence, shares), self.confidence)
        return self.correct[taken, np.arange(len(self.samples))]


def read_results(folder: Path) -> list[Result]:
    """Every bundle of a folder that classifies and was tested, by data set and name: the papers' figures are top-1."""
    folders = sorted(path.parent for path in folder.glob("*/manifest.json"))
    results = [Result(bundle, read_bundle(bundle)) for bundle in folders]
    classifying = [r for r in results if isinstance(TASKS[r.manifest["task"]], Classification)]
    tested = [r for r in classifying if all("test" in stage["accuracy"] for stage in r.manifest["stages"])]
    uncounted = [r.name for r in tested if "test" not in r.manifest["provenance"]]
    if uncounted:
        raise ResultsError(f"{', '.join(uncounted)} do(es) not say on how many pictures it was tested; export it again")
    return sorted(tested, key=lambda r: (r.data, r.name))
