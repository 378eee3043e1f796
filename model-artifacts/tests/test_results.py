import copy
import csv
import shutil
from pathlib import Path

import pytest

from offramp_zoo.__main__ import HOME
from offramp_zoo.bundle import Identity, Origin, Samples, export_bundle
from offramp_zoo.manifest import BundleError, weights_of, write_manifest
from offramp_zoo.networks import branchy_resnet
from offramp_zoo.results import (
    BEGIN,
    END,
    Figures,
    Knowledge,
    Result,
    ResultsError,
    Verdict,
    add_knowledge,
    asked,
    claims_page,
    counted,
    insert,
    read_knowledge,
    read_results,
    results_page,
    write_curves,
)
from offramp_zoo.results.claims import as_good, at_least
from offramp_zoo.results.differences import Difference
from offramp_zoo.results.surgery_question import saved_budget

from . import tiny

TRAIN = {"epochs": 2}
FROZEN = TRAIN | {"regime": "classifier-wise", "backbone": "vit"}
LAST_ALONE = {"exit_weights": [0.0, 0.0, 0.0, 1.0]}
MADE = {
    "net": ("msdnet", {"growth": 8}, TRAIN),
    "operated": ("msdnet", {"growth": 8, "surgery": "released"}, TRAIN),
    "first": ("branchy-resnet", {"pattern": "decreasing"}, TRAIN),
    "second": ("branchy-resnet", {"pattern": "constant"}, TRAIN),
    "third": ("branchy-resnet", {"pattern": "increasing"}, TRAIN),
    "net-plain": ("branchy-resnet", {"pattern": "decreasing"}, TRAIN | {"exit_weights": [0.0, 0.0, 1.0]}),
    "taught": (
        "branchy-resnet",
        {"pattern": "constant"},
        TRAIN | {"distil": 0.5, "distil_teacher": "ensemble"},
    ),
    "perceiver": ("dyn-perceiver", {}, TRAIN),
    "perceiver-alone": ("dyn-perceiver", {}, TRAIN | LAST_ALONE),
    "vit": ("multi-exit-vit", {"branches": ["mlp"]}, TRAIN),
    "vit-mlp": ("multi-exit-vit", {"branches": ["mlp"]}, FROZEN),
    "vit-cnn-add": ("multi-exit-vit", {"branches": ["cnn-add"]}, FROZEN),
}
"""Name, family and what matters of the recipe; below them all are tiny networks with random weights."""


def stages(name, seed):
    if not name.startswith("perceiver"):
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
    for seed, (name, (family, network, train)) in enumerate(MADE.items()):
        identity = Identity(name, "1.0.0", family, data.classes)
        recipe = {"family": family, "seed": 1, "network": network, "train": train}
        more = {"recipe": recipe, "trainedEpochs": 2, "seed": 1, "command": "none"}
        origin = Origin("Squares", "none needed", "tests", list(range(40)), more=more)
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


def test_the_number_of_test_pictures_is_what_the_bundle_says_and_never_guessed(folder, tmp_path):
    (result,) = named(folder, "net")
    manifest = copy.deepcopy(result.manifest)
    for stage in manifest["stages"]:
        stage["accuracy"]["test"] = 0.5  # of 60 pictures as of 2
    assert Result(folder / "net", manifest).test_pictures == 60
    shutil.copytree(folder / "net", tmp_path / "net")
    del manifest["provenance"]["test"]
    write_manifest(tmp_path / "net", manifest)
    with pytest.raises(ResultsError, match=r"net do\(es\) not say on how many pictures"):
        read_results(tmp_path)


def test_exits_that_were_never_trained_have_no_figures(folder):
    (plain,) = named(folder, "net-plain")
    assert f"– – {100 * plain.accuracies[-1]:.2f} | – |" in results_page([plain])
    assert plain.curve == []


def verdicts(results, figures=None):
    return {claim.claim: claim for claim in asked(results, figures or Figures())}


def test_every_claim_whose_trainings_are_there_has_a_verdict(folder):
    claims = verdicts(read_results(folder))
    told = {name for name, claim in claims.items() if claim.verdict is not Verdict.NOT_ATTEMPTED}
    for start in (
        "DFS: more accurate at every exit, one recipe for both (msdnet, growth 8, Squares, 2 epochs, released form)",
        "branches: decreasing ≥ constant",
        "branches: constant ≥ increasing",
        "branches: distillation by the weighted ensemble helps (`taught`)",
        "Dyn-P: exits on the latent do not hurt the last exit (Squares)",
    ):
        assert any(name.startswith(start) for name in told), start
    assert all(claims[name].verdict is Verdict.NOISE for name in told), "of Squares nobody knows what seeds do"


def test_a_claim_without_trainings_is_not_attempted_and_says_why():
    claims = asked([], Figures())
    assert {claim.verdict for claim in claims} == {Verdict.NOT_ATTEMPTED}
    assert all(claim.number for claim in claims)
    for word in (
        "conflict",
        "training step",
        "50 % less training time",
        "every exit (MSDNet",
        "BYOT",
        "without dropout",
        "do not hurt the last exit",
        "own features hurt",
        "static backbone",
        "comes back as time on a CPU",
        "faster than the static backbone",
        "on a GPU",
        "action recognition",
        "detection",
        "decreasing ≥ constant",
        "constant ≥ increasing",
        "several backbones",
        "knowledge consistency",
        "weighted ensemble",
        "seven branches",
        "regimes",
        "regression",
    ):
        assert any(word in claim.claim for claim in claims), word


def test_the_claims_page_begins_with_the_table_and_goes_on_with_the_details(folder):
    claims = asked(read_results(folder), Figures())
    page = claims_page(claims)
    head, _, rest = page.partition("| claim | verdict | number | seeds | published |")
    assert "##" not in head.partition("\n")[2]
    for claim in claims:
        assert f"| {claim.claim} | **{claim.verdict}** |" in rest
    assert rest.index("## How a verdict is found") < rest.index("## Details")
    for heading in ("(`operated`, released form)", "(`first`, `second`, `third`)", "transformer? (`vit`)"):
        assert heading in rest
    assert f"{sum(c.verdict is Verdict.NOISE for c in claims)} not told apart from noise" in counted(claims)


def test_the_exits_of_one_network_are_described_and_judge_nothing(folder):
    claims = verdicts(named(folder, "perceiver"))
    assert claims["Dyn-P: exits on the latent do not hurt the last exit"].verdict is Verdict.NOT_ATTEMPTED
    assert "| `perceiver`, Squares |" in claims_page(list(claims.values()))


def test_a_frozen_backbone_that_was_not_trained_plain_decides_nothing_about_branches(folder):
    claims = verdicts(named(folder, "vit", "vit-mlp", "vit-cnn-add"))
    (found,) = [claim for name, claim in claims.items() if "seven branches" in name]
    assert found.verdict is Verdict.NOT_ATTEMPTED
    assert found.number.startswith("the frozen backbone was not trained plain, but together with mlp exits; on it, ")


def test_better_on_the_whole_and_worse_nowhere_is_held():
    better, worse, noise = Difference(0.02, 0.01), Difference(-0.02, 0.01), Difference(0.01, 0.02)
    assert at_least(better, [better, noise]) is Verdict.HELD
    assert at_least(better, [better, worse]) is Verdict.NOT_HELD
    assert at_least(worse, [noise]) is Verdict.NOT_HELD
    assert at_least(noise, [better, noise]) is Verdict.NOISE


def test_as_good_is_held_where_half_a_point_less_is_left_out():
    assert as_good(Difference(-0.001, 0.003)) is Verdict.HELD
    assert as_good(Difference(0.01, 0.02)) is Verdict.NOISE
    assert as_good(Difference(-0.02, 0.01)) is Verdict.NOT_HELD
    assert as_good(Difference(0.02, float("inf"))) is Verdict.NOISE


def knowledge(bundle="first", weights="any", plain_weights="theirs", shares=(0.1, 0.2)):
    return Knowledge(bundle, "net-plain", weights, plain_weights, list(shares))


def all_known(results, plain_weights):
    weights = {r.name: weights_of(r.manifest) for r in results}
    return [
        knowledge(name, weights[name], plain_weights, shares)
        for name, shares in {"first": [0.875, 0.5], "second": [0.5, 0.5], "third": [0.25, 0.5]}.items()
    ]


def of_knowledge(results, known):
    (claim,) = [c for c in asked(results, Figures(knowledge=known)) if "knowledge consistency" in c.claim]
    return claim


def test_consistency_is_on_the_page_until_a_bundle_has_other_weights(folder, tmp_path):
    results = named(folder, "first", "second", "third")
    file = tmp_path / "results" / "consistency.json"
    assert read_knowledge(file) == []
    for known in all_known(results, "theirs"):
        add_knowledge(known, file)
    add_knowledge(knowledge("gone", shares=[0.3, 0.4]), file)
    found = of_knowledge(results, read_knowledge(file))
    assert found.verdict is Verdict.NOISE, "one seed each"
    assert "decreasing 0.688, constant 0.500, increasing 0.375" in found.number
    assert any("| decreasing | 1 | 0.875 | 0.500 | 0.688 |" in part for part in found.details)
    add_knowledge(knowledge("second", weights="older weights"), file)
    assert of_knowledge(results, read_knowledge(file)).verdict is Verdict.NOT_ATTEMPTED


def test_consistency_is_on_the_page_until_the_plain_bundle_beside_it_has_other_weights(folder):
    results = named(folder, "first", "second", "third", "net-plain")
    (plain,) = named(folder, "net-plain")
    now, before = (all_known(results, weights) for weights in (weights_of(plain.manifest), "older weights"))
    assert of_knowledge(results, now).verdict is Verdict.NOISE
    assert of_knowledge(results, before).verdict is Verdict.NOT_ATTEMPTED


def test_figures_against_two_trainings_of_the_plain_bundle_are_not_mixed(tmp_path):
    file = tmp_path / "consistency.json"
    for bundle in ("second", "first"):
        add_knowledge(knowledge(bundle), file)
    before = file.read_text()
    with pytest.raises(BundleError, match="figures of second against another training of net-plain"):
        add_knowledge(knowledge("first", plain_weights="another training"), file)
    assert file.read_text() == before
    file.unlink()
    add_knowledge(knowledge("first", plain_weights="another training"), file)
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


def test_the_readme_holds_the_results_of_the_shipped_bundles():
    page = f"{BEGIN}\n\n{results_page(read_results(HOME / 'bundles'))}\n{END}"
    assert page in (HOME / "README.md").read_text(encoding="utf-8"), "run ./offramp zoo results"


def test_the_claims_page_is_that_of_the_shipped_bundles_and_figures():
    folder = HOME / "results"
    page = claims_page(asked(read_results(HOME / "bundles"), Figures.read(folder)))
    assert page == (folder / "claims.md").read_text(encoding="utf-8"), "run ./offramp zoo results"
