"""Is Deep Feature Surgery better than the same recipe without it, at every exit and by the budget?"""

from collections.abc import Sequence

from . import papers
from .bundles import Result
from .differences import accuracy_at_budget, at_budget, at_each_exit, common_budgets
from .wording import million, percent, table, verdict


def feature_surgery(results: Sequence[Result]) -> list[str]:
    """Deep Feature Surgery against the baseline of the same recipe."""
    by_name = {r.name: r for r in results}
    pairs = [(by_name.get(name.removesuffix("-dfs")), r) for name, r in by_name.items() if name.endswith("-dfs")]
    parts = []
    for baseline, operated in pairs:
        if baseline is not None:
            parts += _surgery_answer(baseline, operated)
    return parts


def _surgery_answer(baseline: Result, operated: Result) -> list[str]:
    budgets = common_budgets([baseline, operated])
    differences = [*at_each_exit(operated, baseline), *(at_budget(operated, baseline, b) for b in budgets)]
    labels = [f"exit {k}" for k in range(1, len(baseline.accuracies) + 1)] + [f"at {million(b)}" for b in budgets]
    costs = [million(c) for c in (*baseline.multiply_adds, *budgets)]
    accuracies = [
        [percent(a) for a in (*r.accuracies, *(accuracy_at_budget(r, b) for b in budgets))]
        for r in (baseline, operated)
    ]
    places = [*labels[: len(baseline.accuracies)], *("curve" for _ in budgets)]
    rows = [list(row) for row in zip(places, costs, *accuracies, map(str, differences), strict=True)]
    parts = [
        f"#### Is Deep Feature Surgery better at every exit? (`{operated.name}`)",
        table(["", "multiply-adds", f"`{baseline.name}`, %", "with surgery, %", "difference"], rows),
        f"Surgery ≥ baseline: {verdict(labels, differences)}",
        *saved_budget(baseline, operated),
    ]
    if baseline.manifest["family"] in papers.SURGERY:
        theirs, ours = papers.SURGERY[baseline.manifest["family"]]
        gains = " ".join(f"{b - a:+.2f}" for a, b in zip(theirs.top1, ours.top1, strict=True))
        saved = " and ".join(f"{level} % with {a / b:.2f} ×" for level, (a, b) in papers.SURGERY_BUDGETS.items())
        less = f", and, budgeted, {saved} less" if baseline.manifest["family"] == "msdnet" else ""
        train, network = (baseline.recipe.get(part, {}) for part in ("train", "network"))
        growth = f", growth {network['growth']}" if "growth" in network else ""
        parts.append(
            f"Published ({ours.how}): {gains} points at each exit{less}; the baseline there had another recipe, and "
            f"the best epoch was chosen by the test pictures. Ours: {baseline.data}{growth}, "
            f"{train.get('epochs', '?')} epochs, one recipe for both, the last epoch."
        )
    return parts


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
    return [table(["cost of a test top-1 of, %", "baseline", "with surgery", "saved"], rows)]


def _cost(result: Result, cost: float | None) -> str:
    if cost is None:
        return "not reached"
    return f"≤ {million(cost)}" if _is_exit_1(result, cost) else million(cost)


def _is_exit_1(result: Result, cost: float) -> bool:
    """Whether all leave at exit 1: what less would cost, the network has no exit for."""
    return cost == result.multiply_adds[0]
