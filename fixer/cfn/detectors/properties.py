"""What the resource schemas refuse, in the words that CloudFormation prints: unknown, missing and wrong properties."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fixer.cfn import schema
from fixer.cfn.constraints import date
from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack, as_map
from fixer.cfn.nearest import nearest_type
from fixer.cfn.schema_walk import Cursor, properties
from fixer.pointer import join, resolve

DEEPEST = 30
LONGEST_SUBJECT = 512
# Rules of their own say more about these.
ELSEWHERE = {
    ("AWS::Config::ConfigurationRecorder", "RoleArn"), ("AWS::Config::ConfigurationRecorder", "RoleARN"),
    ("AWS::Events::Rule", "MaximumEventAge"), ("AWS::Events::Rule", "MaximumRetries"),
    ("AWS::S3::Bucket", "BucketName"),
    ("AWS::CloudTrail::Trail", "IsLogging"), ("AWS::SSM::Parameter", "Type"), ("AWS::SSM::Parameter", "KeyId"),
    ("AWS::SSM::Parameter", "KmsKeyId"),
}  # fmt: skip
_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,18})?")
_NAMES = {"array": "JSONArray", "object": "JSONObject", "string": "String", "integer": "Integer", "number": "Number",
          "boolean": "Boolean"}  # fmt: skip
_TEXTS = ("Fn::Join", "Fn::Sub", "Fn::Base64", "Fn::ImportValue")
_LISTS = ("Fn::Split", "Fn::GetAZs", "Fn::Cidr")

Path = tuple[str, ...]


def resource_type_unknown(stack: Stack) -> list[Place]:
    """Types that CloudFormation does not have."""
    if stack.written_by_macro:
        return []
    places = []
    for one in stack.resources.values():
        if not one.type.startswith(("AWS::", "Alexa::")) or one.type.startswith("AWS::Serverless::"):
            continue
        if properties(one.type) is None:
            near = nearest_type(one.type)
            hint = f"; the nearest is {near}" if near else ""
            message = f"Template format error: Unrecognized resource types: [{one.type}]{hint}"
            places.append(Place(f"{one.pointer}/Type", message))
    return places


def property_unknown(stack: Stack) -> list[Place]:
    """Properties that their type does not have."""
    return _found(stack)["unknown"]


def property_required_missing(stack: Stack) -> list[Place]:
    """Properties that are not there and must be."""
    return _found(stack)["missing"]


def property_value_invalid(stack: Stack) -> list[Place]:
    """Values that are none of those allowed, or outside of their bounds."""
    return _found(stack)["value"]


def property_type_wrong(stack: Stack) -> list[Place]:
    """A text where a list must stand, a list for an object, and so on."""
    return [place for place in _found(stack)["type"] if not place.pointer.endswith("/Tags")]


def tags_wrong_shape(stack: Stack) -> list[Place]:
    """A list of tags where the type takes a map, or the other way round."""
    places = [place for place in _found(stack)["type"] if place.pointer.endswith("/Tags")]
    return [
        replace(place, patch=_as_mapping(place.pointer, resolve(stack.template, place.pointer))) for place in places
    ]


def _as_mapping(at: str, tags: Any) -> tuple[Mapping[str, Any], ...]:
    """The patch that makes a map of a list of tags; none where a key is computed or stands twice."""
    if not isinstance(tags, list) or not all(isinstance(one, dict) and one.keys() == {"Key", "Value"} for one in tags):
        return ()
    keys = [one["Key"] for one in tags]
    if not all(isinstance(key, str) for key in keys) or len(set(keys)) < len(keys):
        return ()
    return ({"op": "replace", "path": at, "value": {one["Key"]: one["Value"] for one in tags}},)


def property_text_invalid(stack: Stack) -> list[Place]:
    """Texts too long, too short or with the wrong characters; lists with too many or too few items."""
    return _found(stack)["text"]


def value_unlisted(stack: Stack) -> list[Place]:
    """Instance types, runtimes and the like that AWS' long lists do not have."""
    return _found(stack)["unlisted"]


def properties_exclusive(stack: Stack) -> list[Place]:
    """Properties that exclude each other, or of which one must be there."""
    return _found(stack)["together"]


def _found(stack: Stack) -> dict[str, list[Place]]:
    return stack.shared(_walk)


def _walk(stack: Stack) -> dict[str, list[Place]]:
    """Everything that the schemas have against the template, by kind."""
    found: dict[str, list[Place]] = defaultdict(list)
    if stack.written_by_macro:
        return found
    for one in stack.resources.values():
        cursor = properties(one.type)
        written = one.body.get("Properties", {})
        if cursor is not None and isinstance(written, dict):
            _Walker(stack, one, found).value(cursor, written, (), 0)
    return found


class _Walker:
    """Walks one resource and notes what is wrong."""

    def __init__(self, stack: Stack, resource: Resource, found: dict[str, list[Place]]) -> None:
        self.stack = stack
        self.resource = resource
        self.found = found

    def note(self, kind: str, path: Path, message: str, patch: tuple[Mapping[str, Any], ...] = ()) -> None:
        place = f"#/{'/'.join(path)}" if path else "#"
        self.found[kind].append(Place(self.resource.at(*path), f"{place}: {message}", patch))

    def elsewhere(self, name: str) -> bool:
        return (self.resource.type, name) in ELSEWHERE

    def value(self, cursor: Cursor, value: Any, path: Path, depth: int) -> None:
        """Checks what stands at a place, in every branch of an Fn::If."""
        if depth > DEEPEST or value is None:
            return
        if isinstance(value, dict):
            branches = self.stack.values.branches(value)
            if branches:
                for number, branch in enumerate(branches, 1):
                    self.value(cursor, branch, (*path, "Fn::If", str(number)), depth + 1)
            elif self.stack.values.function(value) or (len(value) == 1 and next(iter(value)) == "Fn::Transform"):
                self.call(cursor, value, path)
            elif self.shape(cursor, "object", path):
                self.object(cursor, value, path, depth)
        elif isinstance(value, list):
            if self.shape(cursor, "array", path):
                self.list(cursor, value, path, depth)
        else:
            self.scalar(cursor, value, path)

    def object(self, cursor: Cursor, value: Mapping[str, Any], path: Path, depth: int) -> None:
        """Checks the members of an object."""
        if any(not isinstance(key, str) or key.startswith(("Fn::Transform", "Fn::ForEach")) for key in value):
            return
        for key, item in value.items():
            if key.startswith("Fn::"):
                self.note("unknown", (*path, key), f"extraneous key [{key}] is not permitted: a function stands alone")
                return
            below = cursor.child(key)
            if below is not None:
                self.value(below, item, (*path, key), depth + 1)
                if not path and key in cursor.read_only:
                    self.note("unknown", (key,), f"Encountered a read-only property: {key} is set by AWS")
            elif cursor.denies(key) and not self.elsewhere(key):
                self.unknown(cursor, key, value, path)
        nothing = {name for name in cursor.required & value.keys() if self.stack.present(value[name]) is False}
        for name in sorted(cursor.required.difference(value) | nothing):
            if not self.elsewhere(name):
                self.note("missing", path, f"required key [{name}] not found")
        self.together(cursor.demands, value, path)

    def unknown(self, cursor: Cursor, key: str, value: Mapping[str, Any], path: Path) -> None:
        near = cursor.nearest(key)
        patch: tuple[Mapping[str, Any], ...] = ()
        if near and near not in value:
            at = self.resource.at(*path)
            patch = ({"op": "move", "from": at + join((key,)), "path": at + join((near,))},)
        hint = f"; the nearest is {near}" if near else ""
        self.note("unknown", (*path, key), f"extraneous key [{key}] is not permitted{hint}", patch)

    def together(self, demands: Mapping[str, Any], value: Mapping[str, Any], path: Path) -> None:
        """Checks which members may or must stand together."""
        if not demands:
            return
        there = {key: self.stack.present(item) for key, item in value.items()}
        for keyword in ("requiredXor", "requiredOr"):
            names = demands.get(keyword)
            if names and not any(there.get(name, False) is not False for name in names):
                word = "one" if keyword == "requiredXor" else "at least one"
                self.note("together", path, f"required is {word} of {', '.join(names)}")
            elif names and keyword == "requiredXor":
                both = [name for name in names if there.get(name)]
                if len(both) > 1:
                    self.note("together", (*path, both[1]), f"only one of {', '.join(both)} may be given")
        for name, others in demands.get("dependentExcluded", {}).items():
            both = [other for other in others if there.get(other) and there.get(name)]
            if both:
                self.note("together", (*path, both[0]), f"{both[0]} may not be given together with {name}")
        for name, others in demands.get("dependentRequired", {}).items():
            lacking = [other for other in others if there.get(other, False) is False and there.get(name)]
            if lacking:
                self.note("together", path, f"{name} needs {', '.join(lacking)} beside it")

    def list(self, cursor: Cursor, value: list[Any], path: Path, depth: int) -> None:
        """Checks the items of a list, and their number."""
        below = cursor.child("*")
        if below is not None:
            for number, item in enumerate(value):
                self.value(below, item, (*path, str(number)), depth + 1)
        if cursor.demands and all(item is None or not isinstance(item, dict) or not self.vague(item) for item in value):
            low, high = cursor.demands.get("minItems"), cursor.demands.get("maxItems")
            if low is not None and len(value) < low:
                self.note("text", path, f"expected minimum item count: {low}, found: {len(value)}")
            if high is not None and len(value) > high:
                self.note("text", path, f"expected maximum item count: {high}, found: {len(value)}")

    def vague(self, item: Mapping[str, Any]) -> bool:
        """Whether an item may turn out to be none, or several."""
        return self.stack.values.function(item) and next(iter(item)) not in ("Fn::Sub", "Fn::GetAtt", "Fn::Join")

    def shape(self, cursor: Cursor, shape: str, path: Path) -> bool:
        """Whether an object or a list may stand here."""
        types = cursor.types
        if not types or shape in types:
            return True
        self.note("type", path, f"expected type: {_NAMES[min(types)]}, found: {_NAMES[shape]}")
        return False

    def call(self, cursor: Cursor, value: Mapping[str, Any], path: Path) -> None:
        """Checks a call: whether it makes a list or a text, and what it comes to."""
        (name,) = value
        types = cursor.types
        several = gives_list(self.stack, value)
        if types == {"array"} and (name in _TEXTS or several is False):
            self.note("type", path, "expected type: JSONArray, found: String")
        elif types and not types & {"array", "object"} and (name in _LISTS or several is True):
            self.note("type", path, "expected type: String, found: JSONArray")
        elif types and not types & {"array", "object"}:
            known, result = self.stack.values.resolve(value)
            if known and isinstance(result, (str, int, float)):
                self.scalar(cursor, result, path)
            elif not known and "maxLength" in cursor.demands:
                self.too_long(cursor, value, path)

    def too_long(self, cursor: Cursor, value: Any, path: Path) -> None:
        """A text that is too long whatever its unknown parts come to."""
        pieces = self.stack.values.pieces(value)
        least = sum(map(len, pieces or ()))
        if least > cursor.demands["maxLength"]:
            self.note("text", path, f"expected maxLength: {cursor.demands['maxLength']}, actual: at least {least}")

    def scalar(self, cursor: Cursor, value: Any, path: Path) -> None:
        """Checks a text, a number or a truth."""
        types = cursor.types
        if types and "string" not in types:
            wanted = self.wrong_type(types, value)
            if wanted:
                self.note("type", path, f"expected type: {wanted}, found: {_found_name(value)}")
                return
        said = cursor.said
        if self.elsewhere(path[-1]):
            return
        if said.enum and not any(_same(value, one) for one in said.enum):
            self.enum(said.enum, value, path)
            return
        number = _number(value) if types & {"integer", "number"} else None
        if number is not None and said.maximum is not None and number > said.maximum:
            self.note("value", path, f"{value} is not less or equal to {said.maximum}")
        if number is not None and said.minimum is not None and number < said.minimum:
            self.note("value", path, f"{value} is not greater or equal to {said.minimum}")
        if cursor.demands and isinstance(value, (str, int)):
            self.text(cursor.demands, str(value).lower() if isinstance(value, bool) else str(value), path)

    def wrong_type(self, types: frozenset[str], value: Any) -> str | None:
        """The type that should stand here, if it does not."""
        if isinstance(value, str) and "{{resolve:" in value:
            return None
        if types & {"integer", "number"} and _number(value) is not None:
            return None
        if "boolean" in types and str(value) in ("True", "False", "true", "false"):
            return None
        return _NAMES[min(types)]

    def enum(self, allowed: tuple[Any, ...], value: Any, path: Path) -> None:
        """Notes a value that is none of those allowed, with the one that it was probably meant to be."""
        same = [one for one in allowed if str(one).lower() == str(value).lower()]
        patch = ({"op": "replace", "path": self.resource.at(*path), "value": same[0]},) if same else ()
        choice = ", ".join(map(str, allowed[:12])) + (" …" if len(allowed) > 12 else "")
        self.note("value", path, f"{value} is not a valid enum value (one of {choice})", patch)

    def text(self, demands: Mapping[str, Any], value: str, path: Path) -> None:
        """Checks length and characters."""
        low, high, pattern = (demands.get(key) for key in ("minLength", "maxLength", "pattern"))
        if "{{resolve:" in value:
            return
        listed = demands.get("enum")
        if listed and value not in listed:
            from difflib import get_close_matches

            near = get_close_matches(value, listed, n=1, cutoff=0.7)
            hint = f"; the nearest is {near[0]}" if near else ""
            self.note("unlisted", path, f"{value[:60]} is not on the list of {date()}{hint}")
            return
        if high is not None and len(value) > high:
            self.note("text", path, f"expected maxLength: {high}, actual: {len(value)}")
        elif low is not None and len(value) < low:
            self.note("text", path, f"expected minLength: {low}, actual: {len(value)}")
        elif pattern and len(value) <= LONGEST_SUBJECT and not re.search(pattern, value, re.ASCII):
            self.note("text", path, f"failed validation constraint for keyword [pattern]: '{value[:80]}'")


def gives_list(stack: Stack, value: Any) -> bool | None:
    """Whether a reference gives a list; ``None`` where that is not known, or where it is no reference."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    ((name, argument),) = value.items()
    if name == "Ref" and isinstance(argument, str):
        kind = as_map(stack.section("Parameters").get(argument)).get("Type")
        if isinstance(kind, str):
            return kind == "CommaDelimitedList" or "List<" in kind
        made = stack.resources.get(argument)
        return False if made is not None and _plain(made) else None
    if name != "Fn::GetAtt" or not isinstance(argument, list) or not all(isinstance(one, str) for one in argument):
        return None
    target = stack.resources.get(argument[0]) if len(argument) == 2 else None
    known = schema.facts(target.type) if target is not None and _plain(target) and "." not in argument[1] else None
    shape = known.shape([argument[1]]) if known is not None else None
    return None if shape is None or not shape.types else set(shape.types) == {"array"}


def _plain(one: Resource) -> bool:
    """Whether the schema says what a resource gives: what serves a custom one decides that by itself."""
    return one.type.startswith("AWS::") and not one.type.startswith("AWS::CloudFormation::")


def _found_name(value: Any) -> str:
    return "Boolean" if isinstance(value, bool) else "String" if isinstance(value, str) else "Number"


def _same(value: Any, allowed: Any) -> bool:
    return str(value) == str(allowed) or (isinstance(value, bool) and str(value).lower() == str(allowed).lower())


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    return float(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else None
