"""Which files of TypeScript a document holds, and which of them make up the stack; judged by text alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from fixer.frozen import frozen
from fixer.lazy import pattern
from fixer.read.document import Document
from fixer.read.markdown import Region, regions

SUFFIXES = frozenset({".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx"})
MAX_FILES = 100
MAX_HINT = 300
MUCH_SMALLER = 0.5

_LANGUAGES = frozenset({"ts", "typescript", "tsx", "mts"})
_NO_LANGUAGE = frozenset({"", "javascript", "js"})
_WORD = pattern(r"\w*")
_CDK = pattern(r"""(?:\bfrom\s*|\brequire\s*\(\s*|\bimport\s*)["'](?:aws-cdk-lib|@aws-cdk/|constructs["'])""")
_STACK = pattern(r"\bextends\s+(?:\w+\.)?(?:Nested)?(?:Stack|Stage|Construct)\b")
_TEST = pattern(
    r"""^[ \t]*(?:describe|test|it)(?:\.\w+)*\(|["'](?:aws-cdk-lib/assertions|@aws-cdk/assert(?:ions)?)["']""",
    re.MULTILINE,
)
_INDENTED = pattern(r"(?:[ \t]*\r?\n)*(?:[ \t]+\S|\})")
_NOT_LINE_END = pattern(r"[^\r\n]")
_TEST_NAME = pattern(r"\.(?:test|spec|d)\.\w+$|(?:^|/)(?:tests?|__tests__)/", re.IGNORECASE)
_FILE_LIKE = pattern(r"^[ \t]*(?:import\b|export\b|(?:abstract\s+)?class\s+\w)", re.MULTILINE)
_DECLARED = pattern(
    r"^[ \t]*export\s+(?:default\s+)?(?:abstract\s+)?(?:async\s+)?"
    r"(?:class|function|const|let|interface|type|enum)\s+(\w+)",
    re.MULTILINE,
)
_CLASS = pattern(r"^[ \t]*(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\s+(\w+)", re.MULTILINE)
_RELATIVE = pattern(r"""\bfrom\s*["'](\.[^"'\n]{0,200})["']""")
MAX_IMPORT = 2000
_NAME = pattern(r"\w+")
_APP = pattern(r"\bnew\s+(?:\w+\.)?App\s*\(")
_NEW = pattern(r"\bnew\s+[\w.]+\s*\(\s*[\w.]+\s*,")
_FILE_NAME = pattern(r"[\w./\\-]*\w\.(?:[mc]?ts|tsx)\b", re.IGNORECASE)
_FIRST_COMMENTS = pattern(r"\s*(?:#![^\n]*\n\s*)?(?:(?://[^\n]*\n|/\*(?:[^*]|\*(?!/)){0,600}\*/)\s*){1,3}")


@frozen
class SourceFile:
    """One file of TypeScript: the characters ``[start, end)`` of the text that it stands in.

    ``name`` is the file name that the document gives it; ``closed`` whether its code fence is closed; ``gaps`` what
    stands in between where a document explains a file piece by piece: prose, and the fences around it.
    """

    start: int
    end: int
    name: str | None = None
    closed: bool = True
    gaps: tuple[tuple[int, int], ...] = ()

    def moved(self, by: int) -> SourceFile:
        gaps = tuple((start + by, end + by) for start, end in self.gaps)
        return SourceFile(self.start + by, self.end + by, self.name, self.closed, gaps)

    def code(self, text: str) -> str:
        """The file's code, ``start`` its first character; what does not belong to it is blank."""
        if not self.gaps:
            return text[self.start : self.end]
        parts: list[str] = []
        done = self.start
        for start, end in self.gaps:
            parts += (text[done:start], _NOT_LINE_END.sub(" ", text[start:end]))
            done = end
        return "".join((*parts, text[done : self.end]))


def is_bare(document: Document) -> bool:
    """Whether the whole document is one file of TypeScript, by its name."""
    return PurePath(document.path).suffix.lower() in SUFFIXES


def looks_like(document: Document) -> bool:
    """Whether a document holds a stack of the CDK in TypeScript. Cheap: nothing is parsed."""
    text = document.text
    if "cdk" not in text and "Construct" not in text:
        return False
    return any(_is_infrastructure(text, file) for file in _files(document))


def source_files(document: Document) -> tuple[SourceFile, ...]:
    """The files that make up the stack of a document, in the order of the text; of several versions the last whole one.

    A file counts that imports the CDK, or that such a file imports. Tests, handlers of functions and snippets do not.
    """
    text = document.text
    found = _last_versions(text, list(_files(document)))
    wanted = [file for file in found if _is_infrastructure(text, file)]
    others = [file for file in found if file not in wanted]
    names = {wanted_name for file in wanted for wanted_name in _imported(text, file)}
    while others:
        more = [file for file in others if _provides(text, file) & names]
        if not more:
            break
        wanted += more
        others = [file for file in others if file not in more]
        names = {name for file in more for name in _imported(text, file)}
    return tuple(sorted(wanted, key=lambda file: file.start))


def _files(document: Document) -> Iterator[SourceFile]:
    """Everything in a document that looks like a file of TypeScript and is no test."""
    text = document.text
    if is_bare(document):
        yield SourceFile(0, len(text), PurePath(document.path).name)
        return
    found: list[SourceFile] = []
    for region in regions(text):
        if not region.fenced or not _is_typescript(text, region):
            continue
        if _FILE_LIKE.search(text, region.start, region.end):
            found.append(SourceFile(region.start, region.end, _name(text, region), region.close in ("fence", "glued")))
        elif found and _goes_on(text, found[-1], region):
            last = found[-1]
            gaps = (*last.gaps, (last.end, region.start))
            found[-1] = SourceFile(last.start, region.end, last.name, region.close in ("fence", "glued"), gaps)
        if len(found) == MAX_FILES:
            break
    yield from (file for file in found if not _is_test(text, file))


def _goes_on(text: str, file: SourceFile, region: Region) -> bool:
    """Whether a fence is the next piece of a file that the one before it left off in the middle of a block."""
    last = text.rfind("\n", 0, _content_end(text, file)) + 1
    return text[last] in " \t" and (_INDENTED.match(text, region.start, region.end) is not None)


def _content_end(text: str, file: SourceFile) -> int:
    end = file.end
    while end > file.start and text[end - 1].isspace():
        end -= 1
    return end


def _is_typescript(text: str, region: Region) -> bool:
    word = _WORD.match(region.info)
    language = word.group().lower() if word else ""
    if language in _LANGUAGES:
        return True
    return language in _NO_LANGUAGE and _CDK.search(text, region.start, region.end) is not None


def _name(text: str, region: Region) -> str | None:
    comments = _FIRST_COMMENTS.match(text, region.start, region.end)
    for place in (region.info, comments.group() if comments else "", region.lead, region.heading):
        found = _FILE_NAME.search(place[:MAX_HINT])
        if found:
            return found.group().replace("\\", "/").removeprefix("./")
    return None


def _is_test(text: str, file: SourceFile) -> bool:
    if file.name and _TEST_NAME.search(file.name):
        return True
    return _TEST.search(text, file.start, file.end) is not None


def _is_infrastructure(text: str, file: SourceFile) -> bool:
    return any(sign.search(text, file.start, file.end) is not None for sign in (_CDK, _STACK))


def _imported(text: str, file: SourceFile) -> set[str]:
    """What a file imports from files beside it: the names, and the stems of the files."""
    names = set()
    for found in _RELATIVE.finditer(text, file.start, file.end):
        begin = text.rfind("import", max(file.start, found.start() - MAX_IMPORT), found.start())
        if begin >= 0:
            names |= set(_NAME.findall(text, begin, found.start())) - {"import", "type", "as"}
        names.add("/" + PurePath(found[1]).name.lower())
    return names


def _provides(text: str, file: SourceFile) -> set[str]:
    names = {found[1] for found in _DECLARED.finditer(text, file.start, file.end)}
    return names | ({"/" + PurePath(file.name).stem.lower()} if file.name else set())


def _last_versions(text: str, files: Sequence[SourceFile]) -> list[SourceFile]:
    """Of the files of one name, of one class or that make the app, the last that is not a mere part of another."""
    groups: list[list[SourceFile]] = []
    marks: list[set[str]] = []
    for file in files:
        own = _marks(text, file)
        known = next((number for number, theirs in enumerate(marks) if own & theirs), None)
        if known is None:
            groups.append([file])
            marks.append(own)
        else:
            groups[known].append(file)
            marks[known] |= own
    return [_last_complete(text, group) for group in groups]


def _marks(text: str, file: SourceFile) -> set[str]:
    marks = {found[1] for found in _CLASS.finditer(text, file.start, file.end)}
    if not marks:
        marks = {found[1] for found in _DECLARED.finditer(text, file.start, file.end)}
    if not marks and _APP.search(text, file.start, file.end):
        marks = {"/app"}
    return marks | ({"/" + PurePath(file.name).name.lower()} if file.name else set())


def _last_complete(text: str, versions: Sequence[SourceFile]) -> SourceFile:
    if len(versions) == 1:
        return versions[0]
    sizes = [len(_NEW.findall(text, file.start, file.end)) * 1000 + file.end - file.start for file in versions]
    most = max(sizes)
    return [file for file, size in zip(versions, sizes, strict=True) if size >= most * MUCH_SMALLER][-1]
