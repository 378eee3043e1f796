"""Checkpoints in the layout of MSDNet-PyTorch, and of the Deep Feature Surgery code, whose graph is the same."""

import re
from collections.abc import Mapping, Sequence

from torch import Tensor

from ..networks.msdnet import MSDNetOptions, build
from ..networks.stages import MultiExitNetwork
from .checkpoint import CheckpointError, Settings, load_into

RENAMES = [
    (r"^blocks\.(\d+)\.(\d+)\.layers\.(\d+)\.conv_(down|normal)\.net\.", r"stages.\1.block.\2.scales.\3.\4."),
    (r"^blocks\.(\d+)\.(\d+)\.layers\.(\d+)\.(?:net\.)?", r"stages.\1.block.\2.scales.\3."),
    (r"^blocks\.(\d+)\.(\d+)\.m\.(\d+)\.net\.", r"stages.\1.block.\2.scales.\3."),
    (r"^classifier\.(\d+)\.m\.(\d+)\.net\.", r"stages.\1.classifier.convolutions.\2."),
    (r"^classifier\.(\d+)\.linear\.(?:1\.)?", r"stages.\1.classifier.linear."),  # 1.: behind a dropout layer
]
"""Published key → ours, first match wins."""

SIZES = {"cifar10": 32, "cifar100": 32, "ImageNet": 224}
"""Height and width in pixels for the published names of the data sets."""


def rename(key: str) -> str:
    """A key of the published layout as it is called here."""
    for pattern, replacement in RENAMES:
        ours, count = re.subn(pattern, replacement, key)
        if count:
            return ours
    return key


def options_from(given: Mapping[str, str], mean: Sequence[float], std: Sequence[float]) -> tuple[MSDNetOptions, int]:
    """Options by the names and defaults of the published command line, and the picture size in pixels."""
    s = Settings(given)
    data = s.text("data", "cifar100", tuple(SIZES))
    growth_factors = s.wholes("grFactor", [1, 2, 4])
    options = MSDNetOptions(
        form="imagenet" if data == "ImageNet" else "cifar",
        blocks=s.whole("nBlocks", 1),
        base=s.whole("base", 4),
        step=s.whole("step", 1),
        step_mode=s.text("stepmode", "even", ("even", "lin_grow")),
        channels=s.whole("nChannels", 32),
        growth=s.whole("growthRate", 6),
        growth_factors=growth_factors,
        bottleneck=s.truth("bottleneck", True),
        bottleneck_factors=s.wholes("bnFactor", [1, 2, 4]),
        prune=s.text("prune", "max", ("max", "min")),
        reduction=s.number("reduction", 0.5),
        mean=list(mean),
        std=list(std),
    )
    if s.whole("nScales", len(growth_factors)) != len(growth_factors):
        s.problems.append(f"nScales must be the number of grFactor's entries, {len(growth_factors)}")
    s.problems += options.problems()
    s.close()
    return options, SIZES[data]


def import_msdnet(
    weights: Mapping[str, Tensor], classes: int, given: Mapping[str, str], mean: Sequence[float], std: Sequence[float]
) -> tuple[MultiExitNetwork, int]:
    """The network with the published weights, and its picture size; raises `CheckpointError` when they don't fit."""
    options, size = options_from(given, mean, std)
    outputs = [v.shape[0] for k, v in weights.items() if re.fullmatch(r"classifier\.0\.linear\.(1\.)?bias", k)]
    if outputs and outputs[0] != classes:
        raise CheckpointError(f"the checkpoint answers {outputs[0]} classes, --classes names {classes}")
    network = build(options, classes)
    load_into(network, weights, rename)
    return network, size
