"""Where a backbone comes from: torchvision's or timm's models, or a module of the user's own."""

import importlib
import importlib.util
import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
from torch import Tensor, nn

KINDS = ("torchvision", "timm", "module")

EXTRA = "torchvision==0.28.0 timm==1.0.29"
"""What `pip install` adds for models of those libraries; the zoo itself needs neither."""

IMAGENET = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Mean and deviation of ImageNet's channels, which most published weights expect."""

IMAGENET_SIZE = 224

OPERATORS = (
    "nms",
    "qnms",
    "roi_align",
    "_roi_align_backward",
    "roi_pool",
    "_roi_pool_backward",
    "ps_roi_align",
    "_ps_roi_align_backward",
    "ps_roi_pool",
    "_ps_roi_pool_backward",
    "deform_conv2d",
    "_deform_conv2d_backward",
)
"""Names that torchvision's Python code mentions when it is imported. Its classification models call none of them."""


class SourceError(ValueError):
    """A backbone that cannot be had; the message says why and what to do."""


@dataclass(frozen=True)
class Source:
    """A backbone by its name, `timm:resnet18`, `torchvision:resnet18` or `module:FILE:NAME`."""

    kind: str
    name: str
    file: str = ""
    """Of a module of the user's own."""

    def __str__(self) -> str:
        return f"{self.kind}:{self.file}:{self.name}" if self.file else f"{self.kind}:{self.name}"


def parse_source(text: str) -> Source:
    """A backbone's name, checked; raises `SourceError`."""
    kind, _, rest = text.partition(":")
    if kind not in KINDS or not rest:
        raise SourceError(f"a backbone is timm:NAME, torchvision:NAME or module:FILE:NAME, was {text!r}")
    if kind != "module":
        return Source(kind, rest)
    file, _, name = rest.rpartition(":")
    if not file or not name.isidentifier():
        raise SourceError(f"a module is FILE:NAME, such as resnet.py:resnet56, was {rest!r}")
    return Source(kind, name, file)


def backbone(source: Source, classes: int, size: int, folder: Path) -> nn.Module:
    """The network with random weights and a classifier for so many classes; a module's file lies in `folder`."""
    if source.kind == "timm":
        return _timm(source.name, classes, size, pretrained=False)
    if source.kind == "torchvision":
        return _torchvision(source.name, num_classes=classes)
    return _with_classes(_own(folder / source.file, source.name, classes), classes, source)


def usual_input(source: Source) -> tuple[int, tuple[float, ...], tuple[float, ...]]:
    """Pixels, mean and deviation that a library's weights were trained with; 0 pixels where nobody says."""
    if source.kind == "timm":
        config = _library("timm").create_model(source.name).pretrained_cfg
        return config["input_size"][-1], tuple(config["mean"]), tuple(config["std"])
    return IMAGENET_SIZE if source.kind == "torchvision" else 0, *IMAGENET


def published_weights(source: Source, size: int) -> dict[str, Tensor]:
    """The library's own trained weights by the network's names; fetched by the library, raises `SourceError`."""
    if source.kind == "module":
        raise SourceError("a module of your own has no published weights: give --weights FILE or --random-weights")
    try:
        if source.kind == "timm":
            return _timm(source.name, None, size, pretrained=True).state_dict()
        return _torchvision(source.name, weights="DEFAULT").state_dict()
    except SourceError:
        raise
    except Exception as error:  # the library's, the hub's or the network's
        raise SourceError(
            f"the published weights of {source} could not be fetched ({type(error).__name__}: {_first_line(error)}); "
            "give --weights FILE, or --random-weights to train from scratch"
        ) from error


def _timm(name: str, classes: int | None, size: int, pretrained: bool) -> nn.Module:
    timm = _library("timm")
    if not timm.is_model(name):
        raise SourceError(f"timm has no model {name!r}{_like(name, timm.list_models())}")
    options: dict[str, Any] = {} if classes is None else {"num_classes": classes}
    try:
        made = timm.create_model(name, pretrained=pretrained, img_size=size, **options)
    except TypeError:  # a convolutional network takes any size
        made = timm.create_model(name, pretrained=pretrained, **options)
    if getattr(made, "output_fmt", "NCHW") == "NHWC":
        raise SourceError(f"timm:{name} hands on maps whose channels come last, which no branch reads")
    return made


def _torchvision(name: str, **options: Any) -> nn.Module:
    models = _library("torchvision").models
    known = models.list_models(module=models)
    if name not in known:
        raise SourceError(f"torchvision has no classification model {name!r}{_like(name, known)}")
    # Inception and GoogLeNet otherwise return more than logits.
    return models.get_model(name, **options)


def _like(name: str, known: list[str]) -> str:
    near = [k for k in known if k.startswith(name[:6])][:8]
    return f"; it has {', '.join(near)} …" if near else ""


def _library(name: str) -> ModuleType:
    try:
        _name_operators()
        return importlib.import_module(name)
    except ImportError as error:
        raise SourceError(
            f"{name} is not installed ({error}); install it beside the zoo: "
            f"model-artifacts/.venv/bin/python -m pip install {EXTRA}"
        ) from None


_DEFINED: list[torch.library.Library] = []
"""Keeps the names of operators as long as the process lives."""


def _name_operators() -> None:
    """Lets torchvision be imported beside a PyTorch that its compiled part was not built for.

    Its Python code then stops at the first name of an operator that is not there. The names are given, without
    anything behind them: models that classify pictures call none.
    """
    if _DEFINED or importlib.util.find_spec("torchvision") is None:
        return
    try:
        importlib.import_module("torchvision")
    except RuntimeError as error:
        if "torchvision::" not in str(error):
            raise
        library = torch.library.Library("torchvision", "DEF")
        for operator in OPERATORS:
            library.define(f"{operator}() -> ()")
        _DEFINED.append(library)
        _forget("torchvision")


def _forget(package: str) -> None:
    """Has a half-imported package imported anew."""
    import sys  # noqa: PLC0415 - only here

    for name in [n for n in sys.modules if n == package or n.startswith(f"{package}.")]:
        del sys.modules[name]


def _own(file: Path, name: str, classes: int) -> nn.Module:
    """Builds the user's network: `name` is a class or function of the file, given `num_classes` if it knows that."""
    if not file.is_file():
        raise SourceError(f"module file {file} does not exist")
    spec = importlib.util.spec_from_file_location(f"offramp_zoo_own_{file.stem}", file)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise SourceError(f"{file.name} cannot be run ({type(error).__name__}: {_first_line(error)})") from error
    make = getattr(module, name, None)
    if make is None:
        raise SourceError(f"{file.name} has no {name}; it has {', '.join(_makers(module)) or 'nothing to call'}")
    try:
        made = make(**({"num_classes": classes} if _knows(make, "num_classes") else {})) if callable(make) else make
    except Exception as error:
        raise SourceError(f"{file.name}:{name}() failed ({type(error).__name__}: {_first_line(error)})") from error
    if not isinstance(made, nn.Module):
        raise SourceError(f"{file.name}:{name} gave a {type(made).__name__}, not a torch.nn.Module")
    return Staged(made) if _has_stages(made) else made


def _makers(module: ModuleType) -> list[str]:
    own = [n for n, v in vars(module).items() if callable(v) and getattr(v, "__module__", "") == module.__name__]
    return [n for n in own if not n.startswith("_")]


def _knows(make: Any, option: str) -> bool:
    try:
        return option in inspect.signature(make).parameters
    except (TypeError, ValueError):
        return False


class Staged(nn.Module):
    """A network that says itself where it may be cut: `stages`, one after the other, then `head`."""

    def __init__(self, made: nn.Module) -> None:
        super().__init__()
        self.stages, self.head = made.stages, made.head

    def forward(self, x: Tensor) -> Tensor:
        """`[B,C,H,W]` → logits `[B,classes]`."""
        for stage in self.stages:
            x = stage(x)
        return self.head(x)


def _has_stages(made: nn.Module) -> bool:
    stages, head = getattr(made, "stages", None), getattr(made, "head", None)
    return isinstance(stages, nn.ModuleList | nn.Sequential) and isinstance(head, nn.Module)


def _with_classes(net: nn.Module, classes: int, source: Source) -> nn.Module:
    """The network with a new last linear layer where its own answers other classes."""
    linear = [(name, module) for name, module in net.named_modules() if isinstance(module, nn.Linear)]
    if not linear:
        raise SourceError(f"{source} has no linear layer that could be its classifier")
    name, last = linear[-1]
    if last.out_features != classes:
        net.set_submodule(name, nn.Linear(last.in_features, classes, bias=last.bias is not None))
    return net


def fitting(network: Mapping[str, Tensor], weights: Mapping[str, Tensor]) -> list[str]:
    """What keeps weights from being this network's, name by name; counters of batches may be missing."""
    missing = [f"{n} is missing" for n in network if n not in weights and not n.endswith("num_batches_tracked")]
    other = [
        f"{n} is {list(weights[n].shape)}, the network's {list(network[n].shape)}"
        for n in network
        if n in weights and weights[n].shape != network[n].shape
    ]
    return missing + other


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else "no message"
