"""Profiles: sides in all questions at once, as one kind of project takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fixer.frozen import frozen
from fixer.settings.settings import Item, Layer, Origin, Path, Settings, Word, merged


@frozen
class Profile:
    """What a kind of project settles: its policies, and rules that are on though nobody asked for them."""

    says: str
    policies: Mapping[str, str]
    extend_select: tuple[str, ...] = ()


_LASTING = {
    "removal": "retain", "deletion-protection": "on", "role-names": "explicit", "concurrency": "reserved",
    "log-retention": "long", "availability": "redundant",
}  # fmt: skip

PROFILES: Mapping[str, Profile] = {
    "disposable": Profile(
        "stacks that are made and torn down again: tests, previews, reviews",
        {
            "removal": "delete", "deletion-protection": "off", "role-names": "generated", "names": "suffixed",
            "concurrency": "unreserved", "encryption-keys": "service", "log-retention": "short",
            "availability": "single", "image-tags": "mutable",
        },
    ),
    "production": Profile("stacks that stay and hold what nobody may lose", _LASTING),
    "strict": Profile(
        "as production, for what is audited: keys of the account, suffixed names, the rules that are off elsewhere",
        {**_LASTING, "encryption-keys": "customer", "names": "suffixed", "image-tags": "immutable"},
        (
            "event-target-retry-missing", "function-dead-letter-missing", "function-not-in-vpc", "output-not-exported",
        ),
    ),
}  # fmt: skip


def layer(name: str) -> Layer:
    """What a profile settles."""
    profile, origin = PROFILES[name], Origin("profile", name)
    items: dict[Path, Item] = {
        ("policies", policy): Item(answer, origin) for policy, answer in profile.policies.items()
    }
    if profile.extend_select:
        items["profile-select",] = Item(tuple(Word(rule, origin) for rule in profile.extend_select), origin)
    return Layer(items)


def settled(layers: Sequence[Layer], base: str = "") -> Settings:
    """Layers as one, with what their profile settles beneath them."""
    found = merged(layers, base)
    name = found.get("profile")
    return found if name is None else merged([layer(name), *layers], base)
