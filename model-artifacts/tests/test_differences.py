import numpy as np
import pytest

from offramp_zoo.calibrate import write_calibration
from offramp_zoo.results.arms import Arm
from offramp_zoo.results.bundles import Result
from offramp_zoo.results.differences import (
    SEED_DEVIATION,
    Difference,
    accuracy_at_budget,
    at_budget,
    at_exit,
    common_budgets,
    difference,
    over_budgets,
    over_exits,
    seeds_half_width,
)
from offramp_zoo.results.wording import where

HELD_OUT, TEST, LABEL = 600, 1000, 1

KNOWN = "Fashion-MNIST"
"""A data set whose seeds' deviation is known."""


def outcomes(rng, pictures, shares):
    """Two networks of two exits, one exit each as (both right, only the first, only the second): `[2,exits,N]`."""
    drawn = [rng.choice(4, pictures, p=[*share, 1 - sum(share)]) for share in shares]
    return np.array([[np.isin(d, right) for d in drawn] for right in ((0, 1), (0, 2))])


def _exit(right, sure):
    confidence = float(sure)
    return {"predicted": int(right) * LABEL, "maxSoftmax": confidence, "entropy": confidence, "margin": confidence}


def result(folder, held_out, test, data=KNOWN):
    """A bundle's manifest and table, without stages: both exits as confident as chance will have it."""
    folder.mkdir(parents=True)
    confidence = np.random.default_rng(7).random(held_out.shape).astype(np.float32)
    rows = [
        {"label": LABEL, "exits": [_exit(*exit_) for exit_ in zip(right, sure, strict=True)]}
        for right, sure in zip(held_out.T, confidence.T, strict=True)
    ]
    write_calibration(folder / "calibration.avro", [str(i) for i in range(HELD_OUT)], rows)
    accuracies = test.mean(axis=1).tolist()
    stages = [
        {"accuracy": {"heldOut": float(h), "test": t}, "cumulativeMultiplyAdds": cost}
        for h, t, cost in zip(held_out.mean(axis=1), accuracies, (100, 300), strict=True)
    ]
    curve = [
        {"q": q, "meanMultiplyAdds": cost, "accuracy": a}
        for q, cost, a in zip((0.05, 20.0), (100, 300), accuracies, strict=True)
    ]
    return Result(
        folder,
        {
            "name": folder.name,
            "family": "any",
            "stages": stages,
            "policy": {"testCurve": curve},
            "calibration": {"file": "calibration.avro", "samples": HELD_OUT},
            "provenance": {"dataset": {"name": data}, "test": {"count": TEST}},
        },
    )


def pair(folder, seed, shares, **more):
    rng = np.random.default_rng(seed)
    held_out, test = outcomes(rng, HELD_OUT, shares), outcomes(rng, TEST, shares)
    return [Arm({1: result(folder / f"{seed}-{i}", held_out[i], test[i], **more)}) for i in (0, 1)]


def test_nineteen_of_twenty_intervals_hold_the_true_difference_where_seeds_do_nothing(tmp_path, monkeypatch):
    monkeypatch.setitem(SEED_DEVIATION, KNOWN, 0.0)
    shares = [(0.80, 0.05, 0.03), (0.85, 0.02, 0.02)]
    inside = []
    for seed in range(100):
        first, second = pair(tmp_path, seed, shares)
        found = [difference(first, second, at_exit(k)) for k in (0, 1)]
        inside += [abs(d.value - true) <= d.half_width for d, true in zip(found, (0.02, 0.0), strict=True)]
    assert 0.90 <= np.mean(inside) <= 0.985


def seeded(folder, rng, true, seeds, deviation=0.02):
    """Two networks of some seeds, whose difference is `true` and what each seed's luck adds to it."""
    arms = ({}, {})
    for seed in range(seeds):
        levels = [0.8 + 0.5 * sign * true + rng.normal(0, deviation) for sign in (1, -1)]
        for arm, level in zip(arms, levels, strict=True):
            held_out, test = (rng.random((2, n)) < level for n in (HELD_OUT, TEST))
            arm[seed] = result(folder / f"{len(arm)}-{seed}-{id(arm)}", held_out, test)
    return map(Arm, arms)


@pytest.mark.parametrize("seeds", [1, 3])
def test_nineteen_of_twenty_intervals_hold_the_true_difference_whatever_seeds_do(tmp_path, monkeypatch, seeds):
    monkeypatch.setitem(SEED_DEVIATION, KNOWN, 0.02)
    rng = np.random.default_rng(seeds)
    inside = []
    for trial in range(80):
        first, second = seeded(tmp_path / f"{trial}", rng, 0.03, seeds)
        found = difference(first, second, at_exit(0))
        inside.append(abs(found.value - 0.03) <= found.half_width)
    assert np.mean(inside) >= 0.88


def test_one_seed_apart_from_another_is_noise_where_pictures_alone_would_call_it_more(tmp_path, monkeypatch):
    first, second = pair(tmp_path, 0, [(0.80, 0.06, 0.0), (0.9, 0.0, 0.0)])
    monkeypatch.setitem(SEED_DEVIATION, KNOWN, 0.0)
    assert difference(first, second, at_exit(0)).sign == 1
    monkeypatch.setitem(SEED_DEVIATION, KNOWN, 0.03)
    assert difference(first, second, at_exit(0)).sign == 0


def test_nothing_is_more_than_noise_where_nobody_knows_what_seeds_do(tmp_path):
    first, second = pair(tmp_path, 0, [(0.5, 0.4, 0.0), (0.9, 0.0, 0.0)], data="Squares")
    found = difference(first, second, at_exit(0))
    assert found.sign == 0
    assert str(found).endswith(" ± ?")


def test_from_three_seeds_on_their_own_deviation_counts():
    assert seeds_half_width([0.01, 0.02, 0.03], 0.5) == pytest.approx(4.30 * 0.01 / 3**0.5)
    assert seeds_half_width([0.01, 0.02], 0.5) == pytest.approx(1.96 * 0.5)
    assert seeds_half_width([0.01], 0.5) == pytest.approx(1.96 * 0.5 * 2**0.5)


def test_a_network_does_not_differ_from_itself(tmp_path, monkeypatch):
    monkeypatch.setitem(SEED_DEVIATION, KNOWN, 0.0)
    first, second = pair(tmp_path, 0, [(0.8, 0, 0), (0.9, 0, 0)])
    for measure in (at_exit(0), at_exit(1), over_exits, at_budget(200), over_budgets([150, 200])):
        found = difference(first, second, measure)
        assert (found.value, found.half_width, found.sign) == (pytest.approx(0, abs=1e-12), 0, 0)


def test_at_an_exit_held_out_and_test_pictures_count_together_and_at_a_budget_the_test_pictures_alone(tmp_path):
    (arm, _) = pair(tmp_path, 1, [(0.8, 0.02, 0.02), (0.9, 0.02, 0.02)])
    found = arm.example
    held_out, test = found.held_out_accuracies[0], found.accuracies[0]
    assert at_exit(0)(found).accuracy == pytest.approx((HELD_OUT * held_out + TEST * test) / (HELD_OUT + TEST))
    assert at_exit(0)(found).pictures == HELD_OUT + TEST
    assert at_budget(100)(found).accuracy == test
    assert at_budget(100)(found).pictures == TEST


def test_between_two_points_of_the_curve_chance_chooses(tmp_path):
    first, second = pair(tmp_path, 2, [(0.5, 0.1, 0.0), (0.8, 0.1, 0.0)])
    accuracies = first.example.accuracies
    assert accuracy_at_budget(first.example, 100) == accuracies[0]
    assert accuracy_at_budget(first.example, 150) == pytest.approx(0.75 * accuracies[0] + 0.25 * accuracies[1])
    assert difference(first, second, at_budget(200)).sign == 1
    assert difference(second, first, at_budget(200)).sign == -1
    assert difference(first, second, at_budget(100), at_budget(300)).value == pytest.approx(
        accuracies[0] - second.example.accuracies[1]
    )


def test_budgets_reach_from_the_first_common_one_to_where_nothing_is_gained(tmp_path):
    first, second = pair(tmp_path, 3, [(0.5, 0.1, 0.0), (0.8, 0.1, 0.0)])
    assert common_budgets([first.example, second.example], 3) == pytest.approx([100.0, 173.205, 300.0], abs=0.01)


def test_noise_is_called_noise():
    better, worse, noise = Difference(0.02, 0.01), Difference(-0.02, 0.01), Difference(0.01, 0.02)
    assert str(better) == "**+2.00 ± 1.00**"
    assert str(noise) == "+1.00 ± 2.00"
    assert where(["a", "b"], [better, better]) == "held beyond noise everywhere."
    assert where(["a", "b"], [noise, noise]) == "neither shown nor refuted, everything is noise."
    assert where(["a", "b", "c"], [better, worse, noise]) == (
        "held beyond noise (a); the other way round beyond noise (b); noise (c)."
    )
