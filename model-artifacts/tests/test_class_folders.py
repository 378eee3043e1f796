import io
import zipfile

import numpy as np
import pytest
import torch
from PIL import Image

from offramp_zoo.data import SOURCES, DataError, Request
from offramp_zoo.data.class_folders import fit


def picture(seed, size=(10, 8)):
    values = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(values).save(buffer, "PNG")
    return buffer.getvalue(), values


@pytest.fixture
def folder(tmp_path):
    for part, count in (("train", 6), ("val", 2)):
        for name in ("cat", "ant"):
            for i in range(count):
                path = tmp_path / "pets" / part / name / f"{part}-{i}.png"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(picture(i)[0])
    return tmp_path / "pets"


def request(path, **changes):
    return Request(**{"path": path, "size": 8, "held_out": 4, "seed": 1} | changes)


def test_class_folders_become_a_data_set_named_by_file(folder):
    data = SOURCES["folder"].load(request(folder))
    assert data.classes == ["ant", "cat"]
    assert (len(data.train), len(data.held_out), len(data.test)) == (8, 4, 4)
    assert data.held_out_indices == []
    assert not set(data.held_out.names) & set(data.train.names)
    assert data.test.names[0] == "ant/val-0.png"
    assert data.test.labels.tolist() == [0, 0, 1, 1]
    assert data.train.pixels.shape == (8, 8, 8, 3)


def test_a_zip_file_gives_the_same_as_its_folder(folder, tmp_path):
    with zipfile.ZipFile(tmp_path / "pets.zip", "w") as archive:
        for path in folder.rglob("*.png"):
            archive.write(path, f"somewhere/{path.relative_to(folder)}")
    unpacked, packed = (SOURCES["folder"].load(request(p)) for p in (folder, tmp_path / "pets.zip"))
    assert unpacked.held_out.names == packed.held_out.names
    assert torch.equal(unpacked.train.pixels, packed.train.pixels)


def test_a_damaged_picture_is_refused_by_name(folder):
    (folder / "val" / "ant" / "val-1.png").write_bytes(b"\x89PNG and no more")
    with pytest.raises(DataError, match=r"ant/val-1\.png is no readable picture"):
        SOURCES["folder"].load(request(folder))


def test_a_class_that_is_only_tested_is_refused(folder):
    (folder / "val" / "dog").mkdir()
    (folder / "val" / "dog" / "x.png").write_bytes(picture(0)[0])
    with pytest.raises(DataError, match="classes dog have test pictures but no training pictures"):
        SOURCES["folder"].load(request(folder))


def test_a_path_that_is_missing_is_refused(tmp_path):
    with pytest.raises(DataError, match="does not exist"):
        SOURCES["folder"].load(request(tmp_path / "nowhere"))
    with pytest.raises(DataError, match="needs --data PATH"):
        SOURCES["imagenette"].load(request(None))


def test_a_picture_of_the_right_size_keeps_its_pixels():
    _, values = picture(3, size=(8, 8))
    assert np.array_equal(fit(Image.fromarray(values), 8), values)


def test_a_large_picture_is_scaled_to_its_shorter_side_and_cropped():
    wide = Image.fromarray(np.repeat(np.arange(40, dtype=np.uint8), 3).reshape(1, 40, 3).repeat(20, 0))
    fitted = fit(wide, 10)
    assert fitted.shape == (10, 10, 3)
    assert fitted[0, 0, 0] == pytest.approx(10.5, abs=1)  # columns 10…29 of 40 remain
    assert fitted[0, 9, 0] == pytest.approx(28.5, abs=1)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_picture_taken_with_a_turned_camera_is_upright(kind):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera stood on its left side: what is left in the file is up
    values = np.zeros((16, 16, 3), np.uint8)
    values[:, :8] = 255
    buffer = io.BytesIO()
    Image.fromarray(values).save(buffer, kind, exif=exif)
    fitted = fit(Image.open(buffer), 16)
    assert fitted[:7].min() > 200
    assert fitted[9:].max() < 50


@pytest.fixture
def imagenette(tmp_path):
    """Two classes; of each, three of ImageNet's training pictures and two of its validation pictures in `train`."""
    parts = {
        "train": ["n01_1", "n01_2", "n01_3", "ILSVRC2012_val_6", "ILSVRC2012_val_7"],
        "val": ["n01_9", "ILSVRC2012_val_8"],
    }
    for part, names in parts.items():
        for label in ("n01", "n02"):
            for name in names:
                path = tmp_path / "imagenette" / part / label / f"{name}.JPEG"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(picture(1)[0])
    return tmp_path


def test_unseen_imagenette_holds_out_and_tests_official_validation_pictures_alone(imagenette, monkeypatch):
    monkeypatch.setattr("offramp_zoo.data.SET_ASIDE", 2)
    data = SOURCES["imagenette-unseen"].load(request(imagenette, held_out=0))
    official = ["ILSVRC2012_val_6", "ILSVRC2012_val_7"]
    assert data.held_out.names == [f"{label}/{name}.JPEG" for label in ("n01", "n02") for name in official]
    assert data.test.names == ["n01/ILSVRC2012_val_8.JPEG", "n02/ILSVRC2012_val_8.JPEG"]
    assert len(data.train) == 4  # one of each class is set aside
    assert not any("ILSVRC2012_val" in name for name in data.train.names)


def test_unseen_imagenette_trains_on_what_it_did_when_it_held_out_seen_pictures(imagenette, monkeypatch):
    monkeypatch.setattr("offramp_zoo.data.SET_ASIDE", 2)
    data = SOURCES["imagenette-unseen"].load(request(imagenette, held_out=0))
    for path in imagenette.glob("imagenette/train/*/ILSVRC2012_val_*"):
        path.unlink()
    before = SOURCES["folder"].load(request(imagenette, held_out=2, seed=20))
    assert data.train.names == before.train.names


def write_many(root, count):
    for i in range(count):
        for part, name in (("train", "cat"), ("train", "ant"), ("val", "cat"), ("val", "ant")):
            path = root / part / name / f"{i:03}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(picture(i)[0])


def test_a_few_unreadable_pictures_are_left_out_and_told(tmp_path):
    write_many(tmp_path, 60)
    (tmp_path / "train" / "ant" / "059.png").write_bytes(b"no picture")
    (tmp_path / "val" / "cat" / "000.png").write_bytes(picture(0)[0][:40])
    data = SOURCES["folder"].load(request(tmp_path, held_out=10))
    assert (len(data.train), len(data.held_out), len(data.test)) in {(109, 10, 119), (110, 9, 119)}
    assert sorted(told.partition(" is no readable picture")[0] for told in data.skipped) == [
        "ant/059.png",
        "cat/000.png",
    ]
    assert data.test.names[0] == "ant/000.png"
    assert data.test.labels.sum() == 59


def test_more_than_one_in_a_hundred_unreadable_pictures_are_refused(tmp_path):
    write_many(tmp_path, 60)
    for i in range(6):
        (tmp_path / "train" / "ant" / f"{i:03}.png").write_bytes(b"no picture")
    with pytest.raises(DataError, match=r"6 of 240 pictures cannot be read, more than 1%: .*; …"):
        SOURCES["folder"].load(request(tmp_path, held_out=10))


def test_pictures_of_one_class_are_refused(folder):
    for part in ("train", "val"):
        for path in (folder / part / "cat").iterdir():
            path.unlink()
    with pytest.raises(DataError, match="all pictures are of one class, ant"):
        SOURCES["folder"].load(request(folder))


def test_a_class_that_is_held_out_whole_is_refused(folder):
    for path in sorted((folder / "train" / "cat").iterdir())[1:]:
        path.unlink()
    with pytest.raises(DataError, match="classes cat have"):
        SOURCES["folder"].load(request(folder))


def test_tiny_imagenets_own_layout_is_read(tmp_path):
    for name in ("n01", "n02"):
        for i in range(4):
            path = tmp_path / "tiny" / "train" / name / "images" / f"{name}_{i}.JPEG"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(picture(i)[0])
    for part in ("val", "test"):
        (tmp_path / "tiny" / part / "images").mkdir(parents=True)
        for i in range(4):
            (tmp_path / "tiny" / part / "images" / f"{part}_{i}.JPEG").write_bytes(picture(i)[0])
    rows = [f"val_{i}.JPEG\tn0{1 + i % 2}\t0\t0\t62\t57\n" for i in range(4)]
    (tmp_path / "tiny" / "val" / "val_annotations.txt").write_text("".join(rows))
    data = SOURCES["folder"].load(request(tmp_path / "tiny", held_out=2))
    assert (data.classes, len(data.train), len(data.test)) == (["n01", "n02"], 6, 4)
    assert data.test.labels.tolist() == [0, 1, 0, 1]
    with zipfile.ZipFile(tmp_path / "tiny.zip", "w") as archive:
        for path in (tmp_path / "tiny").rglob("*.*"):
            archive.write(path, path.relative_to(tmp_path))
    assert SOURCES["folder"].load(request(tmp_path / "tiny.zip", held_out=2)).test.names == data.test.names


def write_unparted(root, count, names=("red", "blue car")):
    for name in names:
        (root / name / "more").mkdir(parents=True, exist_ok=True)
        for i in range(count):
            inside = "more" if i % 2 else "."
            (root / name / inside / f"{i}.png").write_bytes(picture(1000 * len(name) + i)[0])


def test_folders_of_classes_alone_are_parted_by_digest_and_stay_so_when_pictures_come(tmp_path):
    write_unparted(tmp_path / "pictures", 100)
    first = SOURCES["folder"].load(request(tmp_path / "pictures", held_out=10))
    assert first.classes == ["blue car", "red"]
    assert 25 <= len(first.test) <= 55
    assert (len(first.train), len(first.held_out)) == (190 - len(first.test), 10)
    assert first.split == {"by": "sha256", "test": 0.2}
    write_unparted(tmp_path / "pictures", 140)
    more = SOURCES["folder"].load(request(tmp_path / "pictures", held_out=10))
    assert set(first.test.names) <= set(more.test.names)
    assert not set(first.test.names) & {*more.train.names, *more.held_out.names}


def test_copies_of_a_picture_are_never_on_both_sides(tmp_path):
    write_unparted(tmp_path / "pictures", 60)
    for path in sorted((tmp_path / "pictures").rglob("*.png")):
        (path.parent / f"copy of {path.name}").write_bytes(path.read_bytes())
    data = SOURCES["folder"].load(request(tmp_path / "pictures", held_out=10))
    tested = set(data.test.names)
    assert tested
    for name in tested:
        folder, _, file = name.rpartition("/")
        twin = file.removeprefix("copy of ") if file.startswith("copy of ") else f"copy of {file}"
        assert f"{folder}/{twin}" in tested


def test_an_archive_of_classes_alone_is_parted_like_its_folder(tmp_path):
    write_unparted(tmp_path / "pictures", 40)
    (tmp_path / "pictures" / "red" / "._0.png").write_bytes(b"what another system keeps beside a file")
    for prefix in ("", "packed/"):
        file = tmp_path / f"{prefix[:-1] or 'bare'}.zip"
        with zipfile.ZipFile(file, "w") as archive:
            for path in (tmp_path / "pictures").rglob("*.png"):
                archive.write(path, f"{prefix}{path.relative_to(tmp_path / 'pictures')}")
        packed = SOURCES["folder"].load(request(file, held_out=10))
        assert packed.test.names == SOURCES["folder"].load(request(tmp_path / "pictures", held_out=10)).test.names
        assert packed.skipped == []


def test_one_folder_of_one_class_is_refused_by_its_name(tmp_path):
    write_unparted(tmp_path / "pictures", 30, names=("red",))
    with pytest.raises(DataError, match="all pictures are of one class, red"):
        SOURCES["folder"].load(request(tmp_path / "pictures", held_out=2))
