"""A claim of a paper, what was found of it here, and how a comparison becomes a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from .arms import Arm
from .differences import Difference
from .wording import table

AS_GOOD = 0.005
"""So much accuracy (0…1) may be lost where a claim is *as accurate*: half a point."""


class Verdict(StrEnum):
    """What may be said of a claim."""

    HELD = "held"
    NOT_HELD = "did not hold"
    NOISE = "not told apart from noise"
    NOT_ATTEMPTED = "not attempted"


@dataclass(frozen=True)
class Claim:
    """One row of the page, and what stands below the table for it."""

    claim: str
    """With the paper's short name before it."""
    verdict: Verdict
    number: str
    """What was measured here; of what was not attempted, why."""
    published: str
    seeds: str = "–"
    details: list[str] = field(default_factory=list)
    """Markdown; none where another row has them."""


def not_attempted(claim: str, why: str, published: str) -> Claim:
    """A row whose experiment has not been made."""
    return Claim(claim, Verdict.NOT_ATTEMPTED, why, published)


def at_least(overall: Difference, each: Sequence[Difference]) -> Verdict:
    """Of *first ≥ second, everywhere*: it holds where the first is better on the whole and worse nowhere."""
    if overall.sign < 0 or any(d.sign < 0 for d in each):
        return Verdict.NOT_HELD
    return Verdict.HELD if overall.sign > 0 else Verdict.NOISE


def as_good(found: Difference) -> Verdict:
    """Of *first as accurate as second*: it holds where the interval excludes that half a point is lost."""
    if found.value - found.half_width > -AS_GOOD:
        return Verdict.HELD
    return Verdict.NOT_HELD if found.sign < 0 else Verdict.NOISE


def seeds_of(*arms: Arm) -> str:
    """How many each arm was trained with."""
    counts = [len(arm.trainings) for arm in arms]
    return f"{counts[0]} each" if len(set(counts)) == 1 else " and ".join(map(str, counts))


def claims_table(claims: Sequence[Claim]) -> str:
    """Markdown: what is judged first, each in one line."""
    rows = [[c.claim, f"**{c.verdict}**", c.number, c.seeds, c.published] for c in claims]
    return table(["claim", "verdict", "number", "seeds", "published"], rows)
