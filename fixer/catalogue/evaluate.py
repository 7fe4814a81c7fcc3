"""Evaluates a parsed condition over a template's data, where some values are not known before deployment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

MAX_STEPS = 100_000
MAX_RESOLVE = 20
Ast = list[Any]


class _Unknown:
    """The value of what cannot be known from the template."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Any = _Unknown()


class Partial(dict[str, Any]):
    """Data of which only a part is known: what is not in it is unknown, not absent."""


class Context(Protocol):
    """What a condition must know of the template around its entry; a dialect provides it."""

    def function(self, value: Any) -> bool:
        """Whether a value is a function call (an intrinsic), not data."""

    def resolve(self, value: Any) -> tuple[bool, Any]:
        """``(True, value)`` of a function call, one level; ``(True, None)``: absent; ``(False, None)``: not known."""

    def branches(self, value: Any) -> list[Any]:
        """The values a conditional call chooses from; none for any other call."""

    def pieces(self, value: Any) -> list[str] | None:
        """The text a call yields, split where a part of it is not known; ``None`` if it could be any text."""

    def literal(self, value: Any) -> bool:
        """Whether a function call only spells out a fixed text."""

    def suffixed(self, value: Any) -> bool:
        """Whether a value mentions the parameter that tells copies of a template apart."""


class PlainContext:
    """No function calls: all data is what it seems."""

    def function(self, value: Any) -> bool:
        return False

    def resolve(self, value: Any) -> tuple[bool, Any]:
        return True, value

    def branches(self, value: Any) -> list[Any]:
        return []

    def pieces(self, value: Any) -> list[str] | None:
        return None

    def literal(self, value: Any) -> bool:
        return True

    def suffixed(self, value: Any) -> bool:
        return False


def resolved(value: Any, context: Context) -> Any:
    """The data that a value stands for, its members untouched; ``UNKNOWN`` where that is not known."""
    for _ in range(MAX_RESOLVE):
        if value is UNKNOWN or not isinstance(value, dict) or not context.function(value):
            return value
        known, value = context.resolve(value)
        if not known:
            return UNKNOWN
    return UNKNOWN


def resolved_whole(value: Any, context: Context, depth: int = 0) -> Any:
    """As ``resolved``, all the way down; ``UNKNOWN`` if anything in it is."""
    value = resolved(value, context)
    if value is UNKNOWN or depth > MAX_RESOLVE:
        return UNKNOWN if isinstance(value, (dict, list)) else value
    if isinstance(value, Partial):
        return UNKNOWN
    if isinstance(value, dict):
        whole = {key: resolved_whole(item, context, depth + 1) for key, item in value.items()}
        return UNKNOWN if any(item is UNKNOWN for item in whole.values()) else whole
    if isinstance(value, list):
        items = [resolved_whole(item, context, depth + 1) for item in value]
        return UNKNOWN if any(item is UNKNOWN for item in items) else items
    return value


def truth(value: Any, context: Context) -> Any:
    """``True``, ``False`` or ``UNKNOWN``: JMESPath's truth, the text ``"false"`` being false."""
    value = resolved(value, context)
    if value is UNKNOWN:
        return UNKNOWN
    if isinstance(value, list):
        known = [item for item in value if item is not UNKNOWN]
        return True if known else UNKNOWN if value else False
    if isinstance(value, str):
        return value != "" and value.lower() != "false"
    if isinstance(value, dict):
        return bool(value) or (UNKNOWN if isinstance(value, Partial) else False)
    return value is not None and value is not False


def members(value: dict[str, Any]) -> list[Any]:
    """The values of a mapping, one of them unknown where more may be in it than is known."""
    return [*value.values(), UNKNOWN] if isinstance(value, Partial) else list(value.values())


def scalar(value: Any) -> Any:
    """A scalar as CloudFormation reads it: ``"30"`` is 30, ``"true"`` is true."""
    if isinstance(value, str):
        if value.lower() in ("true", "false"):
            return value.lower() == "true"
        if 0 < len(value) <= 40 and (value[0].isdigit() or value[0] in "+-.") and value.isascii() and "_" not in value:
            try:
                return float(value)
            except ValueError:
                return value
    return value


def same(left: Any, right: Any) -> bool:
    """Equality of data, scalars compared as CloudFormation reads them."""
    if isinstance(left, (dict, list)) or isinstance(right, (dict, list)):
        return bool(left == right)
    left, right = scalar(left), scalar(right)
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


class Evaluator:
    """One evaluation, bounded in steps; every method takes a node ``[type, value, child, …]`` and the current value.

    ``name`` is the id of the entry, ``None`` where it has none of its own in the words of the condition.
    """

    def __init__(self, context: Context, name: str | None = None) -> None:
        self.context = context
        self.name = name
        self.steps = 0

    def evaluate(self, node: Ast, value: Any) -> Any:
        """The value of a node; ``UNKNOWN`` where that is not known, or too expensive to know."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            return UNKNOWN
        return _NODES[node[0]](self, node, value)

    def data(self, value: Any) -> Any:
        """The value with a function call at its top resolved."""
        return resolved(value, self.context)

    def truth(self, node: Ast, value: Any) -> Any:
        """``True``, ``False`` or ``UNKNOWN`` of a node."""
        return truth(self.evaluate(node, value), self.context)


def _identity(run: Evaluator, node: Ast, value: Any) -> Any:
    return value


def _literal(run: Evaluator, node: Ast, value: Any) -> Any:
    return node[1]


def _field(run: Evaluator, node: Ast, value: Any) -> Any:
    # `Role."Fn::GetAtt"` asks for the call itself, not for a member of what it yields.
    if isinstance(value, dict) and node[1] in value:
        return value[node[1]]
    # `handler."$name"` likewise, and a call of another kind is none of this kind.
    if node[1][:1] == "$" and isinstance(value, dict) and run.context.function(value):
        return None
    value = run.data(value)
    if value is UNKNOWN:
        return UNKNOWN
    if isinstance(value, Partial):
        return UNKNOWN
    return value.get(node[1]) if isinstance(value, dict) else None


def _chain(run: Evaluator, node: Ast, value: Any) -> Any:
    for child in node[2:]:
        value = run.evaluate(child, value)
    return value


def _index(run: Evaluator, node: Ast, value: Any) -> Any:
    value = run.data(value)
    if value is UNKNOWN:
        return UNKNOWN
    if not isinstance(value, list) or not -len(value) <= node[1] < len(value):
        return None
    return value[node[1]]


def _slice(run: Evaluator, node: Ast, value: Any) -> Any:
    value = run.data(value)
    if value is UNKNOWN:
        return UNKNOWN
    if not isinstance(value, list) or (len(node) > 4 and node[4] == 0):
        return None
    return value[slice(*node[2:5])]


def _flatten(run: Evaluator, node: Ast, value: Any) -> Any:
    base = run.data(run.evaluate(node[2], value))
    if not isinstance(base, list):
        return UNKNOWN if base is UNKNOWN else None
    flat: list[Any] = []
    for item in base:
        if isinstance(item, list):
            flat.extend(item)
        else:
            flat.append(item)
    return flat


def _members(run: Evaluator, items: list[Any], node: Ast) -> list[Any]:
    """A projection: what each item yields, absent ones left out."""
    found = []
    for item in items:
        if isinstance(item, dict) and run.context.function(item) and run.data(item) is None:
            continue
        result = run.evaluate(node, item)
        if result is not None:
            found.append(result)
    return found


def _projection(run: Evaluator, node: Ast, value: Any) -> Any:
    base = run.data(run.evaluate(node[2], value))
    if not isinstance(base, list):
        return UNKNOWN if base is UNKNOWN else None
    return _members(run, base, node[3])


def _value_projection(run: Evaluator, node: Ast, value: Any) -> Any:
    base = run.data(run.evaluate(node[2], value))
    if not isinstance(base, dict):
        return UNKNOWN if base is UNKNOWN else None
    return _members(run, members(base), node[3])


def _filter_projection(run: Evaluator, node: Ast, value: Any) -> Any:
    base = run.data(run.evaluate(node[2], value))
    if not isinstance(base, list):
        return UNKNOWN if base is UNKNOWN else None
    found = []
    for item in base:
        chosen = run.truth(node[4], item)
        if chosen is UNKNOWN:
            found.append(UNKNOWN)
        elif chosen:
            found += _members(run, [item], node[3])
    return found


_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "lt": lambda left, right: left < right,
    "lte": lambda left, right: left <= right,
    "gt": lambda left, right: left > right,
    "gte": lambda left, right: left >= right,
}


def _comparator(run: Evaluator, node: Ast, value: Any) -> Any:
    return _compare(run, node[1], run.evaluate(node[2], value), run.evaluate(node[3], value), 0)


def _compare(run: Evaluator, operator: str, left: Any, right: Any, depth: int) -> Any:
    known_left, known_right = resolved_whole(left, run.context), resolved_whole(right, run.context)
    if known_left is not UNKNOWN and known_right is not UNKNOWN:
        return _compare_known(operator, known_left, known_right)
    for side, other, flip in ((left, right, False), (right, left, True)):
        branches = run.context.branches(side) if depth < 5 and isinstance(side, dict) else []
        if branches:
            pairs = [(other, branch) if flip else (branch, other) for branch in branches]
            results = [_compare(run, operator, one, two, depth + 1) for one, two in pairs]
            return results[0] if all(result is results[0] for result in results) else UNKNOWN
    return UNKNOWN


def _compare_known(operator: str, left: Any, right: Any) -> Any:
    if operator in ("eq", "ne"):
        return same(left, right) is (operator == "eq")
    left, right = scalar(left), scalar(right)
    numbers = all(isinstance(side, (int, float)) and not isinstance(side, bool) for side in (left, right))
    # An order of what are no numbers is null in JMESPath; here it must not become true by negation.
    return _ORDER[operator](left, right) if numbers else UNKNOWN


def _and(run: Evaluator, node: Ast, value: Any) -> Any:
    left = run.evaluate(node[2], value)
    known = truth(left, run.context)
    if known is False:
        return left
    right = run.evaluate(node[3], value)
    return right if known is True or truth(right, run.context) is False else UNKNOWN


def _or(run: Evaluator, node: Ast, value: Any) -> Any:
    left = run.evaluate(node[2], value)
    known = truth(left, run.context)
    if known is True:
        return left
    right = run.evaluate(node[3], value)
    return right if known is False or truth(right, run.context) is True else UNKNOWN


def _not(run: Evaluator, node: Ast, value: Any) -> Any:
    known = run.truth(node[2], value)
    return UNKNOWN if known is UNKNOWN else not known


def _multi_list(run: Evaluator, node: Ast, value: Any) -> Any:
    if value is None or value is UNKNOWN:
        return value
    return [run.evaluate(child, value) for child in node[2:]]


def _multi_dict(run: Evaluator, node: Ast, value: Any) -> Any:
    if value is None or value is UNKNOWN:
        return value
    return {pair[1]: run.evaluate(pair[2], value) for pair in node[2:]}


def _call(run: Evaluator, node: Ast, value: Any) -> Any:
    from fixer.catalogue.functions import Expression, call

    arguments = [
        Expression(child[2], run) if child[0] == "expref" else run.evaluate(child, value) for child in node[2:]
    ]
    return call(run, node[1], arguments)


_NODES: dict[str, Callable[[Evaluator, Ast, Any], Any]] = {
    "identity": _identity,
    "current": _identity,
    "literal": _literal,
    "field": _field,
    "subexpression": _chain,
    "index_expression": _chain,
    "pipe": _chain,
    "index": _index,
    "slice": _slice,
    "flatten": _flatten,
    "projection": _projection,
    "value_projection": _value_projection,
    "filter_projection": _filter_projection,
    "comparator": _comparator,
    "and_expression": _and,
    "or_expression": _or,
    "not_expression": _not,
    "multi_select_list": _multi_list,
    "multi_select_dict": _multi_dict,
    "function_expression": _call,
}
