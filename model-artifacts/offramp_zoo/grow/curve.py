"""The result of growing, in points and milliseconds."""

import itertools
from collections.abc import Iterator
from typing import Any

import torch
from torch import nn

from ..leakage import suspected
from ..networks.stages import MultiExitNetwork
from ..timing import stage_milliseconds
from ..tracing import trace

BATCH = "batch1"
"""The batch whose milliseconds are shown."""

ROWS = 8
"""Points of the curve that are shown at most."""


def plain_milliseconds(network: MultiExitNetwork, pixels: torch.Tensor) -> float:
    """What the backbone alone takes of one picture, traced as its stages are: without branches, with its own head.

    `pixels` are `uint8 [≥33,H,W,3]`.
    """
    plain = nn.Sequential(*(stage.trunk for stage in network.stages), network.stages[-1].head)
    (milliseconds,) = stage_milliseconds([trace(plain, (pixels,), "plain")], pixels)
    return milliseconds[1]


def report(manifest: dict[str, Any], plain: float) -> Iterator[str]:
    """Lines: each exit, then the budgeted curve against the plain network, then the default policy."""
    stages = manifest["stages"]
    each = list(itertools.accumulate(stage["milliseconds"][BATCH] for stage in stages))
    last = stages[-1]["accuracy"]["test"]
    yield f"the plain network, without branches: {plain:.3g} ms a picture (batch 1, one thread)"
    yield "exit   test top-1     ms"
    for k, (stage, ms) in enumerate(zip(stages, each, strict=True), 1):
        yield f"{k:4}    {100 * stage['accuracy']['test']:6.2f} %  {ms:5.3g}"
    yield "points against the last exit, ms a picture, times as fast as the plain network, leaving at each exit:"
    for point in _shown(manifest["policy"]["testCurve"]):
        yield _row(point["accuracy"] - last, point["exitShares"], each, plain)
    expected = manifest["policy"]["expected"]
    shares = expected["testExitShares"]
    yield f"default policy: {_row(expected['testAccuracy'] - last, shares, each, plain).strip()}"
    told = suspected(manifest)
    if told:
        yield f"beware: {told}"


def _shown(curve: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Points at even distances, those that repeat another left out."""
    different = [a for a, b in itertools.pairwise([*curve, {}]) if a.get("exitShares") != b.get("exitShares")]
    step = -(-len(different) // ROWS)
    return different[::step]


def _row(points: float, shares: list[float], each: list[float], plain: float) -> str:
    ms = sum(share * cost for share, cost in zip(shares, each, strict=True))
    leaving = " ".join(f"{100 * share:.0f}" for share in shares)
    return f"  {100 * points:+6.2f}   {ms:6.3g} ms   {plain / ms:5.2f} ×   {leaving} %"
