"""Where code stands in a Markdown document.

An own line scanner, because malformed fences are the norm here: fences that are never closed, closed on the last line
of the code, or opened a second time before they were closed. CommonMark's answer to these is one block that swallows
the rest of the document; what is wanted is where the author's code begins and ends. (It also saves a library's import.)
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal

from fixer.frozen import frozen, record
from fixer.lazy import pattern

Close = Literal["fence", "glued", "opener", "end", "file"]

MAX_FENCES = 10_000
MAX_INDENT = 200

_BACKTICKS = pattern(r"```+")
_MARKS = pattern(r"`{3,}|~{3,}")
_BEFORE_FENCE = pattern(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*$")
_BEFORE_QUOTED = pattern(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:>[ \t]*)+$")
_QUOTED_LINE = pattern(r"[ \t]*(?:> ?)*>")
_HEADING = pattern(r"^ {0,3}#{1,6}[ \t]+(\S.*)$|^(\*\*.+\*\*:?)[ \t]*$", re.MULTILINE)
_CODE_LINE = pattern(r"[ \t]|[}\])\"'-]|[\w:.]+[ \t]*:(?:[ \t]|$)")
_LINE_ENDS = pattern(r"[\r\n]*")
_MARKDOWN = frozenset({"markdown", "md", "mdx"})


@frozen
class Region:
    """A stretch of the document: the content of one fence, or the text between fences.

    ``close`` says how a fence ended: by a closing fence, by one glued to the last line of code, by another opening
    fence, or with the document; or that the region is a whole file. ``heading`` is the nearest heading above, ``lead``
    the line above the fence. ``margin`` stands before each of its lines and is none of the content.
    """

    start: int
    end: int
    fenced: bool
    info: str = ""
    close: Close = "fence"
    heading: str = ""
    lead: str = ""
    margin: str = ""


@record
class _Fence:
    mark: str
    indent: int
    info: str
    opened: int
    content: int

    @property
    def markdown(self) -> bool:
        return self.info.partition(" ")[0].lower() in _MARKDOWN


def regions(text: str) -> list[Region]:
    """All regions of a document in order. A fence of Markdown is not code: what it holds counts as document.

    After 10,000 fence marks the rest of the document is one region: nobody writes that many.
    """
    scanner = _Scanner(text)
    marks_in = _MARKS if "~~~" in text else _BACKTICKS
    for marks in islice(marks_in.finditer(text), MAX_FENCES):
        scanner.see(marks)
    return scanner.finish()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[_Fence] = []
        self.found: list[Region] = []
        self.outside = self.passed = 0
        self.heading = ""
        self.lead = ""

    def see(self, marks: re.Match[str]) -> None:
        text, mark = self.text, marks.group()
        line_start = text.rfind("\n", 0, marks.start()) + 1
        line_end = text.find("\n", marks.end())
        line_end = len(text) if line_end < 0 else line_end
        before, after = text[line_start : marks.start()], text[marks.end() : line_end].strip()
        if marks.start() < self.passed:
            return
        top = self.open[-1] if self.open else None
        content = min(line_end + 1, len(text))
        if ">" in before and (top is None or top.markdown) and self.quoted(line_start, before, mark, after, content):
            return
        if len(before) > MAX_INDENT or not _BEFORE_FENCE.match(before):
            if top and not after and not top.markdown and self.closes(top, mark) and "```" not in before:
                self.glued(marks.start(), content)
            return
        if mark[0] == "`" and "`" in after:
            return
        fence = _Fence(mark, len(before.expandtabs(4)), after, line_start, content)
        if top is None:
            self.begin(fence)
        elif not after and before.strip() == "":
            if self.closes(top, mark) and (top.markdown or fence.indent < top.indent + 4):
                self.end(line_start, content, "fence")
        elif top.markdown:
            self.begin(fence)
        elif after and self.closes(top, mark) and fence.indent < top.indent + 4:
            self.end(line_start, line_start, "opener")
            self.begin(fence)

    def quoted(self, opened: int, before: str, mark: str, info: str, content: int) -> bool:
        """A fence in a block quote, which ends with the quote at the latest. Whether it is one."""
        if len(before) > MAX_INDENT or "`" in info or not _BEFORE_QUOTED.match(before):
            return False
        text, pos, margin = self.text, content, ""
        close: Close = "end"
        while (line := _QUOTED_LINE.match(text, pos)) and pos < len(text):
            line_end = text.find("\n", pos) + 1 or len(text)
            said = text[line.end() : line_end].strip()
            if len(said) >= len(mark) and not said.strip(mark[0]):
                close = "fence"
                break
            if said and not margin:
                margin = line.group() + " " * text.startswith(" ", line.end())
            pos = line_end
        if not margin:
            return False
        self.prose(opened)
        self.found.append(Region(content, pos, True, info, close, self.heading, self.lead, margin))
        self.outside = self.passed = pos if close == "end" else text.find("\n", pos) + 1 or len(text)
        return True

    def closes(self, top: _Fence, mark: str) -> bool:
        return mark[0] == top.mark[0] and len(mark) >= len(top.mark)

    def glued(self, pos: int, content: int) -> None:
        """A fence at the end of a line of code closes the block unless code plainly goes on after it."""
        following = _LINE_ENDS.match(self.text, content)
        if following is None or not _CODE_LINE.match(self.text, following.end()):
            self.end(pos, content, "glued")

    def begin(self, fence: _Fence) -> None:
        self.prose(fence.opened)
        self.open.append(fence)
        self.outside = fence.content

    def prose(self, end: int) -> None:
        """Closes the region outside fences that ends here, and keeps what it says about the code that follows."""
        if end > self.outside:
            self.found.append(Region(self.outside, end, fenced=False, heading=self.heading))
            body = self.text[self.outside : end]
            headings = _HEADING.findall(body)
            if headings:
                self.heading = (headings[-1][0] or headings[-1][1]).strip()
            self.lead = body.rstrip().rpartition("\n")[2].strip()
        else:
            self.lead = ""

    def end(self, content_end: int, outside: int, close: Close) -> None:
        fence = self.open.pop()
        if fence.markdown:
            self.prose(content_end)
        else:
            region = Region(fence.content, content_end, True, fence.info, close, self.heading, self.lead)
            self.found.append(region)
        self.outside = outside

    def finish(self) -> list[Region]:
        while self.open:
            self.end(max(self.outside, len(self.text)), len(self.text), "end")
        self.prose(len(self.text))
        return self.found
