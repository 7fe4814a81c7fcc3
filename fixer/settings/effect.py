"""What settings do: to the rules before a run, and to the issues after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING

from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.rule import CATEGORIES, SEVERITIES, CheckSeverity, Rule, Severity
from fixer.compare.gaps import Gap
from fixer.dialect import UNRESERVED, Account
from fixer.issues.contradictions import of_account, of_request, though_asked
from fixer.issues.hidden import UNUSED, Reason, Verdict
from fixer.issues.issue import Issue
from fixer.issues.opinions import FOREIGN
from fixer.settings.globs import below, matches
from fixer.settings.nearest import meant
from fixer.settings.selectors import Selector, best, selector
from fixer.settings.settings import Item, Origin, Settings, Word

if TYPE_CHECKING:
    from fixer.issues.claiming import Judge
    from fixer.read.template import Template
    from fixer.request.facts import Facts

_CONCURRENCY, _RESERVED = "concurrency-over-reserved", "concurrency=reserved"
_LISTS = ("select", "extend-select", "ignore")
_NAMED = 2
"""The precision from which on a selector names rules, and not what they are about."""


class Effect:
    """Settings at work on one catalogue.

    Raises ``FixerError`` for a selector that names no rule of the catalogue.
    """

    def __init__(self, settings: Settings, catalogue: Catalogue) -> None:
        self._settings, self._rules = settings, catalogue
        _check(settings, {*catalogue.ids, UNUSED})
        self.catalogue = catalogue.adapted(self.rule)

    @cached_property
    def account(self) -> Account:
        """What the settings say of the account."""
        get, quotas = self._settings.get, []
        for path, item in self._settings.items.items():
            if path[:2] == ("facts", "quotas"):
                quotas.append((path[2], int(item.value)))
        return Account(
            concurrency=get("facts", "account-concurrency"),
            quotas=tuple(quotas),
            regions=tuple(word.text for word in self._settings.words("facts", "regions")),
            suffix=get("suffix-parameter") or "",
            tags=get("required-tags") or (),
        )

    def rule(self, rule: Rule) -> Rule:
        """A rule with the severities that the settings give it, on in check or off."""
        severity: Severity = rule.severity
        alone: CheckSeverity = rule.check_severity
        item = self._side(rule)
        if item is not None:
            alone = severity if item.value == _answer(rule) else "off"
        certain = rule.detector == _CONCURRENCY and self.account.concurrency is not None
        if certain or (alone == "off" and self._named(rule)):
            alone = severity
        other = self._severity(rule.id)
        if other is not None:
            severity, alone = other, "off" if alone == "off" else other
        changed = (severity, alone) != (rule.severity, rule.check_severity)
        return rule.weighed(severity, alone) if changed else rule

    def weighed(self, issue: Issue) -> Severity:
        """The severity of an issue: the one settled for its rule, whatever else was thought of it."""
        other = self._severity(issue.rule) if issue.rule else None
        cosmetic = issue.gaps and all(gap.cosmetic for gap in issue.gaps)
        return issue.severity if other is None or cosmetic else other

    def hide(self, template: Template, issues: Sequence[Issue]) -> Verdict | None:
        """What is not reported of a template."""
        path = below(template.source.document.path.replace("\\", "/"), self._settings.folder, self._settings.base)
        known = {issue.id: self._hidden(issue, path) for issue in issues}
        if not any(known.values()):
            return None

        def verdict(issue: Issue, gap: Gap | None) -> Reason | None:
            return known[issue.id] if issue.id in known else self._hidden(issue, path)

        return verdict

    def on_difference(self, issues: Iterable[Issue], judge: Judge, facts: Facts | None) -> list[Issue]:
        """The issues of a comparison as the settings weigh them, with what the account has against their ideal."""
        found = [replace(issue, severity=self.weighed(issue)) for issue in issues]
        found.sort(key=lambda issue: SEVERITIES.index(issue.severity))
        result = of_account((replace(issue, number=n) for n, issue in enumerate(found, 1)), self._spots(judge))
        has = self.account.concurrency
        return result if facts is None or has is None else of_request(result, self._reserves, facts, has, UNRESERVED)

    def insisting(self, judge: Judge) -> Verdict:
        """Hides what would bring the model to the other side of a policy."""
        from fixer.issues.against import against

        insists = self.insists
        if self.account.concurrency is not None and judge.dialect.detect(_CONCURRENCY, judge.sides[0]):
            # What cannot be reserved is nothing to insist on.
            insists = {rule: why for rule, why in insists.items() if self._rules.side(rule) != _RESERVED}
        return against(self.catalogue, judge, insists)

    def open_side(self, rule_id: str) -> str | None:
        """The side that a rule takes in a question that the settings leave open."""
        side = self._rules.side(rule_id)
        return None if side is None or self._settings.policy(side.partition("=")[0]) else side

    def _spots(self, judge: Judge) -> dict[str, str]:
        """What the account has against the ideal, by pointer."""
        known = (
            (_CONCURRENCY, self.account.concurrency is not None),
            ("account-quota-exceeded", bool(self.account.quotas)),
            ("region-unlisted", bool(self.account.regions)),
        )
        found = [judge.dialect.detect(name, judge.sides[1]) or () for name, asked in known if asked]
        return {spot.pointer: spot.message for spots in found for spot in spots}

    def _reserves(self, issue: Issue) -> bool:
        side = self._rules.side(issue.rule) if issue.rule else None
        rule = self._rules.get(issue.rule) if issue.rule else None
        return (side or "").startswith("concurrency=") or (rule is not None and rule.detector == _CONCURRENCY)

    @cached_property
    def insists(self) -> Mapping[str, Reason]:
        """The rules whose side is taken, by id, with the reason not to report a difference that would break them."""
        sides = {}
        for name, item in self._settings.table("policies").items():
            sides[f"{name}={item.value}"] = _because(f"the policy {name} is {item.value}", item)
        rules = self._rules.rules if sides else ()
        return {rule.id: sides[rule.policy] for rule in rules if rule.policy in sides}

    def _side(self, rule: Rule) -> Item | None:
        """What the settings answer to the question that a rule takes a side in."""
        return self._settings.policy(rule.policy.partition("=")[0]) if rule.policy else None

    def _named(self, rule: Rule) -> bool:
        found = best(self._wanted, rule.id, rule.category, rule.severity)
        return found is not None and found[0][1] >= _NAMED

    def _severity(self, rule_id: str) -> Severity | None:
        """The severity settled for a rule, by the most precise selector."""
        found = best(self._weights, rule_id, "", "") if self._weights else None
        return None if found is None else self._settings.get("severities", found[1].text)

    @cached_property
    def _weights(self) -> tuple[Word, ...]:
        return tuple(Word(name) for name in self._settings.table("severities"))

    @cached_property
    def _wanted(self) -> tuple[Word, ...]:
        words = self._settings.words
        return (*words("select"), *words("extend-select"), *words("profile-select"))

    def _hidden(self, issue: Issue, path: str) -> Reason | None:
        """Why an issue is not reported; ``None`` if it is."""
        rule = self._rules.get(issue.rule) if issue.rule else None
        reason = self._unwanted(rule, (issue.rule, issue.category, issue.severity), path)
        return None if reason is None else though_asked(reason, issue)

    def off(self, rule: Rule) -> Reason | None:
        """Why no issue of a rule is reported, wherever it is found; ``None`` if they are."""
        return self._unwanted(rule, (rule.id, rule.category, rule.severity), "")

    def said_off(self, rule: Rule) -> str:
        """Why a rule is off, in words with their place; empty where it is on."""
        reason = self.off(self._rules.get(rule.id) or rule)
        if reason is None:
            return ""
        return f"off: {reason.why} ({reason.file}:{reason.line})" if reason.file else f"off: {reason.why}"

    def _unwanted(self, rule: Rule | None, about: tuple[str | None, str, str], path: str) -> Reason | None:
        item = self._side(rule) if rule is not None else None
        if rule is not None and item is not None and item.value != _answer(rule) and not self._named(rule):
            name = (rule.policy or "").partition("=")[0]
            return _because(f"the policy {name} is {item.value}, the issue asks for {_answer(rule)}", item)
        for glob, item in self._settings.table("per-file-ignores").items() if path else ():
            word = next((word for word in item.value if selector(word.text).names(*about)), None)
            if word is not None and matches(path, glob):
                return _because(f"per-file-ignores of {glob}: {word.text}", word)
        wanted = best(self._wanted, *about)
        if wanted is None and ("select",) in self._settings.items:
            return _because("not in select", self._settings.items["select",])
        unwanted = best(self._settings.words("ignore"), *about)
        if unwanted is not None and (wanted is None or unwanted[0] >= wanted[0]):
            return _because(f"ignore: {unwanted[1].text}", unwanted[1])
        return None


def _answer(rule: Rule) -> str:
    return (rule.policy or "").partition("=")[2]


def _because(why: str, settled: Item | Word | None) -> Reason:
    origin = settled.origin if settled is not None else Origin("default")
    return (
        Reason("ignored", why, origin.name or None, origin.line)
        if origin.kind == "file"
        else Reason("ignored", f"{why} ({origin})")
    )


def _check(settings: Settings, ids: Iterable[str]) -> None:
    """Refuse selectors that name no rule, where nobody else could have meant them."""
    known = sorted(ids)
    words = [word for name in _LISTS for word in settings.words(name)]
    words += [word for item in settings.table("per-file-ignores").values() for word in item.value]
    words += [Word(name, item.origin) for name, item in settings.table("severities").items()]
    # What another tool finds can be ignored and weighed, whether or not it is asked this time.
    words = [word for word in words if not word.text.removeprefix("rule:").startswith(FOREIGN)]
    for word in words:
        one = selector(word.text)
        if one.kind != "rule" or _names_some(one, known):
            continue
        what = "no rule matches" if one.glob else "there is no rule"
        # A bare word may have been meant for a category or a severity.
        others = () if ":" in word.text or word.text in settings.table("severities") else (*CATEGORIES, *SEVERITIES)
        hint = meant(one.value, [*known, *others]) or "fixer rules lists them all"
        raise word.origin.error(f"{what} '{one.value}'", hint)


def _names_some(one: Selector, ids: Sequence[str]) -> bool:
    return any(fnmatchcase(rule_id, one.value) for rule_id in ids) if one.glob else one.value in set(ids)
