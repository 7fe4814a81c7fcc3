"""Rules in CloudFormation's words reach a dialect that has counterparts, and its own rules go before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.evaluate import Partial
from fixer.catalogue.rule import Rule
from fixer.cfn.dialect import CLOUDFORMATION
from fixer.compare.compare import compare
from fixer.compare.gaps import Entry
from fixer.dialect import Counterpart, Projection
from fixer.issues.checking import check
from fixer.issues.claiming import Judge, claim
from fixer.issues.nearness import Nearness
from tests.pairs import resource, template
from tests.rules import rule

BUCKET, OWN = "AWS::S3::Bucket", "aws-cdk-lib/aws-s3.Bucket"
VERSIONED = ("Properties", "VersioningConfiguration", "Status")


def counterparts(entry: Entry, path: Sequence[str]) -> list[Counterpart]:
    if entry.type != OWN:
        return []
    if tuple(path[:2]) == ("Properties", "versioned"):
        return [Counterpart(BUCKET, "Resources", (*VERSIONED, *path[2:]))]
    if tuple(path[:2]) == ("Properties", "policy"):
        return [Counterpart("AWS::S3::BucketPolicy", "Resources")]
    return [Counterpart(BUCKET, "Resources", tuple(path))]


def projected(entry: Entry, body: Any, other: Counterpart) -> Projection | None:
    if other.type != BUCKET:
        return None
    given = body["Properties"].get("versioned")
    properties: dict[str, Any] = Partial() if given is None else Partial(VersioningConfiguration={"Status": given})
    if body["Properties"].get("bare") and given is None:
        properties = {}
    return Projection({"Type": BUCKET, "Properties": properties}, _place)


def _place(tokens: Sequence[str]) -> tuple[str, ...]:
    return ("Properties", "versioned") if tuple(tokens[:2]) == VERSIONED[:2] else ()


DIALECT = replace(CLOUDFORMATION, name="cdk-typescript", counterparts=counterparts, projected=projected)
STATUS = "/Properties/VersioningConfiguration/**"
UNVERSIONED = rule(
    "unversioned",
    match={"resource": BUCKET, "when": "!present(Properties.VersioningConfiguration)", "claims": [STATUS]},
)
SUSPENDED = rule(
    "suspended",
    match={"resource": BUCKET, "when": "Properties.VersioningConfiguration.Status == 'Off'", "claims": [STATUS]},
)


def own(rule_id: str, resource: str = OWN, **match: Any) -> Rule:
    return rule(rule_id, dialect="cdk-typescript", match={"resource": resource, **match})


def claimed(model: dict[str, Any], ideal: dict[str, Any], *rules: Rule) -> list[str | None]:
    left, right = template({"A": resource(OWN, **model)}), template({"A": resource(OWN, **ideal)})
    comparison = compare(DIALECT, left, right)
    found = claim(comparison.gaps, Catalogue(rules), Judge(DIALECT, left, right), Nearness(comparison))
    return [one.rule.id if one.rule else None for one in found]


class TestGaps:
    def test_a_gap_is_claimed_at_its_counterpart(self) -> None:
        differs = rule("differs", match={"resource": BUCKET, "claims": [STATUS]})
        assert claimed({"versioned": "Off"}, {"versioned": "On"}, differs) == ["differs"]

    def test_a_condition_sees_the_projected_body(self) -> None:
        assert claimed({"versioned": "Off"}, {"versioned": "On"}, SUSPENDED) == ["suspended"]
        assert claimed({"versioned": "Odd"}, {"versioned": "On"}, SUSPENDED) == [None]

    def test_what_is_not_known_of_a_body_is_no_failure(self) -> None:
        assert claimed({}, {"versioned": "On"}, UNVERSIONED) == [None]
        assert claimed({"bare": 1}, {"bare": 1, "versioned": "On"}, UNVERSIONED) == ["unversioned"]

    def test_a_condition_on_a_counterpart_that_has_no_projection_does_not_hold(self) -> None:
        policy = {"resource": "AWS::S3::BucketPolicy", "claims": ["/"]}
        assert claimed({}, {"policy": "x"}, rule("policy", match={**policy, "when": "!present(Properties.X)"})) == [
            None
        ]
        assert claimed({}, {"policy": "x"}, rule("policy", match=policy)) == ["policy"]

    def test_of_equally_strong_claims_its_own_goes_before(self) -> None:
        theirs = rule("differs", match={"resource": BUCKET, "claims": ["/Properties/name/**"]})
        ours = own("ours", claims=["/Properties/name/**"])
        every = own("every", "aws-cdk-lib/*", claims=["/Properties/name/**"])
        whole = own("whole", claims=["/Properties/**"])
        for rules, first in (((theirs, ours), "ours"), ((theirs, every), "every"), ((theirs, whole), "differs")):
            assert claimed({"name": "a"}, {"name": "b"}, *rules) == [first]

    def test_what_is_said_of_many_types_goes_last(self) -> None:
        theirs = rule("differs", match={"resource": BUCKET, "claims": ["/**"]})
        whole = own("whole", "*", claims=["/Properties/**"])
        assert claimed({"name": "a"}, {"name": "b"}, theirs, whole) == ["differs"]
        assert claimed({"name": "a"}, {"name": "b"}, whole) == ["whole"]

    def test_a_rule_for_every_type_reaches_a_construct_only_through_its_counterpart(self) -> None:
        every = rule("every", match={"resource": "*", "claims": ["/Properties/**"]})
        assert claimed({"name": "a"}, {"name": "b"}, every) == ["every"]
        left, right = template({"A": resource("./Own", n=1)}), template({"A": resource("./Own", n=2)})
        comparison = compare(DIALECT, left, right)
        [one] = claim(comparison.gaps, Catalogue([every]), Judge(DIALECT, left, right), Nearness(comparison))
        assert one.rule is None


class TestCheck:
    def test_a_place_is_told_in_the_words_of_the_document(self) -> None:
        data = template({"A": resource(OWN, versioned="Off")})
        [one] = check(data, Catalogue([SUSPENDED]), DIALECT)
        assert [(gap.kind, gap.pointer) for gap in one.issue.gaps] == [("changed", "/Resources/A/Properties/versioned")]
        assert one.proposals == ()

    def test_what_is_missing_is_missing_at_its_own_place(self) -> None:
        [one] = check(template({"A": resource(OWN, bare=1)}), Catalogue([UNVERSIONED]), DIALECT)
        assert [(gap.kind, gap.pointer) for gap in one.issue.gaps] == [("missing", "/Resources/A/Properties/versioned")]

    def test_what_is_not_known_is_no_finding(self) -> None:
        assert check(template({"A": resource(OWN, x=1)}), Catalogue([UNVERSIONED]), DIALECT) == []

    def test_a_detector_of_another_dialect_is_not_asked(self) -> None:
        data = template({"A": resource(OWN, x={"Ref": "Nowhere"})})
        dangling = {"match": {"resource": BUCKET}, "detector": "dangling-reference"}
        assert check(data, Catalogue([rule("dangling", **dangling)]), DIALECT) == []
        assert len(check(data, Catalogue([rule("dangling", **dangling)]), CLOUDFORMATION)) == 1

    def test_its_patch_is_one_of_the_document(self) -> None:
        def known(entry: Entry, body: Any, other: Counterpart) -> Projection | None:
            found = projected(entry, body, other)
            own = ({"op": "replace", "path": "/Properties/versioned", "value": "On"},)
            return found and replace(found, patch=lambda operations: own)

        dialect = replace(DIALECT, projected=known)
        fix = {"safety": "safe", "patch": [{"op": "add", "path": STATUS[:-3], "value": {"Status": "On"}}]}
        mending = replace(SUSPENDED, fix=rule("x", match={"resource": BUCKET}, fix=fix).fix)
        data = template({"A": resource(OWN, versioned="Off")})
        [one] = check(data, Catalogue([mending]), dialect)
        assert one.proposals[0].patch == (
            {"op": "replace", "path": "/Resources/A/Properties/versioned", "value": "On"},
        )
        assert check(data, Catalogue([mending]), DIALECT)[0].proposals == ()
