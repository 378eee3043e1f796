"""Writes the stages of a bundle: traced, checked against the contract, counted, described."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from .count import graph_cost, stage_cost
from .manifest import pixel_frames, sha256
from .networks.stages import as_tuple, frames_of, inputs_of
from .tracing import BATCHES, ExportError, save, trace, with_both_ways


def write_stages(
    folder: Path, stages: Sequence[nn.Module], pixels: Tensor, classes: int, precision: str = "float32"
) -> tuple[list[dict[str, Any]], list[torch.jit.ScriptModule]]:
    """Traces, checks, counts and saves every stage; returns their manifest entries and the traced stages."""
    cumulative = 0
    activations: tuple[Tensor, ...] = ()
    names: list[str] = []
    entries, traced = [], []
    for k, stage in enumerate(stages):
        name, last = f"stage-{k + 1}", k == len(stages) - 1
        file = f"{name}.pt" if precision == "float32" else f"{name}-{precision}.pt"
        inputs = inputs_of(stage, pixels, activations)
        script = trace(stage, inputs, name, precision)
        with torch.no_grad():
            outputs = as_tuple(script(*inputs))
        _check_contract(name, outputs, classes, last)
        cost, _ = stage_cost(stage.cpu(), [_full(a[:1]) for a in inputs])
        script, head = (script, 0) if last else without_head(script, inputs, name)
        _looking_at(frames_of(stage), script)
        cumulative += cost
        output_names = [*_activation_names(len(outputs) - 1), "logits"]
        save(script, folder / file)
        entries.append(
            {
                "file": file,
                "sha256": sha256(folder / file),
                "inputs": _inputs(stage, names, inputs),
                "outputs": [_tensor(n, t) for n, t in zip(output_names, outputs, strict=True)],
                "parameters": sum(p.numel() for p in stage.parameters()),
                "multiplyAdds": cost,
                "cumulativeMultiplyAdds": cumulative,
                **({"headMultiplyAdds": head} if head else {}),
            }
        )
        traced.append(script)
        activations, names = outputs[:-1], output_names[:-1]
    return entries, traced


def without_head(
    script: torch.jit.ScriptModule, inputs: Sequence[Tensor], name: str
) -> tuple[torch.jit.ScriptModule, int]:
    """A traced stage with activations, with a way to run it without its head, and the multiply-adds that this saves.

    Where it saves none, as where a later stage reads the logits, the stage is as it was.
    """
    both = with_both_ways(script, inputs, name)
    one = [a[:1].contiguous() for a in inputs]
    whole, body = (graph_cost(way, one) for way in (both, both.without_head))
    return (both, whole - body) if body < whole else (script, 0)


def load_stages(folder: Path, entries: Sequence[dict[str, Any]]) -> list[torch.jit.ScriptModule]:
    """The stages that these entries of a bundle's manifest describe, each knowing which frames it looks at."""
    return [_looking_at(pixel_frames(entry), torch.jit.load(folder / entry["file"])) for entry in entries]


def _looking_at(frames: list[int], script: torch.jit.ScriptModule) -> torch.jit.ScriptModule:
    """A file holds tensors alone: which frames a stage looks at stands in the manifest."""
    script.frames = frames
    return script


def _inputs(stage: nn.Module, names: list[str], inputs: Sequence[Tensor]) -> list[dict[str, Any]]:
    """The manifest's inputs; more of them than activations means that the first is pixels."""
    entries = [_tensor(n, t) for n, t in zip(["pixels", *names][-len(inputs) :], inputs, strict=True)]
    if frames_of(stage):
        entries[0]["frames"] = frames_of(stage)
    return entries


def _full(tensor: Tensor) -> Tensor:
    """Activations of any precision as the float32 that the stages themselves take."""
    return (tensor.float() if tensor.is_floating_point() else tensor).contiguous()


def _check_contract(name: str, outputs: tuple[Tensor, ...], classes: int, last: bool) -> None:
    logits = outputs[-1]
    if logits.dtype != torch.float32 or list(logits.shape[1:]) != [classes]:
        raise ExportError(
            f"{name} must end with float32 logits [B,{classes}], ended with {logits.dtype} {list(logits.shape)}"
        )
    if last and len(outputs) != 1:
        raise ExportError(f"{name} is the last stage and must return logits alone, returned {len(outputs)} tensors")
    if not last and len(outputs) < 2:
        raise ExportError(f"{name} must return its activations before the logits, returned logits alone")
    for output in outputs:
        if output.shape[0] != BATCHES[-1]:
            raise ExportError(f"{name} returns {list(output.shape)}: the first dimension must be the batch")


def _activation_names(count: int) -> list[str]:
    return ["features"] if count == 1 else [f"features-{i + 1}" for i in range(count)]


def _tensor(name: str, tensor: Tensor) -> dict[str, Any]:
    return {"name": name, "dtype": str(tensor.dtype).removeprefix("torch."), "shape": [-1, *tensor.shape[1:]]}
