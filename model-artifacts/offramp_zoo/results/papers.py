"""Numbers that the papers and their code publish, beside which ours are put."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Published:
    """One network of a paper."""

    name: str
    top1: list[float]
    """Of each exit, %."""
    multiply_adds: list[float]
    """To each exit, M; empty where none are given."""
    how: str


MSDNET = Published(
    "MSDNet",
    [64.10, 67.46, 70.34, 72.38, 73.06, 73.81, 73.89],
    [56.43, 101.00, 155.31, 198.10, 249.53, 298.05, 340.64],
    "CIFAR-100, growth 16, 300 epochs",
)
DFS = Published(
    "DFS", [72.46, 75.64, 77.50, 78.54, 79.20, 79.45, 79.56], MSDNET.multiply_adds, "CIFAR-100, growth 16, 300 epochs"
)
BYOT = Published("BYOT", [67.85, 74.57, 78.23, 78.64], [169.62, 300.22, 431.05, 559.75], "CIFAR-100, ResNet18")
BYOT_DFS = Published("DFS", [74.17, 77.43, 78.82, 79.93], BYOT.multiply_adds, "CIFAR-100, ResNet18")

SURGERY = {"msdnet": (MSDNET, DFS), "byot-resnet": (BYOT, BYOT_DFS)}
"""Baseline and Deep Feature Surgery, by family (arXiv 2407.13986)."""

SURGERY_BUDGETS = {74: (104.7, 63.7), 75: (119.8, 68.3)}
"""M multiply-adds of MSDNet and of DFS on CIFAR-100 for a top-1 in %, budgeted."""

PERCEIVERS = [
    Published(
        "RegNet-Y 800MF", [68.62, 78.32, 79.15, 79.86], [459.053, 1064.883, 1227.629, 1298.015], "ImageNet, 128 tokens"
    ),
    Published(
        "ResNet-50 × .375",
        [72.93, 77.52, 74.32, 77.70],
        [619.347, 1007.321, 1121.888, 1190.166],
        "ImageNet, 128 tokens",
    ),
    Published(
        "MobileNetV3 × .75", [53.13, 71.65, 71.89, 74.59], [97.687, 181.993, 206.852, 266.410], "ImageNet, 128 tokens"
    ),
]
"""Dynamic Perceiver, from its code's README (arXiv 2306.11248)."""

VIT_BRANCHES = {
    "mlp": "4.8",
    "cnn-ignore": "21.7",
    "cnn-add": "21.9",
    "cnn-project": "43 to 253",
    "vit": "1454",
    "mlp-mixer": "1859",
    "resmlp": "950",
}
"""M multiply-adds of a branch at ViT-B/16, 224 pixels and 100 classes, by arithmetic from arXiv 2106.15183."""

BY_FAMILY = {
    ("CIFAR-100", "msdnet"): MSDNET,
    ("CIFAR-100", "msdnet-dfs"): DFS,
    ("CIFAR-100", "byot-resnet"): BYOT,
    ("CIFAR-100", "byot-resnet-dfs"): BYOT_DFS,
}
"""What stands below the table of a data set."""
