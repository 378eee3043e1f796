"""Branching patterns: how much each early exit's branch may compute, at the same total for every pattern.

"A Closer Look at Branch Classifiers of Multi-exit Architectures" (CVIU 2024, arXiv 2204.13347) compares *constant*
branches (all the same), *increasing* (more complex ones later) and *decreasing* (more complex ones earlier) at equal
total branch FLOPs. Here the n-th of K−1 early branches gets n, K/2 or K−n blocks and the same share of the total
multiply-adds; its width is what meets that share. The last exit is the backbone's own head in every pattern.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

PATTERNS = ("decreasing", "constant", "increasing")


@dataclass(frozen=True)
class Site:
    """Where a branch starts."""

    channels: int
    size: int
    """Height and width of the features."""


def blocks_of(pattern: str, branches: int) -> list[int]:
    """Blocks of each early branch; every pattern has the same sum (for an odd number of branches)."""
    match pattern:
        case "decreasing":
            return list(range(branches, 0, -1))
        case "increasing":
            return list(range(1, branches + 1))
        case "constant":
            return [(branches + 1) // 2] * branches
    raise ValueError(f"pattern must be one of {', '.join(PATTERNS)}, was {pattern!r}")


def branch_cost(site: Site, width: int, blocks: int, residual: bool, classes: int) -> int:
    """Multiply-adds of a branch: blocks of two 3×3 convolutions, the first with stride 2, pooling, a linear layer."""
    size = (site.size + 1) // 2
    first = 9 * (site.channels * width + width * width) + (site.channels * width if residual else 0)
    return size * size * (first + (blocks - 1) * 18 * width * width) + width * classes


def widths_for(
    pattern: str, sites: Sequence[Site], budget: float, residual: bool, classes: int
) -> tuple[list[int], list[int]]:
    """Widths and blocks of the early branches such that the pattern's shares of `budget` multiply-adds are met.

    Of the widths around each branch's share, the combination is taken whose total is nearest to the budget.
    """
    blocks = blocks_of(pattern, len(sites))
    nearest = []
    for site, count in zip(sites, blocks, strict=True):
        share = budget * count / sum(blocks)
        width = 1
        while branch_cost(site, width + 1, count, residual, classes) <= share:
            width += 1
        nearest.append((max(1, width - 1), width, width + 1, width + 2))

    def distance(widths: tuple[int, ...]) -> float:
        parts = zip(sites, widths, blocks, strict=True)
        return abs(sum(branch_cost(s, w, n, residual, classes) for s, w, n in parts) - budget)

    return list(min(itertools.product(*nearest), key=distance)), blocks
