"""Knowledge consistency as `./offramp zoo consistency` measured and wrote it down."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from ..manifest import BundleError


@dataclass(frozen=True)
class Knowledge:
    """How much of a plainly trained backbone's features a multi-exit one still knows."""

    bundle: str
    plain: str
    weights: str
    """Digest of the bundle's stages: figures of other weights are passed over."""
    plain_weights: str
    """Digest of the plain one's stages: only figures against one training of it can be compared."""
    shares: list[float]
    """After each stage but the last, at most 1."""


def is_current(known: Knowledge, weights: Mapping[str, str]) -> bool:
    """Whether figures are of these weights, digests by a bundle's name; the plain bundle need not be among them."""
    plain = weights.get(known.plain, known.plain_weights)
    return (known.weights, known.plain_weights) == (weights.get(known.bundle), plain)


def read_knowledge(file: Path) -> list[Knowledge]:
    """All that was written so far; nothing where there is no file."""
    if not file.is_file():
        return []
    return [Knowledge(**entry) for entry in json.loads(file.read_text(encoding="utf-8"))]


def add_knowledge(found: Knowledge, file: Path) -> None:
    """Writes figures down in place of older ones of the same two bundles.

    Refuses to put them beside figures against another training of the same plain bundle.
    """
    others = [k for k in read_knowledge(file) if (k.bundle, k.plain) != (found.bundle, found.plain)]
    stale = [k.bundle for k in others if k.plain == found.plain and k.plain_weights != found.plain_weights]
    if stale:
        raise BundleError(
            f"{file.name} has figures of {', '.join(stale)} against another training of {found.plain}; remove these "
            "entries and measure their bundles again"
        )
    entries = sorted([*others, found], key=lambda k: (k.plain, k.bundle))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(k) for k in entries], indent=2) + "\n", encoding="utf-8")
