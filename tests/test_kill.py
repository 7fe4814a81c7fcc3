"""A run that is killed while it writes leaves the old file or the new one, and nothing that a later run trips over.

``FIXER_KILLS=200 pytest tests/test_kill.py`` kills as many runs; the suite is content with fewer.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "queues-and-functions"
KILLS = int(os.environ.get("FIXER_KILLS", "15"))
NAME = "MODEL_RESPONSE.md"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="this system has no SIGKILL")

# Writing takes so short a time that hardly a kill would meet it: this run says when it begins, and takes its time.
SLOWLY = """
import os, sys, time
from pathlib import Path
from fixer import cli, files
def slow(call):
    def slower(*arguments, **options):
        time.sleep(0.002)
        result = call(*arguments, **options)
        time.sleep(0.002)
        return result
    return slower
os.fsync, os.fchmod, os.open, Path.replace = slow(os.fsync), slow(os.fchmod), slow(os.open), slow(Path.replace)
write = files.write_bytes
def begin(*arguments, **options):
    print("writing", flush=True)
    write(*arguments, **options)
files.write_bytes = begin
sys.exit(cli.run(sys.argv[1:]))
"""


def start(pair: Path) -> subprocess.Popen[str]:
    call = ["apply", str(pair), "--unsafe", "--in-place", "--undo-file", str(pair / "undo.json")]
    return subprocess.Popen(
        [sys.executable, "-c", SLOWLY, *call], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def finish(pair: Path) -> None:
    with start(pair) as process:
        process.communicate(timeout=30)
    assert process.returncode == 0


def test_killed_runs(tmp_path: Path) -> None:
    chance = random.Random(6902)
    old = (SAMPLE / NAME).read_bytes()
    whole = shutil.copytree(SAMPLE, tmp_path / "whole")
    finish(whole)
    new = (whole / NAME).read_bytes()
    undo = (whole / "undo.json").read_text()
    assert new != old
    pair = shutil.copytree(SAMPLE, tmp_path / "pair")
    found: Counter[str] = Counter()
    for _ in range(KILLS):
        (pair / NAME).write_bytes(old)
        with start(pair) as process:
            assert process.stdout is not None
            if chance.random() < 0.9:
                process.stdout.readline()
                time.sleep(chance.random() * 0.12)
            else:
                time.sleep(chance.random() * 0.2)
            process.kill()
        held = (pair / NAME).read_bytes()
        assert held in (old, new)
        found["old" if held == old else "new"] += 1
        if held == new:
            # Nothing is changed before the way back is safe.
            assert (pair / "undo.json").read_text().replace(str(pair), "") == undo.replace(str(whole), "")
        found["left over"] += bool(list(pair.glob(".fixer-*.tmp")))
    (pair / NAME).write_bytes(old)
    finish(pair)
    assert (pair / NAME).read_bytes() == new
    assert sorted(path.name for path in pair.iterdir()) == sorted(
        [*(one.name for one in SAMPLE.iterdir()), "undo.json"]
    )
    print(dict(found))
