"""The model card: what a person should know before trusting a bundle, written from its manifest."""

import re
from collections.abc import Sequence
from typing import Any

from .leakage import suspected
from .manifest import pixel_frames
from .protocol import Outcome
from .tasks import MULTI_LABEL, REGRESSION


def model_card(manifest: dict[str, Any], budgeted: Sequence[tuple[float, Outcome]], test_samples: int) -> str:
    """Markdown. `budgeted` holds (q, outcome on the test pictures) of the curve, cheapest first."""
    provenance = manifest["provenance"]
    data = provenance["dataset"]
    size = manifest["input"]
    parts = [
        f"# {manifest['name']} {manifest['version']}",
        f"A multi-exit network of the family `{manifest['family']}` with {len(manifest['stages'])} exits for "
        f"{manifest['task']}: {_asked(manifest)}, {_sample(size)}.",
        "## Data",
        f"Calibration and test: {data['name']} ({data['source']}), licence: {data['licence']}. "
        f"{_split(provenance)}{_held_out(manifest, test_samples)}",
        "## How it was made",
        _made(provenance),
    ]
    if "trainedEpochs" in provenance:
        parts.append(
            f"Seed {provenance['seed']}, {provenance['trainedEpochs']} epochs, PyTorch "
            f"{provenance['framework']['torch']}. The whole recipe is in `manifest.json`."
        )
    parts += ["## Exits", *_exact(manifest), _exit_table(manifest), *_frames(manifest)]
    if "timing" in manifest:
        parts.append(time_section(manifest))
    if budgeted:
        parts += [
            "## Budgeted curve",
            f"Thresholds from the held-out pictures, results on the {test_samples:,} test pictures; q as in the MSDNet "
            "protocol.",
            _curve_table(budgeted, _right(manifest)),
        ]
    parts += [
        "## Default policy",
        _policy(manifest),
        *_variants(manifest),
        "## Limits",
        f"{_unknown(manifest)} A confidence is a ranking of samples, not a probability to rely on. Multiply-adds: "
        f"{manifest['multiplyAddsConvention']}.",
        *([] if manifest["task"] == REGRESSION else ["## Classes", ", ".join(manifest["classes"])]),
    ]
    return "\n\n".join(parts) + "\n"


def _unknown(manifest: dict[str, Any]) -> str:
    """What becomes of anything else."""
    if manifest["task"] == REGRESSION:
        return "It gives a number for any picture, also for one that is unlike all that it was trained on."
    known = "It knows the classes below and nothing else:"
    if manifest["task"] == MULTI_LABEL:
        return f"{known} what else there is goes unnamed, or gets one of their names, sometimes with high confidence."
    return f"{known} any other picture gets one of them, sometimes with high confidence."


def _asked(manifest: dict[str, Any]) -> str:
    """What it tells of a picture."""
    if manifest["task"] == REGRESSION:
        return f"a number, of {manifest['classes'][0]}"
    return f"{len(manifest['classes'])} classes"


TIME = "## Time"
"""The heading of the section that is written anew when a bundle is measured again."""


def time_section(manifest: dict[str, Any]) -> str:
    """The heading and a table of the milliseconds of each stage, a row for each precision and batch."""
    timing = manifest["timing"]
    stages = len(manifest["stages"])
    rows = [
        f"| precision, batch | {' | '.join(f'stage {k}' for k in range(1, stages + 1))} | all |",
        "|---" * (stages + 2) + "|",
    ]
    variants = [(v["precision"], v["stages"]) for v in manifest.get("variants", [])]
    for precision, entries in [("float32", manifest["stages"]), *variants]:
        for batch in entries[0]["milliseconds"]:
            each = [entry["milliseconds"][batch] for entry in entries]
            shown = " | ".join(f"{ms:.3g}" for ms in (*each, sum(each)))
            rows.append(f"| {precision}, {batch.removeprefix('batch')} | {shown} |")
    where = f"{timing['processor']}, {timing['threads']} thread, {timing['clock']}, {timing['allocator']}"
    lead = f"Milliseconds a picture, each stage with its head: {where}, PyTorch {timing['torch']}."
    return "\n\n".join([TIME, lead, "\n".join(rows)])


def with_times(card: str, manifest: dict[str, Any]) -> str:
    """A model card whose section of times is that of the manifest; it stands after the exits."""
    sections = re.split(r"\n\n(?=## )", card.rstrip("\n"))
    kept = [section for section in sections if not section.startswith(TIME)]
    place = next((i for i, section in enumerate(kept, 1) if section.startswith("## Exits")), len(kept))
    return "\n\n".join([*kept[:place], time_section(manifest), *kept[place:]]) + "\n"


def _made(provenance: dict[str, Any]) -> str:
    if "imported" not in provenance:
        return f"    {provenance.get('command', 'unknown')}"
    imported = provenance["imported"]
    return (
        f"Imported from the published checkpoint `{imported['file']}` (sha256 `{imported['sha256']}`), in the "
        f"layout of {imported['family']}. Source: {imported['source'] or 'not stated'}; licence: {imported['licence']}."
    )


def _split(provenance: dict[str, Any]) -> str:
    if "split" not in provenance:
        return ""
    return (
        "The set itself does not say which pictures are tested: those are where the first 32 bits of their file's "
        f"SHA-256, as a share of 2^32, are below {provenance['split']['test']}; so copies of a picture are never on "
        "both sides. "
    )


def _held_out(manifest: dict[str, Any], test_samples: int) -> str:
    provenance = manifest["provenance"]
    count = provenance["heldOut"]["count"]
    if not count:
        return (
            "No pictures were held out: the bundle has no calibration, and its default policy closes every early exit."
        )
    if "imported" in provenance:
        return (
            f"{count} of the data set's test pictures were held out: the thresholds come from them alone, for the "
            f"checkpoint may have been trained on any training picture. Which they are is in `manifest.json`. The "
            f"other {test_samples} are the test pictures below, and no choice was made here by them. Whether the "
            "checkpoint itself was chosen by test pictures, only its publisher can say."
        )
    told = suspected(manifest)
    doubt = f" Beware: {told}." if told else ""
    return _held_out_here(provenance, count) + doubt


def _held_out_here(provenance: dict[str, Any], count: int) -> str:
    """Of a training here; what a file of weights was trained on before, nobody knows here."""
    from_file = provenance.get("backbone", {}).get("name", "").endswith(".pt")
    if provenance.get("recipe", {}).get("data", {}).get("held_out_from") == "test":
        return (
            f"{count} of the data set's test pictures were held out, for the weights that it was grown on seem to have "
            "seen the training pictures: the thresholds come from them alone. Which they are is in `manifest.json`. "
            "The others are the test pictures below, and no choice was made here by them. Whether those weights were "
            "chosen by test pictures, or trained on them, is not known here."
        )
    if from_file:
        return (
            f"{count} training pictures were held out: no training here saw them, and the thresholds come from them "
            "alone. Which they are is in `manifest.json`. No choice was made here by the test pictures. Whether the "
            "weights that it was grown on had seen either before is not known here."
        )
    return (
        f"{count} training pictures were held out: they were never trained on, and the thresholds come from them "
        "alone. Which they are is in `manifest.json`. No choice was made by the test pictures."
    )


def _exit_table(manifest: dict[str, Any]) -> str:
    right, further = _right(manifest), FURTHER.get(manifest["task"], {})
    columns = [f"held-out {right}", f"test {right}", *(f"test {told}" for told in further.values())]
    rows = [
        f"| exit | {' | '.join(columns)} | M multiply-adds | parameters of the stage |",
        "|---" * (len(columns) + 3) + "|",
    ]
    for k, stage in enumerate(manifest["stages"], 1):
        figures = [("accuracy", "heldOut"), *((name, "test") for name in ("accuracy", *further))]
        told = " | ".join(_figure(name, stage.get(name, {}).get(part)) for name, part in figures)
        rows.append(f"| {k} | {told} | {stage['cumulativeMultiplyAdds'] / 1e6:.2f} | {stage['parameters']:,} |")
    return "\n".join(rows)


def _figure(name: str, value: float | None) -> str:
    """A field of a stage as people read it: a share, or an error in the unit of the answer."""
    if value is None:
        return "–"
    return f"{value:.3f}" if name == "meanAbsoluteError" else f"{100 * value:.2f} %"


FURTHER = {MULTI_LABEL: {"f1": "F1"}, REGRESSION: {"meanAbsoluteError": "mean absolute error"}}
"""What is told of an exit besides how often it is right, by task: fields of a stage, and what people call them."""


def _right(manifest: dict[str, Any]) -> str:
    """What accuracy is a share of."""
    if manifest["task"] == REGRESSION:
        return f"within {manifest['tolerance']:g}"
    return "exact" if manifest["task"] == MULTI_LABEL else "top-1"


def _sample(size: dict[str, Any]) -> str:
    clips = f"clips of {size['frames']} frames of " if size["frames"] > 1 else ""
    return f"{clips}{size['height']}×{size['width']} pixels"


def _frames(manifest: dict[str, Any]) -> list[str]:
    looked_at = [pixel_frames(stage) for stage in manifest["stages"]]
    if not any(looked_at):
        return []
    each = "; ".join(f"{k}: {', '.join(str(p + 1) for p in frames) or 'none'}" for k, frames in enumerate(looked_at, 1))
    return [
        f"Frames of a clip, counted from 1, that each stage looks at: stage {each}. A clip that leaves at an exit "
        "needs no frame of the stages behind it: those are not even decoded."
    ]


def _exact(manifest: dict[str, Any]) -> list[str]:
    if manifest["task"] == REGRESSION:
        return [
            f"Within {manifest['tolerance']:g}: the share of the pictures whose number is off by no more than that. "
            "A picture leaves where an exit's number is close enough to that of the exit before; so at exit 1 nobody "
            "leaves alone: all do, or none."
        ]
    if manifest["task"] != MULTI_LABEL:
        return []
    return [
        "A label is named where its probability is at least a half. Exact: the share of the pictures of which exactly "
        "the true labels are named. F1: 2·TP / (2·TP + FP + FN), all labels of all pictures together."
    ]


def _curve_table(budgeted: Sequence[tuple[float, Outcome]], right: str) -> str:
    rows = [f"| q | mean M multiply-adds | {right} | leaving at each exit |", "|---|---|---|---|"]
    for q, outcome in budgeted:
        shares = " ".join(f"{100 * s:.1f}" for s in outcome.exit_shares)
        rows.append(
            f"| {q:.2f} | {outcome.mean_multiply_adds / 1e6:.2f} | {100 * outcome.accuracy:.2f} % | {shares} % |"
        )
    return "\n".join(rows)


def _variants(manifest: dict[str, Any]) -> list[str]:
    variants = manifest.get("variants", [])
    if not variants:
        return []
    rows = [f"| precision | test {_right(manifest)} of each exit | under the default policy |", "|---|---|---|"]
    for variant in variants:
        exits = " ".join(
            f"{100 * stage['accuracy']['test']:.2f}" if "test" in stage["accuracy"] else "–"
            for stage in variant["stages"]
        )
        expected = variant["expected"]
        policy = "–"
        if "testAccuracy" in expected:
            policy = f"{100 * expected['testAccuracy']:.2f} % at {expected['testMeanMultiplyAdds'] / 1e6:.2f} M"
        rows.append(f"| {variant['precision']} | {exits} % | {policy} |")
    return ["## Other precisions", "The same stages, with the thresholds found in float32.", "\n".join(rows)]


def _policy(manifest: dict[str, Any]) -> str:
    policy = manifest["policy"]
    thresholds = ", ".join("closed" if t is None else f"{t:.4f}" for t in policy["thresholds"])
    lines = f"{policy['measure']} at least {thresholds or '(one exit only)'}."
    expected = policy.get("expected", {})
    if "heldOutAccuracy" in expected:
        lines += (
            f" Held out: {100 * expected['heldOutAccuracy']:.2f} % at "
            f"{expected['heldOutMeanMultiplyAdds'] / 1e6:.2f} M multiply-adds a sample."
        )
    if "testAccuracy" in expected:
        lines += f" Test: {100 * expected['testAccuracy']:.2f} % at {expected['testMeanMultiplyAdds'] / 1e6:.2f} M."
    return lines
