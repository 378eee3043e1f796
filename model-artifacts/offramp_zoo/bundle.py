"""Writes a bundle: any list of stages that obey the contract, checked, counted, calibrated and described."""

import datetime
import json
import platform
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from . import protocol
from .calibrate import collect_logits, write_calibration
from .count import CONVENTION, stage_cost
from .data import Pictures
from .manifest import BundleError, manifest_problems, sha256
from .model_card import model_card
from .networks.stages import as_tuple
from .scores import score
from .tracing import BATCHES, ExportError, save, trace

RESIZE = "bilinear-antialias-center-crop"


@dataclass(frozen=True)
class Identity:
    """What a bundle is called and what it answers."""

    name: str
    version: str
    family: str
    classes: list[str]
    task: str = "image-classification"


@dataclass(frozen=True)
class Origin:
    """Where weights and held-out samples come from; it goes into the manifest's provenance."""

    dataset: str
    licence: str
    source: str
    held_out_indices: list[int] = field(default_factory=list)
    """Positions in the official training part; where the set has no official order, give names instead."""
    held_out_names: list[str] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)
    """Further entries: recipe, command, seed, …"""

    def as_dict(self, count: int) -> dict[str, Any]:
        """The manifest's `provenance`."""
        held_out: dict[str, Any] = {"count": count}
        if self.held_out_indices:
            held_out["indices"] = self.held_out_indices
        if self.held_out_names:
            held_out["names"] = self.held_out_names
        return {
            **self.more,
            "dataset": {"name": self.dataset, "licence": self.licence, "source": self.source},
            "heldOut": held_out,
            "framework": {"torch": torch.__version__, "python": platform.python_version()},
            "createdAt": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        }


@dataclass(frozen=True)
class Samples:
    """What calibrates a bundle and what is reported of it."""

    size: tuple[int, int]
    """Height and width that the network takes, in pixels."""
    held_out: Pictures | None = None
    test: Pictures | None = None

    @property
    def count(self) -> int:
        """Held-out pictures."""
        return 0 if self.held_out is None else len(self.held_out)

    def examples(self) -> Tensor:
        """`uint8 [33,H,W,3]` to trace and check with: held-out pictures, else noise."""
        if self.count >= BATCHES[-1]:
            return self.held_out.pixels[: BATCHES[-1]].contiguous()
        noise = torch.Generator().manual_seed(0)
        return torch.randint(0, 256, (BATCHES[-1], *self.size, 3), dtype=torch.uint8, generator=noise)


def export_bundle(
    folder: Path,
    identity: Identity,
    stages: Sequence[nn.Module],
    samples: Samples,
    origin: Origin,
    tolerance: float = 0.003,
) -> dict[str, Any]:
    """Writes the bundle into `folder`, replacing one that is there, and returns its manifest.

    The stages are traced and checked (`tracing`), run over the held-out pictures for the calibration table and the
    default policy (the cheapest whose held-out accuracy is at least the last exit's minus `tolerance`), and over the
    test pictures for the accuracies that are only reported. Without held-out pictures the table is empty and the
    policy closes every early exit: thresholds that nobody has measured would be made up. Raises `ExportError` or
    `BundleError`; then `folder` is as it was.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        manifest = _write(workshop, identity, stages, samples, origin, tolerance)
        workshop.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        workshop.rename(folder)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return manifest


def _write(
    folder: Path,
    identity: Identity,
    stages: Sequence[nn.Module],
    samples: Samples,
    origin: Origin,
    tolerance: float,
) -> dict[str, Any]:
    entries, traced = _write_stages(folder, stages, samples.examples(), len(identity.classes))
    policy, budgeted = _calibrated(folder, entries, traced, samples, tolerance)
    height, width = samples.size
    manifest = {
        "formatVersion": 1,
        "name": identity.name,
        "version": identity.version,
        "family": identity.family,
        "task": identity.task,
        "classes": identity.classes,
        "input": {
            "height": height,
            "width": width,
            "frames": 1,
            "resize": RESIZE,
        },
        "multiplyAddsConvention": CONVENTION,
        "stages": entries,
        "policy": policy,
        "calibration": {
            "file": "calibration.avro",
            "sha256": sha256(folder / "calibration.avro"),
            "samples": samples.count,
        },
        "provenance": origin.as_dict(samples.count),
    }
    card = folder / "MODEL_CARD.md"
    card.write_text(model_card(manifest, budgeted, len(samples.test) if samples.test else 0), encoding="utf-8")
    manifest["modelCard"] = {"file": card.name, "sha256": sha256(card)}
    problems = manifest_problems(manifest)
    if problems:
        raise BundleError("\n  - ".join([f"{len(problems)} problem(s) in the manifest of {identity.name}:", *problems]))
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (folder / "manifest.json").write_text(_one_line_numbers(text) + "\n", encoding="utf-8")
    return manifest


def _calibrated(
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
    scores = score(collect_logits(traced, held_out))
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
        test_scores = score(collect_logits(traced, test))
        test_correct = test_scores.predicted == test.labels.numpy()
        for entry, right in zip(entries, test_correct, strict=True):
            entry["accuracy"]["test"] = float(right.mean())
        outcome = protocol.apply(chosen.thresholds, test_scores.max_softmax, test_correct, costs)
        expected |= {"testAccuracy": outcome.accuracy, "testMeanMultiplyAdds": outcome.mean_multiply_adds}
        budgeted = [
            (p.q, protocol.apply(p.thresholds, test_scores.max_softmax, test_correct, costs))
            for p in protocol.curve(scores.max_softmax, correct, costs, steps=13)
        ]
    thresholds = [_threshold(t) for t in chosen.thresholds[:-1]]
    return {"measure": "MAX_SOFTMAX", "thresholds": thresholds, "expected": expected}, budgeted


def _write_stages(
    folder: Path, stages: Sequence[nn.Module], pixels: Tensor, classes: int
) -> tuple[list[dict[str, Any]], list[torch.jit.ScriptModule]]:
    """Traces, checks, counts and saves every stage; returns their manifest entries and the traced stages."""
    cumulative = 0
    activations: tuple[Tensor, ...] = (pixels,)
    names = ["pixels"]
    entries, traced = [], []
    for k, stage in enumerate(stages):
        name, last = f"stage-{k + 1}", k == len(stages) - 1
        script = trace(stage, activations, name)
        with torch.no_grad():
            outputs = as_tuple(script(*activations))
        _check_contract(name, outputs, classes, last)
        cost, _ = stage_cost(stage.cpu(), [a[:1].contiguous() for a in activations])
        cumulative += cost
        output_names = [*_activation_names(len(outputs) - 1), "logits"]
        save(script, folder / f"{name}.pt")
        entries.append(
            {
                "file": f"{name}.pt",
                "sha256": sha256(folder / f"{name}.pt"),
                "inputs": [_tensor(n, t) for n, t in zip(names, activations, strict=True)],
                "outputs": [_tensor(n, t) for n, t in zip(output_names, outputs, strict=True)],
                "parameters": sum(p.numel() for p in stage.parameters()),
                "multiplyAdds": cost,
                "cumulativeMultiplyAdds": cumulative,
            }
        )
        traced.append(script)
        activations, names = outputs[:-1], output_names[:-1]
    return entries, traced


def _check_contract(name: str, outputs: tuple[Tensor, ...], classes: int, last: bool) -> None:
    logits = outputs[-1]
    if logits.dtype != torch.float32 or list(logits.shape[1:]) != [classes]:
        raise ExportError(
            f"{name} must end with float32 logits [B,{classes}], ended with {logits.dtype} {list(logits.shape)}"
        )
    if last and len(outputs) != 1:
        raise ExportError(f"{name} is the last stage and must return logits alone, returned {len(outputs)} tensors")
    if not last and len(outputs) < 2:
        raise ExportError(f"{name} must return its activations before the logits, returned logits alone")
    for output in outputs:
        if output.shape[0] != BATCHES[-1]:
            raise ExportError(f"{name} returns {list(output.shape)}: the first dimension must be the batch")


def _activation_names(count: int) -> list[str]:
    return ["features"] if count == 1 else [f"features-{i + 1}" for i in range(count)]


def _tensor(name: str, tensor: Tensor) -> dict[str, Any]:
    return {"name": name, "dtype": str(tensor.dtype).removeprefix("torch."), "shape": [-1, *tensor.shape[1:]]}


def _threshold(value: float) -> float | None:
    return None if value >= protocol.NOBODY else float(np.float32(value))


def _one_line_numbers(text: str) -> str:
    """Puts lists of numbers on one line each: thousands of indices should not be thousands of lines."""
    return re.sub(
        r"\[[^\[\]{}\"]+\]",
        lambda found: re.sub(r"\s+", " ", found[0]).replace("[ ", "[").replace(" ]", "]"),
        text,
    )
