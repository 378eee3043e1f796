import gzip
import struct

import numpy as np
import pytest
import torch

from offramp_zoo.augment import augment, mirrored_in
from offramp_zoo.data.fashion_mnist import load_fashion_mnist, read_idx
from offramp_zoo.data.pictures import DataError, split
from offramp_zoo.recipe import AugmentOptions

from . import tiny


def test_an_idx_file_is_read_as_written(tmp_path):
    values = np.arange(24, dtype=np.uint8).reshape(2, 3, 4)
    content = b"\0\0\x08\x03" + struct.pack(">3I", 2, 3, 4) + values.tobytes()
    (tmp_path / "a.gz").write_bytes(gzip.compress(content))
    assert np.array_equal(read_idx(tmp_path / "a.gz"), values)


def test_a_truncated_idx_file_is_refused(tmp_path):
    (tmp_path / "a").write_bytes(b"\0\0\x08\x01" + struct.pack(">I", 10) + b"123")
    with pytest.raises(DataError, match="holds 3 values"):
        read_idx(tmp_path / "a")


def test_something_else_is_no_idx_file(tmp_path):
    (tmp_path / "a").write_bytes(b"PNG and so on")
    with pytest.raises(DataError, match="not an idx file"):
        read_idx(tmp_path / "a")


def test_the_split_is_balanced_reproducible_and_without_overlap():
    labels = torch.arange(1000) % 10
    kept, held = split(labels, 100, seed=7)
    again, _ = split(labels, 100, seed=7)
    other, _ = split(labels, 100, seed=8)
    assert torch.equal(kept, again)
    assert not torch.equal(kept, other)
    assert sorted([*kept.tolist(), *held.tolist()]) == list(range(1000))
    assert torch.bincount(labels[held]).tolist() == [10] * 10


def test_a_folder_without_the_files_is_refused_by_name(tmp_path):
    with pytest.raises(DataError, match=r"train-images-idx3-ubyte\.gz"):
        load_fashion_mnist(tmp_path, 10, 0)


def test_augmentation_changes_pictures_and_repeats_with_its_generator():
    pixels = tiny.pictures(16, 0).pixels
    options = AugmentOptions(flip=True, shift=2, erase=1.0)
    first = augment(pixels, options, torch.Generator().manual_seed(1))
    second = augment(pixels, options, torch.Generator().manual_seed(1))
    assert first.shape == pixels.shape
    assert first.dtype == torch.uint8
    assert torch.equal(first, second)
    assert not torch.equal(first, pixels)


def test_a_shift_moves_and_fills_with_black():
    pixels = torch.full((64, 6, 6, 3), 9, dtype=torch.uint8)
    moved = augment(pixels, AugmentOptions(flip=False, shift=1), torch.Generator().manual_seed(0))
    sums = moved[..., 0].ne(0).sum((1, 2)).tolist()
    assert set(sums) <= {36, 30, 25}
    assert len(set(sums)) == 3


def test_no_augmentation_leaves_pictures_alone():
    pixels = tiny.pictures(8, 0).pixels
    assert torch.equal(augment(pixels, AugmentOptions(flip=False, shift=0), torch.Generator()), pixels)


def test_an_alternating_flip_shows_both_sides_in_any_two_epochs():
    epochs = [mirrored_in(epoch, pictures=200, seed=3) for epoch in range(4)]
    assert torch.equal(epochs[0], ~epochs[1])
    assert torch.equal(epochs[1], ~epochs[2])
    assert torch.equal(epochs[0], epochs[2])
    assert 60 < epochs[0].sum() < 140
    assert not torch.equal(epochs[0], mirrored_in(0, pictures=200, seed=4))


def test_pictures_are_mirrored_as_told():
    pixels = torch.arange(24, dtype=torch.uint8).view(2, 2, 2, 3)
    told = torch.tensor([True, False])
    shown = augment(pixels, AugmentOptions(shift=0), torch.Generator(), told)
    assert torch.equal(shown[0], pixels[0].flip(1))
    assert torch.equal(shown[1], pixels[1])


def test_a_reflecting_border_lets_the_picture_itself_enter():
    row = torch.tensor([1, 2, 3, 4], dtype=torch.uint8)
    pixels = row.view(1, 1, 4, 1).expand(64, 4, 4, 3)
    options = AugmentOptions(flip=False, shift=2, border="reflect")
    shown = augment(pixels, options, torch.Generator().manual_seed(0))
    rows = {tuple(picture[0, :, 0].tolist()) for picture in shown}
    assert rows == {(3, 2, 1, 2), (2, 1, 2, 3), (1, 2, 3, 4), (2, 3, 4, 3), (3, 4, 3, 2)}


def test_a_zoom_shows_the_middle_larger_each_way_by_its_own_factor():
    places = torch.arange(16, dtype=torch.uint8)
    pixels = torch.stack([places.view(-1, 1).expand(16, 16), places.expand(16, 16), places.expand(16, 16)], 2)
    options = AugmentOptions(flip=False, shift=0, zoom=1.0)
    shown = augment(pixels.expand(64, 16, 16, 3), options, torch.Generator().manual_seed(0))
    heights, widths = shown[:, :, 0, 0].int(), shown[:, 0, :, 1].int()
    for seen in (heights, widths):
        extents = seen[:, -1] - seen[:, 0]
        assert (extents.min() <= 9, extents.max()) == (True, 15)
        assert torch.equal(seen[:, 0] + seen[:, -1], torch.full((64,), 15))
        assert (seen.diff(dim=1) >= 0).all()
    assert not torch.equal(heights, widths)
