"""Opens a checkpoint without running what a pickle may contain, and fits its keys to a network."""

import argparse
import pickle
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from ..safetensors import read_safetensors

ALLOWED = [
    argparse.Namespace,
    np.dtype,
    *(type(np.dtype(kind)) for kind in (np.float32, np.float64, np.int64)),
    np._core.multiarray.scalar,
    (np._core.multiarray.scalar, "numpy.core.multiarray.scalar"),
]
"""All that published checkpoints need besides tensors and plain containers: command lines, and numbers of numpy (a best
accuracy, say; the last entry is what numpy 1 called them). None of these runs anything when it is made."""

TABLES = ("state_dict", "model", "model_ema")
"""Where published training code keeps the weights, in the order in which they are looked for; else any other table."""

PREFIXES = ("module.", "_orig_mod.")
"""What parallel training and compilation put before every name."""


class CheckpointError(ValueError):
    """A checkpoint that cannot be used; the message says why."""


def read_checkpoint(path: Path, table: str | None = None) -> dict[str, Tensor]:
    """The named tensors of a checkpoint file: the file itself, or the one of its tables called `table` (default: the
    first of `TABLES` that is there, or else its only one). What parallel training puts before names (`module.`) is
    dropped."""
    content = _load(path)
    if not isinstance(content, Mapping):
        raise CheckpointError(f"{path.name} holds a {type(content).__name__}, not a table of weights")
    if table is not None and table not in content:
        raise CheckpointError(f"{path.name} has no table {table!r}; it has {', '.join(map(str, content))}")
    weights = content[table] if table is not None else _table(path, content)
    found = {str(k): v for k, v in weights.items() if isinstance(v, Tensor)} if isinstance(weights, Mapping) else {}
    if not found:
        raise CheckpointError(f"{path.name} holds no tensors where weights were looked for")
    return _plain(found)


def _table(path: Path, content: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Where the weights are in a file that nobody has said it of."""
    tables = {name: value for name, value in content.items() if isinstance(value, Mapping) and _leads_to_tensors(value)}
    known = [name for name in TABLES if name in tables]
    if not known and (_has_tensors(content) or not tables):
        return content
    if not known and len(tables) > 1:
        raise CheckpointError(
            f"{path.name} holds several tables of weights ({', '.join(map(str, tables))}); save the wanted one alone"
        )
    inner = tables[known[0] if known else next(iter(tables))]
    return inner if _has_tensors(inner) else _table(path, inner)


def _leads_to_tensors(table: Mapping[Any, Any]) -> bool:
    return _has_tensors(table) or any(isinstance(v, Mapping) and _has_tensors(v) for v in table.values())


def _has_tensors(table: Mapping[Any, Any]) -> bool:
    return any(isinstance(value, Tensor) for value in table.values())


def _plain(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """By names without the prefixes that all parts of the network have."""
    inside = [name for name in weights if "." in name]
    prefix = next((p for p in PREFIXES if inside and all(name.startswith(p) for name in inside)), None)
    return _plain({name.removeprefix(prefix): value for name, value in weights.items()}) if prefix else weights


def _load(path: Path) -> Any:
    if not path.is_file():
        raise CheckpointError(f"{path} does not exist")
    if path.suffix == ".safetensors":
        try:
            return read_safetensors(path)
        except ValueError as error:
            raise CheckpointError(str(error)) from None
    try:
        with torch.serialization.safe_globals(ALLOWED):
            return torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        reason = next(
            (line.strip() for line in str(error).splitlines() if "GLOBAL" in line), str(error).splitlines()[0]
        )
        raise CheckpointError(
            f"{path.name} was not loaded: it holds more than weights, and nothing in it is run here ({reason})"
        ) from None
    except Exception as error:  # bytes that are no pickle can fail in any way
        raise CheckpointError(f"{path.name} is no PyTorch checkpoint ({type(error).__name__}: {error})") from None


def load_into(network: nn.Module, weights: Mapping[str, Tensor], rename: Callable[[str], str]) -> None:
    """Loads published weights, every buffer included; refuses with the published names of all keys that do not fit."""
    ours = network.state_dict()
    fitted = {rename(key): (key, value) for key, value in weights.items()}
    published = {rename_back: key for rename_back, (key, _) in fitted.items()}
    missing = sorted(set(ours) - set(fitted))
    unexpected = sorted(published[k] for k in set(fitted) - set(ours))
    misshapen = [
        f"{key}: {list(value.shape)} in the checkpoint, {list(ours[name].shape)} in the network"
        for name, (key, value) in fitted.items()
        if name in ours and value.shape != ours[name].shape
    ]
    problems = _listed("missing", missing) + _listed("unexpected", unexpected) + _listed("of another shape", misshapen)
    if problems:
        raise CheckpointError("the checkpoint does not fit the options given:" + problems)
    network.load_state_dict({name: value for name, (_, value) in fitted.items()})
    network.eval()


def _listed(what: str, entries: Sequence[str], most: int = 20) -> str:
    if not entries:
        return ""
    more = [f"… and {len(entries) - most} more"] if len(entries) > most else []
    return "\n  - ".join([f"\n{len(entries)} {what}:", *entries[:most], *more])


def parse_settings(settings: Sequence[str]) -> dict[str, str]:
    """`--set name=value` entries as a table; raises with all entries that are not of that form."""
    wrong = [s for s in settings if "=" not in s]
    if wrong:
        raise CheckpointError(f"--set takes name=value, got {', '.join(wrong)}")
    return dict(s.split("=", 1) for s in settings)


class Settings:
    """The options of published code, read one by one; `close` raises with everything that was wrong or unknown."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self.given, self.asked, self.problems = dict(given), [], []

    def text(self, name: str, default: str, known: Sequence[str] = ()) -> str:
        """A word, one of `known` where that is given."""
        self.asked.append(name)
        value = self.given.get(name, default)
        if known and value not in known:
            self.problems.append(f"{name} must be one of {', '.join(known)}, was {value!r}")
            return default
        return value

    def whole(self, name: str, default: int) -> int:
        """An integer."""
        return self._number(name, default, int, "an integer")

    def number(self, name: str, default: float) -> float:
        """A decimal number."""
        return self._number(name, default, float, "a number")

    def truth(self, name: str, default: bool) -> bool:
        """True or False, however it is spelt."""
        word = self.text(name, str(default)).lower()
        if word not in ("true", "false", "1", "0"):
            self.problems.append(f"{name} must be true or false, was {word!r}")
        return word in ("true", "1")

    def wholes(self, name: str, default: list[int]) -> list[int]:
        """Integers joined by dashes, commas or blanks: `1-2-4`, `[1, 1, 1, 2]`."""
        self.asked.append(name)
        value = self.given.get(name, "-".join(map(str, default)))
        parts = value.strip("[]() ").replace(",", " ").replace("-", " ").split()
        try:
            return [int(p) for p in parts]
        except ValueError:
            self.problems.append(f"{name} must be integers as in 1-2-4, was {value!r}")
            return default

    def close(self) -> None:
        """Raises `CheckpointError` with all problems, if there are any."""
        unknown = [n for n in self.given if n not in self.asked]
        problems = self.problems + [f"{n} is unknown (known: {', '.join(self.asked)})" for n in unknown]
        if problems:
            raise CheckpointError("\n  - ".join([f"{len(problems)} problem(s) in --set:", *problems]))

    def _number(self, name: str, default: Any, kind: type, described: str) -> Any:
        self.asked.append(name)
        value = self.given.get(name, default)
        try:
            return kind(value)
        except ValueError:
            self.problems.append(f"{name} must be {described}, was {value!r}")
            return default
