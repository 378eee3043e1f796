"""The one piece of TorchScript that the job carries itself: DJL can neither make a bfloat16 tensor nor cast to one.

python -m offramp_zoo.engine_part ../flink-job/src/main/resources/dev/offramp/stage/djl/as-bfloat16.pt
"""

import sys
from pathlib import Path

import torch
from torch import Tensor, nn

from .tracing import save


class AsBfloat16(nn.Module):
    """Rounds to the nearest bfloat16."""

    def forward(self, x: Tensor) -> Tensor:
        """float32 [...] → bfloat16 [...]."""
        return x.to(torch.bfloat16)


if __name__ == "__main__":
    save(torch.jit.script(AsBfloat16().eval()), Path(sys.argv[1]))
