import numpy as np
import pytest

from offramp_zoo.calibrate import write_calibration
from offramp_zoo.results.bundles import Result
from offramp_zoo.results.differences import (
    Difference,
    accuracy_at_budget,
    at_budget,
    at_each_exit,
    common_budgets,
    over_all_exits,
)
from offramp_zoo.results.wording import verdict
from offramp_zoo.scores import Scores

HELD_OUT, TEST, LABEL = 600, 1000, 1


def outcomes(rng, pictures, shares):
    """Two networks of two exits, one exit each as (both right, only the first, only the second): `[2,exits,N]`."""
    drawn = [rng.choice(4, pictures, p=[*share, 1 - sum(share)]) for share in shares]
    return np.array([[np.isin(d, right) for d in drawn] for right in ((0, 1), (0, 2))])


def result(folder, held_out, test, names=None):
    """A bundle's manifest and table, without stages: both exits as confident as chance will have it."""
    folder.mkdir()
    confidence = np.random.default_rng(7).random(held_out.shape).astype(np.float32)
    scores = Scores(held_out.astype(np.int64) * LABEL, confidence, confidence, confidence)
    write_calibration(
        folder / "calibration.avro", names or [str(i) for i in range(HELD_OUT)], [LABEL] * HELD_OUT, scores
    )
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
            "calibration": {"file": "calibration.avro"},
            "provenance": {"dataset": {"name": "Squares"}},
        },
    )


def pair(folder, seed, shares, **changes):
    rng = np.random.default_rng(seed)
    folder.mkdir(exist_ok=True)
    held_out, test = outcomes(rng, HELD_OUT, shares), outcomes(rng, TEST, shares)
    test[:, :, -1] = False  # so that a thousandth is seen: see Result.test_pictures
    return [result(folder / f"{seed}-{i}", held_out[i], test[i], **(changes if i else {})) for i in (0, 1)]


def test_nineteen_of_twenty_intervals_hold_the_true_difference(tmp_path):
    shares = [(0.80, 0.05, 0.03), (0.85, 0.02, 0.02)]
    inside = [
        abs(d.value - true) <= d.half_width
        for seed in range(100)
        for d, true in zip(at_each_exit(*pair(tmp_path, seed, shares)), (0.02, 0.0), strict=True)
    ]
    assert 0.90 <= np.mean(inside) <= 0.985


def test_a_network_does_not_differ_from_itself(tmp_path):
    first, second = pair(tmp_path, 0, [(0.8, 0, 0), (0.9, 0, 0)])
    for difference in (*at_each_exit(first, second), over_all_exits(first, second), at_budget(first, second, 200)):
        assert (difference.value, difference.half_width, difference.sign) == (0, 0, 0)


def test_pictures_that_are_not_the_same_make_the_interval_wider(tmp_path):
    shares = [(0.8, 0.02, 0.02), (0.9, 0.02, 0.02)]
    paired = at_each_exit(*pair(tmp_path / "a", 1, shares))
    unpaired = at_each_exit(*pair(tmp_path / "b", 1, shares, names=[f"x{i}" for i in range(HELD_OUT)]))
    assert unpaired[0].half_width > 1.5 * paired[0].half_width
    assert unpaired[0].value == paired[0].value


def test_between_two_points_of_the_curve_chance_chooses(tmp_path):
    first, second = pair(tmp_path, 2, [(0.5, 0.1, 0.0), (0.8, 0.1, 0.0)])
    assert accuracy_at_budget(first, 100) == first.accuracies[0]
    assert accuracy_at_budget(first, 150) == pytest.approx(0.75 * first.accuracies[0] + 0.25 * first.accuracies[1])
    assert at_budget(first, second, 200).sign == 1
    assert at_budget(second, first, 200).sign == -1


def test_budgets_reach_from_the_first_common_one_to_where_nothing_is_gained(tmp_path):
    first, second = pair(tmp_path, 3, [(0.5, 0.1, 0.0), (0.8, 0.1, 0.0)])
    assert common_budgets([first, second], 3) == pytest.approx([100.0, 173.205, 300.0], abs=0.01)


def test_noise_is_called_noise():
    better, worse, noise = Difference(0.02, 0.01), Difference(-0.02, 0.01), Difference(0.01, 0.02)
    assert str(better) == "**+2.00 ± 1.00**"
    assert str(noise) == "+1.00 ± 2.00"
    assert verdict(["a", "b"], [better, better]) == "held beyond noise everywhere."
    assert verdict(["a", "b"], [noise, noise]) == "neither shown nor refuted, everything is noise."
    assert verdict(["a", "b", "c"], [better, worse, noise]) == (
        "held beyond noise (a); the other way round beyond noise (b); noise (c)."
    )
