"""Random changes of a batch of training pictures, all at once and reproducible from one generator."""

import torch
from torch import Tensor

from .recipe import AugmentOptions


def augment(
    pixels: Tensor, options: AugmentOptions, generator: torch.Generator, mirrored: Tensor | None = None
) -> Tensor:
    """`uint8 [B,H,W,C]` → the same shape, each picture changed on its own, on the device where the pictures are. The
    frames of a clip, `[B,T,H,W,C]`, are all changed alike.

    `mirrored`, `bool [B]`, says which ones are mirrored, where that is not to be drawn. The draws themselves come from
    the CPU, so that they are the same for every device.
    """
    if pixels.ndim == 5:  # frames as channels of one picture
        batch, frames, height, width, channels = pixels.shape
        together = pixels.permute(0, 2, 3, 1, 4).reshape(batch, height, width, frames * channels)
        changed = augment(together, options, generator, mirrored)
        return changed.view(batch, height, width, frames, channels).permute(0, 3, 1, 2, 4)
    pixels = _flip_and_shift(pixels, options, generator, mirrored)
    return _erase(pixels, options.erase, generator) if options.erase else pixels


def mirrored_in(epoch: int, pictures: int, seed: int) -> Tensor:
    """`bool [pictures]`: which ones an alternating flip mirrors in an epoch (0-based).

    A draw decides epoch 0; from then on each picture takes turns.
    """
    first = torch.rand(pictures, generator=torch.Generator().manual_seed(seed)) < 0.5
    return first ^ bool(epoch % 2)


def _flip_and_shift(
    pixels: Tensor, options: AugmentOptions, generator: torch.Generator, mirrored: Tensor | None
) -> Tensor:
    batch, height, width, _ = pixels.shape
    device, reach = pixels.device, options.shift
    moves = torch.randint(-reach, reach + 1, (2, batch, 1), generator=generator).to(device)
    rows, columns = (torch.arange(size, device=device).expand(batch, -1) for size in (height, width))
    if options.zoom:
        factors = 1.0 + options.zoom * torch.rand(2, batch, 1, generator=generator).to(device)
        rows, columns = _enlarged(rows, factors[0]), _enlarged(columns, factors[1])
    rows, columns = rows + moves[0], columns + moves[1]  # [B,H], [B,W]: where each row and column comes from
    if options.flip:
        turned = torch.rand(batch, generator=generator) < 0.5 if mirrored is None else mirrored
        columns = torch.where(turned.to(device).unsqueeze(1), width - 1 - columns, columns)
    if options.border == "reflect":
        rows, columns = _reflected(rows, height), _reflected(columns, width)
    inside = ((rows >= 0) & (rows < height)).unsqueeze(2) & ((columns >= 0) & (columns < width)).unsqueeze(1)
    moved = pixels[
        torch.arange(batch, device=device).view(-1, 1, 1),
        rows.clamp(0, height - 1).unsqueeze(2),
        columns.clamp(0, width - 1).unsqueeze(1),
    ]
    return moved * inside.unsqueeze(3)


def _enlarged(places: Tensor, factors: Tensor) -> Tensor:
    """The nearest pixel that each place shows of a picture enlarged about its middle."""
    middle = (places.shape[1] - 1) / 2
    return ((places - middle) / factors + middle).round().long()


def _reflected(places: Tensor, size: int) -> Tensor:
    """Places outside 0…size−1, mirrored at the edge pixel."""
    return (size - 1) - ((size - 1) - places.abs()).abs()


def _erase(pixels: Tensor, share: float, generator: torch.Generator) -> Tensor:
    """Random erasing (Zhong et al., 2020): 2–30 % of the area, aspect 0.3–3.3, filled with noise."""
    batch, height, width, channels = pixels.shape
    draw = torch.rand(5, batch, generator=generator).to(pixels.device)
    area = (0.02 + 0.28 * draw[0]) * height * width
    aspect = 0.3 * (3.3 / 0.3) ** draw[1]
    tall, wide = (area * aspect).sqrt().clamp(max=height), (area / aspect).sqrt().clamp(max=width)
    top, left = draw[2] * (height - tall), draw[3] * (width - wide)
    row, column = (torch.arange(size, device=pixels.device) for size in (height, width))
    in_rows = (row >= top.unsqueeze(1)) & (row < (top + tall).unsqueeze(1))
    in_columns = (column >= left.unsqueeze(1)) & (column < (left + wide).unsqueeze(1))
    erased = in_rows.unsqueeze(2) & in_columns.unsqueeze(1) & (draw[4] < share).view(-1, 1, 1)
    noise = torch.randint(0, 256, (batch, height, width, channels), dtype=torch.uint8, generator=generator)
    return torch.where(erased.unsqueeze(3), noise.to(pixels.device), pixels)
