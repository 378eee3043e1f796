"""The manifest of a bundle: its JSON schema, its checks, its files."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import jsonschema

from .tasks import REGRESSION, TASKS

MANIFEST_SCHEMA = Path(__file__).parent / "schemas" / "manifest.schema.json"


class BundleError(ValueError):
    """A bundle that is not whole; the message lists everything that is wrong with it."""


def sha256(path: Path) -> str:
    """The hex digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def weights_of(manifest: dict[str, Any]) -> str:
    """A digest of a bundle's stages."""
    digests = "".join(stage["sha256"] for stage in manifest["stages"])
    return hashlib.sha256(digests.encode()).hexdigest()


def manifest_problems(manifest: Any) -> list[str]:
    """What is wrong with a manifest: against the schema, and between its parts."""
    schema = json.loads(MANIFEST_SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    errors = sorted(validator.iter_errors(manifest), key=lambda e: e.json_path)
    if errors:
        return [f"{e.json_path}: {e.message}" for e in errors]
    problems = _stage_problems(manifest["stages"], len(manifest["classes"]), "stages")
    problems += _frame_problems(manifest["stages"], manifest["input"], "stages")
    problems += _cost_problems(manifest) + _policy_problems(manifest) + _task_problems(manifest)
    if len(manifest.get("classNames", manifest["classes"])) != len(manifest["classes"]):
        problems.append(f"classNames: {len(manifest['classNames'])} names for {len(manifest['classes'])} classes")
    for variant in manifest.get("variants", []):
        where = f"variant {variant['precision']}"
        problems += _stage_problems(variant["stages"], len(manifest["classes"]), where)
        problems += _frame_problems(variant["stages"], manifest["input"], where)
        if len(variant["stages"]) != len(manifest["stages"]):
            problems.append(f"{where} has {len(variant['stages'])} stages, the bundle {len(manifest['stages'])}")
    return problems


def _task_problems(manifest: dict) -> list[str]:
    task, labels = TASKS[manifest["task"]], len(manifest["classes"])
    problems = []
    if manifest["policy"]["measure"] not in task.measures:
        known = ", ".join(task.measures)
        problems.append(f"policy.measure is {manifest['policy']['measure']}, a {manifest['task']} bundle has {known}")
    if labels > task.most_classes:
        problems.append(f"a {manifest['task']} bundle can have {task.most_classes} labels at most, has {labels}")
    if labels < task.fewest_classes:
        problems.append(f"a {manifest['task']} bundle has {task.fewest_classes} classes at least, has {labels}")
    if ("tolerance" in manifest) != (manifest["task"] == REGRESSION):
        problems.append(f"tolerance is for task {REGRESSION}, and needed there; the task is {manifest['task']}")
    return problems


def _stage_problems(stages: list[dict], classes: int, part: str) -> list[str]:
    problems = []
    for k, stage in enumerate(stages):
        where = f"{part}[{k}]"
        if stage["outputs"][-1]["shape"] != [-1, classes]:
            problems.append(f"{where}: logits are {stage['outputs'][-1]['shape']}, not [-1, {classes}]")
        taken = stage["inputs"][1:] if pixel_frames(stage) else stage["inputs"]
        if k and _forms(stages[k - 1]["outputs"][:-1]) != _forms(taken):
            problems.append(f"{where} does not take what {part}[{k - 1}] returns")
    if len(stages[-1]["outputs"]) != 1:
        problems.append(f"{part}: the last stage must return logits alone")
    return problems


def pixel_frames(stage: dict) -> list[int]:
    """The positions in a clip whose pixels are a stage's first input; none where it does not tell frames apart."""
    return list(stage["inputs"][0].get("frames", ()))


def _frame_problems(stages: list[dict], size: dict, part: str) -> list[str]:
    """What is wrong with the frames that the stages say they look at, if they do."""
    problems = [
        f"{part}[{k}]: only its first input can be frames of a clip, not {tensor['name']}"
        for k, stage in enumerate(stages)
        for tensor in stage["inputs"][1:]
        if "frames" in tensor
    ]
    looked_at = [pixel_frames(stage) for stage in stages]
    if not any(looked_at):
        return problems
    if not looked_at[0]:
        problems.append(f"{part}[0] takes whole clips, so no later stage can name frames")
    for k, frames in enumerate(looked_at):
        outside = [p for p in frames if p >= size["frames"]]
        again = [p for p in frames if any(p in earlier for earlier in looked_at[:k])]
        wanted = ("uint8", [-1, len(frames), size["height"], size["width"], 3])
        if outside:
            problems.append(f"{part}[{k}] looks at {outside}, but a clip has positions 0 to {size['frames'] - 1}")
        if again:
            problems.append(f"{part}[{k}] looks at {again}, which an earlier stage did")
        taken = _forms(stages[k]["inputs"][:1])[0]
        if frames and taken != wanted:
            problems.append(f"{part}[{k}] takes {taken} for {len(frames)} frame(s), not {wanted}")
    if size["frames"] < 2:
        problems.append(f"{part}: a bundle for pictures has no frames to tell apart")
    return problems


def _cost_problems(manifest: dict) -> list[str]:
    problems, before = [], 0
    for k, stage in enumerate(manifest["stages"]):
        if stage["cumulativeMultiplyAdds"] != before + stage["multiplyAdds"]:
            problems.append(f"stages[{k}]: cumulativeMultiplyAdds is not the sum of the stages so far")
        before = stage["cumulativeMultiplyAdds"]
    return problems


def _policy_problems(manifest: dict) -> list[str]:
    thresholds = len(manifest["policy"]["thresholds"])
    wanted = len(manifest["stages"]) - 1
    return [] if thresholds == wanted else [f"policy: {thresholds} thresholds for {wanted} exits before the last"]


def _files(manifest: dict) -> list[dict]:
    variants = [stage for variant in manifest.get("variants", []) for stage in variant["stages"]]
    weights = [manifest["weights"]] if "weights" in manifest else []
    return [*manifest["stages"], *variants, *weights, manifest["calibration"], manifest["modelCard"]]


def _forms(tensors: list[dict]) -> list[tuple]:
    return [(t["dtype"], t["shape"]) for t in tensors]


def read_bundle(folder: Path) -> dict[str, Any]:
    """Reads a manifest and checks it and every file it names; raises `BundleError` with all problems."""
    path = folder / "manifest.json"
    if not path.is_file():
        raise BundleError(f"{folder} is no bundle: it has no manifest.json")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        raise BundleError(f"{path} is not JSON: {error}") from None
    problems = manifest_problems(manifest)
    for entry in [] if problems else _files(manifest):
        file = folder / entry["file"]
        if not file.is_file():
            problems.append(f"{entry['file']} is missing")
        elif sha256(file) != entry["sha256"]:
            problems.append(f"{entry['file']} was altered: its sha256 is {sha256(file)}, not {entry['sha256']}")
    if problems:
        raise BundleError("\n  - ".join([f"{len(problems)} problem(s) in bundle {folder}:", *problems]))
    return manifest


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """Writes `manifest.json`, not checked, as a person likes to read it."""
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    (folder / "manifest.json").write_text(_one_line_numbers(text) + "\n", encoding="utf-8")


def _one_line_numbers(text: str) -> str:
    """Puts lists of numbers on one line each: thousands of indices should not be thousands of lines."""
    return re.sub(
        r"\[[^\[\]{}\"]+\]",
        lambda found: re.sub(r"\s+", " ", found[0]).replace("[ ", "[").replace(" ]", "]"),
        text,
    )
