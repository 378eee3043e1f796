"""The commands of the zoo: `python -m offramp_zoo COMMAND`, or `./offramp zoo COMMAND` from the repository's root."""

import argparse
import itertools
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

from .bundle import Identity, Origin, Samples, export_bundle
from .consistency import consistency_by_stage
from .count import stage_costs
from .data import SOURCES, DataError, DataSet, Request
from .imports.checkpoint import CheckpointError, parse_settings, read_checkpoint
from .imports.msdnet import import_msdnet
from .manifest import BundleError, read_bundle, sha256
from .networks import FAMILIES
from .networks.stages import MultiExitNetwork
from .recipe import Recipe, RecipeError, read_recipe
from .tracing import ExportError
from .train import TrainingError, load_trained, train

HOME = Path(__file__).parents[1]
"""The folder `model-artifacts`."""


IMPORTERS = {"msdnet": import_msdnet}
"""How a published layout becomes a network and its picture size."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0 done, 1 refused or failed with a message, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        command: Callable[[argparse.Namespace], None] = options.command
        command(options)
    except (RecipeError, DataError, TrainingError, ExportError, BundleError, CheckpointError) as error:
        print(f"offramp zoo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nofframp zoo: stopped; the same command goes on from the last checkpoint", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="offramp zoo",
        description="Makes multi-exit networks: defined in PyTorch, trained from a recipe, exported as bundles.",
        epilog="Example: ./offramp zoo train model-artifacts/recipes/fashion-mnist-branchy.toml",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _train_command(commands)
    _export_command(commands)
    _count_command(commands)
    _check_command(commands)
    _import_command(commands)
    _consistency_command(commands)
    return parser


def _train_command(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "train",
        help="train a recipe and export its bundle",
        description="Trains a recipe, calibrates the exits on held-out data and writes the bundle. Stopped in between, "
        "the same command goes on from the last epoch's checkpoint. The same recipe and seed give the same weights on "
        "the same machine and thread count.",
    )
    _recipe_arguments(command)
    command.add_argument("--device", default=_default_device(), help="cpu or cuda (default: %(default)s)")
    command.add_argument("--threads", type=int, default=os.cpu_count(), help="CPU threads (default: all, %(default)s)")
    command.set_defaults(command=_train)


def _export_command(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "export",
        help="export the bundle of a recipe from its last checkpoint",
        description="Writes the bundle again from a recipe's checkpoint, without training. Of an unfinished training "
        "the model card and the manifest say how many epochs it had.",
    )
    _recipe_arguments(command)
    command.set_defaults(command=_export)


def _count_command(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "count",
        help="multiply-adds and parameters of a recipe's network, exit by exit",
        description="Counts a recipe's network, untrained: convolutions, linear layers and attention products.",
    )
    command.add_argument("recipe", type=Path, metavar="RECIPE", help="the TOML file")
    command.set_defaults(command=_count)


def _check_command(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "check",
        help="check a bundle: schema, consistency, sha256 of every file",
        description="Reads a bundle as the job would and says everything that is wrong with it.",
    )
    command.add_argument("bundle", type=Path, metavar="BUNDLE", help="the bundle's folder")
    command.set_defaults(command=_check)


def _import_command(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "import",
        help="turn a published checkpoint into a bundle",
        description="Turns a checkpoint of published code into a bundle. Only weights are read: nothing that a pickle "
        "may contain is run. Options of the network go by the published names. Without --calibrate the bundle's "
        "policy closes every early exit, for nobody has measured thresholds.",
        epilog="Example: ./offramp zoo import msdnet --checkpoint msdnet.pth.tar --set data=cifar100 --set nBlocks=7 "
        "--set base=4 --set step=2 --set stepmode=even --set nChannels=16 --set growthRate=16 "
        "--mean 0.5071,0.4867,0.4408 --std 0.2675,0.2565,0.2761 --classes classes.txt --out bundles/msdnet",
    )
    command.add_argument("family", choices=sorted(IMPORTERS), help="whose layout the checkpoint has")
    command.add_argument("--checkpoint", type=Path, required=True, metavar="FILE", help="the published file")
    command.add_argument("--table", metavar="NAME", help="which of its tables (default: state_dict, else model)")
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        dest="settings",
        help="an option of the published code",
    )
    command.add_argument("--mean", type=_numbers, required=True, help="of each channel, 0 to 1, comma-separated")
    command.add_argument("--std", type=_numbers, required=True, help="of each channel, 0 to 1, comma-separated")
    command.add_argument("--classes", type=Path, required=True, metavar="FILE", help="names of the classes, one a line")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the bundle; its last part is the name")
    command.add_argument("--version", default="1.0.0", help="of the bundle (default: %(default)s)")
    command.add_argument("--source", default="", help="where the checkpoint comes from, for the model card")
    command.add_argument("--licence", default="not stated", help="of the checkpoint, for the model card")
    command.add_argument(
        "--calibrate", choices=sorted(SOURCES), metavar="SET", help="data set to calibrate with: %(choices)s"
    )
    command.add_argument("--data", type=Path, metavar="PATH", help="where that data set lies")
    command.add_argument(
        "--held-out", type=int, default=5000, metavar="N", help="its pictures to use (default: %(default)s)"
    )
    command.set_defaults(command=_import)


def _numbers(text: str) -> list[float]:
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of numbers such as 0.5,0.5,0.5") from None


def _consistency_command(commands: argparse._SubParsersAction) -> None:
    command = commands.add_parser(
        "consistency",
        help="knowledge consistency of a multi-exit network with a plainly trained one",
        description="Trains small maps from one bundle's features to the other's on their common held-out pictures and "
        "prints, stage by stage, the share of the variance they recover (Liang et al., ICLR 2020).",
    )
    command.add_argument("bundle", type=Path, metavar="BUNDLE", help="the multi-exit network")
    command.add_argument(
        "plain", type=Path, metavar="PLAIN", help="the same backbone, trained with its last exit alone"
    )
    command.add_argument("--data", type=Path, metavar="PATH", help="where their data set lies")
    command.set_defaults(command=_consistency)


def _recipe_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("recipe", type=Path, metavar="RECIPE", help="the TOML file")
    command.add_argument(
        "--data",
        type=Path,
        metavar="PATH",
        help="where the data set lies (default: its usual place, else download)",
    )
    command.add_argument(
        "--run", type=Path, metavar="DIR", help="checkpoint and curves (default: model-artifacts/runs/NAME)"
    )
    command.add_argument("--out", type=Path, metavar="DIR", help="the bundle (default: model-artifacts/bundles/NAME)")


def _default_device() -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"


def _train(options: argparse.Namespace) -> None:
    recipe = read_recipe(options.recipe)
    torch.set_num_threads(options.threads)
    data = _load(recipe, options.data)
    run = options.run or HOME / "runs" / recipe.name
    print(
        f"training {recipe.name} on {len(data.train):,} pictures of {data.name}; checkpoint and curves in {_shown(run)}"
    )
    network = train(recipe, data, run, torch.device(options.device), lambda line: print(line, flush=True))
    _write_bundle(options, recipe, data, network, recipe.train.epochs)


def _export(options: argparse.Namespace) -> None:
    recipe = read_recipe(options.recipe)
    data = _load(recipe, options.data)
    network, epochs = load_trained(recipe, len(data.classes), options.run or HOME / "runs" / recipe.name)
    _write_bundle(options, recipe, data, network, epochs)


def _count(options: argparse.Namespace) -> None:
    recipe = read_recipe(options.recipe)
    source = SOURCES[recipe.data.set]
    size = recipe.data.size or source.size
    network = FAMILIES[recipe.family].build(recipe.network, source.classes or 10)
    costs = stage_costs(network.stages, torch.zeros(1, size, size, 3, dtype=torch.uint8))
    print("exit  M multiply-adds  cumulative  parameters of the stage")
    for k, (cost, total) in enumerate(zip(costs, itertools.accumulate(costs), strict=True)):
        parameters = sum(p.numel() for p in network.stages[k].parameters())
        print(f"{k + 1:4}  {cost / 1e6:15.3f}  {total / 1e6:10.3f}  {parameters:23,}")


def _check(options: argparse.Namespace) -> None:
    manifest = read_bundle(options.bundle)
    print(f"{manifest['name']} {manifest['version']}: {len(manifest['stages'])} stages, all files as the manifest says")


def _import(options: argparse.Namespace) -> None:
    if not options.classes.is_file():
        raise CheckpointError(f"--classes {options.classes} does not exist")
    classes = [line.strip() for line in options.classes.read_text(encoding="utf-8").splitlines() if line.strip()]
    weights = read_checkpoint(options.checkpoint, options.table)
    settings = parse_settings(options.settings)
    network, size = IMPORTERS[options.family](weights, len(classes), settings, options.mean, options.std)
    samples = Samples((size, size))
    name, licence, source = "none", "none", "none"
    if options.calibrate:
        data = SOURCES[options.calibrate].load(Request(options.data, size, options.held_out, 20))
        samples = Samples((size, size), data.held_out, data.test)
        name, licence, source = data.name, data.licence, data.source
    imported = {
        "family": options.family,
        "file": options.checkpoint.name,
        "sha256": sha256(options.checkpoint),
        "options": settings,
        "source": options.source,
        "licence": options.licence,
    }
    held_out_names = samples.held_out.names if samples.held_out else []
    origin = Origin(name, licence, source, held_out_names=held_out_names, more={"imported": imported})
    identity = Identity(options.out.name, options.version, options.family, classes)
    manifest = export_bundle(options.out, identity, list(network.stages), samples, origin)
    print(f"bundle written to {_shown(options.out)}")
    _print_exits(manifest)


def _consistency(options: argparse.Namespace) -> None:
    manifests = [read_bundle(folder) for folder in (options.bundle, options.plain)]
    wanted = [m["provenance"].get("recipe", {}).get("data") for m in manifests]
    if wanted[0] is None or wanted[0] != wanted[1]:
        raise BundleError("both bundles must come from recipes with the same [data] table")
    settings = wanted[0]
    source = SOURCES[settings["set"]]
    size = settings["size"] or source.size
    data = source.load(Request(options.data, size, settings["held_out"], settings["held_out_seed"], 1))
    stages = [
        [torch.jit.load(folder / stage["file"]) for stage in manifest["stages"]]
        for folder, manifest in zip((options.bundle, options.plain), manifests, strict=True)
    ]
    for k, share in enumerate(consistency_by_stage(stages[0], stages[1], data.held_out), 1):
        print(f"after stage {k}: {share:.4f}")


def _load(recipe: Recipe, folder: Path | None) -> DataSet:
    options = recipe.data
    source = SOURCES[options.set]
    size = options.size or source.size
    return source.load(Request(folder, size, options.held_out, options.held_out_seed, options.limit))


def _write_bundle(
    options: argparse.Namespace, recipe: Recipe, data: DataSet, network: MultiExitNetwork, epochs: int
) -> None:
    out = options.out or HOME / "bundles" / recipe.name
    origin = Origin(
        dataset=data.name,
        licence=data.licence,
        source=data.source,
        held_out_indices=data.held_out_indices,
        held_out_names=[] if data.held_out_indices else data.held_out.names,
        more={
            "recipe": recipe.as_dict(),
            "command": f"./offramp zoo train {_shown(options.recipe)}",
            "seed": recipe.seed,
            "trainedEpochs": epochs,
        },
    )
    identity = Identity(recipe.name, recipe.version, recipe.family, data.classes)
    samples = Samples(tuple(data.test.pixels.shape[1:3]), data.held_out, data.test)
    manifest = export_bundle(out, identity, list(network.cpu().stages), samples, origin, recipe.policy.tolerance)
    print(f"bundle written to {_shown(out)}")
    _print_exits(manifest)
    expected = manifest["policy"]["expected"]
    print(
        f"  default policy: {expected['heldOutMeanMultiplyAdds'] / 1e6:.2f} M multiply-adds at "
        f"{100 * expected['heldOutAccuracy']:.2f} % held-out; test {expected['testMeanMultiplyAdds'] / 1e6:.2f} M at "
        f"{100 * expected['testAccuracy']:.2f} %"
    )


def _print_exits(manifest: dict[str, Any]) -> None:
    for k, stage in enumerate(manifest["stages"], 1):
        measured = "".join(f"   {part} {100 * accuracy:.2f} %" for part, accuracy in stage["accuracy"].items())
        print(f"  exit {k}: {stage['cumulativeMultiplyAdds'] / 1e6:8.2f} M multiply-adds{measured}")


def _shown(path: Path) -> str:
    """A path as seen from the repository's root, where it lies inside; otherwise its last name."""
    try:
        return path.resolve().relative_to(HOME.parent).as_posix()
    except ValueError:
        return path.name


if __name__ == "__main__":
    sys.exit(main())
