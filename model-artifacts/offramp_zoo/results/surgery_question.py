"""Is Deep Feature Surgery better than the same recipe without it, at every exit and by the budget?"""

from collections.abc import Sequence

from . import papers
from .arms import Arm, groups
from .bundles import Result
from .claims import Claim, Verdict, as_good, at_least, not_attempted, seeds_of
from .differences import (
    Difference,
    accuracy_at_budget,
    at_budget,
    at_exit,
    common_budgets,
    cost_of_best,
    difference,
    over_exits,
)
from .wording import million, percent, points, table, where

SURGERY, DROPOUT = "network.surgery", "network.dropout"

WANTED = {("msdnet", "CIFAR-100"): "MSDNet", ("byot-resnet", "CIFAR-100"): "the ResNet with BYOT branches"}
"""The pairs of the paper that there should be an answer for, by family and data."""


def feature_surgery(results: Sequence[Result]) -> list[Claim]:
    """Surgery against joint training: the same recipe but for it, and against the baseline without dropout too."""
    claims, answered = [], set()
    for arms in groups(results, SURGERY):
        joint = arms.get(("none",))
        for (form,), operated in arms.items():
            if joint is not None and operated is not joint:
                answered.add((operated.example.manifest["family"], operated.example.data))
                claims += _against_joint(joint, operated, form)
    for (family, data), name in WANTED.items():
        if (family, data) not in answered:
            why = f"no two trainings of {name} on {data} that differ in the surgery alone"
            claims.append(not_attempted(f"DFS: more accurate at every exit ({name}, {data})", why, _gains(family)))
    return [*claims, *_against_no_dropout(results)]


def _against_joint(joint: Arm, operated: Arm, form: str) -> list[Claim]:
    budgets = common_budgets([*joint.trainings.values(), *operated.trainings.values()])
    exits = range(len(joint.example.accuracies))
    at_exits = [difference(operated, joint, at_exit(k)) for k in exits]
    whole = difference(operated, joint, over_exits)
    what = _described(joint, form)
    return [
        Claim(
            f"DFS: more accurate at every exit, one recipe for both ({what})",
            at_least(whole, at_exits),
            f"points at each exit {' '.join(points(d.value) for d in at_exits)}; mean {whole}",
            _gains(joint.example.manifest["family"]),
            seeds_of(joint, operated),
            _details(joint, operated, form, at_exits, budgets),
        ),
        _half_the_cost(joint, operated, what),
    ]


def _described(arm: Arm, form: str) -> str:
    recipe = arm.example.recipe
    growth = f", growth {recipe['network']['growth']}" if "growth" in recipe.get("network", {}) else ""
    dropout = arm.setting(DROPOUT) if "dropout" in recipe.get("network", {}) else 0.0
    both = f", dropout {dropout} in both" if dropout else ""
    return (
        f"{arm.example.manifest['family']}{growth}, {arm.example.data}, {recipe['train']['epochs']} epochs{both}, "
        f"{form} form"
    )


def _gains(family: str) -> str:
    if family not in papers.SURGERY:
        return "–"
    theirs, ours = papers.SURGERY[family]
    return f"{' '.join(f'{b - a:+.2f}' for a, b in zip(theirs.top1, ours.top1, strict=True))} ({ours.how})"


def _half_the_cost(joint: Arm, operated: Arm, what: str) -> Claim:
    """Whether surgery at half of the least cost at which the baseline is as good as it gets is as accurate as that."""
    claim = f"DFS: as accurate for half the multiply-adds ({what})"
    published = f"{papers.SURGERY_SAVES:.2f} × fewer (CIFAR-100, growth 16, against Meta-GF)"
    arms = (joint, operated)
    if not all(r.curve for arm in arms for r in arm.trainings.values()):
        return not_attempted(claim, "no budgeted curves", published)
    full = joint.mean(cost_of_best)
    cheapest = max(r.multiply_adds[0] for r in operated.trainings.values())
    if full / 2 < cheapest:
        why = f"exit 1 costs {million(cheapest)}, more than half of {million(full)}, where the baseline is at its best"
        return not_attempted(claim, why, published)
    found = difference(operated, joint, at_budget(full / 2), at_budget(full))
    number = f"at {million(full / 2)} against the baseline at {million(full)}: {found} points"
    return Claim(claim, as_good(found), number, published, seeds_of(joint, operated))


def _details(joint: Arm, operated: Arm, form: str, at_exits: list[Difference], budgets: list[float]) -> list[str]:
    exits = range(len(at_exits))
    costs = [million(c) for c in (*joint.example.multiply_adds, *budgets)]
    accuracies = [
        [
            *(percent(arm.mean(lambda r, k=k: r.pooled[k])) for k in exits),
            *(percent(arm.mean(lambda r, b=b: accuracy_at_budget(r, b))) for b in budgets),
        ]
        for arm in (joint, operated)
    ]
    differences = [*at_exits, *(difference(operated, joint, at_budget(b)) for b in budgets)]
    labels = [f"exit {k + 1}" for k in exits] + [f"at {million(b)}" for b in budgets]
    places = [*labels[: len(at_exits)], *("curve" for _ in budgets)]
    rows = [list(row) for row in zip(places, costs, *accuracies, map(str, differences), strict=True)]
    return [
        f"### Is Deep Feature Surgery better at every exit? ({operated.names}, {form} form)",
        table(["", "multiply-adds", f"{joint.names}, %", "with surgery, %", "difference"], rows),
        f"Surgery ≥ baseline: {where(labels, differences)}",
        *saved_budget(joint.example, operated.example),
        *_published(joint.example),
    ]


def _published(baseline: Result) -> list[str]:
    family = baseline.manifest["family"]
    if family not in papers.SURGERY:
        return []
    saved = " and ".join(f"{level} % with {a / b:.2f} ×" for level, (a, b) in papers.SURGERY_BUDGETS.items())
    less = f", and, budgeted, {saved} less" if family == "msdnet" else ""
    return [
        f"Published: {_gains(family)} points at each exit{less}; the baseline there had another recipe (no dropout, "
        "other weight decay and batch), and the best epoch was chosen by the test pictures. Ours: one recipe for both, "
        "the last epoch."
    ]


def _against_no_dropout(results: Sequence[Result]) -> list[Claim]:
    """The baseline as its authors train it has no dropout, and surgery's recipe has: the whole of what is claimed."""
    claim = "DFS: more accurate at every exit than MSDNet as published, without dropout"
    claims = []
    for arms in groups([r for r in results if r.manifest["family"] == "msdnet"], SURGERY, DROPOUT):
        joint = arms.get(("none", 0.0))
        operated = [arm for (form, dropout), arm in arms.items() if form != "none" and dropout]
        for arm in operated if joint is not None else []:
            each = [difference(arm, joint, at_exit(k)) for k in range(len(joint.example.accuracies))]
            whole = difference(arm, joint, over_exits)
            number = f"points at each exit {' '.join(points(d.value) for d in each)}; mean {whole}"
            verdict, seeds = at_least(whole, each), seeds_of(joint, arm)
            name = f"{claim} ({arm.example.data})"
            claims.append(Claim(name, verdict, number, _gains("msdnet"), seeds))
    why = "no MSDNet without dropout was trained; both networks above have it"
    return claims or [Claim(claim, Verdict.NOT_ATTEMPTED, why, _gains("msdnet"))]


def saved_budget(baseline: Result, operated: Result) -> list[str]:
    """A table of what equal accuracy costs, at the baseline's last exit and a little below; none without a curve.

    As the curves are, without noise. What exit 1 alone reaches has no ratio: there is nothing cheaper to leave at.
    """
    rows = []
    for below in (0.02, 0.01, 0.005, 0.0):
        level = baseline.accuracies[-1] - below
        theirs, ours = baseline.cost_of(level), operated.cost_of(level)
        if theirs is not None:
            is_bound = ours is None or _is_exit_1(baseline, theirs) or _is_exit_1(operated, ours)
            ratio = "–" if is_bound else f"{theirs / ours:.2f} ×"
            rows.append([percent(level), _cost(baseline, theirs), _cost(operated, ours), ratio])
    if not rows:
        return []
    return [table(["cost of a test top-1 of, %", "baseline", "with surgery", "saved (noise included)"], rows)]


def _cost(result: Result, cost: float | None) -> str:
    if cost is None:
        return "not reached"
    return f"≤ {million(cost)}" if _is_exit_1(result, cost) else million(cost)


def _is_exit_1(result: Result, cost: float) -> bool:
    """Whether all leave at exit 1: what less would cost, the network has no exit for."""
    return cost == result.multiply_adds[0]
