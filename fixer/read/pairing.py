"""Documents → templates."""

from __future__ import annotations

from fixer.read.candidates import Read, candidates
from fixer.read.choose import choose, choose_one
from fixer.read.document import Document
from fixer.read.template import Template


def read_template(document: Document, read: Read = candidates) -> Template:
    """The template in a document; raises ``FixerError`` that says why there is none."""
    return choose_one(read(document))


def read_pair(model: Document, ideal: Document, read: Read = candidates) -> tuple[Template, Template]:
    """The two templates that answer to one another; raises ``FixerError`` for the side that has none."""
    return choose(read(model), read(ideal))
