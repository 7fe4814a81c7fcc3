"""Literal values that should not stand in a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fixer.cdk.canonical import FUNCTIONS
from fixer.cfn.secrets import is_secret_name
from fixer.compare.gaps import Entry

# Properties that take a secret, though their name says less: https://docs.aws.amazon.com/cdk/api/v2/docs/
_PLACES = frozenset({"secretStringValue", "secretStringBeta1"})
_NO_SECRETS = frozenset({"generateStringKey", "secretName", "secretArn"})
# What only names something.
_NAMES = ("$member", "$ref", "$get", "$name", "$path")
# `Credentials.fromPassword(name, SecretValue.unsafePlainText(password))`: the name is no secret.
_CREDENTIALS = "credentials"


def secret(entry: Entry, path: Sequence[str], value: Any) -> bool:
    """Whether a literal at this place is a secret by the name of what holds it."""
    if not isinstance(value, str) or any(token in _NAMES for token in path):
        return False
    names = [token for token in path if not token.isdecimal() and token not in FUNCTIONS]
    if entry.section == "Variables":
        return is_secret_name(names[-1] if names else entry.id.rpartition("/")[2])
    if not names or names[-1] in _NO_SECRETS:
        return False
    if names[-1] == _CREDENTIALS:
        return list(path).count("$call") > 1
    return names[-1] in _PLACES or is_secret_name(names[-1])
