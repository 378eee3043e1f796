"""From a stage in PyTorch to a TorchScript file that libtorch runs on any device and at any batch size."""

import copy
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from .networks.stages import Pixels, as_tuple
from .precision import PRECISIONS, difference, folded

BATCHES = (1, 2, 33)
"""The batch sizes at which a traced stage must equal the stage it came from."""
TOLERANCE = {"float32": 1e-4, "bfloat16": 0.1, "float16": 0.02}
"""Largest difference allowed, relative to the largest value: freezing folds and fuses, which moves the last bits."""

MANGLED = re.compile(rb"___torch_mangle_(\d+)")
"""How PyTorch tells apart classes of one name."""

WITHOUT_HEAD = "without_head"
"""The method of a stage's file that returns its activations alone: what only its own exit reads is not computed."""

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip file knows: records without a date."""


class ExportError(ValueError):
    """A stage that breaks the stage contract; the message says which and how."""


def trace(
    stage: nn.Module, examples: Sequence[Tensor], name: str, precision: str = "float32"
) -> torch.jit.ScriptModule:
    """Traces and freezes one stage in evaluation mode, and checks it at every batch size of `BATCHES`.

    `examples` are its inputs for a batch of at least 33 samples; smaller batches are cut from them. In a precision
    other than float32, weights and activations have that type and logits stay float32.
    """
    stage = copy.deepcopy(stage).eval().cpu()
    if precision != "float32":
        stage = folded(stage, examples)  # in float32, so that no statistics are rounded
    ready = _Served(stage, PRECISIONS[precision]).eval()
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
            where = f"{name} at batch {batch}"
            _check_equal(as_tuple(ready(*inputs)), as_tuple(frozen(*inputs)), where, TOLERANCE[precision])
        inputs = [e[: BATCHES[-1]].contiguous() for e in examples]
        for first, second in zip(as_tuple(frozen(*inputs)), as_tuple(frozen(*inputs)), strict=True):
            if not torch.equal(first, second):
                raise ExportError(f"{name} is not deterministic: two runs over one batch differ")
    return frozen


class _BothWays(nn.Module):
    """A traced stage, and the same without its head."""

    def __init__(self, stage: torch.jit.ScriptModule) -> None:
        super().__init__()
        self.stage = stage

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Whatever the stage takes → what it returns."""
        return self.stage(*inputs)

    def without_head(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Whatever the stage takes → its activations; freezing drops what computed the logits alone."""
        return tuple(self.stage(*inputs)[:-1])


@torch.no_grad()
def with_both_ways(stage: torch.jit.ScriptModule, examples: Sequence[Tensor], name: str) -> torch.jit.ScriptModule:
    """A traced stage that has activations, as one that can also be run by its method `without_head`.

    Both ways share their weights, also in the file, and give the same activations to the last bit.
    """
    inputs = tuple(e[:2] for e in examples)
    ways = {"forward": inputs, WITHOUT_HEAD: inputs}
    traced = torch.jit.trace_module(_BothWays(_loaded(stage)).eval(), ways, check_trace=False)
    frozen = torch.jit.freeze(traced.eval(), preserved_attrs=[WITHOUT_HEAD])
    for batch in BATCHES:
        inputs = tuple(e[:batch].contiguous() for e in examples)
        want = as_tuple(stage(*inputs))
        for way, got in (("forward", frozen(*inputs)), (WITHOUT_HEAD, (*frozen.without_head(*inputs), want[-1]))):
            if not all(torch.equal(w, g) for w, g in zip(want, got, strict=True)):
                raise ExportError(f"{name}: its method {way} differs from the stage at batch {batch}")
    return frozen


def _loaded(stage: torch.jit.ScriptModule) -> torch.jit.ScriptModule:
    """The stage as a file gives it back; one that was frozen in this process cannot be part of another module."""
    file = io.BytesIO()
    torch.jit.save(stage, file)
    file.seek(0)
    return torch.jit.load(file)


class _Served(nn.Module):
    """A stage in one precision, whose outputs are plain row-major tensors and whose logits are float32."""

    def __init__(self, stage: nn.Module, dtype: torch.dtype) -> None:
        super().__init__()
        self.stage, self.dtype = stage, dtype
        if dtype != torch.float32:
            stage.to(dtype)
            for module in stage.modules():
                if isinstance(module, Pixels):
                    module.dtype = dtype

    def forward(self, *inputs: Tensor) -> Tensor | tuple[Tensor, ...]:
        """Whatever the stage takes → what it returns, contiguous."""
        outputs = self.stage(*inputs)
        if isinstance(outputs, Tensor):
            return outputs if self.dtype == torch.float32 else outputs.float()
        *activations, logits = (output.contiguous() for output in outputs)
        return (*activations, logits if self.dtype == torch.float32 else logits.float())


def save(traced: torch.jit.ScriptModule, path: Path) -> None:
    """Writes a traced stage so that the file depends on the network alone: the same weights give the same bytes.

    Left out are the debug records, in which PyTorch notes source files of this machine. Class names, which it numbers
    by how much was traced before, are numbered from 0.
    """
    whole = io.BytesIO()
    torch.jit.save(traced, whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        records = [r for r in source.namelist() if not r.endswith((".debug_pkl", ".data/serialization_id"))]
        numbers: dict[bytes, bytes] = {}

        def renumber(found: re.Match[bytes]) -> bytes:
            return b"___torch_mangle_" + numbers.setdefault(found[1], str(len(numbers)).encode())

        for record in records:
            name = MANGLED.sub(renumber, record.partition("/")[2].encode()).decode()
            content = source.read(record)
            if name == "data.pkl" or name.startswith("code/"):
                content = MANGLED.sub(renumber, content)
            target.writestr(zipfile.ZipInfo(f"{path.stem}/{name}", ZIP_EPOCH), content)


def _check_equal(expected: tuple[Tensor, ...], actual: tuple[Tensor, ...], where: str, tolerance: float) -> None:
    if len(expected) != len(actual):
        raise ExportError(f"{where}: traced returns {len(actual)} tensors, the stage {len(expected)}")
    for want, got in zip(expected, actual, strict=True):
        if want.shape != got.shape or want.dtype != got.dtype:
            raise ExportError(
                f"{where}: traced gives {got.dtype} {list(got.shape)}, not {want.dtype} {list(want.shape)}"
            )
        found = difference(want, got)
        if not found <= tolerance:
            raise ExportError(f"{where}: traced differs from the stage by {found:.2g} (relative)")


def _check_devices(traced: torch.jit.ScriptModule, name: str) -> None:
    """A device written into the graph would tie the file to it; weights follow the device they are loaded on."""
    for node in traced.graph.findAllNodes("prim::Constant", recurse=True):
        if node.output().type().kind() == "DeviceObjType":
            raise ExportError(
                f"{name} names the device {node.output().toIValue()} inside its graph; make new tensors from an "
                "input (`x.new_zeros`) or keep them as buffers"
            )
