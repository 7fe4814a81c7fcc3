"""Which names stand for secrets, so that a report can mask literal values.

The schemas mark passwords as write-only, but much else as well (a function's code, a certificate's request), so the
name decides; it also has to for environment variables and provider details, which no schema knows.
"""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST_NAME = 200

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SECRET_WORDS = frozenset(
    {"password", "passwords", "passwd", "passphrase", "pwd", "secret", "token", "credential", "credentials", "apikey"}
)
# What a key must be for, to be a secret and not a name: an API key is one, an object key or a tag key is not.
_SECRET_KEYS = frozenset(
    {"api", "private", "secret", "auth", "shared", "access", "sign", "signing", "stream", "activation"}
)
# A last word that leaves the secret a secret: ApiKeyValue, SecretString.
_VALUE_WORDS = frozenset({"value", "string", "content", "plaintext"})
# ServiceToken names a function, ClientToken makes a request idempotent, IdToken is a unit of time, Credentials a role.
_NOT_SECRET = frozenset(
    {
        "AuthorizerCredentials",
        "BillingToken",
        "ClientRequestToken",
        "ClientToken",
        "Credentials",
        "IdToken",
        "MasterUserSecret",
        "NextToken",
        "ServiceToken",
    }
)

# Secrets whose name does not say so.
SECRET_PLACES = frozenset({("AWS::ApiGateway::ApiKey", "Value")})


@lru_cache(maxsize=4096)
def is_secret_name(name: str) -> bool:
    """Whether a property, variable or parameter so named holds a secret: ``MasterUserPassword``, ``DB_PASSWORD``.

    What only describes or points at one does not: ``SecretArn``, ``TokenType``, ``PasswordPolicy``.
    """
    if len(name) > LONGEST_NAME or name in _NOT_SECRET:
        return False
    words = [word.lower() for word in _WORD.findall(name) if not word.isdigit()]
    if len(words) > 1 and words[-1] in _VALUE_WORDS:
        words.pop()
    if len(words) > 1 and words[-1] == "key" and words[-2] in _SECRET_KEYS:
        return True
    return bool(words) and words[-1] in _SECRET_WORDS
