"""The package needs nothing of the checkout that it lies in."""

import os
import shutil
import subprocess
import sys

from offramp_zoo.__main__ import HOME


def test_a_copy_of_the_package_alone_reads_bundles_and_keeps_runs_where_it_is_called(tmp_path):
    shutil.copytree(
        HOME / "offramp_zoo", tmp_path / "site" / "offramp_zoo", ignore=shutil.ignore_patterns("__pycache__")
    )
    code = (
        "import offramp_zoo, sys, numpy\n"
        "from offramp_zoo.__main__ import main\n"
        "from offramp_zoo.commands import HOME\n"
        "bundle = offramp_zoo.load(sys.argv[1])\n"
        "print(len(bundle.predict(numpy.zeros((2, 28, 28, 3), numpy.uint8))), HOME)\n"
        "sys.exit(main(['check', sys.argv[1]]))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(HOME / "bundles" / "fashion-mnist-branchy")],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    first, second = ran.stdout.splitlines()
    assert first == f"2 {tmp_path}"
    assert "4 stages" in second
