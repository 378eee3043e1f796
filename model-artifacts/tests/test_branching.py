import itertools

import pytest
import torch

from offramp_zoo.count import counting
from offramp_zoo.networks.branching import PATTERNS, blocks_of
from offramp_zoo.networks.branchy_resnet import BranchyResNetOptions, build

from . import tiny


def branch_costs(options, classes=10):
    network = build(options, classes).eval()
    pixels = torch.zeros(1, options.size, options.size, 3, dtype=torch.uint8)
    costs = []
    with torch.no_grad():
        features = pixels
        for stage in network.stages:
            features = stage.trunk(features)
            with counting() as counter:
                stage.branch(features)
            costs.append(counter.total)
    return costs


@pytest.mark.parametrize(
    ("block", "size", "budget"), [*itertools.product(["residual", "plain"], [28, 32, 64], [3e6, 9e6])]
)
def test_every_pattern_has_the_same_total_of_branch_multiply_adds(block, size, budget):
    totals = {}
    for pattern in PATTERNS:
        options = BranchyResNetOptions(block=block, pattern=pattern, size=size, branch_budget=budget)
        totals[pattern] = sum(branch_costs(options)[:-1])
    for total in totals.values():
        assert total == pytest.approx(budget, rel=0.01)
    assert max(totals.values()) <= 1.02 * min(totals.values())


def test_the_patterns_are_what_their_names_say():
    costs = {p: branch_costs(BranchyResNetOptions(pattern=p))[:-1] for p in PATTERNS}
    assert costs["decreasing"] == sorted(costs["decreasing"], reverse=True)
    assert costs["increasing"] == sorted(costs["increasing"])
    assert max(costs["constant"]) < 1.1 * min(costs["constant"])
    assert costs["decreasing"][0] > 2 * costs["decreasing"][2]
    assert blocks_of("decreasing", 3) == [3, 2, 1]
    assert blocks_of("constant", 3) == [2, 2, 2]
    assert blocks_of("increasing", 3) == [1, 2, 3]


def test_the_backbone_is_the_same_in_every_pattern():
    parameters = set()
    for pattern in PATTERNS:
        network = build(BranchyResNetOptions(pattern=pattern), 10)
        parameters.add(sum(p.numel() for stage in network.stages for p in stage.trunk.parameters()))
    assert len(parameters) == 1


def test_a_plain_backbone_runs_and_learns():
    network = build(BranchyResNetOptions(block="plain", pattern="increasing", branch_budget=2e6), 4)
    answers = network(tiny.pictures(3, 0, size=28).pixels)
    sum(a.sum() for a in answers).backward()
    assert all(p.grad is not None for p in network.parameters())


def test_an_unknown_pattern_or_block_is_refused():
    problems = BranchyResNetOptions(pattern="random", block="dense").problems()
    assert len(problems) == 2
