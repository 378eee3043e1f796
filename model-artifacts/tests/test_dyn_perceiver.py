import argparse
import itertools
import re

import pytest
import torch

from offramp_zoo.bundle import Identity, Samples, export_bundle
from offramp_zoo.count import stage_costs
from offramp_zoo.imports.checkpoint import CheckpointError, read_checkpoint
from offramp_zoo.imports.dyn_perceiver import CNN_STAGES, INNER, MEETINGS, import_dyn_perceiver, options_from, rename
from offramp_zoo.losses import exits_loss
from offramp_zoo.networks.dyn_perceiver import DynPerceiverOptions, build
from offramp_zoo.published_counts import perceiver_count
from offramp_zoo.recipe import TrainOptions

from . import tiny

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


def published_name(key):
    """A key of ours as the published code calls it."""
    for place, name in [
        ("stages.0.head.", "early_classifier3."),
        ("stages.1.head.", "classifier_att."),
        ("stages.2.head.1.", "classifier_cnn."),
        ("stages.3.head.", "classifier_merge."),
        ("stages.1.feedback.", "isc3."),
        ("stages.3.feedback.", "isc4."),
        ("stages.0.latent", "latent"),
        ("stages.0.stem.", "cnn_stem."),
        ("stages.3.to_features.", "last_cross_att_z2x."),
    ]:
        if key.startswith(place):
            return _inner(name + key.removeprefix(place))
    for s, place in enumerate(CNN_STAGES, 1):
        if key.startswith(place):
            number, _, rest = key.removeprefix(place).partition(".")
            return f"cnn_body.block{s}.block{s}-{number}.{rest}"
    for s, place in enumerate(MEETINGS, 1):
        if key.startswith(place):
            part, _, rest = key.removeprefix(place).partition(".")
            outer = {
                "look": f"dwc{s}_x2z.",
                "to_latent": f"cross_att{s}_x2z.",
                "to_features": f"cross_att{s}_z2x.",
                "think": f"self_att{s}.",
                "halve": f"token_mixer.{s - 2}.",
                "widen": f"token_expander.{s - 2}.",
            }[part]
            return _inner(outer + rest)
    raise AssertionError(key)


def _inner(name):
    block = "self_attn" if name.startswith("self_att") else "cross_attn"
    for theirs, ours in reversed(INNER.items()):
        if theirs.startswith(("attention.", "mlp.")):
            name = name.replace(ours, theirs)
    name = re.sub(r"(?<![a-z_])attention\.", f"{block}.attention.", name)
    name = name.replace("norm_query.", "cross_attn.q_norm.").replace("norm_keys.", "cross_attn.kv_norm.")
    return re.sub(r"(self_att\d\.\d+)\.norm\.", r"\1.self_attn.norm.", name)


def test_a_published_checkpoint_gives_the_same_logits(tmp_path):
    name = "reg400m_perceiver_t8"
    options = options_from({"model": name}, MEAN, STD)
    torch.manual_seed(0)
    original = build(options, 7).eval()
    weights = {published_name(key): value for key, value in original.state_dict().items()}
    assert "cross_att2_z2x.cross_attn.attention.q_proj.weight" in weights
    assert "cross_att1_x2z.cross_attn.attention.relative_position_bias" in weights
    assert "self_att3.8.self_attn.norm.bias" in weights
    assert "self_att1.0.mlp.layernorm.weight" in weights
    assert "cnn_body.block3.block3-5.f.se.fc1.weight" in weights
    assert "isc4.1.running_var" in weights
    file = tmp_path / "checkpoint.pth"
    torch.save({"model": weights, "optimizer": {}, "epoch": 3, "args": argparse.Namespace(model=name)}, file)
    network, size = import_dyn_perceiver(read_checkpoint(file), 7, {"model": name}, MEAN, STD)
    assert size == 224
    pixels = torch.randint(0, 256, (1, 224, 224, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        for want, got in zip(original(pixels), network(pixels), strict=True):
            assert torch.equal(want, got)


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
    torch.save({"model": {"a": torch.zeros(1)}, "model_ema": {"a": torch.ones(1)}}, tmp_path / "c.pth")
    assert read_checkpoint(tmp_path / "c.pth")["a"] == 0
    assert read_checkpoint(tmp_path / "c.pth", "model_ema")["a"] == 1
    with pytest.raises(CheckpointError, match="has no table 'weights'; it has model, model_ema"):
        read_checkpoint(tmp_path / "c.pth", "weights")


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
