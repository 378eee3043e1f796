"""Decides what the recipe of a grown network says: pictures held out, cuts by measured time, the backbone's weights."""

import io
import math
import shutil
import statistics
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import torch
from PIL import Image

from ..data import UNREADABLE, DataError, Entry, class_folder_parts
from ..networks.backbone_sources import Source, SourceError, backbone, usual_input
from ..networks.cutting import Layered
from .branches import Exit, judged, told
from .places import BATCH as TIMED
from .places import measured_places, named, proposed
from .weights import backbone_weights
from .wish import BACKBONE, GrowError, Plan, Wish

MOST_HELD_OUT, HELD_OUT_SHARE = 5000, 0.2

FEWEST_TRAINED = 5
"""Training pictures that every class must keep."""

BATCH = 64

SHOWN = 5
"""Classes named in a message."""

LOOKED_AT = 100
"""Pictures whose size is looked at."""

MEMORY = Path("/proc/meminfo")
MEMORY_SHARE = 0.7
"""Of the memory that is free, for pictures."""


def planned(wish: Wish, name: str, run: Path, say: Callable[[str], None]) -> Plan:
    """Everything but what a look at the trained backbone will add; its weights, and the file of a module of the user's
    own, are put into the folder `run`."""
    parts = class_folder_parts(wish.data)
    classes, held_out = _enough(wish.data.name, parts.train)
    _check_classes(wish, classes)
    if wish.random and wish.regime == "frozen":
        raise GrowError("random weights that stay frozen teach nothing: give --regime mixed or end-to-end")
    wish = replace(wish, source=_placed(wish.source, run))
    usual, mean, std = usual_input(wish.source)
    size = wish.size or usual or _usual_size(parts.train)
    _check_memory(wish.data.name, len(parts.train) + len(parts.test), size)
    mean, std = (wish.mean, wish.std) if wish.mean else (mean, std)
    if not wish.random:
        torch.save(backbone_weights(wish, size, run), run / BACKBONE)
    torch.manual_seed(wish.seed)
    layered = Layered(backbone(wish.source, len(classes), size, run).eval())
    exits = _exits(layered, wish, size, len(mean), len(classes), say)
    return Plan(name, wish, size, mean, std, exits, held_out, _batch(len(parts.train) - held_out))


def _exits(
    layered: Layered, wish: Wish, size: int, channels: int, classes: int, say: Callable[[str], None]
) -> list[Exit]:
    """The early exits: those asked for, or else those of the proposed ones that pay; says what speaks for each."""
    measured, whole = measured_places(layered, size, channels)
    say(
        f"the backbone takes {whole:.3g} ms a picture here (batches of {TIMED}, one thread); it can be cut at "
        f"{len(measured)} places"
    )
    chosen = named(measured, wish.cuts) if wish.cuts else proposed(measured, wish.exits)
    judgements = judged(chosen, whole, wish.pattern, classes)
    exits: list[Exit] = []
    for judgement in judgements:
        placed = bool(wish.cuts) or judgement.pays
        if placed:
            exits.append(judgement.exit)
        say(told(judgement, len(exits) if placed else None))
    if not exits:
        raise GrowError(
            f"no exit pays on {wish.source} at {size} pixels: branches take more time than leaving there would save; "
            f"give --cuts NAME,… (such as {','.join(m.place.name for m in chosen)}) to have them all the same"
        )
    return exits


def _enough(name: str, train: list[Entry]) -> tuple[list[str], int]:
    """The classes, and how many training pictures to hold out; raises `DataError` where there are too few of either."""
    counts = Counter(entry.label for entry in train)
    if len(counts) < 2:
        found = f"all {len(train)} training pictures are of one class, {train[0].label}" if train else "no pictures"
        raise DataError(f"{name}: {found}; wanted are folders of at least two classes, in train/ and test/ or not")
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
    differing = [
        f"of {whose} alone: {', '.join(alone[:SHOWN])}" for whose, a, b in sides if (alone := sorted(set(a) - set(b)))
    ]
    raise GrowError(
        f"{wish.data.name} has other classes than the bundle ({'; '.join(differing) or 'the same in another order'}); "
        "give --new-classes to train a new classifier for them"
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


def _usual_size(found: list[Entry]) -> int:
    """The median of the shorter sides of some of the pictures."""
    sides = []
    for entry in found[:: math.ceil(len(found) / LOOKED_AT)]:
        try:
            with Image.open(io.BytesIO(entry.read())) as picture:
                sides.append(min(picture.size))
        except UNREADABLE:
            continue  # all of them are told when they are read for training
    if not sides:
        raise DataError(f"{found[0].name} and others are no readable pictures; give --input SIZE")
    return int(statistics.median_low(sides))


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
