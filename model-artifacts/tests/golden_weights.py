"""What the golden files of published code were made with: weights by name, and pictures."""

import math
import zlib

import numpy as np
import torch


def crc32_uniform(key, shape):
    """The tensor of this name and shape in the golden files: uniform noise in [-1, 1) of numpy's legacy generator (its
    stream is frozen) seeded with the CRC-32 of the name. Matrices and kernels are scaled to keep the variance; running
    variances and norms' weights become 1 ± 0.5, biases and means 0 ± 0.5: none is what a new layer starts with."""
    if key.endswith("num_batches_tracked"):
        return torch.tensor(0)
    noise = np.random.RandomState(zlib.crc32(key.encode())).uniform(-1, 1, shape)
    if key.endswith(".weight") and len(shape) > 1:
        noise *= math.sqrt(3 / math.prod(shape[1:]))
    elif key.endswith((".weight", ".running_var")):
        noise = 1 + noise / 2
    elif len(shape) == 1:
        noise /= 2
    return torch.from_numpy(noise).float()


def golden_pictures(size):
    """Two pictures, `size` × `size`, the sum of squares of 32 pixels (of 8 where it is below 224) and of fine noise."""
    random, square = np.random.RandomState(0), 32 if size >= 224 else 8
    places = size // square
    squares = random.randint(0, 128, (2, places, places, 3)).repeat(square, axis=1).repeat(square, axis=2)
    return torch.from_numpy(squares + random.randint(0, 128, (2, size, size, 3))).to(torch.uint8)
