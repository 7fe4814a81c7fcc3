"""Which names stand for secrets, so that a report can mask literal values.

The schemas mark passwords as write-only, but much else as well (a function's code, a certificate's request), so the name
decides; it also has to for environment variables and provider details, which no schema knows.
"""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST_NAME = 200

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_SECRET_WORDS = frozenset(
    {"password", "passwd", "passphrase", "pwd", "secret", "token", "credential", "credentials", "apikey", "secretkey"}
)
_KEY_KINDS = frozenset({"api", "private", "secret", "auth", "shared", "access", "signing", "stream", "sign"})
# Words that, at the end, say that the value only describes or names a secret: SecretArn, TokenType, PasswordPolicy.
_DESCRIBES = frozenset(
    """
    algorithm arn arns auth claim claims count days description enabled endpoint endpoints expiration expiry field file
    format header host hours id ids issuer json key keys label length lifetime location manager max min minutes mode name
    names parameter param path policy prefix provider ref reference region regex required rotation schedule scope seconds
    service source store template timeout ttl type types units uri url use validity version window
    """.split()
)


@lru_cache(maxsize=4096)
def is_secret_name(name: str) -> bool:
    """Whether a property, variable or parameter of this name holds a secret: ``MasterUserPassword``, ``DB_PASSWORD``."""
    if len(name) > LONGEST_NAME:
        return False
    words = [word.lower() for word in _WORD.findall(name)]
    while words and words[-1].isdigit():
        words.pop()
    if words and words[-1] in ("value", "string", "hash", "content", "plaintext"):
        words.pop()
    if len(words) > 1 and words[-1] == "key" and words[-2] in _KEY_KINDS:
        return True
    if not words or words[-1] in _DESCRIBES or name in _NOT_SECRET:
        return False
    return words[-1] in _SECRET_WORDS


# ServiceToken names a function, ClientToken makes a request idempotent, IdToken and its like are durations.
_NOT_SECRET = frozenset(
    {"ServiceToken", "ClientToken", "ClientRequestToken", "NextToken", "IdToken", "AccessTokenValidity", "BillingToken",
     "AuthorizerCredentials", "CredentialsParameter", "CustomHttpToken"}
)  # fmt: skip
