"""Where exits go: the time that a backbone takes up to each place where it may be cut, and a choice among these."""

import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from ..networks.cutting import CutError, Layered, Place
from ..networks.grown import layout
from ..progress import Bar
from ..timing import BATCHES, RUNS, WARM_UPS, on_one_thread

BATCH = max(BATCHES)
"""Pictures that are timed together: a busy job's batch, for it is then that exits are to save time."""

WINDOW = 0.12
"""How far from its wanted share of the time an exit may be, for a cut between larger parts of the network."""

SMALLEST_MAP = 2
"""Height of the smallest map that a branch reads."""


@dataclass(frozen=True)
class Measured:
    """A place where the backbone may be cut, and what it costs up to there."""

    place: Place
    milliseconds: float
    """Up to here, of a picture in a batch, on one thread of this machine."""
    share: float
    """Of the whole backbone's time, 0…1."""
    shape: tuple[int, ...]
    """Of the features here, without the batch."""

    @property
    def values(self) -> int:
        """How many numbers the stage hands on."""
        return int(torch.Size(self.shape).numel())


@torch.no_grad()
def measured_places(layered: Layered, size: int, channels: int) -> tuple[list[Measured], float]:
    """The places whose features a branch can read, in order, and the milliseconds of the whole backbone."""
    *pieces, head = layered.pieces([place.name for place in layered.places])
    x = torch.rand(BATCH, channels, size, size).to(memory_format=torch.channels_last)
    found: list[tuple[Place, float, tuple[int, ...]]] = []
    bar = Bar("timing the backbone", len(pieces) + 1)
    total = 0.0
    for step, (place, piece) in enumerate(zip([*layered.places, None], pieces, strict=True), 1):
        total += milliseconds(piece, x)
        x = piece(x)
        readable = layout(x) if place is not None and isinstance(x, Tensor) else None
        if readable and readable[1].size >= SMALLEST_MAP:
            found.append((place, total, tuple(x.shape[1:])))
        bar.show(step)
    total += milliseconds(head, x)
    bar.show(len(pieces) + 1)
    return [Measured(place, ms, ms / total, shape) for place, ms, shape in found], total


@torch.no_grad()
def milliseconds(piece: nn.Module, x: Tensor) -> float:
    """Of one picture of the batch `x`, on one thread, traced and frozen as a stage is served.

    The least of several runs, for what else a machine does only ever adds, and an exit that is left out is not missed.
    """
    ready = piece.eval().to(memory_format=torch.channels_last).requires_grad_(False)
    with warnings.catch_warnings(), on_one_thread():
        warnings.simplefilter("ignore", torch.jit.TracerWarning)  # what it would fix is of this one batch
        served = torch.jit.freeze(torch.jit.trace(ready, x, check_trace=False).eval())
        return min(_seconds(served, x) for _ in range(WARM_UPS + RUNS)) * 1000 / len(x)


def _seconds(run: Callable[[Tensor], Any], x: Tensor) -> float:
    began = time.thread_time()
    run(x)
    return time.thread_time() - began


def named(measured: Sequence[Measured], names: Sequence[str]) -> list[Measured]:
    """The places of these names, in the order of the network; raises `CutError` for one that is not there."""
    known = [m.place.name for m in measured]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise CutError(f"no branch can be put behind {', '.join(unknown)}; places are {', '.join(known)}")
    return [m for m in measured if m.place.name in names]


def proposed(measured: Sequence[Measured], exits: int) -> list[Measured]:
    """Places for so many exits, the last one included, that part the time evenly.

    Near a wanted share of the time, the outermost cut is taken, between stages rather than between blocks, and of
    several the nearest. Raises `CutError` where there are too few places.
    """
    if len(measured) < exits - 1:
        raise CutError(
            f"it can be cut at {len(measured)} places that a branch could read, {exits} exits need {exits - 1}; "
            "a backbone needs feature stages: parts that hand on one map or one list of tokens"
        )
    chosen: list[Measured] = []
    for k in range(1, exits):
        left = exits - 1 - k  # as many places must remain for the exits behind
        first = measured.index(chosen[-1]) + 1 if chosen else 0
        rest = measured[first : len(measured) - left]
        chosen.append(_nearest(rest, k / exits))
    return chosen


def _nearest(rest: Sequence[Measured], wanted: float) -> Measured:
    near = [m for m in rest if abs(m.share - wanted) <= WINDOW]
    if not near:
        return min(rest, key=lambda m: abs(m.share - wanted))
    return min(near, key=lambda m: (m.place.level, abs(m.share - wanted)))
