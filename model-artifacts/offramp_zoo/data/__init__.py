"""Pictures for training: read, checked, split."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..tasks import TASKS, Task
from .belt import load_belt
from .cifar10 import CIFAR10_CLASSES, load_cifar10
from .cifar100 import load_cifar100
from .class_folders import (
    MOST_UNREADABLE,
    TEST_SHARE,
    UNREADABLE,
    Described,
    Entry,
    assemble,
    by_digest,
    entries,
    split_entries,
    unparted,
)
from .fashion_mnist import FASHION_MNIST_CLASSES, load_fashion_mnist
from .mosaics import load_counted_mosaics, load_labelled_mosaics
from .pictures import DataError, DataSet, Pictures, samples_shape, split

__all__ = [
    "MOST_UNREADABLE",
    "SOURCES",
    "UNREADABLE",
    "DataError",
    "DataSet",
    "Described",
    "Entry",
    "Parts",
    "Pictures",
    "Request",
    "Source",
    "class_folder_parts",
    "samples_shape",
    "split",
]


@dataclass(frozen=True)
class Request:
    """What a recipe wants of a data set."""

    path: Path | None
    """Where it lies; None = its usual place, else download."""
    size: int
    """Height and width in pixels; sets of one size know no other."""
    held_out: int
    """How many training pictures to hold out; 0 for a set that has its own."""
    seed: int
    """Draws the held-out pictures."""
    limit: int = 0
    """Train on so many pictures only; 0 = all."""
    held_out_from: str = "train"
    """`test`: half of the test pictures are held out, and none of the training pictures."""


@dataclass(frozen=True)
class Source:
    """A data set by name."""

    load: Callable[[Request], DataSet]
    size: int
    """Pixels, unless the recipe says otherwise."""
    classes: int
    """0: as many as there are folders."""
    own_held_out: bool = False
    """Whether the set says itself which pictures are held out; none are drawn then."""
    frames: int = 1
    """Of a clip; 1 for pictures."""
    task: str = "image-classification"
    """What is asked of its pictures, as manifests call it."""
    tolerance: float = 0.0
    """Of a set of numbers: how far off an answer may be to be right."""

    @property
    def asked(self) -> Task:
        """What is asked, and when an answer is right."""
        return TASKS[self.task].within(self.tolerance)

    def shape(self, samples: int, size: int) -> tuple[int, ...]:
        """Of so many samples: `[N,H,W,3]`, clips `[N,T,H,W,3]`."""
        return samples_shape(samples, self.frames, size, size)


def _fashion_mnist(request: Request) -> DataSet:
    return load_fashion_mnist(request.path, request.held_out, request.seed, request.limit)


def _belt(request: Request) -> DataSet:
    return load_belt(request.path, request.held_out, request.seed, request.limit)


def _labelled_mosaics(request: Request) -> DataSet:
    return load_labelled_mosaics(request.path, request.held_out, request.seed, request.limit)


def _counted_mosaics(request: Request) -> DataSet:
    return load_counted_mosaics(request.path, request.held_out, request.seed, request.limit)


def _cifar10(request: Request) -> DataSet:
    return load_cifar10(request.path, request.held_out, request.seed, request.limit)


def _cifar100(request: Request) -> DataSet:
    return load_cifar100(request.path, request.held_out, request.seed, request.limit)


IMAGENETTE = Described("Imagenette v2", "ImageNet terms", "https://github.com/fastai/imagenette")


def _imagenette(request: Request) -> DataSet:
    root = _needed(request, "imagenette", "an Imagenette folder or zip file")
    return _read(request, IMAGENETTE, entries(root, "train"), entries(root, "val"))


SET_ASIDE, SET_ASIDE_SEED = 1000, 20
"""How many of ImageNet's training pictures `imagenette-unseen` leaves unused, and what draws them. They calibrated
once, although a pretrained backbone has seen them; without them, the training pictures are the same as then."""


def _imagenette_unseen(request: Request) -> DataSet:
    """Imagenette re-splits ImageNet: a network pretrained there has seen all but its official validation pictures.
    Those among `train` are held out, and those among `val` test."""
    root = _needed(request, "imagenette-unseen", "an Imagenette folder or zip file")
    found = entries(root, "train")
    seen = [e for e in found if not _official_validation(e)]
    held_out = [e for e in found if _official_validation(e)]
    test = [e for e in entries(root, "val") if _official_validation(e)]
    train, _ = split_entries(seen, SET_ASIDE, SET_ASIDE_SEED)
    return assemble(IMAGENETTE, train, held_out, test, request.size, request.limit)


def _official_validation(entry: Entry) -> bool:
    return entry.name.rpartition("/")[2].startswith("ILSVRC2012_val_")


def _folder(request: Request) -> DataSet:
    root = _needed(request, "folder", "a folder or zip file of class folders, in train/ and test/ (or val/) or not")
    parts = class_folder_parts(root)
    described = Described(root.stem, "see its owner", root.name, parts.split)
    if request.held_out_from == "test":
        reported, held_out = split_entries(parts.test, len(parts.test) // 2, request.seed)
        return assemble(described, parts.train, held_out, reported, request.size, request.limit)
    return _read(request, described, parts.train, parts.test)


@dataclass(frozen=True)
class Parts:
    """Training and test pictures of class folders."""

    train: list[Entry]
    test: list[Entry]
    split: Mapping[str, Any] = field(default_factory=dict)
    """How they were told apart, where the folder does not say; as in a manifest's provenance."""


def class_folder_parts(root: Path) -> Parts:
    """Training and test pictures of a folder or zip file: `train` and `test`, or `val` where `test` is not there or has
    none of the classes. Where there is none of the three, the class folders lie there themselves, and digests tell."""
    train, test, val = (entries(root, part) for part in ("train", "test", "val"))
    if not (train or test or val):
        return Parts(*by_digest(unparted(root)), {"by": "sha256", "test": TEST_SHARE})
    classes = {entry.label for entry in train}
    return Parts(train, test if any(entry.label in classes for entry in test) else val or test)


def _read(request: Request, described: Described, train: list[Entry], test: list[Entry]) -> DataSet:
    kept, held_out = split_entries(train, request.held_out, request.seed)
    return assemble(described, kept, held_out, test, request.size, request.limit)


def _needed(request: Request, name: str, what: str) -> Path:
    if request.path is None:
        raise DataError(f"data set {name} needs --data PATH: {what}")
    if not request.path.exists():
        raise DataError(f"--data {request.path} does not exist")
    if name.startswith("imagenette") and request.path.is_dir() and (request.path / "imagenette-128.zip").is_file():
        return request.path / "imagenette-128.zip"
    return request.path


SOURCES: dict[str, Source] = {
    "fashion-mnist": Source(_fashion_mnist, 28, len(FASHION_MNIST_CLASSES)),
    "fashion-mnist-belt": Source(_belt, 28, len(FASHION_MNIST_CLASSES), frames=8),
    "fashion-mosaics-labels": Source(_labelled_mosaics, 56, len(FASHION_MNIST_CLASSES), task="multi-label"),
    "fashion-mosaics-count": Source(_counted_mosaics, 56, 1, task="regression", tolerance=0.5),
    "cifar10": Source(_cifar10, 32, len(CIFAR10_CLASSES)),
    "cifar100": Source(_cifar100, 32, 100),
    "imagenette": Source(_imagenette, 128, 10),
    "imagenette-unseen": Source(_imagenette_unseen, 128, 10, own_held_out=True),
    "folder": Source(_folder, 64, 0),
}
