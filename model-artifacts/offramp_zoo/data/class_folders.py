"""Pictures in folders named after their classes, on disk or in a zip file; CIFAR-100 and Imagenette come so."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import numpy as np
import torch
from PIL import Image, ImageOps

from .pictures import DataError, DataSet, Pictures, split

SUFFIXES = (".bmp", ".jpeg", ".jpg", ".png", ".ppm", ".webp")
ANNOTATIONS = "val_annotations.txt"

UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, zlib.error, zipfile.BadZipFile, Image.DecompressionBombError)
"""What Pillow and the archive raise over bytes that are no picture."""

MOST_UNREADABLE = 0.01
"""Share of a set's pictures that may be unreadable; with more, something else is wrong."""

SHOWN = 5
"""Pictures named in a message."""

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
    `…/part/val_annotations.txt`, as Tiny ImageNet has it.
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
    """`imagenette/train/n01/x.JPEG` below `train` is `n01/x.JPEG`; None for what is no picture in a folder there."""
    if part not in path.parts or path.suffix.lower() not in SUFFIXES:
        return None
    below = path.parts[path.parts.index(part) + 1 :]
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
    kept, damaged = [], []
    for entry in found:
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
    )


def _check_classes(
    described: Described, classes: list[str], train: list[Entry], held_out: list[Entry], test: list[Entry]
) -> None:
    if not train or not test:
        raise DataError(
            f"{described.name}: found {len(train)} training and {len(test)} test pictures; wanted are train/<class>/… "
            "and test/<class>/… (or val/)"
        )
    for part, found in (("test", test), ("held-out", held_out)):
        unknown = sorted({e.label for e in found} - set(classes))
        if unknown:
            raise DataError(
                f"{described.name}: classes {', '.join(unknown)} have {part} pictures but no training pictures"
            )
    if len(classes) == 1:
        raise DataError(f"{described.name}: all pictures are of one class, {classes[0]}; at least two are needed")
