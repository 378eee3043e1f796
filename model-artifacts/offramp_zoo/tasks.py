"""What a bundle answers: how an exit's logits become an answer, how sure it is, and when it is right."""

import math
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from .scores import Scores, score

CLASSIFICATION = "image-classification"
MULTI_LABEL = "multi-label"
REGRESSION = "regression"


MOST_LABELS = 31
"""That the job can tell apart in one number."""


@dataclass(frozen=True)
class Judged:
    """What every exit made of every sample; all arrays are `[exits,samples]`."""

    confidences: Mapping[str, np.ndarray]
    """float32, 0…1, by measure."""
    correct: np.ndarray
    """bool."""
    figures: Mapping[str, list[float]]
    """Of each exit, by the manifest's name: what else is told of how right it is."""
    rows: list[dict[str, Any]]
    """Of each sample, what a row of the calibration table says besides its name."""

    @property
    def accuracies(self) -> list[float]:
        """Of each exit, 0…1."""
        return [float(right.mean()) for right in self.correct]


class Task(ABC):
    """One kind of answer."""

    loss: ClassVar[str]
    """What it is trained on, as recipes have it."""
    measures: ClassVar[tuple[str, ...]]
    """By what an exit may decide; the first is the default policy's."""
    fewest_classes: ClassVar[int] = 2
    """That a bundle has to have."""
    most_classes: ClassVar[float] = math.inf
    """That a bundle may have."""

    def within(self, tolerance: float) -> Self:
        """The same where an answer may be so far off and is right all the same; only numbers can be."""
        return self

    @abstractmethod
    def error(self, logits: Tensor, targets: Tensor) -> Tensor:
        """The loss of one exit, a mean over the samples, without what smooths labels."""

    @abstractmethod
    def confidence(self, logits: Tensor, measure: str, before: Tensor | None = None) -> np.ndarray:
        """float32 `[N]`, 0…1, of one exit's logits `[N,classes]`; `before` are those of the exit before, be that closed
        or not, and None at the first exit."""

    @abstractmethod
    def answer(self, logits: Tensor) -> list[int]:
        """Of one exit's logits of one sample, `[classes]`: the indices of the classes that it names, the surest first;
        one, where the task is to name one."""

    @abstractmethod
    def told(self, target: Tensor, classes: Sequence[str]) -> str:
        """What is true of one sample, as `labels.tsv` tells it."""

    @abstractmethod
    def judge(self, logits: Tensor, targets: Tensor) -> Judged:
        """Of logits `float32 [exits,N,classes]` and what is true of the samples."""


class Classification(Task):
    """One class a sample."""

    loss = "cross-entropy"
    measures = ("MAX_SOFTMAX", "ENTROPY", "MARGIN")

    def error(self, logits: Tensor, targets: Tensor) -> Tensor:
        """Cross-entropy."""
        return F.cross_entropy(logits, targets)

    def confidence(self, logits: Tensor, measure: str, before: Tensor | None = None) -> np.ndarray:
        """From the softmax."""
        return _by_measure(score(logits.unsqueeze(0)))[measure][0]

    def answer(self, logits: Tensor) -> list[int]:
        """The most probable class."""
        return [int(logits.argmax())]

    def told(self, target: Tensor, classes: Sequence[str]) -> str:
        """The class."""
        return classes[int(target)]

    def judge(self, logits: Tensor, targets: Tensor) -> Judged:
        """Right where the most probable class is the true one."""
        scores, labels = score(logits), targets.numpy()
        rows = [
            {"label": int(labels[i]), "exits": [_class_score(scores, k, i) for k in range(len(logits))]}
            for i in range(len(labels))
        ]
        return Judged(_by_measure(scores), scores.predicted == labels, {}, rows)


def _by_measure(scores: Scores) -> dict[str, np.ndarray]:
    return {"MAX_SOFTMAX": scores.max_softmax, "ENTROPY": scores.entropy, "MARGIN": scores.margin}


def _class_score(scores: Scores, k: int, i: int) -> dict[str, Any]:
    return {
        "predicted": int(scores.predicted[k, i]),
        "maxSoftmax": float(scores.max_softmax[k, i]),
        "entropy": float(scores.entropy[k, i]),
        "margin": float(scores.margin[k, i]),
    }


NO_CLASS = {"predicted": -1, "maxSoftmax": 0.0, "entropy": 0.0, "margin": 0.0}
"""What a row of a table says of classes where there are none."""


class MultiLabel(Task):
    """Any number of labels a sample: each whose probability, the sigmoid of its logit, is at least a half."""

    loss = "binary-cross-entropy"
    measures = ("LEAST_CERTAIN",)
    most_classes = MOST_LABELS

    def error(self, logits: Tensor, targets: Tensor) -> Tensor:
        """Binary cross-entropy, summed over the labels."""
        return labels_loss(logits, targets)

    def confidence(self, logits: Tensor, measure: str, before: Tensor | None = None) -> np.ndarray:
        """Of the least certain label."""
        return least_certain(logits)

    def answer(self, logits: Tensor) -> list[int]:
        """All labels whose probability is at least a half."""
        order = logits.argsort(descending=True, stable=True)
        return order[logits[order] >= 0].tolist()

    def told(self, target: Tensor, classes: Sequence[str]) -> str:
        """Any number of labels."""
        return "|".join(classes[i] for i in target.nonzero().flatten().tolist())

    def judge(self, logits: Tensor, targets: Tensor) -> Judged:
        """Right where exactly the true labels are named."""
        named, true = (logits >= 0).numpy(), targets.numpy()
        confidence = least_certain(logits)
        rows = [
            {
                "label": -1,
                "labels": np.flatnonzero(true[i]).tolist(),
                "exits": [
                    NO_CLASS | {"labels": np.flatnonzero(named[k, i]).tolist(), "leastCertain": float(confidence[k, i])}
                    for k in range(len(logits))
                ],
            }
            for i in range(len(true))
        ]
        return Judged(
            {"LEAST_CERTAIN": confidence},
            (named == true).all(axis=2),
            {"f1": [f1(exit_, true) for exit_ in named]},
            rows,
        )


@dataclass(frozen=True)
class Regression(Task):
    """One number a sample; the one class of a bundle is what it counts or measures."""

    tolerance: float = 0.0
    """How far off an answer may be to be right."""

    loss = "squared-error"
    measures = ("AGREEMENT",)
    fewest_classes = 1
    most_classes = 1

    def within(self, tolerance: float) -> Self:
        """Right where an answer is off by no more than this."""
        return replace(self, tolerance=tolerance)

    def error(self, logits: Tensor, targets: Tensor) -> Tensor:
        """The squared error."""
        return number_loss(logits, targets)

    def confidence(self, logits: Tensor, measure: str, before: Tensor | None = None) -> np.ndarray:
        """By how far the number moved from that of the exit before."""
        return agreement(logits[:, 0], None if before is None else before[:, 0])

    def answer(self, logits: Tensor) -> list[int]:
        """What is measured: the one class."""
        return [0]

    def told(self, target: Tensor, classes: Sequence[str]) -> str:
        """The number, as short as it can be told."""
        return f"{float(target):.9g}"

    def judge(self, logits: Tensor, targets: Tensor) -> Judged:
        """Right where the number is off by no more than the tolerance."""
        values, true = logits[:, :, 0].double(), targets.float().double()
        confidence = np.stack(
            [agreement(exit_, before) for exit_, before in zip(values, (None, *values[:-1]), strict=True)]
        )
        off = (values - true).abs().numpy()
        rows = [
            {
                "label": -1,
                "value": float(true[i]),
                "exits": [
                    NO_CLASS | {"value": float(values[k, i]), "agreement": float(confidence[k, i])}
                    for k in range(len(values))
                ],
            }
            for i in range(len(true))
        ]
        return Judged(
            {"AGREEMENT": confidence},
            off <= np.float32(self.tolerance),
            {"meanAbsoluteError": off.mean(axis=1).tolist()},
            rows,
        )


def number_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """The mean squared error of `[B,1]` against `[B]` or `[B,1]`."""
    return F.mse_loss(logits, targets.float().view_as(logits))


def agreement(values: Tensor, before: Tensor | None) -> np.ndarray:
    """Numbers `[N]` and those of the exit before, if there is one → float32 `[N]`: 1 / (1 + |Δ|), 0…1.

    In double precision; 0 where there is no number before to agree with, and NaN where the number itself is not finite.
    """
    values = values.double()
    if before is None:
        close = torch.zeros_like(values)
    else:
        change = (values - before.double()).abs()
        close = torch.where(change.isnan(), 0.0, 1 / (1 + change))
    return torch.where(values.isfinite(), close, torch.nan).float().numpy()


def labels_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Binary cross-entropy of `[B,labels]`, summed over the labels: each of them is a question of its own."""
    return F.binary_cross_entropy_with_logits(logits, targets.float(), reduction="none").sum(1).mean()


def least_certain(logits: Tensor) -> np.ndarray:
    """`[…,labels]` → float32 `[…]`: how far from a half the probability of the least certain label is, 0…1.

    That is the smallest |2p − 1| with p = 1 / (1 + e^−z), in double precision.
    """
    probabilities = 1 / (1 + torch.exp(-logits.double()))
    certain = (2 * probabilities - 1).abs().amin(-1).float()
    return torch.where(logits.isfinite().all(-1), certain, torch.nan).numpy()


def f1(named: np.ndarray, true: np.ndarray) -> float:
    """Micro F1 of `bool [N,labels]`: 2·TP / (2·TP + FP + FN), all samples and labels together; 1 where nothing is true
    and nothing named."""
    right = int((named & true).sum())
    wrong = int((named ^ true).sum())
    return 2 * right / (2 * right + wrong) if right or wrong else 1.0


TASKS: dict[str, Task] = {
    CLASSIFICATION: Classification(),
    "video-classification": Classification(),
    MULTI_LABEL: MultiLabel(),
    REGRESSION: Regression(),
}
"""By the name that manifests give them."""


def task_of(manifest: Mapping[str, Any]) -> Task:
    """What a bundle answers, and when that is right."""
    return TASKS[manifest["task"]].within(manifest.get("tolerance", 0.0))
