"""Where exits go: the time that a backbone takes up to each place where it may be cut, and a choice among these."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import nn

from ..networks.cutting import CutError, Layered, Place
from ..networks.grown import layout
from ..timing import median_milliseconds, on_one_thread

WINDOW = 0.12
"""How far from its wanted share of the time an exit may be, for a cut between larger parts of the network."""

SMALLEST_MAP = 2
"""Height of the smallest map that a branch reads."""


@dataclass(frozen=True)
class Measured:
    """A place where the backbone may be cut, and what it costs up to there."""

    place: Place
    milliseconds: float
    """Up to here, of one picture on one thread of this machine."""
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
    x = torch.rand(1, channels, size, size).to(memory_format=torch.channels_last)
    found: list[tuple[Place, float, tuple[int, ...]]] = []
    total = 0.0
    with on_one_thread():
        for place, piece in zip([*layered.places, None], pieces, strict=True):
            total += median_milliseconds(_fast(piece), [x])
            x = piece(x)
            readable = layout(x) if place is not None and isinstance(x, torch.Tensor) else None
            if readable and readable[1].size >= SMALLEST_MAP:
                found.append((place, total, tuple(x.shape[1:])))
        total += median_milliseconds(_fast(head), [x])
    return [Measured(place, ms, ms / total, shape) for place, ms, shape in found], total


def _fast(piece: nn.Module) -> nn.Module:
    return piece.eval().to(memory_format=torch.channels_last)


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
