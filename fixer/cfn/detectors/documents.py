"""Documents in strings and small languages: dashboards, event patterns, schedules, zones, certificates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack, as_map, dig, listed
from fixer.pointer import join

RULE, SCHEDULE = "AWS::Events::Rule", "AWS::Scheduler::Schedule"
# Stands where a part of a text is not known.
GAP = "x"
LONGEST = 500_000
# Services that take no other characters in the value of a tag than those that all take.
_STRICT = ("AWS::IAM::", "AWS::KMS::", "AWS::S3::", "AWS::WAFv2::")
_TAG = re.compile(r"[^\w\s.:/=+@-]")
_NAMES = ("", "", "", "JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC", "SUN|MON|TUE|WED|THU|FRI|SAT", "")
_RATE = re.compile(r"rate\((\d{1,6}) (minute|hour|day)(s?)\)")
# What an item of an event pattern may ask for besides a value.
MATCHES = re.compile(r"prefix|suffix|anything-but|numeric|exists|equals-ignore-case|wildcard|cidr|ip-address")
_RESERVED_DOMAIN = re.compile(r"(^|[.@/])example\.(com|org|net)\.?$|(^|\.)(test|invalid|localhost|example)\.?$")
_DOMAINS = (
    ("AWS::Route53::HostedZone", ("Name",)),
    ("AWS::CertificateManager::Certificate", ("DomainName",)),
    ("AWS::ApiGateway::DomainName", ("DomainName",)),
    ("AWS::ApiGatewayV2::DomainName", ("DomainName",)),
    ("AWS::Route53::RecordSet", ("HostedZoneName",)),
    ("AWS::SES::EmailIdentity", ("EmailIdentity",)),
)  # fmt: skip


def parsed(stack: Stack, value: Any) -> tuple[Any, str]:
    """The data of a JSON text and ``""``, or nothing and why it is no JSON; both nothing where it is not known."""
    pieces = [value] if isinstance(value, str) else stack.values.pieces(value) if isinstance(value, dict) else None
    if pieces is None or sum(map(len, pieces)) > LONGEST:
        return None, ""
    text = GAP.join(pieces)
    try:
        return json.loads(text), ""
    except RecursionError:
        return None, ""
    except ValueError as error:
        # A gap that stands for a number or for a whole value is not JSON as a word.
        try:
            return json.loads("0".join(pieces)), ""
        except (ValueError, RecursionError):
            whole = len(pieces) == 1
            return None, str(error) if whole else ""


def dashboard_body_invalid(stack: Stack) -> list[Place]:
    """Dashboards whose body is no JSON, or has widgets that CloudWatch refuses."""
    places = []
    for one in stack.of("AWS::CloudWatch::Dashboard"):
        at = one.at("DashboardBody")
        data, error = parsed(stack, one.properties.get("DashboardBody"))
        if error:
            places.append(Place(at, f"The dashboard body is invalid, there are 1 validation errors: {error}"))
        elif isinstance(data, dict):
            faults = list(_widgets(data))
            if faults:
                message = f"The dashboard body is invalid, there are {len(faults)} validation errors: {faults[0]}"
                places.append(Place(at, message))
    return places


def _widgets(data: Mapping[str, Any]) -> Iterator[str]:
    widgets = data.get("widgets")
    if not isinstance(widgets, list):
        yield 'DataPath: "/", Message: "Should have required property \'widgets\'"'
        return
    for number, widget in enumerate(widgets):
        properties = as_map(as_map(widget).get("properties"))
        at = f'DataPath: "/widgets/{number}"'
        if as_map(widget).get("type") not in ("metric", "text", "log", "alarm", "explorer", "custom", "trace"):
            yield f'{at}, Message: "type should be one of metric, text, log, alarm, explorer, custom"'
        elif as_map(widget).get("type") == "text" and "markdown" not in properties:
            yield f"{at}/properties, Message: \"Should have required property 'markdown'\""
        elif as_map(widget).get("type") == "log" and "query" not in properties:
            yield f"{at}/properties, Message: \"Should have required property 'query'\""
        for place, metric in enumerate(
            properties.get("metrics") or () if isinstance(properties.get("metrics"), list) else ()
        ):
            where = f'DataPath: "/widgets/{number}/properties/metrics/{place}"'
            if not isinstance(metric, list):
                yield f'{where}, Message: "Should be array"'
                continue
            texts = [item for item in metric if not isinstance(item, dict)]
            options = [index for index, item in enumerate(metric) if isinstance(item, dict)]
            if options and options != [len(metric) - 1]:
                yield f'{where}, Message: "Should match exactly one schema: an object may stand at the end only"'
            elif texts and len(texts) % 2 and len(texts) > 1:
                yield f'{where}, Message: "Invalid metric field type, only \\"String\\" type is allowed, in pairs"'


def schedule_invalid(stack: Stack) -> list[Place]:
    """Schedules that EventBridge cannot read."""
    places = []
    for one in stack.of(RULE, SCHEDULE):
        text = stack.text(one.properties.get("ScheduleExpression"))
        if text and not _good_schedule(text.strip(), one.type == SCHEDULE):
            message = f"Parameter ScheduleExpression is not valid: '{text[:80]}'"
            places.append(Place(one.at("ScheduleExpression"), message))
    return places


def _good_schedule(text: str, scheduler: bool) -> bool:
    rate = _RATE.fullmatch(text)
    if rate:
        return int(rate[1]) > 0 and (scheduler or (int(rate[1]) == 1) == (not rate[3]))
    if text.startswith("cron(") and text.endswith(")"):
        fields = text[5:-1].split()
        return len(fields) == 6 and _good_cron(fields)
    return scheduler and text.startswith("at(")


def _good_cron(fields: list[str]) -> bool:
    bounds = ((0, 59), (0, 23), (1, 31), (1, 12), (1, 7), (1970, 2199))
    for field, (low, high) in zip(fields, bounds, strict=True):
        numbers = [int(part) for part in re.findall(r"(?<![\w/#])\d{1,6}", field)]
        if any(not low <= number <= high for number in numbers):
            return False
    for field, names in zip(fields, _NAMES, strict=True):
        words = re.findall(r"[A-Za-z]{2,20}", field)
        if any(not re.fullmatch(names or "LW?", word, re.IGNORECASE) for word in words):
            return False
    day, week = fields[2], fields[4]
    return (day == "?") != (week == "?")


def event_pattern_invalid(stack: Stack) -> list[Place]:
    """Event patterns whose values are no lists, or that are no JSON."""
    places = []
    for one in stack.of(RULE):
        value = one.properties.get("EventPattern")
        data, error = (
            (value, "") if isinstance(value, dict) and not stack.values.function(value) else parsed(stack, value)
        )
        fault = error or (next(_pattern_faults(stack, data, "", 0), None) if isinstance(data, dict) else None)
        if fault:
            places.append(Place(one.at("EventPattern"), f"Event pattern is not valid. Reason: {fault}"))
    return places


def _pattern_faults(stack: Stack, data: Mapping[str, Any], at: str, depth: int) -> Iterator[str]:
    if not data:
        yield "Event pattern must not be empty"
    for key, item in data.items():
        if isinstance(item, dict):
            if not stack.values.function(item) and depth < 10:
                yield from _pattern_faults(stack, item, f"{at}{key}.", depth + 1)
        elif not isinstance(item, list):
            yield f'"{at}{key}" must be an object or an array'
        elif not item:
            yield f'Empty arrays are not allowed: "{at}{key}"'
        elif key != "$or":
            names = [name for one in item if isinstance(one, dict) and not stack.values.function(one) for name in one]
            wrong = [str(name) for name in names if not MATCHES.fullmatch(str(name))]
            if wrong:
                yield f"Unrecognized match type {wrong[0][:40]}"


def zone_name_dotless(stack: Stack) -> list[Place]:
    """Hosted zones that are named without the dot at the end."""
    places = []
    for one in stack.of("AWS::Route53::RecordSet", "AWS::Route53::RecordSetGroup"):
        text = stack.text(one.properties.get("HostedZoneName"))
        if text and not text.endswith("."):
            patch = {"op": "replace", "path": one.at("HostedZoneName"), "value": text + "."}
            literal = isinstance(one.properties.get("HostedZoneName"), str)
            message = f"No hosted zones named {text[:80]} found: HostedZoneName ends with a dot"
            places.append(Place(one.at("HostedZoneName"), message, (patch,) if literal else ()))
    return places


def domain_reserved(stack: Stack) -> list[Place]:
    """Domains that nobody can have."""
    places = []
    for kind, path in _DOMAINS:
        for one in stack.of(kind):
            text = stack.text(dig(one.properties, *path))
            if text and _RESERVED_DOMAIN.search(text):
                places.append(Place(one.at(*path), f"InvalidDomainNameException - {text[:80]} is reserved by AWS!"))
    return places


def certificate_unvalidated(stack: Stack) -> list[Place]:
    """Certificates that wait until somebody validates them by hand."""
    places = []
    for one in stack.of("AWS::CertificateManager::Certificate"):
        options = [as_map(item) for _, item in stack.items(one.properties.get("DomainValidationOptions"))]
        if stack.text(one.properties.get("ValidationMethod")) != "DNS" or not any(
            "HostedZoneId" in item for item in options
        ):
            message = "Content of DNS Record is: … The stack waits here, until it times out, for a validation by hand"
            places.append(Place(one.pointer, message))
    return places


def certificate_elsewhere(stack: Stack) -> list[Place]:
    """ARNs of certificates that are written down."""
    return list(_literal_arns(stack, "acm", "certificate/", "Certificate '{arn}' not found"))


def _literal_arns(stack: Stack, service: str, resource: str, words: str) -> Iterator[Place]:
    pattern = re.compile(rf"arn:aws[a-z-]*:{service}:[a-z0-9-]*:\d{{12}}:{resource}\S{{1,200}}")
    for one, path, text in stack.texts:
        if pattern.fullmatch(text):
            yield Place(one.at(*path), words.format(arn=text[:120]))
    for name, body in stack.section("Parameters").items():
        default = as_map(body).get("Default")
        if isinstance(default, str) and pattern.fullmatch(default):
            yield Place(join(("Parameters", name, "Default")), words.format(arn=default[:120]))


def dynamic_reference_absent(stack: Stack) -> list[Place]:
    """Secrets and parameters that a stack reads and does not make."""
    made = [
        text
        for one in stack.of("AWS::SecretsManager::Secret", "AWS::SSM::Parameter")
        for text in stack.values.pieces(one.properties.get("Name")) or ()
        if len(text) > 3
    ]
    places = []
    for one, path, text in stack.texts:
        if "{{resolve:" in text:
            for service, name in re.findall(r"\{\{resolve:(ssm|ssm-secure|secretsmanager):([^:}]{1,200})", text):
                own = any(known in name or name in known for known in made) or "${" in name or name.startswith("arn:")
                if not own and not name.startswith("/aws/service/"):
                    words = (
                        "Secrets Manager can't find the specified secret"
                        if service[0:2] == "se"
                        else "Unable to fetch parameters"
                    )
                    places.append(Place(one.at(*path), f"{words}: {name} is not made here and must exist beforehand"))
    return places


# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm-secure-strings.html
_SECURE = {
    ("AWS::DirectoryService::MicrosoftAD", "Password"), ("AWS::DirectoryService::SimpleAD", "Password"),
    ("AWS::ElastiCache::ReplicationGroup", "AuthToken"), ("AWS::IAM::User", "Password"),
    ("AWS::KinesisFirehose::DeliveryStream", "Password"), ("AWS::OpsWorks::App", "Password"),
    ("AWS::OpsWorks::App", "SshKey"), ("AWS::OpsWorks::App", "PrivateKey"), ("AWS::OpsWorks::Stack", "Password"),
    ("AWS::OpsWorks::Stack", "SshKey"), ("AWS::OpsWorks::Stack", "DbPassword"),
    ("AWS::RDS::DBCluster", "MasterUserPassword"), ("AWS::RDS::DBInstance", "MasterUserPassword"),
    ("AWS::Redshift::Cluster", "MasterUserPassword"),
}  # fmt: skip
_REFERENCE = re.compile(r"\{\{resolve:([^:{}]{1,60})(?::([^{}]{0,400}))?\}\}")


def dynamic_reference_malformed(stack: Stack) -> list[Place]:
    """Dynamic references of no form that there is, and secure strings where none may stand."""
    places = []
    for one, path, text in stack.texts:
        if "{{resolve:" not in text:
            continue
        for service, rest in _REFERENCE.findall(text):
            message = _reference_fault(one.type, path, service, rest)
            if message:
                places.append(Place(one.at(*path), message))
                break
    return places


def _reference_fault(kind: str, path: tuple[str, ...], service: str, rest: str) -> str | None:
    if service not in ("ssm", "ssm-secure", "secretsmanager"):
        return f"Dynamic reference to '{service[:30]}': there are ssm, ssm-secure and secretsmanager"
    own = [token for token in path if not token.isdecimal() and not token.startswith("Fn::")]
    if service == "ssm-secure" and not kind.startswith("Custom::") and own and (kind, own[-1]) not in _SECURE:
        where = f"{kind}/Properties/{'/'.join(own)}"
        return f"SSM Secure reference is not supported in: [{where[:160]}]"
    parts = rest.split(":")
    named = service == "secretsmanager" and "${" not in rest and parts[0] != "arn" and len(parts) > 1
    if named and (parts[1] not in ("SecretString", "") or len(parts) > 5):
        return f"Incorrect format is used in the following SecretsManager dynamic reference: [{rest[:80]}]"
    return None


def tag_refused(stack: Stack) -> list[Place]:
    """Tags that AWS keeps for itself, twice the same key, or too many."""
    places = []
    for one in stack.resources.values():
        keys: dict[str, None] = {}
        for path, item in stack.items(one.properties.get("Tags"), ("Tags",)):
            key = stack.text(as_map(item).get("Key"))
            if key is None:
                continue
            if key.lower().startswith("aws:"):
                places.append(
                    Place(
                        one.at(*path, "Key"),
                        f"aws: prefixed tag key names are not allowed for external use: {key[:60]}",
                    )
                )
            elif one.type.startswith(_STRICT) and _TAG.search(stack.text(as_map(item).get("Value")) or ""):
                value = stack.text(as_map(item).get("Value")) or ""
                message = f"Invalid tag: '{value[:80]}' has other characters than letters, digits, spaces and _.:/=+-@"
                places.append(Place(one.at(*path, "Value"), message))
            elif key in keys and "Fn::If" not in path:
                places.append(
                    Place(
                        one.at(*path, "Key"),
                        f"Duplicate tag keys found. Please note that Tag keys are case insensitive: {key[:60]}",
                    )
                )
            keys[key] = None
        if len(keys) > 50:
            places.append(
                Place(one.at("Tags"), f"Too many tags: {len(keys)}, and at most 50 are allowed ({listed(keys, 2)})")
            )
    return places


def trail_selector_invalid(stack: Stack) -> list[Place]:
    """Data resources of a trail that are no ARN."""
    places = []
    for one in stack.of("AWS::CloudTrail::Trail"):
        for path, selector in stack.items(one.properties.get("EventSelectors"), ("EventSelectors",)):
            for inner, data in stack.items(as_map(selector).get("DataResources"), (*path, "DataResources")):
                for at, value in stack.items(as_map(data).get("Values"), (*inner, "Values")):
                    fault = _selector(stack, value)
                    if fault:
                        message = f"Value {fault} for DataResources.Values is invalid."
                        places.append(Place(one.at(*at), message, _as_arn(one.at(*at), data, value)))
    return places


def _as_arn(at: str, data: Any, value: Any) -> tuple[dict[str, Any], ...]:
    """The patch that makes the ARN of its objects of a bucket's name; none where it is not clear what was meant."""
    text = value.get("Fn::Sub") if isinstance(value, dict) and len(value) == 1 else value
    if not isinstance(text, str) or as_map(data).get("Type") != "AWS::S3::Object":
        return ()
    named = re.fullmatch(r"(\$\{[A-Za-z0-9]+\}|[a-z0-9][a-z0-9.-]+)(/[^*?$]*)?\*?", text)
    if not named:
        return ()
    head, rest = named[1], named[2] or "/"
    arn = f"{head[:-1]}.Arn}}" if head.startswith("$") else f"arn:${{AWS::Partition}}:s3:::{head}"
    return ({"op": "replace", "path": at, "value": {"Fn::Sub": arn + rest}},)


def _selector(stack: Stack, value: Any) -> str | None:
    text = stack.text(value)
    if text is not None:
        return None if text.startswith("arn:") else text[:100]
    head = value.get("Fn::Sub") if isinstance(value, dict) else None
    named = re.match(r"\$\{([A-Za-z0-9]+)\}", head) if isinstance(head, str) else None
    bucket = stack.resources.get(named[1]) if named else None
    if bucket is not None and bucket.type == "AWS::S3::Bucket" and isinstance(head, str):
        return head[:100]
    return None
