"""Expressions in canonical form: one value for every spelling that the program computes alike.

https://docs.aws.amazon.com/cdk/api/v2/docs/aws-construct-library.html; nothing of this is ever written to a file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from fixer.cdk.references import SURROUNDED, references
from fixer.cdk.renaming import Names, rename
from fixer.compare.items import same
from fixer.lazy import pattern

FUNCTIONS = frozenset({
    "$member", "$call", "$new", "$ref", "$get", "$invoke", "$name", "$path", "$template", "$binary", "$not", "$if",
    "$lambda", "$code", "$spread", SURROUNDED
})  # fmt: skip
UNDEFINED = {"$name": "undefined"}
DEEPEST = 60
LARGEST = 400
"""How many values may stand in what a variable is replaced by, and how deep."""
MOST = 2_000_000
"""How many values and characters may come of replacing all variables: each may hold the one before it twice."""
LARGEST_NUMBER = 2**64

Known = Mapping[str, Any]
NOTHING: Known = {}

_STACK_OF = "aws-cdk-lib.Stack.of"
_DURATIONS = {"millis": 1, "seconds": 1_000, "minutes": 60_000, "hours": 3_600_000, "days": 86_400_000}
_SIZES = {"kibibytes": 1, "mebibytes": 1_024, "gibibytes": 1_048_576, "tebibytes": 1_073_741_824}
# https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.Aws.html: what the stack says of itself.
_PSEUDO = {
    "REGION": "region", "ACCOUNT_ID": "account", "PARTITION": "partition", "STACK_NAME": "stackName",
    "STACK_ID": "stackId", "URL_SUFFIX": "urlSuffix",
}  # fmt: skip
_SYMMETRIC = ("===", "!==", "==", "!=")
_OPPOSITE = {"===": "!==", "!==": "===", "==": "!=", "!=": "=="}
# Methods whose result is what they are called with, each time: a name for it changes nothing.
_PURE_METHODS = frozenset({
    "tryGetContext", "getContext", "toISOString", "toString", "toLowerCase", "toUpperCase", "trim", "replace",
    "replaceAll", "split", "slice", "substring", "concat", "join", "includes", "startsWith", "endsWith", "padStart",
    "stringify", "parse", "keys", "values", "entries", "metric"
})  # fmt: skip
_PURE_CALLS = pattern(
    r"aws-cdk-lib\.(?:Duration|Size|Fn|Stack\.of|RemovalPolicy|SecretValue|Arn|Lazy|Token|Tags)\b.*"
    r"|.+\.(?:Billing|Capacity|Code|AssetCode|Runtime|Schedule|SubnetSelection|InstanceType|Port|Peer|StringValue)\.\w+"
    r"|(?:String|Number|Boolean|parseInt|parseFloat|JSON\.stringify|JSON\.parse|Object\.\w+|Math\.\w+|Date\.now)"
)
_PURE_CLASSES = pattern(r"Date|.+\.(?:Metric|MathExpression|\w+Principal)")
_SPACE = pattern(r"\s+")
_TIGHT = pattern(r"\s*([{}()\[\],;:=<>+\-*/?&|!.])\s*")
_TRAILING = pattern(r"[,;]([}\])])")
# An interface by its module's name in the file, or imported by its own name; ``dev.ID`` is none.
_INTERFACE = pattern(r"(?<![\w$.])[A-Za-z_]\w*\.(I[A-Z][a-z]\w*)\b")
_ARROW = pattern(r"\((\w+)\)=>")
_BACKTICKS = pattern(r"`([^`'\"\\$\n]*)`")
_LET = pattern(r"\blet ")
_TWICE = pattern(r"([{,])(\w+):\2(?=[,}])")
_RETURNS = pattern(r"=>\{return ([^{};]*)\}")
_DOUBLE = pattern(r'"([^"\'\\]*)"')


def function(value: Any) -> str | None:
    """The kind of expression, ``$call`` or another, that a mapping is; ``None`` if it is an object."""
    if isinstance(value, dict) and len(value) == 1:
        ((name, _),) = value.items()
        if name in FUNCTIONS:
            return str(name)
    return None


def canonical(value: Any, known: Known = NOTHING) -> Any:
    """The canonical form of a value, all the way down. ``known``: what variables come to, in canonical form."""
    if isinstance(value, dict):
        if len(value) == 1:
            ((name, argument),) = value.items()
            form = _FORMS.get(name)
            if form is not None:
                return form(argument, known)
        return {
            key: canonical(item, known) if isinstance(item, (dict, list)) else item
            for key, item in value.items()
            if item != UNDEFINED
        }
    if isinstance(value, list):
        return [canonical(item, known) if isinstance(item, (dict, list)) else item for item in value]
    return value


def agreed(model: Mapping[str, Any], ideal: Mapping[str, Any], names: Names) -> Known:
    """What variables come to, where a name says so on both sides alike, or is known to one side alone.

    Only what computes nothing but its value counts: a variable that holds the outcome of an action is not that action.
    """
    left = model.get("Variables")
    right = rename(ideal.get("Variables"), names)
    mine = _values(left if isinstance(left, dict) else {}, _once(model), _uses(model))
    others = {names.get(("name", name), name): body for name, body in right.items()} if isinstance(right, dict) else {}
    once = {names.get(("name", name), name) for name in _once(ideal)}
    uses = {names.get(("name", name), name): count for name, count in _uses(ideal).items()}
    yours = _values(others, once, uses)
    one_sided = {name: value for name, value in mine.items() if name not in others}
    one_sided |= {name: value for name, value in yours.items() if not isinstance(left, dict) or name not in left}
    return one_sided | {name: value for name, value in mine.items() if name in yours and same(value, yours[name])}


def _once(program: Mapping[str, Any]) -> set[str]:
    """Variables that are used once: what they hold may as well be made where it is used."""
    variables = program.get("Variables")
    if not isinstance(variables, dict) or all(map(is_pure, variables.values())):
        return set()
    called = program.get("Calls")
    counts = Counter(list(called) if isinstance(called, dict) else ())
    counts.update(mention.target for mention in references(program) if mention.kind == "name")
    return {name for name in variables if counts[name] == 1}


def _uses(program: Mapping[str, Any]) -> Mapping[str, int]:
    return Counter(_names_in(program))


def _values(variables: Mapping[str, Any], once: Collection[str], uses: Mapping[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    open_: set[str] = set()
    room = MOST

    def settle(name: str, depth: int) -> None:
        nonlocal room
        if depth > DEEPEST or name in found or name in open_ or not (name in once or is_pure(variables[name])):
            return
        open_.add(name)
        for used in _names_in(variables[name]):
            if used in variables:
                settle(used, depth + 1)
        form = canonical(variables[name], found)
        if _is_small(form):
            cost = _weight(form) * uses.get(name, 0)
            if cost <= room:
                room -= cost
                found[name] = form

    for name in variables:
        settle(name, 0)
    return found


def is_pure(value: Any) -> bool:
    """Whether an expression does nothing but yield a value, the same one wherever it is written."""
    return all(_is_harmless(part) for part in _parts(value))


def _is_harmless(part: dict[str, Any]) -> bool:
    name = function(part)
    argument = part[name] if name else None
    if name in ("$code", "$lambda", "$spread"):
        return False
    if name == "$new":
        return isinstance(argument, list) and bool(argument) and _PURE_CLASSES.fullmatch(str(argument[0])) is not None
    if name == "$call":
        return isinstance(argument, list) and bool(argument) and _PURE_CALLS.fullmatch(str(argument[0])) is not None
    if name == "$invoke":
        callee = argument[0] if isinstance(argument, list) and argument else None
        tail = next(iter(callee.values())) if isinstance(callee, dict) and len(callee) == 1 else None
        return isinstance(tail, list) and bool(tail) and isinstance(tail[-1], str) and tail[-1] in _PURE_METHODS
    return True


def _parts(value: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    todo = [value]
    while todo:
        item = todo.pop()
        if isinstance(item, dict):
            found.append(item)
            todo.extend(item.values())
        elif isinstance(item, list):
            todo.extend(item)
    return found


def _names_in(value: Any) -> list[str]:
    return [part["$name"] for part in _parts(value) if isinstance(part.get("$name"), str)]


def _is_small(value: Any) -> bool:
    count = depth = 0
    layer = [value]
    while layer and count <= LARGEST and depth <= DEEPEST:
        count, depth = count + len(layer), depth + 1
        layer = [
            item
            for one in layer
            if isinstance(one, (dict, list))
            for item in (one.values() if isinstance(one, dict) else one)
        ]
    return not layer and count <= LARGEST


def _weight(value: Any) -> int:
    """How many values and characters a small value holds."""
    if isinstance(value, dict):
        return 1 + sum(len(key) + _weight(item) for key, item in value.items())
    if isinstance(value, list):
        return 1 + sum(map(_weight, value))
    return len(value) if isinstance(value, str) else 1


def _list(name: str, argument: Any, known: Known) -> Any:
    return {name: canonical(argument, known)}


def _name(argument: Any, known: Known) -> Any:
    return known.get(argument, {"$name": argument}) if isinstance(argument, str) else {"$name": argument}


def _member(argument: Any, known: Known) -> Any:
    if isinstance(argument, str) and argument.startswith("aws-cdk-lib.Aws."):
        own = _PSEUDO.get(argument.rpartition(".")[2])
        return {"$get": ["this", own]} if own else {"$member": argument}
    return {"$member": argument}


def _path(argument: Any, known: Known) -> Any:
    """Members of a value; what the variable holds takes its place, and its own members lead on."""
    if not isinstance(argument, list) or not argument:
        return {"$path": argument}
    head, *tail = _certain(argument)
    head = canonical(head, known)
    kind = function(head)
    if kind in ("$get", "$path") and isinstance(head[kind], list):
        return _own({kind: [*head[kind], *tail]})
    if kind == "$ref":
        return _own({"$get": [head["$ref"], *tail]})
    while tail and isinstance(head, dict) and function(head) is None and isinstance(tail[0], str) and tail[0] in head:
        head, tail = head[tail[0]], tail[1:]
    return _own({"$path": [head, *tail]}) if tail else head


def _certain(parts: list[Any]) -> list[Any]:
    """Members without the mark that what they are asked of may be missing: where it is there, they are the same."""
    return [part.removeprefix("?.") if isinstance(part, str) else part for part in parts]


def _own(value: dict[str, Any]) -> dict[str, Any]:
    """``Stack.of(x).region`` is the stack's own region."""
    ((_, parts),) = value.items()
    head = parts[0]
    if isinstance(head, dict) and isinstance(head.get("$call"), list) and head["$call"][:1] == [_STACK_OF]:
        return {"$get": ["this", *parts[1:]]}
    return value


def _get(argument: Any, known: Known) -> Any:
    return _own({"$get": _certain(argument)}) if isinstance(argument, list) and argument else {"$get": argument}


def _call(argument: Any, known: Known) -> Any:
    parts = canonical(argument, known)
    if not isinstance(parts, list) or not parts or not isinstance(parts[0], str):
        return {"$call": parts}
    callee, arguments = parts[0], _trimmed(parts[1:])
    if len(arguments) == 1 and isinstance(arguments[0], (int, float)) and not isinstance(arguments[0], bool):
        for owner, units in (("aws-cdk-lib.Duration.", _DURATIONS), ("aws-cdk-lib.Size.", _SIZES)):
            factor = units.get(callee.removeprefix(owner)) if callee.startswith(owner) else None
            if factor is not None:
                return {"$call": [owner + next(iter(units)), _whole(arguments[0] * factor)]}
    if callee == "aws-cdk-lib.Fn.join" and len(arguments) == 2 and isinstance(arguments[1], list):
        return _joined(arguments[0], arguments[1]) or {"$call": [callee, *arguments]}
    return {"$call": [callee, *arguments]}


def _new(argument: Any, known: Known) -> Any:
    parts = canonical(argument, known)
    return {"$new": _trimmed(parts) if isinstance(parts, list) else parts}


def _trimmed(arguments: list[Any]) -> list[Any]:
    """Arguments at the end that say nothing: ``undefined`` and options without an option."""
    end = len(arguments)
    while end and (arguments[end - 1] == {} or arguments[end - 1] == UNDEFINED):
        end -= 1
    return arguments[:end]


def _invoke(argument: Any, known: Known) -> Any:
    parts = canonical(argument, known)
    if not isinstance(parts, list) or not parts:
        return {"$invoke": parts}
    callee = parts[0].get("$path") if isinstance(parts[0], dict) else None
    if isinstance(callee, list) and len(callee) == 2 and isinstance(callee[0], list) and callee[1] == "join":
        return _joined(parts[1] if len(parts) > 1 else ",", callee[0]) or {"$invoke": parts}
    return {"$invoke": [parts[0], *_trimmed(parts[1:])]}


def _joined(glue: Any, items: Sequence[Any]) -> Any:
    """A list that is joined, as one text; ``None`` where it cannot be."""
    if not isinstance(glue, str) or any(isinstance(item, list) for item in items):
        return None
    parts: list[Any] = []
    for number, item in enumerate(items):
        parts += [glue, item] if number else [item]
    return _text(parts)


def _template(argument: Any, known: Known) -> Any:
    return _text(canonical(argument, known)) if isinstance(argument, list) else {"$template": argument}


def _text(parts: Sequence[Any]) -> Any:
    """Parts to one value: texts side by side joined, texts in texts flattened."""
    flat: list[Any] = []
    for part in parts:
        inner = part.get("$template") if isinstance(part, dict) and len(part) == 1 else None
        for piece in inner if isinstance(inner, list) else [part]:
            text = _spelled(piece)
            if isinstance(text, str) and flat and isinstance(flat[-1], str):
                flat[-1] += text
            elif text != "":
                flat.append(text)
    if not flat:
        return ""
    return flat[0] if len(flat) == 1 else {"$template": flat}


def _spelled(part: Any) -> Any:
    if isinstance(part, bool):
        return "true" if part else "false"
    return str(part) if isinstance(part, (int, float)) else part


def _whole(number: float) -> float:
    return int(number) if isinstance(number, float) and number.is_integer() else number


def _binary(argument: Any, known: Known) -> Any:
    parts = canonical(argument, known)
    if not isinstance(parts, list) or len(parts) != 3:
        return {"$binary": parts}
    operator, left, right = parts
    if operator == "+" and (_is_text(left) or _is_text(right)):
        return _text([left, right])
    if operator in _SYMMETRIC:
        return {"$binary": [operator, *sorted((left, right), key=_sort_key)]}
    if operator in ("*", "+", "-") and all(isinstance(side, int) and not isinstance(side, bool) for side in parts[1:]):
        result = {"*": left * right, "+": left + right, "-": left - right}[operator]
        return result if abs(result) < LARGEST_NUMBER else {"$binary": parts}
    return {"$binary": parts}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and "$template" in value)


def _not(argument: Any, known: Known) -> Any:
    inner = canonical(argument, known)
    parts = inner.get("$binary") if isinstance(inner, dict) else None
    if isinstance(parts, list) and len(parts) == 3 and parts[0] in _OPPOSITE:
        return {"$binary": [_OPPOSITE[parts[0]], *parts[1:]]}
    return {"$not": inner}


def _if(argument: Any, known: Known) -> Any:
    parts = canonical(argument, known)
    if not isinstance(parts, list) or len(parts) != 3:
        return {"$if": parts}
    test, yes, no = parts
    if isinstance(test, dict) and "$not" in test:
        return {"$if": [test["$not"], no, yes]}
    if isinstance(test, dict) and isinstance(test.get("$binary"), list) and test["$binary"][:1] == ["!=="]:
        return {"$if": [{"$binary": ["===", *test["$binary"][1:]]}, no, yes]}
    return {"$if": parts}


def bare_code(code: str) -> str:
    """Code without what is a matter of taste: white space, kinds of quotes, the ends of lists, blocks and statements,
    ``let`` for ``const``, ``{ a: a }`` for ``{ a }``, a block that only returns.
    """
    text = _BACKTICKS.sub(r"'\1'", _DOUBLE.sub(r"'\1'", code))
    text = _TIGHT.sub(r"\1", _SPACE.sub(" ", text.replace("\n", ";"))).strip(" ;")
    text = _TRAILING.sub(r"\1", _LET.sub("const ", text)).replace("};", "}")
    text = _RETURNS.sub(r"=>\1", _TWICE.sub(r"\1\2", text))
    return _INTERFACE.sub(r"\1", _ARROW.sub(r"\1=>", text))


def _code(name: str, argument: Any) -> Any:
    return {name: bare_code(argument) if isinstance(argument, str) else argument}


def _sort_key(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


_FORMS: dict[str, Callable[[Any, Known], Any]] = {
    "$name": _name,
    "$member": _member,
    "$path": _path,
    "$get": _get,
    "$ref": lambda argument, known: {"$ref": argument},
    "$call": _call,
    "$new": _new,
    "$invoke": _invoke,
    "$template": _template,
    "$binary": _binary,
    "$not": _not,
    "$if": _if,
    "$code": lambda argument, known: _code("$code", argument),
    "$lambda": lambda argument, known: _code("$lambda", argument),
    SURROUNDED: lambda argument, known: _code(SURROUNDED, argument),
    "$spread": lambda argument, known: _list("$spread", argument, known),
}
