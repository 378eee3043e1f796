import pytest
import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.attention import SDPBackend, sdpa_kernel

from offramp_zoo.count import CountError, counting, stage_cost, stage_costs

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


def test_attention_in_one_operator_costs_its_two_products():
    class Attention(nn.Module):
        def forward(self, q, k, v):
            with sdpa_kernel(SDPBackend.FLASH_ATTENTION):
                return F.scaled_dot_product_attention(q, k, v)

    assert count(Attention(), torch.zeros(1, 2, 5, 8), *[torch.zeros(1, 2, 7, 8)] * 2) == 2 * (5 * 7 * 8) * 2


TOKENS, WIDTH, HIDDEN = 10, 64, 128
ATTENTION = 4 * TOKENS * WIDTH * WIDTH + 2 * TOKENS * TOKENS * WIDTH  # q, k, v and out; queries × keys and × values


def test_a_multi_head_attention_costs_its_projections_and_products():
    attention = nn.MultiheadAttention(WIDTH, 4, batch_first=True).eval()
    tokens = torch.zeros(1, TOKENS, WIDTH)
    assert count(attention, tokens, tokens, tokens) == ATTENTION == 176_640


def test_an_encoder_layer_costs_its_attention_and_two_linear_layers():
    layer = nn.TransformerEncoderLayer(WIDTH, 4, HIDDEN, batch_first=True)
    cost, _ = stage_cost(layer, [torch.zeros(1, TOKENS, WIDTH)])
    assert cost == ATTENTION + 2 * TOKENS * WIDTH * HIDDEN == 340_480


@pytest.mark.parametrize("was_enabled", [True, False])
def test_counting_leaves_the_fast_path_as_it_was(was_enabled):
    before = torch.backends.mha.get_fastpath_enabled()
    try:
        torch.backends.mha.set_fastpath_enabled(was_enabled)
        with pytest.raises(KeyError), counting():
            assert not torch.backends.mha.get_fastpath_enabled()
            raise KeyError
        assert torch.backends.mha.get_fastpath_enabled() == was_enabled
    finally:
        torch.backends.mha.set_fastpath_enabled(before)


def test_inference_mode_costs_the_same():
    q, kv = torch.zeros(1, 2, 5, 8), torch.zeros(1, 2, 7, 8)
    with torch.inference_mode():
        assert count(nn.Conv2d(3, 16, 3, padding=1), torch.zeros(1, 3, 28, 28)) == 16 * 28 * 28 * 3 * 9
        assert count(nn.Linear(7, 5), torch.zeros(1, 9, 7)) == 9 * 35
        with counting() as counter:
            F.scaled_dot_product_attention(q, kv, kv)
    assert counter.total == 2 * (5 * 7 * 8) * 2


def test_a_transposed_convolution_costs_outputs_times_kernel_for_each_input():
    module = nn.ConvTranspose2d(8, 4, 3, stride=2, groups=2)
    assert count(module, torch.zeros(1, 8, 5, 5)) == 8 * 5 * 5 * (4 // 2) * 9


def test_products_with_vectors_cost_what_they_multiply():
    with counting() as counter:
        matrix, vector = torch.zeros(3, 7), torch.zeros(7)
        matrix @ vector
        vector @ vector
        torch.addmv(torch.zeros(3), matrix, vector)
    assert counter.total == 3 * 7 + 7 + 3 * 7


def test_products_that_cannot_be_counted_are_refused_by_name():
    tokens = torch.zeros(1, 5, 8)
    layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True).eval()
    with torch.no_grad():
        fused = torch.jit.trace(layer, tokens, check_trace=False)  # the fast path, now without a way back
    for module, operator in ((fused, "_transformer_encoder_layer_fwd"), (nn.LSTM(8, 4), "mkldnn_rnn_layer")):
        with pytest.raises(CountError, match=operator):
            count(module, tokens)


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
