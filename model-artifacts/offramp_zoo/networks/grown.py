"""Early exits grown on a backbone of another library, or of the user's own: cut where the recipe says, branches added.

A branch is a stack of 3×3 convolutions as in `branchy_resnet`; `./offramp zoo grow` sizes it by measured time. Where
the backbone hands on tokens, they are laid out as a map first, the class token added to each patch (the *CNN-Add* of
`vit_branches`).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch
from torch import Tensor, nn

from .backbone_sources import SourceError, backbone, fitting, parse_source
from .branching import Site
from .branchy_resnet import BLOCKS, Branch, BranchyStage
from .cutting import Layered, same
from .stages import MultiExitNetwork, Pixels

OWN_FOLDER = "own"
"""Marks the option that is no part of a recipe: where the recipe's file lies."""


@dataclass(frozen=True)
class GrownOptions:
    """The backbone, and where and how exits grow on it. `./offramp zoo grow` writes them."""

    backbone: str = "torchvision:resnet18"
    """`torchvision:NAME`, `timm:NAME` or `module:FILE:NAME`, the file in the recipe's folder."""
    size: int = 224
    """Height and width of the pictures, in pixels."""
    cuts: list[str] = field(default_factory=lambda: ["layer1", "layer2"])
    """Parts of the backbone that an early exit sits behind, in their order."""
    branch_widths: list[int] = field(default_factory=lambda: [64, 64])
    """Channels of each branch."""
    branch_blocks: list[int] = field(default_factory=lambda: [2, 1])
    """Blocks of each branch; the first halves the map."""
    block: str = "residual"
    """Of a branch: `residual` or `plain`."""
    dropout: float = 0.2
    """Before the linear layer of each branch."""
    mean: list[float] = field(default_factory=lambda: [0.485, 0.456, 0.406])
    std: list[float] = field(default_factory=lambda: [0.229, 0.224, 0.225])
    folder: str = field(default="", metadata={OWN_FOLDER: True})

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        found = []
        try:
            parse_source(self.backbone)
        except SourceError as error:
            found.append(f"backbone: {error}")
        if not self.cuts or len(set(self.cuts)) < len(self.cuts):
            found.append(f"cuts must name at least one part, and each once, were {self.cuts}")
        for name, least in (("branch_widths", 1), ("branch_blocks", 0)):
            given = getattr(self, name)
            if len(given) != len(self.cuts) or any(n < least for n in given):
                found.append(
                    f"{name} must be {len(self.cuts)} numbers, one for each cut, of at least {least}, was {given}"
                )
        if self.block not in BLOCKS:
            found.append(f"block must be one of {', '.join(BLOCKS)}, was {self.block!r}")
        if self.size <= 0:
            found.append(f"size must be above 0, was {self.size}")
        if not 0.0 <= self.dropout < 1.0:
            found.append(f"dropout must be in [0, 1), was {self.dropout}")
        if len(self.mean) != len(self.std) or len(self.mean) not in (1, 3):
            found.append(f"mean and std must both have 1 or 3 entries, had {len(self.mean)} and {len(self.std)}")
        return found

    def beside(self, folder: Path) -> "GrownOptions":
        """The same, of a recipe that lies in this folder."""
        return replace(self, folder=str(folder))


class TokenMap(nn.Module):
    """Tokens `[B,extra+h·h,d]` as a map `[B,d,h,h]`, with the first extra token, a class token, added to each patch."""

    def __init__(self, extra: int, side: int) -> None:
        super().__init__()
        self.extra, self.side = extra, side

    def forward(self, tokens: Tensor) -> Tensor:
        """Channels move to the front; only reshaping would mix rows of patches."""
        patches = tokens[:, self.extra :]
        patches = patches + tokens[:, :1] if self.extra else patches
        return patches.transpose(1, 2).unflatten(2, (self.side, self.side))


def layout(features: Tensor) -> tuple[nn.Module, Site] | None:
    """How features become a map, and its channels and size; None where they are nothing that a branch could read."""
    if features.dim() == 4:
        return nn.Identity(), Site(features.shape[1], features.shape[2])
    if features.dim() == 3:
        tokens, width = features.shape[1:]
        side = math.isqrt(tokens)
        return TokenMap(tokens - side * side, side), Site(width, side)
    return None


def build(options: GrownOptions, classes: int) -> MultiExitNetwork:
    """The network with random weights; see `published` for the backbone's.

    Raises `SourceError` or `CutError` where the backbone cannot be had or cut. The backbone and its classifier draw
    their random numbers first, so that one seed gives one backbone whatever the branches.
    """
    net = backbone(parse_source(options.backbone), classes, options.size, Path(options.folder)).eval()
    layered = Layered(net)
    *trunks, head = layered.pieces(options.cuts)
    features = torch.zeros(2, len(options.mean), options.size, options.size)
    if not same(net, [*trunks, head], torch.rand_like(features)):
        raise SourceError(f"{options.backbone} answers otherwise when it is cut: it cannot be grown on")
    readable = []
    with torch.no_grad():
        for trunk in trunks[:-1]:
            features = trunk(features)
            readable.append(_readable(features, options))
    shapes = zip(readable, options.branch_widths, options.branch_blocks, strict=True)
    branches = [branch(way, site, width, blocks, classes, options) for (way, site), width, blocks in shapes]
    first = nn.Sequential(Pixels(tuple(options.mean), tuple(options.std)), trunks[0])
    stages = [
        BranchyStage(first if k == 0 else trunk, branch, last=k == len(trunks) - 1)
        for k, (trunk, branch) in enumerate(zip(trunks, [*branches, head], strict=True))
    ]
    return MultiExitNetwork(stages)


def _readable(features: Tensor, options: GrownOptions) -> tuple[nn.Module, Site]:
    found = layout(features) if isinstance(features, Tensor) else None
    if found is None:
        raise SourceError(
            f"{options.backbone} has features at a cut that no branch can read: maps or tokens are needed"
        )
    return found


def branch(
    way: nn.Module, site: Site, width: int, blocks: int, classes: int, options: GrownOptions | None = None
) -> nn.Sequential:
    """A branch that reads features laid out by `way`; see `layout`."""
    how = options or GrownOptions()
    return nn.Sequential(way, Branch(BLOCKS[how.block], site.channels, width, blocks, how.dropout, classes))


def published(network: MultiExitNetwork, weights: Mapping[str, Tensor], classes: list[str]) -> dict[str, Tensor]:
    """A backbone's weights by its own names, under this network's; raises `KeyError` with what does not fit.

    Weights of a classifier for another number of classes are left out.
    """
    names = _originals(network.state_dict())
    state = network.state_dict()
    last = f"stages.{len(network.stages) - 1}.branch."
    other_classes = {n for n in names if n.startswith(last) and not _same_shape(state[n], weights.get(names[n]))}
    wanted = {names[n]: state[n] for n in names if n not in other_classes}
    problems = fitting(wanted, weights)
    if problems:
        more = f" and {len(problems) - 5} more" if len(problems) > 5 else ""
        raise KeyError(f"{'; '.join(problems[:5])}{more}")
    return {n: weights.get(names[n], state[n]) for n in names if n not in other_classes}


def _same_shape(ours: Tensor, theirs: Tensor | None) -> bool:
    return theirs is not None and ours.shape == theirs.shape


def backbone_of(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The backbone's weights by its own names, of a grown network's."""
    return {theirs: state[ours] for ours, theirs in _originals(state).items()}


def _originals(state: Mapping[str, Tensor]) -> dict[str, str]:
    """What each weight of the backbone is called here, and there."""
    last = max(int(name.split(".")[1]) for name in state)
    names = {name: _original(name, last) for name in state}
    return {ours: theirs for ours, theirs in names.items() if theirs}


def _original(name: str, last: int) -> str:
    """What a weight of the backbone is called there; empty for one of a branch."""
    _, number, part, rest = name.split(".", 3)
    inside = rest.removeprefix("1.") if number == "0" and part == "trunk" else rest
    return inside.removeprefix("net.") if part == "trunk" or int(number) == last else ""
