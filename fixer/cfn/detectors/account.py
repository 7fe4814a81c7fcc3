"""What a template and the account have against each other: quotas, regions, and tags that everything must have.

Nothing is found where nothing is known of the account.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack, listed
from fixer.cfn.schema_walk import properties
from fixer.lazy import pattern
from fixer.pointer import join

_REGION = pattern(r"(us|eu|ap|sa|ca|me|af|il|mx|cn)(-[a-z]+)+-[0-9]")
_DEEPEST = 40
_TAGS = "Tags"
# Types whose tags are called otherwise.
_CALLED = {
    "AWS::Backup::BackupPlan": "BackupPlanTags", "AWS::Backup::BackupVault": "BackupVaultTags",
    "AWS::Cognito::IdentityPool": "IdentityPoolTags", "AWS::Cognito::UserPool": "UserPoolTags",
    "AWS::EFS::AccessPoint": "AccessPointTags", "AWS::EFS::FileSystem": "FileSystemTags",
    "AWS::Route53::HealthCheck": "HealthCheckTags", "AWS::Route53::HostedZone": "HostedZoneTags",
}  # fmt: skip
_PLAIN = ("Metadata", "Description", "Conditions")


def account_quota_exceeded(stack: Stack) -> list[Place]:
    """More resources of a type than the account may still make; those with a condition are not counted."""
    places = []
    for kind, most in stack.account.quotas:
        made = [one for one in stack.of(kind) if "Condition" not in one.body]
        if len(made) > most:
            names = listed(one.name for one in made)
            message = f"the stack makes {len(made)} of {kind}, the account has room for {most} ({names})"
            places.append(Place(made[-1].pointer, message))
    return places


def region_unlisted(stack: Stack) -> list[Place]:
    """Regions, and zones of regions, that the account does not use."""
    regions = stack.account.regions
    if not regions:
        return []
    places = []
    for section, body in stack.template.items():
        if section in _PLAIN or not isinstance(body, (dict, list)):
            continue
        for path, text in _texts(body, (section,), 0):
            # The zones of a region are called after it: eu-west-1a.
            region = text[:-1] if text[-1:].isalpha() else text
            if region not in regions and _REGION.fullmatch(region):
                places.append(Place(join(path), f"{text} is not in {listed(regions)}, the regions of the account"))
    return places


def _texts(value: Any, path: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], str]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        if 8 < len(value) < 30:
            yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, str(key)), depth + 1)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, (*path, str(number)), depth + 1)


def tags_required_missing(stack: Stack) -> list[Place]:
    """Resources that lack a tag which all must have; where a value is settled, with the way to add it."""
    wanted = stack.account.tags
    if not wanted or stack.written_by_macro:
        return []
    places = []
    for one in stack.resources.values():
        name = _CALLED.get(one.type, _TAGS)
        tags = one.properties.get(name)
        as_list = _as_list(one.type, name)
        if as_list is None or stack.values.function(tags):
            continue
        there = _keys(tags)
        lacking = [(key, value) for key, value in wanted if there is not None and key not in there]
        if lacking:
            message = f"lacks the tag{'s' if len(lacking) > 1 else ''} {', '.join(key for key, _ in lacking)}"
            places.append(Place(one.at(name), message, _added(one.at(name), tags, lacking, as_list)))
    return places


def _as_list(kind: str, name: str) -> bool | None:
    """Whether a type takes its tags as a list of keys and values, not as a map; ``None`` where it takes none."""
    known = properties(kind)
    tags = known.child(name) if known else None
    if tags is None or not tags.types & {"array", "object"}:
        return None
    if "array" not in tags.types:
        return False
    item = tags.child("*")
    return True if item is not None and item.child("Key") is not None and not item.child("PropagateAtLaunch") else None


def _keys(tags: Any) -> set[str] | None:
    """The keys that are there; ``None`` where not all of them are known."""
    if tags is None:
        return set()
    if isinstance(tags, dict):
        return {str(key) for key in tags}
    if not isinstance(tags, list):
        return None
    keys = [tag.get("Key") if isinstance(tag, dict) else None for tag in tags]
    return {key for key in keys if isinstance(key, str)} if all(isinstance(key, str) for key in keys) else None


def _added(at: str, tags: Any, lacking: list[tuple[str, str | None]], as_list: bool) -> tuple[Mapping[str, Any], ...]:
    """The operations that add tags; none where a person has to think of a value."""
    settled = [(key, value) for key, value in lacking if value is not None]
    if len(settled) < len(lacking) or (tags is not None and isinstance(tags, list) != as_list):
        return ()
    if not as_list:
        return tuple({"op": "add", "path": at + join((key,)), "value": value} for key, value in settled)
    items = [{"Key": key, "Value": value} for key, value in settled]
    if tags is None:
        return ({"op": "add", "path": at, "value": items},)
    return tuple({"op": "add", "path": f"{at}/-", "value": item} for item in items)
