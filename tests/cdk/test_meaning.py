"""What programs of the CDK say alike, and what they do not: hand-made programs, compared."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cdk.dialect import CDK_TYPESCRIPT
from fixer.compare.compare import compare
from fixer.compare.gaps import Gap
from fixer.remedy.proof import new_circles
from fixer.remedy.target import Builder

LIB = "aws-cdk-lib"
BUCKET, TABLE, FUNCTION = f"{LIB}/aws-s3.Bucket", f"{LIB}/aws-dynamodb.Table", f"{LIB}/aws-lambda.Function"
ROLE, RULE = f"{LIB}/aws-iam.Role", f"{LIB}/aws-events.Rule"
DESTROY = {"$member": f"{LIB}.RemovalPolicy.DESTROY"}


def _program(variables: dict[str, Any] | None = None, **constructs: Any) -> dict[str, Any]:
    return {"Variables": variables or {}, "Resources": constructs}


def _made(kind: str, properties: Any = None, **rest: Any) -> dict[str, Any]:
    return {"Type": kind, **({"Properties": properties} if properties is not None else {}), **rest}


def _gaps(model: dict[str, Any], ideal: dict[str, Any]) -> list[Gap]:
    return list(compare(CDK_TYPESCRIPT, model, ideal).gaps)


def _told(model: dict[str, Any], ideal: dict[str, Any]) -> list[tuple[str, str]]:
    return [(gap.kind, gap.pointer) for gap in _gaps(model, ideal)]


def _statement(*actions: str, **rest: Any) -> dict[str, Any]:
    return {"$new": [f"{LIB}/aws-iam.PolicyStatement", {"actions": list(actions), "resources": ["*"], **rest}]}


@pytest.mark.parametrize(
    ("model", "ideal"),
    [
        (_made(BUCKET, {"versioned": False, "bucketName": "a"}), _made(BUCKET, {"bucketName": "a"})),
        (_made(BUCKET, {"a": 1, "b": 2}), _made(BUCKET, {"b": 2, "a": 1})),
        (_made(BUCKET, {}), _made(BUCKET)),
        (_made(BUCKET, {"removalPolicy": DESTROY}), _made(BUCKET, Calls={"applyRemovalPolicy": [[DESTROY]]})),
        (
            _made(FUNCTION, {"environment": {"A": "1", "B": "2"}}),
            _made(FUNCTION, {"environment": {"A": "1"}}, Calls={"addEnvironment": [["B", "2"]]}),
        ),
        (
            _made(ROLE, Calls={"addToPolicy": [[_statement("a:X", "a:Y")], [_statement("b:Z")]]}),
            _made(ROLE, Calls={"addToPolicy": [[_statement("b:Z")], [_statement("a:Y", "a:X")]]}),
        ),
        (
            _made(
                ROLE, Calls={"addToPolicy": [[_statement("a:X", effect={"$member": f"{LIB}/aws-iam.Effect.ALLOW"})]]}
            ),
            _made(ROLE, Calls={"addToPolicy": [[_statement("a:X")]]}),
        ),
        (
            _made(BUCKET, Calls={"grantRead": [[{"$name": "x"}], [{"$name": "x"}]]}),
            _made(BUCKET, Calls={"grantRead": [[{"$name": "x"}]]}),
        ),
        (
            _made(BUCKET, {"lifecycleRules": [{"id": "a", "enabled": True}, {"id": "b"}]}),
            _made(BUCKET, {"lifecycleRules": [{"id": "b"}, {"id": "a"}]}),
        ),
        (
            _made(RULE, {"eventPattern": {"source": ["a", "b"]}}),
            _made(RULE, {"eventPattern": {"source": ["b", "a"]}}),
        ),
        (_made(FUNCTION, {"timeout": 1.0}), _made(FUNCTION, {"timeout": 1})),
    ],
)
def test_the_same_in_other_words(model: dict[str, Any], ideal: dict[str, Any]) -> None:
    assert _told(_program(A=model), _program(A=ideal)) == []
    assert _told(_program(A=ideal), _program(A=model)) == []


def test_a_name_for_a_value_is_no_difference() -> None:
    model = _program(
        {"name": {"$template": ["a-", {"$name": "props"}]}}, A=_made(BUCKET, {"bucketName": {"$name": "name"}})
    )
    ideal = _program({}, A=_made(BUCKET, {"bucketName": {"$template": ["a-", {"$name": "props"}]}}))
    assert _told(model, ideal) == []
    assert _told(ideal, model) == []


def test_another_name_of_a_variable_is_no_difference() -> None:
    suffix = {"$binary": ["||", {"$path": [{"$name": "props"}, "suffix"]}, "dev"]}
    model = _program(
        {"envSuffix": suffix}, A=_made(BUCKET, {"bucketName": {"$template": ["a-", {"$name": "envSuffix"}]}})
    )
    ideal = _program(
        {"environmentSuffix": suffix},
        A=_made(BUCKET, {"bucketName": {"$template": ["a-", {"$name": "environmentSuffix"}]}}),
    )
    assert _told(model, ideal) == []


def test_another_value_of_a_variable_is_told_once() -> None:
    def program(stage: str) -> dict[str, Any]:
        named = {"bucketName": {"$template": ["a-", {"$name": "stage"}]}}
        return _program({"stage": stage}, A=_made(BUCKET, named), B=_made(BUCKET, named))

    assert _told(program("dev"), program("prod")) == [("changed", "/Variables/stage")]


def test_a_variable_comes_with_what_needs_it() -> None:
    model = _program({}, A=_made(BUCKET, {"bucketName": "a"}))
    ideal = _program({"name": "b", "idle": "c"}, A=_made(BUCKET, {"bucketName": {"$name": "name"}}))
    assert _told(model, ideal) == [("changed", "/Resources/A/Properties/bucketName"), ("missing", "/Variables/name")]
    assert _told(ideal, model) == [("extra", "/Variables/name"), ("changed", "/Resources/A/Properties/bucketName")]


def test_what_a_variable_holds_of_an_action_is_told() -> None:
    resource = {"$invoke": [{"$get": ["Api", "root", "addResource"]}, "items"]}
    api = _made(f"{LIB}/aws-apigateway.RestApi", {})
    assert _told(_program({}, Api=api), _program({"items": resource}, Api=api)) == [("missing", "/Variables/items")]


def test_a_gap_lies_at_the_argument_and_no_higher() -> None:
    model = _program(A=_made(ROLE, Calls={"addToPolicy": [[_statement("a:X", "a:Y")]]}))
    ideal = _program(
        A=_made(ROLE, Calls={"addToPolicy": [[_statement("a:X", "a:Z", conditions={"Bool": {"b": "c"}})]]})
    )
    at = "/Resources/A/Calls/addToPolicy/0/0/$new/1"
    assert sorted(_told(model, ideal)) == [
        ("extra", f"{at}/actions/1"),
        ("missing", f"{at}/actions/1"),
        ("missing", f"{at}/conditions"),
    ]


def test_an_argument_that_one_call_lacks() -> None:
    target = [f"{LIB}/aws-events-targets.LambdaFunction", {"$ref": "F"}]
    model = _program(A=_made(RULE, Calls={"addTarget": [[{"$new": target}]]}), F=_made(FUNCTION, {}))
    ideal = _program(
        A=_made(RULE, Calls={"addTarget": [[{"$new": [*target, {"retryAttempts": 2}]}]]}), F=_made(FUNCTION, {})
    )
    assert _told(model, ideal) == [("missing", "/Resources/A/Calls/addTarget/0/0/$new/2")]
    assert _told(ideal, model) == [("extra", "/Resources/A/Calls/addTarget/0/0/$new/2")]


def test_methods_in_a_row_differ_where_they_differ() -> None:
    def chain(first: str, second: int) -> dict[str, Any]:
        start = {"$invoke": [{"$get": ["Api", "root", "addResource"]}, first]}
        return {"$invoke": [{"$path": [start, "addMethod"]}, "GET", {"timeout": second}]}

    model, ideal = (_program(A=_made(RULE, {"x": chain("a", n)})) for n in (1, 2))
    assert _told(model, ideal) == [("changed", "/Resources/A/Properties/x/$invoke/2/timeout")]
    model, ideal = (_program(A=_made(RULE, {"x": chain(name, 1)})) for name in ("a", "b"))
    assert _told(model, ideal) == [("changed", "/Resources/A/Properties/x/$invoke/0/$path/0/$invoke/1")]


def test_code_that_is_laid_out_otherwise_is_told_as_that() -> None:
    def program(code: str) -> dict[str, Any]:
        inline = {"$call": [f"{LIB}/aws-lambda.Code.fromInline", code]}
        return _program(A=_made(FUNCTION, {"code": inline}))

    one, other = "\n  def f():\n    return 1\n", "\ndef f():\n  return 1\n"
    (gap,) = _gaps(program(one), program(other))
    assert gap.cosmetic
    (gap,) = _gaps(program(one), program(other.replace("1", "2")))
    assert (gap.cosmetic, gap.pointer) == (False, "/Resources/A/Properties/code/$call/1")


def test_json_in_a_text_is_compared_field_by_field() -> None:
    model, ideal = (_program(A=_made(RULE, {"body": body})) for body in ('{"a": 1, "b": 2}', '{"b":2,"a":3}'))
    (gap,) = _gaps(model, ideal)
    assert (gap.pointer, gap.inner) == ("/Resources/A/Properties/body", "/a")


def test_what_is_partly_said_elsewhere_stays_as_it_is() -> None:
    model = _program(A=_made(ROLE, {}, Calls={"addManagedPolicy": [["a"]]}))
    ideal = _program(A=_made(ROLE, {"managedPolicies": ["a", "b"]}))
    assert {kind for kind, _ in _told(model, ideal)} == {"extra", "missing"}


def test_the_class_is_replaced() -> None:
    model, ideal = (_program(A=_made(kind, {"tableName": "t"})) for kind in (TABLE, f"{LIB}/aws-dynamodb.TableV2"))
    assert _told(model, ideal) == [("replaced", "/Resources/A")]


def test_a_construct_under_another_id() -> None:
    model = _program(
        OrdersTable=_made(TABLE, {"tableName": "orders", "partitionKey": {"name": "id"}}),
        Audit=_made(TABLE, {"tableName": "audit", "partitionKey": {"name": "when"}}),
        F=_made(FUNCTION, {"environment": {"TABLE": {"$get": ["OrdersTable", "tableName"]}}}),
    )
    ideal = _program(
        OrderStore=_made(TABLE, {"tableName": "orders", "partitionKey": {"name": "id"}}),
        Audit=_made(TABLE, {"tableName": "audit", "partitionKey": {"name": "when"}}),
        F=_made(FUNCTION, {"environment": {"TABLE": {"$get": ["OrderStore", "tableName"]}}}),
    )
    assert _told(model, ideal) == [("renamed", "/Resources/OrdersTable")]


def test_a_part_of_a_construct_is_gone_with_the_last_that_was_in_it() -> None:
    model = _program(A=_made(BUCKET, {"versioned": True}, Calls={"grantRead": [["x"]]}), B=_made(BUCKET, {"a": 1}))
    ideal = _program(A=_made(BUCKET, {"versioned": True}), B=_made(BUCKET))
    comparison = compare(CDK_TYPESCRIPT, model, ideal)
    builder = Builder(CDK_TYPESCRIPT, comparison, model, ideal)
    chosen = [gap for gap in comparison.gaps if "Calls" in gap.path]
    assert (
        builder.build(chosen).data["Resources"]
        == _program(A=ideal["Resources"]["A"], B=model["Resources"]["B"])["Resources"]
    )
    assert builder.whole().data["Resources"] == ideal["Resources"]


def test_closing_everything_keeps_the_names_of_the_model() -> None:
    model = _program({"suffix": {"$name": "props"}}, A=_made(BUCKET, {"bucketName": {"$name": "suffix"}}))
    ideal = _program({"env": {"$name": "props"}}, A=_made(BUCKET, {"bucketName": {"$name": "env"}, "versioned": True}))
    builder = Builder(CDK_TYPESCRIPT, compare(CDK_TYPESCRIPT, model, ideal), model, ideal)
    made = _made(BUCKET, {"bucketName": {"$name": "suffix"}, "versioned": True})
    assert builder.whole().data == _program({"suffix": {"$name": "props"}}, A=made)


def test_what_is_called_afterwards_closes_no_circle() -> None:
    model = _program(A=_made(BUCKET, {"b": {"$ref": "B"}}), B=_made(ROLE))
    called = _program(A=model["Resources"]["A"], B=_made(ROLE, Calls={"grant": [[{"$ref": "A"}]]}))
    made = _program(A=model["Resources"]["A"], B=_made(ROLE, {"a": {"$ref": "A"}}))
    assert new_circles(CDK_TYPESCRIPT, called, model) == []
    assert new_circles(CDK_TYPESCRIPT, made, model) == [["/Resources/A", "/Resources/B"]]


def test_calls_on_a_variable_go_by_its_name() -> None:
    def program(name: str, *methods: str) -> dict[str, Any]:
        resource = {"$invoke": [{"$get": ["Api", "root", "addResource"]}, "items"]}
        calls = {name: {"addMethod": [[method] for method in methods]}}
        return {**_program({name: resource}, Api=_made(f"{LIB}/aws-apigateway.RestApi")), "Calls": calls}

    assert _told(program("items", "GET"), program("things", "GET")) == []
    assert _told(program("items", "GET"), program("things", "GET", "POST")) == [("missing", "/Calls/items/addMethod/1")]


def test_the_header_of_a_loop_is_code() -> None:
    model = _program(
        {"zones": 3}, A=_made(BUCKET, Within="for (const n of zones)"), B=_made(ROLE, {"n": {"$name": "zones"}})
    )
    ideal = _program(
        {"areas": 3}, A=_made(BUCKET, Within="for ( const n of areas )"), B=_made(ROLE, {"n": {"$name": "areas"}})
    )
    assert _told(model, ideal) == []


def test_an_item_under_another_name_is_the_same_item() -> None:
    def program(name: str, prefix: str) -> dict[str, Any]:
        rule = {"id": name, "status": "Enabled", "priority": 1, "prefix": prefix, "destination": {"bucket": "b"}}
        return _program(A=_made(BUCKET, Assigned={"replicationConfiguration": {"rules": [rule]}}))

    at = "/Resources/A/Assigned/replicationConfiguration/rules/0"
    assert _told(program("old", "a/"), program("new", "b/")) == [("changed", f"{at}/id"), ("changed", f"{at}/prefix")]


@pytest.mark.parametrize("text", ["[" * 900 + "]" * 900, "{", "[1", '{"a": }'])
def test_what_is_no_document_is_a_text(text: str) -> None:
    model, ideal = (_program(A=_made(RULE, {"body": body})) for body in (text, text + " "))
    (gap,) = _gaps(model, ideal)
    assert (gap.kind, gap.inner) == ("changed", None)


def test_values_that_are_deep_by_way_of_variables_can_be_compared() -> None:
    def program(leaf: int) -> dict[str, Any]:
        variables: dict[str, Any] = {"v0": leaf}
        variables |= {f"v{number}": {"a": [{"$name": f"v{number - 1}"}]} for number in range(1, 300)}
        return _program(variables, A=_made(BUCKET, {"x": {"$name": "v299"}, "y": {"$name": "v20"}}))

    model, ideal = program(1), _program({}, A=_made(BUCKET, {"x": 1, "y": 2}))
    assert _told(model, model) == []
    assert ("changed", "/Variables/v0") in _told(model, program(2))
    assert {pointer for _, pointer in _told(model, ideal)} >= {f"/Resources/A/Properties/{name}" for name in "xy"}


def test_tags_of_a_stack_may_stand_in_its_properties() -> None:
    stack = f"{LIB}.Stack"
    model = {"Stacks": {"A": _made(stack, {"tags": {"Team": "x", "Env": "y"}})}, "Resources": {}}
    ideal = {"Stacks": {"A": _made(stack, Tags={"Env": "y", "Team": "x"})}, "Resources": {}}
    assert _told(model, ideal) == _told(ideal, model) == []
    ideal["Stacks"]["A"]["Tags"]["Env"] = "z"
    assert len(_told(model, ideal)) == 3
