"""CIFAR-100 (Krizhevsky, 2009): 50,000 + 10,000 pictures of 32×32 in 100 classes."""

import tarfile
from pathlib import Path

import numpy as np
import torch

from .class_folders import Described, assemble, entries, split_entries
from .download import CACHE, checked, download
from .pictures import DataError, DataSet, Pictures, split

BINARY = "cifar-100-binary.tar.gz"
"""The official binary release: no pickles. Each record is a coarse label, a fine label, 3 × 32 × 32 bytes."""
BINARY_URL = f"https://www.cs.toronto.edu/~kriz/{BINARY}"
BINARY_MD5 = "03b5dce01913d631647c71ecec9e9cb8"
"""As published on the data set's page."""

DESCRIBED = Described("CIFAR-100", "none stated", "https://www.cs.toronto.edu/~kriz/cifar.html")


def load_cifar100(path: Path | None, held_out: int, seed: int, limit: int = 0) -> DataSet:
    """From `cifar100-train.zip` and `cifar100-test.zip` in `path` (class folders), from the official binary release
    there, or downloaded. Class folders have no official order: their held-out pictures are named by file."""
    if path is not None and (path / "cifar100-train.zip").is_file():
        train, test = entries(path / "cifar100-train.zip", "train"), entries(path / "cifar100-test.zip", "test")
        return assemble(DESCRIBED, *split_entries(train, held_out, seed), test, 32, limit)
    archive = path / BINARY if path is not None and path.is_dir() else path
    if archive is None:
        archive = CACHE / BINARY
        if not archive.is_file():
            download(BINARY_URL, archive)
    if not archive.is_file():
        raise DataError(f"--data {path}: neither cifar100-train.zip nor {BINARY} there")
    return _from_binary(checked(archive, BINARY_MD5), held_out, seed, limit)


def _from_binary(archive: Path, held_out: int, seed: int, limit: int) -> DataSet:
    with tarfile.open(archive) as members:
        content = {Path(m.name).name: members.extractfile(m).read() for m in members if m.isfile()}
    train, test = (_records(content[name]) for name in ("train.bin", "test.bin"))
    kept, held = split(train.labels, held_out, seed)
    return DataSet(
        name=DESCRIBED.name,
        licence=DESCRIBED.licence,
        source=DESCRIBED.source,
        classes=content["fine_label_names.txt"].decode().split(),
        train=train.take(kept[:limit] if limit else kept),
        held_out=train.take(held),
        test=test,
        held_out_indices=held.tolist(),
    )


def _records(content: bytes) -> Pictures:
    rows = np.frombuffer(content, np.uint8).reshape(-1, 2 + 3 * 32 * 32)
    pixels = rows[:, 2:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1).copy()
    labels = torch.from_numpy(rows[:, 1].astype(np.int64))
    return Pictures(torch.from_numpy(pixels), labels, [str(i) for i in range(len(labels))])
