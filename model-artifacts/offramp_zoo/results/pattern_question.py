"""Are complexity-decreasing branches better, and does the backbone suffer less from them?"""

from collections.abc import Sequence

from .arms import Arm, groups
from .bundles import Result
from .claims import Claim, Verdict, at_least, not_attempted, seeds_of
from .differences import (
    Difference,
    accuracy_at_budget,
    at_budget,
    at_exit,
    common_budgets,
    difference,
    over_budgets,
    over_exits,
    seeds_half_width,
)
from .knowledge import Knowledge
from .wording import million, percent, table, where

PATTERN = "network.pattern"

PATTERNS = ("decreasing", "constant", "increasing")

CHAIN = (("decreasing", "constant"), ("constant", "increasing"))
"""What the paper ranks, link by link (arXiv 2204.13347)."""

RANKED = "decreasing first, increasing last, on several backbones and sets; its tables were not at hand"

TEACHER = ("train.distil", "train.distil_teacher")


def branching_patterns(results: Sequence[Result]) -> list[Claim]:
    """Branching patterns on one backbone with one total of branch multiply-adds."""
    claims, backbones = [], set()
    for arms in groups(results, PATTERN):
        found = {p: arms[(p,)] for p in PATTERNS if (p,) in arms}
        if len(found) > 1:
            claims += _of_backbone(found)
            backbones.add((_backbone(found), next(iter(found.values())).example.data))
    if not claims:
        why = "no two trainings that differ in the pattern alone"
        claims = [not_attempted(f"branches: {a} ≥ {b}", why, RANKED) for a, b in CHAIN]
    if len({name for name, _ in backbones}) < 2 or len({data for _, data in backbones}) < 2:
        told = "; ".join(f"{name} on {data}" for name, data in sorted(backbones)) or "none"
        claim = "branches: the ranking is the same on several backbones and data sets"
        claims.append(not_attempted(claim, f"trained so far: {told}", RANKED))
    return claims


def _backbone(found: dict[str, Arm]) -> str:
    return f"{next(iter(found.values())).setting('network.block')} blocks"


def _of_backbone(found: dict[str, Arm]) -> list[Claim]:
    example = next(iter(found.values())).example
    budgets = common_budgets([r for arm in found.values() for r in arm.trainings.values()])
    what = f"{_backbone(found)}, {example.data}, {example.recipe['train']['epochs']} epochs"
    claims = []
    for a, b in CHAIN:
        if a in found and b in found:
            name, seeds = f"branches: {a} ≥ {b} at one budget ({what})", seeds_of(found[a], found[b])
            if not budgets:
                claims.append(not_attempted(name, "no common budget", RANKED))
                continue
            each = [difference(found[a], found[b], at_budget(budget)) for budget in budgets]
            whole = difference(found[a], found[b], over_budgets(budgets))
            costs = f"{million(budgets[0])} to {million(budgets[-1])}"
            number = f"mean over budgets from {costs}: {whole} points"
            claims.append(Claim(name, at_least(whole, each), number, RANKED, seeds))
    if claims:
        claims[0].details.extend(_details(found, budgets))
    return claims


def _details(found: dict[str, Arm], budgets: list[float]) -> list[str]:
    names = list(found)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    exits = range(len(found[names[0]].example.accuracies))
    labels = [f"exit {k + 1}" for k in exits] + ["mean of the exits", *(f"at {million(b)}" for b in budgets)]
    differences = {(a, b): _differences(found[a], found[b], budgets) for a, b in pairs}
    cells = {pattern: _cells(arm, budgets) for pattern, arm in found.items()}
    head = ["", *(f"{p}, %" for p in names), *(f"{a} − {b}" for a, b in pairs)]
    rows = [
        [label, *(cells[p][i] for p in names), *(str(differences[pair][i]) for pair in pairs)]
        for i, label in enumerate(labels)
    ]
    totals = [arm.example.multiply_adds[-1] for arm in found.values()]
    return [
        f"### Are complexity-decreasing branches better? ({', '.join(arm.names for arm in found.values())})",
        table(head, rows),
        *(f"{a} ≥ {b}: {where(labels, differences[a, b])}" for a, b in pairs),
        f"To the last exit all cost the same within {100 * (max(totals) / min(totals) - 1):.3f} %, but to the first "
        + ", ".join(f"{million(arm.example.multiply_adds[0])} ({p})" for p, arm in found.items())
        + ": below its own, a pattern has no answer at all, and at an exit patterns are compared at unequal costs. So "
        "the verdict is by budgets that all can meet.",
    ]


def _differences(first: Arm, second: Arm, budgets: list[float]) -> list[Difference]:
    exits = range(len(first.example.accuracies))
    return [
        *(difference(first, second, at_exit(k)) for k in exits),
        difference(first, second, over_exits),
        *(difference(first, second, at_budget(budget)) for budget in budgets),
    ]


def _cells(arm: Arm, budgets: list[float]) -> list[str]:
    at_exits = [
        f"{percent(arm.mean(lambda r, k=k: r.pooled[k]))} at {million(cost)}"
        for k, cost in enumerate(arm.example.multiply_adds)
    ]
    mean = percent(arm.mean(lambda r: sum(r.pooled) / len(r.pooled)))
    return [*at_exits, mean, *(percent(arm.mean(lambda r, b=b: accuracy_at_budget(r, b))) for b in budgets)]


def backbone_knowledge(results: Sequence[Result], known: Sequence[Knowledge]) -> list[Claim]:
    """Knowledge consistency with a plainly trained backbone, of the patterns for which it was measured."""
    claim = "branches: decreasing ones disturb the backbone least (knowledge consistency)"
    published = "decreasing highest; no number at hand"
    for arms in groups(results, PATTERN):
        shares = {p: _shares(arms[(p,)], known) for p in PATTERNS if (p,) in arms}
        if all(shares.get(p) for p in PATTERNS):
            names = ", ".join(arms[(p,)].names for p in PATTERNS)
            return [_of_knowledge(claim, published, shares, names)]
    return [not_attempted(claim, "no figures of all three patterns on these weights", published)]


def _shares(arm: Arm, known: Sequence[Knowledge]) -> dict[int, list[float]]:
    """What was measured, stage by stage, by seed."""
    by_name = {k.bundle: k.shares for k in known}
    return {seed: by_name[r.name] for seed, r in arm.trainings.items() if r.name in by_name}


def _of_knowledge(claim: str, published: str, shares: dict[str, dict[int, list[float]]], names: str) -> Claim:
    means = {p: {seed: sum(s) / len(s) for seed, s in found.items()} for p, found in shares.items()}
    rivals = [_over(means["decreasing"], means[p]) for p in PATTERNS[1:]]
    verdict = Verdict.HELD if all(d.sign > 0 for d in rivals) else Verdict.NOISE
    if any(d.sign < 0 for d in rivals):
        verdict = Verdict.NOT_HELD
    values = {p: sum(found.values()) / len(found) for p, found in means.items()}
    number = ", ".join(f"{p} {values[p]:.3f}" for p in PATTERNS)
    counts = sorted({len(found) for found in means.values()})
    if counts[0] < 3:
        number += "; without more seeds and a second plain network, nothing says what chance does to it"
    return Claim(claim, verdict, number, published, " or ".join(map(str, counts)), _knowledge_table(shares, names))


def _over(first: dict[int, float], second: dict[int, float]) -> Difference:
    values = [first[seed] - second[seed] for seed in sorted(first.keys() & second.keys())]
    if not values:
        return Difference(0.0, float("inf"))
    return Difference(sum(values) / len(values), seeds_half_width(values, None))


def _knowledge_table(shares: dict[str, dict[int, list[float]]], names: str) -> list[str]:
    stages = len(next(iter(shares["decreasing"].values())))
    head = ["pattern", "seed", *(f"after stage {k}" for k in range(1, stages + 1)), "mean"]
    rows = [
        [pattern, str(seed), *(f"{s:.3f}" for s in found), f"{sum(found) / len(found):.3f}"]
        for pattern, by_seed in shares.items()
        for seed, found in by_seed.items()
    ]
    return [
        f"### Does the backbone still know what a plain one knows? ({names})",
        "Knowledge consistency: the share of the features of a plainly trained backbone that a small map recovers, "
        "1 = all (`./offramp zoo consistency`). One training of the map a stage.",
        table(head, rows),
    ]


def ensemble_distillation(results: Sequence[Result]) -> list[Claim]:
    """Exits taught by a weighted ensemble of all, against the same recipe without a teacher."""
    claim, published = "branches: distillation by the weighted ensemble helps", "helps further; no number at hand"
    claims = []
    for arms in groups(results, *TEACHER):
        alone = [arm for (weight, _), arm in arms.items() if not weight]
        taught = [arm for (weight, teacher), arm in arms.items() if weight and teacher == "ensemble"]
        for arm in taught if alone else []:
            each = [difference(arm, alone[0], at_exit(k)) for k in range(len(arm.example.accuracies))]
            whole = difference(arm, alone[0], over_exits)
            name = f"{claim} ({arm.names})"
            number, seeds = f"mean {whole} points", seeds_of(arm, alone[0])
            claims.append(Claim(name, at_least(whole, each), number, published, seeds))
    why = "no two trainings that differ in the ensemble's distillation alone"
    return claims or [not_attempted(claim, why, published)]
