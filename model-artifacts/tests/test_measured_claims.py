"""How measured figures become verdicts."""

from dataclasses import replace

import pytest

from offramp_zoo.experiments.conflict import JOINT, JOINT_STOPPED, SURGERY, SURGERY_FLOWING, Conflict
from offramp_zoo.experiments.latency import Latency
from offramp_zoo.experiments.surgery_steps import Steps
from offramp_zoo.frames_study import Row, Study
from offramp_zoo.results import Figures, Result, Verdict, claims_page
from offramp_zoo.results.conflict_question import gradient_conflict
from offramp_zoo.results.frames_question import exits_over_frames
from offramp_zoo.results.perceiver_question import latent_exits

AROUND = {
    "clock": "CPU time of the thread",
    "threads": 1,
    "processor": "a processor",
    "torch": "2",
    "cores": 2,
    "load": 0.9,
}


def conflict(**shares):
    """Shares of pairs in conflict of two batches each, a little apart."""
    ways = {JOINT: "joint", JOINT_STOPPED: "stopped", SURGERY_FLOWING: "flowing", SURGERY: "surgery"}
    conflicts = {way: [shares[word], shares[word] + 0.001] for way, word in ways.items()}
    return Conflict(
        "dfs", "plain", {}, 128, {w: [0.1, 0.2] for w in ways}, conflicts, {w: [[0.1, 0.2], [0.3]] for w in ways}
    )


@pytest.mark.parametrize(
    ("shares", "verdict"),
    [
        ({"joint": 0.4, "stopped": 0.1, "flowing": 0.3, "surgery": 0.05}, Verdict.HELD),
        ({"joint": 0.4, "stopped": 0.5, "flowing": 0.3, "surgery": 0.05}, Verdict.NOISE),
        ({"joint": 0.4, "stopped": 0.1, "flowing": 0.3, "surgery": 0.45}, Verdict.NOT_HELD),
        ({"joint": 0.005, "stopped": 0.0, "flowing": 0.0, "surgery": 0.0}, Verdict.NOT_HELD),
    ],
)
def test_conflict_goes_where_it_is_fewer_as_trained_and_by_the_stopping_alone(shares, verdict):
    claim, *_ = gradient_conflict([conflict(**shares)], [])
    assert claim.verdict is verdict
    assert "| exit 1 | +0.10, +0.10 | +0.20, +0.20 |" in claims_page([claim])


def steps(**over_joint):
    forms = {"joint": 10.0} | {form: 10.0 * ratio[0] for form, ratio in over_joint.items()}
    return Steps("net", 10**7, 64, "bfloat16", forms, over_joint, AROUND)


@pytest.mark.parametrize(
    ("split", "shorter", "half"),
    [
        ([0.9, 0.85, 0.95], Verdict.HELD, Verdict.NOT_HELD),
        ([1.0, 0.95, 1.05], Verdict.NOISE, Verdict.NOT_HELD),
        ([1.1, 1.05, 1.15], Verdict.NOT_HELD, Verdict.NOT_HELD),
        ([0.4, 0.35, 0.45], Verdict.HELD, Verdict.HELD),
    ],
)
def test_a_step_is_shorter_where_the_interval_of_split_convolutions_lies_below_one(split, shorter, half):
    claims = gradient_conflict([], [steps(concatenated=[1.02, 1.0, 1.04], split=split)])
    assert [claim.verdict for claim in claims] == [Verdict.NOT_ATTEMPTED, shorter, half]
    assert f"split {split[0]:.2f} ({split[1]:.2f} to {split[2]:.2f})" in claims[1].number


def test_a_busy_machine_is_named():
    busy = replace(steps(split=[1, 1, 1]), surroundings=AROUND | {"load": 2.4})
    for found, is_told in ((busy, True), (steps(split=[1, 1, 1]), False)):
        page = claims_page(gradient_conflict([], [found]))
        assert ("the machine did other work meanwhile" in page) is is_told


def perceiver():
    stages = [
        {"multiplyAdds": 10**6, "cumulativeMultiplyAdds": (k + 1) * 10**6, "accuracy": {"heldOut": 0.5, "test": 0.5}}
        for k in range(4)
    ]
    manifest = {
        "name": "dyn",
        "family": "dyn-perceiver",
        "stages": stages,
        "policy": {"expected": {"heldOutMeanMultiplyAdds": 2e6}},
        "provenance": {"dataset": {"name": "Squares"}},
    }
    return Result("dyn", manifest)


@pytest.mark.parametrize(
    ("one", "many", "verdict"),
    [
        ([1.6, 1.5, 1.7], [1.9, 1.8, 2.0], Verdict.HELD),
        ([1.6, 1.1, 1.7], [1.9, 1.8, 2.0], Verdict.NOISE),
        ([1.1, 1.0, 1.15], [1.9, 1.8, 2.0], Verdict.NOT_HELD),
    ],
)
def test_time_is_saved_where_both_batches_save_what_the_least_published_figure_says(one, many, verdict):
    by_batch = {"1": one, "16": many}
    times = {"1": [0.1] * 4, "16": [0.05] * 4}
    found = Latency("dyn", {}, 10**6, times, {"1": 0.1, "16": 0.1}, by_batch, by_batch, AROUND)
    claims = latent_exits([perceiver()], [found])
    (claim,) = [c for c in claims if "comes back as time" in c.claim]
    assert claim.verdict is verdict
    (static,) = [c for c in claims if "faster than the static backbone" in c.claim]
    assert static.verdict is Verdict.NOT_ATTEMPTED, "nobody knows how accurate it is"
    assert "by multiply-adds 2.00 ×" in claim.number
    assert "| `dyn` | stage 1 | 1.00 M | 0.1 | 0.05 | 100 | 50 |" in claims_page([claim])


@pytest.mark.parametrize(
    ("over", "verdict"),
    [
        ([0.0, -0.004, 0.004], Verdict.HELD),
        ([-0.02, -0.05, 0.01], Verdict.NOISE),
        ([-0.05, -0.08, -0.02], Verdict.NOT_HELD),
    ],
)
def test_exits_over_frames_hold_where_half_a_point_less_is_left_out(over, verdict):
    rows = [Row("exits", 0.6, 2.0, over), Row("first", 0.6, 1.0, [0, -0.1, 0.1]), Row("every", 0.6, 8.0, [0, 0, 0])]
    (claim,) = exits_over_frames(Study(300, 46, [1, 1, 2, 4], "middle-first", 10**8, 4.6, rows))
    assert claim.verdict is verdict
    assert claim.number.startswith("4.0 × fewer frames")


def test_figures_of_other_weights_are_passed_over():
    found = Figures(conflicts=[conflict(joint=0.4, stopped=0.1, flowing=0.3, surgery=0.1)])
    kept = found.of([])
    assert kept.conflicts == found.conflicts, "they name no weights"
    stale = Latency("dyn", {"dyn": "other"}, 1, {}, {}, {}, {}, AROUND)
    assert Figures(latencies=[stale]).of([]).latencies == []
