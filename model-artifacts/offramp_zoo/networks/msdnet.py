"""Multi-Scale Dense Network (Huang et al., ICLR 2018, arXiv 1703.09844).

Figure 2 of the paper: several scales of features go through the layers side by side; every layer adds channels to each
scale from that scale ("normal") and from the next finer one ("down"), densely concatenated. Classifiers sit on the
coarsest scale, so even the first has coarse features. Finer scales are dropped on the way ("prune"): they feed nothing
that a classifier reads.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import torch
from torch import Tensor, nn

from .stages import MultiExitNetwork, Pixels
from .surgery import FeatureSurgery, surgery_problems

CIFAR_HEAD_CHANNELS = 128
"""Width of a classifier's convolutions in the CIFAR form; in the ImageNet form it is the width of what it reads."""


@dataclass(frozen=True)
class MSDNetOptions:
    """The shape of the network; the words of the published code in brackets."""

    form: str = "cifar"
    """First layer and classifiers: `cifar` (from about 28 pixels) or `imagenet` (224)."""
    blocks: int = 7
    """[nBlocks] Exits."""
    base: int = 4
    """[base] Layers before the first exit."""
    step: int = 2
    """[step] Layers between exits…"""
    step_mode: str = "even"
    """[stepmode] …always (`even`), or step·i + 1 before exit i (`lin_grow`)."""
    channels: int = 16
    """[nChannels] Of the finest scale after the first layer, times its growth factor."""
    growth: int = 16
    """[growthRate] Channels that a layer adds, times the scale's growth factor."""
    growth_factors: list[int] = field(default_factory=lambda: [1, 2, 4])
    """[grFactor] One for each scale, finest first."""
    bottleneck: bool = True
    """[bottleneck] A 1×1 convolution before each 3×3."""
    bottleneck_factors: list[int] = field(default_factory=lambda: [1, 2, 4])
    """[bnFactor] Its width is at most this times the 3×3 convolution's."""
    prune: str = "max"
    """[prune] `max`: drop a scale every ceil(layers / scales) layers; `min`: as late as the classifiers allow."""
    reduction: float = 0.5
    """[reduction] Channels kept by the transition after a dropped scale; 0 = no transitions."""
    dropout: float = 0.0
    """Before each classifier's linear layer; Deep Feature Surgery takes 0.5."""
    surgery: str = "none"
    """Deep Feature Surgery on the coarsest scale: `none`, `paper` or `released`."""
    surgery_share: float = 0.5
    mean: list[float] = field(default_factory=lambda: [0.2860])
    std: list[float] = field(default_factory=lambda: [0.3530])

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        found = surgery_problems(self.surgery, self.surgery_share)
        for name, known in (
            ("form", ("cifar", "imagenet")),
            ("step_mode", ("even", "lin_grow")),
            ("prune", ("max", "min")),
        ):
            if getattr(self, name) not in known:
                found.append(f"{name} must be one of {', '.join(known)}, was {getattr(self, name)!r}")
        for name in ("blocks", "base", "step", "channels", "growth"):
            if getattr(self, name) < 1:
                found.append(f"{name} must be at least 1, was {getattr(self, name)}")
        if not self.growth_factors or len(self.growth_factors) != len(self.bottleneck_factors):
            found.append("growth_factors and bottleneck_factors must have one entry for each scale")
        if any(self.growth * factor % 2 for factor in self.growth_factors[1:]):
            found.append("growth times growth_factors must be even: half comes from the finer scale")
        if not 0.0 <= self.reduction <= 1.0:
            found.append(f"reduction must be in [0, 1], was {self.reduction}")
        if not 0.0 <= self.dropout < 1.0:
            found.append(f"dropout must be in [0, 1), was {self.dropout}")
        return found

    def steps(self) -> list[int]:
        """Layers of each block."""
        later = range(1, self.blocks)
        return [self.base, *(self.step if self.step_mode == "even" else self.step * i + 1 for i in later)]


class Unit(nn.Sequential):
    """Convolution, batch norm, ReLU; with a bottleneck, the same as 1×1 before it (section 4 of the paper)."""

    def __init__(self, inward: int, outward: int, kernel: int = 3, stride: int = 1, inner: int | None = None) -> None:
        parts: list[nn.Module] = []
        if inner is not None:
            parts += [nn.Conv2d(inward, inner, 1, bias=False), nn.BatchNorm2d(inner), nn.ReLU()]
            inward = inner
        parts += [
            nn.Conv2d(inward, outward, kernel, stride, kernel // 2, bias=False),
            nn.BatchNorm2d(outward),
            nn.ReLU(),
        ]
        super().__init__(*parts)


class Growth(nn.Module):
    """One scale of one layer: what was there, what comes down from the finer scale, what the scale itself adds."""

    def __init__(self, normal: Unit, down: Unit | None) -> None:
        super().__init__()
        self.down, self.normal = down, normal

    def forward(self, same: Tensor, finer: Tensor | None) -> Tensor:
        """`[B,c,h,w]` and the finer `[B,c',2h,2w]` → `[B,c+growth,h,w]`."""
        added = [] if self.down is None else [self.down(finer)]
        return torch.cat([same, *added, self.normal(same)], dim=1)


class FirstLayer(nn.Module):
    """Pixels to all scales, each from the next finer by a strided convolution."""

    def __init__(self, options: MSDNetOptions) -> None:
        super().__init__()
        widths = [options.channels * factor for factor in options.growth_factors]
        planes = len(options.mean)
        if options.form == "cifar":
            finest: nn.Module = Unit(planes, widths[0])
        else:
            finest = nn.Sequential(
                nn.Conv2d(planes, widths[0], 7, 2, 3), nn.BatchNorm2d(widths[0]), nn.ReLU(), nn.MaxPool2d(3, 2, 1)
            )
        coarser = (Unit(a, b, stride=2) for a, b in pairwise(widths))
        self.scales = nn.ModuleList([finest, *coarser])

    def forward(self, features: list[Tensor]) -> list[Tensor]:
        """One normalised picture tensor → one tensor for each scale, finest first."""
        (x,) = features
        scales = []
        for scale in self.scales:
            x = scale(x)
            scales.append(x)
        return scales


class Layer(nn.Module):
    """One multi-scale layer; `drops`: the finest scale feeds the next one for the last time and ends here."""

    def __init__(self, options: MSDNetOptions, channels: int, scales: int, drops: bool) -> None:
        super().__init__()
        self.drops = drops
        finest = len(options.growth_factors) - scales
        self.scales = nn.ModuleList(
            self._growth(options, channels, s, from_finer=drops or s > finest)
            for s in range(finest, len(options.growth_factors))
        )

    @staticmethod
    def _growth(options: MSDNetOptions, channels: int, scale: int, from_finer: bool) -> Growth:
        growth = options.growth * options.growth_factors[scale]

        def unit(source: int, outward: int, stride: int) -> Unit:
            inward = channels * options.growth_factors[source]
            inner = min(inward, options.bottleneck_factors[source] * outward) if options.bottleneck else None
            return Unit(inward, outward, stride=stride, inner=inner)

        if not from_finer:
            return Growth(unit(scale, growth, 1), None)
        return Growth(unit(scale, growth // 2, 1), unit(scale - 1, growth // 2, 2))

    def forward(self, features: list[Tensor]) -> list[Tensor]:
        """One tensor for each scale, finest first → the same with more channels, less the dropped scale."""
        same = features[1:] if self.drops else features
        finer = features[:-1] if self.drops else [None, *features[:-1]]
        return [grow(s, f) for grow, s, f in zip(self.scales, same, finer, strict=True)]


class Transition(nn.Module):
    """1×1 convolutions that halve the channels of every scale."""

    def __init__(self, options: MSDNetOptions, inward: int, outward: int, scales: int) -> None:
        super().__init__()
        factors = options.growth_factors[-scales:]
        self.scales = nn.ModuleList(Unit(inward * f, outward * f, kernel=1) for f in factors)

    def forward(self, features: list[Tensor]) -> list[Tensor]:
        """One tensor for each scale → the same with fewer channels."""
        return [scale(x) for scale, x in zip(self.scales, features, strict=True)]


class Classifier(nn.Module):
    """Two strided convolutions on the coarsest scale, pooling, a linear layer."""

    def __init__(self, options: MSDNetOptions, channels: int, classes: int) -> None:
        super().__init__()
        width = CIFAR_HEAD_CHANNELS if options.form == "cifar" else channels
        self.convolutions = nn.Sequential(
            Unit(channels, width, stride=2), Unit(width, width, stride=2), nn.AvgPool2d(2)
        )
        self.dropout = nn.Dropout(options.dropout)
        self.linear = nn.Linear(width, classes)

    def forward(self, x: Tensor) -> Tensor:
        """`[B,c,h,w]` of the coarsest scale → logits `[B,classes]`."""
        return self.linear(self.dropout(self.convolutions(x).flatten(1)))


class MSDNetStage(nn.Module):
    """The layers between two exits, and the later exit's classifier."""

    def __init__(
        self, pixels: Pixels | None, block: list[nn.Module], classifier: Classifier, surgery: FeatureSurgery | None
    ) -> None:
        super().__init__()
        self.pixels = pixels
        self.block = nn.ModuleList(block)
        self.classifier = classifier
        self.surgery = surgery

    @property
    def head(self) -> nn.Module:
        """What only this exit uses."""
        return self.classifier

    def forward(self, *activations: Tensor) -> Tensor | tuple[Tensor, ...]:
        """The scales so far (stage 1: pixels), finest first → the scales and logits; the last stage: logits."""
        features = list(activations) if self.pixels is None else [self.pixels(*activations)]
        for layer in self.block:
            features = layer(features)
        if self.surgery is None:
            return self.classifier(features[-1])
        deeper, own = self.surgery(features[-1])
        return (*features[:-1], deeper, self.classifier(own))


def build(options: MSDNetOptions, classes: int) -> MultiExitNetwork:
    """The network, randomly initialised."""
    steps = options.steps()
    plan = _layers(options, sum(steps))
    stages = []
    for b, step in enumerate(steps):
        last = b == options.blocks - 1
        block: list[nn.Module] = [] if b else [FirstLayer(options)]
        for _ in range(step):
            layers, channels = next(plan)
            block += layers
        classifier = Classifier(options, channels * options.growth_factors[-1], classes)
        pixels = None if b else Pixels(tuple(options.mean), tuple(options.std))
        surgery = None if last else FeatureSurgery(options.surgery, options.surgery_share)
        stages.append(MSDNetStage(pixels, block, classifier, surgery))
    return MultiExitNetwork(stages)


def _layers(options: MSDNetOptions, count: int) -> Iterator[tuple[list[nn.Module], int]]:
    """Every layer with its transition, if one follows, and the finest scale's channels per growth factor after them."""
    channels = options.channels
    before = len(options.growth_factors)
    for n in range(1, count + 1):
        after = _scales_after(options, n, count)
        layers: list[nn.Module] = [Layer(options, channels, after, drops=after < before)]
        channels += options.growth
        if options.reduction > 0 and _narrows(options, n, count, drops=after < before):
            kept = math.floor(options.reduction * channels)
            layers.append(Transition(options, channels, kept, after))
            channels = kept
        before = after
        yield layers, channels


def _scales_after(options: MSDNetOptions, n: int, count: int) -> int:
    """Scales that leave layer n (1-based) of `count`."""
    scales = len(options.growth_factors)
    if options.prune == "min":
        return min(scales, count - n + 1)
    return scales - (n - 1) // math.ceil(count / scales)


def _narrows(options: MSDNetOptions, n: int, count: int, drops: bool) -> bool:
    if options.prune == "max":
        return drops
    return n in (math.floor(count / 3), math.floor(2 * count / 3))
