"""Why a text could not be read, in words that say what to do."""

from __future__ import annotations

import re
from itertools import islice

from fixer.errors import FixerError
from fixer.lazy import pattern
from fixer.read.document import Document
from fixer.read.source import Source, fragments
from fixer.read.text_error import TextError

NOT_WHOLE = "no whole CloudFormation template"

_VERSION = pattern(r"^(.*?)[\"']?AWSTemplateFormatVersion[\"']?[ \t]*:", re.MULTILINE)
_TRIVIA = pattern(r"(?>(?:\s++|#[^\n]*+)*)")
_PLACEHOLDER = pattern(r"[\s,]*(?:\.\.\.|…)")
_REMARK = pattern(r"(?://|#|/\*|--|<!--)[ \t]*(?:\.\.\.|…|.*(?:\bomitted\b|\bunchanged\b|\.\.\.|…))")
_CURLY = pattern("[“”„‟]")
_INDENTED_LINE = pattern(r"^(?:Type|Properties)[ \t]*:", re.MULTILINE)


def explain(source: Source, error: TextError) -> FixerError:
    """The ``FixerError`` for a source that cannot be parsed; the offset of ``error`` is in the source's text."""
    text = source.text
    cause, hint = error.cause, error.hint
    what = f"the {source.format.upper()} template cannot be read"
    at_end = _TRIVIA.fullmatch(text, error.offset) is not None or "text ends" in cause
    if left_out := _left_out(text, error.offset):
        what, cause = "the template is only a sketch", f"{left_out!r} stands where a part of it should be"
        hint = "give the whole template"
    elif _PLACEHOLDER.match(text, error.offset):
        what, cause = "the template is only a sketch", "a placeholder '...' stands where a value should be"
        hint = "give the whole template"
    elif lost := flattened(source):
        return lost
    elif at_end:
        what, hint = f"the {source.format.upper()} template is cut off", "give the whole template"
    elif _CURLY.search(_line(text, error.offset)):
        hint = 'write straight quotes (") around names and values, not curly ones'
    place = min(error.offset, len(text.rstrip()))
    return source.document.error(source.start + place, what, cause, hint or "correct the text at this place")


def _line(text: str, offset: int) -> str:
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    return text[start : end if end >= 0 else len(text)].strip()


def _left_out(text: str, offset: int) -> str | None:
    """The remark in the line at ``offset``, or in the one before, which says that something is not written out."""
    above = text.rfind("\n", 0, offset)
    before = _line(text, above) if above > 0 else ""
    # What is a comment to the parser is no cause of an error below it.
    lines = [_line(text, offset), "" if before.startswith("#") else before]
    return next((line[:60] for line in lines if _REMARK.match(line)), None)


def flattened(source: Source) -> FixerError | None:
    """The error for a template in which lines are not indented that must be; ``None`` if it is not one."""
    # Without its indentation an unfenced template looks like prose and seems to end early.
    end = source.end if source.fenced else len(source.document.text)
    lines = list(islice(_INDENTED_LINE.finditer(source.document.text, source.start, end), 2))
    if source.format == "json" or len(lines) < 2:
        return None
    cause, hint = "the indentation of the YAML is lost", "restore the indentation: it cannot be guessed"
    return source.document.error(lines[0].start(), "the YAML template cannot be read", cause, hint)


def no_template(document: Document) -> FixerError:
    """Why a document holds nothing that even looks like a template."""
    what = "no CloudFormation template found"
    for version in _VERSION.finditer(document.text):
        if any(character.isalpha() for character in version[1]):
            cause = "a template begins in the middle of a line of text: two documents are interleaved here"
            return document.error(version.end(1), what, cause, "give the document as it was before they were mixed")
    parts = list(fragments(document))
    if parts:
        some = "1 code block" if len(parts) == 1 else f"{len(parts)} code blocks"
        cause = f"only parts of a template are there: {some} without a Resources section"
        return document.error(parts[0].start, what, cause, "give a document that holds the whole template")
    cause = "nothing in it has a Resources section"
    return FixerError(what, document.path, cause=cause, hint="give a document that holds a JSON or YAML template")
