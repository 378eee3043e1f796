"""Small things that several tests build on."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import torch
from torch import Tensor, nn

from offramp_zoo.bundle import Identity, Origin
from offramp_zoo.count import stage_cost
from offramp_zoo.data import DataSet, Pictures
from offramp_zoo.networks import branchy_resnet
from offramp_zoo.networks.stages import MultiExitNetwork
from offramp_zoo.recipe import Recipe, parse_recipe

RECIPE = """
name = "tiny"
version = "1.0.0"
seed = 3
family = "branchy-resnet"

[network]
stem = 4
widths = [[6], [8], [8]]
strides = [[2], [2], [1]]
branch_widths = [6, 8, 0]
branch_blocks = [2, 1, 0]
dropout = 0.2

[augment]
erase = 0.5

[train]
epochs = 3
batch = 32
learning_rate = 0.05
precision = "float32"

[data]
held_out = 40
"""


def recipe(**changes: str) -> Recipe:
    """The tiny recipe, with the text of some keys replaced: `recipe(epochs="1")`."""
    lines = []
    for line in RECIPE.splitlines():
        key = line.partition(" = ")[0]
        lines.append(f"{key} = {changes[key]}" if key in changes else line)
    return parse_recipe("\n".join(lines))


def network(classes: int = 4, seed: int = 0) -> MultiExitNetwork:
    """Three exits, a few thousand multiply-adds, random weights."""
    torch.manual_seed(seed)
    return branchy_resnet.build(recipe().network, classes).eval()


def pictures(count: int, seed: int, classes: int = 4, size: int = 12) -> Pictures:
    """Noise on a brightness that depends on the class, so that there is something to learn."""
    generator = torch.Generator().manual_seed(seed)
    labels = torch.arange(count) % classes
    noise = torch.randint(0, 40, (count, size, size, 3), generator=generator)
    pixels = (noise + (labels * (200 // classes)).view(-1, 1, 1, 1)).to(torch.uint8)
    return Pictures(pixels, labels, [str(i) for i in range(count)])


def data(size: int = 12) -> DataSet:
    """160 training, 40 held-out and 60 test pictures of four classes."""
    return DataSet(
        name="Squares",
        licence="none needed",
        source="tests",
        classes=["a", "b", "c", "d"],
        train=pictures(160, 1, size=size),
        held_out=pictures(40, 2, size=size),
        test=pictures(60, 3, size=size),
        held_out_indices=list(range(40)),
    )


def identity() -> Identity:
    """What the tiny bundle is called."""
    return Identity("tiny", "1.0.0", "branchy-resnet", ["a", "b", "c", "d"])


def origin() -> Origin:
    """Where the tiny bundle comes from."""
    return Origin("Squares", "none needed", "tests", list(range(40)), more={"seed": 3, "command": "none"})


@contextmanager
def time_by_arithmetic() -> Iterator[None]:
    """Inside, a piece of a backbone takes a millisecond for a million multiply-adds: by the clock tiny networks are all
    overhead, and a busy machine's clock is no basis for a test."""

    def milliseconds(piece: nn.Module, x: Tensor) -> float:
        return stage_cost(piece.eval(), [x[:1]])[0] / 1e6

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("offramp_zoo.grow.places.milliseconds", milliseconds)
        yield
