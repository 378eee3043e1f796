"""Exits over frames: stages that look at a few frames more each."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import torch
from torch import nn

from offramp_zoo.bundle import Identity, Samples, export_bundle
from offramp_zoo.count import stage_costs
from offramp_zoo.data.belt import Belt, belt_clips
from offramp_zoo.manifest import manifest_problems
from offramp_zoo.networks import FAMILIES
from offramp_zoo.networks.over_frames import OverFramesOptions, middle_first, over_frames
from offramp_zoo.networks.stages import run_stages
from offramp_zoo.staging import load_stages, write_stages

from . import tiny

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
    order = middle_first(8)
    assert [entry["inputs"][0]["frames"] for entry in entries] == [order[:1], order[1:2], order[2:4], order[4:]]
    assert [entry["inputs"][0]["shape"] for entry in entries] == [[-1, n, 28, 28, 3] for n in (1, 1, 2, 4)]
    evidence = {"name": "features", "dtype": "float32", "shape": [-1, CLASSES]}
    assert [entry["inputs"][1:] for entry in entries] == [[], [evidence], [evidence], [evidence]]
    assert [entry["outputs"][:-1] for entry in entries] == [[evidence], [evidence], [evidence], []]
    with torch.no_grad():
        said, _ = traced[0](pixels[:, order[:1]])
        answer = traced[1](pixels[:, order[1:2]], said)[-1]
        torch.testing.assert_close(answer, network(pixels)[1], rtol=1e-3, atol=1e-3)
    for said, wanted in zip(run_stages(load_stages(tmp_path, entries), pixels), network(pixels), strict=True):
        torch.testing.assert_close(said, wanted, rtol=1e-3, atol=1e-3)


def test_a_stage_is_not_given_the_frames_of_another() -> None:
    pixels, order, chunks = clips(), middle_first(8), [1, 1, 2, 4]
    network = over_frames(FirstPixels(), order, chunks)
    for k in range(1, len(chunks)):
        unread = pixels.clone()
        unread[:, order[sum(chunks[:k]) :]] = 0
        for first, second in zip(network(pixels)[:k], network(unread)[:k], strict=True):
            assert torch.equal(first, second)


def exported(folder: Path) -> dict:
    network = FAMILIES["over-frames"].build(OverFramesOptions(), CLASSES).eval()
    classes = [f"class {i}" for i in range(CLASSES)]
    identity = Identity("clips", "1.0.0", "over-frames", classes)
    return export_bundle(folder / "clips", identity, list(network.stages), Samples((28, 28), frames=8), tiny.origin())


def test_the_card_says_which_frames_each_stage_looks_at(tmp_path: Path) -> None:
    exported(tmp_path)
    card = (tmp_path / "clips" / "MODEL_CARD.md").read_text()
    assert "clips of 8 frames of 28×28 pixels" in card
    assert "stage 1: 5; 2: 1; 3: 8, 3; 4: 6, 2, 4, 7." in card


def change(path: str, value: object) -> Callable[[dict], None]:
    def apply(manifest: dict) -> None:
        *keys, last = [int(key) if key.isdigit() else key for key in path.split(".")]
        for key in keys:
            manifest = manifest[key]
        manifest[last] = value

    return apply


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (change("stages.1.inputs.0.frames", [8]), r"stages\[1\] looks at \[8\], but a clip has positions 0 to 7"),
        (change("stages.1.inputs.0.frames", [4]), r"stages\[1\] looks at \[4\], which an earlier stage did"),
        (change("stages.2.inputs.0.frames", [7]), r"stages\[2\] takes .* for 1 frame\(s\), not"),
        (change("stages.1.inputs.0.dtype", "float32"), r"stages\[1\] takes .*float32.* not \('uint8'"),
        (change("stages.1.inputs.1.frames", [3]), r"stages\[1\]: only its first input can be frames"),
        (change("stages.0.inputs.0.frames", []), r"frames: \[\] should be non-empty"),
        (change("stages.2.inputs.0.frames", [7, 7]), r"frames: \[7, 7\] has non-unique elements"),
        (change("stages.1.outputs.0.shape", [-1, 9]), r"stages\[2\] does not take what stages\[1\] returns"),
        (change("input.frames", 1), r"a bundle for pictures has no frames to tell apart"),
        (lambda m: m["stages"][0]["inputs"][0].pop("frames"), r"stages\[0\] takes whole clips, so no later stage"),
    ],
)
def test_frames_that_do_not_fit_are_problems(
    tmp_path_factory: pytest.TempPathFactory, damage: Callable[[dict], None], says: str
) -> None:
    manifest = exported(tmp_path_factory.mktemp("bundles"))
    assert manifest_problems(manifest) == []
    damage(manifest)
    assert any(re.search(says, problem) for problem in manifest_problems(manifest)), manifest_problems(manifest)


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
