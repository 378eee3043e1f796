"""One module a family; this table names them for recipes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import branchy_resnet, byot_resnet, msdnet, multi_exit_vit
from .stages import MultiExitNetwork


@dataclass(frozen=True)
class Family:
    """How a recipe's `[network]` table becomes a network."""

    options: type
    build: Callable[[Any, int], MultiExitNetwork]


FAMILIES: dict[str, Family] = {
    "branchy-resnet": Family(branchy_resnet.BranchyResNetOptions, branchy_resnet.build),
    "byot-resnet": Family(byot_resnet.ByotResNetOptions, byot_resnet.build),
    "msdnet": Family(msdnet.MSDNetOptions, msdnet.build),
    "multi-exit-vit": Family(multi_exit_vit.MultiExitVitOptions, multi_exit_vit.build),
}
