"""The stage contract: what every network of this zoo looks like from outside."""

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn


class Pixels(nn.Module):
    """`uint8 [B,H,W,3]` pictures to the normalised `float32 [B,channels,H,W]` a network computes on.

    One channel means luminance (ITU-R BT.601); a grey picture, whose three channels are equal, keeps its values.
    `mean` and `std` are in units of the 0…1 range. They are plain numbers, so that nothing pins a device. Normalising
    is done in float32 whatever the precision of what follows; `dtype` is what the network computes in.
    """

    def __init__(self, mean: tuple[float, ...], std: tuple[float, ...]) -> None:
        super().__init__()
        if len(mean) != len(std) or len(mean) not in (1, 3):
            raise ValueError(f"mean and std must both have 1 or 3 entries, were {mean} and {std}")
        self.mean, self.std = mean, std
        self.dtype = torch.float32

    def forward(self, pixels: Tensor) -> Tensor:
        """`uint8 [B,H,W,3]` → `[B,C,H,W]` of the network's dtype."""
        red, green, blue = (pixels[..., c].float() for c in range(3))
        planes = (0.299 * red + 0.587 * green + 0.114 * blue,) if len(self.mean) == 1 else (red, green, blue)
        normalised = torch.stack(
            [(p - 255.0 * m) * (1.0 / (255.0 * s)) for p, m, s in zip(planes, self.mean, self.std, strict=True)],
            dim=1,
        )
        return normalised if self.dtype == torch.float32 else normalised.to(self.dtype)


class MultiExitNetwork(nn.Module):
    """A network cut at its exits.

    `stages[0]` takes `uint8 [B,H,W,3]`; every further stage takes the activations of the one before. Each returns
    its activations followed by `logits [B,classes]`, as a tuple; the last returns the logits alone. The stages of this
    zoo have a `head`, the part that only their exit uses, so that training regimes can tell it from the backbone.

    A stage that looks at a few frames of a clip has `frames`, their positions in the clip: it takes those, `uint8
    [B,n,H,W,3]` in this order, before the activations. Then the first stage has them too, and no frame travels.
    """

    def __init__(self, stages: Iterable[nn.Module]) -> None:
        super().__init__()
        self.stages = nn.ModuleList(stages)

    def forward(self, pixels: Tensor) -> list[Tensor]:
        """The logits of every exit, in order, each `[B,classes]`."""
        return run_stages(self.stages, pixels)


def run_stages(stages: Iterable[nn.Module], pixels: Tensor) -> list[Tensor]:
    """Runs the stages one after the other, nobody leaving, and returns each exit's logits."""
    activations: Sequence[Tensor] = ()
    answers = []
    for stage in stages:
        *activations, logits = as_tuple(stage(*inputs_of(stage, pixels, activations)))
        answers.append(logits)
    return answers


def frames_of(stage: object) -> list[int]:
    """The positions of the frames that a stage looks at; none where it does not tell frames apart."""
    return list(getattr(stage, "frames", ()))


def inputs_of(stage: object, pixels: Tensor, before: Sequence[Tensor]) -> tuple[Tensor, ...]:
    """What a stage takes of whole samples: its own frames, then the activations of the stage before.

    Before the first stage there are none, `()`; one that names no frames takes the samples as they are.
    """
    frames = frames_of(stage)
    if frames:
        return (pixels[:, frames], *before)
    return tuple(before) if before else (pixels,)


def as_tuple(outputs: Tensor | tuple[Tensor, ...] | list[Tensor]) -> tuple[Tensor, ...]:
    """A stage's outputs as a tuple, also where the last stage returns a bare tensor."""
    return (outputs,) if isinstance(outputs, Tensor) else tuple(outputs)
