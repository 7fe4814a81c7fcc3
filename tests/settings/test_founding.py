"""What the founding documents contradict each other in: the same templates, two answers, two reports, each right."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from fixer import api
from fixer.catalogue.load import load_catalogue
from fixer.catalogue.policy import sides
from fixer.issues.issue import Issue
from fixer.read.document import from_bytes
from fixer.read.folder import folder_pair
from fixer.read.pairing import read_pair
from tests.pairs import resource, template
from tests.settings.test_effect import checked, compared, hidden, rules, settings

SHARED = Path(__file__).resolve().parents[3] / "shared"
TABLE = "AWS::DynamoDB::Table"
FUNCTION = "AWS::Lambda::Function"
ROLE = "AWS::IAM::Role"
TRUST = {"AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []}}


def test_the_page_names_the_answers_that_demand_nothing_of_a_template() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
    told = page.partition("Some answers demand nothing of a template")[2].partition("\n\n")[0]
    named = {f"{name}={answer}" for name, answer in re.findall(r'`([a-z-]+) = "([a-z-]+)"`', told)}
    alone = {rule.policy for rule in load_catalogue(()).rules if not rule.diff_only}
    assert named == set(sides()) - alone


def the(found: api.Check | api.Difference, rule: str) -> Issue:
    (issue,) = [issue for issue in found.issues if issue.rule == rule]
    return issue


def safety(issue: Issue) -> str:
    assert issue.fix is not None
    return issue.fix.safety


def table(removal: str | None, **properties: Any) -> dict[str, Any]:
    body = resource(TABLE, BillingMode="PAY_PER_REQUEST", **properties)
    if removal:
        body |= {"DeletionPolicy": removal, "UpdateReplacePolicy": removal}
    return template({"Orders": body})


def function(reserved: int | None) -> dict[str, Any]:
    own = {} if reserved is None else {"ReservedConcurrentExecutions": reserved}
    return template({"Work": resource(FUNCTION, Handler="index.handler", **own)})


def role(name: str | None) -> dict[str, Any]:
    return template({"Runner": resource(ROLE, **TRUST, **({} if name is None else {"RoleName": {"Fn::Sub": name}}))})


class TestRemoval:
    """Everything has to go with its stack; no, data has to stay."""

    def test_an_ideal_that_deletes(self) -> None:
        pair = table(None), table("Delete")
        tests = compared(*pair, "profile = 'disposable'")
        assert safety(the(tests, "deletion-policy-implicit")) == "safe"
        lasting = the(compared(*pair, "profile = 'production'"), "deletion-policy-implicit")
        problem = (
            "Orders: Data is deleted with its stack or when it is replaced (removal-of-data, policy removal=retain)"
        )
        assert lasting.ideal_problem == problem
        assert safety(lasting) == "unsafe"

    def test_an_ideal_that_retains(self) -> None:
        pair = table(None), table("Retain")
        assert rules(compared(*pair, "profile = 'production'")) == ["deletion-policy-missing"]
        tests = compared(*pair, "profile = 'disposable'")
        assert rules(tests) == []
        assert hidden(tests) == {"deletion-policy-missing": "the policy removal is delete (profile disposable)"}

    def test_a_model_that_retains(self) -> None:
        pair = table("Retain"), table("Delete")
        assert "deletion-policy-retained" in rules(compared(*pair, "profile = 'disposable'"))
        assert rules(compared(*pair, "profile = 'production'")) == []

    def test_alone(self) -> None:
        assert "deletion-policy-retained" in rules(checked(table("Retain"), "profile = 'disposable'"))
        assert "removal-of-data" in rules(checked(table("Delete"), "profile = 'production'"))
        for right, profile in (("Delete", "disposable"), ("Retain", "production")):
            found = rules(checked(table(right), f"profile = '{profile}'"))
            assert not {"deletion-policy-retained", "removal-unstated", "removal-of-data"} & set(found)
        assert not {"deletion-policy-retained", "removal-of-data"} & set(rules(checked(table("Retain"), "")))

    @pytest.mark.parametrize(
        ("deletion", "update", "mended"),
        [(None, None, ("Retain", "Retain")), ("Delete", "Snapshot", ("Retain", "Snapshot")),
         ("Snapshot", None, ("Snapshot", "Snapshot")), ("Retain", "Delete", ("Retain", "Retain"))],
    )  # fmt: skip
    def test_what_keeps_data_is_left_as_it_is(
        self, deletion: str | None, update: str | None, mended: tuple[str, str]
    ) -> None:
        said = {"DeletionPolicy": deletion, "UpdateReplacePolicy": update}
        body = {**resource("AWS::RDS::DBCluster", Engine="x"), **{key: value for key, value in said.items() if value}}
        found = checked(template({"Data": body}), "profile = 'production'")
        done = api.mend(found, api.Selection(only=("rule:removal-of-data",))).result.data["Resources"]["Data"]
        assert (done["DeletionPolicy"], done["UpdateReplacePolicy"]) == mended
        assert "contradicts" not in " ".join(issue.why for issue in found.issues)

    def test_of_one_report_a_part(self) -> None:
        """What is right and what is wrong by the policy can stand in one issue: it is parted."""
        body = {kind: table(kind)["Resources"]["Orders"] for kind in ("Delete", "Retain")}
        bare = table(None)["Resources"]["Orders"]
        found = compared(template({"A": bare, "B": bare}), template({"A": body["Delete"], "B": body["Retain"]}),
                         "policies.removal = 'delete'")  # fmt: skip
        assert [ref.id for ref in the(found, "deletion-policy-implicit").resources] == ["A"]
        assert [[ref.id for ref in one.issue.resources] for one in found.hidden] == [["B"]]

    def test_a_request_that_asks_for_what_is_not_reported_is_named(self) -> None:
        prompt = from_bytes("PROMPT.md", b"# Task\n\nAll resources must have a deletion policy of Retain.\n")
        sides = [from_bytes(f"{n}.json", json.dumps(table(side)).encode()) for n, side in enumerate((None, "Retain"))]
        found = api.diff(*read_pair(*sides), api.Options(prompt=prompt, settings=settings("profile = 'disposable'")))
        assert hidden(found) == {
            "deletion-policy-missing": "the policy removal is delete (profile disposable), though the request asks for "
            "it (PROMPT.md:3)"
        }

    def test_a_single_answer_goes_over_the_profile(self) -> None:
        text = "profile = 'production'\npolicies.removal = 'delete'"
        assert rules(compared(table("Retain"), table("Delete"), text)) == ["deletion-policy-retained"]


class TestDeletionProtection:
    def test_the_two_sides(self) -> None:
        pair = table("Retain"), table("Retain", DeletionProtectionEnabled=True)
        assert rules(compared(*pair, "policies.deletion-protection = true")) == ["deletion-protection-differs"]
        assert rules(compared(*pair, "policies.deletion-protection = false")) == []
        back = pair[1], pair[0]
        assert rules(compared(*back, "policies.deletion-protection = 'off'")) == ["database-deletion-protected"]
        assert rules(compared(*back, "policies.deletion-protection = 'on'")) == []

    def test_alone(self) -> None:
        bare, protected = table("Retain"), table("Retain", DeletionProtectionEnabled=True)
        assert "deletion-unprotected" in rules(checked(bare, "profile = 'production'"))
        assert "database-deletion-protected" not in rules(checked(protected, "profile = 'production'"))
        assert the(checked(protected, "profile = 'disposable'"), "database-deletion-protected").severity in (
            "high",
            "critical",
        )
        assert the(checked(protected, ""), "database-deletion-protected").severity == "info"


class TestRoleNames:
    """Roles need explicit names; no, they must not have any."""

    def test_an_ideal_that_names_and_one_that_does_not(self) -> None:
        named, bare = role("runner-${AWS::Region}"), role(None)
        for pair, rule, wants, refuses in (
            ((bare, named), "role-name-implicit", "production", "disposable"),
            ((named, bare), "role-name-fixed", "disposable", "production"),
        ):
            assert rules(compared(*pair, f"profile = '{wants}'")) == [rule]
            other = compared(*pair, f"profile = '{refuses}'")
            assert rules(other) == [] and list(hidden(other)) == [rule]
            assert rules(compared(*pair, "")) == [rule]

    def test_alone(self) -> None:
        assert "role-name-implicit" in rules(checked(role(None), "profile = 'production'"))
        assert "role-name-implicit" not in rules(checked(role(None), "profile = 'disposable'"))
        assert "role-name-fixed" in rules(checked(role("runner"), "profile = 'disposable'"))
        assert "role-name-fixed" not in rules(checked(role("runner"), "profile = 'production'"))


class TestConcurrency:
    """Functions have to reserve concurrency; no, the account has none to reserve."""

    def test_the_profile_decides(self) -> None:
        pair = function(None), function(50)
        assert rules(compared(*pair, "profile = 'production'")) == ["function-concurrency-unreserved"]
        assert rules(compared(*pair, "profile = 'disposable'")) == []
        back = function(50), function(None)
        assert rules(compared(*back, "profile = 'disposable'")) == ["function-concurrency-over-reserved"]
        assert rules(compared(*back, "profile = 'production'")) == []

    def test_what_the_account_has_goes_over_what_is_wanted(self) -> None:
        small = "profile = 'production'\nfacts.account-concurrency = 10"
        found = the(compared(function(None), function(50), small), "function-concurrency-unreserved")
        assert found.ideal_problem is not None and found.fix is not None
        assert found.ideal_problem.endswith("the stack reserves 50, the account has 10")
        assert (found.fix.safety, found.fix.why) == ("unsafe", f"the ideal is wrong here: {found.ideal_problem}")
        assert rules(compared(function(50), function(None), small)) == ["function-concurrency-over-reserved"]
        large = small.replace("10", "150")
        assert (
            the(compared(function(None), function(50), large), "function-concurrency-unreserved").ideal_problem is None
        )

    @pytest.mark.parametrize(
        ("account", "severity", "found"),
        [(10, "critical", True), (149, "critical", True), (150, None, False), (1000, None, False)],
    )
    def test_alone_the_account_decides(self, account: int, severity: str | None, found: bool) -> None:
        report = checked(function(50), f"facts.account-concurrency = {account}")
        assert ("function-concurrency-over-reserved" in rules(report)) is found
        # What the account has is known: that it may be less is no issue.
        assert "concurrency-reserved" not in rules(report)
        if severity:
            assert the(report, "function-concurrency-over-reserved").severity == severity

    @pytest.mark.parametrize(("model", "ideal"), [(None, 50), (50, None)])
    def test_a_request_that_the_account_cannot_meet_is_named(self, model: int | None, ideal: int | None) -> None:
        prompt = from_bytes("PROMPT.md", b"# Task\n\nThe function must use reserved concurrency of at least 50.\n")
        sides = [from_bytes(f"{n}.json", json.dumps(function(side)).encode()) for n, side in enumerate((model, ideal))]
        options = api.Options(prompt=prompt, settings=settings("facts.account-concurrency = 10"))
        (issue,) = api.diff(*read_pair(*sides), options).issues
        said = "The request contradicts the account: it demands 50 (line 3), and the account has 10, of which 10 cannot"
        assert said in (issue.ideal_problem or issue.why)


class TestKeys:
    def test_the_two_sides(self) -> None:
        managed, own = (
            template({"T": resource("AWS::SNS::Topic", KmsMasterKeyId=key)})
            for key in ("alias/aws/sns", "alias/orders")
        )
        assert "without-customer-key" in rules(checked(managed, "profile = 'strict'"))
        assert "without-customer-key" not in rules(checked(own, "profile = 'strict'"))
        assert "without-customer-key" not in rules(checked(managed, "profile = 'disposable'"))
        assert rules(compared(managed, own, "policies.encryption-keys = 'customer'")) == ["without-customer-key"]
        assert rules(compared(managed, own, "policies.encryption-keys = 'service'")) == []
        assert rules(compared(own, managed, "policies.encryption-keys = 'customer'")) == []


class TestTheRest:
    @pytest.mark.parametrize(
        ("body", "policy", "wants", "refuses", "rule"),
        [
            (resource("AWS::Logs::LogGroup", RetentionInDays=365), "log-retention", "short", "long",
             "log-retention-long"),
            (resource("AWS::Logs::LogGroup", RetentionInDays=7), "log-retention", "long", "short",
             "log-retention-short"),
            (resource("AWS::RDS::DBInstance", Engine="mysql"), "availability", "redundant", "single",
             "database-single-zone"),
            (resource("AWS::EC2::NatGateway", SubnetId="subnet-1"), "nat-gateways", "absent", "present",
             "nat-gateway-unwanted"),
            (resource("AWS::ECR::Repository"), "image-tags", "immutable", "mutable", "repository-tags-mutable"),
            (resource(FUNCTION, PackageType="Image", Code={"ImageUri": "x"}), "packages", "inline", "built",
             "function-package-unavailable"),
            (resource("AWS::S3::Bucket", ReplicationConfiguration={"Role": "r", "Rules": [
                {"Status": "Enabled", "Destination": {"Bucket": "arn:aws:s3:::elsewhere"}}]}),
             "second-region", "same-template", "own-stack", "replication-destination-elsewhere"),
        ],
    )  # fmt: skip
    def test_alone(self, body: dict[str, Any], policy: str, wants: str, refuses: str, rule: str) -> None:
        data = template({"One": body})
        assert rule in rules(checked(data, f"policies.{policy} = '{wants}'"))
        assert rule not in rules(checked(data, f"policies.{policy} = '{refuses}'"))

    def test_names_with_the_suffix(self) -> None:
        def queue(name: str) -> dict[str, Any]:
            return template({"Q": resource("AWS::SQS::Queue", QueueName={"Fn::Sub": name})})

        text = "policies.names = 'suffixed'"
        assert "physical-name-without-suffix" in rules(checked(queue("orders-${AWS::Region}"), text))
        assert "physical-name-without-suffix" not in rules(checked(queue("orders-${EnvironmentSuffix}"), text))
        own = f"{text}\nsuffix-parameter = 'Stage'"
        assert "physical-name-without-suffix" in rules(checked(queue("orders-${EnvironmentSuffix}"), own))
        assert "physical-name-without-suffix" not in rules(checked(queue("orders-${Stage}"), own))

    def test_a_name_that_is_written_out_is_no_better(self) -> None:
        pair = [template({"Q": resource("AWS::SQS::Queue", QueueName=name)}) for name in ("a", {"Fn::Sub": "a-${x}"})]
        assert rules(compared(*pair, "policies.names = 'suffixed'")) == ["physical-name-hardcoded"]
        assert "physical-name-without-suffix" in rules(checked(pair[0], "policies.names = 'suffixed'"))

    def test_what_the_project_insists_on_is_reported_though_the_ideal_does_it_badly(self) -> None:
        text = "policies = {names = 'suffixed', role-names = 'explicit'}"
        assert rules(compared(role(None), role("runner-${AWS::Region}"), text)) == ["role-name-implicit"]


class TestContradictionsInOneReport:
    def test_one_role_is_named_and_one_must_not_be(self) -> None:
        named, bare = role("runner")["Resources"]["Runner"], role(None)["Resources"]["Runner"]
        pair = template({"A": named, "B": bare}), template({"A": bare, "B": named})
        found = compared(*pair, "")
        fixed, implicit = the(found, "role-name-fixed"), the(found, "role-name-implicit")
        assert fixed.why.endswith(
            f"This contradicts issue {implicit.number}, which asks for the opposite (role-names: generated here, "
            "explicit there); policies.role-names in the settings says which counts."
        )
        assert f"This contradicts issue {fixed.number}, which asks" in implicit.why
        settled = compared(*pair, "policies.role-names = 'generated'")
        assert rules(settled) == ["role-name-fixed"] and "contradicts" not in settled.issues[0].why
        assert list(hidden(settled)) == ["role-name-implicit"]


@pytest.mark.skipif(not (SHARED / "corpus").exists(), reason="../shared/corpus is not here")
class TestOnTheFoundingPairs:
    @pytest.mark.parametrize(
        ("pair", "profile", "not_reported"),
        [
            ("cfn-json__Pr7217", "disposable", ["role-name-implicit"]),
            ("cfn-json__Pr7217", "production", []),
            ("cfn-json__Pr7459", "disposable", ["function-concurrency-unreserved"]),
            ("cfn-json__Pr7459", "production", ["role-name-fixed"]),
            ("cfn-json__Pr7330", "disposable", []),
            ("cfn-json__Pr7330", "production", ["function-concurrency-over-reserved"]),
        ],
    )
    def test_what_a_profile_does_not_report(self, pair: str, profile: str, not_reported: list[str]) -> None:
        found = self.found(pair, f"profile = '{profile}'")
        assert list(hidden(found)) == not_reported
        assert not set(not_reported) & set(rules(found))

    @pytest.mark.parametrize("pair", ["cfn-json__Pr7459", "cfn-json__Pr7330"])
    def test_the_account_decides_over_both(self, pair: str) -> None:
        text = "profile = 'production'\nfacts.account-concurrency = 10"
        found = self.found(pair, text)
        assert found.hidden == () or "role-name-fixed" in hidden(found)
        said = [issue for issue in found.issues if "concurrency" in (issue.rule or "")]
        assert said and all(issue.fix and issue.fix.safety == "unsafe" for issue in said)

    @staticmethod
    def found(pair: str, text: str) -> api.Difference:
        folder = SHARED / "corpus" / pair
        names = [path.name for path in folder.iterdir()]
        model, ideal = folder_pair(str(folder), names, lambda name: (folder / name).read_bytes())
        return api.diff(model, ideal, api.Options(settings=settings(text)))
