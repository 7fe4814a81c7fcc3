"""A cloud assembly, what ``cdk synth`` writes (``cdk.out``): the templates in it. Nothing of it is run.

https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/cloud-assembly-schema/README.md
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.read.document import Document, from_bytes
from fixer.read.source import Source
from fixer.read.template import Template, load

MANIFEST = "manifest.json"
MAX_STACKS = 200
MAX_DEPTH = 8
_STACK, _NESTED = "aws:cloudformation:stack", "cdk:cloud-assembly"
_HINT = "give the folder that cdk synth wrote: cdk.out"

Load = Callable[[str], bytes | None]
"""The bytes of a file by its path below the folder, ``None`` where there is no such file."""


@frozen
class Stack:
    """One stack: its name in the app, and its template."""

    name: str
    template: Template


def read_assembly(folder: str, read: Load) -> list[Stack]:
    """Every stack of the assembly in a folder, in the manifest's order, those of its stages too.

    Raises ``FixerError`` where it is no assembly, or a file of it cannot be read.
    """
    stacks = [Stack(name, _template(folder, file, read)) for name, file in _files(folder, "", read, 0)]
    if not stacks:
        raise FixerError("the assembly holds no stack", str(PurePath(folder, MANIFEST)), hint=_HINT)
    return stacks


def choose(model: list[Stack], ideal: list[Stack], wanted: str | None) -> tuple[Stack, Stack]:
    """The two stacks that answer to one another: of the wanted name, of one name, or the only ones.

    Raises ``FixerError`` where the names do not decide.
    """
    if wanted is not None:
        return named(model, wanted, "the model"), named(ideal, wanted, "the ideal")
    if len(model) == len(ideal) == 1:
        return model[0], ideal[0]
    shared = [(one, other) for one in model for other in ideal if one.name == other.name]
    if len(shared) == 1:
        return shared[0]
    names = sorted({stack.name for stack in (*model, *ideal)})
    what = f"there are several stacks: {', '.join(names[:10])}{' …' if len(names) > 10 else ''}"
    raise FixerError(what, hint="choose one with --stack NAME")


def named(stacks: list[Stack], wanted: str, whose: str) -> Stack:
    """The stack of a name; raises ``FixerError`` where ``whose`` has none."""
    for stack in stacks:
        if stack.name == wanted:
            return stack
    known = ", ".join(stack.name for stack in stacks[:10])
    raise FixerError(f"{whose} has no stack '{wanted}'", hint=f"choose one of {known}")


def _files(folder: str, below: str, read: Load, depth: int) -> Iterator[tuple[str, str]]:
    """``(name of the stack, path of its template below the folder)``, at most ``MAX_STACKS`` of a manifest."""
    path = f"{below}{MANIFEST}"
    manifest = _json(folder, path, read)
    artifacts = manifest.get("artifacts") if isinstance(manifest, dict) else None
    if not isinstance(artifacts, dict):
        raise FixerError("is no manifest of a cloud assembly", str(PurePath(folder, path)), hint=_HINT)
    for name, artifact in list(artifacts.items())[:MAX_STACKS]:
        properties = artifact.get("properties") if isinstance(artifact, dict) else None
        if not isinstance(properties, dict):
            continue
        if artifact.get("type") == _STACK:
            shown = artifact.get("displayName")
            file = _inside(folder, path, properties.get("templateFile"))
            yield shown if isinstance(shown, str) else name, below + file
        elif artifact.get("type") == _NESTED and depth < MAX_DEPTH:
            directory = _inside(folder, path, properties.get("directoryName"))
            yield from _files(folder, f"{below}{directory}/", read, depth + 1)


def _inside(folder: str, manifest: str, name: Any) -> str:
    """A name in a manifest, if it is that of something beside it and leads nowhere else."""
    if not isinstance(name, str) or name in ("", ".", "..") or any(mark in name for mark in "/\\\0:"):
        raise FixerError(f"names {name!r}, which is no file beside it", str(PurePath(folder, manifest)), hint=_HINT)
    return name


def _json(folder: str, path: str, read: Load) -> Any:
    document = _document(folder, path, read)
    try:
        return json.loads(document.text)
    except ValueError as error:
        raise FixerError("is no JSON", document.path, cause=str(error), hint=_HINT) from None
    except RecursionError:
        raise FixerError("is nested too deeply", document.path, hint=_HINT) from None


def _template(folder: str, path: str, read: Load) -> Template:
    document = _document(folder, path, read)
    return load(Source(document, 0, len(document.text), "json", fenced=True, closed=True))


def _document(folder: str, path: str, read: Load) -> Document:
    data = read(path)
    if data is None:
        raise FixerError("no such file", str(PurePath(folder, path)), hint=_HINT)
    return from_bytes(str(PurePath(folder, path)), data)
