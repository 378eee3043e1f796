"""Runs finished stages over labelled pictures and writes the calibration table."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import fastavro
import fastavro.schema
import torch
from torch import Tensor, nn

from .data import Pictures
from .networks.stages import run_stages
from .progress import Bar

CALIBRATION_SCHEMA = Path(__file__).parent / "schemas" / "calibration-row.avsc"
"""One schema for the writer here and the reader in Java."""


@torch.no_grad()
def collect_logits(
    stages: Sequence[nn.Module | Callable],
    pictures: Pictures,
    device: torch.device | None = None,
    batch: int = 500,
    what: str = "",
) -> Tensor:
    """Logits of every exit for every picture, nobody leaving: `float32 [exits,N,classes]`, on the CPU.

    How far it is, is shown where it is called something (`what`).
    """
    answers = []
    batches = pictures.pixels.split(batch)
    bar = Bar(what, len(batches))
    for step, pixels in enumerate(batches):
        if what and step:
            bar.show(step)
        logits = run_stages(stages, pixels.contiguous().to(device or torch.device("cpu")))
        answers.append(torch.stack([z.float().cpu() for z in logits]))
    return torch.cat(answers, dim=1)


def write_calibration(path: Path, names: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    """Writes one row a sample, its name and what was `Judged` of it, as an Avro object container file (deflate)."""
    schema = fastavro.schema.load_schema(CALIBRATION_SCHEMA)
    with path.open("wb") as file:
        # A fixed sync marker keeps the file, and so its sha256, the same for the same table.
        fastavro.writer(
            file,
            schema,
            ({"sample": name, **row} for name, row in zip(names, rows, strict=True)),
            codec="deflate",
            sync_marker=b"offramp-calibra.",
        )


def read_calibration(path: Path) -> list[dict]:
    """The rows of a calibration table, as written."""
    with path.open("rb") as file:
        return list(fastavro.reader(file))
