"""Which parts of a network learn when.

Three regimes, as compared for multi-exit vision transformers (Bakhtiarnia et al., BMVC 2021, arXiv 2106.15183):
*end-to-end* trains everything at once; *classifier-wise* trains the backbone with its last exit, freezes it, then
trains the early branches; *layer-wise* trains up to exit 1, freezes that, trains on up to exit 2, and so on. And a
fourth, *mixed* (Kubaty et al., ICML 2025): the backbone with its last exit first, then everything at once.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .networks.stages import MultiExitNetwork
from .recipe import TrainOptions


@dataclass(frozen=True)
class Phase:
    """A run of epochs in which the same parts learn."""

    first: int
    """Epoch, 0-based, inclusive."""
    end: int
    """Exclusive."""
    trunks: list[bool]
    """Whether each stage learns, its head aside."""
    heads: list[bool]
    """Whether each exit's head learns."""
    weights: list[float]
    """Of the exits' losses."""


def phases(options: TrainOptions, exits: int) -> list[Phase]:
    """The phases of a recipe's regime; they share its epochs evenly."""
    weights = options.exit_weights or [1.0] * exits
    match options.regime:
        case "classifier-wise":
            early = [k < exits - 1 for k in range(exits)]
            last = [not e for e in early]
            plans = [
                ([True] * exits, last, [w * x for w, x in zip(weights, last, strict=True)]),
                ([False] * exits, early, [w * x for w, x in zip(weights, early, strict=True)]),
            ]
            if options.backbone:
                heads = [True] * exits if options.new_head else early
                plans = [([False] * exits, heads, [w * x for w, x in zip(weights, heads, strict=True)])]
        case "mixed":
            last = [k == exits - 1 for k in range(exits)]
            plans = [
                ([True] * exits, last, [w * x for w, x in zip(weights, last, strict=True)]),
                ([True] * exits, [True] * exits, weights),
            ]
        case "layer-wise":
            plans = []
            for k in range(exits):
                only = [j == k for j in range(exits)]
                plans.append((only, only, [float(x) for x in only]))
        case _:
            plans = [([True] * exits, [True] * exits, weights)]
    bounds = [round(options.epochs * i / len(plans)) for i in range(len(plans) + 1)]
    return [Phase(bounds[i], bounds[i + 1], *plan) for i, plan in enumerate(plans) if bounds[i] < bounds[i + 1]]


def take_backbone(network: MultiExitNetwork, weights: Mapping[str, Tensor], new_head: bool = False) -> None:
    """Copies another network's weights into the backbone of this one; raises `KeyError` where one is missing.

    A `new_head` at the end keeps the weights that it has.
    """
    spared = {id(t) for t in network.stages[-1].head.state_dict(keep_vars=True).values()} if new_head else set()
    with torch.no_grad():
        for key, value in backbone_state(network).items():
            if id(value) not in spared:
                value.copy_(weights[key])


def backbone_digest(network: MultiExitNetwork) -> str:
    """The hex sha256 of a network's backbone: equal for all that grew on the same one, whatever their branches."""
    digest = hashlib.sha256()
    for key, value in sorted(backbone_state(network).items()):
        digest.update(key.encode())
        digest.update(value.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()


def backbone_state(network: MultiExitNetwork) -> dict[str, Tensor]:
    """Everything but the early heads, by name."""
    early = {id(t) for stage in network.stages[:-1] for t in stage.head.state_dict(keep_vars=True).values()}
    return {key: value for key, value in network.state_dict(keep_vars=True).items() if id(value) not in early}


def freeze_all_but(network: MultiExitNetwork, phase: Phase) -> list[nn.Parameter]:
    """Lets a phase's parts learn and puts the others into evaluation mode; returns the parameters that learn."""
    network.train()
    for stage, trunk, head in zip(network.stages, phase.trunks, phase.heads, strict=True):
        stage.train(trunk)
        stage.requires_grad_(trunk)
        stage.head.train(head)
        stage.head.requires_grad_(head)
    return [p for p in network.parameters() if p.requires_grad]
