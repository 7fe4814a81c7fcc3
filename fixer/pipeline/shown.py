"""What a report shows beside the issues: warnings, the two sides, which values are secret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fixer.report.report import Side

if TYPE_CHECKING:
    from fixer.catalogue.catalogue import Catalogue
    from fixer.compare.gaps import Gap
    from fixer.dialect import Dialect
    from fixer.issues.opinions import Lint
    from fixer.read.template import Template


def warnings_of(model: Template, catalogue: Catalogue, said: Sequence[str], lint: Lint | None) -> tuple[str, ...]:
    """What a user should know: of the catalogue, of what the template ``said``, of what the linter met."""
    met = lint.warnings if lint else ()
    return (*catalogue.warnings, *said, *(f"{model.source.document.path}: {one}" for one in met))


def side(template: Template) -> Side:
    """A template as a report names it."""
    source = template.source
    repairs = [str(repair) for repair in template.repairs]
    if template.elided is not None:
        repairs.append(
            f"line {template.elided.line}: a comment says that something was left out: {template.elided.what}"
        )
    resources = len(template.resources)
    return Side(
        source.document.path, source.line, source.name, template.format, resources, tuple(repairs), template.note
    )


def is_secret(gap: Gap, dialect: Dialect) -> bool:
    """Whether one of a gap's values is a secret by its place."""
    entry = gap.pair.ideal or gap.pair.model
    values = (gap.model, gap.ideal)
    return entry is not None and any(dialect.secret(entry, gap.path, value) for value in values)
