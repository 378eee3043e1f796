from pathlib import Path

import pytest
import torch

from offramp_zoo.calibrate import collect_logits
from offramp_zoo.count import stage_costs
from offramp_zoo.data import SOURCES, Request
from offramp_zoo.networks.mobilenet_v2 import IMAGENET_ROWS, MobileNetV2Options, build, published
from offramp_zoo.recipe import parse_recipe
from offramp_zoo.regimes import take_backbone
from offramp_zoo.train import TrainingError, train

from . import tiny

SHARED = Path(__file__).parents[3] / "shared" / "data"


def weights_like(network):
    """Random weights under the published names."""
    generator = torch.Generator().manual_seed(0)
    shapes = {"fc.weight": (1001, 1280), "fc.bias": (1001,)}
    block = 0
    for stage in network.stages:
        for part in stage.trunk:
            for name in ("exp", "dw", "pw"):
                if isinstance(getattr(part, name, None), torch.nn.Conv2d):
                    shapes[f"bl.{block}.{name}.weight"] = getattr(part, name).weight.shape
                    shapes[f"bl.{block}.{name}.bias"] = getattr(part, name).bias.shape
            block += hasattr(part, "dw")
    shapes |= {"c1.weight": (32, 3, 3, 3), "c1.bias": (32,), "cl.weight": (1280, 320, 1, 1), "cl.bias": (1280,)}
    return {name: torch.randn(shape, generator=generator) * 0.05 for name, shape in shapes.items()}


def test_the_backbone_has_the_published_size_and_cost():
    network = build(MobileNetV2Options(exits=[], branch_widths=[], branch_blocks=[]), 1001).eval()
    assert sum(p.numel() for p in network.parameters()) == 3_489_097
    (cost,) = stage_costs(network.stages, torch.zeros(1, 224, 224, 3, dtype=torch.uint8))
    assert cost / 1e6 == pytest.approx(300.8, abs=0.2)


def test_published_weights_find_their_place():
    network = build(MobileNetV2Options(), 10)
    weights = weights_like(network)
    assert len(weights) == 106
    state = published(network, weights, sorted(IMAGENET_ROWS))
    early = {k for k in network.state_dict() if ".head." in k and not k.startswith("stages.3.")}
    assert set(network.state_dict()) - set(state) == early
    take_backbone(network, state)
    assert torch.equal(network.stages[0].trunk[1].weight, weights["c1.weight"])
    assert torch.equal(network.stages[3].trunk[-2].weight, weights["cl.weight"])
    assert torch.equal(network.stages[3].head.linear.bias, weights["fc.bias"][sorted(IMAGENET_ROWS.values())])


def recipe(backbone):
    return parse_recipe(
        'name = "retrofit"\nversion = "1.0.0"\nseed = 1\nfamily = "mobilenet-v2"\n'
        "[network]\nbranch_widths = [8, 8, 8]\n"
        '[data]\nheld_out = 40\n[train]\nepochs = 1\nprecision = "float32"\nbatch = 80\nlearning_rate = 0.01\n'
        f'regime = "classifier-wise"\nbackbone = "{backbone}"'
    )


def data():
    def pictures(count, seed):
        return tiny.pictures(count, seed, classes=2, size=32)

    kinds = {"name": "n", "licence": "l", "source": "s", "classes": ["n01440764", "n03888257"]}
    return tiny.DataSet(**kinds, train=pictures(80, 1), held_out=pictures(40, 2), test=pictures(20, 3))


def test_branches_grow_on_the_pretrained_backbone(tmp_path):
    weights = weights_like(build(MobileNetV2Options(), 2))
    torch.save(weights, tmp_path / "pretrained.pt")
    cpu = torch.device("cpu")
    network = train(recipe("pretrained.pt"), data(), tmp_path / "run", cpu, lambda _: None, tmp_path)
    assert torch.equal(network.stages[0].trunk[1].weight, weights["c1.weight"])
    assert torch.equal(network.stages[3].head.linear.bias, weights["fc.bias"][[1, 702]])


def test_weights_that_are_missing_are_named(tmp_path):
    with pytest.raises(TrainingError, match=r"nowhere\.pt does not exist; give --data FOLDER"):
        train(recipe("nowhere.pt"), data(), tmp_path / "run", torch.device("cpu"), lambda _: None, tmp_path)


def test_the_pretrained_network_knows_photographs_it_never_saw():
    if not (SHARED / "mobilenetv2-imagenet.pt").is_file():
        pytest.skip("needs mobilenetv2-imagenet.pt and imagenette-128.zip in ../shared/data")
    pictures = SOURCES["imagenette-unseen"].load(Request(SHARED, 128, held_out=0, seed=20, limit=10))
    network = build(MobileNetV2Options(), 10).eval()
    weights = torch.load(SHARED / "mobilenetv2-imagenet.pt", weights_only=True)
    take_backbone(network, published(network, weights, pictures.classes))
    assert (len(pictures.held_out), len(pictures.test)) == (366, 134)
    parts = (pictures.held_out, pictures.test)
    right = [collect_logits(network.stages, part, batch=67)[-1].argmax(1) == part.labels for part in parts]
    assert float(torch.cat(right).float().mean()) > 0.9
