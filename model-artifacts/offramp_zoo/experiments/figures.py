"""Figures of experiments as they are kept: one JSON file an experiment, one entry a name."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

CONFLICT, STEPS, LATENCY = "conflict.json", "steps.json", "latency.json"
"""What each experiment writes."""


def read_figures(file: Path, kind: type[T]) -> list[T]:
    """All that was written so far, in the order of their names; nothing where there is no file."""
    if not file.is_file():
        return []
    return [kind(**entry) for entry in json.loads(file.read_text(encoding="utf-8"))]


def add_figures(found: Any, file: Path) -> None:
    """Writes figures down in place of older ones of the same `name`."""
    others = [entry for entry in read_figures(file, type(found)) if entry.name != found.name]
    entries = sorted([*others, found], key=lambda entry: entry.name)
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(entry) for entry in entries], indent=1, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")
