"""JSON Pointer (RFC 6901): the address of every place in a template."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def split(pointer: str) -> tuple[str, ...]:
    """``"/a~1b/0"`` → ``("a/b", "0")``; the whole document is ``""`` → ``()``."""
    if not pointer:
        return ()
    if "~" not in pointer:  # nearly always, and several times as fast
        return tuple(pointer[1:].split("/"))
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in pointer[1:].split("/"))


def join(tokens: Iterable[str | int]) -> str:
    """``("a/b", 0)`` → ``"/a~1b/0"``."""
    steps = list(map(str, tokens))
    text = "/".join(steps)
    if "~" not in text and text.count("/") == len(steps) - 1:  # nearly always, and several times as fast
        return f"/{text}"
    return "".join([f"/{token.replace('~', '~0').replace('/', '~1')}" for token in steps])


def child(pointer: str, token: str | int) -> str:
    """The pointer of one member of what ``pointer`` addresses."""
    if isinstance(token, str) and token.isalnum():  # nearly always, and twice as fast
        return f"{pointer}/{token}"
    return f"{pointer}/{str(token).replace('~', '~0').replace('/', '~1')}"


def parent(pointer: str) -> str:
    """The pointer of the container; the parent of a top-level member is ``""``."""
    return pointer.rpartition("/")[0]


def covers(outer: str, inner: str) -> bool:
    """Whether ``inner`` is ``outer`` or lies under it."""
    return inner == outer or inner.startswith(outer + "/")


def resolve(data: Any, pointer: str | tuple[str, ...]) -> Any:
    """The value at ``pointer``; raises ``LookupError`` where there is none."""
    for token in split(pointer) if isinstance(pointer, str) else pointer:
        if isinstance(data, dict):
            data = data[token]
        elif isinstance(data, list):
            if not token.isdigit():
                raise LookupError(token)
            data = data[int(token)]
        else:
            raise LookupError(token)
    return data
