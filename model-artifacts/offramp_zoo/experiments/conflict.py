"""Do the gradients of the exits pull shared weights in opposite directions, and does Deep Feature Surgery end that?

For each pair of exits, the cosine between the gradients of their losses on the weights that both depend on: those of
the backbone up to the earlier of the two. Below 0 they are in conflict. Measured on trained weights, batch by batch,
with norms as they serve (folded); where surgery stops gradients is the form that the bundle was trained with.

Two trainings differ in their seed's luck too. So each one's weights are measured both ways, with the gradients stopped
and flowing: that difference is surgery's alone.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ..data import Pictures
from ..manifest import read_bundle, weights_of
from ..networks.stages import run_stages
from ..networks.surgery import FeatureSurgery
from ..recipe import deciding_settings
from .trained_stages import trained_stages

BATCHES, PICTURES = 8, 128

JOINT, JOINT_STOPPED, SURGERY_FLOWING, SURGERY = "joint", "joint, stopped", "surgery, flowing", "surgery"
"""Weights of which training, and, where not as in that training, whether gradients are stopped."""


@dataclass(frozen=True)
class Conflict:
    """Of one pair of trainings."""

    name: str
    """The bundle with surgery."""
    joint: str
    """The bundle without."""
    weights: dict[str, str]
    """Digest of each bundle's stages: figures of other weights are passed over."""
    pictures: int
    """Training pictures a batch, as they are."""
    cosines: dict[str, list[float]]
    """The mean over the pairs of exits in each batch, by way."""
    conflicts: dict[str, list[float]]
    """The share of pairs whose cosine is below 0 in each batch, by way."""
    pairs: dict[str, list[list[float]]]
    """The mean over the batches for exit i (row) and each deeper exit, by way."""


def measure(joint: Path, surgery: Path, pictures: Pictures) -> Conflict:
    """Both bundles both ways, on the same batches, drawn by a fixed seed."""
    manifests = [read_bundle(folder) for folder in (joint, surgery)]
    settings = deciding_settings(manifests[1]["provenance"]["recipe"])
    surgery_form, share = settings["network.surgery"], settings["network.surgery_share"]
    generator = torch.Generator().manual_seed(0)
    drawn = torch.randperm(len(pictures), generator=generator)[: BATCHES * PICTURES].split(PICTURES)
    batches = [pictures.take(indices) for indices in drawn]
    found = {}
    for folder, manifest, ways in zip(
        (joint, surgery), manifests, ((JOINT, JOINT_STOPPED), (SURGERY_FLOWING, SURGERY)), strict=True
    ):
        stages = trained_stages(folder, manifest)
        for way, form in zip(ways, ("none", surgery_form), strict=True):
            let_through(stages, form, share)
            found[way] = [exit_cosines(stages, batch.pixels, batch.labels) for batch in batches]
    return Conflict(
        name=manifests[1]["name"],
        joint=manifests[0]["name"],
        weights={m["name"]: weights_of(m) for m in manifests},
        pictures=PICTURES,
        cosines={way: [_rounded(_upper(c).mean()) for c in each] for way, each in found.items()},
        conflicts={way: [_rounded((_upper(c) < 0).float().mean()) for c in each] for way, each in found.items()},
        pairs={way: _by_pair(each) for way, each in found.items()},
    )


def let_through(stages: Sequence[nn.Module], form: str, share: float) -> None:
    """From now on, gradients are stopped between exits as in this form of surgery (`none`: they all flow)."""
    for module in itertools.chain.from_iterable(stage.modules() for stage in stages):
        if isinstance(module, FeatureSurgery):
            module.form, module.share = form, share
            module.train()


def exit_cosines(stages: Sequence[nn.Module], pixels: Tensor, labels: Tensor) -> Tensor:
    """`[K,K]`, above the diagonal: between the gradients of exits i and k on the backbone up to exit i."""
    trunks = [_trunk(stage) for stage in stages]
    parameters = [p for trunk in trunks for p in trunk]
    sizes = [sum(p.numel() for p in trunk) for trunk in trunks]
    gradients = [_flat(F.cross_entropy(answer, labels), parameters) for answer in run_stages(stages, pixels)]
    exits, ends = len(stages), list(itertools.accumulate(sizes))
    cosines = torch.zeros(exits, exits)
    for i, k in itertools.combinations(range(exits), 2):
        cosines[i, k] = F.cosine_similarity(gradients[i][: ends[i]], gradients[k][: ends[i]], dim=0)
    return cosines


def _trunk(stage: nn.Module) -> list[nn.Parameter]:
    own = {id(p) for p in stage.head.parameters()}
    return [p for p in stage.parameters() if id(p) not in own]


def _flat(loss: Tensor, parameters: Sequence[nn.Parameter]) -> Tensor:
    found = torch.autograd.grad(loss, parameters, retain_graph=True, allow_unused=True)
    return torch.cat(
        [(torch.zeros_like(p) if g is None else g).flatten() for g, p in zip(found, parameters, strict=True)]
    )


def _upper(cosines: Tensor) -> Tensor:
    rows, columns = torch.triu_indices(*cosines.shape, offset=1)
    return cosines[rows, columns]


def _by_pair(each: Sequence[Tensor]) -> list[list[float]]:
    mean = torch.stack(list(each)).mean(dim=0)
    return [[_rounded(c) for c in row[i + 1 :]] for i, row in enumerate(mean[:-1])]


def _rounded(value: Any) -> float:
    return round(float(value), 4)
