"""One thread: the networks of these tests are far too small to share, and the machine may be busy."""

import pytest
import torch

from . import tiny

torch.set_num_threads(1)


@pytest.fixture
def by_arithmetic():
    """See `tiny.time_by_arithmetic`."""
    with tiny.time_by_arithmetic():
        yield
