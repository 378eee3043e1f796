"""How a training tells where it is: a bar, a line an epoch, a table and a picture of the curves."""

import csv
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import SupportsFloat

from .picture_style import style

WATCHED, QUIET = 0.2, 60.0
"""Seconds between two looks of a bar on a terminal, and between two lines where nobody watches."""


@dataclass
class Progress:
    """One epoch, as a row of the curves."""

    epoch: int
    learning_rate: float
    loss: float
    held_out_loss: float | None
    """None in an epoch after which nobody looked."""
    held_out_accuracy: list[float]
    """Of each exit, 0…1; empty in an epoch after which nobody looked."""
    seconds: float


def epoch_line(history: list[Progress], epochs: int) -> str:
    """The last epoch in one line, with the time that is left."""
    now = history[-1]
    left = (epochs - now.epoch) * sum(p.seconds for p in history) / len(history)
    accuracies = " ".join(f"{100 * a:.2f}" for a in now.held_out_accuracy)
    shown = f"  held-out {accuracies} %" if accuracies else ""
    return f"epoch {now.epoch}/{epochs}  loss {now.loss:.4f}{shown}  {now.seconds:.0f} s  ETA {_clock(left)}"


def write_curves(path: Path, history: list[Progress]) -> None:
    """A CSV with a row for each epoch and, drawn anew whenever the held-out pictures were looked at, a PNG."""
    exits = max(len(p.held_out_accuracy) for p in history)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        names = [f"held_out_accuracy_exit_{k + 1}" for k in range(exits)]
        rows.writerow(["epoch", "learning_rate", "loss", "held_out_loss", *names, "seconds"])
        for p in history:
            accuracy = [f"{a:.5f}" for a in p.held_out_accuracy] or [""] * exits
            rows.writerow(
                [
                    p.epoch,
                    f"{p.learning_rate:.6f}",
                    f"{p.loss:.5f}",
                    "" if p.held_out_loss is None else f"{p.held_out_loss:.5f}",
                    *accuracy,
                    f"{p.seconds:.1f}",
                ]
            )
    if history[-1].held_out_accuracy:
        draw_curves(path.with_suffix(".png"), history)


def draw_curves(path: Path, history: list[Progress]) -> None:
    """A PNG of the losses (left) and of each exit's held-out error in percent (right) over the epochs."""
    from matplotlib import rc_context  # noqa: PLC0415 - slow to import, and only needed here

    with rc_context(style()):
        _draw_curves(path, history)


def _draw_curves(path: Path, history: list[Progress]) -> None:
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above

    figure = Figure(figsize=(9, 3.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    looked = [p for p in history if p.held_out_accuracy]
    epochs = [p.epoch for p in looked]
    left.plot([p.epoch for p in history], [p.loss for p in history], label="training (augmented)")
    left.plot(epochs, [p.held_out_loss for p in looked], label="held out")
    left.set(xlabel="epoch", ylabel="loss, summed over exits")
    left.legend()
    for k in range(len(looked[0].held_out_accuracy)):
        right.plot(epochs, [100 - 100 * p.held_out_accuracy[k] for p in looked], label=f"exit {k + 1}")
    right.set(xlabel="epoch", ylabel="held-out error, %")
    right.legend()
    figure.savefig(path)


class Bar:
    """A progress bar on a terminal; elsewhere a line a minute, so that logs stay readable."""

    def __init__(self, what: str, steps: int) -> None:
        self.what, self.steps = what, steps
        self.began = self.told = time.monotonic()

    def show(self, step: int, loss: SupportsFloat | None = None) -> None:
        """Draws the bar after a step (1-based); only then is the loss asked for, which may wait for a device."""
        now, watched = time.monotonic(), sys.stderr.isatty()
        done = step == self.steps
        if (done and not watched) or (not done and now - self.told < (WATCHED if watched else QUIET)):
            return
        self.told = now
        left = _clock((now - self.began) / step * (self.steps - step))
        if not watched:
            print(f"{self.what}: {100 * step // self.steps} %, {left} left", file=sys.stderr, flush=True)
            return
        filled = 24 * step // self.steps
        shown = "" if loss is None else f" loss {float(loss):.4f}"
        line = f"{self.what} [{'#' * filled}{'.' * (24 - filled)}]{shown}"
        print(f"\r{line}  {left} left ", end="\r" if done else "", file=sys.stderr, flush=True)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
