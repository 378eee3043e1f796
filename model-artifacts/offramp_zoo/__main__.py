"""The commands of the zoo: `python -m offramp_zoo COMMAND`, or `./offramp zoo COMMAND` from the repository's root."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from . import commands, overview
from .commands import HOME, IMPORTERS, REFUSALS
from .data import SOURCES
from .experiments.command import add_command as _claims_command
from .grow.command import add_command as _grow_command


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status: 0 done, 1 refused or failed with a message, 2 wrong usage."""
    options = parser().parse_args(arguments)
    torch.backends.nnpack.set_flags(False)  # it says on every call that it does not know this processor
    try:
        command: Callable[[argparse.Namespace], None] = options.command
        command(options)
    except REFUSALS as error:
        print(f"offramp zoo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nofframp zoo: stopped; the same command goes on from the last checkpoint", file=sys.stderr)
        return 130
    return 0


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    whole = argparse.ArgumentParser(
        prog="offramp zoo",
        description="Makes multi-exit networks: defined in PyTorch, trained from a recipe, exported as bundles.",
        epilog="Example: ./offramp zoo train model-artifacts/recipes/fashion-mnist-branchy.toml",
    )
    group = whole.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _grow_command(group)
    _train_command(group)
    _export_command(group)
    _count_command(group)
    _pictures_command(group)
    _check_command(group)
    overview.add_commands(group, HOME / "bundles")
    _time_command(group)
    _heads_command(group)
    _import_command(group)
    _consistency_command(group)
    _frames_command(group)
    _claims_command(group)
    _results_command(group)
    return whole


def _train_command(group: argparse._SubParsersAction) -> None:
    command = group.add_parser(
        "train",
        help="train a recipe and export its bundle",
        description="Trains a recipe, calibrates the exits on held-out data and writes the bundle. Stopped in between, "
        "the same command goes on from the last epoch's checkpoint. On the CPU, the same recipe and seed give the same "
        "weights on the same machine and thread count. Several recipes are trained one after the other; one that fails "
        "does not keep the next from its turn.",
        epilog="Example: nice -n 19 ./offramp zoo train model-artifacts/recipes/cifar10-fast.toml "
        "model-artifacts/recipes/cifar100-fast.toml --data FOLDER --threads 1 --runs /var/tmp/runs",
    )
    _recipe_arguments(command, several=True)
    command.add_argument(
        "--runs",
        type=Path,
        default=HOME / "runs",
        metavar="DIR",
        help="parent of each recipe's --run, named after the recipe (default: model-artifacts/runs)",
    )
    command.add_argument(
        "--bundles",
        type=Path,
        default=HOME / "bundles",
        metavar="DIR",
        help="parent of each recipe's --out, named after the recipe (default: model-artifacts/bundles)",
    )
    command.add_argument("--device", default=commands.default_device(), help="cpu or cuda (default: %(default)s)")
    command.add_argument("--threads", type=int, default=os.cpu_count(), help="CPU threads (default: all, %(default)s)")
    command.set_defaults(command=commands.run_train)


def _export_command(group: argparse._SubParsersAction) -> None:
    command = group.add_parser(
        "export",
        help="export the bundle of a recipe from its last checkpoint",
        description="Writes the bundle again from a recipe's checkpoint, without training. Of an unfinished training "
        "the model card and the manifest say how many epochs it had.",
    )
    _recipe_arguments(command, several=False)
    command.set_defaults(command=commands.run_export)


def _count_command(group: argparse._SubParsersAction) -> None:
    command = group.add_parser(
        "count",
        help="multiply-adds and parameters of a recipe's network, exit by exit",
        description="Counts a recipe's network, untrained: convolutions, linear layers and attention products.",
    )
    command.add_argument("recipe", type=Path, metavar="RECIPE", help="the TOML file")
    command.set_defaults(command=commands.run_count)


def _pictures_command(group: argparse._SubParsersAction) -> None:
    command = group.add_parser(
        "pictures",
        help="write test pictures of a recipe's data set as files",
        description="Writes test pictures of a recipe's data set as PNG files into a folder, beside them labels.tsv: "
        "a line each, the file's name, a tab, and its class, or its labels with | between them. That is what "
        "'./offramp evaluate --data' and './offramp publish' read.",
    )
    command.add_argument("recipe", type=Path, metavar="RECIPE", help="the TOML file")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder, made anew")
    command.add_argument("--count", type=int, default=200, help="the first so many (default: %(default)s)")
    command.add_argument(
        "--data", type=Path, metavar="PATH", help="where the data set lies (default: its usual place, else download)"
    )
    command.set_defaults(command=commands.run_pictures)


def _check_command(group: argparse._SubParsersAction) -> None:
    command = group.add_parser(
        "check",
        help="check a bundle: schema, consistency, sha256 of every file",
        description="Reads a bundle as the job would and says everything that is wrong with it.",
    )
    command.add_argument("bundle", type=Path, metavar="BUNDLE", help="the bundle's folder")
    command.set_defaults(command=commands.run_check)


def _time_command(group: argparse._SubParsersAction) -> None:
    command = group.add_parser(
        "time",
        help="measure the milliseconds of a bundle's stages on this machine",
        description="Measures every stage at batches of 1 and 16 in every precision of a bundle and writes the times "
        "into its manifest and model card: CPU time of one thread, so that a busy machine does little harm. An export "
        "measures too; this measures again, under another allocator or on another machine.",
    )
    command.add_argument("bundles", type=Path, nargs="+", metavar="BUNDLE", help="the bundles' folders")
    command.set_defaults(command=commands.run_time)


def _heads_command(group: argparse._SubParsersAction) -> None:
    command = group.add_parser(
        "heads",
        help="let the stages of a bundle run without their heads",
        description="Writes the stages of a bundle anew so that they can also be run without their heads, as the job "
        "does where nobody of a batch may leave. An export does so too; this is for bundles of before. Their answers "
        "stay the same to the last bit, and their files about as large.",
    )
    command.add_argument("bundles", type=Path, nargs="+", metavar="BUNDLE", help="the bundles' folders")
    command.set_defaults(command=commands.run_heads)


def _import_command(group: argparse._SubParsersAction) -> None:
    command = group.add_parser(
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
    command.add_argument(
        "--classes",
        type=Path,
        required=True,
        metavar="FILE",
        help="names of the classes, one a line; behind a tab, what people call it",
    )
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the bundle; its last part is the name")
    command.add_argument("--version", default="1.0.0", help="of the bundle (default: %(default)s)")
    command.add_argument("--source", default="", help="where the checkpoint comes from, for the model card")
    command.add_argument("--licence", default="not stated", help="of the checkpoint, for the model card")
    command.add_argument(
        "--calibrate",
        choices=sorted(SOURCES),
        metavar="SET",
        help="data set whose test pictures, half of them, set the thresholds; the others are reported: %(choices)s",
    )
    command.add_argument("--data", type=Path, metavar="PATH", help="where that data set lies")
    command.set_defaults(command=commands.run_import)


def _numbers(text: str) -> list[float]:
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of numbers such as 0.5,0.5,0.5") from None


def _consistency_command(group: argparse._SubParsersAction) -> None:
    command = group.add_parser(
        "consistency",
        help="knowledge consistency of a multi-exit network with a plainly trained one",
        description="Trains small maps from one bundle's features to the other's on their common held-out pictures and "
        "prints, stage by stage, the share of the variance they recover (Liang et al., ICLR 2020). The figures are "
        "kept in a file, from which './offramp zoo results' takes them.",
    )
    command.add_argument("bundle", type=Path, metavar="BUNDLE", help="the multi-exit network")
    command.add_argument(
        "plain", type=Path, metavar="PLAIN", help="the same backbone, trained with its last exit alone"
    )
    command.add_argument("--data", type=Path, metavar="PATH", help="where their data set lies")
    command.add_argument(
        "--file", type=Path, default=commands.CONSISTENCY, metavar="FILE", help="default: results/consistency.json"
    )
    command.set_defaults(command=commands.run_consistency)


def _frames_command(group: argparse._SubParsersAction) -> None:
    command = group.add_parser(
        "frames",
        help="what exits over frames save on real video",
        description="Runs a frozen MobileNetV2 over frames of the fight clips and measures, with heads and thresholds "
        "from other source videos, exits over frames against every frame. The figures are kept in a file, from which "
        "'./offramp zoo results' takes them.",
    )
    command.add_argument("clips", type=Path, metavar="FOLDER", help="fight/*.mp4, noFight/*.mp4 and videos.txt")
    command.add_argument(
        "--backbone", type=Path, required=True, metavar="FILE", help="the published weights, mobilenetv2-imagenet.pt"
    )
    command.add_argument(
        "--file", type=Path, default=commands.FIGHTS, metavar="FILE", help="default: results/fights.json"
    )
    command.set_defaults(command=commands.run_frames)


def _results_command(group: argparse._SubParsersAction) -> None:
    command = group.add_parser(
        "results",
        help="write the results page from the bundles",
        description="Reads every tested bundle of a folder and writes, between the marks of a README, a table for "
        "each data set beside the papers' numbers, and in results/ beside the README the exits and budgeted curves as "
        "CSV and PNG, and what of the papers' claims held (claims.md). Nothing is measured anew.",
    )
    command.add_argument("--bundles", type=Path, default=HOME / "bundles", metavar="DIR", help="default: bundles")
    command.add_argument("--readme", type=Path, default=HOME / "README.md", metavar="FILE", help="default: README.md")
    command.set_defaults(command=commands.run_results)


def _recipe_arguments(command: argparse.ArgumentParser, several: bool) -> None:
    if several:
        command.add_argument("recipes", type=Path, nargs="+", metavar="RECIPE", help="the TOML files")
    else:
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


if __name__ == "__main__":
    sys.exit(main())
