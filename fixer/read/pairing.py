"""Documents → templates."""

from __future__ import annotations

from fixer.read.choose import candidates, choose, choose_one
from fixer.read.document import Document
from fixer.read.template import Template


def read_template(document: Document) -> Template:
    """The template in a document; raises ``FixerError`` that says why there is none."""
    return choose_one(candidates(document))


def read_pair(model: Document, ideal: Document) -> tuple[Template, Template]:
    """The two templates that answer to one another; raises ``FixerError`` for the side that has none."""
    return choose(candidates(model), candidates(ideal))
