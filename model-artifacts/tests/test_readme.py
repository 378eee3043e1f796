"""What the README shows works as it stands there."""

import io
import re
import sys
import types

import numpy as np
from PIL import Image
from torch import nn

from offramp_zoo.__main__ import HOME
from offramp_zoo.manifest import read_bundle
from offramp_zoo.networks import FAMILIES

README = (HOME / "README.md").read_text(encoding="utf-8")


def torchvision_like():
    """A network with the parts, names and widths of a ResNet18, one convolution each."""
    net = nn.Module()
    net.conv1, net.bn1, net.relu = nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU()
    net.maxpool = nn.MaxPool2d(3, 2, 1)
    net.layer1, net.layer2 = nn.Conv2d(64, 64, 1), nn.Conv2d(64, 128, 3, 2, 1)
    net.layer3, net.layer4 = nn.Conv2d(128, 256, 3, 2, 1), nn.Conv2d(256, 512, 3, 2, 1)
    return net


def test_the_users_own_network_becomes_a_bundle(tmp_path, monkeypatch):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    lines = [line for line in code.splitlines() if line.strip() and not line.startswith(("import", "from", "#"))]
    assert len(lines) < 30
    generator = np.random.default_rng(0)
    for part, count in (("train", 270), ("test", 10)):
        for name in ("cat", "dog"):
            (tmp_path / "pictures" / part / name).mkdir(parents=True)
            for i in range(count):
                buffer = io.BytesIO()
                Image.fromarray(generator.integers(0, 256, (8, 8, 3), dtype=np.uint8)).save(buffer, "PNG")
                (tmp_path / "pictures" / part / name / f"{i}.png").write_bytes(buffer.getvalue())
    models = types.ModuleType("torchvision.models")
    models.resnet18 = torchvision_like
    monkeypatch.setitem(sys.modules, "torchvision", types.ModuleType("torchvision"))
    monkeypatch.setitem(sys.modules, "torchvision.models", models)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pictures").rename(tmp_path / "pictures.zip")  # a folder serves as well
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
    manifest = read_bundle(tmp_path / "my-resnet18")
    assert manifest["classes"] == ["cat", "dog"]
    assert manifest["provenance"]["heldOut"]["count"] == 500
    assert len(manifest["provenance"]["heldOut"]["names"]) == 500


def test_every_family_has_its_row():
    for family in FAMILIES:
        assert f"| `{family}` |" in README
