"""Pictures of the zoo look as those of the command line."""

import re
from pathlib import Path

from offramp_zoo.picture_style import COLOURS, GRID, INK

JAVA = Path(__file__).parents[2] / "cli/src/main/java/dev/offramp/cli/picture/PictureStyle.java"


def test_the_colours_are_those_of_the_command_line():
    java = JAVA.read_text()
    colours = re.search(r"COLOURS = \{(.*?)\}", java, re.DOTALL).group(1)

    assert tuple(c.strip().replace("0x", "#") for c in colours.split(",")) == COLOURS
    assert f"INK = new Color(0x{INK[1:]})" in java
    assert f"GRID = new Color(0x{GRID[1:]})" in java
