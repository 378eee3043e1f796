"""From logits to what an exit decides by: a class and three confidences, the same arithmetic as the job's."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor


@dataclass(frozen=True)
class Scores:
    """What every exit said of every sample; all arrays are `[exits, samples]`."""

    predicted: np.ndarray
    """int64: index of the most probable class, the first of equals."""
    max_softmax: np.ndarray
    """float32, 0…1."""
    entropy: np.ndarray
    """float32, 0…1: one minus the softmax entropy over ln(classes), so that higher is surer."""
    margin: np.ndarray
    """float32, 0…1: the gap between the two largest probabilities."""


def score(logits: Tensor) -> Scores:
    """Scores of `float32 [exits,N,classes]` logits: softmax in float64, each confidence then rounded to float32."""
    probabilities = torch.softmax(logits.double(), dim=2)
    best = probabilities.topk(2, dim=2).values
    safe = torch.where(probabilities > 0, probabilities, torch.ones_like(probabilities))
    entropy = 1.0 + (safe * safe.log()).sum(2) / math.log(logits.shape[2])
    return Scores(
        predicted=logits.argmax(2).numpy(),
        max_softmax=best[..., 0].float().numpy(),
        entropy=entropy.clamp(0.0, 1.0).float().numpy(),
        margin=(best[..., 0] - best[..., 1]).float().numpy(),
    )
