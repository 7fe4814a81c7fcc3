"""Code blocks beside a template that hold parts of it: they are not read, and a reader must know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fixer.lazy import pattern
from fixer.read.candidates import Candidates
from fixer.read.markdown import Region
from fixer.read.source import Repair, candidate_regions, is_bare
from fixer.read.template import Template

MAX_NAMES = 3
_PARTS = ("Parameters", "Rules", "Mappings", "Conditions", "Outputs")
_SECTION = pattern(
    rf"^(?:({'|'.join(_PARTS)}):[ \t]*(?:#[^\n]*)?\r?\n|[ \t]*\"({'|'.join(_PARTS)})\"[ \t]*:[ \t]*\{{)", re.MULTILINE
)
_ENTRY = pattern(r"^[ \t]+[\"']?(\w+)[\"']?:[ \t]*\{?[ \t]*\r?\n[ \t]+[\"']?Type[\"']?:[ \t]*[\"']?\w+::", re.MULTILINE)


def parts_beside(template: Template, found: Candidates) -> Iterator[Repair]:
    """What stands in code blocks of their own and is missing in the template."""
    document = found.document
    if template.adapter is not None or is_bare(document):
        return
    taken = [(one.source.start, one.source.end) for one in (*found.whole, *found.others)]
    taken += [(one.start, one.start + one.size) for one in found.rejected]
    for region in candidate_regions(document):
        if region.fenced and not any(start < region.end and region.start < end for start, end in taken):
            what = _of(document.text, region, template)
            if what:
                yield Repair(*document.position(region.start), f"this code block is not read: {what}")


def _of(text: str, region: Region, template: Template) -> str | None:
    """What of the template a code block holds, as the end of a sentence."""
    found = [one[1] or one[2] for one in _SECTION.finditer(text, region.start, region.end)]
    parts = [name for name in dict.fromkeys(found) if name not in template.data]
    entries = [one[1] for one in _ENTRY.finditer(text, region.start, region.end)]
    names = [name for name in entries if name not in template.resources]
    if found and not parts:
        # Another template's part, or one that the template has as well.
        return None
    if names:
        some = ", ".join(names[:MAX_NAMES]) + (" …" if len(names) > MAX_NAMES else "")
        parts.append(f"{'a resource' if len(names) == 1 else 'resources'} ({some})")
    return f"it holds {' and '.join(parts)}, which the template has not; join the blocks" if parts else None
