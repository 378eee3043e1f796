"""Exits over frames on real video: what `./offramp zoo frames` measures and writes down for the results page."""

import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from .count import counting
from .data.fights import Fights
from .frame_exits import Measured, bootstrap, cross_measured
from .networks.mobilenet_v2 import IMAGENET_ROWS, MobileNetV2Options, build, published
from .networks.over_frames import order_of

FRAMES, SIZE = 8, 128
CHUNKS = (1, 1, 2, 4)
ORDER = "middle-first"
BATCH = 32
TIMED = 50
SEED = 0


@dataclass(frozen=True)
class Row:
    """One way to look at a clip."""

    name: str
    accuracy: float
    """0…1."""
    frames: float
    """Looked at, a clip, on average."""
    over_every_frame: list[float]
    """Accuracy above that of every frame in full: value, and the 95 % interval over source videos."""


@dataclass(frozen=True)
class Study:
    """All of them."""

    clips: int
    videos: int
    chunks: list[int]
    order: str
    multiply_adds: int
    """Of a frame."""
    milliseconds: float
    """Of a frame by itself, one thread's CPU time."""
    rows: list[Row]


def pretrained_trunk(backbone: Path) -> nn.Module:
    """`uint8 [N,H,W,3]` → features `[N,1280]` of the published MobileNetV2."""
    classes = list(IMAGENET_ROWS)
    network = build(MobileNetV2Options(), len(classes))
    weights = torch.load(backbone, map_location="cpu", weights_only=True)
    network.load_state_dict(published(network, weights, classes), strict=False)
    return _Trunk([stage.trunk for stage in network.stages]).eval()


class _Trunk(nn.Module):
    def __init__(self, parts: Sequence[nn.Module]) -> None:
        super().__init__()
        self.parts = nn.Sequential(*parts)

    def forward(self, pixels: Tensor) -> Tensor:
        return self.parts(pixels).mean(dim=(2, 3))


def study(fights: Fights, trunk: nn.Module) -> Study:
    """Measures all ways on every clip once, each with heads that have seen none of the clip's video."""
    pixels = torch.from_numpy(fights.pixels)
    with torch.inference_mode():
        rows = [trunk(part) for part in pixels.flatten(0, 1).split(BATCH)]
        features = torch.cat(rows).unflatten(0, (-1, FRAMES)).numpy()
        one = pixels[:1, 0]
        with counting() as counter:
            trunk(one)
        milliseconds = _milliseconds(trunk, one)
    looked_at = features[:, order_of(ORDER, FRAMES)]
    measured = cross_measured(looked_at, fights.labels, fights.videos, CHUNKS, SEED)
    every = measured["every"].correct
    return Study(
        clips=len(fights.labels),
        videos=len(np.unique(fights.videos)),
        chunks=list(CHUNKS),
        order=ORDER,
        multiply_adds=counter.total,
        milliseconds=round(milliseconds, 3),
        rows=[_row(name, found, every, fights.videos) for name, found in measured.items()],
    )


def _row(name: str, found: Measured, every: np.ndarray, videos: np.ndarray) -> Row:
    difference = found.correct.astype(float) - every
    interval = [float(difference.mean()), *bootstrap(difference, videos, SEED)]
    return Row(
        name,
        round(float(found.correct.mean()), 4),
        round(float(found.frames.mean()), 3),
        [round(bound, 4) for bound in interval],
    )


def _milliseconds(trunk: nn.Module, frame: Tensor) -> float:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    times = []
    for _ in range(TIMED):
        start = time.thread_time()
        trunk(frame)
        times.append(1e3 * (time.thread_time() - start))
    torch.set_num_threads(threads)
    return float(np.median(times))


def write_study(found: Study, file: Path) -> None:
    """As JSON."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(asdict(found), indent=2) + "\n", encoding="utf-8")


def read_study(file: Path) -> Study | None:
    """What was written down; nothing where there is no file."""
    if not file.is_file():
        return None
    entries = json.loads(file.read_text(encoding="utf-8"))
    return Study(**{**entries, "rows": [Row(**row) for row in entries["rows"]]})
