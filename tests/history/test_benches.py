"""Benches: what a killed import left is cleared by the next one, never what a living one uses."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sitroom.history.benches import bench_folder

HOLD = "import sys\nfrom pathlib import Path\nfrom sitroom.history.benches import bench_folder\nwith bench_folder(Path(sys.argv[1])):\n    print('ready', flush=True)\n    sys.stdin.read()\n"


@pytest.mark.skipif(os.name == "nt", reason="there are no such locks there")
def test_only_the_folder_of_a_dead_import_is_cleared(tmp_path: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout is not None
    assert other.stdout.readline() == b"ready\n"
    (theirs,) = (one for one in tmp_path.glob(".staging-*") if one.is_dir())
    with bench_folder(tmp_path) as own:
        assert own.is_dir()
        assert theirs.is_dir()
    assert theirs.is_dir()
    other.send_signal(signal.SIGKILL)
    other.communicate()
    assert theirs.is_dir()
    with bench_folder(tmp_path):
        assert not theirs.exists()
    assert not [one for one in tmp_path.glob(".staging-*") if one.is_dir()]
