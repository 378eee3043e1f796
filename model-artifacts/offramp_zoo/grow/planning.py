"""Decides what the recipe of a grown network says: pictures held out, cuts by measured time, the backbone's weights."""

import io
import math
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch
from PIL import Image
from torch import Tensor

from ..count import stage_cost
from ..data import DataError, Entry, class_folder_parts
from ..imports.checkpoint import read_checkpoint
from ..networks.backbone_sources import (
    Source,
    SourceError,
    backbone,
    fitting,
    published_weights,
    usual_input,
)
from ..networks.cutting import Layered
from ..networks.grown import backbone_of
from .places import Measured, measured_places, proposed
from .wish import BACKBONE, GrowError, Plan, Wish

BRANCH_SHARE = 0.1
"""Of the backbone's multiply-adds, for all branches together."""

MOST_HELD_OUT, HELD_OUT_SHARE = 5000, 0.2

FEWEST_TRAINED = 5
"""Training pictures that every class must keep."""

BATCH = 64

SHOWN = 5
"""Classes named in a message."""

MEMORY = Path("/proc/meminfo")
MEMORY_SHARE = 0.7
"""Of the memory that is free, for pictures."""


def planned(wish: Wish, name: str, run: Path, say: Callable[[str], None]) -> Plan:
    """Everything but what a look at the trained backbone will add; its weights, and the file of a module of the user's
    own, are put into the folder `run`."""
    train, test = class_folder_parts(wish.data)
    classes, held_out = _enough(wish.data.name, train)
    _check_classes(wish, classes)
    if wish.random and wish.regime == "frozen":
        raise GrowError("random weights that stay frozen teach nothing: give --regime mixed or end-to-end")
    wish = replace(wish, source=_placed(wish.source, run))
    usual, mean, std = usual_input(wish.source)
    size = wish.size or usual or _size_of(train[0])
    _check_memory(wish.data.name, len(train) + len(test), size)
    mean, std = (wish.mean, wish.std) if wish.mean else (mean, std)
    if not wish.random:
        torch.save(_weights(wish, size, run), run / BACKBONE)
    torch.manual_seed(wish.seed)
    net = backbone(wish.source, len(classes), size, run).eval()
    layered = Layered(net)
    measured, whole = measured_places(layered, size, len(mean))
    chosen = proposed(measured, wish.exits)
    _tell(measured, chosen, whole, say)
    cost, _ = stage_cost(net, [torch.zeros(1, len(mean), size, size)])
    batch = _batch(len(train) - held_out)
    cuts = [m.place.name for m in chosen]
    return Plan(name, wish, size, mean, std, cuts, int(BRANCH_SHARE * cost), held_out, batch)


def _enough(name: str, train: list[Entry]) -> tuple[list[str], int]:
    """The classes, and how many training pictures to hold out; raises `DataError` where there are too few of either."""
    counts = Counter(entry.label for entry in train)
    if len(counts) < 2:
        found = f"all {len(train)} training pictures are of one class, {train[0].label}" if train else "no pictures"
        raise DataError(f"{name}: {found}; wanted are train/<class>/… and test/<class>/… of at least two classes")
    held_out = max(len(counts), min(MOST_HELD_OUT, int(HELD_OUT_SHARE * len(train))))
    rarest, count = min(counts.items(), key=lambda item: item[1])
    aside = math.ceil(held_out / len(counts))
    if count - aside < FEWEST_TRAINED:
        raise DataError(
            f"{name}: too few pictures: class {rarest} has {count} training pictures, of which {aside} would be held "
            f"out; every class must keep {FEWEST_TRAINED}"
        )
    return sorted(counts), held_out


def _check_classes(wish: Wish, classes: list[str]) -> None:
    """Refuses pictures of other classes than those that the bundle knows, where it is to keep its own."""
    if not wish.classes or list(wish.classes) == classes:
        return
    sides = ("the bundle", wish.classes, classes), ("the pictures", classes, wish.classes)
    told = [
        f"of {whose} alone: {', '.join(alone[:SHOWN])}" for whose, a, b in sides if (alone := sorted(set(a) - set(b)))
    ]
    raise GrowError(
        f"{wish.data.name} has other classes than the bundle ({'; '.join(told) or 'the same in another order'}); give "
        "--new-classes to train a new classifier for them"
    )


def _placed(source: Source, run: Path) -> Source:
    """A module's file is copied beside the recipe, which then names it without its folder."""
    if source.kind != "module":
        return source
    file = Path(source.file)
    if not file.is_file():
        raise SourceError(f"module file {file} does not exist")
    if file.resolve().parent != run.resolve():
        shutil.copyfile(file, run / file.name)
    return replace(source, file=file.name)


def _size_of(entry: Entry) -> int:
    try:
        with Image.open(io.BytesIO(entry.read())) as picture:
            return min(picture.size)
    except OSError:
        raise DataError(f"{entry.name} is no readable picture; give --input SIZE") from None


def _check_memory(name: str, pictures: int, size: int) -> None:
    """All pictures are kept decoded; better no training than one that the system ends."""
    lines = MEMORY.read_text(encoding="utf-8").splitlines() if MEMORY.is_file() else []
    free = next((1024 * int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")), None)
    needed = 3 * size * size * pictures
    if free is not None and needed > MEMORY_SHARE * free:
        raise DataError(
            f"{name}: {pictures:,} pictures of {size} pixels take {needed / 2**30:.1f} GiB decoded, "
            f"{free / 2**30:.1f} GiB are free: give a smaller --input, or fewer pictures"
        )


def _batch(pictures: int) -> int:
    """No batch may be of one picture: a norm over it has no deviation."""
    return next((b for b in range(min(BATCH, pictures), 2, -1) if pictures % b != 1), 2)


def _weights(wish: Wish, size: int, run: Path) -> dict[str, Tensor]:
    """The backbone's weights by its own names, checked but for those of its classifier."""
    if wish.weights is None:
        return published_weights(wish.source, size)
    weights = read_checkpoint(wish.weights)
    if all(name.startswith("stages.") and name.split(".")[2] in ("trunk", "branch") for name in weights):
        weights = backbone_of(weights)
    last = max(
        (k for k in weights if k.endswith(".weight") and weights[k].dim() == 2), default=None, key=list(weights).index
    )
    if last is None:
        raise GrowError(f"{wish.weights.name} has no linear layer that could be a classifier")
    net = backbone(wish.source, len(weights[last]), size, run)
    problems = fitting(net.state_dict(), weights)
    if problems:
        shown = "\n  - ".join(problems[:10])
        raise GrowError(
            f"{wish.weights.name} does not fit {wish.source}, {len(problems)} problem(s):\n  - {shown}"
            + ("\n  - …" if len(problems) > 10 else "")
        )
    return weights


def _tell(measured: list[Measured], chosen: list[Measured], whole: float, say: Callable[[str], None]) -> None:
    say(
        f"the backbone takes {whole:.3g} ms a picture here (batch 1, one thread); it can be cut at {len(measured)} "
        "places"
    )
    for k, m in enumerate(chosen, 1):
        shape = "×".join(map(str, m.shape))
        say(f"  exit {k} behind {m.place.name}: {m.milliseconds:.3g} ms, {m.share:.0%} of it; hands on {shape}")
