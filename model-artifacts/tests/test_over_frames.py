"""Exits over frames: stages that look at a few frames more each."""

from itertools import pairwise
from pathlib import Path

import pytest
import torch
from torch import nn

from offramp_zoo.count import stage_costs
from offramp_zoo.data.belt import Belt, belt_clips
from offramp_zoo.networks import FAMILIES
from offramp_zoo.networks.over_frames import OverFramesOptions, middle_first, over_frames
from offramp_zoo.staging import write_stages

CLASSES = 5


class FirstPixels(nn.Module):
    """Logits that are the first values of a picture."""

    def forward(self, pixels: torch.Tensor) -> torch.Tensor:
        return pixels[:, 0, :CLASSES, 0].float()


def clips(count: int = 3, frames: int = 8) -> torch.Tensor:
    return torch.randint(
        0, 256, (count, frames, 6, 6, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(4)
    )


def test_evidence_is_the_mean_of_the_frames_looked_at() -> None:
    pixels, order = clips(), middle_first(8)
    answers = over_frames(FirstPixels(), order, [1, 1, 2, 4])(pixels)
    said = pixels[:, order, 0, :CLASSES, 0].float()
    for logits, seen in zip(answers, (1, 2, 4, 8), strict=True):
        torch.testing.assert_close(logits, said[:, :seen].mean(1))


def test_decay_weighs_newer_frames_more() -> None:
    pixels = clips(frames=3)
    logits = over_frames(FirstPixels(), [0, 1, 2], [1, 2], decay=0.5)(pixels)[-1]
    said = pixels[:, :, 0, :CLASSES, 0].float()
    torch.testing.assert_close(logits, (0.25 * said[:, 0] + 0.5 * said[:, 1] + said[:, 2]) / 1.75)


def test_without_memory_an_exit_sees_its_last_frame_alone() -> None:
    pixels, order = clips(), middle_first(8)
    answers = over_frames(FirstPixels(), order, [1, 1, 2, 4], decay=0.0)(pixels)
    for logits, seen in zip(answers, (1, 2, 4, 8), strict=True):
        torch.testing.assert_close(logits, pixels[:, order[seen - 1], 0, :CLASSES, 0].float())


@pytest.mark.parametrize("frames", range(2, 20))
def test_the_middle_comes_first_and_every_frame_once(frames: int) -> None:
    order = middle_first(frames)
    assert order[0] == frames // 2
    assert sorted(order) == list(range(frames))


@pytest.mark.parametrize(
    ("order", "chunks", "decay"),
    [([0, 0], [1, 1], 1.0), ([0, 1], [1], 1.0), ([0, 1], [0, 2], 1.0), ([0, 1], [1, 1], 1.5)],
)
def test_what_does_not_fit_is_refused(order: list[int], chunks: list[int], decay: float) -> None:
    with pytest.raises(ValueError, match=r"must"):
        over_frames(FirstPixels(), order, chunks, decay)


def test_the_family_exports_as_stages_that_cost_as_many_frames_as_they_look_at(tmp_path: Path) -> None:
    network = FAMILIES["over-frames"].build(OverFramesOptions(), CLASSES).eval()
    pixels = torch.randint(0, 256, (33, 8, 28, 28, 3), dtype=torch.uint8)

    entries, traced = write_stages(tmp_path, list(network.stages), pixels, CLASSES)

    costs = stage_costs(network.stages, pixels[:1])
    assert costs == [costs[0], costs[0], 2 * costs[0], 4 * costs[0]]
    assert [entry["multiplyAdds"] for entry in entries] == costs
    assert entries[0]["inputs"][0]["shape"] == [-1, 8, 28, 28, 3]
    assert entries[1]["inputs"][0]["shape"] == [-1, 7, 28, 28, 3]
    with torch.no_grad():
        rest, evidence, _ = traced[0](pixels)
        torch.testing.assert_close(traced[1](rest, evidence)[-1], network(pixels)[1], rtol=1e-3, atol=1e-3)


def test_a_garment_passes_from_right_to_left_and_stands_in_the_middle_in_between() -> None:
    belt = Belt(frames=7, flicker=0.0, noise=0.0)
    garment = torch.full((1, 28, 28), 200, dtype=torch.uint8)
    nothing = torch.zeros(1, 28, 28, dtype=torch.uint8)

    clip = belt_clips(garment, nothing, nothing, belt, torch.Generator())

    lit = (clip[0, :, 14] > 100).float()
    middles = [(row * torch.arange(28)).sum() / row.sum() for row in lit]
    assert all(a > b for a, b in pairwise(middles))
    assert (clip[0, 3] == 200).all()
    assert int(clip.min()) == 24
