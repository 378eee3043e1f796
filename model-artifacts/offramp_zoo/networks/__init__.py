"""One module a family; this table names them for recipes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from . import (
    branchy_resnet,
    byot_resnet,
    dyn_perceiver,
    grown,
    mobilenet_v2,
    msdnet,
    multi_exit_vit,
    over_frames,
    wide_cnn,
)
from .stages import MultiExitNetwork


@dataclass(frozen=True)
class Family:
    """How a recipe's `[network]` table becomes a network."""

    options: type
    build: Callable[[Any, int], MultiExitNetwork]
    published: Callable[[MultiExitNetwork, Mapping[str, Tensor], list[str]], dict[str, Tensor]] | None = None
    """How a pretrained backbone's published weights become this network's: (network, weights, classes) → state."""
    prepare: Callable[[MultiExitNetwork, Tensor], None] | None = None
    """What a new network computes from training pictures, `uint8 [N,H,W,3]`, before its first step."""


FAMILIES: dict[str, Family] = {
    "branchy-resnet": Family(branchy_resnet.BranchyResNetOptions, branchy_resnet.build),
    "byot-resnet": Family(byot_resnet.ByotResNetOptions, byot_resnet.build),
    "dyn-perceiver": Family(dyn_perceiver.DynPerceiverOptions, dyn_perceiver.build),
    "grown": Family(grown.GrownOptions, grown.build, grown.published),
    "mobilenet-v2": Family(mobilenet_v2.MobileNetV2Options, mobilenet_v2.build, mobilenet_v2.published),
    "msdnet": Family(msdnet.MSDNetOptions, msdnet.build),
    "multi-exit-vit": Family(multi_exit_vit.MultiExitVitOptions, multi_exit_vit.build),
    "over-frames": Family(over_frames.OverFramesOptions, over_frames.build),
    "wide-cnn": Family(wide_cnn.WideCnnOptions, wide_cnn.build, prepare=wide_cnn.prepare),
}
