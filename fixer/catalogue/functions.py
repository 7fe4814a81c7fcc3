"""The functions of conditions: the catalogue's own, and JMESPath's with absent and unknown values in mind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from fixer.catalogue.evaluate import UNKNOWN, Evaluator, Partial, members, resolved, resolved_whole, same
from fixer.frozen import frozen

MAX_PATTERN = 200
MAX_SUBJECT = 1_024
MAX_UNBOUNDED = 2
MAX_JSON = 500_000
_TYPES = {bool: "boolean", dict: "object", float: "number", int: "number", list: "array", str: "string"}
# Stands where a part of a text is not known; JSON stays JSON with it inside a string.
GAP = "${}"
_ANCHORS = re.compile(r"(?<!\\)(?:\\\\)*(?:[\^$]|\\[AZbB])")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")


@frozen
class Own:
    """A function: how many arguments it takes and what it does with them."""

    arguments: int
    run: Callable[..., Any]


class Expression:
    """An expression argument (``&name``), in the form that JMESPath's library asks for."""

    def __init__(self, expression: Any, run: Evaluator) -> None:
        self.expression = expression
        self.interpreter = self
        self._run = run

    def visit(self, node: Any, value: Any) -> Any:
        return resolved_whole(self._run.evaluate(node, value), self._run.context)


# The library tells types by their names.
Expression.__name__ = "_Expression"


def call(run: Evaluator, name: str, arguments: list[Any]) -> Any:
    """The value of a function; ``UNKNOWN`` for arguments that are unknown or of a type that the function refuses."""
    if name in OWN:
        return OWN[name].run(run, *arguments)
    return _library(run, name, arguments)


def check_pattern(pattern: str) -> None:
    """Refuses (``ValueError``) a regular expression that is wrong or could take long on a hostile text."""
    if len(pattern) > MAX_PATTERN:
        raise ValueError(f"the regular expression has {len(pattern)} characters; at most {MAX_PATTERN} are taken")
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    bare = re.sub(r"\\[^1-9]", "x", _CLASS.sub("x", pattern))
    if re.search(r"\(\?(?!:|[aims]+\))|\\[1-9]", bare):
        raise ValueError("the regular expression has a look-around, a named group or a back-reference")
    unbounded = len(re.findall(r"[*+]|\{\d*,\}", bare))
    if re.search(r"\)(?![^*+{]|\{\d?,?[0-3]\}|$)", bare) or (unbounded and re.search(r"\)\{", bare)):
        raise ValueError("the regular expression repeats a group, more than {3} or beside an unbounded repeat")
    if unbounded > MAX_UNBOUNDED:
        raise ValueError(f"the regular expression has {unbounded} unbounded repeats; at most {MAX_UNBOUNDED} are taken")


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> tuple[re.Pattern[str], bool]:
    return re.compile(pattern), _ANCHORS.search(_CLASS.sub("x", pattern)) is not None


def _any(results: Iterable[Any]) -> Any:
    """Three-valued or: true if one is, else unknown if one is."""
    found: Any = False
    for result in results:
        if result is True:
            return True
        if result is UNKNOWN:
            found = UNKNOWN
    return found


def _present(run: Evaluator, value: Any) -> Any:
    if value is None or value is UNKNOWN:
        return UNKNOWN if value is UNKNOWN else False
    if not isinstance(value, dict) or not run.context.function(value):
        return True
    branches = run.context.branches(value)
    if branches:
        results = [_present(run, branch) for branch in branches]
        return results[0] if all(result is results[0] for result in results) else UNKNOWN
    known, result = run.context.resolve(value)
    return not known or result is not None


def _literal(run: Evaluator, value: Any) -> Any:
    if value is None or value is UNKNOWN:
        return UNKNOWN if value is UNKNOWN else False
    stack = [value]
    known: Any = True
    while stack:
        item = stack.pop()
        if item is UNKNOWN:
            known = UNKNOWN
        elif isinstance(item, dict):
            if run.context.function(item):
                if not run.context.literal(item):
                    return False
                continue
            stack.extend(members(item))
        elif isinstance(item, list):
            stack.extend(item)
    return known


def _id(run: Evaluator) -> Any:
    return UNKNOWN if run.name is None else run.name


def _suffixed(run: Evaluator, value: Any) -> Any:
    if value is UNKNOWN:
        return UNKNOWN
    return run.context.suffixed(value)


def _resolves(run: Evaluator, value: Any) -> Any:
    return resolved_whole(value, run.context)


def _wildcard(run: Evaluator, value: Any) -> Any:
    return _text_test(run, value, lambda text: "*" in text, lambda pieces: any("*" in piece for piece in pieces), 0)


def _matches(run: Evaluator, value: Any, pattern: Any) -> Any:
    if pattern is UNKNOWN:  # as everything is once an evaluation has taken too many steps
        return UNKNOWN
    compiled, anchored = _compiled(pattern)

    def whole(text: str) -> Any:
        return UNKNOWN if len(text) > MAX_SUBJECT else compiled.search(text) is not None

    def partly(pieces: list[str]) -> Any:
        # A piece of a text has no beginning and end of its own, and what it does not match the whole still may.
        return UNKNOWN if anchored or _any(whole(piece) for piece in pieces) is not True else True

    return _text_test(run, value, whole, partly, 0)


def _confinable(run: Evaluator, value: Any) -> Any:
    from fixer.catalogue.actions import confinable

    return _text_test(run, value, confinable, lambda pieces: UNKNOWN, 0)


def _text_test(
    run: Evaluator, value: Any, whole: Callable[[str], Any], partly: Callable[[list[str]], Any], depth: int
) -> Any:
    """Tests a text; of a list or mapping any member's; of a function call the pieces of text that it holds."""
    if depth > 20:
        return UNKNOWN
    if isinstance(value, dict) and run.context.function(value):
        branches = run.context.branches(value)
        if branches:
            results = [_text_test(run, branch, whole, partly, depth + 1) for branch in branches]
            return results[0] if all(result is results[0] for result in results) else UNKNOWN
        known = resolved(value, run.context)
        if known is UNKNOWN:
            pieces = run.context.pieces(value)
            return UNKNOWN if pieces is None else partly(pieces)
        value = known
    if value is UNKNOWN:
        return UNKNOWN
    if isinstance(value, dict):
        value = members(value)
    if isinstance(value, list):
        return _any(_text_test(run, item, whole, partly, depth + 1) for item in value)
    if value is None or isinstance(value, bool):
        return False
    return whole(str(value))


def _json(run: Evaluator, value: Any) -> Any:
    if isinstance(value, dict) and run.context.function(value):
        known = resolved(value, run.context)
        pieces = run.context.pieces(value) if known is UNKNOWN else None
        value = GAP.join(pieces) if pieces is not None else known
    if not isinstance(value, str):
        return value
    if len(value) > MAX_JSON:
        return UNKNOWN
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return UNKNOWN


def _contains(run: Evaluator, subject: Any, search: Any) -> Any:
    subject, search = run.data(subject), resolved_whole(search, run.context)
    if subject is UNKNOWN or search is UNKNOWN:
        return UNKNOWN
    if isinstance(subject, str):
        return search in subject if isinstance(search, str) else UNKNOWN
    if isinstance(subject, list):
        items = (resolved_whole(item, run.context) for item in subject)
        return _any(UNKNOWN if item is UNKNOWN else same(item, search) for item in items)
    return False if subject is None else UNKNOWN


def _length(run: Evaluator, value: Any) -> Any:
    value = run.data(value)
    if value is None:
        return 0
    if isinstance(value, list):
        there = [_present(run, item) for item in value if item is not None]
        return UNKNOWN if UNKNOWN in there else sum(there)
    if isinstance(value, Partial):
        return UNKNOWN
    return len(value) if isinstance(value, (str, dict)) else UNKNOWN


def _to_array(run: Evaluator, value: Any) -> Any:
    data = run.data(value)
    if data is None:
        return []
    if data is UNKNOWN:
        # A reference that is not known is one item; a choice may be a list.
        single = isinstance(value, dict) and not run.context.branches(value)
        return [value] if single else UNKNOWN
    return data if isinstance(data, list) else [data]


def _keys(run: Evaluator, value: Any) -> Any:
    value = run.data(value)
    if value is None:
        return []
    return list(value) if isinstance(value, dict) and not isinstance(value, Partial) else UNKNOWN


def _values(run: Evaluator, value: Any) -> Any:
    value = run.data(value)
    if value is None:
        return []
    return members(value) if isinstance(value, dict) else UNKNOWN


def _type(run: Evaluator, value: Any) -> Any:
    value = resolved_whole(value, run.context)
    if value is UNKNOWN or value is None:
        return UNKNOWN if value is UNKNOWN else "null"
    return _TYPES.get(type(value), UNKNOWN)


def _affix(test: Callable[[str, str], bool]) -> Callable[..., Any]:
    def run_test(run: Evaluator, text: Any, affix: Any) -> Any:
        text, affix = run.data(text), run.data(affix)
        if text is None:
            return False
        return test(text, affix) if isinstance(text, str) and isinstance(affix, str) else UNKNOWN

    return run_test


def _library(run: Evaluator, name: str, arguments: list[Any]) -> Any:
    from jmespath.exceptions import JMESPathError
    from jmespath.functions import Functions

    known = [resolved_whole(argument, run.context) for argument in arguments]
    if any(argument is UNKNOWN for argument in known):
        return UNKNOWN
    try:
        return Functions().call_function(name, known)
    except (JMESPathError, TypeError, ValueError, OverflowError):
        return UNKNOWN


OWN: dict[str, Own] = {
    "present": Own(1, _present),
    "literal": Own(1, _literal),
    "resolves": Own(1, _resolves),
    "suffixed": Own(1, _suffixed),
    "id": Own(0, _id),
    "wildcard": Own(1, _wildcard),
    "matches": Own(2, _matches),
    "confinable": Own(1, _confinable),
    "json": Own(1, _json),
    "contains": Own(2, _contains),
    "length": Own(1, _length),
    "to_array": Own(1, _to_array),
    "keys": Own(1, _keys),
    "values": Own(1, _values),
    # As the library has it; here so that a packaged rule does not import it, which takes 3 ms.
    "type": Own(1, _type),
    "starts_with": Own(2, _affix(str.startswith)),
    "ends_with": Own(2, _affix(str.endswith)),
}
