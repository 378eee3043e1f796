import json

import pytest
import torch
from torch import nn

from offramp_zoo.__main__ import main
from offramp_zoo.bundle import Choices, Samples, export_bundle
from offramp_zoo.count import stage_cost
from offramp_zoo.manifest import read_bundle, sha256, write_manifest
from offramp_zoo.networks.stages import as_tuple
from offramp_zoo.staging import load_stages, write_stages
from offramp_zoo.tracing import save

from . import tiny


def export(folder):
    data = tiny.data()
    samples = Samples((12, 12), data.held_out, data.test)
    choices = Choices(precisions=("bfloat16",))
    return export_bundle(folder, tiny.identity(), tiny.network().stages, samples, tiny.origin(), choices)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundles") / "tiny"
    export(folder)
    return folder


def walk(folder, entries):
    """Each stage before the last, with what it takes."""
    activations = (tiny.pictures(5, 9).pixels,)
    for stage in load_stages(folder, entries)[:-1]:
        yield stage, activations
        activations = as_tuple(stage(*activations))[:-1]


@torch.no_grad()
def test_every_stage_but_the_last_hands_on_the_same_without_its_head_in_every_precision(bundle):
    manifest = read_bundle(bundle)
    for entries in (manifest["stages"], manifest["variants"][0]["stages"]):
        for stage, inputs in walk(bundle, entries):
            with_head, without = stage(*inputs)[:-1], as_tuple(stage.without_head(*inputs))
            assert len(without) == len(with_head)
            for want, got in zip(with_head, without, strict=True):
                assert torch.equal(want, got)
        assert not hasattr(load_stages(bundle, entries)[-1], "without_head")


def test_the_head_that_is_left_out_is_counted_as_the_network_has_it(bundle):
    heads = [stage.get("headMultiplyAdds") for stage in read_bundle(bundle)["stages"]]
    wanted = []
    for stage, inputs in walk(bundle, read_bundle(bundle)["stages"]):
        features = as_tuple(stage(*inputs))[0]
        wanted.append(head_cost(tiny.network().stages[len(wanted)].head, features))
    assert heads == [*wanted, None]
    assert all(heads[:-1])


def head_cost(head, features):
    return stage_cost(head, [features[:1]])[0]


def test_both_ways_share_their_weights_in_the_file(bundle, tmp_path):
    for stage in read_bundle(bundle)["stages"][:-1]:
        assert (bundle / stage["file"]).stat().st_size < 1.2 * whole_size(bundle / stage["file"], tmp_path)


class Whole(nn.Module):
    """A stage that is run in one way."""

    def __init__(self, stage):
        super().__init__()
        self.stage = stage

    def forward(self, *inputs):
        return self.stage(*inputs)


def whole(stage, inputs):
    return torch.jit.freeze(torch.jit.trace(Whole(stage).eval(), inputs, check_trace=False).eval())


def whole_size(file, folder):
    """Of the same stage with its head alone."""
    stage = torch.jit.load(file)
    inputs = [torch.zeros(2, *shape, dtype=dtype) for shape, dtype in taken(file)]
    save(whole(stage, inputs), folder / file.name)
    return (folder / file.name).stat().st_size


def taken(file):
    manifest = json.loads((file.parent / "manifest.json").read_text())
    stage = next(s for s in manifest["stages"] if s["file"] == file.name)
    return [(t["shape"][1:], getattr(torch, t["dtype"])) for t in stage["inputs"]]


def test_a_bundle_of_before_gets_the_same_and_answers_as_it_did(bundle, tmp_path, capsys):
    old = tmp_path / "old"
    export(old)
    strip(old)
    assert not any(hasattr(stage, "without_head") for stage in load_stages(old, read_bundle(old)["stages"]))
    answers = [stage(*inputs) for stage, inputs in walk(old, read_bundle(old)["stages"])]

    assert main(["heads", str(old)]) == 0

    assert "tiny: " in capsys.readouterr().out
    manifest = read_bundle(old)
    assert [s.get("headMultiplyAdds") for s in manifest["stages"]] == [
        s.get("headMultiplyAdds") for s in read_bundle(bundle)["stages"]
    ]
    for before, (stage, inputs) in zip(answers, walk(old, read_bundle(old)["stages"]), strict=True):
        for want, got in zip(before, stage(*inputs), strict=True):
            assert torch.equal(want, got)
    for stage, inputs in walk(old, manifest["variants"][0]["stages"]):
        assert as_tuple(stage.without_head(*inputs))


def strip(folder):
    """Makes a bundle one whose stages run whole alone."""
    manifest = read_bundle(folder)
    for entries in (manifest["stages"], manifest["variants"][0]["stages"]):
        for entry, (stage, inputs) in zip(entries[:-1], walk(folder, entries), strict=True):
            save(whole(stage, inputs), folder / entry["file"])
            entry["sha256"] = sha256(folder / entry["file"])
            entry.pop("headMultiplyAdds", None)
    write_manifest(folder, manifest)


class Handing(nn.Module):
    """A first stage that hands its logits on, so that a later one reads them."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 4)

    def forward(self, pixels):
        logits = self.linear(pixels.float().mean((1, 2)))
        return logits + 0, logits


class Last(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(4, 4)

    def forward(self, handed):
        return self.linear(handed)


def test_a_stage_whose_logits_a_later_one_reads_keeps_its_head(tmp_path):
    pixels = tiny.pictures(33, 1).pixels
    entries, _ = write_stages(tmp_path, [Handing(), Last()], pixels, 4)
    assert "headMultiplyAdds" not in entries[0]
    assert not hasattr(load_stages(tmp_path, entries)[0], "without_head")
