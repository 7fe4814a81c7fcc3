"""The rim: the one place that reads and writes the user's files. Everything else maps text to text."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from fixer.errors import FixerError
from fixer.read.document import MAX_BYTES, too_large

STREAM = "-"
MAX_RULES = 2_000

_REASONS = {
    errno.EACCES: "permission denied",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file system does not take a file of this size",
    errno.EISDIR: "it is a directory",
    errno.ELOOP: "its symbolic links lead in a circle",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ENOENT: "the folder does not exist",
    errno.ENOSPC: "no space is left on the device",
    errno.ENOTDIR: "a part of the path is not a folder",
    errno.EPERM: "permission denied",
    errno.EROFS: "the file system is read-only",
}

_IMPOSSIBLE = "the name holds a character that no file name has"


def read_bytes(path: str) -> bytes:
    """The whole content of a file or, for ``-``, of standard input; raises ``FixerError`` beyond ``MAX_BYTES``."""
    if path == STREAM:
        if sys.stdin is None:
            raise FixerError("cannot be read: it is closed", file="<stdin>")
        return _bounded(sys.stdin.buffer, "<stdin>")
    try:
        # Without O_NONBLOCK, opening a named pipe that nobody writes to would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as stream:
            _check_readable(path, os.fstat(stream.fileno()))
            os.set_blocking(stream.fileno(), True)
            return _bounded(stream, path)
    except OSError as error:
        if error.errno == errno.ENOENT:
            raise FixerError("no such file", file=path) from error
        if error.errno == errno.EISDIR:
            raise _not_a_file(path, "a folder") from error
        raise FixerError(f"cannot be read: {reason(error)}", file=path) from error
    except ValueError as error:
        raise FixerError(f"cannot be read: {_IMPOSSIBLE}", file=path) from error


def list_folder(folder: str) -> tuple[str, ...]:
    """Names of the files in a folder and in its lib/, relative and sorted; raises ``FixerError``."""
    top = Path(folder)
    try:
        found = [path for level in (top, top / "lib") if level.is_dir() for path in level.iterdir()]
    except OSError as error:
        raise FixerError(f"cannot be read: {reason(error)}", file=folder) from error
    return tuple(sorted(path.relative_to(top).as_posix() for path in found if path.is_file()))


def list_rules(folder: str) -> tuple[str, ...]:
    """Paths of the rule files (``*.yaml``, ``*.yml``) in a folder and below, sorted; raises ``FixerError``."""
    top = Path(folder)
    if not top.is_dir():
        raise FixerError("no such folder of rules", file=folder)
    try:
        found = [path for path in top.rglob("*.y*ml") if path.suffix in (".yaml", ".yml") and path.is_file()]
    except OSError as error:
        raise FixerError(f"cannot be read: {reason(error)}", file=folder) from error
    if len(found) > MAX_RULES:
        raise FixerError(f"{len(found)} rule files; at most {MAX_RULES} are read", file=folder)
    return tuple(sorted(map(str, found)))


def upward(folder: str, names: Sequence[str]) -> Iterator[str]:
    """The files of these names in a folder and those around it, the nearest first, in a folder in this order."""
    start = Path(folder)
    for place in (start, *start.parents):
        for name in names:
            with contextlib.suppress(OSError, ValueError):
                if (place / name).is_file():
                    yield str(place / name)


def _check_readable(path: str, status: os.stat_result) -> None:
    """Only files, and the pipes that a shell makes for ``<(command)``."""
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        raise _not_a_file(path, "a folder")
    if stat.S_ISREG(mode):
        if status.st_size > MAX_BYTES:
            raise too_large(path, status.st_size)
    elif not (stat.S_ISFIFO(mode) and path.startswith(("/dev/fd/", "/proc/self/fd/", "/dev/stdin"))):
        raise _not_a_file(path, "a named pipe" if stat.S_ISFIFO(mode) else "a device")


def _not_a_file(path: str, kind: str) -> FixerError:
    hint = None if kind == "a folder" else "give - and redirect it to standard input"
    return FixerError(f"is {kind}, not a file", file=path, hint=hint)


def _bounded(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FixerError(f"more than {MAX_BYTES // 1_000_000} MB, which is more than is read", file=name)
    return data


def write_bytes(path: str, data: bytes, expected: bytes | None = None, folder: str | None = None) -> None:
    """Put ``data`` into a file, all of it or nothing; a ``FixerError`` means that the file is as it was.

    ``expected``: what the file must still hold, because ``data`` was made from it. ``folder``: what the user pointed
    at, if it is not the file itself; nothing outside of it is written.
    """
    if path == STREAM:
        write_stdout(data)
        return
    target = Path(path)
    try:
        if _is_stream(target):
            with target.open("wb") as stream:
                stream.write(data)
        else:
            _replace(_followed(target, folder), data, expected)
    except OSError as error:
        raise FixerError(f"cannot be written: {reason(error)}", file=path, hint="nothing was changed") from error
    except ValueError as error:
        raise FixerError(f"cannot be written: {_IMPOSSIBLE}", file=path, hint="nothing was changed") from error


def same(path: str, other: str) -> bool:
    """Whether two paths are one file, be it there or not."""
    try:
        return Path(path).resolve() == Path(other).resolve() or Path(path).samefile(other)
    except (OSError, ValueError, RuntimeError):
        return path == other


def is_device(path: str) -> bool:
    """Whether a path is no file but takes bytes as they come, as ``/dev/null`` does."""
    try:
        return _is_stream(Path(path))
    except (OSError, ValueError):
        return False


def append_bytes(path: str, data: bytes) -> None:
    """Add ``data`` to the end of a file, which need not be there yet."""
    try:
        with Path(path).open("ab") as stream:
            stream.write(data)
    except OSError as error:
        raise FixerError(f"cannot be written: {reason(error)}", file=path) from error
    except ValueError as error:
        raise FixerError(f"cannot be written: {_IMPOSSIBLE}", file=path) from error


def reason(error: OSError) -> str:
    """Why the system refused, in plain words."""
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()


def _is_stream(target: Path) -> bool:
    """Devices and pipes take bytes as they come; there is nothing beside them to replace."""
    with contextlib.suppress(FileNotFoundError):
        mode = target.stat().st_mode
        return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)
    return False


def check_unchanged(path: str, expected: bytes) -> None:
    """Raises ``FixerError`` where a file does not hold what was read from it any more."""
    try:
        held = Path(path).read_bytes() if Path(path).stat().st_size == len(expected) else None
    except FileNotFoundError:
        held = None
    if held != expected:
        raise FixerError(
            "was changed by someone else since it was read", file=path,
            hint="nothing was changed; run the same call again on what it holds now",
        )  # fmt: skip


def _followed(target: Path, pointed: str | None) -> Path:
    """The file behind symbolic links, as long as it lies in the folder pointed at: without one, that of the link."""
    if pointed is None and not target.is_symlink():
        return target
    real, folder = target.resolve(), Path(pointed).resolve() if pointed is not None else target.parent.resolve()
    if folder not in real.parents:
        raise FixerError(
            f"is a symbolic link that leads out of its folder, to {real}",
            file=str(target), hint="nothing was changed; name that file itself if it is the one to write",
        )  # fmt: skip
    return real


def _replace(target: Path, data: bytes, expected: bytes | None) -> None:
    """Write beside the target, then put the new file in its place: whoever reads sees the old bytes or the new ones."""
    _sweep(target.parent)
    before = target.stat() if target.exists() else None
    if before is not None:
        if stat.S_ISDIR(before.st_mode):
            raise IsADirectoryError(errno.EISDIR, "is a directory")
        # A folder that may be written lets a file be replaced that may not: ask, as an ordinary write would.
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "permission denied")
    temporary = target.with_name(f".fixer-{os.getpid()}-{time.monotonic_ns()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if before is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            if before is not None:
                _keep_owner_and_mode(descriptor, before)
            os.fsync(descriptor)
        if expected is not None:
            # As late as can be: what comes now takes microseconds.
            check_unchanged(str(target), expected)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _sweep(folder: Path) -> None:
    """Remove what runs left behind that were killed while they wrote."""
    with contextlib.suppress(OSError):
        for left in folder.glob(".fixer-*.tmp"):
            process = left.name.split("-")[1]
            if process.isdigit() and not _runs(int(process)):
                left.unlink()


def _runs(process: int) -> bool:
    """Whether there is such a process, as far as one may know."""
    if os.name != "posix":
        return True  # where asking would end it
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _keep_owner_and_mode(descriptor: int, before: os.stat_result) -> None:
    with contextlib.suppress(PermissionError):
        os.fchown(descriptor, before.st_uid, before.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power failure, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def write_stdout(data: bytes) -> None:
    """Bytes to standard output; a reader that has gone away (``| head``) is no error."""
    if sys.stdout is None:
        raise FixerError("cannot be written: it is closed", file="<stdout>")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        discard_stdout()
    except OSError as error:
        discard_stdout()
        raise FixerError(f"cannot be written: {reason(error)}", file="<stdout>") from error


def discard_stdout() -> None:
    """What is still buffered must not fail a second time when the interpreter ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
