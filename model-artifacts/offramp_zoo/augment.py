"""Random changes of a batch of training pictures, all at once and reproducible from one generator."""

import torch
from torch import Tensor

from .recipe import AugmentOptions


def augment(pixels: Tensor, options: AugmentOptions, generator: torch.Generator) -> Tensor:
    """`uint8 [B,H,W,C]` → the same shape, each picture changed on its own."""
    pixels = _flip_and_shift(pixels, options, generator)
    return _erase(pixels, options.erase, generator) if options.erase else pixels


def _flip_and_shift(pixels: Tensor, options: AugmentOptions, generator: torch.Generator) -> Tensor:
    batch, height, width, _ = pixels.shape
    reach = options.shift
    moves = torch.randint(-reach, reach + 1, (2, batch, 1), generator=generator)
    rows = torch.arange(height) + moves[0]  # [B,H]: where each row comes from
    columns = (torch.arange(width) + moves[1]).clone()
    if options.flip:
        mirrored = torch.rand(batch, 1, generator=generator) < 0.5
        columns = torch.where(mirrored, width - 1 - columns, columns)
    inside = ((rows >= 0) & (rows < height)).unsqueeze(2) & ((columns >= 0) & (columns < width)).unsqueeze(1)
    moved = pixels[
        torch.arange(batch).view(-1, 1, 1),
        rows.clamp(0, height - 1).unsqueeze(2),
        columns.clamp(0, width - 1).unsqueeze(1),
    ]
    return moved * inside.unsqueeze(3)


def _erase(pixels: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Random erasing (Zhong et al., 2020): 2–30 % of the area, aspect 0.3–3.3, filled with noise."""
    batch, height, width, channels = pixels.shape
    draw = torch.rand(5, batch, generator=generator)
    area = (0.02 + 0.28 * draw[0]) * height * width
    aspect = 0.3 * (3.3 / 0.3) ** draw[1]
    tall, wide = (area * aspect).sqrt().clamp(max=height), (area / aspect).sqrt().clamp(max=width)
    top, left = draw[2] * (height - tall), draw[3] * (width - wide)
    row, column = torch.arange(height), torch.arange(width)
    in_rows = (row >= top.unsqueeze(1)) & (row < (top + tall).unsqueeze(1))
    in_columns = (column >= left.unsqueeze(1)) & (column < (left + wide).unsqueeze(1))
    erased = in_rows.unsqueeze(2) & in_columns.unsqueeze(1) & (draw[4] < share).view(-1, 1, 1)
    noise = torch.randint(0, 256, (batch, height, width, channels), dtype=torch.uint8, generator=generator)
    return torch.where(erased.unsqueeze(3), noise, pixels)
