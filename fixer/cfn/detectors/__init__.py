"""Failures that no condition on one resource can show: they take the graph, resolved names or the schemas.

A rule names its detector (``detector: dangling-reference``); ``DETECTORS`` says where it is. The modules are imported
when a detector of theirs is first run: a comparison of two templates runs none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import NO_ACCOUNT, Stack, stack_of
from fixer.dialect import Account

__all__ = ["DETECTORS", "Place", "detect"]

Detector = Callable[[Stack], list[Place]]

_MODULES = {
    "account": ("account-quota-exceeded", "region-unlisted", "tags-required-missing"),
    "clusters": ("database-settings-refused", "scalable-resource-invalid"),
    "compute": (
        "concurrency-over-reserved", "concurrency-reserved", "fargate-size-unsupported",
        "function-package-elsewhere", "function-package-own-bucket", "group-size-inconsistent",
        "queue-visibility-short", "reference-not-arn", "reference-not-name", "service-task-mismatched",
        "source-settings-wrong",
    ),
    "databases": (
        "database-name-invalid", "engine-version-absent", "engine-version-retired", "engine-version-withdrawn",
        "instance-settings-conflict",
        "parameter-family-mismatched", "password-refused", "replication-destination-absent",
        "replication-group-inconsistent", "replication-unversioned", "table-capacity-missing",
        "table-keys-inconsistent", "username-reserved",
    ),
    "documents": (
        "certificate-elsewhere", "certificate-unvalidated", "dashboard-body-invalid", "domain-reserved",
        "dynamic-reference-absent", "dynamic-reference-malformed", "event-pattern-invalid", "schedule-invalid",
        "tag-refused", "trail-selector-invalid", "zone-name-dotless",
    ),
    "functions": (
        "attribute-unknown", "condition-refers-resource", "conditional-reference", "function-arguments-wrong",
        "function-unknown", "mapping-key-missing", "mapping-value-unmapped", "select-out-of-range",
        "zone-index-high",
    ),
    "inputs": ("database-password-parameter", "environment-hardcoded", "parameter-unvalidated"),
    "invokers": ("function-permission-unscoped",),
    "launches": ("launch-configuration-used",),
    "links": (
        "circular-dependency", "dangling-reference", "unused-condition", "unused-mapping", "unused-parameter",
    ),
    "names": (
        "bucket-name-invalid", "fifo-name-mismatched", "logical-id-shared", "name-duplicated", "name-refused",
    ),
    "neighbours": (
        "artifact-unknown", "bucket-insecure-transport-allowed", "cluster-engine-mismatched", "endpoint-names-off",
        "internet-gateway-doubled",
        "mount-target-doubled", "peering-overlapping", "policy-too-large", "public-policy-blocked",
    ),
    "network": (
        "address-quota", "cidr-invalid", "cidr-malformed", "database-open", "gateway-unattached",
        "instance-network-conflict",
        "internet-gateway-missing", "network-id-literal", "route-into-own-network",
        "route-target-wrong", "security-rule-duplicated",
        "security-rule-ports-wrong", "subnet-unreachable", "zones-too-few",
    ),
    "ordering": (
        "api-account-role-missing", "api-deployment-unordered", "api-stage-duplicated", "attribute-not-made",
        "bucket-notification-unready", "config-rule-unordered", "firewall-priority-twice",
        "function-permission-unordered", "function-permission-unready", "scaling-policy-unordered",
        "service-before-listener", "usage-plan-unordered",
    ),
    "permissions": (
        "balancer-log-unpermitted", "delivery-bucket-unpermitted", "distribution-log-refused",
        "function-letters-unpermitted", "function-network-unpermitted", "function-source-unpermitted",
        "function-tracing-unpermitted", "log-key-unpermitted", "role-untrusted", "state-machine-log-unpermitted",
        "state-machine-rule-unpermitted", "trail-bucket-unpermitted", "trail-key-unpermitted", "trail-unordered",
    ),
    "physical_names": ("physical-name-hardcoded",),
    "policies": (
        "bucket-policy-mismatched", "managed-policy-unknown", "policy-attachments-many", "policy-malformed",
        "policy-principal-invalid", "policy-principal-placeholder", "policy-resource-not-arn",
    ),
    "properties": (
        "properties-exclusive", "property-required-missing", "property-text-invalid", "property-type-wrong",
        "property-unknown", "property-value-invalid", "resource-type-unknown", "tags-wrong-shape", "value-unlisted",
    ),
    "publishing": ("alarm-without-action", "event-target-dlq-missing", "queue-unencrypted", "topic-unencrypted"),
    "records": ("alarm-dimension-unreferenced", "log-group-unencrypted", "state-machine-unlogged"),
    "sections": (
        "attribute-misplaced", "condition-malformed", "custom-resource-without-token", "depends-on-refused",
        "description-invalid", "export-name-duplicated", "format-version-invalid", "logical-id-invalid",
        "mapping-malformed", "output-value-empty", "output-value-invalid", "parameter-default-refused",
        "parameter-type-unknown", "removal-policy-invalid", "resource-type-missing", "section-unknown",
        "template-over-quota", "value-null",
    ),
    "services": (
        "account-singleton", "balancer-name-refused", "bootstrap-role-missing", "capability-needed",
        "config-rule-parameter-missing", "dead-letter-mismatched", "event-target-role-missing",
        "listener-protocol-refused", "origin-unknown", "target-group-refused", "user-data-too-long",
        "user-data-unencoded", "web-acl-scope-mismatched",
    ),
    "tidiness": (
        "dependency-redundant", "removal-policy-incomplete", "section-null", "sub-unneeded", "zone-hardcoded",
    ),
    "apis": (
        "api-domain-refused", "authorizer-settings-refused", "http-api-refused", "method-response-undeclared",
        "path-variable-doubled", "rest-api-refused", "stage-reference-unordered",
    ),
    "balancing": (
        "balancer-attribute-unknown", "listener-action-refused", "target-health-refused",
        "target-protocol-mismatched",
    ),
    "catalogs": (
        "file-server-refused", "glue-job-refused", "graph-api-refused", "query-output-invalid", "resolver-unordered",
    ),
    "containers": (
        "batch-environment-refused", "node-group-refused", "service-settings-refused", "task-definition-refused",
    ),
    "delivery": (
        "backup-schedule-refused", "backup-selection-empty", "build-project-refused", "document-content-invalid",
        "pipeline-structure-refused", "secret-settings-refused", "trail-destination-refused",
    ),
    "distributions": ("cache-policy-refused", "distribution-settings-refused"),
    "domain_records": ("record-inconsistent",),
    "events": ("connection-refused", "event-target-refused", "schedule-window-invalid"),
    "firewalls": ("address-set-refused", "firewall-log-refused", "firewall-statement-refused"),
    "grammar": (
        "condition-undecidable", "export-invalid", "list-as-text", "nested-parameter-invalid", "rule-malformed",
        "transform-unknown", "update-policy-invalid",
    ),
    "identity": (
        "federated-trust-open", "user-pool-client-refused", "user-pool-domain-refused", "user-pool-refused",
    ),
    "invocations": (
        "function-destination-unpermitted", "function-settings-refused", "source-filter-invalid", "version-doubled",
    ),
    "messages": ("queue-settings-refused", "subscription-refused", "topic-policy-out-of-scope"),
    "placement": (
        "endpoint-route-doubled", "launch-settings-refused", "network-foreign", "network-rule-refused",
        "reference-kind-wrong",
    ),
    "stores": (
        "bucket-settings-refused", "cache-settings-refused", "file-point-refused", "repository-lifecycle-refused",
        "search-settings-refused", "table-settings-refused", "warehouse-settings-refused",
    ),
    "streams": ("alarm-metrics-refused", "broker-count-uneven", "delivery-stream-refused", "metric-filter-refused"),
    "workflows": ("state-machine-invalid", "state-machine-log-refused"),
}  # fmt: skip

# Modules about some services alone: a template without any of them does not load them.
_ABOUT: dict[str, tuple[str, ...]] = {
    "apis": ("AWS::ApiGateway",),
    "balancing": ("AWS::ElasticLoadBalancing",),
    "catalogs": ("AWS::AppSync", "AWS::Athena", "AWS::Glue", "AWS::Transfer"),
    "clusters": ("AWS::ApplicationAutoScaling", "AWS::RDS"),
    "containers": ("AWS::Batch", "AWS::ECS", "AWS::EKS"),
    "delivery": ("AWS::Backup", "AWS::CloudTrail", "AWS::Code", "AWS::SSM", "AWS::SecretsManager"),
    "distributions": ("AWS::CloudFront",),
    "domain_records": ("AWS::Route53",),
    "events": ("AWS::Events", "AWS::Scheduler"),
    "firewalls": ("AWS::WAFv2",),
    "identity": ("AWS::Cognito", "AWS::IAM"),
    "invocations": ("AWS::Lambda",),
    "messages": ("AWS::SNS", "AWS::SQS"),
    "stores": (
        "AWS::DynamoDB", "AWS::ECR", "AWS::EFS", "AWS::ElastiCache", "AWS::Elasticsearch", "AWS::OpenSearchService",
        "AWS::Redshift", "AWS::S3",
    ),
    "streams": ("AWS::CloudWatch", "AWS::KinesisFirehose", "AWS::Logs", "AWS::MSK"),
    "workflows": ("AWS::StepFunctions",),
}  # fmt: skip
# CloudFormation takes 500 resources. Far beyond that only what looks at each resource by itself is run.
MOST_RESOURCES = 1_000
_LINEAR = frozenset({"functions", "grammar", "links", "properties", "sections", "tidiness"})

DETECTORS: Mapping[str, str] = {name: module for module, names in _MODULES.items() for name in names}
"""The module of each detector; the function is named as the detector, with underscores."""


@cache
def _detector(name: str) -> Detector:
    module = import_module(f"{__name__}.{DETECTORS[name]}")
    found: Detector = getattr(module, name.replace("-", "_"))
    return found


def detect(name: str, template: Mapping[str, Any], account: Account = NO_ACCOUNT) -> list[Place] | None:
    """The places that a detector finds; ``None`` if there is none of this name.

    What the detectors share is worked out once for a template, which must not change from one call to the next.
    """
    if name not in DETECTORS:
        return None
    stack = stack_of(template, account)
    if len(stack.resources) > MOST_RESOURCES and DETECTORS[name] not in _LINEAR:
        return []
    about = _ABOUT.get(DETECTORS[name])
    if about is not None and not any(kind.startswith(about) for kind in stack.types):
        return []
    return _detector(name)(stack)
