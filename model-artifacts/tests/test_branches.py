import pytest

from offramp_zoo.grow.branches import Exit, Judged, judged, told
from offramp_zoo.grow.places import Measured
from offramp_zoo.networks.cutting import Place


def at(name, milliseconds, channels=32):
    return Measured(Place(name, None, 1), milliseconds, milliseconds / 10, (channels, 16, 16))


def widths_cost(each):
    """A branch takes so many milliseconds for each channel and block."""

    def milliseconds(branch, features):
        blocks = branch[-1].blocks
        return each * len(blocks) * branch[-1].linear.in_features

    return milliseconds


@pytest.fixture
def cost(monkeypatch):
    def set_to(each):
        monkeypatch.setattr("offramp_zoo.grow.places.milliseconds", widths_cost(each))

    return set_to


def test_a_branch_is_the_widest_within_its_share_of_the_time(cost):
    cost(0.005)
    first, second = judged([at("a", 3.3), at("b", 6.7)], 10.0, "decreasing", 10)
    # a tenth of 10 ms for both, two thirds and one third of it: 0.667 ms for two blocks, 0.333 ms for one
    assert [(j.exit.blocks, j.exit.width) for j in (first, second)] == [(2, 64), (1, 64)]
    assert first.pays
    assert second.pays


def test_a_branch_is_no_more_than_a_quarter_of_its_stage_and_gets_fewer_blocks_for_that(cost):
    cost(0.02)
    first, _ = judged([at("a", 1.4), at("b", 6.7)], 10.0, "decreasing", 10)
    assert (first.exit.blocks, first.exit.width) == (1, 16)  # 0.32 of 0.35 ms; two such blocks would take 0.64
    cost(0.02)
    first, _ = judged([at("a", 3.3), at("b", 6.7)], 10.0, "decreasing", 10)
    assert (first.exit.blocks, first.exit.width) == (2, 16)


def test_late_branches_are_bounded_by_what_leaving_there_saves(cost):
    cost(0.005)
    first, second = judged([at("a", 3.3), at("b", 9.4)], 10.0, "increasing", 10)
    assert second.saves == pytest.approx(0.3 * 0.6)
    assert (second.exit.blocks, second.exit.width) == (1, 16)  # of its share of the time it could have two blocks of 64
    assert first.exit.blocks == 1


def test_an_exit_whose_smallest_branch_takes_more_than_it_saves_does_not_pay(cost):
    cost(0.02)
    first, second = judged([at("a", 3.3), at("b", 9.4)], 10.0, "decreasing", 10)
    assert second.exit.milliseconds == pytest.approx(0.32)
    assert not second.pays
    assert first.saves == pytest.approx(0.3 * 6.7)  # there is no exit behind
    assert told(second, None) == (
        "  no exit behind b: even its smallest branch takes 0.32 ms a picture, and 30% of the pictures leaving there "
        "would save 0.18 ms"
    )


def test_what_speaks_for_an_exit_is_told():
    assert told(Judged(Exit(at("b", 6.0), 16, 1, 0.2), 1.2), 2) == (
        "  exit 2 behind b: 6 ms, 60% of it; hands on 32×16×16; its branch, blocks: 1, channels: 16, takes 0.2 ms, and "
        "30% of the pictures leaving there would save 1.2 ms"
    )


def test_what_an_exit_saves_counts_the_exit_behind_it(cost):
    cost(0.02)
    first, second = judged([at("a", 3.0), at("b", 6.0)], 10.0, "decreasing", 10)
    assert second.exit.milliseconds == pytest.approx(0.32)
    assert first.saves == pytest.approx(0.3 * (3.0 + 0.32 + 0.7 * 4.0))
