"""Training: all exits together, resumable after every epoch, the same weights for the same seed and machine."""

import dataclasses
import math
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from .augment import augment, mirrored_in
from .calibrate import collect_logits
from .data import SOURCES, DataSet, Pictures
from .lookahead import Lookahead
from .losses import exits_loss
from .networks import FAMILIES
from .networks.stages import MultiExitNetwork
from .optimisers import FASTER, norm_biases, optimiser_of, trunk_of
from .progress import Bar, Progress, epoch_line, write_curves
from .recipe import Recipe, TrainOptions, differences, other_pictures
from .regimes import Phase, freeze_all_but, phases, take_backbone
from .tasks import Task

CHECKPOINT = "checkpoint.pt"
CURVES = "curves.csv"

TRIANGLE_START, TRIANGLE_END = 0.2, 0.07
"""Shares of the highest rate at both ends of the triangular schedule (Jordan 2024, arXiv 2404.00498)."""


class TrainingError(RuntimeError):
    """Training that cannot go on; the message says why."""


@dataclasses.dataclass
class _Learner:
    """What changes while a phase is trained."""

    network: MultiExitNetwork
    optimiser: torch.optim.Optimizer
    lookahead: Lookahead | None


def train(
    recipe: Recipe,
    data: DataSet,
    run: Path,
    device: torch.device,
    report: Callable[[str], None] = print,
    weights: Path | None = None,
) -> MultiExitNetwork:
    """Trains to the recipe's last epoch and returns the network, in evaluation mode.

    `run` is a folder that keeps the checkpoint and the curves: called again, training goes on where it stopped. The
    held-out pictures are looked at after each epoch for the curves only; nothing is chosen by them. `weights` is the
    folder of published weights, for recipes whose backbone is such a file.
    """
    make_deterministic(device)
    run.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    network = FAMILIES[recipe.family].build(recipe.network, len(data.classes)).to(device)
    network = network.to(memory_format=torch.channels_last)
    given = recipe.train.exit_weights
    if given and len(given) != len(network.stages):
        raise TrainingError(f"train.exit_weights has {len(given)} entries for {len(network.stages)} exits")
    saved = _read_checkpoint(run / CHECKPOINT, recipe, device)
    history = [Progress(**row) for row in saved["history"]] if saved else []
    if saved:
        network.load_state_dict(saved["network"])
        report(f"resuming after epoch {len(history)} of {recipe.train.epochs} from {run / CHECKPOINT}")
    else:
        if FAMILIES[recipe.family].prepare:
            FAMILIES[recipe.family].prepare(network, data.train.pixels)
        if recipe.train.backbone:
            _take_backbone(network, recipe, data.classes, run, weights)
    for phase in phases(recipe.train, len(network.stages)):
        learner = _learner(network, phase, recipe.train)
        if saved and phase.first < len(history) < phase.end:
            _go_on(learner, saved)
        for epoch in range(max(phase.first, len(history)), phase.end):
            history.append(_epoch(learner, recipe, data, epoch, phase, device))
            _save(run / CHECKPOINT, recipe, learner, history)
            write_curves(run / CURVES, history)
            report(epoch_line(history, recipe.train.epochs))
    return network.eval()


def _learner(network: MultiExitNetwork, phase: Phase, options: TrainOptions) -> _Learner:
    optimiser = optimiser_of(freeze_all_but(network, phase), options, norm_biases(network), trunk_of(network))
    return _Learner(network, optimiser, Lookahead(network, options) if options.lookahead else None)


def _go_on(learner: _Learner, saved: dict[str, Any]) -> None:
    learner.optimiser.load_state_dict(saved["optimiser"])
    for group in learner.optimiser.param_groups:
        group.setdefault(FASTER, 1.0)  # older checkpoints know no other rate
    if learner.lookahead:
        learner.lookahead.load(saved["lookahead"])


def _epoch(
    learner: _Learner, recipe: Recipe, data: DataSet, epoch: int, phase: Phase, device: torch.device
) -> Progress:
    """Trains one epoch and, where the recipe says so, looks at the held-out pictures."""
    began = time.monotonic()
    loss = _one_pass(learner, recipe, data.train, epoch, phase, device)
    done, rate = epoch + 1, learner.optimiser.param_groups[0]["lr"]
    if done % recipe.train.evaluate_every and done < recipe.train.epochs:
        return Progress(done, rate, loss, None, [], time.monotonic() - began)
    held_out_loss, accuracy = evaluate(learner.network, data.held_out, device, SOURCES[recipe.data.set].asked)
    return Progress(done, rate, loss, held_out_loss, accuracy, time.monotonic() - began)


def make_deterministic(device: torch.device) -> None:
    """On a GPU, chooses algorithms that repeat themselves; the CPU's do anyway. To be called before CUDA starts.

    Where an operation has no such algorithm, PyTorch warns and goes on: the weights then differ a little from run to
    run, which is better than no training at all.
    """
    if device.type != "cuda":
        return
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # read by cuBLAS once, when it starts
    torch.use_deterministic_algorithms(True, warn_only=True)
    torch.backends.cudnn.benchmark = False  # else the fastest algorithm is chosen by timing


def _take_backbone(
    network: MultiExitNetwork, recipe: Recipe, classes: list[str], run: Path, weights: Path | None
) -> None:
    """Takes the backbone of another run, or of a published file in this run's folder or the folder `weights`."""
    name = recipe.train.backbone
    published = FAMILIES[recipe.family].published if name.endswith(".pt") else None
    file = run.parent / name / CHECKPOINT
    if name.endswith(".pt"):
        if published is None:
            raise TrainingError(f"train.backbone: family {recipe.family} takes no published weights")
        file = run / name if (run / name).is_file() else (weights or Path()) / name
    if not file.is_file():
        hint = "give --data FOLDER with that file" if published else f"train recipe {name} first"
        raise TrainingError(f"train.backbone: {file} does not exist; {hint}")
    try:
        content = torch.load(file, map_location="cpu", weights_only=True)
        if not published:
            _check_finished_on_these_pictures(name, content, recipe)
        state = published(network, content, classes) if published else content["network"]
        take_backbone(network, state, recipe.train.new_head)
    except TrainingError:
        raise
    except (KeyError, RuntimeError) as error:
        raise TrainingError(f"train.backbone: {name} does not fit this network ({error})") from None


def _check_finished_on_these_pictures(name: str, content: dict[str, Any], recipe: Recipe) -> None:
    """Refuses a run that is not at its end, or whose held-out pictures are not this recipe's: it has seen those."""
    done, epochs = len(content["history"]), content["recipe"]["train"]["epochs"]
    if done < epochs:
        raise TrainingError(
            f"train.backbone: {name} has {done} of its {epochs} epochs; train recipe {name} to its end first"
        )
    other = other_pictures(recipe, content["recipe"])
    if other:
        raise TrainingError(f"train.backbone: {name} was trained on other pictures: {'; '.join(other)}")


def evaluate(
    network: MultiExitNetwork, pictures: Pictures, device: torch.device, task: Task
) -> tuple[float, list[float]]:
    """Summed loss of the exits and the accuracy of each (0…1), in evaluation mode and float32."""
    modes = [(module, module.training) for module in network.modules()]
    network.eval()
    logits = collect_logits(network.stages, pictures, device)
    for module, mode in modes:  # frozen parts stay frozen
        module.training = mode
    loss = sum(float(task.error(exit_logits, pictures.labels)) for exit_logits in logits)
    return loss, task.judge(logits, pictures.labels).accuracies


def load_trained(recipe: Recipe, classes: int, run: Path) -> tuple[MultiExitNetwork, int]:
    """The network of a run's checkpoint, in evaluation mode, and the epochs it was trained for."""
    saved = _read_checkpoint(run / CHECKPOINT, recipe, torch.device("cpu"))
    if saved is None:
        raise TrainingError(f"{run} has no checkpoint; train the recipe first")
    network = FAMILIES[recipe.family].build(recipe.network, classes)
    network.load_state_dict(saved["network"])
    return network.eval(), len(saved["history"])


def rate_at(options: TrainOptions, step: int, steps: int) -> float:
    """The learning rate of one step of a phase's `steps`."""
    done = step / steps
    if options.schedule == "steps":
        return options.learning_rate * 0.1 ** sum(done >= m for m in options.milestones)
    if options.schedule == "triangular":
        points = (0.0, options.warm_up, 1.0), (TRIANGLE_START, 1.0, TRIANGLE_END)
        return options.learning_rate * float(np.interp(done, *points))
    if done < options.warm_up:
        return options.learning_rate * (0.04 + 0.96 * done / options.warm_up)
    return options.learning_rate * 0.5 * (1 + math.cos(math.pi * (done - options.warm_up) / (1 - options.warm_up)))


def _one_pass(
    learner: _Learner, recipe: Recipe, pictures: Pictures, epoch: int, phase: Phase, device: torch.device
) -> float:
    """The mean loss of one pass; its randomness depends on the seed and the epoch alone, so that a resumed run repeats
    it. Nothing waits for the device before the pass is over."""
    options, optimiser = recipe.train, learner.optimiser
    pictures = pictures.to(device)
    sides = mirrored_in(epoch, len(pictures), recipe.seed) if recipe.augment.alternating_flip else None
    generator = torch.Generator().manual_seed(recipe.seed * 100_003 + epoch)
    torch.manual_seed(recipe.seed * 100_003 + epoch)  # dropout
    batches = torch.randperm(len(pictures), generator=generator).split(options.batch)
    done, all_steps = (epoch - phase.first) * len(batches), (phase.end - phase.first) * len(batches)
    bar = Bar(f"epoch {epoch + 1}/{options.epochs}", len(batches))
    total = torch.zeros((), dtype=torch.float64, device=device)
    sound = torch.zeros((), dtype=torch.int64, device=device)  # batches before the loss is no number any more
    for step, indices in enumerate(batches):
        for group in optimiser.param_groups:
            group["lr"] = group[FASTER] * rate_at(options, done + step, all_steps)
        chosen = pictures.take(indices)
        mirrored = None if sides is None else sides[indices]
        pixels = augment(chosen.pixels, recipe.augment, generator, mirrored)
        with torch.autocast(device.type, torch.bfloat16, enabled=options.precision == "bfloat16"):
            answers = learner.network(pixels)
        loss = exits_loss(answers, chosen.labels, options, phase.weights)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        if learner.lookahead:
            learner.lookahead.after(done + step + 1, all_steps)
        total += loss.detach() * len(indices)
        sound += total.isfinite()
        if device.type == "cpu" and step >= int(sound):
            break
        bar.show(step + 1, total / ((step + 1) * options.batch))
    if not math.isfinite(float(total)):
        raise TrainingError(_not_finite(float(total), epoch, int(sound), batches, learner, pictures))
    return float(total) / len(pictures)


def _not_finite(
    loss: float, epoch: int, sound: int, batches: Sequence[Tensor], learner: _Learner, pictures: Pictures
) -> str:
    """Where a loss stopped being a number; the first batch after the `sound` ones."""
    wrong = [name for name, p in learner.network.named_parameters() if not p.isfinite().all()]
    blamed = f"; {wrong[0]} and {len(wrong) - 1} other weights are no numbers any more" if wrong else ""
    kept = f"the checkpoint is that of epoch {epoch}" if epoch else "there is no checkpoint yet"
    return (
        f"the loss became {loss} in epoch {epoch + 1}, batch {sound + 1} of {len(batches)} (the first of its pictures: "
        f"{pictures.names[int(batches[sound][0])]}){blamed}; {kept}; lower train.learning_rate"
    )


def _save(path: Path, recipe: Recipe, learner: _Learner, history: list[Progress]) -> None:
    partial = path.with_suffix(".part")
    state = {
        "recipe": recipe.as_dict(),
        "network": learner.network.state_dict(),
        "optimiser": learner.optimiser.state_dict(),
        "history": [dataclasses.asdict(p) for p in history],
    }
    if learner.lookahead:
        state["lookahead"] = learner.lookahead.slow
    torch.save(state, partial)
    partial.replace(path)


def _read_checkpoint(path: Path, recipe: Recipe, device: torch.device) -> dict[str, Any] | None:
    """The checkpoint, if there is one; refuses one of another recipe."""
    if not path.is_file():
        return None
    saved: dict[str, Any] = torch.load(path, map_location=device, weights_only=True)
    changed = differences(recipe, saved["recipe"])
    if changed:
        raise TrainingError(
            f"{path} was made by another recipe ({', '.join(changed)} differ); delete its folder or give another --run"
        )
    return saved
