from dataclasses import replace

import pytest

from offramp_zoo.frames_study import Row, Study, read_study, write_study
from offramp_zoo.results.frames_question import exits_over_frames

FOUND = Study(
    clips=300,
    videos=46,
    chunks=[1, 1, 2, 4],
    order="middle-first",
    multiply_adds=100_000_000,
    milliseconds=5.0,
    rows=[
        Row("exits", 0.70, 2.0, [-0.01, -0.03, 0.01]),
        Row("first", 0.60, 1.0, [-0.11, -0.15, -0.07]),
        Row("every", 0.71, 8.0, [0.0, 0.0, 0.0]),
        Row("pooled", 0.72, 8.0, [0.01, -0.02, 0.04]),
    ],
)


def test_what_was_written_down_is_read_again(tmp_path):
    write_study(FOUND, tmp_path / "new" / "fights.json")
    assert read_study(tmp_path / "new" / "fights.json") == FOUND
    assert read_study(tmp_path / "none.json") is None


def test_the_page_says_what_was_saved_and_marks_what_is_more_than_noise():
    (claim,) = exits_over_frames(FOUND)
    text = "\n".join(claim.details)
    assert "| exits over frames | 70.00 | 2.00 | 200.00 M | 10.0 | -1.0 (-3.0 to +1.0) |" in text
    assert "| the first frame alone | 60.00 | 1.00 | 100.00 M | 5.0 | **-11.0 (-15.0 to -7.0)** |" in text
    assert claim.number.startswith("4.0 × fewer frames at -1.0 (-3.0 to +1.0) points")
    assert "The first frame alone is less accurate." in text


@pytest.mark.parametrize(
    ("interval", "said"),
    [([0, -0.1, 0.1], "cannot show what exits over frames are for"), ([0.1, 0.05, 0.2], "more accurate")],
)
def test_it_says_where_further_frames_were_of_no_use(interval, said):
    rows = [replace(row, over_every_frame=interval) if row.name == "first" else row for row in FOUND.rows]
    assert said in exits_over_frames(replace(FOUND, rows=rows))[0].details[-1]
