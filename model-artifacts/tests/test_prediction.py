import numpy as np
import pytest
import torch
from PIL import Image

import offramp_zoo
from offramp_zoo import protocol
from offramp_zoo.__main__ import HOME, main
from offramp_zoo.bundle import Choices, export_bundle
from offramp_zoo.calibrate import collect_logits
from offramp_zoo.manifest import BundleError
from offramp_zoo.measuring import Samples
from offramp_zoo.scores import score

from . import tiny


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("bundles") / "tiny"
    samples = Samples((12, 12), tiny.pictures(40, 2), tiny.pictures(60, 3))
    export_bundle(
        path, tiny.identity(), list(tiny.network().stages), samples, tiny.origin(), Choices(0.0, ["bfloat16"])
    )
    return path


def test_each_picture_gets_the_answer_of_the_exit_that_the_protocol_says(folder):
    bundle, pictures = offramp_zoo.load(folder), tiny.pictures(150, 9)
    scores = score(collect_logits(bundle.stages, pictures))
    thresholds = [float(np.median(scores.max_softmax[0])), float(np.quantile(scores.max_softmax[1], 0.3))]
    answers = bundle.predict(pictures.pixels.numpy(), thresholds)
    taken = protocol.exits_taken([*thresholds, protocol.EVERYBODY], scores.max_softmax)
    assert [a.exit - 1 for a in answers] == taken.tolist()
    assert len(set(taken.tolist())) == 3
    wanted = scores.predicted[taken, np.arange(150)]
    assert [a.label for a in answers] == ["abcd"[i] for i in wanted]
    assert [a.confidence for a in answers] == pytest.approx(scores.max_softmax[taken, np.arange(150)], abs=1e-6)


def test_nothing_is_computed_behind_the_exit_where_all_left(folder):
    bundle = offramp_zoo.load(folder)

    def never(*_):
        raise AssertionError("this stage has nothing to do")

    bundle.stages[1:] = [never, never]
    answers = bundle.predict(tiny.pictures(5, 1).pixels.numpy(), [0.0, 0.0])
    assert {a.exit for a in answers} == {1}


def test_closed_exits_let_nobody_leave(folder):
    answers = offramp_zoo.load(folder, "bfloat16").predict(tiny.pictures(5, 1).pixels.numpy(), [None, None])
    assert {a.exit for a in answers} == {3}


def test_files_and_pictures_are_fitted_as_the_job_fits_them(folder, tmp_path):
    values = np.random.default_rng(0).integers(0, 256, (12, 12, 3), dtype=np.uint8)
    Image.fromarray(values).save(tmp_path / "a.png")
    bundle = offramp_zoo.load(str(folder))
    (by_array,) = bundle.predict(values[None])
    assert bundle.predict([tmp_path / "a.png", Image.fromarray(values)]) == [by_array, by_array]
    assert bundle.predict([]) == []


def test_what_does_not_fit_is_told(folder):
    bundle = offramp_zoo.load(folder)
    with pytest.raises(ValueError, match=r"images must be uint8 \[1, 12, 12, 3\], were uint8 \[1, 8, 8, 3\]"):
        bundle.predict(np.zeros((1, 8, 8, 3), np.uint8))
    with pytest.raises(ValueError, match="thresholds must have 2 entries, had 1"):
        bundle.predict(np.zeros((1, 12, 12, 3), np.uint8), [0.5])
    with pytest.raises(BundleError, match="has no stages in float16, it has float32, bfloat16"):
        offramp_zoo.load(folder, "float16")


def test_a_bundle_whose_stages_look_at_frames_answers_clips(folder):
    bundle = offramp_zoo.load(HOME / "bundles" / "fashion-mnist-belt")
    clips = torch.randint(0, 256, (3, 8, 28, 28, 3), dtype=torch.uint8, generator=torch.Generator().manual_seed(0))
    answers = bundle.predict(clips.numpy())
    assert len(answers) == 3
    with pytest.raises(ValueError, match="this bundle takes arrays"):
        bundle.predict([Image.new("RGB", (28, 28))])


def test_bundles_are_listed_shown_and_compared(folder, capsys):
    assert main(["list", str(folder.parent)]) == 0
    header, line = capsys.readouterr().out.splitlines()
    assert header.startswith("bundle")
    assert line.startswith("tiny")
    assert main(["show", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "tiny 1.0.0, family branchy-resnet: 4 classes, 12×12 pixels" in shown
    assert "default policy, test: " in shown
    assert "milliseconds a picture of each stage, " in shown
    assert "  float32, batch 16: " in shown
    assert main(["compare", str(folder), str(HOME / "bundles" / "fashion-mnist-belt")]) == 0
    assert "not the same data sets: Squares, " in capsys.readouterr().out


def test_a_folder_without_bundles_is_one_message(tmp_path, capsys):
    assert main(["list", str(tmp_path)]) == 1
    assert "has no bundles" in capsys.readouterr().err


def test_a_bundle_that_is_not_whole_is_listed_with_its_reason(folder, tmp_path, capsys):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{}")
    assert main(["list", str(tmp_path)]) == 0
    assert "problem(s) in bundle" in capsys.readouterr().out
