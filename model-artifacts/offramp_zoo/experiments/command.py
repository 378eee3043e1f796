"""`zoo claims` on the command line."""

import argparse
from pathlib import Path

from .. import commands
from ..data import SOURCES, Request
from ..manifest import BundleError
from ..results.arms import groups
from ..results.bundles import Result, read_results
from ..results.surgery_question import SURGERY
from .conflict import Conflict, measure
from .figures import CONFLICT, LATENCY, STEPS, add_figures
from .latency import measure_latency
from .surgery_steps import measure_steps

RESULTS = commands.HOME / "results"


def add_command(group: argparse._SubParsersAction) -> None:
    """Adds `claims` to the zoo's commands."""
    command = group.add_parser(
        "claims",
        help="measure what of the papers' claims needs no training",
        description="Experiments of minutes on the papers' claims, from trained weights or from none. Each keeps its "
        "figures in a file, from which './offramp zoo results' takes them for the page results/claims.md.",
    )
    experiments = command.add_subparsers(title="experiments", metavar="EXPERIMENT", required=True)
    conflict = experiments.add_parser(
        CONFLICT.removesuffix(".json"),
        help="cosines between the exits' gradients, joint training against Deep Feature Surgery",
        description="Takes a bundle that was trained with Deep Feature Surgery and the one beside it whose recipe "
        "differs in nothing else, and measures on training pictures how far the gradients of their exits agree on the "
        "weights that they share, with the gradients stopped and flowing.",
        epilog="Example: ./offramp zoo claims conflict model-artifacts/bundles/fashion-mnist-msdnet-dfs",
    )
    conflict.add_argument("bundle", type=Path, metavar="BUNDLE", help="the one with surgery")
    conflict.add_argument("--data", type=Path, metavar="PATH", help="where its data set lies")
    conflict.set_defaults(command=run_conflict)
    steps = experiments.add_parser(
        STEPS.removesuffix(".json"),
        help="time of a training step: joint, surgery as it is released, split convolutions",
        description="Times training steps on noise, form by form in turn: CPU time of one thread.",
    )
    steps.set_defaults(command=run_steps)
    latency = experiments.add_parser(
        LATENCY.removesuffix(".json"),
        help="milliseconds of a Dynamic Perceiver's stages against its multiply-adds and the static backbone",
        description="Times the stages of dyn-perceiver bundles and the same CNN without a latent branch in turn, at "
        "batches of 1 and 16: CPU time of one thread.",
        epilog="Example: ./offramp zoo claims latency model-artifacts/bundles/fashion-mnist-dyn-perceiver",
    )
    latency.add_argument("bundles", type=Path, nargs="+", metavar="BUNDLE", help="the bundles' folders")
    latency.set_defaults(command=run_latency)
    for experiment in (conflict, steps, latency):
        experiment.add_argument(
            "--results", type=Path, default=RESULTS, metavar="DIR", help="where the figures go (default: results)"
        )


def run_conflict(options: argparse.Namespace) -> None:
    """Measures the gradients' cosines of a pair."""
    joint, surgery = joint_of(options.bundle)
    wanted = surgery.recipe["data"]
    source = SOURCES[wanted["set"]]
    parts = wanted["held_out"], wanted["held_out_seed"], 0, wanted.get("held_out_from", "train")
    data = source.load(Request(options.data, wanted["size"] or source.size, *parts))
    found = measure(joint.folder, surgery.folder, data.train)
    for way in found.cosines:
        cosine, conflicts = (sum(each[way]) / len(each[way]) for each in (found.cosines, found.conflicts))
        print(f"{way:>18}: mean cosine {cosine:+.3f}, {100 * conflicts:.1f} % of the pairs in conflict")
    _keep(found, options.results / CONFLICT)


def joint_of(bundle: Path) -> tuple[Result, Result]:
    """The bundle beside this one whose recipe differs in the surgery alone, and this one."""
    results = read_results(bundle.resolve().parent)
    for arms in groups(results, SURGERY):
        joint = arms.get(("none",))
        for (form,), arm in arms.items():
            for seed, result in arm.trainings.items():
                is_it = result.folder.resolve() == bundle.resolve() and form != "none"
                if is_it and joint is not None and seed in joint.trainings:
                    return joint.trainings[seed], result
    raise BundleError(
        f"{bundle.name}: no bundle beside it has the same recipe and seed without surgery; is it the one with surgery?"
    )


def run_steps(options: argparse.Namespace) -> None:
    """Measures training steps."""
    for found in measure_steps():
        print(f"{found.name}: {found.milliseconds} ms a step, over joint {found.over_joint}")
        add_figures(found, options.results / STEPS)
    print(f"written to {commands.shown(options.results / STEPS)}")


def run_latency(options: argparse.Namespace) -> None:
    """Measures the stages of Dynamic Perceivers."""
    for folder in options.bundles:
        found = measure_latency(folder)
        print(f"{found.name}: saved {found.saved}, against the static backbone {found.against_static}")
        add_figures(found, options.results / LATENCY)
    print(f"written to {commands.shown(options.results / LATENCY)}")


def _keep(found: Conflict, file: Path) -> None:
    add_figures(found, file)
    print(f"written to {commands.shown(file)}")
