"""Knowledge consistency (Liang et al., ICLR 2020): how much of one network's features another network also knows.

A small non-linear map is trained from the features of network A (here: the multi-exit one) to those of network B (the
same backbone trained plainly, with its last exit alone). The share of B's variance that the map recovers on samples it
was not trained on is the consistency: 1 = A knows all that B knows at this depth, 0 = nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .data import Pictures
from .networks.stages import as_tuple, inputs_of


@dataclass(frozen=True)
class MapOptions:
    """How the map is trained."""

    width: int = 128
    """Channels between its two 1×1 convolutions."""
    epochs: int = 15
    batch: int = 128
    learning_rate: float = 3e-3
    seed: int = 0


class FeatureMap(nn.Module):
    """A linear part and a non-linear part with one ReLU, side by side; both see one position at a time (1×1)."""

    def __init__(self, inward: int, outward: int, width: int) -> None:
        super().__init__()
        self.linear = nn.Conv2d(inward, outward, 1)
        self.bend = nn.Sequential(nn.Conv2d(inward, width, 1), nn.ReLU(), nn.Conv2d(width, outward, 1, bias=False))

    def forward(self, x: Tensor) -> Tensor:
        """`[B,inward,h,w]` → `[B,outward,h,w]`."""
        return self.linear(x) + self.bend(x)


def knowledge_consistency(source: Tensor, target: Tensor, options: MapOptions | None = None) -> float:
    """The share (at most 1) of the variance of `target` `[N,c,h,w]` that a map from `source` `[N,c',h,w]` recovers.

    Both are standardised by channel. Two thirds of the samples, drawn by the options' seed, train the map; the rest
    measure it. Drawn, for pictures from folders come class by class.
    """
    options = options or MapOptions()
    torch.manual_seed(options.seed)
    trained, unseen = torch.randperm(len(source)).tensor_split([2 * len(source) // 3])
    source, target = (_standardised(x, trained) for x in (source, target))
    mapping = FeatureMap(source.shape[1], target.shape[1], options.width)
    optimiser = torch.optim.Adam(mapping.parameters(), lr=options.learning_rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, options.epochs)
    for _ in range(options.epochs):
        for indices in trained[torch.randperm(len(trained))].split(options.batch):
            optimiser.zero_grad()
            F.mse_loss(mapping(source[indices]), target[indices]).backward()
            optimiser.step()
        schedule.step()
    with torch.no_grad():
        wanted = target[unseen]
        left = F.mse_loss(mapping(source[unseen]), wanted)
        return 1.0 - float(left / (wanted - wanted.mean(dim=(0, 2, 3), keepdim=True)).pow(2).mean())


def _standardised(x: Tensor, trained: Tensor) -> Tensor:
    mean = x[trained].mean(dim=(0, 2, 3), keepdim=True)
    spread = x[trained].std(dim=(0, 2, 3), keepdim=True)
    return (x - mean) / spread.clamp_min(1e-6)


@torch.no_grad()
def stage_features(stages: Sequence[nn.Module], pictures: Pictures, batch: int = 500) -> list[Tensor]:
    """What every stage but the last hands on, its last activation, for all pictures: `[N,c,h,w]` each."""
    found: list[list[Tensor]] = [[] for _ in stages[:-1]]
    for pixels in pictures.pixels.split(batch):
        activations: Sequence[Tensor] = ()
        for k, stage in enumerate(stages[:-1]):
            *activations, _ = as_tuple(stage(*inputs_of(stage, pixels.contiguous(), activations)))
            found[k].append(activations[-1].float())
    return [torch.cat(parts) for parts in found]


def consistency_by_stage(
    multi_exit: Sequence[nn.Module], plain: Sequence[nn.Module], pictures: Pictures, options: MapOptions | None = None
) -> list[float]:
    """The knowledge consistency of a multi-exit network with a plainly trained one, after each stage but the last."""
    pairs = zip(stage_features(multi_exit, pictures), stage_features(plain, pictures), strict=True)
    return [knowledge_consistency(source, target, options) for source, target in pairs]
