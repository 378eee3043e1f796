"""Pictures for training: read, checked, split."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .cifar100 import load_cifar100
from .class_folders import Described, assemble, entries
from .fashion_mnist import FASHION_MNIST_CLASSES, load_fashion_mnist
from .pictures import DataError, DataSet, Pictures, split

__all__ = ["SOURCES", "DataError", "DataSet", "Described", "Pictures", "Request", "Source", "split"]


@dataclass(frozen=True)
class Request:
    """What a recipe wants of a data set."""

    path: Path | None
    """Where it lies; None = its usual place, else download."""
    size: int
    """Height and width in pixels; sets of one size know no other."""
    held_out: int
    seed: int
    """Draws the held-out pictures."""
    limit: int = 0
    """Train on so many pictures only; 0 = all."""


@dataclass(frozen=True)
class Source:
    """A data set by name."""

    load: Callable[[Request], DataSet]
    size: int
    """Pixels, unless the recipe says otherwise."""
    classes: int
    """0: as many as there are folders."""


def _fashion_mnist(request: Request) -> DataSet:
    return load_fashion_mnist(request.path, request.held_out, request.seed, request.limit)


def _cifar100(request: Request) -> DataSet:
    return load_cifar100(request.path, request.held_out, request.seed, request.limit)


IMAGENETTE = Described("Imagenette v2", "ImageNet terms", "https://github.com/fastai/imagenette")


def _imagenette(request: Request) -> DataSet:
    root = _needed(request, "imagenette", "an Imagenette folder or zip file")
    return _read(request, IMAGENETTE, entries(root, "train"), entries(root, "val"))


def _imagenette_unseen(request: Request) -> DataSet:
    """Imagenette re-splits ImageNet: a network pretrained there has seen most of its `val`. Unseen are the official
    validation pictures alone, so those test, and those among `train` are left out of training."""
    root = _needed(request, "imagenette-unseen", "an Imagenette folder or zip file")

    def official_validation(name: str) -> bool:
        return name.rpartition("/")[2].startswith("ILSVRC2012_val_")

    train = [e for e in entries(root, "train") if not official_validation(e.name)]
    return _read(request, IMAGENETTE, train, [e for e in entries(root, "val") if official_validation(e.name)])


def _folder(request: Request) -> DataSet:
    root = _needed(request, "folder", "a folder or zip file with train/<class>/… and test/<class>/… (or val/)")
    described = Described(root.stem, "see its owner", root.name)
    return _read(request, described, entries(root, "train"), entries(root, "test") or entries(root, "val"))


def _read(request: Request, described: Described, train: list, test: list) -> DataSet:
    return assemble(described, train, test, request.size, request.held_out, request.seed, request.limit)


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
    "cifar100": Source(_cifar100, 32, 100),
    "imagenette": Source(_imagenette, 128, 10),
    "imagenette-unseen": Source(_imagenette_unseen, 128, 10),
    "folder": Source(_folder, 64, 0),
}
