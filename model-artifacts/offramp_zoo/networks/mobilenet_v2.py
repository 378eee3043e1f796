"""MobileNetV2 (Sandler et al., CVPR 2018) as a pretrained, frozen backbone that early exits are grown on.

The backbone has no batch norms: they are folded into its convolutions. It comes from a TensorFlow release, hence the
padding: before a convolution with stride 2, one row below and one column to the right.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .stages import MultiExitNetwork, Pixels

# Table 2 of the paper: expansion, channels, repeats, stride of the first.
ROWS = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]
BLOCKS = [(t, c, s if i == 0 else 1) for t, c, n, s in ROWS for i in range(n)]
"""Expansion, channels and stride of each of the 17 inverted residuals."""
FEATURES = 1280

IMAGENET_ROWS = {
    "n01440764": 1,  # tench
    "n02102040": 218,  # English springer
    "n02979186": 483,  # cassette player
    "n03000684": 492,  # chain saw
    "n03028079": 498,  # church
    "n03394916": 567,  # French horn
    "n03417042": 570,  # garbage truck
    "n03425413": 572,  # gas pump
    "n03445777": 575,  # golf ball
    "n03888257": 702,  # parachute
}
"""Rows of the pretrained classifier (1,001 outputs, 0 = background) for Imagenette's classes."""


@dataclass(frozen=True)
class MobileNetV2Options:
    """Where the exits are and how much their branches compute."""

    exits: list[int] = field(default_factory=lambda: [6, 10, 13])
    """An early exit after each of these inverted residuals, counted from 1."""
    branch_widths: list[int] = field(default_factory=lambda: [64, 96, 128])
    branch_blocks: list[int] = field(default_factory=lambda: [3, 2, 1])
    """Separable blocks of each branch; the first halves the map."""
    dropout: float = 0.2
    mean: list[float] = field(default_factory=lambda: [0.5, 0.5, 0.5])
    std: list[float] = field(default_factory=lambda: [0.5, 0.5, 0.5])

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        found = []
        if self.exits != sorted(set(self.exits)) or any(not 1 <= e < len(BLOCKS) for e in self.exits):
            found.append(f"exits must ascend and lie in 1…{len(BLOCKS) - 1}, were {self.exits}")
        for name in ("branch_widths", "branch_blocks"):
            if len(getattr(self, name)) != len(self.exits):
                found.append(f"{name} must have {len(self.exits)} entries, as exits has")
        return found


class FrozenConvolution(nn.Conv2d):
    """A convolution with a folded batch norm: biased, padded as TensorFlow does."""

    def __init__(self, inward: int, outward: int, kernel: int, stride: int = 1, groups: int = 1) -> None:
        padding = kernel // 2 if stride == 1 else 0
        super().__init__(inward, outward, kernel, stride, padding, groups=groups)

    def forward(self, x: Tensor) -> Tensor:
        """`[B,inward,h,w]` → `[B,outward,h/stride,w/stride]`."""
        return super().forward(F.pad(x, (0, 1, 0, 1)) if self.stride[0] == 2 else x)


class InvertedResidual(nn.Module):
    """1×1 up, depthwise 3×3, 1×1 down without activation; a skip where the shape stays."""

    def __init__(self, inward: int, expansion: int, outward: int, stride: int) -> None:
        super().__init__()
        wide = expansion * inward
        self.exp = FrozenConvolution(inward, wide, 1) if expansion != 1 else nn.Identity()
        self.dw = FrozenConvolution(wide, wide, 3, stride, groups=wide)
        self.pw = FrozenConvolution(wide, outward, 1)
        self.expands, self.skips = expansion != 1, stride == 1 and inward == outward

    def forward(self, x: Tensor) -> Tensor:
        """`[B,inward,h,w]` → `[B,outward,h/stride,w/stride]`."""
        wide = F.relu6(self.exp(x)) if self.expands else x
        y = self.pw(F.relu6(self.dw(wide)))
        return x + y if self.skips else y


class Branch(nn.Module):
    """Separable blocks with batch norm, pooling, dropout, a linear layer; this is what is trained."""

    def __init__(self, inward: int, width: int, blocks: int, dropout: float, classes: int) -> None:
        super().__init__()
        parts: list[nn.Module] = []
        for i in range(blocks):
            before = width if i else inward
            parts += [
                nn.Conv2d(before, before, 3, 1 if i else 2, 1, groups=before, bias=False),
                nn.BatchNorm2d(before),
                nn.Conv2d(before, width, 1, bias=False),
                nn.BatchNorm2d(width),
                nn.ReLU6(),
            ]
        self.blocks = nn.Sequential(*parts)
        self.dropout, self.linear = nn.Dropout(dropout), nn.Linear(width if blocks else inward, classes)

    def forward(self, x: Tensor) -> Tensor:
        """`[B,inward,h,w]` → logits `[B,classes]`."""
        return self.linear(self.dropout(self.blocks(x).mean(dim=(2, 3))))


class MobileNetStage(nn.Module):
    """Some of the backbone's blocks and a branch, or the pretrained classifier at the end."""

    def __init__(self, trunk: nn.Sequential, head: nn.Module, last: bool) -> None:
        super().__init__()
        self.trunk, self.head, self.last = trunk, head, last

    def forward(self, x: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Previous features (stage 1: pixels) → features and logits; the last stage: logits."""
        x = self.trunk(x)
        return self.head(x) if self.last else (x, self.head(x))


def build(options: MobileNetV2Options, classes: int) -> MultiExitNetwork:
    """The network, randomly initialised; see `published` for the pretrained backbone."""
    trunks: list[list[nn.Module]] = [
        [Pixels(tuple(options.mean), tuple(options.std)), FrozenConvolution(3, 32, 3, 2), nn.ReLU6()]
    ]
    heads: list[nn.Module] = []
    channels = 32
    for n, (expansion, outward, stride) in enumerate(BLOCKS, 1):
        trunks[-1].append(InvertedResidual(channels, expansion, outward, stride))
        channels = outward
        if n in options.exits:
            k = len(heads)
            branch = (options.branch_widths[k], options.branch_blocks[k], options.dropout, classes)
            heads.append(Branch(channels, *branch))
            trunks.append([])
    trunks[-1] += [FrozenConvolution(channels, FEATURES, 1), nn.ReLU6()]
    heads.append(Branch(FEATURES, 0, 0, 0.0, classes))
    pairs = zip(trunks, heads, strict=True)
    return MultiExitNetwork([MobileNetStage(nn.Sequential(*t), h, h is heads[-1]) for t, h in pairs])


def published(network: MultiExitNetwork, weights: Mapping[str, Tensor], classes: list[str]) -> dict[str, Tensor]:
    """Pretrained weights (`c1`, `bl.N.exp|dw|pw`, `cl`, `fc`) under this network's names, `fc` cut to `classes`.

    Raises `KeyError` for a class that the pretrained classifier does not know by its WordNet id.
    """
    names: dict[str, str] = {}
    block = 0
    for k, stage in enumerate(network.stages):
        for i, part in enumerate(stage.trunk):
            if isinstance(part, InvertedResidual):
                names |= {f"stages.{k}.trunk.{i}.{p}": f"bl.{block}.{p}" for p in ("exp", "dw", "pw")}
                block += 1
            elif isinstance(part, FrozenConvolution):
                names[f"stages.{k}.trunk.{i}"] = "c1" if block == 0 else "cl"
    found = {
        key: weights[f"{names[prefix]}.{kind}"]
        for key in network.state_dict()
        for prefix, _, kind in [key.rpartition(".")]
        if prefix in names
    }
    rows = torch.tensor([IMAGENET_ROWS[name] for name in classes])
    last = f"stages.{len(network.stages) - 1}.head.linear"
    return found | {f"{last}.weight": weights["fc.weight"][rows], f"{last}.bias": weights["fc.bias"][rows]}
