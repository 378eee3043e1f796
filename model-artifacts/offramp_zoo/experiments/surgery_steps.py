"""Does Deep Feature Surgery shorten a training step? Joint training, surgery as it is released, and split convolutions.

Stopping the gradient of half of the features saves nothing by itself: a convolution that reads `[shared, own.detach()]`
concatenated computes the gradient of its whole input and throws half of it away. What can save is to split it:
`conv(shared, W[:, :k]) + conv(own.detach(), W[:, k:])`, whose second term needs no gradient of its input.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..count import stage_costs
from ..losses import exits_loss
from ..networks import byot_resnet, msdnet
from ..networks.stages import Pixels
from ..recipe import TrainOptions
from ..timing import on_one_thread
from .alternating import median_interval, surroundings, turns

ROUNDS = 21
SIZE, CLASSES, BATCH = 32, 100, 64

JOINT, CONCATENATED, SPLIT = "joint", "concatenated", "split"
FORMS = (JOINT, CONCATENATED, SPLIT)

VGG_WIDTHS = (64, 128, 256)


@dataclass(frozen=True)
class Steps:
    """Of one network."""

    name: str
    multiply_adds: int
    """Of a picture, all exits."""
    batch: int
    precision: str
    milliseconds: dict[str, float]
    """A step, by form: the median of this thread's CPU time."""
    over_joint: dict[str, list[float]]
    """A step of each other form over a joint step of the same round: median, and the 95 % interval's ends."""
    surroundings: dict[str, object]


class VggBlock(nn.Module):
    """Two 3×3 convolutions and a max-pool, the second's parts in `rest`; the exit pools and classifies."""

    def __init__(self, inward: int, outward: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(inward, outward, 3, padding=1, bias=False)
        self.rest = nn.Sequential(
            nn.BatchNorm2d(outward),
            nn.ReLU(),
            nn.Conv2d(outward, outward, 3, padding=1, bias=False),
            nn.BatchNorm2d(outward),
            nn.ReLU(),
            nn.MaxPool2d(2),
        )
        self.head = nn.Linear(outward, CLASSES)


class SplitVgg(nn.Module):
    """A VGG with seven layers of weights and an exit behind each pool, trained in one of `FORMS`.

    The forms answer alike; with surgery (paper form) they also have alike gradients, concatenated or split.
    """

    def __init__(self, form: str, widths: tuple[int, ...] = VGG_WIDTHS, share: float = 0.5) -> None:
        super().__init__()
        self.form, self.share = form, share
        self.pixels = Pixels((0.5,) * 3, (0.25,) * 3)
        self.blocks = nn.ModuleList(VggBlock(a, b) for a, b in zip((3, *widths), widths, strict=False))

    def forward(self, pixels: Tensor) -> list[Tensor]:
        """`uint8 [B,H,W,3]` → the logits of every exit."""
        shared, own = self.pixels(pixels), None
        answers = []
        for block in self.blocks:
            features = block.rest(_read(block.first, shared, own))
            if self.form == JOINT or block is self.blocks[-1]:
                answers.append(block.head(features.mean(dim=(2, 3))))
                shared = features
                continue
            kept = round(features.shape[1] * self.share)
            shared, own = torch.split(features, [kept, features.shape[1] - kept], dim=1)
            means = torch.cat([shared.detach().mean(dim=(2, 3)), own.mean(dim=(2, 3))], dim=1)
            answers.append(block.head(means))
            own = own.detach()
            if self.form == CONCATENATED:
                shared, own = torch.cat([shared, own], dim=1), None
        return answers


def _read(convolution: nn.Conv2d, shared: Tensor, own: Tensor | None) -> Tensor:
    if own is None:
        return convolution(shared)
    kept = shared.shape[1]
    weight, padding = convolution.weight, convolution.padding
    return F.conv2d(shared, weight[:, :kept], padding=padding) + F.conv2d(own, weight[:, kept:], padding=padding)


def measure_steps(rounds: int = ROUNDS, batch: int = BATCH) -> Iterator[Steps]:
    """The VGG in all forms, then two networks of the paper with the surgery that the zoo trains them with."""
    yield _steps("VGG7, three exits, paper form", {form: SplitVgg(form) for form in FORMS}, rounds, batch)
    residual = {
        JOINT: byot_resnet.build(byot_resnet.ByotResNetOptions(width=32), CLASSES),
        CONCATENATED: byot_resnet.build(byot_resnet.ByotResNetOptions(width=32, surgery="paper"), CLASSES),
    }
    yield _steps("byot-resnet of width 32, paper form", residual, rounds, batch)
    dense = {
        JOINT: msdnet.build(_dense("none"), CLASSES),
        CONCATENATED: msdnet.build(_dense("released"), CLASSES),
    }
    yield _steps("msdnet of growth 6, released form", dense, rounds, batch)


def _dense(form: str) -> msdnet.MSDNetOptions:
    grey = [0.5] * 3
    return msdnet.MSDNetOptions(growth=6, dropout=0.5, surgery=form, mean=grey, std=grey)


def _steps(name: str, networks: dict[str, nn.Module], rounds: int, batch: int) -> Steps:
    options = TrainOptions(batch=batch)
    one = torch.zeros(1, SIZE, SIZE, 3, dtype=torch.uint8)
    with on_one_thread():
        found = turns({form: _step(network, options) for form, network in networks.items()}, rounds)
    ratios = {
        form: [theirs / joint for theirs, joint in zip(found[form], found[JOINT], strict=True)]
        for form in networks
        if form != JOINT
    }
    return Steps(
        name,
        sum(stage_costs([_AsStage(networks[JOINT])], one)),
        batch,
        options.precision,
        {form: float(f"{median_interval(each)[0]:.4g}") for form, each in found.items()},
        {form: [round(r, 3) for r in median_interval(each)] for form, each in ratios.items()},
        surroundings(),
    )


class _AsStage(nn.Module):
    """A whole network counted as one stage."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, pixels: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.network(pixels))


def _step(network: nn.Module, options: TrainOptions) -> Callable[[], None]:
    """One step over noise, all exits learning."""
    noise = torch.Generator().manual_seed(0)
    pixels = torch.randint(0, 256, (options.batch, SIZE, SIZE, 3), dtype=torch.uint8, generator=noise)
    labels = torch.randint(0, CLASSES, (options.batch,), generator=noise)
    network = network.to(memory_format=torch.channels_last).train()
    optimiser = torch.optim.SGD(network.parameters(), lr=1e-3, momentum=options.momentum)

    def run() -> None:
        with torch.autocast("cpu", torch.bfloat16, enabled=options.precision == "bfloat16"):
            answers = network(pixels)
        loss = exits_loss(answers, labels, options, [1.0] * len(answers))
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()

    return run
