"""What a patch is applied to: any JSON or YAML document, or the template inside a Markdown document."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.read import json_tree
from fixer.read.candidates import Read, candidates
from fixer.read.choose import choose_one
from fixer.read.data import to_data
from fixer.read.document import Document
from fixer.read.source import Format, is_bare
from fixer.read.template import Template
from fixer.read.text_error import TextError

_MARKDOWN = (".md", ".markdown", ".mdx")
_REST = re.compile(r"(?>(?:\s++|//[^\r\n]*+|/\*(?>(?:[^*]|\*(?!/))*)\*/)*)")


@frozen
class Editable:
    """``text`` reads as ``data`` and takes the place of the characters ``[start, end)`` of the document.

    ``repairs`` were needed before it could be read. ``template`` is what was read, where it was one.
    """

    document: Document
    start: int
    end: int
    text: str
    format: Format
    data: Any
    repairs: tuple[str, ...] = ()
    template: Template | None = None

    @property
    def line(self) -> int:
        """Where it begins in the document, from 1."""
        return self.document.position(self.start)[0]

    def within(self, text: str) -> str:
        """The whole document with ``text`` in place of what was read."""
        return self.document.text[: self.start] + self.written(text) + self.document.text[self.end :]

    def written(self, text: str) -> str:
        """``text`` as it stands in the document in the place of what was read."""
        return self.template.source.written(text) if self.template else text


def read_editable(document: Document, line: int | None = None, read: Read = candidates) -> Editable:
    """The one value of a JSON or YAML file, whatever it is about; else the template in it. Raises ``FixerError``.

    A file that cannot be read as it stands is read as a template is: with the repairs that are certain. ``line`` is
    where the template begins, if that is known; it matters where a document holds several. ``read`` says what templates
    the document offers.
    """
    bare = is_bare(document)
    failure: FixerError | None = None
    if not bare:
        try:
            return _template(document, line, read)
        except FixerError as error:
            if PurePath(document.path).suffix.lower() in _MARKDOWN:
                raise
            failure = error
    try:
        return _value(document)
    except TextError as error:
        failure = failure or document.error(error.offset, "cannot be read", error.cause, error.hint)
    if bare:
        try:
            return _template(document, line, read)
        except FixerError:
            raise failure from None
    raise failure


def _value(document: Document) -> Editable:
    text = document.text
    strict = PurePath(document.path).suffix.lower() == ".json"
    if strict or text.lstrip()[:1] in ("{", "["):
        try:
            return _json(document)
        except TextError:
            # A flow collection of YAML begins like JSON.
            if strict:
                raise
    from fixer.read.yaml_tree import parse_all

    roots = parse_all(text)
    if len(roots) != 1:
        second = roots[1].start if roots else 0
        raise TextError(second, "the file holds several YAML documents" if roots else "the file holds no value")
    return Editable(document, 0, len(text), text, "yaml", to_data(roots[0], json=False))


def _json(document: Document) -> Editable:
    text = document.text
    found = json_tree.parse(text)
    rest = _REST.match(text, found.end)
    if rest is None or rest.end() < len(text):
        raise TextError(rest.end() if rest else found.end, "something follows the JSON value")
    return Editable(document, 0, len(text), text, "json", to_data(found.root, json=True))


def _template(document: Document, line: int | None, read: Read) -> Editable:
    offered = read(document)
    found = next((one for one in offered.whole if one.source.line == line), None) or choose_one(offered)
    source = found.source
    repairs = tuple(map(str, found.repairs))
    return Editable(document, source.start, source.end, found.text, found.format, found.data, repairs, found)
