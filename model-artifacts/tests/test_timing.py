import json
import shutil
import time

import pytest
import torch

from offramp_zoo import timing
from offramp_zoo.__main__ import main
from offramp_zoo.bundle import Choices, Samples, export_bundle
from offramp_zoo.manifest import manifest_problems, read_bundle
from offramp_zoo.model_card import TIME, with_times
from offramp_zoo.results import read_results, results_page, write_curves

from . import tiny


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundles") / "tiny"
    data = tiny.data()
    samples = Samples((12, 12), data.held_out, data.test)
    stages, choices = tiny.network().stages, Choices(precisions=["bfloat16"])
    export_bundle(folder, tiny.identity(), stages, samples, tiny.origin(), choices)
    return folder


@pytest.fixture
def bundle(exported, tmp_path):
    return shutil.copytree(exported, tmp_path / "tiny")


def times(manifest):
    return [e["milliseconds"] for e in [*manifest["stages"], *manifest["variants"][0]["stages"]]]


def test_an_exported_bundle_says_what_each_stage_takes_in_each_precision(bundle):
    manifest = read_bundle(bundle)
    assert len(times(manifest)) == 6
    assert all(set(t) == {"batch1", "batch16"} and min(t.values()) > 0 for t in times(manifest))
    assert manifest["timing"]["threads"] == 1
    assert manifest["timing"]["torch"] == torch.__version__


def test_a_stage_that_works_longer_takes_longer_and_one_that_sleeps_does_not():
    def works(x):
        began = time.thread_time()
        while time.thread_time() - began < 0.004:
            pass
        return x.float(), x

    def sleeps(x):
        time.sleep(0.01)
        return x

    first, second = timing.stage_milliseconds([works, sleeps], torch.zeros(16, 2, 2, 3, dtype=torch.uint8))
    assert first[1] == pytest.approx(4, rel=0.5)
    assert first[16] == pytest.approx(4 / 16, rel=0.5)
    assert second[1] < 1


def test_the_number_of_threads_is_put_back_though_a_stage_fails():
    def fails(_):
        raise RuntimeError

    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        with pytest.raises(RuntimeError):
            timing.stage_milliseconds([fails], torch.zeros(16, 2, 2, 3, dtype=torch.uint8))
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_a_bundle_is_measured_again_and_stays_whole(bundle, capsys, monkeypatch):
    monkeypatch.setenv("MALLOC_MMAP_THRESHOLD_", "1073741824")
    monkeypatch.delenv("LD_PRELOAD", raising=False)
    before = read_bundle(bundle)
    monkeypatch.setattr(timing, "stage_milliseconds", lambda stages, _: [{1: 2.0, 16: 0.5}] * len(stages))
    assert main(["time", str(bundle)]) == 0
    after = read_bundle(bundle)
    assert times(after) == [{"batch1": 2.0, "batch16": 0.5}] * 6
    assert after["timing"]["allocator"] == "malloc, mmap threshold 1073741824"
    assert {k: v for k, v in after.items() if k not in ("stages", "variants", "timing", "modelCard")} == {
        k: v for k, v in before.items() if k not in ("stages", "variants", "timing", "modelCard")
    }
    assert "tiny bfloat16 batch16: 0.5 0.5 0.5 ms a picture of each stage" in capsys.readouterr().out
    card = (bundle / "MODEL_CARD.md").read_text()
    assert card.count(TIME) == 1
    assert "| bfloat16, 16 | 0.5 | 0.5 | 0.5 | 1.5 |" in card


def test_a_bundle_older_than_its_times_gets_them_after_its_exits(bundle, monkeypatch):
    manifest = json.loads((bundle / "manifest.json").read_text())
    card = (bundle / "MODEL_CARD.md").read_text()
    begin, end = card.index(TIME), card.index("## Budgeted curve")
    older = card[:begin] + card[end:]
    assert "## Exits" in older
    assert with_times(older, manifest) == card


def test_a_bundle_without_times_is_still_whole(bundle):
    manifest = json.loads((bundle / "manifest.json").read_text())
    del manifest["timing"]
    for entry in [*manifest["stages"], *manifest["variants"][0]["stages"]]:
        del entry["milliseconds"]
    assert manifest_problems(manifest) == []


def test_times_that_are_not_times_are_refused(bundle):
    manifest = json.loads((bundle / "manifest.json").read_text())
    manifest["stages"][0]["milliseconds"]["batch16"] = 0
    assert any("milliseconds.batch16" in problem for problem in manifest_problems(manifest))


def test_the_results_page_has_a_row_of_times_for_each_precision(bundle, tmp_path, monkeypatch):
    monkeypatch.setattr(timing, "stage_milliseconds", lambda stages, _: [{1: 2.0, 16: 0.5}] * len(stages))
    timing.time_bundle(bundle)
    (result,) = read_results(tmp_path)
    arithmetic = f"{result.multiply_adds[-1] / result.multiply_adds[0]:.1f}"
    page = results_page([result])
    assert f"| `tiny` | float32 | 2 2 2 | 0.5 0.5 0.5 | 3.0 | {arithmetic} |" in page
    assert f"| `tiny` | bfloat16 | 2 2 2 | 0.5 0.5 0.5 | 3.0 | {arithmetic} |" in page
    write_curves([result], tmp_path / "results")
    rows = (tmp_path / "results" / "times.csv").read_text().splitlines()
    assert len(rows) == 1 + 2 * 2 * 3
    assert rows[-1] == "Squares,tiny,bfloat16,3,16,0.5"


def test_the_processor_is_named_with_its_half_precision(tmp_path, monkeypatch):
    (tmp_path / "cpuinfo").write_text("model name\t: Some CPU\nflags\t\t: fpu avx512_bf16\nmodel name\t: Some CPU\n")
    monkeypatch.setattr(timing, "PROCESSORS", tmp_path / "cpuinfo")
    assert timing.circumstances()["processor"] == "Some CPU with AVX-512 BF16"
    monkeypatch.setattr(timing, "PROCESSORS", tmp_path / "none")
    assert timing.circumstances()["processor"] == "unknown"
