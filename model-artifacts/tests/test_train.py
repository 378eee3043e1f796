import csv
import dataclasses
import os

import pytest
import torch

from offramp_zoo.optimisers import norm_biases, optimiser_of, trunk_of
from offramp_zoo.recipe import differences
from offramp_zoo.train import (
    CHECKPOINT,
    CURVES,
    TrainingError,
    load_trained,
    make_deterministic,
    rate_at,
    train,
)

from . import tiny

CPU = torch.device("cpu")


def quiet(_: str) -> None:
    pass


def weights(network):
    return torch.cat([v.flatten().double() for v in network.state_dict().values()])


def test_the_same_seed_gives_the_same_weights(tmp_path):
    first = train(tiny.recipe(epochs="2"), tiny.data(), tmp_path / "a", CPU, quiet)
    second = train(tiny.recipe(epochs="2"), tiny.data(), tmp_path / "b", CPU, quiet)
    other = train(tiny.recipe(epochs="2", seed="4"), tiny.data(), tmp_path / "c", CPU, quiet)
    assert torch.equal(weights(first), weights(second))
    assert not torch.equal(weights(first), weights(other))


def test_a_resumed_training_equals_an_uninterrupted_one(tmp_path):
    whole = train(tiny.recipe(), tiny.data(), tmp_path / "whole", CPU, quiet)

    class Stopped(Exception):
        pass

    def stop_after_two(line: str) -> None:
        if line.startswith("epoch 2/"):
            raise Stopped

    with pytest.raises(Stopped):
        train(tiny.recipe(), tiny.data(), tmp_path / "parts", CPU, stop_after_two)
    assert torch.load(tmp_path / "parts" / CHECKPOINT, weights_only=True)["history"][-1]["epoch"] == 2
    lines = []
    resumed = train(tiny.recipe(), tiny.data(), tmp_path / "parts", CPU, lines.append)
    assert lines[0].startswith("resuming after epoch 2 of 3")
    assert torch.equal(weights(whole), weights(resumed))


def test_training_learns_something_and_draws_its_curves(tmp_path):
    train(tiny.recipe(epochs="6"), tiny.data(), tmp_path, CPU, quiet)
    with (tmp_path / CURVES).open() as file:
        rows = list(csv.DictReader(file))
    assert [row["epoch"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert float(rows[-1]["loss"]) < float(rows[0]["loss"])
    assert float(rows[-1]["held_out_accuracy_exit_3"]) > 0.5
    assert (tmp_path / "curves.png").stat().st_size > 1000


def test_a_checkpoint_of_another_recipe_is_refused(tmp_path):
    train(tiny.recipe(epochs="1"), tiny.data(), tmp_path, CPU, quiet)
    with pytest.raises(TrainingError, match=r"another recipe \(train differ\)"):
        train(tiny.recipe(epochs="1", learning_rate="0.5"), tiny.data(), tmp_path, CPU, quiet)


def test_what_does_not_decide_the_weights_may_change_between_training_and_export(tmp_path):
    train(tiny.recipe(epochs="1"), tiny.data(), tmp_path, CPU, quiet)
    checkpoint = torch.load(tmp_path / CHECKPOINT, weights_only=True)
    del checkpoint["recipe"]["train"]["distil"]  # an option that is newer than the checkpoint
    torch.save(checkpoint, tmp_path / CHECKPOINT)
    _, epochs = load_trained(tiny.recipe(epochs="1", version='"1.0.1"'), 4, tmp_path)
    assert epochs == 1


def test_a_trained_network_is_found_again(tmp_path):
    trained = train(tiny.recipe(epochs="1"), tiny.data(), tmp_path, CPU, quiet)
    loaded, epochs = load_trained(tiny.recipe(epochs="1"), 4, tmp_path)
    assert epochs == 1
    assert torch.equal(weights(trained), weights(loaded))


def test_without_a_checkpoint_there_is_nothing_to_export(tmp_path):
    with pytest.raises(TrainingError, match="no checkpoint"):
        load_trained(tiny.recipe(), 4, tmp_path)


def test_the_rate_warms_up_then_falls_to_zero():
    options = tiny.recipe().train
    rates = [rate_at(options, step, 100) for step in range(101)]
    assert max(rates) == pytest.approx(options.learning_rate)
    assert rates.index(max(rates)) == 20
    assert rates[100] == pytest.approx(0.0)
    assert rates[0] < 0.05 * options.learning_rate


def test_bfloat16_trains_too(tmp_path):
    network = train(tiny.recipe(epochs="1", precision='"bfloat16"'), tiny.data(), tmp_path, CPU, quiet)
    assert torch.isfinite(weights(network)).all()


@pytest.fixture
def switches(monkeypatch):
    """The state of the switches for equal results on a GPU, as if nobody had touched them; put back afterwards."""
    monkeypatch.delenv(CUBLAS, raising=False)
    monkeypatch.setattr(torch.backends.cudnn, "benchmark", True)
    before = torch.are_deterministic_algorithms_enabled(), torch.is_deterministic_algorithms_warn_only_enabled()
    torch.use_deterministic_algorithms(False)
    yield
    torch.use_deterministic_algorithms(before[0], warn_only=before[1])


CUBLAS = "CUBLAS_WORKSPACE_CONFIG"


@pytest.mark.usefixtures("switches")
def test_on_a_gpu_algorithms_are_chosen_that_repeat_themselves():
    make_deterministic(torch.device("cuda"))
    assert torch.are_deterministic_algorithms_enabled()
    assert torch.is_deterministic_algorithms_warn_only_enabled()
    assert not torch.backends.cudnn.benchmark
    assert os.environ[CUBLAS] == ":4096:8"


@pytest.mark.usefixtures("switches")
def test_the_users_own_workspace_is_kept(monkeypatch):
    monkeypatch.setenv(CUBLAS, ":16:8")
    make_deterministic(torch.device("cuda", 1))
    assert os.environ[CUBLAS] == ":16:8"


@pytest.mark.usefixtures("switches")
def test_on_the_cpu_the_switches_stay_as_they_are():
    make_deterministic(CPU)
    assert not torch.are_deterministic_algorithms_enabled()
    assert torch.backends.cudnn.benchmark
    assert CUBLAS not in os.environ


def test_training_sets_the_switches_of_its_device(tmp_path, monkeypatch):
    called = []
    monkeypatch.setattr("offramp_zoo.train.make_deterministic", called.append)
    train(tiny.recipe(epochs="1"), tiny.data(), tmp_path, CPU, quiet)
    assert called == [CPU]


def plain_sgd():
    return tiny.recipe(epochs="1\nnesterov = false\ndecay_all = true").train


def test_decay_spares_norms_and_biases_unless_it_falls_on_all():
    parameters = list(tiny.network().parameters())
    decayed, spared = optimiser_of(parameters, tiny.recipe().train).param_groups
    assert {p.ndim > 1 for p in decayed["params"]} == {True}
    assert {p.ndim > 1 for p in spared["params"]} == {False}
    assert (decayed["weight_decay"], spared["weight_decay"]) == (5e-4, 0.0)
    (everything,) = optimiser_of(parameters, plain_sgd()).param_groups
    assert everything["params"] == parameters
    assert everything["weight_decay"] == 5e-4


def test_momentum_is_nesterovs_unless_the_recipe_says_otherwise():
    parameters = list(tiny.network().parameters())
    assert optimiser_of(parameters, tiny.recipe().train).defaults["nesterov"]
    assert not optimiser_of(parameters, plain_sgd()).defaults["nesterov"]


def test_a_plain_step_is_that_of_sgd_as_published_code_calls_it():
    ours, theirs = tiny.network().train(), tiny.network().train()
    optimisers = [
        optimiser_of(list(ours.parameters()), plain_sgd()),
        torch.optim.SGD(theirs.parameters(), 0.05, momentum=0.9, weight_decay=5e-4),
    ]
    for network, optimiser in zip((ours, theirs), optimisers, strict=True):
        for _ in range(3):
            optimiser.zero_grad()
            torch.manual_seed(0)  # dropout
            sum(a.pow(2).sum() for a in network(tiny.pictures(8, 0).pixels)).backward()
            optimiser.step()
    assert torch.equal(weights(ours), weights(theirs))


def test_a_checkpoint_older_than_nesterov_and_decay_all_is_of_the_recipe_with_their_defaults(tmp_path):
    train(tiny.recipe(epochs="1"), tiny.data(), tmp_path, CPU, quiet)
    checkpoint = torch.load(tmp_path / CHECKPOINT, weights_only=True)
    for newer in ("nesterov", "decay_all"):
        del checkpoint["recipe"]["train"][newer]
    assert differences(tiny.recipe(epochs="1"), checkpoint["recipe"]) == []
    assert differences(tiny.recipe(epochs="1\nnesterov = false"), checkpoint["recipe"]) == ["train"]
    assert differences(tiny.recipe(epochs="1\ndecay_all = true"), checkpoint["recipe"]) == ["train"]


SHORT = '3\nlookahead = 2\nschedule = "triangular"\nbias_rate = 8.0\nevaluate_every = 2'


def test_a_resumed_short_schedule_equals_an_uninterrupted_one(tmp_path):
    recipe = alternating(tiny.recipe(epochs=SHORT))
    whole = train(recipe, tiny.data(), tmp_path / "whole", CPU, quiet)
    for stop in ("epoch 1/", "epoch 2/"):

        def stop_there(line, stop=stop):
            if line.startswith(stop):
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            train(recipe, tiny.data(), tmp_path / "parts", CPU, stop_there)
    resumed = train(recipe, tiny.data(), tmp_path / "parts", CPU, quiet)
    assert torch.equal(weights(whole), weights(resumed))


def alternating(recipe):
    augment = dataclasses.replace(recipe.augment, alternating_flip=True)
    return dataclasses.replace(recipe, augment=augment)


def test_held_out_pictures_are_looked_at_as_often_as_the_recipe_says_and_at_the_end(tmp_path, monkeypatch):
    looks = []
    monkeypatch.setattr("offramp_zoo.train.evaluate", lambda *_: looks.append(1) or (1.0, [0.1, 0.2, 0.3]))
    lines = []
    train(tiny.recipe(epochs=SHORT), tiny.data(), tmp_path, CPU, lines.append)
    assert ["held-out" in line for line in lines] == [False, True, True]
    assert len(looks) == 2


def test_training_with_an_average_ends_with_the_average(tmp_path):
    plain = train(tiny.recipe(), tiny.data(), tmp_path / "plain", CPU, quiet)
    averaged = train(tiny.recipe(epochs="3\nlookahead = 100"), tiny.data(), tmp_path / "averaged", CPU, quiet)
    start = tiny.network(seed=3)
    assert not torch.equal(weights(plain), weights(start))
    parameters = [torch.cat([p.flatten() for p in n.parameters()]) for n in (averaged, start)]
    assert torch.equal(*parameters)  # 15 steps, an average that never met the weights: it is where it began


def test_alternating_sides_reach_the_pictures(tmp_path, monkeypatch):
    sides = []

    def seen(pixels, options, generator, mirrored):
        sides.append(mirrored)
        return pixels

    monkeypatch.setattr("offramp_zoo.train.augment", seen)
    train(tiny.recipe(epochs="1"), tiny.data(), tmp_path / "a", CPU, quiet)
    assert all(side is None for side in sides)
    sides.clear()
    train(alternating(tiny.recipe(epochs="2")), tiny.data(), tmp_path / "b", CPU, quiet)
    shown = [torch.cat(sides[i : i + 5]) for i in (0, 5)]
    assert int(shown[0].sum() + shown[1].sum()) == 160


def test_the_triangle_rises_from_a_fifth_and_falls_to_a_fifteenth():
    options = tiny.recipe(epochs='1\nschedule = "triangular"').train
    rates = [rate_at(options, step, 100) / options.learning_rate for step in range(101)]
    assert rates[0] == pytest.approx(0.2)
    assert rates[10] == pytest.approx(0.6)
    assert rates[20] == pytest.approx(1.0)
    assert rates[60] == pytest.approx((1 + 0.07) / 2)
    assert rates[100] == pytest.approx(0.07)


def test_biases_of_norms_learn_faster_at_the_same_decay_a_step():
    network = tiny.network()
    biases = norm_biases(network)
    options = tiny.recipe(epochs="1\nbias_rate = 10.0\ndecay_all = true").train
    rest, fast = optimiser_of(list(network.parameters()), options, biases).param_groups
    assert {id(p) for p in fast["params"]} == {id(p) for p in biases}
    assert len(rest["params"]) + len(fast["params"]) == len(list(network.parameters()))
    assert fast["times_faster"] * fast["weight_decay"] == pytest.approx(rest["times_faster"] * rest["weight_decay"])
    assert all(p.ndim == 1 for p in biases)


def test_faster_biases_do_learn_at_their_own_rate(tmp_path):
    rates = []

    class Watched(torch.optim.SGD):
        def step(self, closure=None):
            rates.append([group["lr"] for group in self.param_groups])
            return super().step(closure)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("torch.optim.SGD", Watched)
        train(tiny.recipe(epochs="1\nbias_rate = 10.0"), tiny.data(), tmp_path, CPU, quiet)
    assert all(fast == pytest.approx(10 * weight) for weight, _, fast in rates)


def test_a_backbone_may_be_trained_on(tmp_path):
    started = train(tiny.recipe(epochs="1", name='"start"'), tiny.data(), tmp_path / "start", CPU, quiet)
    recipe = tiny.recipe(epochs='1\nbackbone = "start"', learning_rate="1e-9")
    trained = train(recipe, tiny.data(), tmp_path / "tiny", CPU, quiet)
    for name, value in started.stages[2].named_parameters():
        assert torch.allclose(trained.stages[2].get_parameter(name), value, atol=1e-5)
    moved = tiny.recipe(epochs='1\nbackbone = "start"')
    assert not torch.allclose(
        weights(train(moved, tiny.data(), tmp_path / "moved", CPU, quiet).stages[0].trunk),
        weights(started.stages[0].trunk),
    )


def test_no_step_waits_for_its_loss(tmp_path, monkeypatch):
    def waited(_):
        raise AssertionError("a step waited for the device")

    monkeypatch.setattr(torch.Tensor, "item", waited)
    train(tiny.recipe(epochs="1\nevaluate_every = 2"), tiny.data(), tmp_path, CPU, quiet)


def test_a_checkpoint_older_than_faster_biases_is_gone_on_with(tmp_path):
    whole = train(tiny.recipe(), tiny.data(), tmp_path / "whole", CPU, quiet)

    def stop(line):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(tiny.recipe(), tiny.data(), tmp_path / "parts", CPU, stop)
    checkpoint = torch.load(tmp_path / "parts" / CHECKPOINT, weights_only=True)
    for group in checkpoint["optimiser"]["param_groups"]:
        del group["times_faster"]
    torch.save(checkpoint, tmp_path / "parts" / CHECKPOINT)
    resumed = train(tiny.recipe(), tiny.data(), tmp_path / "parts", CPU, quiet)
    assert torch.equal(weights(whole), weights(resumed))


def test_a_loss_that_is_no_number_stops_at_once_and_says_where(tmp_path):
    with pytest.raises(TrainingError, match=r"the loss became (nan|inf) in epoch 1, batch \d of 5 \(the first of its"):
        train(tiny.recipe(learning_rate="1e30"), tiny.data(), tmp_path, CPU, quiet)
    assert not (tmp_path / CHECKPOINT).exists()


def test_the_backbone_may_learn_more_slowly_than_the_heads():
    network = tiny.network()
    options = tiny.recipe(epochs="1\nbackbone_rate = 0.1").train
    groups = optimiser_of(list(network.parameters()), options, (), trunk_of(network)).param_groups
    rates = {id(p): group["times_faster"] for group in groups for p in group["params"]}
    assert len(rates) == len(list(network.parameters()))
    heads = {id(p) for stage in network.stages for p in stage.head.parameters()}
    assert {rates[i] for i in heads} == {1.0}
    assert {rate for i, rate in rates.items() if i not in heads} == {0.1}
