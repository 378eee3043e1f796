"""Do exits on a Dynamic Perceiver's latent spare the last exit, and do they save multiply-adds and time?"""

from collections.abc import Sequence

from ..experiments.latency import Latency, multiply_adds_saved
from . import papers
from .arms import groups
from .bundles import Result
from .claims import Claim, Verdict, as_good, not_attempted, seeds_of
from .differences import at_exit, difference
from .wording import million, percent, surroundings, table

FAMILY = "dyn-perceiver"


def latent_exits(results: Sequence[Result], latencies: Sequence[Latency]) -> list[Claim]:
    """What the paper compares, networks with networks; and the exits of one network, which it does not judge by."""
    perceivers = [r for r in results if r.manifest["family"] == FAMILY and len(r.accuracies) == 4]
    spared, hurt = papers.LATENT_EXITS
    return [
        *_spared(perceivers, f"{spared:+.1f} points (ImageNet)"),
        not_attempted(
            "Dyn-P: exits on the CNN's own features hurt the last exit",
            "the same small CNN plain and with exits on its features was not trained",
            f"{hurt:+.1f} points (RegNet, ImageNet)",
        ),
        not_attempted(
            "Dyn-P: fewer multiply-adds than the static backbone at its accuracy",
            "the same small CNN was not trained plain; its accuracy is not known",
            papers.PERCEIVER_SAVES,
        ),
        *_measured_time(perceivers, latencies),
        not_attempted("Dyn-P: measured latency on a GPU", "no GPU at hand", _latency_range()),
        not_attempted(
            "Dyn-P: detection", "the paper uses no exits there, only the backbone", "better backbone features (COCO)"
        ),
    ]


def _spared(perceivers: Sequence[Result], published: str) -> list[Claim]:
    """Against the same recipe whose last exit alone is trained."""
    claim = "Dyn-P: exits on the latent do not hurt the last exit"
    claims = []
    for arms in groups(perceivers, "train.exit_weights"):
        alone = [arm for (weights,), arm in arms.items() if weights and not any(weights[:-1])]
        together = [arm for (weights,), arm in arms.items() if not weights or all(weights)]
        for arm in together if alone else []:
            found = difference(arm, alone[0], at_exit(3))
            name = f"{claim} ({arm.example.data})"
            claims.append(Claim(name, as_good(found), f"{found} points", published, seeds_of(arm, alone[0])))
    why = "no training of the same recipe with `exit_weights = [0, 0, 0, 1]`"
    claims = claims or [not_attempted(claim, why, published)]
    claims[0].details.extend(_exits_of_one(perceivers))
    return claims


def _exits_of_one(perceivers: Sequence[Result]) -> list[str]:
    """A description. It is no test of the claim."""
    if not perceivers:
        return []
    rows = [
        [f"`{r.name}`, {r.data}", " ".join(million(c) for c in r.multiply_adds), " ".join(map(percent, r.accuracies))]
        for r in perceivers
    ]
    rows += [
        [
            f"published: {p.name}, {p.how}",
            " ".join(f"{m:.1f} M" for m in p.multiply_adds),
            " ".join(f"{a:.2f}" for a in p.top1),
        ]
        for p in papers.PERCEIVERS
    ]
    return [
        "### The exits of a Dynamic Perceiver",
        "Exits 1 and 2 read the latent, 3 is the CNN's own, 4 reads everything. All were trained together, so they say "
        "nothing about what exits do to one another: the paper compares networks with and without, which was not done "
        "here.",
        table(["network", "multiply-adds to each exit", "test top-1, %"], rows),
    ]


def _measured_time(perceivers: Sequence[Result], latencies: Sequence[Latency]) -> list[Claim]:
    saved = "Dyn-P: what exits save of its own last exit comes back as time on a CPU"
    faster = "Dyn-P: faster than the static backbone at its accuracy, measured on a CPU"
    by_name = {r.name: r for r in perceivers}
    pairs = [(by_name[found.name], found) for found in latencies if found.name in by_name]
    if not pairs:
        why = "no figures of these weights; ./offramp zoo claims latency BUNDLE"
        return [not_attempted(saved, why, "–"), not_attempted(faster, why, _latency_range())]
    claims = [_of_bundle(saved, result, found) for result, found in pairs]
    claims[0].details.extend(_latency_details(pairs))
    static = "; ".join(f"{_by_batch(found.against_static)} (`{found.name}`)" for _, found in pairs)
    why = f"the static backbone's accuracy is not known; it alone takes, of the default policy's time, {static}"
    return [*claims, not_attempted(faster, why, _latency_range())]


def _of_bundle(claim: str, result: Result, found: Latency) -> Claim:
    """Against the network's own last exit, by the least that the paper says of the static backbone."""
    least, _ = papers.PERCEIVER_LATENCY
    verdict = Verdict.HELD if all(low >= least for _, low, _ in found.saved.values()) else Verdict.NOISE
    if any(high < least for _, _, high in found.saved.values()):
        verdict = Verdict.NOT_HELD
    saved = multiply_adds_saved(result.manifest)
    number = f"default policy: {_by_batch(found.saved)}; by multiply-adds {saved:.2f} ×; to hold: {least} × at both"
    return Claim(f"{claim} (`{result.name}`)", verdict, number, "only against the static backbone, see below")


def _latency_range() -> str:
    least, most = papers.PERCEIVER_LATENCY
    return f"{least} to {most} × faster than the static backbone (TX2, i5 at batch 1; A100 at 128)"


def _by_batch(ratios: dict[str, list[float]]) -> str:
    return ", ".join(
        f"{value:.2f} × ({low:.2f} to {high:.2f}) at batch {batch}" for batch, (value, low, high) in ratios.items()
    )


def _latency_details(pairs: Sequence[tuple[Result, Latency]]) -> list[str]:
    rows = []
    for result, found in pairs:
        costs = [stage["multiplyAdds"] for stage in result.manifest["stages"]]
        rows += [
            [
                f"`{result.name}`" if k == 0 else "",
                f"stage {k + 1}",
                million(cost),
                *(f"{found.stages[batch][k]:.3g}" for batch in found.stages),
                *(f"{1e3 * found.stages[batch][k] / (cost / 1e6):.0f}" for batch in found.stages),
            ]
            for k, cost in enumerate(costs)
        ]
        static = found.static_multiply_adds
        rows.append(
            [
                "",
                "the CNN alone",
                million(static),
                *(f"{ms:.3g}" for ms in found.static.values()),
                *(f"{1e3 * ms / (static / 1e6):.0f}" for ms in found.static.values()),
            ]
        )
    batches = list(pairs[0][1].stages)
    head = ["bundle", "", "multiply-adds", *(f"ms a picture, batch {b}" for b in batches)]
    head += [f"µs a M, batch {b}" for b in batches]
    return [
        "### Does time follow multiply-adds in a Dynamic Perceiver?",
        "Each stage with its head, and the same CNN without the latent branch (random weights: its time does not "
        "depend on them, its accuracy is not known), taking turns, float32 (`./offramp zoo claims latency`).",
        table(head, rows),
        f"Measured with {surroundings(pairs[0][1].surroundings)}.",
    ]
