"""300 surveillance clips of two seconds, fights and no fights, with the video that each was cut from.

The folder has `fight/*.mp4`, `noFight/*.mp4` and `videos.txt`: an address a video, and below it the clips of it. Clips
of one video show the same room and the same people, so whoever splits them must split videos.
"""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .pictures import DataError

CLASSES = ("fight", "noFight")
RANGE = re.compile(r"nofi(\d+) - nofi(\d+)")
CLIP = re.compile(r"((?:no)?fi\d+):")
UNLISTED = "not listed"
"""The video of clips that the list leaves out: they may come from one."""


@dataclass(frozen=True)
class Fights:
    """All clips, decoded."""

    pixels: np.ndarray
    """`uint8 [N,T,size,size,3]`: frames at equal distances from a clip's first to its last."""
    labels: np.ndarray
    """`int64 [N]`, indices of `CLASSES`."""
    videos: np.ndarray
    """Of each clip the video that it was cut from."""


def source_videos(text: str) -> dict[str, str]:
    """The video of each clip that `videos.txt` lists; a range of clips at its end names a data set instead."""
    found: dict[str, str] = {}
    video = UNLISTED
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("http"):
            video = line
        elif clip := CLIP.match(line):
            found[clip[1]] = video
        elif several := RANGE.match(line):
            found |= {f"nofi{n:03d}": line.rpartition(": ")[2] for n in range(int(several[1]), int(several[2]) + 1)}
    return found


def read_fights(folder: Path, frames: int, size: int) -> Fights:
    """Decodes so many frames of each clip; the shorter side is brought to `size`, the middle is kept."""
    files = [file for name in CLASSES for file in sorted((folder / name).glob("*.mp4"))]
    if not files:
        raise DataError(f"{folder} has no fight/*.mp4 and noFight/*.mp4")
    videos = source_videos((folder / "videos.txt").read_text(encoding="utf-8"))
    return Fights(
        np.stack([_frames(file, frames, size) for file in files]),
        np.array([CLASSES.index(file.parent.name) for file in files]),
        np.array([videos.get(file.stem, UNLISTED) for file in files]),
    )


def _frames(file: Path, count: int, size: int) -> np.ndarray:
    scaled = f"scale={size}:{size}:force_original_aspect_ratio=increase:flags=area,crop={size}:{size}"
    command = ["ffmpeg", "-v", "error", "-i", str(file), "-vf", scaled, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    try:
        raw = subprocess.run(command, capture_output=True, check=True).stdout
    except FileNotFoundError as missing:
        raise DataError("ffmpeg was not found; install it (Debian, Ubuntu: ffmpeg)") from missing
    except subprocess.CalledProcessError as failure:
        raise DataError(f"{file.name} cannot be decoded: {failure.stderr.decode(errors='replace')[:200]}") from failure
    decoded = np.frombuffer(raw, np.uint8).reshape(-1, size, size, 3)
    return decoded[np.linspace(0, len(decoded) - 1, count).round().astype(int)]
