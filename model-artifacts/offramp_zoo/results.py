"""The results page: what the bundles in a folder say of themselves, side by side and beside the papers' numbers.

Everything here is read from manifests; nothing is measured, and what no bundle holds is not mentioned.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .manifest import read_bundle

BEGIN, END = "<!-- results: ./offramp zoo results -->", "<!-- end of results -->"
"""Where the page stands in a README."""

PAPERS = {
    ("CIFAR-100", "msdnet"): "MSDNet: 64.10 67.46 70.34 72.38 73.06 73.81 73.89 (growth 16, 300 epochs)",
    ("CIFAR-100", "msdnet-dfs"): "DFS: 72.46 75.64 77.50 78.54 79.20 79.45 79.56 (growth 16, 300 epochs)",
    ("CIFAR-100", "byot-resnet"): "BYOT: 67.85 74.57 78.23 78.64",
    ("CIFAR-100", "byot-resnet-dfs"): "DFS: 74.17 77.43 78.82 79.93",
}
"""Top-1 of each exit as published, by data set and family (with `-dfs`: trained with Deep Feature Surgery)."""


class ResultsError(ValueError):
    """A page that cannot be put where it should go; the message says why."""


@dataclass(frozen=True)
class Result:
    """One bundle."""

    name: str
    family: str
    data: str
    accuracies: list[float]
    """Test top-1 of each exit, 0…1."""
    multiply_adds: list[int]
    """Cumulative to each exit."""
    curve: list[tuple[float, float]]
    """(mean multiply-adds, test accuracy) of the budgeted curve, cheapest first."""
    manifest: dict[str, Any]

    def cost_of(self, accuracy: float) -> float | None:
        """The least mean multiply-adds on the curve that reach a test accuracy, or None."""
        return min((cost for cost, reached in self.curve if reached >= accuracy), default=None)


def read_results(folder: Path) -> list[Result]:
    """Every bundle of a folder that was tested, by data set and name."""
    found = []
    for manifest in (read_bundle(path.parent) for path in sorted(folder.glob("*/manifest.json"))):
        stages, policy = manifest["stages"], manifest["policy"]
        if all("test" in stage["accuracy"] for stage in stages):
            surgery = manifest["provenance"].get("recipe", {}).get("network", {}).get("surgery", "none")
            found.append(
                Result(
                    name=manifest["name"],
                    family=manifest["family"] + ("" if surgery == "none" else "-dfs"),
                    data=manifest["provenance"]["dataset"]["name"],
                    accuracies=[stage["accuracy"]["test"] for stage in stages],
                    multiply_adds=[stage["cumulativeMultiplyAdds"] for stage in stages],
                    curve=sorted((p["meanMultiplyAdds"], p["accuracy"]) for p in policy.get("testCurve", [])),
                    manifest=manifest,
                )
            )
    return sorted(found, key=lambda r: (r.data, r.name))


def results_page(results: Sequence[Result]) -> str:
    """Markdown: a table for each data set, the papers' rows, and the comparisons that the bundles allow."""
    parts = []
    for data in dict.fromkeys(r.data for r in results):
        chosen = [r for r in results if r.data == data]
        parts += [f"### {data}", _table(chosen)]
        published = [PAPERS[data, f] for f in dict.fromkeys(r.family for r in chosen) if (data, f) in PAPERS]
        if published:
            parts.append("Published: " + "; ".join(published) + ".")
        parts += [f"![Budgeted curves on {data}](results/{_slug(data)}.png)"] if any(r.curve for r in chosen) else []
        parts += _patterns(chosen) + _surgery(chosen)
    return "\n\n".join(parts) + "\n"


def _table(results: Sequence[Result]) -> str:
    rows = [
        "| bundle | test top-1 of each exit, % | M multiply-adds | default policy |",
        "|---|---|---|---|",
    ]
    for r in results:
        accuracies = " ".join(f"{100 * a:.2f}" for a in r.accuracies)
        costs = " ".join(f"{c / 1e6:.2f}" for c in r.multiply_adds)
        expected = r.manifest["policy"].get("expected", {})
        policy = "–"
        if "testAccuracy" in expected:
            policy = f"{100 * expected['testAccuracy']:.2f} % at {expected['testMeanMultiplyAdds'] / 1e6:.2f} M"
        rows.append(f"| `{r.name}` | {accuracies} | {costs} | {policy} |")
    return "\n".join(rows)


def _patterns(results: Sequence[Result]) -> list[str]:
    """Branching patterns at one total of branch multiply-adds: mean accuracy of the exits, best first."""
    found = {p: r for r in results for p in ("decreasing", "constant", "increasing") if r.name.endswith(f"-{p}")}
    if len(found) < 2:
        return []
    means = {p: sum(r.accuracies) / len(r.accuracies) for p, r in found.items()}
    ranked = sorted(means, key=lambda p: -means[p])
    shown = ", ".join(f"{p} {100 * means[p]:.2f} %" for p in ranked)
    held = "held" if ranked == [p for p in ("decreasing", "constant", "increasing") if p in found] else "did not hold"
    return [f"Branching patterns, mean over the exits: {shown}. Decreasing ≥ constant ≥ increasing {held} here."]


def _surgery(results: Sequence[Result]) -> list[str]:
    """Deep Feature Surgery against the baseline of the same recipe: each exit, and the cost of equal accuracy."""
    by_name = {r.name: r for r in results}
    lines = []
    for name, operated in by_name.items():
        baseline = by_name.get(name.removesuffix("-dfs"))
        if not name.endswith("-dfs") or baseline is None:
            continue
        gains = [100 * (a - b) for a, b in zip(operated.accuracies, baseline.accuracies, strict=True)]
        line = f"`{name}` over `{baseline.name}`, points at each exit: {' '.join(f'{g:+.2f}' for g in gains)}."
        cost, theirs = operated.cost_of(baseline.accuracies[-1]), baseline.cost_of(baseline.accuracies[-1])
        if cost and theirs:
            line += f" At the baseline's last accuracy: {cost / 1e6:.2f} M against {theirs / 1e6:.2f} M multiply-adds."
        elif theirs:
            line += " It does not reach the baseline's last accuracy."
        lines.append(line)
    return lines


def write_curves(results: Sequence[Result], folder: Path) -> None:
    """`curves.csv` with all budgeted curves, and a PNG for each data set."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "curves.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["data", "bundle", "mean_multiply_adds", "test_accuracy"])
        for r in results:
            rows.writerows([r.data, r.name, f"{cost:.0f}", f"{accuracy:.4f}"] for cost, accuracy in r.curve)
    for data in dict.fromkeys(r.data for r in results if r.curve):
        _draw([r for r in results if r.data == data and r.curve], folder / f"{_slug(data)}.png")


def _draw(results: Sequence[Result], path: Path) -> None:
    from matplotlib.figure import Figure  # noqa: PLC0415 - slow to import, and only needed here

    figure = Figure(figsize=(8, 4.5), layout="constrained")
    axes = figure.subplots()
    for r in results:
        (line,) = axes.plot([c / 1e6 for c, _ in r.curve], [100 * a for _, a in r.curve], label=r.name)
        axes.plot(
            [c / 1e6 for c in r.multiply_adds], [100 * a for a in r.accuracies], "o", color=line.get_color(), alpha=0.5
        )
    axes.set(xlabel="mean M multiply-adds a sample (dots: everybody at one exit)", ylabel="test top-1, %", xscale="log")
    axes.xaxis.set_major_formatter("{x:g}")
    axes.xaxis.set_minor_formatter("{x:g}")
    axes.legend(fontsize="small")
    figure.savefig(path, dpi=110)


def insert(page: str, readme: Path) -> None:
    """Puts the page between the marks of a README, replacing what was there."""
    text = readme.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ResultsError(f"{readme.name} has no line {BEGIN} with {END} after it")
    readme.write_text(f"{before}{BEGIN}\n\n{page}\n{END}{after}", encoding="utf-8")


def _slug(data: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in data.lower())
