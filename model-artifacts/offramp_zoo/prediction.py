"""A bundle in Python alone: pictures in, answers out, each from the exit where its policy lets it leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .data import samples_shape
from .data.class_folders import fit
from .manifest import BundleError, read_bundle
from .networks.stages import as_tuple, inputs_of
from .protocol import NOBODY
from .staging import load_stages
from .tasks import MULTI_LABEL, REGRESSION, task_of

BATCH = 64


@dataclass(frozen=True)
class Answer:
    """What a bundle says of one picture."""

    label: str
    """The class, as the data set has it; of a multi-label bundle all labels that it names, with ` | ` between them; of
    one that answers with a number, what that counts or measures."""
    name: str
    """What people call it, or them."""
    confidence: float
    """By the policy's measure, 0…1."""
    exit: int
    """Where it left, counted from 1."""
    labels: tuple[str, ...] | None = None
    """Of a multi-label bundle the labels that it names, the most probable first; None of any other."""
    value: float | None = None
    """Of a bundle that answers with a number: that; None of any other."""


@dataclass(frozen=True)
class Bundle:
    """A bundle ready to answer, on the CPU."""

    manifest: dict[str, Any]
    stages: list[torch.jit.ScriptModule]

    def predict(
        self, images: Sequence[Any] | np.ndarray, thresholds: Sequence[float | None] | None = None
    ) -> list[Answer]:
        """An answer for each image, in order.

        Images are paths or Pillow images, fitted as the job fits them, or `uint8 [N,H,W,3]` of the bundle's own size
        (clips `[N,T,H,W,3]`). `thresholds`, one for each exit but the last, replace the bundle's policy; None closes an
        exit. A picture that left is not computed any further.
        """
        wanted = self.manifest["policy"]["thresholds"] if thresholds is None else list(thresholds)
        if len(wanted) != len(self.stages) - 1:
            raise ValueError(f"thresholds must have {len(self.stages) - 1} entries, had {len(wanted)}")
        pixels = self._pixels(images)
        return [answer for part in pixels.split(BATCH) for answer in self._answers(part, wanted)]

    @torch.no_grad()
    def _answers(self, pixels: Tensor, thresholds: Sequence[float | None]) -> list[Answer]:
        answers: dict[int, Answer] = {}
        task, measure = task_of(self.manifest), self.manifest["policy"]["measure"]
        waiting, activations, before = torch.arange(len(pixels)), (), None
        for k, stage in enumerate(self.stages):
            *activations, logits = as_tuple(stage(*inputs_of(stage, pixels, activations)))
            confidence = task.confidence(logits, measure, before)
            leaves = confidence >= self._threshold(k, thresholds)
            for i in np.flatnonzero(leaves):
                answers[int(waiting[i])] = self._answer(logits[i], float(confidence[i]), k + 1)
            staying = torch.from_numpy(np.flatnonzero(~leaves))
            if not len(staying):
                break
            waiting, pixels = waiting[staying], pixels[staying]
            activations, before = tuple(a[staying] for a in activations), logits[staying]
        return [answers[i] for i in sorted(answers)]

    def _threshold(self, exit_: int, thresholds: Sequence[float | None]) -> float:
        if exit_ == len(self.stages) - 1:
            return -1.0
        threshold = thresholds[exit_]
        return NOBODY if threshold is None else threshold

    def _answer(self, logits: Tensor, confidence: float, exit_: int) -> Answer:
        task, classes = self.manifest["task"], self.manifest["classes"]
        named = task_of(self.manifest).answer(logits)
        names = self.manifest.get("classNames", classes)
        labels = tuple(classes[i] for i in named)
        told = " | ".join(labels), " | ".join(names[i] for i in named)
        return Answer(
            *told,
            confidence,
            exit_,
            labels if task == MULTI_LABEL else None,
            float(logits[0]) if task == REGRESSION else None,
        )

    def _pixels(self, images: Sequence[Any] | np.ndarray) -> Tensor:
        size = self.manifest["input"]
        shape = samples_shape(len(images), size["frames"], size["height"], size["width"])
        if isinstance(images, np.ndarray):
            pixels = images
        elif size["frames"] > 1 or size["height"] != size["width"]:
            raise ValueError(f"this bundle takes arrays, uint8 {['N', *shape[1:]]}")
        else:
            pixels = np.stack([_fitted(image, size["height"]) for image in images]) if len(images) else np.empty(shape)
        if pixels.shape != shape or (len(images) and pixels.dtype != np.uint8):
            raise ValueError(f"images must be uint8 {list(shape)}, were {pixels.dtype} {list(pixels.shape)}")
        return torch.from_numpy(np.ascontiguousarray(pixels, dtype=np.uint8))


def _fitted(image: Any, size: int) -> np.ndarray:
    if isinstance(image, Image.Image):
        return fit(image, size)
    with Image.open(image) as picture:
        return fit(picture, size)


def load(folder: str | Path, precision: str = "float32") -> Bundle:
    """Reads a bundle, checked as the job checks it; raises `BundleError`.

    `precision` is one that the bundle has: float32, or one of its variants.
    """
    folder = Path(folder)
    manifest = read_bundle(folder)
    entries = {"float32": manifest["stages"]} | {v["precision"]: v["stages"] for v in manifest.get("variants", [])}
    if precision not in entries:
        raise BundleError(f"{manifest['name']} has no stages in {precision}, it has {', '.join(entries)}")
    return Bundle(manifest, load_stages(folder, entries[precision]))
