"""What each command does, once its arguments are read."""

import argparse
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from PIL import Image

from .bundle import Choices, Identity, Origin, Samples, export_bundle
from .class_names import class_names
from .consistency import consistency_by_stage
from .count import CountError, stage_costs
from .data import MOST_UNREADABLE, SOURCES, DataError, DataSet, Described, Request, split
from .data.fights import read_fights
from .frames_study import FRAMES, SIZE, pretrained_trunk, study, write_study
from .grow.wish import GrowError
from .heads import add_ways_without_head
from .imports.checkpoint import CheckpointError, parse_settings, read_checkpoint
from .imports.dyn_perceiver import import_dyn_perceiver
from .imports.msdnet import import_msdnet
from .manifest import BundleError, read_bundle, sha256, weights_of
from .networks import FAMILIES
from .networks.backbone_sources import SourceError
from .networks.cutting import CutError
from .networks.stages import MultiExitNetwork
from .recipe import Recipe, RecipeError, read_recipe
from .regimes import backbone_digest
from .results import (
    CLAIMS,
    Figures,
    Knowledge,
    ResultsError,
    add_knowledge,
    asked,
    claims_page,
    counted,
    insert,
    read_results,
    results_page,
    write_curves,
)
from .results import CONSISTENCY as CONSISTENCY_FILE
from .results import FIGHTS as FIGHTS_FILE
from .staging import load_stages
from .timing import time_bundle
from .tracing import ExportError
from .train import TrainingError, load_trained, train

CHECKOUT = Path(__file__).parents[1]

HOME = CHECKOUT if (CHECKOUT / "recipes").is_dir() else Path.cwd()
"""The folder `model-artifacts`; of an installed package, the folder it was called in."""

CONSISTENCY = HOME / "results" / CONSISTENCY_FILE
"""Where measured knowledge consistency is written down."""

FIGHTS = HOME / "results" / FIGHTS_FILE
"""Where exits over frames on real video are written down."""

HALVES_SEED = 20
"""Draws which half of a test part calibrates an import."""

SHOWN_LEFT_OUT = 20
"""Pictures that cannot be read, shown; the manifest names all."""

SHOWN_DIFFERENCES = 5
"""Class names that differ, shown in a message."""

IMPORTERS = {"dyn-perceiver": import_dyn_perceiver, "msdnet": import_msdnet}
"""How a published layout becomes a network and its picture size."""


REFUSALS = (
    RecipeError,
    DataError,
    TrainingError,
    CountError,
    ExportError,
    BundleError,
    CheckpointError,
    ResultsError,
    SourceError,
    CutError,
    GrowError,
)
"""What a user can put right; the message says how."""


def run_train(options: argparse.Namespace) -> None:
    """Trains recipes, one after the other, and writes their bundles; all are read before the first is trained."""
    recipes = [(path, read_recipe(path)) for path in options.recipes]
    for name in ("run", "out"):
        if len(recipes) > 1 and getattr(options, name):
            parent = {"run": "--runs", "out": "--bundles"}[name]
            raise TrainingError(
                f"--{name} names the folder of one recipe, of {len(recipes)} give the parent by {parent}"
            )
    torch.set_num_threads(options.threads)
    failed = []
    for path, recipe in recipes:
        try:
            _train(options, path, recipe)
        except REFUSALS as error:
            if len(recipes) == 1:
                raise
            print(f"{recipe.name} failed: {error}", flush=True)
            failed.append(recipe.name)
    if failed:
        raise TrainingError(f"{len(failed)} of {len(recipes)} recipes failed, see above: {', '.join(failed)}")


def _train(options: argparse.Namespace, path: Path, recipe: Recipe) -> None:
    checked_device(options.device)
    run, out = options.run or options.runs / recipe.name, options.out or options.bundles / recipe.name
    train_and_export(options, path, recipe, load_data(recipe, options.data), run, out)


def train_and_export(
    options: argparse.Namespace, path: Path, recipe: Recipe, data: DataSet, run: Path, out: Path
) -> tuple[MultiExitNetwork, dict[str, Any]]:
    """Trains a recipe, read from `path`, and writes its bundle; returns the network, on the CPU, and the manifest."""
    pictures = f"{len(data.train):,} pictures of {data.name}"
    print(f"training {recipe.name} on {pictures}; checkpoint and curves in {shown(run)}", flush=True)
    device = checked_device(options.device)
    network = train(recipe, data, run, device, lambda line: print(line, flush=True), options.data)
    return network, _write_bundle(path, out, recipe, data, network, recipe.train.epochs)


def checked_device(name: str) -> torch.device:
    """A device that is there; raises `TrainingError` for one that is not."""
    try:
        device = torch.device(name)
        torch.zeros(1, device=device)
    except (RuntimeError, AssertionError) as error:  # the latter from a PyTorch that was built without CUDA
        reason = str(error).splitlines()[0]
        raise TrainingError(f"--device {name} is not there ({reason}); give --device cpu") from None
    return device


def default_device() -> str:
    """The GPU, where there is one."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def run_export(options: argparse.Namespace) -> None:
    """Writes a recipe's bundle from its last checkpoint."""
    recipe = read_recipe(options.recipe)
    data = load_data(recipe, options.data)
    network, epochs = load_trained(recipe, len(data.classes), options.run or HOME / "runs" / recipe.name)
    out = options.out or HOME / "bundles" / recipe.name
    _write_bundle(options.recipe, out, recipe, data, network, epochs)


def run_count(options: argparse.Namespace) -> None:
    """Prints the multiply-adds of a recipe's network, exit by exit."""
    recipe = read_recipe(options.recipe)
    source = SOURCES[recipe.data.set]
    size = recipe.data.size or source.size
    network = FAMILIES[recipe.family].build(recipe.network, source.classes or 10)
    costs = stage_costs(network.stages, torch.zeros(source.shape(1, size), dtype=torch.uint8))
    print("exit  M multiply-adds  cumulative  parameters of the stage")
    for k, (cost, total) in enumerate(zip(costs, itertools.accumulate(costs), strict=True)):
        parameters = sum(p.numel() for p in network.stages[k].parameters())
        print(f"{k + 1:4}  {cost / 1e6:15.3f}  {total / 1e6:10.3f}  {parameters:23,}")


def run_pictures(options: argparse.Namespace) -> None:
    """Writes test pictures of a recipe's data set, and what is true of them."""
    recipe = read_recipe(options.recipe)
    if SOURCES[recipe.data.set].frames > 1:
        raise DataError(f"data set {recipe.data.set} is of clips, no pictures")
    data = load_data(recipe, options.data)
    task = SOURCES[recipe.data.set].asked
    options.out.mkdir(parents=True)
    lines = []
    for i in range(min(options.count, len(data.test))):
        name = f"{i:05}.png"
        Image.fromarray(data.test.pixels[i].contiguous().numpy()).save(options.out / name)
        lines.append(f"{name}\t{task.told(data.test.labels[i], data.classes)}")
    (options.out / "labels.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} pictures of {data.name} in {shown(options.out)}, what is true of them in labels.tsv")


def run_check(options: argparse.Namespace) -> None:
    """Reads a bundle with all checks."""
    manifest = read_bundle(options.bundle)
    print(f"{manifest['name']} {manifest['version']}: {len(manifest['stages'])} stages, all files as the manifest says")


def run_time(options: argparse.Namespace) -> None:
    """Measures the stages of bundles again."""
    for folder in options.bundles:
        manifest = time_bundle(folder)
        variants = [(v["precision"], v["stages"]) for v in manifest.get("variants", [])]
        for precision, entries in [("float32", manifest["stages"]), *variants]:
            for batch in entries[0]["milliseconds"]:
                each = " ".join(f"{entry['milliseconds'][batch]:.3g}" for entry in entries)
                print(f"{manifest['name']} {precision} {batch}: {each} ms a picture of each stage", flush=True)


def run_heads(options: argparse.Namespace) -> None:
    """Lets the stages of bundles run without their heads."""
    for folder in options.bundles:
        manifest = add_ways_without_head(folder)
        heads = " ".join(f"{stage.get('headMultiplyAdds', 0) / 1e6:.2f}" for stage in manifest["stages"][:-1])
        print(f"{manifest['name']}: {heads} M multiply-adds of each early head", flush=True)


def run_import(options: argparse.Namespace) -> None:
    """Turns a published checkpoint into a bundle."""
    if not options.classes.is_file():
        raise CheckpointError(f"--classes {options.classes} does not exist")
    lines = [line.strip() for line in options.classes.read_text(encoding="utf-8").splitlines() if line.strip()]
    classes = [line.split("\t")[0].strip() for line in lines]
    names = [line.split("\t")[-1].strip() for line in lines]
    identity = Identity(
        options.out.name, options.version, options.family, classes, class_names=[] if names == classes else names
    )
    if identity.problems():
        raise CheckpointError(f"the bundle, named after --out, cannot be called so: {'; '.join(identity.problems())}")
    weights = read_checkpoint(options.checkpoint, options.table)
    settings = parse_settings(options.settings)
    network, size = IMPORTERS[options.family](weights, len(classes), settings, options.mean, options.std)
    samples = Samples((size, size))
    described = Described("none", "none", "none")
    if options.calibrate:
        samples, described = _calibration(options, size, classes)
    imported = {
        "family": options.family,
        "file": options.checkpoint.name,
        "sha256": sha256(options.checkpoint),
        "options": settings,
        "source": options.source,
        "licence": options.licence,
    }
    held_out_names = samples.held_out.names if samples.held_out else []
    origin = Origin(
        described.name,
        described.licence,
        described.source,
        held_out_names=held_out_names,
        more={"imported": imported},
    )
    manifest = export_bundle(options.out, identity, list(network.stages), samples, origin)
    print(f"bundle written to {shown(options.out)}")
    _print_exits(manifest)


def _calibration(options: argparse.Namespace, size: int, classes: list[str]) -> tuple[Samples, Described]:
    """Halves of the data set's test part: a published checkpoint was trained on any picture of the training part."""
    data = SOURCES[options.calibrate].load(Request(options.data, size, held_out=0, seed=HALVES_SEED, limit=1))
    problem = _class_problem(classes, data)
    if problem:
        raise CheckpointError(problem)
    reported, held_out = split(data.test.labels, len(data.test) // 2, HALVES_SEED)
    samples = Samples((size, size), data.test.take(held_out), data.test.take(reported))
    return samples, Described(data.name, data.licence, data.source)


def _class_problem(named: list[str], data: DataSet) -> str | None:
    """Why --classes is not what a data set's labels mean, if it is not."""
    if len(named) != len(data.classes):
        return f"{data.name} has {len(data.classes)} classes, --classes names {len(named)}"
    pairs = enumerate(zip(named, data.classes, strict=True))
    wrong = [
        f"{i} is {ours!r} in --classes and {theirs!r} in {data.name}" for i, (ours, theirs) in pairs if ours != theirs
    ]
    if not wrong:
        return None
    first = "; ".join(wrong[:SHOWN_DIFFERENCES])
    return f"{len(wrong)} of the {len(named)} classes differ: {first}{'; …' if len(wrong) > SHOWN_DIFFERENCES else ''}"


def run_consistency(options: argparse.Namespace) -> None:
    """Prints the knowledge consistency of two bundles, stage by stage, and writes it down for the results page."""
    manifests = [read_bundle(folder) for folder in (options.bundle, options.plain)]
    wanted = [m["provenance"].get("recipe", {}).get("data") for m in manifests]
    if wanted[0] is None or wanted[0] != wanted[1]:
        raise BundleError("both bundles must come from recipes with the same [data] table")
    settings = wanted[0]
    source = SOURCES[settings["set"]]
    size = settings["size"] or source.size
    parts = settings["held_out"], settings["held_out_seed"], 1, settings.get("held_out_from", "train")
    data = source.load(Request(options.data, size, *parts))
    stages = [
        load_stages(folder, manifest["stages"])
        for folder, manifest in zip((options.bundle, options.plain), manifests, strict=True)
    ]
    shares = consistency_by_stage(stages[0], stages[1], data.held_out)
    for k, share in enumerate(shares, 1):
        print(f"after stage {k}: {share:.4f}")
    names = [m["name"] for m in manifests]
    add_knowledge(Knowledge(*names, *map(weights_of, manifests), [round(s, 4) for s in shares]), options.file)
    print(f"written to {shown(options.file)}")


def run_frames(options: argparse.Namespace) -> None:
    """Measures exits over frames on real video, and writes it down for the results page."""
    found = study(read_fights(options.clips, FRAMES, SIZE), pretrained_trunk(options.backbone))
    for row in found.rows:
        print(f"{row.name:>8}: {100 * row.accuracy:.2f} % with {row.frames:.2f} frames")
    write_study(found, options.file)
    print(f"written to {shown(options.file)}")


def run_results(options: argparse.Namespace) -> None:
    """Writes the results into the README, and beside it the curves and the claims page."""
    results, folder = read_results(options.bundles), options.readme.parent / "results"
    write_curves(results, folder)
    insert(results_page(results), options.readme)
    claims = asked(results, Figures.read(folder))
    (folder / CLAIMS).write_text(claims_page(claims), encoding="utf-8")
    print(f"{len(results)} bundles in {shown(options.readme)}, curves in {shown(folder)}")
    print(f"claims of the papers in {shown(folder / CLAIMS)}: {counted(claims)}")


def load_data(recipe: Recipe, folder: Path | None) -> DataSet:
    """A recipe's pictures; says which of them cannot be read."""
    options = recipe.data
    source = SOURCES[options.set]
    size = options.size or source.size
    data = source.load(
        Request(folder, size, options.held_out, options.held_out_seed, options.limit, options.held_out_from)
    )
    for line in _left_out(data):
        print(line, flush=True)
    if data.split:
        print(
            f"{data.name} has no train/ and test/: digests make {len(data.test):,} of its pictures test pictures",
            flush=True,
        )
    return data


def _left_out(data: DataSet) -> Iterator[str]:
    """What is to be told of pictures that cannot be read."""
    if not data.skipped:
        return
    yield f"{len(data.skipped)} picture(s) of {data.name} are left out ({MOST_UNREADABLE:.0%} of all may be):"
    for told in data.skipped[:SHOWN_LEFT_OUT]:
        yield f"  {told}"
    if len(data.skipped) > SHOWN_LEFT_OUT:
        yield f"  and {len(data.skipped) - SHOWN_LEFT_OUT} more; the manifest will name them all"


def _write_bundle(
    path: Path, out: Path, recipe: Recipe, data: DataSet, network: MultiExitNetwork, epochs: int
) -> dict[str, Any]:
    """Exports a recipe, read from `path`, into the folder `out`; returns the manifest."""
    origin = Origin(
        dataset=data.name,
        licence=data.licence,
        source=data.source,
        held_out_indices=data.held_out_indices,
        held_out_names=[] if data.held_out_indices else data.held_out.names,
        more={
            "recipe": recipe.as_dict(),
            "command": f"./offramp zoo train {shown(path)}",
            "seed": recipe.seed,
            "trainedEpochs": epochs,
            **_grown_on(recipe, network),
            **({"split": dict(data.split)} if data.split else {}),
            **({"unreadable": [told.partition(" is no ")[0] for told in data.skipped]} if data.skipped else {}),
        },
    )
    source = SOURCES[recipe.data.set]
    named = class_names(data.classes)
    identity = Identity(recipe.name, recipe.version, recipe.family, data.classes, source.task, named, source.tolerance)
    choices = Choices(recipe.policy.tolerance, recipe.export.precisions)
    height, width = data.test.pixels.shape[-3:-1]
    samples = Samples((height, width), data.held_out, data.test, source.frames)
    weights = network.cpu().state_dict() if recipe.family == "grown" else None
    manifest = export_bundle(out, identity, list(network.stages), samples, origin, choices, weights)
    print(f"bundle written to {shown(out)}")
    _print_exits(manifest)
    expected = manifest["policy"]["expected"]
    print(
        f"  default policy: {expected['heldOutMeanMultiplyAdds'] / 1e6:.2f} M multiply-adds at "
        f"{100 * expected['heldOutAccuracy']:.2f} % held-out; test {expected['testMeanMultiplyAdds'] / 1e6:.2f} M at "
        f"{100 * expected['testAccuracy']:.2f} %"
    )
    return manifest


def _grown_on(recipe: Recipe, network: MultiExitNetwork) -> dict[str, Any]:
    name = recipe.train.backbone
    return {"backbone": {"name": name, "sha256": backbone_digest(network)}} if name else {}


def _print_exits(manifest: dict[str, Any]) -> None:
    for k, stage in enumerate(manifest["stages"], 1):
        measured = "".join(f"   {part} {100 * accuracy:.2f} %" for part, accuracy in stage["accuracy"].items())
        print(f"  exit {k}: {stage['cumulativeMultiplyAdds'] / 1e6:8.2f} M multiply-adds{measured}")


def shown(path: Path) -> str:
    """A path as seen from the repository's root, where it lies inside; otherwise its last name."""
    try:
        return path.resolve().relative_to(HOME.parent).as_posix()
    except ValueError:
        return path.name
