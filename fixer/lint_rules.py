"""What the rules of cfn-lint weigh here, and which rules of the catalogue see the same.

cfn-lint knows errors, warnings and informational remarks. An error is what its authors take CloudFormation to refuse,
in most cases from the schemas alone; what depends on the day, the region or the account is told apart here.
"""

from __future__ import annotations

from fixer.catalogue.rule import Severity
from fixer.frozen import frozen
from fixer.issues.issue import Deployment
from fixer.issues.opinions import FOREIGN, Meaning

(PREFIX,) = FOREIGN
RULES_PAGE = "https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md"

_REFUSED = "CloudFormation or the service behind it refuses the template, and the stack is rolled back or never begun."
_MAYBE = "Whether the deployment stops depends on the region, the account and the day; cfn-lint goes by its own lists."
_EFFECT = "The stack can be made, but what stands here has no effect, or another one than its author meant."


@frozen
class _Family:
    severity: Severity
    category: str
    deployment: Deployment | None
    impact: str


_FAILS = _Family("critical", "validity", "fails", _REFUSED)
_DEPENDS = _Family("medium", "validity", "depends", _MAYBE)
_VAIN = _Family("low", "maintainability", None, _EFFECT)
_SECRET = _Family(
    "low", "security", None, "Who may read the stack, its logs or its parameters may read what is secret."
)

# By the longest beginning of the rule's id that is here.
_FAMILIES = {
    "E": _FAILS,
    "E11": _Family("high", "validity", "fails", _REFUSED),
    "E2529": _DEPENDS, "E2533": _DEPENDS,
    # CloudFormation turns "true" into true and "3" into 3 for most types.
    "E3012": _DEPENDS,
    "E3025": _DEPENDS, "E3062": _DEPENDS, "E3617": _DEPENDS, "E362": _DEPENDS, "E3635": _DEPENDS, "E364": _DEPENDS,
    "E3652": _DEPENDS, "E3653": _DEPENDS, "E3667": _DEPENDS, "E3670": _DEPENDS, "E3672": _DEPENDS, "E3675": _DEPENDS,
    "E3690": _DEPENDS, "E3691": _DEPENDS, "E3694": _DEPENDS, "E3695": _DEPENDS, "E3716": _DEPENDS,
    "E4": _Family("medium", "validity", "depends", _MAYBE),
    "W": _VAIN,
    "W1001": _Family("medium", "deployability", "depends", _MAYBE),
    "W1011": _SECRET,
    "W103": _DEPENDS, "W1040": _DEPENDS, "W1051": _DEPENDS,
    "W2010": _Family("high", "security", None, _SECRET.impact),
    "W203": _DEPENDS, "W2501": _Family("critical", "security", None, _SECRET.impact),
    "W2506": _Family("low", "portability", "depends", _MAYBE),
    "W2531": _DEPENDS, "W2533": _DEPENDS, "W3002": _Family("medium", "deployability", "depends", _MAYBE),
    "W3010": _Family("medium", "portability", "depends", _MAYBE),
    "W3011": _Family("low", "lifecycle", None, "An update that replaces the resource, or its removal, loses its data."),
    "W3034": _DEPENDS,
    "W3037": _Family("medium", "security", None, "The permission that was meant is not given, and the call is denied."),
    "W3045": _SECRET,
    "W3663": _Family("low", "security", None, "Somebody else's account may come to use the function."),
    "W3690": _DEPENDS, "W3691": _DEPENDS, "W3696": _DEPENDS, "W3697": _DEPENDS,
    "I": _Family("info", "maintainability", None, _EFFECT),
}  # fmt: skip

# Our words for what is met most; of the others cfn-lint's own name is given.
_TITLES = {
    "E0001": "Template cannot be transformed", "E1001": "Template is not built as CloudFormation has it",
    "E1010": "Fn::GetAtt asks for what there is not", "E1011": "Fn::FindInMap asks for what there is not",
    "E1015": "Fn::GetAZs has wrong arguments", "E1016": "Fn::ImportValue has wrong arguments",
    "E1017": "Fn::Select has wrong arguments", "E1018": "Fn::Split has wrong arguments",
    "E1019": "Fn::Sub names what there is not", "E1020": "Ref to something that does not exist",
    "E1021": "Fn::Base64 has wrong arguments", "E1022": "Fn::Join has wrong arguments",
    "E1024": "Fn::Cidr has wrong arguments", "E1028": "Fn::If has wrong arguments",
    "E1029": "Variable stands in a text without Fn::Sub",
    "E1040": "Attribute is not of the kind that the property takes", "E1041": "Ref gives not what the property takes",
    "E1050": "Dynamic reference is malformed", "E1051": "Dynamic reference stands where it is not resolved",
    "E1101": "Value has the wrong form", "E1103": "Value has the wrong form", "E1150": "No id of a security group",
    "E1151": "No id of a VPC", "E1152": "No id of an image", "E1153": "No name of a security group",
    "E1154": "No id of a subnet", "E1155": "No name of a log group", "E1156": "No ARN of a role",
    "E1157": "No ARN of a key", "E1158": "No ARN of a topic", "E1159": "No ARN of a certificate",
    "E1160": "No ARN of a function", "E1161": "No name of a bucket", "E1162": "No id of a key",
    "E1164": "No name of a key alias", "E2001": "Parameter is not built as CloudFormation has it",
    "E2002": "Parameter has a type that there is not",
    "E2003": "Parameter's name has characters other than letters and digits",
    "E2015": "Default breaks the parameter's own constraints", "E2530": "Runtime does not support SnapStart",
    "E2531": "Runtime can no longer be chosen", "E3001": "Resource is not built as CloudFormation has it",
    "E3002": "Property does not exist", "E3003": "Required property is missing",
    "E3004": "Resources depend on each other in a circle", "E3005": "DependsOn names what there is not",
    "E3006": "Resource type does not exist", "E3007": "Parameter and resource have one name",
    "E3008": "Items of a list are not what they must be", "E3012": "Value is of another type than the property",
    "E3014": "One of several properties is missing, or two are there",
    "E3015": "Resource's Condition names what there is not", "E3016": "UpdatePolicy is not valid",
    "E3017": "One of several properties is missing",
    "E3018": "One of several properties is missing, or two are there",
    "E3019": "Two resources have the same name or key", "E3020": "Properties exclude each other",
    "E3021": "Property needs another one", "E3023": "Record's parts do not go together", "E3024": "Tag is not valid",
    "E3025": "Instance class of a database is not offered", "E3027": "Schedule cannot be read",
    "E3028": "Metadata of a resource is not valid", "E3030": "Value is none of those that the property takes",
    "E3031": "Value does not match the property's pattern", "E3032": "List has too few or too many items",
    "E3033": "Text is too short or too long", "E3034": "Number is too small or too large",
    "E3035": "DeletionPolicy is not valid", "E3036": "UpdateReplacePolicy is not valid",
    "E3037": "List has an item twice", "E3038": "Serverless resource without the serverless transform",
    "E3039": "Table's attributes and keys do not agree", "E3040": "Property can only be read",
    "E3041": "Record is not in its zone", "E3045": "S3 bucket sets an ACL although ACLs are disabled",
    "E3046": "Log configuration of a container is incomplete", "E3047": "Task cannot run on Fargate",
    "E3048": "Task cannot run on Fargate", "E3052": "ECS service has no network configuration",
    "E3057": "Cache behaviour names an origin that is not there", "E3058": "One of several properties is missing",
    "E3059": "Subnet lies outside of its VPC", "E3060": "Subnets overlap",
    "E3062": "Instance class of a database is not offered",
    "E3063": "Detector has two settings that exclude each other",
    "E3504": "Backups are deleted too soon after cold storage",
    "E3505": "Queue shows a message again before the function is done", "E3510": "IAM policy is malformed",
    "E3511": "Role has an ARN that is none", "E3512": "Resource policy is malformed",
    "E3513": "Repository policy is malformed", "E3514": "IAM policy names a resource that is no ARN",
    "E3530": "Trust policy is malformed", "E3601": "State machine definition is not valid",
    "E3628": "Instance type is not offered", "E3638": "On-demand table sets provisioned capacity",
    "E3639": "Provisioned table does not say its capacity", "E3663": "Function sets a variable that Lambda reserves",
    "E3673": "Image is missing", "E3676": "Listener's protocol needs a certificate",
    "E3677": "Runtime takes no code from the template", "E3678": "Inline code without a runtime",
    "E3680": "Load balancer has fewer than two subnets", "E3682": "Aurora takes no such property",
    "E3685": "Function from an image has settings of one from an archive",
    "E3686": "Serverless database has settings of another kind", "E3687": "Rule's protocol takes no ports",
    "E3688": "Ports must both be -1", "E3689": "Enhanced monitoring lacks its interval or its role",
    "E3690": "Engine version of a cluster is not offered", "E3691": "Engine version of a database is not offered",
    "E4001": "Parameter groups for the console are not valid", "E4002": "Metadata is not valid",
    "E6001": "Output is not built as CloudFormation has it", "E6002": "Output has no value",
    "E6003": "Output is not of the right type", "E6101": "Output's value is no text",
    "E6102": "Export's name is no text", "E7001": "Mapping is not built as CloudFormation has it",
    "E8001": "Condition is no test", "E8002": "Condition does not exist", "E8003": "Fn::Equals has wrong arguments",
    "E8004": "Fn::And has wrong arguments", "E8005": "Fn::Not has wrong arguments",
    "E8006": "Fn::Or has wrong arguments", "W1001": "Reference to a resource that a condition may leave out",
    "W1011": "A password is passed in as a parameter", "W1019": "Fn::Sub is given a value that it does not use",
    "W1020": "Fn::Sub of a text without variables", "W1028": "Branch of Fn::If is never taken",
    "W1030": "Value of a parameter is not what the property takes",
    "W1031": "Text of Fn::Sub is not what the property takes",
    "W1032": "Text of Fn::Join is not what the property takes",
    "W1034": "Value of a mapping is not what the property takes",
    "W1054": "Name of a pseudo parameter stands in a text", "W2001": "Parameters that nothing uses",
    "W2010": "Secret parameter is shown in metadata or outputs",
    "W2030": "Value of a parameter is none that the property takes",
    "W2031": "Value of a parameter does not match the property's pattern",
    "W2501": "Password is written in the template", "W2506": "Parameter for an image is a plain text",
    "W2511": "Policy is of an old version", "W2530": "SnapStart is set and not used",
    "W2531": "Runtime is deprecated", "W2533": "Function from an archive lacks its handler or runtime",
    "W3002": "Local path needs to be packaged first", "W3005": "DependsOn repeats what the references say",
    "W3010": "Availability Zone is hard-coded",
    "W3011": "Resource is kept on deletion and not on replacement, or the other way round",
    "W3034": "Value of a parameter is too small or too large", "W3037": "IAM action does not exist",
    "W3045": "S3 bucket sets an ACL", "W3663": "Permission to invoke a function is not bound to an account",
    "W3687": "Rule's protocol takes no ports", "W3690": "Engine version of a cluster was withdrawn",
    "W3691": "Engine version of a database was withdrawn", "W3696": "Service will be shut down",
    "W3697": "Service is no longer developed", "W4001": "Parameter groups name a parameter that does not exist",
    "W6001": "Output only passes on what another stack exports", "W7001": "Mappings that nothing reads",
    "W8001": "Conditions that nothing tests", "W8003": "Condition is always or never true",
}  # fmt: skip

_FUNCTION = "dangling-reference attribute-unknown function-arguments-wrong function-unknown"
_VALUE = (
    "bucket-name-invalid name-refused property-text-invalid property-value-invalid parameter-default-refused "
    "value-unlisted function-runtime-blocked function-runtime-deprecated reference-not-arn reference-not-name"
)
_ENGINE = (
    "engine-version-retired engine-version-withdrawn database-version-unavailable parameter-family-mismatched "
    "value-unlisted"
)
_EXCLUSIVE = "properties-exclusive property-required-missing"
_ANSWERS = {
    "E1001": "section-null section-unknown", "E1010": _FUNCTION,
    "E1011": f"mapping-missing mapping-key-missing {_FUNCTION}",
    "E1017": f"select-out-of-range {_FUNCTION}", "E1019": _FUNCTION, "E1020": _FUNCTION,
    "E1040": "reference-not-arn reference-not-name", "E1041": "reference-not-arn reference-not-name",
    "E1150": "network-id-literal", "E1151": "network-id-literal", "E1154": "network-id-literal",
    "E1161": "bucket-name-invalid name-refused",
    "E2001": "section-null parameter-type-unknown parameter-default-refused logical-id-invalid value-null",
    "E2002": "parameter-type-unknown", "E2003": "logical-id-invalid", "E2015": "parameter-default-refused",
    "E2531": "function-runtime-blocked function-runtime-deprecated",
    "E2533": "function-runtime-blocked function-runtime-deprecated",
    "E3001": "attribute-misplaced logical-id-invalid resource-type-missing value-null",
    "E3002": "property-unknown config-recorder-role-misspelled event-target-retry-misspelled tags-wrong-shape",
    "E3003": "property-required-missing config-recorder-role-misspelled trail-not-logging "
    "group-placement-missing properties-exclusive alarm-incomplete cache-policy-missing",
    "E3004": "circular-dependency", "E3007": "logical-id-shared", "E3005": "dangling-reference depends-on-refused",
    "E3006": "resource-type-unknown", "E3012": "value-null property-type-wrong tags-wrong-shape", "E3014": _EXCLUSIVE,
    "E3017": _EXCLUSIVE, "E3018": _EXCLUSIVE, "E3019": "name-duplicated", "E3020": _EXCLUSIVE, "E3021": _EXCLUSIVE,
    "E3023": "record-inconsistent", "E3024": "tag-refused tags-wrong-shape", "E3027": "schedule-invalid",
    "E3030": "property-value-invalid value-unlisted ssm-parameter-type-unsupported",
    "E3031": "property-text-invalid name-refused bucket-name-invalid cidr-invalid cidr-malformed",
    "E3032": "property-text-invalid zones-too-few pipeline-too-short", "E3033": "property-text-invalid name-refused",
    "E3034": "property-value-invalid function-timeout-too-long", "E3035": "removal-policy-invalid",
    "E3036": "removal-policy-invalid", "E3037": "property-text-invalid security-rule-duplicated",
    "E3039": "table-keys-inconsistent", "E3045": "bucket-acl-used", "E3047": "fargate-size-unsupported",
    "E3048": "fargate-size-unsupported", "E3057": "origin-unknown", "E3058": _EXCLUSIVE, "E3059": "cidr-invalid",
    "E3060": "cidr-invalid", "E3063": "threat-detection-doubled", "E3504": "backup-lifecycle-short",
    "E3505": "queue-visibility-short",
    "E3510": "policy-malformed policy-resource-not-arn function-unknown",
    "E3512": "policy-malformed bucket-policy-mismatched", "E3513": "policy-malformed",
    "E3514": "policy-resource-not-arn", "E3530": "policy-malformed role-untrusted", "E3601": "state-machine-invalid",
    "E3628": "value-unlisted", "E3638": "table-capacity-conflict", "E3639": "table-capacity-missing",
    "E3663": "function-reserved-variable",
    "E3677": "function-inline-runtime-unsupported function-package-inconsistent",
    "E3678": "function-package-inconsistent", "E3680": "zones-too-few", "E3685": "function-package-inconsistent",
    "E3687": "security-rule-ports-wrong", "E3688": "security-rule-ports-wrong",
    "E3689": "database-monitoring-role-missing", "E3690": _ENGINE, "E3691": _ENGINE,
    "E4002": "section-null value-null", "E6001": "section-null output-value-invalid logical-id-invalid",
    "E6002": "section-null output-value-invalid",
    "E6003": "section-null output-value-invalid", "E6101": f"output-value-invalid {_FUNCTION}",
    "E7001": "section-null mapping-malformed",
    "E8001": "section-null condition-malformed", "E8002": "dangling-reference", "W1001": "conditional-reference",
    "W1011": "database-password-parameter password-in-parameter", "W1020": "sub-unneeded", "W1030": _VALUE,
    "W1031": _VALUE, "W1032": _VALUE, "W1033": _VALUE, "W1034": _VALUE, "W1035": _VALUE, "W1036": _VALUE,
    "W1040": _VALUE, "W2001": "parameter-unused", "W2010": "parameter-secret-visible", "W2030": _VALUE,
    "W2031": _VALUE, "W2501": "database-password-in-template secret-plaintext parameter-secret-default",
    "W2531": "function-runtime-deprecated function-runtime-blocked", "W3002": "nested-stack-url-local",
    "W3005": "dependency-redundant", "W3010": "zone-hardcoded", "W3011": "removal-policy-incomplete", "W3034": _VALUE,
    "W3045": "bucket-acl-used", "W3663": "function-permission-unscoped", "W3687": "security-rule-ports-wrong",
    "W3690": _ENGINE, "W3691": _ENGINE, "W3697": "launch-configuration-used", "W7001": "mapping-unused",
    "W8001": "condition-unused",
}  # fmt: skip
# Each resource of a circle is reported by itself there, the circle as a whole here.
_ANYWHERE = frozenset({"E3004"})
# What is missing is named in the message, and the place is that of what lacks it.
_NAMED = frozenset({"E3003", "E3021"})


def meaning(rule: str, name: str) -> Meaning:
    """What a remark of ``rule`` weighs; ``name`` is what cfn-lint calls it."""
    lengths = range(len(rule), 0, -1)
    family = next((_FAMILIES[rule[:n]] for n in lengths if rule[:n] in _FAMILIES), _VAIN)
    return Meaning(
        family.severity,
        family.category,
        family.deployment,
        _TITLES.get(rule, name),
        family.impact,
        tuple(_ANSWERS.get(rule, "").split()),
        rule in _ANYWHERE,
        rule in _NAMED,
    )


def answering() -> set[str]:
    """The ids of all rules of the catalogue that are named here."""
    return {name for names in _ANSWERS.values() for name in names.split()}
