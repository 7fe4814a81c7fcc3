"""What a program uses and nobody has, values that vary, secrets in the code."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cdk.detectors import DETECTORS, detect

LIB = "aws-cdk-lib/aws-"


def resource(kind: str, properties: Any = None, **parts: Any) -> dict[str, Any]:
    return {"Resources": {"X": {"Type": kind, "Properties": properties or {}, **parts}}}


def places(detector: str, program: dict[str, Any]) -> list[tuple[str, str]]:
    found = detect(detector, program)
    assert found is not None
    return [(place.pointer, place.message) for place in found]


def member(name: str) -> dict[str, Any]:
    return resource(LIB + "s3.Bucket", {"p": {"$member": name}})


class TestImports:
    def test_a_module_that_is_imported_nowhere_is_told_once(self) -> None:
        program = resource("ssm.StringParameter", {"a": {"$new": ["ssm.CfnDocument"]}})
        assert places("import-missing", program) == [
            ("/Resources/X/Properties/a", "ssm is used as in ssm.CfnDocument and imported nowhere")
        ]
        assert places("import-missing", resource("ssm.StringParameter")) == [
            ("/Resources/X/Type", "ssm is used as in ssm.StringParameter and imported nowhere")
        ]

    @pytest.mark.parametrize("name", ["mine.Helper", "JSON.stringify", "Date", "aws-cdk-lib/aws-s3.Bucket", "./Own"])
    def test_what_is_no_module_of_the_library_is_left_alone(self, name: str) -> None:
        assert places("import-missing", resource(LIB + "s3.Bucket", {"a": {"$new": [name]}})) == []


class TestMembers:
    @pytest.mark.parametrize(
        ("name", "message"),
        [
            (LIB + "logs.RetentionDays.THIRTY_DAYS", "RetentionDays has no THIRTY_DAYS"),
            (LIB + "dynamodb.BillingMode.ON_DEMAND", "BillingMode has no ON_DEMAND"),
            ("aws-cdk-lib.RemovalPolicy.DELETE", "RemovalPolicy has no DELETE"),
            (LIB + "lambda.LambdaDeploymentConfig.ALL_AT_ONCE",
             "LambdaDeploymentConfig is not in this module: it is in aws-cdk-lib/aws-codedeploy"),
        ],
    )  # fmt: skip
    def test_a_member_that_is_not_there(self, name: str, message: str) -> None:
        assert places("library-member-unknown", member(name)) == [("/Resources/X/Properties/p", message)]

    @pytest.mark.parametrize(
        "name",
        [
            LIB + "logs.RetentionDays.ONE_MONTH",
            "aws-cdk-lib.RemovalPolicy.SNAPSHOT",
            LIB + "lambda.Runtime.NODEJS_99_X",
        ],
    )
    def test_a_member_that_is_there_or_nobody_knows(self, name: str) -> None:
        assert places("library-member-unknown", member(name)) == []

    def test_a_class_that_is_made_otherwise(self) -> None:
        program = {"Variables": {"chain": {"$new": [LIB + "stepfunctions.Chain"]}}}
        [(pointer, message)] = places("library-member-unknown", program)
        assert pointer == "/Variables/chain"
        assert message.startswith("Chain cannot be made with new")

    def test_a_method_that_is_called_otherwise(self) -> None:
        program = resource(LIB + "stepfunctions.DistributedMap", Calls={"iterator": [[1]]})
        program["Variables"] = {"map": {"$invoke": [{"$get": ["X", "iterator"]}]}}
        assert [pointer for pointer, _ in places("library-member-unknown", program)] == [
            "/Resources/X/Calls/iterator",
            "/Variables/map/$invoke/0",
        ]
        assert places("library-member-unknown", resource(LIB + "stepfunctions.Map", Calls={"iterator": [[1]]})) == []


class TestProperties:
    def test_a_property_that_the_resource_does_not_have(self) -> None:
        program = resource(LIB + "route53.CfnHealthCheck", {"type": "HTTPS", "healthCheckConfig": {"odd": 1}})
        assert places("resource-property-unknown", program) == [
            ("/Resources/X/Properties/type", "Type is no property of AWS::Route53::HealthCheck"),
            (
                "/Resources/X/Properties/healthCheckConfig/odd",
                "HealthCheckConfig.Odd is no property of AWS::Route53::HealthCheck",
            ),
        ]

    @pytest.mark.parametrize(
        ("kind", "properties"),
        [
            ("s3.CfnBucket", {"versioningConfiguration": {"status": "Enabled"}, "tags": [{"key": "a", "value": "b"}]}),
            ("s3.CfnBucket", {"...1": {"$name": "shared"}}),
            ("s3.CfnBucket", {"bucketEncryption": {"$name": "encryption"}}),
            ("s3.Bucket", {"type": "odd"}),
            ("lambda.CfnFunction", {"environment": {"variables": {"any_name": "x"}}}),
        ],
    )
    def test_what_is_known_or_open(self, kind: str, properties: Any) -> None:
        assert places("resource-property-unknown", resource(LIB + kind, properties)) == []


def test_values_that_vary() -> None:
    program = {
        "Variables": {"a": {"$call": ["Math.random"]}, "b": {"$new": ["Date"]}, "c": {"$new": ["Date", "2024-01-01"]}}
    }
    assert places("value-varying", program) == [
        ("/Variables/a", "Math.random() gives another value each time"),
        ("/Variables/b", "new Date() gives another value each time"),
    ]


def test_secrets_in_the_code() -> None:
    plain = "aws-cdk-lib.SecretValue.unsafePlainText"
    program = resource(LIB + "rds.DatabaseInstance", {"password": {"$call": [plain, "hunter2"]}})
    assert places("secret-in-code", program) == [
        ("/Resources/X/Properties/password", "unsafePlainText() with the secret itself")
    ]
    given = resource(LIB + "rds.DatabaseInstance", {"password": {"$call": [plain, {"$name": "password"}]}})
    assert places("secret-in-code", given) == []


class TestIds:
    def test_one_id_twice_in_a_scope(self) -> None:
        program = {"Resources": {"Net/Vpc": {"Type": "a"}, "Net/Vpc#2": {"Type": "b"}}}
        assert places("construct-id-duplicated", program) == [
            ("/Resources/Net~1Vpc#2", "there is another construct with the id 'Vpc'")
        ]

    @pytest.mark.parametrize("part", [{"Within": "if (x)"}, {"Scope": {"$ref": "Other"}}])
    def test_what_may_be_made_one_at_a_time_or_elsewhere(self, part: dict[str, Any]) -> None:
        program = {"Resources": {"Vpc": {"Type": "a"}, "Vpc#2": {"Type": "b", **part}}}
        assert places("construct-id-duplicated", program) == []

    def test_an_id_with_a_number_sign_of_its_own(self) -> None:
        assert places("construct-id-duplicated", {"Resources": {"Vpc": {"Type": "a"}, "Vpc#a": {"Type": "b"}}}) == []


@pytest.mark.parametrize(("fifo", "options", "found"), [
    (True, {"maxBatchingWindow": {"$call": ["aws-cdk-lib.Duration.seconds", 5]}}, True),
    (False, {"maxBatchingWindow": 5}, False),
    (True, {"batchSize": 10}, False),
])  # fmt: skip
def test_windows_on_fifo_queues(fifo: bool, options: dict[str, Any], found: bool) -> None:
    source = {"$new": [LIB + "lambda-event-sources.SqsEventSource", {"$ref": "Q"}, options]}
    program = resource(LIB + "lambda.Function", Calls={"addEventSource": [[source]]})
    program["Resources"]["Q"] = {"Type": LIB + "sqs.Queue", "Properties": {"fifo": fifo}}
    expected = "/Resources/X/Calls/addEventSource/0/0/$new/2/maxBatchingWindow"
    assert [pointer for pointer, _ in places("fifo-batching-window", program)] == [expected] * found


@pytest.mark.parametrize("detector", DETECTORS)
@pytest.mark.parametrize(
    "program", [{}, {"Resources": []}, {"Resources": {"X": "odd"}}, {"Resources": {"X": {"Type": 3, "Calls": []}}},
                {"Resources": {"X": {"Type": "aws-cdk-lib/aws-s3.CfnBucket", "Properties": [1]}}},
                {"Variables": {"a": {"$call": []}, "b": {"$new": 3}, "c": {"$member": None}, "d": {"$get": [1, 2]}}}]
)  # fmt: skip
def test_any_program_is_taken(detector: str, program: dict[str, Any]) -> None:
    assert detect(detector, program) == []


def test_no_other_detector_is_known() -> None:
    assert detect("dangling-reference", {}) is None
