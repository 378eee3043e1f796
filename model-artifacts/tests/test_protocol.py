import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from offramp_zoo import protocol

GOLDEN = Path(__file__).parent / "golden" / "budgeted-protocol.json.gz"


def test_the_published_protocol_is_met_exactly():
    with gzip.open(GOLDEN) as file:
        golden = json.load(file)
    parts = {}
    for part in ("validation", "test"):
        confidence = np.array(golden[part]["confidence"], dtype=np.float32)
        correct = np.array(golden[part]["predicted"]) == np.array(golden[part]["label"])
        parts[part] = (confidence, correct)
    for row in golden["expected"]:
        shares = protocol.geometric_shares(row["q"], golden["exits"])
        assert shares == pytest.approx(row["shares"], abs=1e-6)
        thresholds = protocol.thresholds_for(parts["validation"][0], shares)
        assert thresholds == row["thresholds"]
        for part, word in (("validation", "valid"), ("test", "test")):
            outcome = protocol.apply(thresholds, *parts[part], golden["multiply_adds"])
            assert 100 * outcome.accuracy == pytest.approx(row[f"{word}_accuracy"], abs=1e-4)
            assert outcome.mean_multiply_adds == pytest.approx(row[f"{word}_multiply_adds"], rel=1e-6)
        assert outcome.exit_counts == row["test_exit_counts"]


def test_shares_are_geometric_over_the_open_exits():
    assert protocol.geometric_shares(0.5, 5) == pytest.approx([16 / 31, 8 / 31, 4 / 31, 2 / 31, 1 / 31])
    assert protocol.geometric_shares(2.0, 3, frozenset({1})) == pytest.approx([1 / 3, 0, 2 / 3])
    with pytest.raises(ValueError, match="above 0"):
        protocol.geometric_shares(0.0, 3)


def test_ties_at_the_threshold_all_leave():
    confidence = np.array([[0.9, 0.8, 0.8, 0.8, 0.1], [0.5] * 5], dtype=np.float32)
    thresholds = protocol.thresholds_for(confidence, [0.4, 0.6])
    outcome = protocol.apply(thresholds, confidence, np.ones((2, 5), bool), [1, 3])
    assert outcome.exit_counts == [4, 1]
    assert outcome.mean_multiply_adds == pytest.approx(1 * 0.8 + 3 * 0.2)


def test_an_exit_without_quota_or_without_samples_lets_nobody_leave():
    confidence = np.array([[0.9] * 10, [0.8] * 10, [0.7] * 10], dtype=np.float32)
    assert protocol.thresholds_for(confidence, [0.05, 0.5, 0.45])[0] == protocol.NOBODY
    starved = protocol.thresholds_for(confidence, [0.3, 0.3, 0.4])  # ties: all ten leave at the first exit
    assert starved[1] == protocol.NOBODY
    assert starved[2] == protocol.EVERYBODY


def test_a_dominated_exit_is_closed_and_the_last_never_is():
    assert protocol.dominated([0.7, 0.8, 0.75, 0.9], [1, 2, 3, 4]) == {2}
    assert protocol.dominated([0.9, 0.8], [1, 2]) == frozenset()


def test_the_chosen_policy_is_the_cheapest_that_keeps_the_accuracy():
    generator = np.random.default_rng(0)
    certain = generator.random((3, 2000)).astype(np.float32)
    correct = generator.random((3, 2000)) < certain  # what is confident is right: exits lose nothing
    correct[2] = True
    cheap = protocol.cheapest_at(0.05, certain, correct, [1, 4, 9])
    dear = protocol.cheapest_at(0.001, certain, correct, [1, 4, 9])
    assert cheap.outcome.mean_multiply_adds < dear.outcome.mean_multiply_adds <= 9
    assert cheap.outcome.accuracy >= 0.95
    assert protocol.cheapest_at(0.0, certain, correct, [1, 4, 9]).outcome.exit_counts == [0, 0, 2000]
    assert dear.outcome.accuracy >= 0.999
