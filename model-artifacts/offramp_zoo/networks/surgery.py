"""Deep Feature Surgery (Gong et al., ECCV 2024, arXiv 2407.13986): whose loss may change which features.

*Partition*: at every exit but the last, the features are split along their channels; the first share belongs to
everything deeper, the rest to this exit. *Reference*: in the forward pass both sides still read all features, and only
the gradients stop. So inference is untouched: in evaluation mode this module hands its input through, and a network
trained with it exports to the plain graph.
"""

import torch
from torch import Tensor, nn

FORMS = ("none", "paper", "released")
"""`none`: joint training as ever. `paper`: deeper layers read [shared, own detached], the exit reads [shared detached,
own]. `released`: as in the authors' code for MSDNet and ViT, the exit reads both halves undetached, which costs a
little backward time and helps small networks."""


class FeatureSurgery(nn.Module):
    """Splits features at an exit: returns what deeper layers read and what the exit reads, equal in value.

    `share` (the paper's β, 0…1) is the part of the channels that deeper losses may change; `axis` is the channels'.
    """

    def __init__(self, form: str, share: float = 0.5, axis: int = 1) -> None:
        super().__init__()
        if form not in FORMS:
            raise ValueError(f"form must be one of {', '.join(FORMS)}, was {form!r}")
        self.form, self.share, self.axis = form, share, axis

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """Features of any shape → (for deeper layers, for this exit)."""
        if self.form == "none" or not self.training:
            return features, features
        channels = features.shape[self.axis]
        kept = round(channels * self.share)
        shared, own = torch.split(features, [kept, channels - kept], dim=self.axis)
        deeper = torch.cat([shared, own.detach()], dim=self.axis)
        if self.form == "released":
            return deeper, features
        return deeper, torch.cat([shared.detach(), own], dim=self.axis)

    def extra_repr(self) -> str:
        """What a print of the network shows."""
        return f"form={self.form}, share={self.share}"


def surgery_problems(form: str, share: float) -> list[str]:
    """What is wrong with these options of a recipe, if anything."""
    found = []
    if form not in FORMS:
        found.append(f"surgery must be one of {', '.join(FORMS)}, was {form!r}")
    if not 0.0 < share < 1.0:
        found.append(f"surgery_share must be between 0 and 1, was {share}")
    return found
