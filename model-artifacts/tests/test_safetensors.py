import struct

import pytest
import torch

from offramp_zoo.safetensors import read_safetensors, write_safetensors


def test_weights_come_back_as_they_were_written(tmp_path):
    weights = {
        "b.weight": torch.randn(3, 4),
        "a.count": torch.tensor(7),
        "c": torch.randn(2, 2, dtype=torch.bfloat16),
        "empty": torch.zeros(0, 5),
    }
    write_safetensors(tmp_path / "x.safetensors", weights)
    read = read_safetensors(tmp_path / "x.safetensors")
    assert read.keys() == weights.keys()
    for name, value in weights.items():
        assert read[name].dtype == value.dtype
        assert torch.equal(read[name], value)


def test_the_library_reads_what_is_written(tmp_path):
    library = pytest.importorskip("safetensors.torch")
    weights = {"w": torch.randn(5, 3), "n": torch.tensor(3)}
    write_safetensors(tmp_path / "x.safetensors", weights)
    read = library.load_file(tmp_path / "x.safetensors")
    assert all(torch.equal(read[name], weights[name]) for name in weights)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no tensors",
        struct.pack("<Q", 2**40) + b"{}",
        struct.pack("<Q", 2) + b"[]",
        struct.pack("<Q", 56) + b'{"a":{"dtype":"F32","shape":[9],"data_offsets":[0,36]}} ',
        struct.pack("<Q", 56) + b'{"a":{"dtype":"F32","shape":[9],"data_offsets":[0, 8]}} ' + b"12345678",
    ],
)
def test_a_damaged_file_is_refused(tmp_path, content):
    (tmp_path / "x.safetensors").write_bytes(content)
    with pytest.raises(ValueError, match=r"x\.safetensors is no safetensors file"):
        read_safetensors(tmp_path / "x.safetensors")
