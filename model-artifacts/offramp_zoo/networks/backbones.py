"""Convolutional backbones that Dynamic Perceiver runs beside its latent branch: a stem and four stages each.

Parts carry the names of the published implementations (torchvision's RegNet and MobileNetV3, timm's ResNet), so that
published weights fit by renaming prefixes alone.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from .branchy_resnet import ResidualBlock


@dataclass(frozen=True)
class Backbone:
    """The parts of a CNN that stay untouched, and the heads that belong to its family."""

    stem: nn.Module
    stages: list[nn.Module]
    channels: list[int]
    """Into each of the four stages, and out of the last."""
    reductions: list[int]
    """By how much the picture is smaller at those five places."""
    head: Callable[[int, int], nn.Module]
    """The CNN's own classifier: (channels, classes) → module on pooled features."""
    merge: Callable[[int, int], nn.Module]
    """The classifier on everything: (channels, classes) → module."""


def convolution(
    inward: int,
    outward: int,
    kernel: int,
    stride: int = 1,
    groups: int = 1,
    activation: type[nn.Module] | None = nn.ReLU,
    norm: Callable[[int], nn.Module] = nn.BatchNorm2d,
) -> nn.Sequential:
    """Convolution without bias, batch norm, activation."""
    parts: list[nn.Module] = [
        nn.Conv2d(inward, outward, kernel, stride, kernel // 2, groups=groups, bias=False),
        norm(outward),
    ]
    return nn.Sequential(*parts) if activation is None else nn.Sequential(*parts, activation())


class SqueezeExcitation(nn.Module):
    """A gate for every channel from the means of all (Hu et al., 2018)."""

    def __init__(self, channels: int, squeezed: int, gate: nn.Module) -> None:
        super().__init__()
        self.fc1, self.fc2 = nn.Conv2d(channels, squeezed, 1), nn.Conv2d(squeezed, channels, 1)
        self.gate = gate

    def forward(self, x: Tensor) -> Tensor:
        """`[B,c,h,w]` → gated, the same shape."""
        means = x.mean(dim=(2, 3), keepdim=True)
        return x * self.gate(self.fc2(torch.relu(self.fc1(means))))


# RegNet-Y (Radosavovic et al., CVPR 2020): widths, depths and group width of its published sizes.
REGNETS = {
    "regnet-y-400mf": ([48, 104, 208, 440], [1, 3, 6, 6], 8),
    "regnet-y-800mf": ([64, 144, 320, 784], [1, 3, 8, 2], 16),
    "regnet-y-1.6gf": ([48, 120, 336, 888], [2, 6, 17, 2], 24),
    "regnet-y-3.2gf": ([72, 216, 576, 1512], [2, 5, 13, 1], 24),
}


class RegNetBlock(nn.Module):
    """Residual bottleneck: 1×1, grouped 3×3, squeeze-excitation, 1×1."""

    def __init__(self, inward: int, outward: int, stride: int, group: int) -> None:
        super().__init__()
        self.proj: nn.Module = nn.Identity()
        if inward != outward or stride != 1:
            self.proj = convolution(inward, outward, 1, stride, activation=None)
        self.f = nn.Sequential(
            OrderedDict(
                a=convolution(inward, outward, 1),
                b=convolution(outward, outward, 3, stride, groups=outward // group),
                se=SqueezeExcitation(outward, round(0.25 * inward), nn.Sigmoid()),
                c=convolution(outward, outward, 1, activation=None),
            )
        )

    def forward(self, x: Tensor) -> Tensor:
        """`[B,inward,h,w]` → `[B,outward,h/stride,w/stride]`."""
        return torch.relu(self.proj(x) + self.f(x))


def regnet_y(name: str) -> Backbone:
    """One of `REGNETS`; the stem has 32 channels at half size."""
    widths, depths, group = REGNETS[name]
    channels = [32, *widths]
    stages = []
    for inward, outward, depth in zip(channels, widths, depths, strict=False):
        blocks = [RegNetBlock(inward if i == 0 else outward, outward, 1 if i else 2, group) for i in range(depth)]
        stages.append(nn.Sequential(*blocks))
    return Backbone(
        stem=convolution(3, 32, 3, 2),
        stages=stages,
        channels=channels,
        reductions=[2, 4, 8, 16, 32],
        head=lambda width, classes: linear_head(width, classes, 0.0),
        merge=norm_linear,
    )


class Bottleneck(nn.Module):
    """ResNet's residual bottleneck, the stride on its 3×3 convolution."""

    def __init__(self, inward: int, width: int, stride: int) -> None:
        super().__init__()
        outward = 4 * width
        self.conv1, self.bn1 = nn.Conv2d(inward, width, 1, bias=False), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = nn.Conv2d(width, width, 3, stride, 1, bias=False), nn.BatchNorm2d(width)
        self.conv3, self.bn3 = nn.Conv2d(width, outward, 1, bias=False), nn.BatchNorm2d(outward)
        self.downsample: nn.Module = nn.Identity()
        if stride != 1 or inward != outward:
            self.downsample = convolution(inward, outward, 1, stride, activation=None)

    def forward(self, x: Tensor) -> Tensor:
        """`[B,inward,h,w]` → `[B,4·width,h/stride,w/stride]`."""
        y = torch.relu(self.bn1(self.conv1(x)))
        y = torch.relu(self.bn2(self.conv2(y)))
        return torch.relu(self.bn3(self.conv3(y)) + self.downsample(x))


def resnet50(multiplier: float) -> Backbone:
    """ResNet-50 (He et al., 2016) with all widths times `multiplier`."""
    widths = [int(multiplier * width) for width in (64, 128, 256, 512)]
    channels = [int(multiplier * 64), *(4 * width for width in widths)]
    stages = []
    for k, (width, depth) in enumerate(zip(widths, (3, 4, 6, 3), strict=True)):
        blocks = [Bottleneck(channels[k], width, 2 if k else 1)]
        blocks += [Bottleneck(4 * width, width, 1) for _ in range(depth - 1)]
        stages.append(nn.Sequential(*blocks))
    return Backbone(
        stem=nn.Sequential(*convolution(3, channels[0], 7, 2), nn.MaxPool2d(3, 2, 1)),
        stages=stages,
        channels=channels,
        reductions=[4, 4, 8, 16, 32],
        head=lambda width, classes: linear_head(width, classes, 0.2),
        merge=norm_linear,
    )


# MobileNetV3-Large (Howard et al., ICCV 2019, table 1): kernel, expanded, out, squeeze-excitation, hard-swish, stride.
MOBILENET_BLOCKS = [
    (3, 16, 16, False, False, 1),
    (3, 64, 24, False, False, 2),
    (3, 72, 24, False, False, 1),
    (5, 72, 40, True, False, 2),
    (5, 120, 40, True, False, 1),
    (5, 120, 40, True, False, 1),
    (3, 240, 80, False, True, 2),
    (3, 200, 80, False, True, 1),
    (3, 184, 80, False, True, 1),
    (3, 184, 80, False, True, 1),
    (3, 480, 112, True, True, 1),
    (3, 672, 112, True, True, 1),
    (5, 672, 160, True, True, 2),
    (5, 960, 160, True, True, 1),
    (5, 960, 160, True, True, 1),
]
MOBILENET_CUTS = [3, 5, 8, 14, 17]
"""Features before the first cut are the stem; the rest, up to each next cut, a stage."""


def divisible(channels: float, by: int = 8) -> int:
    """The multiple of `by` nearest to `channels`, but never less than 90 % of it: MobileNet's rounding."""
    rounded = max(by, int(channels + by / 2) // by * by)
    return rounded if rounded >= 0.9 * channels else rounded + by


def mobile_norm(channels: int) -> nn.BatchNorm2d:
    """Batch norm with MobileNetV3's constants."""
    return nn.BatchNorm2d(channels, eps=0.001, momentum=0.01)


class InvertedResidual(nn.Module):
    """1×1 up, depthwise, squeeze-excitation, 1×1 down; a skip where the shape stays."""

    def __init__(self, inward: int, row: tuple[int, int, int, bool, bool, int], multiplier: float) -> None:
        super().__init__()
        kernel, wide, out, squeezes, hard_swish, stride = row
        expanded, outward = divisible(wide * multiplier), divisible(out * multiplier)
        activation = nn.Hardswish if hard_swish else nn.ReLU
        parts: list[nn.Module] = []
        if expanded != inward:
            parts.append(convolution(inward, expanded, 1, activation=activation, norm=mobile_norm))
        parts.append(convolution(expanded, expanded, kernel, stride, expanded, activation=activation, norm=mobile_norm))
        if squeezes:
            parts.append(SqueezeExcitation(expanded, divisible(expanded // 4), nn.Hardsigmoid()))
        parts.append(convolution(expanded, outward, 1, activation=None, norm=mobile_norm))
        self.block = nn.Sequential(*parts)
        self.outward = outward
        self.skips = stride == 1 and inward == outward

    def forward(self, x: Tensor) -> Tensor:
        """`[B,inward,h,w]` → `[B,outward,h/stride,w/stride]`."""
        y = self.block(x)
        return x + y if self.skips else y


def mobilenet_v3_large(multiplier: float) -> Backbone:
    """MobileNetV3-Large with all widths times `multiplier`, its last 1×1 convolution in stage 4."""
    channels = divisible(16 * multiplier)
    features: list[nn.Module] = [convolution(3, channels, 3, 2, activation=nn.Hardswish, norm=mobile_norm)]
    widths = [channels]
    for row in MOBILENET_BLOCKS:
        features.append(InvertedResidual(widths[-1], row, multiplier))
        widths.append(features[-1].outward)
    features.append(convolution(widths[-1], 6 * widths[-1], 1, activation=nn.Hardswish, norm=mobile_norm))
    parts = [nn.Sequential(*features[a:b]) for a, b in zip([0, *MOBILENET_CUTS], MOBILENET_CUTS, strict=False)]
    last = divisible(1280 * multiplier)
    return Backbone(
        stem=parts[0],
        stages=parts[1:],
        channels=[*(widths[cut - 1] for cut in MOBILENET_CUTS[:-1]), 6 * widths[-1]],
        reductions=[4, 4, 8, 16, 32],
        head=lambda width, classes: mobile_head(width, last, classes),
        merge=lambda width, classes: nn.Sequential(nn.BatchNorm1d(width), *mobile_head(width, last, classes)),
    )


def small_resnet(planes: int, widths: list[int]) -> Backbone:
    """For 28 to 64 pixels: a 3×3 stem at full size, one residual block a stage, halving from the second on."""
    channels = [widths[0], *widths]
    stages = [ResidualBlock(a, b, 2 if k else 1) for k, (a, b) in enumerate(zip(channels, widths, strict=False))]
    return Backbone(
        stem=convolution(planes, widths[0], 3),
        stages=[nn.Sequential(stage) for stage in stages],
        channels=channels,
        reductions=[1, 1, 2, 4, 8],
        head=lambda width, classes: linear_head(width, classes, 0.0),
        merge=norm_linear,
    )


def linear_head(width: int, classes: int, dropout: float) -> nn.Sequential:
    """Dropout and a linear layer."""
    return nn.Sequential(nn.Dropout(dropout), nn.Linear(width, classes))


def norm_linear(width: int, classes: int) -> nn.Sequential:
    """Batch norm and a linear layer."""
    return nn.Sequential(nn.BatchNorm1d(width), nn.Linear(width, classes))


def mobile_head(width: int, hidden: int, classes: int) -> nn.Sequential:
    """Two linear layers with hard-swish and dropout between them."""
    return nn.Sequential(nn.Linear(width, hidden), nn.Hardswish(), nn.Dropout(0.2), nn.Linear(hidden, classes))


def build_backbone(name: str, multiplier: float, planes: int, widths: list[int]) -> Backbone:
    """A backbone by name; `multiplier` widens `resnet50` and `mobilenet-v3-large`, `widths` belong to `small`."""
    if name in REGNETS:
        return regnet_y(name)
    if name == "resnet50":
        return resnet50(multiplier)
    if name == "mobilenet-v3-large":
        return mobilenet_v3_large(multiplier)
    return small_resnet(planes, widths)


BACKBONES = ("small", "resnet50", "mobilenet-v3-large", *REGNETS)
