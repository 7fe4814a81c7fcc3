"""A rule of the failure catalogue, as its file says it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from fixer.frozen import frozen

Severity = Literal["critical", "high", "medium", "low", "info"]
CheckSeverity = Literal["critical", "high", "medium", "low", "info", "off"]
Group = Literal["template", "resource", "component"]
Role = Literal["core", "companion"]
Safety = Literal["safe", "unsafe", "manual"]

SEVERITIES = ("critical", "high", "medium", "low", "info")
CATEGORIES = (
    "security", "deployability", "validity", "requirement", "reliability", "observability", "cost", "performance",
    "naming", "portability", "lifecycle", "governance", "maintainability", "code", "documentation",
)  # fmt: skip
SECTIONS = (
    "Parameters", "Mappings", "Conditions", "Outputs", "Rules", "Metadata", "Transform", "Description",
    "AWSTemplateFormatVersion",
)  # fmt: skip
# The dialects that rules are written for, and what a rule's `section` may be in each; without `dialect`: the first.
CLOUDFORMATION = "cloudformation"
DIALECTS = {CLOUDFORMATION: SECTIONS, "cdk-typescript": ("Stacks", "Variables", "Calls", "Code")}
# Sections in which every entry has a name; any other section is one entry.
NAMED_SECTIONS = ("Parameters", "Mappings", "Conditions", "Outputs", "Rules", *DIALECTS["cdk-typescript"])
KINDS = ("missing", "extra", "changed", "renamed", "replaced", "type-changed", "order")
GROUPS = ("template", "resource", "component")
ROLES = ("core", "companion")
SAFETIES = ("safe", "unsafe", "manual")
OPERATIONS = ("add", "replace", "remove", "move", "copy", "test")


@frozen
class Match:
    """Which entries and which gaps a rule is about.

    ``resources`` (types, ``"*"`` or a prefix such as ``AWS::ApiGateway::*``) or ``sections`` is filled, never both.
    No ``kinds``: all. ``ast`` is ``when`` parsed, in the form that ``Condition`` takes. ``patch`` goes before that of
    the rule's fix, where entries of this kind are mended in another way. ``check_when`` (parsed: ``check_ast``) takes
    the place of ``when`` where there is no ideal.
    """

    resources: tuple[str, ...]
    sections: tuple[str, ...]
    when: str | None = None
    claims: tuple[str, ...] = ("/",)
    kinds: tuple[str, ...] = ()
    role: Role = "core"
    ast: Any = None
    patch: tuple[dict[str, Any], ...] = ()
    check_when: str | None = None
    check_ast: Any = None

    @property
    def alone(self) -> tuple[str | None, Any]:
        """The condition for one template alone, and what it was parsed to."""
        return (self.when, self.ast) if self.check_when is None else (self.check_when, self.check_ast)


@frozen
class RuleFix:
    """How the failure is mended without an ideal; the patch's pointers are relative to the entry."""

    safety: Safety
    why: str
    patch: tuple[dict[str, Any], ...]


@frozen
class Example:
    """Plain data of a resource, of several by id, or of a whole template; ``None`` where the side is left out."""

    bad: Any
    good: Any


@frozen
class Rule:
    """One failure. ``origin`` is ``packaged``, ``plugin NAME`` or the folder that the user named.

    ``dialect``: in whose words types, claims, conditions and patches are.
    """

    id: str
    title: str
    severity: Severity
    check_severity: CheckSeverity
    category: str
    match: tuple[Match, ...]
    detector: str | None
    group: Group
    why: str
    impact: str
    references: tuple[str, ...]
    fix: RuleFix | None
    policy: str | None
    examples: tuple[Example, ...]
    file: str
    line: int
    origin: str
    dialect: str = CLOUDFORMATION

    @classmethod
    def later(cls, known: dict[str, Any], rest: Callable[[], dict[str, Any]]) -> Rule:
        """A rule of which some fields are known; the first that is not has ``rest`` asked for all others."""
        rule = object.__new__(cls)
        rule.__dict__.update(known)
        rule.__dict__["_rest"] = rest
        return rule

    def __getattr__(self, name: str) -> Any:
        if name not in Rule.__match_args__ or "_rest" not in self.__dict__:
            raise AttributeError(f"a rule has no '{name}'")
        self.__dict__.update(self.__dict__["_rest"]())
        return self.__dict__[name]

    def weighed(self, severity: Severity, check_severity: CheckSeverity) -> Rule:
        """The same rule with other severities; what is not read of it yet is still read later."""
        rule = object.__new__(Rule)
        rule.__dict__.update(self.__dict__, severity=severity, check_severity=check_severity)
        return rule

    def patch(self, match: Match | None) -> tuple[dict[str, Any], ...]:
        """The operations that mend an entry of a match; none where a person has to."""
        return match.patch if match is not None and match.patch else self.fix.patch if self.fix else ()

    @property
    def diff_only(self) -> bool:
        """Whether nothing but an ideal can show the failure."""
        return self.detector is None and all(match.when is None for match in self.match)
