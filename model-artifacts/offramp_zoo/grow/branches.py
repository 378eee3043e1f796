"""How large the branch of an exit may be, and whether the exit pays: both by measured time."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from ..networks.branching import blocks_of
from ..networks.grown import branch, layout
from . import places
from .places import Measured

BACKBONE_SHARE = 0.1
"""Of the backbone's time, for all branches together; the pattern deals it out."""

STAGE_SHARE = 0.25
"""Of the time of the stage that it ends, for one branch."""

SAVING_SHARE = 0.5
"""Of what leaving there saves, for one branch."""

LEAVING = 0.3
"""Share of the pictures that reach an exit and plausibly leave there: where pictures are easy it is twice that, where
they are hard half."""

STEP, WIDEST = 16, 512
"""Widths of branches are multiples of the first: fewer channels hardly take less time on a processor with vectors."""


@dataclass(frozen=True)
class Exit:
    """A place with the branch that it would get."""

    at: Measured
    width: int
    blocks: int
    milliseconds: float
    """Of the branch."""

    @property
    def name(self) -> str:
        """Of the place."""
        return self.at.place.name


@dataclass(frozen=True)
class Judged:
    """Whether an exit is worth its branch."""

    exit: Exit
    saves: float
    """Milliseconds that a picture which gets here is spared on average, where `LEAVING` of them leave."""

    @property
    def pays(self) -> bool:
        """Whether that is more than the branch takes."""
        return self.saves > self.exit.milliseconds


def judged(chosen: Sequence[Measured], whole: float, pattern: str, classes: int) -> list[Judged]:
    """An exit at each place, with the largest branch within all bounds, or, where none is, the smallest.

    `whole` is the backbone's time. The last exit is judged first: leaving spares the way to the next exit that pays,
    its branch, and the rest for those that would not leave there either.
    """
    blocks = blocks_of(pattern, len(chosen))
    starts = [0.0, *(at.milliseconds for at in chosen)]
    found: list[Judged] = []
    for k in reversed(range(len(chosen))):
        saves = LEAVING * _rest(chosen[k], whole, next((j for j in found if j.pays), None))
        share = BACKBONE_SHARE * whole * blocks[k] / sum(blocks)
        stage = chosen[k].milliseconds - starts[k]
        bound = min(share, STAGE_SHARE * stage, SAVING_SHARE * saves)
        found.insert(0, Judged(_sized(chosen[k], blocks[k], bound, classes), saves))
    return found


def _rest(at: Measured, whole: float, behind: Judged | None) -> float:
    """Milliseconds that a picture takes from here on, where `LEAVING` leave at each exit behind."""
    if behind is None:
        return whole - at.milliseconds
    to_it = behind.exit.at.milliseconds - at.milliseconds + behind.exit.milliseconds
    return to_it + (1 - LEAVING) * behind.saves / LEAVING


def _sized(at: Measured, blocks: int, bound: float, classes: int) -> Exit:
    for count in range(blocks, 0, -1):
        smallest = _timed(at, STEP, count, classes)
        if smallest.milliseconds <= bound:
            return _widest(smallest, bound, classes)
    return smallest


def _widest(fits: Exit, bound: float, classes: int) -> Exit:
    """Of the exits with these blocks and at least this width: twice as wide again and again, then what lies between."""
    too_wide = WIDEST + STEP
    while too_wide - fits.width > STEP:
        width = min(2 * fits.width, (fits.width + too_wide) // 2 // STEP * STEP)
        tried = _timed(fits.at, width, fits.blocks, classes)
        if tried.milliseconds <= bound:
            fits = tried
        else:
            too_wide = width
    return fits


def _timed(at: Measured, width: int, blocks: int, classes: int) -> Exit:
    features = torch.rand(places.BATCH, *at.shape)
    way, site = layout(features)
    return Exit(at, width, blocks, places.milliseconds(branch(way, site, width, blocks, classes), features))


def told(judgement: Judged, number: int | None) -> str:
    """A line about an exit; the `number` that it gets, None where it is not placed."""
    exit_, at = judgement.exit, judgement.exit.at
    saving = f"{LEAVING:.0%} of the pictures leaving there would save {judgement.saves:.3g} ms"
    if number is None:
        return (
            f"  no exit behind {exit_.name}: even its smallest branch takes {exit_.milliseconds:.3g} ms a picture, and "
            f"{saving}"
        )
    doubt = "" if judgement.pays else "; it does not pay, but was asked for"
    shape = "×".join(map(str, at.shape))
    return (
        f"  exit {number} behind {exit_.name}: {at.milliseconds:.3g} ms, {at.share:.0%} of it; hands on {shape}; its "
        f"branch, blocks: {exit_.blocks}, channels: {exit_.width}, takes {exit_.milliseconds:.3g} ms, and "
        f"{saving}{doubt}"
    )
