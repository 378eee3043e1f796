"""Does Deep Feature Surgery take the conflict out of the exits' gradients, and time out of a training step?"""

from collections.abc import Sequence

import numpy as np

from ..experiments.conflict import JOINT, JOINT_STOPPED, SURGERY, SURGERY_FLOWING, Conflict
from ..experiments.surgery_steps import CONCATENATED, FORMS, SPLIT, Steps
from . import papers
from .claims import Claim, Verdict, not_attempted
from .differences import Difference, student_half_width
from .wording import surroundings, table

WAYS = {
    JOINT: "trained jointly, gradients flowing",
    JOINT_STOPPED: "the same weights, gradients stopped",
    SURGERY_FLOWING: "trained with surgery, gradients flowing",
    SURGERY: "the same weights, gradients stopped",
}

RIVALS = ((SURGERY, JOINT), (JOINT_STOPPED, JOINT), (SURGERY, SURGERY_FLOWING))
"""Fewer conflicts in the first of each: as trained, and on either one's weights by the stopping alone."""

NO_CONFLICT = 0.01
"""Below this share of pairs in conflict, joint training has none that could go away."""


def gradient_conflict(found: Sequence[Conflict], steps: Sequence[Steps]) -> list[Claim]:
    """Of figures that are of the bundles' weights."""
    claim, published = "DFS: surgery takes the conflict out of the exits' gradients", "alleviated; no number at hand"
    claims = [_of_pair(claim, published, conflict) for conflict in found]
    if not claims:
        why = "no figures of these weights; ./offramp zoo claims conflict BUNDLE"
        claims = [not_attempted(claim, why, published)]
    return claims + _training_time(steps)


def _of_pair(claim: str, published: str, found: Conflict) -> Claim:
    fewer = [_difference(found.conflicts[a], found.conflicts[b]) for a, b in RIVALS]
    joint, surgery = (_mean(found.conflicts[way]) for way in (JOINT, SURGERY))
    cosines = [_mean(found.cosines[way]) for way in (JOINT, SURGERY)]
    number = (
        f"cosine below 0 in {100 * joint:.1f} % of the pairs, with surgery in {100 * surgery:.1f} %; mean cosine "
        f"{cosines[0]:+.3f}, with surgery {cosines[1]:+.3f}"
    )
    return Claim(
        f"{claim} (`{found.name}`)", _verdict(joint, fewer), number, published, "1 each", _details(found, fewer)
    )


def _verdict(joint: float, fewer: Sequence[Difference]) -> Verdict:
    if joint < NO_CONFLICT or fewer[0].sign > 0:
        return Verdict.NOT_HELD
    return Verdict.HELD if all(d.sign < 0 for d in fewer) else Verdict.NOISE


def _difference(first: Sequence[float], second: Sequence[float]) -> Difference:
    """Batch by batch: the same pictures both times."""
    each = np.array(first) - np.array(second)
    return Difference(float(each.mean()), student_half_width(each))


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))


def _details(found: Conflict, fewer: Sequence[Difference]) -> list[str]:
    rows = [
        [name, f"{_mean(found.cosines[way]):+.3f}", f"{100 * _mean(found.conflicts[way]):.1f}"]
        for way, name in WAYS.items()
    ]
    exits = len(found.pairs[JOINT]) + 1
    by_pair = [
        [f"exit {i + 1}", *[""] * i, *(f"{a:+.2f}, {b:+.2f}" for a, b in zip(*both, strict=True))]
        for i, both in enumerate(zip(found.pairs[JOINT], found.pairs[SURGERY], strict=True))
    ]
    batches = len(found.cosines[JOINT])
    labels = ("as trained", "on the joint weights", "on the surgery's weights")
    told = ", ".join(f"{label} {d}" for label, d in zip(labels, fewer, strict=True))
    return [
        f"### Do the exits' gradients still conflict? (`{found.joint}`, `{found.name}`)",
        f"The cosine between the gradients of two exits' losses on the backbone's weights up to the earlier one, over "
        f"{batches} batches of {found.pictures} training pictures, norms as they serve "
        f"(`./offramp zoo claims conflict`).",
        table(["", "mean cosine", "pairs below 0, %"], rows),
        f"Pairs in conflict with the gradients stopped less those with them flowing, in points: {told}. The intervals "
        "are the batches'. What another seed would do to the first is not known; the others are of the same weights "
        "both times, and no seed moves them apart.",
        "Mean cosine of each pair, joint and with surgery, as trained:",
        table(["", *(f"exit {k}" for k in range(2, exits + 1))], by_pair),
    ]


def _training_time(steps: Sequence[Steps]) -> list[Claim]:
    shorter, half = "DFS: a training step gets shorter", "DFS: up to 50 % less training time"
    most = f"up to {100 * papers.SURGERY_TIME:.0f} %"
    if not steps:
        why = "no figures; ./offramp zoo claims steps"
        return [not_attempted(shorter, why, papers.SURGERY_STEPS), not_attempted(half, why, most)]
    ratios = [(s, form, ratio) for s in steps for form, ratio in s.over_joint.items()]
    split = [ratio for _, form, ratio in ratios if form == SPLIT]
    best = min((ratio for _, _, ratio in ratios), key=lambda ratio: ratio[0])
    number = "; ".join(f"{form} {_ratio(ratio)} ({s.name})" for s, form, ratio in ratios)
    return [
        Claim(
            shorter,
            _below(split or [ratio for _, _, ratio in ratios], 1.0),
            f"of a joint step: {number}",
            papers.SURGERY_STEPS,
            details=_steps_details(steps),
        ),
        Claim(
            half,
            _below([ratio for _, _, ratio in ratios], papers.SURGERY_TIME),
            f"at best {_ratio(best)} of a joint step",
            most,
        ),
    ]


def _below(ratios: Sequence[Sequence[float]], bound: float) -> Verdict:
    """Whether the interval of any ratio lies below a bound, or of all above it."""
    if any(high < bound for _, _, high in ratios):
        return Verdict.HELD
    return Verdict.NOT_HELD if all(low > bound for _, low, _ in ratios) else Verdict.NOISE


def _ratio(ratio: Sequence[float]) -> str:
    value, low, high = ratio
    return f"{value:.2f} ({low:.2f} to {high:.2f})"


def _steps_details(steps: Sequence[Steps]) -> list[str]:
    rows = [
        [
            s.name,
            f"{s.multiply_adds / 1e6:.1f} M",
            *(f"{s.milliseconds[form]:.0f}" if form in s.milliseconds else "–" for form in FORMS),
            *(_ratio(s.over_joint[form]) if form in s.over_joint else "–" for form in (CONCATENATED, SPLIT)),
        ]
        for s in steps
    ]
    head = ["", "multiply-adds", "joint, ms", "concatenated, ms", "split, ms", "concatenated ÷ joint", "split ÷ joint"]
    first = steps[0]
    return [
        "### Does surgery shorten a training step?",
        "*Concatenated*: what deeper layers read is `[shared, own.detach()]`, as the zoo trains it and the authors' "
        "code for MSDNet does; a convolution then computes the gradient of its whole input all the same. *Split*: "
        "`conv(shared, W[:, :k]) + conv(own.detach(), W[:, k:])`, whose second term needs none. The forms took turns; "
        "ratios are medians over the rounds with 95 % intervals (`./offramp zoo claims steps`).",
        table(head, rows),
        f"A step of {first.batch} pictures of 32 pixels in {first.precision}, {surroundings(first.surroundings)}.",
    ]
