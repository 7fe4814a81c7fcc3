"""Values of the CDK in CloudFormation's words: durations as numbers, members of enumerations as the texts they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from fixer.catalogue.evaluate import UNKNOWN, Partial
from fixer.lazy import pattern

_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}
REMOVAL = {
    "DESTROY": "Delete", "RETAIN": "Retain", "SNAPSHOT": "Snapshot",
    "RETAIN_ON_UPDATE_OR_DELETE": "RetainExceptOnCreate",
}  # fmt: skip
# https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_logs.RetentionDays.html
RETENTION = {
    "ONE_DAY": 1, "THREE_DAYS": 3, "FIVE_DAYS": 5, "ONE_WEEK": 7, "TWO_WEEKS": 14, "ONE_MONTH": 30, "TWO_MONTHS": 60,
    "THREE_MONTHS": 90, "FOUR_MONTHS": 120, "FIVE_MONTHS": 150, "SIX_MONTHS": 180, "ONE_YEAR": 365,
    "THIRTEEN_MONTHS": 400, "EIGHTEEN_MONTHS": 545, "TWO_YEARS": 731, "THREE_YEARS": 1096, "FIVE_YEARS": 1827,
    "SIX_YEARS": 2192, "SEVEN_YEARS": 2557, "EIGHT_YEARS": 2922, "NINE_YEARS": 3288, "TEN_YEARS": 3653,
    "INFINITE": None,
}  # fmt: skip
_STORAGE = {"INFREQUENT_ACCESS": "STANDARD_IA", "ONE_ZONE_INFREQUENT_ACCESS": "ONEZONE_IA"}
_ALGORITHMS = {"S3_MANAGED": "AES256", "KMS": "aws:kms", "KMS_MANAGED": "aws:kms", "DSSE": "aws:kms:dsse",
               "DSSE_MANAGED": "aws:kms:dsse"}  # fmt: skip
_SSE: dict[str, Any] = {"DEFAULT": None, "AWS_MANAGED": {"SSEEnabled": True},
                        "CUSTOMER_MANAGED": {"SSEEnabled": True, "SSEType": "KMS"}}  # fmt: skip
_BLOCKS = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")
_RUNTIME = pattern(r"(NODEJS|PYTHON|JAVA|DOTNET_CORE|DOTNET|RUBY|GO|PROVIDED)_?([0-9].*|AL2|AL2023)?")


def spoken(value: Any) -> bool:
    """Whether a value is an expression and no object: a mapping of one key that begins with ``$``."""
    return isinstance(value, dict) and len(value) == 1 and next(iter(value)).startswith("$")


def put(value: Any, way: str, has_rows: bool = False) -> Any:
    """A value as a way of the table puts it; what it cannot put stays the expression it is: there, and unknown.

    ``has_rows``: what is in it is put by rows of its own.
    """
    if way == "-":
        return _skeleton(value) if has_rows else _literal(value)
    return _VALUES[way](value)


def _literal(value: Any) -> Any:
    """Literals as they are; the members of an object with a capital, as CloudFormation has them."""
    if spoken(value):
        return value
    if isinstance(value, list):
        return [_literal(item) for item in value]
    if isinstance(value, dict):
        return Partial((key[:1].upper() + key[1:], _literal(item)) for key, item in value.items())
    return value


def _skeleton(value: Any) -> Any:
    if isinstance(value, list):
        return [item if spoken(item) or not isinstance(item, dict) else Partial() for item in value]
    return Partial() if isinstance(value, dict) and not spoken(value) else value


def member(value: Any) -> str | None:
    """The last name of a member of an enumeration: ``KMS`` of ``aws-cdk-lib/aws-s3.BucketEncryption.KMS``."""
    text = value.get("$member") if isinstance(value, dict) else None
    return text.rpartition(".")[2] if isinstance(text, str) else None


def _called(value: Any) -> list[Any]:
    """The callee, without its module, and the arguments of a call or of a new object."""
    call = value.get("$call", value.get("$new")) if isinstance(value, dict) else None
    if not isinstance(call, list) or not call or not isinstance(call[0], str):
        return [""]
    return [call[0].rpartition("/")[2], *call[1:]]


def _duration(value: Any, unit: int) -> Any:
    callee, *arguments = _called(value)
    factor = _SECONDS.get(callee.rpartition("Duration.")[2])
    if factor is None or not arguments or isinstance(arguments[0], bool) or not isinstance(arguments[0], (int, float)):
        return value
    seconds = arguments[0] * factor
    return seconds // unit if seconds % unit == 0 else seconds / unit


def _named(change: Callable[[str], Any]) -> Callable[[Any], Any]:
    """A way for members of enumerations: what becomes of their names."""

    def way(value: Any) -> Any:
        last = member(value)
        return value if last is None else change(last)

    return way


def _words(text: str) -> list[str]:
    return [word.capitalize() for word in text.split("_")]


def _pascal(text: str) -> str:
    return "".join(_words(text))


def _camel(text: str) -> str:
    found = _pascal(text)
    return found[:1].lower() + found[1:]


def _runtime(name: str) -> Any:
    found = _RUNTIME.fullmatch(name)
    if found is None:
        return UNKNOWN
    family, version = found[1].lower(), found[2]
    if version is None:
        return family if family == "provided" else UNKNOWN
    version = re.sub("_X$", ".x", version).replace("_", ".").lower()
    if family == "provided":
        return f"provided.{version}"
    return ("dotnetcore" if family == "dotnet_core" else family) + version


def _opaque(value: Any) -> Any:
    return [UNKNOWN] * len(value) if isinstance(value, list) else value if spoken(value) else Partial()


def _code(value: Any) -> Any:
    callee, *arguments = _called(value)
    if callee.endswith("Code.fromInline") and arguments:
        return {"ZipFile": arguments[0]}
    return Partial()


def _encryption(name: str) -> Any:
    if name == "UNENCRYPTED":
        return None
    if name not in _ALGORITHMS:
        return Partial()
    chosen = Partial(ServerSideEncryptionByDefault=Partial(SSEAlgorithm=_ALGORITHMS[name]))
    return Partial(ServerSideEncryptionConfiguration=[chosen])


def _block(value: Any) -> Any:
    if member(value) == "BLOCK_ALL":
        return dict.fromkeys(_BLOCKS, True)
    callee, *arguments = _called(value)
    if callee.endswith("BlockPublicAccess") and arguments and isinstance(arguments[0], dict):
        return _literal(arguments[0])
    return value if member(value) is None else Partial()


def _flag(yes: str, no: str) -> Callable[[Any], Any]:
    return lambda value: yes if value is True else no if value is False else value


_VALUES: dict[str, Callable[[Any], Any]] = {
    "data": lambda value: value,
    "unknown": lambda value: UNKNOWN,
    "opaque": _opaque,
    "code": _code,
    "seconds": lambda value: _duration(value, 1),
    "days": lambda value: _duration(value, 86_400),
    "member": _named(str),
    "title": _named(_pascal),
    "pascal": _named(_pascal),
    "acl": _named(_pascal),
    "camel": _named(_camel),
    "kebab": _named(lambda name: name.lower().replace("_", "-")),
    "removal": _named(lambda name: REMOVAL.get(name, UNKNOWN)),
    "retention": _named(lambda name: RETENTION.get(name, UNKNOWN)),
    "runtime": _named(_runtime),
    "storage": _named(lambda name: _STORAGE.get(name, name)),
    "sse": _named(lambda name: _SSE.get(name, Partial())),
    "encryption": _named(_encryption),
    "block": _block,
    "versioning": _flag("Enabled", "Suspended"),
    "tokens": _flag("required", "optional"),
    "status": _flag("Enabled", "Disabled"),
}
