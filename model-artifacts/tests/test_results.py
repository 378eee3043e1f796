import csv

import pytest

from offramp_zoo.__main__ import HOME
from offramp_zoo.bundle import Identity, Samples, export_bundle
from offramp_zoo.results import BEGIN, END, insert, read_results, results_page, write_curves

from . import tiny


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    bundles = tmp_path_factory.mktemp("bundles")
    data = tiny.data()
    names = ["net", "net-dfs", "net-decreasing", "net-increasing"]
    for seed, name in enumerate(names):
        identity = Identity(name, "1.0.0", "branchy-resnet", data.classes)
        samples = Samples((12, 12), data.held_out, data.test)
        export_bundle(bundles / name, identity, tiny.network(seed=seed).stages, samples, tiny.origin())
    untested = Identity("untested", "1.0.0", "branchy-resnet", data.classes)
    export_bundle(bundles / "untested", untested, tiny.network().stages, Samples((12, 12)), tiny.origin())
    return bundles


def test_the_page_has_a_row_for_every_tested_bundle_and_the_comparisons_they_allow(folder):
    page = results_page(read_results(folder))
    for name in ("net", "net-dfs", "net-decreasing", "net-increasing"):
        assert f"| `{name}` |" in page
    assert "untested" not in page
    assert "Decreasing ≥ constant ≥ increasing" in page
    assert "`net-dfs` over `net`" in page
    assert "### Squares" in page


def test_curves_become_a_table_and_a_picture(folder, tmp_path):
    results = read_results(folder)
    write_curves(results, tmp_path)
    with (tmp_path / "curves.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == sum(len(r.curve) for r in results) > 0
    assert (tmp_path / "squares.png").stat().st_size > 1000


def test_the_least_cost_of_an_accuracy_is_read_from_the_curve(folder):
    result = read_results(folder)[0]
    assert result.cost_of(0.0) == min(cost for cost, _ in result.curve)
    assert result.cost_of(1.1) is None


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
    page = results_page(read_results(HOME / "bundles"))
    assert page in (HOME / "README.md").read_text(encoding="utf-8"), "run ./offramp zoo results"
