"""The recipe's optimiser: which parameters decay, and which learn faster or slower than the others."""

from collections.abc import Collection
from typing import Any

import torch
from torch import nn

from .networks.stages import MultiExitNetwork
from .recipe import TrainOptions

FASTER = "times_faster"
"""What an optimiser's group of parameters multiplies the rate by."""

NORMS = (nn.BatchNorm1d, nn.BatchNorm2d, nn.BatchNorm3d, nn.GroupNorm, nn.LayerNorm)
"""Layers whose biases may learn faster."""


def optimiser_of(
    parameters: list[nn.Parameter],
    options: TrainOptions,
    biases: Collection[nn.Parameter] = (),
    trunk: Collection[nn.Parameter] = (),
) -> torch.optim.Optimizer:
    """The recipe's optimiser of these parameters, those of `biases` among them learning `bias_rate` times as fast, and
    those of `trunk` `backbone_rate` times."""
    groups = _slowed(_decay_groups(parameters, options, biases), options, trunk)
    if options.optimiser == "adamw":
        return torch.optim.AdamW(groups, lr=options.learning_rate)
    nesterov = options.nesterov and options.momentum > 0
    return torch.optim.SGD(groups, lr=options.learning_rate, momentum=options.momentum, nesterov=nesterov)


def norm_biases(network: nn.Module) -> list[nn.Parameter]:
    """The biases of a network's norms."""
    norms = [m for m in network.modules() if isinstance(m, NORMS)]
    return [m.bias for m in norms if m.bias is not None]


def trunk_of(network: MultiExitNetwork) -> list[nn.Parameter]:
    """The parameters of a network that are no head's."""
    heads = {id(p) for stage in network.stages for p in stage.head.parameters()}
    return [p for p in network.parameters() if id(p) not in heads]


def _slowed(
    groups: list[dict[str, Any]], options: TrainOptions, trunk: Collection[nn.Parameter]
) -> list[dict[str, Any]]:
    """The groups, each parted into the trunk's parameters and the others where those learn at different rates."""
    if options.backbone_rate == 1.0:
        return groups
    ids = {id(p) for p in trunk}
    parted = []
    for group in groups:
        parts = [[p for p in group["params"] if (id(p) in ids) == inside] for inside in (False, True)]
        for part, rate in zip(parts, (1.0, options.backbone_rate), strict=True):
            parted += [group | {"params": part, FASTER: group[FASTER] * rate}] if part else []
    return parted


def _decay_groups(
    parameters: list[nn.Parameter], options: TrainOptions, biases: Collection[nn.Parameter]
) -> list[dict[str, Any]]:
    fast = {id(p) for p in biases} if options.bias_rate != 1.0 else set()
    parts = [[p for p in parameters if id(p) not in fast and (options.decay_all or p.ndim > 1)]]
    parts.append([p for p in parameters if id(p) not in fast and not (options.decay_all or p.ndim > 1)])
    parts.append([p for p in parameters if id(p) in fast])
    decays = options.weight_decay, 0.0, options.weight_decay / options.bias_rate if options.decay_all else 0.0
    rates = 1.0, 1.0, options.bias_rate
    found = zip(parts, decays, rates, strict=True)
    return [{"params": part, "weight_decay": decay, FASTER: rate} for part, decay, rate in found if part]
