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

SURGERY_SAVES = 173.5 / 87.6
"""How many times fewer multiply-adds DFS takes than Meta-GF for the best top-1 of that, 77.41 %, on CIFAR-100."""

LATENT_EXITS = 0.7, -1.2
"""Points by which exits on the latent, and exits on RegNet's own features, change the last exit's top-1 (ImageNet)."""

PERCEIVER_SAVES = "1.9 to 4.8 × fewer multiply-adds than the static RegNet-Y (ImageNet)"

PERCEIVER_LATENCY = 1.2, 2.3
"""By how much measured latency falls against the static backbone, on TX2, i5 (batch 1) and A100 (batch 128)."""

PERCEIVER_ACTIONS = "1.2 to 1.6 × less (Something-Something V1, TSM, 8 frames)"

SURGERY_STEPS = "11.7 and 13.5 % faster (VGG7, VGG16)"

SURGERY_TIME = 0.5
"""Share of the training time that Deep Feature Surgery is said to save at most."""

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
