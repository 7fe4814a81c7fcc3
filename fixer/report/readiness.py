"""The lines of a checklist: demands on a template, and the rules of the catalogue that tell whether they are met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cache
from typing import TypeVar

from fixer.catalogue.catalogue import ANY_TYPE, Catalogue
from fixer.compare.gaps import Entry
from fixer.dialect import Dialect
from fixer.frozen import frozen
from fixer.issues.checking import takes_part
from fixer.issues.issue import CATEGORIES, Issue
from fixer.issues.words import candidates
from fixer.report.report import CheckItem, Checks, Finding
from fixer.report.services import service
from fixer.report.text import clip, one_line

_Value = TypeVar("_Value")
NAMED = 6  # entries named in one line


@frozen
class Looked:
    """What one rule of the catalogue looked at: the pointers of entries of either template, with their services.

    A service is empty where the rule is about any type. No entries: a detector looks at the whole template.
    """

    rule: str
    category: str
    entries: dict[str, str] = field(default_factory=dict)

    def of(self, service: str) -> Looked:
        """The same for the entries of one service."""
        return replace(self, entries={pointer: name for pointer, name in self.entries.items() if name == service})


@frozen
class Looking:
    """All rules that bear on the templates, and what they find in the model with no ideal at hand."""

    rules: tuple[Looked, ...] = ()
    found: tuple[Issue, ...] = ()


@frozen
class _Theme:
    """A demand, and what bears on it: rules by their ids, else whatever is of these categories.

    ``asked``: only an ideal template can show whether it is met. ``whole``: it is asked of templates, not of services.
    """

    heading: str
    demand: str
    rules: tuple[str, ...]
    categories: tuple[str, ...] = ()
    asked: bool = False
    whole: bool = False


# A rule belongs to the first theme that names it; what none names goes by its category.
_THEMES = (
    _Theme("security", "Traffic is encrypted on its way",
           ("listener-unencrypted", "distribution-insecure-*", "bucket-insecure-*", "certificate-*")),
    _Theme("security", "What is stored is encrypted at rest",
           ("*-unencrypted", "*-encryption-*", "*-own-key", "data-key-*")),
    _Theme("security", "No secret stands in the template",
           ("*password*", "parameter-secret-*", "secret-*", "long-term-credentials")),
    _Theme("security", "Keys are there, rotated, and used by the right principals", ("key-*",)),
    _Theme("security", "Permissions go no further than they have to",
           ("policy-wildcard-*", "role-*-by-anyone", "role-permissions-*", "trust-*", "function-permission-*",
            "*-policy-differs", "*-policy-missing")),
    _Theme("security", "Nothing is open to the public without need",
           ("*-public", "*-public-*", "security-group-*", "network-acl-*", "api-un*", "origin-access-*", "web-acl-*",
            "user-pool-*", "bucket-acl-*", "instance-metadata-*")),
    _Theme("security", "Workloads run in the network meant for them",
           ("*-in-vpc", "*-vpc-*", "vpc-endpoint-*", "*-placement-*")),
    _Theme("security", "Access is recorded and threats are looked for",
           ("trail-*", "threat-detection-*", "security-hub-*", "inspector-*", "macie-*",
            "access-analyzer-*", "detective-*", "config-recorder-*", "*-access-log-*", "repository-scan-*")),
    _Theme("security", "Everything else that the catalogue holds against insecure templates", (), ("security",)),
    _Theme("cost", "Logs, objects, images and items expire", ("*-retention-*", "*-lifecycle-missing", "*-expiry-*")),
    _Theme("cost", "Sizes, classes and capacity are what is asked for",
           ("instance-size-*", "database-storage-*", "*-capacity-*", "volume-settings-*"), asked=True),
    _Theme("cost", "Nothing is paid for that is not needed", ("*-extra",), ("cost",), whole=True),
    _Theme("readiness", "Every reference leads to something that exists, in an order that can be deployed",
           ("dangling-reference", "circular-dependency", "dependency-*", "*-unordered", "*-unready", "vpc-endpoint-un*",
            "replication-destination-*"), whole=True),
    _Theme("readiness", "A deployment finds nothing to refuse", (), ("validity", "deployability"), whole=True),
    _Theme("readiness", "All that was asked for is there", (), ("requirement",), asked=True, whole=True),
    _Theme("readiness", "Names can be used in more than one environment", ("physical-name-*", "role-name-*"),
           ("naming",), whole=True),
    _Theme("readiness", "Regions, zones, accounts and images are not hard-coded", (), ("portability",), whole=True),
    _Theme("readiness", "Data can be brought back",
           ("table-recovery-*", "bucket-unversioned", "database-backup-*", "backup-plan-*")),
    _Theme("readiness", "Work that fails is retried and kept",
           ("*-retry*", "*-redrive-*", "*-dead-letter-*", "*-dlq-*")),
    _Theme("readiness", "A failure of a zone, a process or a message is survived", (), ("reliability",)),
    _Theme("readiness", "Alarms watch what matters, and notify somebody", ("alarm-*", "topic-*", "subscription-*")),
    _Theme("readiness", "Logs, traces and dashboards show what happens", (), ("observability",)),
    _Theme("readiness", "What happens to data when the stack is deleted is said, and is what is wanted", (),
           ("lifecycle",), whole=True),
    _Theme("readiness", "Time limits and sizes fit the work", (), ("performance",)),
    _Theme("readiness", "Code in the template runs as it stands", (), ("code",)),
    _Theme("readiness", "Parameters are used and refuse nonsense", ("parameter-*",), whole=True),
    _Theme("readiness", "Tags and configuration rules are in place", (), ("governance",), whole=True),
    _Theme("readiness", "The template is tidy and described", (), ("maintainability", "documentation"), whole=True),
)  # fmt: skip
_REST = _Theme("readiness", "Everything else that the catalogue knows", (), whole=True)
HEADINGS = ("security", "cost", "readiness")


def looking(
    catalogue: Catalogue, dialect: Dialect, entries: Sequence[Entry], compared: bool, found: Sequence[Issue]
) -> Looking:
    """The rules that bear on these entries, ``found`` being what they have against the model's alone.

    ``compared``: there is an ideal, so that rules which only an ideal can show bear on the entries too.
    """
    seen: dict[str, dict[str, str]] = {}
    for entry in entries:
        for rule, match, _ in candidates(catalogue, dialect, entry):
            on = compared or (takes_part(rule) and not rule.diff_only)
            # Nobody asked for the side that such a rule takes.
            idle = rule.policy is not None and not takes_part(rule)
            if not on or idle or match.role != "core":
                continue
            typed = match.resources and ANY_TYPE not in match.resources
            places = seen.setdefault(rule.id, {})
            places[entry.pointer] = service(entry.type) if typed else places.get(entry.pointer, "")
    for rule in catalogue.detecting(dialect.name):
        if takes_part(rule):
            seen.setdefault(rule.id, {})
    rules = (rule for rule in catalogue.rules if rule.id in seen)
    return Looking(tuple(Looked(rule.id, rule.category, seen[rule.id]) for rule in rules), tuple(found))


def checks(looking: Looking, findings: Sequence[Finding], compared: bool) -> Checks:
    """Every demand that something bears on, by heading; and for each service, under ``service:NAME``."""
    bearing = _by_theme(looking.rules, lambda rule: _theme(rule.rule, rule.category))
    issues = _by_theme([finding.issue for finding in findings], lambda issue: _theme(issue.rule, issue.category))
    alone = _by_theme(_untold(looking.found, findings), lambda issue: _theme(issue.rule, issue.category))
    lines: dict[str, list[CheckItem]] = {heading: [] for heading in HEADINGS}
    for theme in (*_THEMES, _REST):
        rules, said, found = bearing.get(theme, []), issues.get(theme, []), alone.get(theme, [])
        item = _item(theme, rules, said, found)
        if item.applies and (compared or item.issues or not theme.asked):
            lines[theme.heading].append(item)
        for name in () if theme.whole else sorted({name for rule in rules for name in rule.entries.values() if name}):
            here = [rule.of(name) for rule in rules]
            lines.setdefault(f"service:{name}", []).append(_item(theme, here, _of(name, said), _of(name, found)))
    return {heading: tuple(items) for heading, items in lines.items()}


def _by_theme(values: Iterable[_Value], theme: Callable[[_Value], _Theme]) -> dict[_Theme, list[_Value]]:
    found: dict[_Theme, list[_Value]] = {}
    for value in values:
        found.setdefault(theme(value), []).append(value)
    return found


def _of(name: str, issues: Iterable[Issue]) -> list[Issue]:
    """The issues of one service, each with its resources alone."""
    kept = []
    for issue in issues:
        own = tuple(item for item in issue.resources if item.type and service(item.type) == name)
        if own:
            kept.append(replace(issue, resources=own))
    return kept


def _untold(found: Sequence[Issue], findings: Sequence[Finding]) -> Iterator[Issue]:
    """What is found in the model alone and is no issue of the report, with the entries that are in none."""
    told = {(finding.issue.rule, item.id) for finding in findings for item in finding.issue.resources}
    for issue in found:
        left = tuple(item for item in issue.resources if (issue.rule, item.id) not in told)
        if left or not issue.resources:
            yield replace(issue, resources=left)


def _item(theme: _Theme, bearing: Sequence[Looked], issues: Sequence[Issue], alone: Sequence[Issue]) -> CheckItem:
    places, also = _names(issues), _names(alone)
    # What only detectors bear on applies to templates, but says nothing of whether there is anything to demand it of.
    bearing = [rule for rule in bearing if rule.entries or theme.whole]
    return CheckItem(
        theme.demand,
        len(bearing),
        len({pointer for rule in bearing for pointer in rule.entries}),
        tuple(sorted(issue.number for issue in issues)),
        tuple(places[:NAMED]),
        max(len(places) - NAMED, 0),
        tuple(dict.fromkeys(issue.title for issue in alone)),
        tuple(also[:NAMED]),
        max(len(also) - NAMED, 0),
    )


def _names(issues: Iterable[Issue]) -> list[str]:
    """The entries that issues are about; a whole template has no name of its own."""
    found = (item.id or item.ideal_id for issue in issues for item in issue.resources or ())
    return list(dict.fromkeys(clip(one_line(name), 80) for name in found if name))


_BY_CATEGORY: Mapping[str, _Theme] = {
    category: theme for category in CATEGORIES for theme in _THEMES if category in theme.categories
}


@cache
def _theme(rule: str | None, category: str) -> _Theme:
    """The demand that a rule, or an issue of a generic class, bears on."""
    for theme in _THEMES:
        if rule is not None and any(_matches(rule, pattern) for pattern in theme.rules):
            return theme
    return _BY_CATEGORY.get(category, _REST)


def _matches(rule: str, pattern: str) -> bool:
    """As ``fnmatch`` with stars alone, without a regular expression for each pattern."""
    first, *between = pattern.split("*")
    if not between:
        return rule == pattern
    return rule.startswith(first) and rule.endswith(between[-1]) and all(part in rule for part in between[:-1])
