"""From a stage in PyTorch to a TorchScript file that libtorch runs on any device and at any batch size."""

import copy
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from .networks.stages import as_tuple

BATCHES = (1, 2, 33)
"""The batch sizes at which a traced stage must equal the stage it came from."""
TOLERANCE = 1e-4
"""Largest difference allowed, relative to the largest value: freezing folds batch norms, which moves the last bits."""


class ExportError(ValueError):
    """A stage that breaks the stage contract; the message says which and how."""


def trace(stage: nn.Module, examples: Sequence[Tensor], name: str) -> torch.jit.ScriptModule:
    """Traces and freezes one stage in evaluation mode, and checks it at every batch size of `BATCHES`.

    `examples` are its inputs for a batch of at least 33 samples; smaller batches are cut from them.
    """
    ready = _Served(copy.deepcopy(stage)).eval().cpu()
    for parameter in ready.parameters():
        parameter.requires_grad_(False)
    # A quarter faster on one CPU thread than contiguous weights (batches of 1 to 32), and what tensor cores want.
    ready = ready.to(memory_format=torch.channels_last)
    with torch.no_grad():
        traced = torch.jit.trace(ready, tuple(e[:2] for e in examples), check_trace=False)
        frozen = torch.jit.freeze(traced.eval())
        _check_devices(frozen, name)
        for batch in BATCHES:
            inputs = [e[:batch].contiguous() for e in examples]
            _check_equal(as_tuple(ready(*inputs)), as_tuple(frozen(*inputs)), f"{name} at batch {batch}")
        inputs = [e[: BATCHES[-1]].contiguous() for e in examples]
        for first, second in zip(as_tuple(frozen(*inputs)), as_tuple(frozen(*inputs)), strict=True):
            if not torch.equal(first, second):
                raise ExportError(f"{name} is not deterministic: two runs over one batch differ")
    return frozen


class _Served(nn.Module):
    """A stage whose outputs are plain row-major tensors, whatever layout its convolutions work in."""

    def __init__(self, stage: nn.Module) -> None:
        super().__init__()
        self.stage = stage

    def forward(self, *inputs: Tensor) -> Tensor | tuple[Tensor, ...]:
        """Whatever the stage takes → what it returns, contiguous."""
        outputs = self.stage(*inputs)
        return outputs if isinstance(outputs, Tensor) else tuple(output.contiguous() for output in outputs)


def save(traced: torch.jit.ScriptModule, path: Path) -> None:
    """Writes a traced stage."""
    torch.jit.save(traced, str(path))


def _check_equal(expected: tuple[Tensor, ...], actual: tuple[Tensor, ...], where: str) -> None:
    if len(expected) != len(actual):
        raise ExportError(f"{where}: traced returns {len(actual)} tensors, the stage {len(expected)}")
    for want, got in zip(expected, actual, strict=True):
        if want.shape != got.shape or want.dtype != got.dtype:
            raise ExportError(
                f"{where}: traced gives {got.dtype} {list(got.shape)}, not {want.dtype} {list(want.shape)}"
            )
        difference = float((want.double() - got.double()).abs().max()) / max(1.0, float(want.abs().max()))
        if not difference <= TOLERANCE:
            raise ExportError(f"{where}: traced differs from the stage by {difference:.2g} (relative)")


def _check_devices(traced: torch.jit.ScriptModule, name: str) -> None:
    """A device written into the graph would tie the file to it; weights follow the device they are loaded on."""
    for node in traced.graph.findAllNodes("prim::Constant", recurse=True):
        if node.output().type().kind() == "DeviceObjType":
            raise ExportError(
                f"{name} names the device {node.output().toIValue()} inside its graph; make new tensors from an "
                "input (`x.new_zeros`) or keep them as buffers"
            )
