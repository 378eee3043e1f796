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

ROWS = 8
"""Points of the curve that are shown at most."""


def plain_milliseconds(network: MultiExitNetwork, pixels: torch.Tensor) -> dict[int, float]:
    """What the backbone alone takes of one picture, by batch, traced as its stages are: without branches, with its own
    head.

    `pixels` are `uint8 [≥33,H,W,3]`.
    """
    plain = nn.Sequential(*(stage.trunk for stage in network.stages), network.stages[-1].head)
    (milliseconds,) = stage_milliseconds([trace(plain, (pixels,), "plain")], pixels)
    return milliseconds


def report(manifest: dict[str, Any], plain: dict[int, float]) -> Iterator[str]:
    """Lines: each exit, then the budgeted curve against the plain network, then the default policy."""
    stages = manifest["stages"]
    each = {batch: list(itertools.accumulate(s["milliseconds"][f"batch{batch}"] for s in stages)) for batch in plain}
    last = stages[-1]["accuracy"]["test"]
    shown = ", ".join(f"{ms:.3g} (batch {batch})" for batch, ms in plain.items())
    yield f"the plain network, without branches, in ms a picture on one thread: {shown}"
    yield "exit   test top-1   " + "   ".join(f"ms, batch {batch}" for batch in plain)
    for k, stage in enumerate(stages):
        times = "   ".join(f"{each[batch][k]:{len(f'ms, batch {batch}')}.3g}" for batch in plain)
        yield f"{k + 1:4}    {100 * stage['accuracy']['test']:6.2f} %   {times}"
    yield "points against the last exit; ms and times as fast as the plain network, by batch; leaving at each exit:"
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


def _row(points: float, shares: list[float], each: dict[int, list[float]], plain: dict[int, float]) -> str:
    times = ""
    for batch, costs in each.items():
        ms = sum(share * cost for share, cost in zip(shares, costs, strict=True))
        times += f"   {batch}: {ms:6.3g} ms {plain[batch] / ms:5.2f} ×"
    leaving = " ".join(f"{100 * share:.0f}" for share in shares)
    return f"  {100 * points:+6.2f}{times}   {leaving} %"
