import pytest
import torch

from offramp_zoo.consistency import MapOptions, consistency_by_stage, knowledge_consistency

from . import tiny

QUICK = MapOptions(width=32, epochs=25, batch=64, learning_rate=0.01)


def features(seed, channels=4):
    return torch.randn(300, channels, 4, 4, generator=torch.Generator().manual_seed(seed))


def test_features_that_are_a_mix_of_the_others_are_fully_known():
    source = features(0)
    mix = torch.einsum("nchw,dc->ndhw", source, torch.randn(3, 4, generator=torch.Generator().manual_seed(9)))
    assert knowledge_consistency(source, mix, QUICK) > 0.98
    assert knowledge_consistency(source, mix.abs(), QUICK) > 0.7  # not linear: the map bends


def test_features_of_independent_noise_are_not_known():
    assert knowledge_consistency(features(0), features(1), QUICK) < 0.05


def test_half_known_features_are_half_consistent():
    source = features(0)
    target = torch.cat([source[:, :2], features(1)[:, :2]], dim=1)
    assert knowledge_consistency(source, target, QUICK) == pytest.approx(0.5, abs=0.05)


def test_samples_sorted_by_class_are_as_consistent_as_mixed_ones():
    classes = torch.arange(300).div(100, rounding_mode="floor").view(-1, 1, 1, 1)
    source = features(0) / 4 + classes
    target = (source - 1).abs()  # another slope for the last class
    mixed = torch.randperm(300, generator=torch.Generator().manual_seed(2))
    assert knowledge_consistency(source[mixed], target[mixed], QUICK) > 0.8
    assert knowledge_consistency(source, target, QUICK) > 0.8


def test_a_network_is_consistent_with_itself_after_every_stage():
    network = tiny.network()
    shares = consistency_by_stage(network.stages, network.stages, tiny.pictures(120, 0), QUICK)
    assert len(shares) == 2
    assert min(shares) > 0.9
