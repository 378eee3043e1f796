"""Gives the stages of a bundle that has none a way to run without their heads; what they answer stays as it is."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from .data import samples_shape
from .manifest import read_bundle, sha256, write_manifest
from .networks.stages import as_tuple, inputs_of
from .staging import load_stages, without_head
from .tracing import BATCHES, save


def add_ways_without_head(folder: Path) -> dict[str, Any]:
    """Writes the files of all stages before the last anew, in every precision, and returns the manifest.

    Raises `BundleError` for a bundle that is not whole.
    """
    manifest = read_bundle(folder)
    size = manifest["input"]
    noise = torch.Generator().manual_seed(0)
    shape = samples_shape(BATCHES[-1], size["frames"], size["height"], size["width"])
    pixels = torch.randint(0, 256, shape, dtype=torch.uint8, generator=noise)
    heads = _rewrite(folder, manifest["stages"], pixels)
    for variant in manifest.get("variants", []):
        _rewrite(folder, variant["stages"], pixels)
    for stage, head in zip(manifest["stages"], heads, strict=True):
        stage.pop("headMultiplyAdds", None)
        if head:
            stage["headMultiplyAdds"] = head
    write_manifest(folder, manifest)
    return manifest


@torch.no_grad()
def _rewrite(folder: Path, entries: Sequence[dict[str, Any]], pixels: Tensor) -> list[int]:
    """Returns the multiply-adds of each stage's head, 0 where the stage cannot do without it."""
    activations: tuple[Tensor, ...] = ()
    heads = []
    for entry, stage in zip(entries, load_stages(folder, entries), strict=True):
        inputs = inputs_of(stage, pixels, activations)
        activations = as_tuple(stage(*inputs))[:-1]
        script, head = without_head(stage, inputs, entry["file"]) if activations else (stage, 0)
        heads.append(head)
        if head:
            save(script, folder / entry["file"])
            entry["sha256"] = sha256(folder / entry["file"])
    return heads
