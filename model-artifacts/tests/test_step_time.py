import re

from offramp_zoo.__main__ import HOME
from offramp_zoo.step_time import main


def test_a_step_of_a_recipe_is_timed_at_the_batch_and_precision_given(capsys):
    main([str(HOME / "recipes" / "fashion-mnist-branchy.toml"), "--batch", "4", "--precision", "float32"])
    line = capsys.readouterr().out
    assert line.startswith("fashion-mnist-branchy: batch 4, float32, 1 thread(s), eager: ")
    (picture,) = re.findall(r"([0-9.]+) ms a picture", line)
    assert float(picture) > 0
