"""Names that hold secrets, and names that only speak of them."""

from __future__ import annotations

import pytest

from fixer.cfn.secrets import is_secret_name


@pytest.mark.parametrize(
    "name",
    [
        "MasterUserPassword",
        "Password",
        "Passwords",
        "SecretString",
        "AuthToken",
        "DB_PASSWORD",
        "db_password",
        "dbPassword",
        "OAuthToken",
        "GITHUB_TOKEN",
        "client_secret",
        "ClientSecret",
        "PrivateKey",
        "SecretAccessKey",
        "API_KEY",
        "ApiKeyValue",
        "STRIPE_SECRET_KEY",
        "JWT_SECRET",
        "Password1",
        "PreSharedKey",
        "DATABASE_PWD",
    ],
)
def test_secret(name: str) -> None:
    assert is_secret_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "SecretArn",
        "SECRET_ARN",
        "SecretId",
        "SecretName",
        "PasswordPolicy",
        "PasswordLength",
        "TokenType",
        "TokenValidity",
        "ServiceToken",
        "ClientToken",
        "NextToken",
        "Credentials",
        "ApiKeyId",
        "ApiKeySourceType",
        "KeyName",
        "S3Key",
        "ObjectKey",
        "TagKey",
        "Key",
        "KmsKeyId",
        "PartitionKey",
        "PublicKey",
        "ManageMasterUserPassword1Arn",
        "TABLE_NAME",
        "HttpTokens",
        "",
        "123",
        "Compass",
        "x" * 10_000 + "Password",
    ],
)
def test_no_secret(name: str) -> None:
    assert not is_secret_name(name)
