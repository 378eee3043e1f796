"""Whether held-out pictures look as if the network had seen them: then thresholds come out too high."""

import math
from typing import Any

DEVIATIONS = 3.0
"""Standard errors of the difference that chance is believed to explain."""

POINTS = 0.01
"""Smallest difference (0…1) worth a word."""


def suspicion(held_out: float, held_out_count: int, test: float, test_count: int) -> str | None:
    """A sentence where accuracy on held-out pictures is far above that on test pictures (both 0…1), else None."""
    gap = held_out - test
    together = (held_out * held_out_count + test * test_count) / (held_out_count + test_count)
    error = math.sqrt(together * (1 - together) * (1 / held_out_count + 1 / test_count))
    if gap <= max(POINTS, DEVIATIONS * error):
        return None
    return (
        f"held out {100 * held_out:.2f} %, test {100 * test:.2f} %: the gap of {100 * gap:.2f} points is more than "
        f"chance explains (standard error {100 * error:.2f}), so the held-out pictures may have been trained on"
    )


def suspected(manifest: dict[str, Any]) -> str | None:
    """Why the held-out pictures may have been trained on, as far as the last exit's accuracies tell."""
    accuracy, provenance = manifest["stages"][-1]["accuracy"], manifest["provenance"]
    counts = provenance["heldOut"]["count"], provenance.get("test", {}).get("count", 0)
    if not all(counts) or set(accuracy) != {"heldOut", "test"}:
        return None
    return suspicion(accuracy["heldOut"], counts[0], accuracy["test"], counts[1])
