"""Tries a trained backbone before anything learns: does its classifier mean these classes, has it seen the pictures?"""

from collections.abc import Callable
from dataclasses import replace

import torch
from torch import nn

from ..calibrate import collect_logits
from ..data import DataSet, Pictures
from ..leakage import suspicion
from ..networks import FAMILIES
from ..networks.grown import GrownOptions, published
from ..networks.stages import MultiExitNetwork
from ..regimes import backbone_state, take_backbone
from .wish import Plan

LOOKED_AT = 1000
"""Pictures of each part; more would not say more."""

DEVIATIONS = 3.0
"""Standard errors above chance from which a classifier is believed to know the classes."""


def after_a_look(
    plan: Plan, options: GrownOptions, weights: dict[str, torch.Tensor], data: DataSet, say: Callable[[str], None]
) -> Plan:
    """The plan with a new classifier where the backbone's own is of no use here, and with test pictures held out where
    it seems to have seen the training pictures."""
    network = FAMILIES["grown"].build(options, len(data.classes)).eval()
    state = published(network, weights, data.classes)
    if set(backbone_state(network)) - set(state):
        say("  the weights' classifier is for other classes: a new one is trained")
        return replace(plan, new_head=True)
    take_backbone(network, state)
    held_out, test = (_right(network, part) for part in (data.held_out, data.test))
    counts = [min(LOOKED_AT, len(part)) for part in (data.held_out, data.test)]
    if not _knows(test, counts[1], len(data.classes)):
        say(f"  the weights' classifier is right on {100 * test:.2f} % of test, by chance: a new one is trained")
        return replace(plan, new_head=True)
    say(f"  before any training, the backbone is right on {100 * held_out:.2f} % held out, {100 * test:.2f} % of test")
    told = suspicion(held_out, counts[0], test, counts[1])
    if told is None:
        return plan
    say(f"  {told}. So half of the test pictures are held out instead, and the other half is reported")
    return replace(plan, held_out_from="test")


def _knows(right: float, pictures: int, classes: int) -> bool:
    chance = 1 / classes
    return right > chance + DEVIATIONS * (chance * (1 - chance) / pictures) ** 0.5


def _right(network: MultiExitNetwork, pictures: Pictures) -> float:
    """The last exit's accuracy on at most `LOOKED_AT` pictures."""
    order = torch.randperm(len(pictures), generator=torch.Generator().manual_seed(0))
    some = pictures.take(order[:LOOKED_AT])
    stages: list[nn.Module] = list(network.stages)
    return float((collect_logits(stages, some, batch=100)[-1].argmax(1) == some.labels).float().mean())
