"""The results as files: `exits.csv`, `curves.csv`, `times.csv`, and each data set's budgeted curves as a picture."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..picture_style import COLOURS, style
from .bundles import Result

COLUMNS = 2
ALONE_UP_TO = 3
"""So many bundles of a data set share one panel; of more, each family has its own."""


def write_curves(results: Sequence[Result], folder: Path) -> None:
    """The tables, and a PNG for each data set."""
    folder.mkdir(parents=True, exist_ok=True)
    exits = [
        [r.data, r.name, k, cost, f"{held_out:.4f}", f"{test:.4f}"]
        for r in results
        for k, (cost, held_out, test) in enumerate(
            zip(r.multiply_adds, r.held_out_accuracies, r.accuracies, strict=True), 1
        )
    ]
    times = [
        [r.data, r.name, precision, k, batch.removeprefix("batch"), ms]
        for r in results
        for precision, by_batch in r.milliseconds.items()
        for batch, each in by_batch.items()
        for k, ms in enumerate(each, 1)
    ]
    curves = [[r.data, r.name, f"{p.cost:.0f}", f"{p.accuracy:.4f}"] for r in results for p in r.curve]
    _write(folder / "exits.csv", ["data", "bundle", "exit", "multiply_adds", "held_out_top1", "test_top1"], exits)
    _write(folder / "curves.csv", ["data", "bundle", "mean_multiply_adds", "test_accuracy"], curves)
    _write(folder / "times.csv", ["data", "bundle", "precision", "stage", "batch", "milliseconds"], times)
    for data in dict.fromkeys(r.data for r in results if r.curve):
        _draw([r for r in results if r.data == data and r.curve], folder / picture_of(data))


def picture_of(data: str) -> str:
    """File name of a data set's curves."""
    return "".join(c if c.isalnum() else "-" for c in data.lower()) + ".png"


def _write(path: Path, head: list[str], rows: list[list[Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])


def _draw(results: Sequence[Result], path: Path) -> None:
    from matplotlib import rc_context  # noqa: PLC0415 - slow to import, and only needed here

    with rc_context(style()):
        _draw_panels(results, path)


def _draw_panels(results: Sequence[Result], path: Path) -> None:
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above

    panels = _panels(results)
    columns = min(COLUMNS, len(panels))
    rows = -(-len(panels) // columns)
    figure = Figure(figsize=(9 if columns == 1 else 13, 4.2 * rows + 0.4), layout="constrained")
    grid = figure.subplots(rows, columns, sharex=True, squeeze=False)
    for axes, (title, chosen) in zip(grid.flat, panels.items(), strict=False):
        for r in results:
            if r not in chosen:
                axes.plot([p.cost / 1e6 for p in r.curve], [100 * p.accuracy for p in r.curve], color="0.88", zorder=1)
        for position, r in enumerate(chosen):
            _draw_one(axes, r, position)
        axes.set_title(title)
        axes.set_xscale("log")
        axes.set_ylim(*_limits(chosen))
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_formatter("{x:g}")
        axes.tick_params(axis="x", which="both", labelsize=9, labelbottom=True)
        axes.legend(fontsize=9, loc="lower right" if len(chosen) < 6 else "best")
    for axes in list(grid.flat)[len(panels) :]:
        axes.set_visible(False)
    grey = "; grey: the other panels" if len(panels) > 1 else ""
    figure.supxlabel(f"mean M multiply-adds a sample (dots: everybody at one exit{grey})", fontsize=10)
    figure.supylabel("test top-1, %", fontsize=10)
    figure.savefig(path)


def _panels(results: Sequence[Result]) -> dict[str, list[Result]]:
    if len(results) <= ALONE_UP_TO:
        return {results[0].data: list(results)}
    families = dict.fromkeys(r.manifest["family"] for r in results)
    return {family: [r for r in results if r.manifest["family"] == family] for family in families}


def _draw_one(axes: Any, result: Result, position: int) -> None:
    colour = COLOURS[position % len(COLOURS)]
    dashes = ("-", "--", ":", "-.")[(position + position // len(COLOURS)) % 4]
    costs, accuracies = [p.cost / 1e6 for p in result.curve], [100 * p.accuracy for p in result.curve]
    axes.plot(costs, accuracies, dashes, color=colour, label=result.name, zorder=3)
    axes.plot(
        [c / 1e6 for c in result.multiply_adds],
        [100 * a for a in result.accuracies],
        "o",
        color=colour,
        alpha=0.45,
        markersize=5,
        zorder=2,
    )


def _limits(results: Sequence[Result]) -> tuple[float, float]:
    """From the lowest to the highest of all points, with some air."""
    seen = [100 * accuracy for r in results for accuracy in (*r.accuracies, *(p.accuracy for p in r.curve))]
    air = 0.06 * (max(seen) - min(seen)) + 0.05
    return min(seen) - air, max(seen) + air
