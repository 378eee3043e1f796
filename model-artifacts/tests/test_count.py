import pytest
import torch
import torch.nn.functional as F
from torch import nn

from offramp_zoo.count import counting, stage_costs

from . import tiny


def count(module: nn.Module, *inputs: torch.Tensor) -> int:
    with counting() as counter:
        module(*inputs)
    return counter.total


def test_a_convolution_costs_inputs_times_kernel_for_each_output():
    assert count(nn.Conv2d(3, 16, 3, padding=1), torch.zeros(1, 3, 28, 28)) == 16 * 28 * 28 * 3 * 9


def test_a_strided_grouped_convolution_costs_its_group_only():
    assert count(nn.Conv2d(8, 8, 3, 2, 1, groups=8), torch.zeros(1, 8, 10, 10)) == 8 * 5 * 5 * 9
    assert count(nn.Conv2d(8, 4, 1, groups=2), torch.zeros(1, 8, 5, 5)) == 4 * 25 * 4


def test_a_linear_layer_costs_inputs_times_outputs_also_on_tokens():
    assert count(nn.Linear(7, 5), torch.zeros(1, 7)) == 35
    assert count(nn.Linear(7, 5, bias=False), torch.zeros(1, 7)) == 35
    assert count(nn.Linear(7, 5), torch.zeros(1, 9, 7)) == 9 * 35


def test_attention_costs_its_two_products():
    class Attention(nn.Module):
        def forward(self, q, k, v):
            return F.scaled_dot_product_attention(q, k, v)

    q, kv = torch.zeros(1, 2, 5, 8), torch.zeros(1, 2, 7, 8)
    assert count(Attention(), q, kv, kv) == 2 * (5 * 7 * 8) * 2


def test_attention_written_out_costs_the_same():
    class Attention(nn.Module):
        def forward(self, q, k):
            return (q @ k.transpose(-2, -1)).softmax(-1) @ k

    assert count(Attention(), torch.zeros(1, 2, 5, 8), torch.zeros(1, 2, 7, 8)) == 2 * (5 * 7 * 8) * 2


def test_normalisation_activation_and_pooling_cost_nothing():
    module = nn.Sequential(nn.BatchNorm2d(3), nn.ReLU(), nn.MaxPool2d(2), nn.AvgPool2d(2)).eval()
    assert count(module, torch.zeros(1, 3, 8, 8)) == 0


def test_a_stage_costs_its_head_too():
    network = tiny.network()
    costs = stage_costs(network.stages, torch.zeros(1, 12, 12, 3, dtype=torch.uint8))
    trunk = 12 * 12 * 4 * 9 + 36 * 6 * (4 * 9 + 6 * 9 + 4)  # stem, residual block with its projection
    branch = 9 * 6 * (6 * 9 + 6 * 9 + 6) + 9 * 6 * (6 * 9 + 6 * 9) + 6 * 4
    assert costs[0] == trunk + branch
    assert len(costs) == 3


def test_counting_wants_one_sample():
    with pytest.raises(ValueError, match="one sample"):
        stage_costs(tiny.network().stages, torch.zeros(2, 12, 12, 3, dtype=torch.uint8))
