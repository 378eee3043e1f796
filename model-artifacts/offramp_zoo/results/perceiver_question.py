"""Are exits on the classification branch of a Dynamic Perceiver better than the one on its CNN?"""

from collections.abc import Sequence

from .. import protocol
from . import papers
from .bundles import Result
from .differences import at_exits
from .wording import million, percent, table


def classification_branch(results: Sequence[Result]) -> list[str]:
    """Exits on the classification branch against the one on the CNN."""
    parts = []
    for result in results:
        if result.manifest["family"] == "dyn-perceiver" and len(result.accuracies) == 4:
            parts += _perceiver_answer(result)
    return parts


def _perceiver_answer(result: Result) -> list[str]:
    places = ("classification branch", "classification branch", "CNN", "both")
    over = [at_exits(result, result, (k, 2)) for k in range(4)]
    rows = [
        [f"{k + 1}, {place}", million(cost), percent(accuracy), "" if k == 2 else str(over[k])]
        for k, (place, cost, accuracy) in enumerate(zip(places, result.multiply_adds, result.accuracies, strict=True))
    ]
    saved = 100 * (1 - result.multiply_adds[1] / result.multiply_adds[2])
    word = {1: "more accurate than", 0: "as accurate, up to noise, as", -1: "less accurate than"}[over[1].sign]
    is_closed = 2 in protocol.dominated(result.held_out_accuracies, result.multiply_adds)
    published = [
        [
            p.name,
            " ".join(f"{a:.2f}" for a in p.top1),
            f"{p.top1[1] - p.top1[2]:+.2f}",
            f"{100 * (1 - p.multiply_adds[1] / p.multiply_adds[2]):.0f} %",
        ]
        for p in papers.PERCEIVERS
    ]
    train = result.recipe.get("train", {})
    return [
        f"#### Are exits on the classification branch better than the backbone's? (`{result.name}`)",
        table(["exit, on", "multiply-adds", "test top-1, %", "over exit 3"], rows),
        f"Exit 2 is {word} the CNN's exit 3 and costs {saved:.0f} % less. On the held-out pictures exit 3 is "
        + ("dominated, so policies close it." if is_closed else "not dominated by a cheaper exit."),
        table(["published, ImageNet", "exits 1 to 4, %", "exit 2 over 3", "exit 2 costs less by"], published),
        f"Ours: {result.data}, a small CNN, {train.get('epochs', '?')} epochs; the published ones also had mixup, "
        "cutmix, RandAugment and an average of weights.",
    ]
