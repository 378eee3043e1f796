import math

import numpy as np
import pytest
import torch

from offramp_zoo.scores import score


def test_confidences_of_a_known_answer():
    scores = score(torch.tensor([[[math.log(6), math.log(3), math.log(1)]]]))
    assert scores.predicted.tolist() == [[0]]
    assert scores.max_softmax[0, 0] == pytest.approx(0.6)
    assert scores.margin[0, 0] == pytest.approx(0.3)
    entropy = -sum(p * math.log(p) for p in (0.6, 0.3, 0.1))
    assert scores.entropy[0, 0] == pytest.approx(1 - entropy / math.log(3), abs=1e-6)
    assert scores.max_softmax.dtype == np.float32


def test_extreme_logits_stay_between_zero_and_one():
    scores = score(torch.tensor([[[1000.0, 0.0, -1000.0], [0.0, 0.0, 0.0]]]))
    assert scores.max_softmax[0].tolist() == pytest.approx([1.0, 1 / 3])
    assert scores.entropy[0].tolist() == pytest.approx([1.0, 0.0], abs=1e-7)
    assert scores.margin[0].tolist() == pytest.approx([1.0, 0.0])
    assert scores.predicted[0].tolist() == [0, 0]
