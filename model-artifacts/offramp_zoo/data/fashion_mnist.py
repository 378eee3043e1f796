"""Fashion-MNIST, from the idx files of the MNIST family."""

import gzip
import struct
from pathlib import Path

import numpy as np
import torch

from .download import CACHE, checked, download
from .pictures import DataError, DataSet, Pictures, split

DEBIAN_FASHION_MNIST = Path("/usr/share/datasets/fashion-mnist")
"""Where Debian's package `dataset-fashion-mnist` installs the four files."""

FASHION_MNIST_URL = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com"

FASHION_MNIST_SHA256 = {
    "train-images-idx3-ubyte.gz": "b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7",
    "train-labels-idx1-ubyte.gz": "0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056",
    "t10k-images-idx3-ubyte.gz": "cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936906477e6dd344da56eaa",
    "t10k-labels-idx1-ubyte.gz": "8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05",
}

FASHION_MNIST_CLASSES = [
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
]


def read_idx(path: Path) -> np.ndarray:
    """Reads an idx file of unsigned bytes (the MNIST format), gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rb") as file:
        content = file.read()
    if len(content) < 4 or content[:3] != b"\0\0\x08":
        raise DataError(f"{path} is not an idx file of unsigned bytes")
    dimensions = content[3]
    shape = struct.unpack(f">{dimensions}I", content[4 : 4 + 4 * dimensions])
    values = np.frombuffer(content, np.uint8, offset=4 + 4 * dimensions)
    if values.size != np.prod(shape):
        raise DataError(f"{path} says {shape} but holds {values.size} values")
    return values.reshape(shape)


def load_fashion_mnist(folder: Path | None, held_out: int, seed: int, limit: int = 0) -> DataSet:
    """Fashion-MNIST (Xiao et al., 2017; MIT): 60,000 + 10,000 grey 28×28 pictures in 10 classes."""
    found = _fashion_mnist_folder(folder)
    parts = {}
    for part in ("train", "t10k"):
        grey = torch.from_numpy(read_idx(_file(found, f"{part}-images-idx3-ubyte.gz")).copy())
        labels = torch.from_numpy(read_idx(_file(found, f"{part}-labels-idx1-ubyte.gz")).astype(np.int64))
        pixels = grey.unsqueeze(3).expand(-1, -1, -1, 3)
        parts[part] = Pictures(pixels, labels, [str(i) for i in range(len(labels))])
    kept, held = split(parts["train"].labels, held_out, seed)
    return DataSet(
        name="Fashion-MNIST",
        licence="MIT",
        source="https://github.com/zalandoresearch/fashion-mnist",
        classes=FASHION_MNIST_CLASSES,
        train=parts["train"].take(kept[:limit] if limit else kept),
        held_out=parts["train"].take(held),
        test=parts["t10k"],
        held_out_indices=held.tolist(),
    )


def _fashion_mnist_folder(folder: Path | None) -> Path:
    if folder is not None:
        missing = [name for name in FASHION_MNIST_SHA256 if not (folder / name).is_file()]
        if missing:
            raise DataError(f"--data {folder}: {', '.join(missing)} not there")
        return folder
    if DEBIAN_FASHION_MNIST.is_dir():
        return DEBIAN_FASHION_MNIST
    cache = CACHE / "fashion-mnist"
    for name in FASHION_MNIST_SHA256:
        if not (cache / name).is_file():
            download(f"{FASHION_MNIST_URL}/{name}", cache / name)
    return cache


def _file(folder: Path, name: str) -> Path:
    return checked(folder / name, FASHION_MNIST_SHA256[name])
