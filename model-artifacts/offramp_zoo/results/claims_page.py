"""The claims page: every claim of the four papers in one table, how a verdict is found, then the details."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..experiments.conflict import Conflict
from ..experiments.figures import CONFLICT, LATENCY, STEPS, read_figures
from ..experiments.latency import Latency
from ..experiments.surgery_steps import Steps
from ..frames_study import Study, read_study
from ..manifest import weights_of
from .bundles import Result
from .claims import AS_GOOD, Claim, Verdict, claims_table
from .conflict_question import gradient_conflict
from .differences import ENOUGH_SEEDS, SEED_DEVIATION
from .frames_question import exits_over_frames
from .knowledge import Knowledge, is_current, read_knowledge
from .pattern_question import backbone_knowledge, branching_patterns, ensemble_distillation
from .perceiver_question import latent_exits
from .surgery_question import feature_surgery
from .vit_question import vit_branches

CLAIMS = "claims.md"

CONSISTENCY, FIGHTS = "consistency.json", "fights.json"


@dataclass(frozen=True)
class Figures:
    """What experiments measured and wrote down, besides the bundles."""

    knowledge: Sequence[Knowledge] = ()
    study: Study | None = None
    conflicts: Sequence[Conflict] = ()
    steps: Sequence[Steps] = ()
    latencies: Sequence[Latency] = field(default=())

    @classmethod
    def read(cls, folder: Path) -> "Figures":
        """From the folder `results`; of what was not measured, nothing."""
        return cls(
            read_knowledge(folder / CONSISTENCY),
            read_study(folder / FIGHTS),
            read_figures(folder / CONFLICT, Conflict),
            read_figures(folder / STEPS, Steps),
            read_figures(folder / LATENCY, Latency),
        )

    def of(self, results: Sequence[Result]) -> "Figures":
        """Those that are of these bundles' weights, or of none."""
        weights = {r.name: weights_of(r.manifest) for r in results}

        def is_of_these(found: Conflict | Latency) -> bool:
            return all(weights.get(name) == digest for name, digest in found.weights.items())

        return Figures(
            [k for k in self.knowledge if is_current(k, weights)],
            self.study,
            list(filter(is_of_these, self.conflicts)),
            self.steps,
            list(filter(is_of_these, self.latencies)),
        )


def asked(results: Sequence[Result], figures: Figures) -> list[Claim]:
    """Every claim of the four papers, paper by paper, with its verdict."""
    current = figures.of(results)
    return [
        *gradient_conflict(current.conflicts, current.steps),
        *feature_surgery(results),
        *latent_exits(results, current.latencies),
        *exits_over_frames(current.study),
        *branching_patterns(results),
        *backbone_knowledge(results, current.knowledge),
        *ensemble_distillation(results),
        *vit_branches(results),
    ]


def claims_page(claims: Sequence[Claim]) -> str:
    """Markdown."""
    details = [part for claim in claims for part in claim.details]
    parts = [INTRODUCTION, claims_table(claims), RULES, *(["## Details"] if details else []), *details]
    return "\n\n".join(parts) + "\n"


def counted(claims: Sequence[Claim]) -> str:
    """How many came out how, in half a sentence."""
    counts = Counter(claim.verdict for claim in claims)
    return ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict)


INTRODUCTION = """# What the papers claim, and what of it held here

Deep Feature Surgery (DFS, arXiv 2407.13986), Dynamic Perceiver (Dyn-P, arXiv 2306.11248), branching patterns (branches,
arXiv 2204.13347) and multi-exit vision transformers (ViT, arXiv 2106.15183). Made by `./offramp zoo results` from the
bundles' manifests and calibration tables and from what `./offramp zoo claims`, `consistency` and `frames` wrote down;
nothing is typed by hand. Numbers are those of small networks and short schedules: they test a claim, they do not repeat
a table."""

_KNOWN = " and ".join(f"{100 * deviation:.2f} points on {data}" for data, deviation in SEED_DEVIATION.items())

RULES = f"""## How a verdict is found

- **Pairs.** Two trainings are compared where their manifests say that they differ in the option under test and in
  nothing else that decides weights: not by name. Both came to their last epoch, on the same pictures, with the same
  pictures held out.
- **Accuracy at an exit** is of held-out and test pictures together, for nothing there was chosen by either; **at a
  budget**, of test pictures alone, for the held-out ones set the thresholds.
- **Noise** is which pictures were drawn (paired, picture by picture) and which seed was. From {ENOUGH_SEEDS} seeds on,
  what seeds do is measured, in a paired Student's test, seed by seed; below, their known standard deviation stands for
  it ({_KNOWN}), and where it is not known, no difference is more than noise.
  Intervals are of 95 %: one in twenty misses. **Bold** differences leave out 0.
- *Held*: better on the whole beyond noise, and worse nowhere. *Did not hold*: worse beyond noise, on the whole or
  somewhere. *Not told apart from noise*: neither. Where the claim is *as accurate*, it holds if the interval excludes a
  loss of {100 * AS_GOOD:.1f} points.
- *Not attempted*: the experiment that would decide was not made, or not as it must be; the row says why."""
