"""Which dialect a document is in, and who reads it: CloudFormation, or what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from fixer.cfn.adapter import CLOUDFORMATION
from fixer.dialect import Adapter, Dialect
from fixer.errors import FixerError
from fixer.read.candidates import Candidates
from fixer.read.document import Document
from fixer.read.template import Template

__all__ = ["CLOUDFORMATION", "Reading", "adapter_of", "adapters", "dialect_named", "dialect_of"]

GROUP = "fixer.dialects"
"""The entry points by which other packages bring adapters: each names a module and an ``Adapter`` in it."""


def adapters() -> Iterator[Adapter]:
    """All that can be read, CloudFormation first. The others are imported as they are asked for."""
    yield CLOUDFORMATION
    from fixer.cdk.adapter import CDK_TYPESCRIPT

    yield CDK_TYPESCRIPT
    yield from _brought()


def _brought() -> Iterator[Adapter]:
    """The adapters of other packages, by name. A package that cannot be imported says so with an error."""
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=GROUP)):
        try:
            adapter = point.load()
        except Exception as error:  # whatever a foreign package raises: the user must know who it was
            cause = str(error) or type(error).__name__
            raise FixerError(f"the dialect '{point.name}' ({point.value}) cannot be loaded", cause=cause) from None
        if not isinstance(adapter, Adapter):
            raise FixerError(f"the dialect '{point.name}' ({point.value}) is no fixer.dialect.Adapter")
        yield adapter


def adapter_of(template: Template) -> Adapter:
    """Who read a template, and can write it."""
    return template.adapter or CLOUDFORMATION


def dialect_of(template: Template) -> Dialect:
    """What a template's words mean."""
    return adapter_of(template).dialect()


def dialect_named(name: str) -> Dialect:
    """The dialect that rules name so. Raises ``FixerError`` if nobody brings it."""
    for adapter in adapters():
        dialect = adapter.dialect()
        if dialect.name == name:
            return dialect
    raise FixerError(f"there is no dialect '{name}'")


class Reading:
    """Reads the documents of one call, all of them in the dialect of the first.

    ``stack``: what is wanted of the first document, and of the others where they have it.
    """

    def __init__(self, stack: str | None = None) -> None:
        self._adapter: Adapter | None = None
        self._stack = stack

    def __call__(self, document: Document) -> Candidates:
        """What the document offers; raises ``FixerError`` where it holds templates of another dialect only, or the
        first of them no stack of the name that is wanted."""
        first = self._adapter is None
        found = self._read(document)
        if self._stack is None or not found.whole:
            return found
        from fixer.read.stacks import listed, narrowed

        some = narrowed(found, self._stack)
        if some is None and first:
            raise FixerError(f"there is no stack '{self._stack}'", document.path, hint=f"choose one of {listed(found)}")
        return some or found

    def _read(self, document: Document) -> Candidates:
        if self._adapter is None:
            self._adapter, found = _survey(document)
            return found
        found = self._adapter.candidates(document)
        if not found.whole:
            other, offered = _survey(document)
            if offered.whole:
                what = f"holds {other.name}, but the model's document {self._adapter.name}"
                raise FixerError(what, document.path, hint="compare two documents of one kind")
        return found


def _survey(document: Document) -> tuple[Adapter, Candidates]:
    """Whose templates a document holds; where nobody finds a whole one, the last that recognised it can say why."""
    found = (CLOUDFORMATION, CLOUDFORMATION.candidates(document))
    for adapter in adapters():
        if found[1].whole:
            break
        if adapter is not CLOUDFORMATION and adapter.recognises(document):
            found = adapter, adapter.candidates(document)
    return found
