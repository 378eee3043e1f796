"""One thread: the networks of these tests are far too small to share, and the machine may be busy."""

import torch

torch.set_num_threads(1)
