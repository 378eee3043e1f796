"""Writes a bundle: any list of stages that obey the contract, checked, counted, calibrated and described."""

import datetime
import platform
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from .count import CONVENTION
from .manifest import BundleError, manifest_problems, sha256, write_manifest
from .measuring import Samples, calibrated, variant
from .model_card import model_card
from .safetensors import write_safetensors
from .staging import write_stages
from .tasks import CLASSIFICATION, REGRESSION, TASKS
from .timing import add_times, circumstances

RESIZE = "scaled-2x"

WEIGHTS = "weights.safetensors"


@dataclass(frozen=True)
class Identity:
    """What a bundle is called and what it answers."""

    name: str
    version: str
    family: str
    classes: list[str]
    task: str = CLASSIFICATION
    class_names: list[str] = field(default_factory=list)
    """What people call the classes, one for each; none where the classes' own names do."""
    tolerance: float = 0.0
    """Of a bundle that answers with a number: how far off it may be to be right, above 0; 0 of any other."""

    def problems(self) -> list[str]:
        """What is wrong with it, if anything."""
        found = []
        if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", self.name):
            found.append(f"name {self.name!r} must be of small letters, digits, '.', '_' and '-'")
        if not re.fullmatch(r"\d+\.\d+\.\d+([-+].+)?", self.version):
            found.append(f"version {self.version!r} must be such as 1.0.0")
        if self.task not in TASKS:
            found.append(f"task must be one of {', '.join(TASKS)}, was {self.task!r}")
        fewest = TASKS[self.task].fewest_classes if self.task in TASKS else 1
        if len(self.classes) < fewest or not all(self.classes):
            found.append(f"there must be at least {fewest} classes, all with names, were {len(self.classes)}")
        if (self.tolerance > 0) != (self.task == REGRESSION):
            found.append(f"a tolerance above 0 is for {REGRESSION}, and needed there, was {self.tolerance}")
        if self.class_names and (len(self.class_names) != len(self.classes) or not all(self.class_names)):
            found.append(f"there must be a name for each of {len(self.classes)} classes, were {len(self.class_names)}")
        return found


@dataclass(frozen=True)
class Choices:
    """What may differ between exports of the same stages."""

    tolerance: float = 0.003
    """Held-out accuracy (0…1) that the default policy may give up, one standard error included."""
    precisions: Sequence[str] = ()
    """Further precisions of every stage besides float32."""


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

    def as_dict(self, samples: Samples) -> dict[str, Any]:
        """The manifest's `provenance`."""
        held_out: dict[str, Any] = {"count": samples.count}
        if self.held_out_indices:
            held_out["indices"] = self.held_out_indices
        if self.held_out_names:
            held_out["names"] = self.held_out_names
        return {
            **self.more,
            "dataset": {"name": self.dataset, "licence": self.licence, "source": self.source},
            "heldOut": held_out,
            "test": {"count": len(samples.test) if samples.test else 0},
            "framework": {"torch": torch.__version__, "python": platform.python_version()},
            "createdAt": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        }


def export_bundle(
    folder: Path,
    identity: Identity,
    stages: Sequence[nn.Module],
    samples: Samples,
    origin: Origin,
    choices: Choices | None = None,
    weights: Mapping[str, Tensor] | None = None,
) -> dict[str, Any]:
    """Writes the bundle into `folder`, replacing one that is there, and returns its manifest.

    The stages are traced and checked (`tracing`), run over the held-out pictures for the calibration table and the
    default policy (the cheapest whose held-out accuracy is at least the last exit's minus `tolerance`), and over the
    test pictures for the accuracies that are only reported. Without held-out pictures the table is empty and the
    policy closes every early exit: thresholds that nobody has measured would be made up. `weights`, by the network's
    own names, are kept beside the stages, for those who train on. Raises `ExportError` or `BundleError`; then `folder`
    is as it was.
    """
    problems = identity.problems()
    if problems:
        raise BundleError(f"the bundle cannot be called so: {'; '.join(problems)}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        manifest = _write(workshop, identity, stages, samples, origin, choices or Choices(), weights)
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
    choices: Choices,
    weights: Mapping[str, Tensor] | None,
) -> dict[str, Any]:
    classes = len(identity.classes)
    entries, traced = write_stages(folder, stages, samples.examples(), classes)
    add_times(entries, traced, samples.examples())
    task = TASKS[identity.task].within(identity.tolerance)
    policy, budgeted = calibrated(folder, entries, traced, samples, choices.tolerance, task)
    height, width = samples.size
    manifest = {
        "formatVersion": 1,
        "name": identity.name,
        "version": identity.version,
        "family": identity.family,
        "task": identity.task,
        **({"tolerance": identity.tolerance} if identity.tolerance else {}),
        "classes": identity.classes,
        **({"classNames": identity.class_names} if identity.class_names else {}),
        "input": {
            "height": height,
            "width": width,
            "frames": samples.frames,
            "resize": RESIZE,
        },
        "multiplyAddsConvention": CONVENTION,
        "stages": entries,
        "timing": circumstances(),
        "policy": policy,
        "calibration": {
            "file": "calibration.avro",
            "sha256": sha256(folder / "calibration.avro"),
            "samples": samples.count,
        },
        "provenance": origin.as_dict(samples),
    }
    variants = [variant(folder, stages, samples, manifest, precision) for precision in choices.precisions]
    if variants:
        manifest["variants"] = variants
    if weights is not None:
        write_safetensors(folder / WEIGHTS, weights)
        manifest["weights"] = {"file": WEIGHTS, "sha256": sha256(folder / WEIGHTS)}
    card = folder / "MODEL_CARD.md"
    card.write_text(model_card(manifest, budgeted, len(samples.test) if samples.test else 0), encoding="utf-8")
    manifest["modelCard"] = {"file": card.name, "sha256": sha256(card)}
    problems = manifest_problems(manifest)
    if problems:
        raise BundleError("\n  - ".join([f"{len(problems)} problem(s) in the manifest of {identity.name}:", *problems]))
    write_manifest(folder, manifest)
    return manifest
