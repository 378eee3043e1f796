"""Which of the seven branches is best on one frozen vision transformer, at which exit and at which cost?"""

from collections.abc import Sequence

from . import papers
from .bundles import Result
from .differences import at_each_exit, at_exits
from .wording import million, percent, table


def vit_branches(results: Sequence[Result]) -> list[str]:
    """Markdown, for each backbone that carries at least two designs."""
    frozen = [
        r
        for r in results
        if r.manifest["family"] == "multi-exit-vit" and r.recipe.get("train", {}).get("regime") == "classifier-wise"
    ]
    parts = []
    for backbone in dict.fromkeys(r.recipe["train"]["backbone"] for r in frozen):
        chosen = {_branch(r): r for r in frozen if r.recipe["train"]["backbone"] == backbone}
        whole = next((r for r in results if r.name == backbone), None)
        if len(chosen) > 1:
            parts += _answer(backbone, chosen, whole)
    return parts


def _branch(result: Result) -> str:
    return " ".join(dict.fromkeys(result.recipe["network"]["branches"]))


def _answer(backbone: str, found: dict[str, Result], whole: Result | None) -> list[str]:
    early = range(min(len(r.accuracies) for r in found.values()) - 1)
    best = [max(found.values(), key=lambda r, k=k: r.accuracies[k]) for k in early]
    head = ["branch"]
    for k in early:
        head += [f"exit {k + 1}: multiply-adds", "test top-1, %", "to the best"]
    rows = []
    for branch, r in sorted(found.items(), key=lambda entry: entry[1].multiply_adds[0]):
        row = [branch]
        for k in early:
            to_best = "best" if r is best[k] else str(at_exits(r, best[k], (k, k)))
            row += [million(r.multiply_adds[k]), percent(r.accuracies[k]), to_best]
        rows.append([*row, papers.VIT_BRANCHES.get(branch, "–")])
    first = next(iter(found.values()))
    last = sorted({percent(r.accuracies[-1]) for r in found.values()})
    same = (
        f"The last exit is the frozen backbone's in all of them, {' to '.join(dict.fromkeys((last[0], last[-1])))} %."
    )
    return [
        f"#### Which branch is best on a frozen vision transformer? (`{backbone}-…`)",
        table([*head, "published: M of the branch at ViT-B/16"], rows),
        *(_best_at(k, best[k], found) for k in early),
        f"{same} The paper (arXiv 2106.15183) compares them on other data and a large backbone; of it only the costs, "
        f"by arithmetic, stand beside ours. Ours: {first.data}, a small transformer trained from scratch; the "
        f"intervals do not count that the best of {len(found)} was chosen by these same pictures.",
        *(_regimes(whole, found) if whole else []),
    ]


def _best_at(exit_index: int, best: Result, found: dict[str, Result]) -> str:
    """The winner, who cannot be told from it, and who is worth its cost."""
    k = exit_index
    close = [b for b, r in found.items() if r is not best and at_exits(r, best, (k, k)).sign == 0]
    by_cost = sorted(found.items(), key=lambda entry: (entry[1].multiply_adds[k], -entry[1].accuracies[k]))
    worth, reached = [], 0.0
    for branch, r in by_cost:
        if r.accuracies[k] > reached:
            worth.append(branch)
            reached = r.accuracies[k]
    return (
        f"Exit {k + 1}: best is {_branch(best)}, {percent(best.accuracies[k])} % at {million(best.multiply_adds[k])}; "
        f"within noise of it: {', '.join(close) or 'none'}. Worth their cost, as no cheaper one is as accurate: "
        f"{', '.join(worth)}."
    )


def _regimes(whole: Result, found: dict[str, Result]) -> list[str]:
    """The backbone's own exits, trained with it, against the same design grown on it afterwards."""
    branch = _branch(whole)
    note = (
        f"The backbone was trained end to end with {branch} exits at these layers, which may favour designs that read "
        "the class token."
    )
    same = found.get(branch)
    if same is None or len(same.accuracies) != len(whole.accuracies):
        return [note]
    gains = ", ".join(f"exit {k} {d}" for k, d in enumerate(at_each_exit(whole, same), 1))
    return [f"{note} Those exits, `{whole.name}`, over the same design on the frozen backbone: {gains}."]
