"""Mosaics of Fashion-MNIST pictures, made here from a seed: several garments on one picture, to be named or counted.

To be named: a mosaic has two rows of two places. Half of the places hold a garment, drawn from the same part of the
data set and moved a little, so that neighbours may overlap; one place is never empty.

To be counted: up to six garments of half the size, and maybe none, lie anywhere on a mosaic; no two are on top of each
other, but many overlap.
"""

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from .fashion_mnist import load_fashion_mnist
from .pictures import DataSet, Pictures

GARMENT = 28
"""Height and width of a garment in pixels."""

SHARE = 2
"""Garments for each mosaic that a part of the data set gives."""


@dataclass(frozen=True)
class Mosaic:
    """How a mosaic looks."""

    size: int = 56
    """Height and width of the picture in pixels."""
    places: int = 4
    """Garments at most."""
    move: int = 4
    """Pixels that a garment may lie beside its place, each way."""

    def corners(self, count: int, generator: torch.Generator) -> Tensor:
        """Of so many mosaics, the top left corner of each place: `int64 [count,places,2]`."""
        grid = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]]) * GARMENT
        moved = torch.randint(-self.move, self.move + 1, (count, self.places, 2), generator=generator)
        return (grid + moved).clamp(0, self.size - GARMENT)


def filled_places(count: int, places: int, generator: torch.Generator) -> Tensor:
    """`bool [count,places]`: which places hold a garment, each as likely as not, and one of them for certain."""
    filled = torch.rand(count, places, generator=generator) < 0.5
    certain = torch.randint(places, (count, 1), generator=generator)
    return filled.scatter(1, certain, torch.ones(count, 1, dtype=torch.bool))


def mosaics(garments: Tensor, chosen: Tensor, filled: Tensor, corners: Tensor, size: int) -> Tensor:
    """`uint8 [G,s,s]` garments, and which of them lie where → `uint8 [N,size,size]`; where two lie, the lighter is
    seen."""
    count, places = chosen.shape
    canvas = torch.zeros(count, size, size, dtype=torch.uint8)
    reach = torch.arange(garments.shape[-1])
    each = torch.arange(count).view(-1, 1, 1)
    for place in range(places):
        rows = (corners[:, place, 0:1] + reach).unsqueeze(2)
        columns = (corners[:, place, 1:2] + reach).unsqueeze(1)
        laid = garments[chosen[:, place]] * filled[:, place].view(-1, 1, 1)
        canvas[each, rows, columns] = torch.maximum(canvas[each, rows, columns], laid)
    return canvas


def labelled_mosaics(pictures: Pictures, classes: int, part: str, seed: int) -> Pictures:
    """Mosaics of the pictures of one part, each with the classes that are on it: `bool [N,classes]`."""
    mosaic, generator = Mosaic(), torch.Generator().manual_seed(seed)
    count = len(pictures) // SHARE
    chosen = torch.randint(len(pictures), (count, mosaic.places), generator=generator)
    filled = filled_places(count, mosaic.places, generator)
    corners = mosaic.corners(count, generator)
    grey = mosaics(pictures.pixels[..., 0], chosen, filled, corners, mosaic.size)
    present = torch.zeros(count, classes, dtype=torch.int64).scatter_add(1, pictures.labels[chosen], filled.long()) > 0
    return Pictures(_grey(grey), present, [f"{part}/{i}" for i in range(count)])


HALF = GARMENT // 2
"""Height and width in pixels of a garment that is counted."""

APART = 7
"""Pixels between the corners of two garments at least, in height or in width."""

TRIES = 20
"""For a corner that is far enough from the others; the last one is taken, and the garment left out where it is not."""


def scattered(count: int, places: int, size: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Corners `int64 [count,places,2]` of garments that lie anywhere, and `bool [count,places]`, which of them are far
    enough from those before them."""
    corners = torch.randint(0, size - HALF + 1, (count, places, 2), generator=generator)
    free = torch.ones(count, places, dtype=torch.bool)
    for place in range(1, places):
        for _ in range(TRIES):
            gap = (corners[:, :place] - corners[:, place : place + 1]).abs().amax(2)
            free[:, place] = (gap >= APART).all(1)
            other = torch.randint(0, size - HALF + 1, (count, 2), generator=generator)
            corners[:, place] = torch.where(free[:, place : place + 1], corners[:, place], other)
    return corners, free


def counted_mosaics(pictures: Pictures, part: str, seed: int) -> Pictures:
    """Mosaics of the pictures of one part, each with how many garments are on it, 0…6: `float32 [N]`."""
    mosaic, generator = Mosaic(places=6), torch.Generator().manual_seed(seed)
    count = len(pictures) // SHARE
    chosen = torch.randint(len(pictures), (count, mosaic.places), generator=generator)
    wanted = torch.randint(0, mosaic.places + 1, (count, 1), generator=generator)
    corners, free = scattered(count, mosaic.places, mosaic.size, generator)
    filled = (torch.arange(mosaic.places) < wanted) & free
    halved = F.avg_pool2d(pictures.pixels[..., 0].unsqueeze(1).float(), 2).round().to(torch.uint8).squeeze(1)
    grey = mosaics(halved, chosen, filled, corners, mosaic.size)
    return Pictures(_grey(grey), filled.sum(1).float(), [f"{part}/{i}" for i in range(count)])


def _grey(pixels: Tensor) -> Tensor:
    return pixels.unsqueeze(3).expand(-1, -1, -1, 3)


def load_labelled_mosaics(folder: Path | None, held_out: int, seed: int, limit: int = 0) -> DataSet:
    """Mosaics `uint8 [N,56,56,3]` of Fashion-MNIST's own parts, which stay apart: a garment is in one of them only."""
    whole = load_fashion_mnist(folder, held_out, seed, limit)
    classes = len(whole.classes)
    return DataSet(
        name="Fashion-MNIST mosaics",
        licence=whole.licence,
        source=whole.source,
        classes=whole.classes,
        train=labelled_mosaics(whole.train, classes, "train", 1),
        held_out=labelled_mosaics(whole.held_out, classes, "held-out", 2),
        test=labelled_mosaics(whole.test, classes, "test", 3),
    )


def load_counted_mosaics(folder: Path | None, held_out: int, seed: int, limit: int = 0) -> DataSet:
    """Mosaics `uint8 [N,56,56,3]` to be counted, of Fashion-MNIST's own parts, as those to be named."""
    whole = load_fashion_mnist(folder, held_out, seed, limit)
    return DataSet(
        name="Fashion-MNIST mosaics to count",
        licence=whole.licence,
        source=whole.source,
        classes=["garments"],
        train=counted_mosaics(whole.train, "train", 1),
        held_out=counted_mosaics(whole.held_out, "held-out", 2),
        test=counted_mosaics(whole.test, "test", 3),
    )
