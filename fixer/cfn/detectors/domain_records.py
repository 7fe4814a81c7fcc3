"""Records of Route 53 whose parts or values Route 53 refuses, also in groups."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack
from fixer.cfn.detectors.view import Faults, View, views

RECORD, GROUP = "AWS::Route53::RecordSet", "AWS::Route53::RecordSetGroup"
ROUTED = ("Weight", "Failover", "Region", "GeoLocation", "MultiValueAnswer", "GeoProximityLocation")
_INVALID = "Invalid Resource Record: "
_HOST = re.compile(r"[^\s,;]+")


def record_inconsistent(stack: Stack) -> list[Place]:
    """Records whose parts exclude or demand each other, or whose values are of another form."""
    return [place for record, owner in _records(stack) for place in _record(record, owner)]


def _records(stack: Stack) -> Iterator[tuple[View, View]]:
    """Every record, and what names its zone: the record itself or its group."""
    for one in views(stack, RECORD):
        yield one, one
    for group in views(stack, GROUP):
        for record in group.views("RecordSets"):
            yield record, record if record.has("HostedZoneId", "HostedZoneName") else group


def _record(one: View, owner: View) -> Faults:
    if not one.known:
        return
    if one.has("AliasTarget") and one.has("ResourceRecords", "TTL"):
        yield one.place("Invalid request: an alias record has neither TTL nor ResourceRecords", "AliasTarget")
    if one.has("ResourceRecords") and "TTL" not in one.body:
        yield one.place("Invalid request: Missing field 'TTL' in Change with ResourceRecords")
    if not one.body.keys() & {"ResourceRecords", "AliasTarget", "CidrRoutingConfig"}:
        words = "Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords]], but found none"
        yield one.place(f"Invalid request: {words}")
    if not owner.body.keys() & {"HostedZoneId", "HostedZoneName"}:
        yield one.place("Invalid request: one of HostedZoneId and HostedZoneName must be specified")
    if one.has(*ROUTED) and "SetIdentifier" not in one.body:
        yield one.place("Invalid request: Missing field 'SetIdentifier' in Change")
    weight = one.number("Weight")
    if weight is not None and not 0 <= weight <= 255:
        words = f"Value '{weight:.0f}' at 'weight' failed to satisfy constraint"
        yield one.place(f"{words}: Member must have value less than or equal to 255", "Weight")
    yield from _in_zone(one, owner)
    yield from _values(one)
    yield from _own_zone(one)


def _in_zone(one: View, owner: View) -> Faults:
    """A record lies in its zone; at the zone's own name no CNAME stands."""
    zone = owner.target("HostedZoneId", "AWS::Route53::HostedZone")
    apex = one.stack.text(zone.properties.get("Name") if zone else owner.body.get("HostedZoneName"))
    name = one.text("Name")
    if not apex or not name:
        return
    apex, name = apex.lower().rstrip("."), name.lower().rstrip(".")
    if name != apex and not name.endswith(f".{apex}"):
        yield one.place(f"RRSet with DNS name {name[:80]}. is not permitted in zone {apex[:80]}.", "Name")
    elif name == apex and one.text("Type") == "CNAME":
        words = f"RRSet of type CNAME with DNS name {name[:80]}. is not permitted at apex in zone {apex[:80]}."
        yield one.place(words, "Type")


def _own_zone(one: View) -> Faults:
    """The zone of an alias is that of what it leads to, which is no zone of the stack's unless a record is meant."""
    alias = one.view("AliasTarget")
    zone = alias.target("HostedZoneId", "AWS::Route53::HostedZone")
    value = alias.body.get("DNSName")
    served = one.stack.resource(
        value, "AWS::ElasticLoadBalancingV2::LoadBalancer", "AWS::ElasticLoadBalancing::LoadBalancer",
        "AWS::CloudFront::Distribution", "AWS::ApiGateway::DomainName", "AWS::ApiGatewayV2::DomainName",
        "AWS::S3::Bucket", "AWS::GlobalAccelerator::Accelerator",
    )  # fmt: skip
    if zone is not None and served is not None:
        words = f"Tried to create an alias that targets {served.name}, but the alias target name does not lie within"
        yield alias.place(f"{words} the target zone: {zone.name} is the zone of the record", "HostedZoneId")


def _values(one: View) -> Faults:
    kind = one.text("Type") or ""
    texts = list(one.texts("ResourceRecords"))
    for at, text in texts:
        fault = _FORMS[kind](text) if kind in _FORMS else None
        if fault:
            yield Place(at, f"{_INVALID}{fault}: '{text[:60]}'")
    if kind == "CNAME" and len(texts) > 1 and one.sure("ResourceRecords"):
        yield one.place("Invalid request: a CNAME record has exactly one value", "ResourceRecords")


def _address(text: str) -> str | None:
    good = re.fullmatch(r"(\d{1,3}\.){3}\d{1,3}", text) and all(int(part) < 256 for part in text.split("."))
    return None if good else "ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address)"


def _long_address(text: str) -> str | None:
    try:
        ipaddress.IPv6Address(text)
    except ValueError:
        return "AAAARRDATAIllegalIPv6Address (Value is not a valid IPv6 address)"
    return None


def _quoted(text: str) -> str | None:
    if not (text.startswith('"') and text.endswith('"') and len(text) > 1):
        return "InvalidCharacterString (Value should be enclosed in quotation marks)"
    long = any(len(part) > 255 for part in re.findall(r'"((?:[^"\\]|\\.)*)"', text))
    return (
        "CharacterStringTooLong (Value is too long, at most 255 characters between quotation marks)" if long else None
    )


def _exchange(text: str) -> str | None:
    good = re.fullmatch(r"\d{1,5}\s+\S+", text.strip())
    return None if good else "MXRRDATAMissingPriority (Value should contain a priority and a host)"


def _service(text: str) -> str | None:
    good = re.fullmatch(r"(\d{1,5}\s+){3}\S+", text.strip())
    return None if good else "SRVRRDATANotFourFields (Value should contain priority, weight, port and host)"


def _authority(text: str) -> str | None:
    good = re.fullmatch(r'\d{1,3}\s+[A-Za-z0-9]+\s+".*"', text.strip())
    return None if good else 'CAARRDATANotThreeFields (Value should be like 0 issue "example.net")'


def _host(text: str) -> str | None:
    return None if _HOST.fullmatch(text.strip()) else "Value is no host name"


_FORMS: dict[str, Callable[[str], str | None]] = {
    "A": _address, "AAAA": _long_address, "TXT": _quoted, "SPF": _quoted, "MX": _exchange, "SRV": _service,
    "CAA": _authority, "CNAME": _host, "PTR": _host, "NS": _host,
}  # fmt: skip
