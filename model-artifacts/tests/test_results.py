import copy
import csv
from pathlib import Path

import pytest

from offramp_zoo.__main__ import HOME
from offramp_zoo.bundle import Identity, Origin, Samples, export_bundle
from offramp_zoo.manifest import BundleError
from offramp_zoo.networks import branchy_resnet
from offramp_zoo.results import (
    BEGIN,
    END,
    Knowledge,
    Result,
    add_knowledge,
    insert,
    read_knowledge,
    read_results,
    results_page,
    weights_of,
    write_curves,
)
from offramp_zoo.results.surgery_question import saved_budget

from . import tiny

FROZEN = {"regime": "classifier-wise", "backbone": "vit", "epochs": 2}
MADE = {
    "net": ("msdnet", {"network": {"growth": 8}, "train": {"epochs": 2}}),
    "net-dfs": ("msdnet", {"network": {"growth": 8, "surgery": "released"}, "train": {"epochs": 2}}),
    "net-decreasing": ("branchy-resnet", {"train": {"epochs": 2}}),
    "net-constant": ("branchy-resnet", {"train": {"epochs": 2}}),
    "net-increasing": ("branchy-resnet", {"train": {"epochs": 2}}),
    "net-plain": ("branchy-resnet", {"train": {"epochs": 2, "exit_weights": [0.0, 0.0, 1.0]}}),
    "perceiver": ("dyn-perceiver", {"train": {"epochs": 2}}),
    "vit": ("multi-exit-vit", {"network": {"branches": ["mlp"]}, "train": {"regime": "end-to-end"}}),
    "vit-mlp": ("multi-exit-vit", {"network": {"branches": ["mlp"]}, "train": FROZEN}),
    "vit-cnn-add": ("multi-exit-vit", {"network": {"branches": ["cnn-add"]}, "train": FROZEN}),
}
"""Name, family and what matters of the recipe; below them all are tiny networks with random weights."""


def stages(name, seed):
    if name != "perceiver":
        return tiny.network(seed=seed).stages
    four = tiny.recipe(
        widths="[[6], [8], [8], [8]]",
        strides="[[2], [2], [1], [1]]",
        branch_widths="[6, 8, 8, 0]",
        branch_blocks="[2, 1, 1, 0]",
    )
    return branchy_resnet.build(four.network, 4).eval().stages


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    bundles = tmp_path_factory.mktemp("bundles")
    data = tiny.data()
    for seed, (name, (family, recipe)) in enumerate(MADE.items()):
        identity = Identity(name, "1.0.0", family, data.classes)
        origin = Origin("Squares", "none needed", "tests", list(range(40)), more={"recipe": recipe})
        samples = Samples((12, 12), data.held_out, data.test)
        export_bundle(bundles / name, identity, stages(name, seed), samples, origin)
    untested = Identity("untested", "1.0.0", "branchy-resnet", data.classes)
    export_bundle(bundles / "untested", untested, tiny.network().stages, Samples((12, 12)), tiny.origin())
    return bundles


def named(folder, *names):
    return [r for r in read_results(folder) if r.name in names]


def test_the_page_has_a_row_for_every_tested_bundle(folder):
    page = results_page(read_results(folder))
    assert "### Squares" in page
    for name in MADE:
        assert f"| `{name}` |" in page
    assert "untested" not in page


def test_a_row_says_how_many_pictures_were_held_out_and_tested(folder):
    row = next(line for line in results_page(read_results(folder)).splitlines() if line.startswith("| `net` |"))
    assert "| 40, 60 |" in row


def test_the_number_of_test_pictures_is_what_the_bundle_says_and_only_guessed_of_older_ones(folder):
    (result,) = named(folder, "net")
    manifest = copy.deepcopy(result.manifest)
    manifest["policy"]["testCurve"] = []
    for stage in manifest["stages"]:
        stage["accuracy"]["test"] = 0.5  # of 60 pictures as of 2
    assert Result(folder / "net", manifest).test_pictures == 60
    del manifest["provenance"]["test"]
    assert Result(folder / "net", manifest).test_pictures == 2


def test_exits_that_were_never_trained_have_no_figures(folder):
    (plain,) = named(folder, "net-plain")
    assert f"– – {100 * plain.accuracies[-1]:.2f} | – |" in results_page([plain])
    assert plain.curve == []


def test_every_question_is_answered_whose_bundles_are_there(folder):
    page = results_page(read_results(folder))
    assert "(`net-…`)" in page
    assert "decreasing ≥ constant: " in page
    assert "constant ≥ increasing: " in page
    assert "(`net-dfs`)" in page
    assert "+8.36 +8.18 +7.16" in page
    assert "(`perceiver`)" in page
    assert "(`vit-…`)" in page
    assert "`vit`, over the same design on the frozen backbone" in page


@pytest.mark.parametrize("alone", ["net", "net-dfs", "net-decreasing", "vit", "vit-mlp"])
def test_a_question_whose_bundles_are_not_there_is_left_out(folder, alone):
    assert "What held" not in results_page(named(folder, alone))


def knowledge(bundle="net-decreasing", weights="any", plain_weights="theirs", shares=(0.1, 0.2)):
    return Knowledge(bundle, "net-plain", weights, plain_weights, list(shares))


def test_consistency_is_on_the_page_until_its_bundle_has_other_weights(folder, tmp_path):
    results = named(folder, "net-decreasing")
    file = tmp_path / "results" / "consistency.json"
    assert read_knowledge(file) == []
    add_knowledge(knowledge(weights="older weights"), file)
    assert "net-plain" not in results_page(results, read_knowledge(file))
    add_knowledge(knowledge(weights=weights_of(results[0].manifest), shares=[0.875, 0.5]), file)
    add_knowledge(knowledge("gone", shares=[0.3, 0.4]), file)
    assert len(read_knowledge(file)) == 2
    page = results_page(results, read_knowledge(file))
    assert "| `net-decreasing` | 0.875 | 0.500 | 0.688 |" in page
    assert "gone" not in page


def test_consistency_is_on_the_page_until_the_plain_bundle_beside_it_has_other_weights(folder):
    results = named(folder, "net-decreasing", "net-plain")
    weights = {r.name: weights_of(r.manifest) for r in results}
    now = knowledge(weights=weights["net-decreasing"], plain_weights=weights["net-plain"])
    before = knowledge(weights=weights["net-decreasing"], plain_weights="older weights")
    assert "(against `net-plain`)" in results_page(results, [now])
    assert "(against `net-plain`)" not in results_page(results, [before])


def test_figures_against_two_trainings_of_the_plain_bundle_are_not_mixed(tmp_path):
    file = tmp_path / "consistency.json"
    for bundle in ("net-constant", "net-decreasing"):
        add_knowledge(knowledge(bundle), file)
    before = file.read_text()
    with pytest.raises(BundleError, match="figures of net-constant against another training of net-plain"):
        add_knowledge(knowledge("net-decreasing", plain_weights="another training"), file)
    assert file.read_text() == before
    file.unlink()
    add_knowledge(knowledge("net-decreasing", plain_weights="another training"), file)
    assert len(read_knowledge(file)) == 1


def test_exits_and_curves_become_tables_and_a_picture(folder, tmp_path):
    results = read_results(folder)
    write_curves(results, tmp_path)
    with (tmp_path / "curves.csv").open() as file:
        assert len(list(csv.DictReader(file))) == sum(len(r.curve) for r in results) > 0
    with (tmp_path / "exits.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(len(r.accuracies) for r in results)
    assert rows[0]["bundle"] == results[0].name
    assert (tmp_path / "squares.png").stat().st_size > 1000


def drawn(at_exit_1, *points):
    """A bundle of two exits, 10 M and (95 %) 50 M, whose curve is given as (M, accuracy)."""
    stages = [
        {"cumulativeMultiplyAdds": cost, "accuracy": {"heldOut": accuracy, "test": accuracy}}
        for cost, accuracy in ((10_000_000, at_exit_1), (50_000_000, 0.95))
    ]
    curve = [{"q": m / 10, "meanMultiplyAdds": m * 1e6, "accuracy": accuracy} for m, accuracy in points]
    return Result(Path("drawn"), {"stages": stages, "policy": {"testCurve": curve}, "provenance": {}})


def test_the_least_cost_of_an_accuracy_is_read_from_the_curve_which_starts_at_exit_1():
    result = drawn(0.80, (20, 0.90), (40, 0.94))
    assert result.cost_of(0.5) == result.cost_of(0.80) == 10e6
    assert result.cost_of(0.85) == pytest.approx(15e6)
    assert result.cost_of(0.90) == pytest.approx(20e6)
    assert result.cost_of(0.92) == pytest.approx(30e6)
    assert result.cost_of(0.95) is None
    assert drawn(0.80).cost_of(0.5) is None


def test_nothing_is_saved_where_exit_1_alone_is_accurate_enough():
    baseline, operated = drawn(0.935, (20, 0.94), (40, 0.95)), drawn(0.92, (15, 0.94), (30, 0.949))
    (rows,) = saved_budget(baseline, operated)
    assert rows.splitlines()[2:] == [
        "| 93.00 | ≤ 10.00 M | 12.50 M | – |",
        "| 94.00 | 20.00 M | 15.00 M | 1.33 × |",
        "| 94.50 | 30.00 M | 23.33 M | 1.29 × |",
        "| 95.00 | 40.00 M | not reached | – |",
    ]
    assert saved_budget(drawn(0.935), operated) == []


def test_the_page_replaces_the_one_before(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    insert("new\n", readme)
    insert("newer\n", readme)
    assert readme.read_text() == f"before\n{BEGIN}\n\nnewer\n\n{END}\nafter\n"
    readme.write_text("no marks")
    with pytest.raises(ValueError, match="has no line"):
        insert("new", readme)


def test_the_readme_holds_the_page_of_the_shipped_bundles():
    page = results_page(read_results(HOME / "bundles"), read_knowledge(HOME / "results" / "consistency.json"))
    assert page in (HOME / "README.md").read_text(encoding="utf-8"), "run ./offramp zoo results"
