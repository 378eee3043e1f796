import pytest
import torch
from torch import nn

from offramp_zoo.grow.places import Measured, measured_places, proposed
from offramp_zoo.networks import backbone_sources
from offramp_zoo.networks.backbone_sources import SourceError, Staged, backbone, parse_source
from offramp_zoo.networks.cutting import CutError, Layered, Place, same
from offramp_zoo.networks.grown import TokenMap, layout


class Gate(nn.Module):
    """Decides by values, which no tracing follows."""

    def forward(self, x):
        return x if x.mean() > 1e6 else x * 2


class Skips(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.norm, self.second = nn.Conv2d(3, 4, 3, 1, 1), nn.BatchNorm2d(4), nn.Conv2d(4, 4, 3, 1, 1)
        self.gate, self.third, self.head = Gate(), nn.Conv2d(4, 4, 3, 1, 1), nn.Linear(4, 2)

    def forward(self, x):
        x = self.norm(self.first(x))
        x = x + self.second(x)
        return self.head(self.third(self.gate(x)).mean((2, 3)))


class Untraceable(nn.Module):
    def __init__(self):
        super().__init__()
        self.stages = nn.ModuleList([nn.Conv2d(3, 4, 3, 2, 1), nn.Conv2d(4, 4, 3, 1, 1)])
        self.head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2))

    def forward(self, x):
        if x.sum() > 0:
            return self.head(self.stages[1](self.stages[0](x)))
        return self.head(x)


def test_a_network_is_cut_where_one_tensor_goes_on_and_not_before_a_norm():
    layered = Layered(Skips())
    names = [place.name for place in layered.places]
    assert names == ["norm", "add", "gate"]  # first's norm belongs to it, and beside second the skip goes on


def test_the_pieces_answer_as_the_whole_and_hold_its_weights():
    torch.manual_seed(0)
    net = Skips()
    pieces = Layered(net).pieces(["add"])
    assert len(pieces) == 3
    assert same(net, pieces, torch.rand(2, 3, 8, 8))
    assert pieces[0].get_parameter("net.first.weight") is net.first.weight
    assert {name for name, _ in pieces[2].named_parameters()} == {"net.head.weight", "net.head.bias"}


def test_what_decides_by_values_runs_whole():
    (gate,) = [n for n in Layered(Skips()).order if n.target == "net.gate"]
    assert gate.op == "call_module"


def test_a_network_that_cannot_be_traced_says_so_unless_it_names_its_stages():
    with pytest.raises(CutError, match="its forward cannot be traced"):
        Layered(Untraceable())
    assert Layered(Staged(Untraceable())).places[0].name == "stages.0"


def test_places_that_are_not_there_or_out_of_order_are_refused():
    layered = Layered(Skips())
    with pytest.raises(CutError, match="has no place layer9 to cut; it has "):
        layered.pieces(["layer9"])
    with pytest.raises(CutError, match="in the order of the network"):
        layered.pieces(["gate", "add"])


def test_time_adds_up_along_the_network():
    measured, whole = measured_places(Layered(Skips()), 16, 3)
    times = [m.milliseconds for m in measured]
    assert times == sorted(times)
    assert 0 < times[-1] < whole
    assert measured[-1].shape == (4, 16, 16)


def place(name, level, share):
    return Measured(Place(name, None, level), 10 * share, share, (8, 4, 4))


def test_exits_part_the_time_and_prefer_the_ends_of_stages():
    blocks = [place(f"layer{k}.{i}", 2, (3 * k + i + 1) / 12) for k in range(4) for i in range(2)]
    stages = [place(f"layer{k}", 1, (3 * k + 3) / 12) for k in range(3)]
    measured = sorted([*blocks, *stages], key=lambda m: m.share)
    assert [m.place.name for m in proposed(measured, 3)] == ["layer0", "layer2"]
    assert len({m.place.name for m in proposed(measured, 12)}) == 11
    with pytest.raises(CutError, match="can be cut at 11 places that a branch could read, 14 exits need 13"):
        proposed(measured, 14)


def test_tokens_become_a_map_row_by_row():
    tokens = torch.arange(5.0).view(1, 5, 1).expand(1, 5, 2)
    way, site = layout(tokens)
    assert isinstance(way, TokenMap)
    assert (site.channels, site.size) == (2, 2)
    assert way(tokens)[0, 0].tolist() == [[1.0, 2.0], [3.0, 4.0]]  # and the class token, 0, added
    assert layout(torch.zeros(1, 5)) is None


def test_a_library_that_is_not_there_is_told_with_the_command_that_installs_it(monkeypatch, tmp_path):
    def missing(name):
        raise ImportError(f"No module named '{name}'")

    monkeypatch.setattr(backbone_sources, "_name_operators", lambda: None)
    monkeypatch.setattr(backbone_sources.importlib, "import_module", missing)
    with pytest.raises(SourceError, match=r"timm is not installed .* -m pip install torchvision==0\.28\.0 timm==1\.0"):
        backbone(parse_source("timm:resnet18"), 10, 32, tmp_path)
