import tomllib

import pytest
import torch

from offramp_zoo.__main__ import HOME
from offramp_zoo.data import SOURCES
from offramp_zoo.networks import FAMILIES
from offramp_zoo.recipe import (
    AugmentOptions,
    DataOptions,
    RecipeError,
    TrainOptions,
    differences,
    options_from,
    parse_recipe,
    read_recipe,
)

from . import tiny


def test_a_recipe_becomes_checked_values():
    recipe = tiny.recipe()
    assert recipe.network.branch_blocks == [2, 1, 0]
    assert recipe.train.epochs == 3
    assert recipe.policy.tolerance == 0.003
    assert recipe.as_dict()["network"]["stem"] == 4


def test_all_problems_come_in_one_message():
    with pytest.raises(RecipeError) as refused:
        parse_recipe(
            """
            name = "x"
            seed = "one"
            family = "branchy-resnet"
            colour = "red"
            [data]
            set = "mnist-3d"
            [network]
            widths = [[8], [8]]
            strides = [[1]]
            [train]
            epochs = 0
            batch = 2.5
            optimizer = "sgd"
            [augment]
            flip = 1
            """
        )
    message = str(refused.value)
    for problem in (
        "version is missing",
        "seed must be an integer, was 'one'",
        "colour is not a recipe key",
        "data.set must be one of",
        "network.strides must have 2 entries",
        "train.batch must be an integer, was 2.5",
        "train.optimizer is unknown",
        "augment.flip must be true or false, was 1",
    ):
        assert problem in message
    assert message.startswith("10 problem(s)") or message.count("\n  - ") >= 8


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("held_out = 1000", "data.held_out must be 0, as imagenette-unseen has its own held-out pictures, was 1000"),
        ("", "data.held_out must be 0, as imagenette-unseen has its own held-out pictures, was 5000"),
        ("held_out = 0", ""),
    ],
)
def test_a_set_with_its_own_held_out_pictures_draws_none(data, problem):
    problems = []
    options_from(DataOptions, tomllib.loads(f'set = "imagenette-unseen"\n{data}'), "data", problems)
    assert problems == ([problem] if problem else [])


def test_any_other_set_must_hold_pictures_out():
    with pytest.raises(RecipeError, match=r"data\.held_out must be at least 1, was 0"):
        tiny.recipe(held_out="0")


def test_an_unknown_family_is_named_with_the_known_ones():
    with pytest.raises(RecipeError, match=r"family must be one of .*branchy-resnet.*, was 'vgg'"):
        tiny.recipe(family='"vgg"')


def test_a_file_that_is_not_toml_is_refused():
    with pytest.raises(RecipeError, match="not TOML"):
        parse_recipe("name = ")


@pytest.mark.parametrize("name", ["cifar100-msdnet-published", "cifar100-msdnet-published-dfs"])
def test_recipes_called_published_have_the_published_optimiser(name):
    train = read_recipe(HOME / "recipes" / f"{name}.toml").train
    assert (train.optimiser, train.nesterov, train.decay_all) == ("sgd", False, True)


@pytest.mark.parametrize("path", sorted((HOME / "recipes").glob("*.toml")), ids=lambda p: p.stem)
def test_every_shipped_recipe_is_sound_and_named_as_its_file(path):
    recipe = read_recipe(path)
    assert recipe.name == path.stem
    source = SOURCES[recipe.data.set]
    size = recipe.data.size or source.size
    network = FAMILIES[recipe.family].build(recipe.network, source.classes).eval()
    with torch.no_grad():
        answers = network(torch.zeros(source.shape(1, size), dtype=torch.uint8))
    assert len(recipe.train.exit_weights) in (0, len(answers))
    assert all(answer.shape == (1, source.classes) for answer in answers)


@pytest.mark.parametrize("pattern", ["decreasing", "constant", "increasing"])
def test_the_plain_reference_starts_with_weights_of_its_own(pattern):
    first, second = (initial_backbone(f"fashion-mnist-branchy-{name}") for name in (pattern, "plain"))
    assert first.keys() == second.keys()
    assert not any(torch.equal(first[name], second[name]) for name in first)


def initial_backbone(name):
    """The convolutions of a shipped recipe's backbone before its training."""
    recipe = read_recipe(HOME / "recipes" / f"{name}.toml")
    torch.manual_seed(recipe.seed)
    network = FAMILIES[recipe.family].build(recipe.network, 10)
    return {name: weight for name, weight in network.named_parameters() if "trunk" in name and weight.dim() == 4}


@pytest.mark.parametrize(
    ("table", "options", "problem"),
    [
        (AugmentOptions, "flip = false\nalternating_flip = true", "alternating_flip needs flip = true, was false"),
        (AugmentOptions, "zoom = -0.5", "zoom must not be negative, was -0.5"),
        (AugmentOptions, 'border = "white"', "border must be one of black, reflect, was 'white'"),
        (TrainOptions, "lookahead = -1", "lookahead must not be negative, was -1"),
        (
            TrainOptions,
            'lookahead = 5\nregime = "layer-wise"',
            "lookahead needs regime = 'end-to-end', was 'layer-wise'",
        ),
        (TrainOptions, "lookahead_decay = 1.0", "lookahead_decay must be in [0, 1), was 1.0"),
        (TrainOptions, "evaluate_every = 0", "evaluate_every must be at least 1, was 0"),
        (TrainOptions, "bias_rate = 0", "bias_rate must be above 0, was 0"),
        (TrainOptions, 'schedule = "triangle"', "schedule must be one of one-cycle, triangular, steps, was 'triangle'"),
        (
            TrainOptions,
            'loss = "hinge"',
            "loss must be one of binary-cross-entropy, cross-entropy, squared-error, was 'hinge'",
        ),
        (
            TrainOptions,
            'backbone = "a"\nregime = "layer-wise"',
            "backbone needs regime = 'classifier-wise', 'end-to-end' or 'mixed', was 'layer-wise'",
        ),
        (TrainOptions, 'backbone = "a"\nregime = "end-to-end"', ""),
        (TrainOptions, 'backbone = "a"\nregime = "mixed"\nnew_head = true', ""),
        (TrainOptions, "new_head = true", "new_head needs a backbone whose head it replaces"),
        (TrainOptions, "backbone_rate = 0", "backbone_rate must be above 0, was 0"),
        (
            DataOptions,
            'held_out = 0\nheld_out_from = "test"',
            "held_out_from = 'test' needs set = 'folder', was 'fashion-mnist'",
        ),
        (DataOptions, 'set = "folder"\nheld_out = 0\nheld_out_from = "test"', ""),
    ],
)
def test_contradictions_are_told(table, options, problem):
    problems = []
    options_from(table, tomllib.loads(options), "x", problems)
    assert problems == ([f"x.{problem}"] if problem else [])


def test_how_often_held_out_pictures_are_looked_at_makes_no_other_recipe():
    saved = tiny.recipe().as_dict()
    assert differences(tiny.recipe(epochs="3\nevaluate_every = 2"), saved) == []
    assert differences(tiny.recipe(epochs="3\nlookahead = 2"), saved) == ["train"]
