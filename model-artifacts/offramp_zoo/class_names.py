"""What people call classes that a data set names by code."""

from collections.abc import Sequence

IMAGENETTE = {
    "n01440764": "tench",
    "n02102040": "English springer",
    "n02979186": "cassette player",
    "n03000684": "chain saw",
    "n03028079": "church",
    "n03394916": "French horn",
    "n03417042": "garbage truck",
    "n03425413": "gas pump",
    "n03445777": "golf ball",
    "n03888257": "parachute",
}
"""WordNet ids of Imagenette's classes, with the names that its authors give them."""


def class_names(classes: Sequence[str]) -> list[str]:
    """The names in the order of the classes; empty where their own names do."""
    return [IMAGENETTE.get(name, name) for name in classes] if any(name in IMAGENETTE for name in classes) else []
