"""Seven early-exit branches for vision transformers (Bakhtiarnia, Zhang, Iosifidis, BMVC 2021, arXiv 2106.15183).

Each takes the tokens after any encoder layer, `[B,1+N,d]`: a class token, then N patches of an h×h grid, row by row.
Each answers `[B,outputs]`: class scores, or values where the network regresses. The multiply-adds in brackets are those
at ViT-B/16, 224 pixels, 100 classes.
"""

from collections.abc import Callable

import torch
from torch import Tensor, nn

MLP_RATIO = 4
CNN_FILTERS = 16


class Mlp(nn.Sequential):
    """Linear to `ratio` times the width, GELU, and back."""

    def __init__(self, width: int, dropout: float = 0.0, ratio: int = MLP_RATIO) -> None:
        super().__init__(
            nn.Linear(width, ratio * width),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(ratio * width, width),
            nn.Dropout(dropout),
        )


class Attention(nn.Module):
    """Multi-head self-attention, written out so that its two products can be counted and traced anywhere."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor) -> Tensor:
        """`[B,T,d]` → `[B,T,d]`."""
        query, key, value = self.qkv(x).unflatten(2, (3, self.heads, -1)).permute(2, 0, 3, 1, 4).unbind(0)
        weights = (query * query.shape[-1] ** -0.5 @ key.transpose(-2, -1)).softmax(dim=-1)
        return self.out((weights @ value).transpose(1, 2).flatten(2))


class EncoderLayer(nn.Module):
    """One pre-norm transformer layer (Dosovitskiy et al., 2021, equations 2 and 3)."""

    def __init__(self, width: int, heads: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.norm_attention, self.attention = nn.LayerNorm(width, eps=1e-6), Attention(width, heads)
        self.norm_mlp, self.mlp = nn.LayerNorm(width, eps=1e-6), Mlp(width, dropout)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        """`[B,T,d]` → `[B,T,d]`."""
        x = x + self.dropout(self.attention(self.norm_attention(x)))
        return x + self.mlp(self.norm_mlp(x))


class NormLinear(nn.Module):
    """LayerNorm and a linear layer on the class token: the network's own head, and Deep Feature Surgery's branch."""

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.norm, self.linear = nn.LayerNorm(width, eps=1e-6), nn.Linear(width, outputs)

    def forward(self, tokens: Tensor) -> Tensor:
        """`[B,1+N,d]` → `[B,outputs]`."""
        return self.linear(self.norm(tokens[:, 0]))


class MlpBranch(nn.Module):
    """MLP-EE: an MLP on the class token (4.8 M)."""

    def __init__(self, width: int, outputs: int, dropout: float) -> None:
        super().__init__()
        self.up, self.down = nn.Linear(width, MLP_RATIO * width), nn.Linear(MLP_RATIO * width, width)
        self.active, self.dropout = nn.GELU(), nn.Dropout(dropout)
        self.linear = nn.Linear(width, outputs)

    def forward(self, tokens: Tensor) -> Tensor:
        """`[B,1+N,d]` → `[B,outputs]`."""
        x = self.dropout(self.active(self.up(tokens[:, 0])))
        return self.linear(self.dropout(self.active(self.down(x))))


class CnnBranch(nn.Module):
    """CNN-EE: patches as a picture of d channels, a 3×3 convolution, ELU, pooling, a linear layer.

    What becomes of the class token: `ignore` (21.7 M + head) drops it; `add` (the same, and one addition a value) adds
    it to every patch; `project` (253 M) appends it to every patch and maps the 2d values back to d by a linear layer
    and GELU. (The paper's other reading of *project*, convolving all 2d channels, would cost 43 M.)
    """

    def __init__(self, width: int, grid: int, outputs: int, dropout: float, class_token: str) -> None:
        super().__init__()
        self.grid, self.class_token = grid, class_token
        self.project = nn.Sequential(nn.Linear(2 * width, width), nn.GELU()) if class_token == "project" else None
        self.convolution = nn.Sequential(nn.Conv2d(width, CNN_FILTERS, 3, padding=1), nn.ELU(), nn.MaxPool2d(2))
        self.dropout = nn.Dropout(dropout)
        self.linear = nn.Linear(CNN_FILTERS * (grid // 2) ** 2, outputs)

    def forward(self, tokens: Tensor) -> Tensor:
        """`[B,1+N,d]` → `[B,outputs]`."""
        token, patches = tokens[:, :1], tokens[:, 1:]
        if self.class_token == "add":
            patches = patches + token
        elif self.project is not None:
            patches = self.project(torch.cat([patches, token.expand_as(patches)], dim=2))
        # Channels move to the front; only reshaping would cut the rows of patches into pieces and mix them.
        picture = patches.transpose(1, 2).unflatten(2, (self.grid, self.grid))
        return self.linear(self.dropout(self.convolution(picture).flatten(1)))


class VitBranch(nn.Module):
    """ViT-EE: one further encoder layer on all tokens, then norm and linear on the class token (1,454 M)."""

    def __init__(self, width: int, heads: int, outputs: int, dropout: float) -> None:
        super().__init__()
        self.layer, self.head = EncoderLayer(width, heads, dropout), NormLinear(width, outputs)

    def forward(self, tokens: Tensor) -> Tensor:
        """`[B,1+N,d]` → `[B,outputs]`."""
        return self.head(self.layer(tokens))


class MixerBranch(nn.Module):
    """MLP-Mixer-EE: one Mixer block (Tolstikhin et al., 2021), an MLP across tokens, one across channels (1,859 M)."""

    def __init__(self, width: int, tokens: int, outputs: int, dropout: float) -> None:
        super().__init__()
        hidden = MLP_RATIO * width
        self.norm_tokens, self.norm_channels = nn.LayerNorm(width, eps=1e-6), nn.LayerNorm(width, eps=1e-6)
        self.across_tokens = nn.Sequential(nn.Linear(tokens, hidden), nn.GELU(), nn.Linear(hidden, tokens))
        self.across_channels = Mlp(width, dropout)
        self.norm, self.linear = nn.LayerNorm(width, eps=1e-6), nn.Linear(width, outputs)

    def forward(self, tokens: Tensor) -> Tensor:
        """`[B,1+N,d]` → `[B,outputs]`."""
        x = tokens + self.across_tokens(self.norm_tokens(tokens).transpose(1, 2)).transpose(1, 2)
        x = x + self.across_channels(self.norm_channels(x))
        return self.linear(self.norm(x).mean(dim=1))


class Affine(nn.Module):
    """A scale and a shift for each channel, which ResMLP has instead of a norm."""

    def __init__(self, width: int, scale: float = 1.0) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.full((width,), scale))
        self.shift = nn.Parameter(torch.zeros(width))

    def forward(self, x: Tensor) -> Tensor:
        """`[B,T,d]` → `[B,T,d]`."""
        return x * self.scale + self.shift


class ResMlpBranch(nn.Module):
    """ResMLP-EE: one ResMLP layer (Touvron et al., 2021), average pooling, a linear layer (959 M)."""

    def __init__(self, width: int, tokens: int, outputs: int, dropout: float) -> None:
        super().__init__()
        self.before_patches, self.before_channels = Affine(width), Affine(width)
        self.across_patches, self.across_channels = nn.Linear(tokens, tokens), Mlp(width, dropout)
        # Layer scale: small at first, so that the layer starts near the identity.
        self.after_patches, self.after_channels = Affine(width, 0.1), Affine(width, 0.1)
        self.last = Affine(width)
        self.linear = nn.Linear(width, outputs)

    def forward(self, tokens: Tensor) -> Tensor:
        """`[B,1+N,d]` → `[B,outputs]`."""
        mixed = self.across_patches(self.before_patches(tokens).transpose(1, 2)).transpose(1, 2)
        x = tokens + self.after_patches(mixed)
        x = x + self.after_channels(self.across_channels(self.before_channels(x)))
        return self.linear(self.last(x).mean(dim=1))


def build_branch(design: str, width: int, heads: int, grid: int, outputs: int, dropout: float) -> nn.Module:
    """A branch by the name of its design; `grid` is the number of patches along one side."""
    tokens = grid * grid + 1
    designs: dict[str, Callable[[], nn.Module]] = {
        "norm-linear": lambda: NormLinear(width, outputs),
        "mlp": lambda: MlpBranch(width, outputs, dropout),
        "cnn-ignore": lambda: CnnBranch(width, grid, outputs, dropout, "ignore"),
        "cnn-add": lambda: CnnBranch(width, grid, outputs, dropout, "add"),
        "cnn-project": lambda: CnnBranch(width, grid, outputs, dropout, "project"),
        "vit": lambda: VitBranch(width, heads, outputs, dropout),
        "mlp-mixer": lambda: MixerBranch(width, tokens, outputs, dropout),
        "resmlp": lambda: ResMlpBranch(width, tokens, outputs, dropout),
    }
    return designs[design]()


DESIGNS = ("mlp", "cnn-ignore", "cnn-add", "cnn-project", "vit", "mlp-mixer", "resmlp")
"""The seven of the paper."""
ALL_DESIGNS = ("norm-linear", *DESIGNS)
