"""Secrets do not get into any form of a report; references do not count as secrets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer import api
from fixer.compare.gaps import ABSENT, Entry, Gap, Pair
from fixer.issues.issue import Evidence, Fix
from fixer.report.json_report import render_json
from fixer.report.markdown import render_markdown
from fixer.report.mask import MASK, Masker, by_form, secret_name
from fixer.report.terminal import render

KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----"


def never(gap: Gap) -> bool:
    return False


def masked(value: Any, pointer: str = "/Resources/A/Properties", secret: Any = never) -> Any:
    gap = Gap("missing", pointer, pointer, None, ABSENT, value)
    return Masker(secret).gap(gap).ideal


@pytest.mark.parametrize(
    "name",
    [
        "MasterUserPassword",
        "DB_PASSWORD",
        "api-key",
        "ApiKey",
        "AuthToken",
        "SecretString",
        "clientSecret",
        "PrivateKey",
        "DbPass",
        "DB_PASS",
    ],
)
def test_names_of_secrets(name: str) -> None:
    assert secret_name(name)
    assert masked({name: "hunter2"}) == {name: MASK}


@pytest.mark.parametrize(
    "name",
    ["SecretArn", "PasswordLength", "KeyId", "TokenValidityUnits", "KmsMasterKeyId", "Name", "Bypass", "ByPassRole"],
)
def test_names_of_other_things(name: str) -> None:
    value = {name: "hunter2"}
    assert masked(value) is value


@pytest.mark.parametrize(
    "value",
    [
        {"Ref": "DatabasePassword"},
        {"Fn::GetAtt": ["Secret", "Password"]},
        {"Fn::Sub": "${DatabasePassword}"},
        {"Fn::Sub": '{"username": "admin", "password": "${DatabasePassword}"}'},
        {"Fn::Sub": "{{resolve:secretsmanager:${Secret}:SecretString:password}}"},
        {"Fn::Join": ["", ["{{resolve:secretsmanager:", {"Ref": "Secret"}, ":SecretString:password}}"]]},
        "{{resolve:ssm-secure:/db/password:1}}",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db",
        "",
        True,
        "false",
        None,
    ],
)
def test_references_are_no_secrets(value: Any) -> None:
    whole = {"MasterUserPassword": value}
    assert masked(whole) is whole


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"Fn::Sub": "pw-${Env}"}, {"Fn::Sub": MASK}),
        ({"Fn::If": ["IsProd", "hunter2", {"Ref": "P"}]}, {"Fn::If": ["IsProd", MASK, {"Ref": "P"}]}),
        ({"Fn::Join": ["-", ["hunter2", {"Ref": "Env"}]]}, {"Fn::Join": ["-", [MASK, {"Ref": "Env"}]]}),
        ('{"username": "admin", "password": "hunter2"}', MASK),
        ('{"user": "admin"}', MASK),
        (12345678, MASK),
    ],
)
def test_literals_inside_functions_are_secrets(value: Any, shown: Any) -> None:
    assert masked({"MasterUserPassword": value}) == {"MasterUserPassword": shown}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ({"Environment": {"Variables": {"DB_PASSWORD": "x1", "DB_HOST": "h"}}},
         {"Environment": {"Variables": {"DB_PASSWORD": MASK, "DB_HOST": "h"}}}),
        ({"Environment": [{"Name": "API_KEY", "Value": "x1"}, {"Name": "HOST", "Value": "h"}]},
         {"Environment": [{"Name": "API_KEY", "Value": MASK}, {"Name": "HOST", "Value": "h"}]}),
        ({"DBPassword": {"Type": "String", "Default": "x1"}}, {"DBPassword": {"Type": "String", "Default": MASK}}),
        ({"Pin": {"Type": "String", "NoEcho": "true", "Default": 1234}},
         {"Pin": {"Type": "String", "NoEcho": "true", "Default": MASK}}),
    ],
)  # fmt: skip
def test_neighbours_tell_of_secrets(value: Any, shown: Any) -> None:
    assert masked(value) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("key AKIAIOSFODNN7EXAMPLE end", f"key {MASK} end"),
        (f"before\n{KEY}\nafter", f"before\n{MASK}\nafter"),
        ("postgres://admin:hunter2@db:5432/x", f"postgres://admin:{MASK}@db:5432/x"),
        ("password = 'hunter2'", f"password = '{MASK}'"),
        ('{"api_key": "hunter2"}', f'{{"api_key": "{MASK}"}}'),
        ("export DB_PASSWORD=hunter2 && run", f"export DB_PASSWORD={MASK} && run"),
        ("mysql -h db -phunter2 -u root", f"mysql -h db -p{MASK} -u root"),
        ("mysqldump -p$PASS --port=1 db", "mysqldump -p$PASS --port=1 db"),
        ("mkdir -p /etc/mysql", "mkdir -p /etc/mysql"),
        ("https://example.com/a?b=c", "https://example.com/a?b=c"),
        ("password = os.environ['DB_PASSWORD']", "password = os.environ['DB_PASSWORD']"),
        ("postgres://${User}:${Password}@db", "postgres://${User}:${Password}@db"),
    ],
)
def test_forms_of_secrets_in_any_text(text: str, shown: str) -> None:
    assert by_form(text) == shown


def test_a_changed_default_is_secret_by_its_parameter() -> None:
    data = {"Parameters": {"Pin": {"NoEcho": True, "Default": "x1"}}}
    gap = Gap("changed", "/Parameters/Pin/Default", "/Parameters/Pin/Default", None, "x1", "x2")
    found = Masker(never, data, data).gap(gap)
    assert (found.model, found.ideal) == (MASK, MASK)


def test_a_whole_parameter_is_asked_by_its_own_name() -> None:
    value = {"Type": "String", "Default": "library-2024"}
    assert masked(value, "/Parameters/DbPassword") == {"Type": "String", "Default": MASK}
    masker = Masker(never)
    masker.learn("model", Entry("Parameters", "DbPassword", None, "/Parameters/DbPassword"), value)
    assert masker.row("    Default: library-2024") == f"    Default: {MASK}"
    assert masked(value, "/Parameters/BucketPrefix") is value


@pytest.mark.parametrize(
    "parameter",
    ["\n    Type: String\n    NoEcho: true\n    Default: changeme", " {Type: String, NoEcho: true, Default: changeme}"],
)
def test_a_word_that_is_a_secret_is_hidden_in_the_rows_that_bear_an_issue_out(make: Any, parameter: str) -> None:
    text = f"Parameters:\n  Pin:{parameter}\n" + (
        "Resources:\n  D:\n    Type: AWS::RDS::DBInstance\n    Properties: {MasterUserPassword: !Ref Pin}\n"
    )
    found = api.check(make.read(text))
    told = render_json(found.outline)
    assert '"text": "' in told
    assert "Default: ********" in told
    assert "changeme" not in told


def test_an_id_that_sounds_like_a_secret_is_none() -> None:
    gap = Gap("renamed", "/Resources/DatabaseSecret", "/Resources/AppSecret", None, "DatabaseSecret", "AppSecret")
    assert Masker(never).gap(gap) is gap
    assert masked("literal", "/Conditions/HasSecret") == "literal"


def test_a_switch_in_a_row_is_no_secret() -> None:
    masker = Masker(never)
    assert masker.row("  ManageMasterUserPassword: true  # rotates") == "  ManageMasterUserPassword: true  # rotates"
    assert masker.row('  "MasterUserPassword": "hunter2",') == f'  "MasterUserPassword": "{MASK}",'
    assert masker.row("- DB_PASSWORD: hunter2") == f"- DB_PASSWORD: {MASK}"
    assert masker.row("  MasterUserPassword: !Ref Password") == "  MasterUserPassword: !Ref Password"


def test_places_that_the_caller_knows_are_secret_at_any_depth() -> None:
    entry = Entry("Resources", "A", "T", "/Resources/A")
    gap = Gap("missing", "/Resources/A", "/Resources/A", None, ABSENT, {"Properties": {"Licence": "x1", "Size": "x2"}},
              Pair(None, entry, "added"))  # fmt: skip
    found = Masker(lambda gap: gap.path == ("Properties", "Licence")).gap(gap)
    assert found.ideal == {"Properties": {"Licence": MASK, "Size": "x2"}}


def test_fields_of_embedded_documents_are_masked() -> None:
    gap = Gap("changed", "/Resources/A/Body", "/Resources/A/Body", "/db/password", "hunter2", "hunter3")
    found = Masker(never).gap(gap)
    assert (found.model, found.ideal) == (MASK, MASK)


SECRET = "zq-very-secret-zq"


@pytest.mark.parametrize("format", ["yaml", "json"])
@pytest.mark.parametrize("whole", [True, False])
def test_no_form_of_the_report_shows_a_secret(make: Any, format: str, whole: bool) -> None:
    if format == "yaml":
        body = (
            "Resources:\n  Other:\n    Type: T\n  Database:\n    Type: AWS::RDS::DBInstance\n"
            f"    Properties:\n      Engine: mysql\n      MasterUserPassword: {SECRET}\n"
        )
        other = body.replace(SECRET, "other-" + SECRET).replace("Engine", "Motor")
        without = "Resources:\n  Other:\n    Type: T\n"
    else:
        data = {
            "Resources": {
                "Other": {"Type": "T"},
                "Database": {"Type": "D", "Properties": {"MasterUserPassword": SECRET}},
            }
        }
        body = json.dumps(data)
        other = body.replace(SECRET, "other-" + SECRET)
        without = json.dumps({"Resources": {"Other": {"Type": "T"}}})
    model, ideal = make.read(without if whole else other, format), make.read(body, format)
    gap = make.Pairing(model, ideal).gap
    gaps = [
        gap("missing", "/Resources/Database")
        if whole
        else gap("changed", "/Resources/Database/Properties/MasterUserPassword")
    ]
    inner = {"pointer": "/Resources/X", "patch": [{"op": "add", "path": "/password", "value": SECRET}]}
    fix = Fix("safe", ({"op": "add", "path": gaps[0].pointer, "value": gaps[0].ideal},), (inner,))
    found = make.report(
        [make.issue(1, gaps, title=f"It is {SECRET}", why=f"is {SECRET}", impact=SECRET, fix=fix,
                    evidence=(Evidence("f", 1, f"password: {SECRET}"),))],
        model, ideal,
    )  # fmt: skip
    for text in (render_json(found), render_markdown(found), render(found, False, 100)):
        assert SECRET not in text
    assert found.findings[0].masked
    assert json.loads(render_json(found))["issues"][0]["fix"]["masked"] is True
    assert MASK in render_markdown(found)


@pytest.mark.parametrize("secret", ["pw1", "zq-very-secret"])
def test_a_secret_is_hidden_in_every_patch_that_repeats_it(secret: str) -> None:
    masker = Masker(never)
    masker.gap(Gap("extra", "/Resources/A/Password", "/Resources/A/Password", None, secret, ABSENT))
    operations = [{"op": "add", "path": "/Resources/B", "value": {"X": [secret, "other"]}},
                  {"op": "remove", "path": "/Resources/C"}]  # fmt: skip
    hidden, kept = masker.patch(operations)
    assert hidden["value"] == {"X": [MASK, "other"]}
    assert kept is operations[1]
    [formed] = masker.patch([{"op": "add", "path": "/x", "value": ["AKIAIOSFODNN7EXAMPLE"]}])
    assert formed["value"] == [MASK]


def test_a_fix_without_secrets_is_not_marked(make: Any) -> None:
    template = make.read("Resources: {A: {Type: T}}\n")
    fix = Fix("safe", ({"op": "add", "path": "/Resources/A/B", "value": "b"},))
    found = make.report([make.issue(1, fix=fix)], template, template)
    assert "masked" not in json.loads(render_json(found))["issues"][0]["fix"]
    assert not found.findings[0].masked


def test_a_block_scalar_is_hidden_as_a_whole(make: Any) -> None:
    model = make.read("Resources:\n  A:\n    Type: T\n    Properties:\n      X: 1\n")
    lines = "\n".join(f"          line{n}" for n in range(3))
    ideal = make.read(f"Resources:\n  A:\n    Type: T\n    Properties:\n      ClientSecret: |\n{lines}\n      X: 1\n")
    gap = make.Pairing(model, ideal).gap("missing", "/Resources/A/Properties/ClientSecret")
    [finding] = make.report([make.issue(1, [gap])], model, ideal).findings
    [after] = finding.after
    assert "line1" not in after.text
    assert f"ClientSecret: {MASK}" in after.text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_masking_keeps_the_shape(value: Any) -> None:
    def shape(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: shape(item) for key, item in value.items()}
        return [shape(item) for item in value] if isinstance(value, list) else None

    assert shape(masked(value)) == shape(value)


@given(st.text(alphabet="-aA=:'\"{}[]\\ \npasword/@", max_size=300))
def test_masking_text_ends_and_does_not_grow_without_bound(text: str) -> None:
    assert len(by_form(text)) <= 5 * len(text) + len(MASK)
