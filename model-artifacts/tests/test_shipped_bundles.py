"""The bundles in the repository, against the test images in the repository."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from offramp_zoo import protocol
from offramp_zoo.__main__ import HOME
from offramp_zoo.calibrate import collect_logits, read_calibration
from offramp_zoo.data import Pictures
from offramp_zoo.data.belt import Belt, clips_of
from offramp_zoo.data.fashion_mnist import read_idx
from offramp_zoo.manifest import read_bundle
from offramp_zoo.scores import score
from offramp_zoo.staging import load_stages

BUNDLES = sorted(p.parent for p in (HOME / "bundles").glob("*/manifest.json"))


FIELDS = {
    "MAX_SOFTMAX": ("maxSoftmax", "predicted", "label"),
    "LEAST_CERTAIN": ("leastCertain", "labels", "labels"),
    "AGREEMENT": ("agreement", "value", "value"),
}
"""Of a table: confidence and answer of an exit, and what is true."""


def is_right(answer, truth, manifest) -> bool:
    """Whether an answer is the true one, or as close to it as the manifest says."""
    tolerance = manifest.get("tolerance")
    return answer == truth if tolerance is None else abs(answer - truth) <= tolerance


@pytest.fixture(scope="module")
def images() -> Pictures:
    folder = HOME / "data" / "fashion-mnist"
    grey = torch.from_numpy(read_idx(folder / "t10k-images-idx3-ubyte.gz")[:1000].copy())
    labels = torch.from_numpy(read_idx(folder / "t10k-labels-idx1-ubyte.gz")[:1000].astype(np.int64))
    return Pictures(grey.unsqueeze(3).expand(-1, -1, -1, 3), labels, [str(i) for i in range(1000)])


@pytest.mark.parametrize("folder", BUNDLES, ids=lambda p: p.name)
def test_a_shipped_bundle_is_whole(folder: Path):
    manifest = read_bundle(folder)
    assert manifest["name"] == folder.name
    here = str(Path(__file__).resolve().parents[2]).encode()
    for file in folder.iterdir():
        content = file.read_bytes()
        for trace_of_a_machine in (here, b"/home/", b"site-packages", b".venv"):
            assert trace_of_a_machine not in content, file.name


@pytest.mark.parametrize("folder", BUNDLES, ids=lambda p: p.name)
def test_the_default_policy_does_on_the_table_what_it_promises(folder: Path):
    manifest = json.loads((folder / "manifest.json").read_text())
    rows = read_calibration(folder / manifest["calibration"]["file"])
    sure, answer, truth = FIELDS[manifest["policy"]["measure"]]
    confidence = np.array([[e[sure] for e in row["exits"]] for row in rows], dtype=np.float32).T
    correct = np.array([[is_right(e[answer], row[truth], manifest) for e in row["exits"]] for row in rows]).T
    closed = [protocol.NOBODY if t is None else t for t in manifest["policy"]["thresholds"]]
    costs = [s["cumulativeMultiplyAdds"] for s in manifest["stages"]]
    outcome = protocol.apply([*closed, protocol.EVERYBODY], confidence, correct, costs)
    expected = manifest["policy"]["expected"]
    assert outcome.accuracy == pytest.approx(expected["heldOutAccuracy"])
    assert outcome.mean_multiply_adds == pytest.approx(expected["heldOutMeanMultiplyAdds"])
    assert outcome.exit_shares == pytest.approx(expected["exitShares"])


@pytest.mark.parametrize("folder", [b for b in BUNDLES if b.name.startswith("fashion-mnist")], ids=lambda p: p.name)
def test_the_shipped_stages_are_as_accurate_as_the_manifest_says(folder: Path, images: Pictures):
    manifest = json.loads((folder / "manifest.json").read_text())
    stages = load_stages(folder, manifest["stages"])
    frames = manifest["input"]["frames"]
    samples = images if frames == 1 else clips_of(images, Belt(frames=frames), 3)
    predicted = score(collect_logits(stages, samples, batch=100)).predicted
    for k, stage in enumerate(manifest["stages"]):
        accuracy = float((predicted[k] == images.labels.numpy()).mean())
        assert accuracy == pytest.approx(stage["accuracy"]["test"], abs=0.03)  # 1,000 of the 10,000
