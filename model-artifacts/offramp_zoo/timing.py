"""How long each stage of a bundle takes, at the batches of a quiet and of a busy job, in each of its precisions."""

import datetime
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from .data import samples_shape
from .manifest import read_bundle, sha256, write_manifest
from .model_card import with_times
from .networks.stages import as_tuple, inputs_of
from .staging import load_stages

BATCHES = (1, 16)

WARM_UPS, RUNS = 3, 15
"""Runs of a stage that are not timed, and that are; their median counts."""

PROCESSORS = Path("/proc/cpuinfo")


def add_times(entries: Sequence[dict[str, Any]], stages: Sequence[Callable], pixels: Tensor) -> None:
    """Writes `milliseconds` into the manifest's entries of these stages; `pixels` are `uint8 [≥16,H,W,3]`, clips
    `[≥16,T,H,W,3]`."""
    for entry, milliseconds in zip(entries, stage_milliseconds(stages, pixels), strict=True):
        entry["milliseconds"] = {f"batch{batch}": float(f"{ms:.3g}") for batch, ms in milliseconds.items()}


@torch.no_grad()
def stage_milliseconds(stages: Sequence[Callable], pixels: Tensor) -> list[dict[int, float]]:
    """Milliseconds a picture of each stage by batch, head included, nobody leaving.

    It is the CPU time of one thread, so that what else the machine does at the time hardly shows.
    """
    with on_one_thread():  # then all of a stage runs on this thread, and its clock sees everything
        activations: Sequence[Tensor] = ()
        found = []
        for stage in stages:
            whole = inputs_of(stage, pixels[: max(BATCHES)], activations)
            inputs = {batch: [a[:batch].contiguous() for a in whole] for batch in BATCHES}
            found.append({batch: median_milliseconds(stage, inputs[batch]) / batch for batch in BATCHES})
            activations = as_tuple(stage(*whole))[:-1]
    return found


@contextmanager
def on_one_thread() -> Iterator[None]:
    """PyTorch computes on the calling thread alone inside the block."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def median_milliseconds(run: Callable, inputs: Sequence[Tensor]) -> float:
    """CPU time of this thread in a call, the median of several after some that warm up."""
    seconds = []
    for _ in range(WARM_UPS + RUNS):
        began = time.thread_time()
        run(*inputs)
        seconds.append(time.thread_time() - began)
    return 1e3 * statistics.median(seconds[WARM_UPS:])


def circumstances() -> dict[str, Any]:
    """What the times depend on besides the network: the manifest's `timing`."""
    return {
        "processor": _processor(),
        "threads": 1,
        "clock": "CPU time of the thread",
        "allocator": _allocator(),
        "torch": torch.__version__,
        "measuredAt": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    }


def _processor() -> str:
    lines = PROCESSORS.read_text(encoding="utf-8").splitlines() if PROCESSORS.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    flags = {flag for line in lines if line.startswith("flags") for flag in line.split()}
    known = [name for flag, name in (("avx512_bf16", "AVX-512 BF16"), ("amx_bf16", "AMX BF16")) if flag in flags]
    return " with ".join(part for part in (names[0] if names else "unknown", ", ".join(known)) if part)


def _allocator() -> str:
    preloaded = Path(os.environ.get("LD_PRELOAD", "")).name
    thresholds = os.environ.get("MALLOC_MMAP_THRESHOLD_")
    return preloaded or (f"malloc, mmap threshold {thresholds}" if thresholds else "malloc")


def time_bundle(folder: Path) -> dict[str, Any]:
    """Measures a bundle's stages in every precision and writes the times into its manifest and model card."""
    manifest = read_bundle(folder)
    size = manifest["input"]
    noise = torch.Generator().manual_seed(0)
    shape = samples_shape(max(BATCHES), size["frames"], size["height"], size["width"])
    pixels = torch.randint(0, 256, shape, dtype=torch.uint8, generator=noise)
    for entries in (manifest["stages"], *(variant["stages"] for variant in manifest.get("variants", []))):
        add_times(entries, load_stages(folder, entries), pixels)
    manifest["timing"] = circumstances()
    card = folder / manifest["modelCard"]["file"]
    card.write_text(with_times(card.read_text(encoding="utf-8"), manifest), encoding="utf-8")
    manifest["modelCard"]["sha256"] = sha256(card)
    write_manifest(folder, manifest)
    return manifest
