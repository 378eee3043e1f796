import pytest
import torch
from PIL import Image

from offramp_zoo.__main__ import HOME, main
from offramp_zoo.manifest import read_bundle
from offramp_zoo.networks.msdnet import MSDNetOptions, build
from offramp_zoo.results import BEGIN, END, read_knowledge

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


def import_of_a_published_checkpoint(folder, classes="a b c d"):
    """The arguments of an import into `folder`/tiny-msdnet."""
    network = build(MSDNetOptions(**RGB, **TINY), 4)
    torch.save({"state_dict": published(network)}, folder / "model.pth.tar")
    (folder / "classes.txt").write_text("\n".join(classes.split()))
    arguments = ["import", "msdnet", "--checkpoint", str(folder / "model.pth.tar"), "--out"]
    arguments += [str(folder / "tiny-msdnet"), "--classes", str(folder / "classes.txt")]
    arguments += ["--mean", "0.5,0.5,0.5", "--std", "0.25,0.25,0.25"]
    for name, value in SET.items():
        arguments += ["--set", f"{name}={value}"]
    return arguments


def test_a_published_checkpoint_becomes_a_bundle(tmp_path, capsys):
    assert main(import_of_a_published_checkpoint(tmp_path)) == 0
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


def test_an_import_is_calibrated_and_tested_with_test_pictures_alone(tmp_path):
    write_pictures(tmp_path / "pictures", "abcd", train=8, test=80)
    arguments = import_of_a_published_checkpoint(tmp_path)
    assert main([*arguments, "--calibrate", "folder", "--data", str(tmp_path / "pictures")]) == 0
    manifest = read_bundle(tmp_path / "tiny-msdnet")
    held_out = manifest["provenance"]["heldOut"]
    assert held_out["count"] == 40
    assert all((tmp_path / "pictures" / "test" / name).is_file() for name in held_out["names"])
    assert [name[0] for name in held_out["names"]] == sorted("abcd" * 10)
    assert all(set(stage["accuracy"]) == {"heldOut", "test"} for stage in manifest["stages"])
    card = (tmp_path / "tiny-msdnet" / "MODEL_CARD.md").read_text()
    assert "results on the 40 test pictures" in card
    assert "40 of the data set's test pictures were held out" in card
    assert "never trained on" not in card


def test_classes_in_another_order_than_the_data_sets_are_refused(tmp_path, capsys):
    write_pictures(tmp_path / "pictures", "abcd", train=8, test=80)
    arguments = import_of_a_published_checkpoint(tmp_path, classes="a c b d")
    assert main([*arguments, "--calibrate", "folder", "--data", str(tmp_path / "pictures")]) == 1
    message = capsys.readouterr().err
    assert "2 of the 4 classes differ: 1 is 'c' in --classes and 'b' in pictures; 2 is 'b'" in message
    assert not (tmp_path / "tiny-msdnet").exists()


def test_fewer_classes_than_the_data_sets_are_refused(tmp_path, capsys):
    write_pictures(tmp_path / "pictures", "abcde", train=10, test=10)
    arguments = import_of_a_published_checkpoint(tmp_path)
    assert main([*arguments, "--calibrate", "folder", "--data", str(tmp_path / "pictures")]) == 1
    assert "pictures has 5 classes, --classes names 4" in capsys.readouterr().err


def write_pictures(folder, classes, **counts):
    """Class folders of so many pictures a part, equally of every class."""
    for part, count in counts.items():
        pictures = tiny.pictures(count, seed=count, classes=len(classes))
        for i, (pixels, label) in enumerate(zip(pictures.pixels, pictures.labels.tolist(), strict=True)):
            path = folder / part / classes[label] / f"{i}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(pixels.numpy()).save(path)


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
    write_pictures(tmp_path / "pictures", "ab", train=80, test=20)
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
    assert "backbone" not in manifest["provenance"]
    assert _grown_on(tmp_path, "plain")["name"] == "plain"
    pictures = str(tmp_path / "pictures")
    compared = ["consistency", str(tmp_path / "both"), str(tmp_path / "plain"), "--data", pictures]
    assert main([*compared, "--file", str(tmp_path / "results" / "consistency.json")]) == 0
    assert "after stage 1:" in capsys.readouterr().out
    (tmp_path / "README.md").write_text(f"{BEGIN}\n{END}\n")
    assert main(["results", "--bundles", str(tmp_path), "--readme", str(tmp_path / "README.md")]) == 0
    assert "| `both` |" in (tmp_path / "README.md").read_text()
    (known,) = read_knowledge(tmp_path / "results" / "consistency.json")
    assert (known.bundle, known.plain, len(known.shares)) == ("both", "plain", 1)
    claims = (tmp_path / "results" / "claims.md").read_text()
    assert "| DFS: a training step gets shorter | **not attempted** |" in claims


def several_recipes(folder, *names):
    """The arguments that train recipes of these names one after the other."""
    write_pictures(folder / "pictures", "ab", train=80, test=20)
    arguments = ["train"]
    for name in names:
        (folder / f"{name}.toml").write_text(TRAINED.format(name=name, weights="[1.0, 1.0]"))
        arguments.append(str(folder / f"{name}.toml"))
    arguments += ["--data", str(folder / "pictures"), "--threads", "1", "--device", "cpu"]
    return [*arguments, "--runs", str(folder / "runs"), "--bundles", str(folder / "bundles")]


def test_several_recipes_are_trained_one_after_the_other(tmp_path, capsys):
    assert main(several_recipes(tmp_path, "first", "second")) == 0
    for name in ("first", "second"):
        assert (tmp_path / "runs" / name / "checkpoint.pt").is_file()
        assert read_bundle(tmp_path / "bundles" / name)["name"] == name
    text = capsys.readouterr().out
    assert text.index("training first") < text.index("training second")


def test_a_recipe_that_fails_does_not_keep_the_next_from_its_turn(tmp_path, capsys):
    arguments = several_recipes(tmp_path, "first", "second")
    (tmp_path / "first.toml").write_text((tmp_path / "first.toml").read_text().replace("[1.0, 1.0]", "[1.0]"))
    assert main(arguments) == 1
    shown = capsys.readouterr()
    assert "first failed: train.exit_weights has 1 entries for 2 exits" in shown.out
    assert "1 of 2 recipes failed, see above: first" in shown.err
    assert (tmp_path / "bundles" / "second" / "manifest.json").is_file()


def test_a_misspelt_recipe_is_told_before_any_is_trained(tmp_path, capsys):
    arguments = several_recipes(tmp_path, "first", "second")
    (tmp_path / "second.toml").write_text((tmp_path / "second.toml").read_text().replace("epochs", "epoch"))
    assert main(arguments) == 1
    assert "train.epoch is unknown" in capsys.readouterr().err
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize(("option", "parent"), [("--run", "--runs"), ("--out", "--bundles")])
def test_several_recipes_do_not_share_one_folder(tmp_path, capsys, option, parent):
    arguments = several_recipes(tmp_path, "first", "second")
    assert main([*arguments, option, str(tmp_path / "one")]) == 1
    assert f"{option} names the folder of one recipe, of 2 give the parent by {parent}" in capsys.readouterr().err


def _grown_on(folder, backbone):
    """What the manifest of a bundle says of the backbone that it was grown on."""
    grown = TRAINED.format(name="grown", weights="[1.0, 1.0]").replace(
        "[train]", f'[train]\nregime = "classifier-wise"\nbackbone = "{backbone}"'
    )
    (folder / "grown.toml").write_text(grown)
    arguments = [str(folder / "grown.toml"), "--data", str(folder / "pictures"), "--threads", "1", "--device", "cpu"]
    assert main(["train", *arguments, "--run", str(folder / "runs" / "grown"), "--out", str(folder / "grown")]) == 0
    said = read_bundle(folder / "grown")["provenance"]["backbone"]
    assert len(said["sha256"]) == 64
    return said
