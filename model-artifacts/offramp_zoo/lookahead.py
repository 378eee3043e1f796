"""Averaged weights while training: Lookahead, whose memory grows towards the end.

Zhang et al., "Lookahead Optimizer: k steps forward, 1 step back" (NeurIPS 2019), in the form of Jordan 2024 (arXiv
2404.00498): the slow weights are a moving average, statistics of norms included, and the fast ones go on from it. What
the average keeps grows with the cube of the share of the steps done: early on it follows, late it rests.
"""

import torch
from torch import Tensor, nn

from .recipe import TrainOptions


class Lookahead:
    """The slow weights of one training."""

    def __init__(self, network: nn.Module, options: TrainOptions) -> None:
        self.network, self.every, self.decay = network, options.lookahead, options.lookahead_decay
        self.slow = {name: value.detach().clone() for name, value in self._fast().items()}

    def after(self, step: int, steps: int) -> None:
        """To be called after each step, counted from 1, of all `steps`; after the last, the slow weights are taken."""
        if step == steps:
            self._meet(keep=1.0)
        elif step % self.every == 0:
            self._meet(keep=self.decay**self.every * (step / steps) ** 3)

    def load(self, slow: dict[str, Tensor]) -> None:
        """Goes on with the slow weights of a checkpoint."""
        for name, value in self.slow.items():
            value.copy_(slow[name])

    @torch.no_grad()
    def _meet(self, keep: float) -> None:
        for name, fast in self._fast().items():
            fast.copy_(self.slow[name].lerp_(fast, 1.0 - keep))

    def _fast(self) -> dict[str, Tensor]:
        return {name: value for name, value in self.network.state_dict().items() if value.is_floating_point()}
