"""Text by its lines: what it says, apart from how it is laid out."""

from __future__ import annotations


def layout(text: str) -> list[tuple[int, str]]:
    """The lines of a text without their spelling: how deep each stands among its neighbours, and what it says."""
    lines = [line.rstrip() for line in text.expandtabs(4).splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    # The first line of a script must begin with its mark, so that its indentation means something.
    marked = [(-1, lines[0])] if lines and lines[0].startswith("#") else []
    levels: list[int] = []
    found = []
    for line in lines:
        bare = line.lstrip()
        if bare:
            depth = len(line) - len(bare)
            while levels and levels[-1] > depth:
                levels.pop()
            if not levels or levels[-1] < depth:
                levels.append(depth)
        found.append((len(levels) if bare else 0, bare))
    return marked + found
