"""Exits over the frames of a clip: a network for pictures, asked about a few frames more at every stage.

Stage k looks at its chunk of the clip's frames and adds what they say to what was said before (FrameExit, CVPR 2021;
TLEE, IoT-J 2024):

    m_t = λ · m_{t−1} + z_t        n_t = λ · n_{t−1} + 1        logits after frame t: m_t / n_t

z_t are the picture network's logits of frame t. A mean and not a sum, for neighbouring frames say the same thing again,
and a sum would grow confident of it. n is the same for every clip at a stage, so only m travels. Each stage says which
frames it looks at, and whoever runs it brings those: frames behind the exit need not even be decoded. λ = 0 forgets all
but the newest frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from torch import Tensor, nn

from .branchy_resnet import ResidualBlock
from .stages import MultiExitNetwork, Pixels

ORDERS = ("middle-first", "newest-first", "as-they-are")


def middle_first(frames: int) -> list[int]:
    """Positions of a clip's frames, each far from those before it: the middle, the ends, then the middles of the widest
    gaps, earlier ones first (FrameExit, CVPR 2021, section 3)."""
    order = list(dict.fromkeys([frames // 2, 0, frames - 1]))[:frames]
    while len(order) < frames:
        known = sorted(order)
        gaps = [(b - a, -a) for a, b in pairwise(known)]
        width, start = max(gaps)
        order.append(-start + width // 2)
    return order


def order_of(name: str, frames: int) -> list[int]:
    """The order of this name, as positions in a clip: the first is looked at first."""
    match name:
        case "middle-first":
            return middle_first(frames)
        case "newest-first":
            return list(reversed(range(frames)))
        case _:
            return list(range(frames))


class FramesStage(nn.Module):
    """One chunk of a clip's frames through a network for pictures that all stages share."""

    def __init__(self, network: nn.Module, frames: Sequence[int], before: int, decay: float) -> None:
        """`frames`: positions in the clip of those that this stage looks at. `before`: how many earlier stages did."""
        super().__init__()
        self.network, self.frames, self.before, self.decay = network, list(frames), before, decay
        self.head = nn.Identity()  # every layer serves every exit
        self.last = False

    def forward(self, chunk: Tensor, evidence: Tensor | None = None) -> Tensor | tuple[Tensor, ...]:
        """This stage's frames `uint8 [B,n,H,W,3]` and the evidence so far `[B,classes]`, which the first stage has none
        of → the evidence and the logits; the last stage: logits."""
        n = len(self.frames)
        said = self.network(chunk.flatten(0, 1)).unflatten(0, (-1, n))
        for t in range(n):
            evidence = said[:, t] if evidence is None else self.decay * evidence + said[:, t]
        assert evidence is not None
        logits = evidence / weight_of(self.before + n, self.decay)
        return logits if self.last else (evidence, logits)


def weight_of(frames: int, decay: float) -> float:
    """n after so many frames."""
    return float(sum(decay**i for i in range(frames)))


def over_frames(
    network: nn.Module, order: Sequence[int], chunks: Sequence[int], decay: float = 1.0
) -> MultiExitNetwork:
    """Stages over chunks of a clip's frames, with an exit behind each.

    `network` turns `uint8 [N,H,W,3]` into logits `[N,classes]`. `order` holds every position of a clip once, in the
    order in which they are looked at; `chunks` says how many of them each stage takes. Raises `ValueError` where they
    disagree.
    """
    if sorted(order) != list(range(len(order))):
        raise ValueError(f"order must hold each of 0…{len(order) - 1} once, was {list(order)}")
    if sum(chunks) != len(order) or min(chunks) < 1:
        raise ValueError(f"chunks must be at least 1 each and {len(order)} together, were {list(chunks)}")
    if not 0.0 <= decay <= 1.0:
        raise ValueError(f"decay must be in [0, 1], was {decay}")
    begins = [sum(chunks[:k]) for k in range(len(chunks))]
    stages = [
        FramesStage(network, order[begin : begin + chunk], begin, decay)
        for begin, chunk in zip(begins, chunks, strict=True)
    ]
    stages[-1].last = True
    return MultiExitNetwork(stages)


@dataclass(frozen=True)
class OverFramesOptions:
    """A residual network for pictures, and how a clip's frames are dealt to the exits."""

    frames: int = 8
    """Of a clip."""
    order: str = "middle-first"
    """`middle-first` for clips that are there as a whole, `newest-first` for live streams, or `as-they-are`."""
    chunks: list[int] = field(default_factory=lambda: [1, 1, 2, 4])
    """Frames that each stage looks at."""
    decay: float = 1.0
    """λ: what the evidence keeps for each further frame."""
    stem: int = 16
    """Channels after the first convolution."""
    widths: list[int] = field(default_factory=lambda: [24, 40, 96])
    """Output channels of each residual block."""
    strides: list[int] = field(default_factory=lambda: [2, 1, 2])
    """Stride of each residual block."""
    dropout: float = 0.0
    """Before the linear layer."""
    mean: list[float] = field(default_factory=lambda: [0.2860])
    std: list[float] = field(default_factory=lambda: [0.3530])

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        found = []
        if self.frames < 2:
            found.append(f"frames must be at least 2, was {self.frames}")
        if self.order not in ORDERS:
            found.append(f"order must be one of {', '.join(ORDERS)}, was {self.order!r}")
        if sum(self.chunks) != self.frames or any(c < 1 for c in self.chunks):
            found.append(f"chunks must be at least 1 each and frames = {self.frames} together, were {self.chunks}")
        if not 0.0 <= self.decay <= 1.0:
            found.append(f"decay must be in [0, 1], was {self.decay}")
        if len(self.widths) != len(self.strides) or not self.widths:
            found.append("widths and strides must have the same number of blocks, at least 1")
        if not 0.0 <= self.dropout < 1.0:
            found.append(f"dropout must be in [0, 1), was {self.dropout}")
        return found


class PictureNetwork(nn.Module):
    """Stem, residual blocks, mean over the map, linear layer."""

    def __init__(self, options: OverFramesOptions, classes: int) -> None:
        super().__init__()
        self.pixels = Pixels(tuple(options.mean), tuple(options.std))
        self.stem = nn.Sequential(
            nn.Conv2d(len(options.mean), options.stem, 3, padding=1, bias=False),
            nn.BatchNorm2d(options.stem),
            nn.ReLU(),
        )
        widths = [options.stem, *options.widths]
        self.blocks = nn.Sequential(
            *(ResidualBlock(widths[i], widths[i + 1], stride) for i, stride in enumerate(options.strides))
        )
        self.linear = nn.Sequential(nn.Dropout(options.dropout), nn.Linear(widths[-1], classes))

    def forward(self, pixels: Tensor) -> Tensor:
        """`uint8 [N,H,W,3]` → logits `[N,classes]`."""
        return self.linear(self.blocks(self.stem(self.pixels(pixels))).mean(dim=(2, 3)))


def build(options: OverFramesOptions, classes: int) -> MultiExitNetwork:
    """The network, untrained."""
    return over_frames(
        PictureNetwork(options, classes), order_of(options.order, options.frames), options.chunks, options.decay
    )
