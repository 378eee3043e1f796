"""Weights as a safetensors file: names, types, shapes, and bytes, nothing that could be run.

The format is an eight-byte length, a JSON table of what lies where, and the values; see
github.com/huggingface/safetensors.
"""

import json
import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

TYPES = {
    "F64": torch.float64,
    "F32": torch.float32,
    "F16": torch.float16,
    "BF16": torch.bfloat16,
    "I64": torch.int64,
    "I32": torch.int32,
    "U8": torch.uint8,
    "BOOL": torch.bool,
}
NAMES = {dtype: name for name, dtype in TYPES.items()}

LONGEST_TABLE = 100_000_000


def write_safetensors(path: Path, weights: Mapping[str, Tensor]) -> None:
    """Writes tensors of the types of `TYPES`, in the order of their names."""
    table, parts, end = {}, [], 0
    for name, value in sorted(weights.items()):
        content = value.detach().cpu().contiguous().flatten().view(torch.uint8).numpy().tobytes()
        table[name] = {
            "dtype": NAMES[value.dtype],
            "shape": list(value.shape),
            "data_offsets": [end, end + len(content)],
        }
        parts.append(content)
        end += len(content)
    header = json.dumps(table, separators=(",", ":")).encode()
    header += b" " * (-len(header) % 8)
    path.write_bytes(struct.pack("<Q", len(header)) + header + b"".join(parts))


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """The tensors of a file by name; raises `ValueError` for one that is damaged."""
    content = path.read_bytes()
    try:
        (length,) = struct.unpack_from("<Q", content)
        if length > min(LONGEST_TABLE, len(content) - 8):
            raise ValueError(f"its table would be {length} bytes long")
        table = json.loads(content[8 : 8 + length])
        table.pop("__metadata__", None)
        values = memoryview(content)[8 + length :]
        return {name: _tensor(values, entry) for name, entry in table.items()}
    except (struct.error, KeyError, TypeError, AttributeError, ValueError, RuntimeError) as error:
        raise ValueError(f"{path.name} is no safetensors file ({type(error).__name__}: {error})") from None


def _tensor(values: memoryview, entry: dict) -> Tensor:
    first, end = entry["data_offsets"]
    if not 0 <= first <= end <= len(values):
        raise ValueError(f"values from {first} to {end} of {len(values)}")
    if first == end:
        return torch.zeros(entry["shape"], dtype=TYPES[entry["dtype"]])
    flat = torch.from_numpy(np.frombuffer(values[first:end], np.uint8).copy())
    return flat.view(TYPES[entry["dtype"]]).view(entry["shape"])
