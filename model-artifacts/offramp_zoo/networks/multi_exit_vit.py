"""A vision transformer (Dosovitskiy et al., ICLR 2021, arXiv 2010.11929) with an early exit after any encoder layer."""

from dataclasses import dataclass, field
from itertools import pairwise

import torch
from torch import Tensor, nn

from .stages import MultiExitNetwork, Pixels
from .surgery import FeatureSurgery, surgery_problems
from .vit_branches import ALL_DESIGNS, EncoderLayer, NormLinear, build_branch


@dataclass(frozen=True)
class MultiExitVitOptions:
    """The shape of the network."""

    size: int = 28
    """Height and width of the pictures, in pixels."""
    patch: int = 4
    """Height and width of a patch, in pixels."""
    width: int = 96
    """Of a token."""
    heads: int = 3
    depth: int = 6
    """Encoder layers."""
    exits: list[int] = field(default_factory=lambda: [2, 4])
    """An early exit after each of these layers, counted from 1; the last exit comes after the last layer."""
    branches: list[str] = field(default_factory=lambda: ["mlp"])
    """Design of each early exit's branch, one for all or one for each: see `vit_branches`."""
    dropout: float = 0.0
    surgery: str = "none"
    """Deep Feature Surgery of the tokens' channels at every early exit: `none`, `paper` or `released`."""
    surgery_share: float = 0.5
    mean: list[float] = field(default_factory=lambda: [0.2860])
    std: list[float] = field(default_factory=lambda: [0.3530])

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        found = surgery_problems(self.surgery, self.surgery_share)
        if self.patch < 1 or self.size % self.patch:
            found.append(f"size must be a multiple of patch, were {self.size} and {self.patch}")
        if self.heads < 1 or self.width % self.heads:
            found.append(f"width must be a multiple of heads, were {self.width} and {self.heads}")
        if self.exits != sorted(set(self.exits)) or any(not 1 <= e < self.depth for e in self.exits):
            found.append(f"exits must ascend and lie in 1…{self.depth - 1}, were {self.exits}")
        unknown = sorted(set(self.branches) - set(ALL_DESIGNS))
        if unknown:
            found.append(f"branches must be of {', '.join(ALL_DESIGNS)}; {', '.join(unknown)} is not")
        if len(self.branches) not in (1, len(self.exits)):
            found.append(f"branches must have 1 or {len(self.exits)} entries, had {len(self.branches)}")
        return found


class Patches(nn.Module):
    """Pixels to tokens: patches by a strided convolution, a learnt class token in front, learnt positions."""

    def __init__(self, options: MultiExitVitOptions) -> None:
        super().__init__()
        grid = options.size // options.patch
        self.pixels = Pixels(tuple(options.mean), tuple(options.std))
        self.embed = nn.Conv2d(len(options.mean), options.width, options.patch, options.patch)
        self.class_token = nn.Parameter(torch.zeros(1, 1, options.width))
        self.positions = nn.Parameter(torch.empty(1, grid * grid + 1, options.width))
        nn.init.trunc_normal_(self.positions, std=0.02)

    def forward(self, pixels: Tensor) -> Tensor:
        """`uint8 [B,H,W,3]` → tokens `[B,1+N,d]`."""
        patches = self.embed(self.pixels(pixels)).flatten(2).transpose(1, 2)
        tokens = torch.cat([self.class_token.expand(patches.shape[0], -1, -1), patches], dim=1)
        return tokens + self.positions


class VitStage(nn.Module):
    """The encoder layers between two exits, and the later exit's branch."""

    def __init__(self, layers: nn.Sequential, head: nn.Module | None, surgery: FeatureSurgery | None) -> None:
        super().__init__()
        self.layers, self.head, self.surgery = layers, head, surgery

    def forward(self, x: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Tokens (stage 1: pixels) → tokens and logits; the last stage: logits."""
        tokens = self.layers(x)
        if self.surgery is None:
            return self.head(tokens)
        deeper, own = self.surgery(tokens)
        return deeper, self.head(own)


def build(options: MultiExitVitOptions, outputs: int) -> MultiExitNetwork:
    """The network, randomly initialised; `outputs` classes, or values to regress.

    The backbone and the last head draw their random numbers first, so that one seed gives one backbone whatever the
    branches.
    """
    cuts = [0, *options.exits, options.depth]
    stages = []
    for first, end in pairwise(cuts):
        layers: list[nn.Module] = [] if first else [Patches(options)]
        layers += [EncoderLayer(options.width, options.heads, options.dropout) for _ in range(first, end)]
        early = end < options.depth
        surgery = FeatureSurgery(options.surgery, options.surgery_share, axis=-1) if early else None
        head = None if early else NormLinear(options.width, outputs)
        stages.append(VitStage(nn.Sequential(*layers), head, surgery))
    grid = options.size // options.patch
    for k, stage in enumerate(stages[:-1]):
        design = options.branches[k if len(options.branches) > 1 else 0]
        stage.head = build_branch(design, options.width, options.heads, grid, outputs, options.dropout)
    return MultiExitNetwork(stages)
