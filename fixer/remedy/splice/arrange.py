"""Members come into a container and go out of it: edits to lines of their own, or between brackets on a line."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from fixer.frozen import frozen
from fixer.read.nodes import Node
from fixer.remedy.splice.edits import Edits
from fixer.remedy.splice.lines import Lines
from fixer.remedy.splice.members import Member, Slot, comma_offset
from fixer.remedy.splice.refused import Lift


@frozen
class Arrangement:
    """One container: what stands in it (``found``) and what shall stand in it (``slots``, some of ``found`` kept)."""

    node: Node
    found: list[Member]
    slots: list[Slot]
    is_root: bool

    @property
    def kept(self) -> list[int]:
        return [slot.kept for slot in self.slots if slot.kept is not None]


def arrange_lines(
    what: Arrangement, lines: Lines, edits: Edits, rows: Callable[[Slot, int], list[str]], json: bool
) -> None:
    """Takes away and adds whole lines; comments directly above a member go with it.

    ``rows`` gives the lines of a new member, indentation included; it is told which line will follow. Commas are set
    right where the container has brackets.
    """
    _remove_lines(what, lines, edits)
    closing = _commas(what, lines, edits, json) if what.node.flow else lambda slot: ""
    spaced = _is_spaced(what, lines)
    anchor: int | None = None
    for slot in what.slots:
        if slot.kept is not None:
            anchor = slot.kept
            continue
        at = _first(what, lines) if anchor is None else _after(what, lines, anchor)
        new = rows(slot, at)
        new[-1] += closing(slot)
        block = lines.eol.join(new)
        if anchor is None:
            _insert_first(what, lines, edits, block, spaced)
            continue
        blank = spaced and (anchor == len(what.found) - 1 or lines.is_blank(at))
        edits.insert(at, (lines.eol if blank else "") + block + lines.eol)


def _first(what: Arrangement, lines: Lines) -> int:
    start = what.found[0].start
    return _lead(what, lines, 0, 0) if lines.leads(start) else lines.next(start)


def _insert_first(what: Arrangement, lines: Lines, edits: Edits, block: str, spaced: bool) -> None:
    first = what.found[0]
    if lines.leads(first.start):
        edits.insert(_lead(what, lines, 0, 0), block + lines.eol + (lines.eol if spaced else ""))
    elif 0 in what.kept:
        column = lines.column(first.start)
        edits.insert(first.start, block[column:] + lines.eol + " " * column)
    else:
        raise Lift("the first item of a compact list is replaced")


def _lead(what: Arrangement, lines: Lines, index: int, floor: int) -> int:
    start = what.found[index].start
    if index == 0:
        # What stands above the first key of the document is about the document.
        floor = lines.start(start) if what.is_root and not what.node.flow else max(floor, 0)
    return lines.lead(start, floor)


def _remove_lines(what: Arrangement, lines: Lines, edits: Edits) -> None:
    kept = what.kept
    found = what.found
    stays = set(kept)
    gone = [index for index in range(len(found)) if index not in stays]
    if gone and gone[0] == 0 and not lines.leads(found[0].start):
        first = kept[0]
        edits.replace(found[0].start, _rest_of_compact(what, lines, first), "")
        gone = [index for index in gone if index > first]
    done = 0
    for index in gone:
        floor = max(done, _after(what, lines, index - 1) if index else 0)
        start = _lead(what, lines, index, floor)
        end = _after(what, lines, index)
        if index:
            above = lines.blanks_above(start, floor)
            if lines.is_blank(end) or index > kept[-1]:
                start = above
        else:
            while lines.is_blank(end):
                end = lines.next(end)
        edits.replace(start, end, "")
        done = end


def _after(what: Arrangement, lines: Lines, index: int) -> int:
    """The line after a member and the comments inside its end."""
    member = what.found[index]
    end = lines.next(member.end)
    return end if what.node.flow else lines.trail(end, lines.column(member.start))


def _rest_of_compact(what: Arrangement, lines: Lines, first: int) -> int:
    """Where the text that moves up behind the dash begins: a comment above the first kept member, or that member."""
    start = what.found[first].start
    lead = lines.lead(start, _after(what, lines, first - 1))
    return lead + len(lines.indent(lead))


def _commas(what: Arrangement, lines: Lines, edits: Edits, json: bool) -> Callable[[Slot], str]:
    """Sets the commas of the members that stay; gives what a new member ends with."""
    offsets = [comma_offset(member, lines.text, json) for member in what.found]
    trailing = offsets[-1] is not None
    last = what.slots[-1]
    for slot in what.slots:
        if slot.kept is None:
            continue
        comma = offsets[slot.kept]
        if comma is None and (slot is not last or trailing):
            edits.insert(what.found[slot.kept].end, ",")
        elif comma is not None and slot is last and not trailing:
            edits.replace(comma, comma + 1, "")
    return lambda slot: "" if slot is last and not trailing else ","


def _is_spaced(what: Arrangement, lines: Lines) -> bool:
    """Whether most members have a blank line between them."""
    found = what.found
    blanks = sum(
        any(not row.strip() for row in lines.text[lines.next(before.end) : after.start].split("\n")[:-1])
        for before, after in pairwise(found)
    )
    return blanks * 2 > len(found) - 1


def arrange_inline(what: Arrangement, lines: Lines, edits: Edits, text: Callable[[Slot], str], comma: str) -> None:
    """Takes away and adds members between brackets where they share lines; ``text`` gives a new member."""
    found, source = what.found, lines.text
    if len(found) > 1:
        gap = source[found[0].end : found[1].start]
        if gap.strip() == ",":
            comma = gap
    before: int | None = None
    fresh: list[str] = []
    for slot in what.slots:
        if slot.kept is None:
            fresh.append(text(slot))
            continue
        after = slot.kept
        if before is None:
            if after or fresh:
                edits.replace(found[0].start, found[after].start, "".join(item + comma for item in fresh))
        elif fresh or after != before + 1:
            gap = source[found[after - 1].end : found[after].start]
            new = "".join(comma + item for item in fresh) + gap
            edits.replace(found[before].end, found[after].start, new)
        before, fresh = after, []
    if before is not None and (fresh or before != len(found) - 1):
        edits.replace(found[before].end, found[-1].end, "".join(comma + item for item in fresh))
