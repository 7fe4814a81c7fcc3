"""A patch applied to a document's text: everything that it does not speak of keeps its bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from fixer.compare.gaps import ABSENT
from fixer.dialect import Adapter, Dialect
from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.issues.issue import Outcome
from fixer.pointer import split
from fixer.read.candidates import Read
from fixer.read.document import Document
from fixer.read.editable import Editable, read_editable
from fixer.read.source import takes
from fixer.remedy.combine import combine
from fixer.remedy.patch_file import PatchFile
from fixer.remedy.perform import Operation, perform
from fixer.remedy.plan import plan
from fixer.remedy.proof import broken_references, new_circles
from fixer.remedy.selection import Selection
from fixer.remedy.undo import Undo, digest

RESTORED = "the file is as it was before, byte for byte"
MAX_BROKEN = 5
CHANGED = "the file has changed since: its values are put back by the JSON Patch, comments and spelling are not"


@frozen
class Patched:
    """What a patch made of a document; ``outcomes`` of its issues, if it has any. ``notes`` are for people.

    ``operations`` were made; ``None`` where the old bytes were put back instead.
    """

    before: Editable
    text: str
    document_text: str
    data: Any
    operations: int | None
    outcomes: tuple[Outcome, ...] = ()
    notes: tuple[str, ...] = ()


def apply_patch(document: Document, patch: PatchFile, selection: Selection, read: Read, usual: Adapter) -> Patched:
    """The document after the patch, or after the chosen issues' parts of it.

    ``read`` finds the template in a document, and its adapter (``usual``, if it names none) writes it; its dialect says
    what parts that were chosen rename, and what then refers to nothing.
    Raises ``Failed`` for an operation that does not fit (its part is the number of the issue, where issues were
    chosen), ``Refused`` where the text cannot be edited, ``FixerError`` for everything else.
    """
    choosing = bool(selection.only or selection.exclude)
    if choosing and not patch.issues:
        hint = "leave --only and --except out"
        raise FixerError("the patch has no issues to choose from", patch.document.path, hint=hint)
    if patch.undo and not choosing and not selection.none and patch.undo.fits(document.encode(document.text)):
        return _restored(document, patch, patch.undo)
    before = read_editable(document, patch.line, read)
    adapter = before.template.adapter if before.template and before.template.adapter else usual
    outcomes = _outcomes(patch, selection)
    if selection.none:
        return Patched(before, before.text, document.text, before.data, 0, outcomes)
    chosen = {one.id for one in outcomes if one.status == "applied"}
    parts = {one.number: one.fix.patch for one in patch.issues if one.fix and one.id in chosen}
    able = [one for one in patch.issues if one.fix and one.fix.safety != "manual"]
    whole = not choosing or len(parts) == len(able)
    _refuse_masked(patch, {""} if whole else chosen)
    made: Sequence[Operation] = patch.operations
    if whole:
        data = perform(deepcopy(before.data), made)
    else:
        data, made = combine(before.data, parts)
        data = _settled(before.data, data, made, adapter.dialect())
    text = _rewritten(before, data, made, adapter)
    if not takes(document, before.start, before.end, before.written(text)):
        from fixer.remedy.splice import Refused

        raise Refused("a line of the new text would end the code fence")
    notes = (*before.repairs, *([CHANGED] if patch.undo else []), *_broken(before.data, data, adapter.dialect()))
    return Patched(before, text, before.within(text), data, len(made), outcomes, notes)


def _settled(before: Any, data: Any, made: Sequence[Operation], dialect: Dialect) -> Any:
    """What no part can know of the others, made for the model alone, where the document is a template.

    References that one adds follow the name that another changes; a section that lost its last entry goes with it.
    """
    if not (_is_template(before) and _is_template(data)):
        return data
    names: dict[tuple[str, str], str] = {}
    for operation in made:
        if operation["op"] == "move":
            source, target = split(operation["from"]), split(operation["path"])
            space = dialect.namespace(source[0]) if len(source) == 2 and source[:1] == target[:-1] else None
            if space is not None:
                names[space, source[1]] = target[1]
    data = dialect.rename(data, names) if names else data
    return {name: body for name, body in data.items() if body != {} or not before.get(name)}


def _broken(before: Any, data: Any, dialect: Dialect) -> list[str]:
    """References to nothing or in circles that the patch brought: said, not refused; a patch says what it means."""
    if not (_is_template(before) and _is_template(data)):
        return []
    edges = broken_references(dialect, data, before)
    found = [f"{edge.pointer} now refers to {edge.name}, which is not there" for edge in edges]
    for circle in new_circles(dialect, data, before):
        found.append(f"{', '.join(split(pointer)[-1] for pointer in circle)} now depend on each other")
    more = len(found) - MAX_BROKEN
    return [*found[:MAX_BROKEN], f"… and {more} more such places"] if more > 0 else found


def _is_template(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("Resources"), dict)


def _outcomes(patch: PatchFile, selection: Selection) -> tuple[Outcome, ...]:
    """What becomes of each issue. Handing over the patch is consent to all of it: safety does not count here."""
    return plan(patch.issues, Selection(selection.only, selection.exclude, unsafe=True)).outcomes


def _refuse_masked(patch: PatchFile, chosen: set[str]) -> None:
    if not patch.masked & chosen:
        return
    numbers = [issue.number for issue in patch.issues if issue.id in patch.masked]
    without = " ".join(f"--except issue:{number}" for number in numbers[:5])
    hint = without if 0 < len(numbers) <= 5 else "apply with the ideal at hand: fixer apply MODEL IDEAL"
    raise FixerError("secrets are hidden in the patch, so it cannot be applied", patch.document.path, hint=hint)


def _rewritten(before: Editable, data: Any, made: Sequence[Operation], adapter: Adapter) -> str:
    from fixer.remedy.splice import Refused
    from fixer.remedy.splice.patch import key_renames

    renames: Mapping[str, str] = key_renames(made)
    try:
        return _edited(before, data, renames, adapter)
    except Refused:
        if not renames:
            raise
        # A moved key that cannot be changed where it stands can still be taken out and written anew.
        return _edited(before, data, {}, adapter)


def _edited(before: Editable, data: Any, renames: Mapping[str, str], adapter: Adapter) -> str:
    if before.template is not None:
        return adapter.rewrite(before.template, data, renames)
    from fixer.remedy.splice import rewrite

    return rewrite(before.text, before.format, data, renames)


def _restored(document: Document, patch: PatchFile, undo: Undo) -> Patched:
    damaged = FixerError("what it says of undoing is damaged", patch.document.path)
    try:
        whole = undo.restore(document.text)
    except ValueError as error:
        damaged.cause = str(error)
        raise damaged from None
    if digest(document.encode(whole)) != undo.gives:
        damaged.cause = "it does not give the file that it was made for"
        raise damaged
    before = _readable(document, patch.line)
    after = _readable(replace(document, text=whole), patch.line)
    return Patched(before, after.text, whole, after.data, None, notes=(RESTORED,))


def _readable(document: Document, line: int | None) -> Editable:
    """The document as far as it can be read: bringing back what it was does not depend on it."""
    try:
        found = read_editable(document, line)
    except FixerError:
        return Editable(document, 0, len(document.text), document.text, "yaml", ABSENT)
    return replace(found, text=document.text[found.start : found.end])
