"""Patches with a star: one for each member."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cfn.dialect import CLOUDFORMATION
from fixer.issues.bindings import MOST_BINDINGS, bound
from fixer.remedy.mend import mend
from fixer.remedy.selection import Selection
from tests.pairs import resource, template
from tests.rules import found, rule

BODY = {"P": {"L": [{"a": 1}, {"b": 2}], "M": {"x": {"l": [1]}, "y": {"l": [2, 3]}}}}


def paths(pointer: str, *chosen: tuple[str, ...]) -> list[str]:
    return [operation["path"] for (operation,) in bound([{"op": "remove", "path": pointer}], BODY, chosen)]


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("/P/L", ["/P/L"]),
        ("/P/Nothing", ["/P/Nothing"]),
        ("/P/L/*/a", ["/P/L/0/a", "/P/L/1/a"]),
        ("/P/M/*", ["/P/M/x", "/P/M/y"]),
        ("/P/M/*/l/*", ["/P/M/x/l/0", "/P/M/y/l/0", "/P/M/y/l/1"]),
        ("/P/L/1/*", ["/P/L/1/b"]),
        ("/P/Nothing/*/a", []),
        ("/P/L/0/a/*", []),
    ],
)
def test_members(pointer: str, expected: list[str]) -> None:
    assert paths(pointer) == expected


def test_stars_of_one_patch_are_the_same_member() -> None:
    patch = [{"op": "move", "from": "/P/L/*/a", "path": "/P/L/*/c"}, {"op": "add", "path": "/P/n", "value": 1}]
    assert [[operation["path"] for operation in one] for one in bound(patch, BODY)] == [
        ["/P/L/0/c", "/P/n"],
        ["/P/L/1/c", "/P/n"],
    ]


def test_only_what_the_condition_chose() -> None:
    assert paths("/P/L/*/a", ("P", "L", "1")) == ["/P/L/1/a"]
    assert paths("/P/L", ("P", "L", "1")) == ["/P/L"]


def test_no_patch() -> None:
    assert bound([], BODY) == []


def test_as_many_as_there_may_be() -> None:
    body = {"L": list(range(MOST_BINDINGS + 1))}
    assert len(bound([{"op": "remove", "path": "/L/*"}], body)) == MOST_BINDINGS


def targets(*policies: dict[str, Any]) -> dict[str, Any]:
    items = [{"Id": str(n), "RetryPolicy": policy} for n, policy in enumerate(policies)]
    return template({"R": resource("AWS::Events::Rule", Targets=items)})


def test_each_member_is_a_place_and_is_mended() -> None:
    patch = [{"op": "replace", "path": "/Properties/Targets/*/RetryPolicy/Tries", "value": 1}]
    one = rule(
        "one",
        match={"resource": "AWS::Events::Rule", "when": "Properties.Targets[?RetryPolicy.Tries > `1`]"},
        fix=patch,
    )
    data = targets({"Tries": 5}, {"Tries": 1}, {"Other": 1}, {"Tries": 7})
    (item,) = found(data, one)
    base = "/Resources/R/Properties/Targets"
    assert [gap.pointer for gap in item.issue.gaps] == [f"{base}/0", f"{base}/3"]
    assert item.issue.fix is not None
    assert sorted(operation["path"] for operation in item.issue.fix.patch) == [
        f"{base}/0/RetryPolicy/Tries",
        f"{base}/3/RetryPolicy/Tries",
    ]
    done = mend(data, [item], lambda new: found(new, one), Selection(), CLOUDFORMATION)
    assert done.data == targets({"Tries": 1}, {"Tries": 1}, {"Other": 1}, {"Tries": 1})


def test_without_a_filter_each_patch_that_fits_is_a_place() -> None:
    patch = [{"op": "remove", "path": "/Properties/Targets/*/RetryPolicy/Old"}]
    one = rule(
        "one", match={"resource": "AWS::Events::Rule", "when": "contains(keys(Properties), 'Targets')"}, fix=patch
    )
    (item,) = found(targets({"Old": 5}, {}, {"Old": 7}), one)
    base = "/Resources/R/Properties/Targets"
    assert [(gap.kind, gap.pointer) for gap in item.issue.gaps] == [
        ("extra", f"{base}/0/RetryPolicy/Old"),
        ("extra", f"{base}/2/RetryPolicy/Old"),
    ]
