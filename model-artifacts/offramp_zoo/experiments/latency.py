"""Do the multiply-adds that a Dynamic Perceiver's exits save come back as time, at batches of 1 and of 16?

The bundle's stages and the same CNN without a latent branch (the *static* backbone, with random weights: time does not
depend on them) take turns. What an average picture takes follows from the bundle's default policy.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from ..count import stage_costs
from ..manifest import BundleError, read_bundle, weights_of
from ..networks.backbones import build_backbone
from ..networks.dyn_perceiver import DynPerceiverOptions
from ..networks.stages import Pixels, as_tuple, inputs_of
from ..staging import load_stages
from ..timing import BATCHES, on_one_thread
from ..tracing import trace
from .alternating import median_interval, surroundings, turns

ROUNDS = 41
TRACED = 33
"""Pictures that tracing wants."""


@dataclass(frozen=True)
class Latency:
    """Of one bundle, float32."""

    name: str
    weights: dict[str, str]
    """Digest of the bundle's stages: figures of other weights are passed over."""
    static_multiply_adds: int
    stages: dict[str, list[float]]
    """Milliseconds a picture of each stage, by batch."""
    static: dict[str, float]
    """The same of the static backbone."""
    saved: dict[str, list[float]]
    """How many times as long a picture takes that goes to the last exit as one does under the default policy: median,
    and the 95 % interval's ends, by batch."""
    against_static: dict[str, list[float]]
    """The same of the static backbone over the default policy."""
    surroundings: dict[str, object]


class StaticCnn(nn.Module):
    """A backbone of the family alone: normalised pixels, stem, stages, its own classifier."""

    def __init__(self, options: DynPerceiverOptions, classes: int) -> None:
        super().__init__()
        backbone = build_backbone(options.backbone, options.multiplier, len(options.mean), options.widths)
        self.features = nn.Sequential(Pixels(tuple(options.mean), tuple(options.std)), backbone.stem, *backbone.stages)
        self.head = backbone.head(backbone.channels[4], classes)

    def forward(self, pixels: Tensor) -> Tensor:
        """`uint8 [B,H,W,3]` → logits."""
        return self.head(self.features(pixels).mean(dim=(2, 3)))


@torch.no_grad()
def measure_latency(folder: Path, rounds: int = ROUNDS) -> Latency:
    """A bundle of the family `dyn-perceiver`."""
    manifest = read_bundle(folder)
    if manifest["family"] != "dyn-perceiver" or "recipe" not in manifest["provenance"]:
        raise BundleError(f"{manifest['name']} is no dyn-perceiver that was trained from a recipe")
    options = DynPerceiverOptions(**manifest["provenance"]["recipe"]["network"])
    noise = torch.Generator().manual_seed(0)
    pixels = torch.randint(0, 256, (TRACED, options.size, options.size, 3), dtype=torch.uint8, generator=noise)
    static = StaticCnn(options, len(manifest["classes"])).eval()
    frozen = trace(static, [pixels], "static")
    stages = load_stages(folder, manifest["stages"])
    shares = manifest["policy"]["expected"]["exitShares"]
    found = {batch: _turns(stages, frozen, pixels[:batch], rounds) for batch in BATCHES}
    policies = {batch: _under(shares, each) for batch, each in found.items()}
    return Latency(
        name=manifest["name"],
        weights={manifest["name"]: weights_of(manifest)},
        static_multiply_adds=sum(stage_costs([static], pixels[:1])),
        stages={str(b): [_ms(each[_name(k)], b) for k in range(len(stages))] for b, each in found.items()},
        static={str(b): _ms(each["static"], b) for b, each in found.items()},
        saved={str(b): _ratio(_whole(each), policies[b]) for b, each in found.items()},
        against_static={str(b): _ratio(each["static"], policies[b]) for b, each in found.items()},
        surroundings=surroundings(),
    )


def _turns(stages: Sequence[Callable], static: Callable, pixels: Tensor, rounds: int) -> dict[str, list[float]]:
    contestants: dict[str, Callable[[], object]] = {"static": lambda: static(pixels)}
    activations: Sequence[Tensor] = ()
    with on_one_thread():
        for k, stage in enumerate(stages):
            inputs = inputs_of(stage, pixels, activations)
            contestants[_name(k)] = lambda stage=stage, inputs=inputs: stage(*inputs)
            activations = as_tuple(stage(*inputs))[:-1]
        return turns(contestants, rounds)


def _name(k: int) -> str:
    return f"stage {k + 1}"


def _whole(found: dict[str, list[float]]) -> list[float]:
    return [sum(each) for each in zip(*(v for name, v in found.items() if name != "static"), strict=True)]


def _under(shares: Sequence[float], found: dict[str, list[float]]) -> list[float]:
    """What a picture takes on average, round by round: stage k runs for all who did not leave before it."""
    reaching = [sum(shares[k:]) for k in range(len(shares))]
    stages = [found[_name(k)] for k in range(len(shares))]
    return [sum(r * ms for r, ms in zip(reaching, each, strict=True)) for each in zip(*stages, strict=True)]


def _ratio(over: Sequence[float], under: Sequence[float]) -> list[float]:
    return [round(r, 3) for r in median_interval([a / b for a, b in zip(over, under, strict=True)])]


def _ms(values: Sequence[float], batch: int) -> float:
    return float(f"{median_interval(values)[0] / batch:.3g}")


def multiply_adds_saved(manifest: dict[str, Any]) -> float:
    """How many times as many multiply-adds the last exit costs as the default policy does, on held-out pictures."""
    policy = manifest["policy"]["expected"]
    return manifest["stages"][-1]["cumulativeMultiplyAdds"] / policy["heldOutMeanMultiplyAdds"]
