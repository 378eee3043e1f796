"""Measures the stages of a bundle on held-out and test pictures: accuracies, default policy, other precisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from . import protocol
from .calibrate import collect_logits, write_calibration
from .data import Pictures, samples_shape
from .scores import score
from .staging import write_stages
from .timing import add_times
from .tracing import BATCHES

CURVE_POINTS = 25
"""Points of the budgeted curve in a manifest and a model card."""


@dataclass(frozen=True)
class Samples:
    """What calibrates a bundle and what is reported of it."""

    size: tuple[int, int]
    """Height and width that the network takes, in pixels."""
    held_out: Pictures | None = None
    test: Pictures | None = None
    frames: int = 1
    """Of a clip; 1 for pictures."""

    @property
    def count(self) -> int:
        """Held-out pictures."""
        return 0 if self.held_out is None else len(self.held_out)

    def examples(self) -> Tensor:
        """`uint8 [33,H,W,3]`, clips `[33,T,H,W,3]`, to trace and check with: held-out pictures, else noise."""
        if self.count >= BATCHES[-1]:
            return self.held_out.pixels[: BATCHES[-1]].contiguous()
        noise = torch.Generator().manual_seed(0)
        shape = samples_shape(BATCHES[-1], self.frames, *self.size)
        return torch.randint(0, 256, shape, dtype=torch.uint8, generator=noise)


def calibrated(
    folder: Path,
    entries: list[dict[str, Any]],
    traced: list[torch.jit.ScriptModule],
    samples: Samples,
    tolerance: float,
) -> tuple[dict[str, Any], list[tuple[float, protocol.Outcome]]]:
    """Writes the calibration table and the exits' accuracies; returns the default policy and the curve on test data."""
    held_out, test = samples.held_out, samples.test
    table = folder / "calibration.avro"
    for entry in entries:
        entry["accuracy"] = {}
    if held_out is None:
        write_calibration(table, [], [], score(torch.zeros(len(entries), 0, 2)))
        return {"measure": "MAX_SOFTMAX", "thresholds": [None] * (len(entries) - 1)}, []
    costs = [entry["cumulativeMultiplyAdds"] for entry in entries]
    scores = score(collect_logits(traced, held_out, what="calibrating"))
    correct = scores.predicted == held_out.labels.numpy()
    write_calibration(table, held_out.names, held_out.labels.tolist(), scores)
    chosen = protocol.cheapest_at(tolerance, scores.max_softmax, correct, costs)
    for entry, right in zip(entries, correct, strict=True):
        entry["accuracy"]["heldOut"] = float(right.mean())
    expected: dict[str, Any] = {
        "heldOutAccuracy": chosen.outcome.accuracy,
        "heldOutMeanMultiplyAdds": chosen.outcome.mean_multiply_adds,
        "exitShares": chosen.outcome.exit_shares,
    }
    budgeted: list[tuple[float, protocol.Outcome]] = []
    if test is not None:
        test_scores = score(collect_logits(traced, test, what="testing"))
        test_correct = test_scores.predicted == test.labels.numpy()
        for entry, right in zip(entries, test_correct, strict=True):
            entry["accuracy"]["test"] = float(right.mean())
        outcome = protocol.apply(chosen.thresholds, test_scores.max_softmax, test_correct, costs)
        expected |= {
            "testAccuracy": outcome.accuracy,
            "testMeanMultiplyAdds": outcome.mean_multiply_adds,
            "testExitShares": outcome.exit_shares,
        }
        budgeted = [
            (p.q, protocol.apply(p.thresholds, test_scores.max_softmax, test_correct, costs))
            for p in protocol.curve(scores.max_softmax, correct, costs, steps=CURVE_POINTS)
        ]
    thresholds = [_threshold(t) for t in chosen.thresholds[:-1]]
    policy: dict[str, Any] = {"measure": "MAX_SOFTMAX", "thresholds": thresholds, "expected": expected}
    if budgeted:
        policy["testCurve"] = [
            {
                "q": q,
                "accuracy": outcome.accuracy,
                "meanMultiplyAdds": outcome.mean_multiply_adds,
                "exitShares": outcome.exit_shares,
            }
            for q, outcome in budgeted
        ]
    return policy, budgeted


def variant(
    folder: Path, stages: Sequence[nn.Module], samples: Samples, manifest: dict[str, Any], precision: str
) -> dict[str, Any]:
    """Writes the stages in another precision and measures them under the bundle's own thresholds."""
    full, traced = write_stages(folder, stages, samples.examples(), len(manifest["classes"]), precision)
    entries = [{key: entry[key] for key in ("file", "sha256", "inputs", "outputs")} for entry in full]
    add_times(entries, traced, samples.examples())
    for entry in entries:
        entry["accuracy"] = {}
    expected: dict[str, Any] = {}
    costs = [entry["cumulativeMultiplyAdds"] for entry in manifest["stages"]]
    closed = (protocol.NOBODY if t is None else t for t in manifest["policy"]["thresholds"])
    thresholds = [*closed, protocol.EVERYBODY]
    for part, pictures in (("heldOut", samples.held_out), ("test", samples.test)):
        if pictures is None:
            continue
        scores = score(collect_logits(traced, pictures, what=f"measuring {precision}"))
        correct = scores.predicted == pictures.labels.numpy()
        for entry, right in zip(entries, correct, strict=True):
            entry["accuracy"][part] = float(right.mean())
        outcome = protocol.apply(thresholds, scores.max_softmax, correct, costs)
        expected |= {f"{part}Accuracy": outcome.accuracy, f"{part}MeanMultiplyAdds": outcome.mean_multiply_adds}
    return {"precision": precision, "stages": entries, "expected": expected}


def _threshold(value: float) -> float | None:
    return None if value >= protocol.NOBODY else float(np.float32(value))
