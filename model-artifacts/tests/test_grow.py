"""From a backbone and a folder of pictures to a bundle, with random weights and tiny pictures."""

import contextlib
import importlib.util
import io
import re
import shutil

import pytest
import torch
from PIL import Image

from offramp_zoo.__main__ import HOME, main
from offramp_zoo.grow.weights import backbone_weights
from offramp_zoo.grow.wish import Wish
from offramp_zoo.imports.checkpoint import CheckpointError
from offramp_zoo.manifest import read_bundle
from offramp_zoo.networks.backbone_sources import parse_source
from offramp_zoo.networks.grown import backbone_of
from offramp_zoo.recipe import read_recipe
from offramp_zoo.safetensors import read_safetensors

from . import tiny
from .test_commands import write_pictures

pytestmark = pytest.mark.usefixtures("by_arithmetic")

RESNET = '''
import torch.nn as nn
import torch.nn.functional as F


class LambdaLayer(nn.Module):
    def __init__(self, lambd):
        super().__init__()
        self.lambd = lambd

    def forward(self, x):
        return self.lambd(x)


class BasicBlock(nn.Module):
    """A residual block whose skip drops every second pixel and pads channels (He et al., 2016, option A)."""

    def __init__(self, inward, outward, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inward, outward, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outward)
        self.conv2 = nn.Conv2d(outward, outward, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outward)
        self.shortcut = nn.Sequential()
        if stride != 1:
            self.shortcut = LambdaLayer(
                lambda x: F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, outward // 4, outward // 4), "constant", 0)
            )

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        out += self.shortcut(x)
        return F.relu(out)


class ResNet(nn.Module):
    def __init__(self, blocks, num_classes=10):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16)
        self.layer1 = nn.Sequential(*(BasicBlock(16, 16, 1) for _ in range(blocks)))
        self.layer2 = nn.Sequential(*(BasicBlock(32 if i else 16, 32, 1 if i else 2) for i in range(blocks)))
        self.layer3 = nn.Sequential(*(BasicBlock(64 if i else 32, 64, 1 if i else 2) for i in range(blocks)))
        self.linear = nn.Linear(64, num_classes)

    def forward(self, x):
        out = F.relu(self.bn1(self.conv1(x)))
        out = self.layer3(self.layer2(self.layer1(out)))
        out = F.avg_pool2d(out, out.size()[3])
        return self.linear(out.view(out.size(0), -1))


def resnet8():
    return ResNet(1)


class NoNumber(ResNet):
    def __init__(self):
        super().__init__(1, 2)

    def forward(self, x):
        return super().forward(x) * 1e38 * 1e38


class Narrow(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Conv2d(3, 4, 3, 1, 1), nn.Conv2d(4, 4, 3, 1, 1)
        self.linear = nn.Linear(4, 10)

    def forward(self, x):
        return self.linear(F.relu(self.second(F.relu(self.first(x)))).mean((2, 3)))


class NoStages(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 10)

    def forward(self, x):
        return self.linear(x.mean((2, 3)))
'''


@pytest.fixture
def folder(tmp_path):
    """Pictures of two classes, 12 pixels, and a network like the ones published for CIFAR-10."""
    write_pictures(tmp_path / "pictures", "ab", train=100, test=80)
    (tmp_path / "resnet.py").write_text(RESNET)
    return tmp_path


def arguments(folder, *more):
    fixed = ["--data", str(folder / "pictures"), "--out", str(folder / "grown"), "--run", str(folder / "run")]
    return ["grow", *more, *fixed, "--threads", "1", "--device", "cpu"]


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A folder in which growing has been done once; what it said is in said.txt."""
    folder = tmp_path_factory.mktemp("done")
    write_pictures(folder / "pictures", "ab", train=100, test=80)
    (folder / "resnet.py").write_text(RESNET)
    with contextlib.redirect_stdout(io.StringIO()) as said, tiny.time_by_arithmetic():
        assert main(arguments(folder, *own(folder))) == 0
    (folder / "said.txt").write_text(said.getvalue())
    return folder


def own(folder):
    return ["--module", f"{folder / 'resnet.py'}:resnet8", "--random-weights", "--epochs", "2"]


def test_a_module_of_ones_own_becomes_a_bundle(done):
    said = (done / "said.txt").read_text()
    assert "exit 1 behind layer1: " in said
    assert "exit 2 behind layer2: " in said
    assert re.search(
        r"the plain network, without branches, in ms a picture .*: [\d.]+ \(batch 1\), [\d.]+ \(batch 16\)", said
    )
    assert re.search(r"default policy: [+-][\d.]+   1: +[\d.]+ ms +[\d.]+ ×   16: +[\d.]+ ms", said)
    manifest = read_bundle(done / "grown")
    assert (len(manifest["stages"]), manifest["family"], manifest["input"]["height"]) == (3, "grown", 12)
    recipe = read_recipe(done / "grown" / "recipe.toml")
    assert recipe.network.backbone == "module:resnet.py:resnet8"
    assert recipe.train.regime == "mixed"
    assert (done / "grown" / "resnet.py").is_file()
    for file in ("manifest.json", "recipe.toml", "MODEL_CARD.md"):
        assert str(done) not in (done / "grown" / file).read_text(), file


def test_the_recipe_that_growing_wrote_trains_like_any_other(done):
    again = ["train", str(done / "grown" / "recipe.toml"), "--data", str(done / "pictures"), "--threads", "1"]
    assert main([*again, "--run", str(done / "again"), "--out", str(done / "twin"), "--device", "cpu"]) == 0
    for stage in ("stage-1.pt", "stage-2.pt", "stage-3.pt"):
        assert (done / "twin" / stage).read_bytes() == (done / "grown" / stage).read_bytes()


def test_the_same_command_goes_on_and_another_one_is_refused(done, capsys):
    first = (done / "grown" / "stage-1.pt").read_bytes()
    assert main(arguments(done, *own(done))) == 0
    assert "resuming after epoch 2 of 2" in capsys.readouterr().out
    assert (done / "grown" / "stage-1.pt").read_bytes() == first
    assert main(arguments(done, *own(done), "--seed", "2")) == 1
    assert "recipe.toml is of another command" in capsys.readouterr().err


def test_exits_are_cut_where_they_are_asked_for_whether_they_pay_or_not(folder, capsys):
    assert main(arguments(folder, *own(folder), "--cuts", "layer2,layer3", "--epochs", "1")) == 0
    said = capsys.readouterr().out
    assert "exit 1 behind layer2: " in said
    assert re.search(r"exit 2 behind layer3: .*; it does not pay, but was asked for", said)
    recipe = read_recipe(folder / "run" / "recipe.toml")
    assert recipe.network.cuts == ["layer2", "layer3"]
    assert len(recipe.network.branch_widths) == len(recipe.network.branch_blocks) == 2


def test_an_exit_that_costs_more_than_it_saves_is_left_out_and_told(folder, capsys):
    given = ["--module", f"{folder / 'resnet.py'}:resnet8", "--random-weights", "--epochs", "1", "--exits", "5"]
    assert main(arguments(folder, *given)) == 0
    said = capsys.readouterr().out
    left_out = re.findall(
        r"no exit behind (\S+): even its smallest branch takes ([\d.]+) ms a picture, and 30% of", said
    )
    assert left_out
    assert len(read_bundle(folder / "grown")["stages"]) == 5 - len(left_out)


def test_a_network_on_which_no_exit_pays_is_one_message(folder, capsys):
    given = ["--module", f"{folder / 'resnet.py'}:Narrow", "--random-weights", "--exits", "2"]
    assert main(arguments(folder, *given)) == 1
    said = capsys.readouterr().err
    assert "no exit pays on module:resnet.py:Narrow at 12 pixels" in said
    assert "give --cuts NAME,…" in said


def test_a_loss_that_is_no_number_stops_and_says_where(folder, capsys):
    given = ["--module", f"{folder / 'resnet.py'}:NoNumber", "--random-weights", "--epochs", "1"]
    assert main(arguments(folder, *given)) == 1
    assert "the loss became nan in epoch 1, batch 1 of " in capsys.readouterr().err
    assert not (folder / "grown").exists()


def test_class_folders_alone_are_parted_by_digest_which_bundle_and_card_say(folder, capsys):
    shutil.rmtree(folder / "pictures")
    for name, shade in (("grün & süß", 40), ("day light", 180)):
        (folder / "pictures" / name).mkdir(parents=True)
        for i in range(150):
            noise = torch.randint(0, 40, (10 + i % 7, 14, 3), generator=torch.Generator().manual_seed(i))
            picture = Image.fromarray((noise + shade).to(torch.uint8).numpy())
            (picture.convert("L") if i % 3 == 0 else picture).save(folder / "pictures" / name / f"{i}.png")
    (folder / "pictures" / "day light" / "0.png").write_bytes(b"no picture")
    assert main(arguments(folder, *own(folder), "--input", "12")) == 0
    said = capsys.readouterr().out
    assert "1 picture(s) of pictures are left out (1% of all may be):\n  day light/0.png is no readable picture" in said
    manifest = read_bundle(folder / "grown")
    assert manifest["classes"] == ["day light", "grün & süß"]
    assert manifest["provenance"]["split"] == {"by": "sha256", "test": 0.2}
    assert manifest["provenance"]["unreadable"] == ["day light/0.png"]
    assert 40 <= manifest["provenance"]["test"]["count"] <= 80
    assert "The set itself does not say which pictures are tested" in (folder / "grown" / "MODEL_CARD.md").read_text()


def weights_of_a_resnet8(folder, classes):
    """Trained by nobody, in a file as published ones are."""
    spec = importlib.util.spec_from_file_location("resnet", folder / "resnet.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    torch.manual_seed(7)
    net = module.ResNet(1, classes)
    torch.save({"state_dict": {f"module.{k}": v for k, v in net.state_dict().items()}}, folder / "resnet8.th")
    return net


def test_branches_grow_on_weights_from_a_file_that_stay_as_they_are(folder, capsys):
    net = weights_of_a_resnet8(folder, classes=5)
    own = ["--module", f"{folder / 'resnet.py'}:resnet8", "--weights", str(folder / "resnet8.th"), "--epochs", "1"]
    assert main(arguments(folder, *own)) == 0
    assert "the weights' classifier is for other classes: a new one is trained" in capsys.readouterr().out
    trained = torch.load(folder / "run" / "checkpoint.pt", weights_only=True)["network"]
    assert torch.equal(trained["stages.0.trunk.1.net.conv1.weight"], net.conv1.weight)
    assert torch.equal(trained["stages.1.trunk.net.layer2.0.bn1.running_var"], net.layer2[0].bn1.running_var)
    backbone = read_bundle(folder / "grown")["provenance"]["backbone"]
    assert backbone["name"] == "backbone.pt"


@pytest.mark.parametrize("regime", ["mixed", "end-to-end"])
def test_a_trained_backbone_learns_on(folder, regime):
    net = weights_of_a_resnet8(folder, classes=2)
    own = ["--module", f"{folder / 'resnet.py'}:resnet8", "--weights", str(folder / "resnet8.th"), "--epochs", "2"]
    assert main(arguments(folder, *own, "--regime", regime)) == 0
    recipe = read_recipe(folder / "run" / "recipe.toml")
    assert (recipe.train.regime, recipe.train.backbone_rate) == (regime, 0.1)
    trained = torch.load(folder / "run" / "checkpoint.pt", weights_only=True)["network"]
    moved = (trained["stages.0.trunk.1.net.conv1.weight"] - net.conv1.weight.detach()).abs().max()
    assert 0 < float(moved) < 0.05


def lightning(state):
    return {"state_dict": {f"model.{k}": v for k, v in state.items()}, "epoch": 3}


def with_optimiser(state):
    optimiser = {"state": {0: {"momentum_buffer": torch.zeros(1)}}, "param_groups": [{"lr": 0.1}]}
    return {"net": {f"module.{k}": v for k, v in state.items()}, "acc": 93.4, "optimizer": optimiser}


def compiled(state):
    return {f"module._orig_mod.{k}": v for k, v in state.items()}


@pytest.mark.parametrize("shape", [lightning, with_optimiser, compiled])
def test_a_checkpoint_of_any_training_code_is_read(folder, shape):
    net = weights_of_a_resnet8(folder, classes=2)
    torch.save(shape(net.state_dict()), folder / "other.pth", _use_new_zipfile_serialization=False)
    wish = Wish(parse_source("module:resnet.py:resnet8"), folder / "pictures", weights=folder / "other.pth")
    weights = backbone_weights(wish, 12, folder)
    assert weights.keys() == net.state_dict().keys()
    assert all(torch.equal(weights[name], value) for name, value in net.state_dict().items())


def test_a_checkpoint_with_several_networks_is_refused_by_their_names(folder):
    tables = {"student": {"a": torch.zeros(1)}, "teacher": {"a": torch.zeros(1)}}
    torch.save(tables, folder / "two.pth")
    wish = Wish(parse_source("module:resnet.py:resnet8"), folder / "pictures", weights=folder / "two.pth")
    with pytest.raises(CheckpointError, match=r"two\.pth holds several tables of weights \(student, teacher\)"):
        backbone_weights(wish, 12, folder)


LIBRARIES = ["torchvision:resnet18", "torchvision:mobilenet_v3_small", "torchvision:regnet_y_400mf"]


@pytest.mark.parametrize("backbone", [*LIBRARIES, "timm:vit_tiny_patch16_224"])
def test_exits_grow_on_models_of_other_libraries(folder, backbone):
    library = backbone.partition(":")[0]
    if importlib.util.find_spec(library) is None:
        pytest.skip(f"needs {library}, which the zoo's own requirements do not have")
    given = [backbone, "--random-weights", "--input", "32", "--epochs", "1", "--regime", "end-to-end"]
    assert main(arguments(folder, *given)) == 0
    assert len(read_bundle(folder / "grown")["stages"]) == 3


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--module", "resnet.py:resnet9", "--random-weights"], "resnet.py has no resnet9; it has LambdaLayer"),
        (["--module", "none.py:resnet8", "--random-weights"], "module file none.py does not exist"),
        (["--module", "resnet.py:resnet8"], "a module of your own has no published weights: give --weights FILE"),
        (["--module", "resnet.py:NoStages", "--random-weights"], "a backbone needs feature stages"),
        (["--module", "resnet.py:resnet8", "--random-weights", "--exits", "40"], "40 exits need 39"),
        (
            ["--module", "resnet.py:resnet8", "--random-weights", "--cuts", "layer9"],
            "no branch can be put behind layer9; places are relu, layer1, layer2, layer3",
        ),
        (["--module", "resnet.py:resnet8", "--random-weights", "--regime", "frozen"], "teach nothing"),
        (["--module", "resnet.py:resnet8", "--weights", "none.th"], "none.th does not exist"),
        (["--module", "resnet.py:resnet8", "timm:resnet18"], "give a backbone, timm:NAME or torchvision:NAME"),
        (["keras:resnet18"], "a backbone is timm:NAME, torchvision:NAME or module:FILE:NAME, was 'keras:resnet18'"),
        (["--module", "resnet.py:resnet8", "--random-weights", "--exits", "1"], "--exits must be at least 2, was 1"),
    ],
)
def test_what_cannot_be_grown_on_is_one_message(folder, monkeypatch, capsys, given, message):
    monkeypatch.chdir(folder)
    assert main(arguments(folder, *given)) == 1
    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said
    assert not (folder / "grown").exists()


def test_a_device_that_is_not_there_is_one_message(folder, capsys):
    own = ["--module", f"{folder / 'resnet.py'}:resnet8", "--random-weights"]
    assert main([*arguments(folder, *own), "--device", "cuda:77"]) == 1
    assert "--device cuda:77 is not there" in capsys.readouterr().err


def test_pictures_of_one_class_are_refused(folder, capsys):
    shutil.rmtree(folder / "pictures" / "train" / "b")
    own = ["--module", f"{folder / 'resnet.py'}:resnet8", "--random-weights"]
    assert main(arguments(folder, *own)) == 1
    assert "all 50 training pictures are of one class, a" in capsys.readouterr().err


def test_too_few_pictures_are_refused_with_their_number(folder, capsys):
    for path in sorted((folder / "pictures" / "train" / "b").iterdir())[8:]:
        path.unlink()
    own = ["--module", f"{folder / 'resnet.py'}:resnet8", "--random-weights"]
    assert main(arguments(folder, *own)) == 1
    assert "too few pictures: class b has 8 training pictures, of which 6 would be held out" in capsys.readouterr().err


def test_exits_grow_on_the_backbone_of_a_bundle(done, folder):
    given = ["--from", str(done / "grown"), "--regime", "frozen", "--epochs", "1", "--exits", "2"]
    assert main(arguments(folder, *given)) == 0
    first, second = (backbone_of(read_safetensors(f / "grown" / "weights.safetensors")) for f in (done, folder))
    assert len(read_bundle(folder / "grown")["stages"]) == 2
    assert first.keys() == second.keys()
    assert all(torch.equal(first[name], second[name]) for name in first if not name.startswith("linear."))


def test_pictures_of_other_classes_than_the_bundles_need_to_be_wanted(done, folder, capsys):
    shutil.rmtree(folder / "pictures")
    write_pictures(folder / "pictures", "bcd", train=90, test=30)
    given = ["--from", str(done / "grown"), "--epochs", "1"]
    assert main(arguments(folder, *given)) == 1
    said = capsys.readouterr().err
    assert "classes than the bundle (of the bundle alone: a; of the pictures alone: c, d); give --new-classes" in said
    assert main(arguments(folder, *given, "--new-classes")) == 0
    assert read_bundle(folder / "grown")["classes"] == ["b", "c", "d"]


def test_bundles_that_were_not_grown_have_no_backbone_to_give(folder, capsys):
    assert main(arguments(folder, "--from", str(HOME / "bundles" / "fashion-mnist-branchy"))) == 1
    assert (
        "fashion-mnist-branchy is of the family branchy-resnet, without weights to grow on" in capsys.readouterr().err
    )
