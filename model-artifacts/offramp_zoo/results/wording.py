"""How the pages write numbers, tables and where a comparison came out."""

from collections.abc import Mapping, Sequence
from typing import Any

from .differences import Difference


def percent(share: float) -> str:
    """Two digits, without the sign."""
    return f"{100 * share:.2f}"


def points(difference: float) -> str:
    """A difference of shares, in points, with its sign."""
    return f"{100 * difference:+.2f}"


def million(multiply_adds: float) -> str:
    """Multiply-adds in M."""
    return f"{multiply_adds / 1e6:.2f} M"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def where(labels: Sequence[str], differences: Sequence[Difference]) -> str:
    """Where a claim of *first ≥ second* held beyond noise, where it failed, and how much is noise."""
    held, failed, noise = (
        [label for label, d in zip(labels, differences, strict=True) if d.sign == sign] for sign in (1, -1, 0)
    )
    if len(held) == len(labels):
        return "held beyond noise everywhere."
    parts = [f"held beyond noise ({', '.join(held)})"] if held else []
    parts += [f"the other way round beyond noise ({', '.join(failed)})"] if failed else []
    if not parts:
        return "neither shown nor refuted, everything is noise."
    parts += [f"noise ({', '.join(noise)})"] if noise else []
    return "; ".join(parts) + "."


BUSY = 1.5
"""A load above it means that others computed too while one thread was measured."""


def surroundings(found: Mapping[str, Any]) -> str:
    """Where a measurement was made, in half a sentence."""
    busy = ": the machine did other work meanwhile" if found["load"] > BUSY else ""
    return (
        f"{found['clock']}, {found['threads']} thread on {found['processor']}, PyTorch {found['torch']}; "
        f"{found['cores']} cores with a load of {found['load']}{busy}"
    )
