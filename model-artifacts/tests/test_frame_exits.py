import numpy as np
import pytest

from offramp_zoo.data.fights import source_videos
from offramp_zoo.frame_exits import bootstrap, cross_measured, decide, folds, frugal_threshold, out_of_fold


def clips(count=120, frames=4, seed=0):
    """Clips of 30 videos; a fifth of the frames say nothing of the class, the others say it."""
    chance = np.random.default_rng(seed)
    labels = chance.integers(2, size=count)
    features = chance.normal(size=(count, frames, 6))
    tells = chance.random((count, frames)) < 0.8
    features[..., 0] += np.where(tells, 6 * (2 * labels[:, None] - 1), 0)
    return features, labels, np.array([f"video {n % 30}" for n in range(count)])


def test_the_clips_of_a_video_are_in_one_fold():
    videos = clips()[2]
    fold = folds(videos, 5, 1)
    assert set(fold) == set(range(5))
    for video in np.unique(videos):
        assert len(set(fold[videos == video])) == 1
    assert np.bincount(fold).max() - np.bincount(fold).min() <= 4


def test_a_head_never_saw_what_it_is_asked_about():
    features, _, videos = clips(seed=3)
    features[...] = np.random.default_rng(4).normal(size=features.shape)
    names = np.unique(videos)
    of_video = dict(zip(names, np.random.default_rng(5).integers(2, size=len(names)), strict=True))
    labels = np.array([of_video[v] for v in videos])
    features[..., 1] = np.array([int(v.split()[1]) for v in videos])[:, None]  # a video is known by it, a class is not
    right = out_of_fold(features, labels, folds(videos, 5, 0)).mean(axis=1).argmax(axis=1) == labels
    assert right.mean() < 0.75


def test_a_clip_leaves_where_it_is_sure_first():
    logits = np.array([[[0.0, 5], [0, 5], [0, 5], [0, 5]], [[0, 0.1], [9, 0], [9, 0], [9, 0]]])
    measured = decide(logits, np.array([1, 0]), [1, 1, 2], 0.9)
    assert measured.frames.tolist() == [1, 2]
    assert measured.correct.tolist() == [True, True]
    assert decide(logits, np.array([1, 0]), [1, 1, 2], np.inf).frames.tolist() == [4, 4]
    assert decide(logits, np.array([1, 0]), [1, 1, 2], 0.5).correct.tolist() == [True, False]


def test_the_threshold_keeps_the_accuracy_of_all_frames_where_it_was_found():
    features, labels, videos = clips()
    logits = out_of_fold(features, labels, folds(videos, 5, 0))
    found = decide(logits, labels, [1, 1, 2], frugal_threshold(logits, labels, [1, 1, 2]))
    assert found.correct.mean() >= decide(logits, labels, [1, 1, 2], np.inf).correct.mean()
    assert found.frames.mean() < 3


def test_exits_save_frames_where_one_often_says_enough():
    features, labels, videos = clips(count=300)
    found = cross_measured(features, labels, videos, [1, 1, 2], 0)
    assert found["every"].correct.mean() > 0.95
    assert found["exits"].correct.mean() > found["every"].correct.mean() - 0.05
    assert found["first"].correct.mean() < found["every"].correct.mean()
    assert found["exits"].frames.mean() < 3


def test_the_interval_is_of_videos_and_not_of_clips():
    videos = np.repeat(np.arange(10), 30)
    difference = np.repeat(np.random.default_rng(0).normal(size=10), 30)
    low, high = bootstrap(difference, videos, 0)
    assert low < difference.mean() < high
    assert high - low == pytest.approx(3.92 * difference.std() / np.sqrt(10), rel=0.2)


def test_the_list_of_videos_is_read_as_it_is():
    lines = [
        "https://a",
        "fi001: 0.1 - 0.2",
        "nofi001: 1 - 2",
        "https://b ",
        "fi002: 1 - 2",
        "",
        "nofi062 - nofi063 : Net",
    ]
    text = "\r\n".join(lines)
    assert source_videos(text) == {
        "fi001": "https://a",
        "nofi001": "https://a",
        "fi002": "https://b",
        "nofi062": "Net",
        "nofi063": "Net",
    }
