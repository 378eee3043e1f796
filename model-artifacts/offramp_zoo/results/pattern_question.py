"""Are complexity-decreasing branches better, and does the backbone suffer less from them?"""

from collections.abc import Sequence

from .bundles import Result
from .differences import accuracy_at_budget, at_budget, at_each_exit, common_budgets, over_all_exits
from .knowledge import Knowledge
from .wording import million, percent, table, verdict

PATTERNS = ("decreasing", "constant", "increasing")


def branching_patterns(results: Sequence[Result]) -> list[str]:
    """Branching patterns on one backbone with one total of branch multiply-adds."""
    parts = []
    by_name = {r.name: r for r in results}
    for stem in sorted({name.removesuffix(f"-{p}") for name in by_name for p in PATTERNS if name.endswith(f"-{p}")}):
        found = {p: by_name[f"{stem}-{p}"] for p in PATTERNS if f"{stem}-{p}" in by_name}
        if len(found) > 1:
            parts += _pattern_answer(stem, found)
    return parts


def _pattern_answer(stem: str, found: dict[str, Result]) -> list[str]:
    budgets = common_budgets(list(found.values()))
    names = list(found)
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    labels = [f"exit {k}" for k in range(1, len(found[names[0]].accuracies) + 1)]
    labels += ["mean of the exits", *(f"at {million(b)}" for b in budgets)]
    differences = {
        (a, b): [
            *at_each_exit(found[a], found[b]),
            over_all_exits(found[a], found[b]),
            *(at_budget(found[a], found[b], budget) for budget in budgets),
        ]
        for a, b in pairs
    }
    cells = {pattern: _pattern_cells(result, budgets) for pattern, result in found.items()}
    head = ["", *(f"{p}, %" for p in names), *(f"{a} − {b}" for a, b in pairs)]
    rows = [
        [label, *(cells[p][i] for p in names), *(str(differences[pair][i]) for pair in pairs)]
        for i, label in enumerate(labels)
    ]
    totals = [r.multiply_adds[-1] for r in found.values()]
    train = found[names[0]].recipe.get("train", {})
    return [
        f"#### Are complexity-decreasing branches better? (`{stem}-…`)",
        table(head, rows),
        *(f"{a} ≥ {b}: {verdict(labels, differences[a, b])}" for a, b in pairs),
        f"To the last exit all cost the same within {100 * (max(totals) / min(totals) - 1):.3f} %, but to the first "
        + ", ".join(f"{million(r.multiply_adds[0])} ({p})" for p, r in found.items())
        + ": below its own, a pattern has no answer at all. The paper (arXiv 2204.13347) ranks decreasing first and "
        "increasing last, on several backbones and data sets; its tables were not at hand, so no number of it stands "
        f"beside ours, which are of one small residual network, {found[names[0]].data}, {train.get('epochs', '?')} "
        "epochs.",
    ]


def _pattern_cells(result: Result, budgets: list[float]) -> list[str]:
    at_exit = [f"{percent(a)} at {million(c)}" for a, c in zip(result.accuracies, result.multiply_adds, strict=True)]
    mean = sum(result.accuracies) / len(result.accuracies)
    return [*at_exit, percent(mean), *(percent(accuracy_at_budget(result, b)) for b in budgets)]


def backbone_knowledge(results: Sequence[Result], known: Sequence[Knowledge]) -> list[str]:
    """Knowledge consistency with a plainly trained backbone, where it was measured."""
    names = {r.name for r in results}
    parts = []
    for plain in dict.fromkeys(k.plain for k in known if k.bundle in names):
        rows = [k for k in known if k.plain == plain and k.bundle in names]
        means = {k.bundle: sum(k.shares) / len(k.shares) for k in rows}
        head = ["bundle", *(f"after stage {k}" for k in range(1, len(rows[0].shares) + 1)), "mean"]
        lines = [[f"`{k.bundle}`", *(f"{s:.3f}" for s in k.shares), f"{means[k.bundle]:.3f}"] for k in rows]
        ranked = " > ".join(f"`{name}`" for name in sorted(means, key=lambda name: -means[name]))
        parts += [
            f"#### Does the backbone still know what a plain one knows? (against `{plain}`)",
            "Knowledge consistency: the share of the plain backbone's features that a small map recovers, 1 = all.",
            table(head, lines),
            *([f"By the mean: {ranked}."] if len(rows) > 1 else []),
            "The paper explains the decreasing pattern's lead by this figure: it should disturb the backbone least. "
            "One training of the map a stage, so small differences mean nothing.",
        ]
    return parts
