"""The weights that a backbone starts with: a library's, or a file's, whatever its tables and prefixes are called."""

from collections.abc import Mapping
from pathlib import Path

from torch import Tensor

from ..imports.checkpoint import read_checkpoint
from ..networks.backbone_sources import backbone, fitting, published_weights
from ..networks.grown import backbone_of
from .wish import GrowError, Wish

SHOWN = 10
"""Problems named in a message."""


def backbone_weights(wish: Wish, size: int, run: Path) -> dict[str, Tensor]:
    """The backbone's weights by its own names, checked but for its classifier's; a module's file lies in `run`."""
    if wish.weights is None:
        return published_weights(wish.source, size)
    weights = read_checkpoint(wish.weights)
    if all(name.startswith("stages.") and name.split(".")[2] in ("trunk", "branch") for name in weights):
        weights = backbone_of(weights)
    net = backbone(wish.source, _classes_of(wish.weights.name, weights), size, run).state_dict()
    weights = _without_prefix(weights, net)
    problems = fitting(net, weights)
    if problems:
        shown = "\n  - ".join(problems[:SHOWN])
        raise GrowError(
            f"{wish.weights.name} does not fit {wish.source}, {len(problems)} problem(s):\n  - {shown}"
            + ("\n  - …" if len(problems) > SHOWN else "")
        )
    return weights


def _classes_of(file: str, weights: Mapping[str, Tensor]) -> int:
    """Of the classifier: the rows of the last matrix."""
    matrices = [value for name, value in weights.items() if name.endswith(".weight") and value.dim() == 2]
    if not matrices:
        raise GrowError(f"{file} has no linear layer that could be a classifier")
    return len(matrices[-1])


def _without_prefix(weights: dict[str, Tensor], net: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Without what training code puts before every name of a network that it keeps inside another one (`model.`)."""
    first = next(iter(net))
    prefixes = [name.removesuffix(first) for name in weights if name.endswith(f".{first}")]
    if first in weights or not prefixes:
        return weights
    prefix = min(prefixes, key=len)  # parts of the network may end alike
    return {name.removeprefix(prefix): value for name, value in weights.items() if name.startswith(prefix)}
