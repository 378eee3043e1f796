"""The results in a README: a table for each data set, the papers' rows; and the place where they stand."""

from collections.abc import Sequence
from pathlib import Path

from . import papers
from .bundles import BATCHES, Result, ResultsError
from .charts import picture_of

BEGIN, END = "<!-- results: ./offramp zoo results -->", "<!-- end of results -->"
"""Where the page stands in a README."""


def results_page(results: Sequence[Result]) -> str:
    """Markdown."""
    parts = []
    for data in dict.fromkeys(r.data for r in results):
        chosen = [r for r in results if r.data == data]
        parts += [f"### {data}", _table(chosen)]
        if any(r.milliseconds for r in chosen):
            parts += [TIMES, _times(chosen)]
        families = dict.fromkeys(r.family for r in chosen)
        published = [papers.BY_FAMILY[data, f] for f in families if (data, f) in papers.BY_FAMILY]
        if published:
            parts.append("Published, test top-1 of each exit: " + "; ".join(_published(p) for p in published) + ".")
        if any(r.curve for r in chosen):
            parts.append(f"![Budgeted curves on {data}](results/{picture_of(data)})")
    return "\n\n".join(parts) + "\n"


def _table(results: Sequence[Result]) -> str:
    rows = [
        "| bundle | pictures held out, tested | M multiply-adds to each exit | held-out top-1, % | test top-1, % "
        "| default policy, test pictures |",
        "|---|---|---|---|---|---|",
    ]
    for r in results:
        costs = " ".join(f"{c / 1e6:.2f}" for c in r.multiply_adds)
        pictures = f"{r.manifest['calibration']['samples']}, {r.test_pictures}"
        top1 = f"{_exits(r, r.held_out_accuracies)} | {_exits(r, r.accuracies)}"
        rows.append(f"| `{r.name}` | {pictures} | {costs} | {top1} | {_policy(r)} |")
    return "\n".join(rows)


TIMES = (
    "Milliseconds a picture of each stage with its head, one thread's CPU time, and how much longer the whole network "
    "takes than stage 1, by time and by multiply-adds; the model cards say on which processor:"
)


def _times(results: Sequence[Result]) -> str:
    rows = [
        "| bundle | precision | batch 1 | batch 16 | all ÷ stage 1, batch 16 | by multiply-adds |",
        "|---" * 6 + "|",
    ]
    for r in results:
        arithmetic = r.multiply_adds[-1] / r.multiply_adds[0]
        for precision, by_batch in r.milliseconds.items():
            one, many = (" ".join(f"{ms:.3g}" for ms in by_batch[batch]) for batch in BATCHES)
            ratio = sum(by_batch["batch16"]) / by_batch["batch16"][0]
            rows.append(f"| `{r.name}` | {precision} | {one} | {many} | {ratio:.1f} | {arithmetic:.1f} |")
    return "\n".join(rows)


def _exits(result: Result, accuracies: list[float]) -> str:
    return " ".join(
        "–" if k in result.untrained_exits else f"{100 * accuracy:.2f}" for k, accuracy in enumerate(accuracies)
    )


def _policy(result: Result) -> str:
    expected = result.manifest["policy"].get("expected", {})
    if "testAccuracy" not in expected or result.untrained_exits:
        return "–"
    cost = expected["testMeanMultiplyAdds"]
    ratio = result.multiply_adds[-1] / cost
    return f"{100 * expected['testAccuracy']:.2f} % at {cost / 1e6:.2f} M, {ratio:.1f} × less than the last exit"


def _published(network: papers.Published) -> str:
    return f"{network.name} {' '.join(f'{a:.2f}' for a in network.top1)} ({network.how})"


def insert(page: str, readme: Path) -> None:
    """Puts the page between the marks of a README, replacing what was there."""
    text = readme.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ResultsError(f"{readme.name} has no line {BEGIN} with {END} after it")
    readme.write_text(f"{before}{BEGIN}\n\n{page}\n{END}{after}", encoding="utf-8")
