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
from .staging import write_stages
from .tasks import Judged, Task, task_of
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
    task: Task,
) -> tuple[dict[str, Any], list[tuple[float, protocol.Outcome]]]:
    """Writes the calibration table and the exits' accuracies; returns the default policy and the curve on test data."""
    held_out, test = samples.held_out, samples.test
    table = folder / "calibration.avro"
    for entry in entries:
        entry["accuracy"] = {}
    if held_out is None:
        write_calibration(table, [], [])
        return {"measure": task.measures[0], "thresholds": [None] * (len(entries) - 1)}, []
    costs = [entry["cumulativeMultiplyAdds"] for entry in entries]
    measure = task.measures[0]
    judged = task.judge(collect_logits(traced, held_out, what="calibrating"), held_out.labels)
    confidence = judged.confidences[measure]
    write_calibration(table, held_out.names, judged.rows)
    chosen = protocol.cheapest_at(tolerance, confidence, judged.correct, costs)
    _measured(entries, judged, "heldOut")
    expected: dict[str, Any] = {
        "heldOutAccuracy": chosen.outcome.accuracy,
        "heldOutMeanMultiplyAdds": chosen.outcome.mean_multiply_adds,
        "exitShares": chosen.outcome.exit_shares,
    }
    budgeted: list[tuple[float, protocol.Outcome]] = []
    if test is not None:
        tested = task.judge(collect_logits(traced, test, what="testing"), test.labels)
        test_confidence = tested.confidences[measure]
        _measured(entries, tested, "test")
        outcome = protocol.apply(chosen.thresholds, test_confidence, tested.correct, costs)
        expected |= {
            "testAccuracy": outcome.accuracy,
            "testMeanMultiplyAdds": outcome.mean_multiply_adds,
            "testExitShares": outcome.exit_shares,
        }
        budgeted = [
            (p.q, protocol.apply(p.thresholds, test_confidence, tested.correct, costs))
            for p in protocol.curve(confidence, judged.correct, costs, steps=CURVE_POINTS)
        ]
    thresholds = [_threshold(t) for t in chosen.thresholds[:-1]]
    policy: dict[str, Any] = {"measure": measure, "thresholds": thresholds, "expected": expected}
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
    task = task_of(manifest)
    expected: dict[str, Any] = {}
    costs = [entry["cumulativeMultiplyAdds"] for entry in manifest["stages"]]
    closed = (protocol.NOBODY if t is None else t for t in manifest["policy"]["thresholds"])
    thresholds = [*closed, protocol.EVERYBODY]
    for part, pictures in (("heldOut", samples.held_out), ("test", samples.test)):
        if pictures is None:
            continue
        judged = task.judge(collect_logits(traced, pictures, what=f"measuring {precision}"), pictures.labels)
        _measured(entries, judged, part)
        outcome = protocol.apply(thresholds, judged.confidences[task.measures[0]], judged.correct, costs)
        expected |= {f"{part}Accuracy": outcome.accuracy, f"{part}MeanMultiplyAdds": outcome.mean_multiply_adds}
    return {"precision": precision, "stages": entries, "expected": expected}


def _measured(entries: list[dict[str, Any]], judged: Judged, part: str) -> None:
    """Notes what came of the samples of one part at each exit."""
    for k, (entry, accuracy) in enumerate(zip(entries, judged.accuracies, strict=True)):
        entry["accuracy"][part] = accuracy
        for name, values in judged.figures.items():
            entry.setdefault(name, {})[part] = values[k]


def _threshold(value: float) -> float | None:
    return None if value >= protocol.NOBODY else float(np.float32(value))
