"""What the templates hold: entries by section and service with their state, outputs, lines, what a deployment needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fixer.issues.issue import SEVERITIES, Issue, Severity
from fixer.pointer import child
from fixer.report.excerpt import TemplateLike
from fixer.report.report import Area, Finding, Inventory, Item, OutputFacts, Section, Service
from fixer.report.services import service
from fixer.report.statements import ideal_entry, model_entry
from fixer.report.text import clip, one_line

_WIDEST = 80
SECTIONS = ("Parameters", "Mappings", "Conditions", "Rules", "Resources", "Outputs")
_NAMES = {
    "AWS::IAM::Role": "RoleName", "AWS::IAM::User": "UserName", "AWS::IAM::Group": "GroupName",
    "AWS::IAM::ManagedPolicy": "ManagedPolicyName", "AWS::IAM::InstanceProfile": "InstanceProfileName",
}  # fmt: skip
_ROLES = (*_NAMES, "AWS::IAM::Policy", "AWS::IAM::AccessKey", "AWS::IAM::UserToGroupAddition")


_AREAS = {
    "Deployment": ("deployability", "validity"),
    "Functionality": ("requirement", "code", "performance"),
    "Security": ("security", "governance"),
    "Operations": ("reliability", "observability", "lifecycle"),
    "Cost": ("cost",),
    "Maintenance": ("naming", "portability", "maintainability", "documentation"),
}
_OTHER = "Other"
_IMPACTS = 3  # impacts told of an area


def survey(
    findings: Sequence[Finding],
    model: TemplateLike,
    ideal: TemplateLike | None,
) -> Inventory:
    """The inventory of the templates."""
    sections = {section.name: section for section in _sections(findings, model, ideal)}
    resources = sections["Resources"].items if "Resources" in sections else ()
    target = model if ideal is None else ideal
    services = tuple(_by_service(resources))
    return Inventory(
        sections,
        services,
        (_count_services(model), None if ideal is None else _count_services(ideal)),
        (_lines(model), None if ideal is None else _lines(ideal)),
        tuple(_outputs(sections, model, ideal)),
        tuple(_capabilities(target)),
        tuple(_required(target)),
        tuple(_areas(findings)),
    )


def _entries(template: TemplateLike | None, section: str) -> Mapping[str, Any]:
    data = template.data if template is not None else None
    found = data.get(section) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def _type(body: Any) -> str | None:
    kind = body.get("Type") if isinstance(body, dict) else None
    return clip(one_line(kind), _WIDEST) if isinstance(kind, str) else None


class _Touched:
    """Which issues touch an entry, and what became of it as a whole, by pointers of either side."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.issues: dict[tuple[str, str], dict[int, Severity]] = {}
        self.partners: dict[str, str] = {}
        self.states: dict[str, str] = {}
        for finding in findings:
            for gap in finding.issue.gaps:
                ours, theirs = model_entry(gap), ideal_entry(gap)
                for side in (("model", ours), ("ideal", theirs)):
                    if side[1]:  # there may be no ideal
                        self.issues.setdefault(side, {})[finding.issue.number] = finding.issue.severity
                if gap.pair.model and gap.pair.ideal:
                    self.partners[gap.pair.model.pointer] = gap.pair.ideal.pointer
                if not gap.path and gap.kind in ("renamed", "replaced"):
                    self.states[ours] = gap.kind

    def of(self, ours: str | None, theirs: str | None) -> dict[int, Severity]:
        """The issues of an entry by number."""
        found: dict[int, Severity] = {}
        for key in (("model", ours), ("ideal", theirs)):
            found |= self.issues.get((key[0], key[1] or ""), {})
        return dict(sorted(found.items()))


def _sections(findings: Sequence[Finding], model: TemplateLike, ideal: TemplateLike | None) -> Iterator[Section]:
    touched = _Touched(findings)
    for name in SECTIONS:
        ours, theirs = _entries(model, name), _entries(ideal, name)
        if ours or theirs:
            items = tuple(_items(name, ours, None if ideal is None else theirs, touched, model))
            yield Section(name, len(ours), None if ideal is None else len(theirs), items)


def _items(
    section: str, ours: Mapping[str, Any], theirs: Mapping[str, Any] | None, touched: _Touched, model: TemplateLike
) -> Iterator[Item]:
    places = {child(f"/{section}", name): name for name in theirs or ()}
    met = set()
    for name, body in ours.items():
        pointer = child(f"/{section}", name)
        other = touched.partners.get(pointer, pointer)
        met.add(other)
        issues = touched.of(pointer, other if other in places else None)
        state = touched.states.get(pointer) or ("changed" if issues else "same")
        if theirs is not None and other not in places:
            state = "extra"
        partner = places.get(other)
        yield _item(name, _type(body), partner if partner != name else None, model.line(pointer), state, issues)
    for pointer, name in places.items():
        if pointer not in met:
            yield _item(name, _type((theirs or {})[name]), None, None, "missing", touched.of(None, pointer))


def _item(
    name: str, kind: str | None, ideal: str | None, line: int | None, state: Any, issues: Mapping[int, Severity]
) -> Item:
    worst = min(issues.values(), key=SEVERITIES.index, default=None)
    other = None if ideal is None else clip(one_line(ideal), _WIDEST)
    return Item(clip(one_line(name), _WIDEST), kind, other, line, state, tuple(issues), worst)


def _by_service(items: Sequence[Item]) -> Iterator[Service]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(service(item.type), []).append(item)
    for name in sorted(groups, key=str.lower):
        yield Service(name, tuple(sorted(groups[name], key=lambda item: item.type or "")))


def _count_services(template: TemplateLike) -> int:
    return len({service(_type(body)) for body in _entries(template, "Resources").values()})


def _areas(findings: Sequence[Finding]) -> Iterator[Area]:
    """The areas that have issues, each with the impacts of its worst ones, no impact twice."""
    area_of = {category: name for name, categories in _AREAS.items() for category in categories}
    groups: dict[str, list[Issue]] = {name: [] for name in (*_AREAS, _OTHER)}
    for finding in findings:
        groups[area_of.get(finding.issue.category, _OTHER)].append(finding.issue)
    for name, issues in groups.items():
        if issues:
            worst = sorted(issues, key=lambda issue: (SEVERITIES.index(issue.severity), issue.number))
            impacts = {issue.impact: issue.number for issue in reversed(worst) if issue.impact}
            told = sorted(((number, impact) for impact, number in impacts.items()), key=lambda one: one[0])
            counts = {severity: sum(one.severity == severity for one in issues) for severity in SEVERITIES}
            yield Area(name, counts, tuple(sorted(one.number for one in issues)), tuple(told[:_IMPACTS]))


def _lines(template: TemplateLike) -> int:
    return len(template.text.strip("\r\n").splitlines())


def _outputs(sections: Mapping[str, Section], model: TemplateLike, ideal: TemplateLike | None) -> Iterator[OutputFacts]:
    ours, theirs = ({clip(one_line(name), _WIDEST): body for name, body in _entries(one, "Outputs").items()}
                    for one in (model, ideal))  # fmt: skip
    for item in sections["Outputs"].items if "Outputs" in sections else ():
        missing = item.state == "missing"
        body = (theirs if missing else ours).get(item.id)
        has = body if isinstance(body, dict) else {}
        yield OutputFacts(item.id, "Description" in has, "Export" in has, missing, item.line, item.issues)


def _capabilities(template: TemplateLike) -> Iterator[str]:
    bodies = [body for body in _entries(template, "Resources").values() if isinstance(body, dict)]
    roles = [body for body in bodies if body.get("Type") in _ROLES]
    if roles:
        named = any(_NAMES.get(body["Type"], "") in _properties(body) for body in roles)
        yield "CAPABILITY_NAMED_IAM" if named else "CAPABILITY_IAM"
    if isinstance(template.data, dict) and template.data.get("Transform"):
        yield "CAPABILITY_AUTO_EXPAND"


def _properties(body: Mapping[str, Any]) -> Mapping[str, Any]:
    found = body.get("Properties")
    return found if isinstance(found, dict) else {}


def _required(template: TemplateLike) -> Iterator[str]:
    for name, body in _entries(template, "Parameters").items():
        if isinstance(body, dict) and "Default" not in body:
            yield clip(one_line(name), _WIDEST)
