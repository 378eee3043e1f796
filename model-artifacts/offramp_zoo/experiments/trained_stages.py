"""The stages of a shipped bundle as PyTorch can differentiate them: its recipe's modules with its files' weights.

A bundle holds frozen graphs, in which weights are constants and norms are folded into the convolutions before them. The
recipe's network, its norms folded likewise, has the same layers in the same order; they take the constants over. That
each stage then answers as its file does is checked.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from ..manifest import BundleError
from ..networks import FAMILIES
from ..networks.stages import as_tuple, inputs_of
from ..precision import difference, folded
from ..staging import load_stages

LAYERS = (nn.Conv2d, nn.Linear)
OPERATORS = {"aten::_convolution", "aten::conv2d", "aten::linear"}
"""What those layers are in a graph: weight and bias are their second and third inputs."""

TOLERANCE = 1e-3
"""Largest difference of an output, relative to the largest value: folding in another order moves the last bits."""


def trained_stages(folder: Path, manifest: dict[str, Any]) -> list[nn.Module]:
    """In evaluation mode, all weights with gradients; raises `BundleError` where the recipe's network is not theirs."""
    recipe = manifest["provenance"].get("recipe")
    if recipe is None:
        raise BundleError(f"{manifest['name']} names no recipe, so its network is not known")
    family = FAMILIES[manifest["family"]]
    network = family.build(family.options(**recipe["network"]), len(manifest["classes"])).eval()
    size = manifest["input"]
    noise = torch.Generator().manual_seed(0)
    pixels = torch.randint(0, 256, (2, size["height"], size["width"], 3), dtype=torch.uint8, generator=noise)
    activations: Sequence[Tensor] = ()
    ready = []
    for k, (stage, script) in enumerate(
        zip(network.stages, load_stages(folder, manifest["stages"]), strict=True), start=1
    ):
        inputs = inputs_of(stage, pixels, activations)
        own = folded(stage, inputs).requires_grad_()  # a folded norm's shift learns too
        with torch.no_grad():
            wanted = as_tuple(script(*inputs))
        _take_over(own, inputs, script, f"{manifest['name']}, stage {k}")
        _check(own, inputs, wanted, f"{manifest['name']}, stage {k}")
        activations = wanted[:-1]
        ready.append(own)
    return ready


def _take_over(stage: nn.Module, inputs: Sequence[Tensor], script: torch.jit.ScriptModule, name: str) -> None:
    layers, constants = _used_layers(stage, inputs), _constants(script, name)
    theirs = [tuple(weight.shape) for weight, _ in constants]
    if theirs != [tuple(layer.weight.shape) for layer in layers]:
        raise BundleError(f"{name}: the layers of its file are not those of its recipe's network")
    with torch.no_grad():
        for layer, (weight, bias) in zip(layers, constants, strict=True):
            layer.weight.copy_(weight)
            if layer.bias is not None:
                layer.bias.copy_(torch.zeros_like(layer.bias) if bias is None else bias)


def _used_layers(stage: nn.Module, inputs: Sequence[Tensor]) -> list[nn.Module]:
    """In the order in which they run, those that an output depends on: a graph has lost all others."""
    order: list[nn.Module] = []

    def note(module: nn.Module, *_: object) -> None:
        order.append(module)

    handles = [m.register_forward_hook(note) for m in stage.modules() if isinstance(m, LAYERS)]
    try:
        outputs = as_tuple(stage(*inputs))
    finally:
        for handle in handles:
            handle.remove()
    total = torch.stack([output.float().sum() for output in outputs]).sum()
    reached = torch.autograd.grad(total, [m.weight for m in order], allow_unused=True)
    return [module for module, gradient in zip(order, reached, strict=True) if gradient is not None]


def _constants(script: torch.jit.ScriptModule, name: str) -> list[tuple[Tensor, Tensor | None]]:
    found = []
    for node in script.inlined_graph.nodes():
        if node.kind() in OPERATORS:
            _, weight, bias, *_ = node.inputs()
            if weight.toIValue() is None:
                raise BundleError(f"{name}: the weight of a {node.kind()} is no constant")
            found.append((weight.toIValue(), bias.toIValue()))
    return found


def _check(stage: nn.Module, inputs: Sequence[Tensor], wanted: Sequence[Tensor], name: str) -> None:
    with torch.no_grad():
        answers = as_tuple(stage(*inputs))
    off = max(difference(want, got) for want, got in zip(wanted, answers, strict=True))
    if not off <= TOLERANCE:
        raise BundleError(f"{name}: with its weights, the recipe's network answers otherwise ({off:.1e}, relative)")
