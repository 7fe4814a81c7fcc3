"""Where the templates in a document are, judged by text alone; whether they can be read is for ``template`` to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import PurePath

from fixer.frozen import frozen
from fixer.lazy import pattern
from fixer.read.document import Document
from fixer.read.entities import unescaped
from fixer.read.margin import marked, without
from fixer.read.markdown import Region, regions

Format = str
"""``json`` or ``yaml``; a template of another dialect has the name that code fences give its language."""

SECTIONS = (
    "AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Rules", "Mappings", "Conditions", "Transform",
    "Resources", "Outputs", "Hooks", "Globals",
)  # fmt: skip
MAX_SECTIONS = 100
MAX_HINT = 300
BARE_SUFFIXES = frozenset({".json", ".yaml", ".yml", ".template"})

_NAMES = "|".join(SECTIONS)
_FENCE_LINE = pattern(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_JSON_START = pattern(
    r"(?>(?:\s++|//[^\n]*+|/\*(?>(?:[^*]|\*(?!/))*)\*/)*)(\{)(?=[\s\u200b\u2060\ufeff]*(?:[\"/}.“”]|\\|&quot;|\Z))"
)
_JSON_TEMPLATE_START = pattern(
    rf"(\{{)(?=[\s\u200b\u2060\ufeff]*(?:\\*\"|&quot;|[“”])(?:{_NAMES})(?:\\*\"|&quot;|[“”])\s*:)"
)
_YAML_SECTION = pattern(rf"^([ \t]*)[\"']?(?:{_NAMES})[\"']?[ \t]*:(?=[ \t]|\r?$)", re.MULTILINE)
_YAML_TOP = pattern(r"^[ \t]*[\"']?(?:AWSTemplateFormatVersion|Resources)[\"']?[ \t]*:(?=[ \t]|\r?$)", re.MULTILINE)
_YAML_VERSION = pattern(r"^[ \t]*[\"']?AWSTemplateFormatVersion[\"']?[ \t]*:", re.MULTILINE)
_YAML_SPLIT = pattern(r"^---(?=[ \t]|\r?$)[^\n]*\n?", re.MULTILINE)
_YAML_DOCUMENT = pattern(r"^---(?=[ \t]|\r?$)[^\n]*\n(?>(?:[ \t]*+(?:#[^\n]*+)?\r?\n)*)(?!---)[^\n]", re.MULTILINE)
_YAML_TRIVIA = pattern(r"(?>(?:[ \t]*+(?:#[^\n]*+)?\r?\n|---[^\n]*+\n|%[^\n]*+\n)*)")
_YAML_LINE = pattern(
    rf"(?!\]\]>)[ \t\r\n#\]}})\"']|---(?:\s|$)|(?:{_NAMES}|Fn::Transform)[ \t]*:(?:\s|$)|\.\.\.[ \t]*(?:\r?\n|$)"
)
_YAML_KEY = pattern(r"\S*:(?=\s)")
_FILE_NAME = pattern(r"[\w./\\-]*\w\.(?:json|ya?ml|template)\b", re.IGNORECASE)
_SECTION_BODY = pattern(r"(?>(?:[ \t]*+(?:#[^\n]*+)?\r?\n)+)[ \t]+[^\s#]")
_RESOURCE_TYPE = pattern(r"\bType[\"']?[ \t]*:[ \t]*[\"']?(?:AWS::|Custom::)\w")
_ENCODED_TYPE = pattern(r"\bType[\"']?[ \t]*:[ \t]*[\"']?(?:AWS::SSM::Parameter::Value|List)&lt;[\w:]+&gt;")
_FIRST_COMMENTS = pattern(r"\s*(?:(?:#|//)[^\n]*\n\s*){1,3}")


@frozen
class Repair:
    """Something that was put right, or left out, before the text could be read; line and column in the user's file."""

    line: int
    column: int
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}"


@frozen
class Source:
    """One template in a document. ``start`` and ``end`` are character offsets in ``document.text``.

    ``name`` is the file name that the document gives it; ``line`` is where it begins, from 1; ``fenced`` whether it is
    the content of a code fence (or a file of its own), ``closed`` whether that fence is closed,
    ``encoded`` whether the names of its sections are written with HTML entities, ``margin`` what stands before every
    line but the first and is none of it: in the document, not in the template.
    """

    document: Document
    start: int
    end: int
    format: Format
    name: str | None = None
    fenced: bool = False
    closed: bool = False
    encoded: bool = False
    margin: str = ""
    repairs: tuple[Repair, ...] = ()

    @property
    def text(self) -> str:
        return self.document.text[self.start : self.end]

    @property
    def line(self) -> int:
        return self.document.position(self.start)[0]

    def written(self, text: str) -> str:
        """A template's text as it stands in the document in this one's place."""
        return marked(text, self.margin)

    def until(self, end: int) -> Source:
        """The same source, ending earlier; ``end`` is an offset in its text."""
        return replace(self, end=self.start + end)

    def repaired(self, *repairs: tuple[int, str]) -> Source:
        """The same source with more repairs, given by offset in its text."""
        found = tuple(Repair(*self.document.position(self.start + offset), what) for offset, what in repairs)
        return replace(self, repairs=(*self.repairs, *found))


def takes(document: Document, start: int, end: int, text: str) -> bool:
    """Whether ``text`` can stand in the place of the characters ``[start, end)``: no line of it closes their fence."""
    old = document.text[start:end]
    if is_bare(document) or all(text.count(mark) <= old.count(mark) for mark in ("```", "~~~")):
        return True
    whole = document.text[:start] + text + document.text[end:]
    return _region_end(whole, start) == _region_end(document.text, start) + len(text) - len(old)


def _region_end(text: str, offset: int) -> int:
    return next((region.end for region in regions(text) if region.start <= offset < region.end), len(text))


def is_bare(document: Document) -> bool:
    """Whether the whole file is one template, by its name; what looks like a fence may be a line of a value in it."""
    if PurePath(document.path).suffix.lower() not in BARE_SUFFIXES:
        return False
    fence = _FENCE_LINE.search(document.text)
    if fence is None:
        return True
    return fence.group()[0].isspace() and _YAML_SECTION.search(document.text, 0, fence.start()) is not None


def candidate_regions(document: Document) -> list[Region]:
    """The stretches of a document in which templates may stand."""
    if is_bare(document):
        return [Region(0, len(document.text), fenced=True, info=PurePath(document.path).name, close="file")]
    from fixer.read.stretches import inside

    return [stretch for region in regions(document.text) for stretch in inside(document.text, region)]


def first_source(document: Document, region: Region, start: int, decoded: bool = False) -> Source | None:
    """The first template at or after ``start`` in a region, reaching as far as it may; ``None`` if there is none.

    In prose a template must begin like one; in a fence anything that has a section of a template counts. ``decoded``:
    the HTML entities of the text were decoded already.
    """
    text = document.text
    if region.margin or (region.fenced and region.start and text[region.start - 1] not in "\r\n"):
        return _behind_margin(document, region, start)
    if all(text.find(word, start, region.end) < 0 for word in ("Resources", "AWSTemplateFormatVersion")):
        return None if decoded else _encoded(document, region, start)
    json_at = _json_start(text, region, start)
    yaml_at = _yaml_start(text, region, start)
    if json_at is not None and (yaml_at is None or json_at <= yaml_at or _only_comments(text, yaml_at, json_at)):
        return _finished(Source(document, json_at, region.end, "json", fenced=region.fenced), region)
    if yaml_at is None:
        return None if decoded else _encoded(document, region, start)
    end = _yaml_end(text, region, yaml_at)
    source = _finished(Source(document, yaml_at, end, "yaml", fenced=region.fenced), region)
    if region.fenced and (_other_document(text, region.start, yaml_at) or _YAML_DOCUMENT.match(text, end)):
        return source.repaired((0, "one of several YAML documents: the others left out"))
    return source


def _other_document(text: str, start: int, end: int) -> bool:
    """Whether another YAML document with something in it ends before ``end``."""
    trivia = _YAML_TRIVIA.match(text, start, end)
    return _YAML_SPLIT.search(text, trivia.end() if trivia else start, end) is not None


def _behind_margin(document: Document, region: Region, start: int) -> Source | None:
    """The first template in a region that does not begin with a line, or whose lines have a margin.

    What follows that one in the region is not looked at.
    """
    plain = without(document.text[region.start : region.end], region.margin)
    inside = replace(region, start=0, end=len(plain.text), margin="")
    found = first_source(Document(document.path, plain.text), inside, 0) if start == region.start else None
    if found is None:
        return None
    end = region.end if found.end == len(plain.text) else region.start + plain.original(found.end - 1) + 1
    begin = region.start + plain.original(found.start)
    source = Source(document, begin, end, found.format, fenced=True, encoded=found.encoded, margin=region.margin)
    return _finished(source, region)


def _encoded(document: Document, region: Region, start: int) -> Source | None:
    """A fence whose section names show only once its HTML entities are decoded."""
    if not region.fenced or all(document.text.find(mark, start, region.end) < 0 for mark in ("&#", "&quot;")):
        return None
    plain = unescaped(document.text[start : region.end])
    inside = Region(0, len(plain), fenced=True)
    shown = Document(document.path, plain)
    found = first_source(shown, inside, 0, decoded=True) if plain != document.text[start : region.end] else None
    if found is None:
        return None
    return _finished(Source(document, start, region.end, found.format, fenced=True, encoded=True), region)


def whole_file(document: Document) -> Source | None:
    """A file that is a template by its name, whatever it holds."""
    if not is_bare(document):
        return None
    text = document.text
    begins = _JSON_START.match(text)
    if begins or PurePath(document.path).suffix.lower() == ".json":
        start = begins.start(1) if begins else len(text) - len(text.lstrip())
        return Source(document, start, len(text), "json", fenced=True)
    return Source(document, 0, len(text), "yaml", fenced=True)


def fragments(document: Document) -> Iterator[Source]:
    """Fences that hold resources, but no section of a template."""
    for region in candidate_regions(document):
        body = document.text[region.start : region.end]
        if region.fenced and _RESOURCE_TYPE.search(body):
            yield Source(document, region.start, region.end, "json" if body.lstrip()[:1] in '{["' else "yaml")


def _json_start(text: str, region: Region, start: int) -> int | None:
    if region.fenced:
        first = _JSON_START.match(text, start, region.end)
        if first:
            return first.start(1)
    found = _JSON_TEMPLATE_START.search(text, start, region.end)
    return found.start(1) if found else None


def _only_comments(text: str, start: int, end: int) -> bool:
    """Whether nothing but space and comments, as JSON may have them, stands before a brace."""
    found = _JSON_START.match(text, start)
    return found is not None and found.start(1) == end


def _yaml_start(text: str, region: Region, start: int) -> int | None:
    if not _YAML_TOP.search(text, start, region.end):
        return None
    if not region.fenced:
        section = _unfenced_start(text, region, start)
        return section.start() if section else None
    split = _YAML_SPLIT.match(text, start) if start > region.start else None
    start = split.end() if split else start
    trivia = _YAML_TRIVIA.match(text, start, region.end)
    if region.close == "file" or (trivia and _is_yaml(text, trivia.end())):
        return start
    section = _YAML_SECTION.search(text, start, region.end)
    return section.start() if section else None


def _unfenced_start(text: str, region: Region, start: int) -> re.Match[str] | None:
    """In prose ``Description: this …`` is a sentence: only a version or a section with content is certain.

    A template begins with it, or with the first section above it that no prose parts from it.
    """
    sections = [x for x in islice(_YAML_SECTION.finditer(text, start, region.end), MAX_SECTIONS) if not x.group(1)]
    for index, section in enumerate(sections):
        if "Version" in section.group() or _SECTION_BODY.match(text, section.end()):
            above = (x for x in sections[:index] if _prose_start(text, x.start(), section.start()) == section.start())
            return next(above, section)
    return None


def _yaml_end(text: str, region: Region, start: int) -> int:
    """Where a YAML template must end at the latest: at the next document, the next template, or (unfenced) at prose."""
    head = _YAML_TRIVIA.match(text, start, region.end)
    first = _YAML_VERSION.search(text, start, region.end)
    search_from = max(head.end() if head else start, start + 1)
    end = region.end
    split = _YAML_SPLIT.search(text, search_from, end)
    if split:
        end = split.start()
    if first:
        indent = first.group().partition("A")[0].strip("\"'")
        for again in _YAML_VERSION.finditer(text, first.end(), end):
            if again.group().startswith(indent) and not again.group()[len(indent)].isspace():
                end = again.start()
                break
    return end if region.fenced else _prose_start(text, start, end)


def _prose_start(text: str, start: int, end: int) -> int:
    """Where prose begins: after the last line of content before the first line that is neither indented nor YAML."""
    pos = content_end = start
    listing = False
    while pos < end:
        first = text[pos]
        if not (_is_yaml(text, pos) or (listing and first == "-")):
            return content_end
        if not first.isspace() and first not in "#-":
            listing = text.startswith("Transform", pos)
        line_end = text.find("\n", pos, end)
        line_end = end if line_end < 0 else line_end + 1
        if first != "#" and text[pos:line_end].strip():
            content_end = line_end
        pos = line_end
    return end


def _is_yaml(text: str, pos: int) -> bool:
    """Whether the line at ``pos`` can be part of a template.

    A key with indented content below it can, whatever its name; ``Note: …`` is a sentence.
    """
    if _YAML_LINE.match(text, pos):
        return True
    key = _YAML_KEY.match(text, pos)
    return key is not None and _SECTION_BODY.match(text, key.end()) is not None


def prose_start(text: str) -> int | None:
    """Where prose follows a YAML template, if nothing that looks like more of a template comes after it."""
    end = _prose_start(text, 0, len(text))
    more = _YAML_SECTION.search(text, end) or _RESOURCE_TYPE.search(text, end)
    return end if 0 < end < len(text) and not more else None


def _finished(source: Source, region: Region) -> Source:
    """Adds the file name that the document gives, and what was wrong with the fence."""
    text = source.document.text
    comments = _FIRST_COMMENTS.match(text, region.start, region.end)
    places = (region.heading, region.lead, region.info, comments.group() if comments else "")
    name = next((found for place in places if (found := _file_name(place, source.format))), None)
    whole = region.fenced and source.end == region.end
    source = replace(source, name=name, closed=whole and region.close in ("fence", "glued"))
    if region.fenced and not source.encoded and _is_encoded(source, region):
        source = replace(source, encoded=True)
    if not whole or region.close in ("fence", "file"):
        return source
    size = source.end - source.start
    what = {
        "glued": (size, "the closing fence stands on the last line of the code"),
        "opener": (0, "the code fence is not closed before the next one opens"),
        "end": (0, "the code fence is never closed: read to the end of the document"),
    }[region.close]
    return source.repaired(what)


def _is_encoded(source: Source, region: Region) -> bool:
    """Whether entities in a template can be no text of its own: it stands in HTML, or a type is written with them."""
    if source.document.text.find("&", source.start, source.end) < 0:
        return False
    from fixer.read.stretches import PREFORMATTED

    if region.info == PREFORMATTED:
        return unescaped(source.text) != source.text
    text = source.document.text
    return text.find("&lt;", source.start, source.end) >= 0 and bool(
        _ENCODED_TYPE.search(text, source.start, source.end)
    )


def _file_name(place: str, format: Format) -> str | None:
    for found in _FILE_NAME.finditer(place[:MAX_HINT]):
        name = found.group().replace("\\", "/").removeprefix("./")
        suffix = PurePath(name).suffix.lower()
        if suffix == ".template" or (suffix == ".json") == (format == "json"):
            return name
    return None
