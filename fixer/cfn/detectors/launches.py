"""Launch configurations, which AWS makes no more for new accounts, and the launch templates that take their place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack
from fixer.pointer import join

Patch = tuple[Mapping[str, Any], ...]
_CONFIGURATION, _GROUP = "AWS::AutoScaling::LaunchConfiguration", "AWS::AutoScaling::AutoScalingGroup"
# What both call the same.
_SAME = (
    "BlockDeviceMappings", "EbsOptimized", "ImageId", "InstanceType", "KernelId", "KeyName", "MetadataOptions",
    "RamDiskId", "UserData",
)  # fmt: skip
_ATTRIBUTES = ("Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy")
_LEFT_OUT = "LaunchConfigurationName"


def launch_configuration_used(stack: Stack) -> list[Place]:
    """Launch configurations and the groups that use them; each configuration is written as a template."""
    places = []
    for one in stack.of(_CONFIGURATION):
        places.append(Place(one.pointer, "", _as_template(stack, one)))
    for one in stack.of(_GROUP):
        if stack.present(one.properties.get("LaunchConfigurationName")) is not False:
            places.append(Place(one.at("LaunchConfigurationName"), ""))
    return places


def _as_template(stack: Stack, one: Resource) -> Patch:
    """The template beside the groups that use it, without the configuration; none where something would be lost."""
    data = _data(stack, one)
    name = _name(stack, one)
    groups = [
        group for group in stack.of(_GROUP) if group.properties.get("LaunchConfigurationName") == {"Ref": one.name}
    ]
    users = {key for key, found in stack.references.items() if any(ref.target == one.name for ref in found)}
    alone = users == {("Resources", group.name) for group in groups}
    # cfn-init asks for the resource by its name.
    named = any(one.name in text and path[-1] != "Ref" for _, path, text in stack.texts)
    if data is None or name is None or not alone or named or one.body.keys() - {"Type", "Properties", *_ATTRIBUTES}:
        return ()
    if any(sum(ref.target == one.name for ref in stack.references[key]) > 1 for key in users):
        return ()
    body = {
        "Type": "AWS::EC2::LaunchTemplate",
        **{key: one.body[key] for key in _ATTRIBUTES if key in one.body},
        "Properties": {"LaunchTemplateData": data},
    }
    template = {"LaunchTemplateId": {"Ref": name}, "Version": {"Fn::GetAtt": [name, "LatestVersionNumber"]}}
    moved: list[Mapping[str, Any]] = []
    for group in groups:
        moved.append({"op": "remove", "path": group.at("LaunchConfigurationName")})
        moved.append({"op": "add", "path": group.at("LaunchTemplate"), "value": template})
    made = {"op": "add", "path": join(("Resources", name)), "value": body}
    return (made, *moved, {"op": "remove", "path": one.pointer})


def _name(stack: Stack, one: Resource) -> str | None:
    """What the template is called: as the configuration, by the right word."""
    for word in ("LaunchConfiguration", "LaunchConfig"):
        if word in one.name:
            name = one.name.replace(word, "LaunchTemplate", 1)
            break
    else:
        name = f"{one.name}LaunchTemplate"
    return None if name in stack.resources or len(name) > 255 else name


def _data(stack: Stack, one: Resource) -> dict[str, Any] | None:
    """The settings as a launch template says them; ``None`` where one of them cannot be said."""
    given = dict(one.properties)
    given.pop(_LEFT_OUT, None)
    data: dict[str, Any] = {key: given.pop(key) for key in _SAME if key in given}
    if "IamInstanceProfile" in given:
        data["IamInstanceProfile"] = _profile(given.pop("IamInstanceProfile"))
    # A configuration watches in detail unless it says otherwise, a template does not.
    data["Monitoring"] = {"Enabled": given.pop("InstanceMonitoring", True)}
    if "PlacementTenancy" in given:
        data["Placement"] = {"Tenancy": given.pop("PlacementTenancy")}
    if "SpotPrice" in given:
        data["InstanceMarketOptions"] = {"MarketType": "spot", "SpotOptions": {"MaxPrice": given.pop("SpotPrice")}}
    groups = _groups(stack, given.pop("SecurityGroups", None))
    if "AssociatePublicIpAddress" in given:
        interface = {"DeviceIndex": 0, "AssociatePublicIpAddress": given.pop("AssociatePublicIpAddress")}
        data["NetworkInterfaces"] = [{**interface, "Groups": groups} if groups else interface]
    elif groups:
        data["SecurityGroupIds"] = groups
    return None if given or groups is None else data


def _profile(value: Any) -> dict[str, Any]:
    arn = isinstance(value, dict) and "Fn::GetAtt" in value
    text = isinstance(value, str) and value.startswith("arn:")
    return {"Arn": value} if arn or text else {"Name": value}


def _groups(stack: Stack, value: Any) -> Any:
    """The ids of security groups; ``None`` where they may be names."""
    if value is None:
        return []
    if not isinstance(value, list):
        return None if isinstance(value, str) else value
    ids = []
    for item in value:
        group = stack.resource(item, "AWS::EC2::SecurityGroup")
        if isinstance(item, str) and not item.startswith("sg-"):
            return None
        ids.append({"Fn::GetAtt": [group.name, "GroupId"]} if group is not None else item)
    return ids
