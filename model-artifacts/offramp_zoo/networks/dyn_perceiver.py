"""Dynamic Perceiver (Han et al., ICCV 2023, arXiv 2306.11248): exits on a branch of their own.

Figure 2 of the paper: a CNN extracts features and stays untouched; beside it, a learnt latent array z of a few tokens
gathers what classification needs. Before each CNN stage the two meet: z2x tells the features what z knows, x2z lets z
look at the features, self-attention lets z think. Early exits read z alone, so they never bend the CNN's features.

Four deployable stages: 1 = stem … third meeting, exit on z; 2 = CNN stage 3 and fourth meeting, exit on z and the first
exit's answer; 3 = CNN stage 4, the CNN's own exit; 4 = a last z2x, exit on everything.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .backbones import BACKBONES, Backbone, build_backbone
from .stages import MultiExitNetwork, Pixels

QUERY_REDUCTION = 8
"""In z2x, queries and keys have an eighth of the features' channels."""


@dataclass(frozen=True)
class DynPerceiverOptions:
    """The shape of the network; the words of the published code in brackets."""

    backbone: str = "small"
    """[cnn_arch] See `backbones`."""
    multiplier: float = 1.0
    """Of the backbone's widths, where it takes one."""
    widths: list[int] = field(default_factory=lambda: [16, 32, 64, 128])
    """Of the `small` backbone's stages."""
    size: int = 28
    """Height and width of the pictures, in pixels."""
    tokens: int = 32
    """[num_latents] Of z at first; halved at each later meeting."""
    layers: list[int] = field(default_factory=lambda: [1, 1, 2, 1])
    """[3, 3, 9, 3 times depth_factor] Self-attention layers at each meeting."""
    heads: list[int] = field(default_factory=lambda: [1, 2, 4, 8])
    """[num_SA_heads] Of self-attention at each meeting."""
    widening: int = 4
    """[SA_widening_factor] Of the MLPs after self-attention."""
    pooled: int = 7
    """Height and width of what z looks at, or less where the features are smaller."""
    dropout: float = 0.0
    mean: list[float] = field(default_factory=lambda: [0.2860])
    std: list[float] = field(default_factory=lambda: [0.3530])

    def problems(self) -> list[str]:
        """What is wrong with these options, if anything."""
        found = []
        if self.backbone not in BACKBONES:
            found.append(f"backbone must be one of {', '.join(BACKBONES)}, was {self.backbone!r}")
        for name in ("widths", "layers", "heads"):
            if len(getattr(self, name)) != 4:
                found.append(f"{name} must have 4 entries, had {len(getattr(self, name))}")
        if self.tokens < 8 or self.tokens % 8:
            found.append(f"tokens must be a multiple of 8, was {self.tokens}")
        if self.backbone != "small" and len(self.mean) != 3:
            found.append(f"backbone {self.backbone} takes three channels: mean and std must have 3 entries")
        return found


class Attention(nn.Module):
    """Attention with projections without bias; `places` adds a learnt bias to each of that many keys."""

    def __init__(self, width: int, keys_width: int, inner: int, heads: int, places: int | None = None) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key = nn.Linear(width, inner, bias=False), nn.Linear(keys_width, inner, bias=False)
        self.value, self.out = nn.Linear(keys_width, inner, bias=False), nn.Linear(inner, width)
        self.positions = None if places is None else nn.Parameter(torch.zeros(1, places, inner))

    def forward(self, x: Tensor, keys: Tensor) -> Tensor:
        """Queries from `[B,N,width]`, keys and values from `[B,M,keys_width]` → `[B,N,width]`."""
        key = self.key(keys)
        if self.positions is not None:
            key = key + self.positions
        query, key, value = (
            t.unflatten(2, (self.heads, -1)).transpose(1, 2) for t in (self.query(x), key, self.value(keys))
        )
        weights = (query @ key.transpose(2, 3) * query.shape[3] ** -0.5).softmax(dim=3)
        return self.out((weights @ value).transpose(1, 2).flatten(2))


class Mlp(nn.Module):
    """Layer norm, linear, GELU, linear."""

    def __init__(self, width: int, widening: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.up, self.down = nn.Linear(width, widening * width), nn.Linear(widening * width, width)

    def forward(self, x: Tensor) -> Tensor:
        """`[B,N,width]` → `[B,N,width]`."""
        return self.down(F.gelu(self.up(self.norm(x))))


class CrossAttention(nn.Module):
    """One side reads the other: pre-norm attention and MLP, both residual (figure 3 of the paper)."""

    def __init__(self, width: int, keys_width: int, inner: int, dropout: float, places: int | None = None) -> None:
        super().__init__()
        self.norm_query, self.norm_keys = nn.LayerNorm(width), nn.LayerNorm(keys_width)
        self.attention = Attention(width, keys_width, inner, heads=1, places=places)
        self.mlp, self.dropout = Mlp(width, 1), nn.Dropout(dropout)

    def forward(self, x: Tensor, keys: Tensor) -> Tensor:
        """`[B,N,width]` reads `[B,M,keys_width]` → `[B,N,width]`."""
        x = x + self.dropout(self.attention(self.norm_query(x), self.norm_keys(keys)))
        return x + self.dropout(self.mlp(x))


class SelfAttention(nn.Module):
    """One layer of z thinking: pre-norm attention and MLP, both residual."""

    def __init__(self, width: int, heads: int, widening: int, dropout: float) -> None:
        super().__init__()
        self.norm, self.attention = nn.LayerNorm(width), Attention(width, width, width, heads)
        self.mlp, self.dropout = Mlp(width, widening), nn.Dropout(dropout)

    def forward(self, z: Tensor) -> Tensor:
        """`[B,L,width]` → `[B,L,width]`."""
        normed = self.norm(z)
        z = z + self.dropout(self.attention(normed, normed))
        return z + self.dropout(self.mlp(z))


def read_features(reader: CrossAttention, x: Tensor, z: Tensor) -> Tensor:
    """z2x: every pixel of the features `[B,c,h,w]` queries z `[B,L,d]`; the shape stays."""
    pixels = reader(x.flatten(2).transpose(1, 2), z)
    return pixels.transpose(1, 2).unflatten(2, x.shape[2:])


class Meeting(nn.Module):
    """What happens between features x and latent z before a CNN stage; z halves and widens, except at the first."""

    def __init__(self, options: DynPerceiverOptions, backbone: Backbone, number: int) -> None:
        super().__init__()
        width = backbone.channels[number]
        pooled = min(options.pooled, -(-options.size // backbone.reductions[number]))
        self.halve: nn.Module | None = None
        self.widen: nn.Module | None = None
        self.to_features: CrossAttention | None = None
        if number:
            tokens, before = options.tokens // 2 ** (number - 1), backbone.channels[number - 1]
            self.halve = nn.Sequential(nn.LayerNorm(tokens), nn.Linear(tokens, tokens // 2))
            self.widen = nn.Sequential(nn.LayerNorm(before), nn.Linear(before, width))
            self.to_features = CrossAttention(width, width, width // QUERY_REDUCTION, options.dropout)
        self.look = nn.Conv2d(width, width, 7, padding=3, groups=width)
        self.pool = nn.AdaptiveAvgPool2d(pooled)
        self.to_latent = CrossAttention(width, width, width, options.dropout, places=pooled * pooled)
        self.think = nn.Sequential(
            *(
                SelfAttention(width, options.heads[number], options.widening, options.dropout)
                for _ in range(options.layers[number])
            )
        )

    def forward(self, x: Tensor, z: Tensor) -> tuple[Tensor, Tensor]:
        """Features `[B,c,h,w]` and latent `[B,L,d]` → features, and latent `[B,L/2,c]` (first meeting: `[B,L,c]`)."""
        if self.to_features is not None:
            z = self.halve(z.transpose(1, 2)).transpose(1, 2)
            z = self.widen(z)
            x = read_features(self.to_features, x, z)
        seen = self.pool(self.look(x) + x).flatten(2).transpose(1, 2)
        return x, self.think(self.to_latent(z, seen))


def feedback(classes: int, width: int) -> nn.Sequential:
    """What an earlier exit's logits tell a later one (the published code's FKT)."""
    return nn.Sequential(nn.Linear(classes, width), nn.BatchNorm1d(width), nn.ReLU())


class FirstStage(nn.Module):
    """Stem, two CNN stages, three meetings; exit 1 on the mean of z's tokens."""

    def __init__(self, options: DynPerceiverOptions, backbone: Backbone, classes: int) -> None:
        super().__init__()
        self.pixels = Pixels(tuple(options.mean), tuple(options.std))
        self.latent = nn.Parameter(torch.empty(options.tokens, backbone.channels[0]))
        nn.init.normal_(self.latent, 0.0, 0.02).data.clamp_(-2.0, 2.0)
        self.stem, self.cnn1, self.cnn2 = backbone.stem, backbone.stages[0], backbone.stages[1]
        self.meeting1, self.meeting2, self.meeting3 = (Meeting(options, backbone, n) for n in range(3))
        self.head = nn.Linear(backbone.channels[2], classes)

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """`uint8 [B,H,W,3]` → features, latent, logits (for stage 2), logits (the answer)."""
        x = self.stem(self.pixels(pixels))
        x, z = self.meeting1(x, self.latent.expand(x.shape[0], -1, -1))
        x, z = self.meeting2(self.cnn1(x), z)
        x, z = self.meeting3(self.cnn2(x), z)
        logits = self.head(z.mean(dim=1))
        return x, z, logits.clone(), logits


class SecondStage(nn.Module):
    """CNN stage 3 and the fourth meeting; exit 2 on z and on what exit 1 said."""

    def __init__(self, options: DynPerceiverOptions, backbone: Backbone, classes: int) -> None:
        super().__init__()
        width = backbone.channels[3]
        self.cnn3, self.meeting4 = backbone.stages[2], Meeting(options, backbone, 3)
        self.feedback, self.head = feedback(classes, width), nn.Linear(2 * width, classes)

    def forward(self, x: Tensor, z: Tensor, said: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Features, latent, logits of exit 1 → features, latent, logits (for stage 4), logits (the answer)."""
        x, z = self.meeting4(self.cnn3(x), z)
        logits = self.head(torch.cat([z.mean(dim=1), self.feedback(said)], dim=1))
        return x, z, logits.clone(), logits


class ThirdStage(nn.Module):
    """CNN stage 4; exit 3 is the CNN's own."""

    def __init__(self, backbone: Backbone, classes: int) -> None:
        super().__init__()
        self.cnn4, self.head = backbone.stages[3], backbone.head(backbone.channels[4], classes)

    def forward(self, x: Tensor, z: Tensor, said: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Features, latent, logits of exit 2 → features, latent, logits of exit 2, logits (the answer)."""
        x = self.cnn4(x)
        return x, z, said, self.head(x.mean(dim=(2, 3)))


class FourthStage(nn.Module):
    """A last z2x; exit 4 on pooled features, z, and what exit 2 said."""

    def __init__(self, options: DynPerceiverOptions, backbone: Backbone, classes: int) -> None:
        super().__init__()
        latent, width = backbone.channels[3:]
        self.to_features = CrossAttention(width, latent, width // QUERY_REDUCTION, options.dropout)
        self.feedback, self.head = feedback(classes, latent), backbone.merge(width + 2 * latent, classes)

    def forward(self, x: Tensor, z: Tensor, said: Tensor) -> Tensor:
        """Features, latent, logits of exit 2 → logits."""
        pooled = read_features(self.to_features, x, z).mean(dim=(2, 3))
        return self.head(torch.cat([pooled, z.mean(dim=1), self.feedback(said)], dim=1))


def build(options: DynPerceiverOptions, classes: int) -> MultiExitNetwork:
    """The network, randomly initialised."""
    backbone = build_backbone(options.backbone, options.multiplier, len(options.mean), options.widths)
    stages: Sequence[nn.Module] = [
        FirstStage(options, backbone, classes),
        SecondStage(options, backbone, classes),
        ThirdStage(backbone, classes),
        FourthStage(options, backbone, classes),
    ]
    return MultiExitNetwork(stages)
