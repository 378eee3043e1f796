import zipfile

import numpy as np
import pytest
from PIL import Image

from offramp_zoo.data import SOURCES, DataError, Request
from offramp_zoo.data.cifar10 import CIFAR10_CLASSES


@pytest.fixture
def folder(tmp_path):
    """Three training pictures and a test picture of each class, as the public repository lays them out."""
    for part, count in (("train", 3), ("test", 1)):
        for label, name in enumerate(CIFAR10_CLASSES):
            for i in range(count):
                path = tmp_path / "sets" / "cifar10" / part / name / f"{name}_s_{i:06}.png"
                path.parent.mkdir(parents=True, exist_ok=True)
                Image.fromarray(np.full((32, 32, 3), 10 * label + i, np.uint8)).save(path)
    return tmp_path / "sets" / "cifar10"


def load(path, held_out=10):
    return SOURCES["cifar10"].load(Request(path, 32, held_out, seed=20))


def test_class_folders_become_cifar10_in_the_official_order(folder):
    data = load(folder)
    assert data.name == "CIFAR-10"
    assert data.classes == CIFAR10_CLASSES
    assert (len(data.train), len(data.held_out), len(data.test)) == (20, 10, 10)
    assert data.test.labels.tolist() == list(range(10))
    assert data.test.pixels[:, 0, 0, 0].tolist() == [10 * label for label in range(10)]


def test_held_out_pictures_are_named_by_file_and_of_every_class(folder):
    data = load(folder)
    assert data.held_out_indices == []
    assert [name.split("/")[0] for name in data.held_out.names] == CIFAR10_CLASSES
    assert all((folder / "train" / name).is_file() for name in data.held_out.names)
    assert not set(data.held_out.names) & set(data.train.names)


def test_a_folder_of_several_data_sets_and_a_zip_file_give_the_same(folder, tmp_path):
    with zipfile.ZipFile(tmp_path / "cifar10.zip", "w") as archive:
        for path in folder.rglob("*.png"):
            archive.write(path, f"CIFAR-10-dataset/{path.relative_to(folder)}")
    for place in (folder.parent, tmp_path / "cifar10.zip", tmp_path):
        assert load(place).held_out.names == load(folder).held_out.names


def test_folders_of_other_classes_are_refused(folder):
    (folder / "train" / "dog").rename(folder / "train" / "wolf")
    with pytest.raises(DataError, match=r"must be CIFAR-10's classes, were airplane, .*wolf"):
        load(folder)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(DataError, match="must be CIFAR-10's classes, were none"):
        load(tmp_path)


def test_a_path_must_be_given_and_exist(tmp_path):
    with pytest.raises(DataError, match="data set cifar10 needs --data PATH"):
        load(None)
    with pytest.raises(DataError, match="does not exist"):
        load(tmp_path / "nowhere")
