"""What the README shows works as it stands there."""

import re
import shlex

import numpy as np
import pytest
from PIL import Image

from offramp_zoo.__main__ import HOME, parser
from offramp_zoo.networks import FAMILIES

README = (HOME / "README.md").read_text(encoding="utf-8")

COMMANDS = [
    line.removeprefix("./offramp zoo ").partition(" # ")[0]
    for line in README.replace("\\\n", " ").splitlines()
    if line.startswith("./offramp zoo ") and "--help" not in line
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_options_that_there_are(command):
    assert callable(parser().parse_args(shlex.split(command)).command)


def test_a_bundle_answers_in_python(tmp_path, monkeypatch, capsys):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    for name in ("boot", "shirt"):
        Image.fromarray(np.zeros((40, 30, 3), np.uint8)).save(tmp_path / f"{name}.png")
    code = code.replace("model-artifacts/bundles", str(HOME / "bundles"))
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_every_family_has_its_row():
    for family in FAMILIES:
        assert f"| `{family}` |" in README
