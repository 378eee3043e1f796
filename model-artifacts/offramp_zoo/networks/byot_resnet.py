"""ResNet18 with the branches of "Be Your Own Teacher" (Zhang et al., ICCV 2019), as Deep Feature Surgery trains it.

An exit after each of the four layers. A branch gates its features by a spatial attention, narrows them with 3, 2, 1
and 0 separable convolutions (so it is a complexity-decreasing pattern), pools and classifies.
"""

from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .branchy_resnet import ResidualBlock
from .stages import MultiExitNetwork, Pixels
from .surgery import FeatureSurgery, surgery_problems

BLOCKS_A_LAYER = 2


@dataclass(frozen=True)
class ByotResNetOptions:
    """The shape of the network; the defaults are the published one for CIFAR-100."""

    width: int = 64
    """Channels of the first layer; each further layer has twice as many."""
    layers: int = 4
    """Exits."""
    surgery: str = "none"
    """Deep Feature Surgery at every exit but the last: `none`, `paper` (as published here) or `released`."""
    surgery_share: float = 0.5
    mean: list[float] = field(default_factory=lambda: [0.5071, 0.4867, 0.4408])
    std: list[float] = field(default_factory=lambda: [0.2675, 0.2565, 0.2761])

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        found = surgery_problems(self.surgery, self.surgery_share)
        for name in ("width", "layers"):
            if getattr(self, name) < 1:
                found.append(f"{name} must be at least 1, was {getattr(self, name)}")
        return found


class SeparableConvolution(nn.Sequential):
    """Depthwise 3×3 with stride 2 and pointwise, then the same with stride 1; batch norm and ReLU after each pair."""

    def __init__(self, inward: int, outward: int) -> None:
        super().__init__(
            nn.Conv2d(inward, inward, 3, 2, 1, groups=inward, bias=False),
            nn.Conv2d(inward, inward, 1, bias=False),
            nn.BatchNorm2d(inward),
            nn.ReLU(),
            nn.Conv2d(inward, inward, 3, 1, 1, groups=inward, bias=False),
            nn.Conv2d(inward, outward, 1, bias=False),
            nn.BatchNorm2d(outward),
            nn.ReLU(),
        )


class SpatialAttention(nn.Module):
    """A gate between 0 and 1 for every value, computed at half resolution."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weigh = nn.Sequential(SeparableConvolution(channels, channels), nn.BatchNorm2d(channels), nn.ReLU())

    def forward(self, x: Tensor) -> Tensor:
        """`[B,c,h,w]` → gated, the same shape."""
        gate = F.interpolate(self.weigh(x), size=x.shape[2:], mode="bilinear", align_corners=False)
        return x * torch.sigmoid(gate)


class Branch(nn.Module):
    """Attention, `blocks` separable convolutions that double the channels, pooling, a linear layer."""

    def __init__(self, inward: int, blocks: int, classes: int) -> None:
        super().__init__()
        self.attention = SpatialAttention(inward) if blocks else nn.Identity()
        self.blocks = nn.Sequential(
            *(SeparableConvolution(inward * 2**i, inward * 2 ** (i + 1)) for i in range(blocks))
        )
        self.linear = nn.Linear(inward * 2**blocks, classes)

    def forward(self, x: Tensor) -> Tensor:
        """`[B,inward,h,w]` → logits `[B,classes]`."""
        return self.linear(self.blocks(self.attention(x)).mean(dim=(2, 3)))


class ByotStage(nn.Module):
    """One ResNet layer with its branch; between the two, in training, Deep Feature Surgery."""

    def __init__(self, layer: nn.Sequential, branch: Branch, surgery: FeatureSurgery | None) -> None:
        super().__init__()
        self.layer, self.branch, self.surgery = layer, branch, surgery

    @property
    def head(self) -> nn.Module:
        """What only this exit uses."""
        return self.branch

    def forward(self, x: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """Previous features (stage 1: pixels) → features and logits; the last stage: logits."""
        features = self.layer(x)
        if self.surgery is None:
            return self.branch(features)
        deeper, own = self.surgery(features)
        return deeper, self.branch(own)


def build(options: ByotResNetOptions, classes: int) -> MultiExitNetwork:
    """The network, with He's initialisation of the convolutions."""
    stages = []
    for k in range(options.layers):
        width = options.width * 2**k
        parts: list[nn.Module] = []
        if k == 0:
            parts = [
                Pixels(tuple(options.mean), tuple(options.std)),
                nn.Conv2d(len(options.mean), width, 3, 1, 1, bias=False),
                nn.BatchNorm2d(width),
                nn.ReLU(),
            ]
        inward = width // 2 if k else width
        for i in range(BLOCKS_A_LAYER):
            parts.append(ResidualBlock(inward if i == 0 else width, width, 2 if k and i == 0 else 1))
        last = k == options.layers - 1
        surgery = None if last else FeatureSurgery(options.surgery, options.surgery_share)
        stages.append(ByotStage(nn.Sequential(*parts), Branch(width, options.layers - 1 - k, classes), surgery))
    network = MultiExitNetwork(stages)
    for module in network.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    return network
