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


class Clock:
    def __init__(self, monkeypatch, watched):
        self.now = 100.0
        monkeypatch.setattr("offramp_zoo.progress.time.monotonic", lambda: self.now)
        monkeypatch.setattr("sys.stderr.isatty", lambda: watched)


def test_a_silent_bar_does_not_ask_for_the_loss(monkeypatch):
    class Loss:
        def __float__(self):
            raise AssertionError("the device was waited for")

    clock = Clock(monkeypatch, watched=False)
    bar = Bar("epoch 1/1", 2)
    clock.now += 100
    bar.show(1, Loss())


def test_where_nobody_watches_a_line_a_minute_says_how_long_it_still_takes(monkeypatch, capsys):
    clock = Clock(monkeypatch, watched=False)
    bar = Bar("reading pictures", 100)
    for step in range(1, 101):
        clock.now += 2
        bar.show(step)
    assert capsys.readouterr().err.splitlines() == [
        "reading pictures: 30 %, 2:20 left",
        "reading pictures: 60 %, 1:20 left",
        "reading pictures: 90 %, 0:20 left",
    ]


def test_a_terminal_shows_a_bar_with_the_time_that_is_left(monkeypatch, capsys):
    clock = Clock(monkeypatch, watched=True)
    bar = Bar("epoch 1/3", 4)
    clock.now += 3
    bar.show(1, 2.5)
    assert capsys.readouterr().err == "\repoch 1/3 [######..................] loss 2.5000  0:09 left "
