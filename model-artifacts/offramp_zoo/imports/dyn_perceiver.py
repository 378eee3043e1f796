"""Checkpoints in the layout of the code published with Dynamic Perceiver, for all three kinds of backbone."""

import re
from collections.abc import Mapping, Sequence

from torch import Tensor

from ..networks.dyn_perceiver import DynPerceiverOptions, build
from ..networks.stages import MultiExitNetwork
from .checkpoint import CheckpointError, Settings, load_into

MODEL = re.compile(
    r"(?P<cnn>reg(?:400m|800m|1x6g|3x2g)|resnet50(?:_0\d+)?|mobilenetV3(?:_\dx\d+)?)_perceiver_t(?P<tokens>\d+)"
)
"""A published model name, such as `reg800m_perceiver_t128`."""

REGNETS = {"reg400m": "400mf", "reg800m": "800mf", "reg1x6g": "1.6gf", "reg3x2g": "3.2gf"}

SELF_ATTENTION_LAYERS = (3, 3, 9, 3)
"""Before `depth_factor` multiplies them."""

CNN_STAGES = ["stages.0.cnn1.", "stages.0.cnn2.", "stages.1.cnn3.", "stages.2.cnn4."]
MEETINGS = ["stages.0.meeting1.", "stages.0.meeting2.", "stages.0.meeting3.", "stages.1.meeting4."]

OUTER = [
    (r"^cnn_stem\.", lambda _: "stages.0.stem."),
    (r"^cnn_body\.block(\d)\.block\d-(\d+)\.", lambda m: f"{CNN_STAGES[int(m[1]) - 1]}{m[2]}."),
    (r"^cnn_body_stage(\d)\.", lambda m: CNN_STAGES[int(m[1]) - 1]),
    (r"^dwc(\d)_x2z\.", lambda m: f"{MEETINGS[int(m[1]) - 1]}look."),
    (r"^cross_att(\d)_x2z\.", lambda m: f"{MEETINGS[int(m[1]) - 1]}to_latent."),
    (r"^cross_att(\d)_z2x\.", lambda m: f"{MEETINGS[int(m[1]) - 1]}to_features."),
    (r"^self_att(\d)\.", lambda m: f"{MEETINGS[int(m[1]) - 1]}think."),
    (r"^token_mixer\.(\d)\.", lambda m: f"{MEETINGS[int(m[1]) + 1]}halve."),
    (r"^token_expander\.(\d)\.", lambda m: f"{MEETINGS[int(m[1]) + 1]}widen."),
    (r"^last_cross_att_z2x\.", lambda _: "stages.3.to_features."),
    (r"^early_classifier3\.", lambda _: "stages.0.head."),
    (r"^classifier_att\.", lambda _: "stages.1.head."),
    (r"^classifier_cnn\.(?=weight|bias)", lambda _: "stages.2.head.1."),  # behind our dropout
    (r"^classifier_cnn\.", lambda _: "stages.2.head."),
    (r"^classifier_merge\.", lambda _: "stages.3.head."),
    (r"^isc3\.", lambda _: "stages.1.feedback."),
    (r"^isc4\.", lambda _: "stages.3.feedback."),
    (r"^latent$", lambda _: "stages.0.latent"),
]
"""Published place → ours, first match wins."""

INNER = {
    "cross_attn.q_norm.": "norm_query.",
    "cross_attn.kv_norm.": "norm_keys.",
    "cross_attn.attention.": "attention.",
    "self_attn.norm.": "norm.",
    "self_attn.attention.": "attention.",
    "attention.relative_position_bias": "attention.positions",
    "attention.q_proj.": "attention.query.",
    "attention.k_proj.": "attention.key.",
    "attention.v_proj.": "attention.value.",
    "attention.o_proj.": "attention.out.",
    "mlp.layernorm.": "mlp.norm.",
    "mlp.fc1.": "mlp.up.",
    "mlp.fc2.": "mlp.down.",
}
"""Published part of an attention layer → ours."""


def rename(key: str) -> str:
    """A key of the published layout as it is called here."""
    for pattern, place in OUTER:
        found = re.match(pattern, key)
        if found:
            rest = key[found.end() :]
            for theirs, ours in INNER.items():
                rest = rest.replace(theirs, ours)
            return place(found) + rest
    return key


def options_from(given: Mapping[str, str], mean: Sequence[float], std: Sequence[float]) -> DynPerceiverOptions:
    """Options by the names of the published command line; the defaults are those of its published commands."""
    s = Settings(given)
    name = s.text("model", "reg800m_perceiver_t128")
    size = s.whole("input_size", 224)
    depth_factor = s.wholes("depth_factor", [1, 1, 1, 1])
    widening = s.whole("SA_widening_factor", 4)
    heads = s.wholes("num_SA_heads", [1, 2, 4, 8])
    for flag in ("spatial_reduction", "with_last_CA", "with_x2z", "with_dwc", "with_z2x", "with_isc"):
        if not s.truth(flag, True):
            s.problems.append(f"{flag} must be true: no published model leaves it out")
    model = MODEL.fullmatch(name)
    if model is None:
        s.problems.append(
            f"model must be such as reg800m_perceiver_t128, resnet50_0375_…, mobilenetV3_0x75_…, was {name!r}"
        )
    if len(depth_factor) != 4:
        s.problems.append(f"depth_factor must have 4 entries, had {len(depth_factor)}")
    s.close()
    backbone, multiplier = _backbone(model["cnn"])
    options = DynPerceiverOptions(
        backbone=backbone,
        multiplier=multiplier,
        size=size,
        tokens=int(model["tokens"]),
        layers=[base * factor for base, factor in zip(SELF_ATTENTION_LAYERS, depth_factor, strict=True)],
        heads=heads,
        widening=widening,
        mean=list(mean),
        std=list(std),
    )
    problems = options.problems()
    if problems:
        raise CheckpointError("; ".join(problems))
    return options


def _backbone(cnn: str) -> tuple[str, float]:
    """`reg800m`, `resnet50_0375`, `mobilenetV3_0x75` → our name and the widths' multiplier."""
    if cnn in REGNETS:
        return f"regnet-y-{REGNETS[cnn]}", 1.0
    kind, _, widths = cnn.partition("_")
    if kind == "resnet50":
        return "resnet50", float(f"0.{widths[1:]}") if widths else 1.0
    return "mobilenet-v3-large", float(widths.replace("x", ".")) if widths else 1.0


def import_dyn_perceiver(
    weights: Mapping[str, Tensor], classes: int, given: Mapping[str, str], mean: Sequence[float], std: Sequence[float]
) -> tuple[MultiExitNetwork, int]:
    """The network with the published weights, and its picture size; raises `CheckpointError` when they don't fit."""
    options = options_from(given, mean, std)
    outputs = weights.get("early_classifier3.bias")
    if outputs is not None and outputs.shape[0] != classes:
        raise CheckpointError(f"the checkpoint answers {outputs.shape[0]} classes, --classes names {classes}")
    network = build(options, classes)
    load_into(network, weights, rename)
    return network, options.size
