"""Grows bundles on tiny networks of several kinds, and writes what each says of pictures in Python alone.

Into FOLDER go the pictures (class folders without train and test parts), a bundle for each network that is named, and beside it
NAME.json: a row for each picture with its file, where and as what it leaves, and the answer of every exit.
"""

import json
import sys
from pathlib import Path

import numpy as np
import offramp_zoo
import torch
from offramp_zoo.__main__ import main as zoo
from PIL import Image

OWN = Path(__file__).with_name("grown_networks.py")

NETWORKS = {
    "resnet8": ["--module", f"{OWN}:resnet8", "--cuts", "layer1,layer2"],
    "tiny-vit": ["--module", f"{OWN}:tiny_vit", "--cuts", "layers.0,layers.1"],
    "resnet18": ["torchvision:resnet18", "--cuts", "layer1,layer2"],
}

CLASSES = {"day light": 120, "grün & süß": 90}
"""A brightness that the noise hardly tells apart, so that pictures leave at every exit."""


def write_pictures(folder: Path) -> list[Path]:
    draw = np.random.default_rng(1)
    for name, shade in CLASSES.items():
        (folder / name).mkdir(parents=True)
        for i in range(100):
            noise = draw.normal(shade + draw.normal(0, 20), 30, (16, 16, 3))
            Image.fromarray(noise.clip(0, 255).astype(np.uint8)).save(folder / name / f"{i}.png")
    return sorted(folder.rglob("*.png"))


def answers(bundle: offramp_zoo.prediction.Bundle, files: list[Path]) -> list[dict]:
    exits = len(bundle.stages)
    forced = [[None] * k + [0.0] * (exits - 1 - k) for k in range(exits)]
    each = [bundle.predict(files, thresholds) for thresholds in forced]
    return [
        {
            "file": f"{file.parent.name}/{file.name}",
            "exit": decided.exit,
            "label": decided.label,
            "exits": [{"label": answer.label, "confidence": answer.confidence} for answer in of_exits],
        }
        for file, decided, *of_exits in zip(files, bundle.predict(files), *each, strict=True)
    ]


def main(folder: Path, names: list[str]) -> int:
    torch.backends.nnpack.set_flags(False)
    files = write_pictures(folder / "pictures")
    for name in names:
        given = [
            *NETWORKS[name],
            "--random-weights",
            "--input",
            "16",
            "--epochs",
            "2",
            "--threads",
            "1",
            "--device",
            "cpu",
        ]
        where = ["--data", str(folder / "pictures"), "--out", str(folder / name), "--run", str(folder / "runs" / name)]
        status = zoo(["grow", *given, *where])
        if status:
            return status
        rows = answers(offramp_zoo.load(folder / name), files)
        (folder / f"{name}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
