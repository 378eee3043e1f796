import math

import numpy as np
import pytest
import torch

from offramp_zoo.bundle import Identity, export_bundle
from offramp_zoo.calibrate import read_calibration
from offramp_zoo.data import DataSet, Pictures
from offramp_zoo.data.mosaics import counted_mosaics, labelled_mosaics
from offramp_zoo.losses import exits_loss
from offramp_zoo.manifest import manifest_problems
from offramp_zoo.measuring import Samples
from offramp_zoo.prediction import load
from offramp_zoo.protocol import NOBODY, curve, undecided
from offramp_zoo.recipe import RecipeError, TrainOptions, parse_recipe
from offramp_zoo.tasks import MULTI_LABEL, REGRESSION, TASKS, agreement, f1, least_certain
from offramp_zoo.train import evaluate, train

from . import tiny

LABELS = TASKS[MULTI_LABEL]
NUMBERS = TASKS[REGRESSION].within(0.5)


def labelled(count: int, seed: int) -> Pictures:
    """Pictures of which the upper half is bright where label 0 is true, and the lower where label 1 is."""
    generator = torch.Generator().manual_seed(seed)
    true = torch.rand(count, 2, generator=generator) < 0.5
    pixels = torch.randint(0, 60, (count, 12, 12, 3), generator=generator)
    pixels[:, :6] += 150 * true[:, 0].view(-1, 1, 1, 1)
    pixels[:, 6:] += 150 * true[:, 1].view(-1, 1, 1, 1)
    return Pictures(pixels.to(torch.uint8), true, [f"held-out/{i}" for i in range(count)])


def data() -> DataSet:
    parts = labelled(160, 1), labelled(40, 2), labelled(60, 3)
    return DataSet("Halves", "none needed", "tests", ["upper", "lower"], *parts)


def recipe(**changes: str):
    text = tiny.RECIPE.replace("[train]", '[train]\nloss = "binary-cross-entropy"').replace(
        "[data]", '[data]\nset = "fashion-mosaics-labels"'
    )
    for old, new in changes.items():
        text = text.replace(old, new)
    return parse_recipe(text.replace("epochs = 3", "epochs = 12"))


def test_a_mosaic_is_labelled_with_the_classes_that_are_on_it():
    classes = torch.arange(10)
    garments = (classes + 1).to(torch.uint8).view(-1, 1, 1, 1).expand(-1, 28, 28, 3)  # each as bright as its class
    made = labelled_mosaics(Pictures(garments, classes, list("abcdefghij")), 10, "test", 3)
    assert made.pixels.shape == (5, 56, 56, 3)
    for pixels, true in zip(made.pixels, made.labels, strict=True):
        seen = set((pixels.unique() - 1).tolist()) - {255}
        named = set(true.nonzero().flatten().tolist())
        assert named
        assert seen <= named  # a lighter one may hide another


def test_mosaics_come_from_their_seed_alone():
    pictures = Pictures(tiny.pictures(40, 1, size=28).pixels, torch.arange(40) % 10, ["x"] * 40)
    one, same, other = (labelled_mosaics(pictures, 10, "test", seed) for seed in (3, 3, 4))
    assert torch.equal(one.pixels, same.pixels)
    assert not torch.equal(one.pixels, other.pixels)
    assert one.names[:2] == ["test/0", "test/1"]


def test_the_least_certain_label_decides_and_what_is_no_number_has_no_confidence():
    logits = torch.tensor([[4.0, -1.5, 2.0], [1000.0, 0.0, -1000.0], [1.0, math.nan, 1.0], [math.inf, 1.0, 1.0]])
    assert least_certain(logits)[:2].tolist() == [np.float32(0.63514894), 0.0]
    assert np.isnan(least_certain(logits)[2:]).all()


def test_only_exactly_the_true_labels_are_right_and_f1_counts_one_by_one():
    logits = torch.tensor([[[1.0, -1.0], [0.0, 3.0], [-1.0, -2.0]]])
    true = torch.tensor([[True, False], [True, False], [True, False]])
    judged = LABELS.judge(logits, true)
    assert judged.correct.tolist() == [[True, False, False]]
    assert judged.figures == {"f1": [pytest.approx(2 * 2 / (2 * 2 + 1 + 1))]}
    assert judged.rows[1]["exits"][0]["labels"] == [0, 1]
    assert judged.rows[1]["labels"] == [0]
    assert f1(np.zeros((2, 3), dtype=bool), np.zeros((2, 3), dtype=bool)) == 1.0


def test_every_label_is_a_question_of_its_own():
    options = TrainOptions(loss="binary-cross-entropy")
    wrong, right = torch.tensor([[2.0, 2.0]]), torch.tensor([[2.0, -2.0]])
    true = torch.tensor([[True, False]])
    expected = math.log(1 + math.exp(-2)) * 2
    assert float(exits_loss([right], true, options, [1.0])) == pytest.approx(expected)
    assert float(exits_loss([wrong], true, options, [1.0])) == pytest.approx(expected + 2)


def test_the_loss_has_to_be_that_of_the_data_set():
    with pytest.raises(RecipeError, match=r"train\.loss must be binary-cross-entropy where data\.set is"):
        recipe(**{'loss = "binary-cross-entropy"': 'loss = "cross-entropy"'})
    with pytest.raises(RecipeError, match="label_smoothing needs loss = 'cross-entropy'"):
        recipe(
            **{
                "dropout": "dropout",
                'loss = "binary-cross-entropy"': 'loss = "binary-cross-entropy"\nlabel_smoothing = 0.1',
            }
        )


def test_a_network_learns_labels_and_its_bundle_names_them(tmp_path):
    halves = data()
    network = train(recipe(), halves, tmp_path / "run", torch.device("cpu"), lambda line: None)
    _, accuracies = evaluate(network, halves.held_out, torch.device("cpu"), LABELS)
    assert accuracies[-1] > 0.9

    identity = Identity("halves", "1.0.0", "branchy-resnet", halves.classes, MULTI_LABEL)
    samples = Samples((12, 12), halves.held_out, halves.test)
    manifest = export_bundle(tmp_path / "halves", identity, list(network.stages), samples, tiny.origin())
    assert manifest["task"] == MULTI_LABEL
    assert manifest["policy"]["measure"] == "LEAST_CERTAIN"
    assert manifest["stages"][-1]["f1"]["test"] > 0.9
    assert read_calibration(tmp_path / "halves" / "calibration.avro")[0]["labels"] is not None
    card = (tmp_path / "halves" / "MODEL_CARD.md").read_text()
    assert "| exit | held-out exact | test exact | test F1 |" in card

    answers = load(tmp_path / "halves").predict(halves.test.pixels.numpy())
    true = [{name for name, is_true in zip(halves.classes, row, strict=True) if is_true} for row in halves.test.labels]
    right = [set(answer.labels) == wanted for answer, wanted in zip(answers, true, strict=True)]
    assert np.mean(right) == pytest.approx(manifest["policy"]["expected"]["testAccuracy"])


def test_a_measure_is_for_the_task_and_labels_can_be_counted(tmp_path):
    halves = data()
    identity = Identity("halves", "1.0.0", "branchy-resnet", halves.classes, MULTI_LABEL)
    network = tiny.network(classes=2)
    samples = Samples((12, 12), halves.held_out)
    manifest = export_bundle(tmp_path / "halves", identity, list(network.stages), samples, tiny.origin())
    manifest["policy"]["measure"] = "MARGIN"
    assert manifest_problems(manifest) == ["policy.measure is MARGIN, a multi-label bundle has LEAST_CERTAIN"]
    assert Identity("x", "1.0.0", "any", ["a", "b"], "detection").problems() == [
        "task must be one of image-classification, video-classification, multi-label, regression, was 'detection'"
    ]


def numbered(count: int, seed: int) -> Pictures:
    """Pictures that are the brighter the larger their number is, -2…2."""
    generator = torch.Generator().manual_seed(seed)
    numbers = torch.rand(count, generator=generator) * 4 - 2
    noise = torch.randint(0, 20, (count, 12, 12, 3), generator=generator)
    pixels = noise + ((numbers + 2) * 50).view(-1, 1, 1, 1)
    return Pictures(pixels.to(torch.uint8), numbers, [f"held-out/{i}" for i in range(count)])


def numbers_data() -> DataSet:
    return DataSet("Lights", "none needed", "tests", ["brightness"], numbered(160, 1), numbered(40, 2), numbered(60, 3))


def number_recipe():
    text = tiny.RECIPE.replace("[train]", '[train]\nloss = "squared-error"').replace(
        "[data]", '[data]\nset = "fashion-mosaics-count"'
    )
    text = text.replace("epochs = 3", "epochs = 12").replace("erase = 0.5", "flip = false").replace("dropout = 0.2", "")
    return parse_recipe(text)


def test_a_mosaic_is_counted_by_the_garments_that_are_on_it():
    garments = (torch.arange(80) + 1).to(torch.uint8).view(-1, 1, 1, 1).expand(-1, 28, 28, 3)  # each of its own grey
    made = counted_mosaics(Pictures(garments, torch.arange(80) % 10, ["x"] * 80), "test", 3)
    assert made.pixels.shape == (40, 56, 56, 3)
    assert made.labels.dtype == torch.float32
    assert made.labels.unique().tolist() == [0, 1, 2, 3, 4, 5, 6]
    for pixels, count in zip(made.pixels, made.labels, strict=True):
        greys = set(pixels.unique().tolist()) - {0}
        assert len(greys) <= count  # two may be of one grey, or a lighter one hides another
        assert bool(greys) == bool(count)


def test_counted_mosaics_come_from_their_seed_alone():
    pictures = Pictures(tiny.pictures(40, 1, size=28).pixels, torch.arange(40) % 10, ["x"] * 40)
    one, same, other = (counted_mosaics(pictures, "test", seed) for seed in (3, 3, 4))
    assert torch.equal(one.pixels, same.pixels)
    assert torch.equal(one.labels, same.labels)
    assert not torch.equal(one.pixels, other.pixels)


def test_two_exits_agree_the_more_the_closer_their_numbers_are():
    before = torch.tensor([7.0, 7.0, 7.0, 7.0, math.inf, math.nan])
    values = torch.tensor([7.0, 7.5, 4.0, math.nan, 7.0, 7.0])
    agreed = agreement(values, before)
    assert agreed[:3].tolist() == [1.0, np.float32(0.6666667), 0.25]
    assert np.isnan(agreed[3])
    assert agreed[4:].tolist() == [0.0, 0.0]
    first = agreement(values, None)
    assert first[[0, 1, 2, 4, 5]].tolist() == [0.0] * 5
    assert np.isnan(first[3])


def test_a_number_is_right_within_the_tolerance_and_told_by_its_mean_absolute_error():
    logits = torch.tensor([[[1.0], [4.0]], [[1.5], [2.0]]])
    judged = NUMBERS.judge(logits, torch.tensor([2.0, 2.5]))
    assert judged.correct.tolist() == [[False, False], [True, True]]
    assert judged.figures == {"meanAbsoluteError": [1.25, 0.5]}
    assert judged.confidences["AGREEMENT"].tolist() == [[0.0, 0.0], [np.float32(2 / 3), np.float32(1 / 3)]]
    assert judged.rows[0]["value"] == 2.0
    assert judged.rows[0]["exits"][1] | {"agreement": 0} == {
        "predicted": -1,
        "maxSoftmax": 0.0,
        "entropy": 0.0,
        "margin": 0.0,
        "value": 1.5,
        "agreement": 0,
    }


def test_an_exit_that_is_equally_sure_of_all_lets_nobody_leave():
    confidence = np.array([[0.0, 0.0, 0.0, 0.0], [0.9, 0.8, 0.7, 0.6], [0.5, 0.5, 0.5, 0.5]], dtype=np.float32)
    correct = np.array([[True, False, False, False], [True, True, False, False], [True, True, True, True]])
    assert undecided(confidence) == frozenset({0})
    assert all(point.thresholds[0] == NOBODY for point in curve(confidence, correct, [1.0, 2.0, 3.0], steps=5))


def test_a_network_learns_numbers_and_its_bundle_answers_with_them(tmp_path):
    lights = numbers_data()
    network = train(number_recipe(), lights, tmp_path / "run", torch.device("cpu"), lambda line: None)
    identity = Identity("lights", "1.0.0", "branchy-resnet", lights.classes, REGRESSION, tolerance=0.5)
    samples = Samples((12, 12), lights.held_out, lights.test)
    manifest = export_bundle(tmp_path / "lights", identity, list(network.stages), samples, tiny.origin())
    assert manifest["task"] == REGRESSION
    assert manifest["tolerance"] == 0.5
    assert manifest["policy"]["measure"] == "AGREEMENT"
    assert manifest["stages"][-1]["meanAbsoluteError"]["test"] < 0.5  # the mean of all would be 1 off
    assert read_calibration(tmp_path / "lights" / "calibration.avro")[0]["exits"][0]["agreement"] == 0.0
    card = (tmp_path / "lights" / "MODEL_CARD.md").read_text()
    assert "| exit | held-out within 0.5 | test within 0.5 | test mean absolute error |" in card
    assert "a number, of brightness" in card

    answers = load(tmp_path / "lights").predict(lights.test.pixels.numpy())
    right = [abs(a.value - t) <= 0.5 for a, t in zip(answers, lights.test.labels.tolist(), strict=True)]
    assert np.mean(right) == pytest.approx(manifest["policy"]["expected"]["testAccuracy"])
    shares = np.bincount([a.exit for a in answers], minlength=4)[1:] / len(answers)
    assert shares.tolist() == pytest.approx(manifest["policy"]["expected"]["testExitShares"])
    assert answers[0].label == "brightness"


def test_a_bundle_of_numbers_needs_a_tolerance_and_one_quantity(tmp_path):
    assert Identity("x", "1.0.0", "any", ["a"], REGRESSION).problems() == [
        "a tolerance above 0 is for regression, and needed there, was 0.0"
    ]
    assert Identity("x", "1.0.0", "any", ["a", "b"], tolerance=0.5).problems() == [
        "a tolerance above 0 is for regression, and needed there, was 0.5"
    ]
    lights = numbers_data()
    identity = Identity("lights", "1.0.0", "branchy-resnet", lights.classes, REGRESSION, tolerance=0.5)
    samples = Samples((12, 12), lights.held_out)
    stages = list(tiny.network(classes=1).stages)
    manifest = export_bundle(tmp_path / "lights", identity, stages, samples, tiny.origin())
    del manifest["tolerance"]
    assert manifest_problems(manifest) == ["tolerance is for task regression, and needed there; the task is regression"]
