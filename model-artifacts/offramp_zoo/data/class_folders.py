"""Pictures in folders named after their classes, on disk or in a zip file; CIFAR-100 and Imagenette come so."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import torch
from PIL import Image, ImageOps

from ..progress import Bar
from .pictures import DataError, DataSet, Pictures, split

SUFFIXES = (".bmp", ".jpeg", ".jpg", ".png", ".ppm", ".webp")
ANNOTATIONS = "val_annotations.txt"

UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, zlib.error, zipfile.BadZipFile, Image.DecompressionBombError)
"""What Pillow and the archive raise over bytes that are no picture."""

MOST_UNREADABLE = 0.01
"""Share of a set's pictures that may be unreadable; with more, something else is wrong."""

SHOWN = 5
"""Pictures named in a message."""

TEST_SHARE = 0.2
"""Of the pictures of a folder that has no test part, about so many are test pictures."""

TURNED = ("JPEG", "WEBP")
"""Formats in which cameras note how they were held; the job reads it in these two."""


@dataclass(frozen=True)
class Entry:
    """One picture file."""

    name: str
    """Path inside the part, `class/file`."""
    label: str
    read: Callable[[], bytes]


def entries(root: Path, part: str) -> list[Entry]:
    """The pictures below `…/part/<class>/` of a folder or a zip file, sorted by name; `part` may lie deeper, and so
    may pictures below their class. What is in no class's folder may be in a list of file and class,
    `…/part/val_annotations.txt`, as Tiny ImageNet has it. Hidden files are passed over.
    """
    if root.is_dir():
        found, notes = list(_in_folder(root, part)), _note_in_folder(root, part)
    elif zipfile.is_zipfile(root):
        found, notes = list(_in_zip(root, part)), _note_in_zip(root, part)
    else:
        raise DataError(f"{root} is neither a folder nor a zip file")
    rows = (line.split("\t") for line in notes.splitlines())
    labels = {row[0]: row[1] for row in rows if len(row) > 1}
    named = [replace(e, label=labels.get(e.name.rpartition("/")[2], e.label)) for e in found]
    return sorted(named, key=lambda e: e.name)


def unparted(root: Path) -> list[Entry]:
    """The pictures below `<class>/` of a folder, or of a zip file that may hold that folder, sorted by name."""
    found = _in_folder(root, "") if root.is_dir() else _without_wrapper(list(_in_zip(root, "")))
    return sorted(found, key=lambda e: e.name)


def _without_wrapper(found: list[Entry]) -> list[Entry]:
    """The entries of an archive without the folder that was packed, if it was."""
    wrappers = {entry.label for entry in found}
    if len(wrappers) != 1 or any(entry.name.count("/") < 2 for entry in found):
        return found
    inside = [(entry, entry.name.partition("/")[2]) for entry in found]
    return [replace(entry, name=name, label=name.partition("/")[0]) for entry, name in inside]


def by_digest(found: list[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Training and test pictures, told apart by the SHA-256 of their files: so a picture stays where it is when others
    come or go, and its copies are where it is."""
    bar = Bar("reading files", len(found))
    train: list[Entry] = []
    test: list[Entry] = []
    for step, entry in enumerate(found, 1):
        (test if _is_tested(entry) else train).append(entry)
        bar.show(step)
    return train, test


def _is_tested(entry: Entry) -> bool:
    try:
        digest = hashlib.sha256(entry.read()).digest()
    except UNREADABLE:
        return False  # it is told when it is read for training
    return int.from_bytes(digest[:4]) < TEST_SHARE * 2**32


def _note_in_folder(root: Path, part: str) -> str:
    places = (root / part / ANNOTATIONS, *root.glob(f"*/{part}/{ANNOTATIONS}"))
    return next((path.read_text(encoding="utf-8") for path in places if path.is_file()), "")


def _note_in_zip(root: Path, part: str) -> str:
    with zipfile.ZipFile(root) as archive:
        names = [n for n in archive.namelist() if PurePosixPath(n).parts[-2:] == (part, ANNOTATIONS)]
        return archive.read(names[0]).decode() if names else ""


def _in_folder(root: Path, part: str) -> Iterable[Entry]:
    for path in root.rglob("*"):
        name = _name_below(PurePosixPath(path.relative_to(root).as_posix()), part)
        if name and path.is_file():
            yield Entry(str(name), name.parts[0], path.read_bytes)


def _in_zip(root: Path, part: str) -> Iterable[Entry]:
    archive = zipfile.ZipFile(root)
    for info in archive.infolist():
        name = _name_below(PurePosixPath(info.filename), part)
        if name and not info.is_dir():
            yield Entry(str(name), name.parts[0], lambda i=info: archive.read(i))


def _name_below(path: PurePosixPath, part: str) -> PurePosixPath | None:
    """`imagenette/train/n01/x.JPEG` below `train` is `n01/x.JPEG`, below no part it is the whole; None for what is no
    picture in a folder there."""
    hidden = any(name.startswith((".", "__MACOSX")) for name in path.parts)
    if hidden or (part and part not in path.parts) or path.suffix.lower() not in SUFFIXES:
        return None
    below = path.parts[path.parts.index(part) + 1 :] if part else path.parts
    return PurePosixPath(*below) if len(below) >= 2 else None


def shrink(picture: Image.Image, size: int) -> None:
    """Has a JPEG that is not read yet decoded to a half, a quarter or an eighth where its shorter side keeps `2 * size`
    (an eighth: `4 * size`), which is libjpeg's own scaling: rule `scaled-2x`."""
    scales = (scale for scale, margin in ((8, 4), (4, 2), (2, 2)) if min(picture.size) >= scale * margin * size)
    scale = next(scales, 1)
    if picture.format == "JPEG" and picture.mode in ("RGB", "L"):
        picture.draft(picture.mode, (picture.width // scale, picture.height // scale))


def fit(picture: Image.Image, size: int) -> np.ndarray:
    """`uint8 [size,size,3]` by the manifest's rule: JPEGs shrunk as they are read, upright, the shorter side to `size`
    (antialiased), centre crop."""
    shrink(picture, size)
    if picture.format in TURNED:
        picture = ImageOps.exif_transpose(picture)
    picture = picture.convert("RGB")
    scale = size / min(picture.size)
    if scale != 1.0:
        wide, high = (max(size, round(side * scale)) for side in picture.size)
        picture = picture.resize((wide, high), Image.Resampling.BILINEAR)
    left, top = (picture.width - size) // 2, (picture.height - size) // 2
    return np.asarray(picture.crop((left, top, left + size, top + size)))


def read(found: list[Entry], classes: list[str], size: int) -> tuple[Pictures, list[str]]:
    """Decodes pictures; those that cannot be are left out and told by name."""
    pixels = np.empty((len(found), size, size, 3), np.uint8)
    bar = Bar("reading pictures", len(found))
    kept, damaged = [], []
    for step, entry in enumerate(found, 1):
        bar.show(step)
        try:
            with Image.open(io.BytesIO(entry.read())) as picture:
                pixels[len(kept)] = fit(picture, size)
            kept.append(entry)
        except UNREADABLE as error:
            damaged.append(f"{entry.name} is no readable picture: {error}")
    positions = {name: i for i, name in enumerate(classes)}
    labels = torch.tensor([positions[e.label] for e in kept], dtype=torch.int64)
    return Pictures(torch.from_numpy(pixels[: len(kept)]), labels, [e.name for e in kept]), damaged


@dataclass(frozen=True)
class Described:
    """What the model card says of a set of class folders."""

    name: str
    licence: str
    source: str
    split: Mapping[str, Any] = field(default_factory=dict)
    """How training and test pictures were told apart, where the set itself does not say; empty where it does."""


def split_entries(found: list[Entry], held_out: int, seed: int) -> tuple[list[Entry], list[Entry]]:
    """Those kept and those held out, drawn by `seed`, equally from every class."""
    if not found:
        return [], []
    classes = sorted({e.label for e in found})
    positions = split(torch.tensor([classes.index(e.label) for e in found]), held_out, seed)
    kept, held = ([found[i] for i in part.tolist()] for part in positions)
    return kept, held


def assemble(
    described: Described, train: list[Entry], held_out: list[Entry], test: list[Entry], size: int, limit: int
) -> DataSet:
    """Reads the three parts, the training part to its first `limit` (0 = all); classes in alphabetical order.

    Pictures that cannot be read are left out, as long as they are no more than `MOST_UNREADABLE` of all.
    """
    classes = sorted({e.label for e in train})
    _check_classes(described, classes, train, held_out, test)
    wanted = (train[:limit] if limit else train, held_out, test)
    parts = [read(part, classes, size) for part in wanted]
    damaged, all_pictures = [told for _, each in parts for told in each], sum(map(len, wanted))
    if len(damaged) > MOST_UNREADABLE * all_pictures:
        raise DataError(
            f"{described.name}: {len(damaged)} of {all_pictures} pictures cannot be read, more than "
            f"{MOST_UNREADABLE:.0%}: {'; '.join(damaged[:SHOWN])}{'; …' if len(damaged) > SHOWN else ''}"
        )
    return DataSet(
        name=described.name,
        licence=described.licence,
        source=described.source,
        classes=classes,
        train=parts[0][0],
        held_out=parts[1][0],
        test=parts[2][0],
        skipped=damaged,
        split=described.split,
    )


def _check_classes(
    described: Described, classes: list[str], train: list[Entry], held_out: list[Entry], test: list[Entry]
) -> None:
    if not train or not test:
        raise DataError(
            f"{described.name}: found {len(train)} training and {len(test)} test pictures; wanted are train/<class>/… "
            "and test/<class>/… (or val/), or folders of classes alone, of which a fifth is then tested"
        )
    for part, found in (("test", test), ("held-out", held_out)):
        unknown = sorted({e.label for e in found} - set(classes))
        if unknown:
            raise DataError(
                f"{described.name}: classes {', '.join(unknown)} have {part} pictures but no training pictures"
            )
    if len(classes) == 1:
        raise DataError(f"{described.name}: all pictures are of one class, {classes[0]}; at least two are needed")
