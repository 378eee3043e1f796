"""Counts multiply-adds: what the papers of this field call FLOPs.

Convolutions, linear layers and the two products of attention; no bias, normalisation, activation or pooling.
Cumulative to an exit means *including all earlier heads*, for they have run when a sample arrives there.
A product that this module cannot count is refused by name, for 0 would look like a number.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode

from .networks.stages import as_tuple, inputs_of

CONVENTION = "convolutions, linear layers and attention products; cumulative to an exit including all earlier heads"

UNCOUNTED = {
    "_native_multi_head_attention",
    "_transformer_encoder_layer_fwd",
    "_flash_attention_forward",
    "_efficient_attention_forward",
    "_cudnn_attention_forward",
    "mkldnn_rnn_layer",
    "_cudnn_rnn",
    "miopen_rnn",
    "_thnn_fused_lstm_cell",
    "_thnn_fused_gru_cell",
    "_trilinear",
    "_addmm_activation",
    "_int_mm",
    "_scaled_mm",
    "_grouped_mm",
    "addbmm",
    "conv_tbc",
    "mkldnn_convolution",
    "mkldnn_linear",
    "mkldnn::_convolution_pointwise",
    "mkldnn::_linear_pointwise",
    "quantized::conv2d",
    "quantized::linear",
    "torchvision::deform_conv2d",
}
"""Operators that multiply, but by how much is not known here."""


class CountError(ValueError):
    """Products that cannot be counted; the message says which operator and what to do."""


class _Counter(TorchDispatchMode):
    """Sees every operator that really runs, so functional calls count like modules."""

    def __init__(self) -> None:
        super().__init__()
        self.total = 0
        self.uncounted: set[str] = set()

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):  # noqa: ANN001, ANN204
        kwargs = kwargs or {}
        with self:  # inference mode hands on composite operators whole
            out = func.decompose(*args, **kwargs)
        if out is NotImplemented:
            out = func(*args, **kwargs)
            operator = func._schema.name.removeprefix("aten::")
            self.total += _cost(operator, args, out)
            self.uncounted |= {operator} & UNCOUNTED
        return out


def _cost(operator: str, args: Sequence, out: Tensor | tuple) -> int:
    if operator.startswith("_scaled_dot_product_"):
        return (args[0].numel() + out[0].numel()) * args[1].shape[-2]  # queries × keys, weights × values
    match operator:
        case "convolution" | "_convolution":
            is_transposed = args[6]
            # Every output value sums Cin/groups · kh · kw products; transposed, every input value goes into as many.
            return (args[0] if is_transposed else out).numel() * args[1][0].numel()
        case "mm" | "bmm" | "mv" | "dot":
            return out.numel() * args[0].shape[-1]
        case "addmm" | "baddbmm" | "addmv":
            return out.numel() * args[1].shape[-1]
    return 0


@contextmanager
def counting() -> Iterator[_Counter]:
    """Counts the multiply-adds of everything that runs inside the block into `.total`.

    Raises `CountError` at the block's end if operators of `UNCOUNTED` ran in it.
    """
    # Fused attention and encoder layers hide their products from the dispatcher; the plain forms show them.
    had_fast_path = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        with (
            torch.no_grad(),
            torch.nn.attention.sdpa_kernel(torch.nn.attention.SDPBackend.MATH),
            _Counter() as counter,
        ):
            yield counter
    finally:
        torch.backends.mha.set_fastpath_enabled(had_fast_path)
    if counter.uncounted:
        raise CountError(
            f"the multiply-adds of {', '.join(sorted(counter.uncounted))} cannot be counted; build the stage from "
            "convolutions, linear layers and attention, neither traced nor quantised beforehand"
        )


def stage_costs(stages: Sequence[nn.Module], pixels: Tensor) -> list[int]:
    """Multiply-adds of each stage with its head, for one sample; `pixels` is `uint8 [1,H,W,3]`, of a clip
    `[1,T,H,W,3]`."""
    if pixels.shape[0] != 1:
        raise ValueError(f"count with one sample, got a batch of {pixels.shape[0]}")
    activations: Sequence[Tensor] = ()
    costs = []
    for stage in stages:
        cost, outputs = stage_cost(stage, inputs_of(stage, pixels, activations))
        activations = outputs[:-1]
        costs.append(cost)
    return costs


def graph_cost(traced: Callable, inputs: Sequence[Tensor]) -> int:
    """Multiply-adds of a traced stage, or of one of its methods, over these inputs."""
    with counting() as counter:
        traced(*inputs)
    return counter.total


def stage_cost(stage: nn.Module, inputs: Sequence[Tensor]) -> tuple[int, tuple[Tensor, ...]]:
    """Multiply-adds of one stage over these inputs, in evaluation mode, and what it returned."""
    was_training = stage.training
    stage.eval()
    with counting() as counter:
        outputs = as_tuple(stage(*inputs))
    stage.train(was_training)
    return counter.total, outputs
