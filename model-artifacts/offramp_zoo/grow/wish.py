"""What a user asks of `zoo grow`, and the recipe that it becomes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..networks.backbone_sources import Source
from .branches import Exit

BACKBONE = "backbone.pt"
"""The backbone's weights by its own names, in the run's folder."""

REGIMES = {"frozen": "classifier-wise", "mixed": "mixed", "end-to-end": "end-to-end"}
"""What a recipe calls them."""

GENTLE = 0.1
"""How many times as fast as its branches a trained backbone goes on learning."""


class GrowError(RuntimeError):
    """A wish that cannot be met; the message says why and what to do."""


@dataclass(frozen=True)
class Wish:
    """What the user asked for."""

    source: Source
    data: Path
    exits: int = 3
    """The last one included."""
    cuts: tuple[str, ...] = ()
    """Places that the early exits are to sit behind; empty: as measured time proposes."""
    pattern: str = "decreasing"
    regime: str = ""
    """One of `REGIMES`; empty: frozen where there are weights, else mixed."""
    epochs: int = 10
    seed: int = 1
    size: int = 0
    """Pixels; 0: what the backbone is used to, else what the first picture has."""
    weights: Path | None = None
    """None: those that the library publishes."""
    random: bool = False
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()
    """Of each channel, 0…1; empty: what the backbone is used to."""
    classes: tuple[str, ...] = ()
    """Of the bundle whose backbone it is, where the pictures must have the same."""

    def line(self) -> str:
        """The wish in one line, by which a second call knows its own recipe; files without their folders."""
        weights = "random" if self.random else self.weights.name if self.weights else "published"
        source = f"module:{Path(self.source.file).name}:{self.source.name}" if self.source.file else str(self.source)
        exits = f"cuts {' '.join(self.cuts)}" if self.cuts else f"{self.exits} exits"
        shape = f"{exits}, {self.pattern}, regime {self.regime or 'usual'}, {self.epochs} epochs"
        input_ = f"size {self.size or 'usual'}, mean {self.mean or 'usual'}, std {self.std or 'usual'}"
        return f"{source} on {self.data.name}: {shape}, seed {self.seed}, {input_}, {weights} weights"


@dataclass(frozen=True)
class Plan:
    """Everything that the recipe of a grown network says."""

    name: str
    wish: Wish
    size: int
    mean: tuple[float, ...]
    std: tuple[float, ...]
    exits: list[Exit]
    """The early ones."""
    held_out: int
    batch: int
    held_out_from: str = "train"
    new_head: bool = False

    def recipe(self) -> str:
        """As TOML, the wish in its first line."""
        wish = self.wish
        regime = wish.regime or ("mixed" if wish.random else "frozen")
        head = {"name": self.name, "version": "1.0.0", "seed": wish.seed, "family": "grown"}
        tables: dict[str, dict[str, Any]] = {
            "data": {
                "set": "folder",
                "size": self.size,
                "held_out": 0 if self.held_out_from == "test" else self.held_out,
                "held_out_from": self.held_out_from,
            },
            "network": {
                "backbone": str(wish.source),
                "size": self.size,
                "cuts": [early.name for early in self.exits],
                "branch_widths": [early.width for early in self.exits],
                "branch_blocks": [early.blocks for early in self.exits],
                "mean": list(self.mean),
                "std": list(self.std),
            },
            "augment": {"shift": max(1, self.size // 16), "border": "reflect"},
            "train": {
                "epochs": wish.epochs,
                "batch": self.batch,
                "optimiser": "adamw",
                "learning_rate": 2e-3,
                "weight_decay": 0.05,
                "label_smoothing": 0.05,
                "regime": REGIMES[regime],
                **({} if wish.random else {"backbone": BACKBONE, "new_head": self.new_head}),
                **({} if wish.random or regime == "frozen" else {"backbone_rate": GENTLE}),
            },
            "export": {"precisions": ["bfloat16"]},
        }
        lines = [heading(wish), *_rows(head)]
        for table, rows in tables.items():
            lines += ["", f"[{table}]", *_rows(rows)]
        return "\n".join(lines) + "\n"


def heading(wish: Wish) -> str:
    """The first line of a recipe that a wish became."""
    return f"# Written by ./offramp zoo grow: {wish.line()}"


def name_for(wish: Wish) -> str:
    """What a bundle is called where nobody says."""
    words = re.sub(r"[^a-z0-9._-]+", "-", f"{wish.data.stem}-{wish.source.name}".lower())
    return words.strip("-._") or "grown"


def _rows(values: Mapping[str, Any]) -> list[str]:
    return [f"{key} = {_toml(value)}" for key, value in values.items()]


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value)
