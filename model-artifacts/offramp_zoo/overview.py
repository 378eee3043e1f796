"""What bundles there are, what one of them can do, and several side by side: `zoo list`, `show`, `compare`."""

import argparse
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .leakage import suspected
from .manifest import BundleError, read_bundle

UNKNOWN = "–"


def add_commands(group: argparse._SubParsersAction, bundles: Path) -> None:
    """Adds the three commands to the zoo's; `bundles` is the folder that is looked at where none is given."""
    command = group.add_parser(
        "list", help="the bundles of a folder", description="A line for each bundle: exits, accuracy, cost."
    )
    command.add_argument("folder", type=Path, nargs="?", default=bundles, metavar="DIR", help="default: bundles")
    command.set_defaults(command=run_list)
    command = group.add_parser(
        "show",
        help="what a bundle can do, exit by exit, in points and milliseconds",
        description="Says what a bundle's manifest says: exits, default policy, and where it comes from.",
    )
    command.add_argument("bundle", type=Path, metavar="BUNDLE", help="the bundle's folder")
    command.set_defaults(command=run_show)
    command = group.add_parser(
        "compare",
        help="bundles side by side",
        description="A line for each bundle, and what differs in how they were made. Nothing is measured anew; where "
        "the test pictures or the machine of the times differ, it says so.",
    )
    command.add_argument("bundles", type=Path, nargs="+", metavar="BUNDLE", help="the bundles' folders")
    command.set_defaults(command=run_compare)


def run_list(options: argparse.Namespace) -> None:
    """Lists the bundles of a folder, those that are not whole with their reason."""
    folders = sorted(path.parent for path in options.folder.glob("*/manifest.json"))
    if not folders:
        raise BundleError(f"{options.folder} has no bundles")
    manifests, broken = [], []
    for folder in folders:
        try:
            manifests.append(read_bundle(folder))
        except BundleError as error:
            broken.append(str(error))
    _print_table(manifests)
    for told in broken:
        print(told)


def run_compare(options: argparse.Namespace) -> None:
    """Puts bundles side by side, and says where they cannot be compared."""
    manifests = [read_bundle(folder) for folder in options.bundles]
    _print_table(manifests)
    for what, values in (
        ("data sets", [m["provenance"]["dataset"]["name"] for m in manifests]),
        ("test pictures", [m["provenance"].get("test", {}).get("count", 0) for m in manifests]),
        ("processors of the times", [m.get("timing", {}).get("processor", UNKNOWN) for m in manifests]),
    ):
        if len(set(values)) > 1:
            print(f"not the same {what}: {', '.join(map(str, values))}")
    recipes = [_flat(m["provenance"].get("recipe", {})) for m in manifests]
    for key in sorted(set().union(*recipes)):
        values = [recipe.get(key, UNKNOWN) for recipe in recipes]
        if any(value != values[0] for value in values):
            print(f"{key}: {', '.join(map(str, values))}")


def _print_table(manifests: Sequence[dict[str, Any]]) -> None:
    rows = [
        ["bundle", "exits", "input", "classes", "test top-1 of the last exit and by policy", "ms of all and by policy"]
    ]
    for m in manifests:
        size = m["input"]
        accuracy = _percent(m["stages"][-1]["accuracy"].get("test")), _percent(_expected(m, "testAccuracy"))
        each, by_policy = _milliseconds(m), _policy_milliseconds(m)
        times = f"{each[-1]:.3g} {by_policy:.3g}" if each and by_policy else UNKNOWN
        input_ = f"{size['height']}×{size['width']}" + (f"×{size['frames']}" if size["frames"] > 1 else "")
        rows.append(
            [m["name"], str(len(m["stages"])), input_, str(len(m["classes"])), f"{accuracy[0]} {accuracy[1]}", times]
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def run_show(options: argparse.Namespace) -> None:
    """Prints what a manifest says to a person."""
    m = read_bundle(options.bundle)
    provenance, size = m["provenance"], m["input"]
    print(f"{m['name']} {m['version']}, family {m['family']}: {len(m['classes'])} classes, ", end="")
    print(f"{size['height']}×{size['width']} pixels" + (f", {size['frames']} frames" if size["frames"] > 1 else ""))
    print(f"from {provenance['dataset']['name']}: {provenance.get('command', 'imported')}")
    if "backbone" in provenance:
        print(f"grown on {provenance['backbone']['name']}, sha256 {provenance['backbone']['sha256'][:12]}")
    each = _milliseconds(m) or [None] * len(m["stages"])
    thresholds = [*m["policy"]["thresholds"], None]
    print("exit  held-out      test  M multiply-adds     ms  leaves from")
    for k, (stage, ms, threshold) in enumerate(zip(m["stages"], each, thresholds, strict=True), 1):
        accuracies = "  ".join(f"{_percent(stage['accuracy'].get(part)):>8}" for part in ("heldOut", "test"))
        leaves = "always" if k == len(each) else "closed" if threshold is None else f"{threshold:.4f}"
        time = UNKNOWN if ms is None else f"{ms:.3g}"
        print(f"{k:4}  {accuracies}  {stage['cumulativeMultiplyAdds'] / 1e6:15.2f}  {time:>5}  {leaves}")
    by_policy = _policy_milliseconds(m)
    if by_policy:
        accuracy = _percent(_expected(m, "testAccuracy"))
        print(f"default policy, test: {accuracy} at {by_policy:.3g} ms a picture; at the last exit: {each[-1]:.3g} ms")
    for line in _stage_times(m):
        print(line)
    told = suspected(m)
    if told:
        print(f"beware: {told}")


def _stage_times(manifest: dict[str, Any]) -> list[str]:
    """What each stage takes with its head, in every precision, and where that was measured."""
    if "timing" not in manifest:
        return ["no times yet; ./offramp zoo time BUNDLE measures them"]
    timing = manifest["timing"]
    lines = [f"milliseconds a picture of each stage, {timing['processor']}, {timing['allocator']}:"]
    variants = [(v["precision"], v["stages"]) for v in manifest.get("variants", [])]
    for precision, entries in [("float32", manifest["stages"]), *variants]:
        for batch in entries[0]["milliseconds"]:
            each = [entry["milliseconds"][batch] for entry in entries]
            shown = " ".join(f"{ms:.3g}" for ms in each)
            lines.append(f"  {precision}, batch {batch.removeprefix('batch')}: {shown}, all {sum(each):.3g}")
    return lines


def _flat(table: dict[str, Any], before: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for key, value in table.items():
        flat |= _flat(value, f"{before}{key}.") if isinstance(value, dict) else {f"{before}{key}": value}
    return flat


def _expected(manifest: dict[str, Any], what: str) -> Any:
    return manifest["policy"].get("expected", {}).get(what)


def _percent(share: float | None) -> str:
    return UNKNOWN if share is None else f"{100 * share:.2f} %"


def _milliseconds(manifest: dict[str, Any]) -> list[float]:
    """To each exit, one picture at a time; none where nobody measured."""
    times = [stage.get("milliseconds", {}).get("batch1") for stage in manifest["stages"]]
    return list(itertools.accumulate(times)) if all(times) else []


def _policy_milliseconds(manifest: dict[str, Any]) -> float | None:
    """A picture, in the mean, by the shares that leave at each exit under the default policy."""
    shares = _expected(manifest, "testExitShares") or _expected(manifest, "exitShares")
    each = _milliseconds(manifest)
    return sum(s * ms for s, ms in zip(shares, each, strict=True)) if shares and each else None
