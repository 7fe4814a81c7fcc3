"""CloudFormation templates in documents: how they are found, read and written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fixer.cfn.dialect import CLOUDFORMATION as MEANING
from fixer.dialect import Adapter
from fixer.read.candidates import candidates
from fixer.read.source import BARE_SUFFIXES
from fixer.read.template import Template, load


def rewrite(template: Template, data: Any, renames: Mapping[str, str]) -> str:
    """The template's text, edited to read as ``data``."""
    from fixer.remedy.splice.rewrite import rewrite_parsed

    return rewrite_parsed(template.text, template.format, template.root, template.data, data, renames)


CLOUDFORMATION = Adapter(
    name="CloudFormation",
    suffixes=BARE_SUFFIXES,
    recognises=lambda document: True,
    candidates=candidates,
    load=load,
    rewrite=rewrite,
    dialect=lambda: MEANING,
)
