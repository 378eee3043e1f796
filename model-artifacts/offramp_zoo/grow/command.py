"""`zoo grow` on the command line."""

import argparse
import os
import shutil
from dataclasses import replace
from pathlib import Path

import torch

from .. import commands
from ..data import DataError, DataSet
from ..manifest import read_bundle
from ..networks.backbone_sources import parse_source
from ..networks.branching import PATTERNS
from ..recipe import Recipe, parse_recipe, read_recipe
from .curve import plain_milliseconds, report
from .first_look import after_a_look
from .planning import planned
from .wish import BACKBONE, REGIMES, GrowError, Wish, heading, name_for

RECIPE = "recipe.toml"


def add_command(group: argparse._SubParsersAction) -> None:
    """Adds `grow` to the zoo's commands."""
    command = group.add_parser(
        "grow",
        help="grow early exits on a torchvision or timm model, or on a network of your own",
        description="Takes a backbone, cuts it where measured time says, adds branches, trains, calibrates on held-out "
        "pictures and writes a bundle. What it decides goes into recipe.toml, in the run's folder and in the bundle; "
        "'./offramp zoo train' trains that as any other. Stopped in between, the same command goes on.",
        epilog="Examples: ./offramp zoo grow torchvision:resnet18 --data pictures --input 128 --out bundles/mine   "
        "./offramp zoo grow --module resnet.py:resnet56 --weights resnet56.th --data cifar10 --out bundles/resnet56",
    )
    command.add_argument("backbone", nargs="?", metavar="BACKBONE", help="timm:NAME or torchvision:NAME")
    command.add_argument(
        "--module",
        metavar="FILE:NAME",
        help="instead: a class or function of a Python file that makes a torch.nn.Module, float32 [B,3,H,W] to logits; "
        "it is run, so give none that you do not trust",
    )
    command.add_argument(
        "--from",
        type=Path,
        metavar="BUNDLE",
        dest="bundle",
        help="instead: the backbone of a bundle that was grown, with its weights, input and normalisation",
    )
    command.add_argument(
        "--new-classes", action="store_true", help="with --from: the pictures' classes need not be the bundle's"
    )
    command.add_argument(
        "--data",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder or zip of pictures: train/<class>/… and test/<class>/… (or val/), or <class>/… alone, of which a "
        "fifth, chosen by digest, is then tested",
    )
    weights = command.add_mutually_exclusive_group()
    weights.add_argument("--weights", type=Path, metavar="FILE", help="the backbone's (default: the library's own)")
    weights.add_argument("--random-weights", action="store_true", help="none: everything is trained from scratch")
    where = command.add_mutually_exclusive_group()
    where.add_argument(
        "--exits",
        type=int,
        default=3,
        metavar="N",
        help="the last one included, at most: an exit whose branch takes more time than it saves is not placed "
        "(default: %(default)s)",
    )
    where.add_argument(
        "--cuts",
        type=_names,
        default=(),
        metavar="NAME,…",
        help="instead: parts of the backbone that an early exit is to sit behind, whether it pays or not",
    )
    command.add_argument(
        "--pattern", choices=PATTERNS, default="decreasing", help="of the branches' time (default: %(default)s)"
    )
    command.add_argument(
        "--regime",
        choices=REGIMES,
        help="frozen: branches alone learn; mixed: first the backbone, then everything; end-to-end: everything at once "
        "(default: frozen, with random weights mixed)",
    )
    command.add_argument("--epochs", type=int, default=10, metavar="N", help="default: %(default)s")
    command.add_argument(
        "--input", type=int, default=0, metavar="SIZE", help="pixels (default: what the backbone is used to)"
    )
    command.add_argument(
        "--mean", type=_numbers, default=(), help="of each channel, 0 to 1 (default: the weights' usual)"
    )
    command.add_argument(
        "--std", type=_numbers, default=(), help="of each channel, 0 to 1 (default: the weights' usual)"
    )
    command.add_argument("--seed", type=int, default=1, metavar="N", help="default: %(default)s")
    command.add_argument("--out", type=Path, metavar="DIR", help="the bundle (default: model-artifacts/bundles/NAME)")
    command.add_argument(
        "--run", type=Path, metavar="DIR", help="recipe, checkpoint and curves (default: model-artifacts/runs/NAME)"
    )
    command.add_argument("--device", default=commands.default_device(), help="cpu or cuda (default: %(default)s)")
    command.add_argument("--threads", type=int, default=os.cpu_count(), help="CPU threads (default: all, %(default)s)")
    command.set_defaults(command=run_grow)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _numbers(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of numbers such as 0.5,0.5,0.5") from None


def run_grow(options: argparse.Namespace) -> None:
    """Plans, writes the recipe, trains it and says what came of it."""
    wish = _wish(options)
    commands.checked_device(options.device)
    torch.set_num_threads(options.threads)
    name = options.out.name if options.out else name_for(wish)
    run, out = options.run or commands.HOME / "runs" / name, options.out or commands.HOME / "bundles" / name
    path = run / RECIPE
    if path.is_file():
        recipe, data = _going_on(wish, path)
    else:
        run.mkdir(parents=True, exist_ok=True)
        recipe, data = _begun(wish, name, run)
    network, manifest = commands.train_and_export(options, path, recipe, data, run, out)
    for file in (path, *([run / Path(wish.source.file).name] if wish.source.file else [])):
        shutil.copyfile(file, out / file.name)
    height, width = manifest["input"]["height"], manifest["input"]["width"]
    noise = torch.randint(0, 256, (33, height, width, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(0))
    for line in report(manifest, plain_milliseconds(network, noise)):
        print(f"  {line}", flush=True)
    _say("what it does in the job, offline and through Kafka:")
    _say(f"  ./offramp evaluate {out} --data {wish.data} --budget=-0.5%")
    _say(f"  ./offramp demo --bundle {out} --images FOLDER")


def _wish(options: argparse.Namespace) -> Wish:
    if sum(given is not None for given in (options.backbone, options.module, options.bundle)) != 1:
        raise GrowError("give a backbone, timm:NAME or torchvision:NAME, or --module FILE:NAME, or --from BUNDLE")
    for name, least in (("exits", 2), ("epochs", 1), ("input", 0)):
        if getattr(options, name) < least:
            raise GrowError(f"--{name} must be at least {least}, was {getattr(options, name)}")
    if len(options.mean) != len(options.std):
        raise GrowError("--mean and --std go together, with a number for each channel")
    if not options.data.exists():
        raise DataError(f"--data {options.data} does not exist")
    wish = Wish(
        source=parse_source(options.backbone or f"module:{options.module or 'bundle.py:bundle'}"),
        data=options.data,
        exits=options.exits,
        cuts=options.cuts,
        pattern=options.pattern,
        regime=options.regime or "",
        epochs=options.epochs,
        seed=options.seed,
        size=options.input,
        weights=options.weights,
        random=options.random_weights,
        mean=options.mean,
        std=options.std,
    )
    return _of_bundle(wish, options.bundle, options.new_classes) if options.bundle else wish


def _of_bundle(wish: Wish, folder: Path, new_classes: bool) -> Wish:
    """The wish with the backbone of a grown bundle, its weights, input and normalisation."""
    manifest = read_bundle(folder)
    if wish.weights or wish.random:
        raise GrowError("--from brings its own weights: give neither --weights nor --random-weights")
    if manifest["family"] != "grown" or "weights" not in manifest:
        raise GrowError(
            f"{manifest['name']} is of the family {manifest['family']}, without weights to grow on; --from takes "
            "bundles that ./offramp zoo grow wrote"
        )
    network = manifest["provenance"]["recipe"]["network"]
    source = parse_source(network["backbone"])
    return replace(
        wish,
        source=replace(source, file=str(folder / source.file)) if source.file else source,
        weights=folder / manifest["weights"]["file"],
        size=wish.size or network["size"],
        mean=wish.mean or tuple(network["mean"]),
        std=wish.std or tuple(network["std"]),
        classes=() if new_classes else tuple(manifest["classes"]),
    )


def _begun(wish: Wish, name: str, run: Path) -> tuple[Recipe, DataSet]:
    """The recipe of a new run, written into its folder, and its pictures."""
    plan = planned(wish, name, run, _say)
    recipe = parse_recipe(plan.recipe(), run)
    data = commands.load_data(recipe, wish.data)
    if not wish.random:
        weights = torch.load(run / BACKBONE, map_location="cpu", weights_only=True)
        seen = after_a_look(plan, recipe.network, weights, data, _say)
        recipe = parse_recipe(seen.recipe(), run)
        data = data if seen.held_out_from == plan.held_out_from else commands.load_data(recipe, wish.data)
        plan = seen
    (run / RECIPE).write_text(plan.recipe(), encoding="utf-8")
    _say(f"recipe written to {commands.shown(run / RECIPE)}")
    return recipe, data


def _going_on(wish: Wish, path: Path) -> tuple[Recipe, DataSet]:
    """The recipe that the same command wrote before, and its pictures."""
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    if first != heading(wish):
        raise GrowError(
            f"{commands.shown(path)} is of another command:\n  {first}\n  {heading(wish)}\ndelete its folder, or give "
            "another --out or --run"
        )
    _say(f"going on with {commands.shown(path)}")
    recipe = read_recipe(path)
    return recipe, commands.load_data(recipe, wish.data)


def _say(line: str) -> None:
    print(line, flush=True)
