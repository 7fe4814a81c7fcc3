"""Whether git could give back what a file holds now."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

TIMEOUT = 2.0
# Neither a monitor nor a hook that a repository names is run for a mere question.
_QUIET = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "--no-optional-locks")


def uncommitted(path: Path) -> bool:
    """Whether the file is under git and differs from its last commit; false where that cannot be told quickly."""
    real = path.resolve()
    if not any((folder / ".git").exists() for folder in real.parents):
        return False
    program = shutil.which("git")
    if program is None:
        return False
    command = [program, *_QUIET, "status", "--porcelain", "--untracked-files=no", "--", real.name]
    try:
        done = subprocess.run(
            command, cwd=real.parent, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and bool(done.stdout.strip())
