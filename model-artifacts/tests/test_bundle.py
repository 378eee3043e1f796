import copy
import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import nn

from offramp_zoo.bundle import Choices, Identity, Samples, export_bundle
from offramp_zoo.calibrate import read_calibration
from offramp_zoo.class_names import class_names
from offramp_zoo.manifest import BundleError, manifest_problems, read_bundle
from offramp_zoo.networks.stages import run_stages
from offramp_zoo.precision import folded
from offramp_zoo.tracing import ExportError, trace

from . import tiny


def export(folder, stages=None):
    data = tiny.data()
    chosen = tiny.network().stages if stages is None else stages
    samples = Samples((12, 12), data.held_out, data.test)
    return export_bundle(folder, tiny.identity(), chosen, samples, tiny.origin())


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundles") / "tiny"
    export(folder)
    return folder


def test_a_written_bundle_is_read_back_whole(bundle):
    manifest = read_bundle(bundle)
    assert [s["file"] for s in manifest["stages"]] == ["stage-1.pt", "stage-2.pt", "stage-3.pt"]
    assert manifest["stages"][0]["inputs"] == [{"name": "pixels", "dtype": "uint8", "shape": [-1, 12, 12, 3]}]
    assert manifest["stages"][0]["outputs"][0]["shape"] == [-1, 6, 6, 6]
    assert manifest["stages"][1]["inputs"] == manifest["stages"][0]["outputs"][:1]
    assert manifest["policy"]["measure"] == "MAX_SOFTMAX"
    assert len(manifest["policy"]["thresholds"]) == 2
    assert manifest["provenance"]["heldOut"] == {"count": 40, "indices": list(range(40))}


def test_the_loaded_stages_answer_as_the_network_does(bundle):
    network = tiny.network()
    stages = [torch.jit.load(bundle / f"stage-{k}.pt") for k in (1, 2, 3)]
    for batch in (1, 5, 40):
        pixels = tiny.pictures(batch, 9).pixels
        with torch.no_grad():
            expected, actual = network(pixels), run_stages(stages, pixels)
        for want, got in zip(expected, actual, strict=True):
            assert torch.allclose(want, got, atol=1e-5)


def test_the_calibration_table_holds_what_the_stages_say(bundle):
    rows = read_calibration(bundle / "calibration.avro")
    held_out = tiny.data().held_out
    assert [row["sample"] for row in rows] == held_out.names
    assert [row["label"] for row in rows] == held_out.labels.tolist()
    with torch.no_grad():
        last = tiny.network()(held_out.pixels)[-1].softmax(1)
    assert [row["exits"][2]["predicted"] for row in rows] == last.argmax(1).tolist()
    assert [row["exits"][2]["maxSoftmax"] for row in rows] == pytest.approx(last.amax(1).tolist(), abs=1e-5)


def test_the_model_card_names_every_exit(bundle):
    card = (bundle / "MODEL_CARD.md").read_text()
    assert "| 3 |" in card
    assert "Squares" in card
    assert "## Budgeted curve" in card


def test_the_same_weights_give_the_same_files_and_no_trace_of_this_machine(bundle, tmp_path):
    export(tmp_path / "again")
    for file in [*sorted(bundle.glob("*.pt")), bundle / "calibration.avro"]:
        content = file.read_bytes()
        assert content == (tmp_path / "again" / file.name).read_bytes(), file.name
        assert b"site-packages" not in content
        assert str(Path(__file__).parents[2]).encode() not in content


def test_an_export_replaces_the_bundle_and_leaves_nothing_else(bundle):
    export(bundle)
    assert [p.name for p in bundle.parent.iterdir()] == ["tiny"]
    read_bundle(bundle)


def test_an_altered_and_a_missing_file_are_both_named(bundle, tmp_path):
    folder = tmp_path / "altered"
    export(folder)
    (folder / "stage-2.pt").write_bytes(b"something else")
    (folder / "calibration.avro").unlink()
    with pytest.raises(BundleError) as refused:
        read_bundle(folder)
    assert "stage-2.pt was altered" in str(refused.value)
    assert "calibration.avro is missing" in str(refused.value)


def test_the_manifest_schema_tolerates_the_unknown_and_refuses_the_wrong(bundle):
    good = json.loads((bundle / "manifest.json").read_text())
    assert manifest_problems(good) == []

    def changed(change):
        manifest = copy.deepcopy(good)
        change(manifest)
        return manifest_problems(manifest)

    assert changed(lambda m: m.update(mood="cheerful")) == []
    assert changed(lambda m: m.update(formatVersion=2))
    assert changed(lambda m: m.pop("classes"))
    assert changed(lambda m: m["stages"][0].update(sha256="abc"))
    assert changed(lambda m: m["stages"][0].update(file="../elsewhere.pt"))
    assert changed(lambda m: m["stages"][0]["outputs"][0].update(shape=[-1, 7, 6, 6]))
    assert changed(lambda m: m["stages"][1].update(cumulativeMultiplyAdds=1))
    assert changed(lambda m: m["policy"].update(thresholds=[0.5]))
    assert changed(lambda m: m["policy"].update(thresholds=[0.5, None])) == []


def test_classes_that_are_codes_carry_the_names_that_people_use(bundle, tmp_path):
    assert "classNames" not in json.loads((bundle / "manifest.json").read_text())
    classes = tiny.identity().classes
    names = [f"the {name}" for name in classes]
    spoken = replace(tiny.identity(), class_names=names)
    manifest = export_bundle(tmp_path / "b", spoken, tiny.network().stages, Samples((12, 12)), tiny.origin())
    assert manifest["classNames"] == names
    assert manifest_problems({**manifest, "classNames": names[1:] or names * 2})
    assert replace(tiny.identity(), class_names=["one"]).problems()


def test_the_classes_of_imagenette_have_names_and_others_keep_their_own():
    assert class_names(["n03028079", "n01440764"]) == ["church", "tench"]
    assert class_names(["apple", "aquarium_fish"]) == []


def test_without_held_out_pictures_every_early_exit_is_closed(tmp_path):
    export_bundle(tmp_path / "b", tiny.identity(), tiny.network().stages, Samples((12, 12)), tiny.origin())
    manifest = read_bundle(tmp_path / "b")
    assert manifest["policy"]["thresholds"] == [None, None]
    assert manifest["calibration"]["samples"] == 0
    assert read_calibration(tmp_path / "b" / "calibration.avro") == []
    assert manifest["stages"][0]["accuracy"] == {}


@pytest.mark.parametrize("precision", ["bfloat16", "float16"])
def test_a_variant_holds_the_stages_in_half_precision(tmp_path, precision):
    data = tiny.data()
    samples = Samples((12, 12), data.held_out, data.test)
    choices = Choices(precisions=[precision])
    export_bundle(tmp_path / "b", tiny.identity(), tiny.network().stages, samples, tiny.origin(), choices)
    manifest = read_bundle(tmp_path / "b")
    (variant,) = manifest["variants"]
    assert variant["precision"] == precision
    assert [s["file"] for s in variant["stages"]] == [f"stage-{k}-{precision}.pt" for k in (1, 2, 3)]
    dtypes = [[o["dtype"] for o in s["outputs"]] for s in variant["stages"]]
    assert dtypes == [[precision, "float32"], [precision, "float32"], ["float32"]]
    assert variant["stages"][0]["inputs"] == manifest["stages"][0]["inputs"]
    for half, full in zip(variant["stages"], manifest["stages"], strict=True):
        assert half["accuracy"]["heldOut"] == pytest.approx(full["accuracy"]["heldOut"], abs=0.1)
    stages = [torch.jit.load(tmp_path / "b" / s["file"]) for s in variant["stages"]]
    pixels = tiny.pictures(3, 9).pixels
    with torch.no_grad():
        for want, got in zip(tiny.network()(pixels), run_stages(stages, pixels), strict=True):
            assert got.dtype == torch.float32
            assert torch.allclose(want, got, atol=0.1)
    (tmp_path / "b" / f"stage-2-{precision}.pt").unlink()
    with pytest.raises(BundleError, match=f"stage-2-{precision}.pt is missing"):
        read_bundle(tmp_path / "b")


def with_statistics(module, *shape):
    """The module in evaluation mode with norms whose statistics are not 0 and 1."""
    torch.manual_seed(0)
    module.train()
    for _ in range(3):
        module(3 * torch.randn(16, *shape) + 2)
    return module.eval()


def test_folding_norms_changes_no_answer():
    network = tiny.network()
    network.train()
    for seed in range(3):
        network(tiny.pictures(16, seed).pixels)  # statistics that are not 0 and 1
    network.eval()
    pixels = tiny.pictures(5, 9).pixels
    ready = folded(network, [pixels])
    assert any(isinstance(m, nn.BatchNorm2d) for m in network.modules())
    assert not any(isinstance(m, nn.BatchNorm2d) for m in ready.modules())
    with torch.no_grad():
        for want, got in zip(network(pixels), ready(pixels), strict=True):
            assert torch.allclose(want, got, atol=1e-5)


class PreActivation(nn.Module):
    """A block whose norms run before the convolutions of their names (He et al., 2016b); widths may differ."""

    def __init__(self, width):
        super().__init__()
        self.bn1, self.conv1 = nn.BatchNorm2d(4), nn.Conv2d(4, width, 3, padding=1)
        self.linear = nn.Linear(width, 3)

    def forward(self, x):
        return self.linear(self.conv1(torch.relu(self.bn1(x))).mean((2, 3)))


@pytest.mark.parametrize("width", [4, 6])
def test_a_norm_that_runs_before_its_convolution_is_not_folded(width):
    block = with_statistics(PreActivation(width), 4, 8, 8)
    x = 3 * torch.randn(33, 4, 8, 8) + 2
    with torch.no_grad():
        traced = trace(block, [x.bfloat16()], "block", "bfloat16")
        assert torch.allclose(traced(x.bfloat16()), block(x), atol=0.03)


def test_a_norm_without_running_statistics_is_not_folded():
    block = nn.Sequential(nn.Conv2d(4, 4, 3), nn.BatchNorm2d(4, track_running_stats=False)).eval()
    assert isinstance(folded(block, [torch.randn(5, 4, 8, 8)])[1], nn.BatchNorm2d)


def test_a_bundle_that_cannot_be_called_so_is_refused_before_the_work(tmp_path):
    identity = Identity("Mine!", "1", "tiny", ["a"])
    with pytest.raises(BundleError) as refused:
        export_bundle(tmp_path / "b", identity, tiny.network().stages, Samples((12, 12)), tiny.origin())
    for word in ("name 'Mine!'", "version '1'", "at least 2 classes"):
        assert word in str(refused.value)


class Broken(nn.Module):
    """A first stage whose fault is given."""

    def __init__(self, fault):
        super().__init__()
        self.fault = fault
        self.linear = nn.Linear(3, 4)

    def forward(self, pixels):
        means = pixels.float().mean((1, 2))
        logits = self.linear(means)
        match self.fault:
            case "batch":
                return means, logits + torch.arange(len(pixels)).view(-1, 1)  # traced: a constant of length 2
            case "device":
                return means + torch.ones(means.shape[0], 1, device="cpu"), logits
            case "random":
                return means, logits + torch.rand_like(logits)
            case "classes":
                return means, logits[:, :3]
            case "alone":
                return logits
            case "half":
                return means, logits.half()
        raise AssertionError(self.fault)


class Last(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 4)

    def forward(self, means):
        return self.linear(means)


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ("batch", "batch"),
        ("device", "names the device cpu"),
        ("random", "differs|not deterministic"),
        ("classes", r"logits \[B,4\]"),
        ("alone", "activations before the logits"),
        ("half", "float32"),
    ],
)
def test_a_stage_that_breaks_the_contract_is_refused(tmp_path, fault, word):
    with pytest.raises((ExportError, RuntimeError), match=word):
        export(tmp_path / "broken", [Broken(fault), Last()])
    assert list(tmp_path.iterdir()) == []
