"""Deep Feature Surgery: whose loss reaches which half of the features at an exit."""

import itertools

import pytest
import torch
from torch import nn

from offramp_zoo.count import stage_cost, stage_costs
from offramp_zoo.networks import byot_resnet, msdnet
from offramp_zoo.networks.stages import MultiExitNetwork
from offramp_zoo.networks.surgery import FeatureSurgery
from offramp_zoo.tracing import trace

from . import tiny


def build_msdnet(form: str) -> MultiExitNetwork:
    options = msdnet.MSDNetOptions(blocks=3, base=2, step=1, channels=4, growth=4, surgery=form)
    return msdnet.build(options, 4)


def build_resnet(form: str) -> MultiExitNetwork:
    return byot_resnet.build(byot_resnet.ByotResNetOptions(width=4, layers=3, surgery=form), 4)


BUILDERS = {"msdnet": build_msdnet, "resnet": build_resnet}


def reached(network: MultiExitNetwork, exit_index: int, surgery_index: int) -> tuple[bool, bool]:
    """Whether the loss of one exit has a gradient at (the shared half, the own half) of the features at another."""
    features = []
    surgeries = [m for m in network.modules() if isinstance(m, FeatureSurgery)]
    module = surgeries[surgery_index]
    hook = module.register_forward_pre_hook(lambda _, inputs: features.append(inputs[0]))
    network.train()
    torch.manual_seed(0)
    answers = network(tiny.pictures(8, 0, size=32).pixels)
    hook.remove()
    (gradient,) = torch.autograd.grad(answers[exit_index].pow(2).sum(), features, allow_unused=True)
    if gradient is None:
        return False, False
    channels = gradient.shape[module.axis]
    kept = round(channels * module.share)
    halves = torch.split(gradient, [kept, channels - kept], dim=module.axis)
    return tuple(bool(half.abs().max() > 0) for half in halves)


@pytest.mark.parametrize("name", BUILDERS)
def test_paper_form_gives_an_exit_its_own_half_and_deeper_exits_the_shared_half(name):
    network = BUILDERS[name]("paper")
    assert reached(network, 0, 0) == (False, True)
    assert reached(network, 1, 0) == (True, False)
    assert reached(network, 2, 0) == (True, False)
    assert reached(network, 1, 1) == (False, True)
    assert reached(network, 2, 1) == (True, False)
    assert reached(network, 0, 1) == (False, False)


@pytest.mark.parametrize("name", BUILDERS)
def test_released_form_gives_an_exit_both_halves_and_deeper_exits_the_shared_half(name):
    network = BUILDERS[name]("released")
    assert reached(network, 0, 0) == (True, True)
    assert reached(network, 1, 0) == (True, False)
    assert reached(network, 2, 0) == (True, False)
    assert reached(network, 1, 1) == (True, True)


@pytest.mark.parametrize("name", BUILDERS)
def test_joint_training_lets_every_loss_reach_everything_before_it(name):
    network = BUILDERS[name]("none")
    assert reached(network, 0, 0) == reached(network, 1, 0) == reached(network, 2, 0) == (True, True)


@pytest.mark.parametrize(("name", "form"), [*itertools.product(BUILDERS, ["paper", "released"])])
def test_the_forward_pass_is_untouched(name, form):
    plain, operated = BUILDERS[name]("none"), BUILDERS[name](form)
    operated.load_state_dict(plain.state_dict())
    pixels = tiny.pictures(4, 0, size=32).pixels
    for mode in (True, False):
        plain.train(mode)
        operated.train(mode)
        with torch.no_grad():
            for want, got in zip(plain(pixels), operated(pixels), strict=True):
                assert torch.equal(want, got)


@pytest.mark.parametrize("name", BUILDERS)
def test_a_trained_network_exports_to_the_plain_graph(name):
    pixels = tiny.pictures(33, 0, size=32).pixels
    graphs = [trace(BUILDERS[name](form).stages[0], [pixels], name).graph for form in ("none", "paper")]
    kinds = [[node.kind() for node in graph.nodes()] for graph in graphs]
    assert kinds[0] == kinds[1]
    assert "aten::detach" not in kinds[1]
    assert "aten::split" not in kinds[1]


def test_partition_follows_the_share_along_the_given_axis():
    tokens = torch.randn(2, 5, 8, requires_grad=True)
    deeper, own = FeatureSurgery("paper", share=0.25, axis=-1)(tokens)
    assert torch.equal(deeper, tokens)
    (gradient,) = torch.autograd.grad(deeper.sum(), tokens, retain_graph=True)
    assert gradient[0, 0].tolist() == [1, 1, 0, 0, 0, 0, 0, 0]
    (gradient,) = torch.autograd.grad(own.sum(), tokens)
    assert gradient[0, 0].tolist() == [0, 0, 1, 1, 1, 1, 1, 1]


def test_an_unknown_form_is_refused():
    with pytest.raises(ValueError, match="form must be one of none, paper, released"):
        FeatureSurgery("both")


def test_the_published_resnet_has_its_size():
    network = byot_resnet.build(byot_resnet.ByotResNetOptions(), 100)
    training_only = 3 * (512 * 512 + 512)  # the published code has three linear layers more, for feature distillation
    assert round((sum(p.numel() for p in network.parameters()) + training_only) / 1e6, 2) == 13.07
    branches = [len(stage.branch.blocks) for stage in network.stages]
    assert branches == [3, 2, 1, 0]


def test_the_published_resnet_costs_what_its_table_says_up_to_a_counter_that_is_not_published():
    network = byot_resnet.build(byot_resnet.ByotResNetOptions(), 100)
    pixels = torch.zeros(1, 32, 32, 3, dtype=torch.uint8)
    costs = stage_costs(network.stages, pixels)
    assert [round(c / 1e6, 2) for c in itertools.accumulate(costs)] == [165.16, 308.19, 447.85, 582.12]
    features = [torch.zeros(1, 64 * 2**k, 32 // 2**k, 32 // 2**k) for k in range(4)]
    branches = [stage_cost(s.branch, [f])[0] for s, f in zip(network.stages, features, strict=True)]
    earlier = [0, *itertools.accumulate(branches[:-1])]
    alone = [total - before for total, before in zip(itertools.accumulate(costs), earlier, strict=True)]
    assert [round(c / 1e6, 2) for c in alone] == [165.16, 295.79, 426.64, 555.47]
    published = [169.62, 300.22, 431.05, 559.75]
    assert all(0 < 1 - c / 1e6 / p < 0.03 for c, p in zip(alone, published, strict=True))


def test_the_resnet_also_takes_28_pixels():
    network = build_resnet("none").eval()
    assert isinstance(network, nn.Module)
    assert [tuple(a.shape) for a in network(tiny.pictures(2, 0, size=28).pixels)] == [(2, 4)] * 3
