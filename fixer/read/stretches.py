"""Which stretches of a document's regions may hold templates: code in one of their languages, in a list, in HTML, …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fixer.lazy import pattern
from fixer.read.markdown import Region

PREFORMATTED = "html"
_SHELLS = frozenset({"bash", "sh", "shell", "console", "zsh"})
_OTHER_LANGUAGES = _SHELLS | {
    "python", "py", "powershell", "typescript", "ts", "tsx", "javascript", "js", "jsx", "go", "java", "csharp", "ruby",
    "rust", "hcl", "terraform", "dockerfile", "docker", "diff", "html", "css", "sql", "toml", "ini", "xml", "make",
    "makefile", "mermaid", "http", "csv",
}  # fmt: skip
_LANGUAGE = pattern(r"\w*")
_INVISIBLE = "\u200b\u2060\ufeff"
_INDENT = pattern(r"[ \t]*")
_CODE = pattern(r"(?: {4}|\t|[ \t]*\r?(?:\n|\Z))")
_YAML_MARK = pattern(r"^[ \t]+(?:---|\.\.\.)(?=\s|$)", re.MULTILINE)
# A quoted name with something behind it is JSON's.
_SECTION = pattern(
    r"^(?: {4}|\t)[ \t]*(?:(?:AWSTemplateFormatVersion|Resources)[ \t]*:(?=\s|$)|"
    r"([\"'])Resources\1:[ \t]*(?:#.*)?\r?$)",
    re.MULTILINE,
)
_TOP_SECTION = pattern(r"^(?:AWSTemplateFormatVersion|Resources)[ \t]*:(?=\s|$)", re.MULTILINE)
_PRE = pattern(r"<pre\b[^>]{0,200}>\s*?(?:<code\b[^>]{0,200}>)?(?:\r?\n)?")
_PRE_END = pattern(r"(?:</code>\s*)?</pre>")
_HEREDOC = pattern(r"^([^\n]{0,300})<<-?[ \t]*[\"']?(\w{1,40})[\"']?[^\n]{0,300}\n", re.MULTILINE)
_DIFF_HEAD = pattern(r"(?>(?:(?:diff |index |new file |--- |\+\+\+ |@@)[^\n]*+\n)*)")
_DIFF_NAME = pattern(r"^\+\+\+ (?:b/)?([^\n]*)", re.MULTILINE)


def inside(text: str, region: Region) -> Iterator[Region]:
    """What of a region may hold templates, in order."""
    if not region.fenced:
        yield from _unfenced(text, region)
        return
    language = _language(region.info)
    if language in _SHELLS:
        yield from _written_files(text, region)
    elif language == "diff":
        yield from _new_file(text, region)
    elif language not in _OTHER_LANGUAGES:
        yield _without_indent(text, _visible(text, region))


def _language(info: str) -> str:
    """The language that a fence names: the first word of its info string."""
    word = _LANGUAGE.match(info)
    return word.group().lower() if word else ""


def _visible(text: str, region: Region) -> Region:
    """The region from its first character that has a width."""
    start = region.start
    while start < region.end and text[start] in _INVISIBLE:
        start += 1
    return replace(region, start=start) if start > region.start else region


def _without_indent(text: str, region: Region) -> Region:
    """The region with its indentation as margin, where YAML cannot be read with it: tabs, marks of documents."""
    indent = _INDENT.match(text, region.start)
    if indent is None or not indent.group() or region.margin:
        return region
    code = text[region.start : region.end]
    if "\t" not in indent.group() and not _YAML_MARK.search(code):
        return region
    lines = [line for line in code.splitlines() if line.strip()]
    return replace(region, margin=indent.group()) if all(x.startswith(indent.group()) for x in lines) else region


def _unfenced(text: str, region: Region) -> Iterator[Region]:
    """Between fences: blocks of preformatted text in HTML, blocks of code that an indentation marks, and prose."""
    pos = region.start
    while opened := _PRE.search(text, pos, region.end):
        closed = _PRE_END.search(text, opened.end(), region.end)
        if closed is None:
            break
        yield from _indented(text, replace(region, start=pos, end=opened.start()))
        yield replace(region, start=opened.end(), end=closed.start(), fenced=True, info=PREFORMATTED)
        pos = closed.end()
    yield from _indented(text, replace(region, start=pos) if pos > region.start else region)


def _indented(text: str, region: Region) -> Iterator[Region]:
    """A stretch of prose, or the block of code in it that holds a template in YAML."""
    section = _SECTION.search(text, region.start, region.end)
    if section is None or _TOP_SECTION.search(text, region.start, region.end):
        yield region
        return
    start = end = section.start()
    while start > region.start and _is_code(
        text, line := text.rfind("\n", region.start, start - 1) + 1 or region.start
    ):
        start = line
    while end < region.end and _is_code(text, end):
        end = text.find("\n", end, region.end) + 1 or region.end
    indent = _INDENT.match(text, start + len(text[start:end]) - len(text[start:end].lstrip("\r\n")))
    if start > region.start:
        yield replace(region, end=start)
    yield replace(region, start=start, end=end, fenced=True, margin=indent.group() if indent else "")
    if end < region.end:
        yield replace(region, start=end)


def _is_code(text: str, line: int) -> bool:
    """Whether a line of Markdown is indented as code is, or empty."""
    return _CODE.match(text, line) is not None


def _written_files(text: str, region: Region) -> Iterator[Region]:
    """The files that a shell script writes: ``cat > template.yaml <<'EOF'``."""
    pos = region.start
    while opened := _HEREDOC.search(text, pos, region.end):
        closed = pattern(rf"^[ \t]*{opened[2]}[ \t]*\r?$", re.MULTILINE).search(text, opened.end(), region.end)
        if closed is None:
            return
        yield replace(region, start=opened.end(), end=closed.start(), info="", close="fence", lead=opened[1])
        pos = closed.end()


def _new_file(text: str, region: Region) -> Iterator[Region]:
    """The file that a diff makes: every line of it is new."""
    head = _DIFF_HEAD.match(text, region.start, region.end)
    start = head.end() if head else region.start
    lines = text[start : region.end].splitlines()
    if not region.margin and lines and all(line.startswith("+") for line in lines if line.strip()):
        name = _DIFF_NAME.search(text, region.start, start)
        yield replace(region, start=start, info="", lead=name[1] if name else region.lead, margin="+")
