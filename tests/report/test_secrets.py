"""Secrets at all the places where templates have them, in every form of every report: words that are no other word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from fixer import cli

SECRET = "zorro"
TEMPLATE = {
    "Parameters": {
        "DbPassword": {"Type": "String", "Default": "zorroaa"},
        "Pin": {"Type": "String", "NoEcho": True, "Default": "zorroab"},
    },
    "Mappings": {"Env": {"prod": {"DbPassword": "zorroac"}}},
    "Resources": {
        "Plain": {
            "Type": "AWS::RDS::DBInstance",
            "Properties": {"Engine": "mysql", "MasterUserPassword": "zorroad", "PubliclyAccessible": True},
        },
        "Said": {
            "Type": "AWS::RDS::DBInstance",
            "Properties": {"Engine": "mysql", "MasterUserPassword": {"Fn::Sub": "zorroae"}},
        },
        "Joined": {
            "Type": "AWS::RDS::DBInstance",
            "Properties": {"Engine": "mysql", "MasterUserPassword": {"Fn::Join": ["", ["zorroaf", "zorroag"]]}},
        },
        "Work": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Runtime": "nodejs12.x",
                "Code": {"ZipFile": "const password = 'zorroah';"},
                "Environment": {"Variables": {"DB_PASSWORD": "zorroai", "API_KEY": "zorroaj"}},
            },
        },
        "Task": {
            "Type": "AWS::ECS::TaskDefinition",
            "Properties": {
                "ContainerDefinitions": [{"Name": "c", "Environment": [{"Name": "DB_PASSWORD", "Value": "zorroak"}]}]
            },
        },
        "Kept": {"Type": "AWS::SecretsManager::Secret", "Properties": {"SecretString": '{"password": "zorroal"}'}},
        "Host": {
            "Type": "AWS::EC2::Instance",
            "Properties": {
                "UserData": {
                    "Fn::Base64": "#!/bin/sh\nexport DB_PASSWORD=zorroam\nmysql -u root -pzorroan db\n"
                    "curl https://user:zorroao@example.com\n"
                }
            },
        },
    },
    "Outputs": {"Password": {"Value": "zorroap"}, "Url": {"Value": {"Fn::Sub": "postgres://a:zorroaq@host/db"}}},
}
WRITTEN = {
    "yaml": lambda data: yaml.safe_dump(data, sort_keys=False),
    "json": lambda data: json.dumps(data, indent=2),
    "one row": json.dumps,
}
FORMS = ("terminal", "markdown", "html", "json", "sarif", "junit", "github", "csv")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("written", WRITTEN)
def test_no_secret_is_told(written: str, form: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = WRITTEN[written](TEMPLATE)
    suffix = "yaml" if written == "yaml" else "json"
    one, other = tmp_path / f"one.{suffix}", tmp_path / f"other.{suffix}"
    one.write_text(text)
    other.write_text(text.replace(SECRET, "morro").replace("nodejs12.x", "nodejs22.x"))
    for call in (["check", str(one)], ["diff", str(one), str(other)]):
        summary = tmp_path / "summary.md"
        assert cli.run([*call, "--format", form, "--isolated", "--summary", str(summary)]) == 1
        told = capfd.readouterr().out + summary.read_text()
        assert SECRET not in told and "morro" not in told
    assert cli.run(["check", str(one), "--format", "markdown", "--isolated", "--show-secrets"]) == 1
    assert SECRET in capfd.readouterr().out


@pytest.mark.parametrize("style", ["detailed", "catalogue", "corrections", "review", "checklist"])
def test_no_layout_tells_a_secret(style: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    text = WRITTEN["yaml"](TEMPLATE)
    (tmp_path / "one.yaml").write_text(text)
    (tmp_path / "other.yaml").write_text(text.replace(SECRET, "morro"))
    assert cli.run(["diff", str(tmp_path / "one.yaml"), str(tmp_path / "other.yaml"), "--style", style]) == 1
    assert "orro" not in capfd.readouterr().out
