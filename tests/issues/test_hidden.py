"""What is found and not reported: counted and said everywhere, parted from what is, applied only when named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator

from fixer import api, exchange, publish, review
from fixer.compare.gaps import Gap
from fixer.issues.hidden import Hide, Reason, Verdict, told
from fixer.issues.issue import Issue
from fixer.read.document import from_bytes
from fixer.read.pairing import read_template
from fixer.read.template import Template
from fixer.remedy.selection import Selection
from fixer.report import markdown, terminal
from fixer.report.html import render_html
from fixer.report.json_report import as_json, render_outcomes
from tests.pairs import difference, resource, template

QUEUE, BUCKET = "AWS::SQS::Queue", "AWS::S3::Bucket"
SCHEMA = json.loads((Path(api.__file__).parent / "report" / "report.schema.json").read_text(encoding="utf-8"))
SARIF = json.loads((Path(__file__).parents[1] / "report" / "sarif-subset.schema.json").read_text(encoding="utf-8"))
DATA = template({name: resource(QUEUE) for name in ("First", "Second", "Third")} | {"Store": resource(BUCKET)})
ENCRYPTED = {"KmsMasterKeyId": "alias/aws/sqs", "QueueName": "q"}


def hide(reason: Reason, *pointers: str, rule: str | None = None) -> Hide:
    """Hides what lies at one of the pointers or below, of one rule or of all."""

    def verdict(issue: Issue, gap: Gap | None) -> Reason | None:
        if rule not in (None, issue.rule):
            return None
        return reason if gap is not None and any(f"{gap.pointer}/".startswith(f"{at}/") for at in pointers) else None

    def asked(found: Template, issues: Sequence[Issue]) -> Verdict | None:
        return verdict

    return asked


def checked(*hides: Hide, data: dict[str, Any] = DATA) -> api.Check:
    document = from_bytes("stack.json", json.dumps(data, indent=2).encode())
    return api.check(read_template(document), api.Options(hides=hides))


SAID = Reason("suppressed", "a test queue", "stack.json", 3)
KNOWN = Reason("baseline", "", "known.json")


def pointers(issues: Sequence[Issue]) -> set[tuple[str | None, tuple[str, ...]]]:
    return {(issue.rule, gap.key) for issue in issues for gap in issue.gaps}


class TestParting:
    def test_nothing_is_hidden_without_a_word(self) -> None:
        found = checked()
        assert (found.hidden, found.report.summary.not_shown) == ((), "")
        assert found.every == found.issues

    def test_an_issue_of_several_places_is_parted(self) -> None:
        before, after = checked(), checked(hide(SAID, "/Resources/Second"))
        queues = [one for one in before.issues if {"First", "Second", "Third"} == {ref.id for ref in one.resources}]
        assert queues
        for whole in queues:
            shown = next(one for one in after.issues if one.rule == whole.rule)
            apart = next(one for one in after.hidden if one.issue.rule == whole.rule)
            assert (shown.number, shown.title) == (whole.number, whole.title)
            assert [ref.id for ref in shown.resources] == ["First", "Third"]
            assert [ref.id for ref in apart.issue.resources] == ["Second"]
            assert apart.issue.number > len(before.issues)
            assert apart.reasons == (SAID,)
            assert len({whole.id, shown.id, apart.issue.id}) == 3

    @given(
        st.sets(st.sampled_from(["First", "Second", "Third", "Store"])), st.sets(st.sampled_from(["First", "Store"]))
    )
    def test_every_place_is_in_one_issue_and_every_name_is_its_own(self, said: set[str], known: set[str]) -> None:
        first = hide(SAID, *(f"/Resources/{name}" for name in said))
        second = hide(KNOWN, *(f"/Resources/{name}" for name in known))
        before, after = checked(), checked(first, second)
        assert pointers(after.every) == pointers(before.every)
        assert len({one.id for one in after.every}) == len({one.number for one in after.every}) == len(after.every)
        numbers = {one.number: one.rule for one in before.issues}
        assert all(numbers[one.number] == one.rule for one in after.issues)
        for one in after.hidden:
            (how,) = {reason.how for reason in one.reasons}
            names = said if how == "suppressed" else known - said
            assert {ref.id for ref in one.issue.resources} <= names
        assert not {ref.id for one in after.issues for ref in one.resources} & (said | known)

    def test_the_same_for_two_templates(self) -> None:
        ideal = template({name: resource(QUEUE, **ENCRYPTED) for name in ("First", "Second", "Third")})
        before = difference({**DATA, "Resources": {**DATA["Resources"]}}, ideal)
        hides = (hide(SAID, "/Resources/Second", "/Resources/Store"),)
        after = api.diff(before.model, before.ideal, api.Options(hides=hides))
        assert pointers(after.every) == pointers(before.every)
        assert {ref.id for one in after.hidden for ref in one.issue.resources} == {"Second", "Store"}
        assert len({one.id for one in after.every}) == len(after.every)

    def test_an_issue_of_no_rule_says_what_is_left_of_it(self) -> None:
        model = template({name: resource("Acme::Site::Thing", Speed=1) for name in ("First", "Second")})
        ideal = template({name: resource("Acme::Site::Thing", Speed=2) for name in ("First", "Second")})
        before = difference(model, ideal)
        (whole,) = before.issues
        assert whole.title == "2 Acme Site Things differ in Speed"
        after = api.diff(before.model, before.ideal, api.Options(hides=(hide(SAID, "/Resources/First"),)))
        assert [one.title for one in after.issues] == ["Second differs in Speed"]
        assert [one.issue.title for one in after.hidden] == ["First differs in Speed"]


class TestSaying:
    def test_in_one_line(self) -> None:
        assert told({}) == ""
        assert told({"baseline": 1}) == "1 issue is not shown: in the baseline"
        assert told({"suppressed": 2}) == "2 issues are not shown: 2 suppressed in the template"
        assert told({"baseline": 1, "suppressed": 2, "ignored": 4}) == (
            "7 issues are not shown: 2 suppressed in the template, 4 ignored by the configuration, 1 in the baseline"
        )

    @pytest.fixture
    def found(self) -> api.Check:
        return checked(hide(SAID, "/Resources/Second"), hide(KNOWN, "/Resources/Store"))

    def test_for_people(self, found: api.Check) -> None:
        said = f"{found.report.summary.not_shown}."
        counts = found.report.summary.hidden
        assert list(counts) == ["suppressed", "baseline"]
        assert said.startswith(f"{len(found.hidden)} issues are not shown: {counts['suppressed']} suppressed")
        assert said in terminal.render(found.report, False, 120)
        for style in markdown.STYLES:
            assert said in markdown.render_markdown(found.report, style)
        assert said in render_html(found.report, found.model, None, found.secret)
        assert said in publish.render_summary([found], [], ".")

    def test_where_nothing_else_is_found(self) -> None:
        found = checked(hide(SAID, "/Resources"))
        assert terminal.render(found.report, False, 120).splitlines() == [
            "Nothing is left to report: stack.json", f"{found.report.summary.not_shown}.",
        ]  # fmt: skip
        before = difference(template({"A": resource(QUEUE)}), template({"A": resource(QUEUE, **ENCRYPTED)}))
        compared = api.diff(before.model, before.ideal, api.Options(hides=(hide(SAID, "/Resources"),)))
        for report in (found.report, compared.report):
            for style in markdown.STYLES:
                text = markdown.render_markdown(report, style)
                assert "the same" not in text
                assert "No failures were found" not in text
        assert "Nothing is left to report." in render_html(found.report, found.model, None, found.secret)

    def test_in_json(self, found: api.Check) -> None:
        data = as_json(found.outline)
        Draft202012Validator(SCHEMA).validate(data)
        assert data["summary"]["hidden"] == found.report.summary.hidden
        assert [one["id"] for one in data["hidden"]] == [one.issue.id for one in found.hidden]
        reason = {"how": "suppressed", "why": "a test queue", "file": "stack.json", "line": 3}
        assert [one["hidden_by"] for one in data["hidden"] if "Second" in str(one["resources"])] == [[reason]]
        assert not {one["id"] for one in data["hidden"]} & {one["id"] for one in data["issues"]}
        assert as_json(checked().outline)["hidden"] == []

    def test_no_count_has_them(self, found: api.Check) -> None:
        summary = found.report.summary
        assert summary.issues == sum(summary.by_severity.values()) == len(found.issues)

    def test_in_sarif(self, found: api.Check) -> None:
        log = json.loads(publish.render("sarif", [found], [], "low", "."))
        Draft4Validator(SARIF).validate(log)
        results = log["runs"][0]["results"]
        silent = [one for one in results if "suppressions" in one]
        assert len(results) == len(found.every)
        assert [one["properties"]["id"] for one in silent] == [one.issue.id for one in found.hidden]
        assert {one["suppressions"][0]["kind"]: one["suppressions"][0] for one in silent} == {
            "inSource": {
                "kind": "inSource",
                "status": "accepted",
                "justification": "a test queue",
                "location": {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "stack.json", "uriBaseId": "%SRCROOT%"},
                        "region": {"startLine": 3, "startColumn": 1},
                    }
                },
            },
            "external": {"kind": "external", "status": "accepted"},
        }
        assert not any("fixes" in one for one in silent)
        names = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
        assert all(names[one["ruleIndex"]] == one["ruleId"] for one in silent)

    @pytest.mark.parametrize("form", ["junit", "github", "csv"])
    def test_not_in_forms_that_have_no_word_for_it(self, form: str, found: api.Check) -> None:
        text = publish.render(form, [found], [], "low", ".")
        assert all(one.issue.id not in text for one in found.hidden)


class TestApplying:
    def test_a_choice_of_nothing_in_particular_leaves_them(self) -> None:
        found = checked(hide(SAID, "/Resources/Second"))
        done = api.mend(found, Selection(unsafe=True))
        assert done.result.data["Resources"]["Second"] == DATA["Resources"]["Second"]
        assert done.result.data["Resources"]["First"] != DATA["Resources"]["First"]
        silent = [one for one in done.outcomes if one.hidden]
        assert {one.id for one in silent} == {one.issue.id for one in found.hidden}
        assert {(one.status, one.reason) for one in silent} == {("left-out", "not shown")}
        assert all(one.status != "skipped" for one in done.outcomes)

    @pytest.mark.parametrize("kind", ["severity", "category", "resource"])
    def test_nor_does_one_that_only_means_them_among_others(self, kind: str) -> None:
        found = checked(hide(SAID, "/Resources/Second"))
        one = next(one.issue for one in found.hidden if one.issue.fix and one.issue.fix.safety != "manual")
        value = {"severity": one.severity, "category": one.category, "resource": "Second"}[kind]
        done = api.mend(found, Selection(only=(f"{kind}:{value}",)))
        assert done.result.data["Resources"]["Second"] == DATA["Resources"]["Second"]

    @pytest.mark.parametrize("kind", ["issue", "number", "rule", "bare"])
    def test_their_name_applies_them(self, kind: str) -> None:
        found = checked(hide(SAID, "/Resources/Second"))
        one = next(one.issue for one in found.hidden if one.issue.fix and one.issue.fix.safety != "manual")
        selector = {
            "issue": f"issue:{one.id}", "number": str(one.number), "rule": f"rule:{one.rule}", "bare": str(one.rule),
        }[kind]  # fmt: skip
        done = api.mend(found, Selection(only=(selector,)))
        assert done.result.data["Resources"]["Second"] != DATA["Resources"]["Second"]
        assert (done.result.data["Resources"]["First"] != DATA["Resources"]["First"]) == (kind in ("rule", "bare"))
        assert next(outcome.status for outcome in done.outcomes if outcome.id == one.id) == "applied"

    def test_against_an_ideal(self) -> None:
        ideal = template({name: resource(QUEUE, **ENCRYPTED) for name in ("First", "Second", "Third")})
        before = difference(DATA, ideal)
        hides = (hide(SAID, "/Resources/Second", "/Resources/Store"),)
        found = api.diff(before.model, before.ideal, api.Options(hides=hides))
        done = api.apply(found, Selection(unsafe=True))
        assert done.result.data["Resources"] == {
            **ideal["Resources"], "Second": DATA["Resources"]["Second"], "Store": DATA["Resources"]["Store"],
        }  # fmt: skip
        assert done.left.summary.issues == 0
        one = next(one.issue for one in found.hidden if one.issue.resources[0].id == "Second")
        named = api.apply(found, Selection(only=(f"issue:{one.number}",)))
        assert named.result.data["Resources"]["Second"] != DATA["Resources"]["Second"]

    def test_what_needs_one_of_them_is_skipped(self) -> None:
        ideal = {
            "Parameters": {"Delay": {"Type": "Number", "Default": 5}},
            "Resources": {
                "First": resource(QUEUE, DelaySeconds={"Ref": "Delay"}),
                "B": resource(QUEUE, DelaySeconds=1),
            },
        }
        model = {"Resources": {"First": resource(QUEUE, DelaySeconds=1), "B": resource(QUEUE, DelaySeconds=1)}}
        before = difference(model, ideal)
        found = api.diff(before.model, before.ideal, api.Options(hides=(hide(SAID, "/Parameters"),)))
        (needy,) = [one for one in found.issues if one.fix and one.fix.requires]
        (silent,) = found.hidden
        done = api.apply(found, Selection(unsafe=True))
        outcome = next(one for one in done.outcomes if one.id == needy.id)
        assert (outcome.status, outcome.reason) == ("skipped", f"needs issue {silent.issue.number}, which is not shown")
        assert done.result.data == model
        assert json.loads(exchange.render_patch(found))["issues"] == []
        both = api.apply(found, Selection(only=(f"issue:{needy.id}", f"issue:{silent.issue.id}")))
        assert both.result.data["Parameters"] == ideal["Parameters"]

    @pytest.mark.parametrize("named", [False, True])
    def test_nobody_is_asked_about_them_unless_they_are_named(self, named: bool) -> None:
        found = checked(hide(SAID, "/Resources/Second"))
        one = next(one.issue for one in found.hidden if one.issue.fix and one.issue.fix.safety != "manual")
        shown: list[str] = []
        talk = review.Terminal(lambda prompt: "n", shown.append, str)
        only = (f"issue:{one.id}",) if named else ()
        review.review(found.every, api.sparing(found, Selection(only=only)), partial(api.mend, found), talk)
        asked = "".join(shown)
        assert (f"Issue {one.number}, " in asked) == named
        assert all(f"Issue {other.issue.number}, " not in asked for other in found.hidden if other.issue.id != one.id)

    def test_what_is_said_of_it(self) -> None:
        found = checked(hide(SAID, "/Resources/Second"))
        done = api.mend(found, Selection())
        text = terminal.render_outcomes(done.outcomes, False, 120)
        assert "\n1 issue is not shown; --only NUMBER or --only rule:ID applies one all the same." in text
        assert not any(f"  {one.issue.number}  " in text for one in found.hidden)
        data = json.loads(render_outcomes("a", "b", done.outcomes, None))
        assert [one["id"] for one in data["outcomes"] if one.get("hidden")] == [one.issue.id for one in found.hidden]

    def test_all_that_is_reported_closed_is_not_the_ideal_as_a_whole(self) -> None:
        model, ideal = resource(QUEUE, DelaySeconds=1), resource(QUEUE, DelaySeconds=2, QueueName="q")
        before = difference(template({"A": model}), template({"A": ideal}))
        hides = (hide(SAID, "/Resources/A/Properties/QueueName"),)
        found = api.diff(before.model, before.ideal, api.Options(hides=hides))
        patch = exchange.render_patch(found)
        assert "DelaySeconds" in patch
        assert "QueueName" not in patch
