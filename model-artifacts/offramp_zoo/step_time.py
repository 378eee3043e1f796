"""How long a training step takes here: what to choose threads, batch, precision and compiler by.

python -m offramp_zoo.step_time RECIPE [--batch N] [--threads N] [--precision float32] [--compile]
"""

import argparse
import dataclasses
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from .count import stage_costs
from .data import SOURCES
from .losses import exits_loss
from .networks import FAMILIES
from .optimisers import optimiser_of
from .recipe import Recipe, read_recipe

STEPS = 4
"""Steps that are timed, after one that is not; the fastest counts."""


def step_seconds(recipe: Recipe, compiled: bool) -> tuple[float, int]:
    """Wall-clock seconds of a recipe's fastest step over noise, all exits learning, and the network's multiply-adds."""
    source = SOURCES[recipe.data.set]
    size, classes = recipe.data.size or source.size, source.classes or 10
    network = FAMILIES[recipe.family].build(recipe.network, classes)
    cost = sum(stage_costs(network.stages, torch.zeros(1, size, size, 3, dtype=torch.uint8)))
    network = network.to(memory_format=torch.channels_last).train()
    run = torch.compile(network) if compiled else network
    pixels = torch.randint(0, 256, (recipe.train.batch, size, size, 3), dtype=torch.uint8)
    labels = torch.randint(0, classes, (recipe.train.batch,))
    optimiser = optimiser_of(list(network.parameters()), recipe.train)
    weights = recipe.train.exit_weights or [1.0] * len(network.stages)
    seconds = []
    for _ in range(1 + STEPS):
        began = time.perf_counter()
        with torch.autocast("cpu", torch.bfloat16, enabled=recipe.train.precision == "bfloat16"):
            answers = run(pixels)
        loss = exits_loss(answers, labels, recipe.train, weights)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        seconds.append(time.perf_counter() - began)
    return min(seconds[1:]), cost


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints one line."""
    parser = argparse.ArgumentParser(prog="python -m offramp_zoo.step_time", description=__doc__.partition("\n")[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("--batch", type=int, help="default: the recipe's")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--precision", choices=("bfloat16", "float32"), help="default: the recipe's")
    parser.add_argument("--compile", action="store_true")
    options = parser.parse_args(arguments)
    torch.set_num_threads(options.threads)
    recipe = read_recipe(options.recipe)
    given = {name: getattr(options, name) for name in ("batch", "precision") if getattr(options, name)}
    recipe = dataclasses.replace(recipe, train=dataclasses.replace(recipe.train, **given))
    seconds, cost = step_seconds(recipe, options.compile)
    picture = seconds / recipe.train.batch
    print(
        f"{recipe.name}: batch {recipe.train.batch}, {recipe.train.precision}, {options.threads} thread(s), "
        f"{'compiled' if options.compile else 'eager'}: {1e3 * picture:.2f} ms a picture, "
        f"{3 * cost / picture / 1e9:.0f} G multiply-adds/s, {50_000 * picture / 60:.1f} min for 50,000 pictures"
    )


if __name__ == "__main__":
    main()
