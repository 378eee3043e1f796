import pytest
import torch
import torch.nn.functional as F

from offramp_zoo.losses import distillation, exits_loss
from offramp_zoo.recipe import TrainOptions
from offramp_zoo.regimes import freeze_all_but, phases
from offramp_zoo.train import TrainingError, train

from . import tiny

CPU = torch.device("cpu")
ANSWERS = [torch.tensor([[1.0, 0.0, -1.0], [0.5, 0.2, 0.0]]), torch.tensor([[2.0, 0.0, 0.0], [0.0, 3.0, 0.0]])]
LABELS = torch.tensor([0, 1])


def test_the_joint_loss_is_the_weighted_sum_of_the_exits_losses():
    first, second = (F.cross_entropy(a, LABELS) for a in ANSWERS)
    assert exits_loss(ANSWERS, LABELS, TrainOptions(), [1.0, 2.0]) == pytest.approx(float(first + 2 * second))


def test_an_exit_of_weight_zero_takes_no_part_and_gets_no_gradient():
    early = ANSWERS[0].clone().requires_grad_()
    last = ANSWERS[1].clone().requires_grad_()
    exits_loss([early, last], LABELS, TrainOptions(distil=1.0), [0.0, 1.0]).backward()
    assert early.grad is None
    assert last.grad is not None


def test_distillation_pulls_early_exits_to_the_last_and_leaves_the_teacher_alone():
    early = ANSWERS[0].clone().requires_grad_()
    last = ANSWERS[1].clone().requires_grad_()
    loss = distillation([early, last], TrainOptions(temperature=2.0))
    wanted = 4 * F.kl_div((early / 2).log_softmax(1), (last / 2).softmax(1), reduction="batchmean")
    assert loss.item() == pytest.approx(wanted.item(), abs=1e-6)
    loss.backward()
    assert last.grad is None
    assert early.grad.abs().max() > 0


def test_an_ensemble_teaches_with_deeper_exits_weighing_more():
    loss = distillation(ANSWERS, TrainOptions(distil_teacher="ensemble"))
    teacher = (ANSWERS[0] + 2 * ANSWERS[1]) / 3
    wanted = F.kl_div(ANSWERS[0].log_softmax(1), teacher.softmax(1), reduction="batchmean")
    assert loss.item() == pytest.approx(wanted.item(), abs=1e-6)


def test_squared_error_serves_regression_heads():
    loss = exits_loss(
        [torch.tensor([[1.0], [3.0]])], torch.tensor([1.0, 1.0]), TrainOptions(loss="squared-error"), [1.0]
    )
    assert float(loss) == pytest.approx(2.0)


def test_classifier_wise_trains_the_backbone_then_the_early_heads():
    backbone, branches = phases(TrainOptions(epochs=10, regime="classifier-wise"), 3)
    assert (backbone.first, backbone.end, branches.first, branches.end) == (0, 5, 5, 10)
    assert backbone.weights == [0.0, 0.0, 1.0]
    assert branches.weights == [1.0, 1.0, 0.0]
    assert (backbone.trunks, backbone.heads) == ([True] * 3, [False, False, True])
    assert (branches.trunks, branches.heads) == ([False] * 3, [True, True, False])


def test_layer_wise_trains_one_stage_after_the_other():
    plan = phases(TrainOptions(epochs=7, regime="layer-wise"), 3)
    assert [(p.first, p.end) for p in plan] == [(0, 2), (2, 5), (5, 7)]
    assert plan[1].trunks == plan[1].heads == [False, True, False]
    assert plan[1].weights == [0.0, 1.0, 0.0]


def test_what_is_frozen_neither_learns_nor_moves_its_statistics(tmp_path):
    recipe = tiny.recipe(regime="x", epochs='4\nregime = "layer-wise"')
    network = tiny.network()
    plan = phases(recipe.train, 3)
    learning = freeze_all_but(network, plan[1])
    assert {id(p) for p in learning} == {id(p) for p in network.stages[1].parameters()}
    assert not network.stages[0].training
    assert not network.stages[2].head.training

    states = []
    trained = train(recipe, tiny.data(), tmp_path, CPU, lambda _: states.append(_state(tmp_path)))
    assert trained is not None
    assert _changed(states[0], states[-1], "stages.0.") == set()  # frozen after phase one
    assert _changed(states[0], states[-1], "stages.2.") != set()


def _state(folder):
    return torch.load(folder / "checkpoint.pt", weights_only=True)["network"]


def _changed(before, after, prefix):
    return {k for k in before if k.startswith(prefix) and not torch.equal(before[k], after[k])}


@pytest.mark.parametrize("regime", ["classifier-wise", "layer-wise"])
def test_a_resumed_regime_equals_an_uninterrupted_one(tmp_path, regime):
    recipe = tiny.recipe(epochs=f'5\nregime = "{regime}"')
    whole = train(recipe, tiny.data(), tmp_path / "whole", CPU, lambda _: None)

    class Stopped(Exception):
        pass

    for stop in (1, 3, 4):

        def stop_there(line, stop=stop):
            if line.startswith(f"epoch {stop}/"):
                raise Stopped

        with pytest.raises(Stopped):
            train(recipe, tiny.data(), tmp_path / "parts", CPU, stop_there)
    resumed = train(recipe, tiny.data(), tmp_path / "parts", CPU, lambda _: None)
    for key, value in whole.state_dict().items():
        assert torch.equal(value, resumed.state_dict()[key]), key


def test_weights_for_another_number_of_exits_are_refused(tmp_path):
    recipe = tiny.recipe(epochs="1\nexit_weights = [1.0, 2.0]")
    with pytest.raises(TrainingError, match="2 entries for 3 exits"):
        train(recipe, tiny.data(), tmp_path, CPU, lambda _: None)


def test_mixed_trains_the_backbone_then_everything():
    first, second = phases(TrainOptions(epochs=10, regime="mixed"), 3)
    assert (first.first, first.end, second.first, second.end) == (0, 5, 5, 10)
    assert (first.weights, first.heads) == ([0.0, 0.0, 1.0], [False, False, True])
    assert (second.weights, second.trunks, second.heads) == ([1.0] * 3, [True] * 3, [True] * 3)


def test_a_frozen_backbone_with_a_new_head_trains_every_head():
    (only,) = phases(TrainOptions(regime="classifier-wise", backbone="x.pt", new_head=True), 3)
    assert (only.trunks, only.heads, only.weights) == ([False] * 3, [True] * 3, [1.0] * 3)
