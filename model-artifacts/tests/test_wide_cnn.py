import itertools

import pytest
import torch

from offramp_zoo.__main__ import main
from offramp_zoo.count import stage_costs
from offramp_zoo.data import SOURCES, Request
from offramp_zoo.manifest import read_bundle
from offramp_zoo.networks import FAMILIES, wide_cnn
from offramp_zoo.networks.stages import as_tuple
from offramp_zoo.networks.wide_cnn import LOGIT_SCALE, Norm, WhiteningStem, WideCnnOptions, build, prepare
from offramp_zoo.precision import difference, folded
from offramp_zoo.recipe import RecipeError, parse_recipe
from offramp_zoo.regimes import freeze_all_but, phases
from offramp_zoo.tracing import trace
from offramp_zoo.train import train

from . import tiny
from .test_commands import write_pictures

TINY = {
    "widths": [[8], [12], [16]],
    "depths": [[2], [3], [1]],
    "pools": [[True], [True], [False]],
    "branch_widths": [[8, 10], [8], []],
    "branch_depths": [[1, 2], [1], []],
}


def network(**changes):
    torch.manual_seed(0)
    return build(WideCnnOptions(**TINY | changes), 4).eval()


def noise(count, size=32, seed=0):
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(0, 256, (count, size, size, 3), dtype=torch.uint8, generator=generator)


def smooth(count):
    """Pictures whose neighbours are alike, as photographs' are."""
    coarse = noise(count, 9).permute(0, 3, 1, 2).float()
    return torch.nn.functional.interpolate(coarse, 32, mode="bilinear").permute(0, 2, 3, 1).to(torch.uint8)


def test_each_stage_hands_on_its_features_and_logits_and_the_last_logits_alone():
    stages = network().stages
    first = as_tuple(stages[0](noise(2)))
    second = as_tuple(stages[1](first[0]))
    assert [tuple(t.shape) for t in first] == [(2, 8, 15, 15), (2, 4)]
    assert [tuple(t.shape) for t in second] == [(2, 12, 7, 7), (2, 4)]
    assert stages[2](second[0]).shape == (2, 4)


def test_the_stem_makes_the_patches_of_its_pictures_uncorrelated_and_of_variance_one():
    stem = WhiteningStem(WideCnnOptions(activation="relu"))
    stem.activation = torch.nn.Identity()
    pixels = noise(64)
    stem.whiten(pixels)
    values = stem(pixels).transpose(0, 1).flatten(1).double()
    assert torch.allclose(values.mean(1), torch.zeros(24, dtype=torch.float64), atol=1e-3)
    covariance = torch.cov(values[:12])
    assert torch.allclose(covariance, torch.eye(12, dtype=torch.float64), atol=0.02)
    assert torch.allclose(values[12:], -values[:12], atol=1e-4)


def test_a_stem_of_fewer_components_keeps_those_that_vary_most():
    whole, few = (WhiteningStem(WideCnnOptions(stem_components=n)) for n in (0, 3))
    for stem in (whole, few):
        stem.whiten(smooth(64))
    assert few.weight.shape == (6, 3, 2, 2)
    assert torch.equal(few.weight[:3], whole.weight[:3])
    norms = few.weight[:3].flatten(1).norm(dim=1)  # a filter is the larger, the less its direction varies
    assert norms.tolist() == sorted(norms.tolist())


def test_the_stem_is_whitened_once_before_training_and_its_filters_stay(tmp_path):
    trained = train(recipe(epochs=2), data(), tmp_path, torch.device("cpu"), lambda _: None)
    untrained = build(recipe(epochs=2).network, 4)
    prepare(untrained, data().train.pixels)
    stems = [next(m for m in n.modules() if isinstance(m, WhiteningStem)) for n in (trained, untrained)]
    assert torch.equal(stems[0].weight, stems[1].weight)
    assert not torch.equal(stems[0].bias, stems[1].bias)


def test_pictures_of_every_class_whiten_the_stem_though_they_lie_in_the_order_of_their_classes(monkeypatch):
    monkeypatch.setattr(wide_cnn, "WHITENING_PICTURES", 8)
    seen = []
    monkeypatch.setattr(WhiteningStem, "whiten", lambda _, pixels: seen.append(pixels))
    brightness = torch.arange(40, dtype=torch.uint8).view(-1, 1, 1, 1).expand(-1, 6, 6, 3)
    prepare(network(), brightness)
    assert seen[0][:, 0, 0, 0].tolist() == [0, 5, 10, 15, 20, 25, 30, 35]


def test_norms_keep_their_weight_of_one_when_everything_learns():
    learning = network()
    parameters = freeze_all_but(learning, phases(recipe(epochs=1).train, 3)[0])
    norms = [m for m in learning.modules() if isinstance(m, Norm)]
    known = {id(p) for p in parameters}
    assert norms
    assert not any(id(norm.weight) in known for norm in norms)
    assert all(id(norm.bias) in known for norm in norms)


def test_a_new_group_hands_its_channels_on():
    group = next(m for m in network().modules() if isinstance(m, wide_cnn.Group))
    x = torch.rand(1, 24, 6, 6)
    assert torch.equal(group.conv1(x), x[:, :8])


def test_a_deep_group_skips_all_but_its_first_convolution():
    deep = wide_cnn.Group(4, 4, 3, False, WideCnnOptions()).eval()
    for name in ("conv2", "conv3"):
        torch.nn.init.zeros_(deep.get_submodule(name).weight)
    x = torch.rand(1, 4, 6, 6)
    assert torch.allclose(deep(x), x, atol=1e-4)
    flat = wide_cnn.Group(4, 4, 2, False, WideCnnOptions()).eval()
    torch.nn.init.zeros_(flat.conv2.weight)
    assert torch.count_nonzero(flat(x)) == 0


def test_norms_fold_into_their_convolutions_also_across_a_pool():
    stage = network().stages[0]
    for module in stage.modules():
        if isinstance(module, Norm):
            module.running_mean.normal_()
            module.running_var.uniform_(0.5, 2)
    plain = folded(stage, [noise(4)])
    assert not any(isinstance(m, Norm) for m in plain.modules())
    with torch.no_grad():
        answers = zip(stage(noise(4)), plain(noise(4)), strict=True)
    assert all(difference(want, got) < 1e-4 for want, got in answers)


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_its_stages_export(precision):
    wide = network()
    prepare(wide, smooth(64))
    activations = (smooth(33),)
    for k, stage in enumerate(wide.stages):
        traced = trace(stage, activations, f"stage-{k + 1}", precision)
        *activations, logits = as_tuple(traced(*activations))
        assert logits.dtype == torch.float32


def test_every_8_bit_value_is_exact_in_bfloat16():
    values = torch.arange(256, dtype=torch.uint8).view(1, 16, 16, 1).expand(-1, -1, -1, 3)
    normalised = WhiteningStem(WideCnnOptions()).pixels(values)
    assert torch.equal(normalised, normalised.bfloat16().float())
    assert len(normalised.unique()) == 256


def test_branches_are_the_simpler_the_later_the_exit():
    recipe = FAMILIES["wide-cnn"].options()
    heads = [stage.head for stage in build(recipe, 10).stages]
    parts = [sum(p.numel() for p in head.groups.parameters()) > 0 for head in heads]
    assert parts == [True, True, False]
    assert [len(head.groups) for head in heads] == [2, 1, 0]


def test_multiply_adds_are_those_of_its_convolutions():
    costs = stage_costs(network(branch_widths=[[], [], []], branch_depths=[[], [], []]).stages, noise(1))
    stem, first = 31 * 31 * 24 * 12, 9 * (31 * 31 * 24 * 8 + 15 * 15 * 8 * 8)
    assert costs[0] == stem + first + 8 * 4
    assert list(itertools.accumulate(costs))[-1] == sum(costs)


def test_logits_are_scaled():
    branch = network().stages[2].branch
    x = torch.rand(2, 16, 7, 7)
    assert torch.allclose(branch(x), LOGIT_SCALE * branch.linear(x.amax((2, 3))))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"depths": [[2], [3]]}, "widths, depths and pools must have the same number of groups in each stage"),
        ({"widths": [[8], [], [16]]}, "every stage at least one group"),
        ({"branch_depths": [[1], [1], []]}, "branch_widths and branch_depths must have the same number of groups"),
        ({"branch_widths": [[8, 8]], "branch_depths": [[1, 1]]}, "branch_widths must have 3 stages"),
        ({"depths": [[0], [3], [1]]}, "depths must be at least 1 each"),
        ({"activation": "tanh"}, "activation must be one of relu, gelu, was 'tanh'"),
        ({"norm_momentum": 0.0}, "norm_momentum must be in (0, 1], was 0.0"),
        ({"stem_stride": 0}, "stem_stride must be at least 1, was 0"),
        ({"stem_components": 13}, "stem_components must be in 0…12, the values of a patch, was 13"),
        ({"mean": [0.5], "std": [0.5]}, "mean and std must have 3 entries each"),
    ],
)
def test_shapes_that_do_not_fit_are_refused(change, problem):
    assert any(problem in found for found in WideCnnOptions(**TINY | change).problems())


def test_the_tiny_shape_has_no_problem():
    assert WideCnnOptions(**TINY).problems() == []


def test_a_misspelt_option_is_named():
    with pytest.raises(RecipeError, match=r"network\.width is unknown \(known: stem_kernel, "):
        parse_recipe('name = "a"\nversion = "1.0.0"\nseed = 1\nfamily = "wide-cnn"\n[network]\nwidth = [[8]]\n')


def recipe(epochs):
    return parse_recipe(f"""
        name = "wide"
        version = "1.0.0"
        seed = 3
        family = "wide-cnn"
        [network]
        widths = [[8], [12], [16]]
        depths = [[2], [3], [1]]
        pools = [[true], [true], [false]]
        branch_widths = [[8], [], []]
        branch_depths = [[1], [], []]
        [train]
        epochs = {epochs}
        batch = 32
        learning_rate = 0.1
        precision = "float32"
        lookahead = 2
        """)


def data():
    return tiny.data(size=16)


RECIPE = """
name = "wide"
version = "1.0.0"
seed = 3
family = "wide-cnn"
[data]
set = "folder"
size = 16
held_out = 40
[network]
widths = [[8], [12]]
depths = [[1], [2]]
pools = [[true], [false]]
branch_widths = [[8], []]
branch_depths = [[1], []]
[augment]
alternating_flip = true
border = "reflect"
[train]
epochs = 4
batch = 20
learning_rate = 0.2
schedule = "triangular"
lookahead = 2
bias_rate = 4.0
decay_all = true
distil = 0.3
evaluate_every = 4
[export]
precisions = ["bfloat16"]
[policy]
tolerance = 0.3
"""


def test_it_is_trained_exported_and_replayed_sample_by_sample(tmp_path):
    write_pictures(tmp_path / "pictures", "ab", train=120, test=40)
    (tmp_path / "wide.toml").write_text(RECIPE)
    arguments = ["train", str(tmp_path / "wide.toml"), "--data", str(tmp_path / "pictures"), "--threads", "1"]
    assert main([*arguments, "--runs", str(tmp_path), "--bundles", str(tmp_path / "bundles")]) == 0
    bundle = tmp_path / "bundles" / "wide"
    manifest = read_bundle(bundle)
    test = SOURCES["folder"].load(Request(tmp_path / "pictures", 16, 40, 20)).test
    stages = [torch.jit.load(bundle / entry["file"]) for entry in manifest["stages"]]
    (threshold,) = manifest["policy"]["thresholds"]
    assert threshold is not None
    right, spent = 0, 0
    for pixels, label in zip(test.pixels.split(1), test.labels, strict=True):
        features, logits = stages[0](pixels)
        entry = manifest["stages"][0]
        if logits.double().softmax(1).max().float() < threshold:
            logits, entry = stages[1](features), manifest["stages"][1]
        right += int(logits.argmax() == label)
        spent += entry["cumulativeMultiplyAdds"]
    expected = manifest["policy"]["expected"]
    assert right / len(test) == pytest.approx(expected["testAccuracy"])
    assert spent / len(test) == pytest.approx(expected["testMeanMultiplyAdds"])
