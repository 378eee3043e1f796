"""Which of the seven branches is worth its cost on one frozen vision transformer, at which exit?"""

from collections.abc import Sequence

from . import papers
from .arms import Arm, groups
from .bundles import Result
from .claims import Claim, Verdict, not_attempted, seeds_of
from .differences import at_exit, difference
from .wording import million, percent, table

FAMILY = "multi-exit-vit"
BRANCHES, WEIGHTS = "network.branches", "train.exit_weights"

USEFUL = "ViT: each of the seven branches is useful between accuracy and cost (classifier-wise)"
USEFUL_PUBLISHED = "all seven (other data, ViT-B/16)"


def vit_branches(results: Sequence[Result]) -> list[Claim]:
    """The seven designs on one frozen backbone, the regimes, and regression."""
    vits = [r for r in results if r.manifest["family"] == FAMILY]
    frozen = [r for r in vits if r.recipe.get("train", {}).get("regime") == "classifier-wise"]
    claims = []
    for arms in groups(frozen, BRANCHES):
        found = {" ".join(dict.fromkeys(branches)): arm for (branches,), arm in arms.items()}
        name = next(iter(found.values())).example.recipe["train"]["backbone"]
        claims.append(_useful(name, found, next((r for r in results if r.name == name), None)))
    return [
        *(claims or [not_attempted(USEFUL, "no two designs on one backbone", USEFUL_PUBLISHED)]),
        not_attempted(
            "ViT: the three regimes compared",
            "no two trainings that differ in the regime alone, layer-wise with a full schedule a phase",
            "by branch and data; no number at hand",
        ),
        not_attempted("ViT: regression", "no network for it was trained", "crowd counting; no number at hand"),
    ]


def _useful(name: str, found: dict[str, Arm], backbone: Result | None) -> Claim:
    """Whether a design loses, beyond noise and wherever it was tried, to one that costs no more."""
    early = range(len(next(iter(found.values())).example.accuracies) - 1)
    useless = [branch for branch in found if all(_dominated_by(branch, found, k) for k in early)]
    doubt = _not_plain(backbone)
    seeds = seeds_of(*found.values())
    number = f"useless at every exit tried: {', '.join(useless) or 'none'} (of {len(found)}, {_of(found)})"
    if doubt:
        verdict, number = Verdict.NOT_ATTEMPTED, f"{doubt}; on it, {number}"
    elif useless:
        verdict = Verdict.NOT_HELD
    else:
        is_all = len(found) == len(papers.VIT_BRANCHES) and all(_earns_its_cost(branch, found) for branch in found)
        verdict = Verdict.HELD if is_all else Verdict.NOISE
    return Claim(USEFUL, verdict, number, USEFUL_PUBLISHED, seeds, _details(name, found, doubt))


def _of(found: dict[str, Arm]) -> str:
    return next(iter(found.values())).example.data


def _not_plain(backbone: Result | None) -> str:
    """Why a frozen backbone favours some designs, if it may; its last exit alone must have been trained with it."""
    if backbone is None:
        return "how the frozen backbone was trained is not known"
    weights = backbone.recipe["train"].get("exit_weights", [])
    if weights and not any(weights[:-1]):
        return ""
    branches = " and ".join(dict.fromkeys(backbone.recipe["network"]["branches"]))
    return f"the frozen backbone was not trained plain, but together with {branches} exits"


def _dominated_by(branch: str, found: dict[str, Arm], k: int) -> list[str]:
    """The designs that cost no more at an exit and are more accurate there beyond noise."""
    mine = found[branch]
    return [
        other
        for other, arm in found.items()
        if arm.example.multiply_adds[k] <= mine.example.multiply_adds[k] and difference(arm, mine, at_exit(k)).sign > 0
    ]


def _earns_its_cost(branch: str, found: dict[str, Arm]) -> bool:
    """Whether at some exit a design is more accurate, beyond noise, than all that cost no more."""
    mine = found[branch]
    return any(
        all(
            difference(mine, arm, at_exit(k)).sign > 0
            for arm in found.values()
            if arm is not mine and arm.example.multiply_adds[k] <= mine.example.multiply_adds[k]
        )
        for k in range(len(mine.example.accuracies) - 1)
    )


def _details(name: str, found: dict[str, Arm], doubt: str) -> list[str]:
    early = range(len(next(iter(found.values())).example.accuracies) - 1)
    means = [{branch: arm.mean(lambda r, k=k: r.pooled[k]) for branch, arm in found.items()} for k in early]
    best = [max(each, key=each.__getitem__) for each in means]
    head = ["branch"]
    for k in early:
        head += [f"exit {k + 1}: multiply-adds", "top-1, %", f"over {best[k]}", "loses to, for no more"]
    rows = []
    for branch, arm in sorted(found.items(), key=lambda entry: entry[1].example.multiply_adds[0]):
        row = [branch]
        for k in early:
            over = "best" if branch == best[k] else str(difference(arm, found[best[k]], at_exit(k)))
            rivals = ", ".join(_dominated_by(branch, found, k)) or "none"
            row += [million(arm.example.multiply_adds[k]), percent(means[k][branch]), over, rivals]
        rows.append([*row, papers.VIT_BRANCHES.get(branch, "–")])
    last = percent(next(iter(found.values())).mean(lambda r: r.pooled[-1]))
    caution = f" But {doubt}, which may favour designs that read what those read." if doubt else ""
    return [
        f"### Which branch is worth its cost on a frozen vision transformer? (`{name}`)",
        table([*head, "published: M of the branch at ViT-B/16"], rows),
        f"The last exit is the frozen backbone's in all of them, {last} %.{caution} The paper (arXiv 2106.15183) "
        "compares them on other data and a large backbone; of it only the costs, by arithmetic, stand beside ours. The "
        f"intervals do not count that the best of {len(found)} was chosen by these same pictures.",
    ]
