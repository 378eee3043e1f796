"""Trainings are paired by what their manifests say, and by nothing that they are called."""

import copy
import dataclasses
from pathlib import Path

import pytest

from offramp_zoo.__main__ import HOME
from offramp_zoo.networks.msdnet import MSDNetOptions
from offramp_zoo.recipe import AugmentOptions, DataOptions, TrainOptions, deciding_settings, read_recipe
from offramp_zoo.results.arms import groups, same_seeds
from offramp_zoo.results.bundles import Result, ResultsError, read_results

SURGERY = "network.surgery"


def trained(name, seed=1, surgery="none", **parts):
    """A manifest's provenance: of an msdnet, all options at their defaults but for those of `parts`."""
    recipe = {
        "family": "msdnet",
        "seed": seed,
        "network": {"surgery": surgery} | parts.get("network", {}),
        "train": {"epochs": 2} | parts.get("train", {}),
        **{part: parts.get(part, {}) for part in ("data", "augment")},
    }
    provenance = {
        "recipe": recipe,
        "trainedEpochs": recipe["train"]["epochs"],
        "dataset": {"name": "Squares"},
        "heldOut": {"count": 3, "indices": [1, 2, 3]},
        "test": {"count": 9},
    }
    return Result(Path(name), {"name": name, "provenance": provenance})


def test_names_pair_nothing_and_separate_nothing():
    (found,) = groups([trained("anything"), trained("something", surgery="paper")], SURGERY)
    assert {values: arm.names for values, arm in found.items()} == {
        ("none",): "`anything`",
        ("paper",): "`something`",
    }
    assert groups([trained("net"), trained("net-dfs")][:1], SURGERY) == []


def options():
    """(part, name, default) of every option but those that may differ."""
    for part, kind in (
        ("network", MSDNetOptions),
        ("data", DataOptions),
        ("augment", AugmentOptions),
        ("train", TrainOptions),
    ):
        for field in dataclasses.fields(kind):
            if f"{part}.{field.name}" not in (SURGERY, "train.evaluate_every"):
                yield part, field.name, getattr(kind(), field.name)


@pytest.mark.parametrize(
    ("part", "name", "default"), list(options()), ids=lambda v: str(v) if isinstance(v, str) else ""
)
def test_one_other_option_that_differs_and_two_trainings_are_no_pair(part, name, default):
    other = trained("b", surgery="released", **{part: {name: another(default)}})
    other.manifest["provenance"]["trainedEpochs"] = other.recipe["train"]["epochs"]
    assert groups([trained("a"), trained("c", surgery="released")], SURGERY)
    assert groups([trained("a"), other], SURGERY) == []


def another(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, list):
        return [*value, 7]
    return f"{value}x" if isinstance(value, str) else value + 1


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("heldOut", {"count": 3, "indices": [1, 2, 4]}),
        ("test", {"count": 8}),
        ("dataset", {"name": "Circles"}),
        ("backbone", {"name": "b", "sha256": "of another training"}),
        ("trainedEpochs", 1),
    ],
)
def test_other_pictures_another_backbone_or_an_unfinished_training_make_no_pair(part, value):
    other = trained("b", surgery="released")
    other.manifest["provenance"][part] = value
    assert groups([trained("a"), other], SURGERY) == []


def test_what_only_watches_and_what_older_bundles_do_not_say_separates_nothing():
    older = copy.deepcopy(trained("a"))
    del older.recipe["augment"]
    watched = trained("b", surgery="paper", train={"evaluate_every": 5, "lookahead": 0})
    assert len(groups([older, watched], SURGERY)) == 1


def test_seeds_of_one_recipe_are_one_arm_and_are_compared_seed_by_seed():
    results = [trained(f"{surgery}-{seed}", seed, surgery) for surgery in ("none", "paper") for seed in (3, 1, 2)]
    (found,) = groups([*results, trained("more", 4)], SURGERY)
    assert together(found) == [(f"paper-{seed}", f"none-{seed}") for seed in (1, 2, 3)]
    (apart,) = groups([trained("x", 5), trained("y", 6, "paper")], SURGERY)
    assert together(apart) == [("y", "x")]


def together(found):
    return [(a.name, b.name) for a, b in same_seeds(found[("paper",)], found[("none",)])]


def test_the_same_recipe_and_seed_twice_is_refused():
    with pytest.raises(ResultsError, match="a and b have one recipe and one seed"):
        groups([trained("a"), trained("b")], SURGERY)


def test_networks_without_a_recipe_belong_to_no_pair():
    imported = Result(Path("i"), {"name": "i", "provenance": {"dataset": {"name": "Squares"}}})
    assert groups([imported, trained("a")], SURGERY) == []


PAIRS = [
    ("cifar100-msdnet", "cifar100-msdnet-dfs", {SURGERY}),
    ("cifar100-msdnet-published", "cifar100-msdnet-published-dfs", {SURGERY}),
    ("fashion-mnist-msdnet", "fashion-mnist-msdnet-dfs", {SURGERY}),
    ("fashion-mnist-branchy-decreasing", "fashion-mnist-branchy-constant", {"network.pattern"}),
    ("fashion-mnist-branchy-constant", "fashion-mnist-branchy-increasing", {"network.pattern"}),
    *(
        ("fashion-mnist-vit-mlp", f"fashion-mnist-vit-{branch}", {"network.branches"})
        for branch in ("cnn-add", "cnn-ignore", "cnn-project", "mlp-mixer", "resmlp", "vit")
    ),
]
"""Recipes that are to be compared, and what may differ."""


@pytest.mark.parametrize(("first", "second", "under_test"), PAIRS, ids=lambda v: v if isinstance(v, str) else "")
def test_recipes_of_a_pair_differ_in_the_option_under_test_alone(first, second, under_test):
    recipes = [read_recipe(HOME / "recipes" / f"{name}.toml") for name in (first, second)]
    one, other = (deciding_settings(recipe.as_dict()) for recipe in recipes)
    assert {option for option in one if one[option] != other[option]} == under_test
    assert recipes[0].seed == recipes[1].seed


@pytest.mark.parametrize(("first", "second", "under_test"), PAIRS, ids=lambda v: v if isinstance(v, str) else "")
def test_bundles_of_a_pair_are_found_as_one(first, second, under_test):
    results = read_results(HOME / "bundles")
    if not {first, second} <= {r.name for r in results}:
        pytest.skip(f"{first} and {second} do not both ship")
    (option,) = under_test
    grouped = [{r.name for arm in arms.values() for r in arm.trainings.values()} for arms in groups(results, option)]
    assert any({first, second} <= names for names in grouped)
