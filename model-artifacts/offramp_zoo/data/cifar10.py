"""CIFAR-10 (Krizhevsky, 2009): 50,000 + 10,000 pictures of 32×32 in 10 classes, as class folders of PNG files."""

from pathlib import Path

from .class_folders import Described, assemble, entries, split_entries
from .pictures import DataError, DataSet

CIFAR10_CLASSES = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
"""The official order, which is the alphabet's too."""

FOLDER = "cifar10"
"""Where the class folders may lie in a folder of several data sets; `cifar10.zip` does as well."""

DESCRIBED = Described("CIFAR-10", "none stated", "https://www.cs.toronto.edu/~kriz/cifar.html")


def load_cifar10(path: Path | None, held_out: int, seed: int, limit: int = 0) -> DataSet:
    """From `train/<class>/*.png` and `test/<class>/*.png` in `path`, in its folder `cifar10` or in a zip file, such as
    the repository `cyizhuo/CIFAR-10-dataset` has them. The held-out pictures are named by file."""
    if path is None:
        raise DataError(
            "data set cifar10 needs --data PATH: a folder or zip file with train/<class>/… and test/<class>/…"
        )
    root = next((p for p in (path / FOLDER, path / f"{FOLDER}.zip") if p.exists()), path)
    if not root.exists():
        raise DataError(f"--data {path} does not exist")
    train, test = entries(root, "train"), entries(root, "test")
    found = sorted({entry.label for entry in train})
    if found != CIFAR10_CLASSES:
        raise DataError(
            f"--data {path}: the folders of train must be CIFAR-10's classes, were {', '.join(found) or 'none'}"
        )
    return assemble(DESCRIBED, *split_entries(train, held_out, seed), test, 32, limit)
