"""Writes what the zoo trains and evaluates on: every NTH photograph of a zip, as the zoo's own `fit` gives it.

python fit_photographs.py ZIP SIZE NTH OUT  (with model-artifacts on PYTHONPATH)

OUT gets, one after another, rows of R, G, B of SIZE x SIZE pixels, in the order of the names.
"""

import io
import sys
import zipfile
from pathlib import Path

from PIL import Image

from offramp_zoo.data.class_folders import fit


def main(archive: str, size: int, nth: int, out: str) -> None:
    """Writes them."""
    with zipfile.ZipFile(archive) as pictures, Path(out).open("wb") as file:
        for name in sorted(n for n in pictures.namelist() if n.endswith(".JPEG"))[::nth]:
            with Image.open(io.BytesIO(pictures.read(name))) as picture:
                file.write(fit(picture, size).tobytes())


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
