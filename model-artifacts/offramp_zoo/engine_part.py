"""The pieces of TorchScript that the job carries itself, for what DJL cannot do, or only in many calls.

python -m offramp_zoo.engine_part ../flink-job/src/main/resources/dev/offramp/stage/djl
"""

import sys
from pathlib import Path

import torch
from torch import Tensor, nn

from .tracing import save


class AsBfloat16(nn.Module):
    """Rounds to the nearest bfloat16: DJL can neither make a bfloat16 tensor nor cast to one."""

    def forward(self, x: Tensor) -> Tensor:
        """float32 [...] → bfloat16 [...]."""
        return x.to(torch.bfloat16)


class GatherRows(nn.Module):
    """Makes one batch of rows of several, each row copied once: DJL would index each batch and then join the parts."""

    def forward(self, plan: Tensor, batches: list[Tensor]) -> Tensor:
        """`plan` is int64 on the CPU: how many rows each batch gives, then the rows, batch by batch."""
        first = batches[0]
        counts: list[int] = plan[: len(batches)].tolist()
        rows = plan[len(batches) :].to(first.device)
        gathered = torch.empty([rows.size(0)] + first.size()[1:], dtype=first.dtype, device=first.device)  # noqa: RUF005 (TorchScript unpacks no lists)
        begin = 0
        for i in range(len(batches)):
            end = begin + counts[i]
            torch.index_select(batches[i], 0, rows[begin:end], out=gathered[begin:end])
            begin = end
        return gathered


PARTS: dict[str, type[nn.Module]] = {"as-bfloat16.pt": AsBfloat16, "gather-rows.pt": GatherRows}


if __name__ == "__main__":
    for name, part in PARTS.items():
        save(torch.jit.script(part().eval()), Path(sys.argv[1]) / name)
