import csv

from offramp_zoo.progress import Bar, Progress, epoch_line, write_curves

LOOKED = Progress(1, 0.1, 2.0, 1.5, [0.25, 0.5], 60.0)
BLIND = Progress(2, 0.1, 1.5, None, [], 60.0)


def test_an_epoch_without_a_look_says_nothing_of_held_out_pictures():
    assert epoch_line([LOOKED], 3) == "epoch 1/3  loss 2.0000  held-out 25.00 50.00 %  60 s  ETA 2:00"
    assert epoch_line([LOOKED, BLIND], 3) == "epoch 2/3  loss 1.5000  60 s  ETA 1:00"


def test_an_epoch_without_a_look_has_empty_cells(tmp_path):
    write_curves(tmp_path / "curves.csv", [BLIND, LOOKED])
    with (tmp_path / "curves.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["held_out_loss"] for row in rows] == ["", "1.50000"]
    assert [row["held_out_accuracy_exit_2"] for row in rows] == ["", "0.50000"]


def test_the_picture_is_drawn_anew_only_after_a_look(tmp_path):
    write_curves(tmp_path / "curves.csv", [LOOKED, BLIND])
    assert not (tmp_path / "curves.png").exists()
    write_curves(tmp_path / "curves.csv", [BLIND, LOOKED])
    assert (tmp_path / "curves.png").stat().st_size > 1000


def test_a_silent_bar_does_not_ask_for_the_loss(monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: False)

    class Loss:
        def __float__(self):
            raise AssertionError("the device was waited for")

    Bar(0, 1, 2).show(1, Loss())
