"""Stages in half precision: half the bytes of an activation, and on some machines twice the speed."""

from itertools import pairwise

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

PRECISIONS = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


def fold_norms(module: nn.Module) -> None:
    """Folds batch norms into the convolutions before them, in place; `module` must be in evaluation mode.

    Found are neighbours in a `Sequential` and pairs of attributes that are named `conv…` and `bn…`.
    """
    for parent in module.modules():
        children = dict(parent.named_children())
        pairs = []
        if isinstance(parent, nn.Sequential):
            names = list(children)
            pairs = list(pairwise(names))
        pairs += [(name, name.replace("conv", "bn", 1)) for name in children if name.startswith("conv")]
        for convolution, norm in pairs:
            first, second = children.get(convolution), children.get(norm)
            if isinstance(first, nn.Conv2d) and isinstance(second, nn.BatchNorm2d):
                setattr(parent, convolution, fuse_conv_bn_eval(first, second))
                setattr(parent, norm, nn.Identity())
