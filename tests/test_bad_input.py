"""What cannot be used: status 2, one clear message, nothing changed, no traceback, in bounded time and memory."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fixer import cli

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "global-table"
SECONDS = 20
MEMORY = 700_000_000

RIGHT = (SAMPLE / "IDEAL_RESPONSE.md").read_bytes()
WRITTEN = (SAMPLE / "MODEL_RESPONSE.md").read_bytes()
CUT = WRITTEN[:900]
BOMB = (
    "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\nMetadata:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
).encode()
CUT_OFF = (
    "the JSON template is cut off\n  cause: the text ends before the object is closed\n"
    "  try:   give the whole template\n"
)
TOO_DEEP = (
    "cannot be read\n  cause: values are nested more than 200 levels deep\n  try:   correct the text at this place\n"
)
DEVICE = "is a device, not a file\n  try:   give - and redirect it to standard input\n"

FILES: dict[str, tuple[bytes, str]] = {
    "empty.md": (b"", "empty.md: the file is empty\n"),
    "blank.json": (b" \n\t\n", "blank.json: the file is empty\n"),
    "binary.md": (b"\x7fELF\x02\x01\0\0", "binary.md: the file is binary, not text\n  cause: a NUL byte at offset 6\n"),
    "latin.md": (
        b"caf\xe9\n",
        "latin.md:1:4: the file is not UTF-8 text\n  cause: the byte 0xe9 begins no UTF-8 character\n"
        "  try:   save the file as UTF-8, or check that it is a text file\n",
    ),
    "utf16.json": ("{}".encode("utf-16"), "utf16.json: the file is in UTF-16\n  try:   save it as UTF-8\n"),
    "prose.md": (
        b"# Only words\n\nNothing to see.\n",
        "prose.md: no CloudFormation template found\n  cause: nothing in it has a Resources section\n"
        "  try:   give a document that holds a JSON or YAML template\n",
    ),
    "cut.md": (CUT, f"cut.md:32:34: {CUT_OFF}"),
    "cut.json": (CUT[CUT.index(b"{") :], f"cut.json:25:34: {CUT_OFF}"),
    "deep.yaml": (b"Resources:\n  " + b"- " * 10_000 + b"x\n", f"deep.yaml:2:401: the YAML template {TOO_DEEP}"),
    "flow.yaml": (b"Resources: " + b"[" * 10_000 + b"]" * 10_000, f"flow.yaml:1:211: the YAML template {TOO_DEEP}"),
    "deep.json": (
        b'{"Resources": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
        f"deep.json:1:214: the JSON template {TOO_DEEP}",
    ),
    "bomb.yaml": (
        BOMB,
        "bomb.yaml:10:17: the YAML template cannot be read\n  cause: aliases expand to more than 200,000 values\n"
        "  try:   correct the text at this place\n",
    ),
}


def run(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """One call in a process of its own, which may take neither long nor much."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    return subprocess.run(
        [sys.executable, "-m", "fixer", *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, preexec_fn=limit, timeout=SECONDS,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "right.md").write_bytes(RIGHT)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("side", ["model", "ideal"])
def test_a_document_that_cannot_be_read(folder: Path, name: str, side: str) -> None:
    data, message = FILES[name]
    (folder / name).write_bytes(data)
    before = contents(folder)
    pair = (name, "right.md") if side == "model" else ("right.md", name)
    done = run("apply", *pair, "-o", "out.md", folder=folder)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)
    assert contents(folder) == before


def test_a_large_file(folder: Path) -> None:
    with (folder / "big.md").open("wb") as stream:
        stream.truncate(50_000_000)
    done = run("diff", "big.md", "right.md", folder=folder)
    said = "big.md: the file is too large: 50.0 MB, and at most 10 MB are read\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_an_endless_standard_input(folder: Path) -> None:
    with Path("/dev/zero").open("rb") as zeros:
        done = subprocess.run(
            [sys.executable, "-m", "fixer", "diff", "-", "right.md"],
            cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdin=zeros, timeout=SECONDS,
            capture_output=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, b"<stdin>: more than 10 MB, which is more than is read\n")


def test_what_is_no_document(folder: Path) -> None:
    (folder / "empty").mkdir()
    os.mkfifo(folder / "pipe")
    expected = {
        "nowhere.md": "nowhere.md: no such file\n",
        "empty": "empty: is a folder, not a file\n  try:   give the folder alone, as in: fixer diff FOLDER\n",
        "pipe": "pipe: is a named pipe, not a file\n  try:   give - and redirect it to standard input\n",
        "/dev/zero": f"/dev/zero: {DEVICE}",
    }
    for path, message in expected.items():
        done = run("diff", path, "right.md", folder=folder)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", message)


def test_a_folder_without_the_documents(folder: Path) -> None:
    (folder / "empty").mkdir()
    done = run("diff", "empty", folder=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "empty: the folder holds no MODEL_RESPONSE.md\n  try:   give a folder that holds MODEL_RESPONSE.md and "
        "IDEAL_RESPONSE.md, itself or in its lib/, or give the two files\n"
    )


def refuse(code: int) -> Any:
    """A system call that fails."""

    def call(*_: Any, **__: Any) -> int:
        raise OSError(code, os.strerror(code))

    return call


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(SAMPLE, tmp_path / "pair"))


@pytest.mark.parametrize(
    ("target", "failing", "code", "why"),
    [
        ("in-place", "fsync", errno.ENOSPC, "no space is left on the device"),
        ("-o", "fsync", errno.ENOSPC, "no space is left on the device"),
        ("in-place", "fsync", errno.EDQUOT, "the disk quota is used up"),
        ("in-place", "rename", errno.EROFS, "the file system is read-only"),
        ("in-place", "access", errno.EACCES, "permission denied"),
    ],
)
def test_a_write_that_fails(
    pair: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    target: str,
    failing: str,
    code: int,
    why: str,
) -> None:
    before = contents(pair)
    call = "replace" if failing == "rename" else failing
    monkeypatch.setattr(os, call, (lambda *_: False) if failing == "access" else refuse(code))
    where = ["--in-place"] if target == "in-place" else ["-o", "pair/out.json"]
    status = cli.run(["apply", "pair", "--unsafe", *where])
    monkeypatch.undo()
    path = "pair/MODEL_RESPONSE.md" if target == "in-place" else "pair/out.json"
    out, err = capfd.readouterr()
    assert (status, out, err) == (2, "", f"{path}: cannot be written: {why}\n  try:   nothing was changed\n")
    assert contents(pair) == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output(pair: Path) -> None:
    for arguments in (["diff", "pair"], ["apply", "pair"], ["rules"], ["--help"]):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "fixer", *arguments],
                env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
            )  # fmt: skip
        assert (done.returncode, done.stderr) == (2, "<stdout>: cannot be written: no space is left on the device\n")
