import torch
from torch import nn

from offramp_zoo.lookahead import Lookahead
from offramp_zoo.recipe import TrainOptions

OPTIONS = TrainOptions(lookahead=2, lookahead_decay=0.5)


def started_at(value):
    network = nn.BatchNorm2d(1)
    set_to(network, value)
    return network, Lookahead(network, OPTIONS)


def set_to(network, value):
    with torch.no_grad():
        for tensor in (network.weight, network.running_mean):
            tensor.fill_(value)


def test_between_its_steps_the_weights_run_free():
    network, lookahead = started_at(0.0)
    set_to(network, 1.0)
    lookahead.after(step=1, steps=4)
    assert network.weight.item() == 1.0


def test_every_so_many_steps_weights_and_statistics_go_back_to_their_average():
    network, lookahead = started_at(0.0)
    set_to(network, 1.0)
    lookahead.after(step=2, steps=4)
    kept = 0.5**2 * 0.5**3  # of the two steps, at half of the schedule
    assert network.weight.item() == network.running_mean.item() == 1.0 - kept


def test_the_last_step_takes_the_average_alone():
    network, lookahead = started_at(0.25)
    set_to(network, 1.0)
    lookahead.after(step=4, steps=4)
    assert network.weight.item() == 0.25


def test_counters_of_norms_are_left_alone():
    network, lookahead = started_at(0.0)
    network.num_batches_tracked.fill_(7)
    lookahead.after(step=2, steps=2)
    assert network.num_batches_tracked.item() == 7


def test_it_goes_on_with_the_average_of_a_checkpoint():
    network, lookahead = started_at(0.0)
    _, other = started_at(0.75)
    lookahead.load(other.slow)
    set_to(network, 1.0)
    lookahead.after(step=4, steps=4)
    assert network.weight.item() == 0.75
