import argparse
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from offramp_zoo.bundle import Identity, Samples, export_bundle
from offramp_zoo.imports.checkpoint import CheckpointError, read_checkpoint
from offramp_zoo.imports.msdnet import import_msdnet, rename
from offramp_zoo.networks.msdnet import MSDNetOptions, build
from offramp_zoo.networks.stages import as_tuple
from offramp_zoo.published_counts import msdnet_count

from . import tiny
from .golden_weights import crc32_uniform, golden_pictures

GOLDEN = Path(__file__).parent / "golden"
RGB = {"mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25]}
IMAGENET = {
    "form": "imagenet",
    "blocks": 5,
    "channels": 32,
    "growth_factors": [1, 2, 4, 4],
    "bottleneck_factors": [1, 2, 4, 4],
}
TINY = {"blocks": 3, "base": 2, "step": 1, "channels": 4, "growth": 4}


@pytest.mark.parametrize(
    ("options", "size", "operations", "parameters"),
    [
        (
            {},
            32,
            [56.43, 101.00, 155.31, 198.10, 249.53, 298.05, 340.64],
            [0.90, 1.84, 2.80, 3.76, 4.92, 6.10, 7.36],
        ),
        (
            {"growth": 6},
            32,
            [15.14, 25.51, 37.10, 46.33, 57.34, 66.96, 75.94],
            [0.43, 0.88, 1.27, 1.70, 2.18, 2.60, 3.07],
        ),
        (
            {"blocks": 5, "step_mode": "lin_grow", "base": 1, "step": 1, "growth": 6},
            32,
            [6.86, 14.35, 27.54, 41.71, 58.48],
            [0.30, 0.65, 1.02, 1.49, 2.08],
        ),
        (
            {**IMAGENET, "base": 4, "step": 4},
            224,
            [339.90, 685.46, 1008.16, 1254.47, 1360.53],
            [4.24, 8.77, 13.07, 16.75, 23.96],
        ),
        (
            {**IMAGENET, "base": 7, "step": 7},
            224,
            [615.69, 1436.39, 2283.21, 2967.42, 3253.79],
            [8.76, 20.15, 31.73, 41.86, 62.31],
        ),
    ],
    ids=["cifar-growth-16", "cifar-growth-6", "cifar-linear", "imagenet-step-4", "imagenet-step-7"],
)
def test_the_published_tables_are_met(options, size, operations, parameters):
    network = build(MSDNetOptions(**RGB, **options), 1000 if size == 224 else 100)
    counted, weights = msdnet_count(network, torch.zeros(1, size, size, 3, dtype=torch.uint8))
    assert [round(c / 1e6, 2) for c in counted] == operations
    assert [round(w / 1e6, 2) for w in weights] == parameters


def test_the_published_network_has_its_parameters_and_carries_what_it_should():
    network = build(MSDNetOptions(**RGB), 100).eval()
    assert sum(p.numel() for p in network.parameters()) == 7_362_348
    activations = (torch.zeros(1, 32, 32, 3, dtype=torch.uint8),)
    kib = []
    with torch.no_grad():
        for stage in network.stages[:-1]:
            *activations, _ = stage(*activations)
            kib.append(sum(a.numel() for a in activations) * 4 / 1024)
    assert kib == [560, 784, 240, 336, 432, 96]


@pytest.mark.parametrize(
    "options", [{"prune": "min"}, {"reduction": 0.0}, {"bottleneck": False}, {"step_mode": "lin_grow"}]
)
def test_every_variant_builds_runs_and_learns(options):
    network = build(MSDNetOptions(**TINY | options), 4)
    answers = network(tiny.pictures(3, 0, size=28).pixels)
    assert [tuple(a.shape) for a in answers] == [(3, 4)] * 3
    sum(a.sum() for a in answers).backward()
    untouched = [n for n, p in network.named_parameters() if p.grad is None]
    finest = [n for n in untouched if ".scales.0." not in n]  # the finest scale's last features feed nothing
    assert finest == []


def test_it_exports_and_the_stages_chain(tmp_path):
    network = build(MSDNetOptions(**TINY), 4).eval()
    held_out = tiny.pictures(40, 1, size=28)
    identity = Identity("tiny-msdnet", "1.0.0", "msdnet", list("abcd"))
    manifest = export_bundle(tmp_path / "b", identity, network.stages, Samples((28, 28), held_out), tiny.origin())
    assert [len(s["outputs"]) for s in manifest["stages"]][-1] == 1
    assert manifest["stages"][0]["outputs"][0]["name"] == "features-1"
    activations = (held_out.pixels,)
    for stage in manifest["stages"]:
        loaded = torch.jit.load(tmp_path / "b" / stage["file"])
        *activations, logits = as_tuple(loaded(*activations))
    with torch.no_grad():
        assert torch.allclose(logits, network(held_out.pixels)[-1], atol=1e-4)


def test_impossible_options_are_all_named():
    problems = MSDNetOptions(blocks=0, growth=3, growth_factors=[1, 1], bottleneck_factors=[1], prune="some").problems()
    assert len(problems) == 4


def published(network):
    """The network's weights under the published names, as a checkpoint would hold them."""
    weights = {}
    for key, value in network.state_dict().items():
        name = key.replace("stages.", "", 1)
        stage, _, rest = name.partition(".")
        if rest.startswith("classifier.linear"):
            name = f"classifier.{stage}.{rest.removeprefix('classifier.')}"
        elif rest.startswith("classifier"):
            number, _, tail = rest.removeprefix("classifier.convolutions.").partition(".")
            name = f"classifier.{stage}.m.{number}.net.{tail}"
        else:
            _, layer, _, scale, *tail = rest.split(".")
            module = network.stages[int(stage)].block[int(layer)]
            if tail[0] in ("down", "normal"):
                name = f"blocks.{stage}.{layer}.layers.{scale}.conv_{tail[0]}.net.{'.'.join(tail[1:])}"
            elif type(module).__name__ == "Transition":
                name = f"blocks.{stage}.{layer}.m.{scale}.net.{'.'.join(tail)}"
            else:
                name = f"blocks.{stage}.{layer}.layers.{scale}.net.{'.'.join(tail)}"
        weights[f"module.{name}"] = value
    return weights


SET = {"nBlocks": "3", "base": "2", "step": "1", "nChannels": "4", "growthRate": "4"}


def test_a_published_checkpoint_gives_the_same_logits(tmp_path):
    original = build(MSDNetOptions(**RGB, **TINY), 4).eval()
    file = tmp_path / "model.pth.tar"
    torch.save(
        {"epoch": 1, "arch": "msdnet", "state_dict": published(original), "best_prec1": 3.0, "optimizer": {}}, file
    )
    network, size = import_msdnet(read_checkpoint(file), 4, SET, RGB["mean"], RGB["std"])
    pixels = tiny.pictures(4, 0, size=32).pixels
    assert size == 32
    with torch.no_grad():
        for want, got in zip(original(pixels), network(pixels), strict=True):
            assert torch.equal(want, got)


def test_a_linear_layer_behind_a_dropout_is_found():
    assert rename("classifier.2.linear.1.weight") == "stages.2.classifier.linear.weight"
    assert rename("classifier.2.linear.weight") == "stages.2.classifier.linear.weight"


def test_keys_that_do_not_fit_are_listed(tmp_path):
    weights = {k.removeprefix("module."): v for k, v in published(build(MSDNetOptions(**RGB, **TINY), 4)).items()}
    weights["classifier.9.linear.weight"] = torch.zeros(1)
    del weights["classifier.1.m.0.net.1.running_var"]
    with pytest.raises(CheckpointError) as refused:
        import_msdnet(weights, 4, SET, RGB["mean"], RGB["std"])
    assert "1 missing:\n  - stages.1.classifier.convolutions.0.1.running_var" in str(refused.value)
    assert "1 unexpected:\n  - classifier.9.linear.weight" in str(refused.value)


def test_wrong_settings_are_listed_together():
    with pytest.raises(CheckpointError) as refused:
        import_msdnet({}, 4, {"nBlocks": "three", "growthrate": "4", "prune": "all"}, RGB["mean"], RGB["std"])
    for word in ("nBlocks must be an integer", "growthrate is unknown", "prune must be one of"):
        assert word in str(refused.value)


def test_another_number_of_classes_is_refused():
    weights = {k.removeprefix("module."): v for k, v in published(build(MSDNetOptions(**RGB, **TINY), 4)).items()}
    with pytest.raises(CheckpointError, match="answers 4 classes, --classes names 7"):
        import_msdnet(weights, 7, SET, RGB["mean"], RGB["std"])


def test_numbers_of_numpy_and_command_lines_are_let_in(tmp_path):
    more = {"best_prec1": np.float64(71.3), "epoch": np.int64(3), "args": argparse.Namespace(lr=0.1)}
    torch.save({"state_dict": {"a": torch.ones(2)}, **more}, tmp_path / "c.pt")
    assert read_checkpoint(tmp_path / "c.pt")["a"].tolist() == [1, 1]


class Payload:
    """What a harmful pickle would do on loading."""

    def __reduce__(self):
        return (print, ("this must never be printed",))


def test_a_checkpoint_that_would_run_something_is_refused(tmp_path, capsys):
    torch.save({"state_dict": {"a": torch.zeros(1)}, "args": Payload()}, tmp_path / "bad.pt")
    with pytest.raises(CheckpointError, match="holds more than weights"):
        read_checkpoint(tmp_path / "bad.pt")
    assert "never be printed" not in capsys.readouterr().out


def test_a_file_that_is_no_checkpoint_is_refused(tmp_path):
    (tmp_path / "text.pt").write_text("hello")
    with pytest.raises(CheckpointError, match=r"text\.pt"):
        read_checkpoint(tmp_path / "text.pt")
    with pytest.raises(CheckpointError, match="does not exist"):
        read_checkpoint(tmp_path / "none.pt")


@pytest.mark.parametrize("form", ["cifar", "imagenet"])
def test_every_exit_gives_the_logits_of_the_published_code(form):
    golden = json.loads((GOLDEN / f"msdnet-{form}.json").read_text())
    weights = {key: crc32_uniform(key, shape) for key, shape in golden["keys"].items()}
    outputs = 1000 if form == "imagenet" else 100
    network, size = import_msdnet(weights, outputs, golden["settings"], golden["mean"], golden["std"])
    with torch.no_grad():
        answers = network(golden_pictures(size))
    for number, (logits, answer) in enumerate(zip(golden["logits"], answers, strict=True), 1):
        want, got = torch.tensor(logits), answer[:, golden["classes"]]
        error = float((got - want).abs().max() / want.abs().max())
        assert error < 1e-4, f"{form}, exit {number}: off by {error:.1e} of the largest logit"
