"""What exits over frames save on clips whose every frame has features of a frozen network, measured without training on
what is measured.

A linear head turns a frame's features into logits, and evidence is their mean over the frames looked at so far, as
`over_frames` has it. Clips of one video stay together: a tenth of the videos is measured with a head, and with a
threshold, that the other nine tenths gave.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F

OUTER, INNER = 10, 5
"""Folds that measure, and folds in each training part that find its threshold."""

DECAY = 0.1
"""Of the head's weights."""

THRESHOLDS = np.linspace(0.5, 1.0, 51)

Head = Callable[[np.ndarray], np.ndarray]
"""Features `[…,D]` → logits `[…,classes]`."""


@dataclass(frozen=True)
class Measured:
    """Of each clip: whether it was told rightly, and how many frames that took."""

    correct: np.ndarray
    """`bool [N]`."""
    frames: np.ndarray
    """`int [N]`."""


def folds(videos: np.ndarray, count: int, seed: int) -> np.ndarray:
    """A fold, 0…count − 1, for each clip: the same for all of a video, and all about equally large."""
    names = np.unique(videos)
    np.random.default_rng(seed).shuffle(names)
    sizes, chosen = np.zeros(count), {}
    for name in sorted(names, key=lambda n: -np.sum(videos == n)):
        chosen[name] = int(sizes.argmin())
        sizes[chosen[name]] += np.sum(videos == name)
    return np.array([chosen[name] for name in videos])


def linear_head(features: np.ndarray, labels: np.ndarray) -> Head:
    """A head on features `[N,T,D]`, whose frames all carry their clip's label."""
    mean, deviation = features.mean(axis=(0, 1)), features.std(axis=(0, 1)) + 1e-3
    x = torch.from_numpy((features - mean) / deviation).float().flatten(0, 1)
    y = torch.from_numpy(labels).repeat_interleave(features.shape[1])
    weight = torch.zeros(x.shape[1], int(labels.max()) + 1, requires_grad=True)
    bias = torch.zeros(weight.shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([weight, bias], max_iter=50, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        value = F.cross_entropy(x @ weight + bias, y) + DECAY * weight.pow(2).sum()
        value.backward()
        return value

    optimiser.step(loss)
    fixed, offset = weight.detach().numpy(), bias.detach().numpy()
    return lambda other: ((other - mean) / deviation) @ fixed + offset


def out_of_fold(features: np.ndarray, labels: np.ndarray, fold: np.ndarray) -> np.ndarray:
    """Logits `[N,T,classes]` of each clip by a head that has seen none of its fold."""
    logits = [(fold == k, linear_head(features[fold != k], labels[fold != k])) for k in np.unique(fold)]
    result = np.zeros((*features.shape[:2], int(labels.max()) + 1))
    for held_out, head in logits:
        result[held_out] = head(features[held_out])
    return result


def decide(logits: np.ndarray, labels: np.ndarray, chunks: Sequence[int], threshold: float) -> Measured:
    """Each clip leaves where the evidence's probability first reaches the threshold, or behind the last frame.

    `logits` are in the order in which frames are looked at.
    """
    frames = np.full(len(labels), sum(chunks))
    predicted = logits.mean(axis=1).argmax(axis=1)
    for looked_at in np.cumsum(chunks)[::-1]:
        evidence = logits[:, :looked_at].mean(axis=1)
        confidence = torch.softmax(torch.from_numpy(evidence), dim=1).max(dim=1).values.numpy()
        leaves = confidence >= threshold if looked_at < sum(chunks) else np.ones(len(labels), dtype=bool)
        frames[leaves], predicted[leaves] = looked_at, evidence.argmax(axis=1)[leaves]
    return Measured(predicted == labels, frames)


def frugal_threshold(logits: np.ndarray, labels: np.ndarray, chunks: Sequence[int]) -> float:
    """The one with the fewest frames among those that are no less accurate than all frames."""
    everything = decide(logits, labels, chunks, np.inf).correct.mean()
    tried = [(t, decide(logits, labels, chunks, t)) for t in THRESHOLDS]
    good = [(m.frames.mean(), t) for t, m in tried if m.correct.mean() >= everything]
    return min(good)[1] if good else float(np.inf)


def cross_measured(
    features: np.ndarray, labels: np.ndarray, videos: np.ndarray, chunks: Sequence[int], seed: int
) -> dict[str, Measured]:
    """Exits against every frame, and against a clip network on mean and deviation over all frames, on every clip once.

    `features` `[N,T,D]` are in the order in which frames are looked at.
    """
    fold = folds(videos, OUTER, seed)
    logits = out_of_fold(features, labels, fold)
    exits = Measured(np.zeros(len(labels), dtype=bool), np.zeros(len(labels), dtype=int))
    for k in range(OUTER):
        inside, outside = fold != k, fold == k
        inner = out_of_fold(features[inside], labels[inside], folds(videos[inside], INNER, seed))
        found = decide(logits[outside], labels[outside], chunks, frugal_threshold(inner, labels[inside], chunks))
        exits.correct[outside], exits.frames[outside] = found.correct, found.frames
    whole = np.concatenate([features.mean(axis=1), features.std(axis=1)], axis=1)[:, None]
    pooled = decide(out_of_fold(whole, labels, fold), labels, [1], np.inf).correct
    return {
        "exits": exits,
        "first": decide(logits[:, : chunks[0]], labels, [chunks[0]], np.inf),
        "every": decide(logits, labels, chunks, np.inf),
        "pooled": Measured(pooled, np.full(len(labels), features.shape[1])),
    }


def bootstrap(difference: np.ndarray, videos: np.ndarray, seed: int, rounds: int = 10_000) -> tuple[float, float]:
    """The 95 % interval of a mean over clips when videos are drawn, not clips."""
    names, index = np.unique(videos, return_inverse=True)
    sums, sizes = np.bincount(index, difference), np.bincount(index)
    drawn = np.random.default_rng(seed).integers(len(names), size=(rounds, len(names)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)
