"""Stacks of the CDK in TypeScript in documents: how they are found, read and written.

Whatever parses TypeScript is imported once a document is recognised, and not before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from fixer.cdk.sources import SUFFIXES, looks_like
from fixer.dialect import Adapter, Dialect
from fixer.read.candidates import Candidates
from fixer.read.document import Document
from fixer.read.source import Source
from fixer.read.template import Template


def candidates(document: Document) -> Candidates:
    """The stack of a document, all its files as one template, or why it cannot be read."""
    from fixer.cdk.template import candidates as found

    offered = found(document)
    return replace(offered, whole=tuple(replace(one, adapter=CDK_TYPESCRIPT) for one in offered.whole))


def load(source: Source) -> Template:
    """Reads one stack; raises ``FixerError``."""
    from fixer.cdk.template import load as loaded

    return replace(loaded(source), adapter=CDK_TYPESCRIPT)


def rewrite(template: Template, data: Any, renames: Mapping[str, str]) -> str:
    """The stack's text, edited to read as ``data``; raises ``Refused``."""
    from fixer.cdk.write import rewrite as written

    return written(template, data, renames)


def beside(model: Template, ideal: Template) -> Template:
    """The ideal's stack, read so that what it has in common with the model's goes by the same keys."""
    from fixer.cdk.template import beside as read_beside

    return read_beside(model, ideal)


def comments(template: Template) -> Iterator[tuple[int, int]]:
    """The stretches of a stack's text that are comments."""
    from fixer.cdk.template import Root

    for file in template.root.program.files if isinstance(template.root, Root) else ():
        for node in file.tree.walk():
            if node.kind == "comment":
                yield node.start, node.end


def _dialect() -> Dialect:
    from fixer.cdk.dialect import CDK_TYPESCRIPT

    return CDK_TYPESCRIPT


CDK_TYPESCRIPT = Adapter(
    name="CDK TypeScript",
    suffixes=SUFFIXES,
    recognises=looks_like,
    candidates=candidates,
    load=load,
    rewrite=rewrite,
    dialect=_dialect,
    comments=comments,
    remark="//",
    beside=beside,
)
