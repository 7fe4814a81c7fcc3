"""The rim: reading is bounded, writing is all or nothing."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from fixer import files
from fixer.errors import FixerError


def message(path: Path | str, data: bytes | None = None) -> str:
    """What reading (or, with data, writing) ``path`` says."""
    with pytest.raises(FixerError) as caught:
        files.read_bytes(str(path)) if data is None else files.write_bytes(str(path), data)
    return str(caught.value)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_reads_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb")
    assert files.read_bytes(str(path)) == b"\xef\xbb\xbfa\r\nb"


def test_reads_standard_input_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"abc")))
    assert files.read_bytes("-") == b"abc"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 10_000_001)))
    assert message("-") == "<stdin>: more than 10 MB, which is more than is read"
    monkeypatch.setattr(sys, "stdin", None)
    assert message("-") == "<stdin>: cannot be read: it is closed"


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    assert message(tmp_path / "no.md") == f"{tmp_path}/no.md: no such file"
    assert message(tmp_path) == f"{tmp_path}: is a folder, not a file"
    assert (
        message(tmp_path / "a\0b")
        == f"{tmp_path}/a\0b: cannot be read: the name holds a character that no file name has"
    )
    assert message(tmp_path / ("n" * 300)).endswith(": cannot be read: the name is too long")
    (tmp_path / "file").touch()
    assert message(tmp_path / "file" / "a.md").endswith(": cannot be read: a part of the path is not a folder")
    os.mkfifo(tmp_path / "pipe")
    hint = "\n  try:   give - and redirect it to standard input"
    assert message(tmp_path / "pipe") == f"{tmp_path}/pipe: is a named pipe, not a file{hint}"
    assert message("/dev/null") == f"/dev/null: is a device, not a file{hint}"


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.md"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    assert message(path) == f"{path}: the file is too large: 50.0 MB, and at most 10 MB are read"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert message(tmp_path / "a.md") == f"{tmp_path}/a.md: cannot be read: permission denied"


def test_a_pipe_of_the_shell_is_read() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"from a command")
    os.close(writer)
    assert files.read_bytes(f"/dev/fd/{reader}") == b"from a command"
    os.close(reader)


def test_new_file_has_ordinary_mode(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    files.write_bytes(str(tmp_path / "new"), b"x")
    assert (tmp_path / "new").stat().st_mode == ordinary.stat().st_mode
    assert names(tmp_path) == ["new", "ordinary"]


def test_replacing_keeps_mode_and_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    before = path.stat()
    files.write_bytes(str(path), b"new")
    after = path.stat()
    assert path.read_bytes() == b"new"
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert stat.S_IMODE(after.st_mode) == 0o640


def test_a_link_is_followed_inside_its_folder_only(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (inside / "real").write_bytes(b"old")
    (outside / "real").write_bytes(b"old")
    (inside / "link").symlink_to("real")
    (inside / "stray").symlink_to(outside / "real")
    files.write_bytes(str(inside / "link"), b"new")
    assert (inside / "real").read_bytes() == b"new"
    assert (inside / "link").is_symlink()
    assert message(inside / "stray", b"new") == (
        f"{inside}/stray: is a symbolic link that leads out of its folder, to {outside}/real\n"
        "  try:   nothing was changed; name that file itself if it is the one to write"
    )
    assert (outside / "real").read_bytes() == b"old"


def test_nothing_outside_the_folder_pointed_at_is_written(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    (inside / "lib").mkdir(parents=True)
    outside.mkdir()
    for folder in (inside, outside):
        (folder / "real").write_bytes(b"old")
    (inside / "lib" / "link").symlink_to("../real")
    (inside / "away").symlink_to(outside)
    files.write_bytes(str(inside / "lib" / "link"), b"new", folder=str(inside))
    assert (inside / "real").read_bytes() == b"new"
    with pytest.raises(FixerError, match="leads out of its folder"):
        files.write_bytes(str(inside / "away" / "real"), b"new", folder=str(inside))
    assert (outside / "real").read_bytes() == b"old"


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    said = (
        f"{path}: was changed by someone else since it was read\n"
        "  try:   nothing was changed; run the same call again on what it holds now"
    )
    for held in (b"else", b"longer than it was", None):
        path.unlink(missing_ok=True)
        if held is not None:
            path.write_bytes(held)
        with pytest.raises(FixerError) as caught:
            files.write_bytes(str(path), b"new", expected=b"read")
        assert str(caught.value) == said
        assert (path.read_bytes() if path.exists() else None) == held
    path.write_bytes(b"read")
    # While the new bytes go to the disk, somebody writes the file.
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (fsync(descriptor), path.write_bytes(b"else"))[0])
    with pytest.raises(FixerError, match="was changed by someone else"):
        files.write_bytes(str(path), b"new", expected=b"read")
    monkeypatch.undo()
    assert path.read_bytes() == b"else"
    assert names(tmp_path) == ["a.yaml"]
    files.write_bytes(str(path), b"new", expected=b"else")
    assert path.read_bytes() == b"new"


def test_what_killed_runs_left_behind_is_swept_up(tmp_path: Path) -> None:
    (tmp_path / f".fixer-{2**22 + 1}-1.tmp").write_bytes(b"half")
    (tmp_path / f".fixer-{os.getpid()}-1.tmp").write_bytes(b"at work")
    (tmp_path / ".fixer-notes.tmp").write_bytes(b"mine")
    files.write_bytes(str(tmp_path / "a"), b"new")
    assert names(tmp_path) == [f".fixer-{os.getpid()}-1.tmp", ".fixer-notes.tmp", "a"]


@pytest.mark.parametrize(
    ("call", "code", "words"),
    [
        ("fsync", errno.ENOSPC, "no space is left on the device"),
        ("fsync", errno.EDQUOT, "the disk quota is used up"),
        ("open", errno.EROFS, "the file system is read-only"),
        ("open", errno.EACCES, "permission denied"),
    ],
)
def test_a_failed_write_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, words: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")

    def fail(*_: Any) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, fail)
    said = message(path, b"new")
    monkeypatch.undo()
    assert said == f"{path}: cannot be written: {words}\n  try:   nothing was changed"
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.yaml"]


def test_an_interrupted_write_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write_bytes(str(tmp_path / "a"), b"new")
    assert names(tmp_path) == []


def test_a_read_only_file_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    # The superuser may write everything; an ordinary user is told no.
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert message(path, b"new") == f"{path}: cannot be written: permission denied\n  try:   nothing was changed"
    assert path.read_bytes() == b"old"


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    assert "cannot be written: it is a directory" in message(tmp_path, b"x")
    assert "cannot be written: the folder does not exist" in message(tmp_path / "no" / "a", b"x")
    (tmp_path / "loop").symlink_to("loop")
    assert "symbolic links lead in a circle" in message(tmp_path / "loop", b"x")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_device() -> None:
    assert message("/dev/full", b"x") == (
        "/dev/full: cannot be written: no space is left on the device\n  try:   nothing was changed"
    )


def test_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out))
    files.write_bytes("-", b"a\r\nb")
    assert out.getvalue() == b"a\r\nb"
    monkeypatch.setattr(sys, "stdout", None)
    assert message("-", b"x") == "<stdout>: cannot be written: it is closed"


def test_lists_of_a_folder(tmp_path: Path) -> None:
    for name in ("b.md", "lib/a.json", "lib/deep/c.json", "rules/x/r.yaml", "rules/q.yml", "rules/no.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert files.list_folder(str(tmp_path)) == ("b.md", "lib/a.json")
    assert files.list_rules(str(tmp_path / "rules")) == (f"{tmp_path}/rules/q.yml", f"{tmp_path}/rules/x/r.yaml")
    with pytest.raises(FixerError, match=r"no-rules: no such folder of rules"):
        files.list_rules(str(tmp_path / "no-rules"))
