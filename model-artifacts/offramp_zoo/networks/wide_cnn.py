"""A wide plain convolutional network for CPUs: dense 3×3 convolutions, a whitening stem, max-pools, early exits.

The shape is that of "94% on CIFAR-10 in 3.29 Seconds on a Single GPU" (Jordan 2024, arXiv 2404.00498: its network
architecture, frozen patch-whitening and identity initialisation), cut into stages. Wide dense convolutions run near a
processor's peak, where depthwise ones wait for memory: here the time of a stage follows its multiply-adds. The branches
are groups of the backbone's own kind, more of them the earlier the exit (complexity-decreasing, arXiv 2204.13347), each
halving the map until a linear layer can take over.
"""

from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .stages import MultiExitNetwork, Pixels

ACTIVATIONS: dict[str, type[nn.Module]] = {"relu": nn.ReLU, "gelu": nn.GELU}

LOGIT_SCALE = 1 / 9
"""What the logits are multiplied by (Jordan 2024): the last features are large, as no weight of a norm makes
them small."""

WHITENING_PICTURES = 2000
"""How many training pictures the whitening filters are computed from."""

WHITENING_EPSILON = 5e-4
"""Added to a direction's variance, so that those with next to none are not blown up (Jordan 2024)."""

SKIPPED = 3
"""Convolutions from which on a group has a skip."""


@dataclass(frozen=True)
class WideCnnOptions:
    """The shape of the network. Every list has an entry a stage, each of which has an entry a group."""

    stem_kernel: int = 2
    """Height and width of the patches that are whitened."""
    stem_stride: int = 1
    stem_components: int = 0
    """Directions of a patch that are kept, those that vary most first, each as two filters of opposite sign; 0 = all,
    three times the square of `stem_kernel`."""
    widths: list[list[int]] = field(default_factory=lambda: [[64], [192], [384]])
    """Channels of each group of the backbone."""
    depths: list[list[int]] = field(default_factory=lambda: [[2], [3], [3]])
    """Convolutions of each group of the backbone; from 3 on, a skip goes around all but the first."""
    pools: list[list[bool]] = field(default_factory=lambda: [[True], [True], [False]])
    """Whether each group of the backbone halves the map."""
    branch_widths: list[list[int]] = field(default_factory=lambda: [[96, 192], [256], []])
    """Channels of each group of an exit's branch; every one halves the map. An exit without any is a linear layer."""
    branch_depths: list[list[int]] = field(default_factory=lambda: [[1, 2], [1], []])
    """Convolutions of each group of an exit's branch."""
    activation: str = "relu"
    """`relu` or `gelu`."""
    norm_momentum: float = 0.4
    """Weight of the newest batch in the norms' statistics: short schedules forget fast."""
    mean: list[float] = field(default_factory=lambda: [128 / 255] * 3)
    std: list[float] = field(default_factory=lambda: [128 / 255] * 3)
    """With these, every 8-bit value of a picture is exact in bfloat16; the stem does the rest of the normalising."""

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        found = []
        forms = [[len(groups) for groups in part] for part in (self.widths, self.depths, self.pools)]
        if forms[1] != forms[0] or forms[2] != forms[0]:
            found.append("widths, depths and pools must have the same number of groups in each stage")
        if not self.widths or not all(self.widths):
            found.append("widths must have at least one stage, and every stage at least one group")
        branches = [[len(groups) for groups in part] for part in (self.branch_widths, self.branch_depths)]
        if branches[0] != branches[1]:
            found.append("branch_widths and branch_depths must have the same number of groups in each stage")
        if len(self.branch_widths) != len(self.widths):
            found.append(f"branch_widths must have {len(self.widths)} stages, as widths has")
        for name in ("widths", "depths", "branch_widths", "branch_depths"):
            if any(n < 1 for groups in getattr(self, name) for n in groups):
                found.append(f"{name} must be at least 1 each, were {getattr(self, name)}")
        if self.activation not in ACTIVATIONS:
            found.append(f"activation must be one of {', '.join(ACTIVATIONS)}, was {self.activation!r}")
        if not 0.0 < self.norm_momentum <= 1.0:
            found.append(f"norm_momentum must be in (0, 1], was {self.norm_momentum}")
        for name in ("stem_kernel", "stem_stride"):
            if getattr(self, name) < 1:
                found.append(f"{name} must be at least 1, was {getattr(self, name)}")
        if not 0 <= self.stem_components <= 3 * self.stem_kernel**2:
            found.append(
                f"stem_components must be in 0…{3 * self.stem_kernel**2}, the values of a patch, "
                f"was {self.stem_components}"
            )
        if len(self.mean) != 3 or len(self.std) != 3:
            found.append("mean and std must have 3 entries each: the stem whitens colours")
        return found


class WhiteningStem(nn.Module):
    """Patches to uncorrelated values of variance 1, and their negatives (Jordan 2024, "Frozen patch-whitening").

    The filters are computed from training pictures by `whiten` and never trained, so they are a buffer; the bias is
    trained.
    """

    def __init__(self, options: WideCnnOptions) -> None:
        super().__init__()
        values = 3 * options.stem_kernel**2
        self.components = options.stem_components or values
        self.stride = options.stem_stride
        self.pixels = Pixels(tuple(options.mean), tuple(options.std))
        shape = (2 * self.components, 3, options.stem_kernel, options.stem_kernel)
        self.register_buffer("weight", torch.randn(shape) * values**-0.5)
        self.bias = nn.Parameter(torch.zeros(2 * self.components))
        self.activation = ACTIVATIONS[options.activation]()

    def forward(self, pixels: Tensor) -> Tensor:
        """`uint8 [B,H,W,3]` → `[B,2·components,h,w]`."""
        return self.activation(F.conv2d(self.pixels(pixels), self.weight, self.bias, self.stride))

    @torch.no_grad()
    def whiten(self, pixels: Tensor) -> None:
        """Computes the filters from training pictures, `uint8 [N,H,W,3]`."""
        patches = F.unfold(self.pixels(pixels), self.weight.shape[2:], stride=self.stride)  # [N,values,places]
        rows = patches.transpose(1, 2).flatten(0, 1).double()
        mean = rows.mean(0)
        covariance = (rows - mean).T @ (rows - mean) / len(rows)
        variances, directions = torch.linalg.eigh(covariance)  # ascending
        kept = (directions / torch.sqrt(variances + WHITENING_EPSILON)).T.flip(0)[: self.components]
        both = torch.cat([kept, -kept])
        self.weight.copy_(both.view_as(self.weight))
        self.bias.copy_(-both @ mean)


class Norm(nn.BatchNorm2d):
    """Batch norm whose weight stays 1 (Jordan 2024), so that it may change places with a max-pool."""

    def __init__(self, channels: int, momentum: float) -> None:
        super().__init__(channels, momentum=momentum)
        del self.weight
        self.register_buffer("weight", torch.ones(channels))


class Group(nn.Module):
    """Convolution, max-pool, norm; then further convolutions, around which a skip goes if there are two or more.

    The paper's "ConvGroup": two convolutions for its targets of 94 and 95 %, three and the skip for 96 %.
    """

    def __init__(self, inward: int, outward: int, depth: int, pool: bool, options: WideCnnOptions) -> None:
        super().__init__()
        self.depth = depth
        self.pool = nn.MaxPool2d(2) if pool else nn.Identity()
        self.activation = ACTIVATIONS[options.activation]()
        for i in range(depth):
            self.add_module(f"conv{i + 1}", _convolution(outward if i else inward, outward))
            self.add_module(f"bn{i + 1}", Norm(outward, options.norm_momentum))

    def forward(self, x: Tensor) -> Tensor:
        """`[B,inward,H,W]` → `[B,outward,H/2,W/2]`, or H, W without a pool."""
        x = self.activation(self.bn1(self.pool(self.conv1(x))))
        skipped = x
        for i in range(2, self.depth + 1):
            x = self.get_submodule(f"bn{i}")(self.get_submodule(f"conv{i}")(x))
            if i == self.depth >= SKIPPED:
                x = x + skipped
            x = self.activation(x)
        return x


def _convolution(inward: int, outward: int) -> nn.Conv2d:
    """3×3, whose first filters hand their channels on as they are (Jordan 2024, "Identity initialization")."""
    convolution = nn.Conv2d(inward, outward, 3, padding=1, bias=False)
    with torch.no_grad():
        nn.init.dirac_(convolution.weight[:inward])
    return convolution


class Branch(nn.Module):
    """Groups that halve the map, the largest value of each channel, a linear layer."""

    def __init__(self, groups: nn.Sequential, channels: int, classes: int) -> None:
        super().__init__()
        self.groups = groups
        self.linear = nn.Linear(channels, classes, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """`[B,c,H,W]` → logits `[B,classes]`."""
        return self.linear(self.groups(x).amax(dim=(2, 3))) * LOGIT_SCALE


class WideStage(nn.Module):
    """Groups of the backbone with the branch of their exit."""

    def __init__(self, trunk: nn.Sequential, branch: Branch, last: bool) -> None:
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


def build(options: WideCnnOptions, classes: int) -> MultiExitNetwork:
    """The network before its stem has seen pictures (`prepare`)."""
    stages = []
    stem = WhiteningStem(options)
    channels = 2 * stem.components
    for k, widths in enumerate(options.widths):
        trunk: list[nn.Module] = [] if k else [stem]
        for width, depth, pool in zip(widths, options.depths[k], options.pools[k], strict=True):
            trunk.append(Group(channels, width, depth, pool, options))
            channels = width
        branch, inward = [], channels
        for width, depth in zip(options.branch_widths[k], options.branch_depths[k], strict=True):
            branch.append(Group(inward, width, depth, True, options))
            inward = width
        last = k == len(options.widths) - 1
        stages.append(WideStage(nn.Sequential(*trunk), Branch(nn.Sequential(*branch), inward, classes), last))
    return MultiExitNetwork(stages)


def prepare(network: MultiExitNetwork, pixels: Tensor) -> None:
    """Computes the stem's filters from training pictures `uint8 [N,H,W,3]`, before the first step."""
    for module in network.modules():
        if isinstance(module, WhiteningStem):
            every = max(1, len(pixels) // WHITENING_PICTURES)  # pictures may lie in the order of their classes
            module.whiten(pixels[::every].to(module.weight.device))
