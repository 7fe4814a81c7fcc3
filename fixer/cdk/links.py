"""Where a class is described."""

from __future__ import annotations

from collections.abc import Sequence

from fixer.lazy import pattern

_BASE = "https://docs.aws.amazon.com/cdk/api/v2/docs/"
_CLASS = pattern(r"((?:@aws-cdk/)?[a-z0-9-]+)(?:/([a-z0-9-]+))?\.([A-Z]\w*)")


def link(kind: str, path: Sequence[str]) -> str | None:
    """The page of a class in the reference of the CDK; ``None`` for the program's own classes and foreign ones."""
    found = _CLASS.fullmatch(kind)
    if found is None or not found[1].startswith(("aws-cdk-lib", "@aws-cdk/")):
        return None
    library = found[1].replace("/", "_")
    module = f".{found[2].replace('-', '_')}" if found[2] else ""
    return f"{_BASE}{library}{module}.{found[3]}.html"
