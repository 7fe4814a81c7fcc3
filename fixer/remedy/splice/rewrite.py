"""Edits a text so that it reads as other data, and proves it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fixer import pointer as pointers
from fixer.lazy import pattern
from fixer.read import json_tree, straight
from fixer.read.data import to_data
from fixer.read.nodes import Node
from fixer.read.text_error import TextError
from fixer.remedy.splice.refused import Refused
from fixer.remedy.splice.rewriter import Rewriter
from fixer.remedy.splice.same import first_difference, same

Format = str

_BOM = "\ufeff"
# How many shared values are taken apart for one edit.
_MAX_ANCHORS = 50
_ALIAS = pattern(r"\*([^\s,\[\]{}]+)")
_NO_ANCHOR = pattern(r"the alias \*(\S+) has no anchor before it")
_TOO_DEEP = "values are nested too deeply"


def rewrite(text: str, fmt: Format, new_data: Any, renames: Mapping[str, str] | None = None) -> str:
    """``text`` with the fewest edits after which it reads as ``new_data`` (types compared strictly).

    ``renames`` maps old pointers to new keys: such a key is changed where it stands. Equal data changes no byte.
    Raises ``Refused`` where the text cannot be edited in place, and never returns a text that reads otherwise.
    """
    body = text.removeprefix(_BOM)
    root = parse(body, fmt)
    return rewrite_parsed(text, fmt, root, read(root, fmt), new_data, renames or {})


def rewrite_parsed(text: str, fmt: Format, root: Node, old: Any, new: Any, renames: Mapping[str, str]) -> str:
    """As ``rewrite``, where ``root`` and ``old`` are what the text (but for its BOM) parses to and reads as."""
    body = text.removeprefix(_BOM)
    if same(old, new):
        return text
    try:
        return text[: len(text) - len(body)] + _detaching(body, fmt, root, old, new, renames)
    except RecursionError:
        raise Refused(_TOO_DEEP) from None


def parse(text: str, fmt: Format) -> Node:
    """The one document of a text (no BOM); raises ``Refused`` where there is not exactly one or it cannot be read."""
    try:
        if fmt == "json":
            return json_tree.parse(text).root
        from fixer.read import yaml_tree  # JSON needs no YAML library

        roots = yaml_tree.parse_all(text)
    except TextError as error:
        raise Refused(f"the text cannot be read: {error.cause}") from None
    if len(roots) != 1:
        raise Refused("the text holds several YAML documents" if roots else "the text holds no value")
    return roots[0]


def read(root: Node, fmt: Format) -> Any:
    """The data of a parsed text; raises ``Refused``."""
    try:
        return to_data(root, json=fmt == "json")
    except TextError as error:
        raise Refused(f"the text cannot be read: {error.cause}") from None


def _detaching(text: str, fmt: Format, root: Node, old: Any, new: Any, renames: Mapping[str, str]) -> str:
    """Edits a text; where a value is shared that must not be any longer, its aliases are written out first."""
    first: Refused | None = None
    apart: set[str] = set()
    while True:
        try:
            return _rewritten(text, fmt, root, old, new, renames)
        except Refused as refusal:
            first = first or refusal
            anchor = refusal.anchor
            known = anchor is None or anchor in apart or len(apart) >= _MAX_ANCHORS or not text.endswith("\n")
            loose = None if known or anchor is None else _written_out(text, root, anchor)
            if loose is None or anchor is None:
                raise first from None
        apart.add(anchor)
        text, root = loose, parse(loose, fmt)
        if not same(read(root, fmt), old):
            raise first


def _written_out(text: str, root: Node, anchor: str) -> str | None:
    from fixer.remedy.splice.detach import written_out  # few texts have an anchor

    return written_out(text, root, anchor)


def _rewritten(text: str, fmt: Format, root: Node, old: Any, new: Any, renames: Mapping[str, str]) -> str:
    if fmt == "json":
        edited = Rewriter(text, root, True, renames).run(old, new)
        return _proven([edited], fmt, new)
    if root.flow and not text[: root.start].strip():
        as_json = _as_json(text, old, new, renames)
        if as_json is not None:
            return as_json
    if text.endswith("\n"):
        rewriter = Rewriter(text, root, False, renames)
        edited = rewriter.run(old, new)
        try:
            return _proven([edited], fmt, new)
        except Refused as refusal:
            if refusal.anchor is not None:
                raise
            used = {alias[1] for alias in _ALIAS.finditer(text)}
            for anchor, pointer in rewriter.shared_at:
                if anchor not in used:
                    continue
                reason = f"the value is shared: an alias of &{anchor} would change with it"
                raise Refused(reason, pointer, anchor) from None
            raise
    return _without_final_newline(text, root, old, new, renames)


def _as_json(text: str, old: Any, new: Any, renames: Mapping[str, str]) -> str | None:
    """JSON is YAML too: such a text keeps its JSON style, as far as YAML reads the same in it."""
    try:
        found = json_tree.parse(text)
    except TextError:
        return None
    if found.liberties or text[found.end :].strip() or not same(to_data(found.root, json=True), old):
        return None
    try:
        return _proven([Rewriter(text, found.root, True, renames).run(old, new)], "yaml", new)
    except Refused:
        return None


def _without_final_newline(text: str, root: Node, old: Any, new: Any, renames: Mapping[str, str]) -> str:
    """Edits a text whose last line is not ended as one that is, and takes the line end off again.

    A block scalar at the very end may read otherwise with a line end after it: then the line end stays, or the block
    scalar gets a mark that makes it indifferent.
    """
    eol = "\r\n" if "\r\n" in text else "\n"
    whole = text + eol
    edited = Rewriter(whole, root, False, renames).run(old, new)
    try:
        return _proven([edited.removesuffix(eol), edited], "yaml", new)
    except Refused:
        root = parse(whole, "yaml")
        edited = Rewriter(whole, root, False, renames).run(read(root, "yaml"), new)
        return _proven([edited.removesuffix(eol), edited], "yaml", new)


def _proven(candidates: list[str], fmt: Format, new: Any) -> str:
    """The first candidate that reads as ``new``; raises ``Refused`` with the first place that does not."""
    refusal = Refused("the edited text would not read as intended")
    for text in candidates:
        try:
            data = straight.json_data(text) if fmt == "json" else straight.yaml_data(text)
            if data is None:
                data = read(parse(text, fmt), fmt)
        except Refused as error:
            lost = _NO_ANCHOR.search(error.reason)
            refusal = Refused(f"after the edit {error.reason}", anchor=lost[1] if lost else None)
            continue
        if same(data, new):
            return text
        refusal = Refused("the edited text would not read as intended", pointers.join(first_difference(data, new)))
    raise refusal
