"""What is shipped: the wheel holds the catalogue and the report templates, and runs where no checkout is."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the sdist, so that what the sdist forgets is missing here too."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = out.glob("*.whl")
    return built


def relative_files(folder: str) -> set[str]:
    """Files of a top-level folder that git does not ignore by its usual rules."""
    top = ROOT / folder
    return {
        path.relative_to(top).as_posix()
        for path in top.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_wheel_lists_package_and_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("fixes", "templates"):
        shipped = {
            name.removeprefix(f"fixer/_data/{folder}/") for name in names if name.startswith(f"fixer/_data/{folder}/")
        }
        assert shipped == relative_files(folder)
    code = {f"fixer/{name}" for name in relative_files("fixer")}
    assert code <= names
    assert "fixer/py.typed" in names
    others = {name for name in names if not name.startswith("fixer/")}
    assert {name.split("/")[0].partition(".dist-")[2] for name in others} == {"info"}


def test_wheel_runs_elsewhere(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere"
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(home),
        str(wheel),
    ]
    subprocess.run([*command, "--disable-pip-version-check"], check=True)
    shutil.copytree(ROOT / "samples" / "global-table", tmp_path / "pair")
    code = "import sys, fixer, fixer.cli; print(fixer.__file__, file=sys.stderr); fixer.cli.main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", code, "diff", "pair", "--format", "json"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(home)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert done.stderr == f"{home / 'fixer' / '__init__.py'}\n"
    assert json.loads(done.stdout)["summary"]["issues"] > 0
