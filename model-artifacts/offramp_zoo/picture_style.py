"""How all pictures look: in the colours and sizes of the command line's own."""

from typing import Any

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8a8a8a")
"""The colour-blind tell them apart (Okabe and Ito, 2008)."""

INK = "#16202c"
GRID = "#d5dbe1"


def style() -> dict[str, Any]:
    """Settings for `matplotlib.rc_context`, around all that makes and writes a figure."""
    from cycler import cycler  # noqa: PLC0415 - comes with matplotlib, which is slow to import

    return {
        "axes.prop_cycle": cycler(color=COLOURS),
        "axes.edgecolor": GRID,
        "axes.labelcolor": INK,
        "axes.titlesize": 12,
        "axes.titleweight": "bold",
        "axes.titlecolor": INK,
        "axes.labelsize": 10,
        "axes.grid": True,
        "axes.axisbelow": True,
        "grid.color": GRID,
        "grid.linestyle": "--",
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
        "xtick.labelsize": 10,
        "ytick.labelsize": 10,
        "legend.fontsize": 10,
        "legend.edgecolor": "white",
        "lines.linewidth": 1.8,
        "savefig.dpi": 110,
    }
