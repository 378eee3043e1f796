"""Clips of clothes on a belt: Fashion-MNIST pictures that pass under a camera, made here from a seed.

One garment a clip. It passes from right to left at an even speed; behind it and before it come others, whose edges are
seen in the first and the last frames. The belt is not black, lights flicker from frame to frame, and in the half-light
of the hall the sensor is noisy: one frame says little, and each says something new.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from .fashion_mnist import load_fashion_mnist
from .pictures import DataSet, Pictures

SIZE = 28
"""Height and width of a frame, and of a garment, in pixels."""


@dataclass(frozen=True)
class Belt:
    """How the scene looks; values of light are 0…255."""

    frames: int = 8
    speed: int = 3
    """Pixels a frame."""
    distance: int = 36
    """Pixels from a garment's middle to the next one's."""
    belt: float = 24.0
    """Light of the belt itself."""
    flicker: float = 0.5
    """The lights of a frame are between 1 − flicker and 1 + flicker times as bright."""
    noise: float = 72.0
    """Standard deviation of each value."""

    def offsets(self) -> list[int]:
        """Where the garment's middle is in each frame, pixels right of the camera's."""
        return [round(self.speed * ((self.frames - 1) / 2 - t)) for t in range(self.frames)]


def belt_clips(garments: Tensor, before: Tensor, behind: Tensor, belt: Belt, generator: torch.Generator) -> Tensor:
    """`uint8 [N,28,28]` garments, with those before and behind them on the belt → `uint8 [N,T,28,28]`."""
    count, middle = len(garments), 2 * SIZE
    strip = torch.zeros(count, SIZE, 5 * SIZE)
    for pictures, place in ((before, -belt.distance), (behind, belt.distance), (garments, 0)):
        left = middle + place
        part = strip[:, :, left : left + SIZE]
        torch.maximum(part, pictures.float(), out=part)
    strip = strip.clamp(min=belt.belt)
    clips = torch.stack([strip[:, :, middle - o : middle - o + SIZE] for o in belt.offsets()], dim=1)
    light = 1 - belt.flicker + 2 * belt.flicker * torch.rand(count, belt.frames, 1, 1, generator=generator)
    noise = belt.noise * torch.randn(clips.shape, generator=generator)
    return (clips * light + noise).round().clamp(0, 255).to(torch.uint8)


def clips_of(pictures: Pictures, belt: Belt, seed: int) -> Pictures:
    """A clip of each picture, whose neighbours on the belt are drawn from the same part; labelled and named like it."""
    generator = torch.Generator().manual_seed(seed)
    grey = pictures.pixels[..., 0]
    neighbours = torch.randint(len(pictures), (2, len(pictures)), generator=generator)
    parts = [
        belt_clips(grey[rows], grey[neighbours[0][rows]], grey[neighbours[1][rows]], belt, generator)
        for rows in torch.arange(len(pictures)).split(5_000)
    ]
    pixels = torch.cat(parts).unsqueeze(4).expand(-1, -1, -1, -1, 3)
    return Pictures(pixels, pictures.labels, pictures.names)


def load_belt(folder: Path | None, held_out: int, seed: int, limit: int = 0) -> DataSet:
    """Clips `uint8 [N,8,28,28,3]` of Fashion-MNIST's own parts, which stay apart: a garment is in one of them only."""
    whole = load_fashion_mnist(folder, held_out, seed, limit)
    belt = Belt()
    return DataSet(
        name="Fashion-MNIST on a belt",
        licence=whole.licence,
        source=whole.source,
        classes=whole.classes,
        train=clips_of(whole.train, belt, 1),
        held_out=clips_of(whole.held_out, belt, 2),
        test=clips_of(whole.test, belt, 3),
        held_out_indices=whole.held_out_indices,
    )
