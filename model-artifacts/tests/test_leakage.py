import pytest
import torch
import torch.nn.functional as F
from PIL import Image

from offramp_zoo.__main__ import main
from offramp_zoo.data import SOURCES, Request
from offramp_zoo.leakage import suspected, suspicion
from offramp_zoo.manifest import read_bundle
from offramp_zoo.networks.backbone_sources import IMAGENET, backbone, parse_source
from offramp_zoo.networks.stages import Pixels

from .test_commands import write_pictures
from .test_grow import RESNET, arguments

pytestmark = pytest.mark.usefixtures("by_arithmetic")


def test_held_out_pictures_that_a_published_resnet56_had_seen_are_suspected():
    told = suspicion(1.0, 1000, 0.9339, 1000)
    assert told.startswith("held out 100.00 %, test 93.39 %: the gap of 6.61 points is more than chance explains")


def test_what_chance_explains_is_not_suspected():
    assert suspicion(0.9434, 5000, 0.9406, 10000) is None
    assert suspicion(0.95, 40, 0.90, 60) is None
    assert suspicion(0.90, 1000, 0.95, 1000) is None


def test_a_bundle_without_test_pictures_says_nothing():
    stages = [{"accuracy": {"heldOut": 1.0}}]
    assert suspected({"stages": stages, "provenance": {"heldOut": {"count": 10}, "test": {"count": 0}}}) is None


def test_a_backbone_that_has_seen_the_training_pictures_is_calibrated_with_test_pictures(tmp_path, capsys):
    write_pictures(tmp_path / "pictures", "ab", train=200, test=200)
    (tmp_path / "resnet.py").write_text(RESNET)
    torch.save(trained_on(tmp_path), tmp_path / "seen.pt")
    for path in sorted((tmp_path / "pictures" / "test").glob("*/*"))[::4]:  # a quarter looks like the other class
        Image.open(path).point(lambda v, b=path.parent.name == "b": v - 100 if b else v + 100).save(path)
    given = ["--module", f"{tmp_path / 'resnet.py'}:resnet8", "--weights", str(tmp_path / "seen.pt"), "--epochs", "1"]
    assert main(arguments(tmp_path, *given)) == 0
    assert "So half of the test pictures are held out instead" in capsys.readouterr().out
    manifest = read_bundle(tmp_path / "grown")
    held_out = manifest["provenance"]["heldOut"]
    assert (held_out["count"], manifest["provenance"]["test"]["count"]) == (100, 100)
    assert all((tmp_path / "pictures" / "test" / name).is_file() for name in held_out["names"])
    card = (tmp_path / "grown" / "MODEL_CARD.md").read_text()
    assert "100 of the data set's test pictures were held out" in card
    assert "never trained on" not in card


def trained_on(folder):
    """Weights of a resnet8 that knows all training pictures."""
    torch.manual_seed(0)
    pictures = SOURCES["folder"].load(Request(folder / "pictures", 12, held_out=0, seed=1)).train
    net = backbone(parse_source("module:resnet.py:resnet8"), 2, 12, folder)
    pixels = Pixels(*IMAGENET)(pictures.pixels)
    optimiser = torch.optim.Adam(net.parameters(), 1e-2)
    for _ in range(60):
        optimiser.zero_grad()
        F.cross_entropy(net(pixels), pictures.labels).backward()
        optimiser.step()
    net.eval()
    assert (net(pixels).argmax(1) == pictures.labels).float().mean() > 0.95
    return net.state_dict()
