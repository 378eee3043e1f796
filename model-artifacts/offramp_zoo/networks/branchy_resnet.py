"""A residual or plain convolutional network with branches in one of the branching patterns.

"A Closer Look at Branch Classifiers of Multi-exit Architectures" (CVIU 2024, arXiv 2204.13347): a branch is a stack
of the backbone's own kind of block, then pooling and a linear layer. In the complexity-decreasing pattern the *earlier*
exit gets more blocks, so that the backbone's early features need not turn into class scores too soon.
"""

from dataclasses import dataclass, field

import torch
from torch import Tensor, nn

from .branching import PATTERNS, Site, widths_for
from .stages import MultiExitNetwork, Pixels


@dataclass(frozen=True)
class BranchyResNetOptions:
    """The shape of the network; every list has one entry for each stage."""

    stem: int = 16
    """Channels after the first convolution."""
    widths: list[list[int]] = field(default_factory=lambda: [[24], [40], [40, 96], [96, 128]])
    """Output channels of each residual block of the backbone."""
    strides: list[list[int]] = field(default_factory=lambda: [[2], [1], [1, 2], [1, 2]])
    """Stride of each residual block of the backbone."""
    block: str = "residual"
    """`residual`, or `plain`: the same two convolutions without the skip."""
    pattern: str = "custom"
    """`custom`: as the next two say. `decreasing`, `constant`, `increasing`: see the module `branching`."""
    branch_widths: list[int] = field(default_factory=lambda: [32, 40, 96, 0])
    """Channels of each branch (custom)."""
    branch_blocks: list[int] = field(default_factory=lambda: [3, 2, 1, 0])
    """Blocks of each branch; the first halves the map (custom)."""
    branch_budget: float = 9e6
    """Multiply-adds of all early branches together (patterns)."""
    size: int = 28
    """Height and width of the pictures, which the budget depends on (patterns)."""
    dropout: float = 0.0
    """Before every linear layer."""
    mean: list[float] = field(default_factory=lambda: [0.2860])
    std: list[float] = field(default_factory=lambda: [0.3530])

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        found = []
        stages = len(self.widths)
        for name in ("strides", "branch_widths", "branch_blocks"):
            if len(getattr(self, name)) != stages:
                found.append(f"{name} must have {stages} entries, as widths has, had {len(getattr(self, name))}")
        if [len(w) for w in self.widths] != [len(s) for s in self.strides]:
            found.append("widths and strides must have the same number of blocks in each stage")
        for name, known in (("block", tuple(BLOCKS)), ("pattern", ("custom", *PATTERNS))):
            if getattr(self, name) not in known:
                found.append(f"{name} must be one of {', '.join(known)}, was {getattr(self, name)!r}")
        if self.branch_budget <= 0:
            found.append(f"branch_budget must be above 0, was {self.branch_budget}")
        if not 0.0 <= self.dropout < 1.0:
            found.append(f"dropout must be in [0, 1), was {self.dropout}")
        if any(n < 0 for n in self.branch_blocks):
            found.append(f"branch_blocks must not be negative, were {self.branch_blocks}")
        return found


class ResidualBlock(nn.Module):
    """Two 3×3 convolutions around a skip (He et al., 2016, fig. 2), projected by 1×1 where the shape changes."""

    def __init__(self, inward: int, outward: int, stride: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(inward, outward, 3, stride, 1, bias=False),
            nn.BatchNorm2d(outward),
            nn.ReLU(),
            nn.Conv2d(outward, outward, 3, 1, 1, bias=False),
            nn.BatchNorm2d(outward),
        )
        self.skip: nn.Module = nn.Identity()
        if stride != 1 or inward != outward:
            self.skip = nn.Sequential(nn.Conv2d(inward, outward, 1, stride, bias=False), nn.BatchNorm2d(outward))

    def forward(self, x: Tensor) -> Tensor:
        """`[B,inward,H,W]` → `[B,outward,H/stride,W/stride]`."""
        return torch.relu(self.body(x) + self.skip(x))


class PlainBlock(nn.Sequential):
    """Two 3×3 convolutions with batch norm and ReLU, as in VGG."""

    def __init__(self, inward: int, outward: int, stride: int) -> None:
        super().__init__(
            nn.Conv2d(inward, outward, 3, stride, 1, bias=False),
            nn.BatchNorm2d(outward),
            nn.ReLU(),
            nn.Conv2d(outward, outward, 3, 1, 1, bias=False),
            nn.BatchNorm2d(outward),
            nn.ReLU(),
        )


BLOCKS: dict[str, type[nn.Module]] = {"residual": ResidualBlock, "plain": PlainBlock}


class Branch(nn.Module):
    """Blocks, the first with stride 2, then global average pooling and a linear layer."""

    def __init__(
        self, block: type[nn.Module], inward: int, width: int, blocks: int, dropout: float, classes: int
    ) -> None:
        super().__init__()
        self.blocks = nn.Sequential(*(block(width if i else inward, width, 1 if i else 2) for i in range(blocks)))
        self.dropout = nn.Dropout(dropout)
        self.linear = nn.Linear(width if blocks else inward, classes)

    def forward(self, x: Tensor) -> Tensor:
        """`[B,inward,H,W]` → logits `[B,classes]`."""
        return self.linear(self.dropout(self.blocks(x).mean(dim=(2, 3))))


class BranchyStage(nn.Module):
    """A piece of the backbone with the branch of its exit."""

    def __init__(self, trunk: nn.Module, branch: nn.Module, last: bool) -> None:
        super().__init__()
        self.trunk, self.branch, self.last = trunk, branch, last

    @property
    def head(self) -> nn.Module:
        """What only this exit uses."""
        return self.branch

    def forward(self, x: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Previous features (stage 1: pixels) → features and logits; the last stage: logits."""
        features = self.trunk(x)
        logits = self.branch(features)
        return logits if self.last else (features, logits)


def branches(options: BranchyResNetOptions, classes: int) -> tuple[list[int], list[int]]:
    """Widths and blocks of every exit's branch; the last exit of a pattern is the backbone's own head."""
    if options.pattern == "custom":
        return options.branch_widths, options.branch_blocks
    sites, size = [], options.size
    for widths, strides in zip(options.widths, options.strides, strict=True):
        for stride in strides:
            size = (size + stride - 1) // stride
        sites.append(Site(widths[-1], size))
    residual = options.block == "residual"
    widths, blocks = widths_for(options.pattern, sites[:-1], options.branch_budget, residual, classes)
    return [*widths, 0], [*blocks, 0]


def build(options: BranchyResNetOptions, classes: int) -> MultiExitNetwork:
    """The network, randomly initialised."""
    stages = []
    channels = options.stem
    block = BLOCKS[options.block]
    branch_widths, branch_blocks = branches(options, classes)
    for k, (widths, strides) in enumerate(zip(options.widths, options.strides, strict=True)):
        trunk: list[nn.Module] = []
        if k == 0:
            trunk = [
                Pixels(tuple(options.mean), tuple(options.std)),
                nn.Conv2d(len(options.mean), channels, 3, 1, 1, bias=False),
                nn.BatchNorm2d(channels),
                nn.ReLU(),
            ]
        for width, stride in zip(widths, strides, strict=True):
            trunk.append(block(channels, width, stride))
            channels = width
        branch = Branch(block, channels, branch_widths[k], branch_blocks[k], options.dropout, classes)
        stages.append(BranchyStage(nn.Sequential(*trunk), branch, last=k == len(options.widths) - 1))
    return MultiExitNetwork(stages)
