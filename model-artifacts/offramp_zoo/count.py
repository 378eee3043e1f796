"""Counts multiply-adds: what the papers of this field call FLOPs.

Convolutions, linear layers and the two products of attention; no bias, normalisation, activation or pooling.
Cumulative to an exit means *including all earlier heads*, for they have run when a sample arrives there.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode

from .networks.stages import as_tuple

CONVENTION = "convolutions, linear layers and attention products; cumulative to an exit including all earlier heads"


class _Counter(TorchDispatchMode):
    """Sees every operator that really runs, so functional calls count like modules."""

    def __init__(self) -> None:
        super().__init__()
        self.total = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):  # noqa: ANN001, ANN204
        out = func(*args, **(kwargs or {}))
        self.total += _cost(func._schema.name.removeprefix("aten::"), args, out)
        return out


def _cost(operator: str, args: Sequence, out: Tensor | tuple) -> int:
    match operator:
        case "convolution" | "_convolution":
            return out.numel() * args[1][0].numel()  # every output value sums Cin/groups · kh · kw products
        case "mm" | "bmm":
            return out.numel() * args[0].shape[-1]
        case "addmm" | "baddbmm":
            return out.numel() * args[1].shape[-1]
        case "linear":
            return out.numel() * args[1].shape[-1]
    return 0


@contextmanager
def counting() -> Iterator[_Counter]:
    """Counts the multiply-adds of everything that runs inside the block into `.total`."""
    # Fused attention hides its two products from the dispatcher; the plain form shows them.
    with (
        torch.no_grad(),
        torch.nn.attention.sdpa_kernel(torch.nn.attention.SDPBackend.MATH),
        _Counter() as counter,
    ):
        yield counter


def stage_costs(stages: Sequence[nn.Module], pixels: Tensor) -> list[int]:
    """Multiply-adds of each stage with its head, for one sample; `pixels` is `uint8 [1,H,W,3]`."""
    if pixels.shape[0] != 1:
        raise ValueError(f"count with one sample, got a batch of {pixels.shape[0]}")
    activations: Sequence[Tensor] = (pixels,)
    costs = []
    for stage in stages:
        cost, outputs = stage_cost(stage, activations)
        activations = outputs[:-1]
        costs.append(cost)
    return costs


def stage_cost(stage: nn.Module, inputs: Sequence[Tensor]) -> tuple[int, tuple[Tensor, ...]]:
    """Multiply-adds of one stage over these inputs, in evaluation mode, and what it returned."""
    was_training = stage.training
    stage.eval()
    with counting() as counter:
        outputs = as_tuple(stage(*inputs))
    stage.train(was_training)
    return counter.total, outputs
