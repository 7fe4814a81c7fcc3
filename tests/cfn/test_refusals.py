"""What AWS would refuse: the words, the place, the patch, what is left alone. The rules' examples prove the rest."""

from __future__ import annotations

import copy
import time
from typing import Any

import jsonpatch
import pytest

from fixer.cfn.detectors import DETECTORS, detect
from fixer.read.document import Document
from fixer.read.pairing import read_template

Data = dict[str, Any]
UPPER = "Bucket name should not contain uppercase characters"
BROAD = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}


def messages(name: str, template: Data) -> list[str]:
    places = detect(name, template)
    assert places is not None
    return [place.message for place in places]


def one(kind: str, **properties: Any) -> Data:
    return {"Resources": {"One": {"Type": kind, "Properties": properties}}}


def role(*actions: str, service: str = "lambda.amazonaws.com") -> Data:
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}]}
    policy = {"Statement": [{"Effect": "Allow", "Action": list(actions), "Resource": "*"}]}
    policies = [{"PolicyName": "p", "PolicyDocument": policy}]
    return {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": trust, "Policies": policies}}


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"Timeout": "soon"}, ["#/Timeout: expected type: Integer, found: String"]),
        ({"Timeout": "30"}, []),
        ({"Layers": "arn:aws:lambda:us-east-1:1:layer:a:1"}, ["#/Layers: expected type: JSONArray, found: String"]),
        ({"Layers": {"Fn::If": ["C", "x", []]}}, ["#/Layers/Fn::If/1: expected type: JSONArray, found: String"]),
        ({"Layers": {"Ref": "Text"}}, ["#/Layers: expected type: JSONArray, found: String"]),
        ({"Layers": {"Ref": "Several"}}, []),
        ({"Role": {"Ref": "Several"}}, ["#/Role: expected type: String, found: JSONArray"]),
        ({"Environment": {"Variables": {"A": {"Fn::GetAtt": ["X", "Y"]}}}}, []),
    ],
)  # fmt: skip
def test_a_value_of_a_wrong_type(properties: Data, expected: list[str]) -> None:
    parameters = {"Text": {"Type": "String"}, "Several": {"Type": "CommaDelimitedList"}}
    assert (
        messages("property-type-wrong", {"Parameters": parameters, **one("AWS::Lambda::Function", **properties)})
        == expected
    )


def test_a_misspelled_property_is_renamed_to_the_nearest() -> None:
    template = one("AWS::S3::Bucket", VersioningConfig={"Status": "Enabled"})
    (place,) = detect("property-unknown", template) or []
    refused = "#/VersioningConfig: extraneous key [VersioningConfig] is not permitted"
    assert place.message == refused + "; the nearest is VersioningConfiguration"
    at = "/Resources/One/Properties/"
    assert place.patch == ({"op": "move", "from": at + "VersioningConfig", "path": at + "VersioningConfiguration"},)


def test_a_value_in_other_letters_is_mended_and_any_other_is_not() -> None:
    (place,) = (
        detect("property-value-invalid", one("AWS::S3::Bucket", VersioningConfiguration={"Status": "enabled"})) or []
    )
    assert place.patch[0]["value"] == "Enabled"
    (place,) = detect("property-value-invalid", one("AWS::S3::Bucket", VersioningConfiguration={"Status": "on"})) or []
    assert place.patch == ()


def test_the_schemas_say_nothing_of_what_they_do_not_know() -> None:
    for name in ("property-unknown", "property-required-missing", "resource-type-unknown"):
        assert messages(name, one("Custom::Thing", A=1)) == []
        assert messages(name, one("My::Own::Module::MODULE", A=1)) == []
        assert messages(name, {"Transform": "MyMacro", **one("AWS::No::Such", A=1)}) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("data-1", None),
        ("Data", UPPER + ": 'Data'"),
        ("a_b", "Bucket name should not contain '_': 'a_b'"),
        ({"Fn::Sub": "data-${AWS::AccountId}-${AWS::Region}"}, None),
        ({"Fn::Sub": "${AWS::StackName}-data"}, UPPER + ", and the stack's name may: '…-data'"),
        ({"Fn::Join": ["-", ["Logs", {"Ref": "AWS::AccountId"}]]}, UPPER + ": 'Logs-111122223333'"),
        ({"Fn::Sub": "data-${Env}"}, UPPER + ", and Env may be Prod"),
        ({"Ref": "Free"}, None),
    ],
)  # fmt: skip
def test_bucket_names_are_resolved(value: Any, expected: str | None) -> None:
    parameters = {
        "Env": {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "Prod"]},
        "Free": {"Type": "String"},
    }
    found = messages("bucket-name-invalid", {"Parameters": parameters, **one("AWS::S3::Bucket", BucketName=value)})
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("value", "refused"),
    [
        ("arn:aws:s3:::data/*", False),
        ("*", False),
        ("data/*", True),
        ({"Ref": "Data"}, True),
        ({"Fn::Sub": "${Data}/*"}, True),
        ({"Fn::Sub": "${Data.Arn}/*"}, False),
        ({"Fn::Sub": "arn:aws:s3:::${Data}/*"}, False),
        ({"Fn::Sub": "${Given}/*"}, False),
        ({"Ref": "Given"}, False),
        ({"Ref": "Alerts"}, False),
    ],
)
def test_resources_of_policies_are_arns(value: Any, refused: bool) -> None:
    template = {
        "Parameters": {"Given": {"Type": "String"}},
        "Resources": {
            "Data": {"Type": "AWS::S3::Bucket"},
            "Alerts": {"Type": "AWS::SNS::Topic"},
            "Read": {
                "Type": "AWS::IAM::ManagedPolicy",
                "Properties": {
                    "PolicyDocument": {"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": value}}
                },
            },
        },
    }
    assert bool(messages("policy-resource-not-arn", template)) is refused


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ({"Effect": "allow", "Action": "s3:*", "Resource": "*"}, "The Effect 'allow' is neither Allow nor Deny"),
        ({"Effect": "Allow", "Resource": "*"}, "Policy statement must contain actions."),
        ({"Effect": "Allow", "Action": "s3:*"}, "Policy statement must contain resources."),
        ({"Effect": "Allow", "Action": "GetObject", "Resource": "*"}, "must be prefaced by a vendor"),
        ({**BROAD, "Principal": "*"}, "should not specify a principal"),
        ({**BROAD, "Condition": {"StringEqual": {}}}, "Invalid Condition type : StringEqual"),
        ({**BROAD, "Sid": "a b"}, "must be alpha-numeric"),
        ({**BROAD, "Condition": {"ForAnyValue:StringLike": {"a": "b"}}}, None),
    ],
)  # fmt: skip
def test_statements_by_the_grammar(statement: Data, expected: str | None) -> None:
    found = messages("policy-malformed", one("AWS::IAM::ManagedPolicy", PolicyDocument={"Statement": [statement]}))
    assert (found == []) if expected is None else (len(found) == 1 and expected in found[0])


def function(role_id: str = "Role", **more: Any) -> Data:
    return {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": [role_id, "Arn"]}, **more}}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (role("logs:*"), True),
        (role("sqs:*"), False),
        (role("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"), False),
        ({"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": ["arn:aws:iam::aws:policy/Other"]}}, False),
        ({"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": [{"Ref": "Given"}]}}, False),
    ],
)  # fmt: skip
def test_a_permission_counts_as_lacking_only_where_every_policy_is_known(given: Data, found: bool) -> None:
    source = {"FunctionName": {"Ref": "Work"}, "EventSourceArn": {"Fn::GetAtt": ["Queue", "Arn"]}}
    resources = {
        "Queue": {"Type": "AWS::SQS::Queue"},
        "Role": given,
        "Work": function(),
        "Source": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": source},
    }
    assert bool(messages("function-source-unpermitted", {"Resources": resources})) is found


def test_a_policy_beside_the_role_counts() -> None:
    document = {"Statement": [{"Effect": "Allow", "Action": "xray:*", "Resource": "*"}]}
    resources: Data = {
        "Role": role("logs:*"),
        "Work": function(TracingConfig={"Mode": "Active"}),
    }
    expected = "The provided execution role does not have permissions to call PutTraceSegments on XRAY"
    assert messages("function-tracing-unpermitted", {"Resources": resources}) == [expected]
    beside = {"Type": "AWS::IAM::Policy", "Properties": {"Roles": [{"Ref": "Role"}], "PolicyDocument": document}}
    assert messages("function-tracing-unpermitted", {"Resources": {**resources, "Beside": beside}}) == []


def test_a_role_that_the_service_may_not_take() -> None:
    assert messages("role-untrusted", {"Resources": {"Role": role(), "Work": function()}}) == []
    (found,) = messages(
        "role-untrusted", {"Resources": {"Role": role(service="ec2.amazonaws.com"), "Work": function()}}
    )
    assert found.startswith("The role defined for the function cannot be assumed by Lambda.")


def test_a_queue_is_subscribed_by_its_arn() -> None:
    queue = {"Type": "AWS::SQS::Queue"}
    subscription = {"Protocol": "sqs", "Endpoint": {"Ref": "Queue"}}
    resources = {"Queue": queue, "One": {"Type": "AWS::SNS::Subscription", "Properties": subscription}}
    (place,) = detect("reference-not-arn", {"Resources": resources}) or []
    at = "/Resources/One/Properties/Endpoint"
    assert place.patch == ({"op": "replace", "path": at, "value": {"Fn::GetAtt": ["Queue", "Arn"]}},)


def test_waiting_counts_through_other_resources() -> None:
    trail: Data = {"Type": "AWS::CloudTrail::Trail", "Properties": {"S3BucketName": {"Ref": "Logs"}}}
    resources: Data = {
        "Logs": {"Type": "AWS::S3::Bucket"},
        "Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Logs"}}},
        "Between": {"Type": "AWS::SNS::Topic", "DependsOn": "Policy"},
        "Trail": trail,
    }
    (place,) = detect("trail-unordered", {"Resources": resources}) or []
    assert place.patch == ({"op": "add", "path": "/Resources/Trail/DependsOn", "value": "Policy"},)
    assert messages("trail-unordered", {"Resources": {**resources, "Trail": {**trail, "DependsOn": "Between"}}}) == []
    resources["Policy"]["DependsOn"] = "Trail"
    (place,) = detect("trail-unordered", {"Resources": dict(resources)}) or []
    assert place.patch == (), "waiting for what waits for oneself is a circle"


def subnets(*zones: Any) -> Data:
    made = {
        f"S{n}": {"Type": "AWS::EC2::Subnet", "Properties": {"AvailabilityZone": zone}} for n, zone in enumerate(zones)
    }
    group = {"SubnetIds": [{"Ref": name} for name in made]}
    return {"Resources": {**made, "Group": {"Type": "AWS::RDS::DBSubnetGroup", "Properties": group}}}


def test_subnets_of_a_group_lie_in_two_zones() -> None:
    zone = [{"Fn::Select": [str(n), {"Fn::GetAZs": ""}]} for n in (0, 1)]
    assert len(messages("zones-too-few", subnets(zone[0], zone[0]))) == 1
    assert messages("zones-too-few", subnets(zone[0], zone[1])) == []
    assert messages("zones-too-few", subnets(zone[0], None)) == []


@pytest.mark.parametrize(
    ("expression", "good"),
    [
        ("rate(1 hour)", True),
        ("rate(5 minutes)", True),
        ("rate(1 hours)", False),
        ("rate(30 seconds)", False),
        ("cron(0 2 * * ? *)", True),
        ("cron(0 2 * * *)", False),
        ("cron(0 2 * * * *)", False),
        ("cron(0 25 * * ? *)", False),
        ("cron(0/15 8-18 ? * MON-FRI *)", True),
        ("hourly", False),
    ],
)
def test_schedules(expression: str, good: bool) -> None:
    assert (messages("schedule-invalid", one("AWS::Events::Rule", ScheduleExpression=expression)) == []) is good


def test_functions_of_functions() -> None:
    value = {"Fn::FindInMap": ["Sizes", {"Ref": "Env"}, "Cpu"]}
    template: Data = {
        "Parameters": {"Env": {"Type": "String", "Default": "test"}},
        "Mappings": {"Sizes": {"dev": {"Cpu": 1}}},
        **one("AWS::SQS::Queue", DelaySeconds=value),
    }
    (found,) = messages("mapping-key-missing", template)
    assert found == "Template error: Unable to get mapping for Sizes::test::Cpu: there is no key 'test'"
    del template["Parameters"]["Env"]["Default"]
    assert messages("mapping-key-missing", copy.deepcopy(template)) == []


def test_a_changed_template_is_looked_at_anew() -> None:
    template: Data = {"Outputs": {"A": {"Value": "a"}}, "Resources": {}}
    assert messages("section-unknown", template) == []
    template["Globs"] = {}
    assert messages("section-unknown", template) == ["Invalid template property or properties [Globs]"]


ODD: list[Any] = [
    None,
    [],
    {},
    "",
    7,
    {"Ref": []},
    {"Fn::Sub": [1]},
    {"Fn::If": ["a", [1], {"b": 2}]},
    [None, {"a": {}}],
]


def test_odd_values_anywhere_are_survived() -> None:
    template = {
        "Parameters": {"P": {"Type": "String", "Default": "a"}},
        "Resources": {
            "Role": role("s3:*"),
            "Work": function(Timeout=3, VpcConfig={"SubnetIds": ["subnet-1"]}, Tags=[{"Key": "a", "Value": "b"}]),
            "Net": {"Type": "AWS::EC2::Subnet", "Properties": {"CidrBlock": "10.0.0.0/24", "VpcId": {"Ref": "P"}}},
        },
        "Outputs": {"O": {"Value": {"Ref": "Work"}, "Export": {"Name": "o"}}},
    }
    for path in list(_paths(template, ())):
        for odd in ODD:
            changed = copy.deepcopy(template)
            node: Any = changed
            for key in path[:-1]:
                node = node[key]
            node[path[-1]] = odd
            for name in DETECTORS:
                assert detect(name, changed) is not None


def _paths(node: Any, at: tuple[Any, ...]) -> Any:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, item in items:
        yield (*at, key)
        yield from _paths(item, (*at, key))


def test_a_template_far_beyond_the_quota_takes_no_long_time() -> None:
    bodies = {f"T{n}": {"Type": "AWS::CloudTrail::Trail", "DependsOn": f"T{n + 1}"} for n in range(4_000)}
    started = time.process_time()
    for name in DETECTORS:
        detect(name, {"Resources": bodies})
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("rule", "public", "expected"),
    [
        ({"CidrIp": "0.0.0.0/0"}, True, ["anybody may connect: Door admits 0.0.0.0/0"]),
        ({"CidrIpv6": "::/0", "FromPort": 0, "ToPort": 65535}, "true", ["anybody may connect: Door admits ::/0"]),
        ({"CidrIp": "0.0.0.0/0"}, False, []),
        ({"CidrIp": "10.0.0.0/8"}, True, []),
        ({"SourceSecurityGroupId": "sg-0123456789abcdef0"}, True, []),
        ({"CidrIp": "0.0.0.0/0", "FromPort": 443, "ToPort": 443}, True, []),
        ({"CidrIp": {"Ref": "Range"}}, True, []),
    ],
)
def test_a_public_database_is_open_where_its_security_group_admits_everybody(
    rule: Data, public: Any, expected: list[str]
) -> None:
    door = {"Type": "AWS::EC2::SecurityGroup", "Properties": {"SecurityGroupIngress": [{"IpProtocol": "tcp", **rule}]}}
    data = {"PubliclyAccessible": public, "VPCSecurityGroups": [{"Ref": "Door"}]}
    resources = {"Door": door, "Data": {"Type": "AWS::RDS::DBInstance", "Properties": data}}
    parameters = {"Range": {"Type": "String"}}
    assert messages("database-open", {"Parameters": parameters, "Resources": resources}) == expected


def patched(name: str, template: Data) -> Data:
    """A template after the patches of a detector's places, each place's on what the one before it left."""
    for place in detect(name, template) or ():
        template = jsonpatch.apply_patch(template, [dict(operation) for operation in place.patch])
    return template


KEY = {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": {"Statement": [{"Effect": "Allow", "Action": "kms:*"}]}}}
BALANCER = {
    "LoadBalancerAttributes": [
        {"Key": "access_logs.s3.enabled", "Value": "true"},
        {"Key": "access_logs.s3.bucket", "Value": {"Ref": "Store"}},
    ]
}


def test_one_statement_serves_all_log_groups_of_a_key() -> None:
    group = {"Type": "AWS::Logs::LogGroup", "Properties": {"KmsKeyId": {"Fn::GetAtt": ["Key", "Arn"]}}}
    template = {"Resources": {"Key": KEY, "A": group, "B": group}}
    assert len(detect("log-key-unpermitted", template) or ()) == 2
    after = patched("log-key-unpermitted", copy.deepcopy(template))
    first, second = after["Resources"]["Key"]["Properties"]["KeyPolicy"]["Statement"]
    assert (first, second["Sid"]) == (KEY["Properties"]["KeyPolicy"]["Statement"][0], "AllowCloudWatchLogs")
    assert detect("log-key-unpermitted", after) == []


@pytest.mark.parametrize(
    ("name", "kind", "properties"),
    [
        ("trail-bucket-unpermitted", "AWS::CloudTrail::Trail", {"S3BucketName": {"Ref": "Store"}}),
        ("delivery-bucket-unpermitted", "AWS::Config::DeliveryChannel", {"S3BucketName": {"Ref": "Store"}}),
        ("balancer-log-unpermitted", "AWS::ElasticLoadBalancingV2::LoadBalancer", BALANCER),
    ],
)
def test_a_bucket_without_a_policy_gets_its_first(name: str, kind: str, properties: Data) -> None:
    store = {"Type": "AWS::S3::Bucket", "Condition": "Kept"}
    template = {"Resources": {"Store": store, "One": {"Type": kind, "Properties": properties}}}
    after = patched(name, copy.deepcopy(template))
    policy = after["Resources"]["StorePolicy"]
    assert (policy["Properties"]["Bucket"], policy["Condition"]) == ({"Ref": "Store"}, "Kept")
    assert detect(name, after) == []


def test_a_policy_that_is_there_is_extended_and_one_that_is_computed_is_left() -> None:
    trail = {"Type": "AWS::CloudTrail::Trail", "Properties": {"S3BucketName": {"Ref": "Store"}}}
    document = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "config.amazonaws.com"}}]}
    policy: Data = {
        "Type": "AWS::S3::BucketPolicy",
        "Properties": {"Bucket": {"Ref": "Store"}, "PolicyDocument": document},
    }
    template = {"Resources": {"Store": {"Type": "AWS::S3::Bucket"}, "Policy": policy, "Trail": trail}}
    statements = patched("trail-bucket-unpermitted", copy.deepcopy(template))["Resources"]["Policy"]["Properties"]
    sids = [one.get("Sid") for one in statements["PolicyDocument"]["Statement"]]
    assert sids == [None, "AllowCloudTrailAclCheck", "AllowCloudTrailWrite"]
    policy["Properties"] = {"Bucket": {"Ref": "Store"}, "PolicyDocument": {"Statement": {"Effect": "Deny"}}}
    places = detect("trail-bucket-unpermitted", template) or []
    assert [place.patch for place in places] == [()]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("data-bucket/*", "arn:${AWS::Partition}:s3:::data-bucket/"),
        ("data-bucket", "arn:${AWS::Partition}:s3:::data-bucket/"),
        ({"Fn::Sub": "${Store}/in/"}, "${Store.Arn}/in/"),
        ("*", None),
    ],
)
def test_the_arn_of_a_data_resource(value: Any, expected: str | None) -> None:
    selectors = [{"DataResources": [{"Type": "AWS::S3::Object", "Values": [value]}]}]
    trail = {"Type": "AWS::CloudTrail::Trail", "Properties": {"EventSelectors": selectors}}
    (place,) = detect("trail-selector-invalid", {"Resources": {"Store": {"Type": "AWS::S3::Bucket"}, "T": trail}}) or []
    assert [operation["value"] for operation in place.patch] == ([{"Fn::Sub": expected}] if expected else [])


@pytest.mark.parametrize(
    ("key", "expected"),
    [("123456789012", ["map keys must be strings; received numeric [123456789012] instead"]), ("'123456789012'", [])],
)
def test_a_key_of_a_mapping_that_is_a_number(key: str, expected: list[str]) -> None:
    text = f"Mappings: {{Accounts: {{{key}: {{Stage: prod}}}}}}\nResources: {{Topic: {{Type: 'AWS::SNS::Topic'}}}}\n"
    template = read_template(Document("a.yaml", text)).data
    prefix = "Template format error: [/Mappings/Accounts] "
    assert messages("mapping-malformed", template) == [prefix + message for message in expected]


@pytest.mark.parametrize(("version", "same"), [("13.4", "13."), ({"Ref": "Version"}, None)])
def test_a_withdrawn_version_is_followed_by_one_of_its_family(version: Any, same: str | None) -> None:
    data = {"Type": "AWS::RDS::DBInstance", "Properties": {"Engine": "postgres", "EngineVersion": version}}
    parameters = {"Version": {"Type": "String", "Default": "13.4"}}
    (place,) = detect("engine-version-withdrawn", {"Parameters": parameters, "Resources": {"Data": data}}) or []
    assert [operation["value"].startswith(same) for operation in place.patch] == ([True] if same else [])


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([{"Key": "Team", "Value": {"Ref": "Team"}}], [{"Team": {"Ref": "Team"}}]),
        ([{"Key": "A", "Value": "1"}, {"Key": "A", "Value": "2"}], []),
        ([{"Key": {"Ref": "Team"}, "Value": "1"}], []),
        ([{"Key": "A", "Value": "1", "PropagateAtLaunch": True}], []),
    ],
)
def test_a_list_of_tags_becomes_a_map(tags: Any, expected: list[Any]) -> None:
    (place,) = detect("tags-wrong-shape", one("AWS::SSM::Parameter", Type="String", Value="a", Tags=tags)) or []
    assert [operation["value"] for operation in place.patch] == expected


def test_variables_of_iam_are_none_of_the_template() -> None:
    text = "arn:aws:s3:::${AWS::AccountId}-home/${aws:username}/*"
    statement = {"Effect": "Allow", "Action": "s3:*", "Resource": text}
    policy = {"Type": "AWS::IAM::Policy", "Properties": {"PolicyDocument": {"Statement": [statement]}}}
    (place,) = detect("policy-resource-not-arn", {"Resources": {"P": policy}}) or ()
    assert place.patch[0]["value"] == {"Fn::Sub": "arn:aws:s3:::${AWS::AccountId}-home/${!aws:username}/*"}
