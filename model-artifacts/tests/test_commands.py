import pytest
import torch
from PIL import Image

from offramp_zoo.__main__ import HOME, main
from offramp_zoo.manifest import read_bundle
from offramp_zoo.networks.msdnet import MSDNetOptions, build
from offramp_zoo.results import BEGIN, END

from . import tiny
from .test_msdnet import RGB, SET, TINY, published


@pytest.mark.parametrize("arguments", [["--help"], ["train", "--help"], ["import", "--help"], ["count", "--help"]])
def test_help_reads_well(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert "offramp zoo" in text
    assert "default:" in text or arguments[0] in ("--help", "count")


def test_count_prints_a_line_for_each_exit(capsys):
    assert main(["count", str(HOME / "recipes" / "fashion-mnist-branchy.toml")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert "38.970" in lines[-1]


def test_a_bad_recipe_is_one_message_and_status_one(tmp_path, capsys):
    (tmp_path / "bad.toml").write_text('name = "x"\nfamily = "branchy-resnet"\n')
    assert main(["train", str(tmp_path / "bad.toml")]) == 1
    message = capsys.readouterr().err
    assert "version is missing" in message
    assert "seed is missing" in message
    assert "Traceback" not in message


def test_a_recipe_that_is_not_there_is_one_message(tmp_path, capsys):
    assert main(["train", str(tmp_path / "none.toml")]) == 1
    assert "none.toml" in capsys.readouterr().err


def test_a_published_checkpoint_becomes_a_bundle(tmp_path, capsys):
    network = build(MSDNetOptions(**RGB, **TINY), 4)
    torch.save({"state_dict": published(network)}, tmp_path / "model.pth.tar")
    (tmp_path / "classes.txt").write_text("a\nb\nc\nd\n")
    arguments = [
        "import",
        "msdnet",
        "--checkpoint",
        str(tmp_path / "model.pth.tar"),
        "--out",
        str(tmp_path / "tiny-msdnet"),
    ]
    arguments += ["--mean", "0.5,0.5,0.5", "--std", "0.25,0.25,0.25", "--classes", str(tmp_path / "classes.txt")]
    for name, value in SET.items():
        arguments += ["--set", f"{name}={value}"]
    assert main(arguments) == 0
    manifest = read_bundle(tmp_path / "tiny-msdnet")
    assert manifest["name"] == "tiny-msdnet"
    assert manifest["policy"]["thresholds"] == [None, None]
    assert manifest["provenance"]["imported"]["options"] == SET
    assert str(tmp_path) not in (tmp_path / "tiny-msdnet" / "manifest.json").read_text()
    assert main(["check", str(tmp_path / "tiny-msdnet")]) == 0
    assert "3 stages" in capsys.readouterr().out


def test_an_import_that_does_not_fit_is_one_message(tmp_path, capsys):
    torch.save({"state_dict": {"a": torch.zeros(1)}}, tmp_path / "model.pt")
    (tmp_path / "classes.txt").write_text("a\nb\n")
    arguments = ["import", "msdnet", "--checkpoint", str(tmp_path / "model.pt"), "--out", str(tmp_path / "b")]
    arguments += ["--mean", "0.5,0.5,0.5", "--std", "0.25,0.25,0.25", "--classes", str(tmp_path / "classes.txt")]
    assert main(arguments) == 1
    assert "does not fit" in capsys.readouterr().err
    assert not (tmp_path / "b").exists()


TRAINED = """
name = "{name}"
version = "1.0.0"
seed = 3
family = "branchy-resnet"
[data]
set = "folder"
size = 12
held_out = 40
[network]
stem = 4
widths = [[6], [8]]
strides = [[2], [1]]
branch_widths = [6, 0]
branch_blocks = [1, 0]
mean = [0.5, 0.5, 0.5]
std = [0.25, 0.25, 0.25]
[train]
epochs = 1
batch = 20
learning_rate = 0.05
precision = "float32"
exit_weights = {weights}
[export]
precisions = ["bfloat16"]
"""


def test_a_recipe_is_trained_exported_checked_and_compared(tmp_path, capsys):
    for part, count in (("train", 40), ("test", 10)):
        pictures = tiny.pictures(2 * count, seed=count, classes=2)
        for i, (pixels, label) in enumerate(zip(pictures.pixels, pictures.labels.tolist(), strict=True)):
            path = tmp_path / "pictures" / part / "ab"[label] / f"{i}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(pixels.numpy()).save(path)
    for name, weights in (("both", "[1.0, 1.0]"), ("plain", "[0.0, 1.0]")):
        (tmp_path / f"{name}.toml").write_text(TRAINED.format(name=name, weights=weights))
        arguments = [str(tmp_path / f"{name}.toml"), "--data", str(tmp_path / "pictures")]
        arguments += ["--run", str(tmp_path / "runs" / name), "--out", str(tmp_path / name)]
        assert main(["train", *arguments, "--threads", "1", "--device", "cpu"]) == 0
        assert "epoch 1/1" in capsys.readouterr().out
    before = (tmp_path / "plain" / "stage-1.pt").read_bytes()
    assert main(["export", *arguments]) == 0
    assert (tmp_path / "plain" / "stage-1.pt").read_bytes() == before
    manifest = read_bundle(tmp_path / "both")
    assert manifest["provenance"]["recipe"]["train"]["batch"] == 20
    assert manifest["provenance"]["trainedEpochs"] == 1
    assert len(manifest["provenance"]["heldOut"]["names"]) == 40
    assert manifest["variants"][0]["precision"] == "bfloat16"
    assert str(tmp_path) not in (tmp_path / "both" / "manifest.json").read_text()
    pictures = str(tmp_path / "pictures")
    compared = ["consistency", str(tmp_path / "both"), str(tmp_path / "plain"), "--data", pictures]
    assert main([*compared, "--file", str(tmp_path / "results" / "consistency.json")]) == 0
    assert "after stage 1:" in capsys.readouterr().out
    (tmp_path / "README.md").write_text(f"{BEGIN}\n{END}\n")
    assert main(["results", "--bundles", str(tmp_path), "--readme", str(tmp_path / "README.md")]) == 0
    page = (tmp_path / "README.md").read_text()
    assert "| `both` |" in page
    assert "(against `plain`)" in page
