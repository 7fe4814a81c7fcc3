"""A patch in CloudFormation's words as one of the construct: which property, and which value of it, writes the same.

Whatever is proposed is tried: put in CloudFormation's words again, the value must say what the patch says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fixer.catalogue.evaluate import UNKNOWN
from fixer.cdk.counterparts import Class, Row, Tokens, bound, filled
from fixer.cdk.put import REMOVAL, RETENTION, put
from fixer.cfn import schema
from fixer.pointer import join, resolve, split

Operation = Mapping[str, Any]
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|-")
# The enumerations that properties take their values from, and the ways that can be read backwards by their names.
_ENUMERATIONS = {
    "tracing": "aws-lambda.Tracing",
    "treatMissingData": "aws-cloudwatch.TreatMissingData",
    "comparisonOperator": "aws-cloudwatch.ComparisonOperator",
    "viewerProtocolPolicy": "aws-cloudfront.ViewerProtocolPolicy",
    "imageTagMutability": "aws-ecr.TagMutability",
    "billingMode": "aws-dynamodb.BillingMode",
    "stateMachineType": "aws-stepfunctions.StateMachineType",
}
_NAMED = ("title", "pascal", "camel", "kebab", "member")
_MEMBERS = {
    "block": ("/aws-s3.BlockPublicAccess.BLOCK_ALL",),
    "encryption": ("/aws-s3.BucketEncryption.S3_MANAGED", "/aws-s3.BucketEncryption.KMS_MANAGED"),
    "sse": ("/aws-dynamodb.TableEncryption.AWS_MANAGED",),
    "retention": tuple(f"/aws-logs.RetentionDays.{name}" for name in RETENTION),
    "removal": tuple(f".RemovalPolicy.{name}" for name in REMOVAL),
}


def translated(known: Class, properties: Mapping[str, Any], patch: Sequence[Operation]) -> tuple[Operation, ...] | None:
    """The operations on the construct that come to a patch of its resource; ``None`` where none are known to."""
    found: list[Operation] = []
    for operation in patch:
        if operation["op"] not in ("add", "replace"):
            return None
        place = split(operation["path"])
        own = (_plainly if known.plain else _own)(known, properties, place, operation["value"])
        if own is None:
            return None
        if own not in found:
            found.append(own)
    return tuple(found) or None


def _own(known: Class, properties: Mapping[str, Any], place: Tokens, value: Any) -> Operation | None:
    for row in known.rows:
        stars = bound(row.place, place) if row.type is None and row.value != "data" else None
        # The row may write the object that the place is in, or a part of what the patch writes.
        for wanted in _within(row, stars, place, value):
            for candidate in _candidates(row, wanted):
                if says(put(candidate, row.value), wanted):
                    path = filled(row.path, stars or ())
                    there = _there(properties, path)
                    return {
                        "op": "replace" if there else "add",
                        "path": join(("Properties", *path)),
                        "value": candidate,
                    }
    return None


def _plainly(known: Class, properties: Mapping[str, Any], place: Tokens, value: Any) -> Operation | None:
    """For a class that is the resource as it is: the same under its own names, as far as the schema knows them."""
    facts = schema.facts(known.type) if known.type else None
    if facts is None or place[:1] != ("Properties",) or len(place) < 2:
        return None
    path: list[str] = []
    node: Any = properties
    for number, token in enumerate(place[1:], 1):
        if not token.isdecimal() and token not in facts.members(place[1:number]):
            return None
        there = [key for key in node if key.lower() == token.lower()] if isinstance(node, Mapping) else []
        path.append(there[0] if there else token if token.isdecimal() else camel(token))
        node = _at(node, path[-1])
    written = _written(facts, place[1:], value)
    if written is UNKNOWN:
        return None
    op = "replace" if _there(properties, tuple(path)) else "add"
    return {"op": op, "path": join(("Properties", *path)), "value": written}


def _at(node: Any, token: str) -> Any:
    if isinstance(node, list):
        return node[int(token)] if token.isdecimal() and int(token) < len(node) else None
    return node.get(token) if isinstance(node, Mapping) else None


def _written(facts: schema.TypeFacts, above: Tokens, value: Any) -> Any:
    """A value under the names of the CDK; ``UNKNOWN`` where it refers to anything or has members that are no names."""
    if isinstance(value, list):
        items = [_written(facts, (*above, "0"), item) for item in value]
        return UNKNOWN if any(item is UNKNOWN for item in items) else items
    if isinstance(value, Mapping):
        known = facts.members(above)
        members = {camel(key): _written(facts, (*above, key), item) for key, item in value.items()}
        unknown = any(key not in known for key in value) or any(item is UNKNOWN for item in members.values())
        return UNKNOWN if unknown else members
    return value


def _within(row: Row, stars: Tokens | None, place: Tokens, value: Any) -> Iterator[Any]:
    """What a row would have to say, if it can say all of the patch."""
    if stars is not None and len(row.place) == len(place):
        yield value
    elif stars is not None:
        wanted = value
        for token in reversed(place[len(row.place) :]):
            wanted = {token: wanted}
        yield wanted
    elif "*" not in row.path and row.place[: len(place)] == place:
        inner = value
        for token in row.place[len(place) :]:
            if not isinstance(inner, Mapping) or list(inner) != [token]:
                return
            inner = inner[token]
        yield inner


def _candidates(row: Row, wanted: Any) -> Iterator[Any]:
    """Values of the CDK that may say what is wanted."""
    if row.value in _MEMBERS:
        yield from ({"$member": f"aws-cdk-lib{name}"} for name in _MEMBERS[row.value])
    elif row.value in ("seconds", "days"):
        yield from _durations(row.value, wanted)
    elif row.value in _NAMED and isinstance(wanted, str) and row.path[-1] in _ENUMERATIONS:
        name = "_".join(_WORD.split(wanted)).upper()
        yield {"$member": f"aws-cdk-lib/{_ENUMERATIONS[row.path[-1]]}.{name}"}
    else:
        # Texts may stand for keys, roles and other constructs; a flag or a number is what it is.
        plain = _plain(wanted)
        yield from (True, False) if plain is None else (plain, True, False)


def _durations(way: str, wanted: Any) -> Iterator[Any]:
    if isinstance(wanted, int) and not isinstance(wanted, bool):
        unit, number = ("days", wanted) if way == "days" else ("seconds", wanted)
        if unit == "seconds" and number % 60 == 0:
            unit, number = "minutes", number // 60
        yield {"$call": [f"aws-cdk-lib.Duration.{unit}", number]}


def _plain(value: Any) -> Any:
    """Flags and numbers as they are, also as members of an object; ``None`` for anything else."""
    if isinstance(value, Mapping):
        items = {key[:1].lower() + key[1:]: _plain(item) for key, item in value.items()}
        return items if items and None not in items.values() else None
    return value if isinstance(value, (bool, int, float)) else None


def says(made: Any, wanted: Any) -> bool:
    """Whether a value in CloudFormation's words holds all that is wanted."""
    if made is UNKNOWN:
        return False
    if isinstance(wanted, Mapping):
        return isinstance(made, Mapping) and all(key in made and says(made[key], item) for key, item in wanted.items())
    if isinstance(wanted, list):
        return isinstance(made, list) and len(made) == len(wanted) and all(map(says, made, wanted))
    return type(made) is type(wanted) and bool(made == wanted)


def _there(properties: Mapping[str, Any], path: Tokens) -> bool:
    try:
        resolve(properties, path)
    except LookupError:
        return False
    return True


def camel(token: str) -> str:
    """``KMSKeyId`` as ``kmsKeyId``."""
    capitals = len(token) - len(token.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    head = capitals if capitals == len(token) else max(capitals - 1, 1)
    return token[:head].lower() + token[head:]
