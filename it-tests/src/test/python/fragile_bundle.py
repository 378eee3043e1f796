"""Makes a bundle fragile: its first stage throws on pictures with a red corner, and gives NaN on those with a blue one."""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from torch import nn

MANIFEST = "manifest.json"


class Fragile(nn.Module):
    """A first stage of float32 that reads pixels, [batch, height, width, 3] of uint8, and gives features and logits."""

    def __init__(self, stage: torch.jit.ScriptModule) -> None:
        super().__init__()
        self.stage = stage
        self.register_buffer("red", torch.tensor([255, 0, 0], dtype=torch.uint8))
        self.register_buffer("blue", torch.tensor([0, 0, 255], dtype=torch.uint8))

    def forward(self, pixels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The same as the stage's, but for pictures with such a corner."""
        corner = pixels[:, 0, 0, :]
        if bool((corner == self.red).all(dim=1).any()):
            raise RuntimeError("a red corner")
        is_blue = (corner == self.blue).all(dim=1)
        features, logits = self.stage(pixels)
        features = torch.where(is_blue.reshape(-1, 1, 1, 1), float("nan"), features)
        return features, torch.where(is_blue.reshape(-1, 1), float("nan"), logits)


def main() -> None:
    """Reads the command line and writes the bundle."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, help="one whose first stage gives one map of features, and logits")
    parser.add_argument("to", type=Path, help="folder, made anew")
    arguments = parser.parse_args()

    shutil.rmtree(arguments.to, ignore_errors=True)
    shutil.copytree(arguments.bundle, arguments.to)
    manifest = json.loads((arguments.to / MANIFEST).read_text())
    stage = manifest["stages"][0]
    file = arguments.to / stage["file"]
    torch.jit.script(Fragile(torch.jit.load(file))).save(file)
    stage["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    del manifest["variants"]  # they are as strong as they were
    (arguments.to / MANIFEST).write_text(json.dumps(manifest))


if __name__ == "__main__":
    main()
