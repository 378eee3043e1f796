import pytest
import torch

from offramp_zoo.bundle import Identity, Samples, export_bundle
from offramp_zoo.count import counting, stage_costs
from offramp_zoo.losses import exits_loss
from offramp_zoo.networks.multi_exit_vit import MultiExitVitOptions, build
from offramp_zoo.networks.surgery import FeatureSurgery
from offramp_zoo.networks.vit_branches import ALL_DESIGNS, DESIGNS, CnnBranch, build_branch
from offramp_zoo.recipe import TrainOptions, parse_recipe
from offramp_zoo.regimes import backbone_digest
from offramp_zoo.train import CHECKPOINT, TrainingError, train

from . import tiny

TINY = {"size": 12, "patch": 3, "width": 12, "heads": 2, "depth": 3, "exits": [1, 2]}


@pytest.mark.parametrize(
    ("design", "millions"),
    [
        ("mlp", 4.80),
        ("cnn-ignore", 21.75),  # 21.68 and the linear layer on 7×7×16 values
        ("cnn-add", 21.75),
        ("cnn-project", 252.97),
        ("vit", 1454.03),
        ("mlp-mixer", 1859.20),
        ("resmlp", 959.44),
    ],
)
def test_a_branch_costs_what_it_should_at_vit_b16(design, millions):
    branch = build_branch(design, width=768, heads=12, grid=14, outputs=100, dropout=0.0).eval()
    with counting() as counter:
        branch(torch.zeros(1, 197, 768))
    assert counter.total / 1e6 == pytest.approx(millions, abs=0.01)


def test_an_encoder_costs_what_it_should():
    network = build(MultiExitVitOptions(**TINY, branches=["norm-linear"]), 4)
    costs = stage_costs(network.stages, torch.zeros(1, 12, 12, 3, dtype=torch.uint8))
    tokens, width = 17, 12
    layer = tokens * 12 * width**2 + 2 * tokens**2 * width
    assert costs == [16 * 9 * width + layer + width * 4, layer + width * 4, layer + width * 4]


@pytest.mark.parametrize("design", ALL_DESIGNS)
def test_every_design_learns_after_any_layer(design):
    network = build(MultiExitVitOptions(**TINY, branches=[design], dropout=0.1), 4)
    answers = network(tiny.pictures(3, 0).pixels)
    assert [tuple(a.shape) for a in answers] == [(3, 4)] * 3
    sum(a.pow(2).sum() for a in answers).backward()
    assert all(p.grad is not None for p in network.parameters())


def test_exits_may_differ_in_design():
    network = build(MultiExitVitOptions(**TINY, branches=["mlp", "cnn-add"]), 4)
    assert isinstance(network.stages[1].head, CnnBranch)
    assert not isinstance(network.stages[0].head, CnnBranch)


def test_patches_keep_their_place_in_the_picture():
    branch = CnnBranch(width=2, grid=3, outputs=4, dropout=0.0, class_token="ignore")
    seen = []
    branch.convolution.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    tokens = torch.stack([torch.arange(-1.0, 9.0), 100 + torch.arange(-1.0, 9.0)], dim=1).unsqueeze(0)
    branch(tokens)
    assert seen[0][0, 0].tolist() == [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
    assert seen[0][0, 1, 0].tolist() == [100, 101, 102]


def test_the_class_token_is_ignored_or_added_as_named():
    tokens = torch.randn(2, 10, 4)
    moved = tokens.clone()
    moved[:, 0] += 1.0
    torch.manual_seed(0)
    ignoring = CnnBranch(4, 3, 5, 0.0, "ignore")
    adding = CnnBranch(4, 3, 5, 0.0, "add")
    assert torch.equal(ignoring(tokens), ignoring(moved))
    assert not torch.equal(adding(tokens), adding(moved))


@pytest.mark.parametrize("design", DESIGNS)
def test_every_design_exports(tmp_path, design):
    network = build(MultiExitVitOptions(**TINY, branches=[design]), 4).eval()
    identity = Identity("tiny-vit", "1.0.0", "multi-exit-vit", list("abcd"))
    samples = Samples((12, 12), tiny.pictures(40, 1))
    manifest = export_bundle(tmp_path / "b", identity, network.stages, samples, tiny.origin())
    assert manifest["stages"][0]["outputs"][0]["shape"] == [-1, 17, 12]


def test_one_seed_gives_one_backbone_whatever_the_branches():
    backbones = []
    for design in ("mlp", "vit"):
        torch.manual_seed(5)
        network = build(MultiExitVitOptions(**TINY, branches=[design]), 4)
        backbones.append([p for stage in network.stages for p in stage.layers.parameters()])
    assert all(torch.equal(a, b) for a, b in zip(*backbones, strict=True))


def reached(form, exit_index):
    network = build(MultiExitVitOptions(**TINY, branches=["norm-linear"], surgery=form), 4).train()
    surgery = next(m for m in network.modules() if isinstance(m, FeatureSurgery))
    tokens = []
    surgery.register_forward_pre_hook(lambda _, inputs: tokens.append(inputs[0]))
    answers = network(tiny.pictures(4, 0).pixels)
    (gradient,) = torch.autograd.grad(answers[exit_index].pow(2).sum(), tokens)
    return bool(gradient[..., :6].abs().max() > 0), bool(gradient[..., 6:].abs().max() > 0)


def test_surgery_splits_the_tokens_channels():
    assert (reached("paper", 0), reached("paper", 2)) == ((False, True), (True, False))
    assert (reached("released", 0), reached("released", 1)) == ((True, True), (True, False))
    assert reached("none", 2) == (True, True)


def test_regression_heads_learn_values():
    torch.manual_seed(0)
    network = build(MultiExitVitOptions(**TINY, branches=["vit"]), 1)
    pictures = tiny.pictures(32, 0)
    values = pictures.labels.float() - 1.5
    options = TrainOptions(loss="squared-error")
    optimiser = torch.optim.AdamW(network.parameters(), lr=3e-3)
    losses = []
    for _ in range(30):
        loss = exits_loss(network(pictures.pixels), values, options, [1.0, 1.0, 2.0])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < 0.3 * losses[0]


VIT = 'family = "multi-exit-vit"\n[network]\nsize = 12\npatch = 3\nwidth = 12\nheads = 2\ndepth = 3\nexits = [1, 2]\n'


def vit_recipe(name, branch, more, held_out=40):
    return parse_recipe(
        f'name = "{name}"\nversion = "1.0.0"\nseed = 3\n{VIT}branches = ["{branch}"]\n'
        f"[data]\nheld_out = {held_out}\n"
        f'[train]\nprecision = "float32"\noptimiser = "adamw"\nlearning_rate = 1e-3\n{more}'
    )


def test_branches_are_trained_on_a_shared_frozen_backbone(tmp_path):
    cpu = torch.device("cpu")
    base = train(vit_recipe("base", "mlp", "epochs = 1"), tiny.data(), tmp_path / "base", cpu, lambda _: None)
    more = 'epochs = 2\nregime = "classifier-wise"\nbackbone = "base"'
    grown = train(vit_recipe("grown", "cnn-add", more), tiny.data(), tmp_path / "grown", cpu, lambda _: None)
    for ours, theirs in zip(base.stages, grown.stages, strict=True):
        assert all(torch.equal(a, b) for a, b in zip(ours.layers.parameters(), theirs.layers.parameters(), strict=True))
    assert torch.equal(base.stages[-1].head.linear.weight, grown.stages[-1].head.linear.weight)
    assert (tmp_path / "grown" / CHECKPOINT).is_file()
    assert backbone_digest(base) == backbone_digest(grown)


def test_the_digest_of_a_backbone_changes_with_it_and_not_with_the_branches():
    network = build(MultiExitVitOptions(**TINY, branches=["mlp"]), 4)
    before = backbone_digest(network)
    with torch.no_grad():
        next(network.stages[0].head.parameters()).add_(1.0)
    assert backbone_digest(network) == before
    with torch.no_grad():
        network.stages[-1].head.linear.bias.add_(1.0)
    assert backbone_digest(network) != before


GROWN = 'epochs = 1\nregime = "classifier-wise"\nbackbone = "base"'


def test_a_backbone_that_is_not_finished_is_refused(tmp_path):
    class Stopped(Exception):
        pass

    def stop(_):
        raise Stopped

    with pytest.raises(Stopped):
        train(vit_recipe("base", "mlp", "epochs = 2"), tiny.data(), tmp_path / "base", torch.device("cpu"), stop)
    with pytest.raises(TrainingError, match=r"^train\.backbone: base has 1 of its 2 epochs; train recipe base"):
        train(vit_recipe("grown", "mlp", GROWN), tiny.data(), tmp_path / "grown", torch.device("cpu"), lambda _: None)


def test_a_backbone_that_was_trained_on_other_pictures_is_refused(tmp_path):
    cpu = torch.device("cpu")
    train(vit_recipe("base", "mlp", "epochs = 1", held_out=20), tiny.data(), tmp_path / "base", cpu, lambda _: None)
    with pytest.raises(
        TrainingError, match=r"^train\.backbone: .* other pictures: data\.held_out is 20 there, 40 here$"
    ):
        train(vit_recipe("grown", "mlp", GROWN), tiny.data(), tmp_path / "grown", cpu, lambda _: None)


def test_a_backbone_that_is_older_than_an_option_of_its_data_is_taken(tmp_path):
    cpu = torch.device("cpu")
    train(vit_recipe("base", "mlp", "epochs = 1"), tiny.data(), tmp_path / "base", cpu, lambda _: None)
    checkpoint = torch.load(tmp_path / "base" / CHECKPOINT, weights_only=True)
    del checkpoint["recipe"]["data"]["limit"]
    torch.save(checkpoint, tmp_path / "base" / CHECKPOINT)
    train(vit_recipe("grown", "mlp", GROWN), tiny.data(), tmp_path / "grown", cpu, lambda _: None)


def test_a_backbone_that_was_not_trained_is_named(tmp_path):
    recipe = vit_recipe("grown", "mlp", GROWN)
    with pytest.raises(TrainingError, match="train recipe base first"):
        train(recipe, tiny.data(), tmp_path / "grown", torch.device("cpu"), lambda _: None)


def test_impossible_options_are_all_named():
    problems = MultiExitVitOptions(size=30, width=95, exits=[3, 2], branches=["tree", "mlp", "mlp"]).problems()
    assert len(problems) == 5
