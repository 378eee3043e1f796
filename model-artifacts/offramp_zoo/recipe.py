"""A recipe is one TOML file that says everything a bundle was made from; here it becomes a checked value."""

import dataclasses
import re
import tomllib
import types
import typing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .data import SOURCES
from .networks import FAMILIES
from .networks.grown import OWN_FOLDER, GrownOptions
from .tasks import TASKS


class RecipeError(ValueError):
    """A recipe that cannot be followed; the message lists everything that is wrong with it."""


@dataclass(frozen=True)
class DataOptions:
    """Which pictures, and how many training pictures are kept aside."""

    set: str = "fashion-mnist"
    size: int = 0
    """Height and width in pixels, for sets whose pictures are resized; 0 = the set's own."""
    held_out: int = 5000
    """Training pictures never trained on: they calibrate the exits and choose nothing else. 0 for a set that has its
    own."""
    held_out_seed: int = 20
    """Draws the held-out split; the same for all recipes that are to be compared."""
    held_out_from: str = "train"
    """`train`: the held-out pictures are training pictures. `test` (set `folder`): half of the test pictures are held
    out and the other half is reported, for a backbone that may have seen the training pictures; held_out is then 0."""
    limit: int = 0
    """Train on the first so many pictures only; 0 = all. For tests."""

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        found = []
        if self.set not in SOURCES:
            found.append(f"set must be one of {', '.join(sorted(SOURCES))}, was {self.set!r}")
        if self.size < 0:
            found.append(f"size must not be negative, was {self.size}")
        if self.held_out_from not in ("train", "test"):
            found.append(f"held_out_from must be one of train, test, was {self.held_out_from!r}")
        if self.held_out_from == "test":
            found += self._problems_from_test()
        elif self.set in SOURCES and SOURCES[self.set].own_held_out:
            if self.held_out:
                found.append(f"held_out must be 0, as {self.set} has its own held-out pictures, was {self.held_out}")
        elif self.held_out < 1:
            found.append(f"held_out must be at least 1, was {self.held_out}")
        if self.limit < 0:
            found.append(f"limit must not be negative, was {self.limit}")
        return found

    def _problems_from_test(self) -> list[str]:
        found = []
        if self.set != "folder":
            found.append(f"held_out_from = 'test' needs set = 'folder', was {self.set!r}")
        if self.held_out:
            found.append(f"held_out must be 0 where half of the test pictures are held out, was {self.held_out}")
        return found


@dataclass(frozen=True)
class AugmentOptions:
    """Random changes of a training picture."""

    flip: bool = True
    """Mirror every second picture, left to right."""
    alternating_flip: bool = False
    """Draw only in the first epoch which pictures are mirrored; from then on each is mirrored every second epoch, so
    that two epochs show both sides of all (Jordan 2024, arXiv 2404.00498, "Alternating flip")."""
    shift: int = 2
    """Move by up to so many pixels each way."""
    border: str = "black"
    """What enters where a picture moves out: `black`, or its own edge mirrored (`reflect`)."""
    zoom: float = 0.0
    """Enlarge by up to so much, height and width each by its own draw: 0.5 is between once and one and a half times."""
    erase: float = 0.0
    """Share of the pictures in which a random rectangle of 2–30 % of the area becomes noise."""

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        found = []
        if self.alternating_flip and not self.flip:
            found.append("alternating_flip needs flip = true, was false")
        if self.border not in ("black", "reflect"):
            found.append(f"border must be one of black, reflect, was {self.border!r}")
        for name in ("shift", "zoom"):
            if getattr(self, name) < 0:
                found.append(f"{name} must not be negative, was {getattr(self, name)}")
        if not 0.0 <= self.erase <= 1.0:
            found.append(f"erase must be in [0, 1], was {self.erase}")
        return found


@dataclass(frozen=True)
class TrainOptions:
    """The optimiser and its schedule: SGD or AdamW."""

    epochs: int = 10
    batch: int = 256
    optimiser: str = "sgd"
    learning_rate: float = 0.1
    """The highest of the schedule."""
    momentum: float = 0.9
    nesterov: bool = True
    """Whether the momentum is Nesterov's (sgd)."""
    weight_decay: float = 5e-4
    """On every parameter of more than one dimension: weights of convolutions and linear layers, tokens and positions;
    not on biases and normalisation."""
    decay_all: bool = False
    """Weight decay on biases and normalisation too, as much published code has it."""
    bias_rate: float = 1.0
    """How many times faster the biases of norms learn than everything else, at the same decay a step (Jordan 2024,
    "Optimization tricks")."""
    schedule: str = "one-cycle"
    """`one-cycle`: linear warm-up, then cosine to zero. `triangular`: linear from a fifth up, then linear down to a
    fifteenth. `steps`: ×0.1 at each of `milestones`."""
    warm_up: float = 0.2
    """Share of the steps that warm up (one-cycle, triangular)."""
    milestones: list[float] = field(default_factory=lambda: [0.5, 0.75])
    """Shares of the epochs at which the rate falls (steps)."""
    lookahead: int = 0
    """After so many steps, again and again, the weights are put back to their moving average, which remembers more
    towards the end: Lookahead (Zhang et al., 2019) as Jordan 2024 has it. 0 = never."""
    lookahead_decay: float = 0.95
    """What the average keeps of itself for each step, at the end of the schedule."""
    label_smoothing: float = 0.0
    exit_weights: list[float] = field(default_factory=list)
    """Weight of each exit's loss; empty = all 1."""
    loss: str = "cross-entropy"
    """`cross-entropy`, on classes, `binary-cross-entropy`, on each label of a multi-label set, or `squared-error`, on
    numbers: the data set decides."""
    distil: float = 0.0
    """Weight of the distillation from deeper to earlier exits."""
    distil_teacher: str = "last"
    """`last`: the last exit teaches. `ensemble`: all exits do, weighted 1 to K."""
    temperature: float = 1.0
    """Of the distillation."""
    regime: str = "end-to-end"
    """`end-to-end`, `classifier-wise`, `layer-wise` or `mixed`: which parts learn when."""
    backbone: str = ""
    """Whose backbone and last head are taken over: frozen for new branches (classifier-wise: only those are trained
    then), or as the start of training all (end-to-end, mixed). The name of another recipe that was trained here to its
    end, on the same pictures, or a weights file in the run's folder or beside the data, ending in `.pt`."""
    new_head: bool = False
    """Whether the backbone's last head is not taken over but learns anew, in every regime: for other classes."""
    backbone_rate: float = 1.0
    """How many times as fast as the heads the backbone learns: below 1, it keeps more of what it knew."""
    precision: str = "bfloat16"
    """Of the forward pass: `bfloat16` (autocast) or `float32`."""
    evaluate_every: int = 1
    """Epochs between two looks at the held-out pictures, for the curves; the last epoch is always looked at. It decides
    nothing about the weights."""

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        found = []
        for name in ("epochs", "batch", "evaluate_every"):
            if getattr(self, name) < 1:
                found.append(f"{name} must be at least 1, was {getattr(self, name)}")
        for name, known in (
            ("optimiser", ("sgd", "adamw")),
            ("schedule", ("one-cycle", "triangular", "steps")),
            ("precision", ("bfloat16", "float32")),
            ("loss", tuple(sorted({task.loss for task in TASKS.values()}))),
            ("distil_teacher", ("last", "ensemble")),
            ("regime", ("end-to-end", "classifier-wise", "layer-wise", "mixed")),
        ):
            if getattr(self, name) not in known:
                found.append(f"{name} must be one of {', '.join(known)}, was {getattr(self, name)!r}")
        for name in ("learning_rate", "temperature", "bias_rate", "backbone_rate"):
            if getattr(self, name) <= 0:
                found.append(f"{name} must be above 0, was {getattr(self, name)}")
        for name in ("distil", "lookahead"):
            if getattr(self, name) < 0:
                found.append(f"{name} must not be negative, was {getattr(self, name)}")
        for name in ("warm_up", "label_smoothing", "lookahead_decay"):
            if not 0.0 <= getattr(self, name) < 1.0:
                found.append(f"{name} must be in [0, 1), was {getattr(self, name)}")
        if any(w < 0 for w in self.exit_weights):
            found.append(f"exit_weights must not be negative, were {self.exit_weights}")
        return found + self._contradictions()

    def _contradictions(self) -> list[str]:
        found = []
        if self.backbone and self.regime == "layer-wise":
            found.append("backbone needs regime = 'classifier-wise', 'end-to-end' or 'mixed', was 'layer-wise'")
        if self.loss != "cross-entropy":
            found += [
                f"{name} needs loss = 'cross-entropy', was {self.loss!r}"
                for name in ("label_smoothing", "distil")
                if getattr(self, name)
            ]
        if self.new_head and not self.backbone:
            found.append("new_head needs a backbone whose head it replaces")
        if self.lookahead and self.regime != "end-to-end":
            found.append(f"lookahead needs regime = 'end-to-end', was {self.regime!r}")
        return found


@dataclass(frozen=True)
class PolicyOptions:
    """How the default policy of the bundle is chosen."""

    tolerance: float = 0.003
    """Held-out accuracy (0…1) the policy may give up against the last exit, one standard error included."""

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        return [] if 0.0 <= self.tolerance < 1.0 else [f"tolerance must be in [0, 1), was {self.tolerance}"]


@dataclass(frozen=True)
class ExportOptions:
    """What the bundle holds besides float32 stages; it decides nothing about the weights."""

    precisions: list[str] = field(default_factory=list)
    """Further precisions of every stage, `bfloat16` or `float16`, each with its measured accuracy."""

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        unknown = [p for p in self.precisions if p not in ("bfloat16", "float16")]
        return [f"precisions must be of bfloat16, float16, were {', '.join(self.precisions)}"] if unknown else []


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the weights of a bundle, and its name."""

    name: str
    version: str
    seed: int
    family: str
    network: Any
    """The options class of the family."""
    data: DataOptions = field(default_factory=DataOptions)
    augment: AugmentOptions = field(default_factory=AugmentOptions)
    train: TrainOptions = field(default_factory=TrainOptions)
    policy: PolicyOptions = field(default_factory=PolicyOptions)
    export: ExportOptions = field(default_factory=ExportOptions)

    def as_dict(self) -> dict[str, Any]:
        """The whole recipe with its defaults filled in, as JSON knows it; where its file lies is no part of it."""
        return dataclasses.asdict(self) | {"network": _recorded(self.network)}


def _recorded(options: Any) -> dict[str, Any]:
    """The options that are part of a recipe."""
    local = {f.name for f in dataclasses.fields(options) if OWN_FOLDER in f.metadata}
    return {name: value for name, value in dataclasses.asdict(options).items() if name not in local}


WEIGHTS_DECIDED_BY = ("family", "seed", "network", "data", "augment", "train")
"""The parts of a recipe that a checkpoint must share to be gone on with."""

ONLY_WATCHES = {"train": {"evaluate_every"}}
"""Options of those parts that decide nothing about the weights."""


def differences(recipe: Recipe, saved: dict[str, Any]) -> list[str]:
    """The parts that decide the weights and differ from a saved recipe; newer options count there as their defaults."""
    ours = recipe.as_dict()
    theirs = {part: _part_of(saved, part, recipe) for part in WEIGHTS_DECIDED_BY}
    return [part for part in WEIGHTS_DECIDED_BY if _deciding(part, ours[part]) != _deciding(part, theirs[part])]


def _deciding(part: str, value: Any) -> Any:
    """A part of a recipe without what only watches."""
    spared = ONLY_WATCHES.get(part, set())
    return {key: v for key, v in value.items() if key not in spared} if spared and isinstance(value, dict) else value


def deciding_settings(saved: dict[str, Any]) -> dict[str, Any]:
    """The options of a saved recipe that decide the weights, as `part.option`; newer ones count as their defaults.

    The seed is not among them: it draws the weights, but no recipe is better for it.
    """
    parts = {
        "network": FAMILIES[saved["family"]].options,
        "data": DataOptions,
        "augment": AugmentOptions,
        "train": TrainOptions,
    }
    found: dict[str, Any] = {"family": saved["family"]}
    for part, kind in parts.items():
        options = _deciding(part, _recorded(kind()) | saved.get(part, {}))
        found |= {f"{part}.{name}": value for name, value in options.items()}
    return found


def other_pictures(recipe: Recipe, saved: dict[str, Any]) -> list[str]:
    """How the [data] table of a saved recipe differs, option by option; newer ones count there as their defaults."""
    ours, theirs = recipe.as_dict()["data"], _part_of(saved, "data", recipe)
    return [
        f"data.{key} is {theirs.get(key)!r} there, {ours[key]!r} here" for key in ours if theirs.get(key) != ours[key]
    ]


def _part_of(saved: dict[str, Any], part: str, recipe: Recipe) -> Any:
    """A part of a saved recipe, with the defaults of the options that are newer than it."""
    value = saved.get(part)
    return _recorded(type(getattr(recipe, part))()) | value if isinstance(value, dict) else value


def read_recipe(path: Path) -> Recipe:
    """Reads and checks a TOML recipe; raises `RecipeError` with all problems at once."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise RecipeError(f"{path}: {error.strerror or error}") from None
    try:
        return parse_recipe(text, path.parent)
    except RecipeError as error:
        raise RecipeError(f"{path}: {error}") from None


def parse_recipe(text: str, folder: Path | None = None) -> Recipe:
    """Checks the text of a recipe, whose file lies in `folder`; raises `RecipeError` with all problems at once."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RecipeError(f"not TOML: {error}") from None
    problems: list[str] = []
    values: dict[str, Any] = {}
    for key, kind in {"name": str, "version": str, "seed": int, "family": str}.items():
        if key not in table:
            problems.append(f"{key} is missing")
        elif not _fits(table[key], kind):
            problems.append(f"{key} must be {_named(kind)}, was {table[key]!r}")
        else:
            values[key] = table[key]
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", values.get("name", "x")):
        problems.append(f"name must be of small letters, digits, '.', '_' and '-', was {values['name']!r}")
    if not re.fullmatch(r"\d+\.\d+\.\d+([-+].+)?", values.get("version", "1.0.0")):
        problems.append(f"version must be such as 1.0.0, was {values['version']!r}")
    family = FAMILIES.get(values.get("family", ""))
    if "family" in values and family is None:
        problems.append(f"family must be one of {', '.join(sorted(FAMILIES))}, was {values['family']!r}")
    sections: dict[str, type] = {
        "data": DataOptions,
        "augment": AugmentOptions,
        "train": TrainOptions,
        "policy": PolicyOptions,
        "export": ExportOptions,
    }
    if family:
        sections["network"] = family.options
    for section, options in sections.items():
        values[section] = options_from(options, table.get(section, {}), section, problems)
    known = {"name", "version", "seed", "family", "network", *sections}
    problems += [f"{key} is not a recipe key (known: {', '.join(sorted(known))})" for key in table if key not in known]
    problems += _task_problems(values["data"], values["train"])
    if problems:
        raise RecipeError("\n  - ".join([f"{len(problems)} problem(s) in this recipe:", *problems]))
    recipe = Recipe(**values)
    if folder is None or not isinstance(recipe.network, GrownOptions):
        return recipe
    return replace(recipe, network=recipe.network.beside(folder))


def _task_problems(data: DataOptions | None, train: TrainOptions | None) -> list[str]:
    """Whether what is trained on is what the data set asks, where both are known."""
    if not data or not train or data.set not in SOURCES:
        return []
    task = SOURCES[data.set].task
    if TASKS[task].loss == train.loss:
        return []
    return [f"train.loss must be {TASKS[task].loss} where data.set is {data.set} ({task}), was {train.loss!r}"]


def options_from(kind: type, table: Any, section: str, problems: list[str]) -> Any:
    """Builds an options dataclass from a table; what does not fit is appended to `problems`."""
    if not isinstance(table, dict):
        problems.append(f"{section} must be a table, was {table!r}")
        return None
    hints = typing.get_type_hints(kind)
    before = len(problems)
    for key, value in table.items():
        if key not in hints:
            problems.append(f"{section}.{key} is unknown (known: {', '.join(hints)})")
        elif not _fits(value, hints[key]):
            problems.append(f"{section}.{key} must be {_named(hints[key])}, was {value!r}")
    if len(problems) > before:
        return None
    options = kind(**table)
    problems += [f"{section}.{problem}" for problem in options.problems()]
    return options


def _fits(value: Any, kind: Any) -> bool:
    if typing.get_origin(kind) is list:
        (inner,) = typing.get_args(kind)
        return isinstance(value, list) and all(_fits(v, inner) for v in value)
    if isinstance(kind, types.UnionType):
        return any(_fits(value, k) for k in typing.get_args(kind))
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, kind)


def _named(kind: Any) -> str:
    if typing.get_origin(kind) is list:
        return f"a list of {_named(typing.get_args(kind)[0])}"
    return {str: "text", int: "an integer", float: "a number", bool: "true or false"}.get(kind, str(kind))
