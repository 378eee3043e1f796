"""What every data set becomes: labelled pictures in memory, in three parts that never mix."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor


class DataError(ValueError):
    """Data that is missing or damaged; the message says what to do."""


@dataclass(frozen=True)
class Pictures:
    """Labelled pictures in memory."""

    pixels: Tensor
    """`uint8 [N,H,W,3]`, clips `[N,T,H,W,3]`; grey pictures have three equal channels (a view, not a copy)."""
    labels: Tensor
    """What is true of each: its class, `int64 [N]`, or of a multi-label set `bool [N,classes]`, or a number, `float32
    [N]`."""
    names: list[str]
    """Index or file name of each in its data set."""

    def __len__(self) -> int:
        return len(self.labels)

    def to(self, device: torch.device) -> "Pictures":
        """The same pictures on a device; on the one where they are, nothing is copied."""
        return Pictures(self.pixels.to(device), self.labels.to(device), self.names)

    def take(self, indices: Tensor) -> "Pictures":
        """The pictures at these positions, in this order."""
        return Pictures(
            _take(self.pixels, indices),
            self.labels[indices.to(self.labels.device)],
            [self.names[i] for i in indices.tolist()],
        )


@dataclass(frozen=True)
class DataSet:
    """Three parts that never mix: what is trained on, what calibrates, what is reported."""

    name: str
    licence: str
    source: str
    classes: list[str]
    train: Pictures
    held_out: Pictures
    test: Pictures
    held_out_indices: list[int] = field(default_factory=list)
    """Positions of the held-out pictures in the official training part; empty where the set has no official order (then
    `held_out.names` are file names)."""
    skipped: list[str] = field(default_factory=list)
    """Pictures that cannot be read, by name and with the reason; they are in no part."""
    split: Mapping[str, Any] = field(default_factory=dict)
    """How training and test pictures were told apart, where the set itself does not say; empty where it does."""


def _take(pixels: Tensor, indices: Tensor) -> Tensor:
    indices = indices.to(pixels.device)
    if pixels.stride(-1) == 0:  # grey: move one channel, not three
        return pixels[..., :1][indices].expand(*[-1] * (pixels.ndim - 1), 3)
    return pixels[indices]


def samples_shape(count: int, frames: int, height: int, width: int) -> tuple[int, ...]:
    """Of so many samples: `[N,H,W,3]`, clips `[N,T,H,W,3]`."""
    return (count, height, width, 3) if frames == 1 else (count, frames, height, width, 3)


def split(labels: Tensor, held_out: int, seed: int) -> tuple[Tensor, Tensor]:
    """Positions kept and held out, both ascending; drawn by `seed`, equally from every class."""
    generator = torch.Generator().manual_seed(seed)
    order = torch.randperm(len(labels), generator=generator)
    classes = int(labels.max()) + 1
    if held_out >= len(labels):
        raise DataError(f"held_out must be below the {len(labels)} pictures to draw from, was {held_out}")
    quota = [held_out // classes + (c < held_out % classes) for c in range(classes)]
    chosen = torch.cat([order[labels[order] == c][: quota[c]] for c in range(classes)])
    mask = torch.zeros(len(labels), dtype=torch.bool)
    mask[chosen] = True
    return torch.nonzero(~mask).flatten(), torch.nonzero(mask).flatten()
