"""Why a text could not be read, in words that say what to do."""

from __future__ import annotations

import re

from fixer.errors import FixerError
from fixer.read.source import Source
from fixer.read.text_error import TextError

_PLACEHOLDER = re.compile(r"[\s,]*(?:\.\.\.|…)")
_RESOURCE_TYPE_LINE = re.compile(r"^(?:Type|Properties)[ \t]*:", re.MULTILINE)


def explain(source: Source, error: TextError) -> FixerError:
    """The ``FixerError`` for a source that cannot be parsed; the offset of ``error`` is in the source's text."""
    text = source.text
    cause, hint = error.cause, error.hint
    what = f"the {source.format.upper()} template cannot be read"
    at_end = not text[error.offset :].strip() or "text ends" in cause
    if _PLACEHOLDER.match(text, error.offset):
        what, cause = "the template is only a sketch", "a placeholder '...' stands where a value should be"
        hint = "give the whole template"
    elif source.format == "yaml" and _flattened(text):
        cause, hint = "the indentation of the YAML is lost", "restore the indentation; it cannot be guessed"
    elif at_end:
        what, hint = f"the {source.format.upper()} template is cut off", "give the whole template"
    return source.document.error(source.start + error.offset, what, cause, hint or "correct the text at this place")


def _flattened(text: str) -> bool:
    """Whether lines that must be indented in every template are not."""
    return len(_RESOURCE_TYPE_LINE.findall(text)) > 1
