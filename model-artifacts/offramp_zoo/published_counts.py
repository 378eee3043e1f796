"""How published code counts what it calls FLOPs, so that its tables can be checked to the last digit shown.

Bundles never use these: their convention is the one of the module `count`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from .count import counting
from .networks.backbones import SqueezeExcitation
from .networks.dyn_perceiver import Meeting
from .networks.stages import MultiExitNetwork, as_tuple


def msdnet_count(network: MultiExitNetwork, pixels: Tensor) -> tuple[list[int], list[int]]:
    """Operations and parameters to each exit as the code published with MSDNet counts them, to compare with its tables.

    A ReLU counts its values, pooling its window for each output (global pooling: its inputs),
    a linear layer its bias. Convolution biases and batch norms cost nothing. Cumulative, earlier classifiers included.
    """
    operations, parameters = 0, 0
    totals: tuple[list[int], list[int]] = ([], [])

    def count(module: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> None:
        nonlocal operations, parameters
        match module:
            case nn.Conv2d():
                operations += output.numel() * module.weight[0].numel()
            case nn.ReLU() | nn.AdaptiveAvgPool2d():
                operations += inputs[0].numel()
            case nn.AvgPool2d() | nn.MaxPool2d():
                operations += output.numel() * module.kernel_size**2
            case nn.Linear():
                operations += module.weight.numel() + module.bias.numel()
        parameters += sum(p.numel() for p in module.parameters())
        if isinstance(module, nn.Linear):
            totals[0].append(operations)
            totals[1].append(parameters)

    network.eval()
    with torch.no_grad(), _watched([m for m in network.modules() if not list(m.children())], count):
        network(pixels)
    return totals


def perceiver_count(network: MultiExitNetwork, pixels: Tensor) -> list[int]:
    """Operations to each exit as the code published with Dynamic Perceiver counts them for RegNet and MobileNetV3.

    Other than here: an exit's count leaves out the heads of earlier exits, except the CNN's in the last. The additions
    count of pooling before a meeting, a CNN head or a merge head, and of the latent's mean at exit 2. Widening counts
    the tokens from before their halving. Squeeze-excitation counts its pooling too in MobileNetV3, and nothing in
    RegNet. The feedback counts at exit 2 but not at exit 4.
    """
    beside = 0

    def meet(module: Meeting, inputs: tuple[Tensor, ...], _: object) -> None:
        nonlocal beside
        x, z = inputs
        beside += x.numel()
        if module.widen is not None:
            beside += z.shape[1] // 2 * module.widen[1].weight.numel()

    def squeeze(module: SqueezeExcitation, inputs: tuple[Tensor, ...], _: object) -> None:
        nonlocal beside
        mobile = isinstance(module.gate, nn.Hardsigmoid)
        beside += inputs[0].numel() if mobile else -module.fc1.weight.numel() - module.fc2.weight.numel()

    meetings = [m for m in network.modules() if isinstance(m, Meeting)]
    squeezes = [m for m in network.modules() if isinstance(m, SqueezeExcitation)]
    network.eval()
    heads = [_linear_products(stage.head) for stage in network.stages]
    feedbacks = [_linear_products(getattr(stage, "feedback", nn.Identity())) for stage in network.stages]
    trunk, totals = 0, []
    activations = (pixels,)
    x_and_z: list[Tensor] = []
    with _watched(meetings, meet), _watched(squeezes, squeeze):
        for stage, head, said in zip(network.stages, heads, feedbacks, strict=True):
            beside = 0
            with counting() as counter:
                *activations, _ = as_tuple(stage(*activations))
            trunk += counter.total + beside - head - said
            totals.append(trunk)
            x_and_z = activations[:2] or x_and_z
    x, z = x_and_z
    totals[1] += z.numel() + feedbacks[1]
    trunk_additions = z.numel() + x.numel()
    totals[2] += trunk_additions
    totals[3] += trunk_additions + x.numel() + heads[2]
    return [total + head for total, head in zip(totals, heads, strict=True)]


@contextmanager
def _watched(modules: list[nn.Module], hook: Callable) -> Iterator[None]:
    """Calls `hook(module, inputs, output)` whenever one of the modules has run."""
    handles = [module.register_forward_hook(hook) for module in modules]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _linear_products(module: nn.Module) -> int:
    return sum(m.weight.numel() for m in module.modules() if isinstance(m, nn.Linear))
