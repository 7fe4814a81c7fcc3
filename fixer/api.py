"""The pipeline on one screen: two templates → gaps → issues → fixes → report, and a choice of fixes → a new text.

One template alone goes the same way: what breaks a rule takes the place of the gaps.

Text in, text out: nothing here reads, writes or prints. ``dialects`` says which dialect a template is in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.load import load_catalogue
from fixer.catalogue.plugins import RuleFolder
from fixer.compare.compare import Comparison, compare
from fixer.compare.gaps import Gap
from fixer.dialect import EXAMPLE, within
from fixer.dialects import CLOUDFORMATION, adapter_of, dialect_named, dialect_of
from fixer.errors import FixerError
from fixer.frozen import frozen
from fixer.issues.build import build as build_issues
from fixer.issues.claiming import Judge, claim
from fixer.issues.clusters import cluster
from fixer.issues.contradictions import between, of_fixes
from fixer.issues.hidden import UNUSED, Hidden, apart, divide, divide_found, first_of
from fixer.issues.ideal import with_ideal_problems
from fixer.issues.issue import Evidence, Issue, Outcome
from fixer.issues.nearness import Nearness
from fixer.read.template import Template
from fixer.remedy.fixes import with_fixes
from fixer.remedy.plan import Plan, plan, without
from fixer.remedy.proof import objections
from fixer.remedy.selection import Selection
from fixer.remedy.target import Builder, Target
from fixer.report.build import build as build_report
from fixer.report.report import Report, Side

if TYPE_CHECKING:
    from fixer.dialect import Dialect
    from fixer.issues.checking import Found
    from fixer.issues.hidden import Hide, Reasons, Verdict
    from fixer.issues.opinions import Lint, Linter
    from fixer.read.document import Document
    from fixer.remedy.splice import Refused
    from fixer.remedy.verify import Attempt, Verification, Verifier
    from fixer.report.mask import Secret
    from fixer.report.readiness import Looking
    from fixer.request.facts import Facts
    from fixer.settings.effect import Effect
    from fixer.settings.settings import Settings
    from fixer.suppress.suppressions import Suppressions

__all__ = [
    "Application", "Check", "Difference", "Options", "Selection", "apply", "check", "check_all", "diff", "explain",
    "list_rules", "mend", "preview", "sparing", "try_rules",
]  # fmt: skip

MOST_EVIDENCE = 20


@frozen
class Options:
    """What a call may change. ``extra_rules``: the user's folders of rules, later ones over earlier ones.

    ``prompt`` is what was asked of the model, ``metadata`` (JSON) names the services that it was asked for.
    ``show_secrets``: reports show passwords, tokens and keys as they are.
    ``hides`` say which issues are not reported, each asked with the template and its issues; of several that hide one
    issue the first counts. ``settings``: what the project has settled about rules, policies and the account.
    ``linter``: another tool that is asked about the model's template.
    """

    extra_rules: tuple[RuleFolder, ...] = ()
    prompt: Document | None = None
    metadata: Document | None = None
    show_secrets: bool = False
    hides: tuple[Hide, ...] = ()
    settings: Settings | None = None
    linter: Linter | None = None


@frozen
class Difference:
    """Two templates and all that separates them. ``hidden`` are issues that are found and not reported."""

    model: Template
    ideal: Template
    comparison: Comparison
    issues: tuple[Issue, ...]
    builder: Builder
    catalogue: Catalogue
    facts: Facts | None = None
    show_secrets: bool = False
    hidden: tuple[Hidden, ...] = ()
    hides: tuple[Hide, ...] = ()
    said: Suppressions | None = None
    effect: Effect | None = None
    lint: Lint | None = None

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What a user should know of the catalogue, and of what the template says."""
        return _warnings(self)

    @cached_property
    def every(self) -> tuple[Issue, ...]:
        """The issues with those that are not reported, by their numbers."""
        return _every(self.issues, self.hidden)

    @property
    def secret(self) -> Secret | None:
        """What tells secrets from other values; ``None`` where they are to be shown."""
        return None if self.show_secrets else partial(_is_secret, dialect=dialect_of(self.model))

    @cached_property
    def report(self) -> Report:
        """The issues as a reader sees them."""
        return self._report(told=True)

    @cached_property
    def outline(self) -> Report:
        """The report for who reads values and counts only: without excerpts and sentences."""
        return self._report(told=False)

    def _report(self, told: bool) -> Report:
        sides = (_side(self.model), _side(self.ideal))
        rewrite, hidden = self.comparison.rewrite, self.hidden
        shown = dialect_of(self.model).shown
        known = self.secret, told, self._look, hidden, shown
        report = build_report(self.issues, self.model, self.ideal, sides, rewrite, *known)
        return replace(report, lint=self.lint) if self.lint else report

    def _look(self) -> Looking:
        """What bears on both templates, and what the catalogue has against the model's alone."""
        from fixer.report.readiness import looking

        dialect = dialect_of(self.model)
        entries = {(entry.section, entry.id, entry.type): entry for entry in dialect.entries(self.ideal.data)}
        entries |= {(entry.section, entry.id, entry.type): entry for entry in dialect.entries(self.model.data)}
        found = _checked(self.model, self.catalogue, self.hides, effect=self.effect).issues
        # What is said for nothing where one template is checked may well hide a difference.
        alone = [issue for issue in found if issue.rule != UNUSED]
        return looking(self.catalogue, dialect, list(entries.values()), True, alone)

    def again(self, model: Template) -> Difference:
        """The same for another model, such as what applying made of this one."""
        return _compared(model, self.ideal, self.catalogue, self.facts, self.show_secrets, self.hides, self.effect)


@frozen
class Check:
    """One template and all that the catalogue has against it; ``reasons`` hide some of what was ``found``."""

    model: Template
    found: tuple[Found, ...]
    catalogue: Catalogue
    show_secrets: bool = False
    reasons: Reasons = field(default_factory=dict)
    hides: tuple[Hide, ...] = ()
    said: Suppressions | None = None
    effect: Effect | None = None
    linter: Linter | None = None
    lint: Lint | None = None

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What a user should know of the catalogue, and of what the template says."""
        return _warnings(self)

    @property
    def secret(self) -> Secret | None:
        """What tells secrets from other values; ``None`` where they are to be shown."""
        return None if self.show_secrets else partial(_is_secret, dialect=dialect_of(self.model))

    @cached_property
    def every(self) -> tuple[Issue, ...]:
        """The issues with those that are not reported, by their numbers."""
        return of_fixes([_borne_out(one.issue, self.model) for one in self.found])

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        return apart(self.every, self.reasons)[0]

    @cached_property
    def hidden(self) -> tuple[Hidden, ...]:
        """Issues that are found and not reported."""
        return apart(self.every, self.reasons)[1]

    @cached_property
    def report(self) -> Report:
        """The issues as a reader sees them."""
        return self._report(told=True)

    @cached_property
    def outline(self) -> Report:
        """The report for who reads values and counts only: without excerpts and sentences."""
        return self._report(told=False)

    def _report(self, told: bool) -> Report:
        sides = (_side(self.model), None)
        hidden = self.hidden
        shown = dialect_of(self.model).shown
        known = self.secret, told, self._look, hidden, shown
        report = build_report(self.issues, self.model, None, sides, False, *known)
        return replace(report, lint=self.lint) if self.lint else report

    def _look(self) -> Looking:
        """What bears on the template; what is against it is the report itself."""
        from fixer.report.readiness import looking

        dialect = dialect_of(self.model)
        return looking(self.catalogue, dialect, dialect.entries(self.model.data), False, ())

    def again(self, template: Template) -> Check:
        """The same for another template, such as what mending made of this one."""
        return _checked(template, self.catalogue, self.hides, self.show_secrets, self.effect, self.linter)


@frozen
class Application:
    """What applying gave: the template's new text, the document with it in place, what became of every issue.

    ``difference`` is what was found before. ``verification`` is what the verifier saw, where one was asked.
    """

    text: str
    document_text: str
    outcomes: tuple[Outcome, ...]
    result: Template
    difference: Difference | Check
    verification: Verification | None = None

    @cached_property
    def left(self) -> Report:
        """What still separates the result from the ideal, or is still to be said against it."""
        return self.difference.again(self.result).outline


def diff(model: Template, ideal: Template, options: Options | None = None) -> Difference:
    """Everything that separates ``model`` from ``ideal``, as issues with fixes."""
    options = options or Options()
    catalogue, hides, effect = _settled(options)
    found = _compared(model, ideal, catalogue, _facts(options), options.show_secrets, hides, effect)
    return found if options.linter is None else _seconded(found, options.linter)


def _seconded(found: Difference, linter: Linter) -> Difference:
    """The same with what the tool says of the model's template at the places of the issues."""
    from fixer.issues.linted import seconded

    issues, lint = seconded(found.issues, _linted(found.model, linter))
    return replace(found, issues=tuple(issues), lint=lint)


def _settled(options: Options) -> tuple[Catalogue, tuple[Hide, ...], Effect | None]:
    """The catalogue as the settings have it, and what hides issues."""
    catalogue = load_catalogue(options.extra_rules)
    if options.settings is None:
        return catalogue, options.hides, None
    from fixer.settings.effect import Effect

    effect = Effect(options.settings, catalogue)
    return effect.catalogue, (*options.hides, effect.hide), effect


def _facts(options: Options) -> Facts | None:
    if options.prompt is None:
        return None
    from fixer.request.facts import read_facts

    return read_facts(options.prompt, options.metadata)


def _compared(
    model: Template,
    ideal: Template,
    catalogue: Catalogue,
    facts: Facts | None,
    show_secrets: bool,
    hides: tuple[Hide, ...] = (),
    effect: Effect | None = None,
) -> Difference:
    dialect, said, right = _within(_common(model, ideal), effect), _said(model), ideal.data
    if said is not None or _said(ideal) is not None:
        from fixer.suppress.metadata import with_own_of

        right = with_own_of(model.data, right)
    comparison = compare(dialect, model.data, right)
    near = Nearness(comparison)
    judge = Judge(dialect, model.data, right)
    claimed = claim(comparison.gaps, catalogue, judge, near)
    issues = with_ideal_problems(build_issues(cluster(claimed, comparison, near), dialect), catalogue, judge)
    if facts is not None:
        from fixer.issues.demands import demanded, sides

        entries = dialect.entries(model.data), dialect.entries(right)
        issues = demanded(issues, facts, sides(entries, (model.text, ideal.text)))
    if effect is not None:
        issues = effect.on_difference(issues, judge, facts)
    issues = between(issues, effect.open_side if effect else catalogue.side)
    verdicts = _verdicts(said, hides, model, issues)
    if effect is not None and effect.insists:
        verdicts.append(effect.insisting(judge))
    builder = Builder(dialect, comparison, model.data, right)
    reasons: Reasons = {}
    if verdicts:
        issues, reasons = divide(issues, first_of(verdicts), dialect)
    shown, hidden = apart(with_fixes(issues, dialect, comparison, builder), reasons)
    return Difference(
        model, ideal, comparison, shown, builder, catalogue, facts, show_secrets, hidden, hides, said, effect
    )


def _said(template: Template) -> Suppressions | None:
    """What a template says of itself that is not to be reported; most say nothing, and need nothing for it."""
    if "fixer" not in template.source.document.text:
        return None
    from fixer.suppress.suppressions import read

    return read(template)


def _verdicts(
    said: Suppressions | None, hides: tuple[Hide, ...], template: Template, issues: Sequence[Issue]
) -> list[Verdict]:
    """What the template itself and those who may hide its issues have to say."""
    asked = (*([said.hide] if said else ()), *hides)
    return [verdict for hide in asked if (verdict := hide(template, issues)) is not None]


def _within(dialect: Dialect, effect: Effect | None) -> Dialect:
    return dialect if effect is None else within(dialect, effect.account)


def _warnings(found: Difference | Check) -> tuple[str, ...]:
    said = found.said.warnings(found.catalogue, found.every) if found.said else ()
    lint = found.lint.warnings if found.lint else ()
    return (*found.catalogue.warnings, *said, *(f"{found.model.source.document.path}: {one}" for one in lint))


def _every(issues: tuple[Issue, ...], hidden: tuple[Hidden, ...]) -> tuple[Issue, ...]:
    if not hidden:
        return issues
    return tuple(sorted([*issues, *(one.issue for one in hidden)], key=lambda issue: issue.number))


def sparing(found: Difference | Check, selection: Selection) -> Selection:
    """The selection, which chooses nothing that is not reported unless it is named."""
    return replace(selection, hidden=frozenset(one.issue.id for one in found.hidden)) if found.hidden else selection


def _common(model: Template, ideal: Template) -> Dialect:
    """The dialect of both; raises ``FixerError`` where each has its own."""
    if adapter_of(model) is not adapter_of(ideal):
        what = f"is {adapter_of(ideal).name}, but the model's template {adapter_of(model).name}"
        raise FixerError(what, ideal.source.document.path, hint="compare two templates of one kind")
    return dialect_of(model)


def apply(difference: Difference, selection: Selection, verify: Verifier | None = None) -> Application:
    """Close the chosen issues in the model's text. What cannot be written in place is skipped with its reason.

    With a verifier, so is what brings an error that the model did not have.
    """
    from fixer.remedy.verify import State, verified

    model, ideal = difference.model, difference.ideal
    chosen, verification = plan(difference.every, sparing(difference, selection)), None
    if verify is None:
        done = _attempt(difference, chosen)
    else:
        _check_known(model, "--verify")
        sides = State(model.text, model.data), State(ideal.text, ideal.data)
        attempt = partial(_attempt, difference)
        done, verification = verified(chosen, attempt, verify, dialect_of(model), sides, difference.comparison)
    text, source, outcomes = done.state.text, model.source, done.plan.outcomes
    if not done.plan.chosen:
        return Application(source.text, source.document.text, outcomes, model, difference, verification)
    whole = _document(model, text)
    return Application(text, whole, outcomes, _reread(model, text, whole), difference, verification)


def preview(before: Difference | Check, selection: Selection) -> tuple[str, tuple[Outcome, ...]]:
    """The document's text after ``apply`` or ``mend``, which is not read again, and what became of every issue."""
    if isinstance(before, Check):
        done = mend(before, selection)
        return done.document_text, done.outcomes
    attempt = _attempt(before, plan(before.every, sparing(before, selection)))
    source = before.model.source
    whole = _document(before.model, attempt.state.text) if attempt.plan.chosen else source.document.text
    return whole, attempt.plan.outcomes


def _document(model: Template, text: str) -> str:
    """The model's document with another text in the place of its template."""
    source, document = model.source, model.source.document.text
    return document[: source.start] + text + document[source.end :]


def _attempt(difference: Difference, chosen: Plan) -> Attempt:
    """Close what is chosen and can be closed in the model's text."""
    from fixer.remedy.splice import Refused
    from fixer.remedy.verify import Attempt, State

    model, compared = difference.model, difference.comparison
    dialect = dialect_of(model)
    while chosen.chosen:
        target = _target(difference, chosen)
        objected = objections(dialect, target.data, (compared.model_graph, compared.ideal_graph), chosen.chosen)
        if objected:
            chosen = without(chosen, objected)
            continue
        try:
            text = _written(difference, target)
        except Refused as refusal:
            chosen = without(chosen, _refused(difference, chosen, refusal))
            continue
        return Attempt(chosen, State(text, target.data, target.renames))
    return Attempt(chosen, State(model.text, model.data))


def _written(difference: Difference, target: Target) -> str:
    """The model's text as the target has it; raises ``Refused``."""
    from fixer.read.source import takes
    from fixer.remedy.splice import Refused

    model = difference.model
    text = adapter_of(model).rewrite(model, target.data, target.renames)
    if not takes(model.source.document, model.source.start, model.source.end, text):
        raise Refused("a line of the new text would end the code fence")
    return text


def _target(difference: Difference, chosen: Plan) -> Target:
    if len(chosen.chosen) == sum(1 for issue in difference.every if issue.gaps):
        return difference.builder.whole()
    return difference.builder.build([gap for issue in chosen.chosen for gap in issue.gaps])


def _reread(model: Template, text: str, whole: str) -> Template:
    """The template as it stands in the changed document."""
    source = model.source
    document = replace(source.document, text=whole)
    return adapter_of(model).load(replace(source, document=document, end=source.start + len(text), repairs=()))


def check(template: Template, options: Options | None = None) -> Check:
    """Everything that the catalogue has against a template, as issues with fixes."""
    return check_all([template], options)[0]


def check_all(templates: Sequence[Template], options: Options | None = None) -> list[Check]:
    """The same for several templates, by one catalogue."""
    options = options or Options()
    catalogue, hides, effect = _settled(options)
    known = hides, options.show_secrets, effect, options.linter
    return [_checked(template, catalogue, *known) for template in templates]


def _checked(
    template: Template,
    catalogue: Catalogue,
    hides: tuple[Hide, ...] = (),
    show_secrets: bool = False,
    effect: Effect | None = None,
    linter: Linter | None = None,
) -> Check:
    said = _said(template)
    lint = None if linter is None else _linted(template, linter)
    found, reasons, lint = _found(template.data, catalogue, template, hides, said, effect, lint)
    return Check(template, tuple(found), catalogue, show_secrets, reasons, hides, said, effect, linter, lint)


def _linted(template: Template, linter: Linter) -> Lint:
    """What the tool says of a template; raises ``FixerError`` where it is of a kind that the tool does not know."""
    _check_known(template, "--lint")
    return linter(template.text, template.data)


def _check_known(template: Template, option: str) -> None:
    """Raise ``FixerError`` where a template is of a kind that the linter does not know."""
    adapter = adapter_of(template)
    if adapter is not CLOUDFORMATION:
        what = f"is {adapter.name}, and {option} looks at CloudFormation templates"
        raise FixerError(what, template.source.document.path, hint=f"leave {option} out")


def _found(
    data: dict[str, Any],
    catalogue: Catalogue,
    template: Template,
    hides: tuple[Hide, ...],
    said: Suppressions | None,
    effect: Effect | None = None,
    lint: Lint | None = None,
) -> tuple[list[Found], Reasons, Lint | None]:
    """What is wrong with ``data``, which is what ``template`` holds or what mending has made of it so far."""
    from fixer.issues.checking import check as check_rules
    from fixer.remedy.mend import with_fixes as with_rule_fixes

    dialect = _within(dialect_of(template), effect)
    if said is None:
        found = check_rules(data, catalogue, dialect)
    else:
        from fixer.suppress.metadata import without_own

        found = check_rules(without_own(data), catalogue, dialect)
    if lint is not None:
        from fixer.issues.linted import with_opinions

        found, lint = with_opinions(found, lint, data, dialect)
    if said is not None and data is template.data:
        found += _unused(said, found, template, catalogue, effect)
    reasons: Reasons = {}
    verdicts = _verdicts(said, hides, template, [one.issue for one in found])
    if verdicts:
        found, reasons = divide_found(found, first_of(verdicts), dialect)
    return with_rule_fixes(found, data, dialect), reasons, lint


def _borne_out(issue: Issue, template: Template) -> Issue:
    """The issue with the lines of the file that bear it out; its first places are evidence enough."""
    document = template.source.document
    ends = (*document.line_starts[1:], len(document.text))
    lines = {line for gap in issue.gaps[:MOST_EVIDENCE] if (line := template.line(gap.pointer))}
    rows = {line: document.text[document.line_starts[line - 1] : ends[line - 1]].strip() for line in sorted(lines)}
    return replace(issue, evidence=tuple(Evidence(document.path, line, row) for line, row in rows.items()))


def mend(before: Check, selection: Selection, verify: Verifier | None = None) -> Application:
    """Apply the chosen fixes of a template's issues, and those that they make necessary, until nothing changes.

    What cannot be written in place is skipped, and what brings an error that the verifier did not see before.
    """
    from fixer.remedy.mend import settle

    chosen = sparing(before, selection)
    model = _tidied(before, chosen)
    if verify is not None:
        _check_known(model, "--verify")
    dialect, writer = dialect_of(model), _Writer(model, verify)
    done, text = settle(model.data, before.found, partial(_again, before), chosen, dialect, writer.write)
    source, verification = model.source, writer.verification(done.outcomes)
    if text == model.text:
        return Application(source.text, source.document.text, done.outcomes, model, before, verification)
    whole = _document(model, text)
    return Application(text, whole, done.outcomes, _reread(model, text, whole), before, verification)


def _unused(
    said: Suppressions, found: Sequence[Found], template: Template, catalogue: Catalogue, effect: Effect | None
) -> list[Found]:
    """What is said for nothing, numbered behind all that was found."""
    from fixer.suppress.unused import unused

    issues = [one.issue for one in found]
    more = unused(said, issues, template.data, catalogue, dialect_of(template).entries(template.data))
    weighed = effect.weighed if effect else lambda issue: issue.severity
    return [
        replace(one, issue=replace(one.issue, number=len(found) + n, severity=weighed(one.issue)))
        for n, one in enumerate(more, 1)
    ]


def _tidied(before: Check, selection: Selection) -> Template:
    """The template without the comments that suppress nothing, where that was chosen; it reads the same."""
    said, model = before.said, before.model
    if said is None:
        return model
    from fixer.read.edits import EditedText
    from fixer.suppress.unused import tidied

    idle = [issue for issue in plan(before.every, selection).chosen if issue.rule == UNUSED]
    edits = tidied(said, [issue for issue in before.every if issue.rule != UNUSED], idle, before.catalogue)
    if not edits:
        return model
    source, document = model.source, model.source.document
    above = sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.start < source.start)
    shift = sum(len(edit.text) - (edit.end - edit.start) for edit in edits)
    document = replace(document, text=EditedText(document.text).apply(edits).text)
    moved = replace(source, document=document, start=source.start + above, end=source.end + shift, repairs=())
    tidy = adapter_of(model).load(moved)
    return tidy if tidy.data == model.data else model


def _again(before: Check, data: Any) -> list[Found]:
    """What is wrong with what mending has made of a template."""
    return _found(data, before.catalogue, before.model, before.hides, before.said, before.effect)[0]


class _Writer:
    """Writes a template's new data into its text, and asks the verifier, if there is one, about every text."""

    def __init__(self, model: Template, verify: Verifier | None) -> None:
        self._model, self._verify = model, verify
        self._before = verify(model.text, model.data) if verify else None
        self._after, self._runs = self._before, 0

    def write(self, data: Any) -> tuple[str, list[tuple[str, str]]]:
        """The text; and what stands against it, as places and reasons."""
        from fixer.remedy.splice import Refused
        from fixer.remedy.verify import MAX_RUNS, State, new_errors

        model = self._model
        try:
            text = adapter_of(model).rewrite(model, data, {})
        except Refused as refusal:
            return model.text, [(refusal.pointer, f"the text cannot be changed in place: {refusal.reason}")]
        if self._verify is None or self._before is None or text == model.text:
            return text, []
        self._after, self._runs = self._verify(text, data), self._runs + 1
        fresh = new_errors(self._before, self._after, State(model.text, model.data), State(text, data))
        why = f"it would bring the {self._verify.tool} error"
        # A verifier that is asked too often is answered by giving all fixes up.
        return text, [(one.path if self._runs < MAX_RUNS else "", f"{why} {one.rule}") for one in fresh]

    def verification(self, outcomes: Sequence[Outcome]) -> Verification | None:
        """What the verifier saw."""
        from fixer.remedy.verify import Verification

        if self._verify is None or self._before is None or self._after is None:
            return None
        undone = tuple(one.id for one in outcomes if one.status == "skipped" and self._verify.tool in one.reason)
        before, after = len(self._before.errors), len(self._after.errors)
        return Verification(self._verify.tool, self._verify.version, before, after, undone, self._runs)


def _refused(difference: Difference, chosen: Plan, refusal: Refused) -> dict[str, str]:
    """The issues that touch the place which cannot be edited; where that says nothing, the first that is to blame."""
    place = refusal.pointer
    guilty = [issue for issue in chosen.chosen if place and any(_meet(place, gap.pointer) for gap in issue.gaps)]
    if not guilty:
        first, refusal = _first_refused(difference, chosen.chosen, refusal)
        guilty = [first]
    return {issue.id: f"the text cannot be changed in place: {refusal.reason}" for issue in guilty}


def _meet(one: str, other: str) -> bool:
    """Whether one of two places lies in the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _first_refused(difference: Difference, issues: Sequence[Issue], refusal: Refused) -> tuple[Issue, Refused]:
    """The issue that the text no longer takes after those before it, and why: found by halving."""
    from fixer.remedy.splice import Refused

    written, refused = 0, len(issues)
    while refused - written > 1:
        half = (written + refused) // 2
        target = difference.builder.build([gap for issue in issues[:half] for gap in issue.gaps])
        try:
            _written(difference, target)
            written = half
        except Refused as earlier:
            refused, refusal = half, earlier
    return issues[refused - 1], refusal


def explain(rule_id: str, extra_rules: Sequence[RuleFolder] = ()) -> str:
    """Everything about one rule, as text."""
    from difflib import get_close_matches

    from fixer.catalogue.explain import explain as explain_rule

    catalogue = load_catalogue(extra_rules)
    rule = catalogue.get(rule_id)
    if rule is None:
        near = get_close_matches(rule_id, [rule.id for rule in catalogue.rules], 3, 0.4)
        hint = f"did you mean {', '.join(near)}?" if near else "fixer rules lists them all"
        raise FixerError(f"there is no rule '{rule_id}'", hint=hint)
    return explain_rule(rule)


def list_rules(extra_rules: Sequence[RuleFolder] = (), width: int = 100) -> str:
    """One line for each rule of the catalogue."""
    from fixer.catalogue.explain import line

    return "\n".join(line(rule, width) for rule in load_catalogue(extra_rules).rules)


def try_rules(folders: Sequence[RuleFolder]) -> tuple[int, list[str]]:
    """How many rules the folders hold, and what is wrong with their examples, a line each.

    A rule that cannot be read is a ``FixerError``.
    """
    from fixer.catalogue.examples import run_examples
    from fixer.catalogue.load import folder_rules
    from fixer.remedy.trial import try_fix

    rules = [rule for folder in folders for rule in folder_rules(folder).values()]
    problems: list[str] = []
    for rule in sorted(rules, key=lambda rule: rule.file):
        dialect = within(dialect_named(rule.dialect), EXAMPLE)
        if not rule.examples:
            problems.append(f"{rule.file}: there are no examples")
        if rule.detector is not None and dialect.detect(rule.detector, {}) is None:
            problems.append(f"{rule.file}: there is no detector '{rule.detector}'")
        problems += run_examples(rule, dialect.context, dialect.detect) or try_fix(rule, dialect)
    return len(rules), problems


def _side(template: Template) -> Side:
    source = template.source
    repairs = [str(repair) for repair in template.repairs]
    if template.elided is not None:
        repairs.append(
            f"line {template.elided.line}: a comment says that something was left out: {template.elided.what}"
        )
    resources = len(template.resources)
    return Side(
        source.document.path, source.line, source.name, template.format, resources, tuple(repairs), template.note
    )


def _is_secret(gap: Gap, dialect: Dialect) -> bool:
    """Whether one of a gap's values is a secret by its place."""
    entry = gap.pair.ideal or gap.pair.model
    values = (gap.model, gap.ideal)
    return entry is not None and any(dialect.secret(entry, gap.path, value) for value in values)
