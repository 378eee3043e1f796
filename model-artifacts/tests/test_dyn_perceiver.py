import argparse
import itertools
import json
from pathlib import Path

import pytest
import torch

from offramp_zoo.bundle import Identity, Samples, export_bundle
from offramp_zoo.count import stage_costs
from offramp_zoo.imports.checkpoint import CheckpointError, read_checkpoint
from offramp_zoo.imports.dyn_perceiver import import_dyn_perceiver, options_from, rename
from offramp_zoo.losses import exits_loss
from offramp_zoo.networks.dyn_perceiver import DynPerceiverOptions, build
from offramp_zoo.published_counts import perceiver_count
from offramp_zoo.recipe import TrainOptions

from . import tiny
from .golden_weights import crc32_uniform, golden_pictures

GOLDEN = Path(__file__).parent / "golden"
MEAN, STD = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
TINY = {"widths": [8, 8, 16, 16], "size": 12, "tokens": 8, "heads": [1, 1, 2, 2], "layers": [1, 1, 1, 1]}
PUBLISHED = {
    "reg800m_perceiver_t128": ("1-1-1-2", 21_798_360, [0.459053, 1.064883, 1.227629, 1.298015], [463, 269, 174]),
    "resnet50_0375_perceiver_t128": ("1-1-1-1", 20_283_336, [0.619347, 1.007321, 1.121888, 1.190166], [616, 322, 175]),
    "mobilenetV3_0x75_perceiver_t128": ("1-1-1-3", 9_299_040, [0.097687, 0.181993, 0.206852, 0.266410], [61, 34, 149]),
}


@pytest.fixture(scope="module", params=PUBLISHED)
def published_model(request):
    depth, parameters, operations, kib = PUBLISHED[request.param]
    options = options_from({"model": request.param, "depth_factor": depth}, MEAN, STD)
    return request.param, build(options, 1000).eval(), parameters, operations, kib


def test_a_published_model_has_its_parameters_and_carries_what_it_should(published_model):
    _, network, parameters, _, kib = published_model
    assert sum(p.numel() for p in network.parameters()) == parameters
    activations = (torch.zeros(1, 224, 224, 3, dtype=torch.uint8),)
    carried = []
    with torch.no_grad():
        for stage in network.stages[:-1]:
            *activations, _ = stage(*activations)
            carried.append(round(sum(a.numel() for a in activations) * 4 / 1024))
    assert carried == kib


def test_the_published_multiply_adds_are_met(published_model):
    name, network, _, operations, _ = published_model
    pixels = torch.zeros(1, 224, 224, 3, dtype=torch.uint8)
    ours = [total / 1e9 for total in itertools.accumulate(stage_costs(network.stages, pixels))]
    if name.startswith("resnet"):  # its table is a full count, as ours is
        assert ours == pytest.approx(operations, abs=1e-6)
    else:
        assert [total / 1e9 for total in perceiver_count(network, pixels)] == pytest.approx(operations, abs=1e-6)
        assert ours == pytest.approx(operations, rel=0.005)
        assert ours[-1] == pytest.approx(operations[-1], rel=0.0015)


@pytest.mark.parametrize("family", ["regnet", "resnet", "mobilenet"])
def test_every_exit_gives_the_logits_of_the_published_code(family):
    golden = json.loads((GOLDEN / f"dyn-perceiver-{family}.json").read_text())
    weights = {key: crc32_uniform(key, shape) for key, shape in golden["keys"].items()}
    network, size = import_dyn_perceiver(weights, 1000, golden["settings"], MEAN, STD)
    assert size == 224
    with torch.no_grad():
        answers = network(golden_pictures(224))
    for number, (logits, answer) in enumerate(zip(golden["logits"], answers, strict=True), 1):
        want, got = torch.tensor(logits), answer[:, golden["classes"]]
        error = float((got - want).abs().max() / want.abs().max())
        assert error < 1e-4, f"{family}, exit {number}: off by {error:.1e} of the largest logit"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("cnn_stem.0.weight", "stages.0.stem.0.weight"),
        ("cnn_body_stage2.0.downsample.1.running_mean", "stages.0.cnn2.0.downsample.1.running_mean"),
        ("cnn_body_stage4.2.0.weight", "stages.2.cnn4.2.0.weight"),
        ("cnn_body_stage1.1.block.2.fc1.bias", "stages.0.cnn1.1.block.2.fc1.bias"),
        ("classifier_cnn.weight", "stages.2.head.1.weight"),
        ("classifier_cnn.3.weight", "stages.2.head.3.weight"),
        ("token_mixer.2.1.bias", "stages.1.meeting4.halve.1.bias"),
        ("something.else", "something.else"),
    ],
)
def test_published_keys_find_their_place(theirs, ours):
    assert rename(theirs) == ours


def test_another_table_of_the_checkpoint_can_be_asked_for(tmp_path):
    tables = {"model": {"a": torch.zeros(1)}, "model_ema": {"a": torch.ones(1)}}
    more = {"optimizer": {}, "epoch": 3, "args": argparse.Namespace(model="reg800m_perceiver_t128")}
    torch.save(tables | more, tmp_path / "c.pth")
    assert read_checkpoint(tmp_path / "c.pth")["a"] == 0
    assert read_checkpoint(tmp_path / "c.pth", "model_ema")["a"] == 1
    with pytest.raises(CheckpointError, match="has no table 'weights'; it has model, model_ema"):
        read_checkpoint(tmp_path / "c.pth", "weights")


@pytest.mark.parametrize(("model", "multiplier"), [("mobilenetV3", 1.0), ("mobilenetV3_1x25", 1.25), ("resnet50", 1.0)])
def test_a_published_name_says_how_wide_the_backbone_is(model, multiplier):
    assert options_from({"model": f"{model}_perceiver_t128"}, MEAN, STD).multiplier == multiplier


def test_wrong_settings_are_listed_together():
    with pytest.raises(CheckpointError) as refused:
        options_from({"model": "vgg_t4", "depth_factor": "1-1", "with_isc": "false", "depth": "3"}, MEAN, STD)
    for word in ("model must be such as", "depth_factor must have 4", "with_isc must be true", "depth is unknown"):
        assert word in str(refused.value)


@pytest.mark.parametrize("size", [12, 28, 32, 64])
def test_the_small_form_learns_at_small_sizes(size):
    network = build(DynPerceiverOptions(**TINY | {"size": size}), 4)
    answers = network(tiny.pictures(3, 0, size=size).pixels)
    assert [tuple(a.shape) for a in answers] == [(3, 4)] * 4
    options = TrainOptions(distil=0.5)
    exits_loss(answers, torch.tensor([0, 1, 2]), options, [0.5, 0.5, 1.0, 1.0]).backward()
    assert all(p.grad is not None for p in network.parameters())


def test_early_exits_read_the_latent_alone():
    network = build(DynPerceiverOptions(**TINY), 4)
    answers = network(tiny.pictures(4, 0).pixels)
    answers[0].sum().backward(retain_graph=True)
    touched = {n for n, p in network.named_parameters() if p.grad is not None}
    assert not any(n.startswith(("stages.1.", "stages.2.", "stages.3.")) for n in touched)
    assert any(n.startswith("stages.0.cnn2.") for n in touched)  # through what z saw
    network.zero_grad(set_to_none=True)
    answers[2].sum().backward()
    touched = {n for n, p in network.named_parameters() if p.grad is not None}
    assert not any(n.startswith(("stages.3.", "stages.1.head", "stages.1.feedback")) for n in touched)


def test_it_exports_with_what_later_exits_want_to_know(tmp_path):
    network = build(DynPerceiverOptions(**TINY), 4).eval()
    identity = Identity("tiny-dyn", "1.0.0", "dyn-perceiver", list("abcd"))
    samples = Samples((12, 12), tiny.pictures(40, 1))
    manifest = export_bundle(tmp_path / "b", identity, network.stages, samples, tiny.origin())
    shapes = [[o["shape"] for o in s["outputs"]] for s in manifest["stages"]]
    assert shapes[0] == [[-1, 8, 6, 6], [-1, 2, 8], [-1, 4], [-1, 4]]
    assert shapes[2] == [[-1, 16, 2, 2], [-1, 1, 16], [-1, 4], [-1, 4]]
    assert shapes[3] == [[-1, 4]]


def test_impossible_options_are_all_named():
    problems = DynPerceiverOptions(backbone="vgg", layers=[1], tokens=12).problems()
    assert len(problems) == 4
