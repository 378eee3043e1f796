"""The experiments on the papers' claims that need no training."""

from dataclasses import dataclass
from types import SimpleNamespace

import pytest
import torch
from torch import nn

from offramp_zoo.__main__ import HOME, main
from offramp_zoo.bundle import Identity, Origin, Samples, export_bundle
from offramp_zoo.experiments.alternating import WARM_UPS, median_interval, turns
from offramp_zoo.experiments.command import joint_of
from offramp_zoo.experiments.conflict import (
    BATCHES,
    JOINT,
    JOINT_STOPPED,
    SURGERY,
    SURGERY_FLOWING,
    Conflict,
    exit_cosines,
    let_through,
    measure,
)
from offramp_zoo.experiments.figures import add_figures, read_figures
from offramp_zoo.experiments.latency import _under, measure_latency
from offramp_zoo.experiments.surgery_steps import CONCATENATED, FORMS, SPLIT, SplitVgg, measure_steps
from offramp_zoo.experiments.surgery_steps import JOINT as JOINT_FORM
from offramp_zoo.experiments.trained_stages import trained_stages
from offramp_zoo.manifest import BundleError, read_bundle
from offramp_zoo.networks import msdnet
from offramp_zoo.networks.stages import run_stages

from . import tiny

SMALL = {"blocks": 3, "base": 2, "step": 1, "channels": 4, "growth": 4, "mean": [0.5], "std": [0.25]}
BUNDLES = HOME / "bundles"


def exported(folder, name, seed, **network):
    """A small MSDNet with random weights and norms that are not as new."""
    options = SMALL | network
    torch.manual_seed(seed)
    made = msdnet.build(msdnet.MSDNetOptions(**options), 4)
    with torch.no_grad():
        for norm in (m for m in made.modules() if isinstance(m, nn.BatchNorm2d)):
            norm.weight.uniform_(0.5, 1.5)
            norm.bias.uniform_(-0.5, 0.5)
            norm.running_mean.uniform_(-0.5, 0.5)
            norm.running_var.uniform_(0.5, 1.5)
    data = tiny.data(size=32)
    recipe = {"family": "msdnet", "seed": 1, "network": options, "train": {"epochs": 1}}
    more = {"recipe": recipe, "trainedEpochs": 1, "seed": 1, "command": "none"}
    origin = Origin("Squares", "none needed", "tests", list(range(40)), more=more)
    identity = Identity(name, "1.0.0", "msdnet", data.classes)
    export_bundle(folder / name, identity, made.eval().stages, Samples((32, 32), data.held_out, data.test), origin)
    return made


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pair")
    exported(folder, "one", 0)
    exported(folder, "other", 0, surgery="released")
    return folder


def test_the_weights_of_a_bundle_learn_again(tmp_path):
    made = exported(tmp_path, "net", 3)
    stages = trained_stages(tmp_path / "net", read_bundle(tmp_path / "net"))
    pixels = tiny.pictures(5, 0, size=32).pixels
    answers = run_stages(stages, pixels)
    for want, got in zip(made(pixels), answers, strict=True):
        assert torch.allclose(want, got, atol=1e-4)
    answers[-1].sum().backward()
    assert any(p.grad is not None and p.grad.abs().max() > 0 for p in stages[0].parameters())


def test_weights_that_are_not_the_recipes_are_refused(pair):
    manifest = read_bundle(pair / "one")
    manifest["provenance"]["recipe"]["network"]["growth"] = 6
    with pytest.raises(BundleError, match="stage 1: the layers of its file are not those of its recipe's network"):
        trained_stages(pair / "one", manifest)
    del manifest["provenance"]["recipe"]
    with pytest.raises(BundleError, match="names no recipe"):
        trained_stages(pair / "one", manifest)


class First(nn.Module):
    """Features of the mean colour, which are the logits too."""

    def __init__(self):
        super().__init__()
        self.layer, self.head = nn.Linear(3, 4, bias=False), nn.Identity()
        nn.init.zeros_(self.layer.weight)

    def forward(self, pixels):
        features = self.layer(pixels.float().mean(dim=(1, 2)))
        return features, self.head(features)


class Second(nn.Module):
    """Logits that are those features or their opposite."""

    def __init__(self, sign):
        super().__init__()
        self.head, self.sign = nn.Identity(), sign

    def forward(self, features):
        return self.sign * features


@pytest.mark.parametrize("sign", [1, -1])
def test_exits_that_want_the_same_agree_and_exits_that_want_the_opposite_conflict(sign):
    pictures = tiny.pictures(8, 0)
    cosines = exit_cosines([First(), Second(sign)], pictures.pixels, pictures.labels)
    assert float(cosines[0, 1]) == pytest.approx(sign, abs=1e-5)


def test_stopped_gradients_of_a_deeper_exit_do_not_reach_what_is_the_exits_own(pair):
    stages = trained_stages(pair / "one", read_bundle(pair / "one"))
    pictures = tiny.pictures(8, 0, size=32)
    own = stages[0].block[-1].scales[-1].normal[-3].weight  # makes the coarsest scale's last channels, all of its own
    for form, is_reached in (("none", True), ("released", False), ("paper", False)):
        let_through(stages, form, 0.5)
        answers = run_stages(stages, pictures.pixels)
        (gradient,) = torch.autograd.grad(answers[-1].sum(), [own], allow_unused=True)
        assert (gradient is not None and bool(gradient.abs().max() > 0)) is is_reached, form


def test_both_trainings_are_measured_both_ways_on_the_same_batches(pair):
    found = measure(pair / "one", pair / "other", tiny.pictures(160, 5, size=32))
    assert set(found.cosines) == {JOINT, JOINT_STOPPED, SURGERY_FLOWING, SURGERY}
    assert (found.name, found.joint) == ("other", "one")
    assert all(-1 <= c <= 1 for each in found.cosines.values() for c in each)
    assert [len(row) for row in found.pairs[JOINT]] == [2, 1]
    assert found.cosines[JOINT] == found.cosines[SURGERY_FLOWING], "the weights are the same here"
    assert found.cosines[JOINT] != found.cosines[JOINT_STOPPED]
    assert 1 <= len(found.cosines[JOINT]) <= BATCHES


def test_the_pair_of_a_bundle_is_found_by_its_recipe(pair):
    assert [r.name for r in joint_of(pair / "other")] == ["one", "other"]
    with pytest.raises(BundleError, match="no bundle beside it has the same recipe and seed without surgery"):
        joint_of(pair / "one")
    assert [r.name for r in joint_of(BUNDLES / "fashion-mnist-msdnet-dfs")] == [
        "fashion-mnist-msdnet",
        "fashion-mnist-msdnet-dfs",
    ]


def test_all_forms_of_a_step_answer_alike_and_split_convolutions_learn_what_concatenated_ones_do():
    torch.manual_seed(0)
    networks = {form: SplitVgg(form, widths=(4, 6, 8)) for form in FORMS}
    for network in networks.values():
        network.load_state_dict(networks[JOINT_FORM].state_dict())
    pixels = tiny.pictures(4, 0, size=32).pixels
    gradients = {}
    for form, network in networks.items():
        answers = network(pixels)
        for want, got in zip(networks[JOINT_FORM](pixels), answers, strict=True):
            assert torch.allclose(want, got, atol=1e-5)
        torch.stack([a.square().sum() for a in answers]).sum().backward()
        gradients[form] = {name: p.grad.clone() for name, p in network.named_parameters()}
        network.zero_grad()
    for name, want in gradients[CONCATENATED].items():
        assert torch.allclose(want, gradients[SPLIT][name], rtol=1e-3, atol=1e-4), name
    first = "blocks.0.rest.3.weight"
    assert not torch.allclose(gradients[JOINT_FORM][first], gradients[SPLIT][first], rtol=1e-2)


def test_steps_are_timed_form_by_form():
    found = list(measure_steps(rounds=3, batch=2))
    assert [set(s.milliseconds) for s in found] == [set(FORMS), {JOINT_FORM, CONCATENATED}, {JOINT_FORM, CONCATENATED}]
    for steps in found:
        assert all(ms > 0 for ms in steps.milliseconds.values())
        assert all(low <= value <= high for value, low, high in steps.over_joint.values())
    assert found[2].multiply_adds == pytest.approx(75.49e6, rel=0.001)


def test_a_perceivers_stages_take_turns_with_its_backbone():
    folder = BUNDLES / "fashion-mnist-dyn-perceiver"
    found = measure_latency(folder, rounds=3)
    assert set(found.stages) == {"1", "16"}
    assert [len(each) for each in found.stages.values()] == [4, 4]
    last = read_bundle(folder)["stages"][-1]["cumulativeMultiplyAdds"]
    assert 0 < found.static_multiply_adds < last
    assert all(value >= 1 for value, _, _ in found.saved.values()), "fewer stages take no longer than all"
    with pytest.raises(BundleError, match="no dyn-perceiver"):
        measure_latency(BUNDLES / "fashion-mnist-vit", rounds=1)


def test_a_stage_runs_for_those_who_did_not_leave_before_it():
    assert _under([0.5, 0.25, 0.25], {"stage 1": [1.0], "stage 2": [2.0], "stage 3": [4.0], "static": [9.0]}) == [3.0]


def test_contestants_take_turns_and_every_round_begins_with_another():
    order = []
    found = turns({name: (lambda name=name: order.append(name)) for name in "ab"}, rounds=3)
    assert order == list("abba" * 3)[: 2 * (WARM_UPS + 3)]
    assert [len(each) for each in found.values()] == [3, 3]


def test_the_interval_of_a_median_is_that_of_order_statistics():
    assert median_interval(range(1, 102)) == [51, 41, 61]
    assert median_interval([5.0]) == [5.0, 5.0, 5.0]


@dataclass(frozen=True)
class Figure:
    name: str
    value: int


def test_figures_replace_those_of_the_same_name(tmp_path):
    file = tmp_path / "new" / "figures.json"
    assert read_figures(file, Figure) == []
    for figure in (Figure("b", 1), Figure("a", 2), Figure("b", 3)):
        add_figures(figure, file)
    assert read_figures(file, Figure) == [Figure("a", 2), Figure("b", 3)]


def test_the_command_writes_what_it_measured(pair, tmp_path, monkeypatch, capsys):
    recipe = {"data": {"set": "squares", "size": 0, "held_out": 40, "held_out_seed": 20}}
    both = [SimpleNamespace(folder=pair / name, recipe=recipe) for name in ("one", "other")]
    squares = SimpleNamespace(size=32, load=lambda request: tiny.data(size=request.size))
    monkeypatch.setattr("offramp_zoo.experiments.command.SOURCES", {"squares": squares})
    monkeypatch.setattr("offramp_zoo.experiments.command.joint_of", lambda _: both)
    assert main(["claims", "conflict", str(pair / "other"), "--results", str(tmp_path)]) == 0
    assert "pairs in conflict" in capsys.readouterr().out
    (found,) = read_figures(tmp_path / "conflict.json", Conflict)
    assert found.name == "other"
