"""Gaps become issues of the size that a person would write."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.issues.issue import SEVERITIES, Issue
from tests.pairs import difference, resource, template

QUEUE = "AWS::SQS::Queue"


def queues(count: int, **properties: Any) -> dict[str, Any]:
    return {f"Queue{n}": resource(QUEUE, MessageRetentionPeriod=1209600, **properties) for n in range(count)}


def by_rule(issues: tuple[Issue, ...], rule: str) -> list[Issue]:
    return [issue for issue in issues if issue.rule == rule]


def test_one_failure_in_three_resources_is_one_issue() -> None:
    found = difference(template(queues(3)), template(queues(3, KmsMasterKeyId="alias/aws/sqs")))
    (issue,) = found.issues
    assert issue.rule == "queue-unencrypted"
    assert [ref.id for ref in issue.resources] == ["Queue0", "Queue1", "Queue2"]
    assert [gap.pointer for gap in issue.gaps] == [f"/Resources/Queue{n}/Properties/KmsMasterKeyId" for n in range(3)]


def test_a_parameter_that_only_a_new_resource_needs_belongs_to_its_issue() -> None:
    model = template(queues(1))
    ideal = template(
        {
            **queues(1),
            "Limit": {"Type": "AWS::SSM::Parameter", "Condition": "Wanted", "Properties": {"Type": "String"}},
        },
        Parameters={"Switch": {"Type": "String", "Default": "on"}},
        Conditions={"Wanted": {"Fn::Equals": [{"Ref": "Switch"}, "on"]}},
    )
    (issue,) = difference(model, ideal).issues
    assert {gap.pointer for gap in issue.gaps} == {"/Resources/Limit", "/Conditions/Wanted", "/Parameters/Switch"}


def test_a_parameter_that_two_issues_need_is_an_issue_of_its_own() -> None:
    model = template(queues(1))
    ideal = template(
        {
            **queues(1, KmsMasterKeyId={"Ref": "Key"}),
            "Topic": resource("AWS::SNS::Topic", KmsMasterKeyId={"Ref": "Key"}),
        },
        Parameters={"Key": {"Type": "String", "Default": "alias/aws/sqs"}},
    )
    found = difference(model, ideal)
    (owner,) = [issue for issue in found.issues if any(gap.pointer == "/Parameters/Key" for gap in issue.gaps)]
    assert [gap.pointer for gap in owner.gaps] == ["/Parameters/Key"]
    assert all(owner.id in issue.fix.requires for issue in found.issues if issue is not owner and issue.fix)


@pytest.mark.parametrize(
    ("kind", "model", "ideal"),
    [
        ("AWS::S3::Bucket", {"PublicReadPolicy": False}, {}),
        ("AWS::DynamoDB::Table", {"BillingMode": "ON_DEMAND"}, {"BillingMode": "PAY_PER_REQUEST"}),
        ("AWS::Lambda::Function", {"Code": {"ZipFile": "x"}}, {"Code": {"ZipFile": "x"}, "Role": {"Ref": "Other"}}),
    ],
)
def test_what_the_schema_refuses_in_the_model_is_critical_whatever_the_rule_says(
    kind: str, model: dict[str, Any], ideal: dict[str, Any]
) -> None:
    (issue,) = difference(template({"One": resource(kind, **model)}), template({"One": resource(kind, **ideal)})).issues
    assert issue.severity == "critical"
    (other,) = difference(template({"One": resource(kind, **ideal)}), template({"One": resource(kind, **model)})).issues
    assert other.severity != "critical"


def test_a_rename_is_one_gap_and_its_references_are_none() -> None:
    body = resource(QUEUE, MessageRetentionPeriod=1209600, VisibilityTimeout=90)
    model = template({"Old": body}, Outputs={"Arn": {"Value": {"Fn::GetAtt": ["Old", "Arn"]}}})
    ideal = template({"New": body}, Outputs={"Arn": {"Value": {"Fn::Sub": "${New.Arn}"}}})
    (issue,) = difference(model, ideal).issues
    (gap,) = issue.gaps
    assert (gap.kind, gap.pointer, gap.ideal_pointer) == ("renamed", "/Resources/Old", "/Resources/New")


def test_every_gap_is_in_exactly_one_issue_and_the_worst_come_first() -> None:
    model = template(queues(3), Outputs={"Url": {"Value": {"Ref": "Queue0"}}})
    ideal = template(
        {**queues(2, KmsMasterKeyId="alias/aws/sqs", DelaySeconds=5), "Table": resource("AWS::DynamoDB::Table")},
        Outputs={"Address": {"Value": {"Ref": "Queue1"}}},
        Description="queues",
    )
    found = difference(model, ideal)
    keys = [gap.key for issue in found.issues for gap in issue.gaps]
    assert sorted(keys) == sorted(gap.key for gap in found.comparison.gaps)
    ranks = [SEVERITIES.index(issue.severity) for issue in found.issues]
    assert ranks == sorted(ranks)
    assert [issue.number for issue in found.issues] == list(range(1, len(found.issues) + 1))


def test_an_issue_keeps_its_id_when_another_is_closed() -> None:
    model = template(queues(2), Description="old")
    ideal = template(queues(2, KmsMasterKeyId="alias/aws/sqs"), Description="new")
    before = by_rule(difference(model, ideal).issues, "queue-unencrypted")
    after = by_rule(difference({**model, "Description": "new"}, ideal).issues, "queue-unencrypted")
    assert [issue.id for issue in before] == [issue.id for issue in after]


def test_what_no_rule_knows_is_still_an_issue_with_a_reasoned_severity() -> None:
    kind = "AWS::IoT::Thing"
    found = difference(template({"Thing": resource(kind)}), template({"Thing": resource(kind, ThingName="lamp")}))
    (issue,) = found.issues
    assert issue.rule is None
    assert (issue.severity, issue.category) == ("medium", "naming")
    assert issue.title == "Thing differs in ThingName"


def test_a_mistake_of_the_ideal_is_named_and_makes_the_fix_unsafe() -> None:
    kind = "AWS::Events::Rule"
    target: dict[str, Any] = {"Id": "1", "Arn": "arn:aws:sqs:eu-west-1:111122223333:q"}
    better = {**target, "RetryPolicy": {"MaximumRetryAttempts": 2, "MaximumEventAge": 60}}
    found = difference(
        template({"Rule": resource(kind, ScheduleExpression="rate(1 day)", Targets=[target])}),
        template({"Rule": resource(kind, ScheduleExpression="rate(1 day)", Targets=[better])}),
    )
    (issue,) = found.issues
    assert issue.ideal_problem is not None
    assert "MaximumEventAge" in issue.ideal_problem and "MaximumEventAgeInSeconds" in issue.ideal_problem
    assert issue.fix is not None
    assert issue.fix.safety == "unsafe"


def test_a_loop_over_resources_is_compared_like_any_entry() -> None:
    def loop(names: list[str]) -> dict[str, Any]:
        return {"Fn::ForEach::Topics": ["Name", names, {"Topic${Name}": resource("AWS::SNS::Topic")}]}

    found = difference(template(queues(1) | loop(["A", "B"])), template(queues(1) | loop(["A", "B", "C"])))
    assert [gap.pointer for issue in found.issues for gap in issue.gaps] == ["/Resources/Fn::ForEach::Topics/1/2"]


def test_renames_of_several_types_are_not_all_called_by_the_first() -> None:
    def pair(prefix: str) -> dict[str, Any]:
        topic = resource("AWS::SNS::Topic", TopicName="news")
        return template({f"{prefix}Topic": topic, f"{prefix}Queue": resource(QUEUE, QueueName="news")})

    (issue,) = difference(pair("Old"), pair("News")).issues
    assert issue.title == "2 resources are named differently"


TARGETS = "AWS::ElasticLoadBalancingV2::TargetGroup"
FUNCTION = "AWS::Lambda::Function"


@pytest.mark.parametrize(
    ("kind", "model", "ideal", "rules"),
    [
        (TARGETS, {"HealthCheckInterval": 30}, {"HealthCheckIntervalSeconds": 30}, {"property-unknown": 2}),
        # What is required and stands in a wrong place is one mistake.
        (
            FUNCTION,
            {"Code": {"ZipFile": "x", "Role": "r"}},
            {"Code": {"ZipFile": "x"}, "Role": "r"},
            {"property-unknown": 2},
        ),
        (
            FUNCTION,
            {"Code": {"ZipFile": "x"}},
            {"Code": {"ZipFile": "x"}, "Role": "r"},
            {"property-required-missing": 1},
        ),
        ("AWS::DynamoDB::Table", {"BillingMode": "ON"}, {"BillingMode": "PROVISIONED"}, {"property-value-invalid": 1}),
        (
            "AWS::EC2::Instance",
            {"SecurityGroupIds": "sg-1"},
            {"SecurityGroupIds": ["sg-1"]},
            {"property-type-wrong": 1},
        ),
        # A rule whose condition holds knows more than the schema.
        ("AWS::SSM::Parameter", {"Type": "SecureString"}, {"Type": "String"}, {"ssm-parameter-type-unsupported": 1}),
        # A call may turn out to be anything, and the ideal's mistakes are not the model's.
        (
            "AWS::EC2::Instance",
            {"SecurityGroupIds": {"Fn::Split": [",", "a,b"]}},
            {"SecurityGroupIds": ["a", "b", "c"]},
            {"instance-settings-differ": 1},
        ),
        (TARGETS, {"HealthCheckIntervalSeconds": 30}, {"HealthCheckInterval": 30}, {"target-health-differs": 2}),
    ],
)
def test_what_the_schema_refuses_is_said_by_the_rule_that_says_so(
    kind: str, model: dict[str, Any], ideal: dict[str, Any], rules: dict[str, int]
) -> None:
    found = difference(template({"One": resource(kind, **model)}), template({"One": resource(kind, **ideal)}))
    assert {issue.rule: len(issue.gaps) for issue in found.issues} == rules


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        (resource("AWS::IAM::AccountPasswordPolicy", MinimumPasswordLength=12), "resource-type-unknown"),
        ("queues of the orders", "resource-type-missing"),
        (resource("AWS::Serverless::SimpleTable"), None),
        (resource("Custom::PasswordPolicy", ServiceToken="arn:aws:lambda:eu-west-1:111122223333:function:f"), None),
    ],
)
def test_what_cannot_be_a_resource_is_more_than_not_asked_for(entry: Any, rule: str | None) -> None:
    (issue,) = difference(template({**queues(1), "Other": entry}), template(queues(1))).issues
    assert (issue.rule == rule) if rule else (issue.severity != "critical")


def test_what_one_resource_has_wrong_is_an_issue_for_each_resource() -> None:
    def groups(name: str) -> dict[str, Any]:
        return template({f"Group{n}": resource(TARGETS, Port=80 + n, **{name: 30}) for n in range(2)})

    found = difference(groups("HealthCheckInterval"), groups("HealthCheckIntervalSeconds"))
    assert [[ref.id for ref in issue.resources] for issue in found.issues] == [["Group0"], ["Group1"]]


@pytest.mark.parametrize(
    ("kind", "name", "good", "bad", "rule"),
    [
        ("AWS::RDS::DBInstance", "StorageEncrypted", True, False, "database-unencrypted"),
        (
            "AWS::DynamoDB::Table",
            "PointInTimeRecoverySpecification",
            {"PointInTimeRecoveryEnabled": True},
            {"PointInTimeRecoveryEnabled": False},
            "table-recovery-off",
        ),
        (
            "AWS::S3::Bucket",
            "PublicAccessBlockConfiguration",
            dict.fromkeys(("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True),
            dict.fromkeys(("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), False),
            "bucket-public-access-unblocked",
        ),
    ],
)
def test_no_rule_says_of_the_model_what_is_true_of_the_ideal_alone(
    kind: str, name: str, good: Any, bad: Any, rule: str
) -> None:
    better, worse = (template({"One": resource(kind, **{name: value})}) for value in (good, bad))
    assert [issue.rule for issue in difference(worse, better).issues] == [rule]
    assert rule not in {issue.rule for issue in difference(better, worse).issues}


def test_an_id_that_cannot_be_is_more_than_another_name() -> None:
    body = resource(QUEUE, MessageRetentionPeriod=1209600, VisibilityTimeout=90)
    (issue,) = difference(template({"Work Queue": body}), template({"WorkQueue": body})).issues
    assert (issue.rule, issue.severity) == ("logical-id-invalid", "critical")
    (issue,) = difference(template({"WorkQueue": body}), template({"Work Queue": body})).issues
    assert issue.rule is None


def test_a_rule_about_a_type_goes_before_one_about_its_family() -> None:
    kind = "AWS::ECS::TaskDefinition"
    model, ideal = (template({"Task": resource(kind, Cpu=size, Memory="1024")}) for size in ("256", "512"))
    assert [issue.rule for issue in difference(model, ideal).issues] == ["container-task-differs"]


def tagged(*tags: tuple[str, Any]) -> dict[str, Any]:
    return template({"Net": resource("AWS::EC2::VPC", Tags=[{"Key": key, "Value": value} for key, value in tags])})


def test_a_rule_about_some_members_of_a_list_claims_no_other() -> None:
    name = {"Fn::Sub": "${AWS::StackName}-net"}
    model = tagged(("Name", name), ("Environment", "production"))
    ideal = tagged(("Name", {"Fn::Sub": "${AWS::StackName}-main"}), ("Environment", {"Ref": "AWS::StackName"}))
    found = {issue.rule: [gap.pointer for gap in issue.gaps] for issue in difference(model, ideal).issues}
    assert found == {
        "environment-hardcoded": ["/Resources/Net/Properties/Tags/1/Value"],
        "tags-differ": ["/Resources/Net/Properties/Tags/0/Value"],
    }


def test_what_is_missing_in_another_member_is_not_the_rule_s_either() -> None:
    def group(*rules: dict[str, Any]) -> dict[str, Any]:
        return template({"Web": resource("AWS::EC2::SecurityGroup", GroupDescription="g", SecurityGroupIngress=rules)})

    shell = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22}
    page = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
    found = difference(
        group({**shell, "CidrIp": "0.0.0.0/0"}, {**page, "CidrIp": "0.0.0.0/0"}),
        group({**shell, "CidrIp": "10.0.0.0/8"}, {**page, "SourceSecurityGroupId": "sg-1"}),
    )
    of_shell = [gap.path[:3] for issue in by_rule(found.issues, "security-group-open") for gap in issue.gaps]
    assert set(of_shell) == {("Properties", "SecurityGroupIngress", "0")}


@pytest.mark.parametrize(
    ("kind", "model", "ideal", "expected"),
    [
        (TARGETS, {"HealthCheckInterval": 30}, {"HealthCheckIntervalSeconds": 30}, "fails"),
        ("AWS::SSM::Parameter", {"Type": "SecureString"}, {"Type": "String"}, "fails"),
        ("AWS::SQS::Queue", {"QueueName": "orders"}, {"QueueName": {"Fn::Sub": "orders-${AWS::StackName}"}}, "depends"),
        # Told by the place alone: another version may be as good.
        ("AWS::RDS::DBInstance", {"EngineVersion": "16.4"}, {"EngineVersion": "16.6"}, None),
        ("AWS::RDS::DBInstance", {"StorageEncrypted": False}, {"StorageEncrypted": True}, None),
        ("AWS::IoT::Thing", {}, {"ThingName": "lamp"}, None),
    ],
)
def test_whether_a_deployment_stops_is_said_where_the_model_shows_it(
    kind: str, model: dict[str, Any], ideal: dict[str, Any], expected: str | None
) -> None:
    (issue,) = difference(template({"One": resource(kind, **model)}), template({"One": resource(kind, **ideal)})).issues
    assert issue.deployment == expected


def test_what_is_missing_as_a_whole_stops_no_deployment_of_the_model() -> None:
    other = {"Trail": resource("AWS::CloudTrail::Trail", S3BucketName="audit")}
    found = difference(template(queues(1)), template({**queues(1), **other}))
    assert {issue.deployment for issue in found.issues} == {None}


@pytest.mark.parametrize(
    ("kind", "name", "value", "rule"),
    [
        ("AWS::KMS::Key", "KeyUsage", "ENCRYPT_DECRYPT", "default-stated"),
        ("AWS::KMS::Key", "KeyUsage", "SIGN_VERIFY", "key-settings-differ"),
        ("AWS::RDS::DBInstance", "DeletionProtection", "false", "default-stated"),
        ("AWS::RDS::DBInstance", "DeletionProtection", True, "deletion-protection-differs"),
        ("AWS::SSM::Parameter", "Tier", "Standard", "default-stated"),
        ("AWS::SSM::Parameter", "Tier", "Advanced", "ssm-parameter-differs"),
    ],
)
def test_a_default_that_one_side_states_is_told_as_that(kind: str, name: str, value: Any, rule: str) -> None:
    bare, stated = (template({"One": resource(kind, **properties)}) for properties in ({}, {name: value}))
    assert [issue.rule for issue in difference(bare, stated).issues] == [rule]
    if rule == "default-stated":
        assert [issue.rule for issue in difference(stated, bare).issues] == [rule]


def test_a_default_is_nothing_to_a_rule_that_knows_more() -> None:
    bare, stated = (template({"One": resource(QUEUE, **properties)}) for properties in ({}, {"VisibilityTimeout": 30}))
    changed = template({"One": resource(QUEUE, VisibilityTimeout=60)})
    assert [issue.rule for issue in difference(bare, stated).issues] == ["default-stated"]
    assert [issue.rule for issue in difference(changed, stated).issues] != ["default-stated"]


def test_resources_inside_a_resource_are_no_properties_and_no_resources() -> None:
    inside = resource(QUEUE)
    inside["Alarm"] = resource("AWS::CloudWatch::Alarm")
    (issue,) = difference(template({"One": inside}), template({"One": resource(QUEUE)})).issues
    assert (issue.rule, issue.severity) == ("attribute-misplaced", "critical")


@pytest.mark.parametrize(
    ("kind", "attributes", "rule"),
    [
        (QUEUE, {"DeletionPolicy": "Delete", "UpdateReplacePolicy": "Delete"}, "deletion-policy-implicit"),
        (QUEUE, {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}, "deletion-policy-missing"),
        ("AWS::RDS::DBInstance", {"DeletionPolicy": "Delete"}, "deletion-policy-missing"),
    ],
)
def test_a_policy_of_deletion_that_changes_nothing_is_told_as_that(
    kind: str, attributes: dict[str, str], rule: str
) -> None:
    ideal = template({"One": {**resource(kind), **attributes}})
    assert [issue.rule for issue in difference(template({"One": resource(kind)}), ideal).issues] == [rule]


@pytest.mark.parametrize(
    ("kind", "name", "item", "key", "rule"),
    [
        (
            "AWS::ECS::TaskDefinition",
            "ContainerDefinitions",
            {"Image": "nginx", "Memory": 512, "Essential": True, "Cpu": 256},
            "Name",
            "container-name-differs",
        ),
        (
            "AWS::Events::Rule",
            "Targets",
            {"Arn": "arn:aws:sqs:eu-west-1:111122223333:a"},
            "Id",
            "event-target-id-differs",
        ),
        (
            "AWS::IAM::Role",
            "Policies",
            {"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}},
            "PolicyName",
            "inline-policy-name-differs",
        ),
    ],
)
def test_another_name_alone_is_one_thing_changed(kind: str, name: str, item: Any, key: str, rule: str) -> None:
    model, ideal = (template({"One": resource(kind, **{name: [{**item, key: text}]})}) for text in ("one", "other"))
    (issue,) = difference(model, ideal).issues
    assert (issue.rule, [gap.path for gap in issue.gaps]) == (rule, [("Properties", name, "0", key)])


def test_an_item_that_has_little_in_common_is_another_one() -> None:
    def role(name: str, action: str, target: str) -> dict[str, Any]:
        statement = {"Effect": "Allow", "Action": [action], "Resource": target}
        policy = {"PolicyName": name, "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
        return template({"One": resource("AWS::IAM::Role", Policies=[policy])})

    found = difference(role("a", "s3:GetObject", "arn:aws:s3:::a/*"), role("b", "sqs:SendMessage", "arn:aws:sqs:*:*:b"))
    assert {gap.kind for issue in found.issues for gap in issue.gaps} == {"extra", "missing"}


def test_what_is_required_goes_with_a_wrong_name_and_not_with_a_wrong_value() -> None:
    model = resource(FUNCTION, Code={"ZipFile": "x"}, PackageType="Tar")
    ideal = resource(FUNCTION, Code={"ZipFile": "x"}, Role="r")
    found = difference(template({"One": model}), template({"One": ideal}))
    rules = {issue.rule: [gap.path[-1] for gap in issue.gaps] for issue in found.issues}
    assert rules == {"property-value-invalid": ["PackageType"], "property-required-missing": ["Role"]}
