"""From a backbone and a folder of pictures to a bundle, with random weights and tiny pictures."""

import contextlib
import importlib.util
import io
import shutil

import pytest
import torch

from offramp_zoo.__main__ import HOME, main
from offramp_zoo.manifest import read_bundle
from offramp_zoo.networks.grown import backbone_of
from offramp_zoo.recipe import read_recipe
from offramp_zoo.safetensors import read_safetensors

from .test_commands import write_pictures

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
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(arguments(folder, *own(folder))) == 0
    (folder / "said.txt").write_text(said.getvalue())
    return folder


def own(folder):
    return ["--module", f"{folder / 'resnet.py'}:resnet8", "--random-weights", "--epochs", "2"]


def test_a_module_of_ones_own_becomes_a_bundle(done):
    said = (done / "said.txt").read_text()
    assert "exit 1 behind layer1: " in said
    assert "exit 2 behind layer2: " in said
    assert "the plain network, without branches: " in said
    assert "default policy: " in said
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
