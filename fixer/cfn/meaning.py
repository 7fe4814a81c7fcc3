"""What a value comes to at its place: spellings that CloudFormation, or the service behind it, reads alike.

``plain`` and ``scalar`` bring a canonical value (``intrinsics``) into the one form that its place prefers; two values
that are equal then are equal in effect. Nothing of this is ever written to a file.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from fixer.cfn import policies, schema, sections
from fixer.cfn.embedded import embedded
from fixer.cfn.intrinsics import NO_VALUE, Conditions, canonical, function
from fixer.cfn.notation import text_of
from fixer.cfn.renaming import Names, rename
from fixer.cfn.schema import without_branches
from fixer.compare.gaps import ABSENT, Entry
from fixer.compare.layout import layout

# https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html: a protocol by its name or number.
_PROTOCOLS = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}
_DOMAIN_NAMES = {
    ("AWS::Route53::RecordSet", "Name"), ("AWS::Route53::RecordSetGroup", "RecordSets/*/Name"),
    ("AWS::Route53::HostedZone", "Name"),
}  # fmt: skip
# Documents that reach a service as JSON, in which a number is no text: a pattern with 300 does not match "300".
_JSON_PLACES = {
    ("AWS::Events::Rule", "EventPattern"),
    ("AWS::Events::Archive", "EventPattern"),
    ("AWS::SNS::Subscription", "FilterPolicy"),
    ("AWS::StepFunctions::StateMachine", "Definition"),
    ("AWS::ApiGateway::RestApi", "Body"),
    ("AWS::ApiGatewayV2::Api", "Body"),
}
# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
_ONE_OR_MORE = {("AWS::Serverless::Function", "Policies")}
# Leaving these out says the same as leaving them empty.
_EMPTY: dict[str, Any] = {"Properties": {}, "Metadata": {}, "DependsOn": []}


def plain(entry: Entry, path: Sequence[str], value: Any) -> Any:
    """A canonical value in the form that its place prefers; ``ABSENT`` where it says as much as its absence."""
    if isinstance(value, dict) and value == NO_VALUE:
        return ABSENT
    if not path:
        return [value] if entry.section == "Transform" and not isinstance(value, list) else value
    # Nearly every place is somewhere in a property, where only policies prefer a form.
    if len(path) > 2 and path[0] == "Properties" and "Statement" not in path:
        return value
    if is_for_tools(entry, path):
        return ABSENT
    if len(path) == 1 and entry.section == "Resources" and path[0] in _EMPTY:
        if value == _EMPTY[path[0]] or (path[0] == "Metadata" and sections.only_for_tools(value)):
            return ABSENT
        return [value] if path[0] == "DependsOn" and isinstance(value, str) else value
    if len(path) == 2 and (entry.type, path[1]) in _ONE_OR_MORE and not isinstance(value, list):
        return [value]
    if "Statement" in path:
        last, below = _statement(entry.type, tuple(path))
        return value if below is None else policies.plain(entry.type, last, below, value)
    return value


# Asked of every place in a policy, on both sides.
@lru_cache(maxsize=4096)
def _statement(kind: str | None, path: tuple[str, ...]) -> tuple[str, tuple[str, ...] | None]:
    """The last token of a place, and the route below the policy's statement that it lies in."""
    path = without_branches(path)
    return path[-1] if path else "", policies.below_statement(kind, path)


def is_for_tools(entry: Entry, path: Sequence[str]) -> bool:
    """Whether a tool keeps something for itself at or above a place."""
    if entry.section == "Metadata":
        return bool(path) and sections.is_for_tools(path[0])
    return len(path) > 1 and path[0] == "Metadata" and sections.is_for_tools(path[1])


def scalar(entry: Entry, path: Sequence[str], value: Any) -> Hashable:
    """What a scalar is read as at its place: equal for all spellings of one value."""
    return _reading(entry.type, tuple(path))(value)


# Both sides ask about a place, and of a list's items each once for every item that it is compared with.
@lru_cache(maxsize=4096)
def _reading(kind: str | None, path: tuple[str, ...]) -> schema.Reading:
    """How scalars are read at one place."""
    tokens = without_branches(path)
    below = policies.below_statement(kind, tokens)
    known = schema.facts(kind) if kind and path[:1] == ("Properties",) else None
    named: schema.Reading | None = None
    if "#" in path:
        read = _json_key if below is None else schema.reading(None)
    elif known is None or (kind, *path[1:2]) in _JSON_PLACES:
        read = schema.reading(None) if known is None else _json_key
    else:
        read, named = schema.reading(known.shape(path[1:])), _alias(kind or "", tokens)
    if below is not None and policies.has_no_case(below):
        return lambda value: read(value.lower() if isinstance(value, str) else value)
    return read if named is None else lambda value: read(named(value))


def _json_key(value: Any) -> Hashable:
    """A scalar inside a JSON document, where a number is no text."""
    if isinstance(value, (bool, str)) or value is None:
        return (type(value).__name__, value)
    return ("number", schema.whole(value))


def _alias(kind: str, path: tuple[str, ...]) -> schema.Reading | None:
    """What takes one of a value's names for another at a place; ``None`` where each has one name."""
    if path[-1] == "IpProtocol":
        return lambda value: _PROTOCOLS.get(str(value), value) if isinstance(value, (str, int)) else value
    if kind.startswith("AWS::Route53::"):
        place = "/".join("*" if token.isdecimal() else token for token in path[1:])
        if (kind, place) in _DOMAIN_NAMES:
            return lambda value: value.removesuffix(".") if isinstance(value, str) else value
    return None


def agreed(model: Mapping[str, Any], ideal: Mapping[str, Any], names: Names) -> Conditions:
    """The conditions that both templates have, each as another such condition and whether it is its opposite.

    What one template lacks is not in it: a function that names it must not be called equal to one that does not.
    """
    left, right = ((side.get("Conditions") if isinstance(side, dict) else None) for side in (model, ideal))
    if not isinstance(left, dict) or not isinstance(right, dict):
        return {}
    others = {names.get(("condition", name), name): body for name, body in right.items()}
    known: dict[str, tuple[str, bool]] = {}
    for name in left.keys() & others.keys():
        mine, other = canonical(left[name]), canonical(rename(others[name], names))
        base = _denied(mine) if mine == other else None
        known[name] = (base, True) if base in left and base in others and base != name else (name, False)
    # One step only: a chain of opposites keeps its own names beyond the first.
    return {name: (base, opposite) if not known[base][1] else (name, False) for name, (base, opposite) in known.items()}


def _denied(condition: Any) -> str:
    """``X`` for ``{"Fn::Not": [{"Condition": X}]}``."""
    argument = condition.get("Fn::Not") if isinstance(condition, dict) else None
    inner = argument[0] if isinstance(argument, list) and len(argument) == 1 else None
    return str(inner["Condition"]) if inner is not None and function(inner) == "Condition" else ""


def cosmetic(entry: Entry, path: Sequence[str], model: Any, ideal: Any) -> bool:
    """Whether two values differ in no more than their layout.

    That is how the lines of a text end or are indented, white space in a description, or a document that stands there
    as an object on one side and as its JSON text on the other.
    """
    if _is_object(model) != _is_object(ideal):
        return _takes_both(entry, path) and _same_document(model, ideal)
    described = entry.section == "Description" or bool(path and path[-1] == "Description")
    if not described and not (_has_lines(model) and _has_lines(ideal)):
        return False
    left, right = text_of(model), text_of(ideal)
    if left is None or right is None:
        return False
    if described:
        return left.split() == right.split()
    if "\n" not in left.strip() or "\n" not in right.strip():
        return False
    # Other words are another text, however they are laid out; that is told in a tenth of the time.
    return left.split() == right.split() and layout(left) == layout(right)


def _is_object(value: Any) -> bool:
    return isinstance(value, list) or (isinstance(value, dict) and function(value) is None)


def _has_lines(value: Any) -> bool:
    """Whether a text somewhere in a value has lines: else what is made of it has none either."""
    if isinstance(value, str):
        return "\n" in value
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(_has_lines, items))


def _takes_both(entry: Entry, path: Sequence[str]) -> bool:
    """Whether the schema lets an object stand here as well as its JSON text."""
    known = schema.facts(entry.type) if entry.type and path[:1] == ("Properties",) else None
    shape = known.shape(path[1:]) if known else None
    return shape is not None and {"object", "string"} <= set(shape.types)


def _same_document(model: Any, ideal: Any) -> bool:
    sides = ({"Fn::ToJsonString": side} if _is_object(side) else side for side in (model, ideal))
    left, right = (embedded(side, {}) for side in sides)
    return left is not None and right is not None and left.document == right.document
