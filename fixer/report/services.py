"""Readable names of services, by the types of their resources."""

from __future__ import annotations

from fixer.issues.kinds import SERVICES, service_of
from fixer.report.text import clip, one_line

_WIDEST = 80
# What of EC2 makes servers; the rest of it makes networks.
_SERVERS = (
    "Instance", "LaunchTemplate", "Volume", "VolumeAttachment", "KeyPair", "Host", "EC2Fleet", "SpotFleet",
    "PlacementGroup", "CapacityReservation",
)  # fmt: skip


def service(kind: str | None) -> str:
    """``DynamoDB`` for AWS::DynamoDB::Table or a class of its module, ``VPC`` for AWS::EC2::Subnet.

    ``Custom resources`` for Custom::Seed.
    """
    known = service_of(kind or "")
    names = ["AWS", *known] if known else (kind or "").split("::")
    if names[0] == "Custom" or kind == "AWS::CloudFormation::CustomResource":
        return "Custom resources"
    if len(names) < 3:
        return "Other"
    if names[1] == "EC2" and names[2] not in _SERVERS:
        return "VPC"
    return SERVICES.get(names[1], clip(one_line(names[1]), _WIDEST)) if names[0] == "AWS" else clip(kind or "", 40)
